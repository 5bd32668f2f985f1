//! Deadlines of several versions. Each action is voted on by itself, so none can be due twice; then
//! those that one letter puts together, and that are due at one time, stand together again.

use crate::finding::Said;
use crate::letter::versions::Merged;
use crate::letter::versions::entries::{Counterpart, Counterparts, each, names, pairs, text};
use crate::letter::versions::vote::SilentVersion::{Against, Passed};
use crate::model::{Action, Before};
use crate::source::{Draft, DraftDeadline};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// When something is due: on a date, else so long before a first day that is not known.
type DueTime = (Option<NaiveDate>, Option<Before>);

/// A deadline of the meeting, and those of the versions that it is made of.
type Elected<'a> = (DraftDeadline, Counterparts<&'a DraftDeadline>);

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
    let mut elected: Vec<Elected<'_>> = Vec::new();
    for from in found {
        let Some(own) = elect(merged, &from, with, start) else { continue };
        let when = |own: &DraftDeadline| (due(own, start), own.groups.clone());
        // The vote may have brought it to where the same is due already.
        let is_double = |(other, _): &Elected<'_>| {
            let has = other.actions.iter().any(|other| other.value == action(&own));
            when(other) == when(&own) && has && action(&own) != Action::Other
        };
        let beside = |own: &DraftDeadline, from: &Counterparts<&DraftDeadline>| {
            let first = from.first().map(|first| (first.version, first.index));
            (when(own), first, own.before.as_ref().map(|before| before.value), hour(own))
        };
        if elected.iter().any(is_double) {
            continue;
        }
        match elected.iter_mut().find(|(other, with)| beside(other, with) == beside(&own, &from)) {
            Some((other, with)) => {
                other.actions.extend(own.actions);
                with.extend(from);
            }
            None => elected.push((own, from)),
        }
    }
    elected.sort_by_key(|(own, _)| (due(own, start).0.is_none(), due(own, start).0));
    let (elected, from): (Vec<_>, Vec<_>) = elected.into_iter().unzip();
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
