//! Writing imported meeting files, never over what a person wrote.

use crate::cli::console::Console;
use crate::cli::difference::difference;
use crate::cli::disk::replace;
use crate::cli::reason::reason;
use crate::cli::stamp::mark;
use crate::cli::{Exit, Stop};
use crate::model::MeetingId;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

/// How the first line of an imported meeting file begins; it also has the digest of the rest.
const IMPORTED: &str = "# Imported by timeplan";

/// Writes a meeting file, unless a person changed the one that is there.
pub(super) fn save(
    folder: &Path,
    id: &MeetingId,
    text: &str,
    force: bool,
    console: &Console,
) -> Result<Exit, Stop> {
    let path = folder.join(format!("{id}.yaml"));
    let whole = format!(
        "{IMPORTED}; importing again replaces this file only if you did not edit it (checksum {})\n{text}",
        mark(text.as_bytes())
    );
    let failed = |error: &io::Error| {
        let (path, reason) = (path.display(), reason(error));
        Stop(Exit::Machine, format!("{path}: it cannot be written: {reason}; it was not changed"))
    };
    let lies_there = fs::symlink_metadata(&path).ok();
    if lies_there.as_ref().is_some_and(Metadata::is_symlink) {
        console.problem(&format!(
            "{}: this is a symbolic link, which is not followed; import into the folder that it leads to, or remove \
             it; nothing was written",
            path.display()
        ));
        return Ok(Exit::Refused);
    }
    if lies_there.is_some_and(|metadata| !metadata.is_file()) {
        let message = format!("{}: this is not a file; nothing was written", path.display());
        return Err(Stop(Exit::Machine, message));
    }
    match fs::read_to_string(&path) {
        Ok(old) if old == whole => {
            console.result(&format!("{}: nothing changed", path.display()));
            return Ok(Exit::Done);
        }
        Ok(old) if !force && is_changed(&old) => {
            console.problem(&format!(
                "{}: a person changed this file since it was imported, or wrote it; it was not changed; lines with `-` are in your file, \
                 lines with `+` are in the letter:\n{}\nto replace your file, run it again with `--force`",
                path.display(),
                difference(own_lines(&old), text)
            ));
            return Ok(Exit::Refused);
        }
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(&error)),
    }
    fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    if !replace(&path, whole.as_bytes()).map_err(|error| failed(&error))? {
        console.problem(&format!(
            "{}: not all who could read the old file can read the new one: its owner or group cannot be kept",
            path.display()
        ));
    }
    console.result(&format!("wrote {}", path.display()));
    Ok(Exit::Done)
}

/// Whether a file is not as an import left it.
fn is_changed(text: &str) -> bool {
    imported(text).is_none_or(|(line, rest)| !line.contains(&mark(rest.as_bytes())))
}

/// A meeting file without the line that an import puts before it.
pub(in crate::cli) fn own_lines(text: &str) -> &str {
    imported(text).map_or(text, |(_, rest)| rest)
}

/// The line that an import puts before a meeting file, and the rest.
fn imported(text: &str) -> Option<(&str, &str)> {
    text.split_once('\n').filter(|(line, _)| line.starts_with(IMPORTED))
}
