//! A table as a grid: which cell stands at a row and column, joined cells at all of theirs.

use crate::letter::lex::normal::Normal;
use crate::letter::plan::label::{Label, label};
use crate::letter::plan::words::pieces;
use crate::letter::read::document::{Paragraph, Span, Table};

/// Beyond these a table is no time plan: a year has not so many days, nor a day so many slots.
const MOST_ROWS: usize = 400;
const MOST_COLUMNS: usize = 200;
pub(super) const MOST_CELLS: usize = 4_000;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct GridCell {
    /// Where it begins.
    pub(super) row: usize,
    pub(super) column: usize,
    /// How far it goes.
    pub(super) height: usize,
    pub(super) width: usize,
    /// Its lines that are not empty.
    pub(super) lines: Vec<Span>,
    pub(super) label: Label,
    pub(super) fill: Option<[u8; 3]>,
    pub(super) has_picture: bool,
}

impl GridCell {
    /// A cell of some lines, in one row and column.
    pub(super) fn of(normal: &Normal, lines: Vec<Span>) -> Self {
        let mut cell = Self { lines, height: 1, width: 1, ..Self::default() };
        cell.label = cell.span().map_or(Label::Empty, |span| label(normal, &span));
        cell
    }

    /// From its first line to its last one.
    pub(super) fn span(&self) -> Option<Span> {
        Some(self.lines.first()?.start..self.lines.last()?.end)
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct PlanGrid {
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) cells: Vec<GridCell>,
    /// For each position the number of its cell, from 1; 0 where there is none.
    at: Vec<usize>,
}

impl PlanGrid {
    /// The grid of a table, unless that is too large for a time plan or says nonsense.
    pub(super) fn of(normal: &Normal, table: &Table) -> Option<Self> {
        let is_large = table.rows > MOST_ROWS || table.columns > MOST_COLUMNS;
        if is_large || table.cells.len() > MOST_CELLS {
            return None;
        }
        let cells = table.cells.iter().map(|cell| {
            let lines = cell.paragraphs.iter().flat_map(|paragraph| lines(normal, paragraph));
            GridCell {
                row: cell.row,
                column: cell.column,
                height: cell.height.max(1),
                width: cell.width.max(1),
                fill: cell.fill,
                has_picture: cell.has_picture,
                ..GridCell::of(normal, lines.collect())
            }
        });
        Self::from_cells(table.rows, table.columns, cells.collect())
    }

    /// A grid of rows whose cells stand one beside the other.
    pub(super) fn from_rows(rows: Vec<Vec<GridCell>>) -> Option<Self> {
        let (count, mut columns) = (rows.len(), 0);
        let mut cells = Vec::new();
        for (row, of_row) in rows.into_iter().enumerate() {
            let mut column = 0;
            for cell in of_row {
                let width = cell.width.max(1);
                cells.push(GridCell { row, column, height: 1, width, ..cell });
                column += width;
            }
            columns = columns.max(column);
        }
        Self::from_cells(count, columns, cells)
    }

    /// A grid of cells; what lies beyond it is cut off, and of two cells at one position the first
    /// counts. Nothing if cells overlap without end.
    pub(super) fn from_cells(rows: usize, columns: usize, cells: Vec<GridCell>) -> Option<Self> {
        let area = rows.checked_mul(columns)?;
        let mut at = vec![0; area];
        let mut budget = area.saturating_mul(4);
        for (number, cell) in (1..).zip(&cells) {
            for row in cell.row..cell.row.saturating_add(cell.height).min(rows) {
                for column in cell.column..cell.column.saturating_add(cell.width).min(columns) {
                    budget = budget.checked_sub(1)?;
                    if let Some(place) = at.get_mut(row * columns + column)
                        && *place == 0
                    {
                        *place = number;
                    }
                }
            }
        }
        Some(Self { rows, columns, cells, at })
    }

    pub(super) fn index(&self, row: usize, column: usize) -> Option<usize> {
        if column >= self.columns {
            return None;
        }
        self.at.get(row.checked_mul(self.columns)? + column)?.checked_sub(1)
    }

    pub(super) fn cell(&self, row: usize, column: usize) -> Option<&GridCell> {
        self.cells.get(self.index(row, column)?)
    }

    pub(super) fn label(&self, row: usize, column: usize) -> Option<&Label> {
        Some(&self.cell(row, column)?.label)
    }

    /// The cell that begins at a position.
    pub(super) fn beginning(&self, row: usize, column: usize) -> Option<&GridCell> {
        self.cell(row, column).filter(|cell| (cell.row, cell.column) == (row, column))
    }

    pub(super) fn by_row(&self) -> Vec<Vec<GridCell>> {
        let row = |row| self.cells.iter().filter(move |cell| cell.row == row).cloned().collect();
        (0..self.rows).map(row).collect()
    }

    /// The same with rows for columns.
    pub(super) fn turned(&self) -> Option<Self> {
        let turn = |cell: &GridCell| GridCell {
            row: cell.column,
            column: cell.row,
            height: cell.width,
            width: cell.height,
            ..cell.clone()
        };
        Self::from_cells(self.columns, self.rows, self.cells.iter().map(turn).collect())
    }

    /// From the first words of the table to the last ones.
    pub(super) fn span(&self) -> Option<Span> {
        let spans = || self.cells.iter().filter_map(GridCell::span);
        Some(spans().map(|span| span.start).min()?..spans().map(|span| span.end).max()?)
    }
}

/// The lines of a paragraph, without blanks around them and without empty ones.
pub(super) fn lines(normal: &Normal, paragraph: &Paragraph) -> Vec<Span> {
    let lines = pieces(normal, &paragraph.span, &['\n']).into_iter();
    lines.filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::grid::{GridCell, PlanGrid};

    fn cell(row: usize, column: usize, height: usize, width: usize) -> GridCell {
        GridCell { row, column, height, width, ..GridCell::default() }
    }

    #[test]
    fn joined_cells_stand_at_all_their_positions() {
        let grid = PlanGrid::from_cells(2, 3, vec![cell(0, 0, 2, 1), cell(0, 1, 1, 9)]).unwrap();
        assert_eq!(
            (grid.index(1, 0), grid.index(0, 2), grid.index(1, 2)),
            (Some(0), Some(1), None)
        );
        let turned = grid.turned().unwrap();
        assert_eq!((turned.index(0, 1), turned.index(2, 0)), (Some(0), Some(1)));
        assert_eq!(grid.index(0, 3), None);
        assert_eq!(grid.index(usize::MAX, 0), None);
    }

    #[test]
    fn cells_that_overlap_without_end_are_no_grid() {
        let twice = vec![cell(0, 0, 1, 2), cell(0, 1, usize::MAX, usize::MAX)];
        assert_eq!(PlanGrid::from_cells(1, 2, twice).unwrap().index(0, 1), Some(0));
        let many = vec![cell(0, 0, usize::MAX, usize::MAX); 100_000];
        assert!(PlanGrid::from_cells(400, 200, many).is_none());
    }
}
