//! Documents as they lie on a disk become one model: paragraphs, tables, pages.

pub(crate) mod compose;
pub(crate) mod csv;
pub(crate) mod document;
pub(crate) mod docx;
pub(crate) mod encoding;
mod foreign;
pub(crate) mod grid;
pub(crate) mod html;
pub(crate) mod mail;
pub(crate) mod pdf;
mod raised;
pub(crate) mod sheet;
pub(crate) mod text;
pub(crate) mod urls;
mod wrapped;
pub(crate) mod xlsx;

use document::{Document, UnreadableDocument};
use xlsx::Workbook;

/// The longest text of a document, in bytes: fifty times a letter with all its annexes.
const LONGEST_TEXT: usize = 2 * 1024 * 1024;

/// The formats of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterFormat {
    /// Word's, ISO 29500.
    Docx,
    /// PDF.
    Pdf,
    /// HTML in any encoding.
    Html,
    /// Plain text in any encoding.
    Text,
    /// A mail, RFC 5322.
    Mail,
    /// A table as text, RFC 4180.
    Csv,
    /// Excel's, ISO 29500.
    Xlsx,
    /// A format in which letters come too, and that is not read; the refusal says what to do.
    Foreign,
}

impl LetterFormat {
    /// The format that a file's name says.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        match ending.as_str() {
            "docx" => Some(Self::Docx),
            "pdf" => Some(Self::Pdf),
            "html" | "htm" => Some(Self::Html),
            "txt" | "text" => Some(Self::Text),
            "eml" => Some(Self::Mail),
            "csv" => Some(Self::Csv),
            "xlsx" | "xlsm" => Some(Self::Xlsx),
            ending => foreign::is_ending(ending).then_some(Self::Foreign),
        }
    }

    /// The format that the bytes themselves show.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let head = bytes.get(..1024).unwrap_or(bytes);
        let text = String::from_utf8_lossy(head).trim_start().to_ascii_lowercase();
        if foreign::refusal(bytes).is_some() {
            Self::Foreign
        } else if head.starts_with(b"PK") && foreign::is_workbook(bytes) {
            Self::Xlsx
        } else if head.starts_with(b"PK") || head.starts_with(b"\xD0\xCF\x11\xE0") {
            // A document with a password is refused by the reader of the others.
            Self::Docx
        } else if text.contains("%pdf-") {
            Self::Pdf
        } else if mail::is_mail(bytes) {
            Self::Mail
        } else if text.trim_start_matches('\u{feff}').starts_with("uid,kind,groups,") {
            // The table of `show --format csv`, by way of a pipe.
            Self::Csv
        } else if text.starts_with("<!doctype html") || text.contains("<html") {
            Self::Html
        } else if csv::is_table(&text) {
            Self::Csv
        } else {
            Self::Text
        }
    }
}

/// The format of a file: what its name says, but for what its bytes show better.
pub(crate) fn shown(
    bytes: &[u8],
    format: LetterFormat,
) -> Result<LetterFormat, UnreadableDocument> {
    if let Some(refusal) = foreign::refusal(bytes) {
        return Err(refusal);
    }
    Ok(match (format, LetterFormat::of_bytes(bytes)) {
        // Word saves web pages under the names of its own documents too.
        (LetterFormat::Foreign, LetterFormat::Text) => return Err(foreign::unknown()),
        (LetterFormat::Foreign, shown) => shown,
        (LetterFormat::Text, LetterFormat::Mail) => LetterFormat::Mail,
        (LetterFormat::Csv | LetterFormat::Docx, LetterFormat::Xlsx) => LetterFormat::Xlsx,
        (named, _) => named,
    })
}

/// The sheets of a workbook, or of a table as text.
pub(crate) fn workbook(
    bytes: &[u8],
    format: LetterFormat,
) -> Option<Result<Workbook, UnreadableDocument>> {
    match format {
        LetterFormat::Csv => Some(
            csv::sheet(bytes).map(|sheet| Workbook { sheets: vec![sheet], skipped: Vec::new() }),
        ),
        LetterFormat::Xlsx => Some(xlsx::read(bytes)),
        _ => None,
    }
}

/// Reads a document.
pub(crate) fn document(bytes: &[u8], format: LetterFormat) -> Result<Document, UnreadableDocument> {
    let format = shown(bytes, format)?;
    if let Some(workbook) = workbook(bytes, format) {
        let Workbook { sheets, skipped } = workbook?;
        return whole(Document { skipped, ..sheet::document(&sheets) });
    }
    let document = match format {
        LetterFormat::Foreign | LetterFormat::Csv | LetterFormat::Xlsx => Err(foreign::unknown()),
        LetterFormat::Text => text::read(bytes),
        LetterFormat::Mail => mail::read(bytes),
        LetterFormat::Html => html::read(bytes),
        LetterFormat::Docx => docx::read(bytes).map(|mut document| {
            compose::add_urls(&mut document);
            document
        }),
        LetterFormat::Pdf => pdf::read(bytes),
    }?;
    whole(document)
}

/// A document with some text, but not too much.
fn whole(mut document: Document) -> Result<Document, UnreadableDocument> {
    if document.text.trim().is_empty() {
        return Err(UnreadableDocument::new(
            "there is no text in it",
            "look whether it is the right file",
        ));
    }
    if document.text.len() > LONGEST_TEXT {
        return Err(UnreadableDocument::new(
            "it has more text than any letter",
            "cut it down to the letter and its annexes",
        ));
    }
    wrapped::join_brackets(&mut document);
    Ok(document)
}
