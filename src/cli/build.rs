//! `timeplan build`: the feeds of all meetings in a folder.

use super::args::{BuildArguments, ChangeFormat};
use super::console::Console;
use super::contents::is_standard_input;
use super::disk::{BuildStart, DiskTree, LastRun, news};
use super::input::{self, InputFiles, KnownFiles};
use super::settle::{SettlingFiles, settled};
use super::{Exit, Stop, now, summary};
use crate::model::Settings;
use crate::publish::{EarlierRuns, Policy, RunMessage, RunOutput};
use chrono::{DateTime, Utc};

/// The result of a build.
pub(super) struct BuildResult {
    pub(super) exit: Exit,
    /// The folder, locked against other builds.
    pub(super) tree: DiskTree,
    /// The settings, if anything was read.
    pub(super) settings: Option<Settings>,
}

pub(super) fn run(arguments: &BuildArguments, console: &Console) -> Result<Exit, Stop> {
    let now = now()?;
    // Nobody watches a build that prints problems only.
    let is_watched = !console.is_quiet() || arguments.dry_run || arguments.check;
    if arguments.format == ChangeFormat::Text && is_watched {
        let listing = input::list(&arguments.inputs, console);
        return build(arguments, &listing, now, console).map(|done| done.exit);
    }
    // A message is part of the result and is also printed.
    let keeping = console.keeping();
    let listing = input::list(&arguments.inputs, &keeping);
    let built = build(arguments, &listing, now, &keeping).map(|done| done.exit);
    let mut reports = keeping.taken();
    let exit = built.unwrap_or_else(|Stop(exit, message)| {
        reports.push(RunMessage::Sentence(message));
        exit
    });
    console.reports(&if is_watched { reports } else { news(&arguments.output, reports, now) });
    Ok(exit)
}

/// Builds the meetings of some files into the output folder.
pub(super) fn build(
    arguments: &BuildArguments,
    listing: &InputFiles,
    now: DateTime<Utc>,
    console: &Console,
) -> Result<BuildResult, Stop> {
    let was_there = arguments.output.exists();
    settled(&arguments.inputs, listing, console, |reading| {
        build_of(arguments, reading, (now, was_there), console)
    })
}

/// Builds the meetings of files, unless they change while they are read.
fn build_of(
    arguments: &BuildArguments,
    reading: &SettlingFiles<'_>,
    (now, was_there): (DateTime<Utc>, bool),
    console: &Console,
) -> Result<Option<BuildResult>, Stop> {
    let BuildArguments { inputs, output, allow_shrink, allow_clock, .. } = arguments;
    let listing = reading.listing;
    if listing.has_no_meeting() {
        let message = format!("no meeting was found; {} was not changed", output.display());
        return Err(Stop(Exit::Faulty, message));
    }
    // A missing folder is only created once the inputs are known to be usable.
    let early =
        (!output.exists()).then(|| input::read(listing, &KnownFiles::new(), reading.console));
    let early = early.transpose()?;
    let only_looks = arguments.dry_run || arguments.check;
    let mut tree = DiskTree::open(output, only_looks)?;
    let words: Vec<String> = inputs.iter().map(|input| input.display().to_string()).collect();
    let mut last_run = LastRun::read(&tree);
    let clock = last_run.as_ref().and_then(LastRun::clock);
    // Input from a pipe has no stamp, so a change cannot be detected.
    let is_piped = inputs.iter().any(|input| is_standard_input(input));
    if only_looks || is_piped {
        last_run = None;
    }
    let start = match &mut last_run {
        Some(last) => last.start(listing, &words, &tree, now),
        None => Some(BuildStart::default()),
    };
    let Some(BuildStart { last, known }) = start else {
        if let Some(last) = last_run {
            summary::unchanged(arguments, last.counts(), console);
            last.touch(listing, &tree);
        }
        return Ok(Some(BuildResult { exit: Exit::Done, tree, settings: None }));
    };
    let read = early.map_or_else(|| input::read(listing, &known, reading.console), Ok)?;
    let past = EarlierRuns { last, clock, lasting: None };
    let (allow_shrink, allow_clock) = (*allow_shrink, *allow_clock);
    let policy = Policy { allow_shrink, allow_clock, doubts: console.doubts() };
    let (made, read) = reading.publish(read, past, (&mut tree, DiskTree::stop), (now, policy))?;
    if !reading.is_settled() {
        return Ok(None);
    }
    if made.is_first && !only_looks {
        summary::begins_anew(output, was_there, console);
    }
    let written = tree.commit(console)?;
    let exit = summary::built(arguments, &made, &written, console);
    let is_whole =
        exit == Exit::Done && !only_looks && !is_piped && read.inputs.restless.is_empty();
    let RunOutput { ledger, expiries, .. } = made;
    let seen = || LastRun::of(&tree, listing, &read.known, &words, now, &ledger, expiries);
    if let Some(last) = is_whole.then(seen).flatten() {
        last.write(&tree, |to| ledger.write(to));
    }
    Ok(Some(BuildResult { exit, tree, settings: Some(read.inputs.settings) }))
}
