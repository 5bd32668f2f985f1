//! A zone as a feed describes it: what its VTIMEZONE alone says of an hour (RFC 5545 section
//! 3.6.5).

use super::value::{Moment, moment, offset};
use super::walk::Component;
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use chrono_tz::Tz;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The most parts and dates of a zone that are worked out; Outlook takes two parts and no dates.
const MOST_ONSETS: usize = 400;

/// A zone of a feed.
pub(super) struct Zone {
    /// The zone of the tz database that its name says.
    pub(super) real: Option<Tz>,
    /// Whether all of it could be read, so that it can be compared.
    is_read: bool,
    parts: Vec<Part>,
    /// The changes around a year, by instant, with the offset from there on.
    years: RefCell<BTreeMap<i32, Vec<(NaiveDateTime, i32)>>>,
}

/// One of its parts: STANDARD or DAYLIGHT.
pub(super) struct Part {
    pub(super) is_daylight: bool,
    pub(super) from: i32,
    pub(super) to: i32,
    /// When it begins, in local time; the first is DTSTART.
    pub(super) onsets: Vec<NaiveDateTime>,
    pub(super) yearly: Option<Yearly>,
}

/// A rule of the one form that Outlook reads: a day of each year.
#[derive(Clone, Copy)]
pub(super) struct Yearly {
    month: u32,
    day: Day,
    until: Option<NaiveDateTime>,
}

#[derive(Clone, Copy)]
enum Day {
    Nth(i32, Weekday),
    Of(u32),
}

/// The zone of the tz database of a TZID; a slash before it makes no difference.
pub(super) fn real(id: &str) -> Option<Tz> {
    id.trim_start_matches('/').parse().ok()
}

impl Zone {
    /// Reads a VTIMEZONE.
    pub(super) fn read(component: &Component<'_>) -> Self {
        let id = component.get("TZID").map(|id| id.value().to_owned()).unwrap_or_default();
        let parts: Vec<Option<Part>> = component
            .components
            .iter()
            .filter(|part| matches!(part.name.as_str(), "STANDARD" | "DAYLIGHT"))
            .map(part)
            .collect();
        let is_read = !parts.is_empty() && parts.iter().all(Option::is_some);
        let parts: Vec<Part> = parts.into_iter().flatten().collect();
        let onsets: usize = parts.iter().map(|part| part.onsets.len()).sum();
        Self {
            real: real(&id),
            is_read: is_read && onsets <= MOST_ONSETS,
            parts,
            years: RefCell::default(),
        }
    }

    /// Its parts that could be read.
    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The instant of a local time, the first of two; none where the zone says nothing, either
    /// because it begins later or because it cannot be read.
    pub(super) fn utc(&self, local: NaiveDateTime) -> Option<Reading> {
        if !self.is_read {
            return None;
        }
        let mut years = self.years.borrow_mut();
        let onsets = years.entry(local.year()).or_insert_with(|| self.onsets(local.year()));
        let mut offsets: Vec<i32> =
            self.parts.iter().flat_map(|part| [part.from, part.to]).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let in_force = |instant: NaiveDateTime| {
            let behind = onsets.partition_point(|(onset, _)| *onset <= instant);
            onsets.get(behind.checked_sub(1)?).map(|(_, offset)| *offset)
        };
        let candidates = offsets.iter().filter_map(|offset| {
            let instant = local.checked_sub_signed(TimeDelta::seconds(i64::from(*offset)))?;
            (in_force(instant) == Some(*offset)).then_some(instant)
        });
        match candidates.min() {
            Some(instant) => Some(Reading::At(instant)),
            None if in_force(local).is_none() => Some(Reading::BeforeItBegins),
            None => Some(Reading::InAGap),
        }
    }

    /// All changes up to the end of the next year that matter for a year.
    fn onsets(&self, year: i32) -> Vec<(NaiveDateTime, i32)> {
        let mut all = Vec::new();
        for part in &self.parts {
            let utc = |local: NaiveDateTime| {
                local.checked_sub_signed(TimeDelta::seconds(i64::from(part.from)))
            };
            let Some(first) = part.onsets.first().copied() else { continue };
            let mut locals = part.onsets.clone();
            if let Some(yearly) = part.yearly {
                let last = yearly.until.map_or(year + 1, |until| until.year().min(year + 1));
                locals.extend((last - 2..=last).filter_map(|year| {
                    let onset = yearly.of(year)?.and_time(first.time());
                    let within =
                        yearly.until.is_none_or(|until| utc(onset).is_some_and(|at| at <= until));
                    (onset > first && within).then_some(onset)
                }));
            }
            all.extend(locals.into_iter().filter_map(|local| Some((utc(local)?, part.to))));
        }
        all.sort_unstable();
        all
    }
}

/// What a zone says of a local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    At(NaiveDateTime),
    InAGap,
    BeforeItBegins,
}

fn part(component: &Component<'_>) -> Option<Part> {
    let value = |name| component.get(name).map(|property| property.value());
    let Some(Moment::Local(first)) = moment(value("DTSTART")?) else { return None };
    let mut onsets = vec![first];
    for dates in component.all("RDATE") {
        let dates = dates.value().split(',').take(MOST_ONSETS + 1);
        onsets.extend(dates.filter_map(|date| match moment(date) {
            Some(Moment::Local(date)) => Some(date),
            _ => None,
        }));
    }
    let yearly = match value("RRULE") {
        Some(rule) => Some(Yearly::read(rule)?),
        None => None,
    };
    Some(Part {
        is_daylight: component.name == "DAYLIGHT",
        from: offset(value("TZOFFSETFROM")?)?,
        to: offset(value("TZOFFSETTO")?)?,
        onsets,
        yearly,
    })
}

impl Yearly {
    /// Reads a rule; none if it has another form.
    pub(super) fn read(rule: &str) -> Option<Self> {
        let (mut month, mut nth, mut date, mut until, mut is_yearly) =
            (None, None, None, None, false);
        for part in rule.trim_end_matches(';').split(';') {
            let (name, value) = part.split_once('=')?;
            match name.to_ascii_uppercase().as_str() {
                "FREQ" => is_yearly = value.eq_ignore_ascii_case("YEARLY"),
                "BYMONTH" => month = Some(value.parse().ok()?),
                "BYMONTHDAY" => date = Some(value.parse().ok()?),
                "BYDAY" => nth = Some(nth_weekday(value)?),
                "INTERVAL" if value == "1" => {}
                "WKST" => {}
                "UNTIL" => match moment(value)? {
                    Moment::Utc(at) | Moment::Local(at) => until = Some(at),
                    Moment::Date(day) => until = day.and_hms_opt(23, 59, 59),
                },
                _ => return None,
            }
        }
        let day = match (nth, date) {
            (Some((nth, day)), None) => Day::Nth(nth, day),
            (None, Some(date)) => Day::Of(date),
            _ => return None,
        };
        is_yearly.then_some(Self { month: month?, day, until })
    }

    /// Its day in a year.
    pub(super) fn of(&self, year: i32) -> Option<NaiveDate> {
        match self.day {
            Day::Of(date) => NaiveDate::from_ymd_opt(year, self.month, date),
            Day::Nth(nth, day) => {
                let mut days = (1..=31)
                    .filter_map(|date| NaiveDate::from_ymd_opt(year, self.month, date))
                    .filter(|date| date.weekday() == day);
                let skip = usize::try_from(nth.unsigned_abs()).ok()?.checked_sub(1)?;
                if nth > 0 {
                    days.nth(skip)
                } else {
                    days.collect::<Vec<_>>().into_iter().nth_back(skip)
                }
            }
        }
    }
}

/// `-1SU`: the last Sunday.
fn nth_weekday(text: &str) -> Option<(i32, Weekday)> {
    let (nth, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let day = match day.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    };
    let nth: i32 = nth.parse().ok()?;
    (nth != 0 && nth.abs() <= 5).then_some((nth, day))
}
