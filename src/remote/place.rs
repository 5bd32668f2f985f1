//! What a place must be able to do, so that a tree can be published there.

use super::failure::Failure;
use hyper::body::Bytes;

/// A place that holds files by their paths: an object store, a folder.
pub trait Place {
    /// The paths of all files that are there.
    fn list(&self) -> impl Future<Output = Result<Vec<String>, Failure>>;

    /// The content of a file and which version it is; none if there is no such file.
    fn get(&self, path: &str) -> impl Future<Output = Result<Option<(Bytes, Version)>, Failure>>;

    /// Writes a file, if the condition holds; else [`Failure::Changed`].
    fn put(
        &self,
        path: &str,
        content: &Content,
        condition: &Condition,
    ) -> impl Future<Output = Result<Version, Failure>>;

    /// Removes a file; nothing happens if there is none.
    fn remove(&self, path: &str) -> impl Future<Output = Result<(), Failure>>;
}

/// A version of a file as its place tells it from others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// Its entity tag (RFC 9110 section 8.8.3).
    pub e_tag: Option<String>,
    /// What some stores have beside it.
    pub number: Option<String>,
}

/// When a file may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Whatever is there.
    Always,
    /// As long as there is none.
    Absent,
    /// As long as it is of this version.
    Same(Version),
}

/// What is sent as a file: its bytes and the fields that go with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The bytes.
    pub bytes: Bytes,
    /// Content-Type.
    pub content_type: &'static str,
    /// Cache-Control.
    pub cache_control: &'static str,
    /// Content-Disposition.
    pub disposition: Option<String>,
}
