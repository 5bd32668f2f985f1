//! Rules for the feed as a whole (RFC 5545 section 3.4): that it is one calendar, and what holds
//! between events.

use super::feed::Feed;
use super::rule::{Found, Rule, doubt, fault};
use crate::finding::Place;

/// A check of a feed.
pub(super) type OfFeed = fn(&Feed, &mut Found<'_>);

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
            "override-nowhere",
            "RFC 5545, 3.8.4.4",
            "a RECURRENCE-ID names one time of the event that recurs, and it has no such time: both may be shown",
            "write the time that the rule gives, as it was before the change",
        ),
        override_nowhere,
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
];

fn one_calendar(feed: &Feed, found: &mut Found<'_>) {
    if let Some(second) = feed.second {
        found.at(second, "a second calendar begins here");
    }
}

fn uid_twice(feed: &Feed, found: &mut Found<'_>) {
    feed.uid_twice.tell(found, |(uid, before, place), found| {
        found.at(*place, format_args!("the UID {uid} is that of line {before} too"));
    });
}

fn override_alone(feed: &Feed, found: &mut Found<'_>) {
    let alone = feed.uids.values().filter(|uid| uid.master.is_none());
    let mut places: Vec<Place> =
        alone.filter_map(|uid| uid.overrides.values().map(|one| one.place).min()).collect();
    places.sort_unstable();
    for place in places {
        found.at(
            place,
            "the event has a RECURRENCE-ID, and there is no event that recurs with its UID",
        );
    }
}

fn override_nowhere(feed: &Feed, found: &mut Found<'_>) {
    let mut places: Vec<Place> =
        feed.uids.values().flat_map(|uid| uid.nowhere().map(|one| one.named)).collect();
    places.sort_unstable();
    for place in places {
        found.at(place, "RECURRENCE-ID is not a time of the event that recurs");
    }
}

fn not_an_event(feed: &Feed, found: &mut Found<'_>) {
    feed.others.tell(found, |(name, place), found| {
        found.at(*place, format_args!("{name} is no event"));
    });
}
