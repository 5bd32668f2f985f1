//! One meeting file, or the letter that announces a meeting, through all stages up to its timetable.

use super::console::Console;
use super::input::{Inputs, is_letter, read_text};
use super::now;
use crate::expand::{Timetable, expand};
use crate::finding::{Findings, Place, draw, draw_in_pages};
use crate::letter::{self, Letter};
use crate::model::{Language, MeetingId};
use crate::source::{Draft, check, doubts, yaml};
use chrono::NaiveDate;

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

/// Which doubts are reported.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubts {
    /// All.
    All,
    /// Those of a letter that may cost somebody a session: nobody has looked at what was made of it.
    Grave,
    /// Those that stand beside faults.
    WithFaults,
}

impl Doubts {
    /// Those that a command reports.
    pub(super) fn of(console: &Console) -> Self {
        if console.is_quiet() { Self::Grave } else { Self::All }
    }
}

/// Loads the meeting of an id from its file, and reports what is wrong with it, `fault` among it. Two
/// files are a fault of both.
pub(super) fn load(
    inputs: &Inputs,
    id: &MeetingId,
    languages: &[Language],
    console: &Console,
    fault: Option<&Fault>,
    which: Doubts,
) -> Loaded {
    let faulty = |message: &str| {
        console.problem(message);
        Loaded { timetable: None, faults: 1, doubts: 0, silenced: 0 }
    };
    let files = inputs.files.get(id).map_or(&[][..], Vec::as_slice);
    if files.iter().all(|path| is_letter(path)) {
        return load_letters(inputs, id, languages, console, fault, which);
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
    if faults > 0 || doubts > 0 && which == Doubts::All {
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
    inputs: &Inputs,
    id: &MeetingId,
    languages: &[Language],
    console: &Console,
    fault: Option<&Fault>,
    which: Doubts,
) -> Loaded {
    let files = inputs.files.get(id).map_or(&[][..], Vec::as_slice);
    let mut letters = Vec::new();
    let mut loaded = Loaded { timetable: None, faults: 0, doubts: 0, silenced: 0 };
    for path in files {
        match inputs.letter(path) {
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
        loaded.faults += letter.findings.faults() + found.faults();
        loaded.doubts += letter.findings.doubts() + found.doubts();
        report((name, letter), found, which, console);
    }
    loaded.timetable = timetable.filter(|_| loaded.faults == 0);
    loaded
}

/// Reports what was found in a letter when it was read, and `more` in the meeting that it announces.
pub(super) fn report(
    (name, letter): (&str, &Letter),
    more: Findings,
    which: Doubts,
    console: &Console,
) {
    let mut all = letter.findings.clone();
    let has_faults = all.faults() + more.faults() > 0;
    match which {
        Doubts::Grave if !has_faults => all.keep_doubts(letter::is_grave),
        Doubts::WithFaults if !has_faults => return,
        _ => all.extend(more),
    }
    if !all.is_empty() {
        let (text, pages) = (&letter.text, &letter.pages);
        console.findings(&draw_in_pages(&all, name, text, pages, console.colour));
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::console::Console;
    use crate::cli::input::find;
    use crate::cli::load::{Doubts, load};
    use crate::model::Language;
    use std::{env, fs, process};

    /// What is laid out is what was read when the inputs were found: the letter may be gone by then.
    #[test]
    fn letters_are_read_once() {
        let letter = "TSB Collective letter 1/12\nGeneva, 1 November 2025\n\
            Subject: Meeting of Study Group 12; Geneva, 9-20 March 2026\nDear Sir/Madam,\n\
            I invite you to the meeting of Study Group 12, which will be held from 9 to 20 March 2026.\n";
        let path = env::temp_dir().join(format!("timeplan-read-once-{}.txt", process::id()));
        fs::write(&path, letter).unwrap();
        let console = Console::new(true, false);
        let inputs =
            find(std::slice::from_ref(&path), &console).unwrap_or_else(|_| panic!("not found"));
        fs::remove_file(&path).unwrap();
        let id = inputs.files.keys().next().unwrap();
        assert_eq!(id.to_string(), "sg12-2026-03");
        for _ in 0..2 {
            let loaded = load(&inputs, id, &[Language::En], &console, None, Doubts::All);
            assert_eq!((loaded.timetable.is_some(), loaded.faults), (true, 0));
        }
    }
}
