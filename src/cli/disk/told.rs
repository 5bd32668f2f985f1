//! Which problems the last builds printed, in the first line of the private file `.timeplan`: a build that
//! runs every few minutes prints each of them once a day, and at once when it changes.

use super::file::replace;
use super::{PRIVATE, locked};
use crate::cli::stamp::mark;
use crate::finding::Finding;
use crate::publish::RunMessage;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

/// How long a problem is not printed again: a day, less what a daily build may be early.
const REST: TimeDelta = TimeDelta::minutes(24 * 60 - 10);

/// When each problem was printed last, in seconds since 1970, by its digest.
type Printed = BTreeMap<String, i64>;

/// What stands in the first line of the private file of an output folder.
fn printed(root: &Path) -> Option<Printed> {
    let place = root.join(PRIVATE);
    let mut line = String::new();
    // A pipe would be waited for.
    if fs::symlink_metadata(&place).ok()?.is_file() {
        BufReader::new(File::open(place).ok()?).read_line(&mut line).ok()?;
    }
    serde_json::from_str(&line).ok()
}

/// The first line of the private file of an output folder, as it is there or to begin with.
pub(super) fn line(root: &Path) -> String {
    serde_json::to_string(&printed(root).unwrap_or_default()).unwrap_or_default()
}

/// Of what there is to say, what was not printed within the last day; this is noted down in the output
/// folder. If that cannot be done, everything is news the next time again.
pub(in crate::cli) fn news(
    root: &Path,
    reports: Vec<RunMessage>,
    now: DateTime<Utc>,
) -> Vec<RunMessage> {
    // Not while another build writes here. A folder that does not exist is not made.
    let lock = File::open(root).ok().filter(|folder| locked(folder).is_ok());
    let before = printed(root).unwrap_or_default();
    let (now, mut after, mut counts) = (now.timestamp(), Printed::new(), BTreeMap::new());
    let mut is_news = |problem: &str| {
        // Of two that are the same each has its own number.
        let count: &mut u32 = counts.entry(problem.to_owned()).or_default();
        *count += 1;
        let key = mark(format!("{count} {problem}").as_bytes());
        let last =
            before.get(&key).filter(|last| (0..REST.num_seconds()).contains(&(now - **last)));
        after.insert(key, last.copied().unwrap_or(now));
        last.is_none()
    };
    let news = reports.into_iter().filter_map(|report| match report {
        RunMessage::Sentence(sentence) => {
            is_news(&sentence).then_some(RunMessage::Sentence(sentence))
        }
        RunMessage::Found(mut found) => {
            found.findings.keep(|finding| is_news(&described(&found.name, finding)));
            (!found.findings.is_empty()).then_some(RunMessage::Found(found))
        }
    });
    let news = news.collect();
    if lock.is_some() && after != before {
        write(root, &after);
    }
    news
}

/// What makes a finding the same as that of an earlier build: not its line, which other edits move.
fn described(file: &str, Finding { level, message, label, help, .. }: &Finding) -> String {
    format!("{file}\n{level:?}\n{message}\n{label:?}\n{help:?}")
}

/// Writes the line; the rest of the file stays.
fn write(root: &Path, printed: &Printed) {
    let place = root.join(PRIVATE);
    let Ok(line) = serde_json::to_string(printed) else { return };
    let is_file = fs::symlink_metadata(&place).is_ok_and(|there| there.is_file());
    let text = if is_file { fs::read(&place).unwrap_or_default() } else { Vec::new() };
    let end = text.iter().position(|byte| *byte == b'\n');
    let rest = end.and_then(|end| text.get(end..)).unwrap_or(b"\n");
    // Without it the problems are printed again.
    let _ = replace(&place, &[line.as_bytes(), rest].concat());
}
