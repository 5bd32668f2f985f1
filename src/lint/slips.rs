//! Rules for what a program wrote that nobody meant: values that it did not have, and letters that it
//! read in another encoding.

use super::properties::PropertyCheck;
use super::property::FeedProperty;
use super::rule::{Breaches, Rule, doubt, quoted};

pub(super) const PROPERTY: &[(Rule, PropertyCheck)] = &[
    (
        doubt(
            "placeholder",
            "what people see",
            "a program wrote the word for a value that it did not have",
            "write the value, or leave the property out",
        ),
        placeholder,
    ),
    (
        doubt(
            "mojibake",
            "RFC 5545, 3.1.4",
            "the text was UTF-8, was read as Windows-1252 and was written as UTF-8 again",
            "read the source as UTF-8",
        ),
        mojibake,
    ),
];

/// Words of programming languages for nothing.
const NOTHING: [&str; 9] =
    ["undefined", "null", "NULL", "None", "NaN", "nil", "(null)", "<null>", "<nil>"];

/// What no text says of itself.
const NOWHERE: [&str; 2] = ["[object Object]", "Invalid Date"];

/// Marks of a template that was not filled in.
const TEMPLATES: [(&str, &str); 3] = [("{{", "}}"), ("${", "}"), ("<%=", "%>")];

/// The most characters between two of these marks.
const LONGEST_TEMPLATE: usize = 60;

fn placeholder(property: &FeedProperty<'_>, component: &str, found: &mut Breaches<'_>) {
    let value = property.value();
    let is_url = property.name == "URL" && component != "VALARM";
    let word = match property.name.as_str() {
        "SUMMARY" | "LOCATION" | "CATEGORIES" | "NAME" | "X-WR-CALNAME" => in_title(value),
        "DESCRIPTION" | "COMMENT" | "CONTACT" | "X-WR-CALDESC" => in_text(value),
        // An address and an identifier are made of words.
        name if name == "UID" || is_url => value
            .split(|c: char| !c.is_ascii_alphanumeric())
            .find(|word| matches!(*word, "undefined" | "null" | "None" | "NaN")),
        _ => None,
    };
    if let Some(word) = word {
        let at = word.as_ptr().addr().saturating_sub(value.as_ptr().addr());
        let message = format_args!("{} has the word {}", property.name, quoted(word));
        found.at(property.part(at, at + word.len()), message);
    }
    for parameter in property.parameters.iter().filter(|parameter| parameter.name == "CN") {
        let name = property.of(parameter).trim_matches('"');
        if NOTHING.contains(&name) {
            let message = format_args!("CN of {} is the word {}", property.name, quoted(name));
            found.at(property.parameter_place(parameter), message);
        }
    }
}

/// The stretches of a text between its marks.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split([',', ';', ':', '–']).flat_map(|piece| piece.split("\\n"));
    pieces.map(|piece| piece.trim_matches([' ', '\\', '-', '/']))
}

/// A word for nothing in a text, which may speak of such words.
fn in_text(text: &str) -> Option<&str> {
    let whole = text.trim();
    let is_whole = NOTHING.contains(&whole).then_some(whole);
    let anywhere = || NOWHERE.iter().find_map(|word| stretch(text, text.find(word)?, word.len()));
    let piece = || {
        const WORDS: [&str; 3] = ["undefined", "null", "NaN"];
        // Most texts have none, so that they are not cut.
        if !WORDS.iter().any(|word| text.contains(word)) {
            return None;
        }
        pieces(text).find(|piece| WORDS.contains(piece))
    };
    is_whole.or_else(anywhere).or_else(piece).or_else(|| template(text))
}

/// Likewise in a title or a place, which is short and says what it is.
fn in_title(text: &str) -> Option<&str> {
    let of_piece = |piece| {
        let last = str::split_whitespace(piece).next_back();
        let last = last.filter(|word| matches!(*word, "undefined" | "NaN" | "null"));
        NOTHING.contains(&piece).then_some(piece).or(last)
    };
    in_text(text).or_else(|| pieces(text).find_map(of_piece))
}

fn stretch(text: &str, at: usize, length: usize) -> Option<&str> {
    text.get(at..at + length)
}

fn template(text: &str) -> Option<&str> {
    TEMPLATES.iter().find_map(|(open, close)| {
        let at = text.find(open)?;
        let length = text.get(at + open.len()..)?.find(close)?;
        if !(1..LONGEST_TEMPLATE).contains(&length) {
            return None;
        }
        stretch(text, at, open.len() + length + close.len())
    })
}

fn mojibake(property: &FeedProperty<'_>, _: &str, found: &mut Breaches<'_>) {
    let value = property.value();
    if let Some((at, length, meant)) = misread(value) {
        let read = stretch(value, at, length).unwrap_or_default();
        found.remedy(
            property.part(at, at + length),
            format_args!(
                "{} has {}, which is `{meant}` in another encoding",
                property.name,
                quoted(read)
            ),
            format_args!("read the source as UTF-8, and write `{meant}`"),
        );
    }
}

/// The most characters of such a stretch that are read.
const LONGEST_MISREAD: usize = 12;

/// The first stretch of a text that is UTF-8 and was read as Windows-1252: where it is, how long it is, and
/// what was meant.
fn misread(text: &str) -> Option<(usize, usize, String)> {
    // Each of them begins with a letter of Latin-1, which begins with C3 in UTF-8, or with `Â`.
    let mut leads = text.char_indices().filter(|(_, c)| ('\u{C2}'..='\u{F4}').contains(c));
    leads.find_map(|(at, _)| {
        let (before, rest) = text.split_at_checked(at)?;
        let (length, meant) = meant(rest, before.chars().next_back())?;
        Some((at, length, meant))
    })
}

/// What the beginning of a text is if its characters are octets of Windows-1252, and how long it is;
/// nothing if it is not likely to be that.
fn meant(text: &str, before: Option<char>) -> Option<(usize, String)> {
    let octets: Vec<u8> = text.chars().take(LONGEST_MISREAD).map_while(octet).collect();
    let valid = octets.utf8_chunks().next()?.valid();
    let first = valid.chars().next()?;
    // A capital with an accent at the end of a word before a closing mark: `MANHÃ”`.
    let closes = |c| matches!(c, '\u{A0}' | '»' | '”' | '’' | '“' | '‘' | '–' | '—' | '…' | '›');
    let is_word = before.is_some_and(char::is_uppercase) && text.chars().nth(1).is_some_and(closes);
    let is_likely = match first {
        '\u{A0}'..='\u{FF}' => !is_word,
        // Marks of texts, as `’`, `–` and `…`: `â€` and one more.
        '\u{2010}'..='\u{2044}' | '\u{20AC}' | '\u{2122}' => true,
        // Other scripts: several letters, since one letter of Latin-1 and marks may follow each other.
        '\u{100}'..='\u{17F}' | '\u{370}'..='\u{6FF}' | '\u{3000}'..='\u{9FFF}' => {
            valid.chars().count() > 1
        }
        _ => false,
    };
    let length = text.chars().take(valid.len()).map(char::len_utf8).sum();
    is_likely.then(|| (length, valid.to_owned()))
}

/// The octet of a character in Windows-1252; those that it does not have stand for themselves.
fn octet(c: char) -> Option<u8> {
    const FROM_80: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";
    if let Some(at) = FROM_80.chars().position(|own| own == c) {
        return u8::try_from(0x80 + at).ok();
    }
    u8::try_from(c).ok().filter(|octet| *octet >= 0x80)
}

#[cfg(test)]
mod tests {
    use super::{in_text, in_title, misread};

    #[test]
    fn letters_that_were_read_in_another_encoding_are_found() {
        for (text, read) in [
            ("RÃ©union", "é"),
            ("Genève â€“ Zürich", "–"),
            ("WP1â€™s", "’"),
            ("Ñ‚ÐµÑ\u{81}Ñ‚", "тест"),
            // A program left U+0081 out.
            ("Ñ‚ÐµÑÑ‚", "те"),
            ("ä¼šè®®", "会议"),
            ("10Â\u{A0}h", "\u{A0}"),
            ("ZÃ¼rich", "ü"),
            ("Ã‰cole", "É"),
        ] {
            let found = misread(text).map(|(_, _, meant)| meant);
            assert_eq!(found.as_deref(), Some(read), "{text}");
        }
        for text in [
            "Réunion du GT 1, à Genève – déjà",
            "AMANHÃ” e depois",
            "SÃO PAULO",
            "«CAFÉ» – «À»",
            "ESPAÑA…",
            "Â",
            "會議",
            "тест",
            "naïve",
            "Île d’Oléron",
            "Š–Ž",
            "«\u{A0}déjà\u{A0}» – «\u{A0}été\u{A0}»",
            "AMANHÃ\u{A0}»",
            "ÜÖÄ… ÆØÅ–",
            "ÑÁÉ",
            "«É»",
            "",
        ] {
            assert_eq!(misread(text), None, "{text}");
        }
    }

    #[test]
    fn words_for_nothing_are_found_where_a_value_belongs() {
        for text in [
            "undefined",
            "null",
            "None",
            " NULL ",
            "Q7/12: undefined",
            "undefined\\, Geneva",
            "Room undefined",
            "{{ title }}",
            "${room}",
            "[object Object]",
            "Starts Invalid Date",
        ] {
            assert!(in_title(text).is_some(), "{text}");
        }
        for text in ["undefined", "Room: undefined\\nLunch", "a\\nnull", "[object Object] b"] {
            assert!(in_text(text).is_some(), "{text}");
        }
        for text in [
            "On undefined terms",
            "Null hypothesis",
            "None of the above",
            "Nonet",
            "undefinedness",
            "",
            "a {b} c",
        ] {
            assert_eq!(in_title(text), None, "{text}");
        }
        for text in ["Catering: None", "What is null is left out", "The term is undefined."] {
            assert_eq!(in_text(text), None, "{text}");
        }
    }
}
