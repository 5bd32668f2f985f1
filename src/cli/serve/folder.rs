//! Trees in an output folder, as `timeplan build` makes them.

use super::Made;
use crate::cli::Stop;
use crate::cli::args::{BuildArguments, ServeArguments};
use crate::cli::build::{Done, build};
use crate::cli::console::Console;
use crate::cli::disk::DiskTree;
use crate::cli::input::{self, Listing};
use crate::cli::stamp::Stamp;
use crate::model::Settings;
use crate::render::{Index, read_index};
use crate::serve::{File, Site};
use chrono::{DateTime, Utc};
use std::fs;
use std::path::Path;

/// An output folder, and how it is built.
pub(super) struct Folder(BuildArguments);

impl Folder {
    pub(super) fn new(output: &Path, arguments: &ServeArguments) -> Self {
        Self(BuildArguments {
            inputs: arguments.inputs.clone(),
            output: output.to_owned(),
            allow_clock: arguments.allow_clock,
            ..Default::default()
        })
    }

    /// What is published in it.
    pub(super) fn files(&self) -> Result<Vec<File>, Stop> {
        DiskTree::unlocked(&self.0.output)?.files().collect()
    }

    /// The stamps that show whether somebody else published there.
    pub(super) fn published(&self) -> Option<Stamp> {
        let index = fs::metadata(self.0.output.join("feeds.json"));
        index.ok().map(|metadata| Stamp::of(&metadata))
    }

    /// Builds it and reads what is then published.
    pub(super) fn make(
        &self,
        listing: &Listing,
        over: (Option<&Site>, DateTime<Utc>),
        console: &Console,
    ) -> Result<Made, Stop> {
        // While the folder is locked, no other build changes it.
        let Done { tree, exit, settings } = build(&self.0, listing, over.1, console)?;
        // If nothing has changed, there are no messages about the settings either.
        let settings = settings.map_or_else(|| input::settings(listing, &console.keeping()), Ok)?;
        let files = tree.files().collect::<Result<Vec<File>, _>>()?;
        let index = files.iter().find(|file| file.path == "feeds.json");
        let index = index.map(|index| read_index(&index.bytes)).unwrap_or_default();
        Ok(Made { site: site(files, index, &settings, over)?, exit })
    }
}

/// What is published in a folder.
pub(super) fn site(
    files: Vec<File>,
    index: Index,
    settings: &Settings,
    (before, now): (Option<&Site>, DateTime<Utc>),
) -> Result<Site, Stop> {
    // Feeds contain the time of their last change; for other files, only the file's time is known.
    let files = files.into_iter().map(|file| {
        let since = file.since.filter(|_| !index.contains_key(&file.path));
        Ok(File { since, ..file })
    });
    let files: Vec<_> = files.collect();
    Site::new(files.into_iter(), index, settings, before, now)
}
