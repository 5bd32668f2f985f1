//! Which events of a meeting a group's feed, its page, and a view that shows the group hold. It is
//! decided here alone.

use crate::model::{Group, Kind};
use std::collections::BTreeSet;

/// What decides which groups an event concerns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Concern<'a> {
    pub(super) kind: Kind,
    pub(super) groups: &'a [Group],
    pub(super) all_day: bool,
}

/// The kinds of events that concern everyone at a meeting.
pub(super) const OF_EVERYONE: [Kind; 4] =
    [Kind::Meeting, Kind::Registration, Kind::Plenary, Kind::Deadline];

/// Each group whose feed holds events of a meeting, and the places of these events among all: every
/// group that an event names, and the one that it is a part of.
pub(super) fn by_group(meeting: &[Group], events: &[Concern<'_>]) -> Vec<(Group, Vec<usize>)> {
    let named: BTreeSet<&Group> = events.iter().flat_map(|event| event.groups).collect();
    let all: BTreeSet<Group> =
        named.iter().flat_map(|group| [Some((*group).clone()), group.parent()]).flatten().collect();
    let held = |group: Group| {
        // A study group takes part in no meeting but its own, whoever of its Questions does.
        let takes_part = named.contains(&group) && !matches!(group, Group::Study(_));
        let is_held = |(_, event): &(usize, &Concern<'_>)| {
            let whole = !group.meets_within() && meeting.iter().any(|other| group.covers(other));
            let own = event.groups.iter().any(|other| group.covers(other));
            own || whole || takes_part && concerns_all(&group, meeting, event)
        };
        let held = events.iter().enumerate().filter(is_held);
        let held: Vec<usize> = held.map(|(at, _)| at).collect();
        (!held.is_empty()).then_some((group, held))
    };
    all.into_iter().filter_map(held).collect()
}

/// The groups with which an event at a place is shown on its meeting's page: its own, and those that
/// take part and that it concerns as it does everyone. What their study group holds beside that is
/// its parts' own.
pub(super) fn shown_with<'a>(
    meeting: &[Group],
    by_group: &'a [(Group, Vec<usize>)],
    at: usize,
    own: &[Group],
) -> Vec<&'a Group> {
    let is_shown = |group: &Group| {
        let is_whole = !group.meets_within() && meeting.iter().any(|other| group.covers(other));
        own.contains(group) || !is_whole && !own.iter().any(|other| group.covers(other))
    };
    let held = by_group.iter().filter(|(_, held)| held.binary_search(&at).is_ok());
    held.map(|(group, _)| group).filter(|group| is_shown(group)).collect()
}

/// Banner, registration, plenaries and deadlines, unless they are another group's alone.
fn concerns_all(group: &Group, meeting: &[Group], event: &Concern<'_>) -> bool {
    let is_banner = event.kind == Kind::Rgm && event.all_day;
    let for_all = is_banner || OF_EVERYONE.contains(&event.kind);
    for_all && event.groups.iter().any(|other| other.covers(group) || meeting.contains(other))
}
