//! The names of months and weekdays in all languages.

use crate::letter::lex::tokens::Tokens;
use crate::letter::words::Sense;
use chrono::Weekday;

/// A month by its name, and how many tokens that has.
pub(crate) fn month_at(tokens: Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    match tokens.mark(at, Sense::Month(0))? {
        (Sense::Month(month), next) => Some((month, next - at)),
        _ => None,
    }
}

/// A weekday by its name, and how many tokens that has: `星期一` has three.
pub(crate) fn weekday_at(tokens: Tokens<'_>, at: usize) -> Option<(Weekday, usize)> {
    match tokens.mark(at, Sense::Day(Weekday::Mon))? {
        (Sense::Day(day), next) => Some((day, next - at)),
        _ => None,
    }
}

/// A weekday, and the tokens that name it.
pub(crate) struct NamedWeekday {
    pub(crate) day: Weekday,
    pub(crate) begin: usize,
    pub(crate) end: usize,
}

/// Every weekday in some tokens.
pub(crate) fn weekdays(tokens: Tokens<'_>) -> Vec<NamedWeekday> {
    tokens.each(|at| {
        let (day, length) = weekday_at(tokens, at)?;
        Some((NamedWeekday { day, begin: at, end: at + length }, at + length))
    })
}

/// Whether a word is an article before a day, "le 1er", "al 23", "el 9", or the word for "day" before
/// its weekday.
pub(crate) fn is_article(word: &str) -> bool {
    matches!(word, "le" | "el" | "the" | "les" | "los" | "du" | "del" | "dem" | "يوم")
}

/// A number up to ninety-nine in ideographs, and the token after it: `八`, `十`, `二十六`.
pub(crate) fn spelled(tokens: Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    let (tens, next) = match digit(tokens.text(at)) {
        Some(digit) if tokens.text(at + 1) != "十" => return Some((digit, at + 1)),
        Some(digit) => (digit, at + 2),
        None if tokens.text(at) == "十" => (1, at + 1),
        None => return None,
    };
    let (ones, next) = digit(tokens.text(next)).map_or((0, next), |ones| (ones, next + 1));
    Some((tens * 10 + ones, next))
}

/// A digit: `五`.
pub(crate) fn digit(text: &str) -> Option<u32> {
    let mut all = text.chars();
    let only = all.next().filter(|_| all.next().is_none())?;
    Some(match only {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}
