//! The part of a feed that one meeting fills, in one language: its VEVENTs as bytes, and what feeds
//! choose by.

use super::{Facts, PRODID, event};
use crate::ical::{self, Damage, Published, Time};
use crate::model::{Action, Days, Group, Kind, MeetingId, Span, ZURICH};
use crate::revise::{Edition, kind_of_uid};
use chrono::{DateTime, TimeDelta, Utc};
use std::ops::Range;

/// The events of one meeting in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The meeting's id.
    pub id: MeetingId,
    /// Who meets.
    pub groups: Vec<Group>,
    /// What feeds choose by, in the order of the bytes.
    pub events: Vec<Listed>,
    bytes: Vec<u8>,
}

/// What feeds know of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
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
    /// When it was last changed.
    pub stamp: DateTime<Utc>,
    bytes: Range<usize>,
}

impl Section {
    /// Writes an edition in the language at a place of its list.
    pub fn of_edition(edition: &Edition, language: usize, alarm: Option<Span>) -> Self {
        let mut bytes = Vec::with_capacity(edition.events.len() * 768);
        let mut events = Vec::with_capacity(edition.events.len());
        for revised in &edition.events {
            let Some(wording) = revised.entry.wordings.get(language) else { continue };
            let start = bytes.len();
            event::write(revised, wording, alarm, &mut bytes);
            let entry = &revised.entry;
            events.push(Listed {
                kind: entry.kind,
                groups: entry.groups.clone(),
                action: entry.action,
                days: entry.when.days(),
                all_day: matches!(entry.when, crate::expand::When::Days(_)),
                stamp: revised.stamp,
                bytes: start..bytes.len(),
            });
        }
        Self { id: edition.id.clone(), groups: edition.groups.clone(), events, bytes }
    }

    /// Takes the events out of a meeting's published feed, byte for byte. Gives the feed's name
    /// too.
    pub fn of_published(id: &MeetingId, feed: &[u8]) -> Result<(Self, String), Damage> {
        let Published { name, events: published } = ical::read(feed, PRODID)?;
        let mut bytes = Vec::with_capacity(feed.len());
        let mut events: Vec<Listed> = Vec::with_capacity(published.len());
        for event in &published {
            let (kind, subject) = kind_of_uid(&event.uid, id).ok_or(Damage::Foreign)?;
            let start = bytes.len();
            bytes.extend_from_slice(event.bytes);
            events.push(Listed {
                kind,
                // Behind the kind stand the groups.
                groups: event
                    .categories
                    .iter()
                    .skip(1)
                    .filter_map(|group| group.parse().ok())
                    .collect(),
                action: subject.parse().ok().filter(|_| kind == Kind::Deadline),
                days: days(event.start, event.end),
                all_day: matches!(event.start, Time::Date(_)),
                stamp: event.last_modified,
                bytes: start..bytes.len(),
            });
        }
        let banner = events.iter().find(|event| event.kind == Kind::Meeting);
        let groups =
            banner.or(events.first()).map(|event| event.groups.clone()).unwrap_or_default();
        Ok((Self { id: id.clone(), groups, events, bytes }, name))
    }

    /// What filters look at.
    pub fn facts<'a>(&'a self, event: &'a Listed) -> Facts<'a> {
        Facts { meeting: &self.id, kind: event.kind, groups: &event.groups, action: event.action }
    }

    /// The bytes of an event of this section.
    pub fn bytes_of(&self, event: &Listed) -> &[u8] {
        self.bytes.get(event.bytes.clone()).unwrap_or_default()
    }
}

fn days(start: Time, end: Time) -> Days {
    let day = |time: Time, back: TimeDelta| match time {
        Time::Date(date) if back.is_zero() => date,
        Time::Date(date) => date.pred_opt().unwrap_or(date),
        Time::Local(local) => (local - back).date(),
        Time::Utc(instant) => (instant - back).with_timezone(&ZURICH).date_naive(),
    };
    let first = day(start, TimeDelta::zero());
    Days { first, last: day(end, TimeDelta::seconds(1)).max(first) }
}
