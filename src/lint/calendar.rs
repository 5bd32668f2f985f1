//! Rules for each calendar of a feed (RFC 5545 section 3.6, RFC 7986): its head, and what holds
//! for its events and zones together.

use super::feed::FeedCalendar;
use super::rule::{Breaches, Rule, doubt, fault, quoted};
use super::zone::real;
use crate::finding::{Place, list};
use crate::ical::unescape;
use crate::ical::value::duration;
use std::collections::BTreeMap;

/// A check of a calendar.
pub(super) type CalendarCheck = fn(&FeedCalendar<'_>, &mut Breaches<'_>);

pub(super) const CALENDAR: &[(Rule, CalendarCheck)] = &[
    (
        fault(
            "version",
            "RFC 5545, 3.7.4",
            "the RFC demands it: it says by which rules to read the feed",
            "write VERSION:2.0 behind BEGIN:VCALENDAR",
        ),
        version,
    ),
    (
        fault(
            "prodid",
            "RFC 5545, 3.7.3",
            "the RFC demands it: it says which program wrote the feed",
            "write PRODID:-//your organisation//your program//EN",
        ),
        prodid,
    ),
    (
        fault(
            "calscale",
            "RFC 5545, 3.7.1",
            "iCalendar has the Gregorian calendar only",
            "write CALSCALE:GREGORIAN",
        ),
        calscale,
    ),
    (
        fault(
            "method",
            "MS-STANOICAL 2.2.99, RFC 5546",
            "Outlook takes a REQUEST for a message about a meeting, asks to accept it and ignores the rest",
            "leave METHOD out",
        ),
        method,
    ),
    (
        doubt(
            "method-message",
            "RFC 5546",
            "it is a message about one meeting, as mail programs send it: Outlook asks to accept it",
            "leave METHOD out of a feed",
        ),
        method_message,
    ),
    (
        doubt(
            "method-publish",
            "RFC 5546, 3.2.1",
            "PUBLISH wants an ORGANIZER in every event, which makes a meeting of it: most programs take the feed, the checks of libical refuse it",
            "leave METHOD out",
        ),
        method_publish,
    ),
    (
        doubt(
            "method-organizer",
            "RFC 5546, 3.2.1, and RFC 5545, 3.8.7.2",
            "an ORGANIZER makes programs show a meeting, and DTSTAMP no longer says when an event was last changed",
            "leave METHOD out",
        ),
        method_organizer,
    ),
    (
        fault(
            "no-events",
            "RFC 5545, 3.6",
            "the RFC demands one component at least",
            "write no file as long as there are no events",
        ),
        no_events,
    ),
    (
        fault(
            "zone-late",
            "clients that read once",
            "a program that reads the feed once does not know the zone yet",
            "write each VTIMEZONE before the first event",
        ),
        zone_late,
    ),
    (
        fault(
            "zone-twice",
            "RFC 5545, 3.8.3.1",
            "a TZID says which zone is meant only if one zone has it",
            "keep one VTIMEZONE of a name",
        ),
        zone_twice,
    ),
    (
        fault(
            "zone-dates",
            "seen in ical.js and Thunderbird",
            "ical.js and Thunderbird lose DTSTART beside RDATE, so that events are at UTC or one hour off; Outlook ignores RDATE",
            "write one STANDARD and one DAYLIGHT, each with RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU or the like, and no RDATE",
        ),
        zone_dates,
    ),
    (
        doubt(
            "zone-unused",
            "RFC 5545, 3.6.5",
            "it is a sign that the events name another zone than was meant",
            "leave it out",
        ),
        zone_unused,
    ),
    (
        doubt(
            "calendar-name",
            "RFC 7986, 5.1",
            "Outlook names its folder by X-WR-CALNAME; RFC 7986 has NAME for it",
            "write the same text in NAME and X-WR-CALNAME",
        ),
        calendar_name,
    ),
    (
        doubt(
            "refresh",
            "RFC 7986, 5.7",
            "Outlook asks for news by X-PUBLISHED-TTL, Nextcloud by both",
            "write the same duration in both",
        ),
        refresh,
    ),
    (
        doubt(
            "calendar-zone",
            "reported of Google",
            "Google shows floating times and those in UTC in that zone",
            "write a name of the tz database, that of the events' zone",
        ),
        calendar_zone,
    ),
    (
        doubt(
            "feed-head",
            "RFC 7986, MS-OXCICAL 2.1.3.1.1",
            "Outlook takes its name and how often to look from it, Nextcloud how often to look, Google the zone of times in UTC",
            "add what a published feed has",
        ),
        feed_head,
    ),
    (
        doubt(
            "event-head",
            "RFC 5545, 3.8.7",
            "Google is reported not to refresh an event without SEQUENCE and LAST-MODIFIED, and without TRANSP it shows as busy",
            "write SEQUENCE, LAST-MODIFIED, STATUS and TRANSP in every event",
        ),
        event_head,
    ),
    (
        doubt(
            "stamp-of-the-build",
            "RFC 5545, 3.8.7.2",
            "Nextcloud counts every event as changed at every look",
            "write the last change of each event, not the hour of the export; both are equal without METHOD",
        ),
        stamp_of_the_build,
    ),
];

fn version(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    match calendar.value("VERSION") {
        None => found.at(calendar.head.begin, "the calendar has no VERSION"),
        Some("2.0") => {}
        Some(version) => {
            let message = format_args!("the calendar's version is {}, not 2.0", quoted(version));
            found.at(calendar.place_of("VERSION"), message);
        }
    }
}

fn prodid(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    if calendar.value("PRODID").is_none_or(str::is_empty) {
        found.at(calendar.head.begin, "the calendar has no PRODID");
    }
}

fn calscale(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    if let Some(scale) =
        calendar.value("CALSCALE").filter(|scale| !scale.eq_ignore_ascii_case("GREGORIAN"))
    {
        let message = format_args!("the calendar's scale is {}", quoted(scale));
        found.at(calendar.place_of("CALSCALE"), message);
    }
}

fn is_publish(method: &&str) -> bool {
    method.eq_ignore_ascii_case("PUBLISH")
}

/// The methods of RFC 5546 beside PUBLISH: each makes a message of the calendar.
const MESSAGES: [&str; 7] =
    ["REQUEST", "REPLY", "ADD", "CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER"];

/// Why a calendar with a method is no message about a meeting, which has one UID and an ORGANIZER.
fn no_message(calendar: &FeedCalendar<'_>, method: &str) -> Option<String> {
    let contents = &calendar.contents;
    let uids = contents.identities.number();
    if !MESSAGES.iter().any(|own| own.eq_ignore_ascii_case(method)) {
        Some("which is no method of RFC 5546".to_owned())
    } else if let Some(event) = contents.without_organizer {
        Some(format!("but the event of line {} no ORGANIZER", event.line))
    } else {
        (uids > 1).then(|| format!("but {uids} UIDs, and such a message has one"))
    }
}

fn method(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    if let Some(method) = calendar.value("METHOD").filter(|method| !is_publish(method))
        && let Some(why) = no_message(calendar, method)
    {
        let message = format_args!("the calendar has the method {}, {why}", quoted(method));
        found.at(calendar.place_of("METHOD"), message);
    }
}

fn method_message(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    if let Some(method) = calendar.value("METHOD").filter(|method| !is_publish(method))
        && no_message(calendar, method).is_none()
    {
        let message = format_args!("the calendar has the method {}", quoted(method));
        found.at(calendar.place_of("METHOD"), message);
    }
}

fn method_publish(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    if calendar.value("METHOD").filter(is_publish).is_some()
        && let Some(event) = calendar.contents.without_organizer
    {
        let message = format_args!(
            "the calendar has the method PUBLISH, but the event of line {} no ORGANIZER",
            event.line
        );
        found.at(calendar.place_of("METHOD"), message);
    }
}

fn method_organizer(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    if calendar.value("METHOD").filter(is_publish).is_some()
        && calendar.contents.without_organizer.is_none()
    {
        found.at(calendar.place_of("METHOD"), "the calendar has the method PUBLISH");
    }
}

fn no_events(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    // One of zones alone is a list of zones, as the tz database is published.
    let contents = &calendar.contents;
    if contents.events == 0 && contents.others == 0 && contents.zones.is_empty() {
        found.at(calendar.head.begin, "the calendar has no events");
    }
}

fn zone_late(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    if let Some(place) = calendar.contents.zone_late {
        found.at(place, "a VTIMEZONE stands behind an event");
    }
}

fn zone_twice(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    calendar.contents.zone_twice.tell(found, |(name, place), found| {
        found.at(*place, format_args!("the zone {name} stands twice"));
    });
}

fn zone_dates(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    let contents = &calendar.contents;
    for (name, place) in &contents.dated_zones {
        if contents.used_zones.contains(name) {
            let message = format_args!("the zone {} has RDATEs and no yearly rule", quoted(name));
            found.at(*place, message);
        }
    }
}

fn zone_unused(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    let contents = &calendar.contents;
    // A feed of all-day events may keep its zone: there is nothing to mistake.
    if !contents.names_zones {
        return;
    }
    for (name, place) in &contents.zones {
        if !name.is_empty() && !contents.used_zones.contains(name) {
            found.at(*place, format_args!("no event is in the zone {}", quoted(name)));
        }
    }
}

fn calendar_name(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    let Some(shown) = calendar.value("X-WR-CALNAME") else { return };
    // There may be a NAME for each language.
    let mut names = calendar.head.all("NAME").map(|name| name.value()).peekable();
    if names.peek().is_some() && !names.any(|name| name == shown) {
        found.at(calendar.place_of("X-WR-CALNAME"), "X-WR-CALNAME is another name than NAME");
    }
}

fn refresh(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    let length = |name| calendar.value(name).and_then(duration);
    if let (Some(interval), Some(ttl)) = (length("REFRESH-INTERVAL"), length("X-PUBLISHED-TTL"))
        && interval != ttl
    {
        found.at(
            calendar.place_of("X-PUBLISHED-TTL"),
            "X-PUBLISHED-TTL is another duration than REFRESH-INTERVAL",
        );
    }
}

fn calendar_zone(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    let Some(zone) = calendar.value("X-WR-TIMEZONE").map(unescape) else { return };
    let place = calendar.place_of("X-WR-TIMEZONE");
    let zones = &calendar.contents.zones;
    if real(&zone).is_none() {
        found.at(place, format_args!("the tz database has no zone {}", quoted(&zone)));
    } else if !zones.is_empty() && !zones.contains_key(&zone) {
        found.at(place, format_args!("no VTIMEZONE of the calendar is {}", quoted(&zone)));
    }
}

fn feed_head(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    let wanted = [
        "CALSCALE",
        "NAME",
        "X-WR-CALNAME",
        "X-WR-TIMEZONE",
        "LAST-MODIFIED",
        "REFRESH-INTERVAL",
        "X-PUBLISHED-TTL",
    ];
    let missing = list(wanted.into_iter().filter(|name| calendar.value(name).is_none()), "and");
    if !missing.is_empty() && calendar.contents.events > 0 {
        found.at(calendar.head.begin, format_args!("the calendar has no {missing}"));
    }
}

fn event_head(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    // Those that the same events lack are one finding.
    let mut alike: BTreeMap<(Place, usize), Vec<&str>> = BTreeMap::new();
    for (name, (count, place)) in &calendar.contents.lacking {
        alike.entry((*place, *count)).or_default().push(name);
    }
    for ((place, count), names) in alike {
        let names = list(names, "and");
        match count {
            1 => found.at(place, format_args!("an event has no {names}")),
            count => {
                found.at(place, format_args!("{count} events have no {names}; this is the first"));
            }
        }
    }
}

fn stamp_of_the_build(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    let (later, all) = calendar.contents.stamped;
    // With a METHOD the stamp is that of the message.
    if all > 1 && later == all && calendar.value("METHOD").is_none() {
        let message = "DTSTAMP of every event is later than its LAST-MODIFIED";
        found.at(calendar.head.begin, message);
    }
}
