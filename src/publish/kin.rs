//! Relations between meetings: which are the same meeting under another id, and which take over the
//! events of others.

use super::inputs::Inputs;
use super::load::MeetingFault;
use crate::model::{MeetingConflict, MeetingId, doubles};
use crate::revise::Memory;
use crate::source::SAME_MEETING;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// The memory of a meeting.
pub(super) trait Recall: Fn(&MeetingId) -> io::Result<Memory> {}

impl<F: Fn(&MeetingId) -> io::Result<Memory>> Recall for F {}

/// The relations between the meetings of some inputs.
pub struct MeetingRelations<'a> {
    pub(super) inputs: &'a Inputs,
    /// Meetings that are a second id of another one.
    doubles: BTreeMap<MeetingId, MeetingConflict>,
}

impl<'a> MeetingRelations<'a> {
    /// The relations within the inputs alone.
    pub fn of(inputs: &'a Inputs) -> Self {
        Self { inputs, doubles: doubles(&inputs.outlines, &BTreeMap::new(), |_| false) }
    }

    /// The relations between the inputs and what is published.
    pub(super) fn beside(
        inputs: &'a Inputs,
        published: &BTreeSet<MeetingId>,
        recall: impl Recall,
    ) -> io::Result<Self> {
        let mut left = BTreeMap::new();
        // Only a new meeting can be the double of a published one whose file is gone.
        if inputs.outlines.keys().any(|id| !published.contains(id)) {
            // A meeting whose file cannot be read is known from its published feeds.
            for id in published.iter().filter(|id| !inputs.outlines.contains_key(id)) {
                let outline = recall(id)?.outline();
                left.extend(outline.map(|outline| (id.clone(), outline)));
            }
        }
        let doubles = doubles(&inputs.outlines, &left, |id| published.contains(id));
        Ok(Self { inputs, doubles })
    }

    /// Adds the meetings that must be built together with others: those that share events with
    /// them, and those that conflict with them.
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
    pub(super) fn formerly(&self, id: &MeetingId) -> &[MeetingId] {
        self.inputs.outlines.get(id).map_or(&[], |outline| &outline.formerly)
    }

    /// The fault of a meeting together with the others.
    pub fn fault(&self, id: &MeetingId) -> Option<MeetingFault> {
        if self.inputs.names(id).iter().any(|file| self.inputs.restless.contains(file)) {
            let message = "the file kept changing while it was read".to_owned();
            let help = "the next build reads it again".to_owned();
            return Some(MeetingFault { message, help });
        }
        let MeetingConflict { of, groups, days } = self.doubles.get(id)?;
        let otherwise = format!(
            "if they are two meetings, write `# timeplan: allow {SAME_MEETING}` on a line of its own"
        );
        let (other, help) = match self.inputs.names(of).first() {
            Some(file) => (
                format!("`{of}` of {file}"),
                format!(
                    "delete one of the two files, or change the days; next year's meeting begins \
                     with `timeplan new … --start … --like FILE`; {otherwise}"
                ),
            ),
            None => (
                format!("`{of}`, which is published but has no file among the inputs"),
                match self.doubles.values().filter(|double| double.of == *of).count() {
                    1 => format!(
                        "if the file was renamed, write `id: {of}` in it to keep its events; if \
                         it was split off or joined, write `formerly: {of}`, and `{id}` takes \
                         them over; {otherwise}"
                    ),
                    _ => format!(
                        "if `{of}` was split, write `formerly: {of}` in each part, and each \
                         takes over its own events; if one of them is the renamed file, write \
                         `id: {of}` in that one; {otherwise}"
                    ),
                },
            ),
        };
        let message = format!(
            "`{id}` is the same meeting as {other}: the same groups ({groups}) on the same days ({days})"
        );
        Some(MeetingFault { message, help })
    }

    /// The meetings without a file whose doubles are new meetings: they are not cancelled.
    pub(super) fn doubled(&self) -> impl Iterator<Item = (&MeetingId, &MeetingId)> {
        let inputs = self.inputs;
        let doubled = self.doubles.iter().map(|(newer, double)| (&double.of, newer));
        doubled.filter(move |(of, _)| inputs.is_complete && !inputs.files.contains_key(of))
    }

    /// The sets of meetings that share events.
    pub(super) fn families(&self, ids: &BTreeSet<MeetingId>) -> Vec<BTreeSet<MeetingId>> {
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

#[cfg(test)]
mod tests {
    use super::MeetingRelations;
    use crate::publish::Inputs;

    #[test]
    fn a_file_that_keeps_changing_is_a_fault_of_its_meeting_alone() {
        let mut inputs = Inputs::default();
        let mut add = |group: &str, name: &str| {
            inputs.add_text(name, format!("group: {group}\nstart: 2025-01-14\n")).unwrap().0
        };
        let (restless, other) = (add("SG12", "a-1.yaml"), add("SG13", "b-1.yaml"));
        inputs.restless.insert("a-1.yaml".to_owned());
        let kin = MeetingRelations::of(&inputs);
        let fault = kin.fault(&restless).map(|fault| (fault.message, fault.help));
        let wanted = ("the file kept changing while it was read", "the next build reads it again");
        assert_eq!(fault, Some((wanted.0.to_owned(), wanted.1.to_owned())));
        assert!(kin.fault(&other).is_none());
    }
}
