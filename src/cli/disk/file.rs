//! One file of the output tree: written beside its old version, and whose it is.

use super::body::{Body, IN_MEMORY};
use super::syncer::no_answer;
use crate::render::{GENERATOR, MADE_BY, PRODID, Sha};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

/// New files and spool files begin so, and never end in `.ics`.
pub(super) const UNFINISHED: &str = ".timeplan-new-";

/// The digest of a feed of so many bytes is taken beside other work, and its old version let go beside
/// it: both take about as long as writing it.
pub(super) const LARGE: u64 = 1024 * 1024;

/// The name of a new file until it takes its place.
pub(super) fn unfinished(place: &Path) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!("{UNFINISHED}{name}-"))
}

/// Replaces a file by new bytes: at every moment it is the old or the new one.
pub(in crate::cli) fn replace(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = unfinished(place);
    let mut file = File::create(&new)?;
    let done =
        file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&new, place));
    if done.is_err() {
        let _ = fs::remove_file(&new);
    }
    done
}

/// Whether a published file is of this program: it says so near its beginning.
pub(super) fn is_ours(place: &Path) -> io::Result<bool> {
    let mark = match place.extension().and_then(|extension| extension.to_str()) {
        Some("ics") => PRODID,
        Some("html") => GENERATOR,
        Some("css" | "js") => MADE_BY,
        _ => return Ok(true),
    };
    let mut beginning = Vec::new();
    File::open(place)?.take(256).read_to_end(&mut beginning)?;
    Ok(String::from_utf8_lossy(&beginning).contains(mark))
}

/// All that a finished file holds.
pub(super) struct Whole {
    pub(super) head: Vec<u8>,
    body: Body,
    foot: Vec<u8>,
}

impl Whole {
    pub(super) fn new(head: &[u8], body: Body, foot: &[u8]) -> Self {
        Self { head: head.to_vec(), body, foot: foot.to_vec() }
    }

    /// How many bytes it has.
    pub(super) fn length(&self) -> u64 {
        self.head.len() as u64 + self.body.length() + self.foot.len() as u64
    }

    /// Whether a published file of the same length is the same.
    pub(super) fn is_published(&self, place: &Path) -> io::Result<bool> {
        self.body.is_published(place, &self.head, &self.foot)
    }

    fn copy(&self, to: &mut impl Write) -> io::Result<()> {
        to.write_all(&self.head)?;
        self.body.copy(to)?;
        to.write_all(&self.foot)
    }

    /// Writes it to a file.
    pub(super) fn write(&self, file: File) -> io::Result<File> {
        let mut file = BufWriter::with_capacity(IN_MEMORY, file);
        self.copy(&mut file)?;
        file.into_inner().map_err(io::IntoInnerError::into_error)
    }

    /// Its digest.
    pub(super) fn sha(&self) -> io::Result<Sha> {
        let mut digest = Sha256::new();
        self.copy(&mut digest)?;
        Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// The digest of a feed, or a thread that takes it.
pub(super) enum Digesting {
    Done(Sha),
    Going(JoinHandle<io::Result<Sha>>),
}

impl Digesting {
    /// Starts on a feed: beside other work, if it is large.
    pub(super) fn of(whole: &Arc<Whole>) -> io::Result<Self> {
        if whole.length() < LARGE {
            return Ok(Self::Done(whole.sha()?));
        }
        let whole = Arc::clone(whole);
        Ok(Self::Going(std::thread::Builder::new().spawn(move || whole.sha())?))
    }

    /// Waits for it.
    pub(super) fn finish(self) -> io::Result<Sha> {
        match self {
            Self::Done(sha) => Ok(sha),
            Self::Going(thread) => thread.join().unwrap_or_else(|_| Err(no_answer())),
        }
    }
}
