//! The output folder: locked while it is written, every file at every moment the old or the new
//! one.
//!
//! A finished feed is compared with what is published. Only if they differ a new file is written
//! beside the old one, and all new files take their places together at the end: first the feeds of
//! several meetings, then pages, then the meetings' own feeds, which are the memory of what was
//! published, then the index. A folder that is only looked at is never written to.

mod body;
mod file;
mod last;
mod seen;
mod syncer;
mod told;
mod unfinished;
mod walk;
mod writing;

pub(super) use file::{published, replace};
pub(super) use last::LastRun;
pub(super) use seen::{BuildStart, Review, SeenInputs};
pub(super) use told::news;

use super::console::Console;
use super::reason::{AtPath, reason};
use super::stamp::Stamp;
use super::system::{link, lock_of};
use super::{Exit, Stop};
use crate::finding::counted;
use crate::publish::{ContinuedTree, Stopped};
use crate::render::layout;
use file::{Digesting, unfinished};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use syncer::Syncer;
use unfinished::UnfinishedFiles;
use walk::FoundFiles;

/// The name of the private file.
const PRIVATE: &str = ".timeplan";

/// How often a lock is asked for that the system interrupts.
const TRIES: usize = 100;

/// The output tree on disk.
pub(super) struct DiskTree {
    root: PathBuf,
    /// The lock is held as long as the folder is open.
    lock: Option<File>,
    /// Whether nothing may be written.
    only_looks: bool,
    /// The files of the output tree that were there.
    found: BTreeMap<String, Stamp>,
    /// Where those of them lead that are symbolic links. They are read, and never written through.
    links: BTreeMap<String, PathBuf>,
    /// Folders where a file belongs.
    folders: BTreeSet<String>,
    /// New files that not all can read who could read the old ones.
    hidden: BTreeSet<String>,
    open: UnfinishedFiles,
    /// Brings new files down to the disk, if there are any.
    syncer: Option<Syncer>,
    /// The digests of finished feeds.
    digests: BTreeMap<String, Digesting>,
    /// Paths whose new files are written and wait for their places.
    ready: BTreeSet<String>,
    /// Paths whose new files have taken their places.
    written: Vec<String>,
    /// Paths that stay as they are.
    unchanged: BTreeSet<String>,
    /// Paths of which nothing is left.
    gone: BTreeSet<String>,
    /// Files in our paths that are not ours or damaged, and why; they are kept beside.
    aside: BTreeMap<String, String>,
}

/// What a build did to its folder.
pub(super) struct FolderChanges {
    /// The paths of new and changed files.
    pub(super) written: Vec<String>,
    /// The paths of files that are there no more.
    pub(super) removed: Vec<String>,
    /// How many files are as they were.
    pub(super) unchanged: usize,
}

impl DiskTree {
    /// Opens the folder, makes it if need be, locks it, and clears what a build that was broken off
    /// left behind. A folder that is only to be looked at stays as it is.
    pub(super) fn open(root: &Path, only_looks: bool) -> Result<Self, Stop> {
        let failed = |what: &str, error: &io::Error| {
            let (root, reason) = (root.display(), reason(error));
            Stop(Exit::Machine, format!("{root}: {what}: {reason}; nothing was written"))
        };
        let mut tree = Self::unread(root, only_looks);
        if only_looks && fs::exists(root).is_ok_and(|is_there| !is_there) {
            return Ok(tree);
        }
        if !only_looks {
            fs::create_dir_all(root)
                .map_err(|error| failed("the folder cannot be made", &error))?;
        }
        // A pipe would be waited for.
        let lock = fs::metadata(root).and_then(|metadata| match metadata.is_dir() {
            true => lock_of(root),
            false => Err(io::ErrorKind::NotADirectory.into()),
        });
        let lock = lock.map_err(|error| failed("the folder cannot be opened", &error))?;
        match locked(&lock) {
            Ok(()) => tree.lock = Some(lock),
            Err(fs::TryLockError::WouldBlock) => {
                let message = format!(
                    "{}: another build is writing here; nothing was written",
                    root.display()
                );
                return Err(Stop(Exit::Machine, message));
            }
            Err(fs::TryLockError::Error(error)) => {
                return Err(failed("the folder cannot be locked", &error));
            }
        }
        let unreadable = |error| failed("the folder cannot be read", &error);
        let FoundFiles { files, links, folders, leftovers, in_the_way } =
            FoundFiles::look(root).map_err(unreadable)?;
        if !in_the_way.is_empty() {
            let lines = in_the_way.iter().map(|(path, why)| format!("{} {why}", tree.shown(path)));
            let lines = lines.collect::<Vec<_>>().join("\n");
            let message = format!("{lines}; move it to another place; nothing was written");
            return Err(Stop(Exit::Machine, message));
        }
        if !only_looks {
            let clear = |place: &PathBuf| fs::remove_file(place).at(place);
            leftovers.iter().try_for_each(clear).map_err(unreadable)?;
        }
        for path in &folders {
            tree.aside.insert(path.clone(), "is a folder, where a file belongs".to_owned());
        }
        (tree.found, tree.links, tree.folders) = (files, links, folders);
        Ok(tree)
    }

    /// A folder that is read without its lock: what a build has put into its place until then is there,
    /// as for everybody who reads the folder.
    pub(super) fn unlocked(root: &Path) -> Result<Self, Stop> {
        let mut tree = Self::unread(root, true);
        tree.found = FoundFiles::look(root).map_err(|error| tree.failed(&error))?.files;
        Ok(tree)
    }

    /// A folder before anybody looks into it.
    fn unread(root: &Path, only_looks: bool) -> Self {
        let spools = if only_looks { std::env::temp_dir() } else { root.to_owned() };
        Self {
            root: root.to_owned(),
            lock: None,
            only_looks,
            found: BTreeMap::new(),
            links: BTreeMap::new(),
            folders: BTreeSet::new(),
            hidden: BTreeSet::new(),
            open: UnfinishedFiles::new(root, spools),
            syncer: None,
            digests: BTreeMap::new(),
            ready: BTreeSet::new(),
            written: Vec::new(),
            unchanged: BTreeSet::new(),
            gone: BTreeSet::new(),
            aside: BTreeMap::new(),
        }
    }

    /// The paths of all files of the output tree that are there.
    pub(super) fn found(&self) -> impl Iterator<Item = &str> {
        self.found.keys().map(String::as_str)
    }

    /// All files of the output tree as they are now, and when each was written.
    pub(super) fn files(&self) -> impl Iterator<Item = Result<crate::serve::SiteFile, Stop>> {
        let all: BTreeSet<&String> = self.found.keys().chain(&self.written).collect();
        all.into_iter().map(|path| {
            let place = self.root.join(path);
            let read = || {
                let stamp = Stamp::of(&fs::metadata(&place)?);
                let (bytes, since) = (fs::read(&place)?, Some(stamp.modified()));
                Ok(crate::serve::SiteFile { path: path.clone(), bytes, since })
            };
            read().map_err(|error: io::Error| {
                let path = self.shown(path);
                Stop(Exit::Machine, format!("{path}: it cannot be read: {}", reason(&error)))
            })
        })
    }

    /// The files of a folder that builds publish to, if it is one. It is read without its lock: what a
    /// build has put into its place until then is there, as for everybody who reads the folder.
    pub(super) fn published_in(root: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
        let index = root.join("feeds.json");
        let is_there = match fs::metadata(&index) {
            Ok(metadata) => metadata.is_file(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            // Who serves without knowing what is published begins anew with all UIDs and revisions.
            Err(error) => return Err(error).at(&index),
        };
        if !is_there {
            return Ok(BTreeMap::new());
        }
        let paths = FoundFiles::look(root)?.files.into_keys();
        let read = |path: String| match fs::read(root.join(&path)) {
            Ok(bytes) => Some(Ok((path, bytes))),
            // A link may lead nowhere, and a build may have removed a file meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => Some(Err(error).at(&root.join(&path))),
        };
        paths.filter_map(read).collect()
    }

    /// What to say when nothing is written.
    pub(super) fn stop(&self, stopped: Stopped) -> Stop {
        match stopped {
            Stopped::Refused(why) => Stop(Exit::Refused, why),
            Stopped::Failed(error) => self.failed(&error),
            Stopped::Nothing => {
                let root = self.root.display();
                let message = format!("there is no feed to write; {root} was not touched");
                Stop(Exit::Faulty, message)
            }
        }
    }

    /// What to say when the disk fails.
    fn failed(&self, error: &io::Error) -> Stop {
        let (root, reason) = (self.root.display(), reason(error));
        let message =
            format!("{root}: the feeds cannot be written: {reason}; the old ones are as they were");
        Stop(Exit::Machine, message)
    }

    /// Lets all new files take their places, and removes what is not needed any more.
    pub(super) fn commit(&mut self, console: &Console) -> Result<FolderChanges, Stop> {
        self.copy_links().map_err(|error| self.failed(&error))?;
        let written: Vec<String> = std::mem::take(&mut self.ready).into_iter().collect();
        let removed: Vec<String> = std::mem::take(&mut self.gone).into_iter().collect();
        let done = FolderChanges { written, removed, unchanged: self.unchanged.len() };
        if self.only_looks {
            return Ok(done);
        }
        if let Some(syncer) = self.syncer.take() {
            syncer.finish().map_err(|error| self.failed(&error))?;
        }
        self.move_aside(console).map_err(|error| self.failed(&error))?;
        let mut paths: Vec<&String> = done.written.iter().chain(&done.removed).collect();
        paths.sort_by_key(|path| (layout::rank(path), *path));
        let new: BTreeSet<&String> = done.written.iter().collect();
        for path in paths {
            let place = self.root.join(path);
            let (did, step) = match new.contains(path) {
                true => ("wrote", fs::rename(unfinished(&place), &place)),
                false => ("removed", fs::remove_file(&place)),
            };
            step.map_err(|error| {
                let (place, reason) = (place.display(), reason(&error));
                let message =
                    format!("{place}: it cannot be replaced: {reason}; run the build again");
                Stop(Exit::Machine, message)
            })?;
            console.detail(&format!("{did} {}", place.display()));
        }
        self.tell_hidden(console);
        self.written.clone_from(&done.written);
        for path in &done.removed {
            self.found.remove(path);
        }
        Ok(done)
    }

    /// Keeps what lies in our paths and is not ours beside them.
    fn move_aside(&self, console: &Console) -> io::Result<()> {
        for (path, why) in &self.aside {
            let why = match self.links.get(path) {
                Some(target) => {
                    &format!("is a symbolic link to {}, which was not followed", target.display())
                }
                None => why,
            };
            let kept = self.free_name(path);
            let (from, to) = (self.root.join(path), self.root.join(&kept));
            // A second name for the old file: the path is never without one.
            let linked = match self.links.get(path) {
                Some(target) => link(target, &to),
                None if self.folders.contains(path) => fs::rename(&from, &to),
                None => fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(|_| ())),
            };
            linked.at(&from)?;
            let (path, kept) = (self.shown(path), self.shown(&kept));
            console.problem(&format!("{path} {why}; it was moved to {kept}"));
        }
        Ok(())
    }

    /// Reports new files that not all can read who could read the old ones.
    fn tell_hidden(&self, console: &Console) {
        let Some(first) = self.hidden.first() else { return };
        let others = match self.hidden.len() - 1 {
            0 => String::new(),
            others => format!(" and {}", counted(others, "other file", "other files")),
        };
        let first = self.shown(first);
        console.problem(&format!(
            "{first}{others} cannot be read by all who could read the old version: the owner or the group could not \
             be kept; change it, or run the build as a member of the group"
        ));
    }

    /// A name for a file that is kept beside.
    fn free_name(&self, path: &str) -> String {
        let further = (2..).map(|n| format!("{path}.kept-{n}"));
        let mut names = std::iter::once(format!("{path}.kept")).chain(further);
        names
            .find(|name| fs::symlink_metadata(self.root.join(name)).is_err())
            .unwrap_or_else(|| path.to_owned())
    }
}

/// Locks a folder, which the system may interrupt.
fn locked(folder: &File) -> Result<(), fs::TryLockError> {
    for _ in 0..TRIES {
        match folder.try_lock() {
            Err(fs::TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => {}
            locked => return locked,
        }
    }
    folder.try_lock()
}

impl Drop for DiskTree {
    /// A build that stops leaves nothing behind; what it cannot remove the next one clears.
    fn drop(&mut self) {
        if !self.only_looks {
            for path in &self.ready {
                let _ = fs::remove_file(unfinished(&self.root.join(path)));
            }
        }
        self.open.clear();
    }
}
