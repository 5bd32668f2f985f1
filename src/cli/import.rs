//! `timeplan import`: letters become meeting files.

use super::args::{ImportArguments, ImportFormat};
use super::console::{Console, counted};
use super::disk::{mark, replace};
use super::input::{read_bytes, read_letter};
use super::{Exit, Stop};
use crate::finding::{Findings, draw};
use crate::model::MeetingId;
use crate::render::{explained, letter_json, quote};
use crate::source::letter::{self, Letter, Merged};
use crate::source::{check, doubts, yaml};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The first line of a meeting file that was imported; behind it stands the digest of the rest.
const IMPORTED: &str = "# Imported by timeplan; as long as its digest is ";

pub(super) fn run(arguments: &ImportArguments, console: &Console) -> Result<Exit, Stop> {
    let mut exit = Exit::Done;
    let mut letters: Vec<(String, Letter)> = Vec::new();
    for (path, read) in arguments.letters.iter().zip(read_all(&arguments.letters, console)) {
        let name = if path.as_os_str() == "-" {
            "standard input".to_owned()
        } else {
            path.display().to_string()
        };
        match read {
            Ok(letter) => letters.push((name, letter)),
            Err(message) => {
                exit = Exit::Faulty;
                console.problem(&format!("{name}: {message}"));
            }
        }
    }
    if arguments.format == ImportFormat::Json {
        for (name, letter) in &letters {
            console.print(&letter_json(letter));
            exit = exit.max(announced(name, letter, console));
        }
        return Ok(exit);
    }
    let mut announcing = Vec::new();
    for (name, letter) in letters {
        let announced = announced(&name, &letter, console);
        exit = exit.max(announced);
        if announced == Exit::Done {
            announcing.push((name, letter));
        }
    }
    for (index, merged) in letter::merge(announcing).into_iter().enumerate() {
        exit = exit.max(meeting_file(merged, index, arguments, console)?);
    }
    Ok(exit)
}

/// Says so if a letter announces nothing.
fn announced(name: &str, letter: &Letter, console: &Console) -> Exit {
    if letter.is_invitation {
        return Exit::Done;
    }
    say_findings(name, letter, &letter.findings, console);
    let kind = letter.kind.key();
    console.problem(&format!(
        "{name}: this announces no meeting (it reads as: {kind}); no meeting file was made of it"
    ));
    Exit::Faulty
}

/// Prints or writes the meeting file of a letter, or of the versions of one.
fn meeting_file(
    merged: Merged,
    index: usize,
    arguments: &ImportArguments,
    console: &Console,
) -> Result<Exit, Stop> {
    let Merged { mut draft, versions } = merged;
    let names: Vec<&str> = versions.iter().map(|(name, _)| name.as_str()).collect();
    let source = Path::new(names.first().copied().unwrap_or("")).file_name();
    draft.letter.source = source
        .map(|source| source.to_string_lossy().into_owned())
        .filter(|_| names != ["standard input"]);
    let id = letter::id(&draft);
    let mut comments = yaml::Comments::new();
    if arguments.explain {
        for (name, letter) in &versions {
            console.findings(&explained(name, letter, console.width()));
            comments.extend(letter.evidence.iter().map(|evidence| {
                let at = letter.position(evidence.place);
                (evidence.field.clone(), format!("{at}: {}", quote(letter, evidence.place)))
            }));
        }
    }
    let text = yaml::write(&draft, &comments);
    // What would be a fault of the meeting file is one of the letter.
    let mut findings = Findings::default();
    let own: MeetingId = id
        .clone()
        .or_else(|| "letter".parse().ok())
        .ok_or_else(|| Stop(Exit::Machine, String::new()))?;
    let languages: Vec<_> = versions.iter().map(|(_, letter)| letter.language).collect();
    if let Some(meeting) = check(draft, &own, &mut findings) {
        doubts(&meeting, &languages, &mut findings);
    }
    let mut faults = findings.faults();
    for (at, (name, letter)) in versions.iter().enumerate() {
        let mut all = letter.findings.clone();
        if at == 0 {
            all.extend(findings.clone());
        }
        faults += letter.findings.faults();
        say_findings(name, letter, &all, console);
    }
    let exit = if faults > 0 { Exit::Faulty } else { Exit::Done };
    match &arguments.output {
        None => {
            if index > 0 {
                console.print("---");
            }
            console.print(text.trim_end());
            Ok(exit)
        }
        Some(folder) => {
            let Some(id) = id else {
                let message = format!(
                    "{}: without group and first day the meeting has no id; nothing was written",
                    names.join(", ")
                );
                console.problem(&message);
                return Ok(Exit::Faulty);
            };
            Ok(exit.max(save(folder, &id, &text, arguments.force, console)?))
        }
    }
}

/// Writes a meeting file, unless a person changed the one that is there.
fn save(
    folder: &Path,
    id: &MeetingId,
    text: &str,
    force: bool,
    console: &Console,
) -> Result<Exit, Stop> {
    let path = folder.join(format!("{id}.yaml"));
    let whole =
        format!("{IMPORTED}{}, importing again may replace it.\n{text}", mark(text.as_bytes()));
    let failed = |error: &io::Error| {
        Stop(Exit::Machine, format!("{}: {error}; it was left as it was", path.display()))
    };
    match fs::read_to_string(&path) {
        Ok(old) if old == whole => {
            console.result(&format!("{}: nothing changed", path.display()));
            return Ok(Exit::Done);
        }
        Ok(old) if !force && is_changed(&old) => {
            console.problem(&format!(
                "{}: a person changed this file since it was imported, or wrote it; it was left as it is. The letter says:\n{}\n\
                 write --force to replace it",
                path.display(),
                difference(&old, &whole)
            ));
            return Ok(Exit::Refused);
        }
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(&error)),
    }
    fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    replace(&path, whole.as_bytes()).map_err(|error| failed(&error))?;
    console.result(&format!("wrote {}", path.display()));
    Ok(Exit::Done)
}

/// Whether a file is not as an import left it.
fn is_changed(text: &str) -> bool {
    let imported = text.strip_prefix(IMPORTED).and_then(|rest| rest.split_once('\n'));
    let Some((digest, rest)) = imported else { return true };
    digest.split(',').next() != Some(mark(rest.as_bytes()).as_str())
}

/// The lines in which two texts differ, the first line of each aside.
fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.lines().skip(1).collect(), new.lines().skip(1).collect());
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("- {line}"));
    let come = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+ {line}"));
    gone.chain(come).collect::<Vec<_>>().join("\n")
}

/// Draws findings with the lines of the letter.
fn say_findings(name: &str, letter: &Letter, findings: &Findings, console: &Console) {
    if findings.faults() > 0 || findings.doubts() > 0 && !console.is_quiet() {
        console.findings(&draw(findings, name, &letter.text, console.colour));
    }
}

/// Reads all letters, in the order in which they were named, on as many threads as there are cores.
fn read_all(paths: &[PathBuf], console: &Console) -> Vec<Result<Letter, String>> {
    let cores = thread::available_parallelism().map_or(1, usize::from).min(paths.len());
    let next = AtomicUsize::new(0);
    let work = || {
        let mut read = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = paths.get(at) else { break };
            read.push((at, read_bytes(path).and_then(|bytes| read_letter(path, &bytes))));
            console.progress(at + 1, paths.len(), "letters");
        }
        read
    };
    let mut all: Vec<(usize, Result<Letter, String>)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    all.sort_by_key(|(at, _)| *at);
    let missing =
        || Err(format!("could not be read; {} in all", counted(paths.len(), "letter", "letters")));
    let mut read: Vec<Result<Letter, String>> = paths.iter().map(|_| missing()).collect();
    for (at, result) in all {
        if let Some(place) = read.get_mut(at) {
            *place = result;
        }
    }
    read
}
