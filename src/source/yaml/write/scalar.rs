//! Text in YAML, with quotation marks wherever a reader could read it as something else.

use crate::model::Odd;

/// Words inside of `{…}` or `[…]`.
pub(super) fn in_flow(value: &str) -> String {
    let is_fit = is_plain(value) && !value.contains([',', '[', ']', '{', '}']);
    if is_fit { value.to_owned() } else { quoted(value) }
}

/// A key: a word of the manual, a day, a slot or a group, so a number needs no quotation marks.
pub(super) fn key(value: &str) -> String {
    let is_fit = is_safe(value) && !value.contains([',', '[', ']', '{', '}']);
    if is_fit { value.to_owned() } else { quoted(value) }
}

/// Words that are all of the rest of a line.
pub(super) fn on_a_line(value: &str) -> String {
    if is_plain(value) { value.to_owned() } else { quoted(value) }
}

/// Whether every reader of YAML reads the words back as they are, without quotation marks.
fn is_plain(value: &str) -> bool {
    is_safe(value) && !is_number(value)
}

/// Whether words end where they should, and are no word of YAML's own.
fn is_safe(value: &str) -> bool {
    let begins = |c: char| {
        // Typographic quotation marks belong to the text, and the reader asks about bare ones.
        let is_mark = Odd::of(c).is_some_and(Odd::is_quotation_mark);
        !c.is_whitespace() && !is_mark && !"-?:,[]{}#&*!|>'\"%@`=<~".contains(c)
    };
    // Words that other readers of YAML take for something else than text.
    let is_word = !matches!(
        value.to_ascii_lowercase().as_str(),
        "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n"
    );
    let inside = |c: char| !c.is_control() && !is_break(c);
    value.chars().next().is_some_and(begins)
        && !value.ends_with(char::is_whitespace)
        && !value.ends_with(':')
        && value.chars().all(inside)
        && !value.contains(": ")
        && !value.contains(" #")
        && is_word
}

/// Whether some YAML reader takes a text for a number, a date or a time: "1.10" would lose its
/// zero, and "11:15" is 675 in YAML 1.1.
fn is_number(value: &str) -> bool {
    let has_digit = value.contains(|c: char| c.is_ascii_digit());
    let of_digits = value.chars().all(|c| c.is_ascii_digit() || "_.:+-eE".contains(c));
    let of_another_base =
        ["0x", "0o", "0b"].iter().any(|base| value.trim_start_matches('+').starts_with(base));
    // A date with an hour behind it.
    let day = value.get(..10).unwrap_or("");
    let is_day = day.len() == 10 && day.chars().all(|c| c.is_ascii_digit() || c == '-');
    has_digit && (of_digits || of_another_base || is_day)
        || value.trim_start_matches('+').starts_with('.')
        || value.parse::<f64>().is_ok()
}

/// Signs that end a line for some reader of YAML, and those that none may read as they are.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// In quotation marks, with the escapes of YAML 1.2 section 5.7.
pub(super) fn quoted(value: &str) -> String {
    let mut quoted = String::from("\"");
    for c in value.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() || is_break(c) => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(c)))
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{in_flow, key, on_a_line};

    #[test]
    fn quotation_marks_only_where_they_are_needed() {
        for plain in [
            "Meeting of SG12",
            "1/12",
            "Q7/12",
            "3 September",
            "+41 22 730 6828",
            "第12研究组",
            "sg12-2025-01",
            "12.txt",
            "a-b",
        ] {
            assert_eq!(in_flow(plain), plain);
        }
        for (value, written) in [
            ("Q7/12: ad hoc", "\"Q7/12: ad hoc\""),
            ("a, b", "\"a, b\""),
            ("no", "\"no\""),
            ("True", "\"True\""),
            ("5.10", "\"5.10\""),
            ("12", "\"12\""),
            ("11:15", "\"11:15\""),
            ("2025-01-14", "\"2025-01-14\""),
            ("2025-01-14 09:30", "\"2025-01-14 09:30\""),
            ("1e3", "\"1e3\""),
            ("0x1F", "\"0x1F\""),
            (".inf", "\".inf\""),
            ("nan", "\"nan\""),
            ("- x", "\"- x\""),
            ("a\nb", "\"a\\nb\""),
            ("say \"x\"", "say \"x\""),
            ("@home", "\"@home\""),
            ("", "\"\""),
        ] {
            assert_eq!(in_flow(value), written);
        }
        assert_eq!(on_a_line("a, b"), "a, b");
        for plain in ["2025-01-14", "2025-01-14/2025-01-17", "1", "1-2", "Q7/12", "ITU-R WP8A"] {
            assert_eq!(key(plain), plain);
        }
    }
}
