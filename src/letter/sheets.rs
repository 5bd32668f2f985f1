//! Tables that a program wrote: their columns are known by the names in their first row.

use crate::finding::{PageStarts, Place};
use crate::letter::LetterFormat;
use crate::letter::read::{self, sheet};
use std::collections::HashMap;

/// A table with the document that it is.
pub(crate) struct HeadedTable {
    /// Its rows below the head: what stands under each name.
    pub(crate) rows: Vec<HashMap<String, HeadedCell>>,
    /// The text of the document, in which all places count.
    pub(crate) text: String,
    /// Where its cells begin.
    pub(crate) pages: PageStarts,
}

/// A cell of it.
pub(crate) struct HeadedCell {
    text: String,
    pub(crate) place: Place,
}

impl HeadedCell {
    /// What stands in it, without the apostrophe that keeps a spreadsheet from taking it for a formula.
    pub(crate) fn text(&self) -> &str {
        let text = self.text.trim();
        let is_formula =
            |bare: &&str| bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
        text.strip_prefix('\'').filter(is_formula).unwrap_or(text)
    }
}

/// The table whose head has some names, if a file holds one.
pub(crate) fn table(bytes: &[u8], format: LetterFormat, names: &[&str]) -> Option<HeadedTable> {
    // Why a file cannot be read, the reader of letters says.
    let workbook = read::workbook(bytes, read::shown(bytes, format).ok()?)?.ok()?;
    let is_head = |row: &&[sheet::SheetCell]| {
        names.iter().all(|name| row.iter().any(|cell| cell.text.trim() == *name))
    };
    let own =
        workbook.sheets.iter().find(|sheet| sheet.rows().next().as_ref().is_some_and(is_head))?;
    let (mut text, mut pages, mut rows) = (String::new(), PageStarts::default(), Vec::new());
    let mut all = own.rows();
    let head: HashMap<usize, String> =
        all.next()?.iter().map(|cell| (cell.column, cell.text.trim().to_owned())).collect();
    let mut line = 0;
    for row in all {
        let mut cells = HashMap::new();
        for cell in row {
            let start = text.len();
            text.push_str(cell.text.trim());
            line += 1;
            pages.starts.push(start);
            pages.names.push(own.name_of(cell));
            let place = Place { start, end: text.len(), line };
            line += u32::try_from(cell.text.trim().matches('\n').count()).unwrap_or(0);
            text.push('\n');
            if let Some(name) = head.get(&cell.column) {
                cells.insert(name.clone(), HeadedCell { text: cell.text.clone(), place });
            }
        }
        rows.push(cells);
    }
    Some(HeadedTable { rows, text, pages })
}
