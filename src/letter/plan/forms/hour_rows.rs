//! Rows of a plan that are labelled with hours and not with slots: which slots they are.

use crate::letter::plan::forms::layout::PlanRow;
use crate::model::{Hours, Slot};

/// How long hours are, in minutes.
pub(crate) fn length(hours: Hours) -> u16 {
    hours.end.minutes() - hours.start.minutes()
}

/// How far the standard hours of a slot begin from some hours, in minutes.
fn far(slot: Slot, hours: Hours) -> u16 {
    slot.standard().start.minutes().abs_diff(hours.start.minutes())
}

/// The slot of a row that gives only its hours: one that begins within half an hour of the standard.
pub(crate) fn slot_at(hours: Hours) -> Option<Slot> {
    let near = Slot::SESSIONS.into_iter().filter(|slot| far(*slot, hours) <= 30);
    near.min_by_key(|slot| far(*slot, hours)).filter(|_| length(hours) <= 100)
}

/// Rows that have nothing but hours, none of them near those of a slot: they are slots 1, 2 and so on
/// at their own hours.
pub(crate) fn number_rows_of_hours(
    rows: &mut [(usize, PlanRow)],
    hours: impl Fn(usize) -> Option<Hours>,
) {
    if rows.iter().any(|(_, row)| matches!(row, PlanRow::Slots(..) | PlanRow::Group)) {
        fill_between(rows, hours);
        return;
    }
    let of_hours = rows.iter_mut().filter_map(|(row, kind)| Some((hours(*row)?, kind)));
    let of_hours: Vec<_> = of_hours.filter(|(_, kind)| **kind == PlanRow::Unknown).collect();
    let numbers = Slot::SESSIONS.into_iter().skip(1);
    let is_in_order = of_hours.windows(2).all(|pair| match pair {
        [(before, _), (after, _)] => before.end <= after.start,
        _ => true,
    });
    if is_in_order && of_hours.len() <= numbers.len() {
        for ((hours, kind), slot) in of_hours.into_iter().zip(numbers) {
            *kind = PlanRow::Slots(vec![slot], None, Some(hours));
        }
    }
}

/// Rows of hours between others whose slots are known, or behind them: the slot that is free there, if
/// its standard hours are not far away.
fn fill_between(rows: &mut [(usize, PlanRow)], hours: impl Fn(usize) -> Option<Hours>) {
    for at in 0..rows.len() {
        let Some((row, PlanRow::Unknown)) = rows.get(at) else { continue };
        let Some(own) = hours(*row) else { continue };
        let is_free = |slot: &Slot| {
            rows.iter().enumerate().all(|(other, (_, row))| match row {
                PlanRow::Slots(slots, ..) if other < at => slots.last() < Some(slot),
                PlanRow::Slots(slots, ..) => slots.last() > Some(slot),
                _ => true,
            })
        };
        let slot = Slot::SESSIONS.into_iter().filter(is_free).min_by_key(|slot| far(*slot, own));
        let slot = slot.filter(|slot| far(*slot, own) <= 90);
        if let (Some(slot), Some((_, row))) = (slot, rows.get_mut(at)) {
            *row = PlanRow::Slots(vec![slot], None, Some(own));
        }
    }
}

/// Of rows that would be the same slot at different hours only the first is it: which slots the others
/// are is not certain.
pub(crate) fn part_equal_slots(rows: &mut [(usize, PlanRow)]) {
    let mut seen: Vec<(Slot, Hours)> = Vec::new();
    for (_, kind) in rows {
        let PlanRow::Slots(slots, None, Some(own)) = &*kind else { continue };
        let [slot] = slots.as_slice() else { continue };
        match seen.iter().find(|(other, _)| other == slot) {
            Some((_, hours)) if hours != own => *kind = PlanRow::Unknown,
            Some(_) => {}
            None => seen.push((*slot, *own)),
        }
    }
}
