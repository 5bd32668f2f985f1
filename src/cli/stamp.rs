//! By what a file is known to be as it was when somebody looked at it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
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
pub(super) struct Stamp(u64, i64, i64, u64);

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let nanoseconds = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000) + rest;
        Self(
            metadata.len(),
            nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
            nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
            metadata.ino(),
        )
    }

    /// When the file was last changed, as it says itself.
    pub(super) fn modified(self) -> DateTime<Utc> {
        DateTime::from_timestamp_nanos(self.1)
    }

    /// Whether the file, which was looked at just then, is past being changed without a sign.
    pub(super) fn is_settled(self, looked: SystemTime) -> bool {
        let passed = (looked - STEP).duration_since(UNIX_EPOCH).unwrap_or_default();
        self.2 < i64::try_from(passed.as_nanos()).unwrap_or(i64::MAX)
    }

    /// The stamp of a file that was looked at, or one that no file has if it may still be changing.
    pub(super) fn settled(self, looked: SystemTime) -> Self {
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
pub(super) fn mark(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
