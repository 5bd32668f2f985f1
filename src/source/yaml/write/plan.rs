//! The time plan of a meeting file: a line for each slot of a day.

use super::Writer;
use super::tree::{Keys, Style, Tree};
use crate::finding::Said;
use crate::model::{Cell, Group, Hours, Kind, Slot, named_in};
use crate::source::{DraftDay, DraftPlanEntry};

impl Writer {
    pub(super) fn plan(&self, entries: &[DraftPlanEntry]) -> Option<Tree> {
        let day = |entry: &DraftPlanEntry| (entry.days.value.to_string(), self.day(&entry.day));
        let days: Vec<(String, Tree)> = entries.iter().map(day).collect();
        (!days.is_empty()).then_some(Tree::Record(Style::Lines, days))
    }

    fn day(&self, day: &DraftDay) -> Tree {
        let mut keys = Keys::default();
        keys.add("times", hours(&day.times));
        for (slots, cells) in &day.cells {
            let cells = cells.iter().map(|cell| self.cell(cell));
            keys.add(slots.value.key(), Some(Tree::one_or_list(cells)));
        }
        if day.no_lunch {
            keys.fixed("lunch", Some(false));
        }
        Tree::Record(Style::Lines, keys.0)
    }

    fn cell(&self, cell: &Cell) -> Tree {
        let mut keys = Keys::default();
        keys.add("title", self.text(&cell.title));
        keys.fixed("kind", Some(cell.kind).filter(|kind| *kind != Kind::Session));
        // The groups that the title names are read from it.
        if cell.groups_are_given || cell.groups != named(cell) {
            keys.some("groups", cell.groups.iter().map(Tree::words));
        }
        keys.fixed("start", cell.start);
        keys.fixed("end", cell.end);
        keys.add("room", self.text(&cell.room));
        keys.add("remote", self.remote(&cell.remote));
        keys.fixed("tentative", cell.tentative.then_some(true));
        keys.add("note", self.text(&cell.note));
        keys.words("url", cell.url.as_ref());
        match (keys.0.pop(), keys.0.is_empty()) {
            // A text by language would be read as the keys of a cell.
            (Some((key, title @ Tree::Words(_))), true) if key == "title" => title,
            (last, _) => {
                keys.0.extend(last);
                keys.record()
            }
        }
    }
}

fn named(cell: &Cell) -> Vec<Group> {
    let mut named = Vec::new();
    for (_, words) in cell.title.iter().flat_map(|title| title.all()) {
        for group in named_in(words) {
            if !named.contains(&group) {
                named.push(group);
            }
        }
    }
    named
}

pub(super) fn hours(times: &[(Slot, Said<Hours>)]) -> Option<Tree> {
    let mut keys = Keys::default();
    for (slot, hours) in times {
        keys.fixed(slot.key(), Some(hours.value));
    }
    keys.any()
}
