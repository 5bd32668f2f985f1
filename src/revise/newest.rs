//! Events in the feeds of a tree that are newer than the memory: a meeting's own feed may be
//! damaged or gone, or the last build stopped before it wrote it. Subscribers of the other feeds
//! have the newer version, so no lower revision may follow.

use super::memory::{Memory, Revision};
use crate::ical::{self, PublishedEvent};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead};

/// How a published feed compares with what the last build wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedState {
    /// It is what the last build wrote, as far as known.
    AsWritten,
    /// It differs: a later build stopped early, or something damaged it.
    Differs,
    /// It differs, but the feed of all events, which is written first, does not: it is damaged.
    Damaged,
}

/// The newest events of a tree, and when its feeds were last changed. All meetings' own feeds come
/// first, then the others.
#[derive(Debug, Default)]
pub struct Newest {
    /// The revision of each event in a meeting's own feed, by a hash of folder and UID: with
    /// hundreds of thousands of events, nothing more is kept.
    own: HashMap<u64, Revision>,
    /// Hashes of the same events without their UIDs.
    shapes: HashSet<u64>,
    hasher: RandomState,
    /// The events of meetings' own feeds that differ from what was written, by folder and UID, with
    /// a hash of their bytes, until another feed confirms them.
    doubted: BTreeMap<(String, String), u64>,
    /// Those for which another feed shows what was written.
    refuted: BTreeSet<(String, String)>,
    /// The events for which another feed shows a later or the right revision, by folder and UID,
    /// with their bytes.
    newer: BTreeMap<(String, String), Newer>,
    /// Those of them whose UIDs were assigned for another meeting: folder, meeting, UID.
    held: BTreeSet<(String, String, String)>,
    /// The meetings that have feeds of their own, or files.
    pub owners: BTreeSet<String>,
    /// The UIDs that are those of another meeting's events now.
    taken: BTreeSet<String>,
    /// When each feed was last changed, by its path.
    pub changed: BTreeMap<String, DateTime<Utc>>,
}

/// An event that is newer than what a meeting's own feed shows.
#[derive(Debug)]
struct Newer {
    revision: Revision,
    bytes: Vec<u8>,
    /// The event's meeting, if its UID was assigned for another one.
    holder: Option<String>,
}

impl Newest {
    /// Adds a meeting's own feed in a folder of the tree.
    pub fn memory(
        &mut self,
        (path, folder): (&str, &str),
        feed: impl BufRead,
        prodid: &str,
        standing: FeedState,
    ) -> io::Result<()> {
        let Self { own, shapes, hasher, doubted, owners, taken, .. } = self;
        let id = path.rsplit('/').next().and_then(|name| name.strip_suffix(".ics"));
        let id = id.unwrap_or_default();
        owners.insert(id.to_owned());
        let is_own = |uid: &str| uid.strip_prefix(id).is_some_and(|rest| rest.starts_with('-'));
        let changed = ical::each_event(feed, prodid, |event| {
            let key = hasher.hash_one((folder, &event.uid));
            own.insert(key, Revision::of_published(event));
            shapes.insert(hasher.hash_one((folder, shape(event))));
            if standing != FeedState::AsWritten {
                let key = (folder.to_owned(), event.uid.clone());
                doubted.insert(key, hasher.hash_one(event.bytes));
            }
            if !is_own(&event.uid) {
                taken.insert(event.uid.clone());
            }
        })?;
        self.changed.extend(changed.map(|changed| (path.to_owned(), changed)));
        Ok(())
    }

    /// Adds a feed of several meetings in a folder of the tree.
    pub fn other(
        &mut self,
        (path, folder): (&str, &str),
        feed: impl BufRead,
        prodid: &str,
        standing: FeedState,
    ) -> io::Result<()> {
        let Self { own, shapes, hasher, doubted, refuted, newer, held, taken, .. } = self;
        let changed = ical::each_event(feed, prodid, |event| {
            if standing == FeedState::Damaged {
                return;
            }
            let revision = Revision::of_published(event);
            let key = (folder.to_owned(), event.uid.clone());
            let known = own.get(&hasher.hash_one((folder, &event.uid)));
            if standing == FeedState::AsWritten
                && let Some(doubted) = doubted.remove(&key)
            {
                if doubted == hasher.hash_one(event.bytes) {
                    return;
                }
                refuted.insert(key.clone());
                newer.remove(&key);
            } else if !refuted.contains(&key) {
                let is_known = match known {
                    Some(known) => *known >= revision,
                    // An event whose UID has a damaged octet.
                    None => {
                        standing == FeedState::Differs
                            && shapes.contains(&hasher.hash_one((folder, shape(event))))
                    }
                };
                if is_known {
                    return;
                }
            }
            let holder = event.holder().map(|(holder, _)| holder.to_owned());
            if let Some(holder) = &holder {
                held.insert((folder.to_owned(), holder.clone(), event.uid.clone()));
                taken.insert(event.uid.clone());
            }
            if newer.get(&key).is_none_or(|known| known.revision < revision) {
                newer.insert(key, Newer { revision, bytes: event.bytes.to_vec(), holder });
            }
        })?;
        self.changed.extend(changed.map(|changed| (path.to_owned(), changed)));
        Ok(())
    }

    /// Adds newer events in a folder to a memory, in the language at an index of the settings'
    /// list. Returns whether there were any.
    pub fn teach(&self, memory: &mut Memory, language: usize, folder: &str) -> bool {
        let mut is_taught = false;
        for id in self.ids(memory) {
            let newer = self.of(&id, folder).filter_map(|(_, newer)| ical::event(&newer.bytes));
            is_taught |= newer.filter(|event| memory.learn_event(language, event)).count() > 0;
        }
        memory.is_taught |= is_taught;
        is_taught
    }

    /// Raises the revisions of a memory to those that are newer in a folder, which showed another
    /// language.
    pub fn raise(&self, memory: &mut Memory, language: usize, folder: &str) {
        for id in self.ids(memory) {
            for (uid, newer) in self.of(&id, folder) {
                memory.raise(language, uid, newer.revision);
            }
        }
    }

    /// Keeps the numbers of a meeting's events that other meetings took over from being used again.
    pub fn reserve(&self, memory: &mut Memory) {
        let begin = format!("{}-", memory.id());
        let own = self.taken.range(begin.clone()..).take_while(|uid| uid.starts_with(&begin));
        for uid in own {
            memory.reserve(uid);
        }
    }

    /// The meetings whose ids a meeting's UIDs may contain: its own, and those it took over that no
    /// longer exist.
    fn ids(&self, memory: &Memory) -> Vec<String> {
        let has_left = |id: &&String| !self.owners.contains(*id);
        let former = memory.formerly.iter().filter(has_left).cloned();
        std::iter::once(memory.id().to_string()).chain(former).collect()
    }

    /// Resolves a folder in which all written events are known: an unconfirmed event was never
    /// written.
    pub fn refute_the_rest(&mut self, folder: &str) {
        let rest = self.doubted.extract_if(.., |(of, _), _| of == folder);
        self.refuted.extend(rest.map(|(key, _)| key));
    }

    /// Whether an event of a meeting's own feed in a folder is not what was written.
    pub fn refutes(&self, folder: &str, uid: &str) -> bool {
        !self.refuted.is_empty() && self.refuted.contains(&(folder.to_owned(), uid.to_owned()))
    }

    /// The newer events of a meeting in a folder, by their UIDs.
    fn of<'a>(
        &'a self,
        id: &'a str,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a Newer)> {
        let begin = format!("{id}-");
        let named = self.newer.range((folder.to_owned(), begin.clone())..);
        let named = named.take_while(move |((of, uid), _)| of == folder && uid.starts_with(&begin));
        let named = named.filter(move |(_, newer)| newer.holder.as_ref().is_none_or(|of| of == id));
        let held = self.held.range((folder.to_owned(), id.to_owned(), String::new())..);
        let held = held.take_while(move |(of, holder, _)| of == folder && holder == id);
        let held =
            held.filter_map(|(of, _, uid)| self.newer.get_key_value(&(of.clone(), uid.clone())));
        named.chain(held).map(|((_, uid), newer)| (uid.as_str(), newer))
    }
}

/// The bytes of an event without its UID, which is on its second line.
fn shape<'a>(event: &PublishedEvent<'a>) -> Vec<&'a [u8]> {
    let lines = event.bytes.split_inclusive(|byte| *byte == b'\n');
    lines.filter(|line| !line.starts_with(b"UID:")).collect()
}
