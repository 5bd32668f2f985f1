//! `timeplan next`: upcoming events, soonest first.

use super::args::{NextArguments, NextFormat};
use super::console::Console;
use super::editions::editions;
use super::machine::tamed;
use super::show::known_terms;
use super::{Exit, Stop, input, now};
use crate::model::{Language, MeetingId, ZURICH};
use crate::publish::Editions;
use crate::render::{Selected, coming, coming_list, json, select};
use crate::words::Coming;
use chrono::Days;

pub(super) fn run(arguments: &NextArguments, console: &Console) -> Result<Exit, Stop> {
    let today = now()?.with_timezone(&ZURICH).date_naive();
    let inputs = input::find(&arguments.inputs, console)?;
    let language =
        arguments.lang.or(inputs.settings.languages.first().copied()).unwrap_or(Language::En);
    let ids: Vec<MeetingId> = inputs.files.keys().cloned().collect();
    let Editions { editions, language: at, verdict, .. } =
        editions(&inputs, &ids, language, &arguments.published, console)?;
    let filter = &arguments.filter;
    known_terms(filter, &editions)?;
    let events: Vec<Selected<'_>> = editions
        .iter()
        .flat_map(|edition| select(edition, at, &filter.show, &filter.hide))
        .collect();
    let events = coming(&events, today, arguments.days);
    if arguments.format == NextFormat::Json {
        let failed = |_| Stop(Exit::Machine, "the events cannot be written".to_owned());
        console.print_drawn(&tamed(&json(&events).map_err(failed)?));
    } else if events.is_empty() {
        let last = today.checked_add_days(Days::new(arguments.days.into())).unwrap_or(today);
        console.result(&(Coming::of(language).nothing)(today, last));
    } else {
        console.print(coming_list(&events, today, language, !filter.show.is_empty()).trim_end());
    }
    Ok(Exit::from(verdict.max(inputs.verdict)))
}
