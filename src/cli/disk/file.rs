//! One file of the output tree: written beside its old version, and whose it is.

use super::body::IN_MEMORY;
use crate::render::{GENERATOR, MADE_BY, PRODID, Sha};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// New files and spool files begin so, and never end in `.ics`.
pub(super) const UNFINISHED: &str = ".timeplan-new-";

/// The name of a new file until it takes its place.
pub(super) fn unfinished(place: &Path) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!("{UNFINISHED}{name}-"))
}

/// Replaces a file by new bytes: at every moment it is the old or the new one.
pub(in crate::cli) fn replace(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = unfinished(place);
    let mut file = File::create(&new)?;
    let done =
        file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&new, place));
    if done.is_err() {
        let _ = fs::remove_file(&new);
    }
    done
}

/// Whether a published file is of this program: it says so near its beginning.
pub(super) fn is_ours(place: &Path) -> io::Result<bool> {
    let mark = match place.extension().and_then(|extension| extension.to_str()) {
        Some("ics") => PRODID,
        Some("html") => GENERATOR,
        Some("css" | "js") => MADE_BY,
        _ => return Ok(true),
    };
    let mut beginning = Vec::new();
    File::open(place)?.take(256).read_to_end(&mut beginning)?;
    Ok(String::from_utf8_lossy(&beginning).contains(mark))
}

/// Something that writes all of a feed.
pub(super) type Whole<'a> = &'a (dyn Fn(&mut dyn Write) -> io::Result<()> + Sync);

/// Writes a feed to a file.
pub(super) fn write(file: File, whole: Whole<'_>) -> io::Result<File> {
    let mut file = BufWriter::with_capacity(IN_MEMORY, file);
    whole(&mut file)?;
    file.into_inner().map_err(io::IntoInnerError::into_error)
}

/// The digest of a feed.
pub(super) fn digest(whole: Whole<'_>) -> io::Result<Sha> {
    let mut digest = Sha256::new();
    whole(&mut digest)?;
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
