//! A table that is a time plan, with the slots and hours that it names.

use crate::letter::plan::forms::layout::{PlanLayout, PlanRow};
use crate::letter::plan::grid::PlanGrid;
use crate::letter::read::document::Span;
use crate::model::{Hours, Slot};

pub(crate) struct PlanTable {
    /// Its number among the blocks.
    pub(crate) block: usize,
    pub(crate) grid: PlanGrid,
    /// Its parts, each with its own days.
    pub(crate) layouts: Vec<PlanLayout>,
    pub(crate) span: Span,
    /// Rows whose joined cells were lost.
    pub(crate) left_out: Vec<Span>,
}

impl PlanTable {
    /// The slots that its rows are for.
    pub(crate) fn slots(&self) -> Vec<Slot> {
        let rows = self.layouts.iter().flat_map(|layout| &layout.rows);
        let slots = rows.filter_map(|(_, kind)| match kind {
            PlanRow::Slots(slots, ..) => Some(slots.clone()),
            _ => None,
        });
        slots.flatten().collect()
    }

    /// The hours that its labels give for slots and for lunch.
    pub(crate) fn hours(&self) -> Vec<(Slot, Hours, Span)> {
        let mut found = Vec::new();
        for (row, kind) in self.layouts.iter().flat_map(|layout| &layout.rows) {
            let said = match kind {
                PlanRow::Slots(slots, None, Some(hours)) => {
                    slots.first().map(|slot| (*slot, *hours))
                }
                PlanRow::Lunch(Some(hours)) => Some((Slot::Lunch, *hours)),
                _ => None,
            };
            let Some((slot, hours)) = said else { continue };
            let words = self.grid.cell(*row, 0).and_then(|cell| cell.span());
            found.push((slot, hours, words.unwrap_or_else(|| self.span.clone())));
        }
        found
    }
}
