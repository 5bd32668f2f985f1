//! Changes for subscribers.

use super::seen::VisibleEvent;
use crate::expand::EventStatus;
use crate::model::{Kind, Language, MeetingId};
use crate::words::bare;
use chrono::{DateTime, Utc};

/// A change that subscribers of one language see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The meeting.
    pub meeting: MeetingId,
    /// The language.
    pub language: Language,
    /// The event; if a meeting changed as a whole, its banner, or for a season its first event.
    pub uid: String,
    /// The event's SEQUENCE.
    pub sequence: u32,
    /// When it changed.
    pub stamp: DateTime<Utc>,
    /// The number of events it represents: more than one if the meeting changed as a whole.
    pub events: usize,
    /// The name of a season that changed as a whole, which has no banner with its name.
    pub season: Option<String>,
    /// Before it; nothing if the event is new.
    pub before: Option<VisibleEvent>,
    /// After it; nothing if the event is gone.
    pub after: Option<VisibleEvent>,
}

/// What changed about an event, most important first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It was not there before.
    New,
    /// It does not take place.
    Cancelled,
    /// It is to take place at another time, which is not known yet.
    Postponed,
    /// It was cancelled or postponed and takes place after all.
    Revived,
    /// It was removed.
    Gone,
    /// It is at another time.
    Moved,
    /// Its recurrence changed; our events never recur.
    Repeats,
    /// An unsupported property about its time changed; not in our events.
    Unclear,
    /// It has another title.
    Retitled,
    /// It is elsewhere.
    Relocated,
    /// It is now confirmed or tentative.
    Status,
    /// Something else has changed: its text or its page.
    Text,
}

impl ChangeKind {
    /// Its key in `changes.json`.
    pub fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Cancelled => "cancelled",
            Self::Postponed => "postponed",
            Self::Revived => "revived",
            Self::Gone => "gone",
            Self::Moved => "moved",
            Self::Repeats => "repeats",
            Self::Unclear => "unclear",
            Self::Retitled => "retitled",
            Self::Relocated => "relocated",
            Self::Status => "status",
            Self::Text => "text",
        }
    }
}

/// What differs between two states of an event; nothing if they are the same.
pub fn differences(before: Option<&VisibleEvent>, after: Option<&VisibleEvent>) -> Vec<ChangeKind> {
    let (before, after) = match (before, after) {
        (None, None) => return Vec::new(),
        (None, Some(after)) if after.is_postponed() => return vec![ChangeKind::Postponed],
        (None, Some(after)) if !after.is_live() => return vec![ChangeKind::Cancelled],
        (None, Some(_)) => return vec![ChangeKind::New],
        (Some(_), None) => return vec![ChangeKind::Gone],
        (Some(before), Some(after)) => (before, after),
    };
    let [was_live, is_live] = [before, after].map(VisibleEvent::is_live);
    let [was_postponed, is_postponed] = [before, after].map(VisibleEvent::is_postponed);
    let is_unsure = after.state == EventStatus::Tentative;
    let is_of_another_state = before.state != after.state || was_postponed != is_postponed;
    // The mark of another status is not a new title, and other changes of a cancelled event are
    // ignored.
    let retitled = match (is_of_another_state, was_live == is_live) {
        (false, _) => before.summary != after.summary,
        (true, true) => bare(&before.summary) != bare(&after.summary),
        (true, false) => false,
    };
    let found = [
        (ChangeKind::Cancelled, !is_live && !is_postponed && (was_live || was_postponed)),
        (ChangeKind::Postponed, is_postponed && !was_postponed),
        (ChangeKind::Revived, !was_live && is_live),
        (
            ChangeKind::Moved,
            before.when != after.when || before.beyond.floating != after.beyond.floating,
        ),
        (ChangeKind::Repeats, before.beyond.repeats != after.beyond.repeats),
        (ChangeKind::Unclear, before.beyond.unclear != after.beyond.unclear),
        (ChangeKind::Retitled, retitled),
        (ChangeKind::Relocated, before.location != after.location),
        (ChangeKind::Status, is_live && before.state != after.state && (was_live || is_unsure)),
    ];
    let mut found: Vec<ChangeKind> =
        found.into_iter().filter(|(_, holds)| *holds).map(|(what, _)| what).collect();
    if found.is_empty() && before != after {
        found.push(ChangeKind::Text);
    }
    found
}

/// The number of events of a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct EventCount {
    /// Events that took place, as far as known.
    pub(super) live: usize,
    /// Events that did not.
    pub(super) cancelled: usize,
}

/// The change that represents all, if a meeting changed as a whole: its banner, or for a season the
/// first event. `changes` are all changes of the meeting, each before and after.
pub(super) fn whole(
    changes: &[(Option<&VisibleEvent>, Option<&VisibleEvent>)],
    were: EventCount,
) -> Option<usize> {
    let banner =
        changes.iter().position(|(before, after)| after.or(*before).is_some_and(is_banner));
    let is_new = were == EventCount::default();
    // An event that takes place represents a new meeting, not one that is cancelled from the
    // beginning.
    let is_live = |seen: &Option<&VisibleEvent>| seen.is_some_and(VisibleEvent::is_live);
    let live = || changes.iter().position(|(_, after)| is_new && is_live(after));
    let at = banner.or_else(live).unwrap_or(0);
    let (before, after) = changes.get(at)?;
    let what = differences(*before, *after).into_iter().next()?;
    let count = |of: &dyn Fn(&Option<&VisibleEvent>, &Option<&VisibleEvent>) -> bool| {
        changes.iter().filter(|(before, after)| of(before, after)).count()
    };
    let alike = count(&|before, after| differences(*before, *after).first() == Some(&what));
    let were_live = count(&|before, _| is_live(before));
    let is_all = alike == changes.len() && were_live == were.live;
    // A banner has the status of its meeting; without a banner, all events show it.
    let state = after.map(|seen| seen.state);
    let is_as_sure =
        banner.is_some() || changes.iter().all(|(_, after)| after.map(|seen| seen.state) == state);
    let is_whole = match what {
        ChangeKind::New => is_new,
        ChangeKind::Cancelled | ChangeKind::Postponed => {
            is_all && (is_new || changes.iter().any(|(before, _)| before.is_some()))
        }
        // There may be more of it than there was.
        ChangeKind::Revived => {
            were.live == 0 && is_as_sure && changes.iter().all(|(_, after)| is_live(after))
        }
        ChangeKind::Gone => alike == were.live + were.cancelled,
        ChangeKind::Status => is_as_sure && alike == changes.len() && (banner.is_some() || is_all),
        // Another address of the tree leads every event elsewhere, and is one thing to tell.
        ChangeKind::Text => changes.iter().all(|(before, after)| is_moved_page(*before, *after)),
        ChangeKind::Moved
        | ChangeKind::Repeats
        | ChangeKind::Unclear
        | ChangeKind::Retitled
        | ChangeKind::Relocated => false,
    };
    (is_whole && changes.len() > 1).then_some(at)
}

/// Whether nothing but the address of its page differs.
fn is_moved_page(before: Option<&VisibleEvent>, after: Option<&VisibleEvent>) -> bool {
    before.zip(after).is_some_and(|(before, after)| {
        before.url != after.url
            && VisibleEvent { url: after.url.clone(), ..before.clone() } == *after
    })
}

/// Whether an event is the banner of a meeting.
pub(super) fn is_banner(seen: &VisibleEvent) -> bool {
    seen.categories.first().is_some_and(|kind| kind == Kind::Meeting.key())
}
