//! A record: keys with values, each requested by name; a key that was never requested is a fault.

use super::reading::shortened;
use super::slips::{in_place_of, without_quotes};
use super::{NodeContent, YamlNode, YamlReader};
use crate::finding::{Place, Said, list, nearest};
use crate::model::{Odd, SlotRange, meant};
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

    /// The entries that were not requested, without those that are really the rest of a value: these
    /// are reported.
    pub(super) fn whole_rest(
        &self,
        reading: &mut YamlReader<'_>,
    ) -> Vec<&'n (Said<String>, YamlNode)> {
        let rest: Vec<&'n (Said<String>, YamlNode)> = self.rest().collect();
        let mut ends = BTreeSet::new();
        for (at, (key, _)) in self.entries.iter().enumerate() {
            if !ends.contains(&key.place) {
                let behind = self.entries.get(at..).unwrap_or_default();
                let count = commas_taken_for_ends(reading, behind);
                ends.extend(behind.iter().skip(1).take(count).map(|(key, _)| key.place));
            }
        }
        rest.into_iter().filter(|(key, _)| !ends.contains(&key.place)).collect()
    }

    /// Closes the record: every key that was not requested is a fault.
    pub(super) fn close(self, reading: &mut YamlReader<'_>) {
        let mut ends = 0;
        for (at, (key, _)) in self.entries.iter().enumerate() {
            if at < ends {
                continue;
            }
            let behind = self.entries.get(at..).unwrap_or_default();
            ends = at + 1 + commas_taken_for_ends(reading, behind);
            if self.asked.contains(&key.value.as_str())
                || self.again.contains(&key.place)
                || reading.looks_right(key.place, &key.value, |meant| {
                    self.asked.contains(&meant) || key.value.starts_with(is_blank)
                })
                || self.lacks_space(reading, key)
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

impl RecordReader<'_> {
    /// Whether a key is really one with its value behind the colon: `date:2026-12-31`.
    fn lacks_space(&self, reading: &mut YamlReader<'_>, key: &Said<String>) -> bool {
        let Some((name, value)) = key.value.split_once(':') else { return false };
        let is_known = self.asked.contains(&name);
        if is_known {
            let message = format!("a space is missing after the colon of `{name}`");
            let help = format!("write `{}`", shortened(&format!("{name}: {value}")));
            reading.findings.fault(key.place, message).help(help);
        }
        is_known
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

/// The keys whose value may be a list.
const LISTS: [&str; 12] = [
    "action",
    "actions",
    "also",
    "except",
    "formerly",
    "group",
    "groups",
    "hide",
    "languages",
    "on",
    "show",
    "slots",
];

/// Reports keys that are really the rest of a value after a comma, as in `{place: ITU headquarters,
/// Geneva}`. Returns how many of the entries behind the first one are such keys.
fn commas_taken_for_ends(
    reading: &mut YamlReader<'_>,
    entries: &[(Said<String>, YamlNode)],
) -> usize {
    let Some(((name, node), behind)) = entries.split_first() else { return 0 };
    let NodeContent::Scalar(value) = &node.content else { return 0 };
    let text = reading.text;
    let is_slot = name.value.parse::<SlotRange>().is_ok();
    let is_bare = |(key, node): &&(Said<String>, YamlNode)| {
        let behind = text.get(key.place.end..).unwrap_or("").trim_start();
        matches!(node.content, NodeContent::Nothing)
            && behind.starts_with([',', '}'])
            && !is_key_with_value(&key.value)
    };
    let rest: Vec<&str> =
        behind.iter().take_while(is_bare).map(|(key, _)| key.value.as_str()).collect();
    let (Some(first), Some((key, _))) = (rest.first(), behind.first()) else { return 0 };
    let name = &name.value;
    let mark = value.chars().next().and_then(Odd::of);
    let mark = mark.filter(|mark| mark.is_quotation_mark() || mark.plain == Some('['));
    let message = match mark {
        Some(mark) => in_place_of(mark),
        None => format!("a comma ends the value of `{name}`, so `{first}` is read as a key"),
    };
    let place = mark.map_or(key.place, |_| node.place);
    let all = format!("{value}, {}", rest.join(", "));
    let is_list = is_slot || LISTS.contains(&name.as_str());
    let help = if is_list && !mark.is_some_and(Odd::is_quotation_mark) {
        let all = all.trim_matches(['［', '］', '[', ']']);
        format!("write a list: `{}`", shortened(&format!("{name}: [{all}]")))
    } else {
        let written = format!("{name}: \"{}\"", without_quotes(&all));
        format!("put the whole value in quotes: `{}`", shortened(&written))
    };
    reading.findings.fault(place, message).help(help);
    rest.len()
}

/// Whether a key has its own value behind a colon that YAML does not see: `start:11:00`.
fn is_key_with_value(key: &str) -> bool {
    let meant = meant(key);
    meant.split_once(':').is_some_and(|(key, value)| {
        let key = key.trim();
        let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        is_key && !value.starts_with('/')
    })
}
