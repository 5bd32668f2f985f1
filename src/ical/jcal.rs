//! jCal (RFC 7265): the same components as JSON.

use super::text::unescape;
use super::write::{Component, Property};
use serde_json::{Map, Value, json};

/// A component with its properties and all within it.
pub fn jcal(name: &str, properties: &[Property], components: Vec<Value>) -> Value {
    let properties: Vec<Value> = properties.iter().map(property).collect();
    json!([name.to_lowercase(), properties, components])
}

/// A component of the tree.
pub fn jcal_of(component: &Component) -> Value {
    let inner = component.components.iter().map(jcal_of).collect();
    jcal(component.name.as_str(), &component.properties, inner)
}

/// The value types of properties other than TEXT (RFC 5545 section 3.8, RFC 7986).
fn value_type(name: &str, value: &str) -> &'static str {
    match name {
        "DTSTART" | "DTEND" if value.len() == 8 => "date",
        "DTSTART" | "DTEND" | "DTSTAMP" | "LAST-MODIFIED" => "date-time",
        "SEQUENCE" => "integer",
        "URL" | "SOURCE" => "uri",
        "REFRESH-INTERVAL" | "TRIGGER" => "duration",
        "RRULE" => "recur",
        "TZOFFSETFROM" | "TZOFFSETTO" => "utc-offset",
        name if name.starts_with("X-") => "unknown",
        _ => "text",
    }
}

fn property(property: &Property) -> Value {
    let (name, value) = (property.name.as_str(), property.val.as_str());
    let value_type = value_type(name, value);
    // jCal has its own place for the type, so the parameter VALUE is left out.
    let parameters: Map<String, Value> = property
        .params
        .iter()
        .filter(|parameter| parameter.key.as_str() != "VALUE")
        .filter_map(|parameter| {
            Some((
                parameter.key.as_str().to_lowercase(),
                Value::from(parameter.val.as_ref()?.as_str()),
            ))
        })
        .collect();
    let mut array =
        vec![Value::from(name.to_lowercase()), Value::from(parameters), Value::from(value_type)];
    match (value_type, name) {
        ("text", "CATEGORIES") => {
            array.extend(value.split(',').map(|text| Value::from(unescape(text))))
        }
        ("text", _) => array.push(Value::from(unescape(value))),
        ("integer", _) => array.push(value.parse::<i64>().map_or(Value::Null, Value::from)),
        ("date" | "date-time", _) => array.push(Value::from(extended(value))),
        ("utc-offset", _) => {
            let (hours, minutes) = value.split_at_checked(3).unwrap_or((value, ""));
            array.push(Value::from(format!("{hours}:{minutes}")));
        }
        ("recur", _) => array.push(recurrence(value)),
        _ => array.push(Value::from(value)),
    }
    Value::from(array)
}

/// `20250114T093000Z` as `2025-01-14T09:30:00Z` (RFC 7265 section 3.6.5).
fn extended(value: &str) -> String {
    let mut extended = String::with_capacity(value.len() + 4);
    for (index, c) in value.chars().enumerate() {
        match index {
            4 | 6 => extended.push('-'),
            11 | 13 => extended.push(':'),
            _ => {}
        }
        extended.push(c);
    }
    extended
}

/// `FREQ=YEARLY;BYMONTH=3` as an object (RFC 7265 section 3.6.10).
fn recurrence(value: &str) -> Value {
    let parts = value.split(';').filter_map(|part| part.split_once('='));
    let parts = parts.map(|(name, value)| {
        let value = value.parse::<i64>().map_or_else(|_| Value::from(value), Value::from);
        (name.to_lowercase(), value)
    });
    Value::from(parts.collect::<Map<String, Value>>())
}

#[cfg(test)]
mod tests {
    use super::{jcal, jcal_of};
    use crate::ical::{Component, date, kept, text, texts, uri, utc};
    use chrono::{DateTime, NaiveDate};

    #[test]
    fn every_value_has_its_type() {
        let event = Component {
            name: "VEVENT".into(),
            properties: vec![
                text("SUMMARY", "a, b; c"),
                texts("CATEGORIES", ["session", "Q7/12"]),
                date("DTSTART", NaiveDate::from_ymd_opt(2025, 1, 14).unwrap()),
                utc("DTSTAMP", DateTime::UNIX_EPOCH),
                kept("SEQUENCE", 2),
                uri("URL", "https://itu.int/", false),
                kept("RRULE", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
                kept("TZOFFSETTO", "+0200"),
            ],
            components: Vec::new(),
        };
        let calendar = jcal("VCALENDAR", &[kept("VERSION", "2.0")], vec![jcal_of(&event)]);
        assert_eq!(
            calendar.to_string(),
            r#"["vcalendar",[["version",{},"text","2.0"]],[["vevent",[["summary",{},"text","a, b; c"],"#.to_owned()
                + r#"["categories",{},"text","session","Q7/12"],["dtstart",{},"date","2025-01-14"],"#
                + r#"["dtstamp",{},"date-time","1970-01-01T00:00:00Z"],["sequence",{},"integer",2],"#
                + r#"["url",{},"uri","https://itu.int/"],"#
                + r#"["rrule",{},"recur",{"byday":"-1SU","bymonth":3,"freq":"YEARLY"}],"#
                + r#"["tzoffsetto",{},"utc-offset","+02:00"]],[]]]]"#
        );
    }
}
