//! `timeplan lint`: checks any feeds against the rules of calendar programs.

use super::args::{FindingFormat, LintArguments};
use super::console::Console;
use super::contents::{fetching, name_of, read_at_most};
use super::machine::{InputCounts, Judged};
use super::reason::{self, reason};
use super::{Exit, Stop};
use crate::finding::PageStarts;
use crate::finding::{FindingRecord, counted, draw_kinds, records};
use crate::lint::{LintResult, lint};
use std::io;

/// The largest feed that is read, in bytes; programs reject much smaller ones.
const LARGEST: u64 = 256 << 20;

pub(super) fn run(arguments: &LintArguments, console: &Console) -> Result<Exit, Stop> {
    let (mut feeds, mut events, mut faults, mut doubts) = (0, 0, 0, 0);
    let (mut exit, mut found) = (Exit::Done, Vec::new());
    for path in &arguments.feeds {
        let name = name_of(path);
        let bytes = match read_at_most(path, LARGEST) {
            Ok(bytes) => bytes,
            Err(error) => {
                console.problem(&format!("{name}: {}", said(&name, &error)));
                exit = exit.max(reason::exit(&error));
                continue;
            }
        };
        if bytes.len() as u64 > LARGEST {
            console.problem(&format!(
                "{name}: the feed is larger than 256 MiB and was not checked; Google reportedly \
                 imports about 1 MB"
            ));
            exit = exit.max(Exit::Faulty);
            continue;
        }
        let verdict = lint(&bytes);
        if arguments.format != FindingFormat::Text {
            found.extend(recorded(&verdict, &name));
        } else if verdict.faults > 0 || verdict.doubts > 0 && !console.is_quiet() {
            let drawn = draw_kinds(&verdict.findings, &name, &verdict.text, console.drawing());
            console.print_drawn(&format!("{}\n", drawn.trim_end()));
            if !verdict.surplus.is_empty() {
                let surplus =
                    verdict.surplus.iter().map(|(rule, more)| format!("{more} more of `{rule}`"));
                console.print(&format!("{name}: {}\n", surplus.collect::<Vec<_>>().join(", ")));
            }
        }
        feeds += 1;
        events += verdict.events;
        faults += verdict.faults;
        doubts += verdict.doubts;
    }
    if arguments.format != FindingFormat::Text {
        let (judged, findings) = (InputCounts::Feeds { feeds, events }, found);
        let judged = Judged { findings, judged, faults, doubts };
        console.print_drawn(&judged.shown(arguments.format));
    } else if feeds > 0 {
        console.result(&format!(
            "{} with {} checked: {}, {}",
            counted(feeds, "feed", "feeds"),
            counted(events, "event", "events"),
            counted(faults, "fault", "faults"),
            counted(doubts, "doubt", "doubts"),
        ));
    }
    Ok(if faults == 0 { exit } else { exit.max(Exit::Faulty) })
}

/// The findings in a feed, and the number of further ones.
fn recorded(verdict: &LintResult<'_>, name: &str) -> Vec<FindingRecord> {
    let mut found = records(&verdict.findings, name, &verdict.text, &PageStarts::default());
    for (rule, more) in &verdict.surplus {
        let same = found.iter().rfind(|record| record.rule == Some(*rule)).cloned();
        // It has the level of the others.
        found.extend(same.map(|same| FindingRecord {
            region: None,
            message: format!("{more} more like this"),
            label: None,
            ..same
        }));
    }
    found
}

fn said(name: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound if let Some(fetch) = fetching(name) => {
            format!("addresses are not fetched; use `{fetch} | timeplan lint -`")
        }
        io::ErrorKind::NotFound => "there is no such feed".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder; name the feeds in it".to_owned(),
        _ => format!("the feed cannot be read: {}", reason(error)),
    }
}
