//! Our record at a place, in the file `published.json`: which files are ours, what was sent for
//! each and, during publishing, by whom.
//!
//! The record is only written if it is still the version that was read. So of two publishers, the
//! second notices the first before it sends a file.

use super::failure::Failure;
use super::place::{Condition, FileContent, RemotePlace, Version};
use crate::render::layout;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The path of the record.
pub(super) const PATH: &str = "published.json";

/// The version of the record's format.
const FORM: u32 = 1;

/// A publisher that has not renewed its claim for this long has stopped.
const SILENCE: TimeDelta = TimeDelta::minutes(5);

/// What is published at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RemoteRecord {
    form: u32,
    /// Who publishes now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    publishing: Option<Claim>,
    /// Our files, each with the digest of what was sent; without a digest, it is unknown whether
    /// the last version has arrived.
    pub(super) files: BTreeMap<String, Option<String>>,
}

/// A publisher at work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Claim {
    run: String,
    /// When it last renewed its claim.
    at: String,
}

impl Default for RemoteRecord {
    fn default() -> Self {
        Self { form: FORM, publishing: None, files: BTreeMap::new() }
    }
}

impl RemoteRecord {
    /// Reads the record of a place, if it has one.
    pub(super) async fn read(
        place: &impl RemotePlace,
    ) -> Result<(Self, Option<Version>), UnusableRecord> {
        let Some((bytes, version)) = place.get(PATH).await.map_err(UnusableRecord::Failure)? else {
            return Ok((Self::default(), None));
        };
        let record: Option<Self> = serde_json::from_slice(&bytes).ok();
        let mut record =
            record.filter(|record| record.form == FORM).ok_or(UnusableRecord::Foreign)?;
        // Entries by others give no right to their files or to paths of this machine.
        record.files.retain(|path, _| {
            layout::rank(path).is_some() && path.bytes().all(|b| b.is_ascii_graphic())
        });
        Ok((record, Some(version)))
    }

    /// When the current publisher, if there is one, last renewed its claim.
    pub(super) fn busy(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let at = DateTime::parse_from_rfc3339(&self.publishing.as_ref()?.at).ok()?;
        let at = at.with_timezone(&Utc);
        // The clocks of two machines may differ in either direction.
        ((now - at).abs() < SILENCE).then_some(at)
    }

    /// Whether somebody has begun to publish and not ended.
    pub(super) fn is_open(&self) -> bool {
        self.publishing.is_some()
    }

    /// Sets the current publisher, or none.
    pub(super) fn claim(&mut self, run: Option<&str>, now: DateTime<Utc>) {
        let at = now.to_rfc3339_opts(SecondsFormat::Secs, true);
        self.publishing = run.map(|run| Claim { run: run.to_owned(), at });
    }

    /// Writes the record over the version that was read.
    pub(super) async fn write(
        &self,
        place: &impl RemotePlace,
        over: Option<&Version>,
    ) -> Result<Version, Failure> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        let content = FileContent {
            bytes: bytes.into(),
            content_type: "application/json; charset=utf-8",
            cache_control: "no-cache",
            disposition: None,
        };
        let condition = over.cloned().map_or(Condition::Absent, Condition::Same);
        match place.put(PATH, &content, &condition).await {
            // A first try may have arrived although its answer did not; then the second finds its own work.
            Err(Failure::Changed) => match place.get(PATH).await? {
                Some((bytes, version)) if bytes == content.bytes => Ok(version),
                _ => Err(Failure::Changed),
            },
            written => written,
        }
    }
}

/// Why there is no usable record.
pub(super) enum UnusableRecord {
    Failure(Failure),
    /// The file is not ours, or is from a newer version of this program.
    Foreign,
}
