//! Characters that break the syntax of a file unnoticed: unusual blanks, colons and brackets,
//! typographic quotation marks, a `#` that begins a comment; and Git conflict markers.
//!
//! The cause is found by trying: if the parser gets further with the right character, the odd one
//! was the mistake.

use crate::finding::{Findings, Place};
use crate::model::Odd;

/// The longest text that is tried with other characters, in bytes: each try parses it anew.
const LONGEST: usize = 128 * 1024;
/// The most tries for one text.
const MOST_TRIES: usize = 60;

/// A mistake in a line, with its correction.
struct Slip {
    start: usize,
    end: usize,
    /// What the parser is given in its place.
    written: String,
    message: String,
    help: String,
}

/// Reports the markers that git leaves in a file with a conflict, at the first of them.
pub(super) fn conflict(text: &str, findings: &mut Findings) -> bool {
    let is_marker = |(_, _, line): &(u32, usize, &str)| {
        let line = line.trim_end_matches(['\r', '\n']);
        ["<<<<<<<", ">>>>>>>", "|||||||", "======="].into_iter().any(|marker| {
            line.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    };
    let marked = lines(text).find(is_marker);
    let Some((number, start, line)) = marked else { return false };
    let place = Place { start, end: start + line.trim_end().len(), line: number };
    findings.fault(place, "these are Git conflict markers").help(
        "keep one of the two versions and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
    );
    true
}

/// Reports the odd character that broke the syntax of a text, if there is one. `stop` is the line
/// and column at which the parser stops; `stops_at` returns where it stops on another text.
pub(super) fn blame(
    text: &str,
    mut stop: (u64, u64),
    stops_at: impl Fn(&str) -> Option<(u64, u64)>,
    findings: &mut Findings,
) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let suspects = lines(text).flat_map(|(number, start, line)| {
        let all = [odd(start, line), brackets(start, line), quotes(start, line), hash(start, line)];
        all.into_iter().filter(|slips| !slips.is_empty()).map(move |slips| (number, slips))
    });
    // The nearest one before the place where the parser stops comes first.
    let (before, behind): (Vec<_>, Vec<_>) =
        suspects.partition(|(number, _)| u64::from(*number) <= stop.0);
    let mut blamed: Vec<(u32, Vec<Slip>)> = Vec::new();
    for suspect in before.into_iter().rev().chain(behind).take(MOST_TRIES) {
        blamed.push(suspect);
        match stops_at(&rewritten(text, &blamed)) {
            None => break,
            Some(next) if next > stop => stop = next,
            Some(_) => {
                blamed.pop();
            }
        }
    }
    for (line, slips) in &blamed {
        for slip in slips {
            let place = Place { start: slip.start, end: slip.end, line: *line };
            findings.fault(place, &*slip.message).help(&*slip.help);
        }
    }
    !blamed.is_empty()
}

/// The lines of a text with their numbers and the bytes at which they begin.
fn lines(text: &str) -> impl Iterator<Item = (u32, usize, &str)> {
    let mut start = 0;
    (1..).zip(text.split_inclusive('\n')).map(move |(number, line)| {
        let begin = start;
        start += line.len();
        (number, begin, line)
    })
}

fn rewritten(text: &str, blamed: &[(u32, Vec<Slip>)]) -> String {
    let mut slips: Vec<&Slip> = blamed.iter().flat_map(|(_, slips)| slips).collect();
    slips.sort_by_key(|slip| slip.start);
    let mut written = String::with_capacity(text.len());
    let mut end = 0;
    for slip in slips {
        written.push_str(text.get(end..slip.start).unwrap_or(""));
        written.push_str(&slip.written);
        end = slip.end;
    }
    written.push_str(text.get(end..).unwrap_or(""));
    written
}

/// Unusual blanks and colons, and invisible characters, in an indentation or after a key.
fn odd(start: usize, line: &str) -> Vec<Slip> {
    let mut slips: Vec<Slip> = Vec::new();
    let visible_end = line.trim_end().len();
    let mut last_seen = None;
    let all = line.char_indices().filter_map(|(at, sign)| {
        let (odd, seen) = (Odd::of(sign), last_seen);
        let is_seen = odd.map_or(sign != ' ', |odd| !odd.is_blank() && odd.plain.is_some());
        if is_seen {
            last_seen = Some(sign);
        }
        Some((at, odd?, seen))
    });
    for (at, odd, seen) in all {
        let before = line.get(..at).unwrap_or("");
        let behind = line.get(at + odd.sign.len_utf8()..).unwrap_or("");
        let written = match odd.plain {
            Some(':') if ends_with_key(before) => {
                if behind.starts_with(' ') {
                    ":"
                } else {
                    ": "
                }
            }
            Some(' ') | None if at + odd.sign.len_utf8() < visible_end => {
                if seen.is_some_and(|seen| !":\u{FF1A}-,[{".contains(seen)) {
                    continue;
                }
                if odd.plain.is_some() { " " } else { "" }
            }
            _ => continue,
        };
        match slips.last_mut() {
            // The same again: one message is enough.
            Some(last)
                if last.end == start + at
                    && line.get(..at).is_some_and(|line| line.ends_with(odd.sign)) =>
            {
                last.end += odd.sign.len_utf8();
                last.written.push_str(written);
            }
            _ => slips.push(Slip::new(start + at, odd, written)),
        }
    }
    slips
}

/// Whether a key ends here: a word at the beginning of a line or of braces.
fn ends_with_key(before: &str) -> bool {
    let is_of_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '/');
    let rest = before.trim_end_matches(is_of_key);
    let begins = rest.trim_end().is_empty() || rest.trim_end().ends_with(['{', ',', '[', '-']);
    rest.len() < before.len() && begins
}

/// Brackets, braces and commas of another width.
fn brackets(start: usize, line: &str) -> Vec<Slip> {
    let all = Odd::all_in(line).filter_map(|(at, odd)| {
        let plain = odd.plain.filter(|plain| "[]{},".contains(*plain))?;
        Some(Slip::new(start + at, odd, plain.encode_utf8(&mut [0; 4])))
    });
    all.collect()
}

/// A pair of typographic quotation marks around a value.
fn quotes(start: usize, line: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut marks = Odd::all_in(line).filter(|(_, odd)| odd.is_quotation_mark());
    while let Some((at, open)) = marks.next() {
        let before = line.get(..at).unwrap_or("").trim_end();
        if !before.is_empty() && !before.ends_with([':', '-', ',', '[', '{']) {
            continue;
        }
        let Some((end, close)) = marks.next() else { break };
        slips.push(Slip::new(start + at, open, "\""));
        slips.push(Slip::new(start + end, close, "\""));
    }
    slips
}

/// A `#` behind a space and before something else.
fn hash(start: usize, line: &str) -> Vec<Slip> {
    let indent = line.len() - line.trim_start().len();
    let found = line.match_indices(" #").find(|(at, _)| {
        let behind = line.get(at + 2..).unwrap_or("");
        *at > indent && behind.starts_with(|c: char| !c.is_whitespace())
    });
    let slip = found.map(|(at, _)| Slip {
        start: start + at + 1,
        end: start + line.trim_end().len(),
        written: line.get(at + 1..).unwrap_or("").trim_end().replacen('#', "x", 1),
        message: "` #` begins a comment, so the rest of this line is ignored".to_owned(),
        help: "put the text in quotes if the `#` is part of it".to_owned(),
    });
    slip.into_iter().collect()
}

/// The message for an odd character where YAML needs another one.
pub(super) fn in_place_of(odd: Odd) -> String {
    let but = match odd.plain {
        None => "which is invisible".to_owned(),
        Some(' ') => "not a space".to_owned(),
        Some('"' | '\'') => "which YAML reads as a letter".to_owned(),
        Some(plain) => format!("not `{plain}`"),
    };
    format!("this is {}, {but}", odd.in_words())
}

/// The typographic quotation mark that a text begins with.
pub(super) fn opening_mark(words: &str) -> Option<Odd> {
    words.chars().next().and_then(Odd::of).filter(|odd| odd.is_quotation_mark())
}

/// A text without the typographic quotation marks around it.
pub(super) fn without_quotes(words: &str) -> String {
    let is_mark = |c: char| Odd::of(c).is_some_and(Odd::is_quotation_mark);
    words.trim_matches(is_mark).to_owned()
}

impl Slip {
    fn new(start: usize, odd: Odd, written: &str) -> Self {
        let message = in_place_of(odd);
        let help = if odd.is_quotation_mark() {
            "put `\"` before and after the value".to_owned()
        } else {
            odd.advice()
        };
        let end = start + odd.sign.len_utf8();
        Self { start, end, written: written.to_owned(), message, help }
    }
}
