//! Components as bytes.

use super::fold::push_line;

/// A component of the tree.
pub type Component = icalendar::parser::Component<'static>;
/// A property of the tree; its value is already in the form of the file.
pub type Property = icalendar::parser::Property<'static>;

/// Adds a component and all within it.
pub fn write(component: &Component, out: &mut Vec<u8>) {
    let name = component.name.as_str();
    push_line(&format!("BEGIN:{name}"), out);
    write_properties(&component.properties, out);
    for inner in &component.components {
        write(inner, out);
    }
    push_line(&format!("END:{name}"), out);
}

/// Begins a calendar with its properties; its components follow.
pub fn begin_calendar(properties: &[Property], out: &mut Vec<u8>) {
    push_line("BEGIN:VCALENDAR", out);
    write_properties(properties, out);
}

/// Ends a calendar.
pub fn end_calendar(out: &mut Vec<u8>) {
    push_line("END:VCALENDAR", out);
}

fn write_properties(properties: &[Property], out: &mut Vec<u8>) {
    let mut line = String::with_capacity(256);
    for property in properties {
        line.clear();
        push_safe(property.name.as_str(), &mut line);
        for parameter in &property.params {
            line.push(';');
            push_safe(parameter.key.as_str(), &mut line);
            line.push('=');
            if let Some(value) = &parameter.val {
                push_parameter(value.as_str(), &mut line);
            }
        }
        line.push(':');
        push_safe(property.val.as_str(), &mut line);
        push_line(&line, out);
    }
}

/// A parameter's value, between quotes where it has one of `: ; ,` (RFC 5545 section 3.2). Quotes
/// themselves cannot be written: few programs support RFC 6868.
fn push_parameter(value: &str, line: &mut String) {
    let quotes = value.contains([':', ';', ',']);
    if quotes {
        line.push('"');
    }
    line.extend(value.chars().filter(|c| !c.is_control() && *c != '"'));
    if quotes {
        line.push('"');
    }
}

/// The last safeguard: no control character, above all no line break, leaves this module within a
/// line.
fn push_safe(value: &str, line: &mut String) {
    // The bytes that begin a control character of either block.
    if value.bytes().any(|byte| byte.is_ascii_control() || byte == 0xC2) {
        line.extend(value.chars().filter(|c| !c.is_control()));
    } else {
        line.push_str(value);
    }
}

#[cfg(test)]
mod tests {
    use super::{Component, write};
    use crate::ical::{date_time, kept, text, texts, uri};
    use chrono::NaiveDate;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    fn written(properties: Vec<super::Property>) -> String {
        let component = Component { name: "VEVENT".into(), properties, components: Vec::new() };
        let mut out = Vec::new();
        write(&component, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_component_in_our_order() {
        let start = NaiveDate::from_ymd_opt(2025, 1, 14).unwrap().and_hms_opt(9, 30, 0).unwrap();
        let properties = vec![
            text("SUMMARY", "Q7/12; ad hoc, on: \"terms\""),
            date_time("DTSTART", start, "Europe/Zurich"),
            texts("CATEGORIES", ["session", "a,b"]),
            kept("SEQUENCE", 0),
        ];
        assert_eq!(
            written(properties),
            "BEGIN:VEVENT\r\nSUMMARY:Q7/12\\; ad hoc\\, on: \"terms\"\r\nDTSTART;TZID=Europe/Zurich:20250114T093000\r\n\
             CATEGORIES:session,a\\,b\r\nSEQUENCE:0\r\nEND:VEVENT\r\n"
        );
    }

    #[test]
    fn a_parameter_has_quotes_where_it_needs_them_and_none_within() {
        let start = NaiveDate::from_ymd_opt(2025, 1, 14).unwrap().and_hms_opt(9, 30, 0).unwrap();
        for (zone, wanted) in [
            ("Europe/Zurich", "Europe/Zurich"),
            ("a:b", "\"a:b\""),
            ("a;b", "\"a;b\""),
            ("a,b", "\"a,b\""),
            ("\"a\"\r\n b", "a b"),
        ] {
            let written = written(vec![date_time("DTSTART", start, zone)]);
            let line = format!("DTSTART;TZID={wanted}:20250114T093000\r\n");
            assert_eq!(written, format!("BEGIN:VEVENT\r\n{line}END:VEVENT\r\n"), "{zone:?}");
        }
    }

    #[test]
    fn control_characters_of_both_blocks_stay_out() {
        assert_eq!(
            written(vec![kept("STATUS", "a\u{85}\u{7}b"), uri("URL", "https://x/\u{85}", false)]),
            "BEGIN:VEVENT\r\nSTATUS:ab\r\nURL:https://x/\r\nEND:VEVENT\r\n"
        );
    }

    proptest! {
        #[test]
        fn no_value_becomes_a_property(value in "(\\PC|[\r\n\0\u{b}\u{85}\u{2028}:;,\"\\\\]|\r\nATTENDEE:x|END:VEVENT)*") {
            let written = written(vec![
                text("SUMMARY", &value), texts("CATEGORIES", [&*value, &*value]), uri("URL", &value, true),
                kept("STATUS", &value),
            ]);
            let unfolded = crate::ical::fold::unfold(&written);
            let names: Vec<&str> = unfolded.split("\r\n").map(|line| line.split([':', ';']).next().unwrap()).collect();
            prop_assert_eq!(names, ["BEGIN", "SUMMARY", "CATEGORIES", "URL", "STATUS", "END", ""]);
            prop_assert!(written.split("\r\n").all(|line| line.len() <= 75 && !line.contains(char::is_control)));
        }
    }
}
