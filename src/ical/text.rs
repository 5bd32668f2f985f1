//! Values of type TEXT (RFC 5545 section 3.3.11), fit for every calendar program.

use std::borrow::Cow;

/// Takes out of a text what programs trip over: control characters, byte order marks, replacement and
/// non-characters are dropped, tabs become spaces, line separators line breaks, and `\` becomes `/`, since several
/// readers take an escaped backslash for the beginning of another escape.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    // Bytes that begin one of the characters below; most texts have none.
    let suspicious = |byte: u8| matches!(byte, 0..=0x1F | 0x7F | b'\\' | 0xC2 | 0xE2 | 0xEF..);
    if !text.bytes().any(suspicious) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                // CRLF and a lone CR are one line break.
                chars.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\n' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\t' => clean.push(' '),
            '\\' => clean.push('/'),
            '\u{FEFF}' | '\u{FFFD}' | '\u{FDD0}'..='\u{FDEF}' => {}
            c if c.is_control() || u32::from(c) & 0xFFFE == 0xFFFE => {}
            c => clean.push(c),
        }
    }
    Cow::Owned(clean)
}

/// Escapes a clean text.
pub(super) fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\\', ';', ',']) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        out.push('\\');
        // All four are one byte long.
        let (special, after) = special.split_at(1);
        out.push_str(if special == "\n" { "n" } else { special });
        rest = after;
    }
    out.push_str(rest);
}

/// Reads an escaped text back.
pub(super) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(other) => plain.push(other),
                None => {}
            },
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{clean, escape, unescape};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn a_text_loses_what_programs_trip_over() {
        assert_eq!(clean("a\r\nb\rc\nd\u{2028}e\tf"), "a\nb\nc\nd\ne f");
        assert_eq!(clean("\u{FEFF}a\0\u{7}\u{85}\u{FFFD}\u{FFFE}\u{1FFFF}\u{FDD0}b"), "ab");
        assert_eq!(clean("C:\\temp\\n"), "C:/temp/n");
    }

    #[test]
    fn escapes_of_the_rfc() {
        let mut out = String::new();
        escape("a; b, c\nd: \"e\"", &mut out);
        assert_eq!(out, "a\\; b\\, c\\nd: \"e\"");
    }

    proptest! {
        #[test]
        fn escaping_is_exact_and_leaves_no_line_break(text in "\\PC*|[\\\\;,\n\r\t a-c]*") {
            let clean = clean(&text);
            let mut out = String::new();
            escape(&clean, &mut out);
            prop_assert!(!out.contains(['\n', '\r']));
            prop_assert_eq!(unescape(&out), clean);
        }
    }
}
