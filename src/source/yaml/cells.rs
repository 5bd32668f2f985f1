//! The time plan of a meeting file: days, slots and cells.

use super::fields::{group_list, room, rooms, times, url};
use super::record::belonging;
use super::{NodeContent, RecordReader, YamlNode, YamlReader};
use crate::finding::{Said, nearest};
use crate::model::{Cell, Days, Group, Kind, Misread, SlotRange, Text, clean, named_in};
use crate::source::{DraftChanges, DraftDay, DraftPlanEntry, DraftRoom};

/// The keys of a day that change the entry of its range.
const CHANGES: [&str; 3] = ["except", "also", "rooms"];
/// The keys of a day that are not slots.
const OTHER_KEYS: &str = "; `times` sets the hours of the day, and `except`, `also` and `rooms` \
                          change the entry of its range";

/// Reads `time_plan`.
pub(super) fn time_plan(
    reading: &mut YamlReader<'_>,
    key: &str,
    node: &YamlNode,
) -> Option<Vec<DraftPlanEntry>> {
    let record = reading.record(key, node, "days, such as `2025-01-14: …`")?;
    let mut entries = Vec::new();
    for (days, node) in record.rest() {
        let read = day(reading, &days.value, node);
        let days = reading.word(days, str::parse::<Days>);
        entries.extend(days.zip(read).map(|(days, day)| DraftPlanEntry { days, day }));
    }
    Some(entries)
}

fn day(reading: &mut YamlReader<'_>, key: &str, node: &YamlNode) -> Option<DraftDay> {
    if matches!(node.content, NodeContent::Nothing) {
        reading
            .findings
            .fault(node.place, format!("the entry for {key} is empty"))
            .help("write `{}` for a day without sessions, or remove the day");
        return None;
    }
    let mut record = reading.record(key, node, "slots, such as `am: …`")?;
    let times = record.read("times", |key, node| times(reading, key, node)).unwrap_or_default();
    let changes = changes(reading, &mut record);
    let mut day = DraftDay { times, changes, ..DraftDay::default() };
    for entry @ (slot, node) in record.rest() {
        if slot.value == "lunch" && is_no(node) {
            day.no_lunch = true;
        } else {
            day.cells.extend(filled(reading, entry));
        }
    }
    // Hours alone say nothing of the sessions, which stay; an entry that says nothing at all has none.
    let has_hours = !day.times.is_empty() || day.no_lunch;
    if day.changes.is_none() && day.cells.is_empty() && has_hours {
        day.changes = Some(DraftChanges::default());
    }
    Some(day)
}

/// What a day changes of the entry of its range, if it has a key of such a change.
fn changes(reading: &mut YamlReader<'_>, record: &mut RecordReader<'_>) -> Option<DraftChanges> {
    let is_changed = CHANGES.into_iter().filter(|key| record.has(key)).count() > 0;
    let except = record.read("except", |key, node| Some(group_list(reading, key, node)));
    let also = record.read("also", |key, node| {
        let record = reading.record(key, node, "slots, such as `{5: Q9/12}`")?;
        Some(record.rest().filter_map(|entry| filled(reading, entry)).collect())
    });
    let rooms = record.read("rooms", |key, node| rooms_of_day(reading, key, node));
    is_changed.then(|| DraftChanges {
        except: except.unwrap_or_default(),
        also: also.unwrap_or_default(),
        rooms: rooms.unwrap_or_default(),
    })
}

/// Rooms by group, and by slot for single sessions: `{Q7/12: K1, 3: {Q9/12: K2}}`.
fn rooms_of_day(
    reading: &mut YamlReader<'_>,
    key: &str,
    node: &YamlNode,
) -> Option<Vec<DraftRoom>> {
    let record = reading.record(key, node, "rooms by group, such as `{Q7/12: K1}`")?;
    let mut all = Vec::new();
    for entry @ (key, node) in record.rest() {
        let slots = key.value.parse::<SlotRange>().ok();
        let of = match slots {
            Some(_) => rooms(reading, &key.value, node).unwrap_or_default(),
            None => room(reading, entry),
        };
        all.extend(of.into_iter().map(|room| DraftRoom { slots, room }));
    }
    Some(all)
}

/// A slot with its parallel cells.
fn filled(
    reading: &mut YamlReader<'_>,
    (slot, node): &(Said<String>, YamlNode),
) -> Option<(Said<SlotRange>, Vec<Cell>)> {
    let range = reading.word(slot, slots)?;
    let nodes = reading.list(&slot.value, node);
    Some((range, nodes.iter().filter_map(|node| cell(reading, &slot.value, node)).collect()))
}

fn slots(key: &str) -> Result<SlotRange, Misread> {
    key.parse().map_err(|mut misread: Misread| {
        let near = || {
            let near = nearest(key, CHANGES.into_iter().chain(["times"]))?;
            Some(format!("did you mean `{near}`?"))
        };
        match belonging(key).map(str::to_owned).or_else(near) {
            Some(help) => misread.write = help,
            None => misread.write.push_str(OTHER_KEYS),
        }
        misread
    })
}

fn is_no(node: &YamlNode) -> bool {
    matches!(node.bare().map(clean).as_deref(), Some("false" | "no"))
}

fn cell(reading: &mut YamlReader<'_>, key: &str, node: &YamlNode) -> Option<Cell> {
    let NodeContent::Record(entries) = &node.content else {
        let title = reading.text(key, node)?;
        return Some(Cell { groups: groups_in(&title), ..empty(node, Some(title)) });
    };
    const KEYS: [&str; 10] =
        ["title", "kind", "groups", "start", "end", "room", "remote", "tentative", "note", "url"];
    if reading.colon_taken_for_key(entries, |key| KEYS.contains(&key)) {
        return None;
    }
    let mut record = reading.record(key, node, "a session of the plan")?;
    let title = record.read("title", |key, node| reading.text(key, node));
    let mut cell = empty(node, title);
    cell.kind = record
        .read("kind", |key, node| reading.value(key, node))
        .map_or(Kind::Session, |said| said.value);
    let given = record.read("groups", |key, node| Some(group_list(reading, key, node)));
    cell.start = record.read("start", |key, node| reading.value(key, node)).map(|said| said.value);
    cell.end = record.read("end", |key, node| reading.value(key, node)).map(|said| said.value);
    cell.room = record.read("room", |key, node| reading.text(key, node));
    cell.remote = record.read("remote", |key, node| reading.remote(key, node));
    cell.tentative =
        record.read("tentative", |key, node| reading.yes_or_no(key, node)).unwrap_or(false);
    cell.note = record.read("note", |key, node| reading.text(key, node));
    cell.url = url(reading, &mut record);
    record.close(reading);
    cell.groups_are_given = given.as_ref().is_some_and(|groups| !groups.is_empty());
    cell.groups = match given {
        Some(groups) if !groups.is_empty() => groups.into_iter().map(|said| said.value).collect(),
        _ => cell.title.as_ref().map(groups_in).unwrap_or_default(),
    };
    Some(cell)
}

fn empty(node: &YamlNode, title: Option<Text>) -> Cell {
    Cell {
        title,
        kind: Kind::Session,
        groups: Vec::new(),
        groups_are_given: false,
        start: None,
        end: None,
        room: None,
        remote: None,
        tentative: false,
        note: None,
        url: None,
        place: node.place,
    }
}

/// The groups that a title names, in whichever language.
fn groups_in(title: &Text) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (_, words) in title.all() {
        for group in named_in(words) {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
    }
    groups
}
