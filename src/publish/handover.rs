//! Decides which meeting continues which events among meetings that share some, before any of them
//! is built.

use super::inputs::Sources;
use super::kin::{MeetingRelations, Recall};
use super::load::{LoadOptions, load};
use crate::expand::Timetable;
use crate::model::MeetingId;
use crate::revise::{Heir, Loss, Memory, Run, hand_over, revise};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Why the published feeds of a meeting stay.
pub(super) enum KeepReason {
    /// Its own files have faults.
    Faulty,
    /// A new meeting seems to be the same one.
    Doubled(MeetingId),
    /// A meeting with which it shares events cannot be built.
    Beside(MeetingId),
    /// Too much of it would be lost.
    Refused(Loss),
}

/// The memories that meetings with shared events continue from.
#[derive(Default)]
pub(super) struct Handover {
    pub(super) memories: BTreeMap<MeetingId, Memory>,
    /// The meetings that stay as published.
    pub(super) held: BTreeMap<MeetingId, KeepReason>,
}

impl Handover {
    /// Decides which meeting continues which events.
    pub(super) fn settle(
        (kin, sources): (&MeetingRelations<'_>, &Sources),
        ids: &BTreeSet<MeetingId>,
        policy: (DateTime<Utc>, bool),
        layout: LoadOptions<'_>,
        recall: impl Recall,
    ) -> io::Result<Self> {
        let mut handover = Self::default();
        let doubled =
            kin.doubled().map(|(of, newer)| (of.clone(), KeepReason::Doubled(newer.clone())));
        handover.held.extend(doubled);
        for family in kin.families(ids) {
            handover.family((kin, sources), &family, policy, layout, &recall)?;
        }
        Ok(handover)
    }

    fn family(
        &mut self,
        (kin, sources): (&MeetingRelations<'_>, &Sources),
        family: &BTreeSet<MeetingId>,
        (now, allow_shrink): (DateTime<Utc>, bool),
        layout: LoadOptions<'_>,
        recall: &impl Recall,
    ) -> io::Result<()> {
        let settings = &kin.inputs.settings;
        let (mut published, mut timetables, mut closed) =
            (BTreeMap::new(), Vec::<Timetable>::new(), BTreeSet::new());
        for id in family {
            published.insert(id.clone(), recall(id)?);
            if !kin.inputs.files.contains_key(id) {
                continue;
            }
            // Its messages are reported when it is built.
            match load(kin.inputs, sources.of(id), id, kin.fault(id).as_ref(), layout).timetable {
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
            if is_pending && let Some(bad) = closed.first() {
                // If only half of a family were built, it would cancel what the other half
                // continues.
                let others = family.iter().filter(|id| !closed.contains(*id));
                let held = others.map(|id| (id.clone(), KeepReason::Beside(bad.clone())));
                self.held.extend(held);
                return Ok(());
            }
            let heirs = timetables
                .iter()
                .map(|timetable| Heir { timetable, formerly: kin.formerly(&timetable.id) });
            let mut memories = published.clone();
            hand_over(&heirs.collect::<Vec<_>>(), &closed, &mut memories);
            let loss = |timetable: &Timetable| {
                let run = Run { now, is_first: false, lasting: None };
                revise(timetable.clone(), memories.get(&timetable.id)?, settings, run).loss
            };
            let refused = match allow_shrink {
                true => None,
                false => timetables.iter().find_map(|it| Some((it.id.clone(), loss(it)?))),
            };
            let Some((id, loss)) = refused else {
                self.memories.extend(memories);
                return Ok(());
            };
            timetables.retain(|timetable| timetable.id != id);
            closed.insert(id.clone());
            self.held.insert(id, KeepReason::Refused(loss));
        }
    }
}
