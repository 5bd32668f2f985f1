//! Trees to serve, each based on the previous one: in memory, or in an output folder as with
//! `timeplan build`.

use super::BuiltSite;
use super::folder::BuiltFolder;
use super::memory::ServedMemory;
use crate::cli::Stop;
use crate::cli::args::ServeArguments;
use crate::cli::console::Console;
use crate::cli::input::{self, InputFiles};
use crate::cli::stamp::Stamp;
use crate::render::read_index;
use crate::serve::{Site, SiteFile};
use chrono::{DateTime, Utc};
use std::path::PathBuf;

/// Makes trees from the same inputs repeatedly.
pub(super) struct Maker {
    pub(super) inputs: Vec<PathBuf>,
    place: TreePlace,
}

/// Where the trees are.
enum TreePlace {
    Memory(Box<ServedMemory>),
    Folder(BuiltFolder),
}

impl Maker {
    pub(super) fn new(arguments: &ServeArguments, console: &Console) -> Result<Self, Stop> {
        let inputs = arguments.inputs.clone();
        let place = match &arguments.output {
            None => TreePlace::Memory(Box::new(ServedMemory::beside(&inputs, arguments, console)?)),
            Some(output) => TreePlace::Folder(BuiltFolder::new(output, arguments)),
        };
        Ok(Self { inputs, place })
    }

    /// Makes a tree based on the one `before`; none if nothing has changed since.
    pub(super) fn make(
        &mut self,
        listing: &InputFiles,
        before: Option<&Site>,
        now: DateTime<Utc>,
        console: &Console,
    ) -> Result<Option<BuiltSite>, Stop> {
        match &mut self.place {
            TreePlace::Memory(memory) => memory.make(&self.inputs, listing, (before, now), console),
            TreePlace::Folder(folder) => folder.make(listing, (before, now), console).map(Some),
        }
    }

    /// The published tree, unchanged; none if there is no feed.
    pub(super) fn as_published(
        &self,
        listing: &InputFiles,
        now: DateTime<Utc>,
        console: &Console,
    ) -> Result<Option<Site>, Stop> {
        let files: Vec<SiteFile> = match &self.place {
            TreePlace::Memory(memory) => memory.files(now),
            TreePlace::Folder(folder) => folder.files()?,
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
            TreePlace::Memory(_) => None,
            TreePlace::Folder(folder) => folder.published(),
        }
    }
}
