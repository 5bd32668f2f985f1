//! Series of rapporteur group meetings: single meetings at regular intervals, and exceptions.

use super::{Days, Hours, Misread, Slot, Text};
use crate::finding::{Place, Said};
use chrono::{Datelike, NaiveDate, Weekday};
use std::str::FromStr;

/// Single meetings at regular intervals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The interval.
    pub step: SeriesStep,
    /// The days of the week.
    pub weekdays: Vec<Weekday>,
    /// The first and last day, or the start and end.
    pub days: Days,
    /// The times.
    pub hours: SeriesHours,
    /// Days left out.
    pub except: Vec<Days>,
    /// Additional days, some with their own times.
    pub also: Vec<Said<SeriesDay>>,
    /// Days moved to another day, other times or another room.
    pub moved: Vec<SeriesMove>,
}

/// The interval between meetings of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesStep {
    /// Every working day.
    Day,
    /// Every this many weeks, counted from the week of the first day.
    Weeks(u8),
}

impl FromStr for SeriesStep {
    type Err = Misread;

    fn from_str(text: &str) -> Result<Self, Misread> {
        match text {
            "day" => Ok(Self::Day),
            "week" => Ok(Self::Weeks(1)),
            "2 weeks" => Ok(Self::Weeks(2)),
            "4 weeks" => Ok(Self::Weeks(4)),
            _ => Err(Misread::new(
                "a step between meetings",
                "write one of `day`, `week`, `2 weeks` and `4 weeks`",
            )),
        }
    }
}

/// The hours of each meeting of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeriesHours {
    /// One time range.
    Hours(Hours),
    /// Slots, each a separate meeting.
    Slots(Vec<Slot>),
}

/// A day of a series outside its rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesDay {
    /// The day; it may be outside the series or on a weekend.
    pub date: NaiveDate,
    /// Its times, if different from the series'.
    pub hours: Option<Hours>,
    /// Its room, if different from the series'.
    pub room: Option<Text>,
}

impl SeriesDay {
    /// A day at the hours and in the room of the series.
    pub fn plain(date: NaiveDate) -> Self {
        Self { date, hours: None, room: None }
    }
}

/// A day of a series that is moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesMove {
    /// The day by the rule.
    pub from: Said<NaiveDate>,
    /// The replacement.
    pub to: Said<SeriesDay>,
}

/// A day on which a series is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesDate {
    /// The day.
    pub day: SeriesDay,
    /// The day by the rule, if it was moved.
    pub moved_from: Option<NaiveDate>,
    /// Its place in the source, if it is not by the rule.
    pub at: Option<Place>,
}

impl Series {
    /// The days by the rule alone, before exceptions and additions.
    pub fn regular(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        // Weeks are counted in days from the Monday of the first week, so years with 53 weeks cause
        // no error.
        let monday = self.days.first.week(Weekday::Mon).first_day();
        self.days.each().filter(move |day| match self.step {
            SeriesStep::Day => super::is_working_day(*day),
            SeriesStep::Weeks(weeks) => {
                let since = (*day - monday).num_days() / 7;
                since % i64::from(weeks) == 0 && self.weekdays.contains(&day.weekday())
            }
        })
    }

    /// The days by the rule, exceptions applied.
    pub fn kept(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.regular().filter(|day| !self.except.iter().any(|range| range.contains(*day)))
    }

    /// All days, exceptions, additions and moves applied, in order.
    pub fn dates(&self) -> Vec<SeriesDate> {
        let is_other = |day: &NaiveDate| {
            self.also.iter().any(|also| also.value.date == *day)
                || self.moved.iter().any(|moved| moved.from.value == *day)
        };
        let held = |day: &Said<SeriesDay>, moved_from| SeriesDate {
            day: day.value.clone(),
            moved_from,
            at: Some(day.place),
        };
        let regular = self.kept().filter(|day| !is_other(day)).map(SeriesDay::plain);
        let regular = regular.map(|day| SeriesDate { day, moved_from: None, at: None });
        let moved = self.moved.iter().map(|moved| held(&moved.to, Some(moved.from.value)));
        let also = self.also.iter().map(|day| held(day, None));
        let mut days: Vec<SeriesDate> = regular.chain(also).chain(moved).collect();
        days.sort_by_key(|held| (held.day.date, held.day.hours));
        days
    }
}

#[cfg(test)]
mod tests {
    use super::{Series, SeriesDay, SeriesHours, SeriesMove, SeriesStep};
    use crate::finding::{Place, Said};
    use crate::model::parse_date;
    use chrono::Weekday;

    fn series(step: &str, days: &str) -> Series {
        Series {
            step: step.parse().unwrap(),
            weekdays: vec![Weekday::Tue],
            days: days.parse().unwrap(),
            hours: SeriesHours::Hours("14:00-16:00".parse().unwrap()),
            except: Vec::new(),
            also: Vec::new(),
            moved: Vec::new(),
        }
    }

    fn said<T>(value: T) -> Said<T> {
        Said { value, place: Place { start: 0, end: 0, line: 1 } }
    }

    fn dates(series: &Series) -> String {
        series
            .dates()
            .iter()
            .map(|held| held.day.date.format("%m-%d").to_string())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn weeks_are_counted_over_a_year_of_53() {
        // 2026 has 53 weeks: by the parity of week numbers the rhythm would break here.
        assert_eq!(dates(&series("2 weeks", "2026-12-10/2027-01-31")), "12-22 01-05 01-19");
        assert_eq!(dates(&series("4 weeks", "2026-12-08/2027-02-03")), "12-08 01-05 02-02");
        assert_eq!(series("day", "2026-12-10/2026-12-15").step, SeriesStep::Day);
        assert_eq!(dates(&series("day", "2026-12-10/2026-12-15")), "12-10 12-11 12-14 12-15");
    }

    #[test]
    fn exceptions_and_additions() {
        let mut series = series("week", "2025-02-04/2025-03-25");
        series.except =
            vec!["2025-03-11".parse().unwrap(), "2025-03-17/2025-03-21".parse().unwrap()];
        let day = |date| said(SeriesDay::plain(parse_date(date).unwrap()));
        series.also = vec![day("2025-03-27")];
        assert_eq!(dates(&series), "02-04 02-11 02-18 02-25 03-04 03-25 03-27");
        let from = said(parse_date("2025-02-11").unwrap());
        series.moved = vec![SeriesMove { from, to: day("2025-02-20") }];
        assert_eq!(dates(&series), "02-04 02-18 02-20 02-25 03-04 03-25 03-27");
    }
}
