//! Deadlines of several versions. Each action is voted on by itself, so none can be due twice; then
//! those that one letter puts together, and that are due at one time, stand together again.

use crate::finding::Said;
use crate::letter::versions::council::{Council, Silence, Vote};
use crate::letter::versions::pairs::{Pair, pairs};
use crate::letter::versions::texts::join;
use crate::model::{Action, Before, Group, TimeOfDay};
use crate::source::{Draft, DraftDeadline};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What an action of a deadline is paired by.
#[derive(Clone, Debug, PartialEq)]
struct Point {
    action: Action,
    due: Due,
    groups: Vec<Group>,
    /// The keys of all actions of its deadline.
    set: BTreeSet<&'static str>,
}

/// When something is due: on a date, or so long before a first day that is not known.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Due {
    On(NaiveDate),
    Before(Before),
    Unknown,
}

impl Due {
    fn of(deadline: &DraftDeadline, draft: &Draft) -> Self {
        let before = deadline.before.as_ref().map(|before| before.value);
        let counted = || before?.date(draft.start.as_ref()?.value);
        match (deadline.date.as_ref().map(|date| date.value).or_else(counted), before) {
            (Some(date), _) => Self::On(date),
            (None, Some(before)) => Self::Before(before),
            (None, None) => Self::Unknown,
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::On(date) => date.to_string(),
            Self::Before(before) => format!("{} {} before", before.amount, before.unit.key()),
            Self::Unknown => "no date".to_owned(),
        }
    }
}

/// The deadlines of the meeting, by their dates.
pub(super) fn deadlines(council: &mut Council) -> Vec<DraftDeadline> {
    let versions: Vec<Vec<(usize, Point)>> = council.drafts.iter().map(points).collect();
    let others = |version: &Vec<(usize, Point)>| {
        version.iter().filter(|(_, point)| point.action == Action::Other).count()
    };
    let counts: BTreeSet<usize> = versions.iter().map(others).collect();
    // What is due in words of its own can only be paired by its date, or if all have as many.
    let may = |point: &Point| point.action != Action::Other || counts.len() == 1;
    let action = |one: &Point, other: &Point| one.action == other.action;
    let same = |one: &Point, other: &Point| {
        action(one, other) && one.due == other.due && one.groups == other.groups
    };
    let same_day = |one: &Point, other: &Point| action(one, other) && one.due == other.due;
    let same_set = |one: &Point, other: &Point| {
        may(one) && action(one, other) && one.groups == other.groups && one.set == other.set
    };
    let same_groups =
        |one: &Point, other: &Point| may(one) && action(one, other) && one.groups == other.groups;
    let found = pairs(&versions, &[&same, &same_day, &same_set, &same_groups]);
    let mut merged: Vec<Merged> = Vec::new();
    for pair in found {
        elect(council, &pair, &mut merged);
    }
    merged.sort_by_key(|merged| match merged.due {
        Due::On(date) => (0, Some(date)),
        _ => (1, None),
    });
    for (to, merged) in merged.iter().enumerate() {
        for (version, from) in &merged.from {
            council.moved("deadlines", *version, *from, to);
        }
    }
    merged.into_iter().map(|merged| merged.deadline).collect()
}

/// A deadline of the meeting, with the deadlines of the versions that it is made of.
struct Merged {
    deadline: DraftDeadline,
    due: Due,
    from: Vec<(usize, usize)>,
}

/// Each action of each deadline of a version, once a day and group.
fn points(draft: &Draft) -> Vec<(usize, Point)> {
    let mut points: Vec<(usize, Point)> = Vec::new();
    for (index, deadline) in draft.deadlines.iter().enumerate() {
        let set: BTreeSet<&'static str> =
            deadline.actions.iter().map(|action| action.value.key()).collect();
        for action in &deadline.actions {
            let due = Due::of(deadline, draft);
            let (action, groups) = (action.value, deadline.groups.clone());
            let is_known = action != Action::Other
                && points.iter().any(|(_, other)| {
                    other.action == action && other.due == due && other.groups == groups
                });
            if !is_known {
                points.push((index, Point { action, due, groups, set: set.clone() }));
            }
        }
    }
    points
}

/// Votes on a deadline for one action, and puts it to those of the same letter and time.
fn elect(council: &mut Council, pair: &Pair<Point>, merged: &mut Vec<Merged>) {
    let Some((first_version, first_index, Point { action, .. })) = pair.members.first() else {
        return;
    };
    let own = |council: &Council, version: usize, index: usize| {
        council.drafts.get(version)?.deadlines.get(index).cloned()
    };
    let sources: Vec<(usize, usize, DraftDeadline)> = pair
        .members
        .iter()
        .filter_map(|(version, index, _)| Some((*version, *index, own(council, *version, *index)?)))
        .collect();
    let what = format!("the deadline for {}", action.key());
    let due: Vec<Vote<Due>> = pair
        .members
        .iter()
        .zip(&sources)
        .map(|((version, _, point), (.., deadline))| {
            let place = deadline.date.as_ref().map_or(deadline.place, |date| date.place);
            Vote { version: *version, value: point.due, place: Some(place) }
        })
        .collect();
    let which =
        format!("{what}, {}", due.first().map(|vote| vote.value.shown()).unwrap_or_default());
    let with_deadlines = council.with(|draft| !draft.deadlines.is_empty());
    if council.outvoted(&which, &due, with_deadlines) {
        return;
    }
    // A letter without any deadlines was not read, rather than silent on this one.
    let is_read = with_deadlines == council.drafts.len();
    let silence = if is_read { Silence::Told } else { Silence::Passed };
    let Some(due) = council.elect(&what, &due, silence, Due::shown) else { return };
    let groups = sources.iter().map(|(version, _, deadline)| Vote {
        version: *version,
        value: deadline.groups.clone(),
        place: Some(deadline.place),
    });
    let names = |groups: &Vec<Group>| match groups.as_slice() {
        [] => "all who meet".to_owned(),
        some => some.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    };
    let groups: Vec<Vote<Vec<Group>>> = groups.collect();
    let groups = council.elect(&format!("whom {what} concerns"), &groups, Silence::Passed, names);
    let groups = groups.map(|vote| vote.value).unwrap_or_default();
    let hours = sources.iter().filter_map(|(version, _, deadline)| {
        let value = deadline.time?;
        Some(Vote { version: *version, value, place: Some(deadline.place) })
    });
    let hours: Vec<Vote<TimeOfDay>> = hours.collect();
    let hour =
        council.elect(&format!("the hour of {what}"), &hours, Silence::Passed, ToString::to_string);
    let Some((.., taken)) = sources.iter().find(|(version, ..)| *version == due.version) else {
        return;
    };
    let mut deadline = DraftDeadline {
        time: hour.map(|hour| hour.value),
        actions: vec![Said { value: *action, place: taken.place }],
        text: None,
        url: sources.iter().find_map(|(.., deadline)| deadline.url.clone()),
        groups,
        note: None,
        ..taken.clone()
    };
    for (.., source) in &sources {
        join(&mut deadline.text, &source.text);
        join(&mut deadline.note, &source.note);
    }
    let from: Vec<(usize, usize)> =
        sources.iter().map(|(version, index, _)| (*version, *index)).collect();
    let is_double = is_double(merged, &deadline, due.value);
    let same = merged.iter_mut().find(|other| {
        let own = &other.deadline;
        other.from.first() == Some(&(*first_version, *first_index))
            && other.due == due.value
            && (own.time, &own.groups) == (deadline.time, &deadline.groups)
            && (own.before.as_ref().map(|before| before.value))
                == deadline.before.as_ref().map(|before| before.value)
    });
    match same {
        Some(other) => {
            other.deadline.actions.append(&mut deadline.actions);
            join(&mut other.deadline.text, &deadline.text);
            join(&mut other.deadline.note, &deadline.note);
            other.from.extend(from);
        }
        None if is_double => {}
        None => merged.push(Merged { deadline, due: due.value, from }),
    }
}

/// Whether the vote brought a deadline to where the same is due already.
fn is_double(merged: &[Merged], deadline: &DraftDeadline, due: Due) -> bool {
    let action = deadline.actions.first().map(|action| action.value);
    action != Some(Action::Other)
        && merged.iter().any(|other| {
            other.due == due
                && other.deadline.groups == deadline.groups
                && other.deadline.actions.iter().any(|own| Some(own.value) == action)
        })
}
