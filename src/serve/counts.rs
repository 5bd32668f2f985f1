//! What was asked so far, in numbers.

use super::Response;
use http::StatusCode;
use hyper::body::Body;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The statuses that are counted each by itself; all others count by their class.
const STATUSES: [StatusCode; 9] = [
    StatusCode::OK,
    StatusCode::NO_CONTENT,
    StatusCode::PERMANENT_REDIRECT,
    StatusCode::NOT_MODIFIED,
    StatusCode::BAD_REQUEST,
    StatusCode::NOT_FOUND,
    StatusCode::METHOD_NOT_ALLOWED,
    StatusCode::PRECONDITION_FAILED,
    StatusCode::URI_TOO_LONG,
];

/// Counters that only grow, but for the connections.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Answers by the status at the same place of the list.
    answers: [AtomicU64; STATUSES.len()],
    /// Answers by no status of the list: the server's own failures.
    other: AtomicU64,
    /// Bytes of contents that were handed to connections.
    bytes: AtomicU64,
    /// Views that were made.
    pub(super) views: AtomicU64,
    /// Connections that are open.
    pub(super) open: AtomicU64,
    /// Connections that were turned away.
    pub(super) refused: AtomicU64,
}

impl Counts {
    /// Counts an answer.
    pub(super) fn answer(&self, response: &Response) {
        let at = STATUSES.iter().position(|status| *status == response.status());
        let counter = at.and_then(|at| self.answers.get(at)).unwrap_or(&self.other);
        counter.fetch_add(1, Relaxed);
        self.bytes.fetch_add(response.body().size_hint().lower(), Relaxed);
    }

    /// The answers so far, by their statuses.
    pub(super) fn answers(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let listed = STATUSES.iter().zip(&self.answers);
        let listed = listed.map(|(status, count)| (status.as_str(), count.load(Relaxed)));
        listed.chain([("other", self.other.load(Relaxed))])
    }

    /// The bytes of all answers so far. Of an answer to HEAD those count that GET would get.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes.load(Relaxed)
    }
}
