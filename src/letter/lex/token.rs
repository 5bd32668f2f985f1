//! Tokens: numbers, words and signs of the normal text, glued words parted.
//!
//! Converters glue words (`at0930`, `2006To`, `комиссииЖенева`), so a token ends where digits meet
//! letters and where a small letter meets a capital one.

use crate::letter::read::document::Span;
use crate::text::is_raised;
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
    /// What may begin at it.
    pub begins: Begins,
}

/// What may begin at a token that is no number, which little does at most of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Begins {
    /// A date.
    pub date: bool,
    /// Words for groups.
    pub group: bool,
    /// An hour in words.
    pub hour: bool,
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

/// The tokens of a text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut before = ' ';
    let mut rest = text;
    loop {
        let at = text.len() - rest.len();
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { return tokens };
        rest = chars.as_str();
        // Small letters of a word need no look at each of them.
        if c.is_ascii_lowercase() {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_lowercase());
        }
        if let Some(kind) = kind(c) {
            let end = text.len() - rest.len();
            match tokens.last_mut() {
                Some(last)
                    if last.end == at
                        && last.kind == kind
                        && matches!(kind, TokenKind::Number | TokenKind::Word)
                        && !(c.is_uppercase() && before.is_lowercase()) =>
                {
                    last.end = end;
                }
                _ => tokens.push(Token { kind, start: at, end, begins: Begins::default() }),
            }
        }
        before = c;
    }
}

/// The kind of token that a character is of; a blank is of none.
fn kind(c: char) -> Option<TokenKind> {
    Some(match c {
        'a'..='z' | 'A'..='Z' => TokenKind::Word,
        '\n' => TokenKind::LineEnd,
        c if c.is_whitespace() => return None,
        c if c.is_ascii_digit() => TokenKind::Number,
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => TokenKind::Ideograph,
        c if is_raised(c) => TokenKind::Sign,
        c if c.is_alphabetic() || is_combining_mark(c) => TokenKind::Word,
        _ => TokenKind::Sign,
    })
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::token::tokens;

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
