//! Bytes to text, for letters in plain text and HTML.
//!
//! Old letters come in the code page of the office that wrote them, and most do not say which. A
//! text that was decoded wrongly once before it was saved is not changed: a repair would have to
//! guess twice.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// How far into a page its charset is looked for; browsers stop at 1,024 bytes.
const META_REACH: usize = 4096;

/// The text of a plain file, in lines that end with `\n`.
pub(crate) fn text(bytes: &[u8]) -> String {
    clean(&marked(bytes).or_else(|| utf8(bytes)).unwrap_or_else(|| guessed(bytes)))
}

/// The text of an HTML page; what it declares counts if the page can be decoded so.
pub(crate) fn html(bytes: &[u8]) -> String {
    let decoded = marked(bytes).or_else(|| utf8(bytes)).or_else(|| declared(bytes));
    clean(&decoded.unwrap_or_else(|| guessed(bytes)))
}

/// The text behind a byte order mark.
fn marked(bytes: &[u8]) -> Option<String> {
    let (encoding, mark) = Encoding::for_bom(bytes)?;
    let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..)?);
    Some(text.into_owned())
}

fn utf8(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

/// The text in the encoding that a `<meta>` names, if it has no byte that would be wrong there.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..META_REACH).unwrap_or(bytes).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    head.match_indices("charset").find_map(|(at, word)| {
        let value = head.get(at + word.len()..)?.trim_start().strip_prefix('=')?;
        let value = value.trim_start().trim_start_matches(['"', '\'']).trim_start();
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
        let encoding = Encoding::for_label(value.get(..end.unwrap_or(value.len()))?.as_bytes())?;
        // A page in UTF-16 could not have shown us this word.
        let encoding = encoding.output_encoding();
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        Some(text.into_owned())
    })
}

fn guessed(bytes: &[u8]) -> String {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    // Bytes that are nearly UTF-8 (a file cut in the middle of a letter) are UTF-8.
    let cut = std::str::from_utf8(bytes).is_err_and(|error| {
        error.error_len().is_none() && bytes.get(..error.valid_up_to()).is_some_and(has_letters)
    });
    let guess = if cut { UTF_8 } else { detector.guess(None, Utf8Detection::Allow) };
    guess.decode_without_bom_handling(bytes).0.into_owned()
}

fn has_letters(bytes: &[u8]) -> bool {
    !bytes.is_ascii()
}

/// One kind of line end, and no control characters but tabs; a form feed ends a line too.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let plain = |c: char| match c {
        '\r' | '\u{c}' | '\u{2028}' | '\u{2029}' => '\n',
        '\n' | '\t' => c,
        c if c.is_control() => ' ',
        c => c,
    };
    let is_plain = !text.contains(|c: char| plain(c) != c);
    if is_plain { text } else { text.chars().map(plain).collect() }
}

#[cfg(test)]
mod tests {
    use crate::letter::read::encoding::*;

    fn encode(text: &str, label: &str) -> Vec<u8> {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let (bytes, _, has_errors) = encoding.encode(text);
        assert!(!has_errors, "{text:?} is not all in {label}");
        bytes.into_owned()
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let with_mark = format!("\u{feff}{text}");
        with_mark.encode_utf16().flat_map(to_bytes).collect()
    }

    const CHINESE: &str = "重要截止日期：2024年11月14日，提交需要翻译的ITU-T成员文稿";
    const RUSSIAN: &str = "Собрание Исследовательской комиссии состоится в Женеве";
    const SPANISH: &str = "Reunión de la Comisión de Estudio 3; Montevideo – 15 de abril";

    #[test]
    fn a_byte_order_mark_decides_and_is_not_part_of_the_text() {
        assert_eq!(text(&utf16(CHINESE, u16::to_le_bytes)), CHINESE);
        assert_eq!(text(&utf16(CHINESE, u16::to_be_bytes)), CHINESE);
        assert_eq!(text(format!("\u{feff}{RUSSIAN}").as_bytes()), RUSSIAN);
    }

    #[test]
    fn code_pages_are_guessed() {
        assert_eq!(text(&encode(CHINESE, "gbk")), CHINESE);
        assert_eq!(text(&encode(RUSSIAN, "windows-1251")), RUSSIAN);
        assert_eq!(text(&encode(SPANISH, "windows-1252")), SPANISH);
        let arabic = "يسرني أن أدعوكم إلى الاجتماع المقبل في جنيف";
        assert_eq!(text(&encode(arabic, "windows-1256")), arabic);
    }

    #[test]
    fn a_page_is_read_as_it_declares() {
        let page = "<meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\">ª é";
        assert_eq!(html(&encode(page, "windows-1252")), page);
        // No guess would come upon this one.
        let page = "<META CHARSET = 'x-mac-cyrillic'>Женева";
        assert_eq!(html(&encode(page, "x-mac-cyrillic")), page);
        assert_ne!(text(&encode(page, "x-mac-cyrillic")), page);
    }

    #[test]
    fn a_declaration_that_cannot_be_true_is_passed_over() {
        let page = format!("<meta charset=utf-8>{SPANISH}");
        assert_eq!(html(&encode(&page, "windows-1252")), page);
        let page = format!("<meta charset=windows-1252>{CHINESE}");
        assert_eq!(html(page.as_bytes()), page);
        let page = format!("<meta charset=shift_jis>{RUSSIAN}");
        assert_eq!(html(&encode(&page, "windows-1251")), page);
    }

    #[test]
    fn mojibake_is_left_alone() {
        assert_eq!(text("â€‹COM4-2".as_bytes()), "â€‹COM4-2");
    }

    #[test]
    fn a_text_cut_inside_a_letter_is_still_utf8() {
        let cut = &RUSSIAN.as_bytes()[..9];
        assert_eq!(text(cut), "Собр\u{fffd}");
    }

    #[test]
    fn lines_end_in_one_way_and_controls_are_blanks() {
        assert_eq!(text(b"a\r\nb\rc\nd\x0ce\tf\0g\x07h\x7f"), "a\nb\nc\nd\ne\tf g h ");
    }
}
