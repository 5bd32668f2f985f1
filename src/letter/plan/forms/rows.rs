//! What the rows of a time plan are for: slots, half days, hours, groups, lunch.

use crate::letter::plan::forms::hour_rows::{length, slot_at};
use crate::letter::plan::forms::layout::{PlanLayout, PlanRow};
use crate::letter::plan::grid::PlanGrid;
use crate::letter::plan::label::{DayPart, Half, Label};

/// What a row is for, by its labels and by what stands in it.
pub(crate) fn row_kind(grid: &PlanGrid, layout: &PlanLayout, row: usize) -> PlanRow {
    let cells = || layout.cells(grid, row).map(|it| it.cell);
    let body = || cells().map(|cell| &cell.label);
    let edges = || (0..layout.edge()).filter_map(|at| grid.label(row, at));
    let hours = edges().find_map(Label::hours);
    let lunch = |label: &Label| match label {
        Label::Lunch(own) => Some(own.or(hours)),
        _ => None,
    };
    // A cell over morning and afternoon goes through the row of lunch.
    let mut here = cells().filter(|cell| cell.row == row);
    let is_lunch = here.all(|cell| matches!(cell.label, Label::Lunch(_)) || cell.label.is_blank());
    let of_body = body().find_map(lunch).filter(|_| is_lunch);
    if let Some(own) = edges().find_map(lunch).or(of_body) {
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
        (Some((part, own)), _) => {
            let slots = part.slots();
            // The hours of several slots are those of their half day.
            let is_half = |half: &Half| slots == half.slots();
            let half = [Half::Morning, Half::Afternoon].into_iter().find(is_half);
            let half = half.filter(|_| own.is_some());
            if slots.len() > 1 && own.is_some() && half.is_none() {
                return PlanRow::Unknown;
            }
            PlanRow::Slots(slots, half, own)
        }
        (None, Some((half, own))) => PlanRow::Slots(half.slots().to_vec(), Some(half), own),
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
                    let of = Some(half).filter(|_| own.is_none());
                    *row = PlanRow::Slots(vec![slot], of, own);
                }
            }
        }
    }
}
