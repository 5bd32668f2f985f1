//! Tables as Word saves them in a text file.
//!
//! ```text
//! ␣⇥Tel:              a cell begins with a tab; a blank before it begins another table
//! Fax:                a cell goes on over lines without a tab
//! ⇥+41 22 730 5780
//!                     a blank line ends a row ...
//! tsbsg11@itu.int     ... unless the cell goes on and a further one follows
//! ⇥To:
//! ```
//! Which cells were joined is lost, and so are empty cells at times.

use crate::letter::read::document::{Table, TableCell};
use crate::letter::read::text::TextLine;

/// How many lines of a cell are looked at behind a blank line inside of it.
const REACH: usize = 6;

/// The table that begins at the first line, and the lines after it. A column of single cells is
/// none: it may as well be paragraphs that begin with a tab.
pub(super) fn table<'l, 'a>(lines: &'l [TextLine<'a>]) -> Option<(Table, &'l [TextLine<'a>])> {
    let mut rows: Vec<Vec<TableCell>> = Vec::new();
    let mut rest = lines;
    while let Some((row, after)) = row(rest, rows.len()) {
        // The bound keeps long columns of single cells from being read again and again.
        if rows.len() >= REACH && rows.iter().all(|row| row.len() < 2) && row.len() < 2 {
            return None;
        }
        rows.push(row);
        rest = after;
        let blanks = rest.iter().take_while(|line| line.is_blank).count();
        match rest.get(blanks) {
            Some(next) if next.text.starts_with('\t') => rest = rest.get(blanks..)?,
            _ => break,
        }
    }
    let columns = rows.iter().map(Vec::len).max().filter(|&columns| columns >= 2)?;
    let table = Table {
        rows: rows.len(),
        columns,
        cells: rows.into_iter().flatten().collect(),
        is_ragged: true,
    };
    Some((table, rest))
}

/// The row that begins at the first line.
fn row<'l, 'a>(
    lines: &'l [TextLine<'a>],
    row: usize,
) -> Option<(Vec<TableCell>, &'l [TextLine<'a>])> {
    let (first, mut rest) = lines.split_first()?;
    let mut cells =
        vec![cell(row, 0, first.text.trim_start_matches(' ').starts_with('\t'), first)?];
    while let Some((line, after)) = rest.split_first() {
        if line.text.starts_with('\t') {
            cells.push(cell(row, cells.len(), true, line)?);
        } else if line.is_blank && goes_on(after) || !line.text.starts_with(' ') && !line.is_blank {
            cells.last_mut()?.paragraphs.extend(line.paragraph());
        } else {
            break;
        }
        rest = after;
    }
    Some((cells, rest))
}

fn cell(row: usize, column: usize, begins: bool, line: &TextLine<'_>) -> Option<TableCell> {
    let paragraphs = line.paragraph().into_iter().collect();
    begins.then_some(TableCell {
        row,
        column,
        height: 1,
        width: 1,
        paragraphs,
        ..TableCell::default()
    })
}

/// Whether a cell goes on behind a blank line: some lines, then a further cell without another
/// blank line.
fn goes_on(lines: &[TextLine<'_>]) -> bool {
    let is_inside = |line: &&TextLine<'_>| !line.is_blank && !line.text.starts_with(['\t', ' ']);
    let inside = lines.iter().take(REACH).take_while(is_inside).count();
    inside > 0 && lines.get(inside).is_some_and(|line| line.text.starts_with('\t'))
}
