//! Linux, macOS and other systems of the Unix family.

use rustix::fs::{Dir, Mode, OFlags, open};
use rustix::io::{Errno, retry_on_intr};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, FileType, Metadata, Permissions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, chown, fchown, symlink};
use std::path::Path;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// The names in a folder, in the order of the disk.
///
/// `std::fs::read_dir` panics if the system reports an error when the folder is closed, as network
/// disks do; by then everything was read.
pub(in crate::cli) fn names(folder: &Path) -> io::Result<Vec<OsString>> {
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

/// When a file was changed, and when it was changed in any way, in nanoseconds since 1970; and its
/// number on the disk.
pub(in crate::cli) fn times(metadata: &Metadata) -> (i64, i64, u64) {
    let nanoseconds = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000) + rest;
    let modified = nanoseconds(metadata.mtime(), metadata.mtime_nsec());
    let changed = nanoseconds(metadata.ctime(), metadata.ctime_nsec());
    (modified, changed, metadata.ino())
}

/// What users call a thing that is neither a file nor a folder nor a link.
pub(in crate::cli) fn called(kind: FileType) -> &'static str {
    match kind {
        kind if kind.is_fifo() => "a named pipe",
        kind if kind.is_socket() => "a socket",
        _ => "a device",
    }
}

/// Makes a symbolic link to a file.
pub(in crate::cli) fn link(target: &Path, place: &Path) -> io::Result<()> {
    symlink(target, place)
}

/// What is locked to lock a folder: the folder itself.
pub(in crate::cli) fn lock_of(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// The mode, the owner and the group of a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Access {
    mode: u32,
    owner: u32,
    group: u32,
}

impl Access {
    pub(in crate::cli) fn of(metadata: &Metadata) -> Self {
        // Nothing that is published runs, and least of all as somebody else.
        let mode = metadata.mode() & 0o777;
        Self { mode, owner: metadata.uid(), group: metadata.gid() }
    }

    /// Gives a new file this access, as far as the system allows. Gives whether all who can read by this
    /// access can read the file.
    pub(in crate::cli) fn give(self, file: &File) -> io::Result<bool> {
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

    /// Gives a new folder this access, as far as the system allows.
    pub(in crate::cli) fn give_folder(self, folder: &Path) -> io::Result<()> {
        let Self { mode, owner, group } = self;
        let _ = chown(folder, Some(owner), None);
        let _ = chown(folder, None, Some(group));
        // A folder that hands its group on makes its folders do so.
        let inherited = fs::metadata(folder)?.mode() & 0o2000;
        let _ = fs::set_permissions(folder, Permissions::from_mode(mode | inherited));
        Ok(())
    }
}

/// What an error means for which the standard library has no name.
pub(in crate::cli) fn cause(error: &io::Error) -> Option<&'static str> {
    match Errno::from_io_error(error)? {
        Errno::IO => Some("the disk or another device failed"),
        Errno::MFILE | Errno::NFILE => Some("too many files are open"),
        Errno::LOOP => Some("its symbolic links form a loop"),
        Errno::NXIO | Errno::NODEV => Some("there is no such device"),
        Errno::BADF => Some("it is closed"),
        _ => None,
    }
}

/// Whether the symbolic links of a path form a loop.
pub(in crate::cli) fn is_loop(error: &io::Error) -> bool {
    Errno::from_io_error(error) == Some(Errno::LOOP)
}

/// Whether the machine has no addresses of such a family, for example IPv6.
pub(in crate::cli) fn has_no_family(error: &io::Error) -> bool {
    Errno::from_io_error(error) == Some(Errno::AFNOSUPPORT)
}

/// Raises the number of files that the program may have open to `wanted`, if the system allows it.
/// Gives how many it may have open.
pub(in crate::cli) fn raise_open_files(wanted: u64) -> u64 {
    let limits = getrlimit(Resource::Nofile);
    let wanted = limits.maximum.unwrap_or(u64::MAX).min(wanted);
    if limits.current.unwrap_or(u64::MAX) < wanted {
        let raised = Rlimit { current: Some(wanted), ..limits };
        // It can also be served with the current limit.
        let _ = setrlimit(Resource::Nofile, raised);
    }
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}

/// Whoever asks the program to read everything again, by SIGHUP.
pub(in crate::cli) struct ReloadSignal(Signal);

impl ReloadSignal {
    pub(in crate::cli) fn new() -> io::Result<Self> {
        signal(SignalKind::hangup()).map(Self)
    }

    /// Waits for the next time. `None` would mean that it never comes.
    pub(in crate::cli) async fn recv(&mut self) -> Option<()> {
        self.0.recv().await
    }
}

/// Whoever ends the program, by SIGTERM or SIGINT.
pub(in crate::cli) struct EndSignal(Signal, Signal);

impl EndSignal {
    pub(in crate::cli) fn new() -> io::Result<Self> {
        Ok(Self(signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?))
    }

    /// Waits for it.
    pub(in crate::cli) async fn recv(&mut self) {
        tokio::select! {
            _ = self.0.recv() => {}
            _ = self.1.recv() => {}
        }
    }
}
