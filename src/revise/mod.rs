//! Revision: a timetable becomes an [`Edition`], in which every event has its UID and its stamps,
//! by comparing it with what was published last.
//!
//! Events are paired with those of the [`Memory`]; a paired event keeps its UID. In each language,
//! SEQUENCE and stamps rise only if a subscriber sees a difference ([`VisibleEvent`]). An event without a
//! source is withdrawn: it stays for a while, marked as cancelled.

mod change;
mod compare;
mod former;
mod identity;
mod loss;
mod memory;
mod newest;
mod pairing;
mod seen;
mod uids;
mod withdrawn;

use change::is_banner;
pub use change::{Change, ChangeKind, Transition};
pub use compare::{Difference, compare};
pub use former::{Heir, Lineage, hand_over};
pub use identity::{Identity, anchor};
pub use loss::{Loss, LossKind};
pub use memory::{Memory, Revision};
pub use newest::{FeedState, Newest};
pub use seen::VisibleEvent;
pub use withdrawn::retired;

use crate::expand::{About, EventStatus, Timetable, TimetableEvent};
use crate::model::{Cancelled, Group, Kind, Language, MeetingId, Settings, WebAddress, compact};
use crate::words::Words;
use chrono::{DateTime, SubsecRound, Utc};
use memory::OldEvent;
use pairing::{PairedEvent, Reach};
use std::collections::BTreeSet;
use uids::Uids;

/// A timetable whose events have their identity and their stamps.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The meeting's id.
    pub id: MeetingId,
    /// Who meets.
    pub groups: Vec<Group>,
    /// The languages of all texts.
    pub languages: Vec<Language>,
    /// The name of the meeting's feed in each language.
    pub names: Vec<String>,
    /// The meeting's page.
    pub url: Option<WebAddress>,
    /// The facts about it as a whole, in each language.
    pub about: Vec<About>,
    /// Its relations to other meetings.
    pub lineage: Lineage,
    /// Its events in the order of their starts.
    pub events: Vec<Revised>,
    /// Whether something was published before.
    is_known: bool,
    /// Published events that are no longer in the timetable.
    pub withdrawn: Vec<Revised>,
    /// What changed for subscribers, by language and event.
    pub changes: Vec<Change>,
    /// When the next withdrawn event is removed from the feeds.
    pub next_expiry: Option<DateTime<Utc>>,
    /// The loss, if more than half of the upcoming events would be lost.
    pub loss: Option<Loss>,
    /// A published stamp that is later than the stamp of changed events.
    pub later_stamp: Option<DateTime<Utc>>,
    /// Whether anything differs from what is published, including the removal of a cancelled event.
    pub is_news: bool,
}

/// An event with its identity and its stamps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revised {
    /// The event.
    pub entry: TimetableEvent,
    /// The same in all languages and feeds.
    pub uid: String,
    /// The event's meeting and the one that its UID was assigned for, if they differ.
    pub holder: Option<(MeetingId, MeetingId)>,
    /// Its revision in each language.
    pub revisions: Vec<Revision>,
}

impl Revised {
    /// When it is removed from the feeds, if it is withdrawn.
    pub fn leaves(&self) -> DateTime<Utc> {
        let cancelled = self.revisions.iter().map(|revision| revision.stamp).max();
        withdrawn::leaves(self.entry.when, cancelled.unwrap_or_default())
    }
}

impl Edition {
    /// All events, including withdrawn ones, sorted by start. Equal ones are sorted by number,
    /// because the order in the source may have changed.
    pub fn all(&self) -> Vec<&Revised> {
        let mut all: Vec<&Revised> = self.events.iter().chain(&self.withdrawn).collect();
        if self.is_known {
            all.sort_by_cached_key(|event| (event.entry.order(), identity::number(&event.uid)));
        }
        all
    }
}

/// A run of the program that publishes what it revises.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The clock.
    pub now: DateTime<Utc>,
    /// Whether nothing at all was published before it.
    pub is_first: bool,
    /// The basis for new UIDs, if different from the memory: a served tree is lost when the server
    /// ends, so UIDs may only depend on the meeting and on what outlasts the server.
    pub lasting: Option<&'a Memory>,
}

/// Sets the identity and stamps of a timetable's events. New and changed events get the time of the
/// clock. A first build uses the letter's date at 00:00 UTC instead, so that its bytes do not
/// depend on the time; later, that stamp would be older than what subscribers have.
pub fn revise(timetable: Timetable, memory: &Memory, settings: &Settings, run: Run<'_>) -> Edition {
    let now = run.now.trunc_subsecs(0);
    let letter = timetable.stamp().filter(|letter| run.is_first && *letter <= now);
    let lasting = run.lasting.unwrap_or(memory);
    let pairs = pairing::pair(&timetable, lasting, Reach::All);
    let known = run.lasting.map(|_| pairing::pair(&timetable, memory, Reach::All));
    let plan_loss = Loss::of_plan(&timetable, known.as_ref().unwrap_or(&pairs), memory, now);
    let mut uids = Uids::new(lasting, &timetable, settings, run.lasting.is_some());
    let mut paired = BTreeSet::new();
    let drops = settings.cancelled == Cancelled::Drop;
    let Timetable { id, groups, languages, names, url, status, about, entries, .. } = timetable;
    let mut reviser = Reviser {
        memory,
        id: &id,
        languages: &languages,
        url: url.as_ref(),
        pages: languages.iter().map(|language| settings.page_of(&id, *language)).collect(),
        now,
        first: letter.unwrap_or(now),
        changes: Vec::new(),
    };
    let mut events = Vec::with_capacity(entries.len());
    for (entry, PairedEvent { line, past }) in entries.into_iter().zip(pairs) {
        let past = past.and_then(|at| lasting.events.get(at));
        let uid = past.map_or_else(|| uids.new_one(&line, &entry), |past| past.uid.clone());
        let at = memory.place(&uid);
        let past = at.and_then(|at| memory.events.get(at));
        paired.extend(at);
        if !drops || entry.state != EventStatus::Cancelled {
            events.push(reviser.revise(entry, uid, past));
        } else if past.is_some() {
            // One that was dropped before it was ever published is not a change.
            reviser.revise(entry, uid, past);
        }
    }
    let places = memory.events.iter().enumerate();
    let unpaired = places.filter(|(at, _)| !paired.contains(at)).map(|(_, past)| past);
    let loss = memory.loss(unpaired.clone(), status, now).or(plan_loss);
    let (withdrawn, left): (Vec<Revised>, Vec<Revised>) = unpaired
        .map(|past| reviser.withdraw(past))
        .partition(|event| !drops && now < event.leaves());
    let changes = reviser.gathered(&events, &names);
    let later_stamp = memory.latest_clock().filter(|stamp| *stamp > now && !changes.is_empty());
    Edition {
        id,
        groups,
        languages,
        names,
        url,
        about,
        lineage: Lineage::of(memory, events.iter().chain(&withdrawn)),
        events,
        is_known: !memory.is_empty(),
        next_expiry: withdrawn.iter().map(Revised::leaves).min(),
        withdrawn,
        is_news: !left.is_empty() || !changes.is_empty(),
        changes,
        loss,
        later_stamp,
    }
}

/// The published meeting, unchanged: for pages and languages without their own version of it. A
/// language in which it was not published shows the texts of another.
pub fn kept(memory: &Memory, languages: &[Language]) -> Edition {
    let Timetable { id, groups, mut names, .. } = retired(memory.id().clone(), memory, languages);
    let (banner, mut events) = (memory.banner(), Vec::with_capacity(memory.events.len()));
    for (at, (name, language)) in names.iter_mut().zip(languages).enumerate() {
        let is_named = memory.names.get(at).is_some_and(Option::is_some);
        if let Some(banner) = banner
            && !is_named
        {
            let words = Words::of(*language);
            let days = words.days(banner.shown.when.days());
            *name = (words.feed_of_meeting)(&compact(&groups), &days);
        }
    }
    for past in &memory.events {
        let published = || past.seen.iter().flatten().map(|(_, revision)| *revision);
        let Some(first) = published().reduce(Revision::raised) else { continue };
        let revision = |at| {
            let own = match past.seen.get(at) {
                Some(Some((_, revision))) => *revision,
                _ => first,
            };
            past.raised(at, own)
        };
        events.push(Revised {
            entry: withdrawn::kept(past, languages),
            uid: past.uid.clone(),
            holder: past.holder(memory.id()),
            revisions: (0..languages.len()).map(revision).collect(),
        });
    }
    Edition {
        id,
        groups,
        languages: languages.to_vec(),
        names,
        url: banner.and_then(|banner| {
            let url = banner.shown.url.as_ref().filter(|url| !identity::is_page(url, &banner.uid));
            url?.parse().ok()
        }),
        about: Vec::new(),
        lineage: Lineage::of(memory, events.iter()),
        events,
        // They are as published, if their own feed is intact.
        is_known: memory.is_taught,
        withdrawn: Vec::new(),
        changes: Vec::new(),
        next_expiry: None,
        loss: None,
        later_stamp: None,
        is_news: false,
    }
}

/// Sets the revisions of events and records changes.
struct Reviser<'a> {
    memory: &'a Memory,
    id: &'a MeetingId,
    languages: &'a [Language],
    /// The meeting's page elsewhere.
    url: Option<&'a WebAddress>,
    /// Its page in the tree in each language, where that of the tree is known.
    pages: Vec<Option<String>>,
    now: DateTime<Utc>,
    /// The stamp of new events.
    first: DateTime<Utc>,
    changes: Vec<Change>,
}

impl Reviser<'_> {
    /// Leads an event to its place on the meeting's page, unless it has a page of its own.
    fn lead(&self, entry: &mut TimetableEvent, uid: &str) {
        let is_own = entry.url.is_some() && entry.url.as_ref() != self.url;
        for (wording, page) in entry.wordings.iter_mut().zip(&self.pages) {
            let led = || Some(format!("{}#{}", page.as_ref()?, anchor(uid)));
            wording.page = if is_own { None } else { led() };
        }
    }

    fn revise(
        &mut self,
        mut entry: TimetableEvent,
        uid: String,
        past: Option<&OldEvent>,
    ) -> Revised {
        self.lead(&mut entry, &uid);
        let known = |at: usize| past.and_then(|past| past.seen.get(at)?.as_ref());
        let own = |(at, _)| {
            let (before, last) = known(at)?;
            Some(match Some(before) == VisibleEvent::of_entry(&entry, at).as_ref() {
                true => *last,
                false => Revision {
                    sequence: last.sequence.saturating_add(1),
                    stamp: self.now.max(last.stamp),
                },
            })
        };
        let own: Vec<Option<Revision>> = self.languages.iter().enumerate().map(own).collect();
        // An event that is new in a language has the same revision as in the others: a calendar in
        // that language may already have it, published by a machine that keeps no files.
        let new = own.iter().flatten().copied().reduce(Revision::raised);
        let new = new.unwrap_or_else(|| self.first(past));
        let mut revisions = Vec::with_capacity(self.languages.len());
        for ((at, language), own) in self.languages.iter().enumerate().zip(own) {
            let (before, after) = (known(at), VisibleEvent::of_entry(&entry, at));
            let revision = own.unwrap_or(new);
            let revision = past.map_or(revision, |past| past.raised(at, revision));
            revisions.push(revision);
            if self.memory.is_blank(at) {
                continue;
            }
            let before = before.map(|(seen, _)| seen);
            let untold = past.and_then(|past| past.untold.get(at)?.as_ref());
            let told = untold.map(Option::as_ref).filter(|untold| *untold != after.as_ref());
            let told = told.unwrap_or(before);
            if told != after.as_ref() {
                self.changes.push(Change {
                    meeting: self.id.clone(),
                    language: *language,
                    uid: uid.clone(),
                    sequence: revision.sequence,
                    stamp: self.now,
                    events: 1,
                    season: None,
                    before: told.cloned().map(Box::new),
                    after: after.map(Box::new),
                });
            }
        }
        let holder = past.and_then(|past| past.holder(self.id));
        Revised { entry, uid, holder, revisions }
    }

    /// Marks an event as cancelled that has no source any more.
    fn withdraw(&mut self, past: &OldEvent) -> Revised {
        self.revise(withdrawn::entry(past, self.languages), past.uid.clone(), Some(past))
    }

    /// The revision of an event that is new in all languages of the settings: not below that of the
    /// same UID in removed languages.
    fn first(&self, past: Option<&OldEvent>) -> Revision {
        let others = past.into_iter().flat_map(|past| past.seen.iter().flatten());
        let highest = others.map(|(_, revision)| revision.sequence).max();
        Revision { sequence: highest.unwrap_or(0), stamp: self.first }
    }

    /// The changes by language and time. A meeting that changed as a whole is one change; that of a
    /// season has its name.
    fn gathered(self, events: &[Revised], names: &[String]) -> Vec<Change> {
        let mut gathered = Vec::new();
        let mut changes = self.changes;
        changes.sort_by_cached_key(|change| change.transition().order(&change.uid));
        let names = names.iter().map(Some).chain(std::iter::repeat(None));
        for ((at, language), name) in self.languages.iter().enumerate().zip(names) {
            let season = |seen: Option<&VisibleEvent>| {
                name.filter(|_| !seen.is_some_and(is_banner)).cloned()
            };
            if self.memory.is_blank(at) {
                let banner = events.iter().find(|event| event.entry.kind == Kind::Meeting);
                gathered.extend(banner.or(events.first()).map(|event| {
                    let after = VisibleEvent::of_entry(&event.entry, at);
                    Change {
                        meeting: self.id.clone(),
                        language: *language,
                        uid: event.uid.clone(),
                        sequence: 0,
                        stamp: self.first,
                        events: events.len(),
                        season: season(after.as_ref()).filter(|_| events.len() > 1),
                        before: None,
                        after: after.map(Box::new),
                    }
                }));
                continue;
            }
            let own = changes.extract_if(.., |change| change.language == *language);
            let own: Vec<Change> = own.collect();
            let transitions: Vec<_> = own.iter().map(Change::transition).collect();
            match change::whole(&transitions, self.memory.count(at)) {
                Some(banner) => {
                    let events = own.len();
                    gathered.extend(own.into_iter().nth(banner).map(|change| Change {
                        events,
                        season: season(change.transition().shown()),
                        ..change
                    }));
                }
                None => gathered.extend(own),
            }
        }
        gathered
    }
}
