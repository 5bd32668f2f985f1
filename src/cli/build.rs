//! `timeplan build`: the feeds of all meetings.

use super::args::BuildArguments;
use super::console::{Console, counted};
use super::disk::{DiskTree, LastRun, Review, Written};
use super::input::{self, Inputs};
use super::load::load;
use super::published::{keep, remember};
use super::{Exit, Stop, now};
use crate::expand::Timetable;
use crate::model::{MeetingId, Settings};
use crate::render::{
    Feeds, Ledger, Listing, Pages, Section, Tree, atom, changes_json, listed, read_changes,
    read_index, sentence, told_once,
};
use crate::revise::{Change, Edition, Loss, Memory, retired, revise};
use crate::words::Words;
use chrono::{DateTime, SecondsFormat, Utc};
use std::collections::{BTreeMap, BTreeSet, HashMap};
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
        arguments,
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

/// A build going on.
struct Build<'a> {
    arguments: &'a BuildArguments,
    console: &'a Console,
    settings: &'a Settings,
    inputs: &'a Inputs,
    now: DateTime<Utc>,
    /// The clock of the last build.
    clock: Option<DateTime<Utc>>,
    feeds: Vec<Feeds<'a>>,
    pages: Vec<Pages<'a>>,
    changes: Vec<Change>,
    expiries: BTreeMap<MeetingId, i64>,
    exit: Exit,
}

impl Build<'_> {
    /// Builds one meeting, or keeps what is published of it.
    fn meeting(&mut self, id: &MeetingId, tree: &mut DiskTree) -> Result<(), Stop> {
        let console = self.console;
        let (memory, unfit) = remember(id, self.settings, |path| tree.published(path))?;
        let timetable = match self.inputs.files.get(id) {
            Some(files) => {
                let with_doubts = !console.is_quiet();
                load(id, files, &self.settings.languages, console, with_doubts).timetable
            }
            // A meeting that left a folder is retired; but what is not ours is none of ours to retire.
            None if self.inputs.is_complete && !memory.is_empty() => {
                Some(retired(id.clone(), &memory, &self.settings.languages))
            }
            None => {
                self.keep(&memory, tree)?;
                return Ok(());
            }
        };
        let Some(timetable) = timetable else {
            self.exit = self.exit.max(Exit::Faulty);
            if self.keep(&memory, tree)? {
                let shown = self.shown(id, tree);
                console
                    .problem(&format!("`{id}` was not built; its events stay as {shown} has them"));
            } else {
                console.problem(&format!(
                    "`{id}` was not built, and nothing was published of it before"
                ));
            }
            return Ok(());
        };
        let edition = self.edition(timetable, &memory)?;
        if let Some(loss) = edition.loss.filter(|_| !self.arguments.allow_shrink) {
            self.exit = self.exit.max(Exit::Refused);
            self.keep(&memory, tree)?;
            console.problem(&self.refusal(id, loss, tree));
            return Ok(());
        }
        for unfit in unfit {
            tree.set_aside(&unfit.path, unfit.why);
        }
        let both = self.feeds.iter_mut().zip(&mut self.pages);
        for (language, (feeds, pages)) in both.enumerate() {
            let section = Section::of_edition(&edition, language, self.settings.alarm);
            let name = edition.names.get(language).map_or("", String::as_str);
            let done = feeds
                .add(&section, tree)
                .and_then(|()| feeds.meeting(&section, name, tree))
                .and_then(|()| pages.add(&edition, &section, tree));
            done.map_err(|error| tree.failed(&error))?;
        }
        let expiry = edition.next_expiry.map(|expiry| (id.clone(), expiry.timestamp()));
        self.expiries.extend(expiry);
        self.changes.extend(edition.changes);
        Ok(())
    }

    /// Keeps what is published of a meeting. Gives whether there is anything.
    fn keep(&mut self, memory: &Memory, tree: &mut DiskTree) -> Result<bool, Stop> {
        keep(memory, self.settings, &mut self.feeds, &mut self.pages, tree, self.console)
    }

    /// Revises a timetable, unless the clock has jumped back: then changed events would get stamps
    /// older than those that subscribers know.
    fn edition(&self, timetable: Timetable, memory: &Memory) -> Result<Edition, Stop> {
        let id = timetable.id.clone();
        let edition = revise(timetable, memory, self.settings, self.now);
        let last_build =
            self.clock.filter(|clock| !edition.changes.is_empty() && *clock > self.now);
        let later = edition.later_stamp.max(last_build).filter(|_| !self.arguments.allow_clock);
        match later {
            None => Ok(edition),
            Some(later) => {
                let [now, later] =
                    [self.now, later].map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
                let message = format!(
                    "the clock says {now}, but {later} is the time of the last change or build: what changed in `{id}` \
                     would look older than what subscribers have. Set the clock, or build with --allow-clock if it is \
                     right; nothing was written"
                );
                Err(Stop(Exit::Refused, message))
            }
        }
    }

    fn refusal(&self, id: &MeetingId, loss: Loss, tree: &DiskTree) -> String {
        let shown = self.shown(id, tree);
        let Loss { coming, lost } = loss;
        let gone = if self.inputs.files.contains_key(id) { "" } else { "its file is gone, and " };
        format!(
            "`{id}` was not built: {gone}{lost} of its {} to come would be cancelled. Its events stay as {shown} has \
             them. If they are not to take place, write `status: cancelled` or `postponed`, or build with --allow-shrink",
            counted(coming, "event", "events"),
        )
    }

    fn shown(&self, id: &MeetingId, tree: &DiskTree) -> String {
        tree.shown(&crate::render::meeting_path("", id))
    }
}

/// Writes the lists of what changed, one a language, and gives them.
fn write_changes(
    changes: &[Change],
    settings: &Settings,
    ledger: &Ledger,
    now: DateTime<Utc>,
    tree: &mut DiskTree,
) -> Result<Vec<Vec<Listing>>, Stop> {
    let mut lists = Vec::new();
    for language in &settings.languages {
        let folder = crate::render::folder(settings, *language);
        let path = format!("{folder}changes.json");
        let old = tree.published(&path)?.map(|bytes| {
            read_changes(&bytes).unwrap_or_else(|| {
                tree.set_aside(&path, "cannot be read as a list of changes".to_owned());
                Vec::new()
            })
        });
        let own: Vec<&Change> =
            changes.iter().filter(|change| change.language == *language).collect();
        let list = listed(old, &own, now);
        let feeds = ledger.entries.values().map(|entry| &entry.feed);
        let own = feeds.filter(|feed| feed.language == language.code());
        let updated = own.map(|feed| feed.last_modified.as_str()).max().unwrap_or_default();
        let atom_path = format!("{folder}changes.atom");
        let written = changes_json(&list).map_err(std::io::Error::from).and_then(|json| {
            tree.finish(&path, &json, &[])?;
            let atom = atom(&list, settings, *language, &atom_path, updated)?;
            tree.finish(&atom_path, &atom, &[])
        });
        written.map_err(|error| tree.failed(&error))?;
        lists.push(list);
    }
    Ok(lists)
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
