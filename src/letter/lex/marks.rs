//! Marks: where the phrases of all languages stand in a text, found in one pass.
//!
//! A phrase begins where a token does and ends where one does; with `*` behind it in its row it may
//! go on. An ideograph is a token, and Arabic writes up to four short words to the one behind them.

use crate::letter::lex::tokens::Token;
use crate::letter::read::document::Span;
use crate::letter::words::{self, Row, Sense};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::mem::{Discriminant, discriminant};
use std::sync::LazyLock;

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
}

/// All phrases in a text, for each sense in their order; of several at one place the longest first.
#[derive(Debug, Default)]
pub(crate) struct Marks(HashMap<Discriminant<Sense>, Vec<Mark>, BuildHasherDefault<Mix>>);

/// A hash of senses, of which there are few: they are asked for at every word.
#[derive(Debug, Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0 ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn write_isize(&mut self, value: isize) {
        self.write_u64(u64::try_from(value).unwrap_or_default());
    }
}

impl Marks {
    /// Looks at a text in normal form and lower case.
    pub(crate) fn of(folded: &str, tokens: &[Token], index: &Index) -> Self {
        let mut marks = Self::default();
        for (number, token) in tokens.iter().enumerate() {
            for start in beginnings(folded, token) {
                let from = tokens.get(number..).unwrap_or_default();
                marks.read(folded, start, from, index);
            }
        }
        marks
    }

    /// Reads the phrases that begin at a byte, in or behind which the tokens are.
    fn read(&mut self, folded: &str, start: usize, tokens: &[Token], index: &Index) {
        let Some(rest) = folded.get(start..) else { return };
        let Some(pair) = pair(rest) else { return };
        let keys = [Some(pair), Some((pair.0, None)).filter(|_| pair.1.is_some())];
        let begun = keys.iter().flatten().filter_map(|key| index.0.get(key)).flatten();
        let mut found: Vec<Mark> = Vec::new();
        for phrase in begun.filter(|phrase| rest.starts_with(phrase.words)) {
            let end = start + phrase.words.len();
            let is_word = phrase.words.ends_with(char::is_alphanumeric);
            let last = tokens.iter().find(|token| token.end >= end);
            if phrase.is_stem || !is_word || last.is_some_and(|token| token.end == end) {
                found.push(Mark { sense: phrase.sense, start, end, row: phrase.row });
            }
        }
        found.sort_by_key(|mark| std::cmp::Reverse(mark.end));
        for mark in found {
            self.0.entry(discriminant(&mark.sense)).or_default().push(mark);
        }
    }

    fn list(&self, sense: Sense) -> &[Mark] {
        self.0.get(&discriminant(&sense)).map_or(&[], Vec::as_slice)
    }

    /// The marks in a stretch that have a sense, whatever its number or name is.
    pub(crate) fn like(&self, sense: Sense, span: &Span) -> impl Iterator<Item = &Mark> {
        let list = self.list(sense);
        let first = list.partition_point(|mark| mark.start < span.start);
        let end = span.end;
        let inside = list.get(first..).unwrap_or_default().iter();
        inside.take_while(move |mark| mark.start < end).filter(move |mark| mark.end <= end)
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

    /// The longest mark that begins at a byte and has a sense, whatever its number or name is.
    pub(crate) fn at(&self, sense: Sense, start: usize) -> Option<&Mark> {
        let list = self.list(sense);
        let first = list.partition_point(|mark| mark.start < start);
        list.get(first).filter(|mark| mark.start == start)
    }

    /// Whether a stretch is a phrase of a sense and nothing else.
    pub(crate) fn is(&self, sense: Sense, span: &Span) -> bool {
        self.like(sense, span).any(|mark| mark.span() == *span)
    }
}

/// Where words begin in a token: at its beginning, and in Arabic behind the short words before it.
fn beginnings(folded: &str, token: &Token) -> impl Iterator<Item = usize> {
    let text = folded.get(token.span()).unwrap_or("");
    let attached = text.char_indices().take(4).take_while(|(_, c)| "وفبلكا".contains(*c));
    let behind = attached.map(|(at, c)| token.start + at + c.len_utf8());
    std::iter::once(token.start).chain(behind)
}

/// A phrase with what it means.
struct Phrase {
    words: &'static str,
    is_stem: bool,
    sense: Sense,
    row: usize,
}

/// The first two letters of a phrase; the second is none in a phrase of one.
type Pair = (char, Option<char>);

fn pair(text: &str) -> Option<Pair> {
    let mut chars = text.chars();
    Some((chars.next()?, chars.next()))
}

/// Phrases by how they begin. An automaton over all of them is slower to build than a letter is to
/// read.
pub(crate) struct Index(HashMap<Pair, Vec<Phrase>>);

/// The phrases of all languages.
pub(crate) static INDEX: LazyLock<Index> = LazyLock::new(|| Index::of(words::rows()));

impl Index {
    /// The phrases of some rows.
    pub(crate) fn of(rows: impl Iterator<Item = Row>) -> Self {
        let mut index: HashMap<Pair, Vec<Phrase>> = HashMap::new();
        for (row, (sense, phrases)) in rows.enumerate() {
            for phrase in phrases {
                let words = phrase.trim_end_matches('*');
                let is_stem = words.len() < phrase.len();
                if let Some(pair) = pair(words) {
                    index.entry(pair).or_default().push(Phrase { words, is_stem, sense, row });
                }
            }
        }
        Self(index)
    }
}
