//! Inputs: folders and files become a list of meeting files in the order of their ids.

use super::console::Console;
use super::names::names;
use super::reason::reason;
use super::stamp::{Stamp, mark};
use super::{Exit, Stop};
use crate::finding::{Findings, Pages};
use crate::letter::{self, Format, Letter, Unreadable};
use crate::model::{MeetingId, Outline, Settings};
use crate::publish::{Found, Inputs, Report, STANDARD_INPUT, Source, is_letter};
use crate::render::of_events;
use crate::source::yaml::{self, LONGEST_FILE};
use std::collections::HashMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

/// The name of the file with the settings of a folder.
const SETTINGS: &str = "timeplan.yaml";

/// The longest letter, in bytes.
const LONGEST_LETTER: u64 = 32 * 1024 * 1024;

/// The files of the inputs, before any of them is read.
pub(super) struct Listing {
    /// The meeting files and the files with settings, in the order of their names.
    pub(super) files: Vec<(PathBuf, Stamp)>,
    /// The time at which they were listed.
    pub(super) looked: SystemTime,
    /// The number of inputs that could not be used at all.
    pub(super) unusable: usize,
    /// Whether every input is a folder that could be read.
    is_complete: bool,
}

impl Listing {
    /// Whether there is no meeting file at all.
    pub(super) fn has_no_meeting(&self) -> bool {
        self.files.iter().all(|(path, _)| self.is_settings(path))
    }

    /// Whether every later change of a file would show in its stamp.
    pub(super) fn is_settled(&self) -> bool {
        self.files.iter().all(|(_, stamp)| stamp.is_settled(self.looked))
    }

    /// Whether a file has settings.
    pub(super) fn is_settings(&self, path: &Path) -> bool {
        path.file_name() == Some(SETTINGS.as_ref())
    }
}

/// What is known about each readable file.
pub(super) type Known = HashMap<PathBuf, KnownFile>;

/// What is known about a file.
#[derive(Clone, Debug)]
pub(super) struct KnownFile {
    /// Its meeting; settings have none.
    pub(super) id: Option<MeetingId>,
    /// The digest of its bytes.
    pub(super) digest: String,
    /// Who meets when, if the file says so.
    pub(super) outline: Option<Outline>,
}

/// The contents of the inputs, and which of their files could be read.
pub(super) struct Read {
    pub(super) inputs: Inputs,
    pub(super) known: Known,
}

/// Finds and reads the files of all inputs.
pub(super) fn find(inputs: &[PathBuf], console: &Console) -> Result<Inputs, Stop> {
    read(&list(inputs, console), &Known::new(), console).map(|read| read.inputs)
}

/// The folder of an input: itself, or the one that contains it.
pub(super) fn folder_of(input: &Path) -> &Path {
    if input.is_dir() {
        return input;
    }
    let parent = input.parent().filter(|folder| !folder.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
}

/// Lists the files of all inputs.
pub(super) fn list(inputs: &[PathBuf], console: &Console) -> Listing {
    let mut listing =
        Listing { files: Vec::new(), looked: SystemTime::now(), unusable: 0, is_complete: true };
    let mut paths: Vec<PathBuf> = Vec::new();
    for input in inputs {
        if is_standard_input(input) {
            listing.is_complete = false;
            listing.files.push((input.clone(), Stamp::default()));
            continue;
        }
        match fs::metadata(input) {
            Ok(metadata) if metadata.is_dir() => match folder(input, console) {
                Ok(files) => {
                    if files.is_empty() {
                        listing.unusable += 1;
                        console.problem(&format!(
                            "{}: the folder has no meeting files; add one `<id>.yaml` for each \
                             meeting",
                            input.display()
                        ));
                    }
                    listing.files.extend(files);
                    paths.push(input.join(SETTINGS));
                }
                Err(error) => {
                    listing.unusable += 1;
                    console.problem(&format!(
                        "{}: the folder cannot be read: {}",
                        input.display(),
                        reason(&error)
                    ));
                }
            },
            Ok(_) => {
                listing.is_complete = false;
                paths.push(input.clone());
                paths.push(input.with_file_name(SETTINGS));
            }
            Err(error) => {
                listing.unusable += 1;
                console.problem(&format!("{}: {}", input.display(), reason(&error)));
            }
        }
    }
    for path in paths {
        match fs::metadata(&path) {
            Ok(metadata) => listing.files.push((path, Stamp::of(&metadata))),
            Err(_) if listing.is_settings(&path) => {}
            // It is reported when it is read.
            Err(_) => listing.files.push((path, Stamp::default())),
        }
    }
    // As bytes: comparing paths by their parts is ten times as slow.
    listing.files.sort_by(|(a, _), (b, _)| a.as_os_str().cmp(b.as_os_str()));
    listing.files.dedup_by(|(a, _), (b, _)| a == b);
    listing
}

/// Reads the settings and all files that are not already known. Faults are reported; faults in
/// settings stop everything, because every feed depends on them.
pub(super) fn read(listing: &Listing, known: &Known, console: &Console) -> Result<Read, Stop> {
    let (settings, meetings): (Vec<&PathBuf>, Vec<&PathBuf>) =
        listing.files.iter().map(|(path, _)| path).partition(|path| listing.is_settings(path));
    let mut read = Read { inputs: Inputs::default(), known: Known::new() };
    let inputs = &mut read.inputs;
    (inputs.is_complete, inputs.unusable) = (listing.is_complete, listing.unusable);
    inputs.settings = read_settings(&settings, &mut read.known, console)?;
    for path in meetings {
        let name = name_of(path);
        if let Some((file, id)) = known.get(path).and_then(|file| Some((file, file.id.clone()?))) {
            let own = path.clone();
            let source = Source::Unchanged(Box::new(move || source(&own)));
            inputs.add(&name, id, source, file.outline.clone());
            read.known.insert(path.clone(), file.clone());
            continue;
        }
        let (added, digest) = if holds_letter(path) {
            let said = |message: String| format!("{name}: {message}");
            let bytes = read_bytes(path).map_err(said);
            let digest = bytes.as_ref().ok().map(|bytes| mark(bytes));
            let letter = bytes.and_then(|bytes| read_letter(path, &bytes).map_err(said));
            (letter.and_then(|letter| inputs.add_letter(&name, letter)), digest)
        } else {
            match read_text(path) {
                Ok(text) => {
                    let digest = mark(text.as_bytes());
                    (inputs.add_text(&name, text), Some(digest))
                }
                Err(why) => (inputs.add_unreadable(&name, why).map(|id| (id, None)), None),
            }
        };
        match added {
            Ok((id, outline)) => {
                let file = digest.map(|digest| KnownFile { id: Some(id), digest, outline });
                read.known.extend(file.map(|file| (path.clone(), file)));
            }
            Err(message) => {
                inputs.unusable += 1;
                console.problem(&message);
            }
        }
    }
    // An unusable file may be a published meeting.
    inputs.is_complete &= inputs.unusable == 0;
    Ok(read)
}

/// The contents of a file.
fn source(path: &Path) -> Source {
    let name = name_of(path);
    if !holds_letter(path) {
        return read_text(path).map_or_else(Source::Unreadable, Source::Text);
    }
    match read_bytes(path).and_then(|bytes| read_letter(path, &bytes)) {
        Ok(letter) => Source::Letter(Box::new(letter)),
        Err(message) => Source::Unreadable(format!("{name}: {message}")),
    }
}

/// The settings of a listing.
pub(super) fn settings(listing: &Listing, console: &Console) -> Result<Settings, Stop> {
    let paths = listing.files.iter().map(|(path, _)| path);
    let paths: Vec<&PathBuf> = paths.filter(|path| listing.is_settings(path)).collect();
    read_settings(&paths, &mut Known::new(), console)
}

/// The meeting files of a folder itself, not of the folders within it. Hidden files are skipped.
fn folder(folder: &Path, console: &Console) -> std::io::Result<Vec<(PathBuf, Stamp)>> {
    let mut files = Vec::new();
    for name in names(folder)? {
        let (path, name) = (folder.join(&name), name.to_string_lossy().into_owned());
        if name.starts_with('.') || name == SETTINGS {
            continue;
        }
        if name.ends_with(".yaml") {
            // A missing file is reported when it is read.
            let stamp = fs::metadata(&path).map(|metadata| Stamp::of(&metadata));
            files.push((path, stamp.unwrap_or_default()));
        } else if name.to_lowercase().ends_with(".yml") || name.to_lowercase().ends_with(".yaml") {
            console.problem(&format!(
                "{}: not read; the names of meeting files end in `.yaml`",
                path.display()
            ));
        }
    }
    Ok(files)
}

/// The settings of the only folder that has some.
fn read_settings(
    paths: &[&PathBuf],
    known: &mut Known,
    console: &Console,
) -> Result<Settings, Stop> {
    let mut there = paths.iter();
    let Some(path) = there.next() else { return Ok(Settings::default()) };
    if let Some(other) = there.next() {
        let message = format!(
            "{} and {} both contain settings; use inputs that share one {SETTINGS}; nothing was \
             done",
            path.display(),
            other.display()
        );
        return Err(Stop(Exit::Faulty, message));
    }
    let untouched = "nothing was done, because every feed depends on it";
    let text =
        read_text(path).map_err(|message| Stop(Exit::Faulty, format!("{message}; {untouched}")))?;
    let digest = mark(text.as_bytes());
    known.insert((*path).clone(), KnownFile { id: None, digest, outline: None });
    let mut findings = Findings::default();
    let settings = yaml::read_settings(&text, &mut findings);
    if !findings.is_empty() {
        let (name, pages) = (path.display().to_string(), Pages::default());
        console.reports(&[Report::Found(Found { name, text, pages, findings })]);
    }
    settings
        .ok_or_else(|| Stop(Exit::Faulty, format!("{} has faults; {untouched}", path.display())))
}

/// Reads a letter. The error follows its name in a message.
pub(super) fn read_letter(path: &Path, bytes: &[u8]) -> Result<Letter, String> {
    let format = path.to_str().and_then(Format::of_name).unwrap_or_else(|| Format::of_bytes(bytes));
    let letter = of_events(bytes, format).unwrap_or_else(|| letter::read(bytes, format));
    letter.map_err(|Unreadable { message, help }| format!("{message}; {help}"))
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
fn holds_letter(path: &Path) -> bool {
    if !is_standard_input(path) {
        return is_letter(&path.display().to_string());
    }
    read_at_most(path, LONGEST_LETTER).is_ok_and(|bytes| Format::of_bytes(&bytes) != Format::Text)
}

/// The bytes of a file, or of standard input if its name is `-`; at most one more than the limit.
/// Standard input is read once and remembered.
pub(super) fn read_at_most(path: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    static PIPED: OnceLock<Vec<u8>> = OnceLock::new();
    let mut bytes = Vec::new();
    if !is_standard_input(path) {
        fs::File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    if let Some(piped) = PIPED.get() {
        return Ok(piped.clone());
    }
    std::io::stdin().lock().take(most + 1).read_to_end(&mut bytes)?;
    Ok(PIPED.get_or_init(|| bytes).clone())
}

/// The digest of an input file, if it is one that can be read.
pub(super) fn digest_of(path: &Path) -> Option<String> {
    read_bytes(path).ok().map(|bytes| mark(&bytes))
}

/// The bytes of a letter, or of standard input. The error follows its name in a message.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable =
        |error: std::io::Error| format!("the letter cannot be read: {}", reason(&error));
    if !is_standard_input(path) && !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err("this is not a file".to_owned());
    }
    let bytes = read_at_most(path, LONGEST_LETTER).map_err(unreadable)?;
    if bytes.len() as u64 > LONGEST_LETTER {
        return Err(
            "the letter is larger than 32 MiB; a typical letter has a few hundred kilobytes"
                .to_owned(),
        );
    }
    Ok(bytes)
}

/// The text of a file of limited size. The error is a sentence that begins with the file's name.
pub(super) fn read_text(path: &Path) -> Result<String, String> {
    let name = name_of(path);
    let unreadable =
        |error: std::io::Error| format!("{name}: the file cannot be read: {}", reason(&error));
    let is_piped = is_standard_input(path);
    if !is_piped && !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(format!("{name}: this is not a file"));
    }
    let most = if is_piped { LONGEST_LETTER } else { LONGEST_FILE };
    let bytes = read_at_most(path, most).map_err(unreadable)?;
    if bytes.len() as u64 > LONGEST_FILE {
        let size = fs::metadata(path).map_or(0, |metadata| metadata.len()) / LONGEST_FILE;
        let size = if is_piped { String::new() } else { format!(" ({size} MiB)") };
        return Err(format!(
            "{name}: the file is larger than 1 MiB{size}; a typical meeting file has a few \
             kilobytes"
        ));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("{name}: the file is not UTF-8 from line {line}; save it in UTF-8")
    })?;
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}
