//! A zone as a feed describes it: what its VTIMEZONE alone says of an hour (RFC 5545 section
//! 3.6.5).

use super::value::{Moment, moment, offset};
use super::walk::Component;
use crate::ical::unescape;
use crate::zone::Zone as Tz;
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// The most changes of a zone that are worked out one by one; Outlook takes one of each part.
const MOST_ONSETS: usize = 400;

/// The most yearly parts of a zone that are worked out; Outlook takes two.
const MOST_YEARLY: usize = 20;

/// The zone of the tz database of a TZID; a slash before it makes no difference.
pub(super) fn real(id: &str) -> Option<Tz> {
    id.trim_start_matches('/').parse().ok()
}

/// The TZID of a VTIMEZONE: a text, with escapes that it has not as a parameter.
pub(super) fn id_of(component: &Component<'_>) -> String {
    component.get("TZID").map(|id| unescape(id.value())).unwrap_or_default()
}

/// The parts of a VTIMEZONE: STANDARD and DAYLIGHT.
pub(super) fn parts_of<'c, 'a>(zone: &'c Component<'a>) -> impl Iterator<Item = &'c Component<'a>> {
    zone.components.iter().filter(|part| matches!(part.name.as_str(), "STANDARD" | "DAYLIGHT"))
}

/// The zones of a calendar by their names; of several with one name the first.
#[derive(Default)]
pub(super) struct Zones {
    own: BTreeMap<String, Zone>,
}

impl Zones {
    /// Adds a VTIMEZONE.
    pub(super) fn add(&mut self, component: &Component<'_>) {
        self.own.entry(id_of(component)).or_insert_with(|| Zone::read(component));
    }

    /// The zone of a TZID.
    pub(super) fn get(&self, id: &str) -> Option<&Zone> {
        self.own.get(id)
    }
}

/// A zone of a feed.
pub(super) struct Zone {
    /// Its parts, if all of them could be read, so that it can be compared.
    parts: Option<Vec<Part>>,
    /// The changes that are known without a rule, in their order.
    onsets: Vec<Onset>,
    /// The offsets that it ever has.
    offsets: Vec<i32>,
}

/// An instant in UTC, and the offset from there on.
type Onset = (NaiveDateTime, i32);

/// One of its parts: STANDARD or DAYLIGHT.
pub(super) struct Part {
    pub(super) is_daylight: bool,
    pub(super) from: i32,
    pub(super) to: i32,
    /// When it begins first, in local time.
    first: NaiveDateTime,
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
    Nth(i8, Weekday),
    Of(u32),
}

impl Zone {
    /// Reads a VTIMEZONE.
    pub(super) fn read(component: &Component<'_>) -> Self {
        let mut onsets = Vec::new();
        let parts = parts_of(component).map(|component| {
            let part = Part::read(component)?;
            // Of too many they are not worked out, and need not be kept.
            let dates = part.dates(component).filter_map(|date| part.onset(date));
            onsets.extend(dates.take(MOST_ONSETS + 1 - onsets.len()));
            Some(part)
        });
        let parts = parts.take(MOST_ONSETS + 1).collect::<Option<Vec<Part>>>().filter(|parts| {
            let yearly = parts.iter().filter(|part| part.yearly.is_some()).count();
            !parts.is_empty() && yearly <= MOST_YEARLY
        });
        let parts = parts.filter(|_| onsets.len() <= MOST_ONSETS);
        onsets.sort_unstable();
        let all = parts.iter().flatten().flat_map(|part| [part.from, part.to]);
        let offsets: BTreeSet<i32> = all.collect();
        Self { parts, onsets, offsets: offsets.into_iter().collect() }
    }

    /// Its parts, if all of it could be read.
    pub(super) fn parts(&self) -> &[Part] {
        self.parts.as_deref().unwrap_or_default()
    }

    /// Whether it changes once at the most.
    pub(super) fn stands_still(&self) -> bool {
        self.onsets.len() <= 1
    }

    /// The instant of a local time, the first of two; none where the zone says nothing because it
    /// cannot be read.
    pub(super) fn utc(&self, local: NaiveDateTime) -> Option<Reading> {
        let parts = self.parts.as_deref()?;
        let yearly = onsets_around(parts, local.year());
        let last = |onsets: &[Onset], instant: NaiveDateTime| {
            let behind = onsets.partition_point(|(onset, _)| *onset <= instant);
            onsets.get(behind.checked_sub(1)?).copied()
        };
        let in_force = |instant: NaiveDateTime| {
            let (known, ruled) = (last(&self.onsets, instant), last(&yearly, instant));
            known.max(ruled).map(|(_, offset)| offset)
        };
        let candidates = self.offsets.iter().filter_map(|offset| {
            let instant = local.checked_sub_signed(TimeDelta::seconds(i64::from(*offset)))?;
            (in_force(instant) == Some(*offset)).then_some(instant)
        });
        Some(match candidates.min() {
            Some(instant) => Reading::At(instant),
            None if in_force(local).is_none() => Reading::BeforeItBegins,
            None => Reading::InAGap,
        })
    }
}

/// The changes by rules that matter for a year: from the one before it to the one behind it.
fn onsets_around(parts: &[Part], year: i32) -> Vec<Onset> {
    let mut all = Vec::new();
    for part in parts {
        let Some(yearly) = part.yearly else { continue };
        let last = yearly.until.map_or(year + 1, |until| until.year().min(year + 1));
        all.extend((last - 2..=last).filter_map(|year| {
            let local = yearly.of(year)?.and_time(part.first.time());
            let onset = part.onset(local)?;
            let within = yearly.until.is_none_or(|until| onset.0 <= until);
            (local > part.first && within).then_some(onset)
        }));
    }
    all.sort_unstable();
    all
}

/// What a zone says of a local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    At(NaiveDateTime),
    InAGap,
    BeforeItBegins,
}

impl Part {
    /// Reads a STANDARD or DAYLIGHT; none if not all that it says can be read.
    fn read(component: &Component<'_>) -> Option<Self> {
        let value = |name| component.get(name).map(|property| property.value());
        let Some(Moment::Local(first)) = moment(value("DTSTART")?) else { return None };
        let mut rules = component.all("RRULE");
        let yearly = match (rules.next(), rules.next()) {
            (None, _) => None,
            (Some(rule), None) => Some(Yearly::read(rule.value())?),
            (Some(_), Some(_)) => return None,
        };
        Some(Self {
            is_daylight: component.name == "DAYLIGHT",
            from: offset(value("TZOFFSETFROM")?)?,
            to: offset(value("TZOFFSETTO")?)?,
            first,
            yearly,
        })
    }

    /// When it begins, in local time, as far as no rule says so.
    fn dates(&self, component: &Component<'_>) -> impl Iterator<Item = NaiveDateTime> {
        let dates = component.all("RDATE").flat_map(|dates| dates.value().split(','));
        let dates = dates.filter_map(|date| match moment(date) {
            Some(Moment::Local(date)) => Some(date),
            _ => None,
        });
        std::iter::once(self.first).chain(dates)
    }

    fn onset(&self, local: NaiveDateTime) -> Option<Onset> {
        let instant = local.checked_sub_signed(TimeDelta::seconds(i64::from(self.from)))?;
        Some((instant, self.to))
    }
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

    /// Whether it ends.
    pub(super) fn ends(&self) -> bool {
        self.until.is_some()
    }

    /// Its day in a year.
    pub(super) fn of(&self, year: i32) -> Option<NaiveDate> {
        match self.day {
            Day::Of(date) => NaiveDate::from_ymd_opt(year, self.month, date),
            Day::Nth(nth, weekday) if nth > 0 => {
                NaiveDate::from_weekday_of_month_opt(year, self.month, weekday, nth.unsigned_abs())
            }
            Day::Nth(nth, weekday) => {
                let mut all = (1..=5).rev().filter_map(|nth| {
                    NaiveDate::from_weekday_of_month_opt(year, self.month, weekday, nth)
                });
                all.nth(usize::from(nth.unsigned_abs()).checked_sub(1)?)
            }
        }
    }
}

/// `-1SU`: the last Sunday.
fn nth_weekday(text: &str) -> Option<(i8, Weekday)> {
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
    let nth: i8 = nth.parse().ok()?;
    (nth != 0 && nth.unsigned_abs() <= 5).then_some((nth, day))
}
