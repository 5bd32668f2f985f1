//! The time plan of a meeting file: days, slots and cells.

use super::fields::{group_list, room, rooms, times, url};
use super::record::belonging;
use super::{NodeContent, RecordReader, YamlNode, YamlReader};
use crate::finding::{Said, nearest};
use crate::model::{
    Cell, Days, Group, Hours, Kind, Misread, SlotRange, Text, clean, compact, named_in, read_groups,
};
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
    for entry @ (slot, node) in record.whole_rest(reading) {
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
        let rest = record.whole_rest(reading);
        Some(rest.into_iter().filter_map(|entry| filled(reading, entry)).collect())
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
    if matches!(node.content, NodeContent::List(_)) {
        nodes.iter().for_each(|node| joined_by_comma(reading, node));
    }
    Some((range, nodes.iter().filter_map(|node| cell(reading, &slot.value, node)).collect()))
}

/// Doubts groups of a list between which stands a comma that YAML reads as a letter.
fn joined_by_comma(reading: &mut YamlReader<'_>, node: &YamlNode) {
    let Some(words) = node.bare() else { return };
    let is_comma = |c: &char| matches!(c, '，' | '、' | '；' | '،' | ';');
    let Some(comma) = words.chars().find(is_comma) else { return };
    let is_in_brackets =
        reading.text.get(..node.place.start).unwrap_or("").trim_end().ends_with(['[', ',']);
    let Ok(groups) = read_groups(words) else { return };
    if !is_in_brackets || groups.len() < 2 {
        return;
    }
    let parts = groups.iter().map(Group::to_string).collect::<Vec<_>>().join(", ");
    reading
        .findings
        .doubt(
            "comma-in-list",
            Some(node.place),
            format!("`{words}` is one joint session, because `{comma}` does not separate the values of a list"),
        )
        .help(format!(
            "write `[{parts}]` for parallel sessions, or `{}` for a joint one",
            compact(&groups)
        ));
}

fn slots(key: &str) -> Result<SlotRange, Misread> {
    key.parse().map_err(|mut misread: Misread| {
        let spaced = || {
            let (slot, value) = key.split_once(':')?;
            slot.parse::<SlotRange>().ok()?;
            Some(format!("write a space after the colon: `{slot}: {value}`"))
        };
        let near = || {
            let near = nearest(key, CHANGES.into_iter().chain(["times"]))?;
            Some(format!("did you mean `{near}`?"))
        };
        match belonging(key).map(str::to_owned).or_else(spaced).or_else(near) {
            Some(help) => misread.write = help,
            None => misread.write.push_str(OTHER_KEYS),
        }
        misread
    })
}

fn is_no(node: &YamlNode) -> bool {
    let words = node.bare().map(|words| clean(words).trim().to_lowercase());
    matches!(words.as_deref(), Some("false" | "no" | "none"))
}

/// Words without quotes that say whether there is a session, and are no title of one.
const ANSWERS: [&str; 21] = [
    "true", "false", "yes", "no", "none", "null", "nil", "off", "n/a", "na", "-", "–", "—", "/",
    "non", "aucune", "ninguna", "нет", "无", "没有", "لا",
];

/// Reports a value that says when a session is, or that there is none, where a title belongs.
fn not_a_title(reading: &mut YamlReader<'_>, key: &str, node: &YamlNode) -> bool {
    let Some(words) = node.bare() else { return false };
    let said = clean(words).trim().to_lowercase();
    let help = if let Ok(hours) = said.parse::<Hours>() {
        match key {
            "lunch" => format!(
                "write the hours of the lunch break in `times`: `times: {{lunch: {hours}}}`"
            ),
            _ => format!(
                "write `{key}: {{start: {}, end: {}}}` for a session at these hours",
                hours.start, hours.end
            ),
        }
    } else if key == "lunch" && ANSWERS.contains(&said.as_str()) {
        "delete it: a day has its lunch break unless you write `lunch: false`".to_owned()
    } else if ANSWERS.contains(&said.as_str()) {
        format!(
            "delete it if there is no session in `{key}`, or put the title in quotes: `\"{words}\"`"
        )
    } else {
        return false;
    };
    let message = format!("`{words}` is not the title of a session");
    reading.findings.fault(node.place, message).help(help);
    true
}

fn cell(reading: &mut YamlReader<'_>, key: &str, node: &YamlNode) -> Option<Cell> {
    let NodeContent::Record(entries) = &node.content else {
        if not_a_title(reading, key, node) {
            return None;
        }
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

#[cfg(test)]
mod tests {
    use crate::finding::{Findings, Screen, draw};
    use crate::source::yaml::read_meeting;

    fn drawn(day: &str) -> String {
        let mut findings = Findings::default();
        let text = format!("group: SG12\nstart: 2027-01-12\ntime_plan:\n  2027-01-12: {day}\n");
        read_meeting(&text, &mut findings);
        draw(&findings, "m.yaml", &text, Screen::default())
    }

    #[test]
    fn what_says_when_or_whether_is_no_title() {
        for (day, message, help) in [
            (
                "{am: Q7/12, lunch: 12:00-13:30}",
                "`12:00-13:30` is not the title of a session",
                "write the hours of the lunch break in `times`: `times: {lunch: 12:00-13:30}`",
            ),
            (
                "{am: Q7/12, lunch: True}",
                "`True` is not the title of a session",
                "delete it: a day has its lunch break unless you write `lunch: false`",
            ),
            (
                "{am: Q7/12, pm: none}",
                "`none` is not the title of a session",
                "delete it if there is no session in `pm`, or put the title in quotes: `\"none\"`",
            ),
            (
                "{am: [Q7/12, –]}",
                "`–` is not the title of a session",
                "delete it if there is no session in `am`, or put the title in quotes: `\"–\"`",
            ),
            (
                "{3: 14:00–15:00}",
                "`14:00–15:00` is not the title of a session",
                "write `3: {start: 14:00, end: 15:00}` for a session at these hours",
            ),
            (
                "{am: Q7/12, Q9/12, pm: Q7/12}",
                "a comma ends the value of `am`, so `Q9/12` is read as a key",
                "write a list: `am: [Q7/12, Q9/12]`",
            ),
            (
                "{also: {5: Q7/12, Q9/12, Q1/12}}",
                "a comma ends the value of `5`, so `Q9/12` is read as a key",
                "write a list: `5: [Q7/12, Q9/12, Q1/12]`",
            ),
            (
                "{am: ［Q7/12, Q9/12］}",
                "this is a full-width character, U+FF3B, not `[`",
                "write a list: `am: [Q7/12, Q9/12]`",
            ),
            (
                "{am: [Q7/12，Q9/12]}",
                "`Q7/12，Q9/12` is one joint session, because `，` does not separate the values of \
                 a list",
                "write `[Q7/12, Q9/12]` for parallel sessions, or `Q7,9/12` for a joint one",
            ),
        ] {
            let drawn = drawn(day);
            assert!(drawn.contains(message) && drawn.contains(help), "{day}\n{drawn}");
            assert_eq!(drawn.matches("help:").count(), 1, "{day}\n{drawn}");
        }
    }

    #[test]
    fn titles_that_are_right_say_nothing() {
        for day in [
            "{am: Q7/12, lunch: false}",
            "{am: Q7/12, lunch: False}",
            "{am: Q7/12, lunch: none}",
            "{am: \"none\", lunch: Reception}",
            "{am: Q7/12，Q9/12}",
            "{am: [第7/12号课题：术语，缩略语, Q9/12]}",
            "{am: [\"Q7/12，Q9/12\", Q1/12]}",
            "{am: No plenary, pm: Offline work}",
            "{am: {title: SG12 plenary, kind: plenary}}",
        ] {
            assert_eq!(drawn(day), "", "{day}");
        }
    }
}
