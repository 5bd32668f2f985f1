//! Words that leave a meeting the one which the letter is about: "the next meeting", "is due".

use crate::letter::lex::{Token, TokenKind, Tokens};
use crate::letter::shape::LetterText;
use crate::letter::words::Sense;

/// How many words the phrases before the last word of one have at most: "will get under way at".
const PHRASE: usize = 5;

/// How long words are at most that say little: "will", "next", in bytes.
const SMALL: usize = 4;

/// What may stand beside a meeting that stays the one which the letter is about.
const PLAIN: [Sense; 27] = [
    Sense::Plain,
    Sense::NamesMeeting,
    Sense::Proceedings,
    Sense::Plenary,
    Sense::Opening,
    Sense::Opens,
    Sense::TakesPlace,
    Sense::VirtualMeeting,
    Sense::EMeeting,
    Sense::StudyGroup,
    Sense::WorkingParty,
    Sense::Tsag,
    Sense::RegionalGroup,
    Sense::OfGroup,
    Sense::Governs,
    Sense::InPlace,
    Sense::InName,
    Sense::AtHour,
    Sense::OnDay,
    Sense::Definite,
    Sense::Indefinite,
    Sense::Geneva,
    Sense::Headquarters,
    Sense::Daily,
    Sense::GenevaTime,
    Sense::Formerly,
    Sense::AndDay,
];

/// Whether a word says more than "will" or "next" does.
pub(super) fn is_long(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.all.get(at).is_some_and(|token| token.end - token.start > SMALL)
}

/// Whether a token is an indefinite article; one before another article is a preposition: "a la
/// reunión".
pub(super) fn is_indefinite(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.is_one_of(at, Sense::Indefinite) && !tokens.is_one_of(at + 1, Sense::Definite)
}

/// Whether a token leaves a meeting what it is.
pub(super) fn is_plain(found: &LetterText<'_>, at: usize) -> bool {
    let tokens = found.normal.tokens();
    tokens.all.get(at).is_none_or(|token| {
        let mut before = at.saturating_sub(PHRASE)..=at;
        !matches!(token.kind, TokenKind::Word | TokenKind::Ideograph)
            || found.is_of_date(token.start)
            || found.is_of_group(token.start)
            || before.any(|before| plain(found, before).is_some_and(|end| end >= token.end))
    })
}

/// Where a phrase ends that begins at a token and leaves a meeting what it is.
fn plain(found: &LetterText<'_>, at: usize) -> Option<usize> {
    let marks = found.normal.tokens().beginning(at).iter();
    let is_plain = |of: Sense| {
        PLAIN.contains(&of) || matches!(of, Sense::Number(_) | Sense::Day(_) | Sense::Month(_))
    };
    marks.filter(|mark| is_plain(mark.sense)).map(|mark| mark.end).max()
}

/// Whether a word means nothing to the reader and is of no date.
pub(super) fn is_unknown_word(found: &LetterText<'_>, token: &Token) -> bool {
    token.kind == TokenKind::Word
        && found.normal.marks.beginning(token.start).is_empty()
        && !found.is_of_date(token.start)
        && !found.is_of_group(token.start)
}

/// Whether a word means nothing to the reader and is no small one.
pub(super) fn is_strange(found: &LetterText<'_>, token: &Token) -> bool {
    token.kind == TokenKind::Word
        && token.end - token.start > SMALL
        && found.normal.marks.beginning(token.start).is_empty()
}
