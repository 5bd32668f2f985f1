//! Changes for subscribers.

use super::seen::Seen;
use crate::expand::State;
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
    pub before: Option<Seen>,
    /// After it; nothing if the event is gone.
    pub after: Option<Seen>,
}

/// What changed about an event, most important first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
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

impl What {
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
pub fn differences(before: Option<&Seen>, after: Option<&Seen>) -> Vec<What> {
    let (before, after) = match (before, after) {
        (None, None) => return Vec::new(),
        (None, Some(after)) if after.is_postponed() => return vec![What::Postponed],
        (None, Some(after)) if !after.is_live() => return vec![What::Cancelled],
        (None, Some(_)) => return vec![What::New],
        (Some(_), None) => return vec![What::Gone],
        (Some(before), Some(after)) => (before, after),
    };
    let [was_live, is_live] = [before, after].map(Seen::is_live);
    let [was_postponed, is_postponed] = [before, after].map(Seen::is_postponed);
    let is_unsure = after.state == State::Tentative;
    let is_of_another_state = before.state != after.state || was_postponed != is_postponed;
    // The mark of another status is not a new title, and other changes of a cancelled event are
    // ignored.
    let retitled = match (is_of_another_state, was_live == is_live) {
        (false, _) => before.summary != after.summary,
        (true, true) => bare(&before.summary) != bare(&after.summary),
        (true, false) => false,
    };
    let found = [
        (What::Cancelled, !is_live && !is_postponed && (was_live || was_postponed)),
        (What::Postponed, is_postponed && !was_postponed),
        (What::Revived, !was_live && is_live),
        (What::Moved, before.when != after.when || before.beyond.floating != after.beyond.floating),
        (What::Repeats, before.beyond.repeats != after.beyond.repeats),
        (What::Unclear, before.beyond.unclear != after.beyond.unclear),
        (What::Retitled, retitled),
        (What::Relocated, before.location != after.location),
        (What::Status, is_live && before.state != after.state && (was_live || is_unsure)),
    ];
    let mut found: Vec<What> =
        found.into_iter().filter(|(_, holds)| *holds).map(|(what, _)| what).collect();
    if found.is_empty() && before != after {
        found.push(What::Text);
    }
    found
}

/// The number of events of a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// Events that took place, as far as known.
    pub(super) live: usize,
    /// Events that did not.
    pub(super) cancelled: usize,
}

/// The change that represents all, if a meeting changed as a whole: its banner, or for a season the
/// first event. `changes` are all changes of the meeting, each before and after.
pub(super) fn whole(changes: &[(Option<&Seen>, Option<&Seen>)], were: Count) -> Option<usize> {
    let banner =
        changes.iter().position(|(before, after)| after.or(*before).is_some_and(is_banner));
    let is_new = were == Count::default();
    // An event that takes place represents a new meeting, not one that is cancelled from the
    // beginning.
    let is_live = |seen: &Option<&Seen>| seen.is_some_and(Seen::is_live);
    let live = || changes.iter().position(|(_, after)| is_new && is_live(after));
    let at = banner.or_else(live).unwrap_or(0);
    let (before, after) = changes.get(at)?;
    let what = differences(*before, *after).into_iter().next()?;
    let count = |of: &dyn Fn(&Option<&Seen>, &Option<&Seen>) -> bool| {
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
        What::New => is_new,
        What::Cancelled | What::Postponed => {
            is_all && (is_new || changes.iter().any(|(before, _)| before.is_some()))
        }
        // There may be more of it than there was.
        What::Revived => {
            were.live == 0 && is_as_sure && changes.iter().all(|(_, after)| is_live(after))
        }
        What::Gone => alike == were.live + were.cancelled,
        What::Status => is_as_sure && alike == changes.len() && (banner.is_some() || is_all),
        // Another address of the tree leads every event elsewhere, and is one thing to tell.
        What::Text => changes.iter().all(|(before, after)| is_moved_page(*before, *after)),
        What::Moved | What::Repeats | What::Unclear | What::Retitled | What::Relocated => false,
    };
    (is_whole && changes.len() > 1).then_some(at)
}

/// Whether nothing but the address of its page differs.
fn is_moved_page(before: Option<&Seen>, after: Option<&Seen>) -> bool {
    before.zip(after).is_some_and(|(before, after)| {
        before.url != after.url && Seen { url: after.url.clone(), ..before.clone() } == *after
    })
}

/// Whether an event is the banner of a meeting.
pub(super) fn is_banner(seen: &Seen) -> bool {
    seen.categories.first().is_some_and(|kind| kind == Kind::Meeting.key())
}
