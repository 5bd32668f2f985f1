//! Comparison: the differences between two feeds.

use super::change::{EventCount, Transition, is_banner, whole};
use super::identity;
use super::seen::VisibleEvent;
use crate::ical::any::{AnyEvent, EventTime};
use crate::model::{Days, Group, Kind, compact};
use crate::words::Words;
use std::collections::{BTreeMap, BTreeSet};

/// An event that differs between two feeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The event; if a meeting changed as a whole, its banner, or for a season its first event.
    pub uid: String,
    /// The time that it replaces, if the event with that UID recurs.
    pub instance: Option<EventTime>,
    /// The number of events it represents.
    pub events: usize,
    /// The name of a season that changed as a whole, which has no banner with its name.
    pub season: Option<String>,
    /// What the old feed shows; nothing if it lacks the event.
    pub before: Option<VisibleEvent>,
    /// What the new feed shows; nothing if it lacks the event.
    pub after: Option<VisibleEvent>,
}

impl Difference {
    /// What the two feeds show.
    pub fn transition(&self) -> Transition<'_> {
        Transition { before: self.before.as_ref(), after: self.after.as_ref() }
    }
}

/// What two feeds show of a meeting.
#[derive(Default)]
struct ComparedMeeting {
    /// The events of the old one.
    were: EventCount,
    differences: Vec<Difference>,
}

impl ComparedMeeting {
    /// Its differences; one, if it changed as a whole.
    fn gathered(mut self, id: &str, words: &Words) -> Vec<Difference> {
        self.differences.sort_by_cached_key(|differs| differs.transition().order(&differs.uid));
        let transitions: Vec<_> = self.differences.iter().map(Difference::transition).collect();
        // Events of no known meeting have nothing in common.
        if id.is_empty() {
            return self.differences;
        }
        let Some(banner) = whole(&transitions, self.were) else { return self.differences };
        let (events, season) = (transitions.len(), season(&transitions, words));
        let banner = self.differences.into_iter().nth(banner);
        banner.map(|banner| Difference { events, season, ..banner }).into_iter().collect()
    }
}

/// The UID of an event, and the time that it replaces.
type EventKey = (String, Option<EventTime>);

/// What each event of a feed shows; a valid feed has one event for each UID.
type EventsByKey = BTreeMap<EventKey, BTreeSet<VisibleEvent>>;

/// Compares the events of two feeds from any program: by UID, in the order of meetings and times.
pub fn compare(old: &[&AnyEvent], new: &[&AnyEvent], words: &Words) -> Vec<Difference> {
    let (mut old, mut new) = (by_uid(old), by_uid(new));
    take_out_cancelled(&mut old, &new);
    take_out_cancelled(&mut new, &old);
    let mut meetings: BTreeMap<&str, ComparedMeeting> = BTreeMap::new();
    for key in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        let (uid, instance) = key;
        let (before, after) = (shown(&old, key), shown(&new, key));
        let meeting = meetings.entry(identity::meeting(uid).unwrap_or_default()).or_default();
        for before in &before {
            let were = &mut meeting.were;
            *if before.is_live() { &mut were.live } else { &mut were.cancelled } += 1;
        }
        let mut gone = before.difference(&after).cloned();
        let mut come = after.difference(&before).cloned();
        loop {
            let (before, after) = (gone.next(), come.next());
            if before.is_none() && after.is_none() {
                break;
            }
            let (uid, instance) = (uid.clone(), *instance);
            let differs = Difference { uid, instance, events: 1, season: None, before, after };
            meeting.differences.push(differs);
        }
    }
    meetings.into_iter().flat_map(|(id, meeting)| meeting.gathered(id, words)).collect()
}

/// Removes cancelled times from recurring events if the other feed lacks them: one program cancels
/// with a RECURRENCE-ID, another with EXDATE.
fn take_out_cancelled(feed: &mut EventsByKey, other: &EventsByKey) {
    let lacks = |theirs: &VisibleEvent, time: EventTime| match &theirs.beyond.repeats {
        Some(theirs) => !theirs.times.contains(&time),
        None => theirs.time() != time,
    };
    let mut cancelled: BTreeMap<String, Vec<EventTime>> = BTreeMap::new();
    for (key @ (uid, instance), seen) in feed.iter() {
        let (Some(time), None) = (*instance, other.get(key)) else { continue };
        let series = (uid.clone(), None);
        let has = |seen: &VisibleEvent| {
            seen.beyond.repeats.as_ref().is_some_and(|repeats| repeats.times.contains(&time))
        };
        if seen.iter().all(|seen| !seen.is_live() && seen.beyond.unclear.is_empty())
            && feed.get(&series).is_some_and(|own| own.iter().any(has))
            && other.get(&series).is_some_and(|theirs| theirs.iter().all(|seen| lacks(seen, time)))
        {
            cancelled.entry(uid.clone()).or_default().push(time);
        }
    }
    for (uid, times) in cancelled {
        for time in &times {
            feed.remove(&(uid.clone(), Some(*time)));
        }
        let Some(series) = feed.get_mut(&(uid, None)) else { continue };
        *series = std::mem::take(series).into_iter().map(|seen| seen.without(&times)).collect();
    }
}

/// What a feed shows for a key: if nothing replaces a time of a recurring event, the event itself
/// at that time.
fn shown(feed: &EventsByKey, key: &EventKey) -> BTreeSet<VisibleEvent> {
    if let Some(own) = feed.get(key) {
        return own.clone();
    }
    let (uid, instance) = key;
    let series = instance.and_then(|time| Some((time, feed.get(&(uid.clone(), None))?)));
    series
        .into_iter()
        .flat_map(|(time, all)| all.iter().filter_map(move |seen| seen.at_time(time)))
        .collect()
}

/// The name of a season by its events: who meets, and from when to when.
fn season(transitions: &[Transition<'_>], words: &Words) -> Option<String> {
    let seen = || transitions.iter().filter_map(|of| of.shown());
    let mut groups: Vec<Group> = seen()
        .flat_map(|seen| seen.categories.iter().skip(1))
        .filter_map(|group| group.parse().ok())
        .collect();
    groups.sort();
    groups.dedup();
    // Days of deadlines do not count as days of its meetings.
    let is_deadline = |seen: &&VisibleEvent| {
        seen.categories.first().is_some_and(|kind| kind == Kind::Deadline.key())
    };
    let days = || seen().filter(|seen| !is_deadline(seen)).map(|seen| seen.when.days());
    let first = days().map(|days| days.first).min()?;
    let last = days().map(|days| days.last).max()?;
    let days = words.days(Days { first, last });
    (!seen().any(is_banner)).then(|| (words.feed_of_meeting)(&compact(&groups), &days))
}

/// What each event shows. An event without a UID is identified by its time and title.
fn by_uid(events: &[&AnyEvent]) -> EventsByKey {
    let mut all = EventsByKey::new();
    for event in events {
        let seen = VisibleEvent::of_any(event);
        let uid = match event.published.uid.as_str() {
            "" => format!("{:?} {}", seen.when, seen.summary),
            uid => uid.to_owned(),
        };
        all.entry((uid, event.instance)).or_default().insert(seen);
    }
    all
}
