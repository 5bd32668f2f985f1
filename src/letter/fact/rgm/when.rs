//! The days of a row of a list: those of each of its dates, if all that stands there is understood.

use crate::letter::Reason;
use crate::letter::fact::rgm::list::RgmRow;
use crate::letter::fact::rgm::table::unit_in;
use crate::letter::fact::rgm::{LONGEST, RgmReader};
use crate::letter::fact::rules;
use crate::letter::lex::DateMention;
use crate::letter::lex::TokenKind;
use crate::letter::lex::dates::dates;
use crate::letter::lex::times::{hours, times};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{Days, TimeUnit, compact, is_working_day};
use chrono::{Datelike, NaiveDate, TimeDelta};

/// What may stand between two dates of a row that are both days of its meetings.
const JOINTS: [Sense; 14] = [
    Sense::AndDay,
    Sense::FromDay,
    Sense::ToDay,
    Sense::OnDay,
    Sense::AboutDays,
    Sense::YearWord,
    Sense::AtHour,
    Sense::Hours,
    Sense::EMeeting,
    Sense::Remote,
    Sense::GenevaTime,
    Sense::GenevaHours,
    Sense::Utc,
    Sense::LocalTime,
];

/// What a date is among those of its row.
enum InRow {
    /// A meeting is then.
    Held,
    /// It no longer holds.
    Former,
    /// It stands there in passing, of something else.
    Aside,
    /// It makes the others uncertain too: "14 or 21 April".
    Open,
}

impl RgmReader<'_> {
    /// All days of a row, if all that stands there is understood.
    pub(super) fn all_days(&self, row: &RgmRow) -> Option<Vec<Days>> {
        if let [only] = row.when.as_slice()
            && let Some(days) = self.in_month(only, row)
        {
            return Some(vec![days]);
        }
        if let [first, lasts] = row.when.as_slice()
            && let Some(count) = self.lasting(lasts, row.unit)
        {
            let begins = self.held(first, row)?;
            return self.with_length(self.separate(&begins, row.year)?.as_slice(), count);
        }
        let mut found = row.when.iter().map(|span| self.held(span, row));
        let (first, last) = (found.next()??, found.next());
        let Some(last) = last else { return self.separate(&first, row.year) };
        match (first.as_slice(), last?.as_slice()) {
            ([first], [last]) => {
                let end = self.dated(last, row.year)?;
                let start = self.dated(first, Some(end.first.year()))?;
                (start.first <= end.last).then(|| vec![Days { first: start.first, last: end.last }])
            }
            (one, []) => self.separate(one, row.year),
            _ => None,
        }
    }

    /// The days of a cell that has only their numbers, in the month of a row above: "14-16" below "April 2026".
    fn in_month(&self, cell: &Span, row: &RgmRow) -> Option<Days> {
        let (month, year) = row.month.zip(row.year)?;
        let tokens = self.normal.tokens_in(cell);
        let day = |at: usize| {
            let day = Some(tokens.digits(at)).filter(|digits| digits.len() <= 2)?;
            NaiveDate::from_ymd_opt(year, month, day.parse().ok()?)
        };
        let first = day(0)?;
        match tokens.all.len() {
            1 => Some(Days::one(first)),
            3 if tokens.is_until(1) => {
                day(2).filter(|last| first <= *last).map(|last| Days { first, last })
            }
            _ => None,
        }
    }

    /// How many days a meeting lasts by the cell of a column of their lengths: "3 days", or a number below "Number
    /// of days". Hours are those of a day.
    fn lasting(&self, cell: &Span, of_head: Option<TimeUnit>) -> Option<i64> {
        let tokens = self.normal.tokens_in(cell);
        let count = match tokens.mark(0, Sense::Number(0)) {
            Some((Sense::Number(count), _)) => count,
            _ => tokens.digits(0).parse().ok()?,
        };
        let is_bare = tokens.all.len() == 1;
        match unit_in(self.normal, cell).or(of_head.filter(|_| is_bare))? {
            TimeUnit::Days => Some(i64::from(count)),
            TimeUnit::Hours => Some(1),
            TimeUnit::Weeks | TimeUnit::Months => None,
        }
    }

    /// The days of a meeting that begins on a day and lasts for some, if no weekend is among them. A range says
    /// itself how long it lasts.
    fn with_length(&self, begins: &[Days], count: i64) -> Option<Vec<Days>> {
        let [only] = begins else { return None };
        if !only.is_single() {
            return Some(vec![*only]);
        }
        let more = count.checked_sub(1).filter(|more| (0..LONGEST).contains(more));
        let last = only.first.checked_add_signed(TimeDelta::days(more?))?;
        let days = Days { first: only.first, last };
        (days.is_single() || days.each().all(is_working_day)).then(|| vec![days])
    }

    /// The dates in a stretch on which those of a row meet. One that no longer holds is none of them, and one
    /// in passing is reported: "(after the meeting of 7-9 April)".
    fn held(&self, span: &Span, row: &RgmRow) -> Option<Vec<DateMention>> {
        let found = self.dates_alone(span)?;
        let all: Vec<Span> = found.iter().map(|date| date.span.clone()).collect();
        let (mut held, mut end): (Vec<DateMention>, _) = (Vec::new(), None);
        for date in found {
            // "7-9 April moved to 14-16 April"
            let before = end.filter(|_| !held.is_empty());
            match self.in_row(&date.span, &all, (span, before)) {
                InRow::Held => held.push(date.clone()),
                InRow::Former => self.letter.none(&date.span, Reason::Former),
                InRow::Open => return None,
                InRow::Aside => {
                    let (who, words) = (compact(&row.who), self.normal.words(&date.span));
                    let message =
                        format!("it is not certain whether {who} will meet then: `{words}`");
                    let help = "no meeting was made of it; if there is one, add it as `rgm`";
                    self.letter.doubt("rgm-dates", &date.span, message, help);
                }
            }
            end = Some(date.span.end);
        }
        (all.is_empty() || !held.is_empty()).then_some(held)
    }

    /// What a date is among all of a stretch, the one before which ends at a byte.
    fn in_row(&self, date: &Span, all: &[Span], (whole, end): (&Span, Option<usize>)) -> InRow {
        if rules::is_former(self.letter, date, all, whole) {
            return InRow::Former;
        }
        let Some(end) = end else { return InRow::Held };
        let between = end..date.start.max(end);
        let words = self.normal.slice(&between);
        if words.contains(['→', '>']) || self.normal.marks.has(Sense::Except, &between) {
            InRow::Open
        } else if self.is_joint(&between) {
            InRow::Held
        } else if words.trim_start_matches([' ', '\t']).starts_with(|c: char| !c.is_alphanumeric())
        {
            InRow::Aside
        } else {
            InRow::Open
        }
    }

    /// Whether what stands between two dates joins them: "3 March, 14:00-16:00, and 10 March".
    fn is_joint(&self, between: &Span) -> bool {
        let tokens = self.normal.tokens_in(between);
        let hours = hours(tokens);
        let mut at = 0;
        while let Some(token) = tokens.all.get(at) {
            let hour = hours.iter().find(|hours| hours.span.start == token.start);
            let marks = tokens.beginning(at).iter();
            let marks = marks
                .filter(|mark| JOINTS.contains(&mark.sense) || matches!(mark.sense, Sense::Day(_)));
            let end = marks.map(|mark| mark.end).max().max(hour.map(|hour| hour.span.end));
            at = match (end, token.kind) {
                (Some(end), _) => tokens.at_byte(end).max(at + 1),
                (None, TokenKind::Sign | TokenKind::LineEnd) => at + 1,
                (None, _) => return false,
            };
        }
        true
    }

    /// The dates in a stretch, if no other numbers stand there but hours.
    fn dates_alone(&self, span: &Span) -> Option<Vec<DateMention>> {
        let tokens = self.normal.tokens_in(span);
        let found = dates(tokens);
        let hours: Vec<Span> = hours(tokens).into_iter().map(|hours| hours.span).collect();
        let times = times(tokens).into_iter().filter(|time| time.is_sure);
        let times: Vec<Span> = times.map(|time| time.start..time.end).collect();
        let dated: Vec<Span> = found.iter().map(|date| date.span.clone()).collect();
        let is_read = |at: usize| {
            [&dated, &hours, &times].into_iter().any(|spans| {
                let next = spans.partition_point(|span| span.end <= at);
                spans.get(next).is_some_and(|span| span.start <= at)
            })
        };
        let mut digits = self.normal.slice(span).match_indices(|c: char| c.is_ascii_digit());
        digits.all(|(at, _)| is_read(span.start + at)).then_some(found)
    }

    /// The days of each date; two of them with "to" between are the ends of one range.
    fn separate(&self, mentions: &[DateMention], year: Option<i32>) -> Option<Vec<Days>> {
        // "3, 10 and 17 March": days that stand before the first date are not in it.
        if mentions.first()?.is_listed {
            return None;
        }
        if let [first, last] = mentions {
            let behind = self.normal.slice(&(first.span.end..last.span.end));
            let joint = last.span.end - behind.trim_start().len();
            let is_dash = behind.trim_start().starts_with('-');
            if is_dash || self.normal.marks.at(Sense::ToDay, joint).is_some() {
                let end = self.dated(last, year)?;
                let start = self.dated(first, Some(end.first.year()))?;
                let is_range = start.first <= end.last && first.last.or(last.last).is_none();
                return is_range.then(|| vec![Days { first: start.first, last: end.last }]);
            }
        }
        let named = mentions.iter().filter_map(DateMention::days).next_back();
        let year = named.map(|days| days.first.year()).or(year);
        let mut all = Vec::new();
        for mention in mentions {
            let days = self.dated(mention, year)?;
            if mention.is_pair && days.count() != 2 {
                all.extend([Days::one(days.first), Days::one(days.last)]);
            } else {
                all.push(days);
            }
        }
        (!all.is_empty()).then_some(all)
    }

    /// The days of a date. Without a year they are those of a date beside it, else the first that
    /// come after the letter was written.
    fn dated(&self, mention: &DateMention, year: Option<i32>) -> Option<Days> {
        let written = self.known.written;
        let next = |years: i32| {
            let written = written.filter(|_| year.is_none())?;
            let days = mention.days_in(Some(written.year() + years))?;
            (days.first > written).then_some(days)
        };
        let days = mention.days_in(year).or_else(|| next(0)).or_else(|| next(1))?;
        let fits = mention.weekday.is_none_or(|weekday| days.first.weekday() == weekday);
        // "week of 7 December", but "week of 7-11 December"
        let is_week = mention.last.is_none() && rules::is_week(self.normal, &mention.span);
        let is_day = !mention.is_guess && !is_week;
        (fits && is_day).then_some(days)
    }
}
