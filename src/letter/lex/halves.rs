//! The half of the day beside an hour: `9:00 AM`, "de la tarde", `下午2时30分`.

use crate::letter::lex::marks::Mark;
use crate::letter::lex::tokens::{TokenKind, Tokens};
use crate::letter::words::Sense;
use crate::model::Unit;

/// Whether the words at a token, behind an hour, say that it is after noon, and the token after them.
pub(super) fn behind(tokens: Tokens<'_>, at: usize) -> Option<(bool, usize)> {
    // In Chinese they stand before the hour.
    if tokens.kind(at) == Some(TokenKind::Ideograph) {
        return None;
    }
    let is_half = |mark: &&Mark| matches!(mark.sense, Sense::BeforeNoon | Sense::AfterNoon);
    let longest = tokens.beginning(at).iter().find(is_half)?;
    Some((longest.sense == Sense::AfterNoon, tokens.at_byte(longest.end)))
}

/// The same in Chinese, and where the words begin: `下午2时30分`.
pub(super) fn before(tokens: Tokens<'_>, at: usize) -> Option<(bool, usize)> {
    let begin = at.checked_sub(2)?;
    let words = tokens.all.get(begin)?.start..tokens.all.get(at - 1)?.end;
    if tokens.kind(begin) != Some(TokenKind::Ideograph) {
        return None;
    }
    let stands = |of: Sense| tokens.marks.is(of, &words);
    let is_after_noon = stands(Sense::AfterNoon);
    (is_after_noon || stands(Sense::BeforeNoon)).then_some((is_after_noon, begin))
}

/// Whether the words at a token make an hour of the number before them. In Russian "3 дня" may be three
/// days too.
pub(super) fn is_hour(tokens: Tokens<'_>, at: usize) -> bool {
    behind(tokens, at).is_some() && !tokens.is_one_of(at, Sense::Unit(Unit::Days))
}
