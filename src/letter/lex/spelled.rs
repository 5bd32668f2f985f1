//! Hours in words: "half past nine", "neuf heures et demie", "las nueve y cuarto", "в половине десятого",
//! 上午九时三十分, "التاسعة والنصف". What is cut out of a longer phrase would be another hour: one is read
//! only where all of the phrase is understood.

use crate::letter::lex::dates::{month_at, spelled, weekday_at};
use crate::letter::lex::halves;
use crate::letter::lex::tokens::{TokenKind, Tokens};
use crate::letter::words::Sense;
use crate::model::TimeUnit;

/// An hour and its minutes.
type Clock = (u16, u16);

/// The most tokens of a phrase.
const LONGEST: usize = 12;

/// In words an hour before this one may be a duration as well, where nothing says that it is an hour.
const EARLIEST: u16 = 7;

/// The hour in words that begins at a token, and the token after its phrase. There is none where the
/// phrase is one about hours and was not understood.
pub(super) fn hour(tokens: Tokens<'_>, at: usize) -> Option<(Option<Clock>, usize)> {
    let next = phrase(tokens, at)?;
    if is_within(tokens, at) || is_joined(tokens, at) {
        return None;
    }
    let of = HourPhrase { tokens, at, next };
    let clock = of.clock().filter(|_| !is_joined(tokens, next + 1));
    (clock.is_some() || of.is_about_hours()).then_some((clock, next))
}

/// Whether what stands behind an hour, or behind noon, belongs to it.
pub(super) fn goes_on(tokens: Tokens<'_>, at: usize) -> bool {
    let joined = at + usize::from(tokens.is_one_of(at, Sense::AndDay));
    tokens.begins(at, Sense::HourMore(0))
        || tokens.begins(at, Sense::HourJoin)
        || more(tokens, joined).is_some()
}

/// The token behind all that belongs to an hour.
pub(super) fn end(tokens: Tokens<'_>, from: usize) -> usize {
    let mut next = from;
    while let Some(behind) = part(tokens, next).filter(|behind| *behind <= from + LONGEST) {
        next = behind;
    }
    next
}

/// The token behind a phrase of numbers, hours, minutes, and words between them.
fn phrase(tokens: Tokens<'_>, at: usize) -> Option<usize> {
    if !tokens.begins_words(at).hour {
        return None;
    }
    // 星期一九时
    let is_day = |begin: usize| weekday_at(tokens, begin).is_some_and(|(_, of)| begin + of > at);
    if (at.saturating_sub(2)..at).any(is_day) {
        return None;
    }
    let figures = |at: usize| figures(tokens, at).map(|(_, next)| next);
    let word = |at: usize| number(tokens, at, true).map(|(_, next)| next);
    let begun = [Sense::HourParts(0), Sense::HourJoin].into_iter().find_map(|of| {
        let next = tokens.behind(at, of)?;
        word(next).or_else(|| figures(next))
    });
    Some(end(tokens, begun.or_else(|| word(at))?))
}

/// The token behind a part of a phrase that is not its first one.
fn part(tokens: Tokens<'_>, at: usize) -> Option<usize> {
    let senses = [Sense::HourMore(0), Sense::HourParts(0), Sense::HourJoin, Sense::Hours];
    let senses = senses.into_iter().chain([Sense::Minutes, Sense::Sharp]);
    if let Some(next) = senses.filter_map(|of| tokens.behind(at, of)).next() {
        return Some(next);
    }
    // "twenty to ten", but "nine o'clock to ten o'clock"
    let numbers = [Sense::Number(0), Sense::ClockNumber(0), Sense::Minutes];
    let is_to = tokens.text(at) == "to" && at > 0 && tokens.is_any(at - 1, numbers);
    let joins = is_to || tokens.is_hyphen(at) || tokens.is_one_of(at, Sense::AndDay);
    let from = at + usize::from(joins);
    let noon = || tokens.behind(from, Sense::Noon).filter(|_| is_to);
    let in_figures = || {
        let may_follow = joins || tokens.follows(at, Sense::Hours);
        let (_, next) = figures(tokens, from).filter(|_| may_follow)?;
        month_at(tokens, next).is_none().then_some(next)
    };
    more(tokens, from).or_else(noon).or_else(in_figures)
}

/// The token behind a number in words that may be one of minutes: "one" is mostly an article.
fn more(tokens: Tokens<'_>, at: usize) -> Option<usize> {
    let (number, next) = number(tokens, at, true)?;
    (number != 1 || tokens.begins(next, Sense::Minutes)).then_some(next)
}

/// Whether a token stands in a phrase that begins before it.
pub(super) fn is_within(tokens: Tokens<'_>, at: usize) -> bool {
    let begins = at.saturating_sub(LONGEST)..at;
    begins.into_iter().any(|begin| phrase(tokens, begin).is_some_and(|next| at < next))
}

/// Whether a dash joins a token to the word before it.
fn is_joined(tokens: Tokens<'_>, at: usize) -> bool {
    let is_word = |at: usize| tokens.kind(at) == Some(TokenKind::Word);
    at > 1 && tokens.is_hyphen(at - 1) && is_word(at) && is_word(at - 2)
}

/// A whole phrase.
struct HourPhrase<'a> {
    tokens: Tokens<'a>,
    at: usize,
    next: usize,
}

impl HourPhrase<'_> {
    /// What it says, if it has a form in which nothing is left over.
    fn clock(&self) -> Option<Clock> {
        let tokens = self.tokens;
        // "a quarter to nine", "без четверти десять"
        if let Some((Sense::HourParts(more), next)) = tokens.mark(self.at, Sense::HourParts(0)) {
            let (hour, next) = figures(tokens, next).or_else(|| number(tokens, next, true))?;
            let end = tokens.behind(next, Sense::Hours).unwrap_or(next);
            return clock(hour, more).filter(|_| self.ends(end));
        }
        let is_said = self.is_said();
        let (hour, behind) = number(tokens, self.at, is_said)?;
        let unit = tokens.behind(behind, Sense::Hours);
        let next = unit.unwrap_or(behind);
        if self.ends(next) {
            return self.is_whole(behind, unit).then_some((hour, 0));
        }
        // An hour of the day, as 小时 is one of a duration.
        let is_half = self.has_half() || unit.is_some_and(|unit| tokens.text(unit - 1) == "时");
        if let Some((Sense::HourMore(more), next)) = tokens.mark(next, Sense::HourMore(0)) {
            return clock(hour, more).filter(|_| self.ends(next) && (is_said || is_half));
        }
        // "nine-thirty", "nueve y treinta", 九时零五分
        let is_and = tokens.is_one_of(next, Sense::AndDay);
        let is_zero = tokens.text(next) == "零";
        let joined = is_and || is_zero || tokens.text(next) == "-";
        let (minutes, next) = number(tokens, next + usize::from(joined), false)?;
        let end = tokens.behind(next, Sense::Minutes).unwrap_or(next);
        let has_unit = end > next && unit.is_some();
        let is_plain = is_said && minutes.is_multiple_of(5) && !is_and;
        let is_clock = has_unit || minutes >= 10 && (is_half || is_plain);
        let is_known = is_clock && (is_said || is_half) && (1..60).contains(&minutes);
        (is_known && hour < 24 && self.ends(end)).then_some((hour, minutes))
    }

    /// Whether an hour without minutes is one: its number, and the word for hours behind it.
    fn is_whole(&self, behind: usize, unit: Option<usize>) -> bool {
        let tokens = self.tokens;
        let is_sign = unit.is_some_and(|unit| tokens.text(unit - 1) == "时");
        if tokens.begins(self.at, Sense::HourNumber(0)) {
            // "الساعة التاسعة", but "до десятого января"
            return tokens.follows(self.at, Sense::HoursColumn)
                || halves::is_hour(tokens, behind, false);
        }
        match unit {
            // 以下三点 are three points, 上午三点 is an hour.
            Some(_) if tokens.kind(self.at) == Some(TokenKind::Ideograph) => {
                is_sign || self.is_said() || halves::before(tokens, self.at).is_some()
            }
            unit => {
                let is_said = self.is_said();
                let next = unit.unwrap_or(behind);
                is_said && unit.is_some()
                    || halves::is_hour(tokens, next, is_said || unit.is_some())
            }
        }
    }

    /// Whether an hour must be meant, be it understood or not.
    fn is_about_hours(&self) -> bool {
        let tokens = self.tokens;
        let Some((hour, behind)) = number(tokens, self.at, true) else {
            return self.is_said() || self.has_half();
        };
        let of_days = [TimeUnit::Days, TimeUnit::Weeks, TimeUnit::Months].map(Sense::Unit);
        // "three days", "nine forty-minute sessions"
        let counts = tokens.is_any(self.next, of_days) || is_joined(tokens, self.next + 1);
        let is_ordinal = tokens.begins(self.at, Sense::HourNumber(0));
        let unit = tokens.behind(behind, Sense::Hours);
        let has_unit = unit.is_some();
        let is_ideograph = tokens.kind(self.at) == Some(TokenKind::Ideograph);
        if !(1..=24).contains(&hour) || counts || is_ideograph && !has_unit {
            return false;
        }
        if is_ordinal {
            return tokens.follows(self.at, Sense::HoursColumn);
        }
        let inside = behind..self.next;
        let says = |of: Sense| inside.clone().any(|at| tokens.begins(at, of));
        let says_hours = says(Sense::Hours) || says(Sense::HourMore(0)) || says(Sense::HourJoin);
        if self.has_half() || self.is_said() && says_hours {
            return true;
        }
        if !self.is_said() {
            // "Ouverture: neuf heures", "neuf heures et demie"
            let is_labelled = self.at > 0 && tokens.text(self.at - 1) == ":";
            let goes_on = unit.is_some_and(|unit| unit < self.next);
            let is_more = goes_on || is_labelled && says(Sense::HourMore(0));
            let is_hour = is_more || has_unit && is_labelled;
            return is_hour && hour >= EARLIEST && !self.is_duration();
        }
        // "at nine forty", "at nine on Monday", but "from two to three experts"
        let is_span = [Sense::FromDay, Sense::ToDay, Sense::OfMonth, Sense::Limit];
        let is_at = self.at == 0 || !tokens.is_any(self.at - 1, is_span);
        let is_end = !matches!(
            tokens.kind(self.next),
            Some(TokenKind::Word | TokenKind::Number | TokenKind::Ideograph)
        ) || weekday_at(tokens, self.next).is_some()
            || tokens.begins(self.next, Sense::OnDay) && !tokens.begins(self.next, Sense::OfMonth);
        // "by nine on Monday"
        let on = self.next + usize::from(tokens.is_one_of(self.next, Sense::OnDay));
        let is_on_day = weekday_at(tokens, on).is_some();
        is_at && (!inside.is_empty() || is_end) || (!inside.is_empty() || is_on_day) && is_end
    }

    /// Whether it ends at a token, or behind the word there that says so: "sharp".
    fn ends(&self, at: usize) -> bool {
        at == self.next || self.tokens.behind(at, Sense::Sharp) == Some(self.next)
    }

    /// Whether a word for "at" stands before it. "une séance de neuf heures" is a duration, "de neuf
    /// heures à midi" none.
    fn is_said(&self) -> bool {
        let is_behind = |of: Sense| self.tokens.follows(self.at, of);
        let is_range = self.tokens.begins(self.next, Sense::ToDay);
        is_behind(Sense::AtHour) && (is_range || !is_behind(Sense::OfMonth))
    }

    /// Whether it stands behind "Duration:" or "Duration of the flight:".
    fn is_duration(&self) -> bool {
        let tokens = self.tokens;
        let label = (0..self.at.saturating_sub(1)).rev().take(LONGEST);
        let mut label = label.take_while(|at| tokens.kind(*at) == Some(TokenKind::Word));
        label.any(|at| tokens.is_one_of(at, Sense::DurationColumn))
    }

    /// Whether the half of the day stands beside it.
    fn has_half(&self) -> bool {
        halves::is_hour(self.tokens, self.next, true)
            || halves::before(self.tokens, self.at).is_some()
    }
}

/// The hour and its minutes: "a quarter to nine" is 08:45, and "в половине первого" 12:30.
fn clock(hour: u16, more: i16) -> Option<Clock> {
    let minutes = (hour * 60).checked_add_signed(more).filter(|_| (1..24).contains(&hour))?;
    Some((if minutes < 60 { 12 } else { minutes / 60 }, minutes % 60))
}

/// An hour or minutes in figures, in a phrase.
fn figures(tokens: Tokens<'_>, at: usize) -> Option<(u16, usize)> {
    let is_decimal = matches!(tokens.text(at + 1), "." | ":") && !tokens.digits(at + 2).is_empty();
    let number = tokens.digits(at).parse().ok().filter(|number| *number < 60 && !is_decimal)?;
    Some((number, at + 1))
}

/// A number in words; an hour may be an ordinal too.
fn number(tokens: Tokens<'_>, at: usize, may_be_ordinal: bool) -> Option<(u16, usize)> {
    if tokens.kind(at)? == TokenKind::Ideograph {
        let (number, next) = spelled(tokens, at)?;
        return Some((number.try_into().ok()?, next));
    }
    // "a" is an article, and "месяц" a month.
    let is_other =
        |at: usize| tokens.text(at) == "a" || tokens.begins(at, Sense::Unit(TimeUnit::Days));
    let word = |at: usize| {
        let all = [Sense::Number(0), Sense::ClockNumber(0)].into_iter();
        let all = all.chain(may_be_ordinal.then_some(Sense::HourNumber(0)));
        let longest = all.filter_map(|of| tokens.mark(at, of)).max_by_key(|(_, next)| *next)?;
        let (Sense::Number(number) | Sense::ClockNumber(number) | Sense::HourNumber(number), next) =
            longest
        else {
            return None;
        };
        Some((u16::try_from(number).ok()?, next)).filter(|_| !is_other(at))
    };
    let (tens, next) = word(at)?;
    // "forty-five", "quarante et une", "cuarenta y cinco", "сорок пять"
    let joins = tokens.is_hyphen(next) || tokens.is_one_of(next, Sense::AndDay);
    let joined = next + usize::from(joins);
    match word(joined).filter(|(ones, _)| matches!(tens, 20 | 30 | 40 | 50) && *ones < 10) {
        Some((ones, next)) => Some((tens + ones, next)),
        None => Some((tens, next)),
    }
}
