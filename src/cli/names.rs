//! The contents of a folder.

use rustix::fs::{Dir, Mode, OFlags, open};
use rustix::io::retry_on_intr;
use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// The names in a folder, in the order of the disk.
///
/// `std::fs::read_dir` panics if the system reports an error when the folder is closed, as network
/// disks do; by then everything was read.
pub(super) fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let folder = retry_on_intr(|| open(folder, flags, Mode::empty()))?;
    let mut names = Vec::new();
    for entry in Dir::new(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_bytes();
        if ![&b"."[..], b".."].contains(&name) {
            names.push(OsStr::from_bytes(name).to_owned());
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::names;
    use std::path::Path;

    #[test]
    fn all_names_of_a_folder() {
        let mut found = names(Path::new("src/cli/import")).unwrap();
        found.sort();
        assert_eq!(found, ["reading.rs", "save.rs"]);
        assert!(names(Path::new("Cargo.toml")).is_err());
    }
}
