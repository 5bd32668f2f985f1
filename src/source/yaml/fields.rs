//! Keys that occur in several places of a meeting file.

use super::{RecordReader, YamlNode, YamlReader};
use crate::finding::Said;
use crate::model::{Group, Hours, Misread, Room, Slot, SlotRange, WebAddress, read_groups};

/// The key `group`: one, or a list, also as `groups`.
pub(super) fn groups(
    reading: &mut YamlReader<'_>,
    record: &mut RecordReader<'_>,
) -> Vec<Said<Group>> {
    record.read("group", |key, node| Some(group_list(reading, key, node))).unwrap_or_default()
}

/// Groups as a list, each once; one value may be several, as `Q7,9/12`.
pub(super) fn group_list(
    reading: &mut YamlReader<'_>,
    key: &str,
    node: &YamlNode,
) -> Vec<Said<Group>> {
    let nodes = reading.list(key, node);
    let read = nodes.iter().filter_map(|node| reading.parsed(key, node, read_groups));
    let mut groups: Vec<Said<Group>> = Vec::new();
    for Said { value, place } in read {
        for value in value {
            if groups.iter().all(|group| group.value != value) {
                groups.push(Said { value, place });
            }
        }
    }
    groups
}

/// The key `url`.
pub(super) fn url(
    reading: &mut YamlReader<'_>,
    record: &mut RecordReader<'_>,
) -> Option<WebAddress> {
    record.read("url", |key, node| reading.value(key, node)).map(|said| said.value)
}

/// Slots as a list, also of ranges: `[0, 1-2]`; each once, in the order of the day.
pub(super) fn slots(
    reading: &mut YamlReader<'_>,
    key: &str,
    node: &YamlNode,
) -> Option<Said<Vec<Slot>>> {
    let ranges = reading.values::<SlotRange>(key, node);
    for range in &ranges {
        if range.value.first() == Slot::Lunch {
            let message = "the lunch break is not a session slot";
            reading.findings.fault(range.place, message).help("write slots `0` to `5`");
        }
    }
    let named =
        |slot: &Slot| ranges.iter().any(|range| range.value.slots().any(|other| other == *slot));
    Some(Said { value: Slot::SESSIONS.into_iter().filter(named).collect(), place: node.place })
}

/// Hours by slot: `{0: 08:00-09:15, lunch: 12:00-13:30}`.
pub(super) fn times(
    reading: &mut YamlReader<'_>,
    key: &str,
    node: &YamlNode,
) -> Option<Vec<(Slot, Said<Hours>)>> {
    let mut record = reading.record(key, node, "times by slot")?;
    let mut times = Vec::new();
    for slot in Slot::ALL {
        let hours = record.read(slot.key(), |key, node| reading.value::<Hours>(key, node));
        times.extend(hours.map(|hours| (slot, hours)));
    }
    record.close(reading);
    Some(times)
}

/// Rooms by group: `{Q7/12: K1}`.
pub(super) fn rooms(
    reading: &mut YamlReader<'_>,
    key: &str,
    node: &YamlNode,
) -> Option<Vec<Said<Room>>> {
    let record = reading.record(key, node, "rooms by group, such as `{Q7/12: K1}`")?;
    Some(record.rest().flat_map(|entry| room(reading, entry)).collect())
}

/// The room of a group; one key may be several.
pub(super) fn room(
    reading: &mut YamlReader<'_>,
    (key, node): &(Said<String>, YamlNode),
) -> Vec<Said<Room>> {
    let groups = reading.word(key, read_groups);
    let room = groups.as_ref().and_then(|_| reading.text(&key.value, node));
    let Some((Said { value: groups, place }, room)) = groups.zip(room) else { return Vec::new() };
    let of = |group: Group| Said { value: Room { group, room: room.clone() }, place };
    groups.into_iter().map(of).collect()
}

/// A number of hours, days, weeks or months.
pub(super) fn whole_number(words: &str) -> Result<u32, Misread> {
    let digits = !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit());
    let number = digits.then(|| words.parse().ok()).flatten();
    // 10,000 weeks is beyond every meeting.
    number.filter(|number| (1..=10_000).contains(number)).ok_or_else(|| {
        Misread::new(
            "a whole number",
            "write a number from 1 to 10000, without a sign or a fraction",
        )
    })
}
