//! Lists whose rows are lines with tabs between their cells. A row that begins with a tab, because its
//! day stands above, begins a table in a text file; its heading and its first rows are lines before.

use crate::letter::lex::normal::Normal;
use crate::letter::plan::grid::{GridCell, PlanGrid, lines};
use crate::letter::plan::words::pieces;
use crate::letter::read::document::{Block, Span};

/// The list that begins with some blocks, and how many of them it fills.
pub(crate) fn tabbed(normal: &Normal, blocks: &[Block]) -> Option<(PlanGrid, usize)> {
    let mut rows: Vec<Vec<GridCell>> = Vec::new();
    let mut columns = 0;
    let mut filled = 0;
    for block in blocks {
        let more = match block {
            Block::Paragraph(paragraph) => {
                let lines = lines(normal, paragraph);
                lines.iter().map(|line| cells(normal, line)).collect()
            }
            Block::Table(table) if table.is_ragged => PlanGrid::of(normal, table)?.by_row(),
            Block::Table(_) | Block::Picture(_) => break,
        };
        if columns == 0 {
            columns = more.first()?.len();
        }
        if columns < 3 || more.is_empty() || more.iter().any(|row| row.len() != columns) {
            break;
        }
        rows.extend(more);
        filled += 1;
    }
    let grid = PlanGrid::from_rows(rows)?;
    (filled >= 2).then_some((grid, filled))
}

/// The cells of a line, those behind its last words too.
fn cells(normal: &Normal, line: &Span) -> Vec<GridCell> {
    let behind = normal.slice(&(line.end..normal.text().len()));
    let line = line.start..line.end + behind.len() - behind.trim_start_matches('\t').len();
    let of = |cell: Span| if cell.is_empty() { Vec::new() } else { vec![cell] };
    pieces(normal, &line, &['\t']).into_iter().map(|cell| GridCell::of(normal, of(cell))).collect()
}
