//! Trees to serve, each made over the last one: in memory, or in an output folder as
//! `timeplan build` does.

use crate::cli::args::BuildArguments;
use crate::cli::build::{Done, build};
use crate::cli::console::Console;
use crate::cli::disk::{Review, Seen, Stamp};
use crate::cli::input::{self, Listing};
use crate::cli::meetings::{Build, Built, to_build};
use crate::cli::published::{Output, meeting_of};
use crate::cli::{Exit, Stop};
use crate::render::{Ledger, MemoryTree, read_index};
use crate::serve::Site;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;

/// What makes trees of the same inputs again and again.
pub(super) struct Maker {
    pub(super) inputs: Vec<PathBuf>,
    place: Place,
}

/// Where the trees are.
enum Place {
    /// In memory: what the last build saw and wrote, if it was without a fault.
    Memory(Option<(Seen, Ledger)>),
    /// In an output folder.
    Folder(BuildArguments),
}

/// A tree to serve, and how its build ended.
pub(super) struct Made {
    pub(super) site: Site,
    pub(super) exit: Exit,
}

impl Maker {
    pub(super) fn new(inputs: Vec<PathBuf>, output: Option<PathBuf>) -> Self {
        let place = match output {
            None => Place::Memory(None),
            Some(output) => Place::Folder(BuildArguments {
                inputs: inputs.clone(),
                output,
                ..Default::default()
            }),
        };
        Self { inputs, place }
    }

    /// What is published, where somebody else may publish too.
    pub(super) fn published(&self) -> Option<Stamp> {
        match &self.place {
            Place::Memory(_) => None,
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
            Place::Memory(last) => in_memory(last, listing, before, now, console),
            Place::Folder(arguments) => in_folder(arguments, listing, before, now, console),
        }
    }
}

fn in_memory(
    last: &mut Option<(Seen, Ledger)>,
    listing: &Listing,
    before: Option<&Site>,
    now: DateTime<Utc>,
    console: &Console,
) -> Result<Option<Made>, Stop> {
    if listing.has_no_meeting() {
        return Err(Stop(Exit::Faulty, "no meeting was found".to_owned()));
    }
    let review = last.as_ref().map_or(Review::Unknown, |(seen, _)| seen.review(listing, now));
    let (mut changed, known, last_run) = match review {
        Review::Current => {
            last.as_mut().map(|(seen, _)| seen.touch(listing));
            return Ok(None);
        }
        Review::Changed(changed, known) => (changed, known, last.take()),
        Review::Unknown => Default::default(),
    };
    let mut tree = MemoryTree::default();
    tree.published.extend(before.into_iter().flat_map(Site::files));
    let inputs = input::read(listing, &known, console)?;
    if last_run.is_none() {
        changed.extend(tree.published.keys().filter_map(|path| meeting_of(path)));
    }
    let fresh = to_build(&inputs, &known, changed);
    let (ledger, expiries) = match &last_run {
        Some((seen, ledger)) => (ledger, seen.expiries().clone()),
        None => (&Ledger::default(), BTreeMap::new()),
    };
    let index = tree.published.get("feeds.json").map(|bytes| read_index(bytes)).unwrap_or_default();
    let mut build = Build::new(&inputs, (ledger, &index), &fresh, now, console);
    build.carry(expiries);
    let Built { ledger, expiries, exit, .. } = build.all(&mut tree)?;
    if ledger.entries.is_empty() {
        return Err(Stop(Exit::Faulty, "there is no feed to serve".to_owned()));
    }
    let whole = (exit == Exit::Done).then(|| Seen::new(listing, &inputs.known, expiries)).flatten();
    *last = whole.map(|seen| (seen, ledger));
    let index = tree.files.get("feeds.json").map(|bytes| read_index(bytes)).unwrap_or_default();
    let files = tree.files.into_iter().map(Ok);
    let site = Site::new(files, index, &inputs.settings, before, now)?;
    Ok(Some(Made { site, exit }))
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
    let site = Site::new(tree.files(), index, &settings, before, now)?;
    Ok(Some(Made { site, exit }))
}

impl Output for MemoryTree<'_> {
    fn shown(&self, path: &str) -> String {
        path.to_owned()
    }

    fn failed(&self, error: &io::Error) -> Stop {
        Stop(Exit::Machine, format!("the feeds cannot be made: {error}"))
    }

    /// Nothing but this program writes to its memory.
    fn set_aside(&mut self, _path: &str, _why: String) {}
}
