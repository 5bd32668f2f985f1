//! Errors of the machine as messages.

use super::Exit;
use super::system::{cause, is_loop};
use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A failure with the file or folder where it happened.
#[derive(Debug)]
struct PathFailure {
    place: PathBuf,
    error: io::Error,
}

impl fmt::Display for PathFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place.display(), reason(&self.error))
    }
}

impl Error for PathFailure {}

/// A result that can fail at a file or folder.
pub(super) trait AtPath {
    /// Names the place in the error, unless it names one already.
    fn at(self, place: &Path) -> Self;
}

impl<T> AtPath for io::Result<T> {
    fn at(self, place: &Path) -> Self {
        self.map_err(|error| match failure(&error) {
            Some(_) => error,
            None => io::Error::new(error.kind(), PathFailure { place: place.to_owned(), error }),
        })
    }
}

fn failure(error: &io::Error) -> Option<&PathFailure> {
    error.get_ref()?.downcast_ref()
}

/// The reason for an error, after its place if that is known. The system's own messages ("Is a
/// directory (os error 21)") never reach a user; for an error without a message here, its number
/// does.
pub(super) fn reason(error: &io::Error) -> String {
    if let Some(failure) = failure(error) {
        return failure.to_string();
    }
    let words = match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::PermissionDenied => "permission was denied",
        ErrorKind::IsADirectory => "this is a folder",
        ErrorKind::NotADirectory => "it, or a part of its path, is not a folder",
        ErrorKind::AlreadyExists => "this name already exists",
        ErrorKind::DirectoryNotEmpty => "the folder is not empty",
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "the disk quota is exceeded",
        ErrorKind::FileTooLarge => "the file is larger than the system allows",
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        ErrorKind::InvalidFilename => "the name is too long or not allowed on this disk",
        ErrorKind::CrossesDevices => "the two places are on different disks",
        ErrorKind::TooManyLinks => "the file has too many names",
        ErrorKind::ResourceBusy | ErrorKind::WouldBlock | ErrorKind::Deadlock => {
            "another program is using it"
        }
        ErrorKind::StaleNetworkFileHandle => "the network disk was disconnected",
        ErrorKind::InvalidData => "it is not text in UTF-8",
        ErrorKind::UnexpectedEof => "the file became shorter while it was read",
        ErrorKind::WriteZero => "no more bytes were accepted",
        ErrorKind::BrokenPipe => "the reader has closed the pipe",
        ErrorKind::Interrupted => "the system interrupted it",
        ErrorKind::TimedOut => "it took too long",
        ErrorKind::OutOfMemory => "there is not enough memory",
        ErrorKind::Unsupported => "the system does not support it",
        ErrorKind::AddrInUse => "another program is listening there",
        ErrorKind::AddrNotAvailable => "this machine does not have that address",
        _ => return other(error),
    };
    words.to_owned()
}

/// The exit code of a command that cannot read one of its inputs. A wrong name is a fault, and so is a
/// file without read permission.
pub(super) fn exit(error: &io::Error) -> Exit {
    let is_of_the_name = matches!(
        error.kind(),
        ErrorKind::NotFound
            | ErrorKind::PermissionDenied
            | ErrorKind::IsADirectory
            | ErrorKind::NotADirectory
            | ErrorKind::InvalidFilename
            | ErrorKind::InvalidInput
            | ErrorKind::InvalidData
    );
    if is_of_the_name || is_loop(error) { Exit::Faulty } else { Exit::Machine }
}

/// The reason for an error that the standard library does not name.
fn other(error: &io::Error) -> String {
    // This program's own errors have no number.
    if let Some(own) = error.get_ref() {
        return own.to_string();
    }
    match (cause(error), error.raw_os_error()) {
        (Some(cause), _) => cause.to_owned(),
        (None, Some(number)) => format!("the system reports error {number}"),
        (None, None) => "the system does not say why".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{AtPath, exit, reason};
    use crate::cli::Exit;
    use std::io;
    use std::path::Path;

    #[test]
    fn no_words_of_the_system_or_of_a_library() {
        for number in 1..134 {
            let error = io::Error::from_raw_os_error(number);
            let (said, raw) = (reason(&error), error.to_string());
            let system = raw.split(" (os error").next().unwrap();
            assert!(!said.contains("os error") && !said.contains(system), "{number}: {said}");
        }
        assert_eq!(reason(&io::Error::from_raw_os_error(28)), "the disk is full");
        assert_eq!(reason(&io::Error::from_raw_os_error(5)), "the disk or another device failed");
        assert_eq!(reason(&io::Error::from_raw_os_error(95 + 30)), "the system reports error 125");
        assert_eq!(reason(&io::Error::other("the disk did not answer")), "the disk did not answer");
    }

    #[test]
    fn a_failure_names_the_place_nearest_to_it() {
        let failed = || Err::<(), _>(io::Error::from_raw_os_error(28));
        let error = failed().at(Path::new("out/all.ics")).at(Path::new("out")).unwrap_err();
        assert_eq!(reason(&error), "out/all.ics: the disk is full");
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }

    #[test]
    fn a_wrong_name_is_a_fault_and_a_broken_disk_is_none() {
        let ends = |number| exit(&io::Error::from_raw_os_error(number));
        // ENOENT, EACCES, EISDIR, ELOOP; EIO, EMFILE, ENOMEM, ESTALE.
        assert_eq!([2, 13, 21, 40].map(ends), [Exit::Faulty; 4]);
        assert_eq!([5, 24, 12, 116].map(ends), [Exit::Machine; 4]);
    }
}
