//! What stands above the line: signs of footnotes, minutes, and the ends of ordinal numbers.

use crate::text::{is_raised, raised};

/// More of a word need not be looked at.
const LONGEST_WORD: usize = 16;

/// How words above the line are written on it, behind what stands there: the signs of footnotes as they are,
/// so that `Q4/9` with a raised 1 is not Question 4/91, and minutes behind a colon. Nothing if they are
/// words like others: "1st", "n°".
pub(super) fn on_the_line(words: &str, before: &str) -> Option<String> {
    if is_minutes(words) && is_hour(before) {
        return Some(format!(":{words}"));
    }
    let is_separator =
        |c: char| matches!(c, '(' | ')' | '[' | ']' | ',' | ';') || c.is_whitespace();
    let signs = || words.chars().filter(|c| !is_separator(*c));
    let is_sign = match signs().next() {
        // A comma between two signs.
        None => before.ends_with(is_raised) && words.contains([',', ';']),
        Some(first) if first.is_alphabetic() => signs().count() == 1 && takes_letters(before),
        Some(_) => signs().all(|c| c.is_ascii_digit()),
    };
    if !is_sign {
        return None;
    }
    let sign = |c: char| if is_separator(c) { Some(' ') } else { raised(c) };
    words.trim_start_matches(['(', '[']).trim_end_matches([')', ']']).chars().map(sign).collect()
}

/// "15 h" is often written with raised minutes and nothing else: 15³⁰.
fn is_minutes(words: &str) -> bool {
    matches!(words, "00" | "15" | "30" | "45")
}

fn is_hour(before: &str) -> bool {
    let digits = before.bytes().rev().take(3).take_while(u8::is_ascii_digit).count();
    let number = before.get(before.len() - digits..).and_then(|number| number.parse::<u8>().ok());
    let words = before.get(..before.len() - digits).unwrap_or_default();
    // "Q4/12", "Q2"
    let is_parted = !words.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | ','));
    digits <= 2 && is_parted && number.is_some_and(|hour| hour < 24)
}

/// Whether a raised letter behind these words is the sign of a footnote. Behind a number it is the end of an
/// ordinal, and behind a letter or two that of a short form: "1a", "Sra".
fn takes_letters(before: &str) -> bool {
    let is_blank = |c: &char| c.is_whitespace();
    let word = before.chars().rev().take_while(|c| !is_blank(c)).take(LONGEST_WORD);
    let word: Vec<char> = word.collect();
    let letters = word.iter().filter(|c| c.is_alphabetic()).count();
    word.is_empty() || letters > 2 || letters > 0 && letters < word.len()
}

#[cfg(test)]
mod tests {
    use crate::letter::read::raised::on_the_line;

    #[test]
    fn signs_of_footnotes_minutes_and_ordinals() {
        for (before, words, expected) in [
            ("Q4/9", "1", Some("¹")),
            ("Q4/9", "12", Some("¹²")),
            ("Q4/9", "1)", Some("¹")),
            ("Q4/9", "[1]", Some("¹")),
            ("Q4/9", "1,2", Some("¹ ²")),
            ("Q4/9", "a", Some("ᵃ")),
            ("Opening plenary", "b", Some("ᵇ")),
            ("", "a", Some("ᵃ")),
            ("Q4/9¹", ",", Some(" ")),
            ("from 9", "30", Some(":30")),
            ("9:30–10", "45", Some(":45")),
            ("Q4/12", "30", Some("³⁰")),
            ("Q2", "15", Some("¹⁵")),
            ("1", "st", None),
            ("1", "a", None),
            ("la 2", "a", None),
            ("M", "d", None),
            ("n", "o", None),
            ("Q4/9", "*", None),
            ("Q4/9", " ", None),
            ("", "", None),
        ] {
            assert_eq!(on_the_line(words, before).as_deref(), expected, "{before} {words}");
        }
    }
}
