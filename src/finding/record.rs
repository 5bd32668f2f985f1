//! Findings for programs: JSON, and SARIF, which a forge shows next to the lines.

use super::{Finding, Findings, Level, PageStarts, Place};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The JSON Schema of SARIF (OASIS, version 2.1.0).
const SARIF: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A finding with its place in lines and columns. Missing values are absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingRecord {
    /// The input, as the user named it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Where in a text.
    #[serde(flatten)]
    pub region: Option<Region>,
    /// The page, in a document that has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// The cell, in a spreadsheet: `Sheet1!C7`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// `fault` or `doubt`.
    pub level: &'static str,
    /// The rule that it breaks, or the check that has a doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'static str>,
    /// What is wrong.
    pub message: String,
    /// The words at the caret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What to write instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

/// A span of a text; lines and columns are counted from 1, columns in characters. The end is the
/// column after the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Region {
    line: u32,
    column: usize,
    end_line: u32,
    end_column: usize,
}

impl Region {
    fn of(place: Place, text: &str) -> Self {
        let start = text.floor_char_boundary(place.start);
        let end = text.floor_char_boundary(place.end.max(place.start));
        let (before, within) = text.split_at_checked(start).unwrap_or((text, ""));
        let within = within.get(..end - start).unwrap_or("");
        // How many characters follow the last end of a line.
        let last = |text: &str| text.rsplit('\n').next().unwrap_or("").chars().count();
        let column = last(before) + 1;
        let ends = within.matches('\n').count();
        let end_column = if ends == 0 { column + last(within) } else { last(within) + 1 };
        let end_line = place.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        Self { line: place.line, column, end_line, end_column }
    }
}

impl FindingRecord {
    /// A fault that consists of a sentence, perhaps about a file.
    pub fn sentence(file: Option<&str>, message: &str) -> Self {
        Self {
            file: file.map(str::to_owned),
            region: None,
            page: None,
            cell: None,
            level: "fault",
            rule: None,
            message: message.to_owned(),
            label: None,
            help: None,
        }
    }

    fn of(finding: &Finding, name: &str, text: &str, pages: &PageStarts) -> Self {
        let number = finding.place.and_then(|place| pages.number(place));
        let region = if number.is_none() { finding.place } else { None };
        let is_sheet = !pages.names.is_empty();
        let cell = if is_sheet { number.map(|at| pages.label(at)) } else { None };
        let page = if is_sheet { None } else { number };
        let (level, rule) = match finding.level {
            Level::Fault => ("fault", finding.rule),
            Level::Doubt(check) => ("doubt", Some(check)),
        };
        Self {
            file: Some(name.to_owned()),
            region: region.map(|place| Region::of(place, text)),
            page,
            cell,
            level,
            rule,
            message: finding.message.clone(),
            label: finding.label.clone(),
            help: finding.help.clone(),
        }
    }
}

/// All findings of one input, in the order of [`super::draw_in_pages`].
pub fn records(
    findings: &Findings,
    name: &str,
    text: &str,
    pages: &PageStarts,
) -> Vec<FindingRecord> {
    let sorted = findings.sorted().into_iter();
    sorted.map(|finding| FindingRecord::of(finding, name, text, pages)).collect()
}

/// The findings as SARIF 2.1.0. `about` returns the description of a rule, if known.
pub fn sarif(records: &[FindingRecord], about: impl Fn(&str) -> Option<String>) -> Value {
    let names: BTreeSet<&str> = records.iter().map(rule_of).collect();
    let rules = names.iter().map(|name| {
        let of_rule = records.iter().find(|record| rule_of(record) == *name);
        let level = of_rule.map_or("error", |record| level_of(record));
        let text = about(name).unwrap_or_else(|| (*name).to_owned());
        json!({
            "id": name,
            "shortDescription": { "text": text },
            "defaultConfiguration": { "level": level },
        })
    });
    let rules: Vec<Value> = rules.collect();
    let results = records.iter().map(|record| {
        let rule = rule_of(record);
        let help = record.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
        json!({
            "ruleId": rule,
            "ruleIndex": names.iter().position(|name| *name == rule),
            "level": level_of(record),
            "message": { "text": format!("{}{help}", record.message) },
            "locations": Vec::from_iter(record.file.as_ref().map(|file| location(file, record))),
        })
    });
    let driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    json!({
        "$schema": SARIF,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

/// The rule of a finding; `fault` for faults without a rule.
fn rule_of(record: &FindingRecord) -> &'static str {
    record.rule.unwrap_or("fault")
}

fn level_of(record: &FindingRecord) -> &'static str {
    if record.level == "fault" { "error" } else { "warning" }
}

/// The place of a finding. Forges show nothing without a line, so a finding for a whole file is
/// placed on its first line.
fn location(file: &str, record: &FindingRecord) -> Value {
    let region = match record.region {
        Some(Region { line, column, end_line, end_column }) => json!({
            "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
        }),
        None => json!({ "startLine": 1 }),
    };
    json!({ "physicalLocation": { "artifactLocation": { "uri": uri(file) }, "region": region } })
}

/// The name of a file as a reference (RFC 3986, section 4.1): relative, or with the scheme `file`.
fn uri(file: &str) -> String {
    let mut uri = if file.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in file.strip_prefix("./").unwrap_or(file).bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            // Writing to a string does not fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::{records, sarif, uri};
    use crate::finding::{Findings, PageStarts, Place};

    #[test]
    fn a_place_is_told_in_lines_and_characters() {
        let text = "a: 会议 x\nb: y\n";
        let mut findings = Findings::default();
        let (start, end) = (text.find('x').unwrap(), text.find('y').unwrap() + 1);
        findings.fault(Place { start, end, line: 1 }, "over two lines").help("cut it");
        findings.doubt("odd", None, "of all");
        let records = records(&findings, "m.yaml", text, &PageStarts::default());
        assert_eq!(
            serde_json::to_string(&records).unwrap(),
            r#"[{"file":"m.yaml","level":"doubt","rule":"odd","message":"of all"},{"file":"m.yaml","line":1,"column":7,"end_line":2,"end_column":5,"level":"fault","message":"over two lines","help":"cut it"}]"#
        );
        let sarif = sarif(&records, |rule| (rule == "odd").then(|| "what is odd".to_owned()));
        let run = &sarif["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"][1]["shortDescription"]["text"], "what is odd");
        let result = &run["results"][1];
        assert_eq!(
            result.to_string(),
            r#"{"level":"error","locations":[{"physicalLocation":{"artifactLocation":{"uri":"m.yaml"},"region":{"endColumn":5,"endLine":2,"startColumn":7,"startLine":1}}}],"message":{"text":"over two lines\ncut it"},"ruleId":"fault","ruleIndex":0}"#
        );
    }

    #[test]
    fn names_of_files_are_references() {
        assert_eq!(uri("./meetings/a b.yaml"), "meetings/a%20b.yaml");
        assert_eq!(uri("/srv/é.ics"), "file:///srv/%C3%A9.ics");
        assert_eq!(uri("a:b.ics"), "a%3Ab.ics");
    }
}
