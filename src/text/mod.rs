//! The normal form of texts: compatible characters decomposed, one hyphen for all dashes, one blank
//! for all blanks, European digits, no direction marks, no vowel signs.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in normal form, and the origin of each of its bytes and of its end.
pub fn normalise(text: &str) -> (String, Vec<usize>) {
    let (kept, from) = drop_codes(text);
    let mut normal = NormalForm {
        text: String::with_capacity(kept.len()),
        back: Vec::with_capacity(kept.len() + 1),
    };
    let mut rest = kept.as_str();
    while let Some(c) = rest.chars().next() {
        let at = kept.len() - rest.len();
        let before = normal.text.chars().next_back().unwrap_or_default();
        let (run, behind) = rest.split_at(plain_run(rest, before));
        if !run.is_empty() {
            normal.keep_all(run, from.iter().skip(at));
            rest = behind;
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        // Full-width signs are as many as ideographs.
        let c = match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        };
        let origin = from.get(at).copied().unwrap_or(0);
        // Signs of whole sentences stay too: a text of them would grow by the tenfold. So do small
        // digits above the line: they are those of footnotes, and `Q1/2¹` is not Question 1/21.
        let stays = || matches!(c, '\u{FDFA}' | '\u{FDFB}') || is_raised(c);
        if is_plain(c) && !rest.starts_with(is_mark) || stays() {
            normal.push(c, origin);
            continue;
        }
        // A letter is composed with the marks that follow it.
        let (marks, behind) = rest.split_at(rest.len() - rest.trim_start_matches(is_mark).len());
        let cluster = std::iter::once(c).chain(marks.chars());
        for c in cluster.nfkc() {
            normal.push(c, origin);
        }
        rest = behind;
    }
    normal.back.push(text.len());
    (normal.text, normal.back)
}

/// The figures and letters above the line that are signs of footnotes, and what each is on the line. Notes at
/// the end of a document have small Roman numbers.
const RAISED: [(char, char); 17] = [
    ('⁰', '0'),
    ('¹', '1'),
    ('²', '2'),
    ('³', '3'),
    ('⁴', '4'),
    ('⁵', '5'),
    ('⁶', '6'),
    ('⁷', '7'),
    ('⁸', '8'),
    ('⁹', '9'),
    ('ᵃ', 'a'),
    ('ᵇ', 'b'),
    ('ᶜ', 'c'),
    ('ᵈ', 'd'),
    ('ⁱ', 'i'),
    ('ᵛ', 'v'),
    ('ˣ', 'x'),
];

/// Whether a character is a figure or letter above the line.
pub fn is_raised(c: char) -> bool {
    lowered(c).is_some()
}

/// What a figure or letter above the line is on it.
pub fn lowered(c: char) -> Option<char> {
    let of = |raised: &&(char, char)| raised.0 == c;
    if c.is_ascii() { None } else { RAISED.iter().find(of).map(|(_, low)| *low) }
}

/// A figure or letter above the line.
pub fn raised(c: char) -> Option<char> {
    RAISED.iter().find(|(_, low)| *low == c).map(|(raised, _)| *raised)
}

/// How many bytes at the start of a text stay as they are behind a character: most of a letter. A mark behind
/// them belongs to the last of them.
fn plain_run(text: &str, mut before: char) -> usize {
    let mut last = 0;
    for (at, c) in text.char_indices() {
        let stays = match c {
            ' ' => !matches!(before, ' ' | '\n' | '\t'),
            '0'..='9' | '\u{3001}'..='\u{3002}' | '\u{4E00}'..='\u{9FFF}' => before != ' ',
            '!'..='}' => true,
            c => is_letter(c),
        };
        if !stays {
            return if is_mark(c) { last } else { at };
        }
        (before, last) = (c, at);
    }
    text.len()
}

/// Whether a character belongs to the one before it.
fn is_mark(c: char) -> bool {
    !is_plain(c) && is_combining_mark(c)
}

/// A text in normal form that is being written.
struct NormalForm {
    text: String,
    /// The origin of each of its bytes.
    back: Vec<usize>,
}

impl NormalForm {
    fn push(&mut self, c: char, origin: usize) {
        // Most of a letter, and nothing that a rule is about.
        if is_letter(c) || is_ideographic(c) && !self.text.ends_with(' ') {
            self.keep(c, origin);
            return;
        }
        let c = match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => '-',
            '~' | '\u{301C}' => '-',
            c if c != '\n' && c != '\t' && c.is_whitespace() => ' ',
            '\u{660}'..='\u{669}' => digit(c, '\u{660}'),
            '\u{6F0}'..='\u{6F9}' => digit(c, '\u{6F0}'),
            c => c,
        };
        let blank_again = c == ' ' && self.text.ends_with([' ', '\n', '\t']);
        let sign = matches!(c, '\u{64B}'..='\u{652}' | '\u{640}' | '\u{670}');
        if blank_again || sign {
            return;
        }
        // Blanks between ideographs, and between one and a digit, have no meaning.
        if self.text.ends_with(' ') && (is_ideographic(c) || c.is_ascii_digit()) {
            let before = self.text.trim_end_matches(' ').chars().next_back();
            if before.is_some_and(|before| {
                is_ideographic(before) || before.is_ascii_digit() && is_ideographic(c)
            }) {
                self.text.pop();
                self.back.pop();
            }
        }
        self.keep(c, origin);
    }

    /// Keeps characters, of whose bytes the origins are known.
    fn keep_all<'a>(&mut self, text: &str, from: impl Iterator<Item = &'a usize>) {
        self.text.push_str(text);
        let mut origin = 0;
        self.back.extend(text.bytes().zip(from).map(|(byte, from)| {
            let is_first = byte & 0b1100_0000 != 0b1000_0000;
            if is_first {
                origin = *from;
            }
            origin
        }));
    }

    fn keep(&mut self, c: char, origin: usize) {
        self.text.push(c);
        self.back.extend(std::iter::repeat_n(origin, c.len_utf8()));
    }
}

/// Whether a character is known to be one that stays as it is, so that no table need be asked: nearly
/// all that a letter is written with.
fn is_plain(c: char) -> bool {
    is_letter(c)
        || matches!(c, '\0'..='\u{7F}' | '\u{2012}'..='\u{2016}' | '\u{2018}'..='\u{201F}' | '\u{3001}'..='\u{3002}' | '\u{4E00}'..='\u{9FFF}')
}

/// Whether a character is a letter that stays as it is, and says nothing of the blanks beside it.
fn is_letter(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{FF}' | '\u{400}'..='\u{45F}' | '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}')
}

fn digit(c: char, zero: char) -> char {
    let value = u32::from(c).saturating_sub(u32::from(zero));
    char::from_digit(value, 10).unwrap_or(c)
}

/// Whether blanks beside it say nothing: ideographs and the signs written among them.
fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Remains of fields and pictures from converters: `[bookmark: Addressee_E]`.
const CODES: [&str; 4] = ["[bookmark:", "[image:", "[pic]", "[email"];

/// How long such a code may be, in bytes.
const LONGEST_CODE: usize = 80;

/// The text without field codes and invisible marks, and for each byte where it comes from.
pub fn drop_codes(text: &str) -> (String, Vec<usize>) {
    let mut kept = String::with_capacity(text.len());
    let mut from = Vec::with_capacity(text.len() + 1);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let dropped = match first {
            '[' => code(rest),
            // A line that was broken at a hyphen: `15-` / `19 June`, `e-` / `meeting`.
            '\u{b}' if ends_with_hyphen(&kept) => Some(1),
            mark => is_unseen(mark).then(|| mark.len_utf8()),
        };
        let length = dropped.unwrap_or_else(|| {
            let behind = rest.get(first.len_utf8()..).unwrap_or("");
            let next = behind.find(|c| matches!(c, '[' | '\u{b}') || is_unseen(c));
            rest.len() - next.map_or(0, |next| behind.len() - next)
        });
        let (own, next) = rest.split_at_checked(length).unwrap_or((rest, ""));
        if dropped.is_none() {
            let at = text.len() - rest.len();
            kept.push_str(own);
            from.extend(at..at + own.len());
        }
        rest = next;
    }
    from.push(text.len());
    (kept, from)
}

/// How long the code is with which a text begins.
fn code(text: &str) -> Option<usize> {
    let is_code = CODES.iter().any(|code| text.starts_with(code));
    let end = || text.bytes().take(LONGEST_CODE).position(|byte| byte == b']');
    is_code.then(end).flatten().map(|end| end + 1)
}

/// Whether a character is an invisible mark.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether a text ends with a hyphen after a letter or a digit.
fn ends_with_hyphen(text: &str) -> bool {
    let before = text.strip_suffix(['-', '\u{2010}', '\u{2011}', '\u{2013}']);
    before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
}

/// The text in lower case, byte for byte as long; `ё` counts as `е`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(capital) = rest.find(|c: char| !c.is_ascii() && lower(c) != c) {
        let (before, behind) = rest.split_at(capital);
        let mut behind = behind.chars();
        folded.push_str(before);
        folded.extend(behind.next().map(lower));
        rest = behind.as_str();
    }
    folded.push_str(rest);
    folded.make_ascii_lowercase();
    folded
}

/// A character beyond ASCII in lower case, if that is as long.
fn lower(c: char) -> char {
    match c {
        'ё' | 'Ё' => return 'е',
        'а'..='я' | '\u{621}'..='\u{64A}' | '\u{4E00}'..='\u{9FFF}' => return c,
        _ => {}
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::*;

    #[test]
    fn a_line_that_was_broken_is_a_blank_or_nothing_behind_a_hyphen() {
        let normal = |text: &str| normalise(text).0;
        assert_eq!(normal("from 15 to 19\u{b}  June"), "from 15 to 19 June");
        assert_eq!(normal("15\u{2013}\u{b}19 June"), "15-19 June");
        assert_eq!(normal("29 June \u{2013}\u{b}3 July"), "29 June - 3 July");
        assert_eq!(normal("会\u{b}议"), "会议");
    }

    #[test]
    fn codes_are_dropped_in_one_pass() {
        assert_eq!(drop_codes("a[bookmark: b]c [d] [pic]").0, "ac [d] ");
        for text in ["[", "[pic", "[bookmark:"] {
            let long = text.repeat(200_000);
            assert_eq!(drop_codes(&long).0, long);
        }
    }
}
