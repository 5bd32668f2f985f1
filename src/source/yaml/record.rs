//! A record: keys with values, each requested by name; a key that was never requested is a fault.

use super::reading::shortened;
use super::slips::{in_place_of, opening_mark, without_quotes};
use super::{NodeContent, YamlNode, YamlReader};
use crate::finding::{Place, Said, list, nearest};
use crate::model::Odd;
use std::collections::{BTreeMap, BTreeSet};

/// The keys of one value while they are read. The requested names are the known keys, so the list
/// in a message cannot differ from what is read.
pub(super) struct RecordReader<'n> {
    what: &'static str,
    entries: &'n [(Said<String>, YamlNode)],
    /// The places of duplicate keys, whose values are not read.
    again: BTreeSet<Place>,
    asked: Vec<&'static str>,
}

impl<'n> RecordReader<'n> {
    /// Opens a record; duplicate keys are faults.
    pub(super) fn open(
        reading: &mut YamlReader<'_>,
        entries: &'n [(Said<String>, YamlNode)],
        what: &'static str,
    ) -> Self {
        let mut lines: BTreeMap<&str, u32> = BTreeMap::new();
        let mut again = BTreeSet::new();
        for (key, _) in entries {
            match lines.get(key.value.as_str()) {
                Some(first) => {
                    again.insert(key.place);
                    reading
                        .findings
                        .fault(key.place, format!("`{}` appears twice", shortened(&key.value)))
                        .label(format!("first on line {first}"))
                        .help("keep one of the two");
                }
                None => {
                    lines.insert(&key.value, key.place.line);
                }
            }
        }
        Self { what, entries, again, asked: Vec::new() }
    }

    /// The value of a key.
    pub(super) fn take(&mut self, key: &'static str) -> Option<&'n YamlNode> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
    }

    /// Takes a key and reads its value.
    pub(super) fn read<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&str, &'n YamlNode) -> Option<T>,
    ) -> Option<T> {
        self.take(key).and_then(|node| read(key, node))
    }

    /// Whether a key is present; it counts as known from now on.
    pub(super) fn has(&mut self, key: &'static str) -> bool {
        self.take(key).is_some()
    }

    /// The entries that were not requested, each key once.
    pub(super) fn rest(&self) -> impl Iterator<Item = &'n (Said<String>, YamlNode)> + use<'n, '_> {
        let open = |key: &Said<String>| {
            !self.asked.contains(&key.value.as_str()) && !self.again.contains(&key.place)
        };
        self.entries.iter().filter(move |(key, _)| open(key))
    }

    /// Closes the record: every key that was not requested is a fault.
    pub(super) fn close(self, reading: &mut YamlReader<'_>) {
        let mut before = None;
        for entry @ (key, _) in self.entries {
            let previous = before.replace(entry);
            if self.asked.contains(&key.value.as_str())
                || self.again.contains(&key.place)
                || reading.looks_right(key.place, &key.value, |meant| {
                    self.asked.contains(&meant) || key.value.starts_with(is_blank)
                })
                || comma_taken_for_end(reading, previous, entry)
            {
                continue;
            }
            let finding = reading.findings.fault(
                key.place,
                format!("unknown key `{}` in {}", shortened(&key.value), self.what),
            );
            // A key that belongs elsewhere is not a misspelt one.
            if let Some(help) = belonging(&key.value) {
                finding.help(help);
            } else if let Some(near) = nearest(&key.value, self.asked.iter().copied()) {
                finding.label(format!("did you mean `{near}`?"));
            } else {
                let keys = list(self.asked.iter().copied(), "and");
                finding.help(format!("the possible keys are {keys}"));
            }
        }
    }
}

impl YamlReader<'_> {
    /// The keys of the whole file.
    pub(super) fn root<'n>(
        &mut self,
        node: &'n YamlNode,
        what: &'static str,
    ) -> Option<RecordReader<'n>> {
        match &node.content {
            NodeContent::Record(entries) => Some(RecordReader::open(self, entries, what)),
            NodeContent::Nothing => {
                self.findings.fault_of_all("the file is empty").help(
                    "write at least `group` and `start`: `group: SG12` and `start: 2025-01-14`",
                );
                None
            }
            NodeContent::Scalar(words)
                if self.looks_right(node.place, words, |key| !key.contains([' ', ':'])) =>
            {
                None
            }
            _ => {
                self.findings
                    .fault(node.place, format!("{what} consists of keys with values"))
                    .help("write `key: value` on each line, for example `group: SG12`");
                None
            }
        }
    }

    /// The keys of a value.
    pub(super) fn record<'n>(
        &mut self,
        key: &str,
        node: &'n YamlNode,
        what: &'static str,
    ) -> Option<RecordReader<'n>> {
        match &node.content {
            NodeContent::Record(entries) => Some(RecordReader::open(self, entries, what)),
            _ => {
                self.wrong_shape(key, node, "keys with values");
                None
            }
        }
    }
}

/// Where often misplaced keys belong, and what to write instead of words that are not keys.
const BELONGINGS: [(&[&str], &str); 9] = [
    (
        &["timezone"],
        "write `timezone` at the top level, for all times in the file, in an entry of `rgm`, or \
         in a deadline with a `time`",
    ),
    (
        &["tz", "time_zone", "zone"],
        "write `timezone`: at the top level, in an entry of `rgm` or in a deadline",
    ),
    (
        &["status"],
        "write `status` at the top level: it applies to the whole meeting. Mark a session that \
         may not take place with `tentative: true`; remove one that is cancelled",
    ),
    (
        &["postponed", "cancelled", "canceled", "confirmed"],
        "write `status: postponed` or `status: cancelled` at the top level of the file",
    ),
    (
        &["tentative"],
        "write `status: tentative` at the top level of the file; `tentative: true` is for a \
         single session of `time_plan`",
    ),
    (
        &["except", "also"],
        "`except` and `also` belong in a day of `time_plan`, or in an entry of `rgm` with `every`",
    ),
    (
        &["moved"],
        "`moved` belongs in an entry of `rgm` with `every`. To move a session of `time_plan`, \
         write it in another slot; to move a whole meeting, use `timeplan shift`",
    ),
    (
        &["rooms"],
        "write `rooms` at the top level, for all days, or in a day of `time_plan`; a single \
         session has `room`",
    ),
    (
        &["room"],
        "write `place` for the whole meeting, or `rooms: {Q7/12: K1}` for the room of a group; \
         `room` is for a single session of `time_plan` or an entry of `rgm`",
    ),
];

/// What to do with a key that belongs elsewhere.
pub(super) fn belonging(key: &str) -> Option<&'static str> {
    BELONGINGS.iter().find(|(keys, _)| keys.contains(&key)).map(|(_, help)| *help)
}

fn is_blank(c: char) -> bool {
    Odd::of(c).is_some_and(Odd::is_blank)
}

/// Whether a key is really the rest of a value after a comma, as in `{place: ITU headquarters,
/// Geneva}`.
fn comma_taken_for_end(
    reading: &mut YamlReader<'_>,
    previous: Option<&(Said<String>, YamlNode)>,
    (key, node): &(Said<String>, YamlNode),
) -> bool {
    let behind = reading.text.get(key.place.end..).unwrap_or("").trim_start();
    let bare = matches!(node.content, NodeContent::Nothing) && behind.starts_with([',', '}']);
    let Some((name, node)) = previous else { return false };
    let NodeContent::Scalar(value) = &node.content else { return false };
    let value_place = node.place;
    if bare {
        let (name, rest) = (&name.value, &key.value);
        let message = match opening_mark(value) {
            Some(mark) => in_place_of(mark),
            None => format!("a comma ends the value of `{name}`, so `{rest}` is read as a key"),
        };
        let place = opening_mark(value).map_or(key.place, |_| value_place);
        reading.findings.fault(place, message).help(format!(
            "put the whole value in quotes: `{}`",
            shortened(&format!("{name}: \"{}\"", without_quotes(&format!("{value}, {rest}"))))
        ));
    }
    bare
}
