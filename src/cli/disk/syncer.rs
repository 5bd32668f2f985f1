//! Brings finished files down to the disk while the build goes on with the next ones.

use crate::cli::reason::AtPath;
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;

/// So many files wait at most; as many are open, of the 1,024 that a process may usually have.
const MOST_WAITING: usize = 64;

/// A thread that waits for the disk.
pub(super) struct Syncer {
    files: SyncSender<(PathBuf, File)>,
    thread: JoinHandle<io::Result<()>>,
}

impl Syncer {
    /// Starts with nothing to do.
    pub(super) fn start() -> io::Result<Self> {
        let (files, waiting) = sync_channel::<(PathBuf, File)>(MOST_WAITING);
        let thread = std::thread::Builder::new().spawn(move || {
            // All are brought down, whatever happens to one of them.
            let bring_down = |(place, file): (PathBuf, File)| file.sync_all().at(&place);
            waiting.into_iter().map(bring_down).fold(Ok(()), io::Result::and)
        })?;
        Ok(Self { files, thread })
    }

    /// Takes a file that is written, and the place that it is to have.
    pub(super) fn take(&self, place: PathBuf, file: File) -> io::Result<()> {
        self.files.send((place, file)).map_err(|_| no_answer())
    }

    /// Waits until all files are on the disk.
    pub(super) fn finish(self) -> io::Result<()> {
        drop(self.files);
        self.thread.join().unwrap_or_else(|_| Err(no_answer()))
    }
}

/// A thread at the disk came to no end.
pub(super) fn no_answer() -> io::Error {
    io::Error::other("the disk did not answer")
}

#[cfg(test)]
mod tests {
    use super::Syncer;
    use crate::cli::reason::reason;
    use std::fs::File;

    #[test]
    fn what_cannot_be_brought_down_is_told_at_the_end() {
        let syncer = Syncer::start().unwrap();
        let file = || File::open("Cargo.toml").unwrap();
        syncer.take("whole".into(), file()).unwrap();
        syncer.finish().unwrap();
        // A pipe has no disk.
        let (reader, _writer) = std::io::pipe().unwrap();
        let reader = std::os::fd::OwnedFd::from(reader);
        let syncer = Syncer::start().unwrap();
        syncer.take("pipe".into(), File::from(reader)).unwrap();
        syncer.take("whole".into(), file()).unwrap();
        assert!(reason(&syncer.finish().unwrap_err()).starts_with("pipe: "));
    }
}
