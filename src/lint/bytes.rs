//! Rules for the bytes of a feed (RFC 5545 sections 3.1 and 6): what the lines look like before
//! anything is read in them.

use super::rule::{Breaches, Rule, doubt, fault};
use super::source::{FeedSource, LineEnd, RawLine};
use crate::finding::Place;

/// The most octets of a line, without its CRLF.
const LONGEST_LINE: usize = 75;

/// About what Google is reported to import.
const LARGEST: usize = 1_000_000;

/// A check of the whole file.
pub(super) type FileCheck = fn(&FeedSource<'_>, &mut Breaches<'_>);
/// A check of one line of the file.
pub(super) type LineCheck = fn(&FeedSource<'_>, RawLine<'_>, &mut Breaches<'_>);

pub(super) const LINE_ENDS: Rule = fault(
    "crlf",
    "RFC 5545, 3.1",
    "most parsers take LF alone too, so that only a look at the bytes finds it",
    "end every line with CR and LF, the last one too",
);

pub(super) const FILE: &[(Rule, FileCheck)] = &[
    (
        fault(
            "bom",
            "RFC 5545, 6",
            "vobject, ics, ical.js, sabre and Data::ICal refuse the file",
            "save it as UTF-8 without a byte order mark",
        ),
        bom,
    ),
    (LINE_ENDS, line_ends),
    (
        doubt(
            "large",
            "reported of Google",
            "Google is reported to import about 1 MB",
            "make a feed for each meeting or each group, or leave out what is long past",
        ),
        large,
    ),
    (
        doubt(
            "blank-end",
            "RFC 5545, 3.1",
            "it is no line of iCalendar, and Data::ICal warns; other programs pass over it",
            "end the file with END:VCALENDAR, CR and LF",
        ),
        blank_end,
    ),
];

pub(super) const LINE: &[(Rule, LineCheck)] = &[
    (
        fault(
            "utf8",
            "RFC 5545, 6",
            "iCalendar has no other encoding, so nothing says which letters are meant",
            "save it as UTF-8",
        ),
        utf8,
    ),
    (
        fault(
            "fold-in-character",
            "RFC 5545, 3.1",
            "Thunderbird and icalendar show two replacement characters, readers that decode before they unfold refuse the file",
            "fold between characters: count octets, and step back to where a character begins",
        ),
        fold_in_character,
    ),
    (
        fault(
            "fold-length",
            "RFC 5545, 3.1",
            "Google ignored a whole feed for one wrong fold, without a word",
            "fold lines at 75 octets: CR, LF and one space, between characters",
        ),
        fold_length,
    ),
    (
        fault(
            "control-character",
            "RFC 5545, 3.1",
            "no line of iCalendar may hold it, so nothing says what becomes of the line",
            "leave control characters out; a line break in a text is `\\n`",
        ),
        control_character,
    ),
    (
        fault(
            "noncharacter",
            "reported of Nextcloud",
            "Nextcloud hides the event or cannot import it again",
            "leave the character out",
        ),
        noncharacter,
    ),
    (
        doubt(
            "odd-character",
            "what people see",
            "no RFC says how it is shown, and U+FFFD says that a character was lost on the way",
            "write what was meant; a line break in a text is `\\n`",
        ),
        odd_character,
    ),
    (
        fault(
            "blank-line",
            "RFC 5545, 3.1",
            "it is no line of iCalendar, and Data::ICal warns",
            "leave the line out; an empty line in a text is `\\n\\n`",
        ),
        blank_line,
    ),
    (
        doubt(
            "blank-fold",
            "RFC 5545, 3.1",
            "Data::ICal warns",
            "fold so that a continuation has more than white space",
        ),
        blank_fold,
    ),
];

fn bom(source: &FeedSource<'_>, found: &mut Breaches<'_>) {
    if source.bytes.starts_with(b"\xEF\xBB\xBF") {
        let place = Place { start: 0, end: 3, line: 1 };
        found.at(place, "the file begins with a byte order mark");
    }
}

/// Where the first line ends in a way by which the lines cannot be told apart, and what is to be
/// said of it.
pub(super) fn other_line_ends(source: &FeedSource<'_>) -> Option<(Place, &'static str)> {
    let first = source.lines().find(|line| !line.octets.is_empty())?;
    let at = first.octets.iter().position(|byte| *byte == b'\r')?;
    let message = match first.octets.get(at + 1..) {
        Some([]) if first.end == LineEnd::CrLf => {
            "the lines end with two CR before the LF; nothing else was judged"
        }
        _ => "the lines end with CR alone; nothing else was judged",
    };
    Some((first.place(at, at + 1), message))
}

fn line_ends(source: &FeedSource<'_>, found: &mut Breaches<'_>) {
    let mut bare: Option<Place> = None;
    let mut lines = 0_usize;
    let mut count = 0_usize;
    let mut lone: Option<Place> = None;
    for line in source.lines() {
        lines += 1;
        let length = line.octets.len();
        if line.end == LineEnd::Lf {
            count += 1;
            bare.get_or_insert(line.place(length.saturating_sub(1), length));
        }
        if lone.is_none() {
            let at = line.octets.iter().position(|byte| *byte == b'\r');
            lone = at.map(|at| line.place(at, at + 1));
        }
        if line.end == LineEnd::Nothing {
            found.at(
                line.place(length.saturating_sub(1), length),
                "the last line has no CR and LF at its end",
            );
        }
    }
    if let Some(place) = bare {
        let message = match count {
            1 => "this line ends with LF alone, without CR".to_owned(),
            count if count == lines => "all lines end with LF alone, without CR".to_owned(),
            count => format!("{count} lines end with LF alone, without CR; this is the first"),
        };
        found.at(place, message);
    }
    if let Some(place) = lone {
        found.at(place, "a CR stands without its LF");
    }
}

fn large(source: &FeedSource<'_>, found: &mut Breaches<'_>) {
    if source.bytes.len() > LARGEST {
        let size = source.bytes.len() / LARGEST;
        found.at(
            Place { start: 0, end: 0, line: 1 },
            format_args!("the feed has more than {size} MB"),
        );
    }
}

fn blank_end(source: &FeedSource<'_>, found: &mut Breaches<'_>) {
    // One line end is right.
    let rest = source.bytes.get(source.end..).unwrap_or_default();
    if rest.iter().filter(|byte| **byte == b'\n').count() < 2 {
        return;
    }
    if let Some(line) = source.lines().find(|line| is_blank(line) && line.start >= source.end) {
        found.at(line.place(0, 0), "a blank line stands at the end of the file");
    }
}

fn utf8(source: &FeedSource<'_>, line: RawLine<'_>, found: &mut Breaches<'_>) {
    let Err(error) = std::str::from_utf8(line.octets) else { return };
    let at = error.valid_up_to();
    // A character that a fold cuts has a rule of its own.
    if cut_behind(source, line).is_some() || is_cut_before(source, line) {
        return;
    }
    let octet = line.octets.get(at).copied().unwrap_or_default();
    found.at(line.place(at, at + 1), format_args!("the octet 0x{octet:02X} is no UTF-8"));
}

/// Where the character begins that goes on behind the fold after a line.
fn cut_behind(source: &FeedSource<'_>, line: RawLine<'_>) -> Option<usize> {
    let length = line.octets.len();
    let lead = (length.saturating_sub(3)..length)
        .rev()
        .find(|at| line.octets.get(*at).is_some_and(|byte| *byte >= 0xC2))?;
    let tail = line.octets.get(lead..)?;
    let error = std::str::from_utf8(tail).err()?;
    if error.error_len().is_some() {
        return None;
    }
    let rest = source.bytes.get(line.start + length..)?;
    let rest = rest.strip_prefix(b"\r").unwrap_or(rest).strip_prefix(b"\n")?;
    let [b' ' | b'\t', 0x80..=0xBF, ..] = rest else { return None };
    Some(lead)
}

/// Whether a line goes on with a character that began before its fold.
fn is_cut_before(source: &FeedSource<'_>, line: RawLine<'_>) -> bool {
    let cut = matches!(line.octets, [b' ' | b'\t', 0x80..=0xBF, ..]);
    let before = source.bytes.get(..line.start).unwrap_or_default();
    let before = before.strip_suffix(b"\n").unwrap_or(before);
    let before = before.strip_suffix(b"\r").unwrap_or(before);
    cut && before.last().is_some_and(|byte| *byte >= 0x80)
}

fn fold_in_character(source: &FeedSource<'_>, line: RawLine<'_>, found: &mut Breaches<'_>) {
    if let Some(at) = cut_behind(source, line) {
        found.at(line.place(at, line.octets.len()), "a fold cuts a character in two");
    }
}

fn fold_length(source: &FeedSource<'_>, line: RawLine<'_>, found: &mut Breaches<'_>) {
    let length = line.octets.len();
    if length > LONGEST_LINE {
        // The caret stands below a character, also where the limit cuts one.
        let text = source.text.get(line.start..line.start + length).unwrap_or_default();
        let at = text.floor_char_boundary(LONGEST_LINE);
        found
            .at(line.place(at, at + 1), format_args!("the line has {length} octets, more than 75"));
    }
}

fn control_character(_: &FeedSource<'_>, line: RawLine<'_>, found: &mut Breaches<'_>) {
    let is_control = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\r');
    if let Some(at) = line.octets.iter().position(is_control) {
        let octet = line.octets.get(at).copied().unwrap_or_default();
        found.at(
            line.place(at, at + 1),
            format_args!("the control character U+{octet:04X} stands in the line"),
        );
    }
}

/// The first character of a line that is odd, with its place in it.
fn first_odd(
    source: &FeedSource<'_>,
    line: RawLine<'_>,
    is_odd: impl Fn(usize, char) -> bool,
) -> Option<(usize, char)> {
    // All of them begin with such an octet.
    if !line.octets.iter().any(|byte| *byte >= 0xE2) {
        return None;
    }
    let text = source.text.get(line.start..line.start + line.octets.len())?;
    text.char_indices().find(|(at, c)| is_odd(line.start + at, *c))
}

fn noncharacter(source: &FeedSource<'_>, line: RawLine<'_>, found: &mut Breaches<'_>) {
    let is_odd = |_, c| matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE;
    if let Some((at, c)) = first_odd(source, line, is_odd) {
        let message = format_args!("a noncharacter, U+{:04X}, stands in the line", u32::from(c));
        found.at(line.place(at, at + c.len_utf8()), message);
    }
}

fn odd_character(source: &FeedSource<'_>, line: RawLine<'_>, found: &mut Breaches<'_>) {
    let what = |at: usize, c| match c {
        // At the beginning of the file it has a rule of its own.
        '\u{FEFF}' if at > 0 => Some("a byte order mark"),
        '\u{2028}' | '\u{2029}' => Some("a line separator"),
        '\u{FFFD}' => Some("a replacement character"),
        _ => None,
    };
    if let Some((at, c)) = first_odd(source, line, |at, c| what(at, c).is_some())
        && let Some(what) = what(line.start + at, c)
    {
        let message = format_args!("{what}, U+{:04X}, stands in the line", u32::from(c));
        found.at(line.place(at, at + c.len_utf8()), message);
    }
}

fn is_blank(line: &RawLine<'_>) -> bool {
    line.octets.is_empty()
}

fn blank_line(source: &FeedSource<'_>, line: RawLine<'_>, found: &mut Breaches<'_>) {
    // At the end of the file it has a rule of its own.
    if is_blank(&line) && line.start < source.end {
        found.at(line.place(0, 0), "the line is blank");
    }
}

fn blank_fold(_: &FeedSource<'_>, line: RawLine<'_>, found: &mut Breaches<'_>) {
    if line.is_continuation() && line.octets.iter().all(u8::is_ascii_whitespace) {
        found.at(line.place(0, line.octets.len()), "the continuation has white space only");
    }
}
