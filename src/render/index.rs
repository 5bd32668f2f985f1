//! `feeds.json`: what feeds there are.

use super::tree::Sha;
use serde::Serialize;

/// A feed in the index. Dates are those of ISO 8601, instants those of RFC 3339.
#[derive(Clone, Debug, Serialize)]
pub(super) struct IndexedFeed {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) language: &'static str,
    pub(super) events: usize,
    pub(super) first: String,
    pub(super) last: String,
    pub(super) sha256: Sha,
    pub(super) last_modified: String,
}

/// The index as bytes.
pub(super) fn write(feeds: &[IndexedFeed]) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(feeds)?;
    bytes.push(b'\n');
    Ok(bytes)
}
