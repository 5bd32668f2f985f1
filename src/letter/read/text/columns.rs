//! Tables with a line a row and tabs between the cells, as spreadsheets and converters write them.

use crate::letter::read::document::{Table, TableCell};
use crate::letter::read::text::{TextLine, paragraph};

/// The table that begins at the first line, and the lines after it: a line that begins with a tab,
/// the blank corner, and at least one more with as many tabs. A line without any between others is a
/// row of one cell. Which cells were joined is lost.
pub(super) fn table<'l, 'a>(lines: &'l [TextLine<'a>]) -> Option<(Table, &'l [TextLine<'a>])> {
    let first = lines.first()?;
    let tabs = tabs(first.text);
    // Elsewhere a tab at the beginning of a line is a cell by itself.
    let is_head = first.text.starts_with('\t') && has_words(first.text, tabs.min(2))
        || is_row_of_dates(first.text)
            && lines.get(1).is_some_and(|next| !is_row_of_dates(next.text));
    // A row below one column has words before its tab, which a cell by itself has not.
    let is_below = |line: &TextLine<'_>| {
        let label = line.text.split('\t').next().unwrap_or("");
        self::tabs(line.text) == tabs && (tabs > 1 || label.contains(char::is_alphanumeric))
    };
    let below = lines.get(1..3).unwrap_or_default();
    let needed = if tabs > 1 { 1 } else { 2 };
    if !is_head || below.iter().filter(|line| is_below(line)).count() < needed {
        return None;
    }
    let is_row = |at: &usize| {
        let line = |at: usize| lines.get(at).map_or("", |line| line.text);
        let is_between = !line(*at).trim().is_empty() && self::tabs(line(at + 1)) == tabs;
        let own = self::tabs(line(*at));
        (1..=tabs).contains(&own) || own == 0 && is_between
    };
    let count = (0..lines.len()).take_while(is_row).count();
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
                ..TableCell::default()
            });
            at += words.len() + 1;
        }
    }
    Some((table, rest))
}

/// Whether a line is a row of dates behind a corner with words: `Time⇥18 January⇥19 January`. Headings of lists
/// have no figures, and neither has the corner.
fn is_row_of_dates(text: &str) -> bool {
    let has_figures = |words: &&str| words.contains(|c: char| c.is_ascii_digit());
    let mut cells = text.split('\t');
    let is_corner = cells.next().is_some_and(|corner| {
        corner.contains(char::is_alphabetic) && !has_figures(&corner) && !corner.contains(':')
    });
    // "Q2/11" is not a date.
    let is_date = |words: &&str| {
        let before = words.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
        has_figures(words) && !before.ends_with(char::is_alphabetic)
    };
    let (dates, others): (Vec<&str>, Vec<&str>) = cells.partition(is_date);
    is_corner && dates.len() >= 2 && others.is_empty()
}

fn tabs(text: &str) -> usize {
    text.matches('\t').count()
}

/// Whether at least some cells behind the first one have words.
fn has_words(text: &str, cells: usize) -> bool {
    let behind = text.split('\t').skip(1).filter(|words| !words.trim().is_empty());
    cells > 0 && behind.count() >= cells
}
