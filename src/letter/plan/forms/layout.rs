//! How a table is laid out as a time plan: days along one edge, slots or half days along the other.

use crate::letter::plan::grid::{GridCell, PlanGrid};
use crate::letter::plan::label::{DayLabel, DayPart, Half, Label};
use crate::letter::read::document::Span;
use crate::model::{Hours, Slot};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PlanColumn {
    /// Labels of rows, or nothing.
    Edge,
    /// A weekend, or the lunch break of a day.
    Weekend,
    /// A day, or the part of it that a second row of labels names. The number is that of the day
    /// among the plan's.
    Day(usize, Option<DayPart>),
}

/// A row of a plan below its labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PlanRow {
    /// Slots: one, or the two of a half day.
    Slots(Vec<Slot>, Option<Half>, Option<Hours>),
    /// Hours of each day, for the next row; perhaps with the half day of both.
    Hours(Option<Half>),
    Group,
    Lunch(Option<Hours>),
    Nothing,
    /// A row that has no label.
    Unlabelled,
    /// A row whose label is not understood.
    Unknown,
}

/// A column of a day, or of a part of it.
pub(crate) struct DayColumn {
    /// Its number.
    pub(crate) at: usize,
    /// The number of its day among the plan's.
    pub(crate) day: usize,
    pub(crate) part: Option<DayPart>,
}

/// A cell below a day.
pub(crate) struct DayCell<'t> {
    pub(crate) cell: &'t GridCell,
    /// Its number in the grid.
    pub(crate) index: usize,
    /// The number of its day among the plan's.
    pub(crate) day: usize,
    pub(crate) part: Option<DayPart>,
}

/// A part of a table with its own row of days.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlanLayout {
    pub(crate) days: Vec<DayLabel>,
    pub(crate) columns: Vec<PlanColumn>,
    /// The row that divides its days.
    pub(crate) parts: Option<usize>,
    /// The rows by their numbers.
    pub(crate) rows: Vec<(usize, PlanRow)>,
}

impl PlanLayout {
    /// Whether a row says which slots or half days its cells are for.
    pub(crate) fn has_slots(&self) -> bool {
        self.rows.iter().any(|(_, row)| matches!(row, PlanRow::Slots(..)))
    }

    /// Its columns of days.
    pub(crate) fn day_columns(&self) -> impl Iterator<Item = DayColumn> {
        self.columns.iter().enumerate().filter_map(|(at, column)| match column {
            PlanColumn::Day(day, part) => Some(DayColumn { at, day: *day, part: *part }),
            PlanColumn::Edge | PlanColumn::Weekend => None,
        })
    }

    /// The cells of a row below the days; one over several days below each of them.
    pub(crate) fn cells<'t>(
        &self,
        grid: &'t PlanGrid,
        row: usize,
    ) -> impl Iterator<Item = DayCell<'t>> {
        self.day_columns().filter_map(move |DayColumn { at, day, part }| {
            Some(DayCell { cell: grid.cell(row, at)?, index: grid.index(row, at)?, day, part })
        })
    }

    /// How many columns stand before the first day.
    pub(crate) fn edge(&self) -> usize {
        self.columns.iter().take_while(|column| **column == PlanColumn::Edge).count()
    }

    /// The words before the first day of a row.
    pub(crate) fn labels(&self, grid: &PlanGrid, row: usize) -> impl Iterator<Item = Span> {
        (0..self.edge()).filter_map(move |at| grid.cell(row, at)?.span())
    }

    /// The hours before the first day of a row, else those behind its last one.
    pub(crate) fn hours(&self, grid: &PlanGrid, row: usize) -> Option<Hours> {
        let is_edge = |at: &usize| self.columns.get(*at) == Some(&PlanColumn::Edge);
        let mut edges = (0..self.columns.len()).filter(is_edge);
        edges.find_map(|at| grid.label(row, at)?.hours())
    }

    /// The hours of slots that divide its days.
    fn hours_of_parts(&self, grid: &PlanGrid) -> Vec<(Slot, Hours, Span)> {
        let hours = |column: DayColumn| {
            let Some(DayPart::Slots(slots)) = column.part else { return None };
            let cell = grid.cell(self.parts?, column.at)?;
            let (Label::Hours(hours) | Label::Part(_, Some(hours))) = cell.label else {
                return None;
            };
            let is_one = slots.first() == slots.last();
            is_one.then_some((slots.first(), hours, cell.span()?))
        };
        self.day_columns().filter_map(hours).collect()
    }

    /// Takes the weekdays of days that stand in a row above or below them, if there are any.
    pub(crate) fn take_weekdays(&mut self, grid: &PlanGrid, row: usize) -> bool {
        let mut has_weekdays = false;
        for (at, column) in self.columns.iter().enumerate() {
            if let PlanColumn::Day(day, _) = column
                && let Some(Label::Day(beside)) = grid.label(row, at)
                && let Some(day) = self.days.get_mut(*day)
                && beside.day.is_none()
            {
                day.weekday = day.weekday.or(beside.weekday);
                has_weekdays = true;
            }
        }
        has_weekdays
    }

    /// Whether its rows are groups, and its columns half days.
    pub(crate) fn is_by_group(&self) -> bool {
        self.day_columns().any(|column| column.part.is_some())
    }
}

/// A table that is a time plan.
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

    /// The slots that have rows of their own in some tables.
    pub(crate) fn single_slots(tables: &[Self]) -> Vec<Slot> {
        let rows = tables.iter().flat_map(|table| &table.layouts).flat_map(|it| &it.rows);
        let slots = rows.filter_map(|(_, kind)| match kind {
            PlanRow::Slots(slots, _, None) if slots.len() == 1 => slots.first().copied(),
            _ => None,
        });
        slots.collect()
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
        found.extend(self.layouts.iter().flat_map(|layout| layout.hours_of_parts(&self.grid)));
        found
    }
}
