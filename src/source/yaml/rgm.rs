//! Rapporteur group meetings of a meeting file: a range of weeks, or with `every` a series.

use super::fields::{groups, slots, times, url};
use super::{NodeContent, YamlNode, YamlReader, zone};
use crate::finding::Said;
use crate::model::{Misread, SeriesDay, SeriesMove, parse_date};
use crate::source::DraftRgm;
use chrono::{NaiveDate, Weekday};

/// Reads one entry of `rgm`.
pub(super) fn read(reading: &mut YamlReader<'_>, key: &str, node: &YamlNode) -> Option<DraftRgm> {
    let mut record = reading.record(key, node, "an entry of `rgm`")?;
    let mut rgm = DraftRgm {
        groups: groups(reading, &mut record),
        title: record.read("title", |key, node| reading.text(key, node)),
        start: record.read("start", |key, node| reading.date(key, node)),
        end: record.read("end", |key, node| reading.date(key, node)),
        slots: record.read("slots", |key, node| slots(reading, key, node)),
        every: record.read("every", |key, node| reading.value(key, node)),
        on: record.read("on", |key, node| Some(weekdays(reading, key, node))).unwrap_or_default(),
        time: record.read("time", |key, node| reading.value(key, node)),
        except: record
            .read("except", |key, node| Some(reading.values(key, node)))
            .unwrap_or_default(),
        also: record.read("also", |key, node| Some(also(reading, key, node))).unwrap_or_default(),
        moved: record.read("moved", |key, node| moved(reading, key, node)).unwrap_or_default(),
        zone: record.read("timezone", |key, node| zone::read(reading, key, node)),
        session_times: record
            .read("session_times", |key, node| times(reading, key, node))
            .unwrap_or_default(),
        location: record.read("place", |key, node| reading.text(key, node)),
        room: record.read("room", |key, node| reading.text(key, node)),
        remote: record.read("remote", |key, node| reading.remote(key, node)),
        url: url(reading, &mut record),
        note: record.read("note", |key, node| reading.text(key, node)),
        unread: Vec::new(),
        place: node.place,
    };
    let is_empty =
        |node: &YamlNode| matches!(&node.content, NodeContent::List(nodes) if nodes.is_empty());
    let has_slots = rgm.slots.as_ref().is_some_and(|slots| !slots.value.is_empty());
    let is_read = [
        ("every", rgm.every.is_some()),
        ("time", rgm.time.is_some()),
        ("slots", has_slots || record.take("slots").is_some_and(is_empty)),
        ("end", rgm.end.is_some()),
    ];
    let unread = is_read.into_iter().filter(|(key, is_read)| !is_read && record.has(key));
    rgm.unread = unread.map(|(key, _)| key).collect();
    if !record.has("group") {
        reading
            .findings
            .fault(node.place, "this entry of `rgm` has no `group`")
            .help("add the group that meets: `group: Q9/12`");
    }
    if !record.has("start") {
        reading
            .findings
            .fault(node.place, "this entry of `rgm` has no `start`")
            .help("add the first day: `start: 2025-02-04`");
    }
    record.close(reading);
    Some(rgm)
}

fn weekdays(reading: &mut YamlReader<'_>, key: &str, node: &YamlNode) -> Vec<Said<Weekday>> {
    reading.each(key, node, weekday)
}

fn weekday(words: &str) -> Result<Weekday, Misread> {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let known = names.contains(&words).then(|| words.parse().ok()).flatten();
    known.ok_or_else(|| {
        Misread::new(
            "a day of the week",
            "write one of `mon`, `tue`, `wed`, `thu`, `fri`, `sat` and `sun`",
        )
    })
}

/// Additional days: a date, or a date with its own times or room.
fn also(reading: &mut YamlReader<'_>, key: &str, node: &YamlNode) -> Vec<Said<SeriesDay>> {
    let nodes = reading.list(key, node);
    nodes.iter().filter_map(|node| day(reading, key, node, None)).collect()
}

/// Moved days: `{2025-03-11: 2025-03-13}`, or with its own times or room.
fn moved(reading: &mut YamlReader<'_>, key: &str, node: &YamlNode) -> Option<Vec<SeriesMove>> {
    let record = reading.record(key, node, "dates, such as `{2025-03-11: 2025-03-13}`")?;
    let mut moved = Vec::new();
    for (key, node) in record.rest() {
        let from = reading.word(key, parse_date);
        let to = day(reading, &key.value, node, from.as_ref().map(|from| from.value));
        moved.extend(from.zip(to).map(|(from, to)| SeriesMove { from, to }));
    }
    Some(moved)
}

/// A day of a series; without its own date it takes `default`, if given.
fn day(
    reading: &mut YamlReader<'_>,
    key: &str,
    node: &YamlNode,
    default: Option<NaiveDate>,
) -> Option<Said<SeriesDay>> {
    if !matches!(node.content, NodeContent::Record(_)) {
        return reading.date(key, node).map(|date| date.map(SeriesDay::plain));
    }
    let mut record = reading.record(key, node, "a day")?;
    let date = record.read("date", |key, node| reading.date(key, node));
    let hours = record.read("time", |key, node| reading.value(key, node)).map(|said| said.value);
    let room = record.read("room", |key, node| reading.text(key, node));
    let is_default = !record.has("date");
    if is_default && default.is_none() {
        reading
            .findings
            .fault(node.place, "this entry of `also` has no `date`")
            .help("write `{date: 2025-03-27, time: 10:00-12:00}`");
    }
    record.close(reading);
    let default = default.map(|value| Said { value, place: node.place });
    let date = if is_default { default } else { date };
    date.map(|date| date.map(|date| SeriesDay { date, hours, room }))
}
