//! The agenda of a letter's annex: numbered points below its heading.

use crate::finding::Findings;
use crate::letter::Evidence;
use crate::letter::lex::language;
use crate::letter::lex::normal::Normal;
use crate::letter::lex::numbering::Step;
use crate::letter::read::document::{Block, Span};
use crate::letter::shape::prose;
use crate::letter::words::Sense;
use crate::model::{AgendaItem, Language, Text};
use number::{Number, Numbers};

mod number;

/// The longest agenda.
const MOST_POINTS: usize = 500;

/// How many words may say whose agenda it is.
const LONGEST_OWNER: usize = 25;

/// How many lines without a number may follow a point, or stand before the first one.
const MOST_LINES: usize = 6;

/// Reads the agenda. `of_letter` is the language of points that show none, `skip` what others
/// read: the time plan, the deadlines.
pub(crate) fn agenda(
    normal: &Normal,
    of_letter: Language,
    skip: &[Span],
    findings: &mut Findings,
) -> (Vec<AgendaItem>, Vec<Evidence>) {
    let rows = rows(normal);
    let mut points = Vec::new();
    let mut end = 0;
    for (index, row) in rows.iter().enumerate() {
        if index < end || prose::is_in(&row.words, skip) || !is_heading(normal, row) {
            continue;
        }
        let below = rows.get(index + 1..).unwrap_or_default();
        let mut reader = Reader {
            normal,
            skip,
            points: Vec::new(),
            numbers: Numbers::default(),
            pending: Vec::new(),
        };
        let read = reader.read(below);
        let worded = reader.points.iter().filter(|point| !point.words.is_empty()).count();
        if worded < 2 {
            continue;
        }
        if points.is_empty() {
            points = reader.points;
            end = index + 1 + read;
        } else {
            findings
                .doubt(
                    "several-agendas",
                    Some(normal.place(&row.words)),
                    "the letter has another agenda here, and only the first one was read",
                )
                .help("add the points of this one, if they belong to the meeting");
            break;
        }
    }
    doubts(normal, &points, findings);
    let points = points.into_iter().filter(|point| !point.words.is_empty());
    finish(normal, of_letter, points.collect())
}

/// A line, or a row of a table that has a number and words.
struct Row<'a> {
    /// The number that Word makes, or that stands in a cell of its own.
    number: Option<&'a str>,
    words: Span,
    /// The block of the table it stands in.
    table: Option<usize>,
}

/// A point as it is read.
struct Point {
    number: String,
    /// Whether numbers before it are missing.
    is_gap: bool,
    words: Vec<Span>,
    place: Span,
}

/// The lines of a document; in tables a number and the words beside it are one.
fn rows(normal: &Normal) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::with_capacity(normal.lines.len());
    let mut lines = normal.lines.iter().peekable();
    while let Some(line) = lines.next() {
        let mut row = Row {
            number: line.number.as_deref(),
            words: line.span.clone(),
            table: line.cell.map(|(block, _, _)| block),
        };
        if let Some((block, of_row, column)) = line.cell {
            let text = normal.slice(&line.span);
            let is_number = Number::typed(text).is_some_and(|typed| typed.length == text.len())
                || Number::alone(text).is_some();
            let is_beside = |cell: &(usize, usize, usize)| {
                (cell.0, cell.1) == (block, of_row) && cell.2 > column
            };
            let next = lines.peek().map(|next| (next.cell.filter(is_beside), next.span.start));
            if let Some((Some(beside), start)) = next.filter(|_| is_number) {
                row.number = Some(text);
                row.words = start..start;
                while let Some(next) = lines.next_if(|next| next.cell == Some(beside)) {
                    row.words.end = next.span.end;
                }
                // Further columns name documents.
                let is_same = |cell: (usize, usize, usize)| (cell.0, cell.1) == (block, of_row);
                while lines.next_if(|next| next.cell.is_some_and(is_same)).is_some() {}
            }
        }
        rows.push(row);
    }
    rows
}

/// Whether a line is the heading of an agenda: its phrase, perhaps with whose agenda it is, and no
/// sentence that only speaks of it.
fn is_heading(normal: &Normal, row: &Row<'_>) -> bool {
    let (span, text) = (&row.words, normal.folded(&row.words));
    let ends_a_sentence = text.ends_with(['.', '。', ';', ',']);
    if row.number.is_some() || ends_a_sentence || Number::typed(normal.slice(span)).is_some() {
        return false;
    }
    let behind = prose::annex_heading(text).filter(|rest| !rest.is_empty()).unwrap_or(text);
    let start = span.end - behind.len();
    let line = start..span.end;
    let Some(heading) = normal.marks.first(Sense::AgendaHeading, &line) else {
        return false;
    };
    if heading.start == start {
        let rest = normal.folded(&(heading.end..span.end)).trim_start();
        return !rest.starts_with([',', ';', '.'])
            && rest.split_whitespace().count() <= LONGEST_OWNER;
    }
    // "第12研究组会议议程草案", "SG11 - Draft agenda"
    let mut all = normal.marks.like(Sense::AgendaHeading, &line);
    let is_short =
        text.split_whitespace().count() <= LONGEST_OWNER && !text.contains([',', '.', ';', '。']);
    is_short
        && all.any(|heading| heading.end == span.end)
        && (text.starts_with(prose::is_ideograph) || text.contains([':', '-']))
}

/// Reads points one after another.
struct Reader<'a> {
    normal: &'a Normal,
    skip: &'a [Span],
    points: Vec<Point>,
    numbers: Numbers,
    /// Lines without a number since the last point.
    pending: Vec<Span>,
}

impl Reader<'_> {
    /// Reads until the agenda ends, and gives how many rows it has.
    fn read(&mut self, rows: &[Row<'_>]) -> usize {
        let mut count = 0;
        for row in rows {
            if self.ends_at(row) || self.points.len() >= MOST_POINTS {
                break;
            }
            count += 1;
            let Some(number) = self.number(row) else {
                self.pending.push(row.words.clone());
                continue;
            };
            let step = self.numbers.take(&number);
            if step == Step::Back {
                if self.numbers.begins_anew(&number) {
                    break;
                }
                self.pending.push(row.words.clone());
                continue;
            }
            self.settle(true);
            let length = number.length.min(row.words.len());
            let words = row.words.start + length..row.words.end;
            self.points.push(Point {
                number: number.written,
                is_gap: step == Step::Gap,
                words: Some(words).filter(|words| !words.is_empty()).into_iter().collect(),
                place: row.words.clone(),
            });
        }
        self.settle(false);
        count
    }

    /// The number of a row, which Word makes or which is typed: `Item 3:`.
    fn number(&self, row: &Row<'_>) -> Option<Number> {
        let text = self.normal.slice(&row.words);
        if let Some(number) = row.number.and_then(Number::alone).or_else(|| Number::typed(text)) {
            return Some(number);
        }
        let word = self.normal.marks.at(Sense::PointWord, row.words.start)?;
        let behind = self.normal.slice(&(word.end..row.words.end)).trim_start();
        let (number, words) = behind.split_once([':', '.', '-', '\t'])?;
        let mut number = Number::alone(number)?;
        number.length = text.len() - words.trim_start().len();
        Some(number)
    }

    /// Whether the agenda ends before a row.
    fn ends_at(&self, row: &Row<'_>) -> bool {
        let (span, text) = (&row.words, self.normal.folded(&row.words));
        if prose::is_in(&row.words, self.skip) || self.pending.len() > MOST_LINES {
            return true;
        }
        // A table after points that stood in none is another one; so is one without numbers.
        if let Some(block) = row.table {
            let is_plan = self.points.is_empty() && !is_numbered_table(self.normal, block);
            let others = self.points.last().and_then(|last| self.table_of(&last.place));
            if is_plan || !self.points.is_empty() && others != Some(block) {
                return true;
            }
        } else if self.points.last().is_some_and(|last| self.table_of(&last.place).is_some()) {
            return true;
        }
        if self.number(row).is_some() {
            return false;
        }
        let begins = |of: Sense| self.normal.marks.at(of, span.start).map(|mark| mark.end);
        let behind = |end: usize| self.normal.slice(&(end..span.end)).trim_start();
        let is_note =
            begins(Sense::Note).is_some_and(|end| !behind(end).starts_with(char::is_alphabetic));
        // "ANNEX C Practical information"
        let is_annex = begins(Sense::Annex).is_some_and(|end| {
            let sign = behind(end).split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            sign.len() == 1 && sign.to_uppercase() == sign && !text.ends_with(['.', '。'])
        });
        let is_plan = begins(Sense::PlanHeading).is_some() && !text.ends_with(['.', '。']);
        is_note
            || prose::annex_heading(text).is_some()
            || begins(Sense::SignOff).is_some()
            || (is_plan || is_annex) && !self.is_unfinished()
            || is_heading(self.normal, row)
    }

    /// The table in which a place stands.
    fn table_of(&self, place: &Span) -> Option<usize> {
        let lines = &self.normal.lines;
        let index = lines.partition_point(|line| line.span.end < place.start);
        let line = lines.get(index)?;
        line.cell.map(|(block, _, _)| block)
    }

    /// Gives pending lines to the last point. Before another point all belong to it but what pages
    /// carry; after the last one only what goes on with its sentence.
    fn settle(&mut self, is_inside: bool) {
        let pending = std::mem::take(&mut self.pending);
        for line in pending {
            let text = self.normal.slice(&line);
            let goes_on = text.starts_with(char::is_lowercase) || self.is_unfinished();
            let is_word =
                text.chars().any(char::is_alphabetic) && !is_furniture(self.normal, &line);
            let Some(point) = self.points.last_mut() else { continue };
            if is_word && (is_inside || goes_on) {
                point.words.push(line);
            } else if !is_inside {
                break;
            }
        }
    }

    /// Whether the last point breaks off.
    fn is_unfinished(&self) -> bool {
        let Some(point) = self.points.last() else { return false };
        let Some(last) = point.words.last() else { return true };
        let text = self.normal.slice(last).trim_end();
        let open = text.matches('(').count() > text.matches(')').count();
        let word = self.normal.tokens_in(last).all.last().map(|token| token.span());
        let joins = [Sense::AndGroup, Sense::OfGroup].into_iter();
        let mut joins = joins.filter_map(|of| Some(self.normal.marks.is(of, word.as_ref()?)));
        open || joins.any(|joins| joins) || text.ends_with([',', '、', '-', '،'])
    }
}

/// What stands on every page: `(to TSB Collective letter 1/16)`, `Page 4`.
fn is_furniture(normal: &Normal, line: &Span) -> bool {
    let words = normal.folded(line).split_whitespace().count();
    let is_page = normal.marks.at(Sense::PageWord, line.start).is_some();
    is_page && words <= 4 || normal.marks.has(Sense::CollectiveLetter, line) && words <= 8
}

/// Whether the first numbers in a table are 1 and 2.
fn is_numbered_table(normal: &Normal, block: usize) -> bool {
    let Some(Block::Table(table)) = normal.document.blocks.get(block) else { return false };
    let cells = table.cells.iter().filter(|cell| cell.column == 0);
    let numbers = cells.filter_map(|cell| {
        let first = cell.paragraphs.first()?;
        let text = normal.slice(&first.span);
        let made = first.number.as_deref().and_then(Number::alone);
        made.or_else(|| Number::typed(text)).or_else(|| Number::alone(text))
    });
    let mut so_far = Numbers::default();
    let steps: Vec<Step> = numbers.take(2).map(|number| so_far.take(&number)).collect();
    table.columns <= 5 && steps == [Step::Next, Step::Next]
}

/// What is doubtful about the numbers.
fn doubts(normal: &Normal, points: &[Point], findings: &mut Findings) {
    let mut before = "";
    for point in points {
        if point.is_gap {
            findings
                .doubt(
                    "agenda-gap",
                    Some(normal.place(&point.place)),
                    format!("the agenda goes from {before} to {}", point.number),
                )
                .help("see whether the letter itself leaves numbers out");
        }
        if point.words.is_empty() {
            findings
                .doubt(
                    "agenda-without-words",
                    Some(normal.place(&point.place)),
                    format!("point {} of the agenda has no words", point.number),
                )
                .help("see the letter; its words and numbers may stand apart");
        }
        before = &point.number;
    }
}

/// Points with their words as the letter writes them, each in its language.
fn finish(
    normal: &Normal,
    of_letter: Language,
    points: Vec<Point>,
) -> (Vec<AgendaItem>, Vec<Evidence>) {
    let words = |point: &Point| {
        let parts: Vec<String> = point.words.iter().map(|span| normal.words(span)).collect();
        join(&parts)
    };
    let texts: Vec<String> = points.iter().map(words).collect();
    let of_agenda = language::of(&texts.join("\n")).unwrap_or(of_letter);
    let mut items = Vec::new();
    let mut evidence = Vec::new();
    for (point, words) in points.iter().zip(texts) {
        let language = of_script(&words, of_agenda);
        let Some(text) = Text::new(language, &*words) else { continue };
        let number = point.number.clone();
        let last = point.words.last().map_or(point.place.end, |last| last.end);
        let span = point.place.start..last.max(point.place.end);
        evidence.push(Evidence {
            field: format!("agenda[{}]", items.len()),
            value: format!("{number} {words}"),
            place: normal.place(&span),
        });
        items.push(AgendaItem { number, text });
    }
    (items, evidence)
}

/// The language of a few words inside of a longer text: that of the text, but for another script.
pub(crate) fn of_script(words: &str, of_text: Language) -> Language {
    let is_latin = |language| matches!(language, Language::En | Language::Fr | Language::Es);
    match language::of(words) {
        Some(own) if !(is_latin(own) && is_latin(of_text)) => own,
        _ => of_text,
    }
}

/// Lines as one text; between ideographs stands no blank.
pub(crate) fn join(parts: &[String]) -> String {
    let mut text = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        let touches = text.chars().next_back().is_some_and(prose::is_ideograph)
            && part.starts_with(prose::is_ideograph);
        if !text.is_empty() && !touches {
            text.push(' ');
        }
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::finding::Findings;
    use crate::letter::fact::agenda::agenda;
    use crate::letter::lex::normal::Normal;
    use crate::letter::shape::prose::tests::{normal, with_table};
    use crate::model::Language;

    /// The points as `number words`, and the checks that doubt them.
    fn read(normal: &Normal) -> (Vec<String>, Vec<String>) {
        let mut findings = Findings::default();
        let (items, evidence) = agenda(normal, Language::En, &[], &mut findings);
        assert_eq!(items.len(), evidence.len());
        let show = |item: &crate::model::AgendaItem| {
            let (language, text) = item.text.all().next().unwrap();
            format!("{} {text} [{language}]", item.number)
        };
        let checks = findings.sorted().iter().map(|f| format!("{:?}", f.level)).collect();
        (items.iter().map(show).collect(), checks)
    }

    #[test]
    fn typed_numbers_in_six_languages() {
        for (text, expected) in [
            (
                "ANNEX B\nDraft agenda of the meeting of Study Group 9\n1 Welcome to the experts\n\
                 2. Work of the year\n2.1. News of the regions\n3) Close\nNOTE - see TD1\n4 no",
                vec![
                    "1 Welcome to the experts [en]",
                    "2 Work of the year [en]",
                    "2.1 News of the regions [en]",
                    "3 Close [en]",
                ],
            ),
            (
                "ANNEXE B\nProjet d'ordre du jour\n1\tAccueil des participants\n2\tBilan de l'année\n\
                 ANNEXE C\n3\tnon",
                vec!["1 Accueil des participants [fr]", "2 Bilan de l'année [fr]"],
            ),
            (
                "Anexo 2 - Proyecto de orden del día\n1 Bienvenida a los participantes\n\
                 2 Balance del año\nPlan de trabajo\n3 no",
                vec!["1 Bienvenida a los participantes [es]", "2 Balance del año [es]"],
            ),
            (
                "Проект повестки дня\n1. Приветствие\n2. Итоги года\n2.1. Регионы",
                vec!["1 Приветствие [ru]", "2 Итоги года [ru]", "2.1 Регионы [ru]"],
            ),
            (
                "مشروع جدول الأعمال\n1 ترحيب\n2 حصيلة السنة",
                vec!["1 ترحيب [ar]", "2 حصيلة السنة [ar]"],
            ),
            (
                "附件B\n第9研究组会议议程草案\n1 欢迎 专家\n2、年度总结\n2.1\tAI for networks\n注 – 见TD1",
                vec!["1 欢迎 专家 [zh]", "2 年度总结 [zh]", "2.1 AI for networks [en]"],
            ),
        ] {
            let (points, checks) = read(&normal(text));
            assert_eq!(points, expected, "{text}");
            assert_eq!(checks, Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn numbers_that_word_makes() {
        let text = "Draft agenda\n⟦1⟧Welcome to the experts\n⟦2⟧Reports\n⟦2.1⟧of the regions\n\
                    ⟦–⟧Africa and\nAsia\n⟦2.1.1⟧Plans\n⟦3⟧Close";
        let (points, _) = read(&normal(text));
        assert_eq!(
            points,
            [
                "1 Welcome to the experts [en]",
                "2 Reports [en]",
                "2.1 of the regions Africa and Asia [en]",
                "2.1.1 Plans [en]",
                "3 Close [en]",
            ]
        );
    }

    #[test]
    fn points_over_several_lines_and_pages() {
        let text = "Draft agenda\n1 Welcome of the\nexperts and guests\n2\nReports\n- 5 -\n\
                    (to TSB Collective letter 1/9)\n3 Close of the\nmeeting\nGeneva, in May";
        let (points, _) = read(&normal(text));
        assert_eq!(
            points,
            [
                "1 Welcome of the experts and guests [en]",
                "2 Reports [en]",
                "3 Close of the meeting [en]"
            ]
        );
    }

    #[test]
    fn gaps_and_second_agendas_are_doubted_and_kept() {
        let text =
            "Draft agenda\n1 Welcome\n2 Work\n4 Close\nDraft agenda of WP2/9\n1 Welcome\n2 Bye";
        let (points, checks) = read(&normal(text));
        assert_eq!(points.len(), 3);
        assert_eq!(checks, ["Doubt(\"agenda-gap\")", "Doubt(\"several-agendas\")"]);
    }

    #[test]
    fn an_agenda_in_a_table_and_tables_that_are_none() {
        let rows =
            ["No. | Item | Document", "1 | Welcome | TD1", "2 | Work | TD2", "2.1 | Plans |"];
        let (points, _) = read(&with_table("Draft agenda", &rows, "3 no"));
        assert_eq!(points, ["1 Welcome [en]", "2 Work [en]", "2.1 Plans [en]"]);
        let plan = ["| Monday | Tuesday", "0 | Team |", "1 | Plenary | Q1/9", "2 | Q3/9 | Q1/9"];
        assert_eq!(read(&with_table("Agenda and time plan", &plan, "")).0, Vec::<String>::new());
    }

    #[test]
    fn roman_numbers_and_letters() {
        for (text, expected) in [
            (
                "Draft agenda\nI. Opening\nA. Welcome\nB. Programme\nII. Work\na) Plans\nIII. Close\n\
                 ANNEX C Practical information\nIV. Hotels",
                vec!["I Opening", "A Welcome", "B Programme", "II Work", "a Plans", "III Close"],
            ),
            ("Projet d'ordre du jour\nA.\tAccueil\nB.\tClôture", vec!["A Accueil", "B Clôture"]),
            ("会议议程草案\n一、开幕\n二、闭幕", vec!["一 开幕", "二 闭幕"]),
            ("Повестка дня\nа) Открытие\nб) Закрытие", vec!["а Открытие", "б Закрытие"]),
            ("جدول الأعمال\nأ) افتتاح\nب) اختتام", vec!["أ افتتاح", "ب اختتام"]),
            (
                "Orden del día\nPunto 1: Apertura\nPunto 2: Clausura",
                vec!["1 Apertura", "2 Clausura"],
            ),
            (
                "Agenda\n⟦I.⟧Opening\n⟦a)⟧Words\n⟦II.⟧Close",
                vec!["I Opening", "a Words", "II Close"],
            ),
        ] {
            let (points, checks) = read(&normal(text));
            let points: Vec<&str> = points.iter().map(|p| &p[..p.len() - " [en]".len()]).collect();
            assert_eq!((points, checks), (expected, vec![]), "{text}");
        }
        let rows = ["I | Welcome", "II | Work", "A | Plans"];
        let (points, _) = read(&with_table("Draft agenda", &rows, "III no"));
        assert_eq!(points, ["I Welcome [en]", "II Work [en]", "A Plans [en]"]);
    }

    #[test]
    fn sentences_about_agendas_are_no_headings() {
        for text in [
            "Annex B has the draft agenda, as agreed.\n1 Geneva\n2 Bern",
            "Draft agenda and time plan stand in Annex B.\n1 Geneva\n2 Bern",
            "A draft agenda and time plan follow.\n1 Geneva\n2 Bern",
            "Agenda, agreed with the Chair\n1 Geneva\n2 Bern",
            "3 Adoption of the agenda\n1 Geneva\n2 Bern",
            "Draft agenda\nto be sent later",
        ] {
            assert_eq!(read(&normal(text)).0, Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn hostile_texts_end_soon() {
        let lines = "agenda\n1 x\n".repeat(50_000);
        assert_eq!(read(&normal(&lines)).0, Vec::<String>::new());
        let points = (3..=99).map(|n| format!("{n} x\n")).collect::<String>();
        let long = format!("Agenda\n1 a {}\n2 b\n{points}", "word ".repeat(200_000));
        assert_eq!(read(&normal(&long)).0.len(), 99);
        read(&normal(&"1.".repeat(500_000)));
    }
}
