//! Meetings that continue under another id, in one or several files: `formerly` in a meeting file.
//!
//! Events keep their UIDs, so a continued event is neither cancelled nor new for anybody. Each
//! published event continues in one meeting only, which is decided for all meetings of a family
//! before any of them is revised.

use super::memory::{Memory, OldEvent};
use super::pairing::{Reach, pair};
use super::{Identity, Revised};
use crate::expand::{EventSpan, Timetable};
use crate::ical::PublishedFeed;
use crate::model::{Group, Kind, MeetingId, Outline};
use std::collections::{BTreeMap, BTreeSet};

/// The properties about other meetings in the head of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lineage {
    /// The other meetings whose events it contains.
    pub formerly: Vec<MeetingId>,
    /// The last UIDs, without their domain, of its own lines that are in other feeds or were
    /// removed: they are not used for other events, which would start with an older revision.
    pub numbers: Vec<String>,
}

impl Lineage {
    /// The properties of a published feed.
    pub fn of_published(published: &PublishedFeed<'_>) -> Self {
        let formerly = published.formerly.iter().filter_map(|id| id.parse().ok()).collect();
        Self { formerly, numbers: published.numbers.clone() }
    }

    /// That of some events of a meeting.
    pub(super) fn of<'a>(memory: &Memory, events: impl Iterator<Item = &'a Revised>) -> Self {
        let is_taken = |past: &&OldEvent| past.identity.meeting != memory.id;
        let taken: BTreeMap<&str, &MeetingId> = (memory.events.iter().filter(is_taken))
            .map(|past| (past.uid.as_str(), &past.identity.meeting))
            .collect();
        let present: BTreeSet<&str> = events.map(|event| event.uid.as_str()).collect();
        let found: BTreeSet<&MeetingId> =
            present.iter().filter_map(|uid| taken.get(uid).copied()).collect();
        let own = memory.events.iter().filter(|past| !is_taken(past));
        let (stay, left): (Vec<&OldEvent>, Vec<&OldEvent>) =
            own.partition(|past| present.contains(past.uid.as_str()));
        // A higher number keeps the lower ones from being used again.
        let mut highest: BTreeMap<&str, u32> = BTreeMap::new();
        for identity in stay.into_iter().map(|past| &past.identity) {
            let highest = highest.entry(&identity.line).or_default();
            *highest = identity.number.max(*highest);
        }
        let mut kin = memory.kin.clone();
        for Identity { line, number, .. } in left.into_iter().map(|past| &past.identity) {
            if highest.get(line.as_str()).is_none_or(|highest| highest < number) {
                kin.reserve(line.clone(), *number);
            }
        }
        let numbers = kin.numbers.iter().map(|(line, number)| format!("{line}-{number}"));
        Self { formerly: found.into_iter().cloned().collect(), numbers: numbers.collect() }
    }
}

/// An expanded meeting, and those whose events it takes over.
#[derive(Clone, Copy, Debug)]
pub struct Heir<'a> {
    /// The meeting.
    pub timetable: &'a Timetable,
    /// The ids of the others.
    pub formerly: &'a [MeetingId],
}

/// Decides in which meeting each published event continues. `memories` are those of all meetings of
/// a family, and are changed to the starting point of each. Those that are `closed` keep their
/// events.
pub fn hand_over(
    heirs: &[Heir<'_>],
    closed: &BTreeSet<MeetingId>,
    memories: &mut BTreeMap<MeetingId, Memory>,
) {
    let owners = owners(heirs, closed, memories);
    let owner = |past: &OldEvent| owners.get(&past.uid);
    let merged: Vec<Memory> = heirs
        .iter()
        .map(|heir| {
            let is_own = |past: &OldEvent| owner(past) == Some(&heir.timetable.id);
            gathered(heir, TakenFrom::All, closed, memories, is_own)
        })
        .collect();
    for (id, memory) in &mut *memories {
        let is_given = |past: &OldEvent| owner(past).is_some_and(|owner| owner != id);
        let all = std::mem::take(&mut memory.events).into_iter();
        (memory.kin.given, memory.events) = all.partition(is_given);
    }
    for Memory { id, events, names, .. } in merged {
        let Some(memory) = memories.get_mut(&id) else { continue };
        let known: BTreeSet<String> = memory.events.iter().map(|past| past.uid.clone()).collect();
        memory.events.extend(events.into_iter().filter(|past| !known.contains(&past.uid)));
        memory.names = names;
    }
    memories.values_mut().for_each(Memory::look_through);
    // A number stays used, in whichever feed its event is.
    let elsewhere: Vec<Identity> = (memories.iter())
        .flat_map(|(id, memory)| memory.events.iter().map(move |past| (id, &past.identity)))
        .filter(|(id, identity)| **id != identity.meeting)
        .map(|(_, identity)| identity.clone())
        .collect();
    for Identity { meeting, line, number, .. } in elsewhere {
        if let Some(memory) = memories.get_mut(&meeting) {
            memory.kin.reserve(line, number);
        }
    }
}

/// Whose events a meeting may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TakenFrom {
    /// Its own.
    Own,
    /// Its own, and those of its former ones.
    All,
}

/// The meeting in which each published event continues, by UID.
fn owners(
    heirs: &[Heir<'_>],
    closed: &BTreeSet<MeetingId>,
    memories: &BTreeMap<MeetingId, Memory>,
) -> BTreeMap<String, MeetingId> {
    let mut owners: BTreeMap<String, MeetingId> = BTreeMap::new();
    // Unchanged events come before similar ones, and a meeting's own events before others.
    // Otherwise the first of two files would take the sessions of the second for its new ones.
    for (of, reach) in
        [(TakenFrom::All, Reach::Same), (TakenFrom::Own, Reach::All), (TakenFrom::All, Reach::All)]
    {
        for heir in heirs {
            let id = &heir.timetable.id;
            let is_free = |past: &OldEvent| owners.get(&past.uid).is_none_or(|owner| owner == id);
            let memory = gathered(heir, of, closed, memories, is_free);
            let pairs = pair(heir.timetable, &memory, reach).into_iter();
            let paired = pairs.filter_map(|pair| memory.events.get(pair.past?));
            owners.extend(paired.map(|past| (past.uid.clone(), id.clone())));
        }
    }
    owners
}

/// The memory of a meeting with the events of its former ones, as far as they may be its own.
fn gathered(
    heir: &Heir<'_>,
    of: TakenFrom,
    closed: &BTreeSet<MeetingId>,
    memories: &BTreeMap<MeetingId, Memory>,
    may_be: impl Fn(&OldEvent) -> bool,
) -> Memory {
    let Timetable { id, languages, .. } = heir.timetable;
    let mut memory = Memory::new(id.clone(), languages.len());
    let former = heir.formerly.iter().filter(|id| of == TakenFrom::All && !closed.contains(id));
    for of in std::iter::once(id).chain(former).filter_map(|id| memories.get(id)) {
        memory.events.extend(of.events.iter().filter(|past| may_be(past)).cloned());
        for (name, other) in memory.names.iter_mut().zip(&of.names) {
            *name = name.take().or_else(|| other.clone());
        }
    }
    memory.look_through();
    memory
}

impl Memory {
    /// Whether some of its events continue in another meeting.
    pub fn has_given(&self) -> bool {
        !self.kin.given.is_empty()
    }

    /// Whether some of its UIDs were assigned for another meeting.
    pub fn has_taken(&self) -> bool {
        self.events.iter().any(|past| past.identity.meeting != self.id)
    }

    /// Whether it has a published event that takes place, as far as known.
    pub fn has_live(&self) -> bool {
        self.events.iter().any(|past| past.shown.is_live())
    }

    /// The outline of a published meeting; nothing if it is cancelled as a whole.
    pub fn outline(&self) -> Option<Outline> {
        let banner = self.banner().map(|banner| &banner.shown);
        if banner.is_some_and(|shown| !shown.is_live()) || !self.has_live() {
            return None;
        }
        let mut outline = Outline::new(&self.groups(), banner.map(|shown| shown.when.days()));
        let is_session = |past: &&OldEvent| {
            let is_timed = matches!(past.shown.when, EventSpan::Hours { .. });
            past.identity.kind == Kind::Rgm && is_timed && past.shown.is_live()
        };
        if banner.is_some() {
            return Some(outline);
        }
        for past in self.events.iter().filter(is_session) {
            let groups = past.shown.categories.iter().skip(1);
            let groups: Vec<Group> = groups.filter_map(|group| group.parse().ok()).collect();
            outline.meets(&groups, std::iter::once(past.shown.when.days().first));
        }
        Some(outline)
    }
}
