//! Checks of the time plan.

use super::changes;
use crate::finding::{Findings, Place, Said};
use crate::model::{
    Cell, DayPlan, Days, Group, Hours, PlanEntry, Rgm, Slot, SlotRange, SlotTimes, TimeOfDay, Zone,
    is_working_day,
};
use crate::source::{DraftDay, DraftPlanEntry};
use chrono::NaiveDate;

/// Days on which sessions are possible: the meeting's, or a range of rapporteur group meetings.
pub(super) struct SessionDays {
    pub(super) days: Days,
    /// The zone of times on these days.
    pub(super) zone: Zone,
    /// The times of the slots on these days.
    pub(super) times: SlotTimes,
    /// Whether they are the meeting's: it comes before its ranges.
    pub(super) is_meeting: bool,
    /// The groups that meet on these days.
    pub(super) groups: Vec<Group>,
}

impl SessionDays {
    /// The days of a range of rapporteur group meetings.
    pub(super) fn of_range(rgm: &Rgm) -> Option<SessionDays> {
        let (zone, times, groups) = (rgm.zone, rgm.session_times, rgm.groups.clone());
        rgm.range().map(|days| SessionDays { days, zone, times, is_meeting: false, groups })
    }
}

/// How many days outside the meeting are named in a message.
const MOST_STRAYS: usize = 5;

/// Returns the entries by day. `session_times` are the meeting's.
pub(super) fn check(
    drafts: Vec<DraftPlanEntry>,
    homes: &[SessionDays],
    session_times: SlotTimes,
    findings: &mut Findings,
) -> Vec<PlanEntry> {
    let mut entries: Vec<PlanEntry> = Vec::new();
    let range = |entry: &DraftPlanEntry| (entry.days.value, entry.day.clone());
    let ranges = drafts.iter().filter(|entry| !entry.days.value.is_single());
    let ranges: Vec<(Days, DraftDay)> = ranges.map(range).collect();
    let (mut told, mut astray) = (Vec::new(), Vec::new());
    for DraftPlanEntry { days, day } in drafts {
        astray.extend(outside(days.clone(), homes, findings));
        let there = homes_of(days.value, homes);
        one_clock(&there, days.place, findings);
        let twice = |entry: &&PlanEntry| {
            entry.days.is_single() == days.value.is_single()
                && entry.days.first <= days.value.last
                && days.value.first <= entry.days.last
        };
        if let Some(other) = entries.iter().find(twice).filter(|other| other.days != days.value) {
            let shared = days.value.first.max(other.days.first);
            findings
                .fault(days.place, format!("two ranges in the plan include {shared}"))
                .label(format!("the other one is on line {}", other.place.line))
                .help(
                    "end one before the other begins; an entry for a single day replaces the \
                     range's",
                );
        }
        let mut times: Vec<SlotTimes> = Vec::new();
        for (_, home) in &there {
            if !times.iter().any(|other| other.agree(&home.times)) {
                times.push(home.times);
            }
        }
        if times.is_empty() {
            times.push(session_times);
        }
        let also = day.changes.iter().map(|changes| &changes.also);
        also.chain([&day.cells]).for_each(|cells| filled_twice(cells, findings));
        let groups: Vec<Group> = there.iter().flat_map(|(_, home)| &home.groups).cloned().collect();
        let (day, is_silent) = changes::applied(&days, day, &ranges, &groups, findings);
        let times: Vec<SlotTimes> = times.iter().map(|times| times.with(&day.times)).collect();
        let plan = DayPlan { is_silent, ..day_plan(day, &times, &mut told, findings) };
        entries.push(PlanEntry { days: days.value, plan, place: days.place });
    }
    astray.sort_by_key(|day| day.place);
    strays(&astray, &entries, homes, findings);
    entries.sort_by_key(|entry| entry.days);
    entries
}

/// A day of an entry outside the meeting and its rapporteur group meetings.
fn outside(
    days: Said<Days>,
    homes: &[SessionDays],
    findings: &mut Findings,
) -> Option<Said<NaiveDate>> {
    // Without any range, the missing `start` is the fault to fix.
    if homes.is_empty() {
        return None;
    }
    let Said { value: days, place } = days;
    let is_outside = |day: &NaiveDate| !homes.iter().any(|home| home.days.contains(*day));
    let day = if days.is_single() {
        Some(days.first).filter(is_outside)
    } else if days.count() > super::LONGEST {
        findings
            .fault(place, format!("this range has {} days", days.count()))
            .help("correct the year");
        None
    } else if days.working().next().is_none() {
        findings
            .fault(place, "this range has no working days")
            .help("list a Saturday or Sunday on its own: a range covers working days only");
        None
    } else {
        days.working().find(is_outside)
    };
    day.map(|value| Said { value, place })
}

/// Reports entries for other days, as one fault: usually only `start` and `end` were changed.
fn strays(
    strays: &[Said<NaiveDate>],
    entries: &[PlanEntry],
    homes: &[SessionDays],
    findings: &mut Findings,
) {
    let Some(first) = strays.first() else { return };
    let bounds = homes.iter().map(|home| home.days.to_string()).collect::<Vec<_>>().join(" and ");
    let mut days: Vec<String> = strays.iter().map(|day| format!("`{}`", day.value)).collect();
    days.dedup();
    let shown = days.get(..MOST_STRAYS).unwrap_or(&days).join(", ");
    let message = match strays.len() {
        1 => format!("{} is outside the meeting and its `rgm` ranges", first.value),
        all => {
            let more = if all > MOST_STRAYS { ", …" } else { "" };
            format!(
                "{all} entries have days outside the meeting and its `rgm` ranges: {shown}{more}"
            )
        }
    };
    let date = if strays.len() == 1 { "this date" } else { "these dates" };
    let advice = match homes.iter().find(|home| home.is_meeting) {
        None => format!("correct {date}, or the days of a range"),
        Some(SessionDays { days: Days { first: start, last }, .. }) => {
            let are_later = strays.iter().all(|day| day.value > *last);
            let longer = if are_later { "make `end` later" } else { "change `start` or `end`" };
            // A plan that has the first day shows that the meeting did not move.
            let moved = if are_later && entries.iter().any(|entry| entry.days.contains(*start)) {
                String::new()
            } else {
                format!(
                    "; if the whole meeting moved, restore the old `start` and `end` and run \
                     `timeplan shift FILE {start}`, which moves all dates"
                )
            };
            format!("correct {date}, or {longer}{moved}")
        }
    };
    findings.fault(first.place, message).help(format!("these cover {bounds}; {advice}"));
}

/// The owners of an entry's days: the meeting, or else all ranges that include them.
fn homes_of(days: Days, homes: &[SessionDays]) -> Vec<(NaiveDate, &SessionDays)> {
    let is_single = days.is_single();
    let longest = usize::try_from(super::LONGEST).unwrap_or(usize::MAX);
    let each = days.each().take(longest).filter(|day| is_single || is_working_day(*day));
    each.flat_map(|day| {
        let there = || homes.iter().filter(move |home| home.days.contains(day));
        let is_of_meeting = there().any(|home| home.is_meeting);
        there().filter(move |home| home.is_meeting == is_of_meeting).map(move |home| (day, home))
    })
    .collect()
}

/// A day of the plan has times in one zone, and its slots have the same times for all owners.
fn one_clock(there: &[(NaiveDate, &SessionDays)], place: Place, findings: &mut Findings) {
    let mut pairs = there.iter().zip(there.iter().skip(1));
    let differ = |((day, one), (other_day, other)): &(
        &(NaiveDate, &SessionDays),
        &(NaiveDate, &SessionDays),
    )| {
        day == other_day && (one.zone != other.zone || !one.times.agree(&other.times))
    };
    let Some(((day, one), (_, other))) = pairs.find(differ) else { return };
    let message = if one.zone == other.zone {
        format!("two `rgm` ranges with different `session_times` include {day}")
    } else {
        let (one, other) = (one.zone.name(), other.zone.name());
        format!(
            "the time zone of {day} is ambiguous, {one} or {other}: two `rgm` ranges include \
             that day"
        )
    };
    findings.fault(place, message).help("shorten one of the ranges, or delete this entry");
}

/// No two keys of a day cover the same slot.
fn filled_twice(cells: &[(Said<SlotRange>, Vec<Cell>)], findings: &mut Findings) {
    let mut filled: Vec<(Slot, u32)> = Vec::new();
    for (range, _) in cells {
        for slot in range.value.slots() {
            if let Some((_, line)) = filled.iter().find(|(other, _)| *other == slot) {
                findings
                    .fault(range.place, format!("slot {slot} on this day is filled twice"))
                    .label(format!("first on line {line}"))
                    .help("list parallel sessions under one key: `1: [Q7/12, Q9/12]`");
            }
            filled.push((slot, range.place.line));
        }
    }
}

/// The plan of a day. `told` are the cells that were reported: days of one range may share them.
fn day_plan(
    day: DraftDay,
    times: &[SlotTimes],
    told: &mut Vec<(Place, (TimeOfDay, TimeOfDay))>,
    findings: &mut Findings,
) -> DayPlan {
    let mut cells: Vec<(SlotRange, Vec<Cell>)> = Vec::new();
    for (range, mut parallel) in day.cells {
        for cell in &mut parallel {
            let wrong = times.iter().find_map(|times| impossible(cell, range.value, *times));
            let wrong =
                wrong.map(|hours| (cell.place, hours)).filter(|wrong| !told.contains(wrong));
            told.extend(wrong);
            if let Some((_, (start, end))) = wrong {
                findings
                    .fault(
                        cell.place,
                        format!("this session would begin at {start} and end at {end}"),
                    )
                    .help(
                        if cell.start.is_some()
                            && Hours::are_over_midnight(start, end)
                            && cell.end.is_some()
                        {
                            "a session must end on the same day: write `end: 24:00`, or two \
                             sessions"
                        } else {
                            "change its `start` or `end`, or move it to another slot"
                        },
                    );
            }
            cell.title = cell.title.as_ref().and_then(super::canonical_title);
        }
        cells.push((range.value, parallel));
    }
    cells.sort_by_key(|(range, _)| range.first());
    DayPlan { cells, times: day.times, no_lunch: day.no_lunch, is_silent: false }
}

/// The times of a cell that would end before it begins because of its own `start` or `end`.
fn impossible(cell: &Cell, range: SlotRange, times: SlotTimes) -> Option<(TimeOfDay, TimeOfDay)> {
    let (first, last) = (times.of(range.first()).hours, times.of(range.last()).hours);
    if range.first() == range.last() {
        let hours = (cell.start.unwrap_or(first.start), cell.end.unwrap_or(last.end));
        return Hours::new(hours.0, hours.1).is_none().then_some(hours);
    }
    let start = cell.start.filter(|start| *start >= first.end).map(|start| (start, first.end));
    start.or_else(|| cell.end.filter(|end| *end <= last.start).map(|end| (last.start, end)))
}
