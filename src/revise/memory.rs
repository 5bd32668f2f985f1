//! What was last published for a meeting: its own feeds, read back. There is no other memory, so no
//! database can be lost.

use super::change::EventCount;
use super::identity::Identity;
use super::seen::VisibleEvent;
use crate::ical::{self, ForeignFeed, PublishedEvent};
use crate::model::{Group, Kind, Language, MeetingId, Slot};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use std::collections::{BTreeMap, HashMap};

/// How often an event was changed in a language, and when last (RFC 5545 sections 3.8.4.7, 3.8.7.2
/// to 3.8.7.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision {
    /// SEQUENCE.
    pub sequence: u32,
    /// DTSTAMP and LAST-MODIFIED.
    pub stamp: DateTime<Utc>,
}

impl Revision {
    /// The revision of an event in a feed.
    pub fn of_published(event: &PublishedEvent<'_>) -> Self {
        Self { sequence: event.sequence, stamp: event.last_modified }
    }

    /// A revision that is at least as high as two others.
    pub(super) fn raised(self, floor: Self) -> Self {
        Self { sequence: self.sequence.max(floor.sequence), stamp: self.stamp.max(floor.stamp) }
    }
}

/// What was last published for a meeting.
#[derive(Clone, Debug)]
pub struct Memory {
    pub(super) id: MeetingId,
    languages: usize,
    /// The name of the meeting's feed in each language that was published.
    pub names: Vec<Option<String>>,
    groups: Vec<Group>,
    /// The other meetings whose events it took over, by the heads of its feeds.
    pub(super) formerly: Vec<String>,
    /// Whether something was published in each language.
    is_known: Vec<bool>,
    /// Whether the meeting's own feed in each language was read without damage.
    is_whole: Vec<bool>,
    pub(super) events: Vec<OldEvent>,
    by_uid: HashMap<String, usize>,
    /// Whether it has events from other feeds, which come after those of its own.
    pub(super) is_taught: bool,
    /// Its relations to other meetings.
    pub(super) kin: OtherMeetings,
}

/// A published event.
#[derive(Clone, Debug)]
pub(super) struct OldEvent {
    pub(super) uid: String,
    pub(super) identity: Identity,
    pub(super) slot: Option<Slot>,
    /// What it showed in the first language in which it was published.
    pub(super) shown: VisibleEvent,
    /// The newest version that subscribers of each language may have, and its revision.
    pub(super) seen: Vec<Option<(VisibleEvent, Revision)>>,
    /// What the meeting's own feed showed, which may be nothing, if another feed is newer: the last
    /// build stopped before it wrote the memory, so the change was not reported.
    pub(super) untold: Vec<Option<Option<VisibleEvent>>>,
    /// The language of its texts in each language, if different.
    pub(super) words: Vec<Option<Language>>,
    /// The highest revision that the address of each language showed in another language.
    pub(super) floor: Vec<Option<Revision>>,
}

impl OldEvent {
    /// The event's meeting and the one that its UID was assigned for, if they differ.
    pub(super) fn holder(&self, id: &MeetingId) -> Option<(MeetingId, MeetingId)> {
        let former = &self.identity.meeting;
        (former != id).then(|| (id.clone(), former.clone()))
    }

    /// A revision that is not below the one at the address of a language.
    pub(super) fn raised(&self, language: usize, revision: Revision) -> Revision {
        let floor = self.floor.get(language).copied().flatten();
        floor.map_or(revision, |floor| revision.raised(floor))
    }

    /// Adds what a feed shows, if it is newer than what is known. `is_new`: whether an unknown event is
    /// new.
    fn take(
        &mut self,
        language: usize,
        (seen, slot): (VisibleEvent, Option<Slot>),
        revision: Revision,
        is_new: bool,
    ) {
        let places = self.seen.get_mut(language).zip(self.untold.get_mut(language));
        let Some((place, untold)) = places else { return };
        match place {
            Some((known, last)) if *last < revision => {
                untold.get_or_insert_with(|| Some(known.clone()));
                *place = Some((seen, last.raised(revision)));
                self.slot = slot;
            }
            Some(_) => {}
            None => {
                *untold = is_new.then_some(None);
                *place = Some((seen, revision));
            }
        }
        if let Some((first, _)) = self.seen.iter().flatten().next() {
            self.shown = first.clone();
        }
    }
}

/// What a memory knows about other meetings.
#[derive(Clone, Debug, Default)]
pub(super) struct OtherMeetings {
    /// Events that continue in another meeting.
    pub(super) given: Vec<OldEvent>,
    /// The highest number of each line of this meeting that is, or was, in other meetings' feeds.
    pub(super) numbers: BTreeMap<String, u32>,
}

impl OtherMeetings {
    /// Adds the last UIDs of lines, without their domain.
    pub(super) fn learn(&mut self, last: &[String]) {
        for (line, number) in last.iter().filter_map(|uid| uid.rsplit_once('-')) {
            if let Ok(number) = number.parse() {
                self.reserve(line.to_owned(), number);
            }
        }
    }

    pub(super) fn reserve(&mut self, line: String, number: u32) {
        let highest = self.numbers.entry(line).or_default();
        *highest = number.max(*highest);
    }
}

impl Memory {
    /// An empty memory for a number of languages.
    pub fn new(id: MeetingId, languages: usize) -> Self {
        let names = vec![None; languages];
        Self {
            id,
            languages,
            names,
            groups: Vec::new(),
            formerly: Vec::new(),
            is_known: vec![false; languages],
            is_whole: vec![false; languages],
            events: Vec::new(),
            by_uid: HashMap::new(),
            is_taught: false,
            kin: OtherMeetings::default(),
        }
    }

    /// Adds the meeting's own feed in the language at an index of the settings' list. The first
    /// language must come first. Known about the feed are whether it is damaged, and which UIDs
    /// belong to events that differ from what was written: these are left out. Returns the line
    /// from which the feed is damaged, if it is; its readable part is still used.
    pub fn learn(
        &mut self,
        language: usize,
        feed: &[u8],
        prodid: &str,
        (is_damaged, is_refuted): (bool, impl Fn(&str) -> bool),
    ) -> Result<Option<usize>, ForeignFeed> {
        let published = ical::read(feed, prodid)?;
        self.formerly.extend(published.formerly.iter().cloned());
        self.formerly.sort();
        self.formerly.dedup();
        let (mut damage, mut is_known) = (published.damage, published.events.is_empty());
        for event in &published.events {
            let is_refuted = is_refuted(&event.uid);
            let is_learnt = !is_refuted && self.learn_event(language, event);
            is_known |= is_learnt || is_refuted;
            if !is_learnt {
                damage = Some(damage.map_or(event.line, |line| line.min(event.line)));
            }
        }
        if !is_known {
            return Err(ForeignFeed);
        }
        if !is_damaged {
            self.kin.learn(&published.numbers);
        }
        if self.groups.is_empty() {
            self.groups = published.groups.iter().filter_map(|group| group.parse().ok()).collect();
        }
        if let Some(name) = self.names.get_mut(language)
            && !published.events.is_empty()
        {
            *name = Some(published.name);
        }
        let damage = damage.or(is_damaged.then_some(1));
        if let Some(is_whole) = self.is_whole.get_mut(language) {
            *is_whole = damage.is_none();
        }
        Ok(damage)
    }

    /// Adds an event of a feed, in the language at an index of the settings' list, if it is newer
    /// than what is known. Returns whether it belongs to the meeting.
    pub fn learn_event(&mut self, language: usize, event: &PublishedEvent<'_>) -> bool {
        if let Some((holder, former)) = event.holder() {
            let is_heir = holder == self.id.as_str() || self.formerly.iter().any(|id| id == holder);
            if is_heir && !self.formerly.iter().any(|id| id == former) {
                self.formerly.push(former.to_owned());
            }
        }
        let Some(identity) = Identity::of_heir(&event.uid, &self.id, &self.formerly) else {
            return false;
        };
        // What another feed has and a whole memory has not came with a build that was stopped between them.
        let is_new = self.is_whole.get(language) == Some(&true)
            && event.holder().is_none()
            && identity.meeting == self.id;
        let seen = VisibleEvent::of_published(event);
        let slot = event.value(ical::SLOT).and_then(|slot| slot.parse().ok());
        let at = *self.by_uid.entry(event.uid.clone()).or_insert_with(|| {
            self.events.push(OldEvent {
                uid: event.uid.clone(),
                identity,
                slot,
                shown: seen.clone(),
                seen: vec![None; self.languages],
                untold: vec![None; self.languages],
                words: vec![None; self.languages],
                floor: vec![None; self.languages],
            });
            self.events.len() - 1
        });
        if let Some(past) = self.events.get_mut(at) {
            past.take(language, (seen, slot), Revision::of_published(event), is_new);
            if let Some(words) = past.words.get_mut(language) {
                *words = event.value(ical::WORDS).and_then(|code| code.parse().ok());
            }
        }
        if let Some(is_known) = self.is_known.get_mut(language) {
            *is_known = true;
        }
        true
    }

    /// Ignores the head of a damaged feed: its name is known from elsewhere, and its groups from
    /// the banner, if there is one.
    pub fn doubt_head(&mut self, language: usize, name: &str) {
        if let Some(own) = self.names.get_mut(language) {
            *own = Some(name.to_owned());
        }
        if self.banner().is_some() {
            self.groups.clear();
        }
    }

    /// Records a revision that the address of a language showed in another language, so that no
    /// lower one follows.
    pub fn raise(&mut self, language: usize, uid: &str, revision: Revision) {
        let past = self.by_uid.get(uid).and_then(|at| self.events.get_mut(*at));
        if let Some(floor) = past.and_then(|past| past.floor.get_mut(language)) {
            *floor = Some(floor.map_or(revision, |floor| floor.raised(revision)));
        }
    }

    /// Updates the lookup tables.
    pub(super) fn look_through(&mut self) {
        let places = self.events.iter().enumerate();
        self.by_uid = places.map(|(at, past)| (past.uid.clone(), at)).collect();
        for (at, is_known) in self.is_known.iter_mut().enumerate() {
            *is_known = self.events.iter().any(|past| matches!(past.seen.get(at), Some(Some(_))));
        }
    }

    /// Keeps the number of an event that continues in another meeting from being used again.
    pub(super) fn reserve(&mut self, uid: &str) {
        if let Some(Identity { line, number, .. }) = Identity::of_uid(uid, &self.id) {
            self.kin.reserve(line, number);
        }
    }

    /// The index of an event.
    pub(super) fn place(&self, uid: &str) -> Option<usize> {
        self.by_uid.get(uid).copied()
    }

    /// Whether the address of a language showed a later revision of an event than it has.
    pub fn is_below(&self, language: usize) -> bool {
        self.events.iter().any(|past| match past.seen.get(language) {
            Some(Some((_, own))) => past.raised(language, *own) != *own,
            _ => false,
        })
    }

    /// Records all revisions of a feed at the address of a language.
    pub fn raise_to(&mut self, language: usize, feed: &[u8], prodid: &str) {
        let Ok(published) = ical::read(feed, prodid) else { return };
        for event in &published.events {
            self.raise(language, &event.uid, Revision::of_published(event));
        }
    }

    /// The meeting's id.
    pub fn id(&self) -> &MeetingId {
        &self.id
    }

    /// Whether nothing was published at all.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Whether nothing was published in a language.
    pub(super) fn is_blank(&self, language: usize) -> bool {
        self.is_known.get(language).is_none_or(|is_known| !is_known)
    }

    /// The banner of the meeting as it takes place; one that was cancelled only if there is no other.
    pub(super) fn banner(&self) -> Option<&OldEvent> {
        let banners = || self.events.iter().filter(|past| past.identity.kind == Kind::Meeting);
        banners().find(|past| past.shown.is_live()).or_else(|| banners().next())
    }

    /// The published groups.
    pub(super) fn groups(&self) -> Vec<Group> {
        if !self.groups.is_empty() {
            return self.groups.clone();
        }
        // A feed of an older version lacks this property; its banner has the groups.
        let shown = self.banner().or(self.events.first()).map(|past| &past.shown.categories);
        shown.into_iter().flatten().skip(1).filter_map(|group| group.parse().ok()).collect()
    }

    /// The published first day of the meeting, from which other days are counted.
    pub(super) fn first_day(&self) -> Option<NaiveDate> {
        Some(self.banner()?.shown.when.days().first)
    }

    /// The highest number of each line.
    pub(super) fn numbers(&self) -> BTreeMap<String, u32> {
        let mut numbers: BTreeMap<String, u32> = self.kin.numbers.clone();
        for OldEvent { identity, .. } in &self.events {
            let highest = numbers.entry(identity.line.clone()).or_default();
            *highest = identity.number.max(*highest);
        }
        numbers
    }

    /// The number of events in a language.
    pub(super) fn count(&self, language: usize) -> EventCount {
        let seen = || self.events.iter().filter_map(|past| past.seen.get(language)?.as_ref());
        let live = seen().filter(|(seen, _)| seen.is_live()).count() + self.kin.given.len();
        EventCount { live, cancelled: seen().filter(|(seen, _)| !seen.is_live()).count() }
    }

    /// The latest stamp from the clock. The stamp of an unchanged event may be the date of a
    /// letter.
    pub(super) fn latest_clock(&self) -> Option<DateTime<Utc>> {
        let revisions = self.events.iter().flat_map(|past| past.seen.iter().flatten());
        let of_clock =
            |revision: &&Revision| revision.sequence > 0 || revision.stamp.time() != NaiveTime::MIN;
        revisions
            .map(|(_, revision)| revision)
            .filter(of_clock)
            .map(|revision| revision.stamp)
            .max()
    }
}
