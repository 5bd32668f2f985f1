//! Rules for single properties, wherever they stand: their types, parameters and keywords.

use super::colours;
use super::known::{is_known, properties_of};
use super::property::FeedProperty;
use super::rule::{Breaches, Rule, doubt, fault, named, quoted};
use crate::finding::{list, nearest};
use crate::ical::value::{DateOrTime, duration, moment};

/// A check of a property in a component of a name.
pub(super) type PropertyCheck = fn(&FeedProperty<'_>, &str, &mut Breaches<'_>);

pub(super) const PROPERTY: &[(Rule, PropertyCheck)] = &[
    (
        fault(
            "misplaced",
            "RFC 5545, 3.6",
            "the RFC gives it no meaning there",
            "leave it out here",
        ),
        misplaced,
    ),
    (
        doubt(
            "unknown-property",
            "RFC 5545, 3.8.8.2",
            "programs may pass over what they do not know",
            "begin names of your own with X-",
        ),
        unknown,
    ),
    (
        fault(
            "value-missing",
            "RFC 7986, 5.7, 5.8, 5.10 and 5.11",
            "it has no default type, so nothing says how to read it",
            "say the type: it has no default",
        ),
        value_missing,
    ),
    (
        fault(
            "duration",
            "RFC 5545, 3.3.6",
            "iCalendar has no other form, so nothing says how long it is",
            "write a duration as `PT6H`, `P1D` or `-PT15M`",
        ),
        durations,
    ),
    (
        fault(
            "utc",
            "RFC 5545, 3.8.7",
            "a time without Z is another instant in each zone",
            "write the instant in UTC, as 20270118T083000Z",
        ),
        utc,
    ),
    (
        fault(
            "dtstamp",
            "RFC 5545, 3.8.7.2",
            "a time without Z is another instant in each zone",
            "write the last change of the event in UTC, as DTSTAMP:20270118T083000Z",
        ),
        dtstamp,
    ),
    (
        fault(
            "sequence",
            "RFC 5545, 3.8.7.4",
            "Google is reported not to refresh an event that it knows without a higher number",
            "write a whole number, from 0 and one more at each change",
        ),
        sequence,
    ),
    (
        fault(
            "keyword",
            "RFC 5545, 3.8.1.11 and 3.8.2.7",
            "the RFC has no other words there: CANCELED cancels nothing",
            "write one of the words of the RFC",
        ),
        keyword,
    ),
    (
        fault(
            "colour",
            "RFC 7986, 5.9",
            "COLOR is a name of CSS3: nothing else says a colour there",
            "write one of the 147 names, as `steelblue`; Apple reads `#RRGGBB` in X-APPLE-CALENDAR-COLOR",
        ),
        colour,
    ),
    (
        doubt(
            "alternative-text",
            "reported of Outlook, Google and Apple",
            "Google and Apple never read X-ALT-DESC, Outlook not beside a DESCRIPTION",
            "leave it out, and write plain text in DESCRIPTION",
        ),
        alternative_text,
    ),
    (
        doubt(
            "attendee",
            "RFC 5546",
            "programs show a meeting in place of an appointment",
            "leave ORGANIZER and ATTENDEE out of feeds that people subscribe to",
        ),
        attendee,
    ),
    (
        doubt(
            "class",
            "RFC 5545, 3.8.1.3",
            "the RFC lets programs keep from others what is not public",
            "leave CLASS out",
        ),
        class,
    ),
];

fn misplaced(property: &FeedProperty<'_>, component: &str, found: &mut Breaches<'_>) {
    let name = property.name.as_str();
    let is_own = properties_of(component).is_none_or(|mut own| own.any(|own| own == name));
    if !is_own && is_known(name) {
        let message = format_args!("{name} does not belong into {component}");
        found.at(property.name_place(), message);
    }
}

fn unknown(property: &FeedProperty<'_>, component: &str, found: &mut Breaches<'_>) {
    let name = property.name.as_str();
    let Some(own) = properties_of(component) else { return };
    if name.starts_with("X-") || is_known(name) {
        return;
    }
    found.once(name, property.name_place(), || {
        let message = format!("{} is no property of {component}", named(name));
        (message, nearest(name, own).map(|near| format!("did you mean {near}?")))
    });
}

fn value_missing(property: &FeedProperty<'_>, _: &str, found: &mut Breaches<'_>) {
    let (wanted, is_said) = match property.name.as_str() {
        "REFRESH-INTERVAL" => ("DURATION", property.is_typed("DURATION")),
        "SOURCE" | "CONFERENCE" => ("URI", property.is_typed("URI")),
        "IMAGE" => ("URI", property.is_typed("URI") || property.is_typed("BINARY")),
        _ => return,
    };
    if !is_said {
        let name = &property.name;
        let message = format_args!("{name} does not say that its value is a {wanted}");
        let remedy = format_args!("write {name};VALUE={wanted}:…, since it has no default type");
        found.remedy(property.name_place(), message, remedy);
    }
}

fn durations(property: &FeedProperty<'_>, _: &str, found: &mut Breaches<'_>) {
    let is_duration = match property.name.as_str() {
        "REFRESH-INTERVAL" | "X-PUBLISHED-TTL" | "DURATION" => true,
        "TRIGGER" => !property.is_typed("DATE-TIME"),
        _ => false,
    };
    if is_duration && duration(property.value()).is_none() {
        let message =
            format_args!("{} is no duration: {}", property.name, quoted(property.value()));
        found.at(property.place(), message);
    }
}

fn is_utc(property: &FeedProperty<'_>) -> bool {
    matches!(moment(property.value()), Some(DateOrTime::Utc(_)))
        && property.parameter("TZID").is_none()
}

fn utc(property: &FeedProperty<'_>, _: &str, found: &mut Breaches<'_>) {
    let is_instant = match property.name.as_str() {
        "CREATED" | "LAST-MODIFIED" | "COMPLETED" => true,
        "TRIGGER" => property.is_typed("DATE-TIME"),
        _ => false,
    };
    if is_instant && !is_utc(property) {
        let message =
            format_args!("{} is no instant in UTC: {}", property.name, quoted(property.value()));
        found.at(property.place(), message);
    }
}

fn dtstamp(property: &FeedProperty<'_>, _: &str, found: &mut Breaches<'_>) {
    if property.name == "DTSTAMP" && !is_utc(property) {
        let message = format_args!("DTSTAMP is no instant in UTC: {}", quoted(property.value()));
        found.at(property.place(), message);
    }
}

fn sequence(property: &FeedProperty<'_>, _: &str, found: &mut Breaches<'_>) {
    let number = property.value();
    let whole = number.bytes().all(|byte| byte.is_ascii_digit()) && number.parse::<i32>().is_ok();
    if property.name == "SEQUENCE" && !whole {
        let message =
            format_args!("SEQUENCE is no whole number from 0 to 2147483647: {}", quoted(number));
        found.at(property.place(), message);
    }
}

/// The words that a property may have.
fn keywords(property: &str, component: &str) -> Option<&'static [&'static str]> {
    match (property, component) {
        ("STATUS", "VEVENT") => Some(&["TENTATIVE", "CONFIRMED", "CANCELLED"]),
        ("TRANSP", "VEVENT") => Some(&["OPAQUE", "TRANSPARENT"]),
        _ => None,
    }
}

fn keyword(property: &FeedProperty<'_>, component: &str, found: &mut Breaches<'_>) {
    let Some(words) = keywords(&property.name, component) else { return };
    let value = property.value();
    // Section 2 makes such words the same in any case.
    if words.iter().any(|word| word.eq_ignore_ascii_case(value)) {
        return;
    }
    found.tell(property.place(), || {
        let message =
            format!("{} is {}, which is not one of its values", property.name, quoted(value));
        let remedy = match nearest(value, words.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write {}", list(words.iter().copied(), "or")),
        };
        (message, Some(remedy))
    });
}

fn colour(property: &FeedProperty<'_>, _: &str, found: &mut Breaches<'_>) {
    let value = property.value();
    if property.name == "COLOR" && !colours::names().any(|name| name.eq_ignore_ascii_case(value)) {
        found.tell(property.place(), || {
            let near = nearest(value, colours::names());
            let message = format!("COLOR is {}, which is no name of CSS3", quoted(value));
            (message, near.map(|near| format!("did you mean `{near}`?")))
        });
    }
}

fn alternative_text(property: &FeedProperty<'_>, _: &str, found: &mut Breaches<'_>) {
    if property.name == "X-ALT-DESC" {
        found.at(property.name_place(), "X-ALT-DESC is a second description, in HTML");
    }
    if let Some(parameter) = property.parameters.iter().find(|parameter| parameter.name == "ALTREP")
    {
        let message = format_args!("{} names another form of its text", named(&property.name));
        found.at(property.parameter_place(parameter), message);
    }
}

fn attendee(property: &FeedProperty<'_>, component: &str, found: &mut Breaches<'_>) {
    if component == "VEVENT" && matches!(property.name.as_str(), "ORGANIZER" | "ATTENDEE") {
        found.at(property.name_place(), format_args!("the event has an {}", property.name));
    }
}

fn class(property: &FeedProperty<'_>, component: &str, found: &mut Breaches<'_>) {
    if component == "VEVENT"
        && property.name == "CLASS"
        && !property.value().eq_ignore_ascii_case("PUBLIC")
    {
        found.at(
            property.place(),
            format_args!("the event is {}, not PUBLIC", quoted(property.value())),
        );
    }
}
