//! Recurrence rules (RFC 5545 section 3.3.10): the days on which an event recurs.
//!
//! The usual rules are computed: those that repeat by days, weeks, months or years. Others (several
//! times a day, by week numbers, in other calendars) are not.

use super::value::{DateOrTime, moment};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// The last year whose days are examined.
const LAST_YEAR: i32 = 9999;

/// A rule. Two rules are equal if they have the same parts, in any order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecurrenceRule {
    /// The length of a period.
    pub frequency: Frequency,
    /// The interval in periods.
    pub interval: u32,
    /// COUNT, if it ends the rule.
    pub count: Option<u32>,
    /// UNTIL, if it ends the rule.
    pub until: Option<DateOrTime>,
    /// Months, from 1.
    pub months: BTreeSet<u32>,
    /// Days of the month; negative from its end.
    pub month_days: BTreeSet<i32>,
    /// Days of the year, likewise.
    pub year_days: BTreeSet<i32>,
    /// Weekdays from Monday, and which one in the month or year; 0 is every one.
    pub weekdays: BTreeSet<(i32, u8)>,
    /// BYSETPOS: which of the days of a period are used.
    pub positions: BTreeSet<i32>,
    /// The day on which a week begins.
    pub week_start: Weekday,
}

/// The length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the words of the RFC")]
pub enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// Days of a rule, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodDates {
    /// The days.
    pub days: Vec<NaiveDate>,
    /// Whether these are all days of the rule.
    pub is_all: bool,
    /// The number of calendar days examined for them.
    pub looked_at: u64,
}

impl RecurrenceRule {
    /// Reads a rule; nothing if it is not valid or not supported.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.to_ascii_uppercase();
        let mut parts = BTreeSet::new();
        let mut frequency = None;
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            count: None,
            until: None,
            months: BTreeSet::new(),
            month_days: BTreeSet::new(),
            year_days: BTreeSet::new(),
            weekdays: BTreeSet::new(),
            positions: BTreeSet::new(),
            week_start: Weekday::Mon,
        };
        for part in text.trim_end_matches(';').split(';') {
            let (name, value) = part.split_once('=')?;
            if !parts.insert(name) {
                return None;
            }
            match name {
                "FREQ" => {
                    frequency = Some(match value {
                        "DAILY" => Frequency::Daily,
                        "WEEKLY" => Frequency::Weekly,
                        "MONTHLY" => Frequency::Monthly,
                        "YEARLY" => Frequency::Yearly,
                        _ => return None,
                    });
                }
                "INTERVAL" => rule.interval = value.parse().ok().filter(|number| *number > 0)?,
                "COUNT" => rule.count = Some(value.parse().ok().filter(|number| *number > 0)?),
                "UNTIL" => rule.until = Some(moment(value)?),
                "BYMONTH" => rule.months = numbers(value, |month| (1..=12).contains(month))?,
                "BYMONTHDAY" => rule.month_days = numbers(value, of_up_to(31))?,
                "BYYEARDAY" => rule.year_days = numbers(value, of_up_to(366))?,
                "BYSETPOS" => rule.positions = numbers(value, of_up_to(366))?,
                "BYDAY" => rule.weekdays = value.split(',').map(weekday).collect::<Option<_>>()?,
                "WKST" => {
                    let (_, day) = weekday(value).filter(|(nth, _)| *nth == 0)?;
                    rule.week_start = Weekday::try_from(day).ok()?;
                }
                _ => return None,
            }
        }
        rule.frequency = frequency?;
        rule.is_of_the_rfc().then_some(rule)
    }

    /// Whether the RFC allows its parts together.
    fn is_of_the_rfc(&self) -> bool {
        let has_nth = self.weekdays.iter().any(|(nth, _)| *nth != 0);
        let fits = match self.frequency {
            Frequency::Daily => !has_nth && self.year_days.is_empty(),
            Frequency::Weekly => {
                !has_nth && self.year_days.is_empty() && self.month_days.is_empty()
            }
            Frequency::Monthly => self.year_days.is_empty(),
            Frequency::Yearly => true,
        };
        fits && (self.count.is_none() || self.until.is_none())
    }

    /// The days of an event that begins on a day, including that day: at most `most` of them, and
    /// none for which `is_past` holds (it must hold for all later days too). At most `looked_at`
    /// calendar days are examined.
    pub fn dates(
        &self,
        start: NaiveDate,
        most: usize,
        looked_at: u64,
        is_past: impl Fn(NaiveDate) -> bool,
    ) -> PeriodDates {
        // If the start is not part of its own rule, the RFC leaves the count open; this is the
        // higher one.
        let off = usize::from(!self.on(start, start));
        let count = self.count.map(|count| usize::try_from(count).unwrap_or(usize::MAX));
        let count = count.map(|count| count.saturating_add(off));
        let mut days = vec![start];
        let mut left = looked_at;
        let found = |days: Vec<NaiveDate>, is_all: bool, left: u64| PeriodDates {
            days,
            is_all,
            looked_at: looked_at - left,
        };
        for index in 0.. {
            let Some((first, of_period)) = self.period(start, index) else { break };
            if is_past(first) && first > start {
                return found(days, true, left);
            }
            for day in of_period.into_iter().filter(|day| *day > start) {
                if is_past(day) || count.is_some_and(|count| days.len() >= count) {
                    return found(days, true, left);
                }
                if days.len() >= most {
                    return found(days, false, left);
                }
                days.push(day);
            }
            let Some(rest) = left.checked_sub(self.days_of_a_period()) else { break };
            left = rest;
        }
        let is_all = count.is_some_and(|count| days.len() >= count);
        found(days, is_all, left)
    }

    /// Whether a day matches the rule, regardless of its end.
    pub fn on(&self, start: NaiveDate, day: NaiveDate) -> bool {
        let years = i64::from(day.year()) - i64::from(start.year());
        let passed = match self.frequency {
            Frequency::Daily => (day - start).num_days(),
            Frequency::Weekly => (self.week_of(day) - self.week_of(start)).num_days() / 7,
            Frequency::Monthly => years * 12 + i64::from(day.month()) - i64::from(start.month()),
            Frequency::Yearly => years,
        };
        let interval = i64::from(self.interval);
        passed >= 0
            && passed % interval == 0
            && self
                .period(start, u64::try_from(passed / interval).unwrap_or(0))
                .is_some_and(|(_, days)| days.contains(&day))
    }

    /// Its days in a year, if it repeats yearly and an event begins on a day.
    pub fn in_year(&self, start: NaiveDate, year: i32) -> Vec<NaiveDate> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1);
        let days = first.map(|first| self.days_of_year(start, first)).unwrap_or_default();
        self.chosen(days)
    }

    /// The first day of a period and the days of the rule in it, which may lie before the start.
    fn period(&self, start: NaiveDate, index: u64) -> Option<(NaiveDate, Vec<NaiveDate>)> {
        let passed = index.checked_mul(u64::from(self.interval))?;
        let month = |first: NaiveDate, months: u64| {
            first.checked_add_months(Months::new(u32::try_from(months).ok()?))
        };
        let (first, days) = match self.frequency {
            Frequency::Daily => {
                let day = start.checked_add_days(Days::new(passed))?;
                (day, self.fitting(start, day, 1))
            }
            Frequency::Weekly => {
                let days = Days::new(passed.checked_mul(7)?);
                let first = self.week_of(start).checked_add_days(days)?;
                (first, self.fitting(start, first, 7))
            }
            Frequency::Monthly => {
                let first = month(start.with_day(1)?, passed)?;
                (first, self.fitting(start, first, 31))
            }
            Frequency::Yearly => {
                let first = month(start.with_ordinal(1)?, passed.checked_mul(12)?)?;
                (first, self.days_of_year(start, first))
            }
        };
        (first.year() <= LAST_YEAR).then(|| (first, self.chosen(days)))
    }

    fn days_of_year(&self, start: NaiveDate, first: NaiveDate) -> Vec<NaiveDate> {
        let of_month = |month: u32| {
            first.with_month(month).map(|first| self.fitting(start, first, 31)).unwrap_or_default()
        };
        match self.months.is_empty() && !self.names_days() {
            true => of_month(start.month()),
            false => (1..=12).filter(|month| self.has_month(*month)).flat_map(of_month).collect(),
        }
    }

    /// The matching days among consecutive days, of one month unless they are a week.
    fn fitting(&self, start: NaiveDate, first: NaiveDate, number: usize) -> Vec<NaiveDate> {
        let days = first.iter_days().take(number);
        days.filter(|day| number == 7 || day.month() == first.month())
            .filter(|day| self.fits(start, *day))
            .collect()
    }

    fn fits(&self, start: NaiveDate, day: NaiveDate) -> bool {
        let by_default = self.names_days()
            || match self.frequency {
                Frequency::Daily => true,
                Frequency::Weekly => day.weekday() == start.weekday(),
                Frequency::Monthly | Frequency::Yearly => day.day() == start.day(),
            };
        by_default
            && self.has_month(day.month())
            && (self.month_days.is_empty() || has(&self.month_days, day.day(), month_length(day)))
            && (self.year_days.is_empty() || has(&self.year_days, day.ordinal(), year_length(day)))
            && (self.weekdays.is_empty() || self.has_weekday(day))
    }

    /// Whether it restricts the days of a period.
    pub fn names_days(&self) -> bool {
        !(self.weekdays.is_empty() && self.month_days.is_empty() && self.year_days.is_empty())
    }

    fn has_month(&self, month: u32) -> bool {
        self.months.is_empty() || self.months.contains(&month)
    }

    fn has_weekday(&self, day: NaiveDate) -> bool {
        let by_month = self.frequency == Frequency::Monthly || !self.months.is_empty();
        let (at, length) = match by_month {
            true => (day.day(), month_length(day)),
            false => (day.ordinal(), year_length(day)),
        };
        let from_start = i32::try_from(at.div_ceil(7)).unwrap_or(0);
        let from_end = -1 - i32::try_from((length - at) / 7).unwrap_or(0);
        let own = u8::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
        [0, from_start, from_end].iter().any(|nth| self.weekdays.contains(&(*nth, own)))
    }

    /// The days of a period that BYSETPOS selects.
    fn chosen(&self, days: Vec<NaiveDate>) -> Vec<NaiveDate> {
        if self.positions.is_empty() {
            return days;
        }
        let length = u32::try_from(days.len()).unwrap_or(0);
        let is_taken = |at: &u32| has(&self.positions, at + 1, length);
        (0_u32..).zip(days).filter(|(at, _)| is_taken(at)).map(|(_, day)| day).collect()
    }

    /// The first day of the week of a day.
    fn week_of(&self, day: NaiveDate) -> NaiveDate {
        let behind = day.weekday().days_since(self.week_start);
        day.checked_sub_days(Days::new(u64::from(behind))).unwrap_or(day)
    }

    fn days_of_a_period(&self) -> u64 {
        match self.frequency {
            Frequency::Daily => 1,
            Frequency::Weekly => 7,
            Frequency::Monthly => 31,
            Frequency::Yearly if !self.months.is_empty() => 31 * self.months.len() as u64,
            Frequency::Yearly if !self.names_days() => 31,
            Frequency::Yearly => 366,
        }
    }
}

/// A rule of an event, for tests of single days.
pub struct EventRule {
    /// The rule.
    pub rule: RecurrenceRule,
    /// The day on which the event begins.
    start: NaiveDate,
    /// The last computed day of its count, and whether the rule ends there.
    last: OnceCell<(NaiveDate, bool)>,
}

impl EventRule {
    /// A rule of an event that begins on a day.
    pub fn new(rule: RecurrenceRule, start: NaiveDate) -> Self {
        Self { rule, start, last: OnceCell::new() }
    }

    /// Whether the event recurs on a day, regardless of UNTIL; nothing if the count is too high to
    /// compute.
    pub fn falls_on(&self, day: NaiveDate) -> Option<bool> {
        if day <= self.start {
            return Some(day == self.start);
        }
        if !self.rule.on(self.start, day) {
            return Some(false);
        }
        if self.rule.count.is_none() {
            return Some(true);
        }
        let (last, is_all) = *self.last.get_or_init(|| self.last());
        (day <= last || is_all).then_some(day <= last)
    }

    fn last(&self) -> (NaiveDate, bool) {
        /// Thirty years of days: no count of a real rule reaches further.
        const LOOKED_AT: u64 = 11_000;
        let dates = self.rule.dates(self.start, usize::MAX, LOOKED_AT, |_| false);
        (dates.days.last().copied().unwrap_or(self.start), dates.is_all)
    }
}

/// Whether a list has a number, or its distance from the end.
fn has(list: &BTreeSet<i32>, at: u32, length: u32) -> bool {
    let (at, length) = (i64::from(at), i64::from(length));
    [at, at - length - 1].iter().any(|at| i32::try_from(*at).is_ok_and(|at| list.contains(&at)))
}

fn month_length(day: NaiveDate) -> u32 {
    u32::from(day.num_days_in_month())
}

fn year_length(day: NaiveDate) -> u32 {
    if day.leap_year() { 366 } else { 365 }
}

/// Whether a number is a valid position from the start or the end of a list of this length.
fn of_up_to(most: u32) -> impl Fn(&i32) -> bool {
    move |number| (1..=most).contains(&number.unsigned_abs())
}

/// A list of numbers.
fn numbers<N: Ord + std::str::FromStr>(
    list: &str,
    is_valid: impl Fn(&N) -> bool,
) -> Option<BTreeSet<N>> {
    list.split(',').map(|number| number.parse().ok().filter(&is_valid)).collect()
}

/// `-1SU`: the last Sunday; `SU`: every Sunday.
fn weekday(text: &str) -> Option<(i32, u8)> {
    let (nth, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let day = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].iter().position(|name| *name == day)?;
    let nth = match nth {
        "" => 0,
        nth => nth.parse().ok().filter(of_up_to(53))?,
    };
    Some((nth, u8::try_from(day).ok()?))
}

#[cfg(test)]
mod tests {
    use super::{EventRule, RecurrenceRule};
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%Y%m%d").unwrap()
    }

    /// The first days of a rule.
    fn dates(rule: &str, start: &str) -> String {
        let start = day(start);
        let dates = RecurrenceRule::read(rule).unwrap().dates(start, 6, 10_000, |_| false);
        let words = dates.days.iter().map(|day| day.format("%y%m%d").to_string());
        let end = if dates.is_all { "" } else { " …" };
        words.collect::<Vec<_>>().join(" ") + end
    }

    #[test]
    fn the_examples_of_the_rfc_and_others() {
        for (rule, start, wanted) in [
            ("FREQ=DAILY;COUNT=3", "19970902", "970902 970903 970904"),
            ("FREQ=DAILY;INTERVAL=10;COUNT=3", "19970902", "970902 970912 970922"),
            (
                "FREQ=DAILY;BYMONTH=1;BYDAY=MO",
                "19980105",
                "980105 980112 980119 980126 990104 990111 …",
            ),
            (
                "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH",
                "19970902",
                "970902 970904 970916 970918 970930 971002 …",
            ),
            (
                "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
                "19970805",
                "970805 970810 970819 970824",
            ),
            (
                "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
                "19970805",
                "970805 970817 970819 970831",
            ),
            ("FREQ=MONTHLY;COUNT=3;BYDAY=1FR", "19970905", "970905 971003 971107"),
            (
                "FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU",
                "19970907",
                "970907 970928 971102 971130",
            ),
            ("FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3", "19970928", "970928 971029 971128"),
            (
                "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13;COUNT=3",
                "19970913",
                "970913 971011 971108",
            ),
            ("FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3;COUNT=3", "19970904", "970904 971007 971106"),
            (
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3",
                "19970929",
                "970929 971030 971127",
            ),
            // A month without the day is passed over.
            ("FREQ=MONTHLY;COUNT=3", "20270131", "270131 270331 270531"),
            ("FREQ=YEARLY;COUNT=2", "20240229", "240229 280229"),
            ("FREQ=YEARLY;COUNT=4;BYMONTH=6,7", "19970610", "970610 970710 980610 980710"),
            (
                "FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200",
                "19970101",
                "970101 970410 970719 000101",
            ),
            ("FREQ=YEARLY;BYDAY=20MO;COUNT=3", "19970519", "970519 980518 990517"),
            ("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;COUNT=2", "20261025", "261025 271031"),
            (
                "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3",
                "19961105",
                "961105 001107 041102",
            ),
            ("FREQ=YEARLY;BYMONTHDAY=15;COUNT=3", "20271115", "271115 271215 280115"),
            ("freq=daily;count=2;", "20270101", "270101 270102"),
            // Never again, and a start outside of its own rule.
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "20270101", "270101 …"),
            ("FREQ=WEEKLY;BYDAY=MO;COUNT=2", "20260723", "260723 260727 260803"),
        ] {
            assert_eq!(dates(rule, start), wanted, "{rule}");
        }
        let until =
            RecurrenceRule::read("FREQ=DAILY")
                .unwrap()
                .dates(day("20270101"), 9, 99, |other| other > day("20270103"));
        assert_eq!((until.days.len(), until.is_all), (3, true));
    }

    #[test]
    fn a_day_is_one_of_a_rule_where_it_is_among_its_days() {
        for rule in [
            "FREQ=DAILY;INTERVAL=3",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=SU",
            "FREQ=WEEKLY;BYDAY=MO;COUNT=5",
            "FREQ=MONTHLY;BYDAY=-1FR",
            "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=31,-2",
            "FREQ=YEARLY;BYDAY=-3TH",
            "FREQ=YEARLY;BYDAY=MO,TU;BYSETPOS=1,-1;COUNT=4",
        ] {
            let rule = RecurrenceRule::read(rule).unwrap();
            let start = day("20260723");
            let dates = rule.dates(start, usize::MAX, 2_000, |other| other > day("20310101"));
            let from = EventRule::new(rule.clone(), start);
            for other in start.iter_days().take(1_600) {
                let wanted = dates.days.contains(&other);
                assert_eq!(from.falls_on(other), Some(wanted), "{rule:?} {other}");
            }
        }
        let many = RecurrenceRule::read("FREQ=DAILY;COUNT=4000000000").unwrap();
        let many = EventRule::new(many, day("20260723"));
        assert_eq!(many.falls_on(day("99991231")), None);
        assert_eq!(many.falls_on(day("20270101")), Some(true));
    }

    #[test]
    fn a_rule_that_is_not_worked_out_is_not_read() {
        for rule in [
            "",
            "FREQ=HOURLY",
            "COUNT=3",
            "FREQ=DAILY;COUNT=3;UNTIL=20270101",
            "FREQ=DAILY;COUNT=3;COUNT=4",
            "FREQ=DAILY;BYHOUR=9",
            "FREQ=WEEKLY;BYDAY=1MO",
            "FREQ=WEEKLY;BYMONTHDAY=3",
            "FREQ=YEARLY;BYWEEKNO=20",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=MONTHLY;BYMONTHDAY=0",
            "FREQ=YEARLY;RSCALE=CHINESE",
            "FREQ=MONTHLY;BYDAY=XX",
            "FREQ=DAILY;UNTIL=tomorrow",
        ] {
            assert_eq!(RecurrenceRule::read(rule), None, "{rule}");
        }
        assert_eq!(
            RecurrenceRule::read("BYDAY=MO,TU;FREQ=WEEKLY;INTERVAL=1"),
            RecurrenceRule::read("FREQ=WEEKLY;BYDAY=TU,MO")
        );
    }
}
