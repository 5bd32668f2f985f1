//! The names of months and weekdays in all languages.

use crate::letter::lex::bigrams::Starts;
use crate::letter::lex::tokens::Tokens;
use crate::letter::words::Phrases;
use chrono::Weekday;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word of a date means.
type Names = HashMap<&'static str, u32>;

/// The months.
static MONTHS: LazyLock<Names> = LazyLock::new(|| {
    let months = Phrases::ALL.into_iter().flat_map(|phrases| (1..).zip(phrases.months));
    months.flat_map(|(month, names)| names.iter().map(move |name| (*name, month))).collect()
});

/// The days of the week, from Monday.
static WEEKDAYS: LazyLock<Names> = LazyLock::new(|| {
    let days = Phrases::ALL.into_iter().flat_map(|phrases| (0..).zip(phrases.weekdays));
    days.flat_map(|(day, names)| names.iter().map(move |name| (*name, day))).collect()
});

/// How the names of months and weekdays begin.
static STARTS: LazyLock<Starts> =
    LazyLock::new(|| Starts::of(MONTHS.keys().chain(WEEKDAYS.keys()).copied()));

/// How the words before a date begin, and the dates that begin with a word.
static BEFORE: LazyLock<Starts> = LazyLock::new(|| {
    let from = Phrases::all(|phrases| phrases.dates.from);
    let of = Phrases::all(|phrases| phrases.dates.of);
    let names = MONTHS.keys().chain(WEEKDAYS.keys()).copied();
    Starts::of(names.chain(from).chain(of).chain(ARTICLES).chain(IDEOGRAPHIC))
});

/// Whether a date may begin with a word.
pub(super) fn is_likely(word: &str) -> bool {
    BEFORE.may_begin(word)
}

/// A month by its name, and how many tokens that has.
pub(crate) fn month_at(tokens: Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    named(tokens, at, &MONTHS, 2)
}

/// A weekday by its name, and how many tokens that has: `星期一` has three.
pub(crate) fn weekday_at(tokens: Tokens<'_>, at: usize) -> Option<(Weekday, usize)> {
    let (day, length) = named(tokens, at, &WEEKDAYS, 3)?;
    Some((Weekday::try_from(u8::try_from(day).ok()?).ok()?, length))
}

/// A name that stands at a token, the longest of at most some tokens.
fn named(tokens: Tokens<'_>, at: usize, names: &Names, most: usize) -> Option<(u32, usize)> {
    if !STARTS.may_begin(tokens.text(at)) {
        return None;
    }
    let first = tokens.all.get(at)?;
    (1..=most).rev().find_map(|length| {
        let last = tokens.all.get(at + length - 1)?;
        let number = names.get(tokens.folded.get(first.start..last.end)?)?;
        Some((*number, length))
    })
}

/// Articles before a day: "le 1er", "al 23", "el 9", and the word for "day" before its weekday.
pub(super) const ARTICLES: [&str; 9] = ["le", "el", "the", "les", "los", "du", "del", "dem", "يوم"];

/// The months in ideographs.
pub(super) const IDEOGRAPHIC: [&str; 12] =
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
