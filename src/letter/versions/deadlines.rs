//! Deadlines of several versions. Each action is voted on by itself, so none can be due twice; then
//! those that one letter puts together, and that are due at one time, stand together again.

use crate::finding::Said;
use crate::letter::versions::council::Silence::Passed;
use crate::letter::versions::council::{Council, Entry, Member, each, part};
use crate::letter::versions::pairs::{grouped, pairs};
use crate::letter::versions::texts::text;
use crate::model::{Action, Before, Group, TimeOfDay, Zone};
use crate::source::{Draft, DraftDeadline};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// One action of a deadline.
#[derive(Clone, Copy)]
struct Point<'a> {
    action: Action,
    due: Due,
    deadline: &'a DraftDeadline,
}

/// When something is due: on a date, else so long before a first day that is not known.
type Due = (Option<NaiveDate>, Option<Before>);

fn due(deadline: &DraftDeadline, draft: &Draft) -> Due {
    let before = deadline.before.as_ref().map(|before| before.value);
    let date = deadline.date.as_ref().map(|date| date.value);
    let date = date.or_else(|| before?.date(draft.start.as_ref()?.value));
    (date, before.filter(|_| date.is_none()))
}

/// An hour, with its zone if that is not the meeting's.
type Hour = (TimeOfDay, Option<Zone>);

fn hour(deadline: &DraftDeadline) -> Option<Hour> {
    Some((deadline.time?, deadline.zone.as_ref().map(|zone| zone.value)))
}

fn shown(due: &Due) -> String {
    match due {
        (Some(date), _) => date.to_string(),
        (None, Some(before)) => format!("{} {} before", before.amount, before.unit.key()),
        (None, None) => "no date".to_owned(),
    }
}

/// A deadline of the meeting for one action, with those of the versions that it is made of.
struct Elected {
    action: Action,
    due: Due,
    deadline: DraftDeadline,
    from: Vec<(usize, usize)>,
}

impl Elected {
    fn is_due_with(&self, other: &Self) -> bool {
        self.due == other.due && self.deadline.groups == other.deadline.groups
    }

    /// Whether both stand together in one letter.
    fn is_beside(&self, other: &Self) -> bool {
        let [one, two] =
            [self, other].map(|own| own.deadline.before.as_ref().map(|before| before.value));
        self.is_due_with(other)
            && self.from.first() == other.from.first()
            && hour(&self.deadline) == hour(&other.deadline)
            && one == two
    }
}

/// The deadlines of the meeting, by their dates.
pub(super) fn deadlines(council: &mut Council, all: &[Member<&Draft>]) -> Vec<DraftDeadline> {
    let points = points(all);
    let others = |draft: &Member<&Draft>| {
        let own = points.iter().filter(|point| point.version == draft.version);
        own.filter(|point| point.value.action == Action::Other).count()
    };
    // What is due in words of its own can only be paired by its date, or if all have as many.
    let are_as_many = all.iter().map(others).collect::<BTreeSet<_>>().len() == 1;
    let action = |one: &Point<'_>, other: &Point<'_>| one.action == other.action;
    let group = |one: &Point<'_>, other: &Point<'_>| {
        action(one, other)
            && one.deadline.groups == other.deadline.groups
            && (one.action != Action::Other || are_as_many)
    };
    let set = |point: &Point<'_>| -> BTreeSet<&'static str> {
        point.deadline.actions.iter().map(|action| action.value.key()).collect()
    };
    let found = pairs(
        &points,
        &[
            &|one, other| is_double(one, other),
            &|one, other| action(one, other) && one.due == other.due,
            &|one, other| group(one, other) && set(one) == set(other),
            &group,
        ],
    );
    let with = all.iter().filter(|draft| !draft.value.deadlines.is_empty()).count();
    let mut elected: Entry<Elected> = Vec::new();
    for entry in found {
        let Some(own) = elect(council, &entry, with) else { continue };
        // The vote may have brought it to where the same is due already.
        let is_known = |other: &Member<Elected>| {
            own.action != Action::Other
                && own.action == other.value.action
                && own.is_due_with(&other.value)
        };
        if !elected.iter().any(is_known) {
            elected.push(Member { version: 0, index: 0, value: own });
        }
    }
    let mut merged = grouped(elected, Elected::is_beside);
    let date = |entry: &Entry<Elected>| entry.first().and_then(|own| own.value.due.0);
    merged.sort_by_key(|entry| (date(entry).is_none(), date(entry)));
    let merged = merged.into_iter().enumerate().filter_map(|(to, entry)| {
        let from = entry.iter().flat_map(|own| own.value.from.iter().copied());
        council.moved("deadlines", from, to);
        Some(DraftDeadline {
            actions: entry.iter().flat_map(|own| own.value.deadline.actions.clone()).collect(),
            text: text(&entry, |own| &own.deadline.text),
            note: text(&entry, |own| &own.deadline.note),
            ..entry.first()?.value.deadline.clone()
        })
    });
    merged.collect()
}

fn is_double(one: &Point<'_>, other: &Point<'_>) -> bool {
    (one.action, one.due) == (other.action, other.due)
        && one.deadline.groups == other.deadline.groups
}

/// Each action of each deadline of each version, once a day and group.
fn points<'a>(all: &[Member<&'a Draft>]) -> Entry<Point<'a>> {
    let mut points: Entry<Point<'a>> = Vec::new();
    for own in each(all, |draft| &draft.deadlines) {
        let Some(draft) = all.get(own.version) else { continue };
        for action in &own.value.actions {
            let due = due(own.value, draft.value);
            let point = Point { action: action.value, due, deadline: own.value };
            let mut others = points.iter().filter(|other| other.version == own.version);
            if point.action == Action::Other || !others.any(|other| is_double(&other.value, &point))
            {
                points.push(own.with(point));
            }
        }
    }
    points
}

/// Votes on a deadline for one action, unless most of the versions with deadlines lack it.
fn elect(council: &mut Council, all: &Entry<Point<'_>>, with: usize) -> Option<Elected> {
    let first = all.first()?.value;
    let what = format!("the deadline for {}", first.action.key());
    let due = part(all, |own| {
        let place = own.deadline.date.as_ref().map_or(own.deadline.place, |date| date.place);
        Some(Said { value: own.due, place })
    });
    if council.outvoted(&format!("{what}, {}", shown(&first.due)), &due, with) {
        return None;
    }
    let due = council.elect(&what, council.silence(with), &due, shown)?;
    let groups = |own: &Point<'_>| {
        Some(Said { value: own.deadline.groups.clone(), place: own.deadline.place })
    };
    let all_or = |groups: &Vec<Group>| match groups.as_slice() {
        [] => "all who meet".to_owned(),
        some => names(some),
    };
    let groups = council.vote(&format!("whom {what} concerns"), Passed, all, groups, all_or);
    let time =
        |own: &Point<'_>| Some(Said { value: hour(own.deadline)?, place: own.deadline.place });
    let shown = |(time, zone): &Hour| match zone {
        Some(zone) => format!("{time} {zone}"),
        None => time.to_string(),
    };
    let time = council.vote(&format!("the hour of {what}"), Passed, all, time, shown);
    let (time, zone) = time
        .map(|said| (said.value.0, said.value.1.map(|value| Said { value, place: said.place })))
        .unzip();
    let taken = all.iter().find(|own| own.version == due.version)?.value.deadline;
    let deadline = DraftDeadline {
        time,
        zone: zone.flatten(),
        actions: vec![Said { value: first.action, place: taken.place }],
        text: text(all, |own| &own.deadline.text),
        url: all.iter().find_map(|own| own.value.deadline.url.clone()),
        groups: groups.map(|groups| groups.value).unwrap_or_default(),
        note: text(all, |own| &own.deadline.note),
        ..taken.clone()
    };
    let from = all.iter().map(|own| (own.version, own.index)).collect();
    Some(Elected { action: first.action, due: due.value.value, deadline, from })
}

/// "Q1/9, Q2/9".
pub(super) fn names(groups: &[Group]) -> String {
    groups.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
