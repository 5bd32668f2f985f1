//! A day that differs slightly from the others in its range: without some groups, with additional
//! sessions, with other rooms. It becomes a day with its own cells.

use crate::finding::{Findings, Said, list};
use crate::model::{Cell, Days, Group, Slot, SlotRange, is_working_day};
use crate::source::{DraftChanges, DraftDay, DraftRoom};

/// The entry of a day, with the cells it keeps from its range. `ranges` are the entries of all
/// ranges; a cell without groups belongs to `groups`. Also whether the plan has no sessions of its own for
/// the day.
pub(super) fn applied(
    days: &Said<Days>,
    mut day: DraftDay,
    ranges: &[(Days, DraftDay)],
    groups: &[Group],
    findings: &mut Findings,
) -> (DraftDay, bool) {
    let Some(changes) = day.changes.take() else { return (day, false) };
    let is_weekend = days.value.is_single() && !is_working_day(days.value.first);
    let range = over(days.value, ranges);
    // A range may have hours alone, too.
    if changes == DraftChanges::default() && !is_weekend && range.is_none_or(says_hours_alone) {
        if let Some(range) = range {
            day.no_lunch |= range.no_lunch;
            day.times.splice(0..0, range.times.iter().cloned());
        }
        return (day, true);
    }
    let Some(range) = range_of(days, &day, &changes, ranges, findings) else { return (day, false) };
    let change = ChangedDay { day: days.value, groups };
    let DraftChanges { except, mut also, rooms } = changes;
    let mut cells = change.without(range.cells.clone(), &except, findings);
    change.rooms(&mut cells, &mut also, &rooms, findings);
    for (slots, more) in also {
        match cells.iter_mut().find(|(other, _)| other.value == slots.value) {
            Some((_, cells)) => cells.extend(more),
            None => cells.push((slots, more)),
        }
    }
    let day = DraftDay {
        cells,
        // The times of the day itself come last, so they win.
        times: range.times.iter().chain(&day.times).cloned().collect(),
        no_lunch: day.no_lunch || range.no_lunch,
        changes: None,
    };
    (day, false)
}

/// The entry of the range that has a working day.
fn over(days: Days, ranges: &[(Days, DraftDay)]) -> Option<&DraftDay> {
    if !days.is_single() || !is_working_day(days.first) {
        return None;
    }
    ranges.iter().find(|(range, _)| range.contains(days.first)).map(|(_, entry)| entry)
}

fn says_hours_alone(range: &DraftDay) -> bool {
    range.changes == Some(DraftChanges::default())
}

/// The entry of the range that a day changes.
fn range_of<'a>(
    Said { value: days, place }: &Said<Days>,
    day: &DraftDay,
    changes: &DraftChanges,
    ranges: &'a [(Days, DraftDay)],
    findings: &mut Findings,
) -> Option<&'a DraftDay> {
    if !days.is_single() {
        findings
            .fault(*place, "`except`, `also` and `rooms` change a single day, but this is a range")
            .help(format!("write an entry for each day that differs: `{}: …`", days.first));
        return None;
    }
    if let Some((slots, _)) = day.cells.first() {
        let slot = slots.value.key();
        let out: Vec<String> = changes.except.iter().map(|out| out.value.to_string()).collect();
        let help = if over(*days, ranges).is_none() && !out.is_empty() {
            format!(
                "this day lists its own sessions: delete {} from its slot, and delete `except`",
                list(out.iter().map(String::as_str), "and")
            )
        } else {
            format!(
                "to add to the range's sessions on this day, move it: `also: {{{slot}: …}}`; to \
                 replace them all, write only slots and delete `except`, `also` and `rooms`"
            )
        };
        findings
            .fault(
                slots.place,
                format!("slot `{slot}` next to `except`, `also` or `rooms` is ambiguous"),
            )
            .help(help);
        return None;
    }
    let range = over(*days, ranges).filter(|range| !says_hours_alone(range));
    if range.is_none() {
        let is_weekend = !is_working_day(days.first);
        let message = if is_weekend && ranges.iter().any(|(range, _)| range.contains(days.first)) {
            let weekday = days.first.format("%A");
            format!("{days} is a {weekday}, but a range in the plan covers working days only")
        } else {
            format!("no range in the plan includes {days}, so there is nothing to change")
        };
        findings
            .fault(*place, message)
            .help("list the sessions of this day by slot, for example `am: [Q7/12, Q9/12]`");
    }
    range
}

type CellsBySlot = Vec<(Said<SlotRange>, Vec<Cell>)>;

/// The changed day and its groups.
struct ChangedDay<'a> {
    day: Days,
    groups: &'a [Group],
}

impl ChangedDay<'_> {
    fn groups_of<'c>(&'c self, cell: &'c Cell) -> &'c [Group] {
        if cell.groups.is_empty() { self.groups } else { &cell.groups }
    }

    /// The cells without those of the given groups.
    fn without(
        &self,
        cells: CellsBySlot,
        except: &[Said<Group>],
        findings: &mut Findings,
    ) -> CellsBySlot {
        let is_out = |group: &Group| except.iter().any(|out| out.value == *group);
        for out in except {
            let of_it = |cell: &&Cell| self.groups_of(cell).contains(&out.value);
            let mut hit = cells.iter().flat_map(|(_, cells)| cells).filter(of_it).peekable();
            if hit.peek().is_none() {
                self.no_session(out, None, &cells, findings);
            }
            let is_joint =
                |cell: &&Cell| !cell.groups.is_empty() && !cell.groups.iter().all(is_out);
            if let Some(joint) = hit.find(is_joint) {
                self.half_out(out, joint, findings);
            }
        }
        let is_kept = |cell: &Cell| !self.groups_of(cell).iter().all(is_out);
        let kept = cells.into_iter().map(|(slots, mut cells)| {
            cells.retain(is_kept);
            (slots, cells)
        });
        kept.filter(|(_, cells)| !cells.is_empty()).collect()
    }

    /// Reports a session of several groups of which only some are left out.
    fn half_out(&self, out: &Said<Group>, joint: &Cell, findings: &mut Findings) {
        let groups: Vec<String> = joint.groups.iter().map(Group::to_string).collect();
        let (group, day) = (&out.value, self.day);
        findings
            .fault(out.place, format!("`{group}` shares a session with other groups on {day}"))
            .label(format!("it is on line {}", joint.place.line))
            .help(format!(
                "to leave out that session, write `except: [{}]`; to keep it for the others, \
                 also add it for them under `also`",
                groups.join(", ")
            ));
    }

    /// Changes the rooms of sessions. Additional sessions keep their own room.
    fn rooms(
        &self,
        cells: &mut CellsBySlot,
        also: &mut CellsBySlot,
        rooms: &[DraftRoom],
        findings: &mut Findings,
    ) {
        for DraftRoom { slots, room } in rooms {
            if let Some(slots) = slots {
                part(cells, *slots);
            }
            let is_here = |range: SlotRange| {
                slots.is_none_or(|slots| {
                    range.slots().all(|slot| slots.slots().any(|other| other == slot))
                })
            };
            let mut hits = 0;
            let there = cells.iter_mut().map(|cells| (true, cells));
            for (is_of_range, (range, cells)) in
                there.chain(also.iter_mut().map(|cells| (false, cells)))
            {
                if !is_here(range.value) {
                    continue;
                }
                for cell in cells {
                    if !self.groups_of(cell).contains(&room.value.group) {
                        continue;
                    }
                    hits += 1;
                    if is_of_range {
                        cell.room = Some(room.value.room.clone());
                        // This line makes the session differ from those of other days.
                        cell.place = room.place;
                    } else {
                        cell.room.get_or_insert_with(|| room.value.room.clone());
                    }
                }
            }
            if hits == 0 {
                let group = Said { value: room.value.group.clone(), place: room.place };
                self.no_session(&group, *slots, cells, findings);
            }
        }
    }

    fn no_session(
        &self,
        Said { value: group, place }: &Said<Group>,
        slots: Option<SlotRange>,
        cells: &CellsBySlot,
        findings: &mut Findings,
    ) {
        let mut there: Vec<String> = Vec::new();
        let all = cells.iter().flat_map(|(_, cells)| cells);
        for group in all.flat_map(|cell| self.groups_of(cell)) {
            let name = group.to_string();
            if !there.contains(&name) {
                there.push(name);
            }
        }
        let slot = slots.map(|slots| format!(" in slot `{}`", slots.key())).unwrap_or_default();
        let day = self.day;
        let finding =
            findings.fault(*place, format!("`{group}` has no session to change on {day}{slot}"));
        match there.as_slice() {
            [] => finding.help("delete it"),
            there => finding.help(format!(
                "the sessions on that day are for {}",
                list(there.iter().map(String::as_str), "and")
            )),
        };
    }
}

/// Splits cells that cover several slots, of which only some are in a range, into one for each
/// slot.
fn part(cells: &mut CellsBySlot, slots: SlotRange) {
    let is_in = |slot: Slot| slots.slots().any(|other| other == slot);
    let parted = std::mem::take(cells).into_iter().flat_map(|(range, cells)| {
        let (first, last) = (range.value.first(), range.value.last());
        let is_whole = range.value.slots().all(is_in) || !range.value.slots().any(is_in);
        let ranges: Vec<SlotRange> = match is_whole {
            true => vec![range.value],
            false => range.value.slots().map(SlotRange::from).collect(),
        };
        ranges.into_iter().map(move |own| {
            let mut cells = cells.clone();
            for cell in &mut cells {
                cell.start = if own.first() == first { cell.start } else { None };
                cell.end = if own.last() == last { cell.end } else { None };
            }
            (Said { value: own, place: range.place }, cells)
        })
    });
    *cells = parted.collect();
}
