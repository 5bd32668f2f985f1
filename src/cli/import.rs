//! `timeplan import`: letters become meeting files.

mod reading;
mod save;

use super::args::{ImportArguments, ImportFormat};
use super::console::Console;
use super::contents::name_of;
use super::{Exit, Stop};
use crate::expand::expand;
use crate::finding::Findings;
use crate::letter::{self, Evidence, LetterContents, Merged};
use crate::model::MeetingId;
use crate::publish::{FileFindings, STANDARD_INPUT};
use crate::render::{explained, letter_json, quote};
use crate::source::{Draft, check, doubts, yaml};
use reading::read_all;
pub(super) use save::own_lines;
use save::save;
use std::collections::BTreeMap;
use std::path::Path;

pub(super) fn run(arguments: &ImportArguments, console: &Console) -> Result<Exit, Stop> {
    let mut exit = Exit::Done;
    let mut letters: Vec<(String, LetterContents)> = Vec::new();
    for (path, read) in arguments.letters.iter().zip(read_all(&arguments.letters, console)) {
        let name = name_of(path);
        match read {
            Ok(letter) => letters.push((name, letter)),
            Err(Stop(why, message)) => {
                exit = exit.max(why);
                console.problem(&message);
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
    let mut written = BTreeMap::new();
    for (index, merged) in letter::merge(announcing).into_iter().enumerate() {
        exit = exit.max(meeting_file(merged, index, arguments, &mut written, console)?);
    }
    Ok(exit)
}

/// Says so if a letter announces nothing.
fn announced(name: &str, letter: &LetterContents, console: &Console) -> Exit {
    if letter.is_invitation {
        return Exit::Done;
    }
    report((name, letter), Findings::default(), console);
    let refusal = letter.refusal("no meeting file was made of it");
    console.problem(&format!("{name}: {refusal}"));
    Exit::Faulty
}

/// Reports what was found in a letter when it was read, and `more` in its meeting.
fn report((name, letter): (&str, &LetterContents), more: Findings, console: &Console) {
    let found = FileFindings::in_letter(name, letter, more, console.doubts());
    console.reports(found.as_slice());
}

/// Prints or writes the meeting file of a letter, or of the versions of one. `written` has the letters
/// of each meeting that this call has written already.
fn meeting_file(
    merged: Merged,
    index: usize,
    arguments: &ImportArguments,
    written: &mut BTreeMap<MeetingId, String>,
    console: &Console,
) -> Result<Exit, Stop> {
    let mut draft = merged.draft.clone();
    let versions = &merged.versions;
    let names: Vec<&str> = versions.iter().map(|(name, _)| name.as_str()).collect();
    let source = Path::new(names.first().copied().unwrap_or("")).file_name();
    let source = source.map(|source| source.to_string_lossy().into_owned());
    draft.letter.source = if names == [STANDARD_INPUT] { None } else { source };
    let id = letter::id(&draft);
    let mut comments = yaml::Comments::new();
    if arguments.explain {
        for (name, letter) in versions {
            let table = explained(name, letter, console.width());
            console.problem(&format!("{}\n", table.trim_end()));
        }
        comments = merged.evidence.iter().filter_map(|said| comment(versions, said)).collect();
    }
    let text = yaml::write(&draft, &comments);
    let mut faults = 0;
    let found = of_meeting(draft, id.as_ref(), versions);
    for ((name, letter), found) in versions.iter().zip(merged.apart(found)) {
        faults += letter.findings.faults() + found.faults();
        report((name, letter), found, console);
    }
    let exit = if faults > 0 { Exit::Faulty } else { Exit::Done };
    let Some(folder) = &arguments.output else {
        if index > 0 {
            console.print("---");
        }
        console.print(text.trim_end());
        return Ok(exit);
    };
    let names = names.join(", ");
    let Some(id) = id else {
        let refusal = versions.first().map(|(_, letter)| letter.refusal("nothing was written"));
        console.problem(&format!("{names}: {}", refusal.unwrap_or_default()));
        return Ok(Exit::Faulty);
    };
    if let Some(others) = written.get(&id) {
        console.problem(&format!(
            "{names}: its meeting has the id `{id}`, and {others} was read for it before; nothing was written of \
             {names}. Import it by itself into another folder, or leave one of the two out"
        ));
        return Ok(Exit::Faulty);
    }
    let exit = exit.max(save(folder, &id, &text, arguments.force, console)?);
    written.insert(id, names);
    Ok(exit)
}

/// What would be a fault or a doubt of the meeting file is one of the letter.
fn of_meeting(
    draft: Draft,
    id: Option<&MeetingId>,
    versions: &[(String, LetterContents)],
) -> Findings {
    let mut findings = Findings::default();
    let languages: Vec<_> = versions.iter().map(|(_, letter)| letter.language).collect();
    // Without an id of its own any other does.
    let id = id.cloned().or_else(|| "letter".parse().ok());
    if let Some(meeting) = id.and_then(|id| check(draft, &id, &mut findings)) {
        doubts(&meeting, &languages, None, &mut findings);
        // Clashes and holidays are seen in the sessions.
        expand(&meeting, &languages, &mut findings);
    }
    findings
}

/// The words of a value as a comment on it; of several letters each is named.
fn comment(
    versions: &[(String, LetterContents)],
    (version, evidence): &(usize, Evidence),
) -> Option<(String, String)> {
    let (name, letter) = versions.get(*version)?;
    let words = quote(letter, evidence.place);
    let at = letter.position(evidence.place);
    let at = if versions.len() > 1 { format!("{name}, {at}") } else { at };
    Some((evidence.field.clone(), format!("{at}: {words}")))
}
