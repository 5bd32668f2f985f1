//! What personal views are made of, and those that were made.

use super::cache::Cache;
use super::catalogue::Catalogue;
use crate::ical;
use crate::model::{Language, MeetingId, Settings};
use crate::render::FeedIndex;
use hyper::body::Bytes;
use std::collections::BTreeMap;
use tokio::sync::Semaphore;

/// How many views are made at once; who asks for more waits.
const AT_ONCE: usize = 2;

/// What the views of a tree are made of, and those that were made.
#[derive(Debug)]
pub(super) struct Views {
    pub(super) index: FeedIndex,
    pub(super) catalogues: BTreeMap<Language, Catalogue>,
    pub(super) vtimezone: Vec<u8>,
    pub(super) cache: Cache,
    pub(super) making: Semaphore,
}

impl Views {
    /// The views of the feeds of an index. `feed` gives the bytes at a path.
    pub(super) fn new(
        settings: &Settings,
        index: FeedIndex,
        bytes: usize,
        feed: impl Fn(&str) -> Option<Bytes>,
    ) -> Self {
        let of_language = |language: &Language| {
            let folder = format!("{}meetings/", settings.folder(*language));
            let own = index.keys().filter_map(|path| {
                let id = path.strip_prefix(&folder)?.strip_suffix(".ics")?;
                Some((id.parse::<MeetingId>().ok()?, feed(path)?))
            });
            // In the order of their ids, which is not that of their paths.
            let own: BTreeMap<MeetingId, Bytes> = own.collect();
            (*language, Catalogue::of(own.into_iter()))
        };
        Self {
            catalogues: settings.languages.iter().map(of_language).collect(),
            index,
            vtimezone: ical::vtimezone(),
            // A small part of what the tree itself needs.
            cache: Cache::new((bytes / 4).clamp(4 * 1024 * 1024, 64 * 1024 * 1024)),
            making: Semaphore::new(AT_ONCE),
        }
    }

    /// Takes names that terms had in an earlier tree: a view of a group that meets no more is empty,
    /// not wrong.
    pub(super) fn remember<'a>(&mut self, names: impl Iterator<Item = &'a str> + Clone) {
        for catalogue in self.catalogues.values_mut() {
            catalogue.names.extend(names.clone().map(str::to_owned));
        }
    }
}
