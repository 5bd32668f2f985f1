//! The time plan of a meeting file: a line for each slot of a day.

use super::YamlWriter;
use super::tree::{RecordBuilder, YamlStyle, YamlTree};
use crate::finding::Said;
use crate::model::{Cell, Group, Hours, Kind, Room, Slot, SlotRange, named_in};
use crate::source::{DraftDay, DraftPlanEntry, DraftRoom};

impl YamlWriter {
    pub(super) fn plan(&self, entries: &[DraftPlanEntry]) -> Option<YamlTree> {
        let day = |entry: &DraftPlanEntry| (entry.days.value.to_string(), self.day(&entry.day));
        let days: Vec<(String, YamlTree)> = entries.iter().map(day).collect();
        (!days.is_empty()).then_some(YamlTree::Record(YamlStyle::Lines, days))
    }

    fn day(&self, day: &DraftDay) -> YamlTree {
        let mut keys = RecordBuilder::default();
        // Hours alone would keep the sessions of the day as it is without the entry.
        let has_hours = day.changes.is_some() || !day.cells.is_empty();
        keys.add("times", hours(&day.times).filter(|_| has_hours));
        if let Some(changes) = &day.changes {
            let except = changes.except.iter().map(|group| YamlTree::words(&group.value));
            keys.add("except", Some(YamlTree::list(except)));
            keys.add("also", self.cells(&changes.also).any());
            keys.add("rooms", self.rooms_of_day(&changes.rooms));
        }
        keys.0.extend(self.cells(&day.cells).0);
        if day.no_lunch && has_hours {
            keys.fixed("lunch", Some(false));
        }
        YamlTree::Record(YamlStyle::Lines, keys.0)
    }

    fn cells(&self, cells: &[(Said<SlotRange>, Vec<Cell>)]) -> RecordBuilder {
        let mut keys = RecordBuilder::default();
        for (slots, cells) in cells {
            let cells = cells.iter().map(|cell| self.cell(cell));
            keys.add(slots.value.key(), Some(YamlTree::one_or_list(cells)));
        }
        keys
    }

    pub(super) fn rooms<'a>(&self, rooms: impl Iterator<Item = &'a Room>) -> RecordBuilder {
        let mut keys = RecordBuilder::default();
        for Room { group, room } in rooms {
            keys.add(group.to_string(), Some(YamlTree::text(room, self.language)));
        }
        keys
    }

    /// The rooms of single slots stand together under their slot.
    fn rooms_of_day(&self, rooms: &[DraftRoom]) -> Option<YamlTree> {
        let mut keys = RecordBuilder::default();
        for same in rooms.chunk_by(|one, other| one.slots == other.slots) {
            let rooms = self.rooms(same.iter().map(|room| &room.room.value));
            match same.first().and_then(|room| room.slots) {
                Some(slots) => keys.add(slots.key(), rooms.any()),
                None => keys.0.extend(rooms.0),
            }
        }
        keys.any()
    }

    fn cell(&self, cell: &Cell) -> YamlTree {
        let mut keys = RecordBuilder::default();
        keys.add("title", self.text(&cell.title));
        keys.fixed("kind", Some(cell.kind).filter(|kind| *kind != Kind::Session));
        // The groups that the title names are read from it.
        if cell.groups_are_given || cell.groups != named(cell) {
            keys.some("groups", cell.groups.iter().map(YamlTree::words));
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
            (Some((key, title @ YamlTree::Words(_))), true) if key == "title" => title,
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

pub(super) fn hours(times: &[(Slot, Said<Hours>)]) -> Option<YamlTree> {
    let mut keys = RecordBuilder::default();
    for (slot, hours) in times {
        keys.fixed(slot.key(), Some(hours.value));
    }
    keys.any()
}
