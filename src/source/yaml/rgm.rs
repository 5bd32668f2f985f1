//! Rapporteur group meetings of a meeting file: a range of weeks, or with `every` a series.

use super::fields::{groups, slots, times, url};
use super::{Content, Node, Reading, zone};
use crate::finding::Said;
use crate::model::{Misread, SeriesDay};
use crate::source::DraftRgm;
use chrono::Weekday;

/// Reads one entry of `rgm`.
pub(super) fn read(reading: &mut Reading<'_>, key: &str, node: &Node) -> Option<DraftRgm> {
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
    let is_empty = |node: &Node| matches!(&node.content, Content::List(nodes) if nodes.is_empty());
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
            .help("add who meets: `group: Q9/12`");
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

fn weekdays(reading: &mut Reading<'_>, key: &str, node: &Node) -> Vec<Said<Weekday>> {
    let nodes = reading.list(key, node);
    nodes.iter().filter_map(|node| reading.parsed(key, node, weekday)).collect()
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

/// Days in addition: a date, or a date with hours of its own.
fn also(reading: &mut Reading<'_>, key: &str, node: &Node) -> Vec<Said<SeriesDay>> {
    let mut days = Vec::new();
    for node in reading.list(key, node) {
        let day = match &node.content {
            Content::Record(_) => reading.record(key, node, "a day").and_then(|mut record| {
                let date = record.read("date", |key, node| reading.date(key, node));
                let hours = record
                    .read("time", |key, node| reading.value(key, node))
                    .map(|said| said.value);
                if !record.has("date") {
                    let message = "this day in addition has no `date`";
                    reading
                        .findings
                        .fault(node.place, message)
                        .help("write `{date: 2025-03-27, time: 10:00-12:00}`");
                }
                record.close(reading);
                date.map(|date| date.map(|date| SeriesDay { date, hours }))
            }),
            _ => {
                reading.date(key, node).map(|date| date.map(|date| SeriesDay { date, hours: None }))
            }
        };
        days.extend(day);
    }
    days
}
