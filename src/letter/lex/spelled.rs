//! Hours in words: "half past nine", "neuf heures et demie", "las nueve y cuarto", "в половине десятого",
//! 上午九时三十分, "التاسعة والنصف".

use crate::letter::lex::dates::spelled;
use crate::letter::lex::halves;
use crate::letter::lex::tokens::{TokenKind, Tokens};
use crate::letter::words::Sense;

/// An hour and its minutes.
type Clock = (u16, u16);

/// The hour in words that begins at a token, its minutes, and the token after it.
pub(super) fn hour(tokens: Tokens<'_>, at: usize) -> Option<(Clock, usize)> {
    // "a quarter to nine", "без четверти десять"
    if let Some((Sense::HourParts(more), next)) = tokens.mark(at, Sense::HourParts(0))
        && let Some((hour, next)) = figures(tokens, next).or_else(|| number(tokens, next, true))
        && let Some(clock) = clock(hour, more)
    {
        return Some((clock, unit(tokens, next).unwrap_or(next)));
    }
    let is_said = at.checked_sub(1).is_some_and(|at| tokens.is_one_of(at, Sense::AtHour));
    let (hour, behind) = number(tokens, at, is_said)?;
    let unit = unit(tokens, behind);
    let next = unit.unwrap_or(behind);
    if let Some((Sense::HourMore(more), next)) = tokens.mark(next, Sense::HourMore(0))
        && (is_said || unit.is_some())
    {
        return Some((clock(hour, more)?, next));
    }
    let minutes = number(tokens, next, false).filter(|(minutes, _)| (1..60).contains(minutes));
    if let Some((minutes, next)) = minutes {
        let has_unit = tokens.begins(next, Sense::Minutes);
        // "nine thirty", "neuf heures trente"
        let is_clock = is_said && minutes >= 10 && next - behind <= 2;
        if has_unit && unit.is_some() || is_clock && minutes % 5 == 0 {
            return Some(((hour, minutes), next + usize::from(has_unit)));
        }
    }
    let is_sign = unit.is_some_and(|unit| tokens.text(unit - 1) == "时");
    let is_ideograph = tokens.kind(at) == Some(TokenKind::Ideograph);
    let is_hour = match unit {
        // 以下三点 are three points, 上午三点 is an hour.
        Some(_) if is_ideograph => is_sign || is_said || halves::before(tokens, at).is_some(),
        _ => is_said && unit.is_some() || halves::is_hour(tokens, next),
    };
    let is_ordinal = || is_said && tokens.begins(at, Sense::HourNumber(0));
    (is_hour || is_ordinal()).then_some(((hour, 0), next))
}

/// The hour and its minutes: "a quarter to nine" is 08:45, and "в половине первого" 12:30.
fn clock(hour: u16, more: i16) -> Option<Clock> {
    let minutes = (hour * 60).checked_add_signed(more).filter(|_| (1..24).contains(&hour))?;
    Some((if minutes < 60 { 12 } else { minutes / 60 }, minutes % 60))
}

/// The hour behind "half past" in figures.
fn figures(tokens: Tokens<'_>, at: usize) -> Option<(u16, usize)> {
    let hour = tokens.digits(at).parse().ok().filter(|hour| (1..=12).contains(hour))?;
    Some((hour, at + 1))
}

/// A number in words; in Russian and Arabic an hour may be an ordinal behind its word.
fn number(tokens: Tokens<'_>, at: usize, may_be_ordinal: bool) -> Option<(u16, usize)> {
    let (number, next) = if tokens.kind(at)? == TokenKind::Ideograph {
        spelled(tokens, at)?
    } else {
        match tokens.mark(at, Sense::HourNumber(0)) {
            Some((Sense::HourNumber(number), next)) if may_be_ordinal => (number, next),
            _ => match tokens.mark(at, Sense::Number(0))? {
                (Sense::Number(number), next) => (number, next),
                _ => return None,
            },
        }
    };
    Some((number.try_into().ok()?, next))
}

/// The token behind the word for hours.
fn unit(tokens: Tokens<'_>, at: usize) -> Option<usize> {
    tokens.mark(at, Sense::Hours).map(|(_, next)| next)
}
