//! What stands at the edge of every page and belongs to none: page numbers, the address and the
//! switchboard of ITU.

use crate::letter::read::compose::ParagraphText;
use crate::letter::read::grid::CellSize;
use std::collections::{BTreeMap, BTreeSet};

/// A part of a page.
pub(super) enum PagePart {
    /// A paragraph.
    Paragraph(ParagraphText),
    /// The rows of a table.
    Table(Vec<Vec<(CellSize, Vec<ParagraphText>)>>),
}

/// How many parts at the top and at the bottom of a page are looked at.
const REACH: usize = 3;

/// Drops page numbers, and paragraphs that stand at the edge of most pages. At the top the first
/// one stays: it may be the head of the letter.
pub(super) fn drop_repeated(pages: &mut [(u32, Vec<PagePart>)]) {
    let count = pages.len();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (number, parts) in pages.iter() {
        let mut edge: Vec<String> = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            if let (PagePart::Paragraph(words), true) = (part, is_edge(at, parts.len())) {
                edge.push(words.text.trim().to_owned());
                edge.extend(shape(&words.text, *number));
            }
        }
        edge.sort();
        edge.dedup();
        for text in edge {
            *seen.entry(text).or_default() += 1;
        }
    }
    let times = |text: &str| seen.get(text).copied().unwrap_or(0);
    // What counts the pages must do so on all of them: "Annex 2" may well stand on page 2.
    let counts_pages = |text: &str, number| {
        count >= 2 && shape(text, number).is_some_and(|shape| times(&shape) == count)
    };
    let mut kept: BTreeSet<String> = BTreeSet::new();
    for (number, parts) in pages.iter_mut() {
        let length = parts.len();
        let mut at = 0;
        parts.retain(|part| {
            at += 1;
            let (PagePart::Paragraph(words), true) = (part, is_edge(at - 1, length)) else {
                return true;
            };
            let text = words.text.trim();
            let is_top = at <= REACH && at + REACH <= length;
            if is_page_number(text, *number, count) || counts_pages(text, *number) {
                false
            } else if times(text) >= 2 && times(text) * 2 > count {
                is_top && kept.insert(text.to_owned())
            } else {
                true
            }
        });
    }
}

fn is_edge(at: usize, count: usize) -> bool {
    at < REACH || at + REACH >= count
}

/// What stands for the number of the page.
const NUMBER: char = '\u{1}';

/// A text with a sign for the number of its page, if that is in it.
fn shape(text: &str, number: u32) -> Option<String> {
    let number = number.to_string();
    let mut shape = String::new();
    let mut rest = text.trim();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest.get(at..).unwrap_or("");
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        shape.push_str(rest.get(..at).unwrap_or(""));
        match digits.get(..end) {
            Some(digits) if digits != number => shape.push_str(digits),
            _ => shape.push(NUMBER),
        }
        rest = digits.get(end..).unwrap_or("");
    }
    shape.push_str(rest);
    shape.contains(NUMBER).then_some(shape)
}

/// Whether a paragraph is only the number of its page: `- 3 -`, `3`, `Page 3 of 12`, `3/12`.
fn is_page_number(text: &str, number: u32, count: usize) -> bool {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | '|'))
        .filter(|word| !word.is_empty())
        .collect();
    let is_dashed =
        text.trim().starts_with(['-', '–', '—']) && text.trim().ends_with(['-', '–', '—']);
    let digits = |word: &str| word.len() <= 4 && word.chars().all(|c| c.is_ascii_digit());
    match words.as_slice() {
        [one] => digits(one) && (is_dashed || **one == number.to_string()),
        [one, all] => **one == number.to_string() && **all == count.to_string(),
        ["Page" | "page", one, rest @ ..] => digits(one) && matches!(rest, [] | ["of", _] | [_]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::read::pdf::margins::*;

    fn page(number: u32, texts: &[&str]) -> (u32, Vec<PagePart>) {
        let words =
            |text: &&str| ParagraphText { text: (*text).to_owned(), ..ParagraphText::default() };
        (number, texts.iter().map(words).map(PagePart::Paragraph).collect())
    }

    fn left(pages: &[(u32, Vec<PagePart>)]) -> Vec<&str> {
        let texts = pages.iter().flat_map(|(_, parts)| parts).filter_map(|part| match part {
            PagePart::Paragraph(words) => Some(words.text.as_str()),
            PagePart::Table(_) => None,
        });
        texts.collect()
    }

    #[test]
    fn footers_go_and_the_text_stays() {
        let mut pages = [
            page(1, &["Letter 4/16", "a", "b", "c", "d", "ITU • Tel: +41 22 730 5111", "- 1 -"]),
            page(2, &["- 2 -", "Annex 2", "e", "f", "g", "h", "ITU • Tel: +41 22 730 5111"]),
            page(3, &["3", "Annex 3", "i", "j", "k", "l", "ITU • Tel: +41 22 730 5111"]),
            page(4, &["Letter 4/16", "1", "m", "n", "o", "p", "Page 4 of 4"]),
            page(5, &["Letter 4/16", "2/16", "q", "r", "s", "t", "5/5"]),
        ];
        drop_repeated(&mut pages);
        assert_eq!(left(&pages).concat(), "Letter 4/16abcdAnnex 2efghAnnex 3ijkl1mnop2/16qrst");
    }

    #[test]
    fn a_single_page_keeps_all_but_its_number() {
        let mut pages = [page(1, &["a", "a", "2024", "1/16", "ITU • Tel: +41 22 730 5111", "1"])];
        drop_repeated(&mut pages);
        assert_eq!(left(&pages), ["a", "a", "2024", "1/16", "ITU • Tel: +41 22 730 5111"]);
    }

    #[test]
    fn numbers_that_count_the_pages_in_a_header_change() {
        let text = |number| format!("ITU-T, page {number}, 4/16");
        let texts: Vec<String> = (1..=3).map(text).collect();
        let mut pages: Vec<_> =
            (1..=3).map(|at| page(at, &[&texts[at as usize - 1], "x"])).collect();
        pages.iter_mut().for_each(|(at, parts)| parts.extend(page(*at, &["y", "z", "w"]).1));
        drop_repeated(&mut pages);
        assert!(left(&pages).iter().all(|text| text.len() == 1), "{:?}", left(&pages));
    }
}
