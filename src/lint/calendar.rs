//! Rules for the feed as a whole (RFC 5545 section 3.4, RFC 7986): its one calendar, the head, and
//! what holds between events.

use super::feed::Feed;
use super::rule::{Found, Rule, doubt, fault, quoted};
use super::value::duration;
use super::zone::real;
use crate::finding::{Place, list};

/// A check of a feed.
pub(super) type OfFeed = fn(&Feed<'_>, &mut Found<'_>);

pub(super) const FEED: &[(Rule, OfFeed)] = &[
    (
        fault(
            "one-calendar",
            "MS-OXCICAL, A, note 1",
            "Outlook reads several only with METHOD:PUBLISH, Exchange never, and a subscription in Thunderbird never finishes loading",
            "put all events into one VCALENDAR, or make two files",
        ),
        one_calendar,
    ),
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
        fault(
            "method-publish",
            "RFC 5546, 3.2.1",
            "libical refuses the feed: PUBLISH wants an ORGANIZER in every event, which makes a meeting of it",
            "leave METHOD out",
        ),
        method_publish,
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
        doubt(
            "zone-unused",
            "RFC 5545, 3.6.5",
            "it is a sign that the events name another zone than was meant",
            "leave it out",
        ),
        zone_unused,
    ),
    (
        fault(
            "uid-twice",
            "RFC 5545, 3.8.4.7",
            "ics keeps one of the events, and Radicale refuses the calendar",
            "give each event a UID of its own",
        ),
        uid_twice,
    ),
    (
        doubt(
            "override-alone",
            "RFC 5545, 3.8.4.4",
            "a RECURRENCE-ID names one time of an event that recurs, and there is none",
            "add the event with the rule, or leave RECURRENCE-ID out",
        ),
        override_alone,
    ),
    (
        doubt(
            "not-an-event",
            "MS-STANOICAL V0134",
            "Outlook imports no VTODO: a deadline that is one is not there",
            "write deadlines as all-day events",
        ),
        not_an_event,
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

fn one_calendar(feed: &Feed<'_>, found: &mut Found<'_>) {
    if let Some(second) = feed.calendars.get(1) {
        found.at(second.begin, "a second calendar begins here");
    }
}

fn version(feed: &Feed<'_>, found: &mut Found<'_>) {
    for calendar in &feed.calendars {
        match calendar.get("VERSION") {
            None => found.at(calendar.begin, "the calendar has no VERSION"),
            Some(version) if version.value() == "2.0" => {}
            Some(version) => {
                let message =
                    format!("the calendar's version is {}, not 2.0", quoted(version.value()));
                found.at(version.place(), message);
            }
        }
    }
}

fn prodid(feed: &Feed<'_>, found: &mut Found<'_>) {
    for calendar in &feed.calendars {
        if calendar.get("PRODID").is_none_or(|product| product.value().is_empty()) {
            found.at(calendar.begin, "the calendar has no PRODID");
        }
    }
}

fn calscale(feed: &Feed<'_>, found: &mut Found<'_>) {
    if let Some(scale) =
        feed.value("CALSCALE").filter(|scale| !scale.eq_ignore_ascii_case("GREGORIAN"))
    {
        found.at(feed.place_of("CALSCALE"), format!("the calendar's scale is {}", quoted(scale)));
    }
}

fn is_publish(method: &str) -> bool {
    method.eq_ignore_ascii_case("PUBLISH")
}

fn method(feed: &Feed<'_>, found: &mut Found<'_>) {
    if let Some(method) = feed.value("METHOD").filter(|method| !is_publish(method)) {
        found.at(feed.place_of("METHOD"), format!("the feed has the method {}", quoted(method)));
    }
}

fn method_publish(feed: &Feed<'_>, found: &mut Found<'_>) {
    if let (Some(method), Some(event)) = (feed.value("METHOD"), feed.without_organizer)
        && is_publish(method)
    {
        let message = format!(
            "the feed has the method PUBLISH, but the event of line {} no ORGANIZER",
            event.line
        );
        found.at(feed.place_of("METHOD"), message);
    }
}

fn no_events(feed: &Feed<'_>, found: &mut Found<'_>) {
    if feed.events == 0 && feed.others.is_empty() {
        found.at(feed.place(), "the calendar has no events");
    }
}

fn zone_late(feed: &Feed<'_>, found: &mut Found<'_>) {
    if let Some(place) = feed.zone_late {
        found.at(place, "a VTIMEZONE stands behind an event");
    }
}

fn zone_twice(feed: &Feed<'_>, found: &mut Found<'_>) {
    for (name, place) in &feed.zone_twice {
        found.at(*place, format!("the zone {} stands twice", quoted(name)));
    }
}

fn zone_unused(feed: &Feed<'_>, found: &mut Found<'_>) {
    // A feed of all-day events may keep its zone: there is nothing to mistake.
    if feed.used_zones.is_empty() {
        return;
    }
    for (name, place) in feed
        .zone_names
        .iter()
        .filter(|(name, _)| !name.is_empty() && !feed.used_zones.contains(*name))
    {
        found.at(*place, format!("no event is in the zone {}", quoted(name)));
    }
}

fn uid_twice(feed: &Feed<'_>, found: &mut Found<'_>) {
    for (uid, before, place) in &feed.uid_twice {
        found.at(*place, format!("the UID {uid} is that of line {before} too"));
    }
}

fn override_alone(feed: &Feed<'_>, found: &mut Found<'_>) {
    let alone = feed.uids.values().filter(|uid| uid.master.is_none());
    let mut places: Vec<Place> =
        alone.filter_map(|uid| uid.overrides.values().min().copied()).collect();
    places.sort_unstable();
    for place in places {
        found.at(
            place,
            "the event has a RECURRENCE-ID, and there is no event that recurs with its UID",
        );
    }
}

fn not_an_event(feed: &Feed<'_>, found: &mut Found<'_>) {
    for (name, place) in &feed.others {
        found.at(*place, format!("{name} is no event"));
    }
}

fn calendar_name(feed: &Feed<'_>, found: &mut Found<'_>) {
    if let (Some(name), Some(other)) = (feed.value("NAME"), feed.value("X-WR-CALNAME"))
        && name != other
    {
        found.at(feed.place_of("X-WR-CALNAME"), "X-WR-CALNAME is another name than NAME");
    }
}

fn refresh(feed: &Feed<'_>, found: &mut Found<'_>) {
    if let (Some(interval), Some(ttl)) =
        (feed.value("REFRESH-INTERVAL"), feed.value("X-PUBLISHED-TTL"))
        && let (Some(one), Some(other)) = (duration(interval), duration(ttl))
        && one != other
    {
        found.at(
            feed.place_of("X-PUBLISHED-TTL"),
            "X-PUBLISHED-TTL is another duration than REFRESH-INTERVAL",
        );
    }
}

fn calendar_zone(feed: &Feed<'_>, found: &mut Found<'_>) {
    let Some(zone) = feed.value("X-WR-TIMEZONE") else { return };
    if real(zone).is_none() {
        found.at(
            feed.place_of("X-WR-TIMEZONE"),
            format!("the tz database has no zone {}", quoted(zone)),
        );
    } else if !feed.zone_names.is_empty() && !feed.zone_names.contains_key(zone) {
        found.at(
            feed.place_of("X-WR-TIMEZONE"),
            format!("no VTIMEZONE of the feed is {}", quoted(zone)),
        );
    }
}

fn feed_head(feed: &Feed<'_>, found: &mut Found<'_>) {
    let wanted = [
        "CALSCALE",
        "NAME",
        "X-WR-CALNAME",
        "X-WR-TIMEZONE",
        "LAST-MODIFIED",
        "REFRESH-INTERVAL",
        "X-PUBLISHED-TTL",
    ];
    let missing = wanted.into_iter().filter(|name| feed.value(name).is_none());
    let missing = list(missing, "and");
    if !missing.is_empty() && feed.events > 0 {
        found.at(feed.place(), format!("the calendar has no {missing}"));
    }
}

fn event_head(feed: &Feed<'_>, found: &mut Found<'_>) {
    for (name, (count, place)) in &feed.lacking {
        let message = match count {
            1 => format!("an event has no {name}"),
            count => format!("{count} events have no {name}; this is the first"),
        };
        found.at(*place, message);
    }
}

fn stamp_of_the_build(feed: &Feed<'_>, found: &mut Found<'_>) {
    let (later, all) = feed.stamped;
    if all > 1 && later == all {
        found.at(feed.place(), "DTSTAMP of every event is later than its LAST-MODIFIED");
    }
}
