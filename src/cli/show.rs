//! `timeplan show`: the time plan of meetings, or their events.

use super::args::{FilterArguments, ShowArguments, ShowFormat};
use super::console::Console;
use super::contents::{fetching, is_standard_input, name_of};
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
    let named = NamedInputs::of(&arguments.meetings);
    let inputs = input::find(&named.paths, console)?;
    if inputs.files.is_empty() {
        return Err(Stop(Exit::Faulty, "no meeting was found".to_owned()));
    }
    let language =
        arguments.lang.or(inputs.settings.languages.first().copied()).unwrap_or(Language::En);
    known(&inputs, &named.ids)?;
    let is_next_enough = !arguments.all && arguments.day.is_none();
    let wanted = named.wanted(&inputs, is_next_enough);
    let Editions { mut editions, language: at, verdict, .. } =
        editions(&inputs, &wanted, language, &arguments.published, console)?;
    known_terms(&arguments.filter, &editions)?;
    if named.is_folders_only() && is_next_enough {
        editions = next_of(editions, today);
    }
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
    let asked = ShownEditions { arguments, editions: &editions, at, language, today };
    let text = asked.text(console)?;
    match arguments.format {
        ShowFormat::Grid | ShowFormat::List => console.print(text.trim_end()),
        ShowFormat::Json | ShowFormat::Jcal => console.print_drawn(&tamed(&text)),
        ShowFormat::Csv => console.print_drawn(&text),
    }
    Ok(Exit::from(verdict.max(inputs.verdict)))
}

/// What the arguments name.
struct NamedInputs<'a> {
    /// Files and folders to read; those of [`MEETINGS`] too if an id may be there.
    paths: Vec<PathBuf>,
    /// The names of the files among them.
    files: Vec<String>,
    /// Whether a folder is named.
    has_folder: bool,
    /// Everything that is neither a file nor a folder.
    ids: Vec<&'a str>,
}

impl<'a> NamedInputs<'a> {
    fn of(meetings: &'a [String]) -> Self {
        let is_input = |meeting: &&str| {
            let path = Path::new(meeting);
            path.exists() || is_standard_input(path) || fetching(meeting).is_some()
        };
        let (paths, ids): (Vec<&str>, Vec<&str>) =
            meetings.iter().map(String::as_str).partition(is_input);
        let mut paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
        let files: Vec<String> =
            paths.iter().filter(|path| !path.is_dir()).map(|path| name_of(path)).collect();
        let has_folder = files.len() < paths.len();
        if paths.is_empty() || !ids.is_empty() && !has_folder {
            paths.push(PathBuf::from(MEETINGS));
        }
        Self { paths, files, has_folder, ids }
    }

    fn is_folders_only(&self) -> bool {
        self.files.is_empty() && self.ids.is_empty()
    }

    /// The meetings that are named. A folder beside an id or a file names all of its meetings, unless
    /// the next meeting is enough.
    fn wanted(&self, inputs: &Inputs, is_next_enough: bool) -> Vec<MeetingId> {
        if self.is_folders_only() || self.has_folder && !is_next_enough {
            return inputs.files.keys().cloned().collect();
        }
        let is_named = |id: &MeetingId, files: &[String]| {
            self.ids.contains(&id.as_str()) || files.iter().any(|file| self.files.contains(file))
        };
        let named = inputs.files.iter().filter(|(id, files)| is_named(id, files));
        named.map(|(id, _)| id.clone()).collect()
    }
}

/// The editions to show, and how.
struct ShownEditions<'a> {
    arguments: &'a ShowArguments,
    editions: &'a [Edition],
    /// The language's place in the editions.
    at: usize,
    language: Language,
    today: NaiveDate,
}

impl<'a> ShownEditions<'a> {
    fn text(&self, console: &Console) -> Result<String, Stop> {
        let failed = || Stop(Exit::Machine, "the events cannot be written".to_owned());
        Ok(match self.arguments.format {
            _ if self.arguments.clashes => clash_list(&self.events(), self.language),
            _ if self.arguments.free => self.free(),
            ShowFormat::Grid => self.grids(console),
            ShowFormat::List => list(&self.events(), self.language),
            ShowFormat::Json => json(&self.events()).map_err(|_| failed())?,
            ShowFormat::Csv => csv(&self.events()).map_err(|_| failed())?,
            ShowFormat::Jcal => {
                let names: Vec<&str> =
                    self.editions.iter().filter_map(|of| self.name(of)).collect();
                jcal(&names.join(Words::of(self.language).comma), &self.events())
            }
        })
    }

    fn of(&self, edition: &'a Edition) -> Vec<Selected<'a>> {
        asked_for(edition, self.at, self.arguments)
    }

    fn events(&self) -> Vec<Selected<'a>> {
        self.editions.iter().flat_map(|edition| self.of(edition)).collect()
    }

    fn name(&self, edition: &'a Edition) -> Option<&'a str> {
        edition.names.get(self.at).map(String::as_str)
    }

    /// When none of the events is: beside the hours of all others.
    fn free(&self) -> String {
        let all = self.editions.iter().flat_map(|edition| select(edition, self.at, &[], &[]));
        let of_day = all.filter(|event| self.arguments.day.is_none_or(|day| event.is_on(day)));
        free_list(&of_day.collect::<Vec<_>>(), &self.events(), self.language)
    }

    fn grids(&self, console: &Console) -> String {
        let beside = self.editions.iter().map(|edition| most_beside(&self.of(edition))).max();
        if let Some(most) = beside.filter(|most| *most > MOST_BESIDE) {
            console.notice(&format!(
                "up to {most} sessions are at the same time; `--format list` shows each on its own \
                 line"
            ));
        }
        let grids = self.editions.iter().map(|edition| {
            let name = self.name(edition).unwrap_or_default();
            grid(name, &self.of(edition), self.today, console.width(), self.language)
        });
        grids.collect::<Vec<_>>().join("\n")
    }
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
fn known(inputs: &Inputs, ids: &[&str]) -> Result<(), Stop> {
    let known = || inputs.files.keys().map(MeetingId::as_str);
    match ids.iter().find(|id| !known().any(|known| known == **id)) {
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
