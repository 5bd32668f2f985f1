//! Files in which a letter may come and that are not read: what they are, and what to do.

use crate::letter::read::document::UnreadableDocument;

const SAVE_IN_WORD: &str = "open it in Word and save it as a Word document (.docx)";
const SAVE_MAIL: &str = "save the mail as .eml, or save the letter that is attached to it";
const SAVE_TABLE: &str = "save the table as .xlsx or .csv";
const READ_PICTURE: &str =
    "ask for the letter as .docx, or let a program recognise the text and save it as .txt";

/// The endings of the names of files that are not read.
const ENDINGS: [&str; 22] = [
    "rtf", "doc", "dot", "odt", "ott", "pages", "wps", "msg", "xls", "ods", "numbers", "png",
    "jpg", "jpeg", "gif", "heic", "heif", "tif", "tiff", "bmp", "webp", "avif",
];

/// Whether a file with this ending of its name is not read, unless its bytes are another format's.
pub(super) fn is_ending(ending: &str) -> bool {
    ENDINGS.contains(&ending)
}

/// Why a file is refused whose bytes show a format that is not read.
pub(super) fn refusal(bytes: &[u8]) -> Option<UnreadableDocument> {
    let (what, help) = if bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        ("rich text (.rtf)", SAVE_IN_WORD)
    } else if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        in_compound_file(bytes)?
    } else if bytes.starts_with(b"PK") {
        in_archive(bytes)?
    } else if is_picture(bytes) {
        ("a picture", READ_PICTURE)
    } else {
        return None;
    };
    Some(UnreadableDocument::new(format!("the file is {what}, which is not read"), help))
}

/// Why a file is refused that its name says to be of a format that is not read.
pub(super) fn unknown() -> UnreadableDocument {
    UnreadableDocument::new(
        "the format of this file is not read",
        "save the letter as .docx, .pdf, .html or .txt, a mail as .eml, a table as .xlsx or .csv",
    )
}

/// What a compound file is, by the names in its directory ([MS-CFB] section 2.6). A Word document
/// with a password is one too; that is for the reader of Word documents.
fn in_compound_file(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if holds("EncryptedPackage") {
        None
    } else if holds("__properties_version1.0") {
        Some(("a mail of Outlook (.msg)", SAVE_MAIL))
    } else if holds("Workbook") {
        Some(("an old Excel workbook (.xls)", SAVE_TABLE))
    } else {
        Some(("an old Word document (.doc)", SAVE_IN_WORD))
    }
}

/// What an archive is, by the names of its parts: `OpenDocument` begins with its type.
fn in_archive(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let head = bytes.get(..512).unwrap_or(bytes);
    let holds = |bytes: &[u8], name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    if holds(head, b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet") {
        Some(("an OpenDocument table (.ods)", SAVE_TABLE))
    } else if holds(head, b"mimetypeapplication/vnd.oasis.opendocument.") {
        Some(("an OpenDocument text (.odt)", SAVE_IN_WORD))
    } else {
        None
    }
}

/// Whether an archive is a workbook, by the name of its main part.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"xl/workbook.xml").is_some()
}

/// Whether the bytes are those of a picture.
pub(super) fn is_picture(bytes: &[u8]) -> bool {
    let at = |at: usize, mark: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(mark));
    let is_iso_image = || {
        let brands: [&[u8]; 6] = [b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"];
        at(4, b"ftyp") && brands.iter().any(|brand| at(8, brand))
    };
    at(0, b"\x89PNG")
        || at(0, b"\xFF\xD8\xFF")
        || at(0, b"GIF8")
        || at(0, b"II*\0")
        || at(0, b"MM\0*")
        || at(0, b"RIFF") && at(8, b"WEBP")
        || at(0, b"BM") && at(6, b"\0\0\0\0")
        || is_iso_image()
}

#[cfg(test)]
mod tests {
    use crate::letter::LetterFormat;
    use crate::letter::read::document;

    /// The refusal of a file, by its name.
    fn refused(name: &str, bytes: &[u8]) -> String {
        let format = LetterFormat::of_name(name).unwrap_or_else(|| LetterFormat::of_bytes(bytes));
        let refusal = document(bytes, format).unwrap_err();
        format!("{}; {}", refusal.message, refusal.help)
    }

    fn compound(name: &str) -> Vec<u8> {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", name.as_slice()].concat()
    }

    #[test]
    fn each_format_that_is_not_read_says_what_to_do() {
        let word = "open it in Word and save it as a Word document (.docx)";
        let table = "save the table as .xlsx or .csv";
        let mail = "save the mail as .eml, or save the letter that is attached to it";
        let picture = "ask for the letter as .docx, or let a program recognise the text and save it \
                       as .txt";
        let open = "\0".repeat(26) + "mimetypeapplication/vnd.oasis.opendocument.";
        let open = |kind: &str| format!("PK\u{3}\u{4}{open}{kind}").into_bytes();
        let rtf = b"{\\rtf1\\ansi Geneva, 3 March 2026\\par }".to_vec();
        for (names, bytes, what, help) in [
            (["a.rtf", "a.txt", "-"], rtf, "rich text (.rtf)", word),
            (
                ["a.doc", "a.docx", "-"],
                compound("WordDocument"),
                "an old Word document (.doc)",
                word,
            ),
            (["a.xls", "a.csv", "-"], compound("Workbook"), "an old Excel workbook (.xls)", table),
            (
                ["a.msg", "a.eml", "-"],
                compound("__properties_version1.0"),
                "a mail of Outlook (.msg)",
                mail,
            ),
            (["a.odt", "a.docx", "-"], open("text"), "an OpenDocument text (.odt)", word),
            (["a.ods", "a.csv", "-"], open("spreadsheet"), "an OpenDocument table (.ods)", table),
            (["a.png", "a.pdf", "-"], b"\x89PNG\r\n\x1a\n".to_vec(), "a picture", picture),
            (["a.jpg", "a.txt", "-"], b"\xFF\xD8\xFF\xE0".to_vec(), "a picture", picture),
            (["a.HEIC", "a.jpeg", "-"], b"\0\0\0\x18ftypheic\0".to_vec(), "a picture", picture),
        ] {
            for name in names {
                let expected = format!("the file is {what}, which is not read; {help}");
                assert_eq!(refused(name, &bytes), expected, "{name}");
            }
        }
        let unknown = "the format of this file is not read; save the letter as .docx, .pdf, .html or \
                       .txt, a mail as .eml, a table as .xlsx or .csv";
        assert_eq!(refused("a.pages", b"x"), unknown);
    }

    #[test]
    fn a_name_of_another_format_is_no_hindrance() {
        let page = b"<html><body><p>Geneva, 3 March 2026</body></html>";
        let format = LetterFormat::of_name("letter.doc").unwrap();
        assert_eq!(document(page, format).unwrap().text, "Geneva, 3 March 2026");
    }
}
