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
mod layout;
mod seen;
mod syncer;

pub(super) use file::replace;
pub(super) use last::LastRun;
pub(super) use seen::{Review, Seen, Stamp, mark};

use super::console::Console;
use super::published::Output;
use super::{Exit, Stop};
use crate::render::{Sha, Tree};
use body::Body;
use file::{Digesting, LARGE, UNFINISHED, Whole, is_ours, unfinished};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use syncer::Syncer;

/// The output tree on disk.
pub(super) struct DiskTree {
    root: PathBuf,
    /// The lock is held as long as the folder is open.
    lock: Option<File>,
    /// Whether nothing may be written.
    only_looks: bool,
    /// The files of the output tree that were there.
    found: BTreeMap<String, Stamp>,
    open: BTreeMap<String, Body>,
    spooled: usize,
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
pub(super) struct Written {
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
            Stop(Exit::Machine, format!("{}: {what}: {error}; nothing was written", root.display()))
        };
        let mut tree = Self::unread(root, only_looks);
        if only_looks && !root.exists() {
            return Ok(tree);
        }
        if !only_looks {
            fs::create_dir_all(root)
                .map_err(|error| failed("the folder cannot be made", &error))?;
        }
        let lock =
            File::open(root).map_err(|error| failed("the folder cannot be opened", &error))?;
        match lock.try_lock() {
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
        tree.walk().map_err(|error| failed("the folder cannot be read", &error))?;
        Ok(tree)
    }

    /// A folder before anybody looks into it.
    fn unread(root: &Path, only_looks: bool) -> Self {
        Self {
            root: root.to_owned(),
            lock: None,
            only_looks,
            found: BTreeMap::new(),
            open: BTreeMap::new(),
            spooled: 0,
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

    /// All files of the output tree as they are now. Of what is no feed only the file itself says when
    /// it changed.
    pub(super) fn files(&self) -> impl Iterator<Item = Result<crate::serve::File, Stop>> {
        let all: BTreeSet<&String> = self.found.keys().chain(&self.written).collect();
        all.into_iter().map(|path| {
            let place = self.root.join(path);
            let read = || {
                let stamp = Stamp::of(&fs::metadata(&place)?);
                let since = (!path.ends_with(".ics")).then(|| stamp.modified());
                Ok(crate::serve::File { path: path.clone(), bytes: fs::read(&place)?, since })
            };
            read().map_err(|error: io::Error| {
                let path = self.shown(path);
                Stop(Exit::Machine, format!("{path}: it cannot be read: {error}"))
            })
        })
    }

    /// The files of a folder that builds publish to, if it is one. It is read without its lock: what a
    /// build has put into its place until then is there, as for everybody who reads the folder.
    pub(super) fn published_in(root: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
        if !root.join("feeds.json").is_file() {
            return Ok(BTreeMap::new());
        }
        let mut tree = Self::unread(root, true);
        tree.walk()?;
        let paths = std::mem::take(&mut tree.found).into_keys();
        paths.map(|path| Ok((path.clone(), fs::read(root.join(path))?))).collect()
    }

    /// The files of the output tree that are ours and that no build after this one needs.
    pub(super) fn stale(&self) -> io::Result<Vec<String>> {
        let mut stale = Vec::new();
        for path in self.found.keys() {
            let is_current = self.ready.contains(path) || self.unchanged.contains(path);
            if !is_current && is_ours(&self.root.join(path))? {
                stale.push(path.clone());
            }
        }
        Ok(stale)
    }

    /// The files in the paths of the output tree that this program did not write and that no new file
    /// takes the place of.
    pub(super) fn foreign(&self) -> io::Result<Vec<String>> {
        let mut foreign = Vec::new();
        for path in self.found.keys() {
            let is_current = self.ready.contains(path) || self.unchanged.contains(path);
            if !is_current && !is_ours(&self.root.join(path))? {
                foreign.push(path.clone());
            }
        }
        Ok(foreign)
    }

    /// Lets a file go when the new ones take their places.
    pub(super) fn remove(&mut self, path: String) {
        self.gone.insert(path);
    }

    /// Lets all new files take their places, and removes what is not needed any more.
    pub(super) fn commit(&mut self, console: &Console) -> Result<Written, Stop> {
        let written: Vec<String> = std::mem::take(&mut self.ready).into_iter().collect();
        let removed: Vec<String> = std::mem::take(&mut self.gone).into_iter().collect();
        let done = Written { written, removed, unchanged: self.unchanged.len() };
        if self.only_looks {
            return Ok(done);
        }
        if let Some(syncer) = self.syncer.take() {
            syncer.finish().map_err(|error| self.failed(&error))?;
        }
        for (path, why) in &self.aside {
            let kept = self.free_name(path);
            let (from, to) = (self.root.join(path), self.root.join(&kept));
            // A second name for the old file: the path is never without one.
            let linked = fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(|_| ()));
            linked.map_err(|error| self.failed(&error))?;
            let (path, kept) = (self.shown(path), self.shown(&kept));
            console.problem(&format!("{path} {why}; it was moved to {kept}"));
        }
        let mut steps: Vec<(&String, bool)> =
            done.written.iter().map(|path| (path, true)).collect();
        steps.extend(done.removed.iter().map(|path| (path, false)));
        steps.sort_by_key(|(path, _)| (layout::rank(path), *path));
        // Letting the old version of a large file go takes as long as writing it; while it is open it is
        // not gone, and is let go beside what is left to do.
        let mut large = Vec::new();
        for (path, is_new) in steps {
            let place = self.root.join(path);
            if self.found.get(path).is_some_and(|old| old.size() >= LARGE) {
                large.extend(File::open(&place).ok());
            }
            let step = match is_new {
                true => fs::rename(unfinished(&place), &place),
                false => fs::remove_file(&place),
            };
            step.map_err(|error| {
                let root = self.root.display();
                let message =
                    format!("{root}: {path} cannot be replaced: {error}; run the build again");
                Stop(Exit::Machine, message)
            })?;
            let did = if is_new { "wrote" } else { "removed" };
            console.detail(&format!("{did} {}", place.display()));
        }
        let _ = std::thread::Builder::new().spawn(move || drop(large));
        self.written.clone_from(&done.written);
        for path in &done.removed {
            self.found.remove(path);
        }
        Ok(done)
    }

    /// A name for a file that is kept beside.
    fn free_name(&self, path: &str) -> String {
        let further = (2..).map(|n| format!("{path}.kept-{n}"));
        let mut names = std::iter::once(format!("{path}.kept")).chain(further);
        names.find(|name| !self.root.join(name).exists()).unwrap_or_else(|| path.to_owned())
    }

    /// Finds all files of the output tree, and removes what a build that was broken off left behind.
    fn walk(&mut self) -> io::Result<()> {
        // `zh/meetings/` is as deep as it goes.
        let mut folders = vec![(String::new(), 0)];
        while let Some((folder, depth)) = folders.pop() {
            for entry in fs::read_dir(self.root.join(&folder))? {
                let entry = entry?;
                let Ok(name) = entry.file_name().into_string() else { continue };
                if entry.file_type()?.is_dir() {
                    if depth < 2 {
                        folders.push((format!("{folder}{name}/"), depth + 1));
                    }
                } else if name.starts_with(UNFINISHED) {
                    if !self.only_looks {
                        fs::remove_file(entry.path())?;
                    }
                } else {
                    let path = format!("{folder}{name}");
                    if layout::rank(&path).is_some() {
                        self.found.insert(path, Stamp::of(&entry.metadata()?));
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether a finished file is the one that is published.
    fn is_published(&self, path: &str, whole: &Whole) -> io::Result<bool> {
        let place = self.root.join(path);
        // Of different lengths they differ; there is no need to look closer.
        let may_be_same = fs::metadata(&place).is_ok_and(|old| old.len() == whole.length());
        Ok(may_be_same && whole.is_published(&place)?)
    }

    /// Writes a file that differs from the published one beside it.
    fn write_beside(&mut self, path: &str, whole: &Whole) -> io::Result<()> {
        if self.only_looks {
            self.ready.insert(path.to_owned());
            return Ok(());
        }
        let place = self.root.join(path);
        if place.exists() && !is_ours(&place)? {
            let why = "was not written by this program".to_owned();
            self.aside.entry(path.to_owned()).or_insert(why);
        }
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        // From here on the file is removed if the build does not come to its end.
        self.ready.insert(path.to_owned());
        let file = whole.write(File::create(unfinished(&place))?)?;
        self.bring_down(file)
    }

    /// Brings a file down to the disk before it takes its place.
    fn bring_down(&mut self, file: File) -> io::Result<()> {
        let syncer = match self.syncer.take() {
            Some(syncer) => syncer,
            None => Syncer::start()?,
        };
        self.syncer.insert(syncer).take(file)
    }
}

impl Tree for DiskTree {
    fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let body = self.open.entry(path.to_owned()).or_default();
        if body.add(bytes) {
            let folder = if self.only_looks { std::env::temp_dir() } else { self.root.clone() };
            self.spooled += 1;
            let (process, count) = (std::process::id(), self.spooled);
            body.spool(|| folder.join(format!("{UNFINISHED}spool-{process}-{count}")))?;
        }
        Ok(())
    }

    fn reuse(&mut self, path: &str, range: Range<u64>) -> io::Result<()> {
        let published = self.root.join(path);
        self.open.entry(path.to_owned()).or_default().reuse(&published, range);
        Ok(())
    }

    fn old(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.root.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn keep(&mut self, path: &str) {
        self.unchanged.insert(path.to_owned());
    }

    fn finish(&mut self, path: &str, head: &[u8], foot: &[u8]) -> io::Result<()> {
        self.finish_over(path, [head, head], foot, None).map(drop)
    }

    fn finish_over(
        &mut self,
        path: &str,
        [same, changed]: [&[u8]; 2],
        foot: &[u8],
        published: Option<&Sha>,
    ) -> io::Result<bool> {
        let body = self.open.remove(path).unwrap_or_default();
        let mut whole = Whole::new(same, body, foot);
        let is_there = self.is_published(path, &whole)?;
        let is_same = match published {
            Some(published) if !is_there => *published == whole.sha()?,
            _ => is_there,
        };
        if !is_same {
            whole.head = changed.to_vec();
        }
        let whole = Arc::new(whole);
        // Nobody asks for the digest of a page.
        if path.ends_with(".ics") {
            self.digests.insert(path.to_owned(), Digesting::of(&whole)?);
        }
        if is_there {
            self.unchanged.insert(path.to_owned());
        } else {
            self.write_beside(path, &whole)?;
        }
        Ok(is_same)
    }

    fn sha(&mut self, path: &str) -> io::Result<Sha> {
        self.digests.remove(path).ok_or(io::ErrorKind::NotFound)?.finish()
    }
}

impl Output for DiskTree {
    fn copy(&mut self, from: &str, to: &str) -> io::Result<()> {
        let place = self.root.join(from);
        let is_new = self.ready.contains(from);
        if is_new && self.only_looks {
            self.ready.insert(to.to_owned());
            return Ok(());
        }
        let bytes = fs::read(if is_new { unfinished(&place) } else { place })?;
        self.finish(to, &bytes, &[])
    }

    fn paths(&self) -> Vec<String> {
        self.found().map(str::to_owned).collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn BufRead + '_>> {
        Ok(Box::new(BufReader::with_capacity(64 * 1024, File::open(self.root.join(path))?)))
    }

    fn shown(&self, path: &str) -> String {
        self.root.join(path).display().to_string()
    }

    fn failed(&self, error: &io::Error) -> Stop {
        let root = self.root.display();
        Stop(
            Exit::Machine,
            format!("{root}: the feeds cannot be written: {error}; the old ones are as they were"),
        )
    }

    fn set_aside(&mut self, path: &str, why: String) {
        self.aside.insert(path.to_owned(), why);
    }
}

impl Drop for DiskTree {
    /// A build that stops leaves nothing behind; what it cannot remove the next one clears.
    fn drop(&mut self) {
        for path in self.ready.iter().filter(|_| !self.only_looks) {
            let _ = fs::remove_file(unfinished(&self.root.join(path)));
        }
        self.open.clear();
    }
}
