//! Rules for events that recur (RFC 5545 section 3.8.5): that what names one of their times hits
//! one. Rules that are not expanded get no finding.

use super::events::{EventCheck, FeedEvent};
use super::rule::{Breaches, Rule, doubt, fault, quoted};
use super::times::{Timed, times};
use crate::ical::recur;
use crate::ical::value::{DateOrTime, moment};

pub(super) const EVENT: &[(Rule, EventCheck)] = &[
    (
        fault(
            "exdate-type",
            "RFC 5545, 3.8.5.1 and 3.8.5.2",
            "for a date beside times libical and ical.js take out the whole day, and a program that compares instants nothing",
            "write EXDATE and RDATE as DTSTART is written: a date beside a date, a time with its zone beside a time",
        ),
        date_type,
    ),
    (
        doubt(
            "exdate",
            "RFC 5545, 3.8.5.1",
            "it takes out nothing: the time that was meant is still shown",
            "write a time at which the event begins, or leave it out",
        ),
        exception,
    ),
    (
        fault(
            "until",
            "RFC 5545, 3.3.10",
            "ical.js never shows the event, libical shows it once",
            "write an UNTIL that is not before DTSTART, or leave the rule out",
        ),
        until,
    ),
    (
        doubt(
            "start-outside-rule",
            "RFC 5545, 3.8.5.3",
            "the RFC leaves open what such a rule gives",
            "let DTSTART be the first time of the rule",
        ),
        start_outside,
    ),
];

/// The times of EXDATE.
fn exceptions<'e>(event: &'e FeedEvent<'e>) -> impl Iterator<Item = Timed<'e>> {
    event.component.all("EXDATE").flat_map(|property| times(property, event.zones))
}

fn is_date(moment: DateOrTime) -> bool {
    matches!(moment, DateOrTime::Date(_))
}

fn date_type(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    let start = event.component.get("DTSTART").and_then(|start| moment(start.value()));
    let Some(start) = start else { return };
    let further = event.component.all("RDATE").flat_map(|property| times(property, event.zones));
    for time in exceptions(event).chain(further) {
        let Some(own) = time.moment.filter(|own| is_date(*own) != is_date(start)) else { continue };
        let [own, start] =
            [own, start].map(|moment| if is_date(moment) { "a date" } else { "a time" });
        let name = &time.property.name;
        found.at(time.place(), format_args!("{name} is {own}, and DTSTART {start}"));
    }
}

fn exception(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    let Some(series) = &event.series else { return };
    for time in exceptions(event) {
        let Some(own) = time.moment else { continue };
        // One before the start is left there where somebody changed all times from one on.
        if series.has(own, time.zone_id) != Some(false) || series.begins_after(own, time.zone_id) {
            continue;
        }
        let message = format_args!("EXDATE is not a time of the event: {}", quoted(time.value()));
        match series.hour_on_the_day_of(own) {
            Some(hour) => found.remedy(
                time.place(),
                message,
                format_args!("on this day the event begins at {}", hour.format("%H:%M")),
            ),
            None => found.at(time.place(), message),
        }
    }
}

fn until(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    let Some(series) = &event.series else { return };
    for property in event.component.all("RRULE") {
        if recur::RecurrenceRule::read(property.value())
            .is_some_and(|rule| series.ends_before_it_begins(&rule))
        {
            found.at(property.place(), "the rule ends before the event begins");
        }
    }
}

fn start_outside(event: &FeedEvent<'_>, found: &mut Breaches<'_>) {
    let first = event.series.as_ref().and_then(|series| series.start_outside());
    if let (Some(first), Some(start)) = (first, event.component.get("DTSTART")) {
        let message =
            format_args!("DTSTART is not a time of its own rule: {}", first.format("%a %Y-%m-%d"));
        found.at(start.place(), message);
    }
}
