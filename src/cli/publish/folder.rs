//! A folder of this machine as a place to publish to: for a web server, or a mounted disk.

use crate::cli::Stop;
use crate::cli::disk::{DiskTree, published, replace};
use crate::cli::reason::reason;
use crate::cli::stamp::mark;
use crate::remote::{Condition, Failure, FileContent, RemotePlace, Version};
use hyper::body::Bytes;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder, locked against other writers.
pub(super) struct FolderTarget {
    root: PathBuf,
    there: DiskTree,
}

impl FolderTarget {
    /// Opens a folder, and creates it unless it is only read.
    pub(super) fn open(root: &Path, only_looks: bool) -> Result<Self, Stop> {
        Ok(Self { root: root.to_owned(), there: DiskTree::open(root, only_looks)? })
    }

    fn failed(&self, path: &str, error: &io::Error) -> Failure {
        Failure::Disk(format!(
            "{} cannot be read or written: {}",
            self.root.join(path).display(),
            reason(error)
        ))
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        published(&self.root.join(path)).map_err(|error| self.failed(path, &error))
    }
}

fn version(bytes: &[u8]) -> Version {
    Version { e_tag: Some(mark(bytes)), number: None }
}

impl RemotePlace for FolderTarget {
    async fn list(&self) -> Result<Vec<String>, Failure> {
        Ok(self.there.found().map(str::to_owned).collect())
    }

    async fn get(&self, path: &str) -> Result<Option<(Bytes, Version)>, Failure> {
        Ok(self.read(path)?.map(|bytes| {
            let version = version(&bytes);
            (bytes.into(), version)
        }))
    }

    async fn put(
        &self,
        path: &str,
        content: &FileContent,
        condition: &Condition,
    ) -> Result<Version, Failure> {
        let is_met = match condition {
            Condition::Always => true,
            Condition::Absent => self.read(path)?.is_none(),
            Condition::Same(same) => self.read(path)?.is_some_and(|old| version(&old) == *same),
        };
        if !is_met {
            return Err(Failure::Changed);
        }
        let place = self.root.join(path);
        fs::create_dir_all(place.parent().unwrap_or(&self.root))
            .and_then(|()| replace(&place, &content.bytes))
            .map_err(|error| self.failed(path, &error))?;
        Ok(version(&content.bytes))
    }

    async fn remove(&self, path: &str) -> Result<(), Failure> {
        match fs::remove_file(self.root.join(path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(self.failed(path, &error)),
            _ => Ok(()),
        }
    }
}
