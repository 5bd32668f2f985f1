//! Footnotes that stand behind a number, and the hours that footnotes give to sessions.

use crate::letter::lex::dates::dates;
use crate::letter::lex::normal::Normal;
use crate::letter::lex::times::times;
use crate::letter::plan::line::StatedHours;
use crate::letter::plan::notes::{Note, meaning, notes, signs};
use crate::letter::plan::title::TitleReader;
use crate::letter::plan::words::hours;
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{Cell, Text};
use crate::source::DraftPlanEntry;
use crate::text::{is_raised, lowered};
use std::collections::{BTreeMap, BTreeSet};

/// The marks and footnotes of a plan.
pub(super) fn all_notes<'a>(normal: &'a Normal, plan: &Span, lines: &[Span]) -> Vec<Note<'a>> {
    let mut all = notes(normal, plan, lines);
    all.extend(numbered_notes(normal, plan, lines, &all));
    all
}

/// The notes of signs that a plan has and no line begins with: behind a number on a line below it, `1) Closed`
/// or "Note 1 - Closed", or with the same number at the end of the page or document.
fn numbered_notes<'a>(
    normal: &'a Normal,
    plan: &Span,
    lines: &[Span],
    known: &[Note<'_>],
) -> Vec<Note<'a>> {
    let mut open = signs_of_plan(normal, plan);
    open.retain(|sign| known.iter().all(|note| note.sign != *sign));
    if open.is_empty() {
        return Vec::new();
    }
    let below = lines.iter().filter(|line| line.start >= plan.end);
    let below: Vec<NumberedNote> =
        below.filter_map(|line| NumberedNote::of(normal, line)).collect();
    let of_page = normal.lines.iter().filter(|line| line.span.start >= plan.end);
    let of_page = of_page.filter_map(|line| Some((line.number.as_deref()?, line.span.clone())));
    let of_page: BTreeMap<&str, Span> =
        of_page.filter(|(of, _)| of.starts_with(is_raised)).collect();
    let note = |sign: &'a str| {
        let is_own = |note: &&NumberedNote| {
            let is_same =
                sign.starts_with(is_raised) || normal.folded(&note.line).starts_with(sign);
            note.number == plain(sign) && (is_same || note.has_word)
        };
        let below = || below.iter().find(is_own).map(|note| note.words.clone());
        let words = of_page.get(sign).cloned().or_else(below)?;
        Some(Note { sign, means: meaning(normal, &words), words })
    };
    open.into_iter().filter_map(note).collect()
}

/// A line that begins with a number.
pub(super) struct NumberedNote {
    line: Span,
    pub(super) number: String,
    /// Whether it says that it is a note.
    has_word: bool,
    /// What stands behind the number.
    pub(super) words: Span,
}

/// The signs in a plan that are numbers or letters: `¹`, `(1)`, `[a]`, "(note 1)".
fn signs_of_plan<'a>(normal: &'a Normal, plan: &Span) -> Vec<&'a str> {
    let text = normal.folded(plan);
    let raised = signs(text).into_iter().filter_map(|sign| text.get(sign));
    let raised = raised.filter(|sign| sign.starts_with(is_raised));
    let bracketed = text.match_indices(['(', '[']).filter_map(|(open, _)| {
        let rest = text.get(open + 1..)?;
        let close = |(_, c): &(usize, char)| matches!(c, ')' | ']' | '\n');
        let (end, _) = rest.char_indices().take(LONGEST_SIGN).find(close)?;
        let inside = rest.get(..end)?;
        let start = plan.start + open + 1;
        let note = normal.marks.at(Sense::Note, start).map_or(start, |note| note.end);
        let number = normal.folded(&(note..start + inside.len())).trim();
        is_number(number).then(|| text.get(open..open + inside.len() + 2)).flatten()
    });
    let all: BTreeSet<&str> = raised.chain(bracketed).collect();
    all.into_iter().take(MOST_SIGNS).collect()
}

/// A plan with more footnotes has other numbers in brackets.
const MOST_SIGNS: usize = 40;

/// How long what stands in brackets may be: "примечание 12".
const LONGEST_SIGN: usize = 16;

/// Whether a word is the number of a footnote, or its letter.
fn is_number(word: &str) -> bool {
    let is_letter = matches!(word, "a" | "b" | "c" | "d");
    is_letter || (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number that a sign or the number of a line is: `¹`, `(1)`, "note 1".
pub(super) fn plain(sign: &str) -> String {
    let word = sign.rsplit(char::is_whitespace).next().unwrap_or_default();
    let signs = word.chars().map(|c| lowered(c).unwrap_or(c));
    signs.filter(|c| c.is_ascii_alphanumeric()).collect()
}

impl NumberedNote {
    /// The note of a line. Hours behind a number are those of a slot, and a month makes it a date.
    pub(super) fn of(normal: &Normal, line: &Span) -> Option<Self> {
        if let Some(number) = normal.line_at(line.start).and_then(|line| line.number.as_deref()) {
            let (line, words, number) = (line.clone(), line.clone(), plain(number));
            return is_number(&number).then_some(Self { line, number, has_word: false, words });
        }
        let note = normal.marks.at(Sense::Note, line.start).map(|note| note.end);
        let is_opening = |c: char| c.is_whitespace() || matches!(c, '(' | '[');
        let rest = note.unwrap_or(line.start)..line.end;
        let rest = rest.end - normal.folded(&rest).trim_start_matches(is_opening).len()..line.end;
        let end = normal.folded(&rest).find(|c: char| !c.is_ascii_alphanumeric())?;
        let (number, behind) = normal.folded(&rest).split_at_checked(end)?;
        let is_sign = |c: char| matches!(c, ')' | ']' | '.' | ':' | '-' | '=');
        let is_parted = note.is_some() || behind.trim_start().starts_with(is_sign);
        let words = behind.trim_start_matches(|c: char| c.is_whitespace() || is_sign(c));
        let words = line.end - words.len()..line.end;
        // "A closed session" is no note of `a`.
        let is_sure = is_parted || number.starts_with(|c: char| c.is_ascii_digit());
        let dates = dates(normal.tokens_in(&rest));
        let is_date = dates.first().is_some_and(|date| date.span.start == rest.start);
        let is_slot = hours(normal, &words).first().is_some_and(|of| of.span.start == words.start);
        let is_note = is_number(number) && is_sure && !is_date && !is_slot && !words.is_empty();
        let (line, number, has_word) = (line.clone(), number.to_owned(), note.is_some());
        is_note.then_some(Self { line, number, has_word, words })
    }
}

impl TitleReader<'_> {
    /// The hours of the footnotes that say nothing else.
    pub(super) fn hours_of_notes(&self) -> Vec<(Text, StatedHours)> {
        let hours = |note: &Note<'_>| Some((self.text(&note.words)?, self.hours_of_note(note)?));
        self.notes.iter().filter_map(hours).collect()
    }

    /// The hours of a footnote that says nothing else: "From 10:00."
    fn hours_of_note(&self, note: &Note<'_>) -> Option<StatedHours> {
        let mut words = self.trim(&note.words);
        words.end -= usize::from(self.normal.slice(&words).ends_with('.'));
        self.clock(&words).filter(|(at, _)| *at == words).map(|(_, clock)| clock)
    }

    /// Reports footnotes with an hour that no session took.
    pub(super) fn tell_notes(&self, plan: &Span, entries: &[DraftPlanEntry]) {
        let cells = || entries.iter().flat_map(|entry| &entry.day.cells).flat_map(|(_, of)| of);
        for sign in signs_of_plan(self.normal, plan) {
            if sign.starts_with(is_raised) && self.notes.iter().all(|note| note.sign != sign) {
                self.tell_unknown(sign, plan);
            }
        }
        for note in self.notes.iter().filter(|note| note.means.is_none()) {
            let is_in_plan = self.normal.slice(plan).contains(note.sign);
            let words = self.trim(&note.words);
            let has_hour = times(self.normal.tokens_in(&words)).iter().any(|time| time.is_sure);
            let said = self.text(&note.words);
            let is_taken = self.hours_of_note(note).is_some_and(|StatedHours { start, end }| {
                let is_at = |cell: &Cell| match start {
                    Some(_) => cell.start == start,
                    None => cell.end == end,
                };
                cells().any(is_at) && cells().all(|cell| cell.note != said)
            });
            if is_in_plan && has_hour && !is_taken {
                let message =
                    format!("this footnote gives an hour: `{}`", self.normal.words(&words));
                let help = "check the hours of the sessions that have it as their note; they were not changed";
                self.doubt("session-unclear", &words, message, help);
            }
        }
    }

    /// Reports the sign of a footnote that is not found.
    fn tell_unknown(&self, sign: &str, plan: &Span) {
        let at = self.normal.folded(plan).find(sign).map_or(plan.start, |at| plan.start + at);
        let said = format!("no footnote is found for the sign `{sign}` in this time plan");
        let help = "check the sessions that have it; they were not changed";
        self.doubt("session-unclear", &(at..at + sign.len()), said, help);
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    #[test]
    fn notes_may_stand_behind_numbers() {
        for (language, sign, note, expected) in [
            (Language::En, "¹", "1 With remote participation", "Q1/12@en R"),
            (Language::En, "¹", "1) If needed", "Q1/12@en ?"),
            (Language::En, "¹", "1. Closed session", "Q1/12@en (Closed session)"),
            (Language::En, "¹", "[1] If needed", "Q1/12@en ?"),
            (Language::En, "¹", "Note 1 – If needed", "Q1/12@en ?"),
            (Language::En, " (note 1)", "Note 1: If needed", "Q1/12@en ?"),
            (Language::En, " (1)", "(1) If needed", "Q1/12@en ?"),
            (Language::En, " [a]", "[a] If needed", "Q1/12@en ?"),
            (Language::En, "ᵃ", "a) If needed", "Q1/12@en ?"),
            (Language::Fr, "¹", "Note 1 – Avec participation à distance", "Q1/12@fr R"),
            (Language::Es, "¹", "Nota 1: Si es necesario", "Q1/12@es ?"),
            (Language::Ru, "¹", "Примечание 1. – При необходимости", "Q1/12@ru ?"),
            (Language::Zh, "¹", "注1：如有必要", "Q1/12@zh ?"),
            (Language::Ar, "¹", "ملاحظة 1: عند الاقتضاء", "Q1/12@ar ?"),
        ] {
            let short = SampleLetter::new(language, "SG12", "2026-03-09/2026-03-09")
                .table(&[" | 2026-03-09", &format!("1 | Q1/12{sign}"), "2 | Q2/12"])
                .line(note)
                .short();
            let other = expected.get(5..8).unwrap();
            assert_eq!(short, format!("2026-03-09 | 1 {expected} | 2 Q2/12{other}\n"), "{note}");
        }
    }

    #[test]
    fn a_session_that_its_note_calls_off_is_told() {
        for (sign, note) in [
            ("*", "* Cancelled."),
            ("¹", "¹ This session is cancelled"),
            ("¹", "1 Moved to session 4."),
            (" (a)", "(a) postponed"),
        ] {
            let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-09")
                .table(&[" | 2026-03-09", &format!("1 | Q1/12{sign}"), "2 | Q2/12"])
                .line(note)
                .short();
            let expected = "2026-03-09 | 2 Q2/12@en\nDoubt(\"session-unclear\")\n";
            assert_eq!(short, expected, "{note}");
        }
    }

    #[test]
    fn a_sign_without_a_note_is_told_and_legends_are_no_notes() {
        let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-09")
            .table(&[" | 2026-03-09", "1 | Q1/12¹", "2 | Plenary (1)"])
            .line("1 0900-1015")
            .line("1 February: deadline")
            .short();
        assert!(short.contains("1 Q1/12@en | 2 Plenary (1)@en plenary"), "{short}");
        assert!(short.contains("\n1=09:00-10:15\nDoubt(\"session-unclear\")\n"), "{short}");
    }

    #[test]
    fn a_session_may_be_held_without_remote_participation() {
        for (language, words) in [
            (Language::En, "no remote participation"),
            (Language::Fr, "sans participation à distance"),
            (Language::Es, "sin participación a distancia"),
            (Language::Zh, "无远程与会"),
            (Language::Ar, "بدون مشاركة عن بعد"),
        ] {
            let short = SampleLetter::new(language, "SG12", "2026-03-09/2026-03-09")
                .table(&[" | 2026-03-09", &format!("1 | Q1/12 ({words})"), "2 | Q2/12*"])
                .line(&format!("* {words}"))
                .short();
            let expected = format!(
                "2026-03-09 | 1 Q1/12@{language} ({words}) | 2 Q2/12@{language} ({words})\n"
            );
            assert_eq!(short, expected);
        }
    }
}
