//! The contents of a calendar as feeds, for a build that continues from them.

use super::calendar::There;
use crate::ical::{self, PublishedEvent, kept, text, utc};
use crate::remote::parcel::Files;
use crate::render::layout::{self, Rank};
use crate::render::{PRODID, folder_of};
use crate::revise::Revision;
use std::collections::BTreeMap;

/// The files missing in a tree, from a calendar that contains the feed at `path`: the feeds of
/// meetings without one, which are the memory of a build, and the feed itself, if an event has a
/// later revision in the calendar.
pub fn gathered(contents: &[There], path: &str, here: &Files) -> Files {
    let mut all = Vec::new();
    let mut by_meeting: BTreeMap<String, Vec<PublishedEvent<'_>>> = BTreeMap::new();
    for there in contents {
        let Some((mark, event)) = there.mark().zip(there.published().and_then(ical::event)) else {
            continue;
        };
        let meeting = format!("{}meetings/{}.ics", folder_of(path), mark.meeting);
        if is_feed(&meeting) && !here.contains_key(&meeting) {
            by_meeting.entry(meeting).or_default().push(event.clone());
        }
        all.push(event);
    }
    let mut files: Files =
        by_meeting.into_iter().map(|(path, events)| (path, feed(events))).collect();
    if is_later(&all, here.get(path)) && is_feed(path) {
        files.insert(path.to_owned(), feed(all));
    }
    files
}

/// Whether a path, which a server may have chosen, is valid for a feed of a tree.
fn is_feed(path: &str) -> bool {
    let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic()) && path.ends_with(".ics");
    is_plain && matches!(layout::rank(path), Some(Rank::Others | Rank::Memory))
}

/// Whether the calendar has a later revision of an event than a feed.
fn is_later(events: &[PublishedEvent<'_>], feed: Option<&Vec<u8>>) -> bool {
    let Some(feed) = feed.and_then(|feed| ical::read(feed, PRODID).ok()) else { return false };
    let known = feed.events.iter().map(|event| (&*event.uid, Revision::of_published(event)));
    let known: BTreeMap<&str, Revision> = known.collect();
    events.iter().any(|event| {
        known.get(&*event.uid).is_some_and(|known| *known < Revision::of_published(event))
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
