//! Properties by value type (RFC 5545 section 3.3), ready to be written.

use super::text::{clean, escape};
use super::write::Property;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};
use icalendar::parser::Parameter;

fn property(name: &'static str, value: String, parameters: &[(&'static str, &str)]) -> Property {
    let params = parameters
        .iter()
        .map(|(key, value)| Parameter { key: (*key).into(), val: Some((*value).to_owned().into()) })
        .collect();
    Property { name: name.into(), val: value.into(), params }
}

/// A property whose value needs no escaping: a number or a keyword.
pub fn kept(name: &'static str, value: impl ToString) -> Property {
    property(name, value.to_string(), &[])
}

/// A TEXT.
pub fn text(name: &'static str, value: &str) -> Property {
    let mut escaped = String::with_capacity(value.len() + 8);
    escape(&clean(value), &mut escaped);
    property(name, escaped, &[])
}

/// Several TEXTs in one property.
pub fn texts<'a>(name: &'static str, values: impl IntoIterator<Item = &'a str>) -> Property {
    let mut escaped = String::new();
    for value in values {
        if !escaped.is_empty() {
            escaped.push(',');
        }
        escape(&clean(value), &mut escaped);
    }
    property(name, escaped, &[])
}

/// A URI; `typed` adds the parameter VALUE, for properties without a default type (RFC 7986 section
/// 5.8).
pub fn uri(name: &'static str, address: &str, typed: bool) -> Property {
    let value = clean(address).replace(['\n', ' '], "%20");
    property(name, value, if typed { &[("VALUE", "URI")] } else { &[] })
}

/// A DURATION in a property without a default type (RFC 7986 section 5.7).
pub fn duration(name: &'static str, value: impl ToString) -> Property {
    property(name, value.to_string(), &[("VALUE", "DURATION")])
}

/// A DATE.
pub fn date(name: &'static str, date: NaiveDate) -> Property {
    property(name, digits_of_date(date), &[("VALUE", "DATE")])
}

/// A DATE-TIME in local time of a zone.
pub fn date_time(name: &'static str, local: NaiveDateTime, zone: &str) -> Property {
    property(name, digits(local), &[("TZID", zone)])
}

/// A DATE-TIME in UTC.
pub fn utc(name: &'static str, instant: DateTime<Utc>) -> Property {
    property(name, digits(instant.naive_utc()) + "Z", &[])
}

fn digits_of_date(date: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn digits(at: NaiveDateTime) -> String {
    format!("{}T{:02}{:02}{:02}", digits_of_date(at.date()), at.hour(), at.minute(), at.second())
}
