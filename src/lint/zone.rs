//! The zones of a feed by their names.

use super::walk::Component;
use crate::ical::described::{PartText, Reading, Zone};
use crate::ical::names::{Spelling, zone_named};
use crate::ical::unescape;
use crate::zone::Zone as Tz;
use chrono::{NaiveDateTime, TimeZone};
use std::collections::BTreeMap;

/// The zone of the tz database that has just the name of a TZID.
pub(super) fn real(id: &str) -> Option<Tz> {
    let (zone, spelling) = zone_named(id)?;
    (spelling == Spelling::Database).then_some(zone)
}

/// The zone of the tz database that a TZID names in any way.
pub(super) fn meant(id: &str) -> Option<Tz> {
    zone_named(id).map(|(zone, _)| zone)
}

/// The TZID of a VTIMEZONE: a text, with escapes that it has not as a parameter.
pub(super) fn id_of(component: &Component<'_>) -> String {
    component.get("TZID").map(|id| unescape(id.value())).unwrap_or_default()
}

/// The parts of a VTIMEZONE: STANDARD and DAYLIGHT.
pub(super) fn parts_of<'c, 'a>(zone: &'c Component<'a>) -> impl Iterator<Item = &'c Component<'a>> {
    zone.components.iter().filter(|part| matches!(part.name.as_str(), "STANDARD" | "DAYLIGHT"))
}

/// Whether a VTIMEZONE names its changes by dates alone, without a yearly rule, and so that a program
/// loses one which takes the first date of each RDATE and nothing else, as ical.js does.
pub(super) fn is_dated(zone: &Component<'_>) -> bool {
    let loses = |part: &Component<'_>| {
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
pub(super) fn read(component: &Component<'_>) -> Zone {
    Zone::read(parts_of(component).map(|part| {
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
    own: BTreeMap<String, Zone>,
}

impl Zones {
    /// Adds a VTIMEZONE.
    pub(super) fn add(&mut self, component: &Component<'_>) {
        self.own.entry(id_of(component)).or_insert_with(|| read(component));
    }

    /// The zone of a TZID.
    pub(super) fn get(&self, id: &str) -> Option<&Zone> {
        self.own.get(id)
    }

    /// The instant of a local time in the zone of a TZID, by the tz database or else by the feed's
    /// own zone; nothing where it does not exist.
    pub(super) fn utc(&self, id: &str, local: NaiveDateTime) -> Option<NaiveDateTime> {
        if let Some(zone) = meant(id) {
            return zone.from_local_datetime(&local).earliest().map(|at| at.naive_utc());
        }
        match self.get(id)?.utc(local)? {
            Reading::At(at) => Some(at),
            Reading::InAGap(_) | Reading::BeforeItBegins(_) => None,
        }
    }
}
