//! Time plans of several versions. A day is voted on in the smallest parts that no version's sessions
//! reach across, so two sessions can never stand in one slot.

use crate::finding::{Place, Said};
use crate::letter::versions::Merged;
use crate::letter::versions::entries::{
    Counterpart, Counterparts, entries, keys, names, pairs, text,
};
use crate::letter::versions::head::hours;
use crate::letter::versions::vote::{SilentVersion::*, common};
use crate::model::{Cell, Days, Group, Kind, Slot, SlotRange, is_working_day};
use crate::source::{Draft, DraftDay, DraftPlanEntry};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The parallel cells of some slots.
type SlotCells = (Said<SlotRange>, Vec<Cell>);

/// A day, and where its entry stands.
type PlacedDay<'a> = (Place, &'a DraftDay);

pub(super) fn plan(merged: &mut Merged, all: &[Counterpart<&Draft>]) -> Vec<DraftPlanEntry> {
    let mut days: BTreeMap<NaiveDate, Counterparts<PlacedDay<'_>>> = BTreeMap::new();
    for own in all {
        for (date, day) in each_day(own.value) {
            days.entry(date).or_default().push(own.with(day));
        }
    }
    let with = all.iter().filter(|draft| !draft.value.time_plan.is_empty()).count();
    // A version that says nothing of a whole day is reported so once.
    let silence = if with == all.len() { Told } else { Passed };
    let each = days.into_iter().filter_map(|(date, said)| {
        let there =
            |(place, _): &PlacedDay<'_>| Some(Said { value: "there is one", place: *place });
        let what = format!("the plan of {date}");
        let days = merged.vote(&what, silence, &said, there)?.map(|_| Days::one(date));
        Some(DraftPlanEntry { days, day: one_day(merged, date, &said) })
    });
    each.collect()
}

/// The days of a plan; the entry of a single day goes before that of a range.
fn each_day(draft: &Draft) -> BTreeMap<NaiveDate, PlacedDay<'_>> {
    let is_single = |entry: &&DraftPlanEntry| entry.days.value.is_single();
    let (single, ranges): (Vec<_>, Vec<_>) = draft.time_plan.iter().partition(is_single);
    let mut days = BTreeMap::new();
    for entry in single.into_iter().chain(ranges) {
        let is_day = |date: &NaiveDate| is_single(&entry) || is_working_day(*date);
        for date in entry.days.value.each().filter(is_day) {
            days.entry(date).or_insert((entry.days.place, &entry.day));
        }
    }
    days
}

fn one_day(merged: &mut Merged, date: NaiveDate, said: &[Counterpart<PlacedDay<'_>>]) -> DraftDay {
    let times = hours(merged, said, |(_, day)| &day.times, &format!(" on {date}"));
    let of_parts = parts(said).into_iter().filter_map(|slots| part(merged, date, &slots, said));
    DraftDay { cells: of_parts.flatten().collect(), times, ..DraftDay::default() }
}

/// The parts of a day that no session of any version reaches across, in their order.
fn parts(said: &[Counterpart<PlacedDay<'_>>]) -> Vec<BTreeSet<Slot>> {
    let mut parts: Vec<BTreeSet<Slot>> = Vec::new();
    for (slots, _) in said.iter().flat_map(|own| &own.value.1.cells) {
        let mut own: BTreeSet<Slot> = slots.value.slots().collect();
        parts.retain(|part| {
            let is_apart = part.is_disjoint(&own);
            if !is_apart {
                own.extend(part);
            }
            is_apart
        });
        parts.push(own);
    }
    parts.sort_by_key(|part| part.first().copied());
    parts
}

/// Votes on a part of a day: which groups meet in which slots, at which hours.
fn part<'a>(
    merged: &mut Merged,
    date: NaiveDate,
    slots: &BTreeSet<Slot>,
    said: &[Counterpart<PlacedDay<'a>>],
) -> Option<Vec<SlotCells>> {
    let words = |_: &Merged, own: &Counterpart<PlacedDay<'_>>| {
        let mut cells = inside(&own.value, slots);
        let (first, parallel) = cells.first()?;
        let place = parallel.first().map_or(first.place, |cell| cell.place);
        cells.sort_by_key(|(own, _)| own.value.first());
        let each = cells.iter().map(|of| shown(of, slots.len())).collect::<Vec<_>>();
        Some(Said { value: each.join(", "), place })
    };
    let of = if slots.len() == 1 { "slot" } else { "slots" };
    let what = format!("{date}, {of} {}", keys(&slots.iter().copied().collect::<Vec<_>>()));
    let taken = merged.elect(&what, Against(said.len()), said, words)?;
    let of_slots = |(slots, _): &SlotCells| {
        let same = |own: &Counterpart<PlacedDay<'a>>| {
            let (_, cells) = own.value.1.cells.iter().find(|(own, _)| own.value == slots.value)?;
            Some(entries(own.version, cells))
        };
        let all: Counterparts<&Cell> = said.iter().filter_map(same).flatten().collect();
        let found = pairs(&all, |one, other| {
            let [is_group, is_same] = [groups(one) == groups(other), facts(one) == facts(other)];
            // A session that names no group is known by its hours.
            [is_group && is_same, is_group && !one.groups.is_empty()]
        });
        let mut cells: Vec<_> = found.iter().filter_map(|all| joined(all, taken.version)).collect();
        cells.sort_by_key(|(index, _)| *index);
        (slots.clone(), cells.into_iter().map(|(_, cell)| cell).collect())
    };
    Some(inside(&taken.value, slots).into_iter().map(of_slots).collect())
}

/// What a day has in the slots of a part.
fn inside<'a>((_, day): &PlacedDay<'a>, slots: &BTreeSet<Slot>) -> Vec<&'a SlotCells> {
    day.cells.iter().filter(|of| of.0.value.slots().any(|slot| slots.contains(&slot))).collect()
}

/// The groups that meet in some slots of a part of so many: "Q1/9", or "Q1/9 beside Q2/9 in slot 1".
fn shown((slots, cells): &SlotCells, of: usize) -> String {
    let mut all: Vec<String> = cells.iter().map(facts).collect();
    all.sort();
    let all = if all.is_empty() { "no session".to_owned() } else { all.join(" beside ") };
    let is_whole = slots.value.slots().count() == of;
    if is_whole { all } else { format!("{all} in slot {}", slots.value) }
}

fn groups(cell: &Cell) -> Vec<Group> {
    let mut groups = cell.groups.clone();
    groups.sort();
    groups
}

/// What must be the same in all languages.
fn facts(cell: &Cell) -> String {
    let groups = names(&groups(cell));
    let who = if groups.is_empty() { "a session" } else { &groups };
    let start = cell.start.map(|start| format!(" from {start}")).unwrap_or_default();
    let end = cell.end.map(|end| format!(" until {end}")).unwrap_or_default();
    let if_necessary = if cell.tentative { " (if necessary)" } else { "" };
    format!("{who}{start}{end}{if_necessary}")
}

/// A session of a version with what the others say of it, and its place beside parallel ones.
fn joined(all: &Counterparts<&Cell>, version: usize) -> Option<(usize, Cell)> {
    let own = all.iter().find(|own| own.version == version)?;
    let kind = all.iter().map(|own| own.value.kind).find(|kind| *kind != Kind::Session);
    let cell = Cell {
        title: text(all, |own| own.title.as_ref()),
        room: text(all, |own| own.room.as_ref()),
        note: text(all, |own| own.note.as_ref()),
        remote: common(all, |own| own.remote.clone()),
        kind: kind.unwrap_or(Kind::Session),
        ..own.value.clone()
    };
    Some((own.index, cell))
}
