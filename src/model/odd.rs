//! Odd characters: they look like another character, or are invisible. They come from text copied
//! from a letter or a chat, or from a keyboard of another script.

use std::borrow::Cow;

/// An odd character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Odd {
    /// The character itself.
    pub sign: char,
    /// Its name with an article: "a no-break space".
    pub name: &'static str,
    /// The character that was meant; nothing for an invisible one.
    pub plain: Option<char>,
}

impl Odd {
    /// What is odd about a character, if anything is.
    pub fn of(sign: char) -> Option<Self> {
        let (name, plain) = named(sign)?;
        Some(Self { sign, name, plain })
    }

    /// Every odd character of a text, with its byte position.
    pub fn all_in(text: &str) -> impl Iterator<Item = (usize, Self)> {
        text.char_indices().filter_map(|(at, sign)| Some((at, Self::of(sign)?)))
    }

    /// The name with the code point: "a no-break space, U+00A0".
    pub fn in_words(self) -> String {
        format!("{}, U+{:04X}", self.name, u32::from(self.sign))
    }

    /// What to do about it.
    pub fn advice(self) -> String {
        match self.plain {
            None => "delete it".to_owned(),
            Some(' ') => "write a space".to_owned(),
            Some(':') => "write `:` and a space".to_owned(),
            Some(plain) => format!("write `{plain}`"),
        }
    }

    /// Whether it is a blank of any width.
    pub fn is_blank(self) -> bool {
        self.plain == Some(' ')
    }

    /// Whether it is a typographic quotation mark.
    pub fn is_quotation_mark(self) -> bool {
        matches!(self.plain, Some('"' | '\''))
    }
}

fn named(sign: char) -> Option<(&'static str, Option<char>)> {
    let found = match sign {
        '\t' | '\n' | '\r' | ' '..='~' => return None,
        '\u{A0}' => ("a no-break space", Some(' ')),
        '\u{202F}' => ("a narrow no-break space", Some(' ')),
        '\u{3000}' => ("an ideographic space", Some(' ')),
        '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{205F}' => {
            ("a space of unusual width", Some(' '))
        }
        '\u{85}' | '\u{2028}' | '\u{2029}' => ("a line separator", Some(' ')),
        '\u{200B}' => ("a zero-width space", None),
        '\u{200C}' | '\u{200D}' => ("a zero-width joiner", None),
        '\u{2060}' | '\u{2061}'..='\u{2064}' => ("an invisible joiner", None),
        '\u{FEFF}' => ("a byte order mark", None),
        '\u{AD}' => ("a soft hyphen", None),
        '\u{2800}' | '\u{3164}' | '\u{FFA0}' => ("a blank from another script", Some(' ')),
        '\u{34F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180E}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{FFFE}'
        | '\u{FFFF}'
        | '\u{E0000}'..='\u{E007F}' => ("an invisible character", None),
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => {
            ("a text direction mark", None)
        }
        '\u{2010}' => ("a typographic hyphen", Some('-')),
        '\u{2011}' => ("a non-breaking hyphen", Some('-')),
        '\u{2012}'..='\u{2015}' => ("a dash", Some('-')),
        '\u{2212}' => ("a minus sign", Some('-')),
        '\u{201C}'..='\u{201F}' | '\u{AB}' | '\u{BB}' => {
            ("a typographic quotation mark", Some('"'))
        }
        '\u{2018}'..='\u{201B}' | '\u{2039}' | '\u{203A}' => {
            ("a typographic quotation mark", Some('\''))
        }
        '\u{2044}' | '\u{2215}' => ("a mathematical slash", Some('/')),
        '\u{2236}' | '\u{A789}' | '\u{FE55}' | '\u{FE13}' => ("another kind of colon", Some(':')),
        '\u{FF1A}' => ("a full-width colon", Some(':')),
        '\u{FF0C}' => ("a full-width comma", Some(',')),
        '\u{3001}' => ("an ideographic comma", Some(',')),
        '\u{3002}' => ("an ideographic full stop", Some('.')),
        '\u{FF01}'..='\u{FF5E}' => {
            ("a full-width character", char::from_u32(u32::from(sign) - 0xFEE0))
        }
        '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' => {
            ("an Arabic digit", char::from_digit(u32::from(sign) & 0xF, 10))
        }
        c if c.is_control() => ("a control character", None),
        c @ '\u{391}'..='\u{458}' => ("a letter from another alphabet", Some(latin(c)?)),
        _ => return None,
    };
    Some(found)
}

/// The Latin letter that a Cyrillic or Greek one looks like.
fn latin(c: char) -> Option<char> {
    const PAIRS: [(&str, &str); 2] = [
        ("АВЕЅІЈКМНОРСТХаеѕіјорсух", "ABESIJKMHOPCTXaesijopcyx"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo"),
    ];
    let of = |(theirs, ours): (&str, &str)| {
        theirs.chars().zip(ours.chars()).find(|(other, _)| *other == c).map(|(_, ours)| ours)
    };
    PAIRS.into_iter().find_map(of)
}

/// The text that was probably meant: look-alikes are replaced, invisible characters are removed.
pub fn meant(text: &str) -> String {
    let plain = |sign| match Odd::of(sign) {
        Some(odd) => odd.plain,
        None => Some(sign),
    };
    text.chars().filter_map(plain).collect()
}

/// A free text that is safe in every output: blanks become spaces, lines end with a line feed, and
/// control characters, direction overrides and invisible characters are removed. Everything else
/// stays, including full-width characters.
pub fn clean(text: &str) -> Cow<'_, str> {
    let is_clean = |c: char| c == '\n' || !c.is_control() && Odd::of(c).is_none();
    if text.chars().all(is_clean) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    let mut cleaned = String::with_capacity(text.len());
    let mut before = ' ';
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        match c {
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\t' => cleaned.push(' '),
            '\u{2011}' => cleaned.push('-'),
            // Marks of direction that reach no further than their neighbours belong to Arabic text.
            '\n' | '\u{61C}' | '\u{200E}' | '\u{200F}' => cleaned.push(c),
            // Joiners shape Arabic words and combine emoji; between other characters they have no
            // use.
            '\u{200C}' | '\u{200D}' => {
                let joins = !before.is_ascii() && signs.peek().is_some_and(|next| !next.is_ascii());
                if joins && Odd::of(before).is_none() {
                    cleaned.push(c);
                }
            }
            c => match Odd::of(c) {
                Some(odd) if odd.is_blank() => cleaned.push(' '),
                Some(odd) if odd.plain.is_none() => {}
                _ => cleaned.push(c),
            },
        }
        before = c;
    }
    Cow::Owned(cleaned)
}

#[cfg(test)]
mod tests {
    use super::{Odd, clean, meant};

    #[test]
    fn look_alikes_are_named_and_what_was_meant_is_known() {
        for (text, plain) in [
            ("2027\u{2011}01\u{2011}12", "2027-01-12"),
            ("Q7\u{FF0F}12", "Q7/12"),
            ("\u{200B}start\u{FF1A}\u{A0}2027", "start: 2027"),
            ("\u{FF19}:30", "9:30"),
            ("st\u{430}rt", "start"),
            ("\u{662}\u{660}\u{662}\u{667}", "2027"),
        ] {
            assert_eq!(meant(text), plain);
        }
        assert_eq!(Odd::of('\u{A0}').unwrap().in_words(), "a no-break space, U+00A0");
        assert!(
            "SG12, Q7/12: \u{7B2C}12\u{7814}\u{7A76}\u{7EC4} é"
                .chars()
                .all(|c| Odd::of(c).is_none())
        );
    }

    #[test]
    fn free_text_is_cleaned_once_and_keeps_its_script() {
        for (text, cleaned) in [
            ("Popov\u{A0}room\u{3000}3", "Popov room 3"),
            ("a\u{202E}b\u{2066}c\u{2069}\u{7}\u{9B}31m", "abc31m"),
            ("a\r\nb\rc\u{2028}d\te", "a\nb\nc\nd e"),
            ("JCA\u{2011}MMeS", "JCA-MMeS"),
            ("K\u{3164}2\u{2800}3", "K 2 3"),
            ("S\u{34F}G\u{E0041}12", "SG12"),
            ("S\u{200D}G\u{200B}12\u{FEFF}", "SG12"),
            // Arabic with a joiner, an emoji of two, and full-width signs are right as they are.
            ("\u{645}\u{200C}\u{645}\u{200F}", "\u{645}\u{200C}\u{645}\u{200F}"),
            ("\u{1F469}\u{200D}\u{1F4BB}", "\u{1F469}\u{200D}\u{1F4BB}"),
            (
                "\u{4F1A}\u{8BAE}\u{FF1A}A\u{3001}B\u{201C}C\u{201D}",
                "\u{4F1A}\u{8BAE}\u{FF1A}A\u{3001}B\u{201C}C\u{201D}",
            ),
            ("Собрание", "Собрание"),
        ] {
            assert_eq!(clean(text), cleaned);
            assert_eq!(clean(cleaned), cleaned);
        }
    }
}
