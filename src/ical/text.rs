//! Values of type TEXT (RFC 5545 section 3.3.11), safe for every calendar program.

use std::borrow::Cow;

/// Removes what programs cannot handle from a text: control characters, byte order marks,
/// replacement and non-characters are dropped, tabs become spaces, line separators become line
/// breaks, and `\` becomes `/`, because several readers take an escaped backslash for the beginning
/// of another escape.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_clean(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(cleaned(text))
}

fn cleaned(text: &str) -> String {
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
    clean
}

/// Whether a text needs no change, decided from its bytes because most texts are clean. It may
/// return false for a clean text: characters beyond U+FFFF are examined one by one.
fn is_clean(bytes: &[u8]) -> bool {
    let next = |at: usize| bytes.get(at + 1).copied().unwrap_or(0);
    !bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'\n' => false,
        0..=0x1F | 0x7F | b'\\' | 0xF0.. => true,
        // U+0080 to U+009F; U+2028 and U+2029; U+FDD0 and on, U+FEFF, U+FFFD and on.
        0xC2 => next(at) < 0xA0,
        0xE2 => next(at) == 0x80 && matches!(bytes.get(at + 2), Some(0xA8 | 0xA9)),
        0xEF => matches!(next(at), 0xB7 | 0xBB | 0xBF),
        _ => false,
    })
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
pub fn unescape(text: &str) -> String {
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
    use super::{clean, cleaned, escape, is_clean, unescape};
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
        fn escaping_is_exact_and_leaves_no_line_break(text in "(\\PC|[\\\\;,\n\r\t\u{80}-\u{a1}\u{2027}-\u{202a}\u{fdcf}-\u{fdf0}\u{fefe}-\u{ff01}\u{fffc}-\u{ffff}])*") {
            let clean = clean(&text);
            let mut out = String::new();
            escape(&clean, &mut out);
            prop_assert!(!out.contains(['\n', '\r']));
            // What the bytes call clean, the characters do too.
            prop_assert!(!is_clean(text.as_bytes()) || cleaned(&text) == text);
            prop_assert_eq!(unescape(&out), clean);
        }
    }
}
