//! What was published of a meeting last: its own feeds, read back. There is no other memory, no
//! database that could be lost.

use super::Loss;
use super::change::Count;
use super::identity::Identity;
use super::seen::Seen;
use crate::ical::{self, Foreign};
use crate::model::{Group, Kind, MeetingId, Slot, Status};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use std::collections::{BTreeMap, HashMap};

/// How often an event was changed in a language, and when last (RFC 5545 sections 3.8.4.7, 3.8.7.2
/// to 3.8.7.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// SEQUENCE.
    pub sequence: u32,
    /// DTSTAMP and LAST-MODIFIED.
    pub stamp: DateTime<Utc>,
}

/// What was published of a meeting last.
#[derive(Clone, Debug)]
pub struct Memory {
    id: MeetingId,
    languages: usize,
    /// The name of the meeting's feed in each language that was published.
    pub names: Vec<Option<String>>,
    groups: Vec<Group>,
    pub(super) events: Vec<Past>,
    by_uid: HashMap<String, usize>,
}

/// A published event.
#[derive(Clone, Debug)]
pub(super) struct Past {
    pub(super) uid: String,
    pub(super) identity: Identity,
    pub(super) slot: Option<Slot>,
    /// What it showed in the first language in which it was published.
    pub(super) shown: Seen,
    /// What it showed, and its revision, in each language.
    pub(super) seen: Vec<Option<(Seen, Revision)>>,
}

impl Memory {
    /// No memory of a meeting, for a number of languages.
    pub fn new(id: MeetingId, languages: usize) -> Self {
        let names = vec![None; languages];
        Self {
            id,
            languages,
            names,
            groups: Vec::new(),
            events: Vec::new(),
            by_uid: HashMap::new(),
        }
    }

    /// Takes in the meeting's own feed in the language at a place of the settings' list. The first
    /// language comes first. Gives the line from which on the feed is damaged, if it is; what could
    /// be read of it is known all the same.
    pub fn learn(
        &mut self,
        language: usize,
        feed: &[u8],
        prodid: &str,
    ) -> Result<Option<usize>, Foreign> {
        let published = ical::read(feed, prodid)?;
        let identified = published
            .events
            .iter()
            .map(|event| Identity::of_uid(&event.uid, &self.id).map(|identity| (event, identity)));
        let identified = identified.collect::<Option<Vec<_>>>().ok_or(Foreign)?;
        for (event, identity) in identified {
            let seen = Seen::of_published(event);
            let at = *self.by_uid.entry(event.uid.clone()).or_insert_with(|| {
                self.events.push(Past {
                    uid: event.uid.clone(),
                    identity,
                    slot: event.value(ical::SLOT).and_then(|slot| slot.parse().ok()),
                    shown: seen.clone(),
                    seen: vec![None; self.languages],
                });
                self.events.len() - 1
            });
            let revision = Revision { sequence: event.sequence, stamp: event.last_modified };
            let place = self.events.get_mut(at).and_then(|past| past.seen.get_mut(language));
            if let Some(place) = place {
                place.get_or_insert((seen, revision));
            }
        }
        let is_empty = published.events.is_empty();
        if self.groups.is_empty() {
            self.groups = published.groups.iter().filter_map(|group| group.parse().ok()).collect();
        }
        if let Some(name) = self.names.get_mut(language).filter(|_| !is_empty) {
            *name = Some(published.name);
        }
        Ok(published.damage)
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
        self.names.get(language).is_none_or(Option::is_none)
    }

    /// The banner of the meeting as it takes place; one that was cancelled only if there is no other.
    pub(super) fn banner(&self) -> Option<&Past> {
        let banners = || self.events.iter().filter(|past| past.identity.kind == Kind::Meeting);
        banners().find(|past| past.shown.is_live()).or_else(|| banners().next())
    }

    /// Who met, as it was published.
    pub(super) fn groups(&self) -> Vec<Group> {
        if !self.groups.is_empty() {
            return self.groups.clone();
        }
        // A feed of an older version does not say so: its banner does.
        let shown = self.banner().or(self.events.first()).map(|past| &past.shown.categories);
        shown.into_iter().flatten().skip(1).filter_map(|group| group.parse().ok()).collect()
    }

    /// The first day of the meeting as it was published: the day that others are counted from.
    pub(super) fn first_day(&self) -> Option<NaiveDate> {
        Some(self.banner()?.shown.when.days().first)
    }

    /// The highest number of each line.
    pub(super) fn numbers(&self) -> BTreeMap<String, u32> {
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        for Past { identity, .. } in &self.events {
            let highest = numbers.entry(identity.line.clone()).or_default();
            *highest = identity.number.max(*highest);
        }
        numbers
    }

    /// How many events there were in a language.
    pub(super) fn count(&self, language: usize) -> Count {
        let seen = || self.events.iter().filter_map(|past| past.seen.get(language)?.as_ref());
        let live = seen().filter(|(seen, _)| seen.is_live()).count();
        Count { live, cancelled: seen().count() - live }
    }

    /// What is lost if some events are not there any more: if that is more than half of what was to
    /// come, and the meeting is not called off.
    pub(super) fn loss<'a>(
        &self,
        lost: impl Iterator<Item = &'a Past>,
        status: Status,
        now: DateTime<Utc>,
    ) -> Option<Loss> {
        let is_coming = |past: &&Past| past.shown.is_live() && past.shown.is_over() > now;
        let coming = self.events.iter().filter(is_coming).count();
        let lost = lost.filter(is_coming).count();
        let is_called_off = matches!(status, Status::Postponed | Status::Cancelled);
        (lost * 2 > coming && !is_called_off).then_some(Loss { coming, lost })
    }

    /// The latest stamp that the clock gave. That of an event that was never changed may be the
    /// date of a letter.
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
