//! The operations that a place must support for publishing.

use super::failure::Failure;
use hyper::body::Bytes;

/// A place that holds files by their paths: an object store, a folder.
pub trait RemotePlace {
    /// The paths of all files that are there.
    fn list(&self) -> impl Future<Output = Result<Vec<String>, Failure>>;

    /// The content and version of a file; none if the file does not exist.
    fn get(&self, path: &str) -> impl Future<Output = Result<Option<(Bytes, Version)>, Failure>>;

    /// Writes a file if the condition holds, or returns [`Failure::Changed`].
    fn put(
        &self,
        path: &str,
        content: &FileContent,
        condition: &Condition,
    ) -> impl Future<Output = Result<Version, Failure>>;

    /// Removes a file, if it exists.
    fn remove(&self, path: &str) -> impl Future<Output = Result<(), Failure>>;
}

/// The version of a file at its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// Its entity tag (RFC 9110 section 8.8.3).
    pub e_tag: Option<String>,
    /// An additional version of some stores.
    pub number: Option<String>,
}

/// When a file may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Always.
    Always,
    /// Only if it does not exist.
    Absent,
    /// Only if it has this version.
    Same(Version),
}

/// The contents of a file: its bytes and its header fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileContent {
    /// The bytes.
    pub bytes: Bytes,
    /// Content-Type.
    pub content_type: &'static str,
    /// Cache-Control.
    pub cache_control: &'static str,
    /// Content-Disposition.
    pub disposition: Option<String>,
}
