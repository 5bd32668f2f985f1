//! One meeting file through all stages up to its timetable.

use super::console::Console;
use super::input::read_text;
use crate::expand::{Timetable, expand};
use crate::finding::{Findings, draw};
use crate::model::{Language, MeetingId};
use crate::source::{check, doubts, yaml};
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

/// Loads the meeting of an id from its file, and reports what is wrong with it, doubts only if they
/// are asked for or stand beside faults. Two files are a
/// fault of both.
pub(super) fn load(
    id: &MeetingId,
    files: &[PathBuf],
    languages: &[Language],
    console: &Console,
    with_doubts: bool,
) -> Loaded {
    let faulty = |message: &str| {
        console.problem(message);
        Loaded { timetable: None, faults: 1, doubts: 0, silenced: 0 }
    };
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
    let meeting = draft.and_then(|draft| check(draft, id, &mut findings));
    if let Some(meeting) = &meeting {
        doubts(meeting, languages, &mut findings);
    }
    let timetable = meeting.map(|meeting| expand(&meeting, languages, &mut findings));
    let silenced = findings.silence(&text);
    let (faults, doubts) = (findings.faults(), findings.doubts());
    if faults > 0 || doubts > 0 && with_doubts {
        console.findings(&draw(&findings, &path.display().to_string(), &text, console.colour));
    }
    Loaded { timetable: timetable.filter(|_| faults == 0), faults, doubts, silenced }
}
