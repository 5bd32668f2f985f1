//! What the next build would publish of some meetings: for the commands that only show it.

use super::args;
use super::console::Console;
use super::disk;
use super::input::Inputs;
use super::kin::{Handover, Kin};
use super::load::{Doubts, load};
use super::names::names;
use super::published::{Published, remember};
use super::reason::reason;
use super::{Exit, Stop, now};
use crate::model::{Language, MeetingId};
use crate::revise::{Edition, Run, kept, retired, revise};
use std::collections::BTreeSet;
use std::path::Path;

/// The editions of some meetings.
pub(super) struct Editions {
    /// One a meeting.
    pub(super) editions: Vec<Edition>,
    /// The place of the wanted language among theirs.
    pub(super) language: usize,
    /// Whether a meeting is missing, because its file is faulty.
    pub(super) faulty: bool,
}

/// The editions of some meetings, with the UIDs and revisions of what is published. A meeting
/// without a file is one that the next build retires.
pub(super) fn editions(
    inputs: &Inputs,
    ids: &[MeetingId],
    language: Language,
    published: &args::Published,
    console: &Console,
) -> Result<Editions, Stop> {
    let now = now()?;
    let mut settings = inputs.settings.clone();
    let is_published = settings.languages.iter().position(|other| *other == language);
    let at = is_published.unwrap_or(settings.languages.len());
    if is_published.is_none() {
        settings.languages.push(language);
    }
    let mut found = Editions { editions: Vec::new(), language: at, faulty: false };
    let output = &published.output;
    let published = Published::of_index(read(&output.join("feeds.json"))?);
    let run = Run { now, is_first: published.is_first, lasting: None };
    let recall = |id: &MeetingId| {
        let remembered = remember(id, &settings, &published, |path| read(&output.join(path)))?;
        Ok(remembered.memory)
    };
    let kin = Kin::beside(inputs, &published_in(output), recall)?;
    let mut family = ids.iter().cloned().collect();
    kin.complete(&mut family);
    let mut handover = Handover::settle(&kin, &family, (now, true), console, recall)?;
    for id in ids {
        // What the next build would not change is shown as it is published.
        if handover.held.contains_key(id) {
            console.problem(&format!(
                "`{id}` is shown as it is published: the next build would not change it; see `timeplan check`"
            ));
            found.faulty = true;
            found.editions.push(kept(&recall(id)?, &settings.languages));
            continue;
        }
        let memory = match handover.memories.remove(id) {
            Some(memory) => memory,
            None => recall(id)?,
        };
        let timetable = match inputs.files.get(id) {
            // Whether it would be published beside the others is asked by `check` and `build`.
            Some(_) => {
                let doubts = Doubts::WithFaults;
                load(inputs, id, &settings.languages, console, None, doubts).timetable
            }
            None => Some(retired(id.clone(), &memory, &settings.languages)),
        };
        match timetable {
            Some(timetable) => {
                found.editions.push(revise(timetable, &memory, &settings, run));
            }
            None => found.faulty = true,
        }
    }
    Ok(found)
}

/// The meetings that are published in a folder.
pub(super) fn published_in(output: &Path) -> BTreeSet<MeetingId> {
    let published = names(&output.join("meetings")).unwrap_or_default().into_iter();
    published.filter_map(|name| name.to_str()?.strip_suffix(".ics")?.parse().ok()).collect()
}

/// A published file, if there is one.
fn read(path: &Path) -> Result<Option<Vec<u8>>, Stop> {
    disk::published(path).map_err(|error| {
        let (path, reason) = (path.display(), reason(&error));
        Stop(Exit::Machine, format!("{path}: the feed cannot be read: {reason}"))
    })
}
