//! Rules for the dates and times of events (RFC 5545 sections 3.3.4, 3.3.5 and 3.2.19), and for
//! the zones that they name.

use super::property::FeedProperty;
use super::rule::{Breaches, Rule, doubt, fault, quoted};
use super::zone::{Zones, meant};
use crate::finding::Place;
use crate::ical::described::{FeedZone, LocalTime};
use crate::ical::names::{Spelling, zone_named};
use crate::ical::value::{DateOrTime, moment};
use crate::zone::Zone;
use chrono::{LocalResult, NaiveDateTime, TimeZone};

/// One date or time of a property, with what it depends on.
pub(super) struct Timed<'t> {
    pub(super) property: &'t FeedProperty<'t>,
    value: &'t str,
    place: Place,
    pub(super) moment: Option<DateOrTime>,
    pub(super) zone_id: Option<&'t str>,
    zones: &'t Zones,
    zone: Option<&'t FeedZone>,
    /// The zone of the tz database.
    real: Option<Zone>,
}

/// A check of one date or time.
pub(super) type TimeCheck = fn(&Timed<'_>, &mut Breaches<'_>);

pub(super) const TIME: &[(Rule, TimeCheck)] = &[
    (
        fault(
            "time",
            "RFC 5545, 3.3.4 and 3.3.5",
            "iCalendar has no other form, so nothing says when it is",
            "write a date as 20270118, a time as 20270118T093000, with a Z at its end in UTC",
        ),
        readable,
    ),
    (
        fault(
            "date-value",
            "RFC 5545, 3.8.2.4",
            "without VALUE=DATE it is not a date, and with it not a time",
            "write VALUE=DATE with a date alone and leave it out with a time",
        ),
        fits_value,
    ),
    (
        fault(
            "zone-and-utc",
            "RFC 5545, 3.2.19",
            "the RFC forbids it: nothing says which of the two counts",
            "leave the TZID out of dates and of times in UTC",
        ),
        zone_and_utc,
    ),
    (
        fault(
            "floating",
            "RFC 5545, 3.3.5",
            "every program shows it by its own zone: nine parsers read it in three ways",
            "write ;TZID=Europe/Zurich: with its VTIMEZONE, or a time in UTC with a Z",
        ),
        floating,
    ),
    (
        fault(
            "zone-missing",
            "RFC 5545, 3.2.19",
            "Outlook shows the event one hour late, ical.js without a zone, ruby-icalendar in UTC",
            "add a VTIMEZONE with this TZID before the first event",
        ),
        zone_missing,
    ),
    (
        doubt(
            "zone-unknown",
            "seen in ics",
            "ics goes by the name alone and reads UTC; other programs go by the VTIMEZONE",
            "write the zone's name in the tz database, as Europe/Zurich",
        ),
        zone_unknown,
    ),
    (
        fault(
            "no-such-hour",
            "RFC 5545, 3.3.5",
            "parsers give different instants",
            "write an hour that exists: the clocks go forward over this one",
        ),
        no_such_hour,
    ),
    (
        doubt(
            "hour-twice",
            "RFC 5545, 3.3.5",
            "parsers give different instants; the RFC means the first",
            "write it in UTC, with a Z: the clocks go back over this hour",
        ),
        hour_twice,
    ),
    (
        fault(
            "zone-offset",
            "RFC 5545, 3.6.5",
            "Thunderbird, libical, ical.js, vobject and ruby-icalendar go by the VTIMEZONE, icalendar, ics, node-ical and sabre by the zone's name",
            "write a VTIMEZONE that agrees with the tz database",
        ),
        zone_offset,
    ),
];

/// The dates and times of a property; of those that have none, nothing.
pub(super) fn times<'t>(
    property: &'t FeedProperty<'t>,
    zones: &'t Zones,
) -> impl Iterator<Item = Timed<'t>> {
    let several = matches!(property.name.as_str(), "EXDATE" | "RDATE");
    let single = matches!(property.name.as_str(), "DTSTART" | "DTEND" | "RECURRENCE-ID" | "DUE");
    let zone_id = property.parameter("TZID");
    let zone = zone_id.and_then(|id| zones.get(id));
    let real = zone_id.and_then(meant);
    let mut at = 0;
    let values = property.value().split(if several { ',' } else { '\n' });
    values.filter(move |_| several || single).map(move |whole| {
        let from = at;
        at += whole.len() + 1;
        // A PERIOD begins with its start.
        let value = whole.split('/').next().unwrap_or(whole);
        let place = match value {
            "" => property.place(),
            value => property.part(from, from + value.len()),
        };
        Timed { property, value, place, moment: moment(value), zone_id, zones, zone, real }
    })
}

impl Timed<'_> {
    /// It as it is written.
    pub(super) fn value(&self) -> &str {
        self.value
    }

    /// Where it stands.
    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// The instant, if it has one.
    pub(super) fn utc(&self) -> Option<NaiveDateTime> {
        match self.moment? {
            DateOrTime::Utc(at) => Some(at),
            DateOrTime::Date(_) => None,
            DateOrTime::Local(local) => self.zones.utc(self.zone_id?, local),
        }
    }

    fn local(&self) -> Option<NaiveDateTime> {
        match self.moment? {
            DateOrTime::Local(local) => Some(local),
            _ => None,
        }
    }
}

fn readable(time: &Timed<'_>, found: &mut Breaches<'_>) {
    if time.moment.is_none() {
        let message = format_args!(
            "`{}` is not a valid date or time: {}",
            time.property.name,
            quoted(time.value)
        );
        found.at(time.place, message);
    }
}

fn fits_value(time: &Timed<'_>, found: &mut Breaches<'_>) {
    let is_date = matches!(time.moment, Some(DateOrTime::Date(_)));
    let name = &time.property.name;
    if is_date && !time.property.is_typed("DATE") {
        let message = format_args!("`{name}` is a date, but does not say so");
        found.remedy(time.place, message, format_args!("write {name};VALUE=DATE:{}", time.value));
    } else if time.moment.is_some() && !is_date && time.property.is_typed("DATE") {
        let message = format_args!("`{name}` says that it is a date, and is a time");
        found.remedy(time.place, message, "leave VALUE=DATE out, or write the date alone");
    } else if let Some(own) = time.property.parameter("VALUE").filter(|own| {
        let fits = |known: &&str| known.eq_ignore_ascii_case(own);
        let types = ["DATE-TIME", "DATE", "PERIOD"];
        !types.iter().take(if name == "RDATE" { 3 } else { 2 }).any(fits)
    }) {
        let message = format_args!("`{name}` has no values of the type {}", quoted(own));
        found.remedy(
            time.place,
            message,
            "leave VALUE out with a time, write VALUE=DATE with a date",
        );
    }
}

fn zone_and_utc(time: &Timed<'_>, found: &mut Breaches<'_>) {
    let what = match time.moment {
        Some(DateOrTime::Utc(_)) => "a time in UTC",
        Some(DateOrTime::Date(_)) => "a date",
        _ => return,
    };
    if time.zone_id.is_some() {
        found.at(time.place, format_args!("`{}` is {what} and has a TZID", time.property.name));
    }
}

fn floating(time: &Timed<'_>, found: &mut Breaches<'_>) {
    if time.local().is_some() && time.zone_id.is_none() {
        found.at(time.place, format_args!("`{}` has no zone", time.property.name));
    }
}

fn zone_missing(time: &Timed<'_>, found: &mut Breaches<'_>) {
    if let Some(id) = time.zone_id
        && time.zone.is_none()
        && time.local().is_some()
    {
        found.once(id, time.place, || {
            (format!("there is no VTIMEZONE for the zone {}", quoted(id)), None)
        });
    }
}

fn zone_unknown(time: &Timed<'_>, found: &mut Breaches<'_>) {
    let Some((id, _)) = time.zone_id.zip(time.local()) else { return };
    let zone = zone_named(id);
    if matches!(zone, Some((_, Spelling::Database))) {
        return;
    }
    found.once(id, time.place, || {
        let message = match zone {
            Some((_, Spelling::Windows)) => format!("{} is a name of Windows", quoted(id)),
            _ => format!("the tz database has no zone {}", quoted(id)),
        };
        let write = |(zone, _): (Zone, _)| format!("write TZID={zone}, also in the VTIMEZONE");
        (message, zone.map(write))
    });
}

fn no_such_hour(time: &Timed<'_>, found: &mut Breaches<'_>) {
    let (Some(zone), Some(local)) = (time.real, time.local()) else { return };
    if zone.from_local_datetime(&local) == LocalResult::None {
        let message = format_args!(
            "`{}` does not exist in {}: {}",
            time.property.name,
            zone.name(),
            local.format("%Y-%m-%d %H:%M")
        );
        found.at(time.place, message);
    }
}

fn hour_twice(time: &Timed<'_>, found: &mut Breaches<'_>) {
    let (Some(zone), Some(local)) = (time.real, time.local()) else { return };
    if let LocalResult::Ambiguous(first, _) = zone.from_local_datetime(&local) {
        let message = format_args!(
            "`{}` exists twice in {}: {}",
            time.property.name,
            zone.name(),
            local.format("%Y-%m-%d %H:%M")
        );
        let remedy = format!(
            "write {}:{} for the first of the two",
            time.property.name,
            first.naive_utc().format("%Y%m%dT%H%M%SZ")
        );
        found.remedy(time.place, message, remedy);
    }
}

fn zone_offset(time: &Timed<'_>, found: &mut Breaches<'_>) {
    let (Some(real), Some(zone), Some(local)) = (time.real, time.zone, time.local()) else {
        return;
    };
    let Some(there) = real.from_local_datetime(&local).earliest() else { return };
    let name = &time.property.name;
    match zone.utc(local) {
        None => {}
        Some(LocalTime::At(at)) if at == there.naive_utc() => {}
        Some(LocalTime::At(at)) => {
            let message = format_args!(
                "the VTIMEZONE puts `{name}` at {} UTC, the tz database at {} UTC",
                at.format("%Y-%m-%d %H:%M"),
                there.naive_utc().format("%Y-%m-%d %H:%M")
            );
            found.at(time.place, message);
        }
        Some(LocalTime::InAGap(_)) => found.at(
            time.place,
            format_args!("by the VTIMEZONE `{name}` does not exist: its clocks go forward over it"),
        ),
        // What holds before its first change is right all the same.
        Some(LocalTime::BeforeItBegins(at)) if at == there.naive_utc() => {}
        Some(LocalTime::BeforeItBegins(_)) => {
            found.at(time.place, format_args!("the VTIMEZONE begins after `{name}`"))
        }
    }
}
