//! Tables as spreadsheets save them in a text file (RFC 4180), such as lists of rapporteur group
//! meetings.

use crate::letter::read::document::UnreadableDocument;
use crate::letter::read::encoding;
use crate::letter::read::sheet::{Sheet, SheetCell};

/// Reads a table, in which empty lines are rows too.
pub(crate) fn sheet(bytes: &[u8]) -> Result<Sheet, UnreadableDocument> {
    let text = encoding::text(bytes);
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(separator(&text));
    let mut reader = builder.from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let mut record = csv::StringRecord::new();
    let mut row = 0_usize;
    // The text is whole in memory and in UTF-8, so that no record fails.
    while let Ok(true) = reader.read_record(&mut record) {
        // A record begins with the empty lines in front of it, each of which is a row.
        let begins = record.position().and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or(0);
        let above = text.as_bytes().get(begins..).unwrap_or_default().iter();
        let above = above.take_while(|byte| b"\r\n".contains(byte));
        row = row.saturating_add(above.filter(|byte| **byte == b'\n').count());
        for (column, field) in record.iter().enumerate() {
            let text = field.to_owned();
            sheet.add(SheetCell { row, column, height: 1, width: 1, text })?;
        }
        row = row.saturating_add(1);
    }
    Ok(sheet)
}

/// Whether the head of a text is that of a table: all its lines have as many fields, at least three.
pub(crate) fn is_table(head: &str) -> bool {
    let separator = separator(head);
    // The last line may be cut off.
    let lines = head.trim_end().rsplit_once('\n').map_or("", |(lines, _)| lines);
    // Few letters begin so.
    let first = lines.bytes().take_while(|byte| *byte != b'\n');
    if first.filter(|byte| *byte == separator).count() < 2 {
        return false;
    }
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).delimiter(separator);
    let mut fields = Vec::new();
    for record in builder.from_reader(lines.as_bytes()).records() {
        fields.push(record.map_or(0, |record| record.len()));
    }
    fields.first().is_some_and(|first| *first >= 3 && fields.iter().all(|own| own == first))
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
    use crate::letter::read::document::{Block, Document, TableCell};

    fn read(file: &[u8]) -> Result<Document, UnreadableDocument> {
        Ok(crate::letter::read::sheet::document(&[sheet(file)?]))
    }

    /// The blocks with their words; cells separated by `¦`, rows by `║`.
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
    fn a_table_is_known_by_its_lines() {
        for text in ["Question,Start,Place\nQ1/9,2026-04-14,E-meeting\n", "a;b;c\nd;e;f\ncut"] {
            assert!(is_table(text), "{text}");
        }
        let letter =
            "Dear Sir, Madam,\nthe meeting, to be held in Geneva, begins, at 0930.\nYours,\n";
        for text in
            [letter, "group: SG12\nstart: 2027-01-12\n", "a,b\nc,d\n", "one, two, three", ""]
        {
            assert!(!is_table(text), "{text}");
        }
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
    fn empty_lines_are_rows() {
        for end in ["\n", "\r\n"] {
            let file = "title\n\n\nDate,Place\na,b\n\n\"c\nd\",e\nf,g\n".replace('\n', end);
            let rows: Vec<usize> =
                sheet(file.as_bytes()).unwrap().rows().map(|row| row[0].row).collect();
            // A line that a field in quotes breaks is none.
            assert_eq!(rows, [0, 3, 4, 6, 7]);
        }
    }

    #[test]
    fn more_than_a_list_is_refused() {
        let message = |file: &str| read(file.as_bytes()).unwrap_err().message;
        let expected = "the table has more than 8000 rows or 100 columns";
        assert_eq!(message(&"a,b\n".repeat(8_001)), expected);
        assert_eq!(message(&format!("{}a", ",".repeat(100))), expected);
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
