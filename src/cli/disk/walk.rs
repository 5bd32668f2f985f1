//! What lies in an output folder.

use super::file::UNFINISHED;
use super::{PRIVATE, layout};
use crate::cli::reason::AtPath;
use crate::cli::stamp::Stamp;
use crate::cli::system::{called, names};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// What lies in the paths of the output tree.
#[derive(Debug, Default)]
pub(super) struct FoundFiles {
    /// The files, also those that are symbolic links to one.
    pub(super) files: BTreeMap<String, Stamp>,
    /// Where the symbolic links among them lead.
    pub(super) links: BTreeMap<String, PathBuf>,
    /// What a build that was broken off left behind.
    pub(super) leftovers: Vec<PathBuf>,
    /// Folders where a file belongs.
    pub(super) folders: BTreeSet<String>,
    /// What is neither, or a file where a folder belongs, and why nothing can
    /// be written. A pipe must not even be opened: that waits for somebody at its other end.
    pub(super) in_the_way: Vec<(String, String)>,
}

impl FoundFiles {
    /// Looks through a folder, and opens no file of it.
    pub(super) fn look(root: &Path) -> io::Result<Self> {
        let mut found = Self::default();
        let mut folders = vec![String::new()];
        while let Some(folder) = folders.pop() {
            let place = root.join(&folder);
            for name in names(&place).at(&place)? {
                let Ok(name) = name.into_string() else { continue };
                let path = format!("{folder}{name}");
                let is_leftover = name.starts_with(UNFINISHED);
                let is_file = path == PRIVATE || layout::rank(&path).is_some();
                if !is_leftover && !is_file && !layout::is_folder(&path) {
                    continue;
                }
                let place = root.join(&path);
                let metadata = match fs::symlink_metadata(&place) {
                    Ok(metadata) => metadata,
                    Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                    Err(error) => return Err(error).at(&place),
                };
                match PathKind::of(&place, &metadata).at(&place)? {
                    PathKind::Folder if is_leftover => {}
                    _ if is_leftover => found.leftovers.push(place),
                    PathKind::Folder if !is_file => folders.push(format!("{path}/")),
                    PathKind::Folder => {
                        found.folders.insert(path);
                    }
                    PathKind::File | PathKind::Link(_) if path == PRIVATE => {}
                    PathKind::File if is_file => {
                        found.files.insert(path, Stamp::of(&metadata));
                    }
                    PathKind::Link(target) if is_file => {
                        found.files.insert(path.clone(), Stamp::of(&metadata));
                        found.links.insert(path, target);
                    }
                    thing => {
                        let belongs = if is_file { "file" } else { "folder" };
                        let why = format!("is {}, where a {belongs} belongs", thing.name());
                        found.in_the_way.push((path, why));
                    }
                }
            }
        }
        Ok(found)
    }
}

/// What a name of the disk stands for.
enum PathKind {
    File,
    Folder,
    /// A symbolic link to a file or to nothing.
    Link(PathBuf),
    /// Anything else, as a user calls it.
    Other(&'static str),
}

impl PathKind {
    fn of(place: &Path, metadata: &Metadata) -> io::Result<Self> {
        let kind = metadata.file_type();
        if kind.is_symlink() {
            return match fs::metadata(place) {
                Ok(target) if target.is_dir() => Ok(Self::Other("a symbolic link to a folder")),
                Ok(target) if !target.is_file() => Ok(Self::Other("a symbolic link to a device")),
                _ => fs::read_link(place).map(Self::Link),
            };
        }
        Ok(match kind {
            kind if kind.is_file() => Self::File,
            kind if kind.is_dir() => Self::Folder,
            kind => Self::Other(called(kind)),
        })
    }

    fn name(&self) -> &'static str {
        match self {
            Self::File => "a file",
            Self::Folder => "a folder",
            Self::Link(_) => "a symbolic link",
            Self::Other(name) => name,
        }
    }
}
