//! Rules for the parts of any component: what it must have, what it may have once; alarms (RFC
//! 5545 section 3.6.6) and recurrence (section 3.3.10).

use super::known::singles;
use super::property::FeedProperty;
use super::rule::{Breaches, Rule, doubt, fault, quoted};
use super::walk::FeedComponent;
use crate::ical::value::{DateOrTime, duration, moment};

/// A check of a component of any name.
pub(super) type ComponentCheck = fn(&FeedComponent<'_>, &mut Breaches<'_>);

pub(super) const COMPONENT: &[(Rule, ComponentCheck)] = &[
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

fn twice(component: &FeedComponent<'_>, found: &mut Breaches<'_>) {
    for name in singles(&component.name) {
        if let Some(second) = component.all(name).nth(1) {
            found.at(
                second.name_place(),
                format_args!("{} has {name} a second time", component.name),
            );
        }
    }
}

fn alarm(component: &FeedComponent<'_>, found: &mut Breaches<'_>) {
    if component.name != "VALARM" {
        return;
    }
    for name in ["ACTION", "TRIGGER"] {
        if component.get(name).is_none() {
            found.at(component.begin, format_args!("the alarm has no {name}"));
        }
    }
    let action = component.get("ACTION").map(|action| action.value().to_ascii_uppercase());
    let wanted: &[&str] = match action.as_deref() {
        Some("DISPLAY") => &["DESCRIPTION"],
        Some("EMAIL") => &["DESCRIPTION", "SUMMARY", "ATTENDEE"],
        _ => &[],
    };
    for name in wanted.iter().filter(|name| component.get(name).is_none()) {
        let what = if *name == "ATTENDEE" { "to write to" } else { "to show" };
        found.at(component.begin, format_args!("the alarm has no {name} {what}"));
    }
    for (name, other) in [("REPEAT", "DURATION"), ("DURATION", "REPEAT")] {
        if let Some(one) = component.get(name)
            && component.get(other).is_none()
        {
            found.at(one.name_place(), format_args!("the alarm has a {name} and no {other}"));
        }
    }
}

fn alarms(component: &FeedComponent<'_>, found: &mut Breaches<'_>) {
    let mut alarms = component.components.iter().filter(|part| part.name == "VALARM");
    if let Some(second) = alarms.nth(1) {
        found.at(second.begin, "the event has more than one alarm");
    }
}

/// A property of an alarm.
fn of_alarm<'c, 'f>(component: &'c FeedComponent<'f>, name: &str) -> Option<&'c FeedProperty<'f>> {
    if component.name == "VALARM" { component.get(name) } else { None }
}

fn alarm_after(component: &FeedComponent<'_>, found: &mut Breaches<'_>) {
    let Some(trigger) = of_alarm(component, "TRIGGER") else { return };
    if duration(trigger.value()).is_some_and(|seconds| seconds > 0) {
        found.at(trigger.place(), "the alarm rings after the start");
    }
}

fn alarm_action(component: &FeedComponent<'_>, found: &mut Breaches<'_>) {
    let Some(action) = of_alarm(component, "ACTION") else { return };
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

fn recurrence(component: &FeedComponent<'_>, found: &mut Breaches<'_>) {
    for rule in component.all("RRULE") {
        one_rule(component, rule, found);
    }
}

fn one_rule(component: &FeedComponent<'_>, property: &FeedProperty<'_>, found: &mut Breaches<'_>) {
    let rule = property.value();
    let frequency = part(rule, "FREQ");
    if !frequency.is_some_and(|own| FREQUENCIES.iter().any(|word| word.eq_ignore_ascii_case(own))) {
        found.at(property.place(), "the rule does not say how often: it has no FREQ of the RFC");
        return;
    }
    if let Some(wrong) =
        wrong_part(rule, component.get("DTSTART").and_then(|start| moment(start.value())))
    {
        found.at(property.place(), wrong);
    }
    for number in ["COUNT", "INTERVAL"] {
        let is_number = |value: &str| value.parse::<u32>().is_ok_and(|value| value > 0);
        if part(rule, number).is_some_and(|value| !is_number(value)) {
            found.at(property.place(), format_args!("{number} of the rule is no number from 1"));
        }
    }
    let Some(until) = part(rule, "UNTIL") else { return };
    if part(rule, "COUNT").is_some() {
        found.remedy(property.place(), "the rule has both COUNT and UNTIL", "keep one of the two");
    }
    if component.name != "VEVENT" {
        return;
    }
    let start = component.get("DTSTART");
    let has_zone = start.is_some_and(|start| start.parameter("TZID").is_some());
    let fits = match (start.and_then(|start| moment(start.value())), moment(until)) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(DateOrTime::Date(_)), Some(until)) => matches!(until, DateOrTime::Date(_)),
        (Some(DateOrTime::Local(_)), Some(until)) if !has_zone => {
            matches!(until, DateOrTime::Local(_))
        }
        (Some(_), Some(until)) => matches!(until, DateOrTime::Utc(_)),
    };
    if !fits {
        found.remedy(
            property.place(),
            format_args!("UNTIL does not fit the start: {}", quoted(until)),
            "write a date for all-day events, a time without zone for one without zone, else an instant in UTC with a Z",
        );
    }
}

/// The parts of a rule by RFC 5545 and 7529, and what they may be.
const PARTS: [(&str, PartValues); 16] = [
    ("FREQ", PartValues::Other),
    ("UNTIL", PartValues::Other),
    ("COUNT", PartValues::Other),
    ("INTERVAL", PartValues::Other),
    ("BYSECOND", PartValues::Numbers(0, 60)),
    ("BYMINUTE", PartValues::Numbers(0, 59)),
    ("BYHOUR", PartValues::Numbers(0, 23)),
    ("BYDAY", PartValues::Weekdays),
    ("BYMONTHDAY", PartValues::Signed(31)),
    ("BYYEARDAY", PartValues::Signed(366)),
    ("BYWEEKNO", PartValues::Signed(53)),
    ("BYMONTH", PartValues::Months),
    ("BYSETPOS", PartValues::Signed(366)),
    ("WKST", PartValues::Weekdays),
    ("RSCALE", PartValues::Other),
    ("SKIP", PartValues::Other),
];

/// What a part of a rule may be.
#[derive(Clone, Copy)]
enum PartValues {
    /// It is checked elsewhere.
    Other,
    /// Numbers between two.
    Numbers(u16, u16),
    /// Numbers from 1 to the last, with a sign.
    Signed(u16),
    /// Months, which may be leap months in other calendars than ours.
    Months,
    /// Weekdays, with a sign and a number.
    Weekdays,
}

impl PartValues {
    fn has(self, value: &str) -> bool {
        let number = |text: &str, first, last| {
            let is_short =
                (1..=3).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit());
            is_short && text.parse().is_ok_and(|number: u16| (first..=last).contains(&number))
        };
        let unsigned = |text: &str| text.strip_prefix(['+', '-']).unwrap_or(text).to_owned();
        match self {
            Self::Other => true,
            Self::Numbers(first, last) => number(value, first, last),
            Self::Signed(last) => number(&unsigned(value), 1, last),
            Self::Months => number(value.strip_suffix('L').unwrap_or(value), 1, 13),
            Self::Weekdays => {
                let Some((nth, day)) = value.split_at_checked(value.len().saturating_sub(2)) else {
                    return false;
                };
                let nth_fits = nth.is_empty() || number(&unsigned(nth), 1, 53);
                let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
                nth_fits && days.iter().any(|own| own.eq_ignore_ascii_case(day))
            }
        }
    }
}

/// What is wrong with the parts of a rule, by the grammar and the table of section 3.3.10.
fn wrong_part(rule: &str, start: Option<DateOrTime>) -> Option<String> {
    let mut seen: u32 = 0;
    for text in rule.split(';').filter(|text| !text.is_empty()) {
        let (name, values) = text.split_once('=').unwrap_or((text, ""));
        let known = PARTS.iter().enumerate().find(|(_, (own, _))| own.eq_ignore_ascii_case(name));
        let Some((at, (own, kind))) = known else {
            return Some(format!("the rule has {}, which is no part of a rule", quoted(text)));
        };
        if seen & (1 << at) != 0 {
            return Some(format!("the rule has {own} twice"));
        }
        seen |= 1 << at;
        if let Some(wrong) = values.split(',').find(|value| !kind.has(value)) {
            return Some(format!("{own} of the rule cannot be {}", quoted(wrong)));
        }
    }
    let has = |name: &str| part(rule, name).is_some();
    let frequency = part(rule, "FREQ").unwrap_or_default().to_ascii_uppercase();
    let is = |names: &[&str]| names.contains(&frequency.as_str());
    let counts = part(rule, "BYDAY").is_some_and(|days| days.split(',').any(|day| day.len() > 2));
    let positions = [
        "BYSECOND",
        "BYMINUTE",
        "BYHOUR",
        "BYDAY",
        "BYMONTHDAY",
        "BYYEARDAY",
        "BYWEEKNO",
        "BYMONTH",
    ];
    let hours = ["BYSECOND", "BYMINUTE", "BYHOUR"];
    let is_date = matches!(start, Some(DateOrTime::Date(_)));
    let wrong = if counts && (!is(&["MONTHLY", "YEARLY"]) || has("BYWEEKNO")) {
        "BYDAY with numbers"
    } else if has("BYMONTHDAY") && is(&["WEEKLY"]) {
        "BYMONTHDAY"
    } else if has("BYYEARDAY") && is(&["DAILY", "WEEKLY", "MONTHLY"]) {
        "BYYEARDAY"
    } else if has("BYWEEKNO") && !is(&["YEARLY"]) {
        "BYWEEKNO"
    } else if has("BYSETPOS") && !positions.iter().any(|name| has(name)) {
        return Some("BYSETPOS of the rule has no other BY… beside it".to_owned());
    } else if is_date && hours.iter().any(|name| has(name)) {
        return Some("the rule names hours, and DTSTART is a date".to_owned());
    } else {
        return None;
    };
    Some(format!("the rule has {wrong}, which FREQ={frequency} cannot have"))
}

fn recurrence_outlook(component: &FeedComponent<'_>, found: &mut Breaches<'_>) {
    if component.name != "VEVENT" {
        return;
    }
    if let Some(dates) = component.get("RDATE")
        && component.get("RRULE").is_none()
    {
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
