//! Sheets of a workbook, and tables that spreadsheets save as text, become the paragraphs and tables of
//! a document. Each of their cells is a part of it with a name of its own: `Sheet1!C7`.

use crate::letter::read::compose::{Composer, ParagraphText};
use crate::letter::read::document::{Block, Document, Table, TableCell, UnreadableDocument};
use std::collections::HashMap;

/// The most rows of a list: one a day for twenty years.
const MOST_ROWS: usize = 8_000;

/// The most columns of a list.
const MOST_COLUMNS: usize = 100;

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// Its name; a table as text has none.
    pub(crate) name: Option<String>,
    /// The cells with words, row by row.
    pub(crate) cells: Vec<SheetCell>,
}

/// A cell of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SheetCell {
    /// Its row, from 0.
    pub(crate) row: usize,
    /// Its column, from 0.
    pub(crate) column: usize,
    /// How many rows it fills.
    pub(crate) height: usize,
    /// How many columns it fills.
    pub(crate) width: usize,
    /// What is seen in it.
    pub(crate) text: String,
}

/// Why a sheet is refused.
pub(crate) fn too_large() -> UnreadableDocument {
    UnreadableDocument::new(
        format!("the table has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns"),
        "keep the list of meetings alone",
    )
}

/// The name of a cell: `C7`.
pub(crate) fn name(row: usize, column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
        left = (left - 1) / 26;
    }
    format!("{}{}", letters.into_iter().rev().collect::<String>(), row + 1)
}

impl Sheet {
    /// Adds a cell; one without words is none.
    pub(crate) fn add(&mut self, cell: SheetCell) -> Result<(), UnreadableDocument> {
        if cell.text.trim().is_empty() {
            return Ok(());
        }
        if cell.row >= MOST_ROWS || cell.column >= MOST_COLUMNS {
            return Err(too_large());
        }
        self.cells.push(cell);
        Ok(())
    }

    /// What a cell is called in messages.
    pub(crate) fn name_of(&self, cell: &SheetCell) -> String {
        let own = name(cell.row, cell.column);
        self.name.as_ref().map_or(own.clone(), |sheet| format!("{sheet}!{own}"))
    }

    /// Its rows with words.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &[SheetCell]> {
        self.cells.chunk_by(|one, next| one.row == next.row)
    }

    /// Whether its name is more than `Sheet1`.
    fn own_name(&self) -> Option<&str> {
        let name = self.name.as_deref()?;
        let is_counted = name.ends_with(|c: char| c.is_ascii_digit())
            && name.chars().all(char::is_alphanumeric)
            && name.parse::<crate::model::Group>().is_err();
        (!is_counted).then_some(name)
    }
}

/// The document of some sheets. Rows with a single field, at the beginning of a sheet or behind an empty
/// row, are lines of their own.
pub(crate) fn document(sheets: &[Sheet]) -> Document {
    let mut composer = Composer::default();
    for sheet in sheets {
        if let Some(name) = sheet.own_name().filter(|_| !sheet.cells.is_empty()) {
            composer.part(name.to_owned());
            paragraph(&mut composer, name);
        }
        let rows: Vec<&[SheetCell]> = sheet.rows().collect();
        let mut table: Vec<&[SheetCell]> = Vec::new();
        let mut before = None;
        let has_table = rows.iter().any(|row| row.len() != 1);
        for row in rows {
            let at = row.first().map_or(0, |cell| cell.row);
            // Behind a gap, or behind another line.
            let is_apart = match before {
                None => true,
                Some(last) => table.is_empty() || at > last + 1,
            };
            before = Some(at + row.iter().map(|cell| cell.height.max(1) - 1).min().unwrap_or(0));
            match row {
                [cell] if is_apart && has_table => {
                    add_table(&mut composer, sheet, &std::mem::take(&mut table));
                    composer.part(sheet.name_of(cell));
                    paragraph(&mut composer, &cell.text);
                }
                row => table.push(row),
            }
        }
        add_table(&mut composer, sheet, &table);
    }
    composer.finish()
}

fn paragraph(composer: &mut Composer, text: &str) {
    if let Some(paragraph) = composer.line(words(text)) {
        composer.block(Block::Paragraph(paragraph));
    }
}

fn words(text: &str) -> ParagraphText {
    ParagraphText { text: text.to_owned(), ..ParagraphText::default() }
}

/// Adds the table of some rows. Where no cell has words there is an empty one.
fn add_table(composer: &mut Composer, sheet: &Sheet, rows: &[&[SheetCell]]) {
    let cells = || rows.iter().flat_map(|row| row.iter());
    let Some(first) = cells().map(|cell| cell.column).min() else { return };
    let last = cells().map(|cell| cell.column + cell.width.max(1)).max().unwrap_or(0);
    let columns = last.min(MOST_COLUMNS) - first;
    let mut table = Table { rows: rows.len(), columns, ..Table::default() };
    // The rows from which on a column is free below a joined cell.
    let mut free_from: HashMap<usize, usize> = HashMap::new();
    for (row, filled) in rows.iter().enumerate() {
        let mut filled = filled.iter().peekable();
        let mut column = 0;
        while column < columns {
            let own = filled.next_if(|cell| cell.column == first + column);
            if own.is_none() && free_from.get(&column).is_some_and(|free| *free > row) {
                column += 1;
                continue;
            }
            let reach = own.map_or(1, |cell| cell.width.clamp(1, columns - column));
            let width = filled.peek().map_or(reach, |next| reach.min(next.column - first - column));
            let height = own.map_or(1, |cell| {
                let reached = rows.iter().skip(row).filter_map(|other| other.first());
                reached.take_while(|other| other.row < cell.row + cell.height.max(1)).count()
            });
            let paragraphs = own.and_then(|cell| {
                composer.part(sheet.name_of(cell));
                composer.line(words(&cell.text))
            });
            let paragraphs = paragraphs.into_iter().collect();
            table.cells.push(TableCell {
                row,
                column,
                height,
                width,
                paragraphs,
                ..TableCell::default()
            });
            free_from.extend((column..column + width).map(|at| (at, row + height)));
            column += width;
        }
    }
    composer.block(Block::Table(table));
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn cells_are_named_as_spreadsheets_do() {
        let named = [(0, 0), (6, 2), (9, 25), (0, 26), (0, 701), (0, 702)];
        let named: Vec<String> = named.iter().map(|(row, column)| name(*row, *column)).collect();
        assert_eq!(named, ["A1", "C7", "Z10", "AA1", "ZZ1", "AAA1"]);
    }
}
