//! The places of cells in a table, found from how many rows and columns each fills.

use crate::letter::read::document::{Table, TableCell};

/// A span of more columns than this stands for "all that there are".
const MOST_COLUMNS: usize = 40;

/// The rows and columns that a cell fills.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CellSize {
    pub(crate) height: usize,
    pub(crate) width: usize,
}

/// The table of these rows, its cells in their order and still empty. A cell stands in the first
/// column that none from above reaches into, and ends before the next that one does.
pub(crate) fn place(rows: &[Vec<CellSize>]) -> Table {
    let mut table = Table { rows: rows.len(), ..Table::default() };
    // For each column the row from which on it is free.
    let mut free_from: Vec<usize> = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in cells {
            while free_from.get(column).is_some_and(|&free| free > row) {
                column += 1;
            }
            let is_free = |at: &usize| free_from.get(*at).is_none_or(|&free| free <= row);
            let width = (column..column + cell.width.max(1)).take_while(is_free).count();
            let height = cell.height.clamp(1, rows.len() - row);
            free_from.resize(free_from.len().max(column + width), 0);
            for free in free_from.iter_mut().skip(column).take(width) {
                *free = row + height;
            }
            table.cells.push(TableCell { row, column, height, width, ..TableCell::default() });
            column += width;
        }
    }
    // A cell that spans more columns than there are ends with them.
    let starts = table.cells.iter().map(|cell| cell.column + 1).max().unwrap_or(0);
    let plain = table.cells.iter().filter(|cell| cell.width <= MOST_COLUMNS);
    let ends = plain.map(|cell| cell.column + cell.width).max().unwrap_or(0);
    table.columns = starts.max(ends);
    for cell in &mut table.cells {
        cell.width = cell.width.min(table.columns - cell.column);
    }
    table
}
