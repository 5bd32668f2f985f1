//! Events as lines, soonest first.

use super::Selected;
use crate::model::Language;
use crate::words::{Coming, Pages, Words};
use chrono::NaiveDate;
use unicode_width::UnicodeWidthChar;

/// How wide the column of a day and its hours is at least: `2025-01-14 Tue 09:30–10:45`.
const LEAST_WHEN: usize = 26;

/// How wide the column of the days left is at least: `in 290 days`.
const LEAST_LEFT: usize = 11;

/// A line an event: day, hours, title and place.
pub fn list(events: &[Selected<'_>], language: Language) -> String {
    let words = Words::of(language);
    let row = |event: &Selected<'_>| {
        let days = event.event.entry.when.days();
        let when = if event.hours().is_none() && !days.is_single() {
            format!("{} – {}", days.first, days.last)
        } else {
            when(event, words)
        };
        let place = event.wording.location.as_ref().map(|place| format!("  [{place}]"));
        Row { left: None, when, what: event.summary_aside(words) + &place.unwrap_or_default() }
    };
    let hours = events.iter().any(|event| event.hours().is_some());
    lines(hours, &events.iter().map(row).collect::<Vec<_>>(), language)
}

/// What comes within some days of today; whole days first on each.
pub fn coming<'a>(events: &[Selected<'a>], today: NaiveDate, days: u32) -> Vec<Selected<'a>> {
    let left = |event: &Selected<'_>| (event.day() - today).num_days();
    let mut coming: Vec<Selected<'_>> = events.to_vec();
    coming.retain(|event| (0..=i64::from(days)).contains(&left(event)));
    coming.sort_by_key(|event| (event.day(), event.hours().map(|(start, _)| start)));
    coming
}

/// Lines with the days that are left from today.
pub fn coming_list(coming: &[Selected<'_>], today: NaiveDate, language: Language) -> String {
    let words = Words::of(language);
    let left = |event: &Selected<'_>| (event.day() - today).num_days();
    let (of_today, of_days) = (Pages::of(language).today, Coming::of(language));
    let row = |event: &Selected<'_>| {
        let left = match left(event) {
            0 => of_today.to_owned(),
            1 => of_days.tomorrow.to_owned(),
            days => (of_days.in_days)(days),
        };
        Row { left: Some(left), when: when(event, words), what: event.summary_aside(words) }
    };
    let hours = coming.iter().any(|event| event.hours().is_some());
    lines(hours, &coming.iter().map(row).collect::<Vec<_>>(), language)
}

/// A line in its columns.
struct Row {
    /// How long it is until then, if that is said.
    left: Option<String>,
    when: String,
    what: String,
}

/// Lines in columns, and above them in which time their hours are.
fn lines(has_hours: bool, rows: &[Row], language: Language) -> String {
    let widest = |cell: fn(&Row) -> &str| rows.iter().map(move |row| width(cell(row))).max();
    let of_left = widest(|row| row.left.as_deref().unwrap_or("")).unwrap_or(0).max(LEAST_LEFT);
    let of_when = widest(|row| &row.when).unwrap_or(0).max(LEAST_WHEN);
    let line = |Row { left, when, what }: &Row| {
        let left = left.as_ref().map(|left| filled(left, of_left) + " ").unwrap_or_default();
        format!("{left}{}  {what}\n", filled(when, of_when))
    };
    let head = has_hours.then(|| format!("{}\n", Pages::of(language).geneva));
    head.into_iter().chain(rows.iter().map(line)).collect()
}

/// The day of an event and its hours in Geneva.
fn when(event: &Selected<'_>, words: &Words) -> String {
    let (day, weekday) = (event.day(), words.weekday(event.day()));
    format!("{day} {} {}", closed(weekday), event.hours_in_words()).trim_end().to_owned()
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
