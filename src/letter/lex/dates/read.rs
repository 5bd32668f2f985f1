//! Reads the parts of a date or range at a token: days in any of their forms.

use crate::letter::lex::dates::names::{is_article, month_at, weekday_at};
use crate::letter::lex::dates::{CivilDate, DateMention};
use crate::letter::lex::tokens::{DayMonthOrder, TokenKind, Tokens};
use crate::letter::words::Sense;
use chrono::Weekday;

/// Words in parentheses behind a date that are of its day: "18 January (afternoon)".
const DAY_PARTS: [Sense; 6] = [
    Sense::BeforeNoon,
    Sense::AfterNoon,
    Sense::Morning,
    Sense::Afternoon,
    Sense::Evening,
    Sense::Noon,
];

/// Reads at positions in the tokens.
#[derive(Clone, Copy)]
pub(super) struct DateReader<'a>(pub(super) Tokens<'a>);

/// A day as it is written, perhaps without what another one of the same range says.
#[derive(Clone, Copy)]
pub(super) struct WrittenDay {
    pub(super) day: u32,
    pub(super) month: Option<u32>,
    pub(super) year: Option<i32>,
    /// The weekday before it or in parentheses behind it.
    pub(super) weekday: Option<Weekday>,
    pub(super) style: DayStyle,
    /// Which number is the day, where figures leave that open.
    pub(super) order: Option<DayMonthOrder>,
    /// Whether it may stand alone.
    pub(super) is_whole: bool,
}

/// How a day is written, and so where what it lacks is stated.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum DayStyle {
    /// The day alone: `15`.
    Bare,
    /// `15 June 2026`, `15.6.2026`: what lacks stands behind.
    DayFirst,
    /// `June 15, 2026`: a day without a month has the one before.
    MonthFirst,
    /// `2026-06-15`.
    YearFirst,
    /// `2026年6月15日`.
    Ideographic,
}

impl DayStyle {
    pub(super) fn is_day_last(self) -> bool {
        matches!(self, Self::MonthFirst | Self::YearFirst | Self::Ideographic)
    }
}

impl DateReader<'_> {
    pub(super) fn number(self, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let text = self.0.digits(at);
        digits.contains(&text.len()).then(|| text.parse().ok()).flatten()
    }

    /// Skips a word of a kind, if there is one.
    fn skip(self, at: usize, of: Sense) -> usize {
        at + usize::from(self.0.is_one_of(at, of))
    }

    pub(super) fn skip_line_end(self, at: usize) -> usize {
        at + usize::from(self.0.kind(at) == Some(TokenKind::LineEnd))
    }

    pub(super) fn is_comma(self, at: usize) -> bool {
        matches!(self.0.text(at), "," | "،")
    }

    /// A date or range that begins at a token, and the token after it.
    pub(super) fn mention(self, at: usize) -> Option<(DateMention, usize)> {
        match self.0.kind(at)? {
            TokenKind::Sign | TokenKind::LineEnd => return None,
            TokenKind::Word | TokenKind::Ideograph if !self.0.begins_words(at).date => {
                return None;
            }
            _ => {}
        }
        let from = self.skip(at, Sense::FromDay);
        let without = Some(at).filter(|without| *without != from);
        let (mut mention, next) = std::iter::once(from)
            .chain(without)
            .find_map(|start| self.glued(start).or_else(|| self.joined(start)))?;
        mention.is_cut = self.is_cut(at);
        mention.span = self.0.span(at - usize::from(mention.is_cut), next);
        // "18 March for Study Group 1 and 25 March for Study Group 2"
        let is_bare = mention.last.is_some() && month_at(self.0, at + 1).is_none();
        (!is_bare || !self.is_number_of_group(at)).then_some((mention, next))
    }

    /// Whether a letter that looks like a digit touches a number, as in scans: "l5", "O5".
    fn is_cut(self, at: usize) -> bool {
        let Some(letter) = at.checked_sub(1) else { return false };
        let is_word = letter.checked_sub(1).is_none_or(|before| !self.0.touches(before));
        is_word && self.0.touches(letter) && matches!(self.0.text(letter), "l" | "i" | "o")
    }

    /// Whether a number stands right behind the word for a group that has none before it, as in
    /// "9-й Исследовательской комиссии 18–22 января".
    fn is_number_of_group(self, at: usize) -> bool {
        let has_ordinal = |from: usize| {
            let is_number = |at: usize| !self.0.digits(at).is_empty();
            from > 1
                && self.0.kind(from - 1) == Some(TokenKind::Word)
                && self.0.touches(from - 2)
                && (is_number(from - 2)
                    || self.0.text(from - 2) == "-" && from > 2 && is_number(from - 3))
        };
        let words = [Sense::StudyGroup, Sense::WorkingParty, Sense::Question];
        let ends = |from: usize| words.iter().any(|of| self.0.behind(from, *of) == Some(at));
        !self.0.digits(at).is_empty()
            && (at.saturating_sub(3)..at).any(|from| ends(from) && !has_ordinal(from))
    }

    /// One day, with the weekday and the article before it and the weekday behind it.
    pub(super) fn part(
        self,
        at: usize,
        before: Option<&WrittenDay>,
    ) -> Option<(WrittenDay, usize)> {
        let (weekday, at) = self.weekday(self.article(at));
        let at = self.article(at);
        let (mut part, next) = if self.0.kind(at) == Some(TokenKind::Word) {
            self.month_first(at).or_else(|| self.day_first(at, before))?
        } else {
            self.ideographic(at)
                .or_else(|| self.numeric(at, weekday.is_some(), before))
                .or_else(|| self.day_first(at, before))?
        };
        let (behind, next) = self.aside(next);
        part.weekday = weekday.or(part.weekday).or(behind);
        Some((part, next))
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

    /// Something in parentheses behind a day: "(Wednesday)", "(afternoon)", "(星期二)", or anything before the
    /// end of a range: "18 January (opening) to 22 January". A place behind the whole date is none of it:
    /// "1 to 3 March 2027 (Tokyo)".
    pub(super) fn aside(self, at: usize) -> (Option<Weekday>, usize) {
        let open = self.skip_line_end(at);
        if self.0.text(open) != "(" {
            return (None, at);
        }
        let (weekday, _) = self.weekday(open + 1);
        let is_number = |inner: usize| self.0.kind(inner) == Some(TokenKind::Number);
        let close = (open + 1..open + 6).find(|close| self.0.text(*close) == ")");
        let Some(close) = close.filter(|close| !(open + 1..*close).any(is_number)) else {
            return (None, at);
        };
        let is_part = |inner: usize| DAY_PARTS.iter().any(|of| self.0.begins(inner, *of));
        let next = self.skip_line_end(close + 1);
        let goes_on = self.0.text(next) == "-"
            || is_number(next)
            || self.0.is_one_of(next, Sense::ToDay)
            || self.month(next).is_some();
        let is_of_day = weekday.is_some() || (open + 1..close).any(is_part) || goes_on;
        if is_of_day { (weekday, close + 1) } else { (None, at) }
    }

    /// An article before a day: "le 1er", "al 23", "el 9".
    fn article(self, at: usize) -> usize {
        at + usize::from(is_article(self.0.text(at)))
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

    /// A year of four digits behind a date, perhaps on the next line.
    fn year(self, at: usize) -> (Option<i32>, usize) {
        let mut next = at + usize::from(self.is_comma(at));
        next = self.skip(next + usize::from(self.0.is_hyphen(next)), Sense::OfMonth);
        next = self.skip_line_end(next);
        let year = self.number(next, 4..=4).and_then(|year| i32::try_from(year).ok());
        // "5 June, 2000 hours"; a date of its own on the next line.
        let goes_on = self.0.is_tight(next + 1)
            && matches!(self.0.text(next + 1), "-" | "/" | ".")
            && self.0.digits(next + 2).len() == 2
            && self.0.text(next + 3) == self.0.text(next + 1);
        let is_hour = self.0.is_one_of(next + 1, Sense::Hours);
        match year.filter(|year| (1900..=2199).contains(year) && !goes_on && !is_hour) {
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

    /// `15`, `15th`, `15.`, `15 June`, `15 June 2026`, `15-Jun-2026`.
    fn day_first(self, at: usize, before: Option<&WrittenDay>) -> Option<(WrittenDay, usize)> {
        if before.is_none() && self.is_chained(at) {
            return None;
        }
        let (day, weekday, next) = self.day(at)?;
        let is_dotted = self.0.text(next) == "." && self.0.touches(next - 1);
        let dotted = next + usize::from(is_dotted);
        let part = |month, year, style| WrittenDay {
            day,
            month,
            year,
            weekday,
            style,
            order: None,
            is_whole: month.is_some(),
        };
        if let Some((month, after)) = self.month(dotted).or_else(|| self.month_below(at, next)) {
            let (year, after) = self.year(after);
            return Some((part(Some(month), year, DayStyle::DayFirst), after));
        }
        // "January 14-23, 2025"
        let is_day_last = before.is_some_and(|before| before.style == DayStyle::MonthFirst);
        let (year, after) = if is_day_last { self.year(next) } else { (None, next) };
        // "15.-19.6.2026"
        let is_range = self.0.is_until(dotted);
        let style = if is_day_last { DayStyle::MonthFirst } else { DayStyle::Bare };
        Some((part(None, year, style), if is_dotted && is_range { dotted } else { after }))
    }

    /// The month on the next line, where a page or a mail broke the date: its day is not alone on its
    /// line, and a year follows.
    fn month_below(self, day: usize, at: usize) -> Option<(u32, usize)> {
        let is_alone = day == 0 || self.0.kind(day - 1) == Some(TokenKind::LineEnd);
        let (month, next) =
            self.month(at + 1).filter(|_| !is_alone && self.skip_line_end(at) > at)?;
        self.year(next).0.map(|_| (month, next))
    }

    /// `January 14, 2025`, `January 14`: without a year anywhere "May 14" may be anything.
    fn month_first(self, at: usize) -> Option<(WrittenDay, usize)> {
        let (month, next) = self.month(at)?;
        let (day, weekday, next) = self.day(self.article(next))?;
        let (year, next) = self.year(next);
        let (month, is_whole, style) = (Some(month), year.is_some(), DayStyle::MonthFirst);
        Some((WrittenDay { day, month, year, weekday, style, order: None, is_whole }, next))
    }

    /// `1418 марта`: two days whose dash was lost.
    fn glued(self, at: usize) -> Option<(DateMention, usize)> {
        let text = self.0.digits(at);
        if !(3..=4).contains(&text.len()) {
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
        let day = |day: u32| CivilDate { year, month, day };
        let mention = DateMention::of(&[(day(*first), day(*last))], None)?;
        Some((DateMention { is_guess: true, ..mention }, next))
    }

    /// Whether a number goes on a longer chain of numbers: 12.5.2017.3, A/5/2017.
    fn is_chained(self, at: usize) -> bool {
        at > 1
            && self.0.is_tight(at - 1)
            && matches!(self.0.text(at - 1), "/" | ".")
            && self.0.kind(at - 2) == Some(TokenKind::Number)
    }

    /// `14.01.2025`, `14/01/2025`, `14-01-2025`, `2025-01-14`, `2025/1/14`; `14.01` in a range whose end
    /// says the year, and `20/05` behind the name of a weekday.
    fn numeric(
        self,
        at: usize,
        has_weekday: bool,
        before: Option<&WrittenDay>,
    ) -> Option<(WrittenDay, usize)> {
        let sign = self.0.text(at + 1);
        let touches = (at..at + 4).take_while(|at| self.0.touches(*at)).count();
        if !matches!(sign, "." | "/" | "-") || touches < 2 {
            return None;
        }
        let part = |year: Option<u32>, month, day, style, order| {
            let year = year.and_then(|year| i32::try_from(year).ok());
            let month = Some(month);
            WrittenDay { day, month, year, weekday: None, style, order, is_whole: true }
        };
        let second = self.number(at + 2, 1..=2)?;
        let third = Some(at + 4).filter(|third| {
            touches == 4
                && self.0.text(at + 3) == sign
                && self.0.kind(*third) == Some(TokenKind::Number)
        });
        if let Some(year) = self.number(at, 4..=4) {
            let day = self.number(third?, 1..=2)?;
            return Some((part(Some(year), second, day, DayStyle::YearFirst, None), at + 5));
        }
        let first = self.number(at, 1..=2)?;
        // "2026-06-29/07-03"
        if third.is_none() && before.is_some_and(|before| before.style == DayStyle::YearFirst) {
            return Some((part(None, first, second, DayStyle::YearFirst, None), at + 3));
        }
        // Behind a full stop the first number is always the day.
        let order = match (first, second) {
            _ if sign == "." => None,
            (13.., _) => Some(DayMonthOrder::DayFirst),
            (_, 13..) => Some(DayMonthOrder::MonthFirst),
            _ if first == second => None,
            _ => Some(DayMonthOrder::Either),
        };
        let little = |year, order| part(year, second, first, DayStyle::DayFirst, order);
        match third {
            Some(third) => {
                // Two digits of a year are read only where no other reading is left.
                let short = || self.number(third, 2..=2).filter(|_| sign == "." && first > 12);
                let year = self.number(third, 4..=4).or_else(|| Some(2000 + short()?))?;
                Some((little(Some(year), order), at + 5))
            }
            // "18/19 January" are two days.
            None if self.month(at + 3).is_some() => None,
            None if sign != "-" && (before.is_some() || !self.is_chained(at)) => {
                let is_dotted = sign == "." && self.0.text(at + 3) == "." && self.0.touches(at + 2);
                let is_whole = has_weekday && sign == "/";
                let order = order.filter(|_| !is_whole);
                let part = WrittenDay { is_whole, ..little(None, order) };
                Some((part, at + 3 + usize::from(is_dotted)))
            }
            None => None,
        }
    }
}
