//! Where a run publishes: a tree, and what was published there before.

use crate::render::{MemoryTree, Tree};
use std::io::{self, BufRead};

/// A tree that goes on from what is published in its place.
pub trait Place: Tree {
    /// The paths of all published files.
    fn paths(&self) -> Vec<String>;

    /// Opens a published file, which may be long.
    fn open(&self, path: &str) -> io::Result<Box<dyn BufRead + '_>>;

    /// Gives a path the bytes of a feed that is finished or kept.
    fn copy(&mut self, from: &str, to: &str) -> io::Result<()>;

    /// A path as the user knows it.
    fn shown(&self, path: &str) -> String;

    /// Keeps a published file beside its new version, because something is wrong with it.
    fn set_aside(&mut self, path: &str, why: String);

    /// The published files that nothing of the new tree takes the place of, and whose they are.
    fn surplus(&self) -> io::Result<Vec<(String, Owner)>>;

    /// Lets a published file go.
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

impl Place for MemoryTree<'_> {
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

    /// The new tree is made beside the published one, so nothing of that is left in it.
    fn surplus(&self) -> io::Result<Vec<(String, Owner)>> {
        Ok(Vec::new())
    }

    fn remove(&mut self, path: String) {
        self.files.remove(&path);
    }
}
