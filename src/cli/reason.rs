//! Errors of the machine as messages.

use rustix::io::Errno;
use std::io::{self, ErrorKind};

/// The reason for an error. The system's own messages ("Is a directory (os error 21)") never reach
/// a user; for an error without a message here, its number does.
pub(super) fn reason(error: &io::Error) -> String {
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

/// The reason for an error that the standard library does not name.
fn other(error: &io::Error) -> String {
    // This program's own errors have no number.
    if let Some(own) = error.get_ref() {
        return own.to_string();
    }
    let words = match Errno::from_io_error(error) {
        Some(Errno::IO) => "the disk or another device failed",
        Some(Errno::MFILE | Errno::NFILE) => "too many files are open",
        Some(Errno::LOOP) => "its symbolic links form a loop",
        Some(Errno::NXIO | Errno::NODEV) => "there is no such device",
        Some(Errno::BADF) => "it is closed",
        Some(number) => return format!("the system reports error {}", number.raw_os_error()),
        None => "the system does not say why",
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::reason;
    use std::io;

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
}
