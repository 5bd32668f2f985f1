//! The half of the day beside an hour: `9:00 AM`, "de la tarde", `下午2时30分`.

use crate::letter::lex::tokens::{TokenKind, Tokens};
use crate::letter::words::Sense;
use crate::model::TimeUnit;

const HALVES: [Sense; 3] = [Sense::BeforeNoon, Sense::AfterNoon, Sense::AtNight];

/// Words beside an hour that say in which half of the day it is.
pub(super) struct HalfWords {
    pub is_after_noon: bool,
    /// The token behind them; of those before the hour the one that they begin with.
    pub edge: usize,
}

/// An hour in the half of its day.
pub(super) struct InHalf {
    /// The hour of the day; none where the words do not go with it: "twelve at night" is no noon.
    pub hour: Option<u16>,
    /// The token after the hour and the words.
    pub next: usize,
    /// Whether words say which half it is.
    pub is_said: bool,
}

/// The hour of the day of an hour that stands before a token and begins at another.
pub(super) fn hour(tokens: Tokens<'_>, hour: u16, at: usize, next: usize) -> InHalf {
    let before = || before(tokens, at).map(|words| (words.edge, next));
    let behind = behind(tokens, next).map(|words| (next, words.edge));
    let Some((from, next)) = behind.or_else(before).filter(|_| (1..=12).contains(&hour)) else {
        return InHalf { hour: Some(hour), next, is_said: false };
    };
    let is = |of: Sense| tokens.mark(from, of).is_some();
    let hour = match hour {
        5..=11 if is(Sense::AtNight) => Some(hour + 12),
        _ if is(Sense::AtNight) => None,
        _ if is(Sense::AfterNoon) => Some(hour % 12 + 12),
        // Noon and midnight are both meant by it.
        12 => None,
        _ => Some(hour),
    };
    InHalf { hour, next, is_said: true }
}

/// The words at a token, behind an hour.
pub(super) fn behind(tokens: Tokens<'_>, at: usize) -> Option<HalfWords> {
    // In Chinese they stand before the hour.
    if tokens.kind(at) == Some(TokenKind::Ideograph) {
        return None;
    }
    let longest = tokens.beginning(at).iter().find(|mark| HALVES.contains(&mark.sense))?;
    let is_after_noon = longest.sense != Sense::BeforeNoon;
    Some(HalfWords { is_after_noon, edge: tokens.at_byte(longest.end) })
}

/// The words before an hour, where they stand in Chinese: `下午2时30分`.
pub(super) fn before(tokens: Tokens<'_>, at: usize) -> Option<HalfWords> {
    let begin = at.checked_sub(2)?;
    let words = tokens.all.get(begin)?.start..tokens.all.get(at - 1)?.end;
    if tokens.kind(begin) != Some(TokenKind::Ideograph) {
        return None;
    }
    let stands = |of: Sense| tokens.marks.is(of, &words);
    let is_after_noon = stands(Sense::AfterNoon) || stands(Sense::AtNight);
    let is_half = is_after_noon || stands(Sense::BeforeNoon);
    is_half.then_some(HalfWords { is_after_noon, edge: begin })
}

/// Whether the words at a token make an hour of the number before them. In Russian "3 дня" may be three
/// days too, and in "the first two in the morning" they make one only behind "at".
pub(super) fn is_hour(tokens: Tokens<'_>, at: usize, is_said: bool) -> bool {
    let is_short = |next: usize| {
        let words = tokens.folded.get(tokens.span(at, next)).unwrap_or_default();
        !words.contains(' ')
    };
    behind(tokens, at).is_some_and(|words| is_said || is_short(words.edge))
        && !tokens.is_one_of(at, Sense::Unit(TimeUnit::Days))
}
