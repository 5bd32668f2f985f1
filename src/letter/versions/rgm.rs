//! Rapporteur group meetings of several versions.

use crate::finding::Said;
use crate::letter::versions::council::{Council, Entry, Member, Silence, each, part};
use crate::letter::versions::deadlines::names;
use crate::letter::versions::head::hours;
use crate::letter::versions::pairs::pairs;
use crate::letter::versions::texts::{keys, remote, text};
use crate::model::{Days, Group, Hours, SeriesDay, Step, Zone};
use crate::source::{Draft, DraftRgm};
use chrono::{NaiveDate, Weekday};
use std::fmt;

pub(super) fn rgm(council: &mut Council, all: &[Member<&Draft>]) -> Vec<DraftRgm> {
    let is_series =
        |one: &&DraftRgm, other: &&DraftRgm| one.every.is_some() == other.every.is_some();
    let is_groups =
        |one: &&DraftRgm, other: &&DraftRgm| is_series(one, other) && groups(one) == groups(other);
    let is_days =
        |one: &&DraftRgm, other: &&DraftRgm| is_series(one, other) && days(one) == days(other);
    let found = pairs(
        &each(all, |draft| &draft.rgm),
        &[
            &|one, other| is_groups(one, other) && is_days(one, other) && at(one) == at(other),
            &|one, other| is_groups(one, other) && is_days(one, other),
            &is_groups,
            &is_days,
        ],
    );
    let with = all.iter().filter(|draft| !draft.value.rgm.is_empty()).count();
    let mut merged = Vec::new();
    for entry in found {
        if let Some(rgm) = elect(council, &entry, with) {
            let from = entry.iter().map(|own| (own.version, own.index));
            council.moved("rgm", from, merged.len());
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
fn at(rgm: &DraftRgm) -> Option<(Hours, Option<Zone>)> {
    Some((rgm.time.as_ref()?.value, rgm.zone.as_ref().map(|zone| zone.value)))
}

/// Votes on groups, days and hours; the rest is what the first letter says that has the days.
fn elect(council: &mut Council, entry: &Entry<&DraftRgm>, with: usize) -> Option<DraftRgm> {
    let what = format!("the meeting of {}", names(&groups(entry.first()?.value)));
    let votes = part(entry, |rgm| {
        let place = rgm.groups.first().map(|group| group.place).unwrap_or_default();
        Some(Said { value: groups(rgm), place })
    });
    if council.outvoted(&what, &votes, with) {
        return None;
    }
    let passed = Silence::Passed;
    let who = format!("who meets at {what}");
    let who = council.elect((&who, council.silence(with)), &votes, |groups| names(groups))?;
    let start = format!("the first day of {what}");
    let votes = part(entry, |rgm| rgm.start.clone());
    let start = council.elect((&start, passed), &votes, NaiveDate::to_string);
    let end = format!("the last day of {what}");
    let end = council.vote((&end, passed), entry, |rgm| rgm.end.clone(), NaiveDate::to_string);
    let time = format!("the hours of {what}");
    let votes = part(entry, |rgm| Some(Said { value: at(rgm)?, place: rgm.time.as_ref()?.place }));
    let time = council.elect((&time, passed), &votes, |(hours, zone)| match zone {
        Some(zone) => format!("{hours} ({})", zone.name()),
        None => hours.to_string(),
    });
    let slots = format!("the slots of {what}");
    let slots = council.vote((&slots, passed), entry, |rgm| rgm.slots.clone(), |all| keys(all));
    let series = format!("the days of {what}");
    let series =
        council.elect((&series, passed), &part(entry, |rgm| Series::of(rgm)), Series::to_string);
    let of = |version: usize| entry.iter().find(|own| own.version == version).map(|own| own.value);
    let first = of(start.as_ref().map_or(who.version, |start| start.version))?;
    let timed = time.and_then(|time| of(time.version)).unwrap_or(first);
    let series = series.and_then(|series| of(series.version)).unwrap_or(first);
    let is_reversed =
        |end: &Said<NaiveDate>| start.as_ref().is_some_and(|start| start.value.value > end.value);
    Some(DraftRgm {
        groups: of(who.version)?.groups.clone(),
        title: text(entry, |rgm| &rgm.title),
        start: first.start.clone(),
        end: end.filter(|end| !is_reversed(end)).or_else(|| first.end.clone()),
        slots,
        every: series.every.clone(),
        on: series.on.clone(),
        time: timed.time.clone(),
        except: series.except.clone(),
        also: series.also.clone(),
        zone: timed.zone.clone(),
        session_times: hours(council, entry, |rgm| &rgm.session_times, &format!(" of {what}")),
        location: text(entry, |rgm| &rgm.location),
        room: text(entry, |rgm| &rgm.room),
        remote: remote(entry, |rgm| &rgm.remote),
        url: entry.iter().find_map(|own| own.value.url.clone()),
        note: text(entry, |rgm| &rgm.note),
        unread: first.unread.clone(),
        place: first.place,
    })
}

/// The days of a series, but for its first and last.
#[derive(Clone, PartialEq)]
struct Series {
    every: Step,
    on: Vec<Weekday>,
    except: Vec<Days>,
    also: Vec<SeriesDay>,
}

impl Series {
    fn of(rgm: &DraftRgm) -> Option<Said<Self>> {
        let every = rgm.every.clone()?;
        Some(every.map(|every| Self {
            every,
            on: rgm.on.iter().map(|day| day.value).collect(),
            except: rgm.except.iter().map(|days| days.value).collect(),
            also: rgm.also.iter().map(|day| day.value).collect(),
        }))
    }
}

/// "every 2 weeks on Tue, Thu except 2026-03-03".
impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.every {
            Step::Day => write!(f, "every day")?,
            Step::Weeks(1) => write!(f, "every week")?,
            Step::Weeks(weeks) => write!(f, "every {weeks} weeks")?,
        }
        let also = self.also.iter().map(|day| match day.hours {
            Some(hours) => format!("{} {hours}", day.date),
            None => day.date.to_string(),
        });
        let on: Vec<String> = self.on.iter().map(ToString::to_string).collect();
        let except: Vec<String> = self.except.iter().map(ToString::to_string).collect();
        for (word, list) in [("on", on), ("except", except), ("also", also.collect())] {
            if !list.is_empty() {
                write!(f, " {word} {}", list.join(", "))?;
            }
        }
        Ok(())
    }
}
