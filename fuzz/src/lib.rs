//! What the targets share: inputs become values, and whatever they say, some things hold.

use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use timeplan::finding::{Findings, Place, Screen, draw, is_unseen};
use timeplan::ical::any::read_any;
use timeplan::letter::{self, LetterFormat};
use timeplan::lint::lint;
use timeplan::model::Settings;
use timeplan::publish::{Inputs, Outcome, EarlierRuns, Policy, RunMessage, publish};
use timeplan::render::{MemoryTree, letter_json, of_events};
use timeplan::source::yaml;

/// The files of a tree by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A meeting with most of what a meeting file can say.
pub const MEETING: &str = include_str!("../../meetings/sg12-2025-01.yaml");

/// The clock of all targets.
fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_733_000_000, 0).unwrap_or_default()
}

/// A text in which places count has no other ones.
pub fn in_text(place: Place, text: &str) {
    assert!(text.get(place.start..place.end).is_some(), "{place:?} of {} bytes", text.len());
}

/// Findings are drawn without characters that control a terminal. Those about a whole file and
/// those with a place near its end have no words to be shown, so only the drawing counts.
pub fn harmless(findings: &Findings, text: &str) {
    shown(&draw(findings, "a file", text, Screen::default()));
}

fn shown(drawn: &str) {
    assert!(!drawn.contains(is_unseen), "{drawn:?}");
}

/// Publishes inputs over what is published.
fn published(mut inputs: Inputs, over: &Files) -> (Files, Outcome) {
    inputs.is_complete = true;
    let mut tree = MemoryTree::default();
    tree.published.extend(over.iter().map(|(path, bytes)| (path.as_str(), &bytes[..])));
    let outcome = publish(&mut inputs, EarlierRuns::default(), &mut tree, now(), Policy::default());
    for report in &outcome.reports {
        if let RunMessage::Found(found) = report {
            shown(&found.drawn(Screen::default()));
        }
    }
    (tree.files, outcome)
}

/// Publishes inputs, and then once more over what came of it: every feed is without a fault, and the
/// second time nothing changes.
pub fn stable(inputs: impl Fn() -> Option<Inputs>, over: &Files) {
    let Some(first) = inputs() else { return };
    let (files, outcome) = published(first, over);
    if outcome.made.is_err() {
        return;
    }
    sound(&files);
    let Some(again) = inputs() else { panic!("the same inputs are refused the second time") };
    let (same, _) = published(again, &files);
    for (path, bytes) in &files {
        assert!(
            same.get(path) == Some(bytes),
            "{path} changes without a change\n{}\n{}",
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(same.get(path).map_or(&[], Vec::as_slice))
        );
    }
    assert_eq!(files.len(), same.len(), "{:?}\n{:?}", files.keys(), same.keys());
}

/// Every feed of a tree is without a fault and can be read, and every other file is a text of
/// characters that XML and browsers allow.
pub fn sound(files: &Files) {
    for (path, bytes) in files {
        if path.ends_with(".ics") {
            feed(path, bytes);
            continue;
        }
        let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
        let is_bad = |c: char| {
            c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
        };
        assert!(!text.contains(is_bad), "{path}: {:?}", text.chars().find(|c| is_bad(*c)));
    }
}

/// A feed of ours breaks no rule, and whoever reads it finds all of its events.
pub fn feed(path: &str, bytes: &[u8]) {
    let verdict = lint(bytes);
    assert_eq!(
        verdict.faults,
        0,
        "{path}\n{}{}",
        draw(&verdict.findings, path, &verdict.text, Screen::default()),
        verdict.text
    );
    let read = read_any(bytes);
    assert!(read.flaw.is_none() && read.unread.is_empty(), "{path}: {:?}", read.flaw);
    assert_eq!(read.events.len(), verdict.events, "{path}");
}

/// The tree of meeting files.
pub fn tree(settings: Settings, meetings: &[(&str, &str)]) -> Files {
    let mut inputs = Inputs { settings, ..Inputs::default() };
    for (name, text) in meetings {
        inputs.add_text(name, *text).unwrap_or_else(|why| panic!("{why}"));
    }
    let (files, outcome) = published(inputs, &Files::new());
    outcome.made.unwrap_or_else(|why| panic!("{why}: {:?}", outcome.reports));
    files
}

/// Reads a letter. Its values stand in its text, what is written of it is a meeting file that says
/// the same, and its feeds are sound.
pub fn letter(bytes: &[u8], format: LetterFormat) {
    let read = || of_events(bytes, format).unwrap_or_else(|| letter::read(bytes, format));
    let Ok(letter) = read() else { return };
    harmless(&letter.findings, &letter.text);
    let evidence = letter.evidence.iter().map(|evidence| evidence.place);
    let passed = letter.passed.iter().map(|passed| passed.place);
    let found = letter.findings.sorted();
    let found = found.iter().filter_map(|finding| finding.place);
    evidence.chain(passed).chain(found).for_each(|place| in_text(place, &letter.text));
    let json = letter_json(&letter).to_string();
    if !letter.is_invitation {
        return;
    }
    let written = yaml::write(&letter.draft, &Vec::new());
    let mut findings = Findings::default();
    let back = yaml::read_meeting(&written, &mut findings);
    let drawn = || draw(&findings, "written", &written, Screen::default());
    assert_eq!(findings.faults(), 0, "{}{written}", drawn());
    let back = back.unwrap_or_else(|| panic!("{}{written}", drawn()));
    assert_eq!(yaml::write(&back, &Vec::new()), written);
    let again = read().unwrap_or_else(|why| panic!("refused the second time: {why:?}"));
    assert_eq!(letter_json(&again).to_string(), json);
    let inputs = || {
        let mut inputs = Inputs::default();
        inputs.add_letter("letter.txt", letter.clone()).ok()?;
        Some(inputs)
    };
    stable(inputs, &Files::new());
}

/// A package of parts that are written one below another, each behind a line `=== name`: behind
/// the check sums and the packing of a ZIP a changed byte would be refused there and then. Bytes that
/// are a ZIP already stay as they are.
pub fn packed(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    let plain =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for part in split(data, b"=== ") {
        let end = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        let (name, content) = part.split_at(end);
        let Ok(name) = std::str::from_utf8(name) else { continue };
        if name.is_empty() || package.start_file(name, plain).is_err() {
            continue;
        }
        let _ = package.write_all(content.get(1..).unwrap_or_default());
    }
    package.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn split<'a>(data: &'a [u8], mark: &'static [u8]) -> impl Iterator<Item = &'a [u8]> {
    let starts = (0..data.len())
        .filter(move |at| data[*at..].starts_with(mark) && (*at == 0 || data[*at - 1] == b'\n'));
    let starts: Vec<usize> = starts.collect();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([data.len()]).collect();
    starts.into_iter().zip(ends).map(move |(start, end)| &data[start + mark.len()..end])
}
