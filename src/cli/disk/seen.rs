//! What a build saw of its inputs, and what has changed since.
//!
//! Files are told apart by their stamps; where these differ, by their bytes.

use crate::cli::input::{Known, KnownFile, Listing, digest_of};
use crate::model::MeetingId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Within this time of its last change a file may be changed again without its time telling so:
/// clocks of file systems go in steps.
const STEP: Duration = Duration::from_millis(50);

/// By what a file is told to be the one that was looked at: its size in bytes, the time of its last
/// change, the time at which anything about it last changed, both in nanoseconds since 1970, and its
/// number on the disk.
///
/// The second time is the system's own. The first one is anybody's to set: stores and images of
/// systems set all of them to one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Stamp(u64, i64, i64, u64);

impl Stamp {
    pub(in crate::cli) fn of(metadata: &Metadata) -> Self {
        let nanoseconds = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000) + rest;
        Self(
            metadata.len(),
            nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
            nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
            metadata.ino(),
        )
    }

    /// How many bytes the file has.
    pub(super) fn size(self) -> u64 {
        self.0
    }

    /// When the file was last changed, as it says itself.
    pub(super) fn modified(self) -> DateTime<Utc> {
        DateTime::from_timestamp_nanos(self.1)
    }

    /// Whether the file, which was looked at just then, is past being changed without a sign.
    pub(in crate::cli) fn is_settled(self, looked: SystemTime) -> bool {
        let passed = (looked - STEP).duration_since(UNIX_EPOCH).unwrap_or_default();
        self.2 < i64::try_from(passed.as_nanos()).unwrap_or(i64::MAX)
    }

    /// The stamp of a file that was looked at, or one that no file has if it may still be changing.
    fn settled(self, looked: SystemTime) -> Self {
        if self.is_settled(looked) { self } else { Self::default() }
    }

    /// That of the program that runs.
    pub(super) fn of_program() -> Self {
        let metadata = std::env::current_exe().and_then(fs::metadata);
        metadata.map(|metadata| Self::of(&metadata)).unwrap_or_default()
    }
}

impl std::fmt::Display for Stamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self(size, modified, changed, number) = self;
        write!(f, "{size} {modified} {changed} {number}")
    }
}

/// A short digest of a file's bytes.
pub(in crate::cli) fn mark(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// What a build saw of its inputs.
#[derive(Debug)]
pub(in crate::cli) struct Seen {
    pub(super) inputs: Vec<Input>,
    /// When the next cancelled event of a meeting leaves its feeds, in seconds since 1970.
    pub(super) expiries: BTreeMap<MeetingId, i64>,
}

/// An input file: its path, stamp, digest and meeting, which settings do not have, and the outline of
/// that.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Input(String, Stamp, String, Option<String>, Option<String>);

/// How the inputs stand to what a build saw of them.
pub(in crate::cli) enum Review {
    /// Nothing changed; of some files at most the time of their last change.
    Current,
    /// The meetings that have to be built anew, but for those of new files, and the meetings of the
    /// files that have not changed.
    Changed(BTreeSet<MeetingId>, Known),
    /// Everything may have.
    Unknown,
}

impl Seen {
    /// What a build saw. Nothing if some file has a name or a state that cannot be written down.
    pub(in crate::cli) fn new(
        listing: &Listing,
        known: &Known,
        expiries: BTreeMap<MeetingId, i64>,
    ) -> Option<Self> {
        let inputs = listing.files.iter().map(|(path, stamp)| {
            let KnownFile { id, digest, outline } = known.get(path)?;
            let (path, id) = (path.to_str()?.to_owned(), id.as_ref().map(ToString::to_string));
            let outline = outline.as_ref().map(ToString::to_string);
            Some(Input(path, stamp.settled(listing.looked), digest.clone(), id, outline))
        });
        Some(Self { inputs: inputs.collect::<Option<_>>()?, expiries })
    }

    /// Compares what a build saw with what is there. Files that were only touched are unchanged.
    pub(in crate::cli) fn review(&self, listing: &Listing, now: DateTime<Utc>) -> Review {
        if listing.unusable > 0 {
            return Review::Unknown;
        }
        let expired = self.expiries.iter().filter(|(_, at)| **at <= now.timestamp());
        let mut fresh: BTreeSet<MeetingId> = expired.map(|(id, _)| id.clone()).collect();
        let (mut known, mut is_new) = (HashMap::new(), false);
        let mut before: BTreeMap<&str, &Input> =
            self.inputs.iter().map(|input| (input.0.as_str(), input)).collect();
        for (path, stamp) in &listing.files {
            let input = path.to_str().and_then(|path| before.remove(path));
            let Some(Input(_, last, digest, id, outline)) = input else {
                if listing.is_settings(path) {
                    return Review::Unknown;
                }
                is_new = true;
                continue;
            };
            let is_same = stamp == last || digest_of(path).is_some_and(|now| now == *digest);
            match id.as_ref().map(|id| id.parse::<MeetingId>()) {
                Some(Ok(id)) if is_same => {
                    let outline = outline.as_ref().map(|outline| outline.parse()).transpose();
                    let Ok(outline) = outline else { return Review::Unknown };
                    let (id, digest) = (Some(id), digest.clone());
                    known.insert(path.clone(), KnownFile { id, digest, outline });
                }
                Some(Ok(id)) => {
                    fresh.insert(id);
                }
                None if is_same => {}
                _ => return Review::Unknown,
            }
        }
        for Input(_, _, _, id, _) in before.into_values() {
            match id.as_ref().map(|id| id.parse()) {
                Some(Ok(id)) => {
                    fresh.insert(id);
                }
                _ => return Review::Unknown,
            }
        }
        if fresh.is_empty() && !is_new { Review::Current } else { Review::Changed(fresh, known) }
    }

    /// When the next cancelled event of each meeting leaves its feeds, in seconds since 1970.
    pub(in crate::cli) fn expiries(&self) -> &BTreeMap<MeetingId, i64> {
        &self.expiries
    }

    /// Takes note of files that were touched, so that they need not be read again. Gives whether
    /// there were any.
    pub(in crate::cli) fn touch(&mut self, listing: &Listing) -> bool {
        let now: BTreeMap<&str, &Stamp> = listing
            .files
            .iter()
            .filter_map(|(path, stamp)| Some((path.to_str()?, stamp)))
            .collect();
        let mut is_touched = false;
        for input in &mut self.inputs {
            let stamp = now.get(input.0.as_str()).filter(|stamp| ***stamp != input.1);
            // What was still changing when it was looked at is read again each time.
            if let Some(stamp) = stamp.filter(|_| input.1 != Stamp::default()) {
                input.1 = stamp.settled(listing.looked);
                is_touched = true;
            }
        }
        is_touched
    }
}
