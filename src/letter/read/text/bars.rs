//! Tables whose cells are separated by bars, as Markdown and converters write them.

use crate::letter::read::document::{Table, TableCell};
use crate::letter::read::text::{TextLine, paragraph};

/// The table that begins at the first line, and the lines after it: at least two lines with the
/// same number of bars, two or more.
pub(super) fn table<'l, 'a>(lines: &'l [TextLine<'a>]) -> Option<(Table, &'l [TextLine<'a>])> {
    let first = lines.first().filter(|line| !is_rule(line.text))?;
    let bars = Some(bars(first.text)).filter(|&bars| bars >= 2)?;
    let count = lines.iter().take_while(|line| self::bars(line.text) == bars).count();
    let (rows, rest) = lines.split_at_checked(count).filter(|_| count >= 2)?;
    let mut table = Table::default();
    for line in rows.iter().filter(|line| !is_rule(line.text)) {
        let cells = cells(line, table.rows);
        table.columns = table.columns.max(cells.len());
        table.cells.extend(cells);
        table.rows += 1;
    }
    Some((table, rest))
}

fn bars(text: &str) -> usize {
    text.matches('|').count() - text.matches("\\|").count()
}

/// Whether a line only draws the border below a head: `|---|:-:|`.
fn is_rule(text: &str) -> bool {
    text.contains("--") && text.chars().all(|c| matches!(c, '|' | '-' | ':' | '+' | ' '))
}

/// The cells of a line; bars at both of its ends are its border.
fn cells(line: &TextLine<'_>, row: usize) -> Vec<TableCell> {
    let shown = line.text.trim();
    let is_framed = shown.starts_with('|') && shown.ends_with('|') && shown.len() > 1;
    let mut at = line.start + line.text.len() - line.text.trim_start().len();
    let mut inner = shown;
    if is_framed {
        at += 1;
        inner = shown.get(1..shown.len() - 1).unwrap_or("");
    } else {
        // An empty last cell may have lost its blank.
        inner = inner.strip_suffix("| ").unwrap_or(inner);
    }
    let mut cells: Vec<TableCell> = Vec::new();
    let mut stretch = 0;
    let ends = inner
        .match_indices('|')
        .map(|(end, _)| end)
        .filter(|&end| !inner.get(..end).unwrap_or("").ends_with('\\'));
    for end in ends.chain([inner.len()]) {
        let paragraphs = inner.get(stretch..end).and_then(|words| paragraph(at + stretch, words));
        let paragraphs = paragraphs.into_iter().collect();
        let column = cells.len();
        cells.push(TableCell {
            row,
            column,
            height: 1,
            width: 1,
            paragraphs,
            ..TableCell::default()
        });
        stretch = end + 1;
    }
    cells
}
