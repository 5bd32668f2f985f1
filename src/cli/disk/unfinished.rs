//! The unfinished files of the output tree. There may be thousands of them at once, so what all of
//! them together hold in memory has a limit; the rest is in spool files.

use super::body::FeedBody;
use super::file::UNFINISHED;
use crate::cli::reason::AtPath;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// How many bytes of all unfinished files stay in memory.
const IN_MEMORY: usize = 4 * 1024 * 1024;

/// The unfinished files of the output tree, by their paths.
pub(super) struct UnfinishedFiles {
    root: PathBuf,
    /// Where spool files are.
    folder: PathBuf,
    bodies: BTreeMap<String, FeedBody>,
    in_memory: usize,
    spooled: usize,
}

impl UnfinishedFiles {
    pub(super) fn new(root: &Path, folder: PathBuf) -> Self {
        let (root, bodies) = (root.to_owned(), BTreeMap::new());
        Self { root, folder, bodies, in_memory: 0, spooled: 0 }
    }

    /// Adds bytes to a file.
    pub(super) fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.bodies.entry(path.to_owned()).or_default().add(bytes);
        self.in_memory += bytes.len();
        if self.in_memory > IN_MEMORY { self.spool() } else { Ok(()) }
    }

    /// Adds a stretch of the published file to a file.
    pub(super) fn reuse(&mut self, path: &str, range: Range<u64>) {
        let body = self.bodies.entry(path.to_owned()).or_default();
        body.reuse(&self.root.join(path), range);
    }

    /// Takes what was added to a file.
    pub(super) fn take(&mut self, path: &str) -> FeedBody {
        let body = self.bodies.remove(path).unwrap_or_default();
        self.in_memory -= body.in_memory();
        body
    }

    /// Forgets all files, and removes their spool files.
    pub(super) fn clear(&mut self) {
        self.bodies.clear();
        self.in_memory = 0;
    }

    /// Empties half of the memory, the largest files first: few files grow by far more than the others.
    fn spool(&mut self) -> io::Result<()> {
        let Self { root, folder, bodies, in_memory, spooled } = self;
        let mut largest: Vec<(&String, &mut FeedBody)> = bodies.iter_mut().collect();
        largest.sort_by_key(|(_, body)| Reverse(body.in_memory()));
        for (path, body) in largest {
            if *in_memory <= IN_MEMORY / 2 {
                break;
            }
            *spooled += 1;
            *in_memory -= body.in_memory();
            let (process, count) = (std::process::id(), *spooled);
            body.spool(|| folder.join(format!("{UNFINISHED}spool-{process}-{count}")))
                .at(&root.join(path))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::disk::unfinished::{IN_MEMORY, UnfinishedFiles};
    use std::fs::read_dir;

    #[test]
    fn what_does_not_fit_in_memory_is_spooled_and_comes_back_whole() {
        let folder =
            std::env::temp_dir().join(format!("timeplan-unfinished-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let spools = || read_dir(&folder).unwrap().count();
        let mut files = UnfinishedFiles::new(&folder, folder.clone());
        let part = vec![b'x'; IN_MEMORY / 4];
        let mut most = 0;
        for _ in 0..3 {
            for path in ["large.ics", "large.ics", "small.ics"] {
                files.append(path, &part).unwrap();
                most = most.max(files.in_memory);
            }
        }
        assert!(most <= IN_MEMORY, "{most} bytes stay in memory");
        assert!(spools() > 0);
        for (path, parts) in [("large.ics", 6), ("small.ics", 3)] {
            let mut bytes = Vec::new();
            files.take(path).copy(&mut bytes).unwrap();
            assert_eq!(bytes, part.repeat(parts), "{path}");
        }
        assert_eq!((files.in_memory, spools()), (0, 0));
        std::fs::remove_dir(&folder).unwrap();
    }
}
