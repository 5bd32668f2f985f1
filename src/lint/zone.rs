//! The zones of a feed by their names.

use super::walk::FeedComponent;
use crate::ical::described::{FeedZone, LocalTime, PartText};
use crate::ical::names::{Spelling, zone_named};
use crate::ical::unescape;
use crate::zone::Zone;
use chrono::{NaiveDateTime, TimeZone};
use std::collections::BTreeMap;

/// The zone of the tz database that has just the name of a TZID.
pub(super) fn real(id: &str) -> Option<Zone> {
    let (zone, spelling) = zone_named(id)?;
    (spelling == Spelling::Database).then_some(zone)
}

/// The zone of the tz database that a TZID names in any way.
pub(super) fn meant(id: &str) -> Option<Zone> {
    zone_named(id).map(|(zone, _)| zone)
}

/// The TZID of a VTIMEZONE: a text, with escapes that it has not as a parameter.
pub(super) fn id_of(component: &FeedComponent<'_>) -> String {
    component.get("TZID").map(|id| unescape(id.value())).unwrap_or_default()
}

/// The parts of a VTIMEZONE: STANDARD and DAYLIGHT.
pub(super) fn parts_of<'c, 'a>(
    zone: &'c FeedComponent<'a>,
) -> impl Iterator<Item = &'c FeedComponent<'a>> {
    zone.components.iter().filter(|part| matches!(part.name.as_str(), "STANDARD" | "DAYLIGHT"))
}

/// Whether a VTIMEZONE names its changes by dates alone, without a yearly rule, and so that a program
/// loses one which takes the first date of each RDATE and nothing else, as ical.js does.
pub(super) fn is_dated(zone: &FeedComponent<'_>) -> bool {
    let loses = |part: &FeedComponent<'_>| {
        let start = part.get("DTSTART").map(|start| start.value());
        let mut dates = part.all("RDATE").map(|dates| dates.value()).peekable();
        dates.peek().is_some()
            && (part.all("RDATE").any(|dates| dates.value().contains(','))
                || !dates.any(|date| Some(date) == start))
    };
    let has_rule = parts_of(zone).any(|part| part.get("RRULE").is_some());
    !has_rule && parts_of(zone).any(loses)
}

/// Reads a VTIMEZONE.
pub(super) fn read(component: &FeedComponent<'_>) -> FeedZone {
    FeedZone::read(parts_of(component).map(|part| {
        let value = |name| part.get(name).map(|property| property.value());
        PartText {
            is_daylight: part.name == "DAYLIGHT",
            start: value("DTSTART"),
            from: value("TZOFFSETFROM"),
            to: value("TZOFFSETTO"),
            rules: part.all("RRULE").map(|rule| rule.value()).collect(),
            dates: part.all("RDATE").map(|dates| dates.value()).collect(),
        }
    }))
}

/// The zones of a calendar by their names; of several with one name the first.
#[derive(Default)]
pub(super) struct Zones {
    own: BTreeMap<String, FeedZone>,
}

impl Zones {
    /// Adds a VTIMEZONE.
    pub(super) fn add(&mut self, component: &FeedComponent<'_>) {
        self.own.entry(id_of(component)).or_insert_with(|| read(component));
    }

    /// The zone of a TZID.
    pub(super) fn get(&self, id: &str) -> Option<&FeedZone> {
        self.own.get(id)
    }

    /// The instant of a local time in the zone of a TZID, by the tz database or else by the feed's
    /// own zone; nothing where it does not exist.
    pub(super) fn utc(&self, id: &str, local: NaiveDateTime) -> Option<NaiveDateTime> {
        if let Some(zone) = meant(id) {
            return zone.from_local_datetime(&local).earliest().map(|at| at.naive_utc());
        }
        match self.get(id)?.utc(local)? {
            LocalTime::At(at) => Some(at),
            LocalTime::InAGap(_) | LocalTime::BeforeItBegins(_) => None,
        }
    }
}
