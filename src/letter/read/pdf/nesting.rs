//! A bound on how deeply the objects of a file nest and how much they make, found before they are
//! read.
//!
//! The library reads arrays and dictionaries within each other by recursion, and a stack that
//! overflows ends the whole program: no catching helps. So each place from which it may read is
//! walked through here first, also inside of compressed streams. What is encrypted cannot be
//! seen, and fonts, which are no text at all, get a wider bound.

use crate::letter::read::pdf::amount::{MOST_MAPPED, MOST_SHOWN, mapped, shown, words};
use flate2::read::ZlibDecoder;
use std::io::Read;
use unpdf::parser::raw::stream::decompress;
use unpdf::parser::raw::tokenizer::{PdfObject, PdfStream, dict_get, parse_object};

/// How many arrays and dictionaries may stand in each other; files have some ten.
const DEEPEST: usize = 100;

/// The same among the bytes of a font, where brackets are chance.
const DEEPEST_IN_FONT: usize = 1000;

/// How much the streams of a file may unpack to, pictures not counted; a letter's come to some
/// megabytes, most of them fonts.
const LARGEST: usize = 64 << 20;

/// Keys of a stream that holds a font or a colour profile.
const BINARY: [&[u8]; 4] = [b"Length1", b"Length2", b"Length3", b"N"];

/// Whether a file can be read without danger.
pub(super) fn is_bounded(file: &[u8]) -> bool {
    ReadingCost::of(file).is_some()
}

/// What reading a file may still cost, and what it came to.
struct ReadingCost<'f> {
    file: &'f [u8],
    /// Objects that are never closed, and objects in objects (`1 0 obj 2 0 obj`), would be walked
    /// through again from each one behind them. This also bounds how many stand in each other.
    effort: usize,
    unpacked: usize,
    texts: usize,
    characters: u64,
}

impl<'f> ReadingCost<'f> {
    /// That of a whole file; none where it is too much.
    fn of(file: &'f [u8]) -> Option<Self> {
        let effort = 16 * file.len() + 4096;
        let mut cost = Self { file, effort, unpacked: 0, texts: 0, characters: 0 };
        for at in words(file, b"obj").chain(words(file, b"trailer")) {
            cost.object(at)?;
        }
        // Tables of objects are read where the file says, and that may be anywhere.
        let said = [&b"startxref"[..], b"/Prev", b"/XRefStm"];
        let places = said.iter().flat_map(|word| words(file, word));
        let mut places: Vec<usize> =
            places.filter_map(|at| number(file.get(at..)?)).filter(|at| *at < file.len()).collect();
        places.sort_unstable();
        places.dedup();
        for at in places {
            cost.walk(at)?;
        }
        Some(cost)
    }

    /// Walks from a place to the end of the value there.
    fn walk(&mut self, at: usize) -> Option<usize> {
        let end = walk(self.file, at, DEEPEST, true)?;
        self.pay(at, end)?;
        Some(end)
    }

    fn pay(&mut self, start: usize, end: usize) -> Option<()> {
        self.effort = self.effort.checked_sub(end.saturating_sub(start))?;
        Some(())
    }

    /// Adds an object and what its stream unpacks to.
    fn object(&mut self, at: usize) -> Option<()> {
        let end = self.walk(at)?;
        let behind = self.file.get(end..).unwrap_or_default().trim_ascii_start();
        let is_stream = behind.starts_with(b"stream");
        let stream = if is_stream { parse_object(self.file, at).ok() } else { None };
        let Some((PdfObject::Stream(stream), end)) = stream else { return Some(()) };
        self.pay(at, end)?;
        // How many bytes each column of a table of objects has. The library counts up to it.
        let columns = dict_get(&stream.dict, b"W").and_then(PdfObject::as_array);
        let is_wide = |column: &PdfObject| column.as_i64().is_some_and(|n| !(0..=8).contains(&n));
        if columns.is_some_and(|columns| columns.iter().any(is_wide)) {
            return None;
        }
        let kind = dict_get(&stream.dict, b"Subtype").and_then(PdfObject::as_name);
        if kind == Some(b"Image") {
            return Some(());
        }
        if !unpacks_within(&stream, LARGEST) {
            return None;
        }
        let Ok(content) = decompress(&stream) else { return Some(()) };
        // An object stream says /N too, and how many objects it holds.
        let has = |key: &[u8]| dict_get(&stream.dict, key).is_some();
        self.content(&content, BINARY.iter().any(|key| has(key)) && !has(b"First"))
    }

    /// Adds what a stream unpacks to.
    fn content(&mut self, content: &[u8], is_font: bool) -> Option<()> {
        self.unpacked += content.len();
        if self.unpacked > LARGEST {
            return None;
        }
        walk(content, 0, if is_font { DEEPEST_IN_FONT } else { DEEPEST }, false)?;
        if !is_font {
            self.texts += shown(content);
            self.characters = self.characters.saturating_add(mapped(content));
        }
        (self.texts <= MOST_SHOWN && self.characters <= MOST_MAPPED).then_some(())
    }
}

/// Whether a stream unpacks to no more than a bound. The library keeps all of it in memory first, up
/// to a gigabyte; what is packed twice can be a bomb in a bomb, and no program packs twice.
fn unpacks_within(stream: &PdfStream, most: usize) -> bool {
    let filter = dict_get(&stream.dict, b"Filter");
    let one = filter.into_iter().filter_map(PdfObject::as_name);
    let many = filter.and_then(PdfObject::as_array).into_iter().flatten();
    let filters: Vec<&[u8]> = one.chain(many.filter_map(PdfObject::as_name)).collect();
    let is_flate = |name: &&[u8]| matches!(*name, b"FlateDecode" | b"Fl");
    let unpacks = |name: &&&[u8]| {
        is_flate(name) || matches!(**name, b"LZWDecode" | b"LZW" | b"RunLengthDecode" | b"RL")
    };
    if filters.iter().filter(unpacks).count() > 1 {
        return false;
    }
    if !filters.first().is_some_and(is_flate) {
        return true;
    }
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    let mut packed = ZlibDecoder::new(stream.raw_data.as_slice()).take(most + 1);
    // A stream that is damaged counts as far as it goes; `take` knows how far that was.
    let _ = std::io::copy(&mut packed, &mut std::io::sink());
    packed.limit() > 0
}

fn number(text: &[u8]) -> Option<usize> {
    let text = text.get(..24).unwrap_or(text).trim_ascii_start();
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    std::str::from_utf8(text.get(..end)?).ok()?.parse().ok()
}

/// Walks from a place to the end of the value there, or of all; `None` where it is too deep.
fn walk(text: &[u8], mut at: usize, deepest: usize, is_value: bool) -> Option<usize> {
    let mut depth = 0_usize;
    while let Some(&byte) = text.get(at) {
        let next = text.get(at + 1).copied();
        let rest = text.get(at + 1..).unwrap_or_default();
        let mut ends_value = true;
        at += match (byte, next) {
            (b'%', _) => {
                ends_value = false;
                1 + length(rest, |byte| !matches!(byte, b'\n' | b'\r'))
            }
            (b'<', Some(b'<')) | (b'[', _) => {
                depth += 1;
                if byte == b'<' { 2 } else { 1 }
            }
            (b'>', Some(b'>')) | (b']', _) => {
                depth = depth.saturating_sub(1);
                if byte == b'>' { 2 } else { 1 }
            }
            (b'(', _) => 1 + string(rest),
            (b'<', _) => 1 + length(rest, |byte| byte != b'>'),
            _ if byte.is_ascii_whitespace() || byte == 0 => {
                ends_value = false;
                1
            }
            _ => {
                let is_word =
                    |byte: u8| !byte.is_ascii_whitespace() && !b"\0()<>[]/%".contains(&byte);
                let end = 1 + length(rest, is_word);
                let word = text.get(at..at + end).unwrap_or_default();
                // `1 0 obj` is not yet a value.
                ends_value = !word.iter().all(u8::is_ascii_digit) && word != b"obj";
                end
            }
        };
        if depth > deepest {
            return None;
        }
        if is_value && depth == 0 && ends_value {
            return Some(at);
        }
    }
    Some(text.len())
}

fn length(text: &[u8], is_in: impl Fn(u8) -> bool) -> usize {
    text.iter().position(|byte| !is_in(*byte)).unwrap_or(text.len())
}

/// The length of a string behind its bracket, with the brackets inside of it.
fn string(text: &[u8]) -> usize {
    let mut depth = 1_usize;
    let mut is_escaped = false;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use crate::letter::read::pdf::nesting::*;
    use std::io::Write;

    #[test]
    fn nesting_is_counted_where_objects_are() {
        let deep = |open: &str, close: &str| open.repeat(101) + "0" + &close.repeat(101);
        for bad in [
            deep("[", "]"),
            deep("<</A", ">>"),
            deep("<</A[(a[\\)[) <5b5b>", "]>>"),
            "1 0 obj ".repeat(200),
        ] {
            assert!(!is_bounded(format!("1 0 obj {bad} endobj").as_bytes()), "{bad}");
            assert!(!is_bounded(format!("trailer{bad}").as_bytes()), "{bad}");
            assert!(!is_bounded(format!("<</Length 9>>({bad}) startxref 14").as_bytes()), "{bad}");
            let content =
                format!("5 0 obj<</Length {}>>stream\n{bad}\nendstream endobj", bad.len());
            assert!(!is_bounded(content.as_bytes()) || bad.starts_with('1'), "{bad}");
        }
        for good in [
            "[(".to_owned() + &"[".repeat(500) + ")]",
            "[<</A[1 0 R]>>]".repeat(500),
            "% [[[\n1".to_owned(),
        ] {
            assert!(is_bounded(format!("1 0 obj {good} endobj").as_bytes()), "{good}");
        }
    }

    #[test]
    fn files_with_more_text_than_any_letter_are_refused() {
        let stream = |content: &str| {
            format!("5 0 obj<</Length {}>>stream\n{content}\nendstream endobj", content.len())
        };
        let letter = "(a) Tj ".repeat(3_000) + "beginbfrange <0041> <005A> <0061> endbfrange";
        assert!(is_bounded(stream(&letter).as_bytes()));
        for bad in ["(a) Tj ".repeat(100_001), "beginbfrange <0> <ffffffff> <0>".to_owned()] {
            assert!(!is_bounded(stream(&bad).as_bytes()));
        }
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(&[b' '; 1000]).unwrap();
        let packed = packed.finish().unwrap();
        let is_within = |filter: &str, most: usize| {
            let head = format!("5 0 obj<</Filter{filter}/Length {}>>stream\n", packed.len());
            let object = [head.as_bytes(), &packed, b"\nendstream endobj"].concat();
            let Ok((PdfObject::Stream(stream), _)) = parse_object(&object, 7) else { panic!() };
            unpacks_within(&stream, most)
        };
        assert!(is_within("/FlateDecode", 1000) && is_within("[/Fl]", 1000));
        assert!(!is_within("/FlateDecode", 999) && !is_within("[/Fl]", 999));
        assert!(is_within("/DCTDecode", 0));
        assert!(!is_within("[/FlateDecode/FlateDecode]", 1000));
        assert!(!is_within("[/ASCII85Decode/LZW/Fl]", 1000));
    }

    #[test]
    fn tables_of_objects_have_narrow_columns() {
        let table = |columns: &str| {
            format!(
                "5 0 obj<</Type/XRef/Size 1/W[{columns}]/Length 4>>stream\n1234\nendstream endobj"
            )
        };
        assert!(is_bounded(table("1 8 0").as_bytes()));
        for columns in ["1 2 -1", "1 2-1 2", "4000000000 1 1"] {
            assert!(!is_bounded(table(columns).as_bytes()), "{columns}");
        }
    }

    #[test]
    fn files_that_never_close_what_they_open_are_refused_soon() {
        assert!(!is_bounded("1 0 obj (".repeat(20_000).as_bytes()));
    }
}
