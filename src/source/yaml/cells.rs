//! The time plan of a meeting file: days, slots and cells.

use super::fields::{group_list, times, url};
use super::{Content, Node, Reading};
use crate::model::{Cell, Days, Group, Kind, Misread, SlotRange, Text, clean, named_in};
use crate::source::{DraftDay, DraftPlanEntry};

/// Reads `time_plan`.
pub(super) fn time_plan(
    reading: &mut Reading<'_>,
    key: &str,
    node: &Node,
) -> Option<Vec<DraftPlanEntry>> {
    let record = reading.record(key, node, "days, as `2025-01-14: …`")?;
    let mut entries = Vec::new();
    for (days, node) in record.rest() {
        let read = day(reading, &days.value, node);
        let days = reading.word(days, str::parse::<Days>);
        entries.extend(days.zip(read).map(|(days, day)| DraftPlanEntry { days, day }));
    }
    Some(entries)
}

fn day(reading: &mut Reading<'_>, key: &str, node: &Node) -> Option<DraftDay> {
    if matches!(node.content, Content::Nothing) {
        reading
            .findings
            .fault(node.place, format!("the plan says nothing of {key}"))
            .help("write `{}` for a day without sessions, or take the day out");
        return None;
    }
    let mut record = reading.record(key, node, "slots, as `am: …`")?;
    let mut day = DraftDay {
        times: record.read("times", |key, node| times(reading, key, node)).unwrap_or_default(),
        ..DraftDay::default()
    };
    for (slot, node) in record.rest() {
        if slot.value == "lunch" && is_no(node) {
            day.no_lunch = true;
            continue;
        }
        let Some(range) = reading.word(slot, slots) else { continue };
        let nodes = reading.list(&slot.value, node);
        let cells = nodes.iter().filter_map(|node| cell(reading, &slot.value, node)).collect();
        day.cells.push((range, cells));
    }
    Some(day)
}

fn slots(key: &str) -> Result<SlotRange, Misread> {
    key.parse().map_err(|mut misread: Misread| {
        misread.write.push_str("; `times` has the hours of the day");
        misread
    })
}

fn is_no(node: &Node) -> bool {
    matches!(node.bare().map(clean).as_deref(), Some("false" | "no"))
}

fn cell(reading: &mut Reading<'_>, key: &str, node: &Node) -> Option<Cell> {
    let Content::Record(entries) = &node.content else {
        let title = reading.text(key, node)?;
        return Some(Cell { groups: groups_in(&title), ..empty(node, Some(title)) });
    };
    const KEYS: [&str; 10] =
        ["title", "kind", "groups", "start", "end", "room", "remote", "tentative", "note", "url"];
    if reading.colon_taken_for_key(entries, |key| KEYS.contains(&key)) {
        return None;
    }
    let mut record = reading.record(key, node, "a cell of the plan")?;
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

fn empty(node: &Node, title: Option<Text>) -> Cell {
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
