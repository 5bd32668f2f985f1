//! Web addresses in running text.

use crate::letter::read::document::Span;

/// The longest address; what goes on is none.
const LONGEST: usize = 1_000;

/// The addresses with `http://` or `https://`, in their order. The full stop of a sentence and a
/// bracket that was opened before an address are not part of it, nor are Chinese marks.
pub(crate) fn find(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    // Where the last address ends, or a run of letters that is too long for one.
    let mut passed = 0;
    for (colon, _) in text.match_indices("://") {
        if colon < passed {
            continue;
        }
        let before = text.get(..colon).unwrap_or("");
        let schemes = ["https", "http", "Https", "Http", "HTTPS", "HTTP"];
        let scheme = schemes.into_iter().find(|scheme| before.ends_with(scheme));
        let Some(start) = scheme.map(|scheme| colon - scheme.len()) else { continue };
        let rest = text.get(colon + 3..).unwrap_or("");
        let is_in = |c: char| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c);
        let length = rest.bytes().take_while(|byte| is_in(char::from(*byte))).count();
        if length > LONGEST {
            passed = colon + length;
            continue;
        }
        let rest = without_closing_marks(rest.get(..length).unwrap_or(""));
        if rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            passed = colon + 3 + rest.len();
            found.push(start..passed);
        }
    }
    found
}

fn without_closing_marks(mut address: &str) -> &str {
    loop {
        let shorter = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', ']']);
        let is_open = shorter.matches('(').count() < shorter.matches(')').count();
        let shorter = if is_open { shorter.strip_suffix(')').unwrap_or(shorter) } else { shorter };
        if shorter.len() == address.len() {
            return address;
        }
        address = shorter;
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::read::urls::*;

    fn targets(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        assert_eq!(targets("主页（https://itu.int/go/tsg11）上"), ["https://itu.int/go/tsg11"]);
        assert_eq!(targets("见：http://itu.int/travel/。"), ["http://itu.int/travel/"]);
        assert_eq!(targets("(see https://itu.int/a_(b).)"), ["https://itu.int/a_(b)"]);
        assert_eq!(targets("https://itu.int/go/e-print."), ["https://itu.int/go/e-print"]);
        assert_eq!(targets("HTTPS://ITU.INT, http://x.ch"), ["HTTPS://ITU.INT", "http://x.ch"]);
    }

    #[test]
    fn addresses_may_be_glued_to_words() {
        assert_eq!(targets("tsbsg11@itu.inthttps://itu.int/"), ["https://itu.int/"]);
        assert_eq!(targets("见http://itu.int"), ["http://itu.int"]);
    }

    #[test]
    fn what_is_no_address_gives_none() {
        for text in ["ftp://itu.int", "http://", "https://。", "://", "é://x", "www.itu.int"] {
            assert_eq!(targets(text), Vec::<&str>::new(), "{text}");
        }
    }
}
