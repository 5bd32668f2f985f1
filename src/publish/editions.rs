//! What the next run would publish for some meetings: for commands that only show it.

use super::Verdict;
use super::handover::Handover;
use super::inputs::Inputs;
use super::kin::MeetingRelations;
use super::load::{LoadOptions, load};
use super::published::{PublishedState, remember};
use super::report::{Doubts, RunMessage};
use crate::model::{Language, MeetingId};
use crate::revise::{Edition, Run, kept, retired, revise};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use std::io;

/// The editions of some meetings.
#[derive(Debug)]
pub struct Editions {
    /// One for each meeting.
    pub editions: Vec<Edition>,
    /// The index of the wanted language.
    pub language: usize,
    /// Whether a meeting is missing because its file has faults or cannot be read.
    pub verdict: Verdict,
    /// Messages about them.
    pub reports: Vec<RunMessage>,
}

/// The editions of some meetings, with published UIDs and revisions: from the published meetings in
/// `there`, and their files, which `read` returns. A meeting without a file is one that the next
/// run retires.
pub fn editions(
    inputs: &Inputs,
    ids: &[MeetingId],
    language: Language,
    there: &BTreeSet<MeetingId>,
    read: impl Fn(&str) -> io::Result<Option<Vec<u8>>>,
    now: DateTime<Utc>,
) -> io::Result<Editions> {
    let mut settings = inputs.settings.clone();
    let is_published = settings.languages.iter().position(|other| *other == language);
    let at = is_published.unwrap_or(settings.languages.len());
    if is_published.is_none() {
        settings.languages.push(language);
    }
    let (editions, reports) = (Vec::new(), Vec::new());
    let mut found = Editions { editions, language: at, verdict: Verdict::Done, reports };
    let published = PublishedState::of_index(read("feeds.json")?);
    let run = Run { now, is_first: published.is_first, lasting: None };
    let recall =
        |id: &MeetingId| Ok(remember(id, &settings, &published, |path| read(path))?.memory);
    let kin = MeetingRelations::beside(inputs, there, recall)?;
    let mut family = ids.iter().cloned().collect();
    kin.complete(&mut family);
    let languages = &inputs.settings.languages;
    let (today, doubts) = (Some(now.date_naive()), Doubts::WithFaults);
    let layout = LoadOptions { languages, today, doubts };
    let files = (&kin, &inputs.sources);
    let mut handover = Handover::settle(files, &family, (now, true), layout, recall)?;
    let layout = LoadOptions { languages: &settings.languages, ..layout };
    for id in ids {
        // A meeting that the next run would not change is shown as published.
        if handover.held.contains_key(id) {
            found.reports.push(RunMessage::Sentence(format!(
                "`{id}` is shown as published: the next build would not change it; see `timeplan \
                 check`"
            )));
            found.verdict = found.verdict.max(Verdict::Faulty);
            found.editions.push(kept(&recall(id)?, &settings.languages));
            continue;
        }
        let memory = match handover.memories.remove(id) {
            Some(memory) => memory,
            None => recall(id)?,
        };
        let timetable = match inputs.files.get(id) {
            // `check` and `build` decide whether it would be published together with the others.
            Some(_) => {
                let loaded = load(inputs, inputs.sources.of(id), id, None, layout);
                found.verdict = found.verdict.max(loaded.verdict());
                found.reports.extend(loaded.reports);
                loaded.timetable
            }
            None => Some(retired(id.clone(), &memory, &settings.languages)),
        };
        let edition = timetable.map(|timetable| revise(timetable, &memory, &inputs.settings, run));
        found.editions.extend(edition);
    }
    Ok(found)
}
