//! The output tree while it is made: path → bytes, written to disk, kept in memory or sent
//! elsewhere.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::ops::Range;

/// The SHA-256 of a file, as lower-case hexadecimal digits.
pub type Sha = String;

/// What takes the output tree. Paths are relative and use `/`.
pub trait Tree {
    /// Adds to the middle of a feed that is not finished.
    fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()>;

    /// Adds a stretch of the published feed at the same path, in bytes.
    fn reuse(&mut self, path: &str, range: Range<u64>) -> io::Result<()>;

    /// The bytes of the last build at a path, if it wrote any.
    fn old(&self, path: &str) -> io::Result<Option<Vec<u8>>>;

    /// Leaves a published feed as it is.
    fn keep(&mut self, path: &str);

    /// Finishes a file: its head, what was added, its foot.
    fn finish(&mut self, path: &str, head: &[u8], foot: &[u8]) -> io::Result<()>;

    /// Finishes a file that has one head if it is what was published, and another if it is not: the
    /// head says when the file changed. What was published is known by its bytes or, where other
    /// programs changed or removed them, by its digest. Gives whether it is the same.
    fn finish_over(
        &mut self,
        path: &str,
        heads: [&[u8]; 2],
        foot: &[u8],
        published: Option<&Sha>,
    ) -> io::Result<bool>;

    /// The digest of a finished feed. It may be taken beside other work, so it is asked for late.
    fn sha(&mut self, path: &str) -> io::Result<Sha>;
}

/// How much of a long file is written at once.
const AT_ONCE: usize = 64 * 1024;

/// Writes a text file by parts, and ends its last line: of thousands of meetings some are so long that
/// they are never in memory as a whole.
pub(super) fn finish_by_parts<T: Tree>(
    tree: &mut T,
    path: &str,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut file = BufWriter::with_capacity(AT_ONCE, GrowingFile { path, tree });
    write(&mut file)?;
    file.flush()?;
    drop(file);
    tree.finish(path, &[], b"\n")
}

/// A file that goes to its tree by parts.
struct GrowingFile<'a, T> {
    path: &'a str,
    tree: &'a mut T,
}

impl<T: Tree> Write for GrowingFile<'_, T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.tree.append(self.path, bytes).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A tree in memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryTree<'a> {
    /// The finished files.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The files of the last build.
    pub published: BTreeMap<&'a str, &'a [u8]>,
    /// The files of the last build that are not as they should be, and why.
    pub unfit: BTreeMap<String, String>,
    open: BTreeMap<String, Vec<u8>>,
}

impl Tree for MemoryTree<'_> {
    fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.open.entry(path.to_owned()).or_default().extend_from_slice(bytes);
        Ok(())
    }

    fn reuse(&mut self, path: &str, range: Range<u64>) -> io::Result<()> {
        let range = usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok());
        let old = self.published.get(path).zip(range);
        let stretch = old.and_then(|(old, (start, end))| old.get(start..end));
        self.append(path, stretch.ok_or(io::ErrorKind::UnexpectedEof)?)
    }

    fn old(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.published.get(path).map(|bytes| bytes.to_vec()))
    }

    fn keep(&mut self, path: &str) {
        if let Some(bytes) = self.published.get(path) {
            self.files.insert(path.to_owned(), bytes.to_vec());
        }
    }

    fn finish(&mut self, path: &str, head: &[u8], foot: &[u8]) -> io::Result<()> {
        let middle = self.open.remove(path).unwrap_or_default();
        self.files.insert(path.to_owned(), [head, &middle, foot].concat());
        Ok(())
    }

    fn finish_over(
        &mut self,
        path: &str,
        [same, changed]: [&[u8]; 2],
        foot: &[u8],
        published: Option<&Sha>,
    ) -> io::Result<bool> {
        let middle = self.open.get(path).map_or(&[][..], Vec::as_slice);
        let whole = [same, middle, foot].concat();
        let is_same = self.published.get(path).is_some_and(|old| *old == whole)
            || published.is_some_and(|published| *published == sha(&whole));
        self.finish(path, if is_same { same } else { changed }, foot)?;
        Ok(is_same)
    }

    fn sha(&mut self, path: &str) -> io::Result<Sha> {
        Ok(sha(self.files.get(path).ok_or(io::ErrorKind::NotFound)?))
    }
}

/// The digest of some bytes.
pub(super) fn sha(bytes: &[u8]) -> Sha {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
