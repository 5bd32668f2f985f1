//! Candidate Recommendations: the drafts that a letter lists for approval, consent or
//! determination, below the headings of their working parties.

use crate::finding::Findings;
use crate::letter::Evidence;
use crate::letter::fact::agenda::of_script;
use crate::letter::lex::groups::groups;
use crate::letter::lex::normal::{Line, Normal};
use crate::letter::read::document::{Block, Span, Table};
use crate::letter::shape::prose;
use crate::letter::words::Sense;
use crate::model::{Group, Language, Recommendation, Text};
use name::{name_of, parted};

mod name;

/// The longest list.
const MOST: usize = 500;

/// How many lines may stand between the words before a list and its first entry.
const FIRST_WITHIN: usize = 4;

/// Reads the lists of drafts. `of_letter` is the language of titles that show none.
pub(crate) fn recommendations(
    normal: &Normal,
    of_letter: Language,
    skip: &[Span],
    findings: &mut Findings,
) -> (Vec<Recommendation>, Vec<Evidence>) {
    let mut reader = Reader { normal, of_letter, found: Vec::new(), evidence: Vec::new() };
    let lines: Vec<&Line> =
        normal.lines.iter().filter(|line| !prose::is_in(&line.span, skip)).collect();
    let mut at = 0;
    while at < lines.len() && reader.found.len() < MOST {
        let line = lines.get(at).copied();
        at += 1;
        let announces = line.is_some_and(|line| line.cell.is_none() && announces(normal, line));
        if announces {
            at += reader.list(lines.get(at..).unwrap_or_default(), findings);
        }
    }
    (reader.found, reader.evidence)
}

/// Whether a line says that drafts follow which go for approval.
fn announces(normal: &Normal, line: &Line) -> bool {
    let text = normal.folded(&line.span);
    // A list follows a colon, or the heading of a table.
    let is_heading = text.len() <= 160 && !text.ends_with(['.', '。', ',']);
    (text.ends_with(':') || is_heading)
        && normal.marks.has(Sense::RecommendationsHeading, &line.span)
        && normal.marks.has(Sense::Approval, &line.span)
        && crate::letter::lex::numbering::typed(text).is_none()
        && line.number.as_deref().and_then(crate::letter::lex::numbering::made).is_none()
}

/// A list as it is read.
struct Reader<'a> {
    normal: &'a Normal,
    of_letter: Language,
    found: Vec<Recommendation>,
    evidence: Vec<Evidence>,
}

/// An entry: name and title with their places, Question and group.
struct Entry {
    name: Span,
    title: Option<Span>,
    /// A stretch of the title on a further line.
    further: Vec<Span>,
    question: Option<Group>,
    group: Option<Group>,
}

impl Reader<'_> {
    /// Reads the list that begins with a line, and gives how many lines it has.
    fn list(&mut self, lines: &[&Line], findings: &mut Findings) -> usize {
        let mut group = None;
        let mut entry: Option<Entry> = None;
        let mut count = 0;
        let mut tables: Vec<usize> = Vec::new();
        let mut others = 0;
        for line in lines {
            if let Some((block, _, _)) = line.cell {
                if tables.last() != Some(&block) {
                    tables.push(block);
                    self.end(entry.take(), findings);
                    if !self.table(block, group.clone(), findings) {
                        break;
                    }
                }
                count += 1;
                continue;
            }
            let found = self.entry(line, group.clone());
            if let Some(found) = found {
                self.end(entry.replace(found), findings);
            } else if let Some(heading) = self.heading(line) {
                self.end(entry.take(), findings);
                group = Some(heading);
            } else if !self.goes_on(line, entry.as_mut()) {
                // A line or two of introduction may stand before the first entry.
                others += 1;
                if !self.found.is_empty() || entry.is_some() || others > FIRST_WITHIN {
                    break;
                }
            }
            count += 1;
        }
        self.end(entry, findings);
        count
    }

    /// The working party that a line is the heading of: `WP1/13:`, `第1/11工作组：`.
    fn heading(&self, line: &Line) -> Option<Group> {
        let text = self.normal.slice(&line.span);
        let mentions = groups(self.normal.text(), self.normal.tokens_in(&line.span), None);
        let first = mentions.first()?;
        let [group] = first.groups.as_slice() else { return None };
        let before = self.normal.slice(&(line.span.start..first.span.start));
        let behind = self.normal.slice(&(first.span.end..line.span.end));
        let is_party =
            matches!(group, Group::WorkingParty(..) | Group::PartyOf(..) | Group::Study(_));
        let is_heading = text.trim_end().ends_with(':')
            || behind.trim().is_empty()
            || behind.trim_start().starts_with('(') && behind.trim_end().ends_with(')');
        let is_alone = mentions.len() == 1 && before.chars().count() <= 30;
        let is_short = text.chars().count() <= 160;
        (is_party && is_heading && is_alone && is_short).then(|| group.clone())
    }

    /// An entry: `– Q.CPN: title (Question 4/11)`, `• X.cdn-orch, title`.
    fn entry(&self, line: &Line, group: Option<Group>) -> Option<Entry> {
        let start = skip_bullet(self.normal, line);
        let text = self.normal.slice(&(start..line.span.end));
        let (name, behind) = name_of(self.normal, &(start..line.span.end))?;
        let (cut, rest) = parted(text.get(behind - start..)?)?;
        let title_start = behind + cut;
        let title = title_start..title_start + rest.len();
        let (title, question) = self.without_question(title);
        Some(Entry { name, title, further: Vec::new(), question, group })
    }

    /// A title without the Question in parentheses at its end.
    fn without_question(&self, title: Span) -> (Option<Span>, Option<Group>) {
        let text = self.normal.slice(&title);
        let trimmed = text.trim_end_matches([' ', '.', ';', ',', '。', '\t']);
        let kept = Some(title.start..title.start + trimmed.len()).filter(|span| !span.is_empty());
        let Some(open) = trimmed.rfind(['(', '[']) else { return (kept, None) };
        if !trimmed.ends_with([')', ']']) {
            return (kept, None);
        }
        let inside = title.start + open..title.start + trimmed.len();
        let mentions = groups(self.normal.text(), self.normal.tokens_in(&inside), None);
        let mut questions = mentions.iter().flat_map(|mention| &mention.groups);
        let (first, second) = (questions.next(), questions.next());
        match first {
            Some(group @ Group::Question(..)) => {
                let words = trimmed.get(..open).unwrap_or("").trim_end();
                let span = title.start..title.start + words.len();
                let question = Some(group.clone()).filter(|_| second.is_none());
                (Some(span).filter(|span| !span.is_empty()), question)
            }
            _ => (kept, None),
        }
    }

    /// Whether a line goes on with the title of the entry before it.
    fn goes_on(&self, line: &Line, entry: Option<&mut Entry>) -> bool {
        let text = self.normal.slice(&line.span);
        let Some(entry) = entry else { return false };
        let ends = entry.question.is_some() || text.ends_with(['.', '。', ':']);
        let begins_small = text.starts_with(char::is_lowercase) || text.starts_with('(');
        if ends || !begins_small || line.number.is_some() || entry.further.len() >= 3 {
            return false;
        }
        let (title, question) = self.without_question(line.span.clone());
        entry.further.extend(title);
        entry.question = question;
        true
    }

    /// A table of drafts: a column of names, one of titles, perhaps one of Questions.
    fn table(&mut self, block: usize, group: Option<Group>, findings: &mut Findings) -> bool {
        let Some(Block::Table(table)) = self.normal.document.blocks.get(block) else {
            return false;
        };
        let before = self.found.len();
        for row in cells(table) {
            if self.found.len() >= MOST {
                break;
            }
            let named = row.iter().enumerate().find_map(|(at, cell)| {
                let (name, behind) = name_of(self.normal, cell)?;
                let rest = self.normal.slice(&(behind..cell.end));
                rest.trim().is_empty().then_some((at, name))
            });
            let Some((at, name)) = named else { continue };
            let others = || row.iter().enumerate().filter(|(index, _)| *index != at);
            let of = |is: fn(&Group) -> bool| {
                let found = others().flat_map(|(_, cell)| {
                    groups(self.normal.text(), self.normal.tokens_in(cell), None)
                });
                let mut found = found.flat_map(|mention| mention.groups).filter(is);
                found.next().filter(|_| found.next().is_none())
            };
            let question = of(|group| matches!(group, Group::Question(..)))
                .or_else(|| others().find_map(|(_, cell)| bare_question(self.normal.slice(cell))));
            let party = of(|group| matches!(group, Group::WorkingParty(..) | Group::PartyOf(..)));
            // The longest cell that names no group is the title.
            let titles = others().map(|(_, cell)| cell).filter(|cell| {
                groups(self.normal.text(), self.normal.tokens_in(cell), None).is_empty()
                    && bare_question(self.normal.slice(cell)).is_none()
            });
            let title = titles.max_by_key(|cell| cell.len()).cloned();
            let group = party.or_else(|| group.clone());
            let entry = Entry { name, title, further: Vec::new(), question, group };
            self.end(Some(entry), findings);
        }
        self.found.len() > before
    }

    /// Takes an entry that is complete.
    fn end(&mut self, entry: Option<Entry>, findings: &mut Findings) {
        let Some(entry) = entry else { return };
        let name = self.normal.words(&entry.name);
        let place = self.normal.place(&entry.name);
        if self.found.iter().any(|other| other.name == name) {
            findings
                .doubt(
                    "recommendation-twice",
                    Some(place),
                    format!("{name} stands twice in the lists of drafts"),
                )
                .help("only the first one was read");
            return;
        }
        let parts: Vec<String> =
            entry.title.iter().chain(&entry.further).map(|span| self.normal.words(span)).collect();
        let title = crate::letter::fact::agenda::join(&parts);
        let title = title.trim_matches(['"', '“', '”', '«', '»', ' ']).to_owned();
        let language = of_script(&title, self.of_letter);
        self.evidence.push(Evidence {
            field: format!("recommendations[{}]", self.found.len()),
            value: name.clone(),
            place,
        });
        self.found.push(Recommendation {
            name,
            title: Text::new(language, title),
            question: entry.question,
            group: entry.group,
        });
    }
}

/// A Question in a column of its own: `4/9`.
fn bare_question(text: &str) -> Option<Group> {
    let (number, study) = text.trim().split_once('/')?;
    Some(Group::Question(number.parse().ok()?, study.parse().ok()?))
}

/// The cells of each row, without blanks around them.
fn cells(table: &Table) -> Vec<Vec<Span>> {
    let mut rows: Vec<Vec<Span>> = Vec::new();
    let mut last = None;
    for cell in &table.cells {
        let (Some(first), Some(end)) = (cell.paragraphs.first(), cell.paragraphs.last()) else {
            continue;
        };
        if last != Some(cell.row) {
            rows.push(Vec::new());
            last = Some(cell.row);
        }
        if let Some(row) = rows.last_mut() {
            row.push(first.span.start..end.span.end);
        }
    }
    rows
}

/// Where an entry begins behind its bullet.
fn skip_bullet(normal: &Normal, line: &Line) -> usize {
    let text = normal.slice(&line.span);
    let bullets = ['-', '•', '·', '*', '●', '▪', '\u{F0B7}', '‣', '–', ' ', '\t'];
    let mut rest = text.trim_start_matches(bullets);
    // "a)", "1)"
    if let Some((mark, behind)) = rest.split_once(')')
        && mark.chars().count() <= 2
        && mark.chars().all(|c| c.is_ascii_alphanumeric())
    {
        rest = behind.trim_start();
    }
    line.span.end - rest.len()
}

#[cfg(test)]
mod tests {
    use crate::finding::Findings;
    use crate::letter::fact::recommendations::recommendations;
    use crate::letter::lex::normal::Normal;
    use crate::letter::shape::prose::tests::{normal, with_table};
    use crate::model::{Group, Language};

    fn read(normal: &Normal) -> Vec<String> {
        let mut findings = Findings::default();
        let language = crate::letter::lex::language::of(normal.text()).unwrap_or(Language::En);
        let (found, evidence) = recommendations(normal, language, &[], &mut findings);
        assert_eq!(found.len(), evidence.len());
        let group = |group: &Option<Group>| group.as_ref().map_or("-".to_owned(), Group::to_string);
        let mut shown: Vec<String> = found
            .iter()
            .map(|found| {
                let title = found.title.as_ref().map_or("-".to_owned(), |title| {
                    let (language, words) = title.all().next().unwrap();
                    format!("{words} [{language}]")
                });
                format!(
                    "{} | {title} | {} | {}",
                    found.name,
                    group(&found.question),
                    group(&found.group)
                )
            })
            .collect();
        shown.extend(findings.sorted().iter().map(|finding| format!("{:?}", finding.level)));
        shown
    }

    #[test]
    fn lists_below_their_working_parties() {
        let text = "The meetings may start the approval process of the following draft Recommendations:\n\
                    WP1/9:\n– J.cable-x: Frames for cables (Question 3/9)\n⟦•⟧J.tv-sup, Old sets - and new ones\n\
                    Working Party 2/9 (Homes):\n- Draft new Recommendation ITU-T J.1210 (Q4/9, Q5/9)\n\
                    * Supplement 2 to J.200-series: Guide for\nsmall operators [Q6/9]\nOther texts follow.\n\
                    – J.late: not in the list (Q1/9)";
        assert_eq!(
            read(&normal(text)),
            [
                "J.cable-x | Frames for cables [en] | Q3/9 | WP1/9",
                "J.tv-sup | Old sets - and new ones [en] | - | WP1/9",
                "J.1210 | - | - | WP2/9",
                "Supplement 2 to J.200-series | Guide for small operators [en] | Q6/9 | WP2/9",
            ]
        );
    }

    #[test]
    fn lists_in_other_languages() {
        for (text, expected) in [
            (
                "会议将审议以下ITU-T建议书草案以便批准：\n第1/9工作组：\n–\tJ.CAB：有线网络 – 框架（第3/9号课题）",
                "J.CAB | 有线网络 – 框架 [zh] | Q3/9 | WP1/9",
            ),
            (
                "Les projets de Recommandation ci-après sont soumis pour approbation :\nGT 1/9 :\n\
                 – J.cab : Cadre pour les réseaux (Question 3/9)",
                "J.cab | Cadre pour les réseaux [fr] | Q3/9 | WP1/9",
            ),
            (
                "The following draft Recommendations are proposed for approval:\nWP1/TSAG:\n\
                 – A.cab: Working methods",
                "A.cab | Working methods [en] | - | WP1/TSAG",
            ),
            (
                "Se propone la aprobación de los proyectos de Recomendación siguientes:\n\
                 – J.cab: Marco para las redes (Cuestión 3/9)",
                "J.cab | Marco para las redes [es] | Q3/9 | -",
            ),
            (
                "Для утверждения предлагаются проекты Рекомендаций:\nРГ1/9:\n– J.cab: Основы сетей (Вопрос 3/9)",
                "J.cab | Основы сетей [ru] | Q3/9 | WP1/9",
            ),
            (
                "تعرض مشاريع التوصيات التالية للموافقة:\n– J.cab: إطار الشبكات (المسألة 3/9)",
                "J.cab | إطار الشبكات [ar] | Q3/9 | -",
            ),
        ] {
            assert_eq!(read(&normal(text)), [expected], "{text}");
        }
    }

    #[test]
    fn a_table_of_drafts() {
        let rows = [
            "Recommendation | Title | Question",
            "J.cable-x | Frames for cables | Q3/9",
            "J.200 (revised) | Guides | 4/9",
            "none | Something | Q5/9",
        ];
        let intro = "Candidate Recommendations for consent";
        assert_eq!(
            read(&with_table(intro, &rows, "End.")),
            [
                "J.cable-x | Frames for cables [en] | Q3/9 | -",
                "J.200 (revised) | Guides [en] | Q4/9 | -",
            ]
        );
    }

    #[test]
    fn what_is_no_candidate() {
        for text in [
            "See the following draft texts:\n– J.cab: Frames (Q3/9)",
            "Recommendation A.1: Work methods was approved in 2006.",
            "Drafts go for approval by the rules of A.8:\nno list is here\nat all",
            "The approval of draft Recommendations follows A.8.\n– J.cab: Frames",
            "6 Consent of draft Recommendations\n– J.cab: Frames",
        ] {
            assert_eq!(read(&normal(text)), Vec::<String>::new(), "{text}");
        }
        let twice = "Draft Recommendations for consent:\n– J.a: One\n– J.a: Two";
        assert_eq!(
            read(&normal(twice)),
            ["J.a | One [en] | - | -", "Doubt(\"recommendation-twice\")"]
        );
    }

    #[test]
    fn hostile_texts_end_soon() {
        let intro = "Draft Recommendations for approval:\n";
        assert_eq!(read(&normal(&intro.repeat(50_000))), Vec::<String>::new());
        read(&normal(&format!("{intro}– J.{}", "a.B ".repeat(250_000))));
        read(&normal(&format!("{intro}– J.a: {}", "(Q1/9) ".repeat(150_000))));
    }
}
