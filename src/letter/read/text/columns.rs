//! Tables with a line a row and tabs between the cells, as spreadsheets and converters write them.

use crate::letter::read::document::{Table, TableCell};
use crate::letter::read::text::{Line, paragraph};

/// The table that begins at the first line, and the lines after it: a line that begins with a tab,
/// the blank corner, and at least one more with as many tabs, two or more. Which cells were joined is
/// lost.
pub(super) fn table<'l, 'a>(lines: &'l [Line<'a>]) -> Option<(Table, &'l [Line<'a>])> {
    let first = lines.first()?;
    let tabs = tabs(first.text);
    // Elsewhere a tab at the beginning of a line is a cell by itself.
    let is_head = first.text.starts_with('\t') && tabs >= 2 && has_words_between(first.text);
    let follows =
        lines.get(1).filter(|_| is_head).is_some_and(|line| self::tabs(line.text) == tabs);
    if !follows {
        return None;
    }
    let is_row = |line: &&Line<'_>| (1..=tabs).contains(&self::tabs(line.text));
    let count = lines.iter().take_while(is_row).count();
    let (rows, rest) = lines.split_at_checked(count)?;
    let mut table = Table { rows: count, columns: tabs + 1, is_ragged: true, ..Table::default() };
    for (row, line) in rows.iter().enumerate() {
        let mut at = line.start;
        for (column, words) in line.text.split('\t').enumerate() {
            let paragraphs = paragraph(at, words).into_iter().collect();
            table.cells.push(TableCell {
                row,
                column,
                height: 1,
                width: 1,
                paragraphs,
                fill: None,
            });
            at += words.len() + 1;
        }
    }
    Some((table, rest))
}

fn tabs(text: &str) -> usize {
    text.matches('\t').count()
}

/// Whether at least two cells behind the corner have words.
fn has_words_between(text: &str) -> bool {
    text.split('\t').skip(1).filter(|words| !words.trim().is_empty()).count() >= 2
}
