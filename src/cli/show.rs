//! `timeplan show`: the time plan of meetings, or their events.

use super::args::{FilterArguments, ShowArguments, ShowFormat};
use super::console::Console;
use super::contents::{is_standard_input, name_of};
use super::editions::editions;
use super::input;
use super::machine::tamed;
use super::{Exit, Stop, now};
use crate::finding::{list as listed, nearest};
use crate::model::{Language, MeetingId, ZURICH};
use crate::publish::{Editions, Inputs};
use crate::render::{
    Selected, clash_list, csv, free_list, grid, jcal, json, known_term, list, most_beside, select,
};
use crate::revise::Edition;
use crate::words::Words;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The folder in which ids are looked up.
const MEETINGS: &str = "meetings";

/// The most parallel sessions that a cell of a grid can show well.
const MOST_BESIDE: usize = 8;

pub(super) fn run(arguments: &ShowArguments, console: &Console) -> Result<Exit, Stop> {
    let today = now()?.with_timezone(&ZURICH).date_naive();
    let is_input = |meeting: &&String| {
        let path = Path::new(meeting.as_str());
        path.exists() || is_standard_input(path)
    };
    let (paths, ids): (Vec<&String>, Vec<&String>) = arguments.meetings.iter().partition(is_input);
    let mut paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
    let files: Vec<String> =
        paths.iter().filter(|path| !path.is_dir()).map(|path| name_of(path)).collect();
    let has_folder = files.len() < paths.len();
    if paths.is_empty() || !ids.is_empty() && !has_folder {
        paths.push(PathBuf::from(MEETINGS));
    }
    let inputs = input::find(&paths, console)?;
    if inputs.files.is_empty() {
        return Err(Stop(Exit::Faulty, "no meeting was found".to_owned()));
    }
    let language =
        arguments.lang.or(inputs.settings.languages.first().copied()).unwrap_or(Language::En);
    known(&inputs, &ids)?;
    // Only folders show just their next meeting.
    let is_of_folders = files.is_empty() && ids.is_empty();
    let is_named = |name: &String| files.contains(name);
    let is_wanted = |(id, of): &(&MeetingId, &Vec<String>)| {
        is_of_folders
            || (arguments.all || arguments.day.is_some()) && has_folder
            || ids.iter().any(|named| *named == id.as_str())
            || of.iter().any(is_named)
    };
    let wanted: Vec<MeetingId> =
        inputs.files.iter().filter(is_wanted).map(|(id, _)| id.clone()).collect();
    let Editions { mut editions, language: at, verdict, .. } =
        editions(&inputs, &wanted, language, &arguments.published, console)?;
    known_terms(&arguments.filter, &editions)?;
    if is_of_folders && !arguments.all && arguments.day.is_none() {
        editions = next_of(editions, today);
    }
    let words = Words::of(language);
    if let Some(day) = arguments.day {
        editions.retain(|edition| match arguments.free {
            true => edition.events.iter().any(|event| event.entry.when.days().contains(day)),
            false => !asked_for(edition, at, arguments).is_empty(),
        });
        if editions.is_empty() && matches!(arguments.format, ShowFormat::Grid | ShowFormat::List) {
            console.result(&nothing_on(day));
            return Ok(Exit::from(verdict.max(inputs.verdict)));
        }
    }
    let selected = |edition| asked_for(edition, at, arguments);
    let chosen = || editions.iter().flat_map(selected).collect::<Vec<Selected<'_>>>();
    let text = match arguments.format {
        _ if arguments.clashes => clash_list(&chosen(), language),
        _ if arguments.free => {
            let all = editions.iter().flat_map(|edition| select(edition, at, &[], &[]));
            let all = all.filter(|event| arguments.day.is_none_or(|day| event.is_on(day)));
            free_list(&all.collect::<Vec<_>>(), &chosen(), language)
        }
        ShowFormat::Grid => {
            let beside = editions.iter().map(|edition| most_beside(&selected(edition))).max();
            if let Some(most) = beside.filter(|most| *most > MOST_BESIDE) {
                console.notice(&format!(
                    "up to {most} sessions are at the same time; `--format list` shows each on \
                     its own line"
                ));
            }
            let name = |edition: &Edition| edition.names.get(at).cloned().unwrap_or_default();
            let grids = editions.iter().map(|edition| {
                grid(&name(edition), &selected(edition), today, console.width(), language)
            });
            grids.collect::<Vec<_>>().join("\n")
        }
        ShowFormat::List | ShowFormat::Json | ShowFormat::Jcal | ShowFormat::Csv => {
            let events = chosen();
            let failed = || Stop(Exit::Machine, "the events cannot be written".to_owned());
            match arguments.format {
                ShowFormat::Json => json(&events).map_err(|_| failed())?,
                ShowFormat::Jcal => {
                    let names: Vec<&str> = editions
                        .iter()
                        .flat_map(|edition| edition.names.get(at))
                        .map(String::as_str)
                        .collect();
                    jcal(&names.join(words.comma), &events)
                }
                ShowFormat::Csv => csv(&events).map_err(|_| failed())?,
                ShowFormat::Grid | ShowFormat::List => list(&events, language),
            }
        }
    };
    match arguments.format {
        ShowFormat::Grid | ShowFormat::List => console.print(text.trim_end()),
        ShowFormat::Json | ShowFormat::Jcal => console.print_drawn(&tamed(&text)),
        ShowFormat::Csv => console.print_drawn(&text),
    }
    Ok(Exit::from(verdict.max(inputs.verdict)))
}

/// The events of an edition that are asked for.
fn asked_for<'a>(edition: &'a Edition, at: usize, arguments: &ShowArguments) -> Vec<Selected<'a>> {
    let mut events = select(edition, at, &arguments.filter.show, &arguments.filter.hide);
    events.retain(|event| arguments.day.is_none_or(|day| event.is_on(day)));
    events
}

/// Says that a day has no events.
pub(super) fn nothing_on(day: NaiveDate) -> String {
    format!("there are no events on {}", Words::of(Language::En).day(day))
}

/// Reports an unknown id.
fn known(inputs: &Inputs, ids: &[&String]) -> Result<(), Stop> {
    let known = || inputs.files.keys().map(MeetingId::as_str);
    match ids.iter().find(|id| !known().any(|known| known == id.as_str())) {
        None => Ok(()),
        Some(id) => {
            let help = match nearest(id, known()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are {}", listed(known(), "and")),
            };
            Err(Stop(Exit::Usage, format!("there is no meeting and no file `{id}`; {help}")))
        }
    }
}

/// Reports a term that matches no group and no meeting of the editions.
pub(super) fn known_terms(filter: &FilterArguments, editions: &[Edition]) -> Result<(), Stop> {
    let mut names: BTreeSet<String> =
        editions.iter().map(|edition| edition.id.to_string()).collect();
    for event in editions.iter().flat_map(|edition| &edition.events) {
        for group in &event.entry.groups {
            names.insert(group.slug());
            names.extend(group.parent().map(|study| study.slug()));
        }
    }
    // Without any events, no term is wrong.
    if editions.is_empty() {
        return Ok(());
    }
    let mut terms = filter.show.iter().chain(&filter.hide);
    terms
        .try_for_each(|term| known_term(term, &names))
        .map_err(|message| Stop(Exit::Usage, message))
}

/// The current or next meeting, or the last one if there is none.
fn next_of(editions: Vec<Edition>, today: NaiveDate) -> Vec<Edition> {
    let last =
        |edition: &Edition| edition.events.iter().map(|event| event.entry.when.days().last).max();
    let ahead = editions
        .iter()
        .filter(|edition| last(edition) >= Some(today))
        .min_by_key(|edition| last(edition));
    let next = ahead.or_else(|| editions.iter().max_by_key(|edition| last(edition)));
    let id = next.map(|edition| edition.id.clone());
    editions.into_iter().filter(|edition| Some(&edition.id) == id.as_ref()).collect()
}
