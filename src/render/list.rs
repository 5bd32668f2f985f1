//! Events as lines, soonest first.

use super::Selected;
use crate::model::Language;
use crate::words::{Pages, Words};
use chrono::NaiveDate;
use unicode_width::UnicodeWidthChar;

/// How wide the column of a day and its hours is at least: `2025-01-14 Tue 09:30–10:45`.
const LEAST_WIDTH: usize = 26;

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
        Row {
            left: String::new(),
            when,
            what: event.summary_aside(words) + &place.unwrap_or_default(),
        }
    };
    let hours = events.iter().any(|event| event.hours().is_some());
    lines(hours, &events.iter().map(row).collect::<Vec<_>>(), language)
}

/// What comes within some days of today, with the days that are left; whole days first on each.
pub fn coming(events: &[Selected<'_>], today: NaiveDate, days: u32, language: Language) -> String {
    let words = Words::of(language);
    let left = |event: &Selected<'_>| (event.day() - today).num_days();
    let mut coming: Vec<&Selected<'_>> =
        events.iter().filter(|event| (0..=i64::from(days)).contains(&left(event))).collect();
    coming.sort_by_key(|event| (event.day(), event.hours().map(|(start, _)| start)));
    let row = |event: &&Selected<'_>| {
        let left = match left(event) {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            days => format!("in {days} days"),
        };
        Row {
            left: format!("{left:<11} "),
            when: when(event, words),
            what: event.summary_aside(words),
        }
    };
    let hours = coming.iter().any(|event| event.hours().is_some());
    lines(hours, &coming.iter().map(row).collect::<Vec<_>>(), language)
}

/// A line in its columns.
struct Row {
    /// How long it is until then.
    left: String,
    when: String,
    what: String,
}

/// Lines in columns, and above them in which time their hours are.
fn lines(has_hours: bool, rows: &[Row], language: Language) -> String {
    let widest = rows.iter().map(|row| width(&row.when)).max().unwrap_or(0).max(LEAST_WIDTH);
    let line = |Row { left, when, what }: &Row| {
        let gap = " ".repeat(widest.saturating_sub(width(when)));
        format!("{left}{when}{gap}  {what}\n")
    };
    let head = has_hours.then(|| format!("{}\n", Pages::of(language).geneva));
    head.into_iter().chain(rows.iter().map(line)).collect()
}

/// The day of an event and its hours in Geneva.
fn when(event: &Selected<'_>, words: &Words) -> String {
    let (day, weekday) = (event.day(), words.weekday(event.day()));
    format!("{day} {weekday} {}", event.hours_in_words()).trim_end().to_owned()
}

/// The columns that a text takes in a terminal, which joins no letters.
fn width(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}
