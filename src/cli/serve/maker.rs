//! Trees to serve, each based on the previous one: in memory, or in an output folder as with
//! `timeplan build`.

use super::Made;
use super::folder::Folder;
use super::memory::Memory;
use crate::cli::Stop;
use crate::cli::args::ServeArguments;
use crate::cli::console::Console;
use crate::cli::input::{self, Listing};
use crate::cli::stamp::Stamp;
use crate::render::read_index;
use crate::serve::{File, Site};
use chrono::{DateTime, Utc};
use std::path::PathBuf;

/// Makes trees from the same inputs repeatedly.
pub(super) struct Maker {
    pub(super) inputs: Vec<PathBuf>,
    place: Place,
}

/// Where the trees are.
enum Place {
    Memory(Box<Memory>),
    Folder(Folder),
}

impl Maker {
    pub(super) fn new(arguments: &ServeArguments, console: &Console) -> Result<Self, Stop> {
        let inputs = arguments.inputs.clone();
        let place = match &arguments.output {
            None => Place::Memory(Box::new(Memory::beside(&inputs, arguments, console)?)),
            Some(output) => Place::Folder(Folder::new(output, arguments)),
        };
        Ok(Self { inputs, place })
    }

    /// Makes a tree based on the one `before`; none if nothing has changed since.
    pub(super) fn make(
        &mut self,
        listing: &Listing,
        before: Option<&Site>,
        now: DateTime<Utc>,
        console: &Console,
    ) -> Result<Option<Made>, Stop> {
        match &mut self.place {
            Place::Memory(memory) => memory.make(&self.inputs, listing, (before, now), console),
            Place::Folder(folder) => folder.make(listing, (before, now), console).map(Some),
        }
    }

    /// The published tree, unchanged; none if there is no feed.
    pub(super) fn as_published(
        &self,
        listing: &Listing,
        now: DateTime<Utc>,
        console: &Console,
    ) -> Result<Option<Site>, Stop> {
        let files: Vec<File> = match &self.place {
            Place::Memory(memory) => memory.files(now),
            Place::Folder(folder) => folder.files()?,
        };
        let index = files.iter().find(|file| file.path == "feeds.json");
        let index = index.map(|index| read_index(&index.bytes)).unwrap_or_default();
        if index.is_empty() {
            return Ok(None);
        }
        let settings = input::settings(listing, &console.keeping())?;
        super::folder::site(files, index, &settings, (None, now)).map(Some)
    }

    /// The published tree, if others may publish there too.
    pub(super) fn published(&self) -> Option<Stamp> {
        match &self.place {
            Place::Memory(_) => None,
            Place::Folder(folder) => folder.published(),
        }
    }
}
