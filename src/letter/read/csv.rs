//! Tables as spreadsheets save them in a text file (RFC 4180), such as lists of rapporteur group
//! meetings.

use crate::letter::read::compose::{Composer, Words};
use crate::letter::read::document::{Block, Document, Table, TableCell, Unreadable};
use crate::letter::read::encoding;

/// The most rows of a list: one a day for twenty years.
const MOST_ROWS: usize = 8_000;

/// The most columns of a list.
const MOST_COLUMNS: usize = 100;

/// Reads a table. Lines before it with a single field are its title.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let text = encoding::text(bytes);
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(separator(&text));
    let mut rows: Vec<csv::StringRecord> = Vec::new();
    for row in reader.from_reader(text.as_bytes()).into_records() {
        // The text is whole in memory and in UTF-8, so that no record fails.
        let Ok(row) = row else { break };
        if rows.len() == MOST_ROWS || row.len() > MOST_COLUMNS {
            return Err(Unreadable::new(
                format!("the table has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns"),
                "keep the list of meetings alone",
            ));
        }
        rows.push(row);
    }
    let mut composer = Composer::default();
    let words = |text: &str| Words { text: text.to_owned(), ..Words::default() };
    let filled =
        |row: &csv::StringRecord| row.iter().filter(|field| !field.trim().is_empty()).count();
    let title = rows.iter().take_while(|row| filled(row) < 2).count();
    let title = if title == rows.len() { 0 } else { title };
    for field in rows.drain(..title).flat_map(|row| row.iter().map(words).collect::<Vec<_>>()) {
        if let Some(paragraph) = composer.line(field) {
            composer.block(Block::Paragraph(paragraph));
        }
    }
    rows.retain(|row| filled(row) > 0);
    let columns = rows.iter().map(csv::StringRecord::len).max().unwrap_or(0);
    let mut table = Table { rows: rows.len(), columns, ..Table::default() };
    for (row, fields) in rows.iter().enumerate() {
        for column in 0..columns {
            let paragraphs = fields.get(column).and_then(|field| composer.line(words(field)));
            let paragraphs = paragraphs.into_iter().collect();
            let cell =
                TableCell { row, column, height: 1, width: 1, paragraphs, ..TableCell::default() };
            table.cells.push(cell);
        }
    }
    if !table.cells.is_empty() {
        composer.block(Block::Table(table));
    }
    Ok(composer.finish())
}

/// What stands between the fields: a comma, or as spreadsheets in many languages write it a
/// semicolon or a tab; the most frequent one of the first lines.
fn separator(text: &str) -> u8 {
    let count = |separator: u8| {
        text.lines().take(20).flat_map(str::bytes).filter(|byte| *byte == separator).count()
    };
    // Of two that are as frequent the last one counts.
    [b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use crate::letter::read::compose::{assert_sound, mutations};
    use crate::letter::read::csv::*;

    /// The blocks with their words; cells parted by `¦`, rows by `║`.
    fn shape(file: &[u8]) -> Vec<String> {
        let document = read(file).unwrap();
        assert_sound(&document);
        let block = |block: &Block| match block {
            Block::Table(table) => {
                let cell = |cell: &TableCell| {
                    let words = cell.paragraphs.first().map_or(0..0, |it| it.span.clone());
                    document.text[words].to_owned()
                };
                let cells: Vec<_> = table.cells.iter().map(cell).collect();
                let rows = cells.chunks(table.columns).map(|row| row.join(" ¦ "));
                rows.collect::<Vec<_>>().join(" ║ ")
            }
            Block::Paragraph(it) => document.text[it.span.clone()].to_owned(),
            Block::Picture(_) => "picture".to_owned(),
        };
        document.blocks.iter().map(block).collect()
    }

    #[test]
    fn a_list_is_a_table_whatever_stands_between_its_fields() {
        let expected = ["Question ¦ Start ¦ Place ║ Q1/9 ¦ 2026-04-14 ¦ E-meeting"];
        let list = "Question,Start,Place\r\nQ1/9,2026-04-14,E-meeting\r\n";
        for separator in [",", ";", "\t"] {
            assert_eq!(shape(list.replace(',', separator).as_bytes()), expected);
        }
        let utf16: Vec<u8> =
            format!("\u{feff}{list}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(shape(&utf16), expected);
    }

    #[test]
    fn fields_in_quotes_titles_and_short_rows() {
        let list = "\u{feff}RGM of SG9,,\n,,\nQuestion,Title,Place\nQ1/9,\"Video, \"\"new\"\"\nform\",Geneva\n,,\nQ5/9,b\n";
        assert_eq!(
            shape(list.as_bytes()),
            [
                "RGM of SG9",
                "Question ¦ Title ¦ Place ║ Q1/9 ¦ Video, \"new\"\nform ¦ Geneva ║ Q5/9 ¦ b ¦ "
            ]
        );
        assert_eq!(shape(b"a\nb\n"), ["a ║ b"]);
    }

    #[test]
    fn more_than_a_list_is_refused() {
        let message = |file: &str| read(file.as_bytes()).unwrap_err().message;
        let expected = "the table has more than 8000 rows or 100 columns";
        assert_eq!(message(&"a,b\n".repeat(MOST_ROWS + 1)), expected);
        assert_eq!(message(&",".repeat(MOST_COLUMNS)), expected);
    }

    #[test]
    fn damaged_tables_are_read_or_refused() {
        let file = "RGM\n\"Question\",Start;End\nQ1/9,\"a \"\" b\",2026-04-14\n";
        for bytes in mutations(file.as_bytes(), 500) {
            if let Ok(document) = read(&bytes) {
                assert_sound(&document);
            }
        }
    }
}
