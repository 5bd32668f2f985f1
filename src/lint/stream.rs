//! Rules for the feed as a whole (RFC 5545 section 3.4): that it is one calendar of events.

use super::feed::LintedFeed;
use super::rule::{Breaches, Rule, doubt, fault};

/// A check of a feed.
pub(super) type FeedCheck = fn(&LintedFeed, &mut Breaches<'_>);

pub(super) const FEED: &[(Rule, FeedCheck)] = &[
    (
        fault(
            "one-calendar",
            "MS-OXCICAL, A, note 1",
            "Outlook reads several only with METHOD:PUBLISH, Exchange never, and a subscription in Thunderbird never finishes loading",
            "put all events into one VCALENDAR, or make two files",
        ),
        one_calendar,
    ),
    (
        doubt(
            "not-an-event",
            "MS-STANOICAL V0134",
            "Outlook imports no VTODO: a deadline that is one is not there",
            "write deadlines as all-day events",
        ),
        not_an_event,
    ),
];

fn one_calendar(feed: &LintedFeed, found: &mut Breaches<'_>) {
    if let Some(second) = feed.second {
        found.at(second, "a second calendar begins here");
    }
}

fn not_an_event(feed: &LintedFeed, found: &mut Breaches<'_>) {
    feed.others.tell(found, |(name, place), found| {
        found.at(*place, format_args!("{name} is no event"));
    });
}
