//! A read-only folder that outlasts a tree in memory.

use super::published::{PublishedState, Remembered, meeting_of, remember};
use crate::model::{MeetingId, Settings};
use crate::render::MemoryTree;
use std::collections::BTreeMap;
use std::io;

/// What was published, for a tree that continues it in memory.
#[derive(Default)]
pub struct Lasting {
    published: PublishedState,
    files: BTreeMap<String, Vec<u8>>,
}

impl Lasting {
    /// The files of a tree.
    pub fn new(files: BTreeMap<String, Vec<u8>>) -> io::Result<Self> {
        let mut lasting = Self { files, ..Self::default() };
        let mut tree = MemoryTree::default();
        tree.published.extend(lasting.files());
        lasting.published = PublishedState::looked_through(&tree)?;
        Ok(lasting)
    }

    /// Their paths and bytes.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), &bytes[..]))
    }

    /// Drops all files except the meetings' own feeds.
    pub fn forget_all_but_memories(&mut self) {
        self.files.retain(|path, _| meeting_of(path).is_some());
    }

    /// What they contain about a meeting.
    pub(super) fn remember(&self, id: &MeetingId, settings: &Settings) -> io::Result<Remembered> {
        remember(id, settings, &self.published, |path| Ok(self.files.get(path).cloned()))
    }
}
