//! The middle of an unfinished feed: what was added to it, in memory until it is large, then in a
//! spool file; and stretches of the feed that is published.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// How much of an unfinished feed stays in memory.
pub(super) const IN_MEMORY: usize = 64 * 1024;

/// The middle of an unfinished feed.
#[derive(Default)]
pub(super) struct Body {
    parts: Vec<Part>,
    memory: Vec<u8>,
    spool: Option<(PathBuf, File)>,
    published: Option<File>,
}

/// A part of a feed.
enum Part {
    /// The next bytes that were added.
    Added(u64),
    /// A stretch of the published feed.
    Published(Range<u64>),
}

impl Body {
    /// Adds bytes. Gives whether they are too many for the memory.
    pub(super) fn add(&mut self, bytes: &[u8]) -> bool {
        let length = bytes.len() as u64;
        match self.parts.last_mut() {
            Some(Part::Added(before)) => *before += length,
            _ => self.parts.push(Part::Added(length)),
        }
        self.memory.extend_from_slice(bytes);
        self.memory.len() > IN_MEMORY
    }

    /// Moves what is in memory into the spool file, which has a place if there is none yet.
    pub(super) fn spool(&mut self, place: impl FnOnce() -> PathBuf) -> io::Result<()> {
        if self.spool.is_none() {
            let place = place();
            let file = File::options().create_new(true).read(true).write(true).open(&place)?;
            self.spool = Some((place, file));
        }
        if let Some((_, file)) = &mut self.spool {
            file.write_all(&self.memory)?;
            self.memory.clear();
        }
        Ok(())
    }

    /// Adds a stretch of the published feed.
    pub(super) fn reuse(&mut self, published: &Path, range: Range<u64>) -> io::Result<()> {
        if self.published.is_none() {
            self.published = Some(File::open(published)?);
        }
        match self.parts.last_mut() {
            Some(Part::Published(before)) if before.end == range.start => before.end = range.end,
            _ => self.parts.push(Part::Published(range)),
        }
        Ok(())
    }

    /// How many bytes it has.
    pub(super) fn length(&self) -> u64 {
        let length = |part: &Part| match part {
            Part::Added(length) => *length,
            Part::Published(range) => range.end - range.start,
        };
        self.parts.iter().map(length).sum()
    }

    /// Copies all of it.
    pub(super) fn copy(&mut self, to: &mut impl Write) -> io::Result<()> {
        let none: &mut dyn Read = &mut io::empty();
        let spooled: &mut dyn Read = match &mut self.spool {
            Some((_, file)) => {
                file.rewind()?;
                file
            }
            None => none,
        };
        let mut added = spooled.chain(self.memory.as_slice());
        for part in &self.parts {
            let (copied, length) = match part {
                Part::Added(length) => (copy(&mut (&mut added).take(*length), to)?, *length),
                Part::Published(range) => {
                    let length = range.end - range.start;
                    let Some(file) = &mut self.published else { continue };
                    file.seek(SeekFrom::Start(range.start))?;
                    (copy(&mut file.take(length), to)?, length)
                }
            };
            if copied != length {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(())
    }
}

/// Copies with few calls of the system.
pub(super) fn copy(from: &mut impl Read, to: &mut impl Write) -> io::Result<u64> {
    io::copy(&mut BufReader::with_capacity(4 * IN_MEMORY, from), to)
}

impl Drop for Body {
    fn drop(&mut self) {
        if let Some((place, _)) = &self.spool {
            let _ = fs::remove_file(place);
        }
    }
}
