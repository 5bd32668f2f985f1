//! The contents of one input file, or of standard input: limited in size, read at most once where they come
//! by a pipe.

use super::reason::{exit, reason};
use super::stamp::mark;
use super::{Exit, Stop};
use crate::letter::{self, LetterContents, LetterFormat};
use crate::publish::{STANDARD_INPUT, is_letter};
use crate::render::of_events;
use crate::source::yaml::LONGEST_FILE;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::OnceLock;

/// The longest letter, in bytes. With its pictures a letter has a few megabytes; all of it is kept in memory.
const LONGEST_LETTER: u64 = 32 * 1024 * 1024;

pub(super) fn read_letter(path: &Path, bytes: &[u8]) -> Result<LetterContents, Stop> {
    let format = path
        .to_str()
        .and_then(LetterFormat::of_name)
        .unwrap_or_else(|| LetterFormat::of_bytes(bytes));
    let letter = of_events(bytes, format).unwrap_or_else(|| letter::read(bytes, format));
    letter.map_err(|letter::UnreadableDocument { message, help }| {
        Stop(Exit::Faulty, format!("{}: {message}; {help}", name_of(path)))
    })
}

/// Whether a path means standard input.
pub(super) fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The name of a file in messages.
pub(super) fn name_of(path: &Path) -> String {
    if is_standard_input(path) { STANDARD_INPUT.to_owned() } else { path.display().to_string() }
}

/// Whether a file is a letter: from its name, or from its bytes if it has none. A text without a
/// name is a meeting file.
pub(super) fn holds_letter(path: &Path) -> bool {
    if !is_standard_input(path) {
        return is_letter(&path.display().to_string());
    }
    read_at_most(path, LONGEST_LETTER)
        .is_ok_and(|bytes| LetterFormat::of_bytes(&bytes) != LetterFormat::Text)
}

/// The bytes of a file, or of standard input if its name is `-`; at most one more than the limit.
/// Standard input is read once and remembered.
pub(super) fn read_at_most(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    static PIPED: OnceLock<Vec<u8>> = OnceLock::new();
    let mut bytes = Vec::new();
    if !is_standard_input(path) {
        fs::File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    if let Some(piped) = PIPED.get() {
        return Ok(piped.clone());
    }
    io::stdin().lock().take(most + 1).read_to_end(&mut bytes)?;
    Ok(PIPED.get_or_init(|| bytes).clone())
}

/// The command that fetches a file, if its name is an address of the web.
pub(super) fn fetching(name: &str) -> Option<String> {
    let (scheme, rest) = name.split_once("://")?;
    let scheme = match scheme.to_ascii_lowercase().as_str() {
        "http" => "http",
        // Calendar programs write webcal for https.
        "https" | "webcal" => "https",
        _ => return None,
    };
    Some(format!("curl -fsSL '{scheme}://{}'", rest.replace('\'', "%27")))
}

/// What to do about an input whose name is an address of the web.
pub(super) fn unfetched(name: &str, what: &str) -> Option<String> {
    let fetch = fetching(name)?;
    Some(format!("{name}: addresses are not fetched; save the {what} first, `{fetch} -O`"))
}

/// The digest of an input file, if it is one that can be read.
pub(super) fn digest_of(path: &Path) -> Option<String> {
    read_bytes(path).ok().map(|bytes| mark(&bytes))
}

/// The bytes of a letter, or of standard input.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, Stop> {
    let bytes = bytes_of(path, "letter", LONGEST_LETTER)?;
    if bytes.len() as u64 > LONGEST_LETTER {
        let name = name_of(path);
        return Err(Stop(
            Exit::Faulty,
            format!(
                "{name}: the letter is larger than 32 MiB; a typical letter has a few hundred kilobytes"
            ),
        ));
    }
    Ok(bytes)
}

/// The bytes of an input, or of standard input; at most one more than the limit. Pipes and devices are
/// refused: they may have no end.
fn bytes_of(path: &Path, what: &str, most: u64) -> Result<Vec<u8>, Stop> {
    let name = name_of(path);
    let unreadable = |error: io::Error| match unfetched(&name, what) {
        Some(message) => Stop(Exit::Faulty, message),
        None => {
            Stop(exit(&error), format!("{name}: the {what} cannot be read: {}", reason(&error)))
        }
    };
    if !is_standard_input(path) && !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(Stop(Exit::Faulty, format!("{name}: this is not a file")));
    }
    read_at_most(path, most).map_err(unreadable)
}

/// The text of a file of limited size.
pub(super) fn read_text(path: &Path) -> Result<String, Stop> {
    let name = name_of(path);
    let faulty = |message: String| Stop(Exit::Faulty, format!("{name}: {message}"));
    let is_piped = is_standard_input(path);
    let most = if is_piped { LONGEST_LETTER } else { LONGEST_FILE };
    let bytes = bytes_of(path, "file", most)?;
    if bytes.len() as u64 > LONGEST_FILE {
        let size = fs::metadata(path).map_or(0, |metadata| metadata.len()) / LONGEST_FILE;
        let size = if is_piped { String::new() } else { format!(" ({size} MiB)") };
        return Err(faulty(format!(
            "the file is larger than 1 MiB{size}; a typical meeting file has a few kilobytes"
        )));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        faulty(format!("the file is not UTF-8 from line {line}; save it in UTF-8"))
    })?;
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}
