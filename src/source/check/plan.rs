//! Checks of the time plan.

use crate::finding::Findings;
use crate::model::{Cell, DayPlan, Days, Hours, PlanEntry, Slot, SlotRange, SlotTimes};
use crate::source::{DraftDay, DraftPlanEntry};

/// Gives the entries by their days. `ranges` are the meeting's days and those of its rapporteur
/// group meetings.
pub(super) fn check(
    drafts: Vec<DraftPlanEntry>,
    ranges: &[Days],
    session_times: SlotTimes,
    findings: &mut Findings,
) -> Vec<PlanEntry> {
    let mut entries: Vec<PlanEntry> = Vec::new();
    for DraftPlanEntry { days, day } in drafts {
        inside(days.value, days.place, ranges, findings);
        let twice = |entry: &&PlanEntry| {
            entry.days.is_single() == days.value.is_single()
                && entry.days.first <= days.value.last
                && days.value.first <= entry.days.last
        };
        if let Some(other) = entries.iter().find(twice).filter(|other| other.days != days.value) {
            let shared = days.value.first.max(other.days.first);
            findings
                .fault(days.place, format!("two ranges of the plan have {shared}"))
                .label(format!("the other one stands in line {}", other.place.line))
                .help("let one end before the other begins; a single day's entry replaces the range's");
        }
        let times = session_times.with(&day.times);
        let plan = day_plan(day, times, findings);
        entries.push(PlanEntry { days: days.value, plan, place: days.place });
    }
    entries.sort_by_key(|entry| entry.days);
    entries
}

/// Every day that an entry is for lies in the meeting or in its rapporteur group meetings.
fn inside(days: Days, place: crate::finding::Place, ranges: &[Days], findings: &mut Findings) {
    // Without any range the missing `start` is the fault to mend.
    if ranges.is_empty() {
        return;
    }
    let bounds = || ranges.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ");
    let outside = |day: &chrono::NaiveDate| !ranges.iter().any(|range| range.contains(*day));
    if days.is_single() {
        if outside(&days.first) {
            findings
                .fault(
                    place,
                    format!("{} is no day of the meeting or of its `rgm` ranges", days.first),
                )
                .help(format!("their days are {}", bounds()));
        }
        return;
    }
    if days.count() > super::LONGEST {
        findings
            .fault(place, format!("this range has {} days", days.count()))
            .help("mend the year");
    } else if days.working().next().is_none() {
        findings
            .fault(place, "this range has no working day")
            .help("name a Saturday or Sunday by itself: a range is for its working days only");
    } else if let Some(day) = days.working().find(outside) {
        findings
            .fault(place, format!("{day} is no day of the meeting or of its `rgm` ranges"))
            .help(format!("their days are {}", bounds()));
    }
}

fn day_plan(day: DraftDay, times: SlotTimes, findings: &mut Findings) -> DayPlan {
    let mut filled: Vec<(Slot, u32)> = Vec::new();
    let mut cells: Vec<(SlotRange, Vec<Cell>)> = Vec::new();
    for (range, mut parallel) in day.cells {
        for slot in range.value.slots() {
            if let Some((_, line)) = filled.iter().find(|(other, _)| *other == slot) {
                findings
                    .fault(range.place, format!("slot {slot} of this day is filled twice"))
                    .label(format!("first in line {line}"))
                    .help("write parallel sessions as a list under one key: `1: [Q7/12, Q9/12]`");
            }
            filled.push((slot, range.place.line));
        }
        for cell in &mut parallel {
            cell_hours(cell, range.value, times, findings);
            cell.title = cell.title.as_ref().and_then(super::canonical_title);
        }
        cells.push((range.value, parallel));
    }
    cells.sort_by_key(|(range, _)| range.first());
    DayPlan { cells, times: day.times, no_lunch: day.no_lunch }
}

/// A cell's own hours leave each of its slots an end after its start.
fn cell_hours(cell: &Cell, range: SlotRange, times: SlotTimes, findings: &mut Findings) {
    let (first, last) = (times.of(range.first()).hours, times.of(range.last()).hours);
    let alone = range.first() == range.last();
    let wrong = match (cell.start, cell.end) {
        (Some(start), Some(end)) if alone => {
            Hours::new(start, end).is_none().then_some((start, end))
        }
        (Some(start), None) if alone => {
            Hours::new(start, last.end).is_none().then_some((start, last.end))
        }
        (None, Some(end)) if alone => {
            Hours::new(first.start, end).is_none().then_some((first.start, end))
        }
        (start, end) => {
            let start = start.filter(|start| *start >= first.end).map(|start| (start, first.end));
            start.or_else(|| end.filter(|end| *end <= last.start).map(|end| (last.start, end)))
        }
    };
    if let Some((start, end)) = wrong {
        findings
            .fault(cell.place, format!("this session would begin at {start} and end at {end}"))
            .help("mend its `start` or its `end`, or put it into another slot");
    }
}
