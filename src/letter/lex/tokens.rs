//! The tokens of a text with what they mean, looked at by their numbers.

use crate::letter::lex::marks::{Mark, Marks};
pub(crate) use crate::letter::lex::token::{Begins, Token, TokenKind, tokens};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::zone::Zone;

/// Which of two numbers is the day of a date in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayMonthOrder {
    /// `25/06/2026`.
    DayFirst,
    /// `06/25/2026`.
    MonthFirst,
    /// Nothing decides.
    Either,
}

/// Whose hours they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ZoneSaid {
    /// Nothing is stated beside them.
    Unsaid,
    /// Geneva's.
    Geneva,
    /// Those of the place.
    Local,
    /// So many minutes before UTC: 0 is UTC.
    Offset(i16),
    /// Those of a zone.
    Of(Zone),
    /// Those of a zone that is not known here, or of one of several.
    Unknown,
}

/// A zone that is stated for all hours of a part of a letter.
#[derive(Clone, Debug)]
pub(crate) struct StatedZone {
    pub(crate) part: Span,
    pub(crate) zone: ZoneSaid,
}

/// The tokens of a folded text, looked at by their numbers. Beyond the last one there is nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tokens<'a> {
    /// The text as it is written.
    pub written: &'a str,
    /// The text in lower case.
    pub folded: &'a str,
    /// Its tokens.
    pub all: &'a [Token],
    /// What its words mean.
    pub marks: &'a Marks,
    /// How the letter writes its dates in figures.
    pub order: DayMonthOrder,
    /// Whose hours those are beside which nothing is stated, in parts of the letter.
    pub zones: &'a [StatedZone],
}

impl<'a> Tokens<'a> {
    /// What a token is.
    pub(crate) fn kind(self, at: usize) -> Option<TokenKind> {
        self.all.get(at).map(|token| token.kind)
    }

    /// What may begin at a token that is no number.
    pub(crate) fn begins_words(self, at: usize) -> Begins {
        self.all.get(at).map(|token| token.begins).unwrap_or_default()
    }

    /// Whose hour one is beside which nothing is stated. Two zones leave it open.
    pub(crate) fn zone_at(self, at: usize) -> ZoneSaid {
        let mut around = self.zones.iter().filter(|stated| stated.part.contains(&at));
        let first = around.next().map_or(ZoneSaid::Unsaid, |stated| stated.zone);
        if around.any(|other| other.zone != first) { ZoneSaid::Unknown } else { first }
    }

    /// A token in lower case.
    pub(crate) fn text(self, at: usize) -> &'a str {
        self.all.get(at).and_then(|token| self.folded.get(token.span())).unwrap_or("")
    }

    /// The digits of a number, else nothing.
    pub(crate) fn digits(self, at: usize) -> &'a str {
        if self.kind(at) == Some(TokenKind::Number) { self.text(at) } else { "" }
    }

    /// Whether a token and the next one touch.
    pub(crate) fn touches(self, at: usize) -> bool {
        match (self.all.get(at), self.all.get(at + 1)) {
            (Some(one), Some(next)) => one.end == next.start,
            _ => false,
        }
    }

    /// Whether a token touches those on both of its sides.
    pub(crate) fn is_tight(self, at: usize) -> bool {
        at > 0 && self.touches(at - 1) && self.touches(at)
    }

    /// Whether a token is a dash within a word or between two numbers.
    pub(crate) fn is_hyphen(self, at: usize) -> bool {
        self.text(at) == "-" && self.is_tight(at)
    }

    /// Whether a token is one of some words, in whichever language.
    pub(crate) fn is_one_of(self, at: usize, of: Sense) -> bool {
        self.all.get(at).is_some_and(|token| self.marks.is(of, &token.span()))
    }

    /// The same of words that mean one of several things.
    pub(crate) fn is_any<const N: usize>(self, at: usize, of: [Sense; N]) -> bool {
        of.into_iter().any(|of| self.is_one_of(at, of))
    }

    /// Whether one of some words stands right before a token.
    pub(crate) fn follows(self, at: usize, of: Sense) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is_one_of(before, of))
    }

    /// Whether a dash or a word for "to" stands at a token.
    pub(crate) fn is_until(self, at: usize) -> bool {
        self.text(at) == "-" || self.is_one_of(at, Sense::ToDay)
    }

    /// The marks that begin at a token, the longest first.
    pub(crate) fn beginning(self, at: usize) -> &'a [Mark] {
        self.all.get(at).map_or(&[], |token| self.marks.beginning(token.start))
    }

    /// What a token begins that has a sense, whatever its number or name is: its longest mark, and
    /// the token after it.
    pub(crate) fn mark(self, at: usize, of: Sense) -> Option<(Sense, usize)> {
        let mark = self.marks.at(of, self.all.get(at)?.start)?;
        Some((mark.sense, self.at_byte(mark.end)))
    }

    /// The token behind the longest phrase of a sense that a token begins.
    pub(crate) fn behind(self, at: usize, of: Sense) -> Option<usize> {
        self.mark(at, of).map(|(_, next)| next)
    }

    /// Whether a token begins a phrase of a sense.
    pub(crate) fn begins(self, at: usize, of: Sense) -> bool {
        self.all.get(at).is_some_and(|token| self.marks.at(of, token.start).is_some())
    }

    /// What is read at each token, or at the one behind what was read before.
    pub(crate) fn each<T>(self, read: impl Fn(usize) -> Option<(T, usize)>) -> Vec<T> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.all.len() {
            match read(at) {
                Some((one, next)) if next > at => {
                    found.push(one);
                    at = next;
                }
                _ => at += 1,
            }
        }
        found
    }

    /// The number of the first token at or after a byte.
    pub(crate) fn at_byte(self, byte: usize) -> usize {
        self.all.partition_point(|token| token.start < byte)
    }

    /// The stretch from one token to the one before another.
    pub(crate) fn span(self, from: usize, to: usize) -> Span {
        match (self.all.get(from), to.checked_sub(1).and_then(|last| self.all.get(last))) {
            (Some(first), Some(last)) if first.start <= last.end => first.start..last.end,
            _ => 0..0,
        }
    }
}
