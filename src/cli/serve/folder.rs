//! Trees in an output folder, as `timeplan build` makes them.

use super::BuiltSite;
use crate::cli::args::{BuildArguments, ServeArguments};
use crate::cli::build::{BuildResult, build};
use crate::cli::console::Console;
use crate::cli::disk::{DiskTree, replace};
use crate::cli::input::{self, InputFiles};
use crate::cli::reason::reason;
use crate::cli::stamp::Stamp;
use crate::cli::{Exit, Stop};
use crate::finding::counted;
use crate::model::Settings;
use crate::render::{FeedIndex, layout, read_index};
use crate::serve::{Site, SiteFile};
use chrono::{DateTime, Utc};
use std::fs;
use std::path::Path;

/// An output folder, and how it is built.
pub(super) struct BuiltFolder(BuildArguments);

impl BuiltFolder {
    pub(super) fn new(output: &Path, arguments: &ServeArguments) -> Self {
        Self(BuildArguments {
            inputs: arguments.inputs.clone(),
            output: output.to_owned(),
            allow_clock: arguments.allow_clock,
            ..Default::default()
        })
    }

    /// What is published in it.
    pub(super) fn files(&self) -> Result<Vec<SiteFile>, Stop> {
        DiskTree::unlocked(&self.0.output)?.files().collect()
    }

    /// The stamps that show whether somebody else published there.
    pub(super) fn published(&self) -> Option<Stamp> {
        let index = fs::metadata(self.0.output.join("feeds.json"));
        index.ok().map(|metadata| Stamp::of(&metadata))
    }

    /// Writes what is served into a folder that somebody deleted or emptied: a build of nothing would begin
    /// anew with all UIDs and revisions.
    fn restore(&self, before: &Site, console: &Console) -> Result<(), Stop> {
        let output = &self.0.output;
        if self.published().is_some() {
            return Ok(());
        }
        // No build writes at the same time.
        let _locked = DiskTree::open(output, false)?;
        // What only a server has is not among them.
        let files =
            before.files().filter_map(|(path, bytes)| Some((layout::rank(path)?, path, bytes)));
        let (mut restored, mut files) = (0, files.collect::<Vec<_>>());
        // The list of feeds comes last: without it, the next try begins again.
        files.sort_unstable();
        for (_, path, bytes) in files {
            let place = output.join(path);
            if place.exists() {
                continue;
            }
            let written = fs::create_dir_all(place.parent().unwrap_or(output))
                .and_then(|()| replace(&place, bytes));
            written.map_err(|error| {
                let (place, reason) = (place.display(), reason(&error));
                Stop(Exit::Machine, format!("{place}: it cannot be written: {reason}"))
            })?;
            restored += 1;
        }
        let output = output.display();
        console.problem(&format!(
            "{output}: feeds.json was deleted, perhaps with all feeds; {} written again as served",
            counted(restored, "file was", "files were")
        ));
        Ok(())
    }

    /// Builds it and reads what is then published.
    pub(super) fn make(
        &self,
        listing: &InputFiles,
        over: (Option<&Site>, DateTime<Utc>),
        console: &Console,
    ) -> Result<BuiltSite, Stop> {
        over.0.map_or(Ok(()), |before| self.restore(before, console))?;
        // While the folder is locked, no other build changes it.
        let BuildResult { tree, exit, settings } = build(&self.0, listing, over.1, console)?;
        // If nothing has changed, there are no messages about the settings either.
        let settings = settings.map_or_else(|| input::settings(listing, &console.keeping()), Ok)?;
        let files = tree.files().collect::<Result<Vec<SiteFile>, _>>()?;
        let index = files.iter().find(|file| file.path == "feeds.json");
        let index = index.map(|index| read_index(&index.bytes)).unwrap_or_default();
        Ok(BuiltSite { site: site(files, index, &settings, over)?, exit })
    }
}

/// What is published in a folder.
pub(super) fn site(
    files: Vec<SiteFile>,
    index: FeedIndex,
    settings: &Settings,
    (before, now): (Option<&Site>, DateTime<Utc>),
) -> Result<Site, Stop> {
    // Feeds contain the time of their last change; for other files, only the file's time is known.
    let files = files.into_iter().map(|file| {
        let since = if index.contains_key(&file.path) { None } else { file.since };
        Ok(SiteFile { since, ..file })
    });
    let files: Vec<_> = files.collect();
    Site::new(files.into_iter(), index, settings, before, now)
}
