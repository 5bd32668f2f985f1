//! `feeds.json`: what feeds there are. And what each meeting adds to each of them, by which the next
//! build takes over what has not changed.

use super::shares::Shares;
use super::tree::{Sha, Tree, finish_by_parts};
use crate::finding::counted;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Write};

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

/// The feeds of an index by their paths.
pub type FeedIndex = BTreeMap<String, IndexedFeed>;

/// Reads `feeds.json` back; nothing of one that cannot be read.
pub fn read_index(bytes: &[u8]) -> FeedIndex {
    let feeds: Vec<IndexedFeed> = serde_json::from_slice(bytes).unwrap_or_default();
    feeds.into_iter().map(|feed| (feed.path.clone(), feed)).collect()
}

/// How much a tree holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreeCounts {
    /// Feeds in all languages.
    pub feeds: usize,
    /// Meetings of the first language, whose feeds stand at the top of the tree.
    pub meetings: usize,
    /// Their events.
    pub events: usize,
}

impl TreeCounts {
    /// The counts of the feeds of a tree.
    pub fn of<'a>(feeds: impl Iterator<Item = &'a IndexedFeed>) -> Self {
        feeds.fold(Self::default(), |mut counts, feed| {
            counts.feeds += 1;
            if feed.path.starts_with("meetings/") {
                counts.meetings += 1;
                counts.events += feed.events;
            }
            counts
        })
    }

    /// "112 events of 2 meetings".
    pub fn events_of_meetings(self) -> String {
        let events = counted(self.events, "event", "events");
        format!("{events} of {}", counted(self.meetings, "meeting", "meetings"))
    }
}

/// A feed with what it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEntry {
    /// The feed.
    pub feed: IndexedFeed,
    /// What each meeting adds to it.
    pub shares: Shares,
}

/// All feeds of a tree, by their paths, and the cards of its meetings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The feeds.
    pub entries: BTreeMap<String, FeedEntry>,
    /// What the pages of several meetings say of each meeting, by the path of its own page: a line
    /// of JSON, read only where it is needed.
    pub(super) cards: BTreeMap<String, String>,
}

impl Ledger {
    /// Writes `feeds.json`: the feeds of the first language, then those of the others.
    pub fn write_index<T: Tree>(&self, tree: &mut T, first: &str) -> io::Result<()> {
        let feeds = || self.entries.values().map(|entry| &entry.feed);
        let is_first = |feed: &&IndexedFeed| feed.language == first;
        let (own, others): (Vec<_>, Vec<_>) = feeds().partition(is_first);
        let all: Vec<&IndexedFeed> = own.into_iter().chain(others).collect();
        let write = |to: &mut dyn Write| Ok(serde_json::to_writer_pretty(to, &all)?);
        finish_by_parts(tree, "feeds.json", write)
    }

    /// Writes the ledger as text, for the next build: two lines a feed, then two lines a card.
    pub fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        for FeedEntry { feed, shares } in self.entries.values() {
            writeln!(to, "{}\n{}", serde_json::to_string(feed)?, shares.written())?;
        }
        // A path is not an object; that distinguishes the two.
        self.cards.iter().try_for_each(|(path, card)| writeln!(to, "{path}\n{card}"))
    }

    /// Reads a ledger back; `None` if the text is not a ledger.
    pub fn of_written(text: &str) -> Option<Self> {
        let (mut entries, mut cards) = (BTreeMap::new(), BTreeMap::new());
        let mut lines = text.lines();
        while let Some(feed) = lines.next() {
            if !feed.starts_with('{') {
                cards.insert(feed.to_owned(), lines.next()?.to_owned());
                continue;
            }
            let feed: IndexedFeed = serde_json::from_str(feed).ok()?;
            let shares = Shares::of_written(lines.next()?)?;
            entries.insert(feed.path.clone(), FeedEntry { feed, shares });
        }
        Some(Self { entries, cards })
    }

    /// Takes in the feeds of a further language.
    pub fn extend(&mut self, other: Self) {
        self.entries.extend(other.entries);
        self.cards.extend(other.cards);
    }

    /// How much the tree holds.
    pub fn counts(&self) -> TreeCounts {
        TreeCounts::of(self.entries.values().map(|entry| &entry.feed))
    }
}
