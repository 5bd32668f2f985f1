//! How much text a stream may make: bounds that are found before the library follows them.

/// The most pieces of text that are shown: ninety pages on which each letter is placed by itself.
pub(super) const MOST_SHOWN: usize = 100_000;

/// The most characters that the tables of fonts map by ranges; the largest have some ten thousand.
pub(super) const MOST_MAPPED: u64 = 1_000_000;

/// How often the operators that show text stand in the content of a page.
pub(super) fn shown(content: &[u8]) -> usize {
    let is_shown = |pair: &&[u8]| matches!(pair, [b'T', b'j' | b'J']);
    content.windows(2).filter(is_shown).count()
}

/// How many characters the ranges of a table of characters cover: `<0041> <005A> <0061>` 26.
pub(super) fn mapped(content: &[u8]) -> u64 {
    let sections = words(content, b"beginbfrange").chain(words(content, b"begincidrange"));
    let section = |at: usize| {
        let rest = content.get(at..).unwrap_or_default();
        // A section ends at `endbfrange`; one that does not, at the next one.
        let end = rest.windows(3).position(|word| matches!(word, b"end" | b"beg"));
        rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
    };
    sections.map(|at| in_section(section(at))).fold(0, u64::saturating_add)
}

/// Where a word ends, for each of its places.
pub(super) fn words<'a>(file: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let first = word.first().copied().unwrap_or(0);
    let starts = file.iter().enumerate().filter(move |(_, byte)| **byte == first);
    let ends = starts
        .map(|(at, _)| at)
        .filter(move |at| file.get(*at..).is_some_and(|rest| rest.starts_with(word)));
    ends.map(move |at| at + word.len())
}

fn in_section(section: &[u8]) -> u64 {
    let mut sum: u64 = 0;
    let mut first: Option<u64> = None;
    let mut is_target = false;
    let mut at = 0;
    while let Some(&byte) = section.get(at) {
        let rest = section.get(at + 1..).unwrap_or_default();
        let close = match byte {
            b'<' => b'>',
            b'[' => b']',
            byte => {
                // A number for a target.
                is_target &= !byte.is_ascii_digit();
                at += 1;
                continue;
            }
        };
        let end = rest.iter().position(|byte| *byte == close).unwrap_or(rest.len());
        let inside = rest.get(..end).unwrap_or_default();
        at += end + 2;
        if std::mem::take(&mut is_target) {
            continue;
        }
        let value = code(inside);
        match first.take() {
            None => first = Some(value),
            Some(first) => {
                sum = sum.saturating_add(value.saturating_sub(first).saturating_add(1));
                is_target = true;
            }
        }
    }
    sum
}

/// A code in hexadecimal digits; one that is longer than any is the largest.
fn code(digits: &[u8]) -> u64 {
    let digits = digits.iter().filter_map(|byte| char::from(*byte).to_digit(16));
    digits.fold(0, |code: u64, digit| code.saturating_mul(16).saturating_add(u64::from(digit)))
}

#[cfg(test)]
mod tests {
    use crate::letter::read::pdf::amount::*;

    #[test]
    fn characters_of_ranges_are_counted() {
        for (section, expected) in [
            ("1 beginbfrange <0041> <005A> <0061> endbfrange", 26),
            ("beginbfrange <0041> <0042> [<0061> <0062>] <01><03> <0001> endbfrange", 5),
            ("begincidrange <00> <ff> 12 <0100> <01ff> 300 endcidrange", 512),
            ("beginbfchar <0003> <0020> <0004> <ffff> endbfchar", 0),
            ("begincodespacerange <0000> <FFFF> endcodespacerange", 0),
            ("beginbfrange <0> <ffffffffffffffffffff> <0>", u64::MAX),
            ("beginbfrange <02> <01> <0>", 1),
        ] {
            assert_eq!(mapped(section.as_bytes()), expected, "{section}");
        }
        assert_eq!(shown(b"BT (a) Tj [(b)] TJ ET"), 2);
    }
}
