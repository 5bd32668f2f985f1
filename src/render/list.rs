//! Events as lines, soonest first.

use super::Selected;
use crate::words::Words;
use chrono::NaiveDate;
use std::fmt::Write;

/// A line an event: day, hours, title and place.
pub fn list(events: &[Selected<'_>], words: &Words) -> String {
    let mut text = String::new();
    for event in events {
        let (weekday, day) = (words.weekday(event.day()), event.day());
        let days = event.event.entry.when.days();
        let when = if event.hours().is_none() && !days.is_single() {
            format!("{} – {}", days.first, days.last)
        } else {
            format!("{day} {weekday} {}", event.hours_in_words())
        };
        let place =
            event.wording.location.as_ref().map(|place| format!("  [{place}]")).unwrap_or_default();
        let _ = writeln!(text, "{:<28}{}{place}", when.trim_end(), event.wording.summary);
    }
    text
}

/// What comes within some days of today, with the days that are left; whole days first on each.
pub fn coming(events: &[Selected<'_>], today: NaiveDate, days: u32, words: &Words) -> String {
    let left = |event: &Selected<'_>| (event.day() - today).num_days();
    let mut coming: Vec<&Selected<'_>> =
        events.iter().filter(|event| (0..=i64::from(days)).contains(&left(event))).collect();
    coming.sort_by_key(|event| (event.day(), event.hours().map(|(start, _)| start)));
    let mut text = String::new();
    for event in coming {
        let left = match left(event) {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            days => format!("in {days} days"),
        };
        let when =
            format!("{} {} {}", event.day(), words.weekday(event.day()), event.hours_in_words());
        let _ = writeln!(text, "{left:<12}{:<28}{}", when.trim_end(), event.wording.summary);
    }
    text
}
