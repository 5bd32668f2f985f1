//! Rules for events (RFC 5545 section 3.6.1): identity, start and end.

use super::property::FeedProperty;
use super::rule::{Breaches, Rule, doubt, fault};
use super::series::RecurringTimes;
use super::times::{Timed, times};
use super::walk::FeedComponent;
use super::zone::Zones;
use crate::ical::value::{DateOrTime, duration, moment};
use std::cmp::Ordering;
use std::rc::Rc;

/// An event, with its start and end.
pub(super) struct FeedEvent<'e> {
    pub(super) component: &'e FeedComponent<'e>,
    pub(super) zones: &'e Zones,
    pub(super) start: Option<Timed<'e>>,
    pub(super) end: Option<Timed<'e>>,
    /// Its times, if it recurs.
    pub(super) series: Option<RecurringTimes>,
    /// Whether its calendar is a message with a METHOD.
    is_sent: bool,
}

impl<'e> FeedEvent<'e> {
    pub(super) fn new(
        component: &'e FeedComponent<'e>,
        zones: &'e Rc<Zones>,
        is_sent: bool,
    ) -> Self {
        let series = RecurringTimes::of(component, zones);
        let time = |name| component.get(name).and_then(|property| times(property, zones).next());
        Self { component, zones, start: time("DTSTART"), end: time("DTEND"), series, is_sent }
    }

    /// A property that has a value.
    pub(super) fn said(&self, name: &str) -> Option<&FeedProperty<'e>> {
        self.component.get(name).filter(|property| !property.value().is_empty())
    }

    pub(super) fn is(&self, name: &str, word: &str) -> bool {
        self.component.get(name).is_some_and(|property| property.value().eq_ignore_ascii_case(word))
    }
}

/// A check of an event.
pub(super) type EventCheck = fn(&FeedEvent<'_>, &mut Breaches<'_>);

pub(super) const EVENT: &[(Rule, EventCheck)] = &[
    (
        fault(
            "uid",
            "RFC 5545, 3.8.4.7",
            "Thunderbird invents a new UID at each reading",
            "give every event a UID that stays the same when it moves",
        ),
        uid,
    ),
    (
        doubt(
            "uid-length",
            "RFC 7986, 5.3",
            "programs need to keep 255 octets only",
            "write a shorter UID",
        ),
        uid_length,
    ),
    (
        doubt(
            "uid-characters",
            "RFC 7986, 5.3",
            "the RFC recommends a UUID, which has letters, digits and `-` alone",
            "use ASCII letters, digits and `-` `.` `_` `@`",
        ),
        uid_characters,
    ),
    (
        doubt(
            "uid-from-time",
            "RFC 5545, 3.8.4.7",
            "when the event moves, subscribers see two",
            "make the UID of what stays: a name and a number",
        ),
        uid_from_time,
    ),
    (
        fault(
            "dtstamp-missing",
            "RFC 5545, 3.8.7.2",
            "the RFC demands it: it says when the event was last changed",
            "write the last change of the event in UTC, as DTSTAMP:20270118T083000Z",
        ),
        dtstamp,
    ),
    (
        fault(
            "start",
            "RFC 5545, 3.8.2.4",
            "the RFC demands it: nothing says when the event is",
            "write DTSTART",
        ),
        start,
    ),
    (
        fault(
            "end",
            "RFC 5545, 3.8.2.2",
            "an all-day event that ends on its first day vanishes in some programs; the RFC wants every end after the start",
            "write an end after the start; that of all-day events is the day after the last",
        ),
        end,
    ),
    (
        fault(
            "end-type",
            "RFC 5545, 3.8.2.2",
            "the RFC wants one type in both, so nothing says how long the event is",
            "write both as dates or both as times",
        ),
        end_type,
    ),
    (
        doubt(
            "end-zone",
            "RFC 5545, 3.2.19",
            "it is read in another zone than the start",
            "write both in one zone",
        ),
        end_zone,
    ),
    (
        fault(
            "end-and-duration",
            "RFC 5545, 3.6.1",
            "the RFC forbids it; Outlook goes by DTEND",
            "leave DURATION out",
        ),
        end_and_duration,
    ),
    (
        fault(
            "length",
            "RFC 5545, 3.8.2.5",
            "the RFC wants a length above zero; none is drawn differently everywhere",
            "write a DTEND after the start",
        ),
        length,
    ),
    (
        doubt(
            "no-end",
            "MS-STANOICAL 2.2.70",
            "an event without length is drawn differently everywhere; Outlook reads DURATION only where DTSTART or DTEND is missing",
            "write a DTEND",
        ),
        no_end,
    ),
    (doubt("no-title", "RFC 5545, 3.8.1.12", "there is nothing to show", "write a SUMMARY"), title),
];

fn uid(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    if event.said("UID").is_none() {
        found.at(event.component.begin, "the event has no UID");
    }
}

fn uid_length(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    if let Some(uid) = event.said("UID").filter(|uid| uid.value().len() > 255) {
        found.at(
            uid.place(),
            format_args!("the UID has {} octets, more than 255", uid.value().len()),
        );
    }
}

fn uid_characters(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    let Some(uid) = event.said("UID") else { return };
    let odd = |c: char| {
        !c.is_ascii_graphic() || matches!(c, '"' | '<' | '>' | '\\' | '%' | '?' | '#' | '*')
    };
    if let Some((at, c)) = uid.value().char_indices().find(|(_, c)| odd(*c)) {
        found.at(uid.part(at, at + c.len_utf8()), format_args!("the UID has the character `{c}`"));
    }
}

fn uid_from_time(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    let Some(uid) = event.said("UID") else { return };
    let digits = |name: &str, length: usize| {
        let value = event.component.get(name)?.value().get(..length)?;
        moment(value).map(|_| value)
    };
    let sources = [("DTSTART", 15), ("DTSTART", 8), ("DTSTAMP", 15)];
    for (name, length) in sources {
        let Some(time) = digits(name, length) else { continue };
        if let Some(at) = uid.value().find(time) {
            let message = format_args!("the UID is made of {name}");
            found.at(uid.part(at, at + time.len()), message);
            return;
        }
    }
}

fn dtstamp(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    if event.said("DTSTAMP").is_none() {
        found.at(event.component.begin, "the event has no DTSTAMP");
    }
}

fn start(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    // A message that cancels or answers need not repeat when the event is.
    if event.said("DTSTART").is_none() && !event.is_sent {
        found.at(event.component.begin, "the event has no DTSTART");
    }
}

fn end(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    let (Some(start), Some(end)) = (&event.start, &event.end) else { return };
    let (Some(from), Some(to)) = (start.moment, end.moment) else { return };
    let order = match (from, to) {
        (DateOrTime::Date(from), DateOrTime::Date(to)) => to.cmp(&from),
        (DateOrTime::Date(_), _) | (_, DateOrTime::Date(_)) => return,
        // Within a zone the first instant of a later hour is later, also where an hour comes twice.
        (DateOrTime::Local(from), DateOrTime::Local(to)) if start.zone_id == end.zone_id => {
            to.cmp(&from)
        }
        _ => match start.utc().zip(end.utc()) {
            Some((from, to)) => to.cmp(&from),
            None => return,
        },
    };
    let place = end.property.place();
    match (order, from) {
        (Ordering::Greater, _) => {}
        (Ordering::Less, _) => found.at(place, "the event ends before it starts"),
        (Ordering::Equal, DateOrTime::Date(day)) => {
            let message = "the event ends on the day on which it starts, and DTEND is exclusive";
            match day.succ_opt() {
                Some(next) => {
                    let next = next.format("%Y%m%d");
                    let remedy =
                        format_args!("write DTEND;VALUE=DATE:{next}, the day after the last");
                    found.remedy(place, message, remedy);
                }
                None => found.at(place, message),
            }
        }
        (Ordering::Equal, _) => found.at(place, "the event ends when it starts"),
    }
}

fn end_type(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    let (Some(start), Some(end)) = (&event.start, &event.end) else { return };
    let (Some(from), Some(to)) = (start.moment, end.moment) else { return };
    let is_date = |moment: DateOrTime| matches!(moment, DateOrTime::Date(_));
    if is_date(from) != is_date(to) {
        let [from, to] = [from, to].map(|moment| if is_date(moment) { "a date" } else { "a time" });
        found.at(end.property.place(), format_args!("DTSTART is {from} and DTEND is {to}"));
    }
}

fn end_zone(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    let (Some(start), Some(end)) = (&event.start, &event.end) else { return };
    let local = |time: &Timed<'_>| matches!(time.moment, Some(DateOrTime::Local(_)));
    if local(start) && local(end) && start.zone_id != end.zone_id {
        found.at(end.property.place(), "DTSTART and DTEND are in different zones");
    }
}

fn end_and_duration(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    if let (Some(_), Some(duration)) =
        (event.component.get("DTEND"), event.component.get("DURATION"))
    {
        found.at(duration.name_place(), "the event has both DTEND and DURATION");
    }
}

fn length(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    let Some(property) = event.component.get("DURATION") else { return };
    if let Some(seconds) = duration(property.value()).filter(|seconds| *seconds <= 0) {
        let what = if seconds == 0 { "no length" } else { "a negative length" };
        found.at(property.place(), format_args!("the event has {what}"));
    }
}

fn no_end(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    let timed = event.start.as_ref().is_some_and(|start| {
        matches!(start.moment, Some(DateOrTime::Local(_) | DateOrTime::Utc(_)))
    });
    if timed && event.component.get("DTEND").is_none() {
        match event.component.get("DURATION") {
            Some(duration) => {
                found.at(duration.name_place(), "the event has a DURATION in place of DTEND")
            }
            None => found.at(event.component.begin, "the event has no end"),
        }
    }
}

fn title(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    if event.said("SUMMARY").is_none() {
        found.at(event.component.begin, "the event has no title");
    }
}
