//! Fetches what is published at a place, for a build that continues from it.

use super::place::RemotePlace;
use super::publish::{Fetched, PublishProblem};
use super::record::RemoteRecord;
use chrono::{DateTime, Utc};
use futures_util::StreamExt;
use futures_util::stream::iter;

/// The number of files fetched in parallel.
const AT_ONCE: usize = 16;

/// Fetches all files that were published at a place, passes each to `take`, and returns the version
/// of their record. While somebody publishes, there is no such version.
pub async fn fetch<P: RemotePlace, E>(
    place: &P,
    now: DateTime<Utc>,
    mut take: impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<Result<Fetched, E>, PublishProblem> {
    let (record, version) = RemoteRecord::read(place).await?;
    if let Some(since) = record.busy(now) {
        return Err(PublishProblem::Busy(Some(since)));
    }
    let files = iter(record.files.keys().map(|path| async move { (path, place.get(path).await) }));
    let mut files = files.buffered(AT_ONCE);
    while let Some((path, found)) = files.next().await {
        let found = found.map_err(|failure| PublishProblem::Failed(failure, 0, 0))?;
        if let Some((bytes, _)) = found
            && let Err(error) = take(path, &bytes)
        {
            return Ok(Err(error));
        }
    }
    Ok(Ok(Fetched(version)))
}
