//! `timeplan check`: reports every fault and doubt of all inputs, writes nothing.

use super::args::CheckArguments;
use super::console::Console;
use super::{Exit, Stop, input, now};
use crate::finding::counted;
use crate::publish::{Doubts, Kin, Layout, load};

pub(super) fn run(arguments: &CheckArguments, console: &Console) -> Result<Exit, Stop> {
    let inputs = input::find(&arguments.inputs, console)?;
    let (mut faults, mut doubts, mut silenced) = (inputs.unusable, 0, 0);
    let kin = Kin::of(&inputs);
    // A clock that is not one is no fault of a meeting.
    let today = now().ok().map(|now| now.date_naive());
    let languages = &inputs.settings.languages;
    let layout = Layout { languages, today, doubts: Doubts::All };
    for id in inputs.files.keys() {
        let fault = kin.fault(id);
        let loaded = load(&inputs, &inputs.sources, id, fault.as_ref(), layout);
        console.reports(&loaded.reports);
        faults += loaded.faults;
        doubts += loaded.doubts;
        silenced += loaded.silenced;
    }
    let allowed = match silenced {
        0 => String::new(),
        silenced => format!(" ({silenced} allowed)"),
    };
    console.result(&format!(
        "{} checked: {}, {}{allowed}",
        counted(inputs.files.len(), "meeting", "meetings"),
        counted(faults, "fault", "faults"),
        counted(doubts, "doubt", "doubts"),
    ));
    Ok(if faults == 0 { Exit::Done } else { Exit::Faulty })
}
