//! Builds the meetings of a run one by one, each expanded again or kept as published, then the
//! files that several of them share.

use super::cores::in_order;
use super::guard::{too_much_lost, wrong_clock};
use super::handover::{Handover, KeepReason};
use super::inputs::{InputSource, Inputs, Sources};
use super::kin::MeetingRelations;
use super::lasting::Lasting;
use super::lists::{answer_old_addresses, write_changes};
use super::load::{LoadOptions, Loaded, load};
use super::place::ContinuedTree;
use super::published::{PublishedState, Remembered, add_in_all, keep, remember};
use super::report::{Doubts, RunMessage};
use super::{Policy, RunOutput, Stopped, Verdict};
use crate::expand::Timetable;
use crate::model::{Language, MeetingId};
use crate::render::{Feeds, Ledger, Pages, Section, meeting_path};
use crate::revise::{Change, Edition, Memory, Run, retired, revise};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// What a build works with.
#[derive(Clone, Copy)]
pub(super) struct BuildInputs<'a> {
    pub(super) inputs: &'a Inputs,
    pub(super) kin: &'a MeetingRelations<'a>,
    pub(super) published: &'a PublishedState,
    /// The meetings to build; the others are as the last run left them.
    pub(super) fresh: &'a BTreeSet<MeetingId>,
    pub(super) last: &'a Ledger,
    pub(super) now: DateTime<Utc>,
    /// The clock of the last run.
    pub(super) clock: Option<DateTime<Utc>>,
    pub(super) policy: Policy,
    pub(super) lasting: Option<&'a Lasting>,
}

/// A build in progress.
pub(super) struct Build<'a> {
    given: BuildInputs<'a>,
    feeds: Vec<Feeds<'a>>,
    pages: Vec<Pages<'a>>,
    changes: Vec<Change>,
    expiries: BTreeMap<MeetingId, i64>,
    /// The starting point of meetings that share events with others.
    handover: Handover,
    /// The memories that UIDs are assigned from in such a tree, for meetings that take over events
    /// of others.
    dealt: BTreeMap<MeetingId, Memory>,
    emptied: BTreeSet<MeetingId>,
    verdict: Verdict,
    reports: &'a mut Vec<RunMessage>,
}

impl<'a> Build<'a> {
    pub(super) fn new(
        given: BuildInputs<'a>,
        mut expiries: BTreeMap<MeetingId, i64>,
        reports: &'a mut Vec<RunMessage>,
    ) -> Self {
        let BuildInputs { inputs, published, fresh, last, now, .. } = given;
        let settings = &inputs.settings;
        let languages = settings.languages.iter();
        let feeds = languages.map(|language| Feeds::new(settings, *language, last, fresh));
        expiries.retain(|id, _| !fresh.contains(id));
        Self {
            given,
            feeds: feeds.map(|feeds| feeds.over(&published.changed, now)).collect(),
            pages: (0..settings.languages.len())
                .map(|at| Pages::new(settings, at, last, fresh))
                .collect(),
            changes: Vec::new(),
            expiries,
            handover: Handover::default(),
            dealt: BTreeMap::new(),
            emptied: BTreeSet::new(),
            verdict: inputs.verdict,
            reports,
        }
    }

    /// Builds everything into a tree. If no meeting has a feed, the tree is not finished.
    pub(super) fn all(
        mut self,
        mut sources: Sources,
        place: &mut impl ContinuedTree,
    ) -> Result<RunOutput, Stopped> {
        let BuildInputs { inputs, kin, published, fresh, now, policy, .. } = self.given;
        let settings = &inputs.settings;
        let (allowed, layout) = ((now, policy.allow_shrink), self.layout(Doubts::WithFaults));
        let recall = published.recall(settings, place);
        self.handover = Handover::settle((kin, &sources), fresh, allowed, layout, recall)?;
        if let Some(lasting) = self.given.lasting {
            let recall = |id: &MeetingId| Ok(lasting.remember(id, settings)?.memory);
            let allowed = (now, true);
            let handover = Handover::settle((kin, &sources), fresh, allowed, layout, recall)?;
            self.dealt = handover.memories;
        }
        let layout = self.layout(policy.doubts);
        let all = fresh.iter().map(|id| {
            let is_new = inputs.files.contains_key(id) && !self.handover.held.contains_key(id);
            (id, is_new.then(|| sources.take(id)))
        });
        let loaded = |(id, sources): (&'a MeetingId, Option<Vec<InputSource>>)| {
            let load = |sources: Vec<InputSource>| {
                load(inputs, &sources, id, kin.fault(id).as_ref(), layout)
            };
            (id, sources.map(load))
        };
        in_order(all.collect(), loaded, |all| {
            for (id, loaded) in all {
                self.meeting(id, loaded, place)?;
            }
            Ok::<(), Stopped>(())
        })?;
        let Self { feeds, pages, changes, expiries, emptied, verdict, .. } = self;
        let mut ledger = Ledger::default();
        for feeds in feeds {
            ledger.extend(feeds.finish_all(place)?);
        }
        if ledger.entries.is_empty() {
            return Err(Stopped::Nothing);
        }
        answer_old_addresses(settings, &ledger, place)?;
        let lists = write_changes(&changes, settings, &ledger, now, place)?;
        for (pages, list) in pages.into_iter().zip(&lists) {
            pages.finish_all(&mut ledger, list, place)?;
        }
        let first = settings.languages.first().map_or("", |language| language.code());
        ledger.write_index(place, first)?;
        let is_first = published.is_first;
        Ok(RunOutput { ledger, changes, expiries, emptied, verdict, is_first, left: Vec::new() })
    }

    fn layout(&self, doubts: Doubts) -> LoadOptions<'a> {
        let languages: &'a [Language] = &self.given.inputs.settings.languages;
        LoadOptions { languages, today: Some(self.given.now.date_naive()), doubts }
    }

    /// Builds one meeting, or keeps its published feeds.
    fn meeting(
        &mut self,
        id: &MeetingId,
        loaded: Option<Loaded>,
        place: &mut impl ContinuedTree,
    ) -> Result<(), Stopped> {
        let BuildInputs { inputs, published, policy, .. } = self.given;
        let settings = &inputs.settings;
        let mut remembered = remember(id, settings, published, |path| place.old(path))?;
        if let Some(why) = self.handover.held.remove(id) {
            return self.hold(id, why, &remembered, place);
        }
        if let Some(memory) = self.handover.memories.remove(id) {
            // If another meeting takes over events, or this one did, the feed is written again.
            if memory.has_given() || memory.has_taken() {
                remembered.is_whole.fill(false);
            }
            remembered.memory = memory;
        }
        let memory = &remembered.memory;
        if memory.has_given() && memory.is_empty() {
            self.emptied.insert(id.clone());
        }
        let timetable = match loaded {
            Some(loaded) => {
                self.verdict = self.verdict.max(loaded.verdict());
                self.reports.extend(loaded.reports);
                let Some(timetable) = loaded.timetable else {
                    return self.hold(id, KeepReason::Faulty, &remembered, place);
                };
                timetable
            }
            // A meeting whose file was removed from a folder is retired, but only if the feed is
            // ours.
            None if inputs.is_complete && !memory.is_empty() => {
                retired(id.clone(), memory, &settings.languages)
            }
            None => {
                self.keep(&remembered, place)?;
                return Ok(());
            }
        };
        let edition = self.edition(timetable, memory)?;
        if let Some(loss) = edition.loss
            && !policy.allow_shrink
        {
            return self.hold(id, KeepReason::Refused(loss), &remembered, place);
        }
        for (path, why) in remembered.unfit {
            place.set_aside(&path, why);
        }
        self.add(edition, place)
    }

    /// Writes an edition's feeds and pages, and adds it to those that several meetings share.
    fn add(&mut self, edition: Edition, place: &mut impl ContinuedTree) -> Result<(), Stopped> {
        let settings = &self.given.inputs.settings;
        let sections: Vec<Section> = (0..settings.languages.len())
            .map(|language| Section::of_edition(&edition, language, settings.alarm))
            .collect();
        let both = self.feeds.iter_mut().zip(&mut self.pages).zip(&sections);
        for (language, ((feeds, pages), section)) in both.enumerate() {
            let name = edition.names.get(language).map_or("", String::as_str);
            feeds.add(section, place)?;
            feeds.meeting(section, name, place)?;
            pages.add(&edition, section, place)?;
        }
        add_in_all(&mut self.feeds, &sections, settings, place)?;
        let expiry = edition.next_expiry.map(|expiry| (edition.id.clone(), expiry.timestamp()));
        self.expiries.extend(expiry);
        self.changes.extend(edition.changes);
        Ok(())
    }

    /// Keeps the published feeds of a meeting. Returns whether there are any.
    fn keep(
        &mut self,
        remembered: &Remembered,
        place: &mut impl ContinuedTree,
    ) -> io::Result<bool> {
        let settings = &self.given.inputs.settings;
        let is_there = keep(remembered, settings, &mut self.feeds, &mut self.pages, place)?;
        if is_there {
            return Ok(true);
        }
        for (path, why) in &remembered.unfit {
            let shown = place.shown(path);
            self.say(format!(
                "{shown} {why}; it was not changed, and its events are missing from all other feeds"
            ));
        }
        Ok(false)
    }

    /// Revises a timetable, unless the clock is wrong.
    fn edition(&mut self, timetable: Timetable, memory: &Memory) -> Result<Edition, Stopped> {
        let BuildInputs { inputs, published, now, clock, policy, .. } = self.given;
        let id = timetable.id.clone();
        let lasting = match (self.given.lasting, self.dealt.remove(&id)) {
            (None, _) => None,
            // Only the server's own tree knows what was taken over while it ran.
            (Some(_), Some(dealt)) => {
                Some(dealt).filter(|dealt| dealt.has_taken() || !memory.has_taken())
            }
            (Some(lasting), None) => Some(lasting.remember(&id, &inputs.settings)?.memory),
        };
        let run = Run { now, is_first: published.is_first, lasting: lasting.as_ref() };
        let edition = revise(timetable, memory, &inputs.settings, run);
        match wrong_clock(&edition, now, clock) {
            Some(why) if !policy.allow_clock => Err(Stopped::Refused(why)),
            _ => Ok(edition),
        }
    }

    /// Keeps the published feeds of a meeting, and says why.
    fn hold(
        &mut self,
        id: &MeetingId,
        why: KeepReason,
        remembered: &Remembered,
        place: &mut impl ContinuedTree,
    ) -> Result<(), Stopped> {
        let is_published = self.keep(remembered, place)?;
        let shown = place.shown(&meeting_path("", id));
        let sentence = match why {
            KeepReason::Faulty => {
                self.verdict = self.verdict.max(Verdict::Faulty);
                match is_published {
                    true => {
                        format!("`{id}` was not built; its published events stay as in {shown}")
                    }
                    false => format!("`{id}` was not built; nothing was published for it before"),
                }
            }
            KeepReason::Refused(loss) => {
                self.verdict = self.verdict.max(Verdict::Refused);
                too_much_lost(id, loss, self.given.inputs.files.contains_key(id), &shown)
            }
            KeepReason::Doubled(by) => format!(
                "`{id}` was not cancelled because `{by}` is the same meeting; its published \
                 events stay as in {shown}"
            ),
            KeepReason::Beside(bad) => {
                let stays = if is_published { "stays as published" } else { "was not built" };
                format!(
                    "`{id}` {stays}: it shares events with `{bad}` (`formerly`), which cannot be built"
                )
            }
        };
        self.say(sentence);
        Ok(())
    }

    fn say(&mut self, sentence: String) {
        self.reports.push(RunMessage::Sentence(sentence));
    }
}
