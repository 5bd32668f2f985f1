//! Rapporteur group meetings of several versions.

use super::council::{Council, Silence, Vote};
use super::pairs::{Pair, pairs};
use super::texts::{join, join_remote};
use crate::finding::{Place, Said};
use crate::model::{Group, Hours};
use crate::source::DraftRgm;
use chrono::NaiveDate;

/// What an entry is paired by.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    groups: Vec<Group>,
    days: (Option<NaiveDate>, Option<NaiveDate>),
    hours: Option<Hours>,
    is_series: bool,
}

impl Key {
    fn of(rgm: &DraftRgm) -> Self {
        let mut groups: Vec<Group> = rgm.groups.iter().map(|group| group.value.clone()).collect();
        groups.sort();
        let days = (rgm.start.as_ref().map(|day| day.value), rgm.end.as_ref().map(|day| day.value));
        let hours = rgm.time.as_ref().map(|hours| hours.value);
        Self { groups, days, hours, is_series: rgm.every.is_some() }
    }
}

pub(super) fn rgm(council: &mut Council) -> Vec<DraftRgm> {
    let of = |rgm: &DraftRgm| Key::of(rgm);
    let versions: Vec<Vec<(usize, Key)>> =
        council.drafts.iter().map(|draft| draft.rgm.iter().map(of).enumerate().collect()).collect();
    let same = |one: &Key, other: &Key| one == other;
    let series = |one: &Key, other: &Key| one.is_series == other.is_series;
    let days = |one: &Key, other: &Key| {
        series(one, other) && one.groups == other.groups && one.days == other.days
    };
    let groups = |one: &Key, other: &Key| series(one, other) && one.groups == other.groups;
    let only_days = |one: &Key, other: &Key| series(one, other) && one.days == other.days;
    let mut merged = Vec::new();
    for pair in pairs(&versions, &[&same, &days, &groups, &only_days]) {
        if let Some(rgm) = elect(council, &pair) {
            for (version, from, _) in &pair.members {
                council.moved("rgm", *version, *from, merged.len());
            }
            merged.push(rgm);
        }
    }
    merged
}

/// Votes on groups, days and hours; the rest is what the first letter says that has the days.
fn elect(council: &mut Council, pair: &Pair<Key>) -> Option<DraftRgm> {
    let sources: Vec<(usize, DraftRgm)> = pair
        .members
        .iter()
        .filter_map(|(version, index, _)| {
            Some((*version, council.drafts.get(*version)?.rgm.get(*index)?.clone()))
        })
        .collect();
    let names =
        |groups: &Vec<Group>| groups.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let (_, _, first) = pair.members.first()?;
    let what = format!("the meeting of {}", names(&first.groups));
    let groups: Vec<Vote<Vec<Group>>> = sources
        .iter()
        .map(|(version, rgm)| {
            let place = rgm.groups.first().map(|group| group.place);
            Vote { version: *version, value: Key::of(rgm).groups, place }
        })
        .collect();
    if council.outvoted(&what, &groups, |draft| !draft.rgm.is_empty()) {
        return None;
    }
    // A letter without any such meetings was not read, rather than silent on this one.
    let is_read = council.drafts.iter().all(|draft| !draft.rgm.is_empty());
    let silence = if is_read { Silence::Told } else { Silence::Passed };
    let groups = council.elect(&format!("who meets at {what}"), &groups, silence, names)?;
    let first = votes(&sources, |rgm| said(&rgm.start));
    let last = votes(&sources, |rgm| said(&rgm.end));
    let hours = votes(&sources, |rgm| said(&rgm.time));
    let passed = Silence::Passed;
    let date = NaiveDate::to_string;
    let start = council.elect(&format!("the first day of {what}"), &first, passed, date);
    let end = council.elect(&format!("the last day of {what}"), &last, passed, date);
    let hours = council.elect(&format!("the hours of {what}"), &hours, passed, Hours::to_string);
    let of = |version: usize| sources.iter().find(|(own, _)| *own == version).map(|(_, rgm)| rgm);
    let mut rgm =
        start.as_ref().and_then(|start| of(start.version)).or(of(groups.version))?.clone();
    let is_reversed = start.as_ref().map(|day| day.value) > end.as_ref().map(|day| day.value);
    if !is_reversed || end.is_none() {
        rgm.end = end.map(of_vote);
    }
    rgm.groups.clone_from(&of(groups.version)?.groups);
    rgm.time = hours.map(of_vote);
    for (_, other) in &sources {
        join(&mut rgm.title, &other.title);
        join(&mut rgm.location, &other.location);
        join(&mut rgm.room, &other.room);
        join(&mut rgm.note, &other.note);
        join_remote(&mut rgm.remote, &other.remote);
        rgm.url = rgm.url.or_else(|| other.url.clone());
        rgm.slots = rgm.slots.or_else(|| other.slots.clone());
        if rgm.every == other.every && rgm.except.is_empty() {
            rgm.except.clone_from(&other.except);
        }
        if rgm.also.is_empty() {
            rgm.also.clone_from(&other.also);
        }
    }
    Some(rgm)
}

fn votes<T>(
    sources: &[(usize, DraftRgm)],
    of: impl Fn(&DraftRgm) -> Option<(T, Place)>,
) -> Vec<Vote<T>> {
    let each = sources.iter();
    each.filter_map(|(version, rgm)| {
        of(rgm).map(|(value, place)| Vote { version: *version, value, place: Some(place) })
    })
    .collect()
}

fn said<T: Copy>(value: &Option<Said<T>>) -> Option<(T, Place)> {
    value.as_ref().map(|said| (said.value, said.place))
}

fn of_vote<T>(vote: Vote<T>) -> Said<T> {
    Said { value: vote.value, place: vote.place.unwrap_or_default() }
}
