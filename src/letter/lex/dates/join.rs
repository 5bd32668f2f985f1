//! What joins the parts of a date or range, and what each lacks that its neighbours say.

use crate::letter::lex::dates::read::{DateReader, DayStyle, WrittenDay};
use crate::letter::lex::dates::{CivilDate, DateMention};
use crate::letter::lex::tokens::{DayMonthOrder, TokenKind};
use crate::letter::words::Sense;
use chrono::NaiveDate;

/// What joins a part to the one before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DateJoint {
    /// Nothing stands before.
    Begin,
    /// "to", a dash.
    Range,
    /// "and".
    And,
    /// A comma in a list that an "and" ends.
    Comma,
    /// A blank or dots, where a dash was lost; a dash before a day where the month is looked for before it.
    Lost,
}

/// A part in a mention.
#[derive(Clone, Copy)]
struct DateLink {
    by: DateJoint,
    part: WrittenDay,
    /// The token behind it.
    next: usize,
}

/// The most parts of one mention.
const MOST_PARTS: usize = 12;

impl DateReader<'_> {
    /// As many parts in a row as make one mention.
    pub(super) fn joined(self, at: usize) -> Option<(DateMention, usize)> {
        let (first, next) = self.part(at, None)?;
        let is_between =
            (at.saturating_sub(2)..next).any(|at| self.0.is_one_of(at, Sense::BetweenDays));
        let mut links = vec![DateLink { by: DateJoint::Begin, part: first, next }];
        while links.len() < MOST_PARTS
            && let Some(link) = self.link(at, &links, is_between)
        {
            links.push(link);
        }
        while let Some(last) =
            links.last().filter(|_| links.iter().any(|link| link.part.month.is_some()))
        {
            let next = last.next;
            let is_open = matches!(last.by, DateJoint::Comma) && !is_run(&links);
            if let Some(mention) = self.settled(&links).filter(|_| !is_open) {
                return Some((mention, next));
            }
            links.pop();
        }
        None
    }

    /// What goes on behind a part.
    fn link(self, begin: usize, links: &[DateLink], is_between: bool) -> Option<DateLink> {
        let last = links.last()?;
        let (by, after) = self.until(last)?;
        let by = if by == DateJoint::And && is_between { DateJoint::Range } else { by };
        let (mut part, next) = self.part(after, Some(&last.part))?;
        let (before, style) = (&last.part, part.style);
        // "18 January 2027 - 22", which a line ends
        let is_day_behind = by == DateJoint::Range
            && links.len() == 1
            && before.style == DayStyle::DayFirst
            && before.year.is_some()
            && style == DayStyle::Bare
            && matches!(self.0.kind(next), None | Some(TokenKind::LineEnd))
            && part.day > before.day;
        if is_day_behind {
            (part.month, part.year, part.style) = (before.month, before.year, before.style);
            return Some(DateLink { by: DateJoint::Lost, part, next });
        }
        // "by 3 March and 5 April" names two dates of their own.
        let is_of_list = before.month.is_none() && before.style == DayStyle::Bare
            || is_next_day(before, &part)
            || style == DayStyle::Ideographic && part.month.is_none();
        let fits = match by {
            // "Study Group 5, 11-20 May": what stands before the comma is not a day; in "15-16, 18-19 June" it is.
            DateJoint::Range => {
                last.by != DateJoint::Comma || links.iter().any(|it| it.by == DateJoint::Range)
            }
            DateJoint::And => {
                is_of_list
                    || style == DayStyle::Bare
                    || before.style == DayStyle::MonthFirst && before.year.is_none()
            }
            DateJoint::Comma => is_of_list,
            DateJoint::Lost => {
                let line_begins = begin == 0 || self.0.kind(begin - 1) == Some(TokenKind::LineEnd);
                last.by == DateJoint::Begin
                    && part.day > before.day
                    && !line_begins
                    && style == DayStyle::DayFirst
            }
            DateJoint::Begin => false,
        };
        // Behind a whole date a number alone may be anything: an hour, a point.
        let is_alone = style == DayStyle::Bare && before.style != DayStyle::Bare;
        let is_day =
            !is_alone || before.style.is_day_last() && self.is_day_alone(before, &part, next);
        let is_mixed = before.style == DayStyle::Ideographic && style == DayStyle::Bare;
        (fits && is_day && !is_mixed).then_some(DateLink { by, part, next })
    }

    /// Whether the number behind `June 15 -` or `2026-06-15/` is a day: nothing that follows makes an
    /// hour or a number of another kind of it.
    fn is_day_alone(self, before: &WrittenDay, day: &WrittenDay, next: usize) -> bool {
        let goes_on = matches!(self.0.text(next), ":" | "." | "/" | "-")
            && self.0.is_tight(next)
            && self.0.kind(next + 1) == Some(TokenKind::Number);
        day.day > before.day && !goes_on && !self.0.is_one_of(next, Sense::Hours)
    }

    /// What joins a part to the next one, and where that may begin.
    fn until(self, last: &DateLink) -> Option<(DateJoint, usize)> {
        let begin = last.next;
        let mut at = self.skip_line_end(begin);
        // 12月2日起至13日止; "Tuesday, 27 May, to Friday, 6 June"
        if self.0.text(at) == "起" {
            at += 1;
        }
        let is_to = |at: usize| self.0.is_one_of(at, Sense::ToDay);
        if (self.is_comma(at) || self.0.text(at) == "、") && is_to(at + 1) {
            at += 1;
        }
        if self.0.is_until(at) {
            let is_double = self.0.text(at) == "-" && self.0.text(at + 1) == "-";
            return Some((DateJoint::Range, self.skip_line_end(at + 1 + usize::from(is_double))));
        }
        if self.0.is_one_of(at, Sense::AndDay) {
            // "начиная с 3 мая и заканчивая 5 мая"
            let is_last = is_to(at + 1);
            let by = if is_last { DateJoint::Range } else { DateJoint::And };
            return Some((by, self.skip_line_end(at + 1 + usize::from(is_last))));
        }
        match self.0.text(begin) {
            "/" if self.0.touches(begin) == self.0.touches(begin - 1) => {
                Some((DateJoint::Range, begin + 1))
            }
            "、" => Some((DateJoint::And, begin + 1)),
            "," => Some((DateJoint::Comma, self.skip_line_end(begin + 1))),
            // The normal form of an ellipsis.
            "." if self.0.span(begin, begin + 3).len() == 3
                && (begin..begin + 3).all(|dot| self.0.text(dot) == ".") =>
            {
                Some((DateJoint::Lost, begin + 3))
            }
            _ if last.part.style == DayStyle::Bare
                && self.0.kind(begin) == Some(TokenKind::Number) =>
            {
                Some((DateJoint::Lost, begin))
            }
            _ => None,
        }
    }

    /// The mention that some parts make, if they say all that it needs.
    fn settled(self, links: &[DateLink]) -> Option<DateMention> {
        let orders: Vec<DayMonthOrder> = links.iter().filter_map(|link| link.part.order).collect();
        let both = [DayMonthOrder::DayFirst, DayMonthOrder::MonthFirst];
        let readings: Vec<DateMention> =
            both.iter().filter_map(|order| completed(links, *order)).collect();
        let said = both.into_iter().find(|order| orders.contains(order));
        let fits =
            |order: DayMonthOrder| readings.iter().find(|reading| reading.order == Some(order));
        let Some(said) = said else {
            if orders.is_empty() {
                return completed(links, DayMonthOrder::DayFirst)
                    .map(|read| DateMention { order: None, ..read });
            }
            // 05/06/2026: what else the letter says decides.
            let one = |fits: &dyn Fn(&&DateMention) -> bool| {
                let mut fitting = readings.iter().filter(fits);
                fitting.next().filter(|_| fitting.next().is_none())
            };
            let decided = one(&|_| true)
                .or_else(|| fits(self.0.order))
                .or_else(|| one(&|reading| reading.weekday.is_some() && reading.weekday_fits()))
                .or_else(|| one(&DateMention::is_short));
            let first = || {
                Some(DateMention {
                    order: Some(DayMonthOrder::Either),
                    ..readings.first()?.clone()
                })
            };
            return decided.cloned().or_else(first);
        };
        fits(said).cloned()
    }
}

/// Whether a whole date is the day after the one before: "31 January 2027 and 1 February 2027". Of others each
/// is a date of its own: "by 3 March and 5 April".
fn is_next_day(before: &WrittenDay, next: &WrittenDay) -> bool {
    let Some((month, next_month)) = before.month.zip(next.month) else { return false };
    let Some(year) = next.year.or(before.year) else { return false };
    let over = i32::from(next_month < month);
    let day = NaiveDate::from_ymd_opt(before.year.unwrap_or(year - over), month, before.day);
    let next = NaiveDate::from_ymd_opt(year, next_month, next.day);
    next.is_some() && next == day.and_then(|day| day.succ_opt())
}

/// Whether a list without an "and" is one: each day follows the one before.
fn is_run(links: &[DateLink]) -> bool {
    links.windows(2).all(|pair| matches!(pair, [a, b] if a.part.day + 1 == b.part.day))
        && links.len() > 2
}

/// Gives each part what it lacks from the one beside it, in their order.
fn from_beside<'a>(
    parts: impl Iterator<Item = &'a mut WrittenDay>,
    give: impl Fn(&mut WrittenDay, WrittenDay),
) {
    let mut beside: Option<WrittenDay> = None;
    for part in parts {
        if let Some(beside) = beside {
            give(part, beside);
        }
        beside = Some(*part);
    }
}

/// What parts mean when each has what it lacks from its neighbours; `order` where figures leave open
/// which of them is the day.
fn completed(links: &[DateLink], order: DayMonthOrder) -> Option<DateMention> {
    let mut parts: Vec<WrittenDay> = links.iter().map(|link| link.part).collect();
    for part in &mut parts {
        if part.order.is_some()
            && order == DayMonthOrder::MonthFirst
            && let Some(month) = part.month
        {
            (part.day, part.month) = (month, Some(part.day));
        }
    }
    let is_whole = parts.iter().any(|part| part.is_whole);
    let has_year = parts.iter().any(|part| part.year.is_some());
    let needs_year = parts.iter().any(|part| part.style == DayStyle::MonthFirst);
    if !has_year && (needs_year || !is_whole) {
        return None;
    }
    if let [only] = parts.as_slice()
        && !only.is_whole
    {
        return None;
    }
    // Where the day stands last, what it lacks was said before, else it follows.
    from_beside(parts.iter_mut(), |part, before| {
        if part.month.is_none() && before.style.is_day_last() {
            (part.month, part.style) = (before.month, before.style);
            part.year = part.year.or(before.year);
        }
    });
    parts.last()?.month?;
    from_beside(parts.iter_mut().rev(), |part, behind| {
        part.month = part.month.or(behind.month);
        // Over the end of a year the left end lies in the year before.
        let over = i32::from(part.month > behind.month);
        part.year = part.year.or(behind.year.map(|year| year - over));
    });
    from_beside(parts.iter_mut(), |part, before| {
        let over = i32::from(part.month < before.month);
        part.year = part.year.or(before.year.map(|year| year + over));
    });
    let mut pieces: Vec<(CivilDate, CivilDate)> = Vec::new();
    for (link, part) in links.iter().zip(&parts) {
        let month = part.month.filter(|month| (1..=12).contains(month))?;
        let day = Some(part.day).filter(|day| (1..=31).contains(day))?;
        let date = CivilDate { year: part.year, month, day };
        match (link.by, pieces.last_mut()) {
            (DateJoint::Range | DateJoint::Lost, Some((first, last))) if first == last => {
                *last = date
            }
            (DateJoint::Range | DateJoint::Lost, _) => return None,
            _ => pieces.push((date, date)),
        }
    }
    let weekday = parts.first()?.weekday;
    let is_lost = links.iter().any(|link| link.by == DateJoint::Lost);
    let mention = DateMention::of(&pieces, weekday)?;
    Some(DateMention { order: Some(order), is_guess: is_lost || mention.is_guess, ..mention })
}
