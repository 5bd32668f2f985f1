//! Reads one date at a token, in any of its forms.

use crate::letter::lex::dates::names::{ARTICLES, is_likely, month_at, weekday_at};
use crate::letter::lex::dates::{CivilDate, DateMention};
use crate::letter::lex::tokens::{TokenKind, Tokens};
use crate::letter::words::Sense;
use chrono::Weekday;

/// Reads at positions in the tokens.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a>(pub(super) Tokens<'a>);

impl<'a> Reader<'a> {
    pub(super) fn number(self, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let text = self.0.text(at);
        let fits = self.0.kind(at) == Some(TokenKind::Number) && digits.contains(&text.len());
        fits.then(|| text.parse().ok()).flatten()
    }

    /// Skips a word of a kind, if there is one.
    fn skip(self, at: usize, of: Sense) -> usize {
        if self.0.is_one_of(at, of) { at + 1 } else { at }
    }

    fn skip_line_end(self, at: usize) -> usize {
        if self.0.kind(at) == Some(TokenKind::LineEnd) { at + 1 } else { at }
    }

    /// A date or range that begins at a token, and the token after it.
    pub(super) fn mention(self, at: usize) -> Option<(DateMention, usize)> {
        match self.0.kind(at)? {
            TokenKind::Sign | TokenKind::LineEnd => return None,
            TokenKind::Word | TokenKind::Ideograph if !is_likely(self.0, at) => return None,
            _ => {}
        }
        let (weekday, after_weekday) = self.weekday(at);
        let is_between = (at.saturating_sub(2)..=after_weekday)
            .any(|at| self.0.is_one_of(at, Sense::BetweenDays));
        let from = self.skip(after_weekday, Sense::FromDay);
        let without = Some(after_weekday).filter(|without| *without != from);
        let read = std::iter::once(from).chain(without).find_map(|start| {
            let is_word = self.0.kind(start) == Some(TokenKind::Word);
            let by_numbers = || self.ideographic(start).or_else(|| self.numeric(start));
            let read = if is_word { None } else { by_numbers() };
            read.or_else(|| self.month_first(start)).or_else(|| self.day_first(start, is_between))
        });
        let (mut mention, next) = read?;
        // A number inside a longer one is no date: 12.5.2017.3, A/5/2017.
        let first = self.0.all.get(at)?;
        let last = self.0.all.get(next.checked_sub(1)?)?;
        mention.span = first.start..last.end;
        mention.weekday = weekday.or(mention.weekday);
        mention.settle();
        Some((mention, next))
    }

    /// A weekday before a date: "Monday, ", "Tues", "星期二".
    fn weekday(self, at: usize) -> (Option<Weekday>, usize) {
        let Some((day, length)) = weekday_at(self.0, at) else { return (None, at) };
        let mut next = at + length;
        while matches!(self.0.text(next), "," | "." | "/" | "،") {
            next += 1;
        }
        (Some(day), self.skip_line_end(next))
    }

    /// Something in parentheses behind a day: "(Wednesday)", "(afternoon)", "(星期二)".
    pub(super) fn aside(self, at: usize) -> (Option<Weekday>, usize) {
        let open = self.skip_line_end(at);
        if self.0.text(open) != "(" {
            return (None, at);
        }
        let (weekday, _) = self.weekday(open + 1);
        let close = (open + 1..open + 6).find(|close| self.0.text(*close) == ")");
        let has_number = |close: usize| {
            (open + 1..close).any(|inner| self.0.kind(inner) == Some(TokenKind::Number))
        };
        match close {
            Some(close) if !has_number(close) => (weekday, close + 1),
            _ => (None, at),
        }
    }

    /// A day of the month with its ordinal ending and what stands in parentheses behind it.
    fn day(self, at: usize) -> Option<(u32, Option<Weekday>, usize)> {
        let day = self.number(at, 1..=2).filter(|day| (1..=31).contains(day))?;
        let mut next = at + 1;
        if self.0.touches(at) && self.0.is_one_of(next, Sense::Ordinal) {
            next += 1;
        } else if self.0.text(next) == "-" && self.0.is_one_of(next + 1, Sense::Ordinal) {
            next += 2;
        }
        let (weekday, next) = self.aside(next);
        Some((day, weekday, next))
    }

    /// A month by its name; the two names of Arabic letters count as one.
    fn month(self, at: usize) -> Option<(u32, usize)> {
        let at = self.skip(at, Sense::OfMonth);
        let at = if matches!(self.0.text(at), "-" | ".") { at + 1 } else { at };
        let named = |at: usize| month_at(self.0, at).map(|(month, length)| (month, at + length));
        let (month, next) = named(at)?;
        if self.0.text(next) == "/"
            && let Some((again, after)) = named(next + 1)
            && again == month
        {
            return Some((month, after));
        }
        // A short form may have its full stop.
        let is_short = self.0.text(next) == "." && self.0.text(next - 1).chars().count() <= 5;
        Some((month, if is_short { next + 1 } else { next }))
    }

    /// A year of four digits behind a date.
    fn year(self, at: usize) -> (Option<i32>, usize) {
        let mut next = at;
        if matches!(self.0.text(next), "," | "،") {
            next += 1;
        }
        next = self.skip(next, Sense::OfMonth);
        let year = self.number(next, 4..=4).and_then(|year| i32::try_from(year).ok());
        match year.filter(|year| (1900..=2199).contains(year)) {
            Some(year) => {
                let mut next = self.skip(next + 1, Sense::YearWord);
                if self.0.text(next) == "." && self.0.text(next - 1).chars().count() == 1 {
                    next += 1;
                }
                (Some(year), next)
            }
            None => (None, at),
        }
    }

    /// What parts the first day from the last, or one day from another.
    pub(super) fn until(self, at: usize) -> Option<(bool, usize)> {
        let mut at = self.skip_line_end(at);
        // "с четверга, 26 февраля, по пятницу, 6 марта", "Tuesday, 27 May, to Friday, 6 June"
        if matches!(self.0.text(at), "," | "،") && self.0.is_one_of(at + 1, Sense::ToDay) {
            at += 1;
        }
        if self.0.text(at) == "-" {
            return Some((false, self.skip_line_end(at + 1)));
        }
        if self.0.is_one_of(at, Sense::ToDay) {
            return Some((false, self.skip_line_end(at + 1)));
        }
        let is_and = self.0.is_one_of(at, Sense::AndDay);
        // "начиная с 3 мая и заканчивая 5 мая"
        if is_and && self.0.is_one_of(at + 1, Sense::ToDay) {
            return Some((false, at + 2));
        }
        is_and.then_some((true, at + 1))
    }

    /// The weekday and the article before the last day of a range.
    fn before_last(self, at: usize) -> usize {
        let (_, next) = self.weekday(self.article(at));
        self.article(next)
    }

    /// `D`, `D-D`, `D M - D M`, each with a month and perhaps a year behind.
    fn day_first(self, at: usize, is_between: bool) -> Option<(DateMention, usize)> {
        if let Some(glued) = self.glued(at) {
            return Some(glued);
        }
        let at = self.article(at);
        let (day, weekday, next) = self.day(at)?;
        if let Some(listed) = self.listed(day, next, weekday) {
            return Some(listed);
        }
        // The day alone: its month stands behind the last day.
        if let Some((is_pair, after)) = self.until(next) {
            let after = self.before_last(after);
            if let Some((last_day, _, after)) = self.day(after)
                && let Some((month, after)) = self.month(after)
            {
                let (year, after) = self.year(after);
                let first = CivilDate { year, month, day };
                let last = CivilDate { year, month, day: last_day };
                let is_pair = is_pair && !is_between;
                return Some((DateMention::range(first, last, is_pair, weekday), after));
            }
        }
        let (month, after) = self.month(next)?;
        let (year, after) = self.year(after);
        let first = CivilDate { year, month, day };
        let (_, beyond) = self.aside(after);
        if let Some((is_pair, next)) = self.until(beyond) {
            let next = self.before_last(next);
            if let Some((last_day, _, next)) = self.day(next)
                && let Some((last_month, next)) = self.month(next)
            {
                let (last_year, next) = self.year(next);
                // "by 3 March and 5 April" names two dates of their own.
                if !is_pair || is_between {
                    let last = CivilDate { year: last_year, month: last_month, day: last_day };
                    return Some((DateMention::range(first, last, false, weekday), next));
                }
            }
        }
        Some((DateMention::one(first, weekday), after))
    }

    /// `6, 7 and 8 October`: a range if the days follow each other, else only the last two of them.
    fn listed(
        self,
        first: u32,
        mut next: usize,
        weekday: Option<Weekday>,
    ) -> Option<(DateMention, usize)> {
        let mut days = vec![first];
        while self.0.text(next) == "," && days.len() < 10 {
            let (day, _, after) = self.day(next + 1)?;
            days.push(day);
            next = after;
        }
        let (is_pair, after) = self.until(next).filter(|_| days.len() > 1)?;
        let (last, _, after) = self.day(self.article(after)).filter(|_| is_pair)?;
        let (month, after) = self.month(after)?;
        let (year, after) = self.year(after);
        days.push(last);
        let follows = days.windows(2).all(|pair| matches!(pair, [one, next] if one + 1 == *next));
        let before = days.iter().rev().nth(1).copied()?;
        let begin = CivilDate { year, month, day: if follows { first } else { before } };
        let end = CivilDate { year, month, day: last };
        let mention = DateMention::range(begin, end, !follows, weekday);
        Some((DateMention { is_listed: !follows, ..mention }, after))
    }

    /// An article before a day: "le 1er", "al 23", "el 9".
    fn article(self, at: usize) -> usize {
        if ARTICLES.contains(&self.0.text(at)) { at + 1 } else { at }
    }

    /// `1418 марта`: two days whose dash was lost.
    fn glued(self, at: usize) -> Option<(DateMention, usize)> {
        let text = self.0.text(at);
        if self.0.kind(at) != Some(TokenKind::Number) || !(3..=4).contains(&text.len()) {
            return None;
        }
        let (month, next) = self.month(at + 1)?;
        let (year, next) = self.year(next);
        let splits = (1..=2).filter_map(|cut| {
            let (first, last) = text.split_at_checked(cut)?;
            let (a, b) = (first.parse::<u32>().ok()?, last.parse::<u32>().ok()?);
            let fits = last.len() <= 2 && !last.starts_with('0') && a >= 1 && a < b && b <= 31;
            fits.then_some((a, b))
        });
        let splits: Vec<(u32, u32)> = splits.collect();
        let [(first, last)] = splits.as_slice() else { return None };
        let first = CivilDate { year, month, day: *first };
        let last = CivilDate { year, month, day: *last };
        let mention = DateMention::range(first, last, false, None);
        Some((DateMention { is_guess: true, ..mention }, next))
    }

    /// `January 14, 2025`, `January 14-23, 2025`, `January 28 - February 1, 2019`.
    fn month_first(self, at: usize) -> Option<(DateMention, usize)> {
        let is_name = self.0.kind(at) == Some(TokenKind::Word);
        let (month, next) = self.month(at).filter(|_| is_name)?;
        let (day, weekday, next) = self.day(next)?;
        let first = CivilDate { year: None, month, day };
        let (year, after) = self.year(next);
        if year.is_none()
            && let Some((is_pair, after)) = self.until(next)
        {
            let (last_month, after) = self.month(after).unwrap_or((month, after));
            if let Some((last_day, _, after)) = self.day(after)
                && let (Some(year), after) = self.year(after)
            {
                let last = CivilDate { year: Some(year), month: last_month, day: last_day };
                return Some((DateMention::range(first, last, is_pair, weekday), after));
            }
        }
        // Without a year "May 14" may be anything.
        let year = year?;
        Some((DateMention::one(CivilDate { year: Some(year), ..first }, weekday), after))
    }

    /// `14.01.2025`, `14/01/2025`, `2025-01-14`, and `20/05` behind the name of a weekday.
    fn numeric(self, at: usize) -> Option<(DateMention, usize)> {
        let touches = (at..at + 4).take_while(|at| self.0.touches(*at)).count();
        let sign = self.0.text(at + 1);
        // Neither part of a longer chain of numbers.
        let inside = at > 0
            && self.0.touches(at - 1)
            && matches!(self.0.text(at - 1), "/" | "." | "-")
            && self.0.kind(at.saturating_sub(2)) == Some(TokenKind::Number);
        if inside || touches < 2 {
            return None;
        }
        if let Some(year) = self.number(at, 4..=4)
            && sign == "-"
            && self.0.text(at + 3) == "-"
            && touches == 4
        {
            let (month, day) = (self.number(at + 2, 2..=2)?, self.number(at + 4, 2..=2)?);
            return self.numeric_date(i32::try_from(year).ok(), month, day, at + 5);
        }
        let (day, month) = (self.number(at, 1..=2)?, self.number(at + 2, 1..=2)?);
        if !matches!(sign, "." | "/") {
            return None;
        }
        if touches == 4 && self.0.text(at + 3) == sign {
            if let Some(year) = self.number(at + 4, 4..=4) {
                return self.numeric_date(i32::try_from(year).ok(), month, day, at + 5);
            }
            // Two digits of a year are read only where no other reading is left.
            let year = self.number(at + 4, 2..=2).filter(|_| sign == "." && day > 12)?;
            return self.numeric_date(i32::try_from(2000 + year).ok(), month, day, at + 5);
        }
        let has_weekday = at > 0 && {
            let before = if self.0.text(at - 1) == "," { at.saturating_sub(2) } else { at - 1 };
            weekday_at(self.0, before).is_some_and(|(_, length)| length == 1)
        };
        (has_weekday && sign == "/" && self.0.text(at + 3) != "/")
            .then(|| self.numeric_date(None, month, day, at + 3))
            .flatten()
    }

    fn numeric_date(
        self,
        year: Option<i32>,
        month: u32,
        day: u32,
        next: usize,
    ) -> Option<(DateMention, usize)> {
        let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then(|| (DateMention::one(CivilDate { year, month, day }, None), next))
    }
}
