//! Candidate Recommendations: the drafts that a letter lists for approval, consent or
//! determination, in lines or in a table, below the headings of their working parties.

use crate::letter::fact::agenda::{join, of_script};
use crate::letter::lex::{Normal, NormalLine, Number, Token, TokenKind};
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, prose};
use crate::letter::words::Sense;
use crate::model::{Group, Language, Recommendation, Text};

/// The longest list.
const MOST: usize = 500;

/// How many lines may stand between the words before a list and its first entry.
const FIRST_WITHIN: usize = 4;

/// How many words a name has, and what stands before the name of a working party in its heading.
const MOST_WORDS: usize = 5;

/// A draft: its name, the stretches of its title, the groups that are named beside it.
struct RecommendationEntry {
    name: Span,
    title: Vec<Span>,
    groups: Vec<Group>,
    heading: DraftsHeading,
}

/// Below which headings a draft stands.
#[derive(Clone, Default)]
struct DraftsHeading {
    party: Option<Group>,
    /// The Question of that working party.
    question: Option<Group>,
}

/// Reads the lists of drafts. `of_letter` is the language of titles that show none.
pub(crate) fn recommendations(
    found: &LetterText<'_>,
    of_letter: Language,
    skip: &[Span],
) -> Vec<Recommendation> {
    let entries = entries(found, skip);
    let normal = found.normal;
    let mut drafts: Vec<Recommendation> = Vec::new();
    for entry in entries {
        let name = normal.words(&entry.name);
        if drafts.iter().any(|other| other.name == name) {
            let message = format!("{name} stands twice in the lists of drafts");
            found.doubt(
                "recommendation-twice",
                &entry.name,
                message,
                "only the first one was read",
            );
            continue;
        }
        let only = |is: fn(&Group) -> bool| {
            let mut groups = entry.groups.iter().filter(|group| is(group));
            groups.next().filter(|_| groups.next().is_none()).cloned()
        };
        let title = join(normal, &entry.title);
        let title = title.trim_matches(['"', '“', '”', '«', '»', ' ']);
        found.note(format!("recommendations[{}]", drafts.len()), &name, &entry.name);
        drafts.push(Recommendation {
            name,
            title: Text::new(of_script(title, of_letter), title),
            question: only(Group::is_question).or(entry.heading.question),
            group: only(Group::is_party).or(entry.heading.party),
        });
    }
    drafts
}

/// The rows and lines of lists of drafts outside some parts of the letter.
fn entries(found: &LetterText<'_>, skip: &[Span]) -> Vec<RecommendationEntry> {
    let normal = found.normal;
    let mut entries: Vec<RecommendationEntry> = Vec::new();
    // In a list, how many lines of introduction it may still have.
    let mut introduction: Option<usize> = None;
    let mut heading = DraftsHeading::default();
    for row in normal.rows() {
        let [first, ..] = row else { continue };
        if prose::is_in(&first.span, skip) || entries.len() >= MOST {
            continue;
        }
        let is_table = first.cell.is_some();
        if let Some(lines) = introduction {
            let cells = row.chunk_by(|one, next| one.cell == next.cell);
            let cells =
                cells.filter_map(|cell| Some(cell.first()?.span.start..cell.last()?.span.end));
            let cells: Vec<Span> = cells.collect();
            if let Some(entry) = entry(found, &cells, heading.clone()) {
                entries.push(entry);
                introduction = Some(0);
            } else if let Some(group) = headed(found, &first.span).filter(|_| cells.len() == 1) {
                match group.is_question() {
                    true => heading.question = Some(group),
                    false => heading = DraftsHeading { party: Some(group), question: None },
                }
            } else if !is_table && !goes_on(found, first, entries.last_mut().filter(|_| lines == 0))
            {
                introduction = lines.checked_sub(1);
            }
        }
        if !is_table && introduction != Some(0) && announces(normal, first) {
            (introduction, heading) = (Some(FIRST_WITHIN), DraftsHeading::default());
        }
    }
    entries
}

/// Whether a line says that drafts follow which go for approval: it ends with a colon, or is the
/// heading of a table.
fn announces(normal: &Normal, line: &NormalLine) -> bool {
    let text = normal.folded(&line.span);
    let has = |of| normal.marks.has(of, &line.span);
    let is_numbered =
        Number::typed(text).is_some() || line.number.as_deref().and_then(Number::alone).is_some();
    has(Sense::RecommendationsHeading)
        && has(Sense::Approval)
        && !text.ends_with(['.', '。', ','])
        && !is_numbered
}

/// The working party or Question that a line is the heading of: `WP1/13:`, `第1/11工作组：`.
fn headed(found: &LetterText<'_>, line: &Span) -> Option<Group> {
    let [mention] = found.groups_in(line) else { return None };
    let [group] = mention.groups.as_slice() else { return None };
    let before = found.normal.slice(&(line.start..mention.span.start));
    let behind = found.normal.slice(&(mention.span.end..line.end)).trim();
    let is_heading = behind.is_empty()
        || behind.ends_with(':')
        || behind.starts_with('(') && behind.ends_with(')');
    let is_short = before.split_whitespace().count() <= MOST_WORDS;
    let heads = group.is_party() || group.is_question() || matches!(group, Group::Study(_));
    (is_heading && is_short && heads).then(|| group.clone())
}

/// An entry: `– Q.CPN: title (Question 4/11)`, `Q4/11: Q.CPN`, or the cells of a row: name, title, perhaps
/// Question and working party.
fn entry(
    found: &LetterText<'_>,
    cells: &[Span],
    heading: DraftsHeading,
) -> Option<RecommendationEntry> {
    let mut named = cells.iter().enumerate();
    let (at, name) = named.find_map(|(at, cell)| Some((at, name(found, cell)?)))?;
    let mut entry = RecommendationEntry { name, title: Vec::new(), groups: Vec::new(), heading };
    for (index, cell) in cells.iter().enumerate() {
        let start = if index == at { entry.name.end } else { cell.start };
        if index == at {
            entry.groups.extend(found.named_in(&(cell.start..start)).cloned());
        }
        let (title, groups) = without_groups(found, start..cell.end);
        entry.groups.extend(groups);
        // The longest cell is the title.
        if title.len() > entry.title.first().map_or(0, |title| title.len()) {
            entry.title = vec![title];
        }
    }
    let is_alone = cells.len() == 1 && entry.title.is_empty() && entry.groups.is_empty();
    Some(entry).filter(|_| !is_alone)
}

/// A title without the Questions and working parties in brackets at its end, and these; what is such a
/// group and nothing else is no title: `Q4/9`, `4/9`.
fn without_groups(found: &LetterText<'_>, part: Span) -> (Span, Vec<Group>) {
    let signs = [':', ';', ',', '.', ' ', '\t', '-', '،', '、', '。'];
    let text = found.normal.slice(&part);
    let start = part.end - text.trim_start_matches(signs).len();
    let text = |end: usize| found.normal.slice(&(start..end)).trim_end_matches(signs);
    let whole = text(part.end);
    let bare = whole.split_once('/').map(|(number, study)| (number.parse(), study.parse()));
    if let Some((Ok(number), Ok(study))) = bare {
        return (start..start, vec![Group::Question(number, study)]);
    }
    let mut end = start + whole.len();
    let mut groups: Vec<Group> = Vec::new();
    for mention in found.groups_in(&part).iter().rev() {
        let between = found.normal.slice(&(mention.span.end..end));
        let is_part = |group: &Group| group.is_party() || group.is_question();
        if between.contains(char::is_alphanumeric) || !mention.groups.iter().all(is_part) {
            break;
        }
        end = mention.span.start;
        groups.extend(mention.groups.iter().cloned());
    }
    let ahead = text(end);
    match ahead.strip_suffix(['(', '[']) {
        Some(title) => (start..start + title.trim_end().len(), groups),
        None if ahead.is_empty() => (start..start, groups),
        None => (start..start + whole.len(), Vec::new()),
    }
}

/// Whether a line goes on with the title of the entry before it.
fn goes_on(
    found: &LetterText<'_>,
    line: &NormalLine,
    entry: Option<&mut RecommendationEntry>,
) -> bool {
    let text = found.normal.slice(&line.span);
    let begins = text.starts_with(|c: char| c.is_lowercase() || c == '(') && line.number.is_none();
    let is_part = begins && !text.ends_with(['.', '。', ':']);
    let entry = entry.filter(|entry| is_part && entry.groups.is_empty());
    entry.is_some_and(|entry| {
        let (title, groups) = without_groups(found, line.span.clone());
        entry.title.push(title);
        entry.groups = groups;
        true
    })
}

/// The name of a draft at the beginning of a line: `Q.CPN`, `Q.IMT 2020-SAO`, `Supplement to
/// X.1050-series`, `Draft new Recommendation ITU-T Y.abc`.
fn name(found: &LetterText<'_>, line: &Span) -> Option<Span> {
    let normal = found.normal;
    let tokens = normal.tokens_in(line).all;
    let text = |token: &Token| normal.slice(&token.span());
    // The letter of a series, and what touches it behind a full stop.
    let is_series = |three: &[Token]| {
        let [series, dot, own] = three else { return false };
        let touch = series.end == dot.start && dot.end == own.start && own.kind != TokenKind::Sign;
        touch && matches!(text(series).as_bytes(), [b'A'..=b'Z']) && text(dot) == "."
    };
    let at = tokens.windows(3).position(is_series)?;
    let series = tokens.get(at)?.start;
    let before = match tokens.get(..at)? {
        // "1)", "1.", but not the series of "J."
        [number, close, behind @ ..]
            if text(close) == ")" || text(close) == "." && number.kind == TokenKind::Number =>
        {
            behind
        }
        all => all,
    };
    let ahead = before.first().map_or(series, |first| first.start)..series;
    // What stands before a name are words for a draft, not a sentence.
    let drafts: Vec<Span> = normal.marks.all(Sense::DraftWord, &ahead).collect();
    let is_word = |token: &Token| drafts.iter().any(|draft| draft.contains(&token.start));
    let is_draft = before.iter().all(|token| {
        token.kind == TokenKind::Sign || is_word(token) || found.is_of_group(token.start)
    });
    let supplement = normal.marks.first(Sense::Supplement, &ahead);
    let supplement = supplement.filter(|_| !normal.slice(&ahead).contains([':', ',', '.', ';']));
    let start = supplement.map(|mark| mark.start).or(is_draft.then_some(series))?;
    // The name ends where its title is parted from it.
    let rest = normal.slice(&(series..line.end));
    let mut ends = rest.char_indices().filter(|(at, c)| {
        let behind = rest.get(*at..).unwrap_or("");
        matches!(c, ':' | ',' | '\t' | '"' | '“' | '«' | '،' | '、')
            || behind.starts_with(" - ")
            || behind.starts_with(" (")
                && !behind.starts_with(" (ex")
                && (behind.len() > 12 || found.is_of_group(series + at + 2))
    });
    let end = ends.next().map_or(rest.len(), |(at, _)| at);
    let name = rest.get(..end)?.trim_end();
    let is_name =
        name.split_whitespace().count() <= MOST_WORDS && !name.contains(prose::is_ideograph);
    is_name.then_some(start..series + name.len())
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::recommendations::recommendations;
    use crate::letter::lex::normal::Normal;
    use crate::letter::shape::found::LetterText;
    use crate::letter::shape::prose::tests::{normal, with_table};
    use crate::model::{Group, Language};

    fn read(normal: &Normal) -> Vec<String> {
        let language = crate::letter::lex::language::of(normal.text()).unwrap_or(Language::En);
        let letter = LetterText::new(normal);
        let found = recommendations(&letter, language, &[]);
        assert_eq!(found.len(), letter.reading.borrow().evidence.len());
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
        shown.extend(letter.checks());
        shown
    }

    #[test]
    fn groups_before_names_and_names_without_titles() {
        for (heading, lines, expected) in [
            ("Texts planned for consent", "Q4/9: J.abc, Cables\nQ5/9\tJ.xyz\tTV", "Q4/9 Q5/9"),
            (
                "Draft Recommendations for consent",
                "1. J.abc, Cables (Q4/9)\n2. J.xyz (Q5/9)",
                "Q4/9 Q5/9",
            ),
            (
                "Recommendations proposed for consent",
                "WP1/9\nQuestion 4/9\nJ.abc \"Cables\"\nQuestion 5/9\nJ.xyz \"TV\"",
                "Q4/9 Q5/9",
            ),
            (
                "Projets de Recommandation devant faire l'objet d'un consentement",
                "- J.abc (Q4/9)\n- J.xyz (Q5/9)",
                "Q4/9 Q5/9",
            ),
            ("拟同意的建议书草案", "- J.abc (Q4/9)\n- J.xyz (Q5/9)", "Q4/9 Q5/9"),
        ] {
            let all = read(&normal(&format!("{heading}\n{lines}")));
            let questions = all.iter().filter_map(|row| row.split(" | ").nth(2));
            assert_eq!(questions.collect::<Vec<_>>().join(" "), expected, "{lines}: {all:?}");
            let names: Vec<&str> = all.iter().filter_map(|row| row.split(" | ").next()).collect();
            assert_eq!(names, ["J.abc", "J.xyz"], "{lines}");
        }
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
