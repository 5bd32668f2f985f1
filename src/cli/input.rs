//! Inputs: folders and files become a list of meeting files in the order of their ids.

use super::console::Console;
use super::contents::{
    holds_letter, is_standard_input, name_of, read_bytes, read_letter, read_text, unfetched,
};
use super::reason::{exit, reason};
use super::stamp::{Stamp, mark};
use super::system::names;
use super::{Exit, Stop};
use crate::finding::{Findings, PageStarts};
use crate::model::{MeetingId, Outline, Settings};
use crate::publish::{FileFindings, InputSource, Inputs, RunMessage, UnreadableFile, Verdict};
use crate::source::yaml;
use std::collections::HashMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The name of the file with the settings of a folder.
const SETTINGS: &str = "timeplan.yaml";

/// The files of the inputs, before any of them is read.
pub(super) struct InputFiles {
    /// The meeting files and the files with settings, in the order of their names.
    pub(super) files: Vec<(PathBuf, Stamp)>,
    /// The time at which they were listed.
    pub(super) looked: SystemTime,
    /// The number of inputs that could not be used at all, and whether the machine is the reason.
    pub(super) unusable: usize,
    verdict: Verdict,
    /// Whether every input is a folder that could be read.
    is_complete: bool,
}

impl InputFiles {
    /// Whether there is no meeting file at all.
    pub(super) fn has_no_meeting(&self) -> bool {
        self.files.iter().all(|(path, _)| self.is_settings(path))
    }

    /// Counts an input that cannot be used.
    fn lacks(&mut self, exit: Exit, message: &str, console: &Console) {
        self.unusable += 1;
        self.verdict = self.verdict.max(verdict(exit));
        console.problem(message);
    }

    /// Adds the meeting files of a folder. Gives where its settings are, if it can be read.
    fn add_folder(&mut self, input: &Path, console: &Console) -> Option<PathBuf> {
        let shown = input.display();
        match folder(input, console) {
            Ok(files) if files.is_empty() => {
                let message = match letter_in(input) {
                    Some(letter) => format!(
                        "{shown}: the folder has no meeting files, but `{letter}` is a letter; run \
                         `timeplan import {shown}/{letter} -o meetings`"
                    ),
                    None => format!(
                        "{shown}: the folder has no meeting files; add one `<id>.yaml` for each meeting"
                    ),
                };
                self.lacks(Exit::Faulty, &message, console);
            }
            Ok(files) => self.files.extend(files),
            Err(error) => {
                let message = format!("{shown}: the folder cannot be read: {}", reason(&error));
                self.lacks(exit(&error), &message, console);
                return None;
            }
        }
        Some(input.join(SETTINGS))
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
pub(super) type KnownFiles = HashMap<PathBuf, KnownFile>;

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
pub(super) struct ReadInputs {
    pub(super) inputs: Inputs,
    pub(super) known: KnownFiles,
}

/// Finds and reads the files of all inputs.
pub(super) fn find(inputs: &[PathBuf], console: &Console) -> Result<Inputs, Stop> {
    read(&list(inputs, console), &KnownFiles::new(), console).map(|read| read.inputs)
}

/// The folder of an input: itself, or the one that contains it.
pub(super) fn folder_of(input: &Path) -> &Path {
    if input.is_dir() {
        return input;
    }
    let parent = input.parent().filter(|folder| !folder.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
}

/// The first letter in a folder. Only .docx and .pdf: other formats are used for much else.
fn letter_in(folder: &Path) -> Option<String> {
    let names = names(folder).ok()?.into_iter().filter_map(|name| name.into_string().ok());
    let is_letter = |name: &String| {
        let name = name.to_lowercase();
        !name.starts_with(['.', '~']) && (name.ends_with(".docx") || name.ends_with(".pdf"))
    };
    names.filter(is_letter).min()
}

/// Lists the files of all inputs.
pub(super) fn list(inputs: &[PathBuf], console: &Console) -> InputFiles {
    let mut listing = InputFiles {
        files: Vec::new(),
        looked: SystemTime::now(),
        unusable: 0,
        verdict: Verdict::Done,
        is_complete: true,
    };
    let mut paths: Vec<PathBuf> = Vec::new();
    for input in inputs {
        if is_standard_input(input) {
            listing.is_complete = false;
            listing.files.push((input.clone(), Stamp::default()));
            continue;
        }
        match fs::metadata(input) {
            Ok(metadata) if metadata.is_dir() => paths.extend(listing.add_folder(input, console)),
            Ok(_) => {
                listing.is_complete = false;
                paths.push(input.clone());
                paths.push(input.with_file_name(SETTINGS));
            }
            Err(error) => {
                let name = name_of(input);
                let message = unfetched(&name, "file")
                    .unwrap_or_else(|| format!("{name}: {}", reason(&error)));
                listing.lacks(exit(&error), &message, console);
            }
        }
    }
    for path in paths {
        match fs::metadata(&path) {
            Ok(metadata) => listing.files.push((path, Stamp::of(&metadata))),
            Err(error) if listing.is_settings(&path) && error.kind() == ErrorKind::NotFound => {}
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
pub(super) fn read(
    listing: &InputFiles,
    known: &KnownFiles,
    console: &Console,
) -> Result<ReadInputs, Stop> {
    let (settings, meetings): (Vec<&PathBuf>, Vec<&PathBuf>) =
        listing.files.iter().map(|(path, _)| path).partition(|path| listing.is_settings(path));
    let mut read = ReadInputs { inputs: Inputs::default(), known: KnownFiles::new() };
    let inputs = &mut read.inputs;
    (inputs.is_complete, inputs.unusable) = (listing.is_complete, listing.unusable);
    inputs.verdict = listing.verdict;
    (inputs.settings, inputs.settings_file) = read_settings(&settings, &mut read.known, console)?;
    for path in meetings {
        let name = name_of(path);
        if let Some((file, id)) = known.get(path).and_then(|file| Some((file, file.id.clone()?))) {
            let own = path.clone();
            let source = InputSource::Unchanged(Box::new(move || source(&own)));
            inputs.add(&name, id, source, file.outline.clone());
            read.known.insert(path.clone(), file.clone());
            continue;
        }
        let faulty = |message| Stop(Exit::Faulty, message);
        let (added, digest) = if holds_letter(path) {
            let bytes = read_bytes(path);
            let digest = bytes.as_ref().ok().map(|bytes| mark(bytes));
            let letter = bytes.and_then(|bytes| read_letter(path, &bytes));
            (letter.and_then(|letter| inputs.add_letter(&name, letter).map_err(faulty)), digest)
        } else {
            match read_text(path) {
                Ok(text) => {
                    let digest = mark(text.as_bytes());
                    (inputs.add_text(&name, text).map_err(faulty), Some(digest))
                }
                Err(stop) => {
                    let added = inputs.add_unreadable(&name, unreadable(stop));
                    (added.map(|id| (id, None)).map_err(faulty), None)
                }
            }
        };
        match added {
            Ok((id, outline)) => {
                let file = digest.map(|digest| KnownFile { id: Some(id), digest, outline });
                read.known.extend(file.map(|file| (path.clone(), file)));
            }
            Err(Stop(exit, message)) => {
                inputs.unusable += 1;
                inputs.verdict = inputs.verdict.max(verdict(exit));
                console.problem(&message);
            }
        }
    }
    // An unusable file may be a published meeting.
    inputs.is_complete &= inputs.unusable == 0;
    Ok(read)
}

/// The contents of a file.
fn source(path: &Path) -> InputSource {
    let read = match holds_letter(path) {
        false => read_text(path).map(InputSource::Text),
        true => read_bytes(path)
            .and_then(|bytes| read_letter(path, &bytes))
            .map(|letter| InputSource::Letter(Box::new(letter))),
    };
    read.unwrap_or_else(|stop| InputSource::Unreadable(unreadable(stop)))
}

/// The verdict on a file that could not be read.
fn verdict(exit: Exit) -> Verdict {
    if exit == Exit::Machine { Verdict::Failed } else { Verdict::Faulty }
}

/// Why a file could not be read.
fn unreadable(Stop(exit, why): Stop) -> UnreadableFile {
    UnreadableFile { why, verdict: verdict(exit) }
}

pub(super) fn settings(listing: &InputFiles, console: &Console) -> Result<Settings, Stop> {
    let paths = listing.files.iter().map(|(path, _)| path);
    let paths: Vec<&PathBuf> = paths.filter(|path| listing.is_settings(path)).collect();
    read_settings(&paths, &mut KnownFiles::new(), console).map(|(settings, _)| settings)
}

/// The meeting files of a folder itself, not of the folders within it. Hidden files are skipped.
fn folder(folder: &Path, console: &Console) -> io::Result<Vec<(PathBuf, Stamp)>> {
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

/// The settings of the only folder that has some, with the name and the text of their file.
fn read_settings(
    paths: &[&PathBuf],
    known: &mut KnownFiles,
    console: &Console,
) -> Result<(Settings, Option<(String, String)>), Stop> {
    let mut there = paths.iter();
    let Some(path) = there.next() else { return Ok((Settings::default(), None)) };
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
    let text = read_text(path)
        .map_err(|Stop(exit, message)| Stop(exit, format!("{message}; {untouched}")))?;
    let digest = mark(text.as_bytes());
    known.insert((*path).clone(), KnownFile { id: None, digest, outline: None });
    let mut findings = Findings::default();
    let settings = yaml::read_settings(&text, &mut findings);
    let name = path.display().to_string();
    if !findings.is_empty() {
        let (name, text, pages) = (name.clone(), text.clone(), PageStarts::default());
        console.reports(&[RunMessage::Found(FileFindings { name, text, pages, findings })]);
    }
    settings
        .map(|settings| (settings, Some((name, text))))
        .ok_or_else(|| Stop(Exit::Faulty, format!("{} has faults; {untouched}", path.display())))
}
