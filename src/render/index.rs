//! `feeds.json`: what feeds there are. And what each meeting adds to each of them, by which the next
//! build takes over what has not changed.

use super::section::Summary;
use super::tree::{Sha, Tree};
use crate::model::MeetingId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

/// A feed in the index. Dates are those of ISO 8601, instants those of RFC 3339.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexedFeed {
    /// Where it is.
    pub path: String,
    /// Its name.
    pub title: String,
    /// The code of its language.
    pub language: String,
    /// How many events it holds.
    pub events: usize,
    /// The first day of an event.
    pub first: String,
    /// The last day of an event.
    pub last: String,
    /// The SHA-256 of its bytes.
    pub sha256: Sha,
    /// When an event of it was last changed.
    pub last_modified: String,
}

/// What a meeting adds to a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The meeting.
    pub meeting: MeetingId,
    /// Where its events stand in the feed, in bytes.
    pub range: Range<u64>,
    /// What is known of them.
    pub summary: Summary,
}

/// A feed with what it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The feed.
    pub feed: IndexedFeed,
    /// What each meeting adds to it, in the order of the feed.
    pub shares: Vec<Share>,
}

/// All feeds of a tree, by their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The feeds.
    pub entries: BTreeMap<String, Entry>,
}

impl Ledger {
    /// Writes `feeds.json`: the feeds of the first language, then those of the others.
    pub fn write_index<T: Tree>(&self, tree: &mut T, first: &str) -> io::Result<()> {
        let feeds = || self.entries.values().map(|entry| &entry.feed);
        let is_first = |feed: &&IndexedFeed| feed.language == first;
        let (own, others): (Vec<_>, Vec<_>) = feeds().partition(is_first);
        let all: Vec<&IndexedFeed> = own.into_iter().chain(others).collect();
        let mut bytes = serde_json::to_vec_pretty(&all)?;
        bytes.push(b'\n');
        tree.finish("feeds.json", &bytes, &[])?;
        Ok(())
    }

    /// How many meetings and events there are: those of the meetings' own feeds at the top of the
    /// tree.
    pub fn counts(&self) -> (usize, usize) {
        let own = self.entries.iter().filter(|(path, _)| path.starts_with("meetings/"));
        own.fold((0, 0), |(meetings, events), (_, entry)| {
            (meetings + 1, events + entry.feed.events)
        })
    }
}
