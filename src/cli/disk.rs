//! The output folder: locked while it is written, every file at every moment the old or the new
//! one.
//!
//! A feed is gathered in memory until it is large, then in a spool file; finished, it is compared
//! with what is published. Only if they differ a new file is written beside the old one, and all
//! new files take their places together at the end: first the feeds of several meetings, then the
//! meetings' own, which are the memory of what was published, then the index.

use super::console::{Console, counted};
use super::{Exit, Stop};
use crate::render::{PRODID, Sha, Tree};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// How much of an unfinished feed stays in memory.
const IN_MEMORY: usize = 64 * 1024;
/// New files and spool files begin so, and never end in `.ics`.
const UNFINISHED: &str = ".timeplan-new-";

/// The output tree on disk.
pub(super) struct DiskTree {
    root: PathBuf,
    /// The lock is held as long as the folder is open.
    _lock: File,
    open: BTreeMap<String, Body>,
    spooled: usize,
    /// Paths whose new files are written and wait for their places.
    ready: Vec<String>,
    unchanged: usize,
    /// Files in our paths that are not ours; they are moved aside.
    foreign: Vec<String>,
}

/// The middle of an unfinished feed.
#[derive(Default)]
struct Body {
    memory: Vec<u8>,
    spool: Option<(PathBuf, File)>,
}

impl DiskTree {
    /// Opens the folder, makes it if need be, and locks it.
    pub(super) fn open(root: &Path) -> Result<Self, Stop> {
        let failed = |what: &str, error: &io::Error| {
            Stop(Exit::Machine, format!("{}: {what}: {error}; nothing was written", root.display()))
        };
        fs::create_dir_all(root).map_err(|error| failed("the folder cannot be made", &error))?;
        let lock =
            File::open(root).map_err(|error| failed("the folder cannot be opened", &error))?;
        match lock.try_lock() {
            Ok(()) => {}
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
        let tree = Self {
            root: root.to_owned(),
            _lock: lock,
            open: BTreeMap::new(),
            spooled: 0,
            ready: Vec::new(),
            unchanged: 0,
            foreign: Vec::new(),
        };
        tree.clear_leftovers()
            .map_err(|error| failed("the leftovers of a broken build cannot be cleared", &error))?;
        Ok(tree)
    }

    /// A path as the user knows it.
    pub(super) fn shown(&self, path: &str) -> String {
        self.root.join(path).display().to_string()
    }

    /// The paths of all feeds that are there.
    pub(super) fn published_feeds(&self) -> io::Result<Vec<String>> {
        let files = self.files()?;
        let feeds = files
            .into_iter()
            .filter(|path| path.extension().is_some_and(|extension| extension == "ics"));
        let relative = |path: PathBuf| {
            let path = path.strip_prefix(&self.root).ok()?.to_str()?;
            Some(path.replace(std::path::MAIN_SEPARATOR, "/"))
        };
        Ok(feeds.filter_map(relative).collect())
    }

    /// The bytes of a published file, if there is one.
    pub(super) fn published(&self, path: &str) -> Result<Option<Vec<u8>>, Stop> {
        match fs::read(self.root.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.failed(&error)),
        }
    }

    /// What to say when the disk fails.
    pub(super) fn failed(&self, error: &io::Error) -> Stop {
        let root = self.root.display();
        Stop(
            Exit::Machine,
            format!("{root}: the feeds cannot be written: {error}; the old ones are as they were"),
        )
    }

    /// Lets all new files take their places. Gives a sentence about what was written.
    pub(super) fn commit(mut self, console: &Console) -> Result<String, Stop> {
        for path in &self.foreign {
            let kept = self.free_name(path);
            fs::rename(self.root.join(path), self.root.join(&kept))
                .map_err(|error| self.failed(&error))?;
            console.problem(&format!(
                "{} was not written by this program; it was moved to {}",
                self.shown(path),
                self.shown(&kept)
            ));
        }
        let rank = |path: &String| match path.as_str() {
            "feeds.json" => 2,
            path if path.contains("meetings/") => 1,
            _ => 0,
        };
        self.ready.sort_by_key(|path| (rank(path), path.clone()));
        let written = self.ready.len();
        for path in std::mem::take(&mut self.ready) {
            let place = self.root.join(&path);
            fs::rename(unfinished(&place), &place).map_err(|error| {
                let root = self.root.display();
                Stop(
                    Exit::Machine,
                    format!("{root}: {path} cannot be replaced: {error}; run the build again"),
                )
            })?;
            console.detail(&format!("wrote {}", place.display()));
        }
        Ok(format!("{} written, {} unchanged", counted(written, "file", "files"), self.unchanged))
    }

    /// A name for a file of somebody else that is moved aside.
    fn free_name(&self, path: &str) -> String {
        let further = (2..).map(|n| format!("{path}.kept-{n}"));
        let mut names = std::iter::once(format!("{path}.kept")).chain(further);
        names.find(|name| !self.root.join(name).exists()).unwrap_or_else(|| path.to_owned())
    }

    /// Removes what a build that was broken off left behind.
    fn clear_leftovers(&self) -> io::Result<()> {
        for file in self.files()? {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with(UNFINISHED) {
                fs::remove_file(&file)?;
            }
        }
        Ok(())
    }

    /// All files of the output tree; it is at most two folders deep (`zh/meetings/`).
    fn files(&self) -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        let mut folders = vec![(self.root.clone(), 0)];
        while let Some((folder, depth)) = folders.pop() {
            for entry in fs::read_dir(&folder)? {
                let entry = entry?;
                match entry.file_type()?.is_dir() {
                    true if depth < 2 => folders.push((entry.path(), depth + 1)),
                    true => {}
                    false => files.push(entry.path()),
                }
            }
        }
        files.sort();
        Ok(files)
    }
}

impl Tree for DiskTree {
    fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let body = self.open.entry(path.to_owned()).or_default();
        body.memory.extend_from_slice(bytes);
        if body.memory.len() <= IN_MEMORY {
            return Ok(());
        }
        if body.spool.is_none() {
            self.spooled += 1;
            let place = self.root.join(format!("{UNFINISHED}spool-{}", self.spooled));
            let file = File::options().create_new(true).read(true).write(true).open(&place)?;
            body.spool = Some((place, file));
        }
        if let Some((_, file)) = &mut body.spool {
            file.write_all(&body.memory)?;
            body.memory.clear();
        }
        Ok(())
    }

    fn finish(&mut self, path: &str, head: &[u8], foot: &[u8]) -> io::Result<Sha> {
        let mut body = self.open.remove(path).unwrap_or_default();
        let mut digest = Digester(Sha256::new());
        body.copy(head, foot, &mut digest)?;
        let sha = digest.sha();
        let place = self.root.join(path);
        match published_sha(&place)? {
            Some(Old { sha: old, .. }) if old == sha => self.unchanged += 1,
            old => {
                if old.is_some_and(|old| !old.is_ours) {
                    self.foreign.push(path.to_owned());
                }
                if let Some(folder) = place.parent() {
                    fs::create_dir_all(folder)?;
                }
                // From here on the file is removed if the build does not come to its end.
                self.ready.push(path.to_owned());
                let mut file = File::create(unfinished(&place))?;
                body.copy(head, foot, &mut file)?;
                file.sync_all()?;
            }
        }
        Ok(sha)
    }
}

impl Drop for DiskTree {
    /// A build that stops leaves nothing behind; what it cannot remove the next one clears.
    fn drop(&mut self) {
        for path in &self.ready {
            let _ = fs::remove_file(unfinished(&self.root.join(path)));
        }
        self.open.clear();
    }
}

impl Body {
    /// Copies the whole feed.
    fn copy(&mut self, head: &[u8], foot: &[u8], to: &mut impl Write) -> io::Result<()> {
        to.write_all(head)?;
        if let Some((_, file)) = &mut self.spool {
            file.rewind()?;
            io::copy(file, to)?;
        }
        to.write_all(&self.memory)?;
        to.write_all(foot)
    }
}

impl Drop for Body {
    fn drop(&mut self) {
        if let Some((place, _)) = &self.spool {
            let _ = fs::remove_file(place);
        }
    }
}

/// The name of a new file until it takes its place.
fn unfinished(place: &Path) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!("{UNFINISHED}{name}-"))
}

/// A published file.
struct Old {
    sha: Sha,
    is_ours: bool,
}

/// The digest of a published file, and whether it is of this program: a feed says so in its PRODID.
fn published_sha(place: &Path) -> io::Result<Option<Old>> {
    let file = match File::open(place) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut reader = BufReader::with_capacity(IN_MEMORY, file);
    let mut beginning = Vec::new();
    reader.by_ref().take(256).read_to_end(&mut beginning)?;
    let is_feed = place.extension().is_some_and(|extension| extension == "ics");
    let is_ours = !is_feed || String::from_utf8_lossy(&beginning).contains(PRODID);
    let mut digest = Digester(Sha256::new());
    digest.write_all(&beginning)?;
    io::copy(&mut reader, &mut digest)?;
    Ok(Some(Old { sha: digest.sha(), is_ours }))
}

/// A digest to write to.
struct Digester(Sha256);

impl Digester {
    fn sha(self) -> Sha {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Write for Digester {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
