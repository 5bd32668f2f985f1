//! Rapporteur group meetings of several versions.

use crate::finding::Place;
use crate::letter::versions::council::{Council, Silence, Vote, said};
use crate::letter::versions::pairs::{Pair, pairs};
use crate::letter::versions::texts::{join, join_remote, keys};
use crate::model::{Days, Group, Hours, SeriesDay, Slot, Step};
use crate::source::DraftRgm;
use chrono::{NaiveDate, Weekday};
use std::fmt;

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

/// The days of a series, but for its first and last.
#[derive(Clone, Debug, PartialEq)]
struct Series {
    every: Step,
    on: Vec<Weekday>,
    except: Vec<Days>,
    also: Vec<SeriesDay>,
}

impl Series {
    fn of(rgm: &DraftRgm) -> Option<(Self, Option<Place>)> {
        let (every, place) = said(&rgm.every)?;
        let series = Self {
            every,
            on: rgm.on.iter().map(|day| day.value).collect(),
            except: rgm.except.iter().map(|days| days.value).collect(),
            also: rgm.also.iter().map(|day| day.value).collect(),
        };
        Some((series, place))
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.every {
            Step::Day => write!(f, "every day")?,
            Step::Weeks(1) => write!(f, "every week")?,
            Step::Weeks(weeks) => write!(f, "every {weeks} weeks")?,
        }
        let on = self.on.iter().map(ToString::to_string).collect();
        let except = self.except.iter().map(ToString::to_string).collect();
        let also = self.also.iter().map(|day| match day.hours {
            Some(hours) => format!("{} {hours}", day.date),
            None => day.date.to_string(),
        });
        for (word, list) in [("on", on), ("except", except), ("also", also.collect::<Vec<_>>())] {
            if !list.is_empty() {
                write!(f, " {word} {}", list.join(", "))?;
            }
        }
        Ok(())
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
    let with_rgm = council.with(|draft| !draft.rgm.is_empty());
    if council.outvoted(&what, &groups, with_rgm) {
        return None;
    }
    // A letter without any such meetings was not read, rather than silent on this one.
    let is_read = with_rgm == council.drafts.len();
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
    let slots = votes(&sources, |rgm| said(&rgm.slots));
    let slots =
        council.elect(&format!("the slots of {what}"), &slots, passed, |slots: &Vec<Slot>| {
            keys(slots)
        });
    let series = votes(&sources, Series::of);
    let series = council.elect(&format!("the days of {what}"), &series, passed, Series::to_string);
    let of = |version: usize| sources.iter().find(|(own, _)| *own == version).map(|(_, rgm)| rgm);
    let mut rgm =
        start.as_ref().and_then(|start| of(start.version)).or(of(groups.version))?.clone();
    let is_reversed = start.as_ref().map(|day| day.value) > end.as_ref().map(|day| day.value);
    if !is_reversed || end.is_none() {
        rgm.end = end.map(Vote::into_said);
    }
    rgm.groups.clone_from(&of(groups.version)?.groups);
    rgm.time = hours.map(Vote::into_said);
    rgm.slots = slots.map(Vote::into_said);
    if let Some(other) = series.and_then(|series| of(series.version)) {
        rgm.every.clone_from(&other.every);
        rgm.on.clone_from(&other.on);
        rgm.except.clone_from(&other.except);
        rgm.also.clone_from(&other.also);
    }
    for (_, other) in &sources {
        join(&mut rgm.title, &other.title);
        join(&mut rgm.location, &other.location);
        join(&mut rgm.room, &other.room);
        join(&mut rgm.note, &other.note);
        join_remote(&mut rgm.remote, &other.remote);
        rgm.url = rgm.url.or_else(|| other.url.clone());
    }
    Some(rgm)
}

fn votes<T>(
    sources: &[(usize, DraftRgm)],
    of: impl Fn(&DraftRgm) -> Option<(T, Option<Place>)>,
) -> Vec<Vote<T>> {
    let each = sources.iter();
    each.filter_map(|(version, rgm)| {
        of(rgm).map(|(value, place)| Vote { version: *version, value, place })
    })
    .collect()
}
