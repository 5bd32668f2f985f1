//! Time plans of several versions. A day is voted on in the smallest parts that no version's sessions
//! reach across, so two sessions can never stand in one slot.

use crate::finding::{Place, Said};
use crate::letter::versions::council::{Council, Entry, Member, Silence, part};
use crate::letter::versions::deadlines::names;
use crate::letter::versions::head::hours;
use crate::letter::versions::texts::{keys, remote, text};
use crate::model::{Cell, Days, Group, Kind, Slot, SlotRange, is_working_day};
use crate::source::{Draft, DraftDay, DraftPlanEntry};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The cells of some slots.
type Cells = Vec<(Said<SlotRange>, Vec<Cell>)>;

/// A day, and where its entry stands.
type Day<'a> = (Place, &'a DraftDay);

pub(super) fn plan(council: &mut Council, all: &[Member<&Draft>]) -> Vec<DraftPlanEntry> {
    let mut days: BTreeMap<NaiveDate, Entry<Day<'_>>> = BTreeMap::new();
    for own in all {
        for (date, day) in each_day(own.value) {
            days.entry(date).or_default().push(own.with(day));
        }
    }
    let with = all.iter().filter(|draft| !draft.value.time_plan.is_empty()).count();
    let each = days.into_iter().map(|(date, said)| {
        // A version that says nothing of the whole day is told so once.
        let (what, silence) = (format!("the plan of {date}"), council.silence(with));
        let one = |(place, _): &Day<'_>| Some(Said { value: (), place: *place });
        let place = council.vote(&what, silence, &said, one, |()| "there is one".to_owned());
        let place = place.map(|said| said.place).unwrap_or_default();
        let days = Said { value: Days::one(date), place };
        DraftPlanEntry { days, day: one_day(council, date, &said) }
    });
    each.collect()
}

/// The days of a plan; the entry of a single day goes before that of a range.
fn each_day(draft: &Draft) -> BTreeMap<NaiveDate, Day<'_>> {
    let is_single = |entry: &&DraftPlanEntry| entry.days.value.is_single();
    let (single, ranges): (Vec<_>, Vec<_>) = draft.time_plan.iter().partition(is_single);
    let mut days = BTreeMap::new();
    for entry in single.into_iter().chain(ranges) {
        let is_range = !entry.days.value.is_single();
        for date in entry.days.value.each() {
            if !is_range || is_working_day(date) {
                days.entry(date).or_insert((entry.days.place, &entry.day));
            }
        }
    }
    days
}

fn one_day(council: &mut Council, date: NaiveDate, said: &[Member<Day<'_>>]) -> DraftDay {
    let times = hours(council, said, |(_, day)| &day.times, &format!(" on {date}"));
    let mut cells = Cells::new();
    for part in parts(said) {
        cells.extend(one_part(council, date, &part, said));
    }
    let none = |(place, day): &Day<'_>| Some(Said { value: day.no_lunch, place: *place });
    let show = |none: &bool| if *none { "there is none" } else { "there is one" }.to_owned();
    let what = format!("the lunch break of {date}");
    let no_lunch = council.vote(&what, Silence::Passed, said, none, show);
    let no_lunch = no_lunch.is_some_and(|said| said.value)
        && cells.iter().all(|(slots, _)| slots.value.first() != Slot::Lunch);
    DraftDay { cells, times, no_lunch }
}

/// The parts of a day that no session of any version reaches across, in their order.
fn parts(said: &[Member<Day<'_>>]) -> Vec<BTreeSet<Slot>> {
    let mut parts: Vec<BTreeSet<Slot>> = Vec::new();
    for (slots, _) in said.iter().flat_map(|own| &own.value.1.cells) {
        let mut own: BTreeSet<Slot> = slots.value.slots().collect();
        let (joined, apart): (Vec<_>, Vec<_>) =
            parts.into_iter().partition(|part| !part.is_disjoint(&own));
        own.extend(joined.into_iter().flatten());
        parts = apart;
        parts.push(own);
    }
    parts.sort_by_key(|part| part.first().copied());
    parts
}

/// Votes on a part of a day: which groups meet in which slots, at which hours.
fn one_part(
    council: &mut Council,
    date: NaiveDate,
    slots: &BTreeSet<Slot>,
    said: &[Member<Day<'_>>],
) -> Cells {
    let own: Entry<Cells> = part(said, |(_, day)| {
        let inside =
            |cells: &&(Said<SlotRange>, _)| cells.0.value.slots().any(|slot| slots.contains(&slot));
        let cells: Cells = day.cells.iter().filter(inside).cloned().collect();
        Some(cells).filter(|cells| !cells.is_empty())
    });
    let votes = part(&own, |cells| {
        let (slots, first) = cells.first()?;
        let place = first.first().map_or(slots.place, |cell| cell.place);
        Some(Said { value: signature(cells), place })
    });
    let slots: Vec<Slot> = slots.iter().copied().collect();
    let what =
        format!("{date}, {} {}", if slots.len() == 1 { "slot" } else { "slots" }, keys(&slots));
    if council.outvoted(&what, &votes, said.len()) {
        return Cells::new();
    }
    let winner = council.elect(&what, council.silence(said.len()), &votes, shown);
    let taken = winner.and_then(|winner| own.iter().find(|own| own.version == winner.version));
    let Some(Member { version, value: taken, .. }) = taken else { return Cells::new() };
    let with_others = |(slots, cells): &(Said<SlotRange>, Vec<Cell>)| {
        let same = |other: &Cells| {
            let (_, cells) = other.iter().find(|(own, _)| own.value == slots.value)?;
            Some(cells.clone())
        };
        let mut others = part(&own, same);
        others.retain(|other| other.version != *version);
        (slots.clone(), cells.iter().map(|cell| joined(cell, &mut others)).collect())
    };
    taken.iter().map(with_others).collect()
}

/// What must be the same in all languages: slots, and who meets in them.
fn signature(cells: &Cells) -> Vec<(String, String)> {
    let mut cells: Vec<_> = cells.iter().collect();
    cells.sort_by_key(|(slots, _)| slots.value.first());
    let of = |(slots, cells): &(Said<SlotRange>, Vec<Cell>)| {
        let mut all: Vec<String> = cells.iter().map(facts).collect();
        all.sort();
        let all = if all.is_empty() { "no session".to_owned() } else { all.join(" beside ") };
        (slots.value.key(), all)
    };
    cells.into_iter().map(of).collect()
}

/// "Q1/9", or "Q1/9 in slot 1, Q2/9 in slot 2".
fn shown(signature: &Vec<(String, String)>) -> String {
    match signature.as_slice() {
        [(_, only)] => only.clone(),
        several => {
            let each = several.iter().map(|(slot, who)| format!("{who} in slot {slot}"));
            each.collect::<Vec<_>>().join(", ")
        }
    }
}

fn groups(cell: &Cell) -> Vec<Group> {
    let mut groups = cell.groups.clone();
    groups.sort();
    groups
}

fn facts(cell: &Cell) -> String {
    let groups = groups(cell);
    let who = if groups.is_empty() { "a session".to_owned() } else { names(&groups) };
    let start = cell.start.map(|start| format!(" from {start}")).unwrap_or_default();
    let end = cell.end.map(|end| format!(" until {end}")).unwrap_or_default();
    let if_necessary = if cell.tentative { " (if necessary)" } else { "" };
    format!("{who}{start}{end}{if_necessary}")
}

/// A cell with what the other versions say of it: of their parallel sessions each is used once.
fn joined(cell: &Cell, others: &mut Entry<Vec<Cell>>) -> Cell {
    // A session that names no group is known by its hours.
    let is_same = |other: &Cell| {
        groups(other) == groups(cell) && (!cell.groups.is_empty() || facts(other) == facts(cell))
    };
    let mut all = vec![Member { version: 0, index: 0, value: cell.clone() }];
    for other in others {
        let same = other.value.iter().position(is_same);
        all.extend(same.map(|at| Member { version: 0, index: 0, value: other.value.remove(at) }));
    }
    let mut kinds = all.iter().map(|own| own.value.kind);
    Cell {
        title: text(&all, |own| &own.title),
        room: text(&all, |own| &own.room),
        note: text(&all, |own| &own.note),
        remote: remote(&all, |own| &own.remote),
        kind: kinds.find(|kind| *kind != Kind::Session).unwrap_or(cell.kind),
        url: all.iter().find_map(|own| own.value.url.clone()),
        ..cell.clone()
    }
}
