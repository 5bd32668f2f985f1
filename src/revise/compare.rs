//! Comparison: how what one feed shows differs from what another one does.

use super::change::{Count, whole};
use super::identity;
use super::seen::Seen;
use crate::ical::PublishedEvent;
use std::collections::{BTreeMap, BTreeSet};

/// An event that two feeds show differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The event; of a meeting that is new, cancelled, revived or gone as a whole its banner.
    pub uid: String,
    /// How many events it stands for.
    pub events: usize,
    /// What the old feed shows; nothing if it lacks the event.
    pub before: Option<Seen>,
    /// What the new feed shows; nothing if it lacks the event.
    pub after: Option<Seen>,
}

/// Compares the events of two feeds, whoever wrote them: by UID, in the order of meetings and
/// times.
pub fn compare(old: &[PublishedEvent<'_>], new: &[PublishedEvent<'_>]) -> Vec<Difference> {
    let (old, new) = (by_uid(old), by_uid(new));
    let mut meetings: BTreeMap<&str, (Count, Vec<Difference>)> = BTreeMap::new();
    for uid in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        let (before, after) = (old.get(uid), new.get(uid));
        let (were, differences) =
            meetings.entry(identity::meeting(uid).unwrap_or_default()).or_default();
        if let Some(before) = before {
            let were = if before.is_live() { &mut were.live } else { &mut were.cancelled };
            *were += 1;
        }
        if before != after {
            let (before, after) = (before.cloned(), after.cloned());
            differences.push(Difference { uid: uid.clone(), events: 1, before, after });
        }
    }
    let of_meeting = |(id, (were, mut differences)): (&str, (Count, Vec<Difference>))| {
        differences.sort_by_cached_key(|Difference { before, after, uid, .. }| {
            let seen = after.as_ref().or(before.as_ref());
            seen.map(|seen| (seen.when.days().first, seen.when, uid.clone()))
        });
        let pairs: Vec<(Option<&Seen>, Option<&Seen>)> = differences
            .iter()
            .map(|Difference { before, after, .. }| (before.as_ref(), after.as_ref()))
            .collect();
        // Events of no known meeting have nothing in common.
        match whole(&pairs, were).filter(|_| !id.is_empty()) {
            Some(banner) => {
                let events = differences.len();
                let banner = differences.into_iter().nth(banner);
                banner.map(|banner| Difference { events, ..banner }).into_iter().collect()
            }
            None => differences,
        }
    };
    meetings.into_iter().flat_map(of_meeting).collect()
}

/// What each event shows. An event without a UID is known by its time and title.
fn by_uid(events: &[PublishedEvent<'_>]) -> BTreeMap<String, Seen> {
    let mut all = BTreeMap::new();
    for event in events {
        let seen = Seen::of_published(event);
        let uid = match event.uid.as_str() {
            "" => format!("{:?} {}", seen.when, seen.summary),
            uid => uid.to_owned(),
        };
        all.entry(uid).or_insert(seen);
    }
    all
}
