//! Rules for the forms of single values (RFC 5545 section 3.3): places, priorities, addresses.

use super::properties::OfProperty;
use super::property::Property;
use super::rule::{Found, Rule, fault, quoted};

pub(super) const PROPERTY: &[(Rule, OfProperty)] = &[
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
];

fn geo(property: &Property<'_>, component: &str, found: &mut Found<'_>) {
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

fn priority(property: &Property<'_>, _: &str, found: &mut Found<'_>) {
    let value = property.value();
    let is_digit = value.len() == 1 && value.bytes().all(|byte| byte.is_ascii_digit());
    if property.name == "PRIORITY" && !is_digit {
        let message = format_args!("PRIORITY is not a digit: {}", quoted(value));
        found.at(property.place(), message);
    }
}

fn address(property: &Property<'_>, component: &str, found: &mut Found<'_>) {
    let is_address = match property.name.as_str() {
        // Apple writes the name of a sound there.
        "ATTACH" if component == "VALARM" => false,
        "URL" | "SOURCE" | "TZURL" | "CONFERENCE" | "ATTACH" | "IMAGE" => {
            property.parameter("VALUE").is_none() || property.is_typed("URI")
        }
        _ => false,
    };
    let value = property.value();
    if !is_address || value.is_empty() {
        return;
    }
    // What no address may hold by RFC 3986; letters of other scripts are left to programs.
    let odd =
        |c: char| c.is_ascii_control() || matches!(c, ' ' | '"' | '<' | '>' | '\\' | '^' | '`');
    if let Some((at, c)) = value.char_indices().find(|(_, c)| odd(*c)) {
        let what =
            if c == ' ' { "a space".to_owned() } else { format!("`{}`", c.escape_default()) };
        let message = format_args!("the address in {} has {what}", property.name);
        found.at(property.part(at, at + c.len_utf8()), message);
        return;
    }
    let scheme = value.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(letters)
    };
    if !scheme.is_some_and(is_scheme) {
        let message = format_args!(
            "{} is not an address: it does not begin with https:// or the like: {}",
            property.name,
            quoted(value)
        );
        found.at(property.place(), message);
    }
}
