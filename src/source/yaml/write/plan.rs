//! The time plan of a meeting file.

use super::scalar::{scalar, text};
use super::{File, Record, hours, one_or_list};
use crate::model::{Cell, Days, Kind, is_working_day, named_in};
use crate::source::{DraftDay, DraftPlanEntry};
use chrono::NaiveDate;

/// The keys of a day, as they are written.
type Lines = Vec<(String, String)>;

impl File<'_> {
    /// Days one after another that say the same are a range, if no weekend is named between them.
    pub(super) fn plan(&mut self, entries: &[DraftPlanEntry]) {
        if entries.is_empty() {
            return;
        }
        self.lines.push_str("time_plan:\n");
        let mut written: Vec<(Days, Lines)> = Vec::new();
        for entry in entries {
            let (days, lines) = (entry.days.value, self.day(&entry.day));
            match written.last_mut() {
                Some((before, same)) if *same == lines && follows(*before, days) => {
                    before.last = days.last;
                }
                _ => written.push((days, lines)),
            }
        }
        for (days, lines) in written {
            for day in days.each() {
                self.comments_on(&format!("time_plan.{day}"), "  ");
            }
            if lines.is_empty() {
                self.lines.push_str(&format!("  {days}: {{}}\n"));
                continue;
            }
            self.lines.push_str(&format!("  {days}:\n"));
            for (key, value) in lines {
                self.lines.push_str(&format!("    {key}: {value}\n"));
            }
        }
    }

    fn day(&self, day: &DraftDay) -> Lines {
        let mut lines = Lines::new();
        if let Some(times) = hours(&day.times) {
            lines.push(("times".to_owned(), times));
        }
        for (slots, cells) in &day.cells {
            let cells: Vec<String> = cells.iter().map(|cell| self.cell(cell)).collect();
            lines.push((slots.value.key(), one_or_list(&cells)));
        }
        if day.no_lunch {
            lines.push(("lunch".to_owned(), "false".to_owned()));
        }
        lines
    }

    fn cell(&self, cell: &Cell) -> String {
        let mut record = Record::default();
        let title = cell.title.as_ref().map(|title| text(title, self.language));
        record.maybe("title", title.clone());
        if cell.kind != Kind::Session {
            record.add("kind", cell.kind.key());
        }
        let mut named = Vec::new();
        for (_, words) in cell.title.iter().flat_map(|title| title.all()) {
            for group in named_in(words) {
                if !named.contains(&group) {
                    named.push(group);
                }
            }
        }
        let is_said = cell.groups_are_given || cell.groups != named;
        if is_said && !cell.groups.is_empty() {
            let groups: Vec<String> =
                cell.groups.iter().map(|group| scalar(&group.to_string())).collect();
            record.list("groups", &groups);
        }
        record.maybe("start", cell.start.map(|time| time.to_string()));
        record.maybe("end", cell.end.map(|time| time.to_string()));
        record.maybe("room", cell.room.as_ref().map(|room| text(room, self.language)));
        record.maybe("remote", self.remote(&cell.remote));
        if cell.tentative {
            record.add("tentative", "true");
        }
        record.maybe("note", cell.note.as_ref().map(|note| text(note, self.language)));
        record.maybe("url", cell.url.as_ref().map(|url| scalar(url.as_str())));
        match (title, record.0.as_slice()) {
            // A text by language would be read as the keys of a cell.
            (Some(title), [_]) if !title.starts_with('{') => title,
            _ => record.written(),
        }
    }
}

/// Whether a single day is the working day after the last of some others.
fn follows(before: Days, day: Days) -> bool {
    let next = before.last.iter_days().skip(1).find(|day: &NaiveDate| is_working_day(*day));
    day.is_single()
        && is_working_day(day.first)
        && is_working_day(before.first)
        && next == Some(day.first)
}
