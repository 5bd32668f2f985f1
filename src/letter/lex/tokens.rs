//! Tokens: numbers, words and signs of the normal text, glued words parted.
//!
//! Converters glue words (`at0930`, `2006To`, `комиссииЖенева`), so a token ends where digits meet
//! letters and where a small letter meets a capital one.

use crate::letter::lex::marks::{Mark, Marks};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use unicode_normalization::char::is_combining_mark;

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// First byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

/// The kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Digits.
    Number,
    /// Letters.
    Word,
    /// One ideograph.
    Ideograph,
    /// One sign.
    Sign,
    /// The end of a line.
    LineEnd,
}

impl Token {
    /// Where it stands.
    pub(crate) fn span(&self) -> Span {
        self.start..self.end
    }
}

/// Which of two numbers is the day of a date in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// `25/06/2026`.
    DayFirst,
    /// `06/25/2026`.
    MonthFirst,
    /// Nothing decides.
    Either,
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
    pub order: Order,
}

impl<'a> Tokens<'a> {
    /// What a token is.
    pub(crate) fn kind(self, at: usize) -> Option<TokenKind> {
        self.all.get(at).map(|token| token.kind)
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

    /// Whether a token is one of some words, in whichever language.
    pub(crate) fn is_one_of(self, at: usize, of: Sense) -> bool {
        self.all.get(at).is_some_and(|token| self.marks.is(of, &token.span()))
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

/// The tokens of a text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let kind = match c {
            '\n' => TokenKind::LineEnd,
            c if c.is_whitespace() => {
                before = c;
                continue;
            }
            c if c.is_ascii_digit() => TokenKind::Number,
            '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => TokenKind::Ideograph,
            c if c.is_alphabetic() || is_combining_mark(c) => TokenKind::Word,
            _ => TokenKind::Sign,
        };
        let end = at + c.len_utf8();
        match tokens.last_mut() {
            Some(last)
                if last.end == at
                    && last.kind == kind
                    && matches!(kind, TokenKind::Number | TokenKind::Word)
                    && !(c.is_uppercase() && before.is_lowercase()) =>
            {
                last.end = end;
            }
            _ => tokens.push(Token { kind, start: at, end }),
        }
        before = c;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::tokens::tokens;

    #[test]
    fn glued_words_are_parted() {
        let parted = |text: &str| {
            let words = tokens(text);
            words.iter().map(|token| text[token.span()].to_owned()).collect::<Vec<_>>().join("|")
        };
        assert_eq!(parted("at0930hours, 5March2018"), "at|0930|hours|,|5|March|2018");
        assert_eq!(parted("комиссииЖенева, 1418 марта"), "комиссии|Женева|,|1418|марта");
        assert_eq!(parted("7/16Tel: 1月14日"), "7|/|16|Tel|:|1|月|14|日");
        assert_eq!(parted("ITU-T\nيناير"), "ITU|-|T|\n|يناير");
    }
}
