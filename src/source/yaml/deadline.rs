//! The deadlines of a meeting file.

use super::fields::{group_list, url, whole_number};
use super::{YamlNode, YamlReader, zone};
use crate::finding::Said;
use crate::model::{Action, Before, TimeUnit};
use crate::source::DraftDeadline;

/// Reads one entry of `deadlines`.
pub(super) fn read(
    reading: &mut YamlReader<'_>,
    key: &str,
    node: &YamlNode,
) -> Option<DraftDeadline> {
    let mut record = reading.record(key, node, "a deadline")?;
    let has_time = record.has("time");
    let date = record.read("date", |key, node| reading.date(key, node));
    let before = record.read("before", |key, node| before(reading, key, node));
    let time = record.read("time", |key, node| reading.value(key, node)).map(|said| said.value);
    let zone = record.read("timezone", |key, node| {
        let zone = zone::read(reading, key, node);
        if !has_time {
            let message = "`timezone` has no effect without `time`";
            reading
                .findings
                .fault(node.place, message)
                .help("add `time: 23:59`, or remove `timezone`: a date is the same in every zone");
        }
        zone
    });
    let mut actions: Vec<Said<Action>> = Vec::new();
    for key in ["action", "actions"] {
        actions.extend(
            record.read(key, |key, node| Some(reading.values(key, node))).unwrap_or_default(),
        );
    }
    let text = record.read("text", |key, node| reading.text(key, node));
    let address = url(reading, &mut record);
    let groups =
        record.read("groups", |key, node| Some(group_list(reading, key, node))).unwrap_or_default();
    let note = record.read("note", |key, node| reading.text(key, node));
    // A value that could not be read already has a fault.
    if !record.has("date") && !record.has("before") {
        reading.findings.fault(node.place, "this deadline has no date").help(
            "add `date: 2025-01-02`, or count back from the first day with `before: {weeks: 6}`",
        );
    }
    if !record.has("action") && !record.has("actions") {
        reading.findings.fault(node.place, "this deadline does not say what is due").help(
            "add `action: contributions`, or `action: other` with `text: …` in your own words",
        );
    }
    record.close(reading);
    let groups = groups.into_iter().map(|said| said.value).collect();
    Some(DraftDeadline {
        date,
        before,
        time,
        zone,
        actions,
        text,
        url: address,
        groups,
        note,
        place: node.place,
    })
}

fn before(reading: &mut YamlReader<'_>, key: &str, node: &YamlNode) -> Option<Said<Before>> {
    let mut record = reading.record(key, node, "a distance, such as `{weeks: 6}`")?;
    let mut distances = Vec::new();
    for unit in TimeUnit::ALL {
        let amount = record.read(unit.key(), |key, node| reading.parsed(key, node, whole_number));
        distances.extend(amount.map(|amount| Before { amount: amount.value, unit }));
    }
    let named = TimeUnit::ALL.into_iter().filter(|unit| record.has(unit.key())).count();
    if named != 1 {
        reading
            .findings
            .fault(
                node.place,
                "`before` takes exactly one of `hours`, `days`, `weeks` and `months`",
            )
            .help("write `before: {weeks: 6}`");
    }
    record.close(reading);
    let before = distances.pop().filter(|_| named == 1)?;
    Some(Said { value: before, place: node.place })
}
