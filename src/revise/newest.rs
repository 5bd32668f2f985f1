//! What the feeds of a tree show that is newer than the memory: a meeting's own feed may be damaged or
//! gone, or the last build was stopped before it came to it. Subscribers of the other feeds have what
//! stands there, so no lower revision may follow.

use super::memory::{Memory, Revision};
use crate::ical;
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead};

/// The newest events of a tree, and when its feeds were last changed. All meetings' own feeds come
/// first, then the others.
#[derive(Debug, Default)]
pub struct Newest {
    /// The revision that a meeting's own feed has of each event, by a hash of its folder and UID: of
    /// hundreds of thousands of events that is all that is remembered.
    own: HashMap<u64, Revision>,
    hasher: RandomState,
    /// The events of which another feed shows a later revision, by folder and UID, with their bytes.
    newer: BTreeMap<(String, String), (Revision, Vec<u8>)>,
    /// The meetings that have feeds of their own, or files.
    pub owners: BTreeSet<String>,
    /// The UIDs in meetings' own feeds that were dealt for another meeting.
    taken: BTreeSet<String>,
    /// When each feed was last changed, by its path.
    pub changed: BTreeMap<String, DateTime<Utc>>,
}

impl Newest {
    /// Takes in a meeting's own feed, which stands in a folder of the tree.
    pub fn memory(
        &mut self,
        (path, folder): (&str, &str),
        feed: impl BufRead,
        prodid: &str,
    ) -> io::Result<()> {
        let Self { own, hasher, owners, taken, .. } = self;
        let id = path.rsplit('/').next().and_then(|name| name.strip_suffix(".ics"));
        let id = id.unwrap_or_default();
        owners.insert(id.to_owned());
        let is_own = |uid: &str| uid.strip_prefix(id).is_some_and(|rest| rest.starts_with('-'));
        let changed = ical::each_event(feed, prodid, |event| {
            let key = hasher.hash_one((folder, &event.uid));
            own.insert(key, Revision::of_published(event));
            if !is_own(&event.uid) {
                taken.insert(event.uid.clone());
            }
        })?;
        self.changed.extend(changed.map(|changed| (path.to_owned(), changed)));
        Ok(())
    }

    /// Takes in a feed of several meetings, which stands in a folder of the tree.
    pub fn other(
        &mut self,
        (path, folder): (&str, &str),
        feed: impl BufRead,
        prodid: &str,
    ) -> io::Result<()> {
        let Self { own, hasher, newer, .. } = self;
        let changed = ical::each_event(feed, prodid, |event| {
            let revision = Revision::of_published(event);
            let known = own.get(&hasher.hash_one((folder, &event.uid)));
            if known.is_some_and(|known| *known >= revision) {
                return;
            }
            let key = (folder.to_owned(), event.uid.clone());
            if newer.get(&key).is_none_or(|(known, _)| *known < revision) {
                newer.insert(key, (revision, event.bytes.to_vec()));
            }
        })?;
        self.changed.extend(changed.map(|changed| (path.to_owned(), changed)));
        Ok(())
    }

    /// Teaches a memory what is newer in a folder, in the language at a place of the settings' list.
    /// Gives whether there was anything.
    pub fn teach(&self, memory: &mut Memory, language: usize, folder: &str) -> bool {
        let mut is_taught = false;
        for id in self.ids(memory) {
            let newer = self.of(&id, folder).filter_map(|(_, (_, bytes))| ical::event(bytes));
            is_taught |= newer.filter(|event| memory.learn_event(language, event)).count() > 0;
        }
        is_taught
    }

    /// Raises the revisions of a memory to those that are newer in a folder, which showed another
    /// language.
    pub fn raise(&self, memory: &mut Memory, language: usize, folder: &str) {
        for id in self.ids(memory) {
            for (uid, (revision, _)) in self.of(&id, folder) {
                memory.raise(language, uid, *revision);
            }
        }
    }

    /// Keeps the numbers of a meeting's events that other meetings took over from being given again.
    pub fn reserve(&self, memory: &mut Memory) {
        let begin = format!("{}-", memory.id());
        let own = self.taken.range(begin.clone()..).take_while(|uid| uid.starts_with(&begin));
        for uid in own {
            memory.reserve(uid);
        }
    }

    /// The meetings by whose ids a meeting's events may be called: its own, and those it took over
    /// that are no more.
    fn ids(&self, memory: &Memory) -> Vec<String> {
        let has_left = |id: &&String| !self.owners.contains(*id);
        let former = memory.formerly.iter().filter(has_left).cloned();
        std::iter::once(memory.id().to_string()).chain(former).collect()
    }

    /// The newer events of a meeting in a folder, by their UIDs.
    fn of(&self, id: &str, folder: &str) -> impl Iterator<Item = (&str, &(Revision, Vec<u8>))> {
        let first = (folder.to_owned(), format!("{id}-"));
        let own = self.newer.range(first.clone()..);
        let own = own
            .take_while(move |((folder, uid), _)| *folder == first.0 && uid.starts_with(&first.1));
        own.map(|((_, uid), newer)| (uid.as_str(), newer))
    }
}
