//! `timeplan explain`: what made an event, and why it is at its times.

use super::args::ExplainArguments;
use super::console::Console;
use super::editions::{editions, published_in};
use super::input;
use super::show::{known_terms, nothing_on};
use super::{Exit, Stop};
use crate::finding::{Exhibit, nearest};
use crate::letter::{self, Merged};
use crate::model::{Language, MeetingId, parse_date};
use crate::publish::{Editions, InputSource, Inputs};
use crate::render::{Selected, explain, meeting_path, select};
use crate::revise::Edition;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What to explain.
enum ExplainTarget<'a> {
    /// All events of a day.
    Day(NaiveDate),
    /// The event with a UID, with or without its domain.
    Event(&'a str),
}

impl ExplainTarget<'_> {
    fn is(&self, event: &Selected<'_>) -> bool {
        match self {
            Self::Day(day) => event.is_on(*day),
            Self::Event(uid) => name(&event.event.uid) == name(uid),
        }
    }
}

/// A UID without its domain.
fn name(uid: &str) -> &str {
    uid.rsplit_once('@').map_or(uid, |(name, _)| name)
}

pub(super) fn run(arguments: &ExplainArguments, console: &Console) -> Result<Exit, Stop> {
    let what = match parse_date(&arguments.what) {
        Ok(day) => ExplainTarget::Day(day),
        Err(_) => ExplainTarget::Event(&arguments.what),
    };
    let inputs = input::find(&arguments.inputs, console)?;
    let output = &arguments.published.output;
    let all = meetings(&inputs, output);
    let is_of = |id: &MeetingId| match what {
        ExplainTarget::Day(_) => true,
        ExplainTarget::Event(uid) => uid.starts_with(&format!("{id}-")),
    };
    // An event that continues in another meeting keeps its UID.
    let is_formerly =
        |id| inputs.outlines.get(id).is_some_and(|own| own.formerly.iter().any(is_of));
    let mut ids: Vec<MeetingId> =
        all.iter().filter(|id| is_of(id) || is_formerly(*id)).cloned().collect();
    if ids.is_empty() && arguments.what.contains('-') {
        ids = all.into_iter().collect();
    }
    let language = inputs.settings.languages.first().copied().unwrap_or(Language::En);
    let Editions { editions, language: at, verdict, .. } =
        editions(&inputs, &ids, language, &arguments.published, console)?;
    let filter = &arguments.filter;
    known_terms(filter, &editions)?;
    let mut found: Vec<(&Edition, Selected<'_>)> = Vec::new();
    for edition in &editions {
        let events = select(edition, at, &filter.show, &filter.hide).into_iter();
        found.extend(events.filter(|event| what.is(event)).map(|event| (edition, event)));
    }
    found.sort_by_cached_key(|(_, event)| event.event.entry.order());
    if found.is_empty() {
        nothing(&what, &inputs, &editions, console)?;
    }
    let mut sources: BTreeMap<&MeetingId, MeetingSources> = BTreeMap::new();
    for (edition, event) in found {
        let source = sources.entry(&edition.id);
        let source = source.or_insert_with(|| MeetingSources::of(&edition.id, &inputs, output));
        let exhibit = source.shown(explain(edition, &event));
        console.print_drawn(&format!("{}\n", exhibit.draw(&source.texts, console.drawing())));
    }
    Ok(Exit::from(verdict.max(inputs.verdict)))
}

/// The sources of a meeting.
struct MeetingSources {
    /// The names and texts of its files.
    texts: Vec<(String, String)>,
    /// The versions of its letter, if it has one.
    letters: Option<Merged>,
}

impl MeetingSources {
    fn of(id: &MeetingId, inputs: &Inputs, output: &Path) -> Self {
        let files = || inputs.names(id).iter().zip(inputs.sources.of(id));
        let letters = files().filter_map(|(name, source)| match source {
            InputSource::Letter(letter) => Some((name.clone(), (**letter).clone())),
            _ => None,
        });
        let letters = letter::merge(letters.collect()).pop();
        let texts = match (&letters, files().next()) {
            (Some(merged), _) => {
                let texts = merged.versions.iter();
                texts.map(|(name, letter)| (name.clone(), letter.text.clone())).collect()
            }
            (None, Some((name, InputSource::Text(text)))) => vec![(name.clone(), text.clone())],
            (None, Some((name, _))) => vec![(name.clone(), String::new())],
            (None, None) => {
                vec![(output.join(meeting_path("", id)).display().to_string(), String::new())]
            }
        };
        Self { texts, letters }
    }

    /// An exhibit with the words of each version for each of its places.
    fn shown(&self, mut exhibit: Exhibit) -> Exhibit {
        if let Some(letters) = &self.letters {
            let marks = exhibit.marks.iter().flat_map(|(_, place, label)| {
                let words = letters.words(*place).into_iter();
                words.map(|(version, place)| (version, place, label.clone()))
            });
            exhibit.marks = marks.collect();
        }
        exhibit
    }
}

/// The meetings that have a file, and those that are published.
fn meetings(inputs: &Inputs, output: &Path) -> BTreeSet<MeetingId> {
    inputs.files.keys().cloned().chain(published_in(output)).collect()
}

/// Reports that there is nothing to explain.
fn nothing(
    what: &ExplainTarget<'_>,
    inputs: &Inputs,
    editions: &[Edition],
    console: &Console,
) -> Result<(), Stop> {
    match what {
        ExplainTarget::Day(day) => {
            console.result(&nothing_on(*day));
            Ok(())
        }
        ExplainTarget::Event(uid) => {
            let uids = editions.iter().flat_map(Edition::all).map(|event| name(&event.uid));
            let help = match nearest(name(uid), uids) {
                Some(near) => format!("did you mean `{near}`?"),
                None if editions.is_empty() && !inputs.files.is_empty() => {
                    "a UID begins with the id of its meeting; write a date like 2025-01-14"
                        .to_owned()
                }
                None => {
                    "`timeplan show --format list` and `explain DATE` list the events".to_owned()
                }
            };
            Err(Stop(Exit::Usage, format!("there is no event `{uid}`; {help}")))
        }
    }
}
