//! Who may read what is published: a new file has the mode, the group and the owner of the one whose
//! place it takes, or of the files beside it, whatever the umask is.

use std::fs::{self, File, Metadata, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, fchown};
use std::path::Path;

/// The mode, the owner and the group of a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Access {
    mode: u32,
    owner: u32,
    group: u32,
}

impl Access {
    pub(super) fn of(metadata: &Metadata) -> Self {
        // Nothing that is published runs, and least of all as somebody else.
        let mode = metadata.mode() & 0o777;
        Self { mode, owner: metadata.uid(), group: metadata.gid() }
    }

    /// Gives a new file this access, as far as the system allows. Gives whether all who can read by this
    /// access can read the file.
    pub(super) fn give(self, file: &File) -> io::Result<bool> {
        if Self::of(&file.metadata()?) == self {
            return Ok(true);
        }
        // Only root may give a file to somebody, others only to groups of their own.
        let _ = fchown(file, Some(self.owner), None);
        let _ = fchown(file, None, Some(self.group));
        let _ = file.set_permissions(Permissions::from_mode(self.mode));
        let now = Self::of(&file.metadata()?);
        let has = |bits: u32| self.mode & bits != 0;
        let is_mode_kept = self.mode & 0o444 & !now.mode == 0;
        let is_owner_kept = self.owner == now.owner || !has(0o400);
        let is_group_kept = self.group == now.group || !has(0o040);
        Ok(is_mode_kept && (has(0o004) || is_owner_kept && is_group_kept))
    }

    /// Makes a folder, and those on the way to it.
    pub(super) fn create_folder(of: Option<Self>, folder: &Path) -> io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            Self::create_folder(of, parent)?;
        }
        fs::create_dir(folder)?;
        if let Some(Self { mode, owner, group }) = of {
            let _ = chown(folder, Some(owner), None);
            let _ = chown(folder, None, Some(group));
            // A folder that hands its group on makes its folders do so.
            let inherited = fs::metadata(folder)?.mode() & 0o2000;
            let _ = fs::set_permissions(folder, Permissions::from_mode(mode | inherited));
        }
        Ok(())
    }
}
