//! What the rows of a time plan are for: slots, half days, hours, groups, lunch; and which slots rows are
//! that are labelled with hours.

use crate::letter::plan::forms::layout::{PlanLayout, PlanRow};
use crate::letter::plan::grid::PlanGrid;
use crate::letter::plan::label::{DayPart, Half, Label};
use crate::model::{Hours, Slot};

/// What a row is for, by its labels and by what stands in it.
pub(crate) fn row_kind(grid: &PlanGrid, layout: &PlanLayout, row: usize) -> PlanRow {
    let cells = || layout.cells(grid, row).map(|it| it.cell);
    let body = || cells().map(|cell| &cell.label);
    let edges = || (0..layout.edge()).filter_map(|at| grid.label(row, at));
    let hours = layout.hours(grid, row);
    let lunch = |label: &Label| match label {
        Label::Lunch(own) => Some(own.or(hours)),
        _ => None,
    };
    // A cell over morning and afternoon goes through the row of lunch.
    let mut here = cells().filter(|cell| cell.row == row);
    let is_lunch = here.all(|cell| matches!(cell.label, Label::Lunch(_)) || cell.label.is_blank());
    let of_body = || if is_lunch { body().find_map(lunch) } else { None };
    if let Some(own) = edges().find_map(lunch).or_else(of_body) {
        return PlanRow::Lunch(own);
    }
    let all = |is: fn(&Label) -> bool| {
        body().any(is) && body().all(|label| is(label) || label.is_blank())
    };
    let is_free = |label: &Label| *label == Label::Free;
    if all(is_free) && layout.day_columns().count() > 1 || edges().any(is_free) {
        return PlanRow::Nothing;
    }
    let parts = || {
        edges().filter_map(|label| match label {
            Label::Part(part, own) => Some((*part, own.or(hours))),
            _ => None,
        })
    };
    let half = parts().find_map(|(part, own)| match part {
        DayPart::Half(half) => Some((half, own)),
        DayPart::Slots(_) | DayPart::Day => None,
    });
    if all(|label| matches!(label, Label::Hours(_))) {
        return PlanRow::Hours(half.map(|(half, _)| half));
    }
    match (parts().find(|(part, _)| matches!(part, DayPart::Slots(_))), half) {
        (Some((part, own)), _) => of_slots(part.slots(), own),
        (None, Some((half, own))) => PlanRow::Slots(half.slots().to_vec(), Some(half), own),
        (None, None) if is_caption(grid, layout, row) => PlanRow::Nothing,
        (None, None) if layout.is_by_group() && edges().any(|label| *label != Label::Empty) => {
            PlanRow::Group
        }
        (None, None) => match hours.and_then(slot_at) {
            Some(slot) => PlanRow::Slots(vec![slot], None, hours),
            None if hours.is_some_and(|hours| length(hours) >= 150) => {
                let half = hours.map_or(Half::Morning, Half::of);
                PlanRow::Slots(half.slots().to_vec(), Some(half), hours)
            }
            None if body().all(Label::is_blank) => PlanRow::Nothing,
            None if edges().all(|label| *label == Label::Empty) => PlanRow::Unlabelled,
            None => PlanRow::Unknown,
        },
    }
}

/// Whether one cell goes over the label and all days of a row: it divides the rows, "WP1/9", and is no session
/// in each slot of the week.
fn is_caption(grid: &PlanGrid, layout: &PlanLayout, row: usize) -> bool {
    let whole = grid.index(row, 0).filter(|_| layout.edge() > 0);
    let mut days = layout.day_columns();
    whole.is_some() && days.all(|column| grid.index(row, column.at) == whole)
}

/// A row of slots; the hours of several are those of their half day.
fn of_slots(slots: Vec<Slot>, own: Option<Hours>) -> PlanRow {
    let half = [Half::Morning, Half::Afternoon].into_iter().find(|half| slots == half.slots());
    if slots.len() > 1 && own.is_some() && half.is_none() {
        return PlanRow::Unknown;
    }
    PlanRow::Slots(slots, half.filter(|_| own.is_some()), own)
}

/// Two rows of one half day are its two slots. A row without a label below one belongs to it.
pub(crate) fn part_halves(rows: &mut [(usize, PlanRow)]) {
    for half in [Half::Morning, Half::Afternoon] {
        let of_half =
            |row: &PlanRow| matches!(row, PlanRow::Slots(_, Some(other), _) if *other == half);
        let above = |row: &PlanRow| *row == PlanRow::Hours(Some(half));
        let first = rows.iter().position(|(_, row)| of_half(row) || above(row));
        let Some(first) = first else { continue };
        // A text export gives the label of both rows to that of the hours alone.
        let is_above = rows.get(first).is_some_and(|(_, row)| above(row));
        if let Some((_, below)) = rows.get_mut(first + 1)
            && *below == PlanRow::Unlabelled
            && is_above
        {
            *below = PlanRow::Slots(half.slots().to_vec(), Some(half), None);
        }
        let mut members: Vec<usize> = Vec::new();
        for (at, (_, row)) in rows.iter().enumerate().skip(first) {
            match row {
                row if of_half(row) => members.push(at),
                PlanRow::Hours(of) if of.is_none_or(|of| of == half) => {}
                PlanRow::Unlabelled if members.len() == 1 => members.push(at),
                _ => break,
            }
        }
        if let [a, b] = members.as_slice() {
            for (at, slot) in [a, b].into_iter().zip(half.slots()) {
                if let Some((_, row)) = rows.get_mut(*at) {
                    // Hours beside each of them are those of the slot.
                    let own = match row {
                        PlanRow::Slots(_, _, own) => own.take(),
                        _ => None,
                    };
                    let of = own.is_none().then_some(half);
                    *row = PlanRow::Slots(vec![slot], of, own);
                }
            }
        }
    }
}

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
    if length(hours) <= 100 { near.min_by_key(|slot| far(*slot, hours)) } else { None }
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
