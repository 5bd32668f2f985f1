//! The contents of a calendar as feeds, for a build that continues from them.

use super::calendar::CalendarResource;
use super::mark::PublishedMark;
use super::upload::same;
use crate::ical::{self, PublishedEvent, kept, text, utc};
use crate::remote::parcel::FilesByPath;
use crate::render::layout::{self, Rank};
use crate::render::{PRODID, folder_of};
use crate::revise::{Revision, VisibleEvent};
use chrono::TimeDelta;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The files missing in a tree, from a calendar that contains the feed at `path`: the feeds of
/// meetings without one, which are the memory of a build, and the feed itself, if an event has a
/// later revision in the calendar, or shows something else there in the same revision.
pub fn gathered(contents: &[CalendarResource], path: &str, here: &FilesByPath) -> FilesByPath {
    let known = here.get(path).and_then(|feed| ical::read(feed, PRODID).ok());
    let known = known.map(|feed| feed.events).unwrap_or_default();
    let known: BTreeMap<&str, &PublishedEvent<'_>> =
        known.iter().map(|event| (&*event.uid, event)).collect();
    let ours = contents.iter().filter_map(|there| {
        let (mark, bytes) = there.mark().zip(there.published())?;
        let event = ical::event(bytes)?;
        let own = known.get(&*event.uid).filter(|own| is_other(own, &mark, &event));
        let bytes = own.map_or(Cow::Borrowed(bytes), |own| Cow::Owned(later(&event, own)));
        Some((mark, bytes))
    });
    let ours: Vec<(PublishedMark, Cow<'_, [u8]>)> = ours.collect();
    let mut all = Vec::new();
    let mut by_meeting: BTreeMap<String, Vec<PublishedEvent<'_>>> = BTreeMap::new();
    for (mark, bytes) in &ours {
        let Some(event) = ical::event(bytes) else { continue };
        let meeting = format!("{}meetings/{}.ics", folder_of(path), mark.meeting);
        if is_feed(&meeting) && !here.contains_key(&meeting) {
            by_meeting.entry(meeting).or_default().push(event.clone());
        }
        all.push(event);
    }
    let mut files: FilesByPath =
        by_meeting.into_iter().map(|(path, events)| (path, feed(events))).collect();
    if is_later(&all, &known) && is_feed(path) {
        files.insert(path.to_owned(), feed(all));
    }
    files
}

/// Whether a path, which a server may have chosen, is valid for a feed of a tree.
fn is_feed(path: &str) -> bool {
    let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic()) && path.ends_with(".ics");
    is_plain && matches!(layout::rank(path), Some(Rank::Others | Rank::Memory))
}

/// Whether an event of the calendar was published with the SEQUENCE of our own, but shows something
/// else. A build that knows the calendar of one language gives a new event of another language the
/// revision of the first: in its own calendar that revision may have other texts.
fn is_other(own: &PublishedEvent<'_>, mark: &PublishedMark, event: &PublishedEvent<'_>) -> bool {
    mark.sequence == own.sequence
        && event.sequence == own.sequence
        && !mark.is_of(own.bytes)
        && !same(&VisibleEvent::of_published(own), VisibleEvent::of_published(event))
}

/// An event of the calendar as a later revision than our own, so that a build compares with it.
fn later(event: &PublishedEvent<'_>, own: &PublishedEvent<'_>) -> Vec<u8> {
    let stamp = event.last_modified.max(own.last_modified) + TimeDelta::seconds(1);
    let stamp = format!("LAST-MODIFIED:{}\r\n", stamp.format("%Y%m%dT%H%M%SZ"));
    let lines = event.bytes.split_inclusive(|byte| *byte == b'\n');
    let lines = lines.map(|line| match line.starts_with(b"LAST-MODIFIED:") {
        true => stamp.as_bytes(),
        false => line,
    });
    lines.collect::<Vec<_>>().concat()
}

/// Whether the calendar has a later revision of an event than a feed.
fn is_later(events: &[PublishedEvent<'_>], known: &BTreeMap<&str, &PublishedEvent<'_>>) -> bool {
    events.iter().any(|event| {
        let own = known.get(&*event.uid).map(|own| Revision::of_published(own));
        own.is_some_and(|own| own < Revision::of_published(event))
    })
}

/// A feed of the given events, named after the banner.
fn feed(mut events: Vec<PublishedEvent<'_>>) -> Vec<u8> {
    events.sort_by(|one, other| one.uid.cmp(&other.uid));
    let is_banner = |event: &&PublishedEvent<'_>| {
        event.texts("CATEGORIES").first().is_some_and(|kind| kind == "meeting")
    };
    let banner = events.iter().find(is_banner).or(events.first());
    let name = banner.and_then(|event| event.text("SUMMARY")).unwrap_or_default();
    let last = events.iter().map(|event| event.last_modified).max().unwrap_or_default();
    let head = [
        kept("VERSION", "2.0"),
        text("PRODID", PRODID),
        kept("CALSCALE", "GREGORIAN"),
        text("NAME", &name),
        utc("LAST-MODIFIED", last),
    ];
    let mut feed = Vec::new();
    ical::begin_calendar(&head, &mut feed);
    feed.extend(ical::vtimezone());
    events.iter().for_each(|event| feed.extend_from_slice(event.bytes));
    ical::end_calendar(&mut feed);
    feed
}
