//! Rules for the forms of single values (RFC 5545 section 3.3): places, priorities, addresses.

use super::properties::PropertyCheck;
use super::property::FeedProperty;
use super::rule::{Breaches, Rule, doubt, fault, quoted};

pub(super) const PROPERTY: &[(Rule, PropertyCheck)] = &[
    (
        fault(
            "geo",
            "RFC 5545, 3.8.1.6",
            "iCalendar has no other form, so nothing says where it is",
            "write latitude, semicolon and longitude in degrees, as GEO:46.2222;6.1374",
        ),
        geo,
    ),
    (
        fault(
            "priority",
            "RFC 5545, 3.8.1.9",
            "iCalendar has no other form, so nothing says how urgent it is",
            "write a digit from 1, the highest, to 9, or 0 for none, or leave PRIORITY out",
        ),
        priority,
    ),
    (
        fault(
            "address",
            "RFC 5545, 3.3.13, and RFC 3986",
            "programs that make a link of it end it there, or make none",
            "write a whole address, as `https://example.org/a%20b`, with %20 for a space",
        ),
        address,
    ),
    (
        doubt(
            "person",
            "RFC 5545, 3.3.3",
            "a program that writes to people does not find the address",
            "write mailto: and the address alone; the name stands in CN",
        ),
        person,
    ),
];

fn geo(property: &FeedProperty<'_>, component: &str, found: &mut Breaches<'_>) {
    if property.name != "GEO" || component == "VCALENDAR" {
        return;
    }
    let degrees = |text: &str, most: f64| {
        let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.');
        text.chars().all(is_plain) && text.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= most)
    };
    let value = property.value();
    let fits = value
        .split_once(';')
        .is_some_and(|(latitude, longitude)| degrees(latitude, 90.0) && degrees(longitude, 180.0));
    if !fits {
        found.at(
            property.place(),
            format_args!("GEO is not a latitude and a longitude: {}", quoted(value)),
        );
    }
}

fn priority(property: &FeedProperty<'_>, _: &str, found: &mut Breaches<'_>) {
    let value = property.value();
    let is_digit = value.len() == 1 && value.bytes().all(|byte| byte.is_ascii_digit());
    if property.name == "PRIORITY" && !is_digit {
        let message = format_args!("PRIORITY is not a digit: {}", quoted(value));
        found.at(property.place(), message);
    }
}

/// What is wrong with an address: where, and in which words.
struct WrongAddress {
    from: usize,
    to: usize,
    what: String,
}

/// Judges an address by RFC 3986; letters of other scripts are left to programs.
fn wrong_address(value: &str, start: &str) -> Option<WrongAddress> {
    let odd =
        |c: char| c.is_ascii_control() || matches!(c, ' ' | '"' | '<' | '>' | '\\' | '^' | '`');
    if let Some((at, c)) = value.char_indices().find(|(_, c)| odd(*c)) {
        let what = if c == ' ' {
            "has a space".to_owned()
        } else {
            format!("has `{}`", c.escape_default())
        };
        return Some(WrongAddress { from: at, to: at + c.len_utf8(), what });
    }
    let scheme = value.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(letters)
    };
    let what = format!("does not begin with {start} or the like: {}", quoted(value));
    (!scheme.is_some_and(is_scheme)).then_some(WrongAddress { from: 0, to: value.len(), what })
}

fn address(property: &FeedProperty<'_>, component: &str, found: &mut Breaches<'_>) {
    let is_address = match property.name.as_str() {
        // Apple writes the name of a sound there.
        "ATTACH" if component == "VALARM" => false,
        "URL" | "SOURCE" | "TZURL" | "CONFERENCE" | "ATTACH" | "IMAGE" => {
            property.parameter("VALUE").is_none() || property.is_typed("URI")
        }
        _ => false,
    };
    let value = property.value();
    if is_address
        && !value.is_empty()
        && let Some(WrongAddress { from, to, what }) = wrong_address(value, "https://")
    {
        found.at(property.part(from, to), format_args!("the address in {} {what}", property.name));
    }
}

fn person(property: &FeedProperty<'_>, _: &str, found: &mut Breaches<'_>) {
    let is_person = matches!(property.name.as_str(), "ORGANIZER" | "ATTENDEE");
    let value = property.value();
    if is_person
        && !value.is_empty()
        && let Some(WrongAddress { from, to, what }) = wrong_address(value, "mailto:")
    {
        found.at(property.part(from, to), format_args!("the address in {} {what}", property.name));
    }
}
