//! Letters as PDF.
//!
//! `unpdf` finds the order of reading, the tables and the links. It joins the lines of a page to
//! long paragraphs, though; where each line stands on the page tells which of them belong
//! together.

use crate::letter::read::compose::{Composer, ParagraphText};
use crate::letter::read::document::{Block, Document, Table, UnreadableDocument};
use crate::letter::read::grid::{self, CellSize};
use margins::PagePart;
use runs::Runs;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use unpdf::parser::backend::{PdfBackend, RawBackend};
use unpdf::parser::bidi::contains_rtl;
use unpdf::parser::{LayoutAnalyzer, TextSpan};
use unpdf::{Error, Page, ParseOptions, PdfParser};

mod amount;
mod arabic;
mod beside;
mod joined;
mod lines;
mod margins;
mod nesting;
mod runs;
mod words;

/// The largest file that is read.
const LARGEST: usize = 16 << 20;

/// The most pages that a letter may have.
const MOST_PAGES: u32 = 500;

/// How far from the corner of a page words may reach, in points. The largest page has 14,400
/// (ISO 32000-1, annex C.2).
const FARTHEST: f32 = 20_000.0;

/// How much of a page a picture covers that may be more than a sign of ITU; a sign covers some
/// hundredths.
const SMALLEST_PICTURE: f32 = 0.1;

/// Reads a letter that is a PDF with text.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, UnreadableDocument> {
    if bytes.len() > LARGEST {
        return Err(UnreadableDocument::new(
            "the PDF is larger than 16 MiB",
            "print the pages of the letter alone into a new PDF",
        ));
    }
    if !bounded(bytes) {
        return Err(damaged(
            ": its objects are nested too deeply, have columns too wide, or unpack to too much",
        ));
    }
    // The library indexes and slices by what the file says, and some damaged files make it panic.
    // A panic leaves nothing behind here: all that it touched is dropped. `main` keeps its message to
    // itself.
    catch_unwind(AssertUnwindSafe(|| parse(bytes))).unwrap_or_else(|_| Err(damaged("")))
}

fn bounded(bytes: &[u8]) -> bool {
    catch_unwind(|| nesting::is_bounded(bytes)).unwrap_or(false)
}

fn parse(bytes: &[u8]) -> Result<Document, UnreadableDocument> {
    let backend = RawBackend::load_bytes(bytes).map_err(|error| unreadable(&error))?;
    // One page after the other: the threads of the parallel way would take a panic with them.
    let parser = PdfParser::from_bytes_with_options(bytes, ParseOptions::new().sequential())
        .map_err(|error| unreadable(&error))?;
    if parser.page_count() > MOST_PAGES {
        return Err(UnreadableDocument::new(
            format!("the PDF has {} pages; {MOST_PAGES} are read", parser.page_count()),
            "print the pages of the letter alone into a new PDF",
        ));
    }
    let numbers: Vec<u32> = backend.pages().into_keys().collect();
    let analyzer = LayoutAnalyzer::new(&backend);
    let spans = |number: &u32| analyzer.extract_page_spans(*number).unwrap_or_default();
    let spans: Vec<_> = numbers.iter().map(spans).collect();
    // To find the columns of a page, the library takes memory for the whole way from its first word
    // to its last.
    for (number, spans) in numbers.iter().zip(&spans) {
        if !spans.iter().all(is_near) {
            return Err(damaged(&format!(": words of page {number} reach far out of it")));
        }
    }
    let parsed = parser.parse().map_err(|error| unreadable(&error))?;
    let pitches = runs::pitches(&spans);
    let mut pages = Vec::new();
    for page in &parsed.pages {
        let at = numbers.iter().position(|number| *number == page.number);
        let spans = at.and_then(|at| spans.get(at)).map_or(&[][..], Vec::as_slice);
        let parts = words::parts(page, &mut Runs::new(spans), &pitches);
        pages.push((page.number, parts));
    }
    margins::drop_repeated(&mut pages);
    let shows_picture = |page: &&Page| page.image_coverage >= SMALLEST_PICTURE;
    let pictures = parsed.pages.iter().filter(shows_picture).map(|page| page.number).collect();
    let document = compose(pages, &pictures);
    if document.text.is_empty() {
        if parsed.pages.iter().all(|page| page.image_op_count == 0) {
            return Err(damaged(": neither text nor a picture can be read in it"));
        }
        return Err(UnreadableDocument::new(
            "this PDF has no text: it is probably a scan",
            "ask for the letter as .docx, or let a program recognise the text of the scan",
        ));
    }
    Ok(document)
}

/// Whether words stay on a page or near it with all that they cover. What is no number is not near.
fn is_near(span: &TextSpan) -> bool {
    let is_near = |at: f32| at.abs() <= FARTHEST;
    [span.x, span.y, span.width, span.ink_width.unwrap_or(0.0), span.font_size]
        .into_iter()
        .all(is_near)
}

/// The document; the picture of a page that has one stands at its end, since where it is on the page is
/// not known.
fn compose(pages: Vec<(u32, Vec<PagePart>)>, pictures: &BTreeSet<u32>) -> Document {
    let mut composer = Composer::default();
    for (number, parts) in pages {
        composer.page();
        for part in parts {
            match part {
                PagePart::Paragraph(words) => {
                    if let Some(paragraph) = composer.line(words) {
                        composer.block(Block::Paragraph(paragraph));
                    }
                }
                PagePart::Table(rows) => {
                    let table = table(&mut composer, rows);
                    if !table.cells.is_empty() {
                        composer.block(Block::Table(table));
                    }
                }
            }
        }
        if pictures.contains(&number) {
            composer.picture();
        }
    }
    composer.finish()
}

fn table(composer: &mut Composer, mut rows: Vec<Vec<(CellSize, Vec<ParagraphText>)>>) -> Table {
    // What reads from the right has its first column there.
    let texts = || rows.iter().flatten().flat_map(|(_, words)| words).map(|words| &words.text);
    if texts().filter(|text| contains_rtl(text)).count() * 2 > texts().count() {
        rows.iter_mut().for_each(|row| row.reverse());
    }
    let sizes: Vec<Vec<CellSize>> =
        rows.iter().map(|row| row.iter().map(|(size, _)| *size).collect()).collect();
    let mut table = grid::place(&sizes);
    for (cell, (_, words)) in table.cells.iter_mut().zip(rows.into_iter().flatten()) {
        cell.paragraphs = words.into_iter().filter_map(|words| composer.line(words)).collect();
    }
    table
}

fn unreadable(error: &Error) -> UnreadableDocument {
    match error {
        Error::Encrypted | Error::InvalidPassword => UnreadableDocument::new(
            "this PDF is encrypted",
            "open it with its password and print it into a new PDF",
        ),
        Error::UnknownFormat => {
            UnreadableDocument::new("this is not a PDF", "see what its first bytes say")
        }
        // In the library's own words nobody could act on it.
        _ => damaged(""),
    }
}

fn damaged(reason: &str) -> UnreadableDocument {
    UnreadableDocument::new(
        format!("this PDF is damaged{reason}"),
        "open it in a PDF viewer and print it into a new PDF",
    )
}

#[cfg(test)]
mod tests {
    use crate::letter::read::compose::{assert_sound, mutations};
    use crate::letter::read::document::{Paragraph, TableCell};
    use crate::letter::read::pdf::*;

    /// A PDF with these content streams, a page each, in Helvetica.
    fn pdf(pages: &[&str]) -> Vec<u8> {
        let kids: Vec<_> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + 2 * at)).collect();
        let mut objects = vec![
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            format!("<</Type/Pages/Count {}/Kids[{}]>>", pages.len(), kids.join(" ")),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        ];
        for (at, content) in pages.iter().enumerate() {
            objects.push(format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>\
                 /Contents {} 0 R>>",
                5 + 2 * at
            ));
            objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
        }
        file(&objects, "")
    }

    fn file(objects: &[String], trailer: &str) -> Vec<u8> {
        let mut file = "%PDF-1.4\n".to_owned();
        let mut places = Vec::new();
        for (at, object) in objects.iter().enumerate() {
            places.push(file.len());
            file += &format!("{} 0 obj{object}endobj\n", at + 1);
        }
        let start = file.len();
        file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for place in places {
            file += &format!("{place:010} 00000 n \n");
        }
        let size = objects.len() + 1;
        file += &format!("trailer<</Size {size}/Root 1 0 R{trailer}>>startxref\n{start}\n%%EOF");
        file.into_bytes()
    }

    /// Words at a place, in ten points.
    fn put(x: u32, y: u32, words: &str) -> String {
        format!("BT /F1 10 Tf {x} {y} Td ({words}) Tj ET\n")
    }

    /// The lines of a grid.
    fn rule(columns: &[u32], rows: &[u32]) -> String {
        let (left, right) = (columns[0], columns[columns.len() - 1]);
        let (top, bottom) = (rows[0], rows[rows.len() - 1]);
        let across = rows.iter().map(|y| format!("{left} {y} m {right} {y} l S\n"));
        let down = columns.iter().map(|x| format!("{x} {bottom} m {x} {top} l S\n"));
        across.chain(down).collect()
    }

    fn words(document: &Document, paragraph: &Paragraph) -> String {
        let number = paragraph.number.as_deref().map(|number| format!("({number}) "));
        number.unwrap_or_default() + &document.text[paragraph.span.clone()]
    }

    fn shape(document: &Document) -> Vec<String> {
        assert_sound(document);
        let cell = |cell: &TableCell| {
            let lines: Vec<_> = cell.paragraphs.iter().map(|it| words(document, it)).collect();
            format!("{},{} {}", cell.row, cell.column, lines.join("⏎"))
        };
        let block = |block: &Block| match block {
            Block::Picture(_) => "picture".to_owned(),
            Block::Paragraph(it) => words(document, it),
            Block::Table(table) => table.cells.iter().map(cell).collect::<Vec<_>>().join(" ¦ "),
        };
        document.blocks.iter().map(block).collect()
    }

    fn letter() -> Vec<u8> {
        let first = [
            put(60, 780, "Geneva, 4 July 2023"),
            put(
                60,
                764,
                "It is my pleasure to invite you to attend the next meeting of Study Group 16, which will be",
            ),
            put(
                60,
                752,
                "held at ITU headquarters, Geneva, from 18 to 29 September 2023, inclusive, as decided in",
            ),
            put(60, 740, "December."),
            put(60, 724, "The meeting will open at 0930 hours."),
            put(60, 712, "1 Opening of the meeting"),
            put(60, 700, "2 Adoption of the agenda"),
            put(60, 30, "ITU - Place des Nations - Tel: +41 22 730 5111"),
        ];
        let second = [
            put(60, 780, "Draft time plan"),
            rule(&[55, 105, 205, 305], &[760, 740, 700, 680]),
            put(60, 745, "Slot"),
            put(110, 745, "Monday"),
            put(210, 745, "Tuesday"),
            put(60, 725, "1"),
            put(110, 725, "Q6/16 R"),
            put(110, 713, "Q21/16"),
            put(210, 725, "SG16 opening"),
            put(210, 713, "plenary and more"),
            put(60, 685, "2"),
            put(110, 685, "Q1/16"),
            put(210, 685, "Q2/16"),
            put(60, 30, "ITU - Place des Nations - Tel: +41 22 730 5111"),
        ];
        pdf(&[&first.concat(), &second.concat()])
    }

    #[test]
    fn paragraphs_end_where_the_next_word_had_room() {
        let document = read(&letter()).unwrap();
        assert_eq!(
            shape(&document)[..5],
            [
                "Geneva, 4 July 2023",
                "It is my pleasure to invite you to attend the next meeting of Study Group 16, which will \
                 be held at ITU headquarters, Geneva, from 18 to 29 September 2023, inclusive, as decided \
                 in December.",
                "The meeting will open at 0930 hours.",
                "1 Opening of the meeting",
                "2 Adoption of the agenda",
            ]
        );
        assert_eq!(
            document.text[document.pages.starts[1]..].lines().next(),
            Some("Draft time plan")
        );
        assert!(!document.text.contains("5111"), "{}", document.text);
    }

    #[test]
    fn ruled_tables_keep_rows_columns_and_lines() {
        let document = read(&letter()).unwrap();
        assert_eq!(
            shape(&document)[5..],
            [
                "Draft time plan",
                "0,0 Slot ¦ 0,1 Monday ¦ 0,2 Tuesday ¦ 1,0 1 ¦ 1,1 Q6/16 R⏎Q21/16 \
                 ¦ 1,2 SG16 opening plenary and more ¦ 2,0 2 ¦ 2,1 Q1/16 ¦ 2,2 Q2/16"
            ]
        );
    }

    #[test]
    fn short_lines_are_judged_by_the_margins_of_the_page() {
        let long =
            "This line goes from one margin to the other margin and shows where both of them are.";
        let page = put(60, 780, long)
            + &put(60, 600, "1 Opening of the hall")
            + &put(60, 588, "2 Adoption of agenda");
        let document = read(&pdf(&[&page])).unwrap();
        assert_eq!(shape(&document), [long, "1 Opening of the hall", "2 Adoption of agenda"]);
    }

    #[test]
    fn labels_and_far_values_are_parted_by_a_tab() {
        let page = put(60, 700, "Ref:") + &put(160, 700, "TSB Collective letter 4/16");
        let document = read(&pdf(&[&page])).unwrap();
        assert!(
            document.text.replace('\n', "\t").contains("Ref:\tTSB Collective letter 4/16"),
            "{document:?}"
        );
    }

    #[test]
    fn a_picture_is_a_mark_at_the_end_of_its_page() {
        let picture = |width: u32| {
            let heading = put(60, 780, "Draft time plan");
            format!("{heading}q {width} 0 0 400 60 300 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n")
        };
        let read = |width| shape(&read(&pdf(&[&picture(width), &put(60, 780, "end")])).unwrap());
        assert_eq!(read(400), ["Draft time plan", "picture", "end"]);
        assert_eq!(read(40), ["Draft time plan", "end"]);
    }

    #[test]
    fn a_scan_is_told_from_a_damaged_file() {
        let message = |content: &str| read(&pdf(&[content])).unwrap_err().message;
        let picture = "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI";
        let scan = message(&format!("q 595 0 0 842 0 0 cm {picture} Q"));
        assert_eq!(scan, "this PDF has no text: it is probably a scan");
        assert_eq!(
            message("q 595 0 0 842 0 0 cm Q"),
            "this PDF is damaged: neither text nor a picture can be read in it"
        );
    }

    #[test]
    fn an_encrypted_file_says_so() {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Count 0/Kids[]>>".to_owned(),
            format!("<</Filter/Standard/V 1/R 2/Length 40/P -44/O<{0}>/U<{0}>>>", "5a".repeat(32)),
        ];
        let id = "/Encrypt 3 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]";
        assert_eq!(read(&file(&objects, id)).unwrap_err().message, "this PDF is encrypted");
    }

    #[test]
    fn what_is_no_pdf_or_too_large_is_refused() {
        assert!(read(b"").is_err());
        for garbage in
            ["nothing", "startxref\n9\n%%EOF", "1 0 obj<</A 1>>endobj startxref\n0\n%%EOF"]
        {
            let error = read(format!("%PDF-1.7\n{garbage}").as_bytes()).unwrap_err();
            assert_eq!(error.message, "this PDF is damaged", "{garbage}");
        }
        assert_eq!(
            read(&vec![0; LARGEST + 1]).unwrap_err().message,
            "the PDF is larger than 16 MiB"
        );
        let pages = vec!["BT ET"; 501];
        assert_eq!(read(&pdf(&pages)).unwrap_err().message, "the PDF has 501 pages; 500 are read");
    }

    #[test]
    fn deep_and_circular_files_end() {
        let deep = |open: &str, close: &str| open.repeat(50_000) + "0" + &close.repeat(50_000);
        for value in [deep("[", "]"), deep("<</A", ">>"), deep("[<</A", ">>]")] {
            let objects = [
                "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
                format!("<</Type/Pages/Count 1/Kids[2 0 R 3 0 R]/X {value}>>"),
                format!("<</Type/Page/Parent 3 0 R/Contents 4 0 R/X {value}>>"),
                format!("<</Length 9>>stream\n{value}\nendstream"),
            ];
            assert!(read(&file(&objects, "")).is_err());
        }
        assert!(read(&pdf(&[&deep("[", "] TJ")])).is_err());
        let chain = ["1 0 obj ".repeat(50_000)];
        assert!(read(&file(&chain, "")).is_err());
    }

    #[test]
    fn words_that_reach_far_out_of_the_page_are_refused() {
        let near = put(60, 700, "Geneva, 4 July 2023");
        for far in [
            "BT /F1 1000000000 Tf 60 700 Td (large) Tj ET",
            "BT /F1 10 Tf 1000000000 Tc 60 700 Td (wide) Tj ET",
            "BT /F1 10 Tf 1000 Tc 60 700 Td (over the whole of this page and of many more) Tj ET",
        ] {
            assert_eq!(
                read(&pdf(&["", &(near.clone() + far)])).unwrap_err().message,
                "this PDF is damaged: words of page 2 reach far out of it",
                "{far}"
            );
        }
        // What begins outside is not seen by anybody.
        let outside = [put(4_000_000_000, 700, "to the right"), put(60, 4_000_000_000, "above")];
        let document = read(&pdf(&[&(outside.concat() + &near)])).unwrap();
        assert_eq!(document.text.trim(), "Geneva, 4 July 2023");
    }

    #[test]
    fn damaged_files_are_read_or_refused() {
        for bytes in mutations(&letter(), 200) {
            if let Ok(document) = read(&bytes) {
                assert_sound(&document);
            }
        }
    }
}
