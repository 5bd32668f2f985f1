//! What is stated of a file that cannot be read.

use crate::letter::read::document::UnreadableDocument;

const SAVE_AGAIN: &str = "open it in Word and save it again as a Word document (.docx)";
const GET_AGAIN: &str =
    "download or copy the file again; if it opens in Word, save it again as .docx";
const NO_LETTER: &str = "no letter needs as much; it was not read any further";

/// What the bytes are that are no ZIP archive, or only the front part of one. Those of formats that
/// are not read were refused before, but for documents with a password.
pub(super) fn no_archive(bytes: &[u8]) -> UnreadableDocument {
    let is_at_front = |mark: &[u8]| bytes.starts_with(mark);
    if is_at_front(b"\xD0\xCF\x11\xE0") {
        encrypted()
    } else if is_at_front(b"PK") {
        UnreadableDocument::new("the Word document is damaged or cut off", GET_AGAIN)
    } else if is_at_front(b"%PDF") {
        UnreadableDocument::new("the file is a PDF, not a .docx", "give its name the ending `.pdf`")
    } else if bytes.is_empty() {
        UnreadableDocument::new("the file is empty", GET_AGAIN)
    } else {
        UnreadableDocument::new("the file is not a Word document (.docx)", SAVE_AGAIN)
    }
}

/// A file that asks for a password.
pub(super) fn encrypted() -> UnreadableDocument {
    let help = "open it in Word with its password and save it without one (File, Info, Protect)";
    UnreadableDocument::new("the Word document is protected by a password", help)
}

/// An archive whose main part is missing or is another format's.
pub(super) fn no_document(root: Option<&str>) -> UnreadableDocument {
    match root {
        Some("workbook") => UnreadableDocument::new(
            "the file is an Excel workbook, not a Word document",
            "save the table as .xlsx or .csv",
        ),
        Some("presentation") => UnreadableDocument::new(
            "the file is a PowerPoint presentation, not a Word document",
            SAVE_AGAIN,
        ),
        _ => UnreadableDocument::new(
            "the file is a ZIP archive, but not a Word document",
            "unpack it and give the letter that is in it, or save the letter as .docx",
        ),
    }
}

/// A part that the archive does not hold as it should.
pub(super) fn damaged(part: &str) -> UnreadableDocument {
    UnreadableDocument::new(
        format!("the Word document is damaged: `{part}` cannot be unpacked"),
        GET_AGAIN,
    )
}

/// A part packed in a way that Word does not use.
pub(super) fn packed_otherwise(part: &str) -> UnreadableDocument {
    let message =
        format!("`{part}` in the Word document is packed in a way that Word does not use");
    UnreadableDocument::new(message, SAVE_AGAIN)
}

/// A part that is not XML.
pub(super) fn not_xml(why: &str) -> UnreadableDocument {
    UnreadableDocument::new(
        format!("the Word document is damaged: its XML cannot be read ({why})"),
        GET_AGAIN,
    )
}

/// A part with a DTD.
pub(super) fn doctype() -> UnreadableDocument {
    UnreadableDocument::new(
        "the Word document has a DTD, which no Word document may have",
        SAVE_AGAIN,
    )
}

/// More bytes, parts or elements than a letter has.
pub(super) fn too_large() -> UnreadableDocument {
    UnreadableDocument::new("the Word document is too large when it is unpacked", NO_LETTER)
}

/// More depth than a letter has.
pub(super) fn too_deep() -> UnreadableDocument {
    UnreadableDocument::new("the Word document is nested too deeply", NO_LETTER)
}
