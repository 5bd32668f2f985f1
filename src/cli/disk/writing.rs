//! Finished files of the output tree: compared with what is published, and written beside it if they
//! differ.

use super::DiskTree;
use super::body::FeedBody;
use super::file::{Digesting, FinishedFile, create, create_folder, is_ours, published, unfinished};
use super::syncer::Syncer;
use crate::cli::reason::AtPath;
use crate::cli::system::Access;
use crate::publish::{ContinuedTree, Owner};
use crate::render::{Sha, Tree};
use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader, Read};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

impl DiskTree {
    /// Whether a finished file is the one that is published.
    fn is_published(&self, path: &str, whole: &FinishedFile) -> io::Result<bool> {
        let place = self.root.join(path);
        // Of different lengths they differ; there is no need to look closer.
        let may_be_same = self.found.contains_key(path)
            && !self.links.contains_key(path)
            && fs::metadata(&place).is_ok_and(|old| old.len() == whole.length());
        Ok(may_be_same && whole.is_published(&place)?)
    }

    /// Writes a file that differs from the published one beside it.
    fn write_beside(&mut self, path: &str, whole: &FinishedFile) -> io::Result<()> {
        if self.only_looks {
            self.ready.insert(path.to_owned());
            return Ok(());
        }
        let place = self.root.join(path);
        if self.links.contains_key(path)
            || !self.folders.contains(path) && place.exists() && !is_ours(&place)?
        {
            let why = "was not written by this program".to_owned();
            self.aside.entry(path.to_owned()).or_insert(why);
        }
        if let Some(folder) = place.parent() {
            let beside = fs::metadata(self.root.join("meetings")).ok();
            create_folder(beside.as_ref().map(Access::of), folder)?;
        }
        // From here on the file is removed if the build does not come to its end.
        self.ready.insert(path.to_owned());
        let file = create(&unfinished(&place))?;
        if !self.access(path).map_or(Ok(true), |access| access.give(&file))? {
            self.hidden.insert(path.to_owned());
        }
        let file = whole.write(file)?;
        self.bring_down(place, file)
    }

    /// Writes a file that has one of two heads, unless it is published as it is. Gives whether that is the
    /// first head.
    fn finish_file(
        &mut self,
        path: &str,
        [same, changed]: [&[u8]; 2],
        foot: &[u8],
        published: Option<&Sha>,
    ) -> io::Result<bool> {
        let body = self.open.take(path);
        let mut whole = FinishedFile::new(same, body, foot);
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

    /// Who may read a file: those who could read its old version, a feed beside it, or the list of
    /// feeds. Where nothing was published, the umask decides.
    pub(super) fn access(&self, path: &str) -> Option<Access> {
        let look = |path: &str| {
            let metadata = fs::metadata(self.root.join(path)).ok();
            metadata.filter(Metadata::is_file)
        };
        let (folder, _) = path.rsplit_once('/').unwrap_or_default();
        let is_beside = |other: &&String| {
            let (of, name) = other.rsplit_once('/').unwrap_or(("", other));
            of == folder && name.ends_with(".ics")
        };
        let from = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let others = self.found.range(from.clone()..).map(|(other, _)| other);
        let mut others = others.take_while(|other| other.starts_with(&from));
        let access =
            look(path).or_else(|| look(others.find(is_beside)?)).or_else(|| look("feeds.json"));
        access.as_ref().map(Access::of)
    }

    /// Files that stay as they are and are links get a place of their own.
    pub(super) fn copy_links(&mut self) -> io::Result<()> {
        let kept = self.links.keys().filter(|path| self.unchanged.contains(*path));
        for path in kept.cloned().collect::<Vec<_>>() {
            self.unchanged.remove(&path);
            let place = self.root.join(&path);
            let bytes = fs::read(&place).at(&place)?;
            self.write_beside(&path, &FinishedFile::new(&bytes, FeedBody::default(), &[]))
                .at(&place)?;
        }
        Ok(())
    }

    /// Brings a file down to the disk before it takes its place.
    fn bring_down(&mut self, place: PathBuf, file: File) -> io::Result<()> {
        let syncer = match self.syncer.take() {
            Some(syncer) => syncer,
            None => Syncer::start()?,
        };
        self.syncer.insert(syncer).take(place, file)
    }
}

impl Tree for DiskTree {
    fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.open.append(path, bytes)
    }

    fn reuse(&mut self, path: &str, range: Range<u64>) -> io::Result<()> {
        self.open.reuse(path, range);
        Ok(())
    }

    fn old(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        // A folder in its place goes out of the way.
        if self.folders.contains(path) {
            return Ok(None);
        }
        let place = self.root.join(path);
        published(&place).at(&place)
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
        heads: [&[u8]; 2],
        foot: &[u8],
        published: Option<&Sha>,
    ) -> io::Result<bool> {
        self.finish_file(path, heads, foot, published).at(&self.root.join(path))
    }

    fn sha(&mut self, path: &str) -> io::Result<Sha> {
        let digest = self.digests.remove(path).ok_or(io::ErrorKind::NotFound.into());
        digest.and_then(Digesting::finish).at(&self.root.join(path))
    }
}

/// A published file that is read; what fails names it.
struct NamedReader {
    place: PathBuf,
    file: File,
}

impl Read for NamedReader {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.file.read(bytes).at(&self.place)
    }
}

impl ContinuedTree for DiskTree {
    fn copy(&mut self, from: &str, to: &str) -> io::Result<()> {
        let place = self.root.join(from);
        let is_new = self.ready.contains(from);
        if is_new && self.only_looks {
            self.ready.insert(to.to_owned());
            return Ok(());
        }
        let bytes = fs::read(if is_new { unfinished(&place) } else { place.clone() }).at(&place)?;
        self.finish(to, &bytes, &[])
    }

    fn paths(&self) -> Vec<String> {
        self.found().map(str::to_owned).collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn BufRead + '_>> {
        let place = self.root.join(path);
        let file = File::open(&place).at(&place)?;
        Ok(Box::new(BufReader::with_capacity(64 * 1024, NamedReader { place, file })))
    }

    fn shown(&self, path: &str) -> String {
        self.root.join(path).display().to_string()
    }

    fn set_aside(&mut self, path: &str, why: String) {
        self.aside.insert(path.to_owned(), why);
    }

    /// A link is somebody else's work.
    fn surplus(&self) -> io::Result<Vec<(String, Owner)>> {
        let is_current =
            |path: &&String| self.ready.contains(*path) || self.unchanged.contains(*path);
        let surplus = self.found.keys().filter(|path| !is_current(path)).map(|path| {
            let place = self.root.join(path);
            let is_ours = !self.links.contains_key(path) && is_ours(&place).at(&place)?;
            Ok((path.clone(), if is_ours { Owner::Us } else { Owner::Others }))
        });
        surplus.collect()
    }

    fn remove(&mut self, path: String) {
        self.gone.insert(path);
    }
}
