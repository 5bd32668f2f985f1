//! The stamp of a file, which shows whether the file has changed.

use super::system::times;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, Metadata};
use std::io;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Within this time after a change, another change may have the same time: clocks of file systems
/// have coarse steps.
const STEP: Duration = Duration::from_millis(50);

/// Identifies a version of a file: its size in bytes, its mtime and ctime in nanoseconds since
/// 1970-01-01 UTC, and its inode number.
///
/// Only the system sets ctime. Anybody can set mtime: package stores and system images set it to
/// one fixed day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp(u64, i64, i64, u64);

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let (modified, changed, number) = times(metadata);
        Self(metadata.len(), modified, changed, number)
    }

    /// The file's mtime.
    pub(super) fn modified(self) -> DateTime<Utc> {
        DateTime::from_timestamp_nanos(self.1)
    }

    /// Whether any later change of the file, which was just examined, would show in its stamp.
    pub(super) fn is_settled(self, looked: SystemTime) -> bool {
        let passed = (looked - STEP).duration_since(UNIX_EPOCH).unwrap_or_default();
        self.2 < i64::try_from(passed.as_nanos()).unwrap_or(i64::MAX)
    }

    /// The stamp of a file, or an impossible one if the file may still be changing.
    pub(super) fn settled(self, looked: SystemTime) -> Self {
        if self.is_settled(looked) { self } else { Self::default() }
    }

    /// The stamp of the running program.
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
    shown(Sha256::new_with_prefix(bytes))
}

/// The same digest of what is written.
pub(super) fn mark_of(
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> io::Result<String> {
    let mut digest = Sha256::new();
    write(&mut digest)?;
    Ok(shown(digest))
}

fn shown(digest: Sha256) -> String {
    digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
