//! Marks: where the phrases of all languages stand in a text, found in one pass.
//!
//! A phrase begins where a token does and ends where one does; with `*` behind it in its row it may
//! go on. An ideograph is a token, and Arabic writes up to four short words to the one behind them.

use crate::letter::lex::token::Token;
use crate::letter::read::document::Span;
use crate::letter::words::{self, BySense, PhraseForm, PhraseRow, Sense};
use std::cmp::Reverse;
use std::mem::{Discriminant, discriminant};

/// A phrase in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// What it means.
    pub sense: Sense,
    /// First byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// The number of its row; rows of one language follow each other.
    pub row: usize,
}

impl Mark {
    /// Where it stands.
    pub(crate) fn span(&self) -> Span {
        self.start..self.end
    }

    /// Whether it has a sense, whatever its number or name is.
    fn is_like(&self, sense: Sense) -> bool {
        discriminant(&self.sense) == discriminant(&sense)
    }
}

/// All phrases in a text.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// In the order of the text; of several at one place the longest first.
    all: Vec<Mark>,
    /// How many of them begin before each byte of the text. What begins at a word is asked for at
    /// every word.
    before: Vec<usize>,
    /// The numbers of those of each sense.
    of_sense: BySense<Discriminant<Sense>, usize>,
}

impl Marks {
    /// Looks at a text in normal form and lower case.
    pub(crate) fn of(folded: &str, tokens: &[Token], index: &PhraseIndex<'_>) -> Self {
        let mut marks = Self::default();
        for (number, token) in tokens.iter().enumerate() {
            for start in beginnings(folded, token) {
                let from = tokens.get(number..).unwrap_or_default();
                marks.read(folded, start, from, index);
            }
        }
        marks.before.resize(folded.len() + 2, marks.all.len());
        for (number, mark) in marks.all.iter().enumerate() {
            marks.of_sense.entry(discriminant(&mark.sense)).or_default().push(number);
        }
        marks
    }

    /// Reads the phrases that begin at a byte, in or behind which the tokens are.
    fn read(&mut self, folded: &str, start: usize, tokens: &[Token], index: &PhraseIndex<'_>) {
        let rest = folded.get(start..).unwrap_or_default();
        let first = self.all.len();
        index.each(rest, |phrase| {
            let end = start + phrase.length();
            let is_word = || {
                let words = folded.get(..end).unwrap_or_default();
                words.ends_with(char::is_alphanumeric)
            };
            let last = || tokens.iter().find(|token| token.end >= end);
            if phrase.is_stem || last().is_some_and(|token| token.end == end) || !is_word() {
                let row = usize::from(phrase.row);
                self.all.push(Mark { sense: phrase.sense, start, end, row });
            }
        });
        if let Some(found @ [_, ..]) = self.all.get_mut(first..) {
            found.sort_unstable_by_key(|mark| (Reverse(mark.end), mark.row));
            self.before.resize(start + 1, first);
        }
    }

    /// The marks that begin at a byte, the longest first.
    pub(crate) fn beginning(&self, start: usize) -> &[Mark] {
        let numbers = self.before.get(start..).and_then(<[usize]>::first_chunk);
        let marks = numbers.and_then(|[first, next]| self.all.get(*first..*next));
        marks.unwrap_or_default()
    }

    /// The marks in a stretch that have a sense, whatever its number or name is.
    pub(crate) fn like(&self, sense: Sense, span: &Span) -> impl Iterator<Item = &Mark> {
        let list = self.of_sense.get(&discriminant(&sense)).map_or(&[][..], Vec::as_slice);
        let before = |at: usize| self.before.get(at).copied().unwrap_or(self.all.len());
        let (first, next) = (before(span.start), before(span.end));
        let inside = list.get(list.partition_point(|mark| *mark < first)..).unwrap_or_default();
        let inside = inside.iter().take_while(move |mark| **mark < next);
        let end = span.end;
        inside.filter_map(|mark| self.all.get(*mark)).filter(move |mark| mark.end <= end)
    }

    /// Where a sense stands in a stretch; of several phrases at one place the longest.
    pub(crate) fn all(&self, sense: Sense, span: &Span) -> impl Iterator<Item = Span> {
        let mut last = None;
        self.like(sense, span)
            .filter(move |mark| last.replace(mark.start) != Some(mark.start))
            .map(Mark::span)
    }

    /// The first place where a sense stands in a stretch.
    pub(crate) fn first(&self, sense: Sense, span: &Span) -> Option<Span> {
        self.all(sense, span).next()
    }

    /// Whether a sense stands in a stretch.
    pub(crate) fn has(&self, sense: Sense, span: &Span) -> bool {
        self.first(sense, span).is_some()
    }

    /// Whether one of several senses stands in a stretch.
    pub(crate) fn has_any(&self, senses: &[Sense], span: &Span) -> bool {
        senses.iter().any(|sense| self.has(*sense, span))
    }

    /// Whether a sense begins at a byte.
    pub(crate) fn begins(&self, sense: Sense, start: usize) -> bool {
        self.at(sense, start).is_some()
    }

    /// Whether one of several senses begins at a byte.
    pub(crate) fn begins_any(&self, senses: &[Sense], start: usize) -> bool {
        senses.iter().any(|sense| self.begins(*sense, start))
    }

    /// The longest mark that begins at a byte and has a sense, whatever its number or name is.
    pub(crate) fn at(&self, sense: Sense, start: usize) -> Option<&Mark> {
        self.beginning(start).iter().find(|mark| mark.is_like(sense))
    }

    /// Whether a stretch is a phrase of a sense and nothing else.
    pub(crate) fn is(&self, sense: Sense, span: &Span) -> bool {
        self.beginning(span.start).iter().any(|mark| mark.end == span.end && mark.is_like(sense))
    }
}

/// Where words begin in a token: at its beginning, and in Arabic behind the short words before it.
fn beginnings(folded: &str, token: &Token) -> impl Iterator<Item = usize> {
    let text = folded.get(token.span()).unwrap_or("");
    let attached = text
        .char_indices()
        .take(4)
        .take_while(|(_, c)| matches!(c, 'و' | 'ف' | 'ب' | 'ل' | 'ك' | 'ا'));
    let behind = attached.map(|(at, c)| token.start + at + c.len_utf8());
    std::iter::once(token.start).chain(behind)
}

/// A phrase with what it means.
#[derive(Clone, Copy)]
pub(crate) struct Phrase {
    sense: Sense,
    /// Where its words stand among those of all.
    start: u32,
    length: u16,
    row: u16,
    /// How many phrases stand up to the one before it whose beginning has the same hash.
    before: u16,
    /// What tells most of those apart.
    check: u16,
    is_stem: bool,
}

impl Phrase {
    /// How long its words are.
    fn length(&self) -> usize {
        usize::from(self.length)
    }
}

/// Phrases by how they begin. That of all languages is made when the program is compiled: to build it
/// takes longer than to read a short letter.
pub(crate) struct PhraseIndex<'t, All: ?Sized = [Phrase]> {
    /// The words of all, one behind the other: each of so many texts of its own had to be loaded.
    text: &'t str,
    /// For each hash how many phrases stand up to the last one whose beginning has it.
    last: [u16; LENGTHS.len() * HASHES],
    all: All,
}

/// How many bytes of a phrase tell it apart: as many of these as it has.
const LENGTHS: [usize; 5] = [1, 2, 3, 5, 8];

/// How many hashes of beginnings of one length there are.
const HASHES: usize = 4096;

/// The phrases of all languages.
pub(crate) static INDEX: PhraseIndex<'_, [Phrase; words::PHRASES]> =
    PhraseIndex::of(&words::LISTS, words::TEXT);

/// Whether a text is a phrase of a sense.
pub(crate) fn is_phrase(text: &str, sense: Sense) -> bool {
    let index: &PhraseIndex<'_> = &INDEX;
    let mut is_one = false;
    index.each(text, |found| is_one |= found.sense == sense && found.length() == text.len());
    is_one
}

/// The words of the phrases of a sense in all languages.
pub(crate) fn phrases(sense: Sense) -> impl Iterator<Item = &'static str> {
    let index: &PhraseIndex<'_> = &INDEX;
    let phrases = index.all.iter().filter(move |phrase| phrase.sense == sense);
    phrases.map(|phrase| index.words(phrase))
}

impl<'t> PhraseIndex<'t> {
    /// Takes each phrase with which a text begins.
    fn each(&self, text: &str, mut take: impl FnMut(&Phrase)) {
        let first = first_bytes(text.as_bytes());
        for nth in 0..LENGTHS.len() {
            let Hashed { slot, check } = Hashed::of(first, nth);
            let mut count = self.last.get(slot).copied().unwrap_or_default();
            while let Some(last) = usize::from(count).checked_sub(1)
                && let Some(phrase) = self.all.get(last)
            {
                if phrase.check == check && text.starts_with(self.words(phrase)) {
                    take(phrase);
                }
                count = phrase.before;
            }
        }
    }

    fn words(&self, phrase: &Phrase) -> &'t str {
        let start = phrase.start as usize;
        self.text.get(start..start + phrase.length()).unwrap_or_default()
    }
}

impl<'t, const N: usize> PhraseIndex<'t, [Phrase; N]> {
    /// The phrases of some lists of rows, whose words stand in a text one behind the other.
    #[expect(clippy::indexing_slicing, reason = "what is too long does not compile")]
    pub(crate) const fn of(mut lists: &[&[PhraseRow]], text: &'t str) -> Self {
        let sense = Sense::No;
        let (start, length, row, before, check, is_stem) = (0, 0, 0, 0, 0, false);
        let none = Phrase { sense, start, length, row, before, check, is_stem };
        let mut index = Self { text, last: [0; LENGTHS.len() * HASHES], all: [none; N] };
        let (mut row, mut count, mut start) = (0, 0, 0);
        while let Some((&(mut rows), others)) = lists.split_first() {
            while let Some((&(sense, mut phrases), behind)) = rows.split_first() {
                while let Some((phrase, next)) = phrases.split_first() {
                    let PhraseForm { words, is_stem } = PhraseForm::of(phrase);
                    let mut nth = LENGTHS.len() - 1;
                    while LENGTHS[nth] > words.len() {
                        nth -= 1;
                    }
                    let Hashed { slot, check } = Hashed::of(first_bytes(words.as_bytes()), nth);
                    let last = &mut index.last[slot];
                    let (length, before) = (words.len() as u16, *last);
                    index.all[count] = Phrase { sense, start, length, row, before, check, is_stem };
                    count += 1;
                    *last = count as u16;
                    start += words.len() as u32;
                    phrases = next;
                }
                row += 1;
                rows = behind;
            }
            lists = others;
        }
        index
    }
}

/// The first eight bytes of a text as one number; of a shorter one all, with zeros behind them.
const fn first_bytes(text: &[u8]) -> u64 {
    match (text.first_chunk(), text.split_last()) {
        (Some(first), _) => u64::from_le_bytes(*first),
        (None, Some((last, before))) => {
            first_bytes(before) | (*last as u64) << (u8::BITS as usize * before.len())
        }
        (None, None) => 0,
    }
}

/// The hash of one of the beginnings of a text.
struct Hashed {
    /// Where the phrases are that begin so, or with another beginning that has the same place.
    slot: usize,
    /// What tells those apart.
    check: u16,
}

impl Hashed {
    #[expect(clippy::indexing_slicing, reason = "the number of a length")]
    const fn of(first_bytes: u64, nth: usize) -> Self {
        let beginning = first_bytes << (u64::BITS as usize - u8::BITS as usize * LENGTHS[nth]);
        let mixed = beginning.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let rest = mixed << HASHES.ilog2();
        Self {
            slot: nth * HASHES + (mixed >> (u64::BITS - HASHES.ilog2())) as usize,
            check: (rest >> (u64::BITS - u16::BITS)) as u16,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::marks::{Phrase, PhraseIndex};
    use crate::letter::words::{self, Sense};

    #[test]
    fn all_phrases_with_which_a_text_begins_are_found() {
        const PHRASES: [&str; 8] =
            ["i", "in", "inv*", "invitation", "invited", "из", "会议", "other"];
        let text = words::joined_words(&[&[(Sense::Note, &PHRASES)]]);
        let index: PhraseIndex<'_, [Phrase; 8]> =
            PhraseIndex::of(&[&[(Sense::Note, &[]), (Sense::Note, &PHRASES)]], &text);
        let index: &PhraseIndex<'_> = &index;
        let found = |text: &str| {
            let mut found: Vec<&str> = Vec::new();
            index.each(text, |phrase| found.push(index.words(phrase)));
            found.sort_unstable();
            found.join(" ")
        };
        assert_eq!(found("invited by"), "i in inv invited");
        assert_eq!(
            (found("in"), found("会议室"), found("")),
            ("i in".into(), "会议".into(), String::new())
        );
    }
}
