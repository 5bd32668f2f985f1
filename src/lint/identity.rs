//! Rules for what holds between the events of a calendar (RFC 5545 sections 3.8.4.4 and 3.8.4.7): whose
//! UID it is, and which time of an event that recurs another one stands for.

use super::calendar::CalendarCheck;
use super::feed::FeedCalendar;
use super::rule::{Breaches, Rule, doubt, fault};
use super::series::RecurringTimes;
use crate::ical::value::DateOrTime;

pub(super) const CALENDAR: &[(Rule, CalendarCheck)] = &[
    (
        fault(
            "uid-twice",
            "RFC 5545, 3.8.4.7",
            "ics keeps one of the events, and Radicale refuses the calendar",
            "give each event a UID of its own",
        ),
        twice,
    ),
    (
        doubt(
            "override-alone",
            "RFC 5545, 3.8.4.4",
            "a RECURRENCE-ID names one time of an event that recurs, and there is none",
            "add the event with the rule, or leave RECURRENCE-ID out",
        ),
        alone,
    ),
    (
        fault(
            "override-type",
            "RFC 5545, 3.8.4.4",
            "the RFC wants the type of DTSTART: a program that compares the two shows both events",
            "write RECURRENCE-ID as the DTSTART of the event that recurs is written: a date beside a date, a time beside a time",
        ),
        of_another_type,
    ),
    (
        doubt(
            "override-nowhere",
            "RFC 5545, 3.8.4.4",
            "a RECURRENCE-ID names one time of the event that recurs, and it has no such time: both may be shown",
            "write the time that the rule gives, as it was before the change",
        ),
        nowhere,
    ),
];

fn twice(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    calendar.contents.identities.twice.tell(found, |(uid, before, place), found| {
        found.at(*place, format_args!("the UID {uid} is that of line {before} too"));
    });
}

fn alone(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    for place in calendar.contents.identities.alone() {
        found.at(
            place,
            "the event has a RECURRENCE-ID, and there is no event that recurs with its UID",
        );
    }
}

fn of_another_type(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    let is_other =
        |series: &RecurringTimes, moment, _: Option<&str>| series.is_of_dates() != is_date(moment);
    for place in calendar.contents.identities.overrides(is_other) {
        found.at(place, "RECURRENCE-ID is not of the type of the DTSTART of the event that recurs");
    }
}

fn is_date(moment: DateOrTime) -> bool {
    matches!(moment, DateOrTime::Date(_))
}

fn nowhere(calendar: &FeedCalendar<'_>, found: &mut Breaches<'_>) {
    let is_missed = |series: &RecurringTimes, moment, zone_id: Option<&str>| {
        series.has(moment, zone_id) == Some(false)
    };
    let identities = &calendar.contents.identities;
    for place in identities.overrides(is_missed) {
        found.at(place, "RECURRENCE-ID is not a time of the event that recurs");
    }
    for place in identities.of_single_events() {
        found.at(
            place,
            "RECURRENCE-ID is not the time of the event with its UID, which does not recur",
        );
    }
}
