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
    /// The row of rooms below days that have several columns.
    pub(super) rooms: Option<usize>,
}

impl<'a> TablePart<'a> {
    pub(crate) fn of(
        reader: &'a TitleReader<'a>,
        table: &'a PlanTable,
        layout: &'a PlanLayout,
    ) -> Self {
        let divides_days = layout.day_columns().count() > layout.days.len();
        let first = layout.rows.first().map(|(row, _)| *row).filter(|_| divides_days);
        let rooms = first.filter(|row| {
            let cells = layout.cells(&table.grid, *row).filter_map(|it| it.cell.span());
            let cells: Vec<Span> = cells.collect();
            !cells.is_empty() && cells.iter().all(|cell| reader.is_room(cell))
        });
        Self { reader, table, layout, key: ColourKey::behind(reader.normal, table), rooms }
    }

    pub(crate) fn grid(&self) -> &'a PlanGrid {
        &self.table.grid
    }

    pub(super) fn cells(&self, row: usize) -> impl Iterator<Item = DayCell<'a>> {
        self.layout.cells(self.grid(), row)
    }

    /// Whether a heading above the sessions says that a column has their rooms.
    pub(super) fn is_of_rooms(&self, column: usize) -> bool {
        let first = self.layout.rows.first().map_or(0, |(row, _)| *row);
        let mut heads = (0..first).filter_map(|row| self.grid().cell(row, column)?.span());
        heads.any(|head| says(self.reader.normal, Sense::Room, &head, 0))
    }

    /// The room of a cell: what stands above it in a row of rooms, or beside it in a column of them.
    pub(super) fn room(&self, cell: &GridCell) -> Option<Span> {
        let grid = self.grid();
        if let Some(above) = self.rooms.and_then(|row| grid.cell(row, cell.column))
            && cell.width <= above.width
        {
            return above.span();
        }
        let column = (0..self.layout.edge()).find(|column| self.is_of_rooms(*column))?;
        let beside = grid.cell(cell.row, column)?;
        if matches!(beside.label, Label::Free | Label::Undecided) { None } else { beside.span() }
    }
}
