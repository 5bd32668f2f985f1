//! Time plans of several versions. A day is voted on in the smallest parts that no version's sessions
//! reach across, so two sessions can never stand in one slot.

use crate::finding::{Place, Said};
use crate::letter::versions::council::{Council, Silence, Vote};
use crate::letter::versions::texts::{join, join_remote, keys};
use crate::model::{Cell, Days, Hours, Kind, Slot, SlotRange, is_working_day};
use crate::source::{Draft, DraftDay, DraftPlanEntry};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The cells of some slots.
type Cells = Vec<(Said<SlotRange>, Vec<Cell>)>;

/// What a version says of a day.
struct OfDay {
    version: usize,
    place: Place,
    day: DraftDay,
}

pub(super) fn plan(council: &mut Council) -> Vec<DraftPlanEntry> {
    let mut days: BTreeMap<NaiveDate, Vec<OfDay>> = BTreeMap::new();
    for (version, draft) in council.drafts.iter().enumerate() {
        for (date, (place, day)) in each_day(draft) {
            days.entry(date).or_default().push(OfDay { version, place, day: day.clone() });
        }
    }
    let with_plan: Vec<usize> = council
        .drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| !draft.time_plan.is_empty())
        .map(|(version, _)| version)
        .collect();
    let mut entries = Vec::new();
    for (date, said) in days {
        // A letter without any plan was not read, or has it elsewhere.
        let silence =
            if with_plan.len() == council.drafts.len() { Silence::Told } else { Silence::Passed };
        // Who says nothing of the whole day is told once.
        let votes: Vec<Vote<()>> = said
            .iter()
            .map(|of| Vote { version: of.version, value: (), place: Some(of.place) })
            .collect();
        council
            .elect(&format!("the plan of {date}"), &votes, silence, |()| "there is one".to_owned());
        let place = said.first().map(|of| of.place).unwrap_or_default();
        let day = one_day(council, date, &said);
        entries.push(DraftPlanEntry { days: Said { value: Days::one(date), place }, day });
    }
    entries
}

/// The days of a plan; the entry of a single day goes before that of a range.
fn each_day(draft: &Draft) -> BTreeMap<NaiveDate, (Place, &DraftDay)> {
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

fn one_day(council: &mut Council, date: NaiveDate, said: &[OfDay]) -> DraftDay {
    let mut times = Vec::new();
    for slot in Slot::ALL {
        let votes: Vec<Vote<Hours>> = said
            .iter()
            .filter_map(|of| {
                let (_, hours) = of.day.times.iter().find(|(own, _)| *own == slot)?;
                Some(Vote { version: of.version, value: hours.value, place: Some(hours.place) })
            })
            .collect();
        let what = format!("the hours of slot {slot} on {date}");
        let hours = council.elect(&what, &votes, Silence::Passed, Hours::to_string);
        times.extend(hours.map(|hours| {
            (slot, Said { value: hours.value, place: hours.place.unwrap_or_default() })
        }));
    }
    let mut cells = Cells::new();
    for part in parts(said) {
        cells.extend(one_part(council, date, part, said));
    }
    let lunch: Vec<Vote<bool>> = said
        .iter()
        .map(|of| Vote { version: of.version, value: of.day.no_lunch, place: None })
        .collect();
    let break_or_none = |is_none: &bool| if *is_none { "there is none" } else { "there is one" };
    let what = format!("the lunch break of {date}");
    let lunch =
        council.elect(&what, &lunch, Silence::Passed, |none| break_or_none(none).to_owned());
    let no_lunch = lunch.is_some_and(|vote| vote.value)
        && cells.iter().all(|(slots, _)| slots.value.first() != Slot::Lunch);
    DraftDay { cells, times, no_lunch }
}

/// The parts of a day that no session of any version reaches across, in their order.
fn parts(said: &[OfDay]) -> Vec<BTreeSet<Slot>> {
    let mut parts: Vec<BTreeSet<Slot>> = Vec::new();
    for (slots, _) in said.iter().flat_map(|of| &of.day.cells) {
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
fn one_part(council: &mut Council, date: NaiveDate, part: BTreeSet<Slot>, said: &[OfDay]) -> Cells {
    let own: Vec<(usize, Cells)> = said
        .iter()
        .map(|of| {
            let inside = |slots: &SlotRange| slots.slots().any(|slot| part.contains(&slot));
            let cells = of.day.cells.iter().filter(|(slots, _)| inside(&slots.value));
            (of.version, cells.cloned().collect())
        })
        .filter(|(_, cells): &(usize, Cells)| !cells.is_empty())
        .collect();
    let votes: Vec<Vote<Vec<(String, String)>>> = own
        .iter()
        .map(|(version, cells)| {
            let first = cells.first();
            let place =
                first.map(|(slots, cells)| cells.first().map_or(slots.place, |cell| cell.place));
            Vote { version: *version, value: signature(cells), place }
        })
        .collect();
    let has_day = |version: usize| said.iter().any(|of| of.version == version);
    let is_everywhere = (0..council.drafts.len()).all(has_day);
    let silence = if is_everywhere { Silence::Told } else { Silence::Passed };
    let slots: Vec<Slot> = part.iter().copied().collect();
    let slots = format!("{} {}", if slots.len() == 1 { "slot" } else { "slots" }, keys(&slots));
    let what = format!("{date}, {slots}");
    if council.outvoted(&what, &votes, said.len()) {
        return Cells::new();
    }
    let winner = council.elect(&what, &votes, silence, shown);
    let Some(winner) = winner else { return Cells::new() };
    let Some((_, mut cells)) = own.iter().find(|(version, _)| *version == winner.version).cloned()
    else {
        return Cells::new();
    };
    for (_, others) in &own {
        for (slots, cells) in &mut cells {
            let same = others.iter().find(|(other, _)| other.value == slots.value);
            add(cells, same.map(|(_, others)| others.as_slice()).unwrap_or_default());
        }
    }
    cells
}

/// What must be the same in all languages: slots, and who meets in them.
fn signature(cells: &Cells) -> Vec<(String, String)> {
    let mut cells = cells.clone();
    cells.sort_by_key(|(slots, _)| slots.value.first());
    let of = |(slots, cells): &(Said<SlotRange>, Vec<Cell>)| {
        let mut all: Vec<String> = cells.iter().map(facts).collect();
        all.sort();
        let all = if all.is_empty() { "no session".to_owned() } else { all.join(" beside ") };
        (slots.value.key(), all)
    };
    cells.iter().map(of).collect()
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

fn groups(cell: &Cell) -> Vec<String> {
    let mut groups: Vec<String> = cell.groups.iter().map(ToString::to_string).collect();
    groups.sort();
    groups
}

fn facts(cell: &Cell) -> String {
    let groups = groups(cell);
    let who = if groups.is_empty() { "a session".to_owned() } else { groups.join(", ") };
    let start = cell.start.map(|start| format!(" from {start}")).unwrap_or_default();
    let end = cell.end.map(|end| format!(" until {end}")).unwrap_or_default();
    let if_necessary = if cell.tentative { " (if necessary)" } else { "" };
    format!("{who}{start}{end}{if_necessary}")
}

/// Adds what another version says of the same parallel sessions: to each what has its groups.
fn add(cells: &mut [Cell], others: &[Cell]) {
    let mut others: Vec<&Cell> = others.iter().collect();
    for cell in cells {
        let own = groups(cell);
        // What names no group is known by its hours.
        let is_same = |other: &&Cell| {
            groups(other) == own && (!own.is_empty() || facts(other) == facts(cell))
        };
        let Some(at) = others.iter().position(is_same) else { continue };
        let other = others.remove(at);
        join(&mut cell.title, &other.title);
        join(&mut cell.room, &other.room);
        join(&mut cell.note, &other.note);
        join_remote(&mut cell.remote, &other.remote);
        if cell.kind == Kind::Session {
            cell.kind = other.kind;
        }
        cell.url = cell.url.clone().or_else(|| other.url.clone());
    }
}
