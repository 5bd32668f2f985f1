//! What is served just now: the last good tree, how it came about, and what was asked of it.

use super::counts::Counts;
use super::site::Site;
use chrono::{DateTime, Utc};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// A tree that is replaced as a whole when a newer one is ready. A request is answered from the one
/// that there was when it came.
#[derive(Debug)]
pub struct Served {
    site: RwLock<Arc<Site>>,
    builds: Mutex<Builds>,
    pub(super) counts: Counts,
}

/// What came of the builds so far.
#[derive(Clone, Debug)]
pub(super) struct Builds {
    /// How many gave a tree without a fault, a tree that leaves something out, and none.
    pub(super) whole: u64,
    pub(super) partial: u64,
    pub(super) failed: u64,
    /// When the tree that is served was made.
    pub(super) made: DateTime<Utc>,
    /// When the last one ended, and its messages.
    pub(super) last: DateTime<Utc>,
    pub(super) told: String,
    /// Whether it gave the tree that is served.
    pub(super) is_taken: bool,
}

/// The messages of a build: all its findings and problems, as they are printed; and whether
/// something of the meetings is missing or not the newest.
#[derive(Clone, Debug, Default)]
pub struct BuildMessages {
    /// The lines.
    pub text: String,
    /// Whether there is a fault in it, not just doubts.
    pub is_faulty: bool,
}

impl Served {
    /// Serves a first tree.
    pub fn new(site: Site, told: BuildMessages, now: DateTime<Utc>) -> Self {
        let builds = Builds {
            whole: u64::from(!told.is_faulty),
            partial: u64::from(told.is_faulty),
            failed: 0,
            made: now,
            last: now,
            told: told.text,
            is_taken: true,
        };
        Self {
            site: RwLock::new(Arc::new(site)),
            builds: Mutex::new(builds),
            counts: Counts::default(),
        }
    }

    /// The tree that is served now.
    pub fn site(&self) -> Arc<Site> {
        Arc::clone(&self.site.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The messages of the last build.
    pub fn told(&self) -> String {
        self.builds().told
    }

    /// Serves another tree from now on.
    pub fn take(&self, site: Site, told: BuildMessages, now: DateTime<Utc>) {
        let old = {
            let mut served = self.site.write().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *served, Arc::new(site))
        };
        // Taking apart what nobody reads any more takes a while, and is nothing to wait for.
        drop(old);
        let mut builds = self.builds.lock().unwrap_or_else(PoisonError::into_inner);
        *if told.is_faulty { &mut builds.partial } else { &mut builds.whole } += 1;
        (builds.made, builds.last, builds.told, builds.is_taken) = (now, now, told.text, true);
    }

    /// Stays with the tree that is served, since it is what a newer one would be. Gives whether that
    /// is news.
    pub fn confirm(&self, now: DateTime<Utc>) -> bool {
        let mut builds = self.builds.lock().unwrap_or_else(PoisonError::into_inner);
        let is_news = !builds.is_taken;
        if is_news {
            (builds.last, builds.told, builds.is_taken) = (now, String::new(), true);
        }
        is_news
    }

    /// Stays with the tree that is served, since a newer one cannot be made.
    pub fn stay(&self, told: BuildMessages, now: DateTime<Utc>) {
        let mut builds = self.builds.lock().unwrap_or_else(PoisonError::into_inner);
        builds.failed += 1;
        (builds.last, builds.told, builds.is_taken) = (now, told.text, false);
    }

    pub(super) fn builds(&self) -> Builds {
        self.builds.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
