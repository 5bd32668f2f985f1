//! The middle of an unfinished feed: what was added to it, in memory until it is large, then in a
//! spool file; and stretches of the feed that is published.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// How much is read or written at once.
pub(super) const AT_ONCE: usize = 256 * 1024;

/// The middle of an unfinished feed.
#[derive(Default)]
pub(super) struct FeedBody {
    parts: Vec<FeedPart>,
    memory: Vec<u8>,
    /// Closed but while it is written: a large tree has more of them than a program may have files open.
    spool: Option<PathBuf>,
    published: Option<PathBuf>,
}

/// A part of a feed.
enum FeedPart {
    /// The next bytes that were added.
    Added(u64),
    /// A stretch of the published feed.
    Published(Range<u64>),
}

impl FeedBody {
    /// Adds bytes.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        let length = bytes.len() as u64;
        match self.parts.last_mut() {
            Some(FeedPart::Added(before)) => *before += length,
            _ => self.parts.push(FeedPart::Added(length)),
        }
        self.memory.extend_from_slice(bytes);
    }

    /// How many bytes are in memory.
    pub(super) fn in_memory(&self) -> usize {
        self.memory.len()
    }

    /// Moves what is in memory into the spool file, which has a place if there is none yet.
    pub(super) fn spool(&mut self, place: impl FnOnce() -> PathBuf) -> io::Result<()> {
        let mut file = match &self.spool {
            Some(place) => File::options().append(true).open(place)?,
            None => {
                let place = place();
                let file = File::create_new(&place)?;
                self.spool = Some(place);
                file
            }
        };
        file.write_all(&self.memory)?;
        // An empty buffer that keeps its room would be as large as a full one.
        self.memory = Vec::new();
        Ok(())
    }

    /// Adds a stretch of the published feed.
    pub(super) fn reuse(&mut self, published: &Path, range: Range<u64>) {
        if self.published.is_none() {
            self.published = Some(published.to_owned());
        }
        match self.parts.last_mut() {
            Some(FeedPart::Published(before)) if before.end == range.start => {
                before.end = range.end
            }
            _ => self.parts.push(FeedPart::Published(range)),
        }
    }

    /// How many bytes it has.
    pub(super) fn length(&self) -> u64 {
        let length = |part: &FeedPart| match part {
            FeedPart::Added(length) => *length,
            FeedPart::Published(range) => range.end - range.start,
        };
        self.parts.iter().map(length).sum()
    }

    /// Whether a published file of the same length is a head, this and a foot. A stretch that was
    /// taken over and stands where it stood is the same without a look.
    pub(super) fn is_published(&self, place: &Path, head: &[u8], foot: &[u8]) -> io::Result<bool> {
        let mut old = File::open(place)?;
        let mut added = self.added()?;
        let mut published = self.published()?;
        let mut at = head.len() as u64;
        let mut is_same = is_next(&mut old, &mut &*head, at)?;
        for part in &self.parts {
            if !is_same {
                break;
            }
            match part {
                FeedPart::Added(length) => {
                    is_same = is_next(&mut old, &mut added, *length)?;
                    at += length;
                }
                FeedPart::Published(range) => {
                    let length = range.end - range.start;
                    if range.start != at {
                        is_same = is_next(&mut old, published.go_to(range.start)?, length)?;
                    }
                    at += length;
                    old.seek(SeekFrom::Start(at))?;
                }
            }
        }
        Ok(is_same && is_next(&mut old, &mut &*foot, foot.len() as u64)?)
    }

    /// Copies all of it. Each copy has files of its own open, so two may go on at once.
    pub(super) fn copy(&self, to: &mut impl Write) -> io::Result<()> {
        // Of most files all is in memory.
        if self.spool.is_none() && self.published.is_none() {
            return to.write_all(&self.memory);
        }
        let mut added = self.added()?;
        let mut published = self.published()?;
        for part in &self.parts {
            let (copied, length) = match part {
                FeedPart::Added(length) => (copy(&mut (&mut added).take(*length), to)?, *length),
                FeedPart::Published(range) => {
                    let length = range.end - range.start;
                    (copy(&mut published.go_to(range.start)?.take(length), to)?, length)
                }
            };
            if copied != length {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(())
    }

    /// All bytes that were added, in their order.
    fn added(&self) -> io::Result<impl Read> {
        let spooled = self.spool.as_ref().map(File::open).transpose()?;
        Ok(OptionalFile(spooled).chain(self.memory.as_slice()))
    }

    /// The feed that is published.
    fn published(&self) -> io::Result<OptionalFile> {
        self.published.as_ref().map(File::open).transpose().map(OptionalFile)
    }
}

/// A file, or nothing.
struct OptionalFile(Option<File>);

impl OptionalFile {
    fn go_to(&mut self, at: u64) -> io::Result<&mut Self> {
        if let Some(file) = &mut self.0 {
            file.seek(SeekFrom::Start(at))?;
        }
        Ok(self)
    }
}

impl Read for OptionalFile {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.as_mut().map_or(Ok(0), |file| file.read(bytes))
    }
}

/// Whether two sources go on with the same bytes, for a number of them.
fn is_next(one: &mut impl Read, other: &mut impl Read, length: u64) -> io::Result<bool> {
    let (mut one, mut other) = (one.take(length), other.take(length));
    let (mut a, mut b) = (Vec::new(), Vec::new());
    loop {
        a.clear();
        b.clear();
        (&mut one).take(AT_ONCE as u64).read_to_end(&mut a)?;
        (&mut other).take(AT_ONCE as u64).read_to_end(&mut b)?;
        if a != b || a.is_empty() {
            return Ok(a == b);
        }
    }
}

/// Copies with few calls of the system.
pub(super) fn copy(from: &mut impl Read, to: &mut impl Write) -> io::Result<u64> {
    io::copy(&mut BufReader::with_capacity(AT_ONCE, from), to)
}

impl Drop for FeedBody {
    fn drop(&mut self) {
        if let Some(place) = &self.spool {
            let _ = fs::remove_file(place);
        }
    }
}
