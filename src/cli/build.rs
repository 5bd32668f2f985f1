//! `timeplan build`: the feeds of all meetings.

use super::args::BuildArguments;
use super::console::{Console, counted};
use super::disk::{DiskTree, LastRun, Review, Written};
use super::input;
use super::meetings::{Allowed, Build, write_changes};
use super::published::Output;
use super::{Exit, Stop, now};
use crate::model::MeetingId;
use crate::render::{Feeds, Ledger, Pages, read_index, sentence, told_once};
use crate::revise::Change;
use crate::words::Words;
use std::collections::{BTreeSet, HashMap};
use std::mem::ManuallyDrop;
use std::path::PathBuf;

/// How many changes are printed.
const MOST_PRINTED: usize = 200;

pub(super) fn run(arguments: &BuildArguments, console: &Console) -> Result<Exit, Stop> {
    let now = now()?;
    let listing = input::list(&arguments.inputs, console);
    let output = &arguments.output;
    if listing.files.iter().all(|(path, _)| listing.is_settings(path)) {
        let message = format!("no meeting was found; {} was not touched", output.display());
        return Err(Stop(Exit::Faulty, message));
    }
    // A folder that is not there yet is made only when the inputs have proved to be usable.
    let early = (!output.exists()).then(|| input::read(&listing, &HashMap::new(), console));
    let early = early.transpose()?;
    let only_looks = arguments.dry_run || arguments.check;
    let mut tree = DiskTree::open(output, only_looks)?;
    let mut last = if only_looks { None } else { LastRun::read(&tree) };
    let words: Vec<String> =
        arguments.inputs.iter().map(|input| input.display().to_string()).collect();
    let review = last.as_mut().map(|last| last.review(&listing, &words, &tree, now));
    let (ledger, mut fresh, known) = match review {
        Some(Review::Current) => {
            if let Some(last) = last {
                let (feeds, meetings, events) = last.counts();
                let summary = summary(feeds, meetings, events);
                console.result(&format!("{}: nothing changed; {summary}", output.display()));
                last.touch(&listing, &tree);
            }
            return Ok(Exit::Done);
        }
        Some(Review::Changed(ledger, fresh, known)) => (Some(ledger), fresh, known),
        Some(Review::Unknown) | None => (None, BTreeSet::new(), HashMap::new()),
    };
    let inputs = early.map_or_else(|| input::read(&listing, &known, console), Ok)?;
    let published: BTreeSet<MeetingId> = tree.found().filter_map(meeting_of).collect();
    let is_known = |path: &PathBuf| known.contains_key(path);
    for (id, files) in &inputs.files {
        if ledger.is_none() || !files.iter().all(is_known) {
            fresh.insert(id.clone());
        }
    }
    if ledger.is_none() {
        fresh.extend(published);
    }
    let mut expiries = last.as_ref().map(|last| last.expiries().clone()).unwrap_or_default();
    expiries.retain(|id, _| ledger.is_some() && !fresh.contains(id));
    let is_new = ledger.is_none();
    // With thousands of meetings, taking ledgers apart takes as long as writing them down: they go
    // with the process.
    let last_ledger = ManuallyDrop::new(ledger.unwrap_or_default());
    let settings = &inputs.settings;
    let index = tree.published("feeds.json")?.map(|bytes| read_index(&bytes)).unwrap_or_default();
    let index = ManuallyDrop::new(index);
    let languages = settings.languages.iter();
    let mut build = Build {
        allowed: Allowed { shrink: arguments.allow_shrink, clock: arguments.allow_clock },
        console,
        settings,
        inputs: &inputs,
        now,
        clock: last.as_ref().filter(|_| !is_new).and_then(LastRun::clock),
        feeds: languages
            .map(|language| Feeds::new(settings, *language, &last_ledger, &fresh).over(&index, now))
            .collect(),
        pages: (0..settings.languages.len())
            .map(|at| Pages::new(settings, at, &last_ledger, &fresh))
            .collect(),
        changes: Vec::new(),
        expiries,
        exit: if inputs.unusable > 0 { Exit::Faulty } else { Exit::Done },
    };
    for id in &fresh {
        build.meeting(id, &mut tree)?;
    }
    let Build { feeds, pages, changes, expiries, exit, .. } = build;
    let mut finished = ManuallyDrop::new(Ledger::default());
    for feeds in feeds {
        let ledger = feeds.finish_all(&mut tree).map_err(|error| tree.failed(&error))?;
        finished.extend(ledger);
    }
    if finished.entries.is_empty() {
        let message = format!("there is no feed to write; {} was not touched", output.display());
        return Err(Stop(Exit::Faulty, message));
    }
    let lists = write_changes(&changes, settings, &finished, now, &mut tree)?;
    for (pages, list) in pages.into_iter().zip(&lists) {
        let done = pages.finish_all(&mut finished, list, &mut tree);
        done.map_err(|error| tree.failed(&error))?;
    }
    let first = settings.languages.first().map_or("", |language| language.code());
    finished.write_index(&mut tree, first).map_err(|error| tree.failed(&error))?;
    let stale = tree.stale().map_err(|error| tree.failed(&error))?;
    for path in tree.foreign().map_err(|error| tree.failed(&error))? {
        tree.set_aside(&path, "was not written by this program".to_owned());
        tree.remove(path);
    }
    if inputs.is_complete {
        stale.iter().for_each(|path| tree.remove(path.clone()));
    }
    let written = tree.commit(console)?;
    let (meetings, events) = finished.counts();
    say_changes(&changes, console);
    let counts = summary(finished.entries.len(), meetings, events);
    let files = files(&written, only_looks);
    console.result(&format!("{}: {counts}; {files}", output.display()));
    if !inputs.is_complete {
        for path in stale.iter().filter(|path| path.ends_with(".ics")) {
            let path = tree.shown(path);
            console.result(&format!("{path} is no feed of these meetings; it was left as it is"));
        }
    }
    if exit == Exit::Done && !only_looks {
        LastRun::save(&tree, &listing, &inputs.known, &words, now, &finished, expiries);
    }
    let is_behind = !written.written.is_empty() || !written.removed.is_empty();
    if arguments.check && is_behind {
        console.problem(&format!(
            "{} is out of date: {files}; run `timeplan build`",
            output.display()
        ));
        return Ok(exit.max(Exit::Faulty));
    }
    Ok(exit)
}

/// The meeting whose own feed stands at a path, in any language.
fn meeting_of(path: &str) -> Option<MeetingId> {
    let (_, name) = path.split_once("meetings/")?;
    name.strip_suffix(".ics")?.parse().ok()
}

/// Prints what changed; what is the same in several languages once.
fn say_changes(changes: &[Change], console: &Console) {
    let told = told_once(changes);
    for change in told.iter().take(MOST_PRINTED) {
        let (before, after) = (change.before.as_ref(), change.after.as_ref());
        let words = Words::of(crate::model::Language::En);
        console.result(&sentence(before, after, change.events, words));
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
