//! Scalars and texts in YAML, with as few quotation marks as reading them back allows.

use crate::model::{Language, Text};

/// A value in one line of YAML, fit for flow collections too.
pub(super) fn scalar(value: &str) -> String {
    let is_fit = is_plain(value) && !value.contains([',', '[', ']', '{', '}']);
    if is_fit { value.to_owned() } else { quoted(value) }
}

/// A text that is the whole value of a key or of a line of a list.
pub(super) fn line(whole: &Text, language: Language) -> String {
    let all: Vec<(Language, &str)> = whole.all().collect();
    match all.as_slice() {
        [(own, words)] if *own == language && is_plain(words) => (*words).to_owned(),
        _ => text(whole, language),
    }
}

/// A text: plain if it is in the language of the file, else by language.
pub(super) fn text(text: &Text, language: Language) -> String {
    let all: Vec<(Language, &str)> = text.all().collect();
    match all.as_slice() {
        [(own, words)] if *own == language => scalar(words),
        several => {
            let pair = |(language, words): &(Language, &str)| {
                format!("{}: {}", language.code(), scalar(words))
            };
            format!("{{{}}}", several.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}

/// Whether YAML reads the words back as they are, without quotation marks.
fn is_plain(value: &str) -> bool {
    let begins = |c: char| !c.is_whitespace() && !"-?:,[]{}#&*!|>'\"%@`=<~".contains(c);
    // Words that other readers of YAML take for something else than text.
    let is_word = !matches!(
        value.to_ascii_lowercase().as_str(),
        "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n"
    );
    let inside = |c: char| !c.is_control() && !is_break(c);
    // "1.10" is a number to other readers, and loses its nought.
    let is_number = value.parse::<f64>().is_ok() && value.contains('.');
    value.chars().next().is_some_and(begins)
        && !value.ends_with([' ', ':'])
        && value.chars().all(inside)
        && !value.contains(": ")
        && !value.contains(" #")
        && is_word
        && !is_number
}

/// Signs that end a line for YAML, and a byte order mark.
fn is_break(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// In quotation marks, with the escapes of YAML 1.2 section 5.7.
fn quoted(value: &str) -> String {
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
    use super::scalar;

    #[test]
    fn quotation_marks_only_where_they_are_needed() {
        for plain in [
            "Meeting of SG12",
            "11:00",
            "1/12",
            "+41 22 730 6828",
            "第12研究组",
            "a-b #c".split(" #").next().unwrap(),
        ] {
            assert_eq!(scalar(plain), plain);
        }
        for (value, written) in [
            ("Q7/12: ad hoc", "\"Q7/12: ad hoc\""),
            ("a, b", "\"a, b\""),
            ("no", "\"no\""),
            ("5.10", "\"5.10\""),
            ("- x", "\"- x\""),
            ("a\nb", "\"a\\nb\""),
            ("say \"x\"", "say \"x\""),
            ("@home", "\"@home\""),
            ("", "\"\""),
        ] {
            assert_eq!(scalar(value), written);
        }
    }
}
