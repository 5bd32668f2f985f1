//! What stands beside titles and is stated elsewhere: the marks that a key names, and the signs of footnotes.

use crate::letter::lex::normal::Normal;
use crate::letter::lex::tokens::TokenKind;
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::text::is_raised;

/// A mark or the sign of a footnote, and what a line beside the plan says of it.
#[derive(Clone, Debug)]
pub(super) struct Note<'a> {
    /// In lower case.
    pub(super) sign: &'a str,
    /// What a session with it is; a footnote may say anything else.
    pub(super) means: Option<Sense>,
    pub(super) words: Span,
}

/// What the words of a footnote say of its session: with remote participation, if needed, or not at all.
pub(super) fn meaning(normal: &Normal, words: &Span) -> Option<Sense> {
    let has = |of: Sense| normal.marks.has(of, words);
    let is_off = has(Sense::CalledOff) || has(Sense::ChangedTo) && !has(Sense::Room);
    if has(Sense::Remote) && !has(Sense::Without) {
        Some(Sense::Remote)
    } else if has(Sense::IfNecessary) {
        Some(Sense::IfNecessary)
    } else {
        is_off.then_some(Sense::CalledOff)
    }
}

/// The marks and footnotes of a plan: "Keys: R – remote participation", "* Closed session". Footnotes
/// stand behind it.
pub(super) fn notes<'a>(normal: &'a Normal, plan: &Span, lines: &[Span]) -> Vec<Note<'a>> {
    let mut notes: Vec<Note<'a>> = Vec::new();
    for line in lines {
        let text = normal.folded(line);
        let sign = signs(text).into_iter().find(|sign| sign.start == 0);
        if line.start >= plan.end
            && let Some(sign) = sign.and_then(|sign| text.get(sign))
        {
            let words = line.start + sign.len()..line.end;
            notes.push(Note { sign, means: meaning(normal, &words), words });
            continue;
        }
        for of in [Sense::Remote, Sense::IfNecessary] {
            let Some(said) = normal.marks.first(of, line) else { continue };
            let mark = mark(normal, &(line.start..said.start));
            notes.extend(mark.map(|sign| Note { sign, means: Some(of), words: said }));
        }
    }
    // What lines begin with that say different things is a bullet.
    let all = notes.clone();
    notes.retain(|note| {
        let same = || all.iter().filter(|other| other.sign == note.sign);
        let is_said = note.means.is_some() && same().all(|other| other.means == note.means);
        note.sign.starts_with(char::is_alphabetic) || is_said || same().count() == 1
    });
    notes
}

/// The mark before its meaning: a letter with a dash, colon or equals sign behind it.
fn mark<'a>(normal: &'a Normal, before: &Span) -> Option<&'a str> {
    let tokens = normal.tokens_in(before);
    let at = (0..tokens.all.len()).rev().find(|at| {
        let is_short = tokens.text(*at).chars().count() == 1;
        let behind = if tokens.text(at + 1) == ")" { at + 2 } else { at + 1 };
        let is_sign = matches!(tokens.text(behind), "-" | ":" | "=");
        // "Annex A: remote participation" names no mark.
        let is_word = |at: usize| tokens.kind(at) == Some(TokenKind::Word);
        is_word(*at)
            && is_short
            && is_sign
            && at.checked_sub(1).is_none_or(|before| !is_word(before))
    })?;
    let letter = tokens.all.get(at)?.span();
    // `X` alone says that a group meets; with "(X): if needed" only `(X)` says more.
    let in_brackets = letter.start.saturating_sub(1)..letter.end + 1;
    let is_yes = tokens.text(at) == "x" && normal.folded(&in_brackets) == "(x)";
    Some(if is_yes { normal.folded(&in_brackets) } else { tokens.text(at) })
}

/// Where signs of footnotes stand in a text: `*`, `††`, `²`, and `1)` at its beginning or end.
pub(super) fn signs(text: &str) -> Vec<Span> {
    let is_sign = |c: char| matches!(c, '*' | '†' | '‡') || is_raised(c);
    let mut found: Vec<Span> = Vec::new();
    for (at, sign) in text.match_indices(is_sign) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end += sign.len(),
            _ => found.push(at..at + sign.len()),
        }
    }
    found.retain(|sign| {
        let (before, behind) = (text.get(..sign.start), text.get(sign.end..));
        let (before, behind) = (before.unwrap_or_default(), behind.unwrap_or_default());
        let is_within =
            before.ends_with(char::is_alphanumeric) && behind.starts_with(char::is_alphanumeric);
        // "m²" is a unit.
        let word = before.len() - before.trim_end_matches(char::is_alphabetic).len();
        let is_unit = (1..=2).contains(&word)
            && text.get(sign.clone()).is_some_and(|sign| sign.starts_with(is_raised));
        !is_within && !is_unit
    });
    let numbered = |text: &str| {
        let digits = text.strip_suffix(')')?;
        let before = digits.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_number = (1..=2).contains(&(digits.len() - before.len()));
        let is_parted =
            before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || c.is_alphabetic());
        let is_closed = before.matches('(').count() > before.matches(')').count();
        (is_number && is_parted && !is_closed).then_some(before.len()..text.len())
    };
    let first =
        text.find(')').and_then(|end| numbered(text.get(..=end)?)).filter(|sign| sign.start == 0);
    found.extend(first.or_else(|| numbered(text.trim_end())));
    found
}

#[cfg(test)]
mod tests {
    use crate::finding::Level;
    use crate::letter::lex::normal::Normal;
    use crate::letter::plan::notes::{notes, signs};
    use crate::letter::plan::sample::SampleLetter;
    use crate::letter::read::document::Document;
    use crate::model::Language;

    #[test]
    fn signs_of_footnotes_are_no_letters_units_or_brackets() {
        let of = |text: &'static str| -> Vec<&str> {
            signs(text).into_iter().filter_map(|sign| text.get(sign)).collect()
        };
        for (text, expected) in [
            ("Q1/12*", &["*"][..]),
            ("Q1/12**, Q2/12 †", &["**", "†"]),
            ("Q1/12¹", &["¹"]),
            ("Plenary ²", &["²"]),
            ("Plenary 1)", &["1)"]),
            ("1) Closed", &["1)"]),
            ("A*STAR", &[]),
            ("5 m²", &[]),
            ("Plenary (part 1)", &[]),
            ("Plenary (1)", &[]),
        ] {
            assert_eq!(of(text), expected, "{text}");
        }
    }

    #[test]
    fn the_mark_of_remote_participation() {
        for (key, expected) in [
            ("Keys: R – remote participation", Some("r")),
            ("P = participation à distance", Some("p")),
            ("(д) – дистанционное участие", Some("д")),
            ("مفتاح: R - مشاركة عن بُعد", Some("r")),
            ("图例：R – 远程与会", Some("r")),
            ("(X): if needed", Some("(x)")),
            ("Remote participation is offered", None),
            ("Annex A: remote participation", None),
        ] {
            let normal = Normal::of(Document { text: key.to_owned(), ..Document::default() });
            let line = 0..normal.text().len();
            let notes = notes(&normal, &(0..0), &[line]);
            assert_eq!(notes.first().map(|note| note.sign), expected, "{key}");
        }
    }

    #[test]
    fn a_footnote_says_what_a_session_is_or_is_its_note() {
        let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
            .table(&[
                " | Monday 9 March 2026* | Tuesday 10 March 2026",
                "1 | Plenary* | Q1/2¹\nQ2/12 (†)",
                "2 | Q3/12 R**, Q4/12** | Workshop 1)",
                "3 | Q5/12 (T) | *Q6/12",
            ])
            .line("Key: R – remote participation; T – if needed")
            .line("* Closed session.")
            .line("** Remote participation")
            .line("† if needed")
            .line("¹ Joint with SG2")
            .short();
        let expected = "\
2026-03-09 | 1 Plenary@en plenary (Closed session.) | 2 Q3/12 R, Q4/12@en R | 3 Q5/12@en ?
2026-03-10 | 1 Q1/2@en (Joint with SG2) + Q2/12@en ? | 2 Workshop@en workshop | 3 Q6/12@en (Closed session.)
";
        assert_eq!(short, expected);
        let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
            .table(&[
                " | Monday 9 March 2026 | Tuesday 10 March 2026",
                "1 | Plenary* | Q1/2",
                "2 | Q3/12 | Q4/12¹",
                "3 | Q5/12** | Q6/12",
            ])
            .line("* From 10:00")
            .line("** Until 15:00, with SG9")
            .line("¹ Until 12:00")
            .short();
        let expected = "\
2026-03-09 | 1 Plenary@en plenary from 10:00 | 2 Q3/12@en | 3 Q5/12@en (Until 15:00, with SG9)
2026-03-10 | 1 Q1/2@en | 2 Q4/12@en to 12:00 | 3 Q6/12@en
Doubt(\"session-unclear\")
";
        assert_eq!(short, expected);
        // An hour outside of its slot moves no session; and days without sessions are reported beside it.
        let sample = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
            .table(&[
                " | Monday 9 March 2026",
                "1 | Q1/12*",
                "2 | Q2/12*",
                "3 | Q5/12**",
                "4 | Q6/12**",
            ])
            .line("* Until 12:00.")
            .line("** From 15:00.");
        let short = sample.clone().short();
        let expected = "\
2026-03-09 | 1 Q1/12@en (Until 12:00.) | 2 Q2/12@en to 12:00 | 3 Q5/12@en from 15:00 | 4 Q6/12@en (From 15:00.)
Doubt(\"session-unclear\")
Doubt(\"session-unclear\")
";
        assert_eq!(short, expected);
        let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
            .table(&[" | Monday 9 March 2026* | Tuesday 10 March 2026", "1 | Q1/12 | Q2/12"])
            .line("* From 10:00.")
            .short();
        let expected =
            "2026-03-09 | 1 Q1/12@en\n2026-03-10 | 1 Q2/12@en\nDoubt(\"session-unclear\")\n";
        assert_eq!(short, expected);
        let (_, told) = sample.read();
        let told = told.sorted();
        let missing = Level::Doubt("plan-days-missing");
        assert!(told.iter().any(|finding| finding.level == missing));
    }

    #[test]
    fn bullets_behind_a_plan_are_no_footnotes() {
        let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
            .table(&[" | Monday 9 March 2026 | Tuesday 10 March 2026", "1 | Plenary* | Q1/12"])
            .line("* The plenary is open.")
            .line("* Coffee is served at 10:45.")
            .line("* Remote participation is possible.")
            .short();
        let expected = "2026-03-09 | 1 Plenary@en plenary\n2026-03-10 | 1 Q1/12@en\n";
        assert_eq!(short, expected);
    }
}
