//! Trees in memory, each based on the previous one. What was published next to the inputs outlasts
//! them.

use super::BuiltSite;
use crate::cli::args::ServeArguments;
use crate::cli::console::Console;
use crate::cli::disk::{BuildStart, DiskTree, Review, SeenInputs};
use crate::cli::input::{self, InputFiles};
use crate::cli::reason::reason;
use crate::cli::settle::{SettlingFiles, settled};
use crate::cli::{Exit, Stop};
use crate::publish::{EarlierRuns, Lasting, Policy, Stopped};
use crate::render::{Ledger, MemoryTree, read_index};
use crate::serve::{Site, SiteFile};
use chrono::{DateTime, Utc};
use std::io;
use std::path::{Path, PathBuf};

/// The basis of the next tree.
pub(super) struct ServedMemory {
    /// What the last build read and wrote, if it had no faults.
    last: Option<(SeenInputs, Ledger)>,
    /// What is published next to the inputs, and where.
    lasting: Lasting,
    root: PathBuf,
    policy: Policy,
}

impl ServedMemory {
    /// Continues from what builds published in the folder `out` next to the inputs, if there is
    /// one.
    pub(super) fn beside(
        inputs: &[PathBuf],
        arguments: &ServeArguments,
        console: &Console,
    ) -> Result<Self, Stop> {
        let allow_clock = arguments.allow_clock;
        let policy = Policy { allow_clock, doubts: console.doubts(), ..Policy::default() };
        let (lasting, root) = published(inputs, console)?;
        Ok(Self { last: None, lasting, root, policy })
    }

    /// What is published next to the inputs.
    pub(super) fn files(&self, now: DateTime<Utc>) -> Vec<SiteFile> {
        let files = self.lasting.files().map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
        files.map(|(path, bytes)| SiteFile { path, bytes, since: Some(now) }).collect()
    }

    /// Makes a tree from files once they no longer change; none if nothing has changed.
    pub(super) fn make(
        &mut self,
        inputs: &[PathBuf],
        listing: &InputFiles,
        over: (Option<&Site>, DateTime<Utc>),
        console: &Console,
    ) -> Result<Option<BuiltSite>, Stop> {
        let made = settled(inputs, listing, console, |reading| self.make_of(reading, over))?;
        // The next trees are based on this one.
        self.lasting.forget_all_but_memories();
        Ok(made)
    }

    /// Makes a tree from files, unless they change while they are read.
    fn make_of(
        &mut self,
        reading: &SettlingFiles<'_>,
        (before, now): (Option<&Site>, DateTime<Utc>),
    ) -> Result<Option<Option<BuiltSite>>, Stop> {
        let (listing, console, lasting) = (reading.listing, reading.console, &self.lasting);
        if listing.has_no_meeting() {
            return Err(Stop(Exit::Faulty, "no meeting was found".to_owned()));
        }
        let review = match &self.last {
            Some((seen, _)) => seen.review(listing, now),
            None => Review::Unknown,
        };
        if let (Review::Current, Some((seen, _))) = (&review, &mut self.last) {
            seen.touch(listing);
            return Ok(Some(None));
        }
        // If the change is unknown, the files may have their old contents again next time.
        let is_known = matches!(review, Review::Changed(..));
        let (seen, ledger) = self.last.take_if(|_| is_known).unzip();
        let expiries = seen.map(|seen| seen.expiries().clone()).unwrap_or_default();
        let BuildStart { last, known } = review.start(|| ledger, &expiries).unwrap_or_default();
        let mut tree = MemoryTree::default();
        match before {
            Some(before) => tree.published.extend(before.files()),
            None => tree.published.extend(lasting.files()),
        }
        let read = input::read(listing, &known, console)?;
        let past = EarlierRuns { last, clock: None, lasting: Some(lasting) };
        let (made, read) = reading.publish(read, past, (&mut tree, stop), (now, self.policy))?;
        for (path, why) in &tree.unfit {
            let path = self.root.join(path);
            console.problem(&format!("{} {why}; it was not changed", path.display()));
        }
        if !reading.is_settled() {
            return Ok(None);
        }
        let exit = Exit::from(made.verdict);
        let is_whole = exit == Exit::Done && read.inputs.restless.is_empty();
        let seen = is_whole.then(|| SeenInputs::new(listing, &read.known, made.expiries)).flatten();
        self.last = seen.map(|seen| (seen, made.ledger));
        let index = tree.files.get("feeds.json").map(|bytes| read_index(bytes)).unwrap_or_default();
        // It is unknown what an earlier server sent.
        let since = before.is_none().then_some(now);
        let files = tree.files.into_iter().map(|(path, bytes)| Ok(SiteFile { path, bytes, since }));
        let site = Site::new(files, index, &read.inputs.settings, before, now)?;
        Ok(Some(Some(BuiltSite { site, exit })))
    }
}

/// What builds published in the folder `out` next to the inputs, and its path; nothing if it does
/// not exist.
fn published(inputs: &[PathBuf], console: &Console) -> Result<(Lasting, PathBuf), Stop> {
    let failed = |output: &Path, error: &io::Error| {
        let (output, reason) = (output.display(), reason(error));
        Stop(Exit::Machine, format!("{output}: it cannot be read: {reason}"))
    };
    for input in inputs {
        let output = match input::folder_of(input).canonicalize() {
            Ok(folder) => folder.parent().unwrap_or(&folder).join("out"),
            Err(_) => continue,
        };
        let files = DiskTree::published_in(&output).map_err(|error| failed(&output, &error))?;
        if !files.is_empty() {
            console.notice(&format!(
                "{}: UIDs and revisions continue from what is published here; the folder is only \
                 read",
                output.display()
            ));
            let lasting = Lasting::new(files).map_err(|error| failed(&output, &error))?;
            return Ok((lasting, output));
        }
    }
    console.notice(
        "no published feeds were found next to the inputs, so a restart loses all revisions and \
         starts again at SEQUENCE 0. To keep them, serve with `-o out` or run `timeplan build`",
    );
    Ok(Default::default())
}

/// The message if there is no tree.
fn stop(_: &MemoryTree<'_>, stopped: Stopped) -> Stop {
    match stopped {
        Stopped::Refused(why) => Stop(Exit::Refused, why),
        Stopped::Nothing => Stop(Exit::Faulty, "there is no feed to serve".to_owned()),
        Stopped::Failed(error) => {
            Stop(Exit::Machine, format!("the feeds cannot be made: {}", reason(&error)))
        }
    }
}
