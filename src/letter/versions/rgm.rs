//! Rapporteur group meetings of several versions.

use crate::finding::Said;
use crate::letter::versions::council::Silence::Passed;
use crate::letter::versions::council::{Council, Entry, Member, each, part};
use crate::letter::versions::deadlines::names;
use crate::letter::versions::head::hours;
use crate::letter::versions::pairs::pairs;
use crate::letter::versions::texts::{keys, remote, text};
use crate::model::{Group, Step};
use crate::source::{Draft, DraftRgm};
use chrono::NaiveDate;

pub(super) fn rgm(council: &mut Council, all: &[Member<&Draft>]) -> Vec<DraftRgm> {
    type Both<'a, 'b> = (&'a &'b DraftRgm, &'a &'b DraftRgm);
    let groups = |(one, other): Both<'_, '_>| {
        one.every.is_some() == other.every.is_some() && groups(one) == groups(other)
    };
    let days = |(one, other): Both<'_, '_>| {
        one.every.is_some() == other.every.is_some() && days(one) == days(other)
    };
    let found = pairs(
        &each(all, |draft| &draft.rgm),
        &[
            &|one, other| groups((one, other)) && days((one, other)) && at(one) == at(other),
            &|one, other| groups((one, other)) && days((one, other)),
            &|one, other| groups((one, other)),
            &|one, other| days((one, other)),
        ],
    );
    let with = all.iter().filter(|draft| !draft.value.rgm.is_empty()).count();
    let mut merged = Vec::new();
    for entry in found {
        if let Some(rgm) = elect(council, &entry, with) {
            council.moved("rgm", entry.iter().map(|own| (own.version, own.index)), merged.len());
            merged.push(rgm);
        }
    }
    merged
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
    let time = rgm.time.as_ref()?;
    let zone = rgm.zone.as_ref().map(|zone| format!(" ({})", zone.value.name()));
    Some(Said { value: format!("{}{}", time.value, zone.unwrap_or_default()), place: time.place })
}

/// The days of a series but for its first and last: "every 2 weeks on Tue except 2026-03-03".
fn series(rgm: &DraftRgm) -> Option<Said<String>> {
    fn list<T>(word: &str, all: &[Said<T>], show: impl Fn(&T) -> String) -> String {
        let all: Vec<String> = all.iter().map(|own| show(&own.value)).collect();
        if all.is_empty() { String::new() } else { format!(" {word} {}", all.join(", ")) }
    }
    let every = rgm.every.as_ref()?;
    let mut text = match every.value {
        Step::Day => "every day".to_owned(),
        Step::Weeks(1) => "every week".to_owned(),
        Step::Weeks(weeks) => format!("every {weeks} weeks"),
    };
    text += &list("on", &rgm.on, ToString::to_string);
    text += &list("except", &rgm.except, ToString::to_string);
    text += &list("also", &rgm.also, |day| match day.hours {
        Some(hours) => format!("{} {hours}", day.date),
        None => day.date.to_string(),
    });
    Some(Said { value: text, place: every.place })
}

/// Votes on groups, days and hours; the rest is what the first letter says that has the days.
fn elect(council: &mut Council, all: &Entry<&DraftRgm>, with: usize) -> Option<DraftRgm> {
    let what = format!("the meeting of {}", names(&groups(all.first()?.value)));
    let of = |field: &str| format!("{field} {what}");
    let who = part(all, |rgm| {
        let place = rgm.groups.first().map(|group| group.place).unwrap_or_default();
        Some(Said { value: names(&groups(rgm)), place })
    });
    if council.outvoted(&what, &who, with) {
        return None;
    }
    let who = council.elect(&of("who meets at"), council.silence(with), &who, String::clone)?;
    let date = NaiveDate::to_string;
    let start = part(all, |rgm| rgm.start.clone());
    let start = council.elect(&of("the first day of"), Passed, &start, date);
    let end = council.vote(&of("the last day of"), Passed, all, |rgm| rgm.end.clone(), date);
    let time = part(all, |rgm| at(rgm));
    let time = council.elect(&of("the hours of"), Passed, &time, String::clone);
    let slots = |rgm: &&DraftRgm| rgm.slots.clone();
    let slots = council.vote(&of("the slots of"), Passed, all, slots, |own| keys(own));
    let days =
        council.elect(&of("the days of"), Passed, &part(all, |rgm| series(rgm)), String::clone);
    let by = |version: usize| all.iter().find(|own| own.version == version).map(|own| own.value);
    let first = by(start.as_ref().map_or(who.version, |start| start.version))?;
    let timed = time.and_then(|time| by(time.version)).unwrap_or(first);
    let series = days.and_then(|days| by(days.version)).unwrap_or(first);
    let fits =
        |end: &Said<NaiveDate>| first.start.as_ref().is_none_or(|start| start.value <= end.value);
    Some(DraftRgm {
        groups: by(who.version)?.groups.clone(),
        title: text(all, |rgm| &rgm.title),
        end: end.filter(fits).or_else(|| first.end.clone()),
        slots,
        every: series.every.clone(),
        on: series.on.clone(),
        time: timed.time.clone(),
        except: series.except.clone(),
        also: series.also.clone(),
        zone: timed.zone.clone(),
        session_times: hours(council, all, |rgm| &rgm.session_times, &of(" of")),
        location: text(all, |rgm| &rgm.location),
        room: text(all, |rgm| &rgm.room),
        remote: remote(all, |rgm| &rgm.remote),
        url: all.iter().find_map(|own| own.value.url.clone()),
        note: text(all, |rgm| &rgm.note),
        ..first.clone()
    })
}
