//! The place where a run publishes: a tree, and what was published there before.

use crate::render::{MemoryTree, Tree};
use std::io::{self, BufRead};

/// A tree that continues what is published in its place.
pub trait ContinuedTree: Tree {
    /// The paths of all published files.
    fn paths(&self) -> Vec<String>;

    /// Opens a published file, which may be long.
    fn open(&self, path: &str) -> io::Result<Box<dyn BufRead + '_>>;

    /// Sets the bytes of a finished or kept feed at a path.
    fn copy(&mut self, from: &str, to: &str) -> io::Result<()>;

    /// A path as shown to the user.
    fn shown(&self, path: &str) -> String;

    /// Keeps a published file next to its new version, because it is damaged or not ours.
    fn set_aside(&mut self, path: &str, why: String);

    /// The published files that the new tree does not replace, and who wrote them.
    fn surplus(&self) -> io::Result<Vec<(String, Owner)>>;

    /// Removes a published file.
    fn remove(&mut self, path: String);
}

/// Who wrote a published file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// This program.
    Us,
    /// Somebody else.
    Others,
}

impl ContinuedTree for MemoryTree<'_> {
    fn paths(&self) -> Vec<String> {
        self.published.keys().map(|path| (*path).to_owned()).collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn BufRead + '_>> {
        let bytes = self.published.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(*bytes))
    }

    fn copy(&mut self, from: &str, to: &str) -> io::Result<()> {
        let bytes = self.files.get(from).ok_or(io::ErrorKind::NotFound)?.clone();
        self.finish(to, &bytes, &[])
    }

    fn shown(&self, path: &str) -> String {
        path.to_owned()
    }

    fn set_aside(&mut self, path: &str, why: String) {
        self.unfit.insert(path.to_owned(), why);
    }

    /// The new tree is made separately, so it contains no published files.
    fn surplus(&self) -> io::Result<Vec<(String, Owner)>> {
        Ok(Vec::new())
    }

    fn remove(&mut self, path: String) {
        self.files.remove(&path);
    }
}
