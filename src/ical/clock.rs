//! The times of a feed of any program, as its calendar defines them.

use super::described::{FeedZone, PartText};
use super::lines::{ComponentLines, PropertyLine};
use super::names::{instant_in, zone_named};
use super::read::Time;
use super::text::unescape;
use super::value::{DateOrTime, moment};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// The time of an event, as far as a calendar program knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventTime {
    /// A date.
    Date(NaiveDate),
    /// A local time in no known zone.
    Floating(NaiveDateTime),
    /// An instant.
    Instant(DateTime<Utc>),
}

impl From<EventTime> for Time {
    fn from(at: EventTime) -> Self {
        match at {
            EventTime::Date(date) => Self::Date(date),
            EventTime::Floating(local) => Self::Local(local, None),
            EventTime::Instant(instant) => Self::Utc(instant),
        }
    }
}

/// What a calendar defines for its events.
pub(super) struct CalendarHead {
    /// Its zones and their definitions.
    zones: BTreeMap<String, (FeedZone, String)>,
    /// X-WR-TIMEZONE.
    pub(super) zone: Option<String>,
    /// How much of rules may still be computed, in days examined.
    pub(super) work_left: Cell<u64>,
    /// The offsets of zones from a year on, as far as requested.
    pub(super) clocks: RefCell<BTreeMap<(String, i32), Vec<EventTime>>>,
}

/// How much of a calendar's rules is computed: enough for a thousand rules without an end.
const MOST_WORK: u64 = 40_000_000;

impl Default for CalendarHead {
    fn default() -> Self {
        Self {
            zones: BTreeMap::new(),
            zone: None,
            work_left: Cell::new(MOST_WORK),
            clocks: RefCell::default(),
        }
    }
}

impl CalendarHead {
    pub(super) fn of(calendar: &ComponentLines) -> Self {
        let mut zones = BTreeMap::new();
        for part in calendar.parts.iter().filter(|part| part.name == "VTIMEZONE") {
            let id = part.get("TZID").map(|id| unescape(&id.value)).unwrap_or_default();
            zones.entry(id).or_insert_with(|| (described(part), written(part)));
        }
        let zone = calendar.get("X-WR-TIMEZONE").map(|zone| unescape(&zone.value));
        Self { zones, zone: zone.filter(|zone| !zone.is_empty()), ..Self::default() }
    }

    /// The zone that the feed itself describes under a name.
    pub(super) fn own(&self, id: &str) -> Option<&(FeedZone, String)> {
        let other = || id.strip_prefix('/').map_or_else(|| format!("/{id}"), str::to_owned);
        self.zones.get(id).or_else(|| self.zones.get(&other()))
    }

    /// The instant of a local time in the zone of a TZID; nothing if there is no such zone.
    pub(super) fn instant(&self, id: &str, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        let own = self.own(id).and_then(|(zone, _)| zone.utc(local));
        own.map(|reading| reading.shown().and_utc())
            .or_else(|| zone_named(id).and_then(|(zone, _)| instant_in(zone, local)))
    }

    /// A time with the zone that its line names.
    pub(super) fn time(&self, moment: DateOrTime, zone: Option<&str>) -> EventTime {
        match moment {
            DateOrTime::Date(date) => EventTime::Date(date),
            DateOrTime::Utc(at) => EventTime::Instant(at.and_utc()),
            DateOrTime::Local(local) => match zone.and_then(|id| self.instant(id, local)) {
                Some(instant) => EventTime::Instant(instant),
                None => EventTime::Floating(local),
            },
        }
    }
}

/// Reads a VTIMEZONE.
fn described(zone: &ComponentLines) -> FeedZone {
    let parts = if zone.is_cut_off { &[] } else { zone.parts.as_slice() };
    let parts = parts.iter().filter(|part| matches!(part.name.as_str(), "STANDARD" | "DAYLIGHT"));
    FeedZone::read(parts.map(|part| {
        let value = |name| part.get(name).map(|line| line.value.trim());
        PartText {
            is_daylight: part.name == "DAYLIGHT",
            start: value("DTSTART"),
            from: value("TZOFFSETFROM"),
            to: value("TZOFFSETTO"),
            rules: part.all("RRULE").map(|rule| rule.value.trim()).collect(),
            dates: part.all("RDATE").map(|dates| dates.value.trim()).collect(),
        }
    }))
}

/// The contents of a VTIMEZONE in a fixed order.
fn written(zone: &ComponentLines) -> String {
    let bears = ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE", "EXDATE"];
    let part = |part: &ComponentLines| {
        let lines = part.lines.iter().filter(|line| bears.contains(&line.name.as_str()));
        let mut lines: Vec<String> = lines.map(PropertyLine::written).collect();
        lines.sort_unstable();
        format!("{} {}", part.name, lines.join(" "))
    };
    let mut parts: Vec<String> = zone.parts.iter().map(part).collect();
    parts.sort_unstable();
    parts.join(" ")
}

pub(super) fn read_moment(line: &PropertyLine) -> Option<DateOrTime> {
    moment(&line.value.trim().to_ascii_uppercase())
}
