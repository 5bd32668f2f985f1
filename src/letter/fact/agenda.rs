//! The agenda of a letter's annex: numbered points from its heading to the next heading.

use crate::letter::lex::{Normal, NormalLine, Number, NumberStep, Numbers, language};
use crate::letter::read::document::{Block, Span};
use crate::letter::shape::{LetterText, prose};
use crate::letter::words::Sense;
use crate::model::{AgendaItem, Language, Text};

/// The longest agenda.
const MOST_POINTS: usize = 500;

/// How many words may say whose agenda it is.
const LONGEST_OWNER: usize = 25;

/// How many lines without a number may follow a point, or stand before the first one.
const MOST_LINES: usize = 6;

/// More columns are those of a time plan with numbered slots.
const MOST_COLUMNS: usize = 5;

/// Reads the agenda. `of_letter` is the language of points that show none, `skip` what others
/// read: the time plan, the deadlines.
pub(crate) fn agenda(
    found: &LetterText<'_>,
    of_letter: Language,
    skip: &[Span],
) -> Vec<AgendaItem> {
    let normal = found.normal;
    let rows = rows(normal);
    let mut agenda: Vec<AgendaPoint<'_>> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if prose::is_in(&row.place, skip) || !row.is_heading(normal) {
            continue;
        }
        let points = points(normal, rows.get(index + 1..).unwrap_or_default(), skip);
        if points.iter().filter(|point| !point.words.is_empty()).count() < 2 {
            continue;
        }
        if !agenda.is_empty() {
            let place = Some(normal.place(&row.place));
            let message = "the letter has another agenda here, and only the first one was read";
            let help = "add the points of this one, if they belong to the meeting";
            found.doubt_at("several-agendas", place, message, help);
            break;
        }
        agenda = points;
    }
    items(found, of_letter, agenda)
}

/// A line, or a row of a table that has a number and words.
struct AgendaRow {
    number: Option<Number>,
    /// Whether Word makes a number or a bullet before it.
    is_listed: bool,
    place: Span,
    /// The block of the table it stands in.
    table: Option<usize>,
}

/// A point as it is read.
struct AgendaPoint<'a> {
    row: &'a AgendaRow,
    number: &'a str,
    /// Whether numbers before it are missing.
    is_gap: bool,
    words: Vec<Span>,
}

/// The lines of a document; in tables a number and the words beside it are one.
fn rows(normal: &Normal) -> Vec<AgendaRow> {
    let mut rows = Vec::with_capacity(normal.lines.len());
    for lines in normal.rows() {
        if let [first, beside, rest @ ..] = lines
            && first.cell != beside.cell
            && let Some(number) = Number::alone(normal.slice(&first.span))
        {
            // Further columns name documents.
            let last = rest.iter().take_while(|line| line.cell == beside.cell).last();
            let place = beside.span.start..last.unwrap_or(beside).span.end;
            let table = first.cell.map(|(block, ..)| block);
            rows.push(AgendaRow { number: Some(number), is_listed: false, place, table });
        } else {
            rows.extend(lines.iter().map(|line| AgendaRow::of(normal, line)));
        }
    }
    rows
}

impl AgendaRow {
    fn of(normal: &Normal, line: &NormalLine) -> Self {
        let text = normal.slice(&line.span);
        let made = line.number.as_deref().and_then(Number::alone);
        let number = made.or_else(|| Number::typed(text)).or_else(|| {
            // "Item 3: …"
            let word = normal.marks.at(Sense::PointWord, line.span.start)?;
            let behind = normal.slice(&(word.end..line.span.end)).trim_start();
            let (number, words) = behind.split_once([':', '.', '-', '\t'])?;
            let mut number = Number::alone(number)?;
            number.length = text.len() - words.trim_start().len();
            Some(number)
        });
        Self {
            number,
            is_listed: line.number.is_some(),
            place: line.span.clone(),
            table: line.cell.map(|(block, ..)| block),
        }
    }

    /// Whether it is the heading of an agenda: its phrase, perhaps with whose agenda it is, and no
    /// sentence that only speaks of it.
    fn is_heading(&self, normal: &Normal) -> bool {
        let text = |span: Span| normal.folded(&span).trim();
        let is_phrase = |heading: Span| {
            let before = text(self.place.start..heading.start);
            let annex = self.place.start..self.place.start + before.len();
            let behind = text(heading.end..self.place.end);
            let is_first = before.is_empty()
                || before.ends_with([':', '-'])
                || prose::annex_heading(normal, &annex) == Some(annex.end)
                || before.ends_with(prose::is_ideograph) && behind.is_empty();
            is_first && !behind.starts_with([',', ';', '.'])
        };
        let whole = text(self.place.clone());
        self.number.is_none()
            && !self.is_listed
            && !whole.ends_with(['.', '。', ';', ','])
            && normal.marks.all(Sense::AgendaHeading, &self.place).any(is_phrase)
            && whole.split_whitespace().count() <= LONGEST_OWNER
    }

    /// Whether an agenda ends before it: a note, the end of the letter, the heading of another part.
    fn ends(&self, normal: &Normal) -> bool {
        let line = &self.place;
        let text = normal.slice(line);
        let begins = |of: Sense| normal.marks.at(of, line.start);
        let is_note = begins(Sense::Note).is_some_and(|note| {
            let behind = normal.slice(&(note.end..line.end)).trim_start();
            !behind.starts_with(char::is_alphabetic)
        });
        let is_sentence = text.ends_with(['.', '。']) || text.starts_with(char::is_lowercase);
        let is_part = [Sense::Annex, Sense::PlanHeading].into_iter().any(|of| begins(of).is_some());
        is_note
            || begins(Sense::SignOff).is_some()
            || is_part && !is_sentence
            || self.is_heading(normal)
    }
}

/// The points below a heading.
fn points<'a>(normal: &Normal, rows: &'a [AgendaRow], skip: &[Span]) -> Vec<AgendaPoint<'a>> {
    let mut points: Vec<AgendaPoint<'a>> = Vec::new();
    let mut numbers = Numbers::default();
    // How many lines without a number stand behind the last one.
    let mut loose = 0;
    for (index, row) in rows.iter().enumerate() {
        // A table after points that stood in none is another one; so is one without numbers.
        let table = match points.last() {
            Some(last) => last.row.table,
            None => row.table.filter(|block| is_numbered(normal, *block, rows.get(index..))),
        };
        let is_full = loose > MOST_LINES || points.len() >= MOST_POINTS;
        let ends = row.number.is_none() && row.ends(normal);
        if row.table != table || is_full || ends || prose::is_in(&row.place, skip) {
            break;
        }
        match row.number.as_ref().map(|number| (number, numbers.take(number))) {
            Some((number, NumberStep::Back)) if numbers.begins_anew(number) => break,
            None | Some((_, NumberStep::Back)) => {
                loose += 1;
                if let Some(point) = points.last_mut()
                    && !is_furniture(normal, &row.place)
                {
                    point.words.push(row.place.clone());
                }
            }
            Some((number, step)) => {
                loose = 0;
                let own = Some(row.place.start + number.length..row.place.end);
                let words = own.filter(|words| !words.is_empty()).into_iter().collect();
                let is_gap = step == NumberStep::Gap;
                points.push(AgendaPoint { row, number: &number.written, is_gap, words });
            }
        }
    }
    // Behind the last point only what goes on with its sentence belongs to it.
    if let Some(AgendaPoint { words, .. }) = points.last_mut() {
        let follow = words.iter().zip(words.iter().skip(1));
        let kept = follow.take_while(|(line, next)| goes_on(normal, line, next)).count();
        words.truncate(kept + 1);
    }
    points
}

/// Whether a line goes on with the sentence of the one before it.
fn goes_on(normal: &Normal, line: &Span, next: &Span) -> bool {
    let text = normal.slice(line);
    normal.slice(next).starts_with(char::is_lowercase)
        || text.matches('(').count() > text.matches(')').count()
        || text.ends_with([',', '、', '-', '،'])
}

/// What stands on every page: `(to TSB Collective letter 1/16)`, `Page 4`, `- 5 -`.
fn is_furniture(normal: &Normal, line: &Span) -> bool {
    let text = normal.slice(line);
    let is_short = text.split_whitespace().count() <= 8;
    let is_page = normal.marks.begins(Sense::PageWord, line.start);
    let is_of_page = is_page || normal.marks.has(Sense::CollectiveLetter, line);
    is_short && is_of_page || !text.contains(char::is_alphabetic)
}

/// Whether the first numbers in a table are 1 and 2.
fn is_numbered(normal: &Normal, block: usize, rows: Option<&[AgendaRow]>) -> bool {
    let table = normal.document.blocks.get(block);
    let is_narrow = matches!(table, Some(Block::Table(table)) if table.columns <= MOST_COLUMNS);
    let rows = rows.into_iter().flatten().take_while(|row| row.table == Some(block));
    let mut so_far = Numbers::default();
    let steps = rows.filter_map(|row| Some(so_far.take(row.number.as_ref()?))).take(2);
    is_narrow && steps.filter(|step| *step == NumberStep::Next).count() == 2
}

/// Points with their words as the letter writes them, each in its language.
fn items(
    found: &LetterText<'_>,
    of_letter: Language,
    points: Vec<AgendaPoint<'_>>,
) -> Vec<AgendaItem> {
    let normal = found.normal;
    let texts: Vec<String> = points.iter().map(|point| join(normal, &point.words)).collect();
    let of_agenda = language::of(&texts.join("\n")).unwrap_or(of_letter);
    let mut items = Vec::new();
    let mut before = "";
    for (AgendaPoint { row, number, is_gap, words: lines }, words) in points.into_iter().zip(texts)
    {
        let place = Some(normal.place(&row.place));
        if is_gap {
            let message = format!("the agenda goes from {before} to {number}");
            let help = "see whether the letter itself leaves numbers out";
            found.doubt_at("agenda-gap", place, message, help);
        }
        before = number;
        let Some(text) = Text::new(of_script(&words, of_agenda), &*words) else {
            let message = format!("point {number} of the agenda has no words");
            let help = "see the letter; its words and numbers may stand apart";
            found.doubt_at("agenda-without-words", place, message, help);
            continue;
        };
        let span = row.place.start..lines.last().map_or(row.place.end, |last| last.end);
        found.note(format!("agenda[{}]", items.len()), format!("{number} {words}"), &span);
        items.push(AgendaItem { number: number.to_owned(), text });
    }
    items
}

/// The language of a few words inside of a longer text: that of the text, but for another script.
pub(crate) fn of_script(words: &str, of_text: Language) -> Language {
    let is_latin = |language| matches!(language, Language::En | Language::Fr | Language::Es);
    match language::of(words) {
        Some(own) if !(is_latin(own) && is_latin(of_text)) => own,
        _ => of_text,
    }
}

/// Stretches as one text; between ideographs stands no blank.
pub(crate) fn join<'a>(normal: &Normal, parts: impl IntoIterator<Item = &'a Span>) -> String {
    parts.into_iter().map(|part| normal.words(part)).fold(String::new(), |mut text, part| {
        let touches = text.ends_with(prose::is_ideograph) && part.starts_with(prose::is_ideograph);
        if !text.is_empty() && !part.is_empty() && !touches {
            text.push(' ');
        }
        text + &part
    })
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::agenda::agenda;
    use crate::letter::lex::normal::Normal;
    use crate::letter::shape::found::LetterText;
    use crate::letter::shape::prose::tests::{normal, with_table};
    use crate::model::Language;

    /// The points as `number words`, and the checks that doubt them.
    fn read(normal: &Normal) -> (Vec<String>, Vec<String>) {
        let found = LetterText::new(normal);
        let items = agenda(&found, Language::En, &[]);
        assert_eq!(items.len(), found.reading.borrow().evidence.len());
        let show = |item: &crate::model::AgendaItem| {
            let (language, text) = item.text.all().next().unwrap();
            format!("{} {text} [{language}]", item.number)
        };
        (items.iter().map(show).collect(), found.checks())
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
