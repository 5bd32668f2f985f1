//! Rules for the parts of any component: what it must have, what it may have once; alarms (RFC
//! 5545 section 3.6.6) and recurrence (section 3.3.10).

use super::known::singles;
use super::property::Property;
use super::rule::{Found, Rule, doubt, fault, quoted};
use super::walk::Component;
use crate::ical::value::{Moment, duration, moment};

/// A check of a component of any name.
pub(super) type OfComponent = fn(&Component<'_>, &mut Found<'_>);

pub(super) const COMPONENT: &[(Rule, OfComponent)] = &[
    (
        fault(
            "twice",
            "RFC 5545, 3.6",
            "the RFC forbids it: nothing says which of them counts",
            "keep one; a text in a second language goes into a feed of its own",
        ),
        twice,
    ),
    (
        fault(
            "alarm",
            "RFC 5545, 3.6.6",
            "the RFC demands it: nothing says when the alarm rings or what it shows",
            "write ACTION:DISPLAY, DESCRIPTION and TRIGGER:-PT15M, or leave the alarm out",
        ),
        alarm,
    ),
    (
        doubt(
            "alarms",
            "MS-OXCICAL 2.1.3.1.1.20.62",
            "Outlook takes one; in a subscribed calendar Google and Outlook ignore all",
            "keep one, or none: people set their own",
        ),
        alarms,
    ),
    (
        doubt(
            "alarm-after",
            "MS-OXCICAL 2.1.3.1.1.20.62",
            "Outlook reads the length alone, and rings before the start",
            "write a TRIGGER with a minus",
        ),
        alarm_after,
    ),
    (
        doubt(
            "alarm-action",
            "MS-STANOICAL 2.2.48",
            "Outlook ignores ACTION",
            "write ACTION:DISPLAY",
        ),
        alarm_action,
    ),
    (
        fault(
            "recurrence",
            "RFC 5545, 3.3.10",
            "the RFC has no such rule: nothing says when the event comes again",
            "write a rule as RRULE:FREQ=WEEKLY;COUNT=6",
        ),
        recurrence,
    ),
    (
        doubt(
            "recurrence-outlook",
            "MS-OXCICAL, PidLidAppointmentRecur",
            "Outlook has no such recurrence",
            "write one event for each date",
        ),
        recurrence_outlook,
    ),
];

fn twice(component: &Component<'_>, found: &mut Found<'_>) {
    for name in singles(&component.name) {
        if let Some(second) = component.all(name).nth(1) {
            found.at(
                second.name_place(),
                format_args!("{} has {name} a second time", component.name),
            );
        }
    }
}

fn alarm(component: &Component<'_>, found: &mut Found<'_>) {
    if component.name != "VALARM" {
        return;
    }
    for name in ["ACTION", "TRIGGER"] {
        if component.get(name).is_none() {
            found.at(component.begin, format_args!("the alarm has no {name}"));
        }
    }
    let shows = component
        .get("ACTION")
        .is_some_and(|action| action.value().eq_ignore_ascii_case("DISPLAY"));
    if shows && component.get("DESCRIPTION").is_none() {
        found.at(component.begin, "the alarm has no DESCRIPTION to show");
    }
}

fn alarms(component: &Component<'_>, found: &mut Found<'_>) {
    let mut alarms = component.components.iter().filter(|part| part.name == "VALARM");
    if let Some(second) = alarms.nth(1) {
        found.at(second.begin, "the event has more than one alarm");
    }
}

fn alarm_after(component: &Component<'_>, found: &mut Found<'_>) {
    let Some(trigger) = component.get("TRIGGER").filter(|_| component.name == "VALARM") else {
        return;
    };
    if duration(trigger.value()).is_some_and(|seconds| seconds > 0) {
        found.at(trigger.place(), "the alarm rings after the start");
    }
}

fn alarm_action(component: &Component<'_>, found: &mut Found<'_>) {
    let Some(action) = component.get("ACTION").filter(|_| component.name == "VALARM") else {
        return;
    };
    if !["DISPLAY", "AUDIO"].iter().any(|word| action.value().eq_ignore_ascii_case(word)) {
        found.at(action.place(), format_args!("the alarm's action is {}", quoted(action.value())));
    }
}

const FREQUENCIES: [&str; 7] =
    ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

/// The value of a part of a rule.
fn part<'r>(rule: &'r str, name: &str) -> Option<&'r str> {
    let mut parts = rule.split(';').filter_map(|part| part.split_once('='));
    parts.find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

fn recurrence(component: &Component<'_>, found: &mut Found<'_>) {
    for rule in component.all("RRULE") {
        one_rule(component, rule, found);
    }
}

fn one_rule(component: &Component<'_>, property: &Property<'_>, found: &mut Found<'_>) {
    let rule = property.value();
    let frequency = part(rule, "FREQ");
    if !frequency.is_some_and(|own| FREQUENCIES.iter().any(|word| word.eq_ignore_ascii_case(own))) {
        found.at(property.place(), "the rule does not say how often: it has no FREQ of the RFC");
        return;
    }
    for number in ["COUNT", "INTERVAL"] {
        let is_number = |value: &str| value.parse::<u32>().is_ok_and(|value| value > 0);
        if part(rule, number).is_some_and(|value| !is_number(value)) {
            found.at(property.place(), format_args!("{number} of the rule is no number from 1"));
        }
    }
    let Some(until) = part(rule, "UNTIL") else { return };
    if part(rule, "COUNT").is_some() {
        found.mend(property.place(), "the rule has both COUNT and UNTIL", "keep one of the two");
    }
    if component.name != "VEVENT" {
        return;
    }
    let start = component.get("DTSTART");
    let has_zone = start.is_some_and(|start| start.parameter("TZID").is_some());
    let fits = match (start.and_then(|start| moment(start.value())), moment(until)) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(Moment::Date(_)), Some(until)) => matches!(until, Moment::Date(_)),
        (Some(Moment::Local(_)), Some(until)) if !has_zone => matches!(until, Moment::Local(_)),
        (Some(_), Some(until)) => matches!(until, Moment::Utc(_)),
    };
    if !fits {
        found.mend(
            property.place(),
            format_args!("UNTIL does not fit the start: {}", quoted(until)),
            "write a date for all-day events, a time without zone for one without zone, else an instant in UTC with a Z",
        );
    }
}

fn recurrence_outlook(component: &Component<'_>, found: &mut Found<'_>) {
    if component.name != "VEVENT" {
        return;
    }
    if let Some(dates) = component.get("RDATE").filter(|_| component.get("RRULE").is_none()) {
        found.at(dates.name_place(), "the event recurs by dates alone, without a rule");
    }
    let Some(property) = component.get("RRULE") else { return };
    let rule = property.value();
    if let Some(dates) = component.get("RDATE") {
        found.at(dates.name_place(), "the event recurs on dates beside its rule");
    }
    if component.all("RRULE").nth(1).is_some() || component.get("EXRULE").is_some() {
        found.at(property.name_place(), "the event recurs by more than one rule");
    }
    let frequency = part(rule, "FREQ").unwrap_or_default().to_ascii_uppercase();
    if matches!(frequency.as_str(), "SECONDLY" | "MINUTELY" | "HOURLY") {
        found.at(
            property.place(),
            format_args!(
                "the rule repeats the event {}, more than once a day",
                frequency.to_lowercase()
            ),
        );
    }
    for name in ["BYSETPOS", "BYWEEKNO", "BYYEARDAY", "BYHOUR", "BYMINUTE", "BYSECOND", "RSCALE"] {
        if part(rule, name).is_some() {
            found.at(property.place(), format_args!("the rule has {name}"));
        }
    }
    let days = part(rule, "BYDAY").unwrap_or_default();
    let nth = days.split(',').filter(|day| day.len() > 2).count();
    if nth > 1 {
        found.at(property.place(), "the rule names more than one nth day");
    }
}
