//! Results for programs: the output of `--format json` and `--format sarif`.

use super::args::FindingFormat;
use crate::finding::{FindingRecord, is_unseen, records, sarif};
use crate::lint::rules;
use crate::publish::{FileFindings, RunMessage, STANDARD_INPUT};
use serde::Serialize;
use serde_json::Value;
use std::path::Path;

/// The checked inputs and their findings.
#[derive(Serialize)]
pub(super) struct Judged {
    pub(super) findings: Vec<FindingRecord>,
    /// The number of checked inputs.
    #[serde(flatten)]
    pub(super) judged: InputCounts,
    pub(super) faults: usize,
    pub(super) doubts: usize,
}

/// The number of checked inputs.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum InputCounts {
    Meetings { meetings: usize, allowed: usize },
    Feeds { feeds: usize, events: usize },
}

impl Judged {
    /// Its text in a format for programs.
    pub(super) fn shown(&self, form: FindingFormat) -> String {
        match form {
            FindingFormat::Sarif => {
                let about = |name: &str| {
                    let rule = rules().into_iter().find(|rule| rule.name == name);
                    rule.map(|rule| format!("{} ({})", rule.breaks, rule.reason))
                };
                text(&sarif(&self.findings, about))
            }
            FindingFormat::Text | FindingFormat::Json => text(self),
        }
    }
}

/// The reports as records. A sentence that begins with the name of a file belongs to that file;
/// with several names, to the first.
pub(super) fn recorded(reports: &[RunMessage]) -> Vec<FindingRecord> {
    let record = |report: &RunMessage| match report {
        RunMessage::Found(FileFindings { name, text, pages, findings }) => {
            records(findings, name, text, pages)
        }
        RunMessage::Sentence(sentence) => {
            let named = sentence.split_once(": ").filter(|(name, _)| is_file(name));
            let first = sentence.split_once(" and ").filter(|(name, _)| is_file(name));
            let (file, message) = match (named, first) {
                (Some((name, message)), _) => (Some(name), message),
                (None, Some((name, _))) => (Some(name), sentence.as_str()),
                (None, None) => (None, sentence.as_str()),
            };
            vec![FindingRecord::sentence(file, message)]
        }
    };
    reports.iter().flat_map(record).collect()
}

fn is_file(name: &str) -> bool {
    name == STANDARD_INPUT || Path::new(name).exists()
}

/// JSON that is safe for a terminal: remaining control characters are escaped.
pub(super) fn text(value: &impl Serialize) -> String {
    // A value of ours has keys that are strings, so it can be written.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    tamed(&text)
}

/// JSON in which characters that steer a terminal or are not seen there are escaped, which it allows raw in
/// strings (RFC 8259, section 7).
pub(super) fn tamed(json: &str) -> String {
    let mut tamed = String::with_capacity(json.len());
    for c in json.chars() {
        match is_unseen(c) {
            true => tamed.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => tamed.push(c),
        }
    }
    tamed
}

/// The findings and other messages.
pub(super) fn split(reports: Vec<RunMessage>) -> (Vec<RunMessage>, Vec<String>) {
    let (mut found, mut sentences) = (Vec::new(), Vec::new());
    for report in reports {
        match report {
            RunMessage::Sentence(sentence) => sentences.push(sentence),
            RunMessage::Found(_) => found.push(report),
        }
    }
    (found, sentences)
}

/// The result of `build`.
#[derive(Serialize)]
pub(super) struct Built {
    pub(super) output: String,
    /// Whether it was a dry run.
    pub(super) dry_run: bool,
    pub(super) changes: Vec<Value>,
    pub(super) findings: Vec<FindingRecord>,
    pub(super) messages: Vec<String>,
    pub(super) feeds: usize,
    pub(super) meetings: usize,
    pub(super) events: usize,
    pub(super) written: Vec<String>,
    pub(super) removed: Vec<String>,
    pub(super) unchanged: Option<usize>,
}

/// How two feeds differ.
#[derive(Serialize)]
pub(super) struct Compared {
    /// Whether all readable parts are the same.
    pub(super) same: bool,
    /// Whether everything could be read.
    pub(super) complete: bool,
    pub(super) changes: Vec<Value>,
    /// Languages that only one side has.
    pub(super) languages_gone: Vec<String>,
    pub(super) languages_new: Vec<String>,
}
