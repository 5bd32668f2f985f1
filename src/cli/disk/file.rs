//! One file of the output tree: written beside its old version, and whose it is.

use super::body::{AT_ONCE, FeedBody};
use super::syncer::no_answer;
use crate::cli::system::{Access, names};
use crate::render::{Sha, layout};
use sha2::{Digest, Sha256};
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

/// New files and spool files begin so, and never end in `.ics`.
pub(super) const UNFINISHED: &str = ".timeplan-new-";

/// The digest of a feed of so many bytes is taken beside other work.
const LARGE: u64 = 1024 * 1024;

/// The name of a new file until it takes its place.
pub(super) fn unfinished(place: &Path) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!("{UNFINISHED}{name}-"))
}

/// Makes an empty file. What lies in its place, be it a symbolic link, is removed and not followed.
pub(super) fn create(place: &Path) -> io::Result<File> {
    let create = || File::options().write(true).create_new(true).open(place);
    match create() {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(place)?;
            create()
        }
        created => created,
    }
}

/// Makes a folder, and those on the way to it, for the same people as another folder.
pub(super) fn create_folder(of: Option<Access>, folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        create_folder(of, parent)?;
    }
    fs::create_dir(folder)?;
    of.map_or(Ok(()), |access| access.give_folder(folder))
}

/// Replaces a file by new bytes: at every moment it is the old or the new one, for the same people.
/// Gives whether all who could read the old one can read the new one.
pub(in crate::cli) fn replace(place: &Path, bytes: &[u8]) -> io::Result<bool> {
    let new = unfinished(place);
    let old = fs::metadata(place).ok().or_else(|| beside(place));
    let mut file = create(&new)?;
    let done = old
        .map_or(Ok(true), |old| Access::of(&old).give(&file))
        .and_then(|is_readable| file.write_all(bytes).map(|()| is_readable))
        .and_then(|is_readable| file.sync_all().map(|()| is_readable))
        .and_then(|is_readable| fs::rename(&new, place).map(|()| is_readable));
    if done.is_err() {
        let _ = fs::remove_file(&new);
    }
    done
}

/// A file of the same kind in the same folder.
fn beside(place: &Path) -> Option<Metadata> {
    let folder = place.parent()?;
    let mut others: Vec<PathBuf> =
        names(folder).ok()?.into_iter().map(|name| folder.join(name)).collect();
    others.retain(|other| other.extension() == place.extension() && other.is_file());
    fs::metadata(others.into_iter().min()?).ok()
}

/// The bytes of a published file, if there is one.
pub(in crate::cli) fn published(place: &Path) -> io::Result<Option<Vec<u8>>> {
    let found = fs::metadata(place).and_then(|metadata| match metadata.is_file() {
        true => fs::read(place),
        // A pipe would be waited for.
        false => Err(io::Error::other("this is not a file")),
    });
    match found {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a published file is of this program: it says so near its beginning.
pub(super) fn is_ours(place: &Path) -> io::Result<bool> {
    let mut beginning = Vec::new();
    File::open(place)?.take(layout::BEGINNING).read_to_end(&mut beginning)?;
    Ok(layout::is_ours(&place.to_string_lossy(), &beginning))
}

/// All that a finished file holds.
pub(super) struct FinishedFile {
    pub(super) head: Vec<u8>,
    body: FeedBody,
    foot: Vec<u8>,
}

impl FinishedFile {
    pub(super) fn new(head: &[u8], body: FeedBody, foot: &[u8]) -> Self {
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
        let mut file = BufWriter::with_capacity(AT_ONCE, file);
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
    pub(super) fn of(whole: &Arc<FinishedFile>) -> io::Result<Self> {
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
