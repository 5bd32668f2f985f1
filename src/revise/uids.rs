//! UIDs of new events.

use super::identity;
use super::memory::Memory;
use crate::expand::{EventSpan, Timetable, TimetableEvent};
use crate::model::{Kind, Settings};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Numbers derived from an event's properties begin here; counted numbers stay below.
const FIRST_OF_STATE: u32 = 1_000_000;

/// Assigns UIDs within the lines of a meeting.
pub(super) struct Uids<'a> {
    domain: &'a str,
    /// The highest number of each line.
    highest: BTreeMap<String, u32>,
    /// The positions of each line, if numbers are derived from them, and those that several events
    /// share.
    spots: Option<BTreeMap<(String, String), usize>>,
    taken: BTreeSet<(String, u32)>,
}

impl<'a> Uids<'a> {
    /// Numbers continue from a memory. Without a lasting memory, numbers are derived from day and
    /// slot: a counted number would mean another session as soon as one is inserted before it.
    pub(super) fn new(
        memory: &Memory,
        timetable: &Timetable,
        settings: &'a Settings,
        of_state: bool,
    ) -> Self {
        let spots = of_state.then(|| {
            let mut spots = BTreeMap::new();
            for entry in &timetable.entries {
                let line = identity::line(&timetable.id, entry);
                *spots.entry((line, spot(entry))).or_default() += 1;
            }
            spots
        });
        Self {
            domain: &settings.uid_domain,
            highest: memory.numbers(),
            spots,
            taken: BTreeSet::new(),
        }
    }

    /// The UID of an event that has none yet.
    pub(super) fn new_one(&mut self, line: &str, entry: &TimetableEvent) -> String {
        let number = match &self.spots {
            // There is only one, and an editor may change its days.
            Some(spots) if !matches!(entry.kind, Kind::Meeting | Kind::Registration) => {
                let spot = spot(entry);
                let is_shared = spots.get(&(line.to_owned(), spot.clone())).is_some_and(|n| *n > 1);
                let title = entry.wordings.first().map(|wording| wording.summary.as_str());
                let title = if is_shared { title.unwrap_or_default() } else { "" };
                let mut number = number_of(&spot, title);
                while !self.taken.insert((line.to_owned(), number)) {
                    number = number.checked_add(1).unwrap_or(FIRST_OF_STATE);
                }
                number
            }
            _ => {
                let highest = self.highest.entry(line.to_owned()).or_default();
                *highest = highest.saturating_add(1);
                *highest
            }
        };
        format!("{line}-{number}@{}", self.domain)
    }
}

/// The position of an event: its day and slot, or its times if it has no slot.
fn spot(entry: &TimetableEvent) -> String {
    let day = entry.when.days().first;
    match (entry.slot, entry.when) {
        (Some(slot), _) => format!("{day} {slot}"),
        (None, EventSpan::Hours { start, end }) => format!("{start} {end}"),
        (None, EventSpan::Days(_)) => day.to_string(),
    }
}

/// A number derived from an event's properties.
fn number_of(spot: &str, title: &str) -> u32 {
    let digest = Sha256::digest(format!("{spot}\n{title}").as_bytes());
    let number = digest.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte));
    FIRST_OF_STATE + number % (u32::MAX - FIRST_OF_STATE)
}
