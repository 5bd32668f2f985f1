//! Rules for all-day events: that what says so does not say otherwise elsewhere.

use super::events::{EventCheck, FeedEvent};
use super::rule::{Breaches, Rule, doubt, fault};
use crate::ical::value::{DateOrTime, length};
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

pub(super) const EVENT: &[(Rule, EventCheck)] = &[
    (
        fault(
            "all-day-flag",
            "MS-OXCICAL 2.1.3.1.1.20.28",
            "Outlook has it for all-day events: nothing says which of the two counts",
            "leave X-MICROSOFT-CDO-ALLDAYEVENT out; VALUE=DATE says that an event lasts whole days",
        ),
        flag,
    ),
    (
        doubt(
            "all-day-utc",
            "RFC 5545, 3.3.4",
            "from midnight to midnight in UTC is 01:00 to 01:00 in Geneva, and two days in most calendars",
            "write whole days as dates, which are in no zone: DTSTART;VALUE=DATE:20270118",
        ),
        midnights,
    ),
];

fn flag(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    let Some(flag) = event.component.get("X-MICROSOFT-CDO-ALLDAYEVENT") else { return };
    let Some(start) = event.start.as_ref().and_then(|start| start.moment) else { return };
    let is_true = flag.value().eq_ignore_ascii_case("TRUE");
    let is_false = flag.value().eq_ignore_ascii_case("FALSE");
    match start {
        DateOrTime::Date(_) if is_false => {
            found.at(flag.place(), "the event has dates and says that it does not last whole days");
        }
        DateOrTime::Local(at) | DateOrTime::Utc(at) if is_true && at.time() != NaiveTime::MIN => {
            found.at(flag.place(), "the event begins at an hour and says that it lasts whole days");
        }
        _ => {}
    }
}

/// The end of an event that has its length instead of one.
fn by_length(event: &FeedEvent<'_>, from: NaiveDateTime) -> Option<NaiveDateTime> {
    let (days, seconds) = length(event.component.get("DURATION")?.value())?;
    let length = TimeDelta::try_days(days)?.checked_add(&TimeDelta::try_seconds(seconds)?)?;
    from.checked_add_signed(length)
}

/// The midnight at which an event ends that lasts to the end of a day, or to its last minute.
fn last_midnight(end: NaiveDateTime) -> Option<NaiveDateTime> {
    let next = end.date().succ_opt()?.and_time(NaiveTime::MIN);
    match end.time() {
        NaiveTime::MIN => Some(end),
        _ => (next - end <= TimeDelta::minutes(1)).then_some(next),
    }
}

fn midnights(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    let utc = |moment: Option<DateOrTime>| match moment? {
        DateOrTime::Utc(at) => Some(at),
        _ => None,
    };
    let Some(start) = &event.start else { return };
    let Some(from) = utc(start.moment).filter(|at| at.time() == NaiveTime::MIN) else { return };
    let end = match &event.end {
        Some(end) => utc(end.moment),
        None => by_length(event, from),
    };
    let Some(end) = end else { return };
    if let Some(to) = last_midnight(end).filter(|to| *to > from) {
        let [first, last] = [from, to].map(|at| at.format("%Y%m%d"));
        let till = if to == end { "midnight".to_owned() } else { end.format("%H:%M").to_string() };
        found.remedy(
            start.property.place(),
            format_args!("the event lasts from midnight to {till} in UTC"),
            format_args!("write DTSTART;VALUE=DATE:{first} and DTEND;VALUE=DATE:{last}, if it is meant to last whole days"),
        );
    }
}
