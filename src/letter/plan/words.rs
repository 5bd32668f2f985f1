//! The hours in short texts of a plan: numbers that are no years.

use crate::letter::lex::normal::Normal;
use crate::letter::lex::times::{self, HoursMention, TimeMention};
use crate::letter::lex::tokens::{Token, TokenKind};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;

/// The hours in a stretch.
pub(super) fn hours(normal: &Normal, span: &Span) -> Vec<HoursMention> {
    let mut tokens = normal.tokens_in(span);
    // A dash at an end of a line belongs to what stands on the other one.
    let is_cut = |at: &usize| {
        let is_dash = |at: usize| tokens.text(at) == "-";
        let is_end = tokens.kind(*at) == Some(TokenKind::LineEnd);
        is_end && (is_dash(at.wrapping_sub(1)) || is_dash(at + 1))
    };
    let kept = (0..tokens.all.len()).filter(|at| !is_cut(at));
    let whole: Vec<Token> = kept.filter_map(|at| tokens.all.get(at).copied()).collect();
    tokens.all = &whole;
    let mut found = times::hours(tokens);
    found.retain(|said| !are_years(normal, span, &said.span));
    found
}

/// The times of day in a stretch.
pub(super) fn times(normal: &Normal, span: &Span) -> Vec<TimeMention> {
    let mut found = times::times(normal.tokens_in(span));
    found.retain(|said| !are_years(normal, span, &(said.start..said.end)));
    found
}

/// Whether bare numbers are years: "2017-2020", "IMT-2020 to 2030", "goals for 2030". In the evening
/// a session begins at a quarter of an hour, and at 2000 only where nothing stands before.
fn are_years(normal: &Normal, line: &Span, said: &Span) -> bool {
    let digits = normal.folded(said).split(|c: char| !c.is_ascii_digit());
    let numbers: Option<Vec<u16>> =
        digits.filter(|digits| !digits.is_empty()).map(|digits| digits.parse().ok()).collect();
    let numbers = numbers.unwrap_or_default();
    let tokens = normal.tokens_in(said);
    let has_unit = (0..tokens.all.len()).any(|at| tokens.is_one_of(at, Sense::Hours));
    let is_year = |number: &u16| (1900..=2100).contains(number);
    if has_unit || numbers.is_empty() || !numbers.iter().all(is_year) {
        return false;
    }
    let before = normal.slice(&(line.start..said.start));
    let is_odd = |number: &u16| !(number % 100).is_multiple_of(15);
    let is_joined = before.ends_with('-') && before.len() > 1;
    let is_late = numbers.first().is_some_and(|first| *first > 2000);
    is_joined
        || is_late
        || numbers.iter().any(is_odd)
        || numbers.first() == Some(&2000) && !before.trim().is_empty()
}
#[cfg(test)]
mod tests {
    use crate::letter::lex::normal::Normal;
    use crate::letter::read::document::Document;
    use crate::letter::words::Sense;

    fn found(text: &str, of: Sense) -> Option<String> {
        let normal = Normal::of(Document { text: text.to_owned(), ..Document::default() });
        let whole = 0..normal.text().len();
        normal.marks.first(of, &whole).map(|span| normal.slice(&span).to_owned())
    }

    #[test]
    fn a_phrase_stands_by_itself() {
        assert_eq!(found("Lunch break, 1 h", Sense::Lunch).as_deref(), Some("Lunch break"));
        assert_eq!(found("Luncheon", Sense::Lunch), None);
        assert_eq!(found("Reopening", Sense::Opening), None);
        assert_eq!(found("والافتتاحية", Sense::Opening).as_deref(), Some("الافتتاحية"));
        assert_eq!(found("После обеда", Sense::Lunch), None);
        assert_eq!(found("第9研究组全体会议", Sense::Plenary).as_deref(), Some("全体会议"));
        assert_eq!(
            found("Plenary (si nécessaire)", Sense::IfNecessary).as_deref(),
            Some("si nécessaire")
        );
    }
}
