//! Events as lines, soonest first.

use super::Selected;
use super::clashes::clashes;
use crate::model::Language;
use crate::words::{Coming, PageWords, Words};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthChar;

/// How wide the column of a day and its hours is at least: `2025-01-14 Tue 09:30–10:45`.
const LEAST_WHEN: usize = 26;

/// How wide the column of the days left is at least: `in 290 days`.
const LEAST_LEFT: usize = 11;

/// How many pairs of sessions at the same time are looked at.
const MOST_PAIRS: usize = 100_000;

/// A line an event: day, hours, title and place.
pub fn list(events: &[Selected<'_>], language: Language) -> String {
    let words = Words::of(language);
    let row = |event: &Selected<'_>| {
        let days = event.event.entry.when.days();
        let when = if event.hours().is_none() && !days.is_single() {
            format!("{} – {}", days.first, days.last)
        } else {
            when(event.day(), &event.hours_in_words(), words)
        };
        let place = event.wording.location.as_ref().map(|place| format!("  [{place}]"));
        ListRow { left: None, when, what: event.summary_aside(words) + &place.unwrap_or_default() }
    };
    let hours = events.iter().any(|event| event.hours().is_some());
    lines(hours, &events.iter().map(row).collect::<Vec<_>>(), language)
}

/// What comes within some days of today; whole days first on each.
pub fn coming<'a>(events: &[Selected<'a>], today: NaiveDate, days: u32) -> Vec<Selected<'a>> {
    let mut coming: Vec<Selected<'_>> = events.to_vec();
    coming.retain(|event| {
        let left = (event.day() - today).num_days();
        (0..=i64::from(days)).contains(&left)
    });
    coming.sort_by_key(|event| (event.day(), event.hours().map(|(start, _)| start)));
    coming
}

/// Lines with the days that are left from today. Of a choice what is at the same time as something above
/// it says so; where nobody chose, sessions in parallel are nothing to tell.
pub fn coming_list(
    coming: &[Selected<'_>],
    today: NaiveDate,
    language: Language,
    is_choice: bool,
) -> String {
    let words = Words::of(language);
    let left = |event: &Selected<'_>| (event.day() - today).num_days();
    let (of_today, of_days) = (PageWords::of(language).today, Coming::of(language));
    let beside = if is_choice { earlier(coming) } else { BTreeMap::new() };
    let row = |(at, event): (usize, &Selected<'_>)| {
        let left = match left(event) {
            0 => of_today.to_owned(),
            1 => of_days.tomorrow.to_owned(),
            days => (of_days.in_days)(days),
        };
        let mut what = event.summary_aside(words);
        if let Some((other, more)) = beside.get(&at) {
            let more = if *more > 0 { format!(" +{more}") } else { String::new() };
            let other = super::one_line(&other.wording.summary) + &more;
            what = (words.aside)(&what, &(of_days.beside)(&other));
        }
        let when = when(event.day(), &event.hours_in_words(), words);
        ListRow { left: Some(left), when, what }
    };
    let hours = coming.iter().any(|event| event.hours().is_some());
    lines(hours, &coming.iter().enumerate().map(row).collect::<Vec<_>>(), language)
}

/// The sessions of a list that are at the same time as one above them, by their places: the first such, and
/// how many more there are.
fn earlier<'a, 'e>(events: &'a [Selected<'e>]) -> BTreeMap<usize, (&'a Selected<'e>, usize)> {
    let busy = events.iter().enumerate().filter_map(|(at, event)| Some((at, event.busy()?)));
    let mut pairs = clashes(busy, MOST_PAIRS).first;
    pairs.iter_mut().for_each(|(first, second)| {
        (*first, *second) = ((*first).min(*second), (*first).max(*second));
    });
    pairs.sort_unstable();
    let mut earlier: BTreeMap<usize, (&Selected<'_>, usize)> = BTreeMap::new();
    for (first, second) in pairs {
        if let Some(event) = events.get(first) {
            earlier.entry(second).and_modify(|(_, more)| *more += 1).or_insert((event, 0));
        }
    }
    earlier
}

/// A line in its columns.
pub(super) struct ListRow {
    /// How long it is until then, if shown.
    pub(super) left: Option<String>,
    pub(super) when: String,
    pub(super) what: String,
}

/// Lines in columns, and above them in which time their hours are.
pub(super) fn lines(has_hours: bool, rows: &[ListRow], language: Language) -> String {
    let widest = |cell: fn(&ListRow) -> &str| rows.iter().map(move |row| width(cell(row))).max();
    let of_left = widest(|row| row.left.as_deref().unwrap_or("")).unwrap_or(0).max(LEAST_LEFT);
    let of_when = widest(|row| &row.when).unwrap_or(0).max(LEAST_WHEN);
    let line = |ListRow { left, when, what }: &ListRow| {
        let left = left.as_ref().map(|left| filled(left, of_left) + " ").unwrap_or_default();
        format!("{left}{}  {what}\n", filled(when, of_when))
    };
    let head = has_hours.then(|| format!("{}\n", PageWords::of(language).geneva));
    head.into_iter().chain(rows.iter().map(line)).collect()
}

/// A day and hours of it in Geneva.
pub(super) fn when(day: NaiveDate, hours: &str, words: &Words) -> String {
    format!("{day} {} {hours}", closed(words.weekday(day))).trim_end().to_owned()
}

/// A cell that fills its column.
fn filled(cell: &str, column: usize) -> String {
    format!("{}{}", closed(cell), " ".repeat(column.saturating_sub(width(cell))))
}

/// A text that does not turn around the hours behind it: a terminal that writes Arabic from right to
/// left takes digits behind an Arabic word for a part of it (UAX #9, rule W2).
fn closed(text: &str) -> String {
    const LEFT_TO_RIGHT_MARK: char = '\u{200E}';
    let ends_in_arabic = text.trim_end().ends_with(|c| matches!(c, '\u{590}'..='\u{8FF}'));
    if ends_in_arabic { format!("{text}{LEFT_TO_RIGHT_MARK}") } else { text.to_owned() }
}

/// The columns that a text takes in a terminal, which joins no letters.
fn width(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}
