//! The bytes of a feed, and its content lines (RFC 5545 section 3.1).

use crate::finding::Place;
use std::borrow::Cow;

/// The most folds of one content line whose places are kept; a place behind the last of them is
/// that one's.
const MOST_FOLDS: usize = 10_000;

/// A feed: its bytes, and a text in which every byte stands at the same place.
pub(super) struct FeedSource<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) text: Cow<'a, str>,
    /// Where only white space is left.
    pub(super) end: usize,
}

/// A line as it stands in the file.
#[derive(Clone, Copy)]
pub(super) struct RawLine<'a> {
    /// Counted from 1.
    pub(super) number: u32,
    /// Where it begins in the file.
    pub(super) start: usize,
    /// Its octets without the CR and LF at its end.
    pub(super) octets: &'a [u8],
    /// What stands at its end.
    pub(super) end: LineEnd,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LineEnd {
    CrLf,
    Lf,
    /// The file ends.
    Nothing,
}

impl RawLine<'_> {
    /// The place of some octets of the line.
    pub(super) fn place(&self, from: usize, to: usize) -> Place {
        Place { start: self.start + from, end: self.start + to, line: self.number }
    }

    /// Whether the line goes on with the one before it.
    pub(super) fn is_continuation(&self) -> bool {
        matches!(self.octets.first(), Some(b' ' | b'\t'))
    }
}

impl<'a> FeedSource<'a> {
    /// Octets that are no UTF-8 become question marks, one each.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => {
                let mut text = String::with_capacity(bytes.len());
                for chunk in bytes.utf8_chunks() {
                    text.push_str(chunk.valid());
                    text.extend(chunk.invalid().iter().map(|_| '?'));
                }
                Cow::Owned(text)
            }
        };
        Self { bytes, text, end: bytes.trim_ascii_end().len() }
    }

    /// The lines of the file.
    pub(super) fn lines(&self) -> impl Iterator<Item = RawLine<'a>> {
        let mut start = 0;
        let lines = self.bytes.split_inclusive(|byte| *byte == b'\n');
        lines.zip(1_u32..).map(move |(whole, number)| {
            let at = start;
            start += whole.len();
            let (octets, end) = match whole {
                [line @ .., b'\r', b'\n'] => (line, LineEnd::CrLf),
                [line @ .., b'\n'] => (line, LineEnd::Lf),
                line => (line, LineEnd::Nothing),
            };
            RawLine { number, start: at, octets, end }
        })
    }

    /// The content lines, unfolded; blank lines are passed over. Continuations of nothing are
    /// given as lines of their own.
    pub(super) fn contents(&self) -> impl Iterator<Item = ContentLine<'_>> {
        let mut lines = self.lines().peekable();
        std::iter::from_fn(move || {
            let first = lines.find(|line| !line.octets.is_empty())?;
            let mut content = ContentLine {
                text: Cow::Borrowed(self.text_of(first, 0)),
                before: 0,
                pieces: vec![LinePiece { at: 0, start: first.start, line: first.number }],
            };
            while let Some(more) = lines.next_if(RawLine::is_continuation) {
                let piece =
                    LinePiece { at: content.text.len(), start: more.start + 1, line: more.number };
                if content.pieces.len() < MOST_FOLDS {
                    content.pieces.push(piece);
                }
                content.text.to_mut().push_str(self.text_of(more, 1));
            }
            Some(content)
        })
    }

    fn text_of(&self, line: RawLine<'_>, from: usize) -> &str {
        // A byte order mark is no part of the first name.
        let mark =
            if line.start == 0 && line.octets.starts_with(b"\xEF\xBB\xBF") { 3 } else { from };
        self.text.get(line.start + mark..line.start + line.octets.len()).unwrap_or_default()
    }
}

/// A content line without its folds.
pub(super) struct ContentLine<'a> {
    pub(super) text: Cow<'a, str>,
    /// How much of the content line stands before the text.
    before: usize,
    pieces: Vec<LinePiece>,
}

/// A line of the file within a content line.
#[derive(Clone, Copy)]
struct LinePiece {
    at: usize,
    start: usize,
    line: u32,
}

impl ContentLine<'_> {
    /// Cuts off what stands from a place on, as a content line of its own.
    pub(super) fn split_off(&mut self, at: usize) -> Self {
        let text = match &mut self.text {
            Cow::Borrowed(text) => {
                let (first, rest) = text.split_at_checked(at).unwrap_or((*text, ""));
                *text = first;
                Cow::Borrowed(rest)
            }
            Cow::Owned(text) => Cow::Owned(text.split_off(text.floor_char_boundary(at))),
        };
        Self { text, before: self.before + at, pieces: self.pieces.clone() }
    }

    /// The place of a stretch of the unfolded text.
    pub(super) fn place(&self, from: usize, to: usize) -> Place {
        let (from, to) = (self.before + from, self.before + to);
        let behind = self.pieces.partition_point(|piece| piece.at <= from);
        let piece = self.pieces.get(behind.saturating_sub(1)).copied();
        let LinePiece { at, start, line } = piece.unwrap_or(LinePiece { at: 0, start: 0, line: 1 });
        let start = start + from.saturating_sub(at);
        Place { start, end: start + to.saturating_sub(from), line }
    }
}
