//! A tree as it is served: every file with its fields, all of one build.

use super::catalogue::FOOT;
use super::resource::Resource;
use super::views::Views;
use crate::ical::{self, PublishedEvent, Time};
use crate::model::Settings;
use crate::render::{FeedIndex, PRODID, TreeCounts, VIEW_SCRIPT, saved_as, stem};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How long the address of a feed that is no more stays one.
const RETIRED: TimeDelta = TimeDelta::days(365);

/// A file of a tree that is to be served.
#[derive(Debug)]
pub struct SiteFile {
    /// Its path.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// When it may have become what it is, if its feeds do not say so.
    pub since: Option<DateTime<Utc>>,
}

/// The files of a tree by their paths.
#[derive(Debug)]
pub struct Site {
    pub(super) settings: Settings,
    pub(super) resources: BTreeMap<String, Arc<Resource>>,
    /// The feeds that an earlier tree had, as they were last, and when they were first missing: a
    /// calendar program that gets no answer any more shows an error, and asks on.
    retired: BTreeMap<String, (Arc<Resource>, DateTime<Utc>)>,
    pub(super) views: Views,
    /// Since when the settings are known to be as they are: what is made of them on request is no
    /// older.
    pub(super) settled: DateTime<Utc>,
}

impl Site {
    /// Makes a finished tree ready to be served: its files, each with the time before which it is not
    /// known to be as it is, and its feeds by `feeds.json`. Every file says when its content last
    /// changed: a feed when an event of it did, everything else when the newest of the feeds did, but
    /// nothing before the time that it comes with, so that no version of it is older than one that an
    /// earlier server sent. What differs from the tree `before` and would not be newer changed `now`.
    pub fn new<E>(
        files: impl Iterator<Item = Result<SiteFile, E>>,
        index: FeedIndex,
        settings: &Settings,
        before: Option<&Self>,
        now: DateTime<Utc>,
    ) -> Result<Self, E> {
        let now = now.trunc_subsecs(0);
        let same = before.filter(|before| before.settings == *settings);
        let settled = same.map_or(now, |before| before.settled);
        let changed = |stamp: &str| {
            DateTime::parse_from_rfc3339(stamp).map_or(now, |at| at.with_timezone(&Utc))
        };
        let newest = index.values().map(|feed| changed(&feed.last_modified)).max().unwrap_or(now);
        let script = VIEW_SCRIPT.as_bytes().to_vec();
        let script = SiteFile { path: "view.js".to_owned(), bytes: script, since: Some(now) };
        let resources = files.chain([Ok(script)]).map(|file| {
            let SiteFile { path, bytes, since } = file?;
            let old = before.and_then(|before| before.last(&path));
            if let Some(old) = old.filter(|old| *old.bytes() == bytes) {
                return Ok((path, Arc::clone(old)));
            }
            let feed = index.get(&path);
            let stamp = feed.map_or(newest, |feed| changed(&feed.last_modified));
            // RFC 9110 section 8.8.2.1 wants no time later than the answer's own. One that `feeds.json`
            // says is later only after the clock was set back: then it must not fall.
            let stamp = since.map_or(stamp, |since| stamp.max(since.trunc_subsecs(0).min(now)));
            let modified = match old {
                // Of two versions the second is later, also within a second.
                Some(old) if old.modified >= stamp => now.max(old.modified + TimeDelta::seconds(1)),
                _ => stamp,
            };
            let name = feed.and_then(|feed| saved_as(&path, &feed.language));
            let resource = Resource::new(&path, name.as_deref(), bytes, modified);
            Ok((path, Arc::new(resource)))
        });
        let resources: BTreeMap<String, Arc<Resource>> = resources.collect::<Result<_, E>>()?;
        let retired = before.map(|before| before.retired(&resources, now)).unwrap_or_default();
        let bytes = resources.values().map(|resource| resource.bytes().len()).sum();
        let feed = |path: &str| Some(resources.get(path)?.bytes().clone());
        let mut views = Views::new(settings, index, bytes, feed);
        views.remember(retired.keys().filter_map(|path| stem(path)));
        Ok(Self { settings: settings.clone(), resources, retired, views, settled })
    }

    /// The feeds of this tree, and those that retired before, that a newer one does not have.
    fn retired(
        &self,
        newer: &BTreeMap<String, Arc<Resource>>,
        now: DateTime<Utc>,
    ) -> BTreeMap<String, (Arc<Resource>, DateTime<Utc>)> {
        let is_gone = |path: &String| path.ends_with(".ics") && !newer.contains_key(path);
        let own = self.resources.iter().filter(|(path, _)| is_gone(path));
        let own = own.map(|(path, feed)| {
            let feed = match without_promises(feed.bytes(), now) {
                Some(left) => Arc::new(feed.revised(path, left, now)),
                None => Arc::clone(feed),
            };
            (path.clone(), (feed, now))
        });
        let earlier = self
            .retired
            .iter()
            .filter(|(path, (_, since))| !newer.contains_key(*path) && now - *since <= RETIRED);
        let earlier = earlier.map(|(path, retired)| (path.clone(), retired.clone()));
        own.chain(earlier).collect()
    }

    /// The file at a path, or the retired feed.
    pub(super) fn last(&self, path: &str) -> Option<&Arc<Resource>> {
        let retired = || self.retired.get(path).map(|(feed, _)| feed);
        self.resources.get(path).or_else(retired)
    }

    /// The files, for a build that goes on from them.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.resources.iter().map(|(path, resource)| (path.as_str(), &resource.bytes()[..]))
    }

    /// How much is served.
    pub fn counts(&self) -> TreeCounts {
        TreeCounts::of(self.views.index.values())
    }

    /// How many files there are.
    pub(super) fn files_served(&self) -> usize {
        self.resources.len()
    }

    /// How many bytes these have.
    pub(super) fn bytes_served(&self) -> usize {
        self.resources.values().map(|resource| resource.bytes().len()).sum()
    }
}

/// A feed that is no more without the events that it announced: no feed says any longer that they
/// take place. What is over or cancelled stays. Nothing if all of it stays.
fn without_promises(feed: &[u8], now: DateTime<Utc>) -> Option<Vec<u8>> {
    let published = ical::read(feed, PRODID).ok()?;
    let today = now.date_naive();
    let stays = |event: &&PublishedEvent<'_>| {
        let last = match event.end {
            Time::Date(end) => end,
            Time::Local(end, _) => end.date(),
            Time::Utc(end) => end.date_naive(),
        };
        last < today || event.value("STATUS") == Some("CANCELLED")
    };
    let events: Vec<&[u8]> =
        published.events.iter().filter(stays).map(|event| event.bytes).collect();
    if events.len() == published.events.len() {
        return None;
    }
    let all: usize = published.events.iter().map(|event| event.bytes.len()).sum();
    let head = feed.get(..feed.len().checked_sub(all + FOOT.len())?)?;
    Some([head, &events.concat(), FOOT].concat())
}

#[cfg(test)]
mod tests {
    use super::without_promises;
    use crate::render::PRODID;
    use chrono::DateTime;

    #[test]
    fn a_feed_that_is_no_more_promises_nothing() {
        let event = |uid: &str, day: &str, status: &str| {
            format!(
                "BEGIN:VEVENT\r\nUID:{uid}@x\r\nLAST-MODIFIED:20250101T000000Z\r\nDTSTART:{day}T083000Z\r\n\
                 DTEND:{day}T093000Z\r\nSTATUS:{status}\r\nCATEGORIES:session\r\nEND:VEVENT\r\n"
            )
        };
        let feed = |events: &str| {
            let head = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODID}\r\n");
            format!("{head}{events}END:VCALENDAR\r\n").into_bytes()
        };
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let over = event("a-1", "20270114", "CONFIRMED");
        let cancelled = event("a-2", "20270118", "CANCELLED");
        let coming = event("a-3", "20270118", "CONFIRMED");
        let all = feed(&format!("{coming}{over}{cancelled}{coming}"));
        let left = feed(&format!("{over}{cancelled}"));
        assert_eq!(without_promises(&all, now), Some(left.clone()));
        assert_eq!(without_promises(&left, now), None);
        assert_eq!(without_promises(b"<html>", now), None);
    }
}
