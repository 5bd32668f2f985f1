//! One day of a plan: sessions in their slots, two keys never over one slot, hours where they are
//! the day's own.

use crate::finding::Said;
use crate::letter::plan::label::{DayPart, Half};
use crate::letter::plan::line::StatedHours;
use crate::model::{Cell, Hours, Kind, Slot, SlotRange, SlotTimes, TimeOfDay};
use crate::source::DraftDay;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
pub(super) struct PlannedSessions {
    pub(super) slots: Vec<Slot>,
    pub(super) source: CellSource,
    pub(super) cells: Vec<Cell>,
}

/// Which cell of which table it is: a session that goes on has the same one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CellSource {
    /// The number of the table among the blocks.
    pub(super) block: usize,
    pub(super) cell: usize,
}

/// What is known of a day beside its cells.
#[derive(Clone, Debug)]
pub(super) struct DayContext {
    pub(super) times: SlotTimes,
    /// The hours of its halves, as far as the letter says them.
    pub(super) halves: Vec<(Half, Said<Hours>)>,
    /// When the meeting opens, on its first day.
    pub(super) opening: Option<TimeOfDay>,
}

/// A session, and which one of which cell it is.
#[derive(Clone)]
struct SourcedCell {
    source: CellSource,
    number: usize,
    cell: Cell,
}

impl SourcedCell {
    fn is_same(&self, other: &Self) -> bool {
        (self.source, self.number) == (other.source, other.number)
    }
}

type Filled = BTreeMap<Slot, Vec<SourcedCell>>;

pub(super) fn day(planned: Vec<PlannedSessions>, of: &DayContext) -> DraftDay {
    let mut filled = Filled::new();
    for PlannedSessions { slots, source, cells } in planned {
        let is_alone = cells.len() == 1;
        for (number, cell) in cells.into_iter().enumerate() {
            let slots = slots_of(&cell, &slots, is_alone, of);
            for (at, slot) in slots.iter().enumerate() {
                let (is_first, is_last) = (at == 0, at + 1 == slots.len());
                let half = half_hours(*slot, of);
                let mut here = Cell { start: half.start, end: half.end, ..cell.clone() };
                if cell.start.is_some() || cell.end.is_some() {
                    // What begins at its own hour ends with its half of the day.
                    here.start = if is_first { cell.start.or(half.start) } else { None };
                    let end = half.end.filter(|end| here.start.is_none_or(|start| *end > start));
                    here.end = if is_last { cell.end.or(end) } else { None };
                }
                let here = SourcedCell { source, number, cell: here };
                filled.entry(*slot).or_default().push(here);
            }
        }
    }
    if let Some(opening) = of.opening {
        open(&mut filled, opening, of.times);
    }
    let times = lunch(&filled, of).into_iter().collect();
    DraftDay { cells: ranges(filled), times, ..DraftDay::default() }
}

/// The slots of a session, of those of its cell.
fn slots_of(cell: &Cell, slots: &[Slot], is_alone: bool, of: &DayContext) -> Vec<Slot> {
    let Some(start) = cell.start else {
        let is_begun =
            |slot: &Slot| cell.end.is_none_or(|end| of.times.of(*slot).hours.start < end);
        return within_hours(slots.iter().copied().filter(is_begun).collect(), of);
    };
    // The only session of a cell goes on to the end of the cell.
    let last = if is_alone { slots.last() } else { None };
    let last = last.map(|slot| of.times.of(*slot).hours.end).filter(|end| *end > start);
    let reached = slots_from(start, cell.end.or(last), slots, of.times);
    match cell.end.and_then(|end| Hours::new(start, end)) {
        Some(hours) if reached.len() > 1 && !are_whole(&reached, hours, of.times) => {
            // Its own slot, else the one that it fills most.
            let (own, other): (Vec<_>, Vec<_>) = reached
                .into_iter()
                .partition(|slot| slots.len() < Slot::SESSIONS.len() && slots.contains(slot));
            let all = if own.is_empty() { other } else { own };
            let shared = |slot: &Slot| shared(of.times.of(*slot).hours, hours);
            all.into_iter().rev().max_by_key(shared).into_iter().collect()
        }
        _ => reached,
    }
}

/// Whether hours fill half a day or a day: such a session has its breaks. Any other one is not cut at them,
/// because the letter says that it goes on.
fn are_whole(slots: &[Slot], hours: Hours, times: SlotTimes) -> bool {
    let parts = [DayPart::Half(Half::Morning), DayPart::Half(Half::Afternoon), DayPart::Day];
    let is_filled = |slot: &Slot| {
        let of = times.of(*slot).hours;
        hours.start <= of.start && of.end <= hours.end
    };
    slots.iter().all(is_filled) && parts.iter().any(|part| part.slots() == slots)
}

/// How many minutes two hours have in common.
fn shared(one: Hours, other: Hours) -> u16 {
    let (start, end) = (one.start.max(other.start), one.end.min(other.end));
    end.minutes().saturating_sub(start.minutes())
}

/// Whether a slot is the one that goes on, or comes next, at a time.
fn is_at(slot: Slot, time: TimeOfDay, times: SlotTimes) -> bool {
    let before = Slot::SESSIONS.into_iter().rfind(|other| *other < slot);
    let free_from = before.map_or(TimeOfDay::at(0, 0), |before| times.of(before).hours.end);
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
    let is_reached = |slot: &Slot| {
        let goes_on = end.is_some_and(|end| times.of(*slot).hours.start < end);
        *slot == first || *slot > first && goes_on && slots.contains(slot)
    };
    Slot::SESSIONS.into_iter().filter(is_reached).collect()
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
fn half_hours(slot: Slot, of: &DayContext) -> StatedHours {
    let Some((half, hours)) = hours_of(slot, of) else { return StatedHours::default() };
    let own = of.times.of(slot).hours;
    let reached = within_hours(half.slots().to_vec(), of);
    let begins = reached.first() == Some(&slot) && hours.start != own.start;
    let ends = reached.last() == Some(&slot) && hours.end != own.end;
    StatedHours { start: begins.then_some(hours.start), end: ends.then_some(hours.end) }
}

/// The opening plenary begins when the letter says, if its slot is the one that the hour is in.
fn open(filled: &mut Filled, opening: TimeOfDay, times: SlotTimes) {
    let is_plenary = |of: &SourcedCell| of.cell.kind == Kind::Plenary;
    let plenaries = filled.iter().filter(|(_, cells)| cells.iter().any(is_plenary));
    let mut slots = plenaries.map(|(slot, _)| *slot).peekable();
    let Some(first) = slots.peek().copied() else { return };
    let Some(slot) = slots.find(|slot| is_at(*slot, opening, times)) else { return };
    if slot != first {
        // A cell over the whole morning: what lies before the hour is no session.
        let Some(here) = filled.get(&slot).cloned() else { return };
        let Some(cells) = filled.get(&first) else { return };
        if !cells.iter().all(|of| is_plenary(of) && here.iter().any(|other| of.is_same(other))) {
            return;
        }
        filled.remove(&first);
    }
    for SourcedCell { cell, .. } in filled.get_mut(&slot).into_iter().flatten() {
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
    let mut runs: Vec<SlotRun> = Vec::new();
    for (slot, cells) in filled {
        match runs.last_mut() {
            Some(run) if run.goes_on(slot, &cells) => {
                run.last = slot;
                for (above, below) in run.cells.iter_mut().zip(cells) {
                    above.cell.end = below.cell.end;
                }
            }
            _ => runs.push(SlotRun { first: slot, last: slot, cells }),
        }
    }
    runs.into_iter().filter_map(SlotRun::keyed).collect()
}

/// Slots that have the same sessions.
struct SlotRun {
    first: Slot,
    last: Slot,
    cells: Vec<SourcedCell>,
}

impl SlotRun {
    /// Whether the sessions of a slot are these, and the slot is the second of their half day. A later part
    /// may not begin or an earlier one end by itself.
    fn goes_on(&self, slot: Slot, below: &[SourcedCell]) -> bool {
        matches!((self.last, slot), (Slot::S1, Slot::S2) | (Slot::S3, Slot::S4))
            && self.cells.len() == below.len()
            && self.cells.iter().zip(below).all(|(above, below)| {
                above.is_same(below) && above.cell.end.is_none() && below.cell.start.is_none()
            })
    }

    fn keyed(self) -> Option<(Said<SlotRange>, Vec<Cell>)> {
        let Self { first, last, cells } = self;
        let range = format!("{first}-{last}").parse().or_else(|_| first.key().parse()).ok()?;
        let place = cells.first()?.cell.place;
        let cells = cells.into_iter().map(|of| of.cell).collect();
        Some((Said { value: range, place }, cells))
    }
}

/// How a meeting file names a range.
pub(super) fn key(range: SlotRange) -> String {
    match (range.first(), range.last()) {
        (Slot::S1, Slot::S2) => "am".to_owned(),
        (Slot::S3, Slot::S4) => "pm".to_owned(),
        _ => range.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    /// What a list gives for a session at some hours.
    fn listed(hours: &str) -> String {
        let row = format!("Monday 9 March 2026 | {hours} | Q1/12");
        let rows = ["Date | Time | Session", &row, "Tuesday 10 March 2026 | 0930-1045 | Q2/12"];
        let sample = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10");
        sample.line("Draft time plan").table(&rows).short().lines().next().unwrap().to_owned()
    }

    #[test]
    fn a_session_is_cut_only_where_it_fills_half_a_day() {
        for (hours, expected) in [
            ("17:00-19:00", "5 Q1/12@en from 17:00 to 19:00"),
            ("16:00-19:30", "4 Q1/12@en from 16:00 to 19:30"),
            ("09:00-10:30", "1 Q1/12@en from 09:00 to 10:30"),
            ("10:30-12:00", "2 Q1/12@en from 10:30 to 12:00"),
            ("11:00-15:00", "2 Q1/12@en from 11:00 to 15:00"),
            ("09:30-12:30", "am Q1/12@en from 09:30 to 12:30"),
            ("14:00-18:00", "pm Q1/12@en from 14:00 to 18:00"),
        ] {
            assert_eq!(listed(hours), format!("2026-03-09 | {expected}"), "{hours}");
        }
        let cell = |slot: &str, text: &str| {
            let rows = [" | Monday 9 March 2026", &format!("{slot} | {text}")];
            let sample = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10");
            sample.table(&rows).short().lines().next().unwrap().to_owned()
        };
        for (slot, text, expected) in [
            ("2", "Q1/12 (10:30-12:00)", "2 Q1/12@en from 10:30 to 12:00"),
            ("1", "Q1/12 (09:00-10:15)", "1 Q1/12@en from 09:00 to 10:15"),
            ("am", "Q1/12 (10:00-12:00)", "1 Q1/12@en from 10:00 to 12:00"),
            ("am", "Q1/12 (from 10:00)", "am Q1/12@en from 10:00"),
        ] {
            assert_eq!(cell(slot, text), format!("2026-03-09 | {expected}"), "{slot} {text}");
        }
    }

    #[test]
    fn a_cell_of_a_list_may_give_several_hours() {
        let expected =
            "2026-03-09 | 1 Q1/12@en from 09:30 to 10:45 | 2 Q1/12@en from 11:15 to 12:30";
        for hours in
            ["0930-1045, 1115-1230", "09:30-10:45 and 11:15-12:30", "9:30-10:45 / 11:15-12:30"]
        {
            assert_eq!(listed(hours), expected, "{hours}");
        }
    }

    #[test]
    fn a_session_of_a_list_that_only_has_an_end_is_told() {
        assert!(!listed("until 12:30").contains("Q1/12"));
    }
}
