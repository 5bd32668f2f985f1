//! `timeplan build`: the feeds of all meetings.

use super::args::BuildArguments;
use super::console::{Console, counted};
use super::disk::{DiskTree, LastRun, Review, Written};
use super::input::{self, Known, Listing};
use super::kin::Kin;
use super::meetings::{Allowed, Build, Built, to_build};
use super::published::{Output, Published, meeting_at, standing};
use super::settle::{Reading, settled};
use super::{Exit, Stop, now};
use crate::render::{Ledger, sentence, told_once};
use crate::revise::Change;
use crate::words::Words;
use chrono::{DateTime, Utc};
use std::path::Path;

/// How many changes are printed.
const MOST_PRINTED: usize = 200;

/// What a build leaves behind.
pub(super) struct Done {
    pub(super) exit: Exit,
    /// The folder, which no other build writes to as long as this is held.
    pub(super) tree: DiskTree,
    /// What it worked with. With thousands of meetings, taking that apart takes as long as writing
    /// it down.
    rest: Rest,
}

type Rest = (Ledger, Ledger, Published, Option<LastRun>);

pub(super) fn run(arguments: &BuildArguments, console: &Console) -> Result<Exit, Stop> {
    let now = now()?;
    let listing = input::list(&arguments.inputs, console);
    let Done { exit, rest, .. } = build(arguments, &listing, now, console)?;
    // It goes with the process.
    std::mem::forget(rest);
    Ok(exit)
}

/// Builds the meetings of some files into the output folder.
pub(super) fn build(
    arguments: &BuildArguments,
    listing: &Listing,
    now: DateTime<Utc>,
    console: &Console,
) -> Result<Done, Stop> {
    let was_there = arguments.output.exists();
    settled(&arguments.inputs, listing, console, |reading| {
        build_of(arguments, reading, (now, was_there), console)
    })
}

/// Builds the meetings of files as they are read, unless they change meanwhile.
fn build_of(
    arguments: &BuildArguments,
    reading: &Reading<'_>,
    (now, was_there): (DateTime<Utc>, bool),
    results: &Console,
) -> Result<Option<Done>, Stop> {
    let (output, listing, console) = (&arguments.output, reading.listing, reading.console);
    if listing.has_no_meeting() {
        let message = format!("no meeting was found; {} was not touched", output.display());
        return Err(Stop(Exit::Faulty, message));
    }
    // A folder that is not there yet is made only when the inputs have proved to be usable.
    let early = (!output.exists()).then(|| input::read(listing, &Known::new(), console));
    let early = early.transpose()?;
    let only_looks = arguments.dry_run || arguments.check;
    let mut tree = DiskTree::open(output, only_looks)?;
    let last = LastRun::read(&tree);
    let clock = last.as_ref().and_then(LastRun::clock);
    let mut last = last.filter(|_| !only_looks);
    let words: Vec<String> =
        arguments.inputs.iter().map(|input| input.display().to_string()).collect();
    let review = last.as_ref().map(|last| last.review(listing, &words, &tree, now));
    let (last_ledger, mut changed, known) = match review {
        Some(Review::Current) => {
            if let Some(last) = last {
                let (feeds, meetings, events) = last.counts();
                let summary = summary(feeds, meetings, events);
                results.result(&format!("{}: nothing changed; {summary}", output.display()));
                last.touch(listing, &tree);
            }
            return Ok(Some(Done { exit: Exit::Done, tree, rest: Rest::default() }));
        }
        Some(Review::Changed(changed, known)) => {
            match last.as_mut().and_then(LastRun::read_ledger) {
                Some(ledger) => (Some(ledger), changed, known),
                None => Default::default(),
            }
        }
        Some(Review::Unknown) | None => Default::default(),
    };
    let mut inputs = early.map_or_else(|| input::read(listing, &known, console), Ok)?;
    reading.leave_out(&mut inputs)?;
    let last = last.filter(|_| last_ledger.is_some());
    let (published, there) = standing(&tree, &inputs, last.is_some())?;
    if last.is_none() {
        changed.extend(there.iter().cloned());
    }
    let kin = Kin::beside(&inputs, &there, published.recall(&inputs.settings, &tree))?;
    let fresh = to_build(&inputs, &known, &kin, changed);
    let last_ledger = last_ledger.unwrap_or_default();
    let mut build = Build::new((&inputs, &kin), (&last_ledger, &published), &fresh, now, console);
    build.allowed = Allowed { shrink: arguments.allow_shrink, clock: arguments.allow_clock };
    build.clock = clock;
    build.carry(last.as_ref().map(|last| last.expiries().clone()).unwrap_or_default());
    let Built { ledger: finished, changes, expiries, emptied, exit } = build.all(&mut tree)?;
    if finished.entries.is_empty() {
        let message = format!("there is no feed to write; {} was not touched", output.display());
        return Err(Stop(Exit::Faulty, message));
    }
    let stale = tree.stale().map_err(|error| tree.failed(&error))?;
    for path in tree.foreign().map_err(|error| tree.failed(&error))? {
        tree.set_aside(&path, "was not written by this program".to_owned());
        tree.remove(path);
    }
    let goes_on = |path: &str| meeting_at(path).is_some_and(|id| emptied.contains(&id));
    for path in stale.iter().filter(|path| inputs.is_complete || goes_on(path)) {
        tree.remove(path.clone());
    }
    if !reading.is_settled() {
        return Ok(None);
    }
    if published.is_first && !only_looks {
        begins_anew(output, was_there, results);
    }
    let written = tree.commit(results)?;
    let (meetings, events) = finished.counts();
    say_changes(&changes, results);
    let counts = summary(finished.entries.len(), meetings, events);
    let files = files(&written, only_looks);
    results.result(&format!("{}: {counts}; {files}", output.display()));
    if !inputs.is_complete {
        for path in stale.iter().filter(|path| path.ends_with(".ics") && !goes_on(path)) {
            let path = tree.shown(path);
            results.result(&format!("{path} is not a feed of these meetings; it was not changed"));
        }
    }
    let is_whole = exit == Exit::Done && !only_looks && inputs.restless.is_empty();
    let saved = is_whole
        .then(|| LastRun::save(&tree, listing, &inputs.known, &words, now, &finished, expiries));
    let rest = (last_ledger, finished, published, saved.flatten());
    let is_behind = !written.written.is_empty() || !written.removed.is_empty();
    if arguments.check && is_behind {
        results.problem(&format!(
            "{} is out of date: {files}; run `timeplan build`",
            output.display()
        ));
        return Ok(Some(Done { exit: exit.max(Exit::Faulty), tree, rest }));
    }
    Ok(Some(Done { exit, tree, rest }))
}

/// Says that there is no memory. A folder that is there but empty is one whose feeds were lost, or a
/// new place of publication that somebody prepared.
fn begins_anew(output: &Path, was_there: bool, console: &Console) {
    let message = format!(
        "{}: nothing was published here before, so UIDs and revisions begin anew; if feeds were lost, restore the \
         folder from a copy and build again",
        output.display()
    );
    if was_there { console.problem(&message) } else { console.notice(&message) }
}

/// Prints what changed; what is the same in several languages once.
fn say_changes(changes: &[Change], console: &Console) {
    let told = told_once(changes);
    for change in told.iter().take(MOST_PRINTED) {
        let (before, after) = (change.before.as_ref(), change.after.as_ref());
        let words = Words::of(crate::model::Language::En);
        let season = change.season.as_deref();
        console.result(&sentence(before, after, change.events, season, words));
    }
    if told.len() > MOST_PRINTED {
        console.result(&format!("and {} more changes", told.len() - MOST_PRINTED));
    }
}

/// "13 feeds of 2 meetings with 112 events".
fn summary(feeds: usize, meetings: usize, events: usize) -> String {
    format!(
        "{} of {} with {}",
        counted(feeds, "feed", "feeds"),
        counted(meetings, "meeting", "meetings"),
        counted(events, "event", "events"),
    )
}

/// "3 files written, 1 removed, 11 unchanged".
fn files(done: &Written, only_looks: bool) -> String {
    let be = if only_looks { "would be " } else { "" };
    let removed = match done.removed.len() {
        0 => String::new(),
        removed => format!(", {removed} {be}removed"),
    };
    let written = counted(done.written.len(), "file", "files");
    format!("{written} {be}written{removed}, {} unchanged", done.unchanged)
}
