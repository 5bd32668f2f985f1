//! One meeting file, or the letter that announces a meeting, through all stages up to its timetable.

use super::console::Console;
use super::input::{is_letter, read_bytes, read_letter, read_text};
use super::now;
use crate::expand::{Timetable, expand};
use crate::finding::{Findings, Place, draw, draw_in_pages};
use crate::letter;
use crate::model::{Language, MeetingId};
use crate::source::{Draft, check, doubts, yaml};
use chrono::NaiveDate;
use std::path::PathBuf;

/// What became of a meeting file.
pub(super) struct Loaded {
    /// The timetable, if there is no fault.
    pub(super) timetable: Option<Timetable>,
    /// How many faults there are.
    pub(super) faults: usize,
    /// How many doubts there are.
    pub(super) doubts: usize,
    /// How many doubts the file itself allows.
    pub(super) silenced: usize,
}

/// A fault of a meeting file that only shows beside others.
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) help: String,
}

/// Loads the meeting of an id from its file, and reports what is wrong with it, `fault` among it, doubts
/// only if they are asked for or stand beside faults. Two files are a fault of both.
pub(super) fn load(
    id: &MeetingId,
    files: &[PathBuf],
    languages: &[Language],
    console: &Console,
    fault: Option<&Fault>,
    with_doubts: bool,
) -> Loaded {
    let faulty = |message: &str| {
        console.problem(message);
        Loaded { timetable: None, faults: 1, doubts: 0, silenced: 0 }
    };
    if files.iter().all(|path| is_letter(path)) {
        return load_letters(id, files, languages, console, fault, with_doubts);
    }
    let path = match files {
        [path] => path,
        several => {
            let names: Vec<String> =
                several.iter().map(|path| path.display().to_string()).collect();
            let message = format!(
                "{} all have the id `{id}`; keep one of them, or give another `id`",
                names.join(" and ")
            );
            return faulty(&message.replace(
                " all have",
                if several.len() == 2 { " both have" } else { " all have" },
            ));
        }
    };
    let text = match read_text(path) {
        Ok(text) => text,
        Err(message) => return faulty(&message),
    };
    let mut findings = Findings::default();
    let draft = yaml::read_meeting(&text, &mut findings);
    let place = draft.as_ref().and_then(|draft| {
        let start = draft.start.as_ref().map(|start| start.place);
        start.or(draft.groups.first().map(|group| group.place))
    });
    // A clock that is not one was reported before.
    let today = now().ok().map(|now| now.date_naive());
    let timetable = draft.and_then(|draft| laid_out(draft, id, languages, today, &mut findings));
    add(fault, place, &mut findings);
    let silenced = findings.silence(&text);
    let (faults, doubts) = (findings.faults(), findings.doubts());
    if faults > 0 || doubts > 0 && with_doubts {
        console.findings(&draw(&findings, &path.display().to_string(), &text, console.colour));
    }
    Loaded { timetable: timetable.filter(|_| faults == 0), faults, doubts, silenced }
}

/// Adds a fault that only shows beside other meetings.
fn add(fault: Option<&Fault>, place: Option<Place>, findings: &mut Findings) {
    let Some(Fault { message, help }) = fault else { return };
    let finding = match place {
        Some(place) => findings.fault(place, message),
        None => findings.fault_of_all(message),
    };
    finding.help(help);
}

/// A draft through its checks up to its timetable.
fn laid_out(
    draft: Draft,
    id: &MeetingId,
    languages: &[Language],
    today: Option<NaiveDate>,
    findings: &mut Findings,
) -> Option<Timetable> {
    let meeting = check(draft, id, findings)?;
    doubts(&meeting, languages, today, findings);
    Some(expand(&meeting, languages, findings))
}

/// Loads a meeting from the letter that announces it, or from the versions of one.
fn load_letters(
    id: &MeetingId,
    files: &[PathBuf],
    languages: &[Language],
    console: &Console,
    fault: Option<&Fault>,
    with_doubts: bool,
) -> Loaded {
    let mut letters = Vec::new();
    let mut loaded = Loaded { timetable: None, faults: 0, doubts: 0, silenced: 0 };
    for path in files {
        match read_bytes(path).and_then(|bytes| read_letter(path, &bytes)) {
            Ok(letter) => letters.push((path.display().to_string(), letter)),
            Err(message) => {
                console.problem(&format!("{}: {message}", path.display()));
                loaded.faults += 1;
            }
        }
    }
    let mut merged = letter::merge(letters);
    let Some(first) = merged.pop().filter(|_| loaded.faults == 0) else { return loaded };
    if !merged.is_empty() {
        let names: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
        console.problem(&format!(
            "{} are different letters for the meeting `{id}`; name the one that holds",
            names.join(" and ")
        ));
        loaded.faults += 1;
        return loaded;
    }
    let mut findings = Findings::default();
    let timetable = laid_out(first.draft.clone(), id, languages, None, &mut findings);
    add(fault, None, &mut findings);
    for ((name, letter), found) in first.versions.iter().zip(first.apart(findings)) {
        let mut all = letter.findings.clone();
        all.extend(found);
        loaded.faults += all.faults();
        loaded.doubts += all.doubts();
        if all.faults() > 0 || all.has_losses() || all.doubts() > 0 && with_doubts {
            let (text, pages) = (&letter.text, &letter.pages);
            console.findings(&draw_in_pages(&all, name, text, pages, console.colour));
        }
    }
    loaded.timetable = timetable.filter(|_| loaded.faults == 0);
    loaded
}
