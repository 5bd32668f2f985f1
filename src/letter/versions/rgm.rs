//! Rapporteur group meetings of several versions.

use crate::finding::Said;
use crate::letter::versions::Merged;
use crate::letter::versions::entries::{Counterpart, Counterparts, each, names, pairs, text};
use crate::letter::versions::vote::{SilentVersion::*, common, words};
use crate::model::{Group, SeriesStep};
use crate::source::{Draft, DraftRgm};
use chrono::NaiveDate;

pub(super) fn rgm(merged: &mut Merged, all: &[Counterpart<&Draft>]) -> Vec<DraftRgm> {
    let found = pairs(&each(all, |draft| &draft.rgm), |one, other| {
        let are_alike = one.every.is_some() == other.every.is_some();
        let groups = are_alike && groups(one) == groups(other);
        let days = are_alike && days(one) == days(other);
        let hours = at(one).map(|at| at.value) == at(other).map(|at| at.value);
        [groups && days && hours, groups && days, groups, days]
    });
    let with = all.iter().filter(|draft| !draft.value.rgm.is_empty()).count();
    merged.list("rgm", found, |merged, entry| elect(merged, entry, with))
}

fn groups(rgm: &DraftRgm) -> Vec<Group> {
    let mut groups: Vec<Group> = rgm.groups.iter().map(|group| group.value.clone()).collect();
    groups.sort();
    groups
}

fn days(rgm: &DraftRgm) -> [Option<NaiveDate>; 2] {
    [&rgm.start, &rgm.end].map(|day| day.as_ref().map(|day| day.value))
}

/// Its hours with their zone: one without the other is another hour.
fn at(rgm: &DraftRgm) -> Option<Said<String>> {
    let zone = rgm.zone.as_ref().map(|zone| format!(" ({})", zone.value)).unwrap_or_default();
    Some(rgm.time.clone()?.map(|time| format!("{time}{zone}")))
}

/// The days of a series but for its first and last: "every 2 weeks on Tue, Thu".
fn series(rgm: &DraftRgm) -> Option<Said<String>> {
    let on: Vec<String> = rgm.on.iter().map(|day| day.value.to_string()).collect();
    let on = if on.is_empty() { String::new() } else { format!(" on {}", on.join(", ")) };
    Some(rgm.every.clone()?.map(|step| match step {
        SeriesStep::Day => format!("every day{on}"),
        SeriesStep::Weeks(1) => format!("every week{on}"),
        SeriesStep::Weeks(weeks) => format!("every {weeks} weeks{on}"),
    }))
}

/// Votes on groups, days and hours; the rest is what the letter says whose series is taken.
fn elect(merged: &mut Merged, all: &Counterparts<&DraftRgm>, with: usize) -> Option<DraftRgm> {
    let who = merged.elect("the rapporteur group meeting", Against(with), all, |_, own| {
        let place = own.value.groups.first().map(|group| group.place).unwrap_or_default();
        Some(Said { value: names(&groups(own.value)), place })
    });
    let who = who?.value;
    let mut of = |field: &str, of: fn(&DraftRgm) -> Option<Said<String>>| {
        let what = format!("the {field} of the meeting of {}", names(&groups(who)));
        merged.elect(&what, Passed, all, |_, own| of(own.value)).map(|own| own.value)
    };
    let first = of("first day", |rgm| words(&rgm.start)).unwrap_or(who);
    let last = of("last day", |rgm| words(&rgm.end)).unwrap_or(first);
    let timed = of("hours", at).unwrap_or(first);
    let series = of("days", series).unwrap_or(first);
    let fits = days(last)[1] >= days(first)[0];
    Some(DraftRgm {
        groups: who.groups.clone(),
        start: first.start.clone(),
        end: if fits { last } else { first }.end.clone(),
        slots: common(all, |rgm| rgm.slots.clone()),
        time: timed.time.clone(),
        zone: timed.zone.clone(),
        location: text(all, |rgm| rgm.location.as_ref()),
        remote: common(all, |rgm| rgm.remote.clone()),
        place: first.place,
        ..series.clone()
    })
}
