//! Civil dates and ranges of days.

use super::Misread;
use chrono::{Datelike, NaiveDate, Weekday};
use std::{fmt, str::FromStr};

/// The first valid year: since 1996, Swiss summer time has followed today's rule.
pub const FIRST_YEAR: i32 = 1996;
/// The last valid year: the time-zone tables end here.
pub const LAST_YEAR: i32 = 2099;

/// Reads a date written year-month-day.
pub fn parse_date(text: &str) -> Result<NaiveDate, Misread> {
    let digits =
        |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = text.split('-');
    let date = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(y), Some(m), Some(d), None) if digits(y, 4) && digits(m, 2) && digits(d, 2) => {
            match (y.parse(), m.parse(), d.parse()) {
                (Ok(y), Ok(m), Ok(d)) => NaiveDate::from_ymd_opt(y, m, d),
                _ => None,
            }
        }
        _ => {
            let write = match (other_order(text), two_dates(text)) {
                (Some(date), _) => format!("write year-month-day: `{date}`"),
                (None, Some(days)) => format!("write one date, for example `{}`", days.first),
                (None, None) => "write year-month-day, for example `2025-01-14`".to_owned(),
            };
            return Err(Misread::new("a date", write));
        }
    };
    match date {
        Some(date) if (FIRST_YEAR..=LAST_YEAR).contains(&date.year()) => Ok(date),
        Some(_) => {
            Err(Misread::new("a date", format!("write a year from {FIRST_YEAR} to {LAST_YEAR}")))
        }
        None => Err(Misread::new("a date", "there is no such day: correct the month or the day")),
    }
}

/// The date of three numbers in another form, such as `20.09.2027`, if only one reading is possible.
fn other_order(text: &str) -> Option<NaiveDate> {
    let text = text.trim().trim_end_matches('.');
    let sign = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| ".-/ ".contains(*c))?;
    let mut parts = text.split(sign).map(str::trim);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || ![a, b, c].into_iter().all(is_number) {
        return None;
    }
    let (year, month, day) = match (a.len(), c.len()) {
        (4, 1..=2) => (a, b.parse().ok()?, c.parse().ok()?),
        (1..=2, 4) => {
            let (a, b): (u32, u32) = (a.parse().ok()?, b.parse().ok()?);
            // Either number may be the month only if both are at most 12.
            match (a > 12, b > 12) {
                (true, false) => (c, b, a),
                (false, true) => (c, a, b),
                _ => return None,
            }
        }
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month, day)?;
    (FIRST_YEAR..=LAST_YEAR).contains(&date.year()).then_some(date)
}

/// Two dates with something else than `/` between them: `2025-01-15 - 2025-01-21`.
fn two_dates(text: &str) -> Option<Days> {
    let (first, rest) = text.trim().split_at_checked("2025-01-15".len())?;
    let last = rest.get(rest.len().checked_sub("2025-01-21".len())?..)?;
    let (first, last) = (parse_date(first).ok()?, parse_date(last).ok()?);
    (first < last).then_some(Days { first, last })
}

/// Monday to Friday.
pub fn is_working_day(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// A day, or an inclusive range of days: `2025-01-14`, `2025-01-15/2025-01-21`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    /// The first day.
    pub first: NaiveDate,
    /// The last day, in the range.
    pub last: NaiveDate,
}

impl Days {
    /// A single day.
    pub fn one(day: NaiveDate) -> Self {
        Self { first: day, last: day }
    }

    /// Whether a day is in the range.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether all of other days are among them.
    pub fn covers(&self, other: Self) -> bool {
        self.contains(other.first) && self.contains(other.last)
    }

    /// Whether they share a day with others.
    pub fn overlaps(&self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// How many days the range has.
    pub fn count(&self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// Whether it is one day.
    pub fn is_single(&self) -> bool {
        self.first == self.last
    }

    /// Every day of the range.
    pub fn each(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        self.first.iter_days().take_while(move |day| *day <= last)
    }

    /// Every working day of the range.
    pub fn working(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        self.each().filter(|day| is_working_day(*day))
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_single() {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}/{}", self.first, self.last)
        }
    }
}

impl FromStr for Days {
    type Err = Misread;

    fn from_str(text: &str) -> Result<Self, Misread> {
        match text.split_once('/') {
            None => match two_dates(text) {
                Some(days) => Err(Misread::new(
                    "a date or a range of days",
                    format!("write `/` between the first and the last day: `{days}`"),
                )),
                None => parse_date(text).map(Self::one),
            },
            // `20/09/2027` is one date, not a range.
            Some(_) if other_order(text).is_some() => parse_date(text).map(Self::one),
            Some((first, last)) => {
                let days =
                    Self { first: parse_date(first.trim())?, last: parse_date(last.trim())? };
                if days.last < days.first {
                    return Err(Misread::new(
                        "a range of days",
                        "write the first day first, for example `2025-01-15/2025-01-21`",
                    ));
                }
                Ok(days)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Days, parse_date};

    #[test]
    fn only_whole_dates_are_dates() {
        assert_eq!(parse_date("2024-02-29").unwrap().to_string(), "2024-02-29");
        for bad in [
            "2025-02-29",
            "14.10",
            "2025-1-4",
            "2025-01-14T",
            "+025-01-14",
            "1995-01-01",
            "2100-01-01",
            "2025-01-14-1",
        ] {
            assert!(parse_date(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_range_reads_what_it_prints_and_knows_its_working_days() {
        for text in ["2025-01-14", "2025-01-15/2025-01-21"] {
            assert_eq!(text.parse::<Days>().unwrap().to_string(), text);
        }
        let days: Days = "2025-01-15/2025-01-21".parse().unwrap();
        assert_eq!((days.count(), days.working().count()), (7, 5));
        assert!("2025-01-21/2025-01-15".parse::<Days>().is_err());
        for between in [" - ", "-", " – ", "…", " to ", " "] {
            let text = format!("2025-01-15{between}2025-01-21");
            let help = text.parse::<Days>().unwrap_err().write;
            let wanted = "write `/` between the first and the last day: `2025-01-15/2025-01-21`";
            assert_eq!(help, wanted, "{text}");
            let help = parse_date(&text).unwrap_err().write;
            assert_eq!(help, "write one date, for example `2025-01-15`", "{text}");
        }
    }
}
