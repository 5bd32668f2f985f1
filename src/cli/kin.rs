//! What meetings have to do with each other: which of them are the same one under another id, and
//! which take over the events of others.

use super::Stop;
use super::console::Console;
use super::input::Inputs;
use super::load::{Doubts, Fault, load};
use crate::expand::Timetable;
use crate::model::{Double, MeetingId, doubles};
use crate::revise::{Heir, Loss, Memory, Run, hand_over, revise};
use crate::source::SAME_MEETING;
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// What is remembered of a meeting.
pub(super) trait Recall: Fn(&MeetingId) -> Result<Memory, Stop> {}

impl<F: Fn(&MeetingId) -> Result<Memory, Stop>> Recall for F {}

/// What the meetings of some inputs have to do with each other.
pub(super) struct Kin<'a> {
    inputs: &'a Inputs,
    /// Those that are another one under a second id.
    doubles: BTreeMap<MeetingId, Double>,
}

impl<'a> Kin<'a> {
    /// Of inputs alone.
    pub(super) fn of(inputs: &'a Inputs) -> Self {
        Self { inputs, doubles: doubles(&inputs.outlines, &BTreeMap::new(), |_| false) }
    }

    /// Of inputs beside what is published.
    pub(super) fn beside(
        inputs: &'a Inputs,
        published: &BTreeSet<MeetingId>,
        recall: impl Recall,
    ) -> Result<Self, Stop> {
        let mut left = BTreeMap::new();
        // What is published and left can be doubled only by a meeting that is new.
        if inputs.outlines.keys().any(|id| !published.contains(id)) {
            // One whose file cannot be read now is known by what is published of it.
            for id in published.iter().filter(|id| !inputs.outlines.contains_key(id)) {
                let outline = recall(id)?.outline();
                left.extend(outline.map(|outline| (id.clone(), outline)));
            }
        }
        let doubles = doubles(&inputs.outlines, &left, |id| published.contains(id));
        Ok(Self { inputs, doubles })
    }

    /// Adds the meetings that have to be built with some others: those that share events with them,
    /// and those that are at fault beside them.
    pub(super) fn complete(&self, ids: &mut BTreeSet<MeetingId>) {
        ids.extend(self.doubles.keys().cloned());
        loop {
            let before = ids.len();
            for (heir, outline) in &self.inputs.outlines {
                let mut family = outline.formerly.iter().chain([heir]);
                if !outline.formerly.is_empty() && family.any(|id| ids.contains(id)) {
                    ids.extend(outline.formerly.iter().chain([heir]).cloned());
                }
            }
            if ids.len() == before {
                return;
            }
        }
    }

    /// The meetings whose events a meeting takes over.
    fn formerly(&self, id: &MeetingId) -> &[MeetingId] {
        self.inputs.outlines.get(id).map_or(&[], |outline| &outline.formerly)
    }

    /// What is wrong with a meeting beside the others.
    pub(super) fn fault(&self, id: &MeetingId) -> Option<Fault> {
        let files = self.inputs.files.get(id).into_iter().flatten();
        if files.into_iter().any(|file| self.inputs.restless.contains(file)) {
            let message = "the file changed again and again while it was read".to_owned();
            let help = "save it in one go; the next build reads it again".to_owned();
            return Some(Fault { message, help });
        }
        let Double { of, groups, days } = self.doubles.get(id)?;
        let otherwise = format!(
            "if they are two meetings, write `# timeplan: allow {SAME_MEETING}` on a line of its own"
        );
        let file = self.inputs.files.get(of).and_then(|files| files.first());
        let (other, help) = match file {
            Some(file) => (
                format!("`{of}` of {}", file.display()),
                format!("delete one of the two files, or change the days; {otherwise}"),
            ),
            None => (
                format!("`{of}`, which is published and has no file among the inputs"),
                format!(
                    "write `id: {of}` to go on with its events, or `formerly: {of}` to take them over as `{id}`; \
                     {otherwise}"
                ),
            ),
        };
        let message = format!(
            "`{id}` is the same meeting as {other}: the same groups ({groups}) on the same days ({days})"
        );
        Some(Fault { message, help })
    }

    /// The meetings that left and that some new ones double: they are not cancelled.
    fn doubled(&self) -> impl Iterator<Item = (&MeetingId, &MeetingId)> {
        let inputs = self.inputs;
        let has_left = |of: &MeetingId| inputs.is_complete && !inputs.files.contains_key(of);
        let doubled = self.doubles.iter().map(|(newer, double)| (&double.of, newer));
        doubled.filter(move |(of, _)| has_left(of))
    }

    /// The sets of meetings among some that share events.
    fn families(&self, ids: &BTreeSet<MeetingId>) -> Vec<BTreeSet<MeetingId>> {
        let mut families: Vec<BTreeSet<MeetingId>> = Vec::new();
        for id in ids.iter().filter(|id| !self.formerly(id).is_empty()) {
            let mut family: BTreeSet<MeetingId> =
                self.formerly(id).iter().chain([id]).cloned().collect();
            for joined in
                families.extract_if(.., |other| !other.is_disjoint(&family)).collect::<Vec<_>>()
            {
                family.extend(joined);
            }
            families.push(family);
        }
        families
    }
}

/// Why what is published of a meeting stays although nothing is wrong with its own file.
pub(super) enum Held {
    /// A new meeting seems to be the same one.
    Doubled(MeetingId),
    /// A meeting with which it shares events cannot be built.
    Beside(MeetingId),
    /// Too much of it would be lost.
    Refused(Loss),
}

/// What meetings go on from that share events with others.
#[derive(Default)]
pub(super) struct Handover {
    pub(super) memories: BTreeMap<MeetingId, Memory>,
    /// The meetings that stay as they are published.
    pub(super) held: BTreeMap<MeetingId, Held>,
}

impl Handover {
    /// Settles what goes on where among the meetings to build.
    pub(super) fn settle(
        kin: &Kin<'_>,
        ids: &BTreeSet<MeetingId>,
        (now, allow_shrink): (DateTime<Utc>, bool),
        console: &Console,
        recall: impl Recall,
    ) -> Result<Self, Stop> {
        let mut handover = Self::default();
        let doubled = kin.doubled().map(|(of, newer)| (of.clone(), Held::Doubled(newer.clone())));
        handover.held.extend(doubled);
        for family in kin.families(ids) {
            handover.family(kin, &family, (now, allow_shrink), console, &recall)?;
        }
        Ok(handover)
    }

    fn family(
        &mut self,
        kin: &Kin<'_>,
        family: &BTreeSet<MeetingId>,
        (now, allow_shrink): (DateTime<Utc>, bool),
        console: &Console,
        recall: &impl Recall,
    ) -> Result<(), Stop> {
        let settings = &kin.inputs.settings;
        let (mut published, mut timetables, mut closed) =
            (BTreeMap::new(), Vec::<Timetable>::new(), BTreeSet::new());
        for id in family {
            published.insert(id.clone(), recall(id)?);
            if !kin.inputs.files.contains_key(id) {
                continue;
            }
            // What there is to say of it is said when it is its turn.
            let (fault, silent) = (kin.fault(id), console.keeping());
            let (inputs, doubts) = (kin.inputs, Doubts::WithFaults);
            let languages = &settings.languages;
            match load(inputs, id, languages, &silent, fault.as_ref(), doubts).timetable {
                Some(timetable) => timetables.push(timetable),
                None => drop(closed.insert(id.clone())),
            }
        }
        let is_pending = family.iter().any(|id| {
            let is_new = published.get(id).is_none_or(Memory::is_empty);
            kin.formerly(id).iter().any(|former| {
                let is_live = published.get(former).is_some_and(Memory::has_live);
                is_live && (is_new || !kin.inputs.files.contains_key(former))
            })
        });
        loop {
            if let Some(bad) = closed.first().filter(|_| is_pending) {
                // Half of a family that is built would cancel what the other half goes on with.
                let others = family.iter().filter(|id| !closed.contains(*id));
                let held = others.map(|id| (id.clone(), Held::Beside(bad.clone())));
                self.held.extend(held);
                return Ok(());
            }
            let heirs = timetables
                .iter()
                .map(|timetable| Heir { timetable, formerly: kin.formerly(&timetable.id) });
            let mut memories = published.clone();
            hand_over(&heirs.collect::<Vec<_>>(), &closed, &mut memories);
            let refused = timetables.iter().filter(|_| !allow_shrink).find_map(|timetable| {
                let memory = memories.get(&timetable.id)?;
                let run = Run { now, is_first: false, lasting: None };
                let loss = revise(timetable.clone(), memory, settings, run).loss?;
                Some((timetable.id.clone(), loss))
            });
            let Some((id, loss)) = refused else {
                self.memories.extend(memories);
                return Ok(());
            };
            timetables.retain(|timetable| timetable.id != id);
            closed.insert(id.clone());
            self.held.insert(id, Held::Refused(loss));
        }
    }
}
