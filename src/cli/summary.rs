//! The messages of a build about its result.

use super::Exit;
use super::args::{BuildArguments, ChangeFormat};
use super::console::Console;
use super::disk::FolderChanges;
use super::hue::hue;
use super::machine::{self, recorded, split};
use crate::finding::counted;
use crate::model::Language;
use crate::publish::RunOutput;
use crate::render::{TreeCounts, change_row, sentence, told_once};
use crate::revise::Change;
use crate::words::Words;
use std::path::Path;

/// The most changes that are printed.
const MOST_PRINTED: usize = 200;

/// Reports what a build made and wrote. Returns the exit code.
pub(super) fn built(
    arguments: &BuildArguments,
    made: &RunOutput,
    written: &FolderChanges,
    console: &Console,
) -> Exit {
    let output = arguments.output.display();
    if arguments.format == ChangeFormat::Json {
        print(arguments, made, written, console);
    }
    changes(&made.changes, console);
    let counts = summary(made.ledger.counts());
    let files = files(written, arguments.dry_run || arguments.check);
    console.result(&format!("{output}: {counts}; {files}"));
    for path in made.left.iter().filter(|path| path.ends_with(".ics")) {
        let path = arguments.output.join(path);
        let path = path.display();
        console.result(&format!("{path} is not a feed of these meetings; it was not changed"));
    }
    let exit = Exit::from(made.verdict);
    if arguments.check && !(written.written.is_empty() && written.removed.is_empty()) {
        console.problem(&format!("{output} is out of date: {files}; run `timeplan build`"));
        return exit.max(Exit::Faulty);
    }
    exit
}

/// Reports that nothing changed in a folder.
pub(super) fn unchanged(arguments: &BuildArguments, counts: TreeCounts, console: &Console) {
    let output = arguments.output.display();
    match arguments.format {
        ChangeFormat::Text => {
            console.result(&format!("{output}: nothing changed; {}", summary(counts)))
        }
        ChangeFormat::Json => {
            console.print_drawn(&machine::text(&object(arguments, counts, console)))
        }
    }
}

/// Prints the result of a build for a program.
fn print(arguments: &BuildArguments, made: &RunOutput, written: &FolderChanges, console: &Console) {
    let built = machine::Built {
        changes: made.changes.iter().map(change_row).collect(),
        written: written.written.clone(),
        removed: written.removed.clone(),
        unchanged: Some(written.unchanged),
        ..object(arguments, made.ledger.counts(), console)
    };
    console.print_drawn(&machine::text(&built));
}

/// The result of a build that changed nothing.
fn object(arguments: &BuildArguments, counts: TreeCounts, console: &Console) -> machine::Built {
    let TreeCounts { feeds, meetings, events } = counts;
    let (found, messages) = split(console.reported());
    machine::Built {
        output: arguments.output.display().to_string(),
        dry_run: arguments.dry_run || arguments.check,
        changes: Vec::new(),
        findings: recorded(&found),
        messages,
        feeds,
        meetings,
        events,
        written: Vec::new(),
        removed: Vec::new(),
        unchanged: None,
    }
}

/// Reports that there is no memory. An existing folder without feeds lost them or was prepared as a new
/// place; a missing one is most likely a first build.
pub(super) fn begins_anew(output: &Path, was_there: bool, console: &Console) {
    let message = format!(
        "{}: nothing was published here before, so UIDs and revisions start over; if feeds were \
         lost, restore the folder from a backup and build again",
        output.display()
    );
    if was_there { console.problem(&message) } else { console.notice(&message) }
}

/// Prints the changes; a change that is the same in several languages is printed once.
fn changes(changes: &[Change], console: &Console) {
    let told = told_once(changes);
    for change in told.iter().take(MOST_PRINTED) {
        let (words, season) = (Words::of(Language::En), change.season.as_deref());
        let text = sentence(change.transition(), change.events, season, words);
        console.result_in(hue(change.transition()), &text);
    }
    if told.len() > MOST_PRINTED {
        console.result(&format!("and {} more changes", told.len() - MOST_PRINTED));
    }
}

/// "13 feeds of 2 meetings with 112 events".
fn summary(TreeCounts { feeds, meetings, events }: TreeCounts) -> String {
    format!(
        "{} of {} with {}",
        counted(feeds, "feed", "feeds"),
        counted(meetings, "meeting", "meetings"),
        counted(events, "event", "events"),
    )
}

/// "3 files written, 1 removed, 11 unchanged".
fn files(done: &FolderChanges, only_looks: bool) -> String {
    let be = if only_looks { "would be " } else { "" };
    let removed = match done.removed.len() {
        0 => String::new(),
        removed => format!(", {removed} {be}removed"),
    };
    let written = counted(done.written.len(), "file", "files");
    format!("{written} {be}written{removed}, {} unchanged", done.unchanged)
}
