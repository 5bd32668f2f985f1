//! The names of months and weekdays in all languages.

use crate::source::letter::bigrams::Starts;
use crate::source::letter::phrases::Phrases;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word of a date means.
type Names = HashMap<&'static str, u32>;

/// The months.
pub(super) static MONTHS: LazyLock<Names> = LazyLock::new(|| {
    let months = Phrases::ALL.into_iter().flat_map(|phrases| (1..).zip(phrases.months));
    months.flat_map(|(month, names)| names.iter().map(move |name| (*name, month))).collect()
});

/// The days of the week, from Monday.
pub(super) static WEEKDAYS: LazyLock<Names> = LazyLock::new(|| {
    let days = Phrases::ALL.into_iter().flat_map(|phrases| (0..).zip(phrases.weekdays));
    days.flat_map(|(day, names)| names.iter().map(move |name| (*name, day))).collect()
});

/// How the names of months and weekdays begin.
pub(super) static STARTS: LazyLock<Starts> =
    LazyLock::new(|| Starts::of(MONTHS.keys().chain(WEEKDAYS.keys()).copied()));

/// The months in ideographs.
pub(super) const IDEOGRAPHIC: [&str; 12] =
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
