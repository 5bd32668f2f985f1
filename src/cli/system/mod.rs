//! What depends on the system: the contents and the stamps of files, who may read them, the lock of a
//! folder, symbolic links, signals, and numbers of errors. Nothing else names a system.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(super) use unix::*;
#[cfg(windows)]
pub(super) use windows::*;

use std::io;
use std::panic::catch_unwind;
use tokio::runtime::{Builder, Runtime};

/// What waits for connections and signals. Tokio panics if the system gives it no sockets for signals.
pub(super) fn runtime() -> io::Result<Runtime> {
    let build = || Builder::new_current_thread().enable_all().build();
    let none = "the system gives no sockets for signals";
    catch_unwind(build).unwrap_or_else(|_| Err(io::Error::other(none)))
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
