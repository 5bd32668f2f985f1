//! The names of months and weekdays in all languages.

use crate::letter::lex::tokens::Tokens;
use crate::letter::words::Sense;
use chrono::Weekday;

/// A month by its name, and how many tokens that has.
pub(crate) fn month_at(tokens: Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    match named(tokens, at, Sense::Month(0))? {
        (Sense::Month(month), length) => Some((month, length)),
        _ => None,
    }
}

/// A weekday by its name, and how many tokens that has: `星期一` has three.
pub(crate) fn weekday_at(tokens: Tokens<'_>, at: usize) -> Option<(Weekday, usize)> {
    match named(tokens, at, Sense::Day(Weekday::Mon))? {
        (Sense::Day(day), length) => Some((day, length)),
        _ => None,
    }
}

/// A name that stands at a token, and how many tokens it has.
fn named(tokens: Tokens<'_>, at: usize, sense: Sense) -> Option<(Sense, usize)> {
    let mark = tokens.marks.at(sense, tokens.all.get(at)?.start)?;
    Some((mark.sense, tokens.at_byte(mark.end).saturating_sub(at)))
}

/// Whether a date may begin with a token that is no number.
pub(super) fn is_likely(tokens: Tokens<'_>, at: usize) -> bool {
    let Some(token) = tokens.all.get(at) else { return false };
    let begins = |sense| tokens.marks.at(sense, token.start).is_some();
    [Sense::Month(0), Sense::Day(Weekday::Mon), Sense::FromDay, Sense::OfMonth]
        .into_iter()
        .any(begins)
        || ARTICLES.contains(&tokens.text(at))
        || IDEOGRAPHIC.contains(&tokens.text(at))
}

/// Articles before a day: "le 1er", "al 23", "el 9", and the word for "day" before its weekday.
pub(super) const ARTICLES: [&str; 9] = ["le", "el", "the", "les", "los", "du", "del", "dem", "يوم"];

/// The months in ideographs.
pub(super) const IDEOGRAPHIC: [&str; 12] =
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
