//! The time plan as people know it from the letters: days × session slots, a table a week.

use super::Selected;
use crate::expand::State;
use crate::model::{Days, Kind, Slot};
use crate::words::Words;
use chrono::{Datelike, NaiveDate, Weekday};
use comfy_table::{ContentArrangement, Table, presets};
use std::collections::{BTreeMap, BTreeSet};

/// The grid of a meeting, fitted to a width in columns; `name` is its heading, `today` is marked.
pub fn grid(
    name: &str,
    events: &[Selected<'_>],
    today: NaiveDate,
    width: u16,
    words: &Words,
) -> String {
    let mut text = format!("{name}\n");
    let whole_days = events.iter().filter(|event| event.hours().is_none());
    let timed: Vec<&Selected<'_>> = events.iter().filter(|event| event.hours().is_some()).collect();
    for event in whole_days.clone().filter(|event| event.event.entry.kind != Kind::Deadline) {
        text.push_str(&format!(
            "{}: {}\n",
            words.days(event.event.entry.when.days()),
            event.wording.summary
        ));
    }
    let mut weeks: BTreeMap<NaiveDate, Vec<&Selected<'_>>> = BTreeMap::new();
    for event in timed {
        weeks.entry(event.day().week(Weekday::Mon).first_day()).or_default().push(event);
    }
    for week in weeks.values() {
        text.push('\n');
        text.push_str(&table(week, today, width, words));
        text.push('\n');
    }
    let legend = [("* ", Kind::Plenary.key()), ("? ", "if necessary"), ("x ", "cancelled")];
    let used: Vec<String> = legend
        .iter()
        .filter(|(sign, _)| {
            events.iter().any(|event| event.hours().is_some() && mark(event) == *sign)
        })
        .map(|(sign, meaning)| format!("{sign}{meaning}"))
        .collect();
    if !used.is_empty() {
        text.push_str(&format!("{}\n", used.join("   ")));
    }
    let deadlines: Vec<&Selected<'_>> =
        whole_days.filter(|event| event.event.entry.kind == Kind::Deadline).collect();
    if !deadlines.is_empty() {
        text.push('\n');
    }
    for event in deadlines {
        let day = event.day();
        text.push_str(&format!("{day} {}  {}\n", words.weekday(day), event.wording.summary));
    }
    text
}

/// One week: a column a day, a row a slot, and last what stands in no slot.
fn table(week: &[&Selected<'_>], today: NaiveDate, width: u16, words: &Words) -> String {
    let with_events: BTreeSet<NaiveDate> = week.iter().map(|event| event.day()).collect();
    let (Some(first), Some(last)) = (with_events.first(), with_events.last()) else {
        return String::new();
    };
    let span = Days { first: *first, last: *last };
    // Days between two others are shown empty, weekends only if somebody meets.
    let days: Vec<NaiveDate> = span
        .each()
        .filter(|day| crate::model::is_working_day(*day) || with_events.contains(day))
        .collect();
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    let heading = |day: &NaiveDate| {
        let today = if *day == today { "▸ " } else { "" };
        format!("{today}{} {}", parted(words.weekday(*day)), day.day())
    };
    table.set_header(std::iter::once(words.days(span)).chain(days.iter().map(heading)));
    let slots = Slot::ALL.into_iter().map(Some).chain([None]);
    for slot in slots {
        let row: Vec<&&Selected<'_>> =
            week.iter().filter(|event| event.event.entry.slot == slot).collect();
        let Some(hours) = usual_hours(&row).filter(|_| !row.is_empty()) else { continue };
        let name = match slot {
            Some(Slot::Lunch) => hours.clone(),
            Some(slot) => format!("{}  {hours}", slot.key()),
            None => String::new(),
        };
        let cell = |day: &NaiveDate| {
            let events = row.iter().filter(|event| event.day() == *day);
            let lines: Vec<String> = events
                .map(|event| {
                    let own = event.hours_in_words();
                    let own = if slot.is_none() || own != hours {
                        format!("{own} ")
                    } else {
                        String::new()
                    };
                    format!("{}{own}{}", mark(event), parted(&event.wording.summary))
                })
                .collect();
            lines.join("\n")
        };
        table.add_row(std::iter::once(name).chain(days.iter().map(cell)));
    }
    table.trim_fmt()
}

/// A text whose Arabic letters lam and alef stay two. A terminal gives each letter a column of its
/// own, while a table counts the two as the one ligature that print makes of them.
fn parted(text: &str) -> String {
    let mut parted = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        parted.push(c);
        let alef = matches!(chars.peek(), Some('\u{622}' | '\u{623}' | '\u{625}' | '\u{627}'));
        if c == '\u{644}' && alef {
            // The zero-width non-joiner.
            parted.push('\u{200C}');
        }
    }
    parted
}

/// The hours that most events of a row have.
fn usual_hours(row: &[&&Selected<'_>]) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for event in row {
        *counts.entry(event.hours_in_words()).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(hours, _)| hours)
}

/// What tells plenaries, unsure and cancelled sessions from others, without colour.
fn mark(event: &Selected<'_>) -> &'static str {
    match (event.event.entry.state, event.event.entry.kind) {
        (State::Cancelled, _) => "x ",
        (State::Tentative, _) => "? ",
        (State::Confirmed, Kind::Plenary) => "* ",
        (State::Confirmed, _) => "",
    }
}
