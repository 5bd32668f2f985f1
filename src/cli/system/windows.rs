//! Windows, where it compiles; nobody has run it there.

use std::ffi::OsString;
use std::fs::{self, File, FileType, Metadata};
use std::io;
use std::os::windows::fs::symlink_file;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::signal::windows::{CtrlBreak, CtrlC, CtrlClose, ctrl_break, ctrl_c, ctrl_close};

/// The file that is locked to lock the folder where it lies: a folder itself cannot be locked.
const LOCK: &str = ".timeplan-lock";

// System error codes, and one of Winsock.
const TOO_MANY_OPEN_FILES: i32 = 4;
const INVALID_HANDLE: i32 = 6;
const BAD_UNIT: i32 = 20;
const CRC: i32 = 23;
const SHARING_VIOLATION: i32 = 32;
const LOCK_VIOLATION: i32 = 33;
const IO_DEVICE: i32 = 1117;
const CANT_RESOLVE_FILENAME: i32 = 1921;
const NO_SUCH_FAMILY: i32 = 10047;

/// The names in a folder, in the order of the disk.
pub(in crate::cli) fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect()
}

/// When a file was changed, twice, in nanoseconds since 1970; its number on the disk is not known.
pub(in crate::cli) fn times(metadata: &Metadata) -> (i64, i64, u64) {
    let since = |time: SystemTime| time.duration_since(UNIX_EPOCH).ok();
    let passed = metadata.modified().ok().and_then(since).unwrap_or_default();
    let modified = i64::try_from(passed.as_nanos()).unwrap_or(i64::MAX);
    (modified, modified, 0)
}

/// What users call a thing that is neither a file nor a folder nor a link.
pub(in crate::cli) fn called(_: FileType) -> &'static str {
    "a device"
}

/// Makes a symbolic link to a file.
pub(in crate::cli) fn link(target: &Path, place: &Path) -> io::Result<()> {
    symlink_file(target, place)
}

/// What is locked to lock a folder.
pub(in crate::cli) fn lock_of(folder: &Path) -> io::Result<File> {
    File::options().write(true).create(true).truncate(false).open(folder.join(LOCK))
}

/// Who may read a file: here new files inherit that from their folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Access;

impl Access {
    pub(in crate::cli) fn of(_: &Metadata) -> Self {
        Self
    }

    pub(in crate::cli) fn give(self, _: &File) -> io::Result<bool> {
        Ok(true)
    }

    pub(in crate::cli) fn give_folder(self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// What an error means for which the standard library has no name.
pub(in crate::cli) fn cause(error: &io::Error) -> Option<&'static str> {
    match error.raw_os_error()? {
        CRC | IO_DEVICE => Some("the disk or another device failed"),
        TOO_MANY_OPEN_FILES => Some("too many files are open"),
        CANT_RESOLVE_FILENAME => Some("its symbolic links form a loop"),
        BAD_UNIT => Some("there is no such device"),
        INVALID_HANDLE => Some("it is closed"),
        SHARING_VIOLATION | LOCK_VIOLATION => Some("another program is using it"),
        _ => None,
    }
}

/// Whether the symbolic links of a path form a loop.
pub(in crate::cli) fn is_loop(error: &io::Error) -> bool {
    error.raw_os_error() == Some(CANT_RESOLVE_FILENAME)
}

/// Whether the machine has no addresses of such a family, for example IPv6.
pub(in crate::cli) fn has_no_family(error: &io::Error) -> bool {
    error.raw_os_error() == Some(NO_SUCH_FAMILY)
}

/// How many files the program may have open: the system sets no limit.
pub(in crate::cli) fn raise_open_files(wanted: u64) -> u64 {
    wanted
}

/// Whoever asks the program to read everything again, by Ctrl-Break.
pub(in crate::cli) struct ReloadSignal(CtrlBreak);

impl ReloadSignal {
    pub(in crate::cli) fn new() -> io::Result<Self> {
        ctrl_break().map(Self)
    }

    /// Waits for the next time. `None` would mean that it never comes.
    pub(in crate::cli) async fn recv(&mut self) -> Option<()> {
        self.0.recv().await
    }
}

/// Whoever ends the program, by Ctrl-C or by closing its window.
pub(in crate::cli) struct EndSignal(CtrlC, CtrlClose);

impl EndSignal {
    pub(in crate::cli) fn new() -> io::Result<Self> {
        Ok(Self(ctrl_c()?, ctrl_close()?))
    }

    /// Waits for it.
    pub(in crate::cli) async fn recv(&mut self) {
        tokio::select! {
            _ = self.0.recv() => {}
            _ = self.1.recv() => {}
        }
    }
}
