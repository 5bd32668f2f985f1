//! `timeplan show`: the time plan of meetings, or their events.

use super::args::{Filter, Format, ShowArguments};
use super::console::Console;
use super::editions::editions;
use super::input;
use super::{Exit, Stop, now};
use crate::finding::{list as listed, nearest};
use crate::model::{Language, MeetingId, ZURICH};
use crate::publish::{Editions, Inputs};
use crate::render::{Selected, csv, grid, jcal, json, known_term, list, select};
use crate::revise::Edition;
use crate::words::Words;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The folder in which ids are looked up.
pub(super) const MEETINGS: &str = "meetings";

pub(super) fn run(arguments: &ShowArguments, console: &Console) -> Result<Exit, Stop> {
    let today = now()?.with_timezone(&ZURICH).date_naive();
    let (files, ids): (Vec<&String>, Vec<&String>) =
        arguments.meetings.iter().partition(|meeting| Path::new(meeting).is_file());
    let files: Vec<PathBuf> = files.into_iter().map(PathBuf::from).collect();
    let mut paths = files.clone();
    if paths.is_empty() || !ids.is_empty() {
        paths.push(PathBuf::from(MEETINGS));
    }
    let inputs = input::find(&paths, console)?;
    if inputs.files.is_empty() {
        return Err(Stop(Exit::Faulty, "no meeting was found".to_owned()));
    }
    let language =
        arguments.lang.or(inputs.settings.languages.first().copied()).unwrap_or(Language::En);
    known(&inputs, &ids)?;
    let is_named = |name: &String| files.iter().any(|file| file.display().to_string() == *name);
    let is_wanted = |(id, of): &(&MeetingId, &Vec<String>)| {
        arguments.meetings.is_empty()
            || ids.iter().any(|named| *named == id.as_str())
            || of.iter().any(is_named)
    };
    let wanted: Vec<MeetingId> =
        inputs.files.iter().filter(is_wanted).map(|(id, _)| id.clone()).collect();
    let Editions { mut editions, language: at, faulty, .. } =
        editions(&inputs, &wanted, language, &arguments.published, console)?;
    known_terms(&arguments.filter, &editions)?;
    if arguments.meetings.is_empty() {
        editions = next_of(editions, today);
    }
    let words = Words::of(language);
    let filter = &arguments.filter;
    let selected = |edition| select(edition, at, &filter.show, &filter.hide);
    let text = match arguments.format {
        Format::Grid => {
            let name = |edition: &Edition| edition.names.get(at).cloned().unwrap_or_default();
            let grids = editions.iter().map(|edition| {
                grid(&name(edition), &selected(edition), today, console.width(), language)
            });
            grids.collect::<Vec<_>>().join("\n")
        }
        Format::List | Format::Json | Format::Jcal | Format::Csv => {
            let events: Vec<Selected<'_>> = editions.iter().flat_map(selected).collect();
            let failed = || Stop(Exit::Machine, "the events cannot be written".to_owned());
            match arguments.format {
                Format::Json => json(&events).map_err(|_| failed())?,
                Format::Jcal => {
                    let names: Vec<&str> = editions
                        .iter()
                        .flat_map(|edition| edition.names.get(at))
                        .map(String::as_str)
                        .collect();
                    jcal(&names.join(words.comma), &events)
                }
                Format::Csv => csv(&events).map_err(|_| failed())?,
                Format::Grid | Format::List => list(&events, language),
            }
        }
    };
    console.print(text.trim_end());
    Ok(if faulty || inputs.unusable > 0 { Exit::Faulty } else { Exit::Done })
}

/// Refuses an id that no meeting has.
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

/// Refuses a term that is the name of no group and no meeting among some editions.
pub(super) fn known_terms(filter: &Filter, editions: &[Edition]) -> Result<(), Stop> {
    let mut names: BTreeSet<String> =
        editions.iter().map(|edition| edition.id.to_string()).collect();
    for event in editions.iter().flat_map(|edition| &edition.events) {
        for group in &event.entry.groups {
            names.insert(group.slug());
            names.extend(group.parent().map(|study| study.slug()));
        }
    }
    // Where there is nothing at all, no name is wrong.
    if editions.is_empty() {
        return Ok(());
    }
    let mut terms = filter.show.iter().chain(&filter.hide);
    terms
        .try_for_each(|term| known_term(term, &names))
        .map_err(|message| Stop(Exit::Usage, message))
}

/// The meeting that comes or goes on next, or the last one if none is ahead.
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
