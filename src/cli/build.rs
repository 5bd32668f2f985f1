//! `timeplan build`: the feeds of all meetings.

use super::args::BuildArguments;
use super::console::{Console, counted};
use super::disk::DiskTree;
use super::input::{self, Inputs};
use super::load::load;
use super::{Exit, Stop, now};
use crate::ical::Damage;
use crate::model::MeetingId;
use crate::render::{Feeds, Finished, Section, meeting_path};
use crate::revise::revise;
use std::collections::BTreeSet;
use std::path::PathBuf;

pub(super) fn run(arguments: &BuildArguments, console: &Console) -> Result<Exit, Stop> {
    let now = now()?;
    let inputs = input::find(&arguments.inputs, console)?;
    if inputs.files.is_empty() {
        return Err(Stop(
            Exit::Faulty,
            format!("no meeting was found; {} was not touched", arguments.output.display()),
        ));
    }
    let mut tree = DiskTree::open(&arguments.output)?;
    let ids = ids(&inputs, &tree)?;
    let settings = &inputs.settings;
    let mut feeds: Vec<Feeds<'_>> =
        settings.languages.iter().map(|language| Feeds::new(settings, *language)).collect();
    let (mut built, mut events, mut faulty) = (0, 0, inputs.unusable > 0);
    for id in &ids {
        let files: &[PathBuf] = inputs.files.get(id).map_or(&[], Vec::as_slice);
        let timetable = match files {
            [] => None,
            files => {
                let loaded = load(id, files, &settings.languages, console, !console.is_quiet());
                faulty |= loaded.timetable.is_none();
                loaded.timetable
            }
        };
        let Some(timetable) = timetable else {
            keep(id, !files.is_empty(), &mut feeds, &mut tree, console)?;
            continue;
        };
        let edition = revise(timetable, settings, now);
        built += 1;
        events += edition.events.len();
        for (language, feeds) in feeds.iter_mut().enumerate() {
            let section = Section::of_edition(&edition, language, settings.alarm);
            let name = edition.names.get(language).map_or("", String::as_str);
            let done = feeds
                .add(&section, &mut tree)
                .and_then(|()| feeds.meeting(&section, name, &mut tree));
            done.map_err(|error| tree.failed(&error))?;
        }
    }
    let mut finished = Vec::new();
    for feeds in feeds {
        finished.push(feeds.finish_all(&mut tree).map_err(|error| tree.failed(&error))?);
    }
    let count: usize = finished.iter().map(Finished::len).sum();
    if count == 0 {
        return Err(Stop(
            Exit::Faulty,
            format!("there is no feed to write; {} was not touched", arguments.output.display()),
        ));
    }
    let current: BTreeSet<String> =
        finished.iter().flat_map(|finished| finished.paths().map(str::to_owned)).collect();
    let stale = tree.published_feeds().map_err(|error| tree.failed(&error))?;
    let stale =
        stale.into_iter().filter(|path| !current.contains(path)).map(|path| tree.shown(&path));
    let stale: Vec<String> = stale.collect();
    Finished::write_index(finished, &mut tree).map_err(|error| tree.failed(&error))?;
    let written = tree.commit(console)?;
    console.result(&format!(
        "{}: {} of {} with {}; {written}",
        arguments.output.display(),
        counted(count, "feed", "feeds"),
        counted(built, "meeting", "meetings"),
        counted(events, "event", "events"),
    ));
    for path in stale {
        console.result(&format!("{path} is no feed of these meetings; it was left as it is"));
    }
    Ok(if faulty { Exit::Faulty } else { Exit::Done })
}

/// The meetings to build or keep. Only folders are complete lists: with single files as inputs, or
/// with some that cannot be used, every other published meeting stays.
fn ids(inputs: &Inputs, tree: &DiskTree) -> Result<BTreeSet<MeetingId>, Stop> {
    let mut ids: BTreeSet<MeetingId> = inputs.files.keys().cloned().collect();
    if !inputs.is_complete {
        let published = tree.published_feeds().map_err(|error| tree.failed(&error))?;
        let id = |path: &String| path.strip_prefix("meetings/")?.strip_suffix(".ics")?.parse().ok();
        ids.extend(published.iter().filter_map(id));
    }
    Ok(ids)
}

/// Keeps the last published events of a meeting in every feed.
fn keep(
    id: &MeetingId,
    is_faulty: bool,
    feeds: &mut [Feeds<'_>],
    tree: &mut DiskTree,
    console: &Console,
) -> Result<(), Stop> {
    for feeds in feeds {
        let path = meeting_path(feeds.folder(), id);
        let shown = tree.shown(&path);
        let Some(bytes) = tree.published(&path)? else {
            if is_faulty {
                console.problem(&format!(
                    "`{id}` was not built, and nothing was published of it before"
                ));
            }
            continue;
        };
        match Section::of_published(id, &bytes) {
            Ok((section, name)) => {
                if is_faulty {
                    console.problem(&format!(
                        "`{id}` was not built; its events stay as {shown} has them"
                    ));
                }
                feeds.add(&section, tree).map_err(|error| tree.failed(&error))?;
                feeds.keep(&section, &name, &bytes);
            }
            Err(damage) => {
                let why = match damage {
                    Damage::Foreign => "it was not written by this program".to_owned(),
                    Damage::Broken(line) => format!("it is damaged in line {line}"),
                };
                console.problem(&format!(
                    "`{id}` was not built, and {shown} cannot be used: {why}. It was left as it is, and its events \
                     are in no other feed"
                ));
            }
        }
    }
    Ok(())
}
