//! One day of a plan: sessions in their slots, two keys never over one slot, hours where they are
//! the day's own.

use crate::finding::Said;
use crate::letter::plan::label::Half;
use crate::model::{Cell, Hours, Kind, Slot, SlotRange, SlotTimes, TimeOfDay};
use crate::source::DraftDay;
use std::collections::BTreeMap;

/// The sessions of one cell on one day.
#[derive(Clone, Debug)]
pub(super) struct PlannedSessions {
    /// Their slots.
    pub(super) slots: Vec<Slot>,
    /// Which cell of which table it is.
    pub(super) source: (usize, usize),
    pub(super) cells: Vec<Cell>,
}

/// What is known of a day beside its cells.
#[derive(Clone, Debug)]
pub(super) struct DayContext {
    /// The hours of its slots.
    pub(super) times: SlotTimes,
    /// The hours of its halves, as far as the letter says them.
    pub(super) halves: Vec<(Half, Said<Hours>)>,
    /// When the meeting opens, on its first day.
    pub(super) opening: Option<TimeOfDay>,
}

/// Sessions with the cells that they come from.
type Sourced = Vec<((usize, usize), Cell)>;
type Filled = BTreeMap<Slot, Sourced>;

/// The entry of a day.
pub(super) fn day(planned: Vec<PlannedSessions>, of: &DayContext) -> DraftDay {
    let mut filled = Filled::new();
    for PlannedSessions { slots, source, cells } in planned {
        let is_alone = cells.len() == 1;
        for (number, cell) in cells.into_iter().enumerate() {
            let is_own = cell.start.is_some() || cell.end.is_some();
            let slots = match cell.start {
                Some(start) => {
                    // The only session of a cell goes on to the end of the cell.
                    let last = slots.last().filter(|_| is_alone).map(|slot| of.times.of(*slot));
                    let last = last.map(|last| last.hours.end).filter(|end| *end > start);
                    slots_from(start, cell.end.or(last), &slots, of.times)
                }
                None => {
                    let is_begun = |slot: &Slot| {
                        cell.end.is_none_or(|end| of.times.of(*slot).hours.start < end)
                    };
                    within_hours(slots.iter().copied().filter(is_begun).collect(), of)
                }
            };
            for (at, slot) in slots.iter().enumerate() {
                let mut here = cell.clone();
                if is_own {
                    here.start = here.start.filter(|_| at == 0);
                    here.end = here.end.filter(|_| at + 1 == slots.len());
                    // What begins at its own hour ends with its half of the day.
                    let mut half = Cell { start: None, end: None, ..cell.clone() };
                    half_hours(&mut half, *slot, of);
                    if at + 1 == slots.len() && cell.end.is_none() && half.end > here.start {
                        here.end = half.end;
                    }
                    if at == 0 && cell.start.is_none() {
                        here.start = half.start;
                    }
                } else {
                    half_hours(&mut here, *slot, of);
                }
                filled.entry(*slot).or_default().push(((source.0, source.1 * 1000 + number), here));
            }
        }
    }
    if let Some(opening) = of.opening {
        open(&mut filled, opening, of.times);
    }
    let times = lunch(&filled, of).into_iter().collect();
    DraftDay { cells: ranges(filled), times, ..DraftDay::default() }
}

fn before(slot: Slot) -> Option<Slot> {
    Slot::SESSIONS.into_iter().rfind(|other| *other < slot)
}

/// Whether a slot is the one that goes on, or comes next, at a time.
fn is_at(slot: Slot, time: TimeOfDay, times: SlotTimes) -> bool {
    let free_from = before(slot).map_or(TimeOfDay::at(0, 0), |before| times.of(before).hours.end);
    free_from <= time && time < times.of(slot).hours.end
}

/// The slots of a session that begins at its own hour.
fn slots_from(
    start: TimeOfDay,
    end: Option<TimeOfDay>,
    slots: &[Slot],
    times: SlotTimes,
) -> Vec<Slot> {
    let lunch = times.of(Slot::Lunch).hours;
    if start >= lunch.start && end.is_some_and(|end| end <= lunch.end) {
        return vec![Slot::Lunch];
    }
    let Some(first) = Slot::SESSIONS.into_iter().find(|slot| is_at(*slot, start, times)) else {
        // After the last slot a session needs an end of its own.
        return if end.is_some_and(|end| end > start) { vec![Slot::S5] } else { Vec::new() };
    };
    let goes_on = |slot: &Slot| match end {
        Some(end) => times.of(*slot).hours.start < end,
        None => false,
    };
    let more = Slot::SESSIONS.into_iter().filter(|slot| *slot > first && goes_on(slot));
    let more = more.filter(|slot| slots.contains(slot));
    std::iter::once(first).chain(more).collect()
}

fn hours_of(slot: Slot, of: &DayContext) -> Option<(Half, Hours)> {
    let said = of.halves.iter().find(|(half, _)| half.slots().contains(&slot));
    said.map(|(half, said)| (*half, said.value))
}

/// The slots that the hours of their half day reach.
fn within_hours(slots: Vec<Slot>, of: &DayContext) -> Vec<Slot> {
    let reached = |slot: &Slot| {
        let standard = of.times.of(*slot).hours;
        hours_of(*slot, of)
            .is_none_or(|(_, hours)| standard.start < hours.end && hours.start < standard.end)
    };
    slots.into_iter().filter(reached).collect()
}

/// The hours of a half day are those of its first slot's start and its last slot's end.
fn half_hours(cell: &mut Cell, slot: Slot, of: &DayContext) {
    let Some((half, hours)) = hours_of(slot, of) else { return };
    let own = of.times.of(slot).hours;
    let reached = within_hours(half.slots().to_vec(), of);
    if reached.first() == Some(&slot) && hours.start != own.start {
        cell.start = Some(hours.start);
    }
    if reached.last() == Some(&slot) && hours.end != own.end {
        cell.end = Some(hours.end);
    }
}

/// The opening plenary begins when the letter says, if its slot is the one that the hour is in.
fn open(filled: &mut Filled, opening: TimeOfDay, times: SlotTimes) {
    let is_plenary =
        |cells: &[((usize, usize), Cell)]| cells.iter().any(|(_, cell)| cell.kind == Kind::Plenary);
    let slots: Vec<Slot> =
        filled.iter().filter(|(_, cells)| is_plenary(cells)).map(|(slot, _)| *slot).collect();
    let Some(first) = slots.first().copied() else { return };
    let Some(slot) = slots.iter().copied().find(|slot| is_at(*slot, opening, times)) else {
        return;
    };
    if slot != first {
        // A cell over the whole morning: what lies before the hour is no session.
        let Some(here) = filled.get(&slot).cloned() else { return };
        let goes_on = |source: &(usize, usize)| here.iter().any(|(other, _)| other == source);
        let Some(cells) = filled.get_mut(&first) else { return };
        if !cells.iter().all(|(source, cell)| cell.kind == Kind::Plenary && goes_on(source)) {
            return;
        }
        filled.remove(&first);
    }
    for (_, cell) in filled.get_mut(&slot).into_iter().flatten() {
        let starts = cell.start.unwrap_or(times.of(slot).hours.start);
        if cell.kind == Kind::Plenary && starts != opening {
            cell.start = Some(opening);
        }
    }
}

/// The break of a day whose halves have hours of their own.
fn lunch(filled: &Filled, of: &DayContext) -> Option<(Slot, Said<Hours>)> {
    let [(_, morning), (_, afternoon)] = of.halves.as_slice() else { return None };
    let has = |half: Half| half.slots().iter().any(|slot| filled.contains_key(slot));
    let hours = Hours::new(morning.value.end, afternoon.value.start)?;
    let differs = hours != of.times.of(Slot::Lunch).hours;
    let is_said = has(Half::Morning) && has(Half::Afternoon) && differs;
    is_said.then_some((Slot::Lunch, Said { value: hours, place: morning.place }))
}

/// The keys of a day: slots of one half day with the same cells are one range.
fn ranges(filled: Filled) -> Vec<(Said<SlotRange>, Vec<Cell>)> {
    let mut groups: Vec<(Slot, Slot, Sourced)> = Vec::new();
    let next = |slot: Slot| matches!(slot, Slot::S2 | Slot::S4);
    for (slot, cells) in filled {
        let sources = |cells: &[((usize, usize), Cell)]| {
            cells.iter().map(|(source, _)| *source).collect::<Vec<_>>()
        };
        if let Some((_, last, before)) = groups.last_mut()
            && next(slot)
            && crate::letter::plan::day::before(slot) == Some(*last)
            && sources(before) == sources(&cells)
            // A later part may not begin or an earlier one end by itself.
            && cells.iter().all(|(_, cell)| cell.start.is_none())
            && before.iter().all(|(_, cell)| cell.end.is_none())
        {
            *last = slot;
            for ((_, before), (_, cell)) in before.iter_mut().zip(cells) {
                before.end = cell.end;
            }
            continue;
        }
        groups.push((slot, slot, cells));
    }
    let key = |(first, last, cells): (Slot, Slot, Sourced)| {
        let range: SlotRange =
            format!("{first}-{last}").parse().or_else(|_| first.key().parse()).ok()?;
        let place = cells.first()?.1.place;
        let cells = cells.into_iter().map(|(_, cell)| cell).collect();
        Some((Said { value: range, place }, cells))
    };
    groups.into_iter().filter_map(key).collect()
}

/// How a meeting file names a range.
pub(super) fn key(range: SlotRange) -> String {
    match (range.first(), range.last()) {
        (Slot::S1, Slot::S2) => "am".to_owned(),
        (Slot::S3, Slot::S4) => "pm".to_owned(),
        _ => range.to_string(),
    }
}
