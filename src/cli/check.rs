//! `timeplan check`: reports every fault and doubt of all inputs, writes nothing.

use super::args::CheckArguments;
use super::console::{Console, counted};
use super::kin::Kin;
use super::load::{Doubts, load};
use super::{Exit, Stop, input};

pub(super) fn run(arguments: &CheckArguments, console: &Console) -> Result<Exit, Stop> {
    let inputs = input::find(&arguments.inputs, console)?;
    let (mut faults, mut doubts, mut silenced) = (inputs.unusable, 0, 0);
    let kin = Kin::of(&inputs);
    for id in inputs.files.keys() {
        let fault = kin.fault(id);
        let loaded =
            load(&inputs, id, &inputs.settings.languages, console, fault.as_ref(), Doubts::All);
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
