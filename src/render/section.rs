//! The part of a feed that one meeting fills, in one language: its VEVENTs as bytes, and what feeds
//! choose by.

use super::holding::{Concern, by_group};
use super::{Facts, Filter, PRODID, event};
use crate::expand::{EventSpan, EventStatus};
use crate::ical::{self, ForeignFeed};
use crate::model::{Action, Days, FeedDuration, Group, Kind, MeetingId, Term};
use crate::revise::{Edition, Identity, Lineage, VisibleEvent};
use chrono::{DateTime, Utc};
use std::ops::Range;

/// The events of one meeting in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The meeting's id.
    pub id: MeetingId,
    /// Who meets.
    pub groups: Vec<Group>,
    /// What it has to do with other meetings.
    pub lineage: Lineage,
    /// What feeds choose by, in the order of the bytes.
    pub events: Vec<SectionEvent>,
    /// Each group whose feed holds some of them, and their places.
    pub(super) by_group: Vec<(Group, Vec<usize>)>,
    bytes: Vec<u8>,
}

/// What feeds know of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionEvent {
    /// Its kind.
    pub kind: Kind,
    /// Its groups.
    pub groups: Vec<Group>,
    /// Its action, if it is a deadline.
    pub action: Option<Action>,
    /// The days it covers in Geneva.
    pub days: Days,
    /// Whether it takes whole days.
    pub all_day: bool,
    /// From when to when it takes place; nothing of whole days and of what is cancelled.
    pub hours: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// When it was last changed.
    pub stamp: DateTime<Utc>,
    bytes: Range<usize>,
}

/// What is known of some events together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// How many they are.
    pub events: usize,
    /// The days from the first to the last.
    pub days: Days,
    /// When one of them was last changed.
    pub stamp: DateTime<Utc>,
}

impl Summary {
    pub(super) fn add(sum: Option<Self>, event: &SectionEvent) -> Self {
        let own = Self { events: 1, days: event.days, stamp: event.stamp };
        sum.map_or(own, |sum| sum.and(own))
    }

    pub(super) fn and(self, other: Self) -> Self {
        let first = self.days.first.min(other.days.first);
        let last = self.days.last.max(other.days.last);
        Self {
            events: self.events + other.events,
            days: Days { first, last },
            stamp: self.stamp.max(other.stamp),
        }
    }
}

/// Why a published feed cannot be used as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It was not written by this program, or is another meeting's.
    Foreign,
    /// It is damaged from a line on.
    Broken(usize),
}

impl Section {
    /// Writes an edition in the language at a place of its list.
    pub fn of_edition(edition: &Edition, language: usize, alarm: Option<FeedDuration>) -> Self {
        let mut bytes = Vec::with_capacity(edition.events.len() * 768);
        let mut events = Vec::with_capacity(edition.events.len());
        for revised in edition.all() {
            let of_language =
                (revised.entry.wordings.get(language), revised.revisions.get(language));
            let (Some(wording), Some(revision)) = of_language else { continue };
            let start = bytes.len();
            event::write(revised, wording, *revision, alarm, &mut bytes);
            let entry = &revised.entry;
            events.push(SectionEvent {
                kind: entry.kind,
                groups: entry.groups.clone(),
                action: entry.action,
                days: entry.when.days(),
                all_day: matches!(entry.when, EventSpan::Days(_)),
                hours: hours(entry.when, entry.state),
                stamp: revision.stamp,
                bytes: start..bytes.len(),
            });
        }
        let Edition { id, groups, lineage, .. } = edition;
        Self::new(id.clone(), groups.clone(), lineage.clone(), events, bytes)
    }

    /// Takes the events out of a meeting's published feed, byte for byte. Gives the feed's name
    /// too.
    pub fn of_published(id: &MeetingId, feed: &[u8]) -> Result<(Self, String), Damage> {
        let published = ical::read(feed, PRODID).map_err(|ForeignFeed| Damage::Foreign)?;
        if let Some(line) = published.damage {
            return Err(Damage::Broken(line));
        }
        let mut bytes = Vec::with_capacity(feed.len());
        let mut events: Vec<SectionEvent> = Vec::with_capacity(published.events.len());
        for event in &published.events {
            let identity =
                Identity::of_heir(&event.uid, id, &published.formerly).ok_or(Damage::Foreign)?;
            let seen = VisibleEvent::of_published(event);
            let start = bytes.len();
            bytes.extend_from_slice(event.bytes);
            events.push(SectionEvent {
                kind: identity.kind,
                // Behind the kind stand the groups.
                groups: seen
                    .categories
                    .iter()
                    .skip(1)
                    .filter_map(|group| group.parse().ok())
                    .collect(),
                action: identity.action,
                days: seen.when.days(),
                all_day: matches!(seen.when, EventSpan::Days(_)),
                hours: hours(seen.when, seen.state),
                stamp: event.last_modified,
                bytes: start..bytes.len(),
            });
        }
        let mut groups: Vec<Group> =
            published.groups.iter().filter_map(|group| group.parse().ok()).collect();
        if groups.is_empty() {
            // A feed of an older version does not say who meets: its banner does.
            let banner = events.iter().find(|event| event.kind == Kind::Meeting);
            groups = banner.or(events.first()).map_or(groups, |event| event.groups.clone());
        }
        let lineage = Lineage::of_published(&published);
        Ok((Self::new(id.clone(), groups, lineage, events, bytes), published.name))
    }

    fn new(
        id: MeetingId,
        groups: Vec<Group>,
        lineage: Lineage,
        events: Vec<SectionEvent>,
        bytes: Vec<u8>,
    ) -> Self {
        let concerns = events.iter().map(|event| Concern {
            kind: event.kind,
            groups: &event.groups,
            all_day: event.all_day,
        });
        let by_group = by_group(&groups, &concerns.collect::<Vec<_>>());
        Self { id, groups, lineage, events, by_group, bytes }
    }

    /// A summary of all events; `None` without events.
    pub fn summary(&self) -> Option<Summary> {
        self.events.iter().fold(None, |sum, event| Some(Summary::add(sum, event)))
    }

    /// The bytes of all events.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many bytes the events have.
    pub fn length(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// Each group whose feed holds some of the events, and their places.
    pub fn by_group(&self) -> &[(Group, Vec<usize>)] {
        &self.by_group
    }

    /// The events that a filter shows.
    pub fn shown<'a>(&'a self, show: &'a [Term], hide: &'a [Term]) -> Vec<&'a SectionEvent> {
        let filter = Filter::new(show, hide, |group| held(&self.by_group, group));
        let is_shown = |(at, event): &(usize, &SectionEvent)| {
            let (kind, groups, action) = (event.kind, event.groups.as_slice(), event.action);
            filter.shows(*at, &Facts { meeting: &self.id, kind, groups, action })
        };
        self.events.iter().enumerate().filter(is_shown).map(|(_, event)| event).collect()
    }

    /// The bytes of an event of this section.
    pub fn bytes_of(&self, event: &SectionEvent) -> &[u8] {
        self.bytes.get(event.bytes.clone()).unwrap_or_default()
    }
}

/// The places that the feeds of a group hold, which is named as in file names.
pub(super) fn held<'a>(by_group: &'a [(Group, Vec<usize>)], name: &str) -> Vec<&'a [usize]> {
    let of_name = by_group.iter().filter(|(group, _)| group.slug() == name);
    of_name.map(|(_, held)| held.as_slice()).collect()
}

/// From when to when an event takes place, if it has hours and does.
fn hours(when: EventSpan, state: EventStatus) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    match when {
        EventSpan::Hours { start, end } if state != EventStatus::Cancelled => Some((start, end)),
        _ => None,
    }
}
