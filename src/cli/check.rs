//! `timeplan check`: reports every fault and doubt of all inputs, writes nothing.

use super::args::{CheckArguments, FindingFormat};
use super::console::Console;
use super::machine::{InputCounts, Judged, recorded};
use super::{Exit, Stop, input, now};
use crate::finding::counted;
use crate::model::MeetingId;
use crate::publish::{Doubts, KnownNames, LoadOptions, MeetingRelations, Verdict, in_order, load};

pub(super) fn run(arguments: &CheckArguments, console: &Console) -> Result<Exit, Stop> {
    let form = arguments.format;
    if form == FindingFormat::Text {
        let Checked { meetings, faults, doubts, silenced, verdict } = check(arguments, console)?;
        let allowed = match silenced {
            0 => String::new(),
            silenced => format!(" ({silenced} allowed)"),
        };
        console.result(&format!(
            "{} checked: {}, {}{allowed}",
            counted(meetings, "meeting", "meetings"),
            counted(faults, "fault", "faults"),
            counted(doubts, "doubt", "doubts"),
        ));
        return Ok(Exit::from(verdict));
    }
    let keeping = console.keeping();
    let checked = check(arguments, &keeping);
    let (stopped, checked) = match checked {
        Ok(checked) => (None, checked),
        // The reason is among the findings.
        Err(stop) => (Some(stop), Checked::default()),
    };
    let Checked { meetings, faults, doubts, silenced: allowed, verdict } = checked;
    let findings = recorded(&keeping.taken());
    let judged = InputCounts::Meetings { meetings, allowed };
    console.print_drawn(&Judged { findings, judged, faults, doubts }.shown(form));
    stopped.map_or_else(|| Ok(Exit::from(verdict)), Err)
}

/// How much was checked and found.
#[derive(Default)]
struct Checked {
    meetings: usize,
    faults: usize,
    doubts: usize,
    /// How many doubts comments allow.
    silenced: usize,
    verdict: Verdict,
}

/// Checks the meetings and reports what is found.
fn check(arguments: &CheckArguments, console: &Console) -> Result<Checked, Stop> {
    let inputs = input::find(&arguments.inputs, console)?;
    let (mut faults, mut doubts, mut silenced) = (inputs.unusable, 0, 0);
    let mut verdict = inputs.verdict;
    let kin = MeetingRelations::of(&inputs);
    // A wrong clock is not a fault of a meeting.
    let today = now().ok().map(|now| now.date_naive());
    let languages = &inputs.settings.languages;
    let layout = LoadOptions { languages, today, doubts: Doubts::All };
    let mut names = KnownNames::default();
    let loaded =
        |id: &MeetingId| load(&inputs, inputs.sources.of(id), id, kin.fault(id).as_ref(), layout);
    in_order(inputs.files.keys().collect(), loaded, |all| {
        for loaded in all {
            console.reports(&loaded.reports);
            verdict = verdict.max(loaded.verdict());
            faults += loaded.faults;
            doubts += loaded.doubts;
            silenced += loaded.silenced;
            loaded.timetable.iter().for_each(|timetable| names.add(timetable));
        }
    });
    // A faulty meeting may be the one that a term names.
    if inputs.is_complete && verdict == Verdict::Done {
        let views = names.doubts(&inputs);
        console.reports(&views.reports);
        doubts += views.doubts;
        silenced += views.silenced;
    }
    Ok(Checked { meetings: inputs.files.len(), faults, doubts, silenced, verdict })
}
