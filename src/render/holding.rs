//! Which events of a meeting the feeds and the pages of its groups hold.

use super::Listed;
use crate::model::{Group, Kind};
use std::collections::BTreeSet;

/// The groups whose feeds hold events of a meeting, and the places of these events among all: every
/// group that an event names; who names a part of a study group names the study group.
pub(super) fn by_group(meeting: &[Group], events: &[Listed]) -> Vec<(Group, Vec<usize>)> {
    let named: BTreeSet<&Group> = events.iter().flat_map(|event| &event.groups).collect();
    let groups: BTreeSet<Group> = named
        .into_iter()
        .flat_map(|group| [Some(group.clone()), group.parent()])
        .flatten()
        .collect();
    let held = |group: Group| {
        let held = events.iter().enumerate().filter(|(_, event)| holds(&group, meeting, event));
        let held: Vec<usize> = held.map(|(at, _)| at).collect();
        (!held.is_empty()).then_some((group, held))
    };
    groups.into_iter().filter_map(held).collect()
}

/// Whether a group's feed holds an event: its own, and what concerns everyone at a meeting that it
/// takes part in. A study group's holds all of its meetings, those of its working parties and
/// Questions among them.
fn holds(group: &Group, meeting: &[Group], event: &Listed) -> bool {
    let is_part = matches!(group, Group::WorkingParty(..) | Group::Question(..));
    let own = event.groups.iter().any(|other| group.covers(other));
    let whole = !is_part && meeting.iter().any(|other| group.covers(other));
    // A study group takes part in no meeting but its own, whoever of its Questions does.
    let takes_part = !matches!(group, Group::Study(_));
    own || whole || takes_part && concerns_all(group, meeting, event)
}

/// Banner, registration, plenaries and deadlines, unless they are another group's alone.
fn concerns_all(group: &Group, meeting: &[Group], event: &Listed) -> bool {
    let for_all = match event.kind {
        Kind::Meeting | Kind::Registration | Kind::Plenary | Kind::Deadline => true,
        Kind::Rgm => event.all_day,
        Kind::Session | Kind::Workshop | Kind::Social | Kind::Lunch => false,
    };
    for_all && event.groups.iter().any(|other| other.covers(group) || meeting.contains(other))
}
