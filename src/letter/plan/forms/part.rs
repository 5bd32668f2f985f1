//! A part of a table with its own days, while its sessions are read.

use crate::letter::plan::forms::colours::ColourKey;
use crate::letter::plan::forms::layout::{DayCell, PlanLayout, PlanTable};
use crate::letter::plan::grid::{GridCell, PlanGrid};
use crate::letter::plan::label::{Label, says};
use crate::letter::plan::title::TitleReader;
use crate::letter::read::document::Span;
use crate::letter::words::Sense;

pub(crate) struct TablePart<'a> {
    pub(crate) reader: &'a TitleReader<'a>,
    pub(crate) table: &'a PlanTable,
    pub(crate) layout: &'a PlanLayout,
    pub(super) key: ColourKey,
}

impl<'a> TablePart<'a> {
    pub(crate) fn of(
        reader: &'a TitleReader<'a>,
        table: &'a PlanTable,
        layout: &'a PlanLayout,
    ) -> Self {
        Self { reader, table, layout, key: ColourKey::behind(reader.normal, table) }
    }

    pub(crate) fn grid(&self) -> &'a PlanGrid {
        &self.table.grid
    }

    pub(super) fn cells(&self, row: usize) -> impl Iterator<Item = DayCell<'a>> {
        self.layout.cells(self.grid(), row)
    }

    /// The room of a cell: what stands beside it in a column of rooms.
    pub(super) fn room(&self, cell: &GridCell) -> Option<Span> {
        let grid = self.grid();
        let is_headed = |at: &usize| {
            let mut heads = (0..cell.row).filter_map(|row| grid.cell(row, *at)?.span());
            heads.any(|head| says(self.reader.normal, Sense::Room, &head, 0))
        };
        let beside = grid.cell(cell.row, (0..self.layout.edge()).find(is_headed)?)?;
        if matches!(beside.label, Label::Free | Label::Undecided) { None } else { beside.span() }
    }
}
