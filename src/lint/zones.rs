//! Rules for VTIMEZONE (RFC 5545 section 3.6.5), and what Outlook makes of it (MS-STANOICAL
//! 2.2.47): it keeps one yearly pair of changes and ignores what it cannot bring into that form.

use super::rule::{Breaches, Rule, doubt, fault, quoted};
use super::walk::FeedComponent;
use super::zone::{id_of, meant, parts_of, real};
use crate::ical::described::{FeedZone, ZonePart, one_day_a_year};
use crate::ical::value::{DateOrTime, moment, offset};
use crate::zone::Zone;
use chrono::{Datelike, NaiveDate, Offset, TimeZone};

/// A check of a zone: its component and what could be read of it.
pub(super) type ZoneCheck = fn(&FeedComponent<'_>, &FeedZone, &mut Breaches<'_>);

pub(super) const ZONE: &[(Rule, ZoneCheck)] = &[
    (
        fault(
            "zone-part",
            "RFC 5545, 3.6.5",
            "outlook.com shows nothing at all of a feed with a malformed zone",
            "write TZID, and in each STANDARD and DAYLIGHT a local DTSTART, TZOFFSETFROM and TZOFFSETTO as `+0100`",
        ),
        parts,
    ),
    (
        doubt(
            "zone-form",
            "MS-STANOICAL 2.2.47",
            "Outlook makes one yearly pair of it and ignores what does not fit",
            "write one STANDARD and one DAYLIGHT, each with RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU or the like, and no RDATE",
        ),
        form,
    ),
    (
        doubt(
            "zone-first",
            "RFC 5545, 3.8.5.3",
            "the RFC leaves open what such a rule gives",
            "let DTSTART be the first day that the rule gives",
        ),
        first,
    ),
    (
        fault(
            "zone-chain",
            "RFC 5545, 3.6.5",
            "TZOFFSETFROM says when the change comes: the hours around it are at other instants",
            "let TZOFFSETFROM of each part be TZOFFSETTO of the other",
        ),
        chain,
    ),
    (
        doubt(
            "zone-half",
            "RFC 7808",
            "events of the other half of the year are one hour off in vobject, libical, ical.js, ruby-icalendar and Thunderbird",
            "write both parts with their yearly rules",
        ),
        half,
    ),
    (
        doubt(
            "zone-slash",
            "reported of Outlook",
            "a slash before the name helped Outlook and broke other programs",
            "write the plain name of the tz database",
        ),
        slash,
    ),
];

/// The name of a zone as a message says it.
fn name_of(component: &FeedComponent<'_>) -> String {
    match id_of(component).as_str() {
        "" => "without a name".to_owned(),
        id => quoted(id).to_string(),
    }
}

fn parts(component: &FeedComponent<'_>, _: &FeedZone, found: &mut Breaches<'_>) {
    if component.get("TZID").is_none_or(|id| id.value().is_empty()) {
        found.at(component.begin, "the VTIMEZONE has no TZID");
    }
    if parts_of(component).next().is_none() {
        let message =
            format_args!("the zone {} has neither STANDARD nor DAYLIGHT", name_of(component));
        found.at(component.begin, message);
    }
    for part in parts_of(component) {
        for name in ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO"] {
            let Some(property) = part.get(name) else {
                found.at(part.begin, format_args!("{} has no {name}", part.name));
                continue;
            };
            let value = property.value();
            if name == "DTSTART" {
                let local = matches!(moment(value), Some(DateOrTime::Local(_)));
                if !local || property.parameter("TZID").is_some() {
                    let message = format_args!(
                        "DTSTART of {} is no local time: {}",
                        part.name,
                        quoted(value)
                    );
                    found.at(property.place(), message);
                }
            } else if offset(value).is_none() {
                found.at(property.place(), format_args!("{name} is no offset: {}", quoted(value)));
            }
        }
    }
}

fn form(component: &FeedComponent<'_>, _: &FeedZone, found: &mut Breaches<'_>) {
    for kind in ["STANDARD", "DAYLIGHT"] {
        if let Some(second) = component.components.iter().filter(|part| part.name == kind).nth(1) {
            let message = format_args!("the zone {} has more than one {kind}", name_of(component));
            found.at(second.begin, message);
        }
    }
    for part in parts_of(component) {
        if let Some(date) = part.get("RDATE") {
            let message =
                format_args!("{} of the zone {} has an RDATE", part.name, name_of(component));
            found.at(date.name_place(), message);
        }
        if let Some(second) = part.all("RRULE").nth(1) {
            found.at(second.place(), format_args!("{} has more than one rule", part.name));
        } else if let Some(rule) =
            part.get("RRULE").filter(|rule| one_day_a_year(rule.value()).is_none())
        {
            let message = format_args!("the rule of {} is not one day of each year", part.name);
            found.at(rule.place(), message);
        }
    }
}

fn first(component: &FeedComponent<'_>, _: &FeedZone, found: &mut Breaches<'_>) {
    for part in parts_of(component) {
        let (Some(start), Some(rule)) = (part.get("DTSTART"), part.get("RRULE")) else { continue };
        let (Some(DateOrTime::Local(at)), Some(day_of)) =
            (moment(start.value()), one_day_a_year(rule.value()))
        else {
            continue;
        };
        if let Some(day) = day_of(at.year()).filter(|day| *day != at.date()) {
            let message = format_args!("DTSTART of {} is not a day of its own rule", part.name);
            let remedy = format!("write DTSTART:{}T{}", day.format("%Y%m%d"), at.format("%H%M%S"));
            found.remedy(start.place(), message, remedy);
        }
    }
}

fn chain(component: &FeedComponent<'_>, zone: &FeedZone, found: &mut Breaches<'_>) {
    let [one, other] = zone.parts() else { return };
    // Of a part that comes once, what was before is known to nobody.
    let forever = |part: &ZonePart| part.rule.as_ref().is_some_and(|rule| rule.until.is_none());
    if one.is_daylight != other.is_daylight
        && forever(one)
        && forever(other)
        && (one.from != other.to || other.from != one.to)
    {
        let message = format_args!(
            "the two parts of the zone {} do not follow on each other",
            name_of(component)
        );
        found.at(component.begin, message);
    }
}

/// Whether the clocks of a zone change within a year.
fn changes_clocks(zone: Zone, year: i32) -> bool {
    let offsets = [1, 7].map(|month| {
        let day = NaiveDate::from_ymd_opt(year, month, 1)?.and_hms_opt(12, 0, 0)?;
        Some(zone.offset_from_utc_datetime(&day).fix().local_minus_utc())
    });
    offsets.first() != offsets.last()
}

/// A year in which the newest rules of the tables hold, whatever the clock says.
const TODAY: i32 = 2027;

fn half(component: &FeedComponent<'_>, zone: &FeedZone, found: &mut Breaches<'_>) {
    let Some(real) = meant(&id_of(component)) else { return };
    if let [only] = zone.parts()
        && zone.stands_still()
        && changes_clocks(real, TODAY)
    {
        let has = if only.is_daylight { "DAYLIGHT" } else { "STANDARD" };
        let message =
            format_args!("the zone {} has {has} alone, but its clocks change", name_of(component));
        found.at(component.begin, message);
    }
}

fn slash(component: &FeedComponent<'_>, _: &FeedZone, found: &mut Breaches<'_>) {
    let Some(place) = component.get("TZID").map(|id| id.place()) else { return };
    let id = id_of(component);
    if id.starts_with('/')
        && let Some(real) = real(&id)
    {
        let message = format_args!("the zone's name {} begins with a slash", quoted(&id));
        found.remedy(place, message, format_args!("write {}", real.name()));
    }
}
