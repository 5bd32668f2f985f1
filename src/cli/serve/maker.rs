//! Trees to serve, each made over the last one: in memory, or in an output folder as
//! `timeplan build` does.

use crate::cli::args::{BuildArguments, ServeArguments};
use crate::cli::build::{Done, build};
use crate::cli::console::Console;
use crate::cli::disk::{DiskTree, Review, Seen};
use crate::cli::input::{self, Listing};
use crate::cli::kin::Kin;
use crate::cli::lasting::Lasting;
use crate::cli::meetings::{Allowed, Build, Built, to_build};
use crate::cli::published::{Output, standing};
use crate::cli::reason::reason;
use crate::cli::settle::{Reading, settled};
use crate::cli::stamp::Stamp;
use crate::cli::{Exit, Stop};
use crate::model::Settings;
use crate::render::{Index, Ledger, MemoryTree, Tree, read_index};
use crate::serve::{File, Site};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead};
use std::path::PathBuf;

/// What makes trees of the same inputs again and again.
pub(super) struct Maker {
    pub(super) inputs: Vec<PathBuf>,
    allow_clock: bool,
    place: Place,
}

/// Where the trees are.
enum Place {
    /// In memory: what the last build saw and wrote, if it was without a fault, and what is published
    /// beside the inputs, which outlasts it.
    Memory(Option<(Seen, Ledger)>, Box<Lasting>),
    /// In an output folder.
    Folder(BuildArguments),
}

/// A tree to serve, and how its build ended.
pub(super) struct Made {
    pub(super) site: Site,
    pub(super) exit: Exit,
}

impl Maker {
    pub(super) fn new(arguments: &ServeArguments, console: &Console) -> Result<Self, Stop> {
        let ServeArguments { inputs, output, allow_clock, .. } = arguments.clone();
        let place = match output {
            None => Place::Memory(None, Box::new(lasting(&inputs, console)?)),
            Some(output) => Place::Folder(BuildArguments {
                inputs: inputs.clone(),
                output,
                allow_clock,
                ..Default::default()
            }),
        };
        Ok(Self { inputs, allow_clock, place })
    }

    /// What is published, as it is; none if there is no feed.
    pub(super) fn as_published(
        &self,
        listing: &Listing,
        now: DateTime<Utc>,
        console: &Console,
    ) -> Result<Option<Site>, Stop> {
        let files: Vec<File> = match &self.place {
            Place::Memory(_, lasting) => {
                let files = lasting.files().map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
                files.map(|(path, bytes)| File { path, bytes, since: Some(now) }).collect()
            }
            Place::Folder(arguments) => {
                DiskTree::unlocked(&arguments.output)?.files().collect::<Result<_, _>>()?
            }
        };
        let index = files.iter().find(|file| file.path == "feeds.json");
        let index = index.map(|index| read_index(&index.bytes)).unwrap_or_default();
        if index.is_empty() {
            return Ok(None);
        }
        let settings = input::settings(listing, &console.keeping())?;
        site_of_folder(files, index, &settings, None, now).map(Some)
    }

    /// What is published, where somebody else may publish too.
    pub(super) fn published(&self) -> Option<Stamp> {
        match &self.place {
            Place::Memory(..) => None,
            Place::Folder(arguments) => {
                let index = fs::metadata(arguments.output.join("feeds.json"));
                index.ok().map(|metadata| Stamp::of(&metadata))
            }
        }
    }

    /// Makes a tree over the one `before`; none if nothing has changed since.
    pub(super) fn make(
        &mut self,
        listing: &Listing,
        before: Option<&Site>,
        now: DateTime<Utc>,
        console: &Console,
    ) -> Result<Option<Made>, Stop> {
        match &mut self.place {
            Place::Memory(last, lasting) => {
                let allowed = Allowed { clock: self.allow_clock, ..Allowed::default() };
                let made = settled(&self.inputs, listing, console, |reading| {
                    in_memory((last, lasting), reading, before, (now, allowed))
                })?;
                // The next trees are made over this one.
                lasting.forget_all_but_memories();
                Ok(made)
            }
            Place::Folder(arguments) => in_folder(arguments, listing, before, now, console),
        }
    }
}

/// What builds published in the folder `out` beside the inputs; nothing if there is none.
fn lasting(inputs: &[PathBuf], console: &Console) -> Result<Lasting, Stop> {
    for input in inputs {
        let output = match input::folder_of(input).canonicalize() {
            Ok(folder) => folder.parent().unwrap_or(&folder).join("out"),
            Err(_) => continue,
        };
        let files = DiskTree::published_in(&output).map_err(|error| {
            Stop(
                Exit::Machine,
                format!("{}: it cannot be read: {}", output.display(), reason(&error)),
            )
        })?;
        if !files.is_empty() {
            console.notice(&format!(
                "{}: UIDs and revisions go on from what is published here; it is only read",
                output.display()
            ));
            return Lasting::new(output, files);
        }
    }
    console.notice(
        "no published feeds were found beside the inputs: a restart forgets what changed until then, and begins with \
         SEQUENCE 0 again. Serve with `-o out`, or run `timeplan build`, to keep it",
    );
    Ok(Lasting::default())
}

/// A tree of files as they are read, unless they change meanwhile.
fn in_memory(
    (last, lasting): (&mut Option<(Seen, Ledger)>, &Lasting),
    reading: &Reading<'_>,
    before: Option<&Site>,
    (now, allowed): (DateTime<Utc>, Allowed),
) -> Result<Option<Option<Made>>, Stop> {
    let (listing, console) = (reading.listing, reading.console);
    if listing.has_no_meeting() {
        return Err(Stop(Exit::Faulty, "no meeting was found".to_owned()));
    }
    let review = last.as_ref().map_or(Review::Unknown, |(seen, _)| seen.review(listing, now));
    let (mut changed, known, last_run) = match review {
        Review::Current => {
            last.as_mut().map(|(seen, _)| seen.touch(listing));
            return Ok(Some(None));
        }
        Review::Changed(changed, known) => (changed, known, last.take()),
        Review::Unknown => Default::default(),
    };
    let mut tree = MemoryTree::default();
    match before {
        Some(before) => tree.published.extend(before.files()),
        None => tree.published.extend(lasting.files()),
    }
    let mut inputs = input::read(listing, &known, console)?;
    reading.leave_out(&mut inputs)?;
    let (published, there) = standing(&tree, &inputs, last_run.is_some())?;
    if last_run.is_none() {
        changed.extend(there.iter().cloned());
    }
    let kin = Kin::beside(&inputs, &there, published.recall(&inputs.settings, &tree))?;
    let fresh = to_build(&inputs, &known, &kin, changed);
    let (ledger, expiries) = match &last_run {
        Some((seen, ledger)) => (ledger, seen.expiries().clone()),
        None => (&Ledger::default(), BTreeMap::new()),
    };
    let mut build = Build::new((&inputs, &kin), (ledger, &published), &fresh, now, console);
    build.carry(expiries);
    (build.lasting, build.allowed) = (Some(lasting), allowed);
    let Built { ledger, expiries, exit, .. } = build.all(&mut tree)?;
    if ledger.entries.is_empty() {
        return Err(Stop(Exit::Faulty, "there is no feed to serve".to_owned()));
    }
    for (path, why) in &tree.unfit {
        let path = lasting.place(path);
        console.problem(&format!("{} {why}; it was not changed", path.display()));
    }
    if !reading.is_settled() {
        return Ok(None);
    }
    let is_whole = exit == Exit::Done && inputs.restless.is_empty();
    let whole = is_whole.then(|| Seen::new(listing, &inputs.known, expiries)).flatten();
    *last = whole.map(|seen| (seen, ledger));
    let index = tree.files.get("feeds.json").map(|bytes| read_index(bytes)).unwrap_or_default();
    // What an earlier server sent is not known.
    let since = before.is_none().then_some(now);
    let files = tree.files.into_iter().map(|(path, bytes)| Ok(File { path, bytes, since }));
    let site = Site::new(files, index, &inputs.settings, before, now)?;
    Ok(Some(Some(Made { site, exit })))
}

fn in_folder(
    arguments: &BuildArguments,
    listing: &Listing,
    before: Option<&Site>,
    now: DateTime<Utc>,
    console: &Console,
) -> Result<Option<Made>, Stop> {
    // As long as the folder is held, no other build changes it.
    let Done { tree, exit, .. } = build(arguments, listing, now, console)?;
    // The build has told what there is to tell of the settings.
    let settings = input::settings(listing, &console.keeping())?;
    let index = tree.published("feeds.json")?.map(|bytes| read_index(&bytes)).unwrap_or_default();
    let files = tree.files().collect::<Result<_, _>>()?;
    let site = site_of_folder(files, index, &settings, before, now)?;
    Ok(Some(Made { site, exit }))
}

/// What is published in a folder.
fn site_of_folder(
    files: Vec<File>,
    index: Index,
    settings: &Settings,
    before: Option<&Site>,
    now: DateTime<Utc>,
) -> Result<Site, Stop> {
    // Feeds say when they changed; of what is no feed, or no more one, only its file does.
    let files = files.into_iter().map(|file| {
        let since = file.since.filter(|_| !index.contains_key(&file.path));
        Ok(File { since, ..file })
    });
    let files: Vec<_> = files.collect();
    Site::new(files.into_iter(), index, settings, before, now)
}

impl Output for MemoryTree<'_> {
    fn copy(&mut self, from: &str, to: &str) -> io::Result<()> {
        let bytes = self.files.get(from).ok_or(io::ErrorKind::NotFound)?.clone();
        self.finish(to, &bytes, &[])
    }

    fn paths(&self) -> Vec<String> {
        self.published.keys().map(|path| (*path).to_owned()).collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn BufRead + '_>> {
        let bytes = self.published.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(*bytes))
    }

    fn shown(&self, path: &str) -> String {
        path.to_owned()
    }

    fn failed(&self, error: &io::Error) -> Stop {
        Stop(Exit::Machine, format!("the feeds cannot be made: {}", reason(error)))
    }

    fn set_aside(&mut self, path: &str, why: String) {
        self.unfit.insert(path.to_owned(), why);
    }
}
