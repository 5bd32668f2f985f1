//! Deadlines of several versions. Each action is voted on by itself, so none can be due twice; then
//! those that one letter puts together, and that are due at one time, stand together again.

use crate::finding::Said;
use crate::letter::versions::Merged;
use crate::letter::versions::entries::{Counterpart, Counterparts, each, names, pairs, text};
use crate::letter::versions::vote::SilentVersion::{Against, Passed};
use crate::model::{Action, Before, Group};
use crate::source::{Draft, DraftDeadline};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// When something is due: on a date, else so long before a first day that is not known.
type DueTime = (Option<NaiveDate>, Option<Before>);

/// A deadline of the meeting, and those of the versions that it is made of.
struct ElectedDeadline<'a> {
    deadline: DraftDeadline,
    from: Counterparts<&'a DraftDeadline>,
}

impl ElectedDeadline<'_> {
    /// When it is due, and for whom.
    fn when(&self, start: Option<NaiveDate>) -> (DueTime, &[Group]) {
        (due(&self.deadline, start), &self.deadline.groups)
    }

    /// Whether the vote brought it to where the same is due already.
    fn is_double(&self, other: &Self, start: Option<NaiveDate>) -> bool {
        let action = action(&self.deadline);
        let has = other.deadline.actions.iter().any(|other| other.value == action);
        has && action != Action::Other && other.when(start) == self.when(start)
    }

    /// Whether one letter puts it together with another that is due at the same time.
    fn is_beside(&self, other: &Self, start: Option<NaiveDate>) -> bool {
        let first = |own: &Self| own.from.first().map(|first| (first.version, first.index));
        let before = |own: &Self| own.deadline.before.as_ref().map(|before| before.value);
        self.when(start) == other.when(start)
            && first(self) == first(other)
            && before(self) == before(other)
            && hour(&self.deadline) == hour(&other.deadline)
    }
}

/// The deadlines of a meeting that begins on a day, by their dates.
pub(super) fn deadlines(
    merged: &mut Merged,
    all: &[Counterpart<&Draft>],
    start: Option<NaiveDate>,
) -> Vec<DraftDeadline> {
    let single = each(all, |draft| &draft.deadlines).into_iter().flat_map(|own| {
        let actions = own.value.actions.iter().cloned();
        actions.map(move |action| {
            own.with(DraftDeadline { actions: vec![action], ..own.value.clone() })
        })
    });
    let single: Counterparts<DraftDeadline> = single.collect();
    let single: Counterparts<&DraftDeadline> =
        single.iter().map(|own| own.with(&own.value)).collect();
    let others = |draft: &Counterpart<&Draft>| {
        let own = single.iter().filter(|own| own.version == draft.version);
        own.filter(|own| action(own.value) == Action::Other).count()
    };
    // What is due in words of its own can only be paired by its date, or if all have as many.
    let are_as_many = all.iter().map(others).collect::<BTreeSet<_>>().len() == 1;
    let found = pairs(&single, |one, other| {
        let is_action = action(one) == action(other);
        let is_due = is_action && due(one, start) == due(other, start);
        let is_group = is_action && one.groups == other.groups;
        [is_due && is_group, is_due, is_group && (action(one) != Action::Other || are_as_many)]
    });
    let with = all.iter().filter(|draft| !draft.value.deadlines.is_empty()).count();
    let mut elected: Vec<ElectedDeadline<'_>> = Vec::new();
    for from in found {
        let Some(deadline) = elect(merged, &from, with, start) else { continue };
        let own = ElectedDeadline { deadline, from };
        if elected.iter().any(|other| own.is_double(other, start)) {
            continue;
        }
        match elected.iter_mut().find(|other| own.is_beside(other, start)) {
            Some(other) => {
                other.deadline.actions.extend(own.deadline.actions);
                other.from.extend(own.from);
            }
            None => elected.push(own),
        }
    }
    elected.sort_by_key(|own| {
        let date = due(&own.deadline, start).0;
        (date.is_none(), date)
    });
    let (elected, from): (Vec<_>, Vec<_>) =
        elected.into_iter().map(|own| (own.deadline, own.from)).unzip();
    let mut elected = elected.into_iter();
    merged.list("deadlines", from, |_, from| {
        Some(DraftDeadline {
            text: text(from, |own| own.text.as_ref()),
            note: text(from, |own| own.note.as_ref()),
            ..elected.next()?
        })
    })
}

/// What is due, of a deadline for one action.
fn action(deadline: &DraftDeadline) -> Action {
    deadline.actions.first().map_or(Action::Other, |action| action.value)
}

fn due(deadline: &DraftDeadline, start: Option<NaiveDate>) -> DueTime {
    let before = deadline.before.as_ref().map(|before| before.value);
    let date = deadline.date.as_ref().map(|date| date.value);
    let date = date.or_else(|| before?.date(start?));
    (date, before.filter(|_| date.is_none()))
}

/// An hour, with its zone if that is not the meeting's.
fn hour(deadline: &DraftDeadline) -> Option<String> {
    let zone = deadline.zone.as_ref().map(|zone| format!(" {}", zone.value)).unwrap_or_default();
    Some(format!("{}{zone}", deadline.time?))
}

/// Votes on a deadline for one action, unless most of the versions with deadlines lack it.
fn elect(
    merged: &mut Merged,
    from: &Counterparts<&DraftDeadline>,
    with: usize,
    start: Option<NaiveDate>,
) -> Option<DraftDeadline> {
    let what = format!("the deadline for {}", action(from.first()?.value));
    let taken = merged.elect(&what, Against(with), from, |_, own| {
        let value = match due(own.value, start) {
            (Some(date), _) => date.to_string(),
            (None, Some(before)) => format!("{} {} before", before.amount, before.unit.key()),
            (None, None) => "no date".to_owned(),
        };
        let place = own.value.date.as_ref().map_or(own.value.place, |date| date.place);
        Some(Said { value, place })
    })?;
    let groups = merged.elect(&format!("whom {what} concerns"), Passed, from, |_, own| {
        let some = names(&own.value.groups);
        let value = if some.is_empty() { "all who meet".to_owned() } else { some };
        Some(Said { value, place: own.value.place })
    })?;
    let time = merged.elect(&format!("the hour of {what}"), Passed, from, |_, own| {
        Some(Said { value: hour(own.value)?, place: own.value.place })
    });
    let actions = vec![Said { value: action(taken.value), place: taken.value.place }];
    Some(DraftDeadline {
        actions,
        time: time.and_then(|own| own.value.time),
        zone: time.and_then(|own| own.value.zone.clone()),
        groups: groups.value.groups.clone(),
        ..taken.value.clone()
    })
}
