//! Deadlines of several versions. Each action is voted on by itself, so none can be due twice; then
//! those that one letter puts together, and that are due at one time, stand together again.

use crate::finding::Said;
use crate::letter::versions::council::{Council, Entry, Member, Silence, each, part};
use crate::letter::versions::pairs::pairs;
use crate::letter::versions::texts::{join, text};
use crate::model::{Action, Before, Group, Text, TimeOfDay};
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

impl Point<'_> {
    fn is_same_action(&self, other: &Self) -> bool {
        self.action == other.action
    }

    fn is_same_day(&self, other: &Self) -> bool {
        self.is_same_action(other) && self.due == other.due
    }

    fn is_same_group(&self, other: &Self) -> bool {
        self.is_same_action(other) && self.deadline.groups == other.deadline.groups
    }

    /// The keys of all actions of its deadline.
    fn set(&self) -> BTreeSet<&'static str> {
        self.deadline.actions.iter().map(|action| action.value.key()).collect()
    }
}

/// When something is due: on a date, else so long before a first day that is not known.
#[derive(Clone, Copy, PartialEq)]
struct Due(Option<NaiveDate>, Option<Before>);

impl Due {
    fn of(deadline: &DraftDeadline, draft: &Draft) -> Self {
        let before = deadline.before.as_ref().map(|before| before.value);
        let date = deadline.date.as_ref().map(|date| date.value);
        let date = date.or_else(|| before?.date(draft.start.as_ref()?.value));
        Self(date, before.filter(|_| date.is_none()))
    }

    fn shown(&self) -> String {
        match (self.0, self.1) {
            (Some(date), _) => date.to_string(),
            (None, Some(before)) => format!("{} {} before", before.amount, before.unit.key()),
            (None, None) => "no date".to_owned(),
        }
    }
}

/// A deadline of the meeting, with those of the versions that it is made of.
struct Merged {
    deadline: DraftDeadline,
    due: Due,
    from: Vec<(usize, usize)>,
}

/// The deadlines of the meeting, by their dates.
pub(super) fn deadlines(council: &mut Council, all: &[Member<&Draft>]) -> Vec<DraftDeadline> {
    let points = points(all);
    let others = |version: &Member<&Draft>| {
        let own = points.iter().filter(|point| point.version == version.version);
        own.filter(|point| point.value.action == Action::Other).count()
    };
    let counts: BTreeSet<usize> = all.iter().map(others).collect();
    // What is due in words of its own can only be paired by its date, or if all have as many.
    let may = |point: &Point<'_>| point.action != Action::Other || counts.len() == 1;
    let found = pairs(
        &points,
        &[
            &|one, other| one.is_same_day(other) && one.is_same_group(other),
            &|one, other| one.is_same_day(other),
            &|one, other| may(one) && one.is_same_group(other) && one.set() == other.set(),
            &|one, other| may(one) && one.is_same_group(other),
        ],
    );
    let with = all.iter().filter(|draft| !draft.value.deadlines.is_empty()).count();
    let mut merged: Vec<Merged> = Vec::new();
    for entry in found {
        if let Some(elected) = elect(council, &entry, with) {
            add(elected, &mut merged);
        }
    }
    merged.sort_by_key(|merged| (merged.due.0.is_none(), merged.due.0));
    for (to, merged) in merged.iter().enumerate() {
        council.moved("deadlines", merged.from.iter().copied(), to);
    }
    merged.into_iter().map(|merged| merged.deadline).collect()
}

/// Each action of each deadline of each version, once a day and group.
fn points<'a>(all: &[Member<&'a Draft>]) -> Entry<Point<'a>> {
    let mut points: Entry<Point<'a>> = Vec::new();
    for own in each(all, |draft| &draft.deadlines) {
        let Some(draft) = all.get(own.version) else { continue };
        for action in &own.value.actions {
            let due = Due::of(own.value, draft.value);
            let point = Point { action: action.value, due, deadline: own.value };
            let is_known = |other: &Member<Point<'_>>| {
                other.version == own.version
                    && other.value.is_same_day(&point)
                    && other.value.is_same_group(&point)
            };
            if point.action == Action::Other || !points.iter().any(is_known) {
                points.push(own.with(point));
            }
        }
    }
    points
}

/// Votes on a deadline for one action, unless most of the versions with deadlines lack it.
fn elect(council: &mut Council, entry: &Entry<Point<'_>>, with: usize) -> Option<Merged> {
    let first = entry.first()?.value;
    let what = format!("the deadline for {}", first.action.key());
    let due = part(entry, |own| {
        let place = own.deadline.date.as_ref().map_or(own.deadline.place, |date| date.place);
        Some(Said { value: own.due, place })
    });
    if council.outvoted(&format!("{what}, {}", first.due.shown()), &due, with) {
        return None;
    }
    let due = council.elect((&what, council.silence(with)), &due, Due::shown)?;
    let groups = council.vote(
        (&format!("whom {what} concerns"), Silence::Passed),
        entry,
        |own| Some(Said { value: own.deadline.groups.clone(), place: own.deadline.place }),
        |groups| if groups.is_empty() { "all who meet".to_owned() } else { names(groups) },
    );
    let time = council.vote(
        (&format!("the hour of {what}"), Silence::Passed),
        entry,
        |own| Some(Said { value: own.deadline.time?, place: own.deadline.place }),
        TimeOfDay::to_string,
    );
    let taken = entry.iter().find(|own| own.version == due.version)?.value.deadline;
    let deadline = DraftDeadline {
        date: taken.date.clone(),
        before: taken.before.clone(),
        time: time.map(|time| time.value),
        actions: vec![Said { value: first.action, place: taken.place }],
        text: text(entry, |own| &own.deadline.text),
        url: entry.iter().find_map(|own| own.value.deadline.url.clone()),
        groups: groups.map(|groups| groups.value).unwrap_or_default(),
        note: text(entry, |own| &own.deadline.note),
        place: taken.place,
    };
    let from = entry.iter().map(|own| (own.version, own.index)).collect();
    Some(Merged { deadline, due: due.value.value, from })
}

/// "Q1/9, Q2/9".
pub(super) fn names(groups: &[Group]) -> String {
    groups.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Puts a deadline to that of the same letter and time, unless the vote brought it to where the same is
/// due already.
fn add(elected: Merged, merged: &mut Vec<Merged>) {
    let Merged { mut deadline, due, from } = elected;
    let when = |own: &DraftDeadline| {
        (own.time, own.groups.clone(), own.before.as_ref().map(|before| before.value))
    };
    let is_at = |other: &Merged| other.due == due && other.deadline.groups == deadline.groups;
    let is_same = |one: &Said<Action>, other: &Said<Action>| {
        one.value == other.value && one.value != Action::Other
    };
    let is_double = merged.iter().filter(|other| is_at(other)).any(|other| {
        let mut own = other.deadline.actions.iter();
        own.any(|own| deadline.actions.iter().any(|action| is_same(own, action)))
    });
    let together = merged.iter_mut().find(|other| {
        let is_one_letters = other.from.first() == from.first();
        is_one_letters && other.due == due && when(&other.deadline) == when(&deadline)
    });
    match together {
        Some(other) => {
            other.deadline.actions.append(&mut deadline.actions);
            add_text(&mut other.deadline.text, deadline.text);
            add_text(&mut other.deadline.note, deadline.note);
            other.from.extend(from);
        }
        None if is_double => {}
        None => merged.push(Merged { deadline, due, from }),
    }
}

fn add_text(own: &mut Option<Text>, more: Option<Text>) {
    match (own.as_mut(), more) {
        (Some(own), Some(more)) => join(own, &more),
        (None, more) => *own = more,
        (Some(_), None) => {}
    }
}
