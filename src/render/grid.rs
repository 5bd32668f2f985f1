//! The time plan as people know it from the letters: days × session slots, a table a week.

use super::week::{Week, weeks};
use super::{LegendMark, Selected};
use crate::model::{Kind, Language, Slot};
use crate::words::{PageWords, Words};
use chrono::NaiveDate;
use comfy_table::{ContentArrangement, Table, presets};
use std::collections::BTreeSet;

/// The grid of a meeting, fitted to a width in columns; `name` is its heading, `today` is marked.
pub fn grid(
    name: &str,
    events: &[Selected<'_>],
    today: NaiveDate,
    width: u16,
    language: Language,
) -> String {
    let mut text = format!("{name}\n");
    let whole_days = events.iter().filter(|event| event.hours().is_none());
    let timed: Vec<&Selected<'_>> = events.iter().filter(|event| event.hours().is_some()).collect();
    let words = Words::of(language);
    for event in whole_days.clone().filter(|event| event.event.entry.kind != Kind::Deadline) {
        text.push_str(&format!(
            "{}: {}\n",
            words.days(event.event.entry.when.days()),
            event.wording.summary
        ));
    }
    let pages = PageWords::of(language);
    if !timed.is_empty() {
        text.push_str(&format!("{}\n", pages.geneva));
    }
    for week in weeks(&timed) {
        text.push('\n');
        text.push_str(&table(&week, today, width, words));
        text.push('\n');
    }
    let marks: BTreeSet<LegendMark> = timed.iter().filter_map(|event| mark(event)).collect();
    let used: Vec<String> = marks
        .into_iter()
        .filter(|mark| !mark.letter().is_empty())
        .map(|mark| format!("{}{}", mark.letter(), mark.name(pages)))
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
        let title = event.summary_aside(words);
        text.push_str(&format!("{day} {}  {title}\n", words.weekday(day)));
    }
    text
}

/// How many sessions the fullest cell of a grid holds.
pub fn most_beside(events: &[Selected<'_>]) -> usize {
    let timed: Vec<&Selected<'_>> = events.iter().filter(|event| event.hours().is_some()).collect();
    let weeks = weeks(&timed);
    let rows = weeks.iter().flat_map(|week| week.rows.iter().map(move |row| (week, row)));
    let cells = rows.flat_map(|(week, row)| week.days.iter().map(|day| row.on(*day).count()));
    cells.max().unwrap_or(0)
}

/// One week: a column a day, a row a slot, and last what stands in no slot.
fn table(week: &Week<'_>, today: NaiveDate, width: u16, words: &Words) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    let heading = |day: &NaiveDate| {
        let today = if *day == today { "▸ " } else { "" };
        format!("{today}{}", parted(&words.column(*day)))
    };
    table.set_header(std::iter::once(words.days(week.span)).chain(week.days.iter().map(heading)));
    for row in &week.rows {
        let hours = row.usual.hours_in_words();
        let hours = match row.usual.aside() {
            Some(aside) => format!("{hours}\n{}", parted(aside)),
            None => hours,
        };
        let name = match row.slot {
            Some(Slot::Lunch) => hours,
            Some(slot) => format!("{}  {hours}", slot.key()),
            None => String::new(),
        };
        let cell = |day: &NaiveDate| {
            let lines: Vec<String> = row
                .on(*day)
                .map(|event| {
                    let letter = mark(event).map_or("", LegendMark::letter);
                    if row.slot.is_some() && row.is_usual(event) {
                        return format!("{letter}{}", parted(&event.wording.summary));
                    }
                    let (hours, title) = (event.hours_in_words(), event.summary_aside(words));
                    format!("{letter}{hours} {}", parted(&title))
                })
                .collect();
            lines.join("\n")
        };
        table.add_row(std::iter::once(name).chain(week.days.iter().map(cell)));
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

fn mark(event: &Selected<'_>) -> Option<LegendMark> {
    LegendMark::of(event.event.entry.kind, event.event.entry.state)
}
