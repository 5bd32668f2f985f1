//! What changed for subscribers.

use super::seen::Seen;
use crate::expand::State;
use crate::model::{Kind, Language, MeetingId};
use chrono::{DateTime, Utc};

/// A change that subscribers of one language see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The meeting.
    pub meeting: MeetingId,
    /// The language.
    pub language: Language,
    /// The event; of a meeting that is new or cancelled as a whole its banner.
    pub uid: String,
    /// The event's SEQUENCE.
    pub sequence: u32,
    /// When it changed.
    pub stamp: DateTime<Utc>,
    /// How many events it stands for: more than one if the whole meeting is new or cancelled.
    pub events: usize,
    /// Before it; nothing if the event is new.
    pub before: Option<Seen>,
    /// After it; nothing if the event is gone.
    pub after: Option<Seen>,
}

/// What changed about an event, in the order of weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// It was not there before.
    New,
    /// It does not take place.
    Cancelled,
    /// It was cancelled and takes place after all.
    Revived,
    /// It is not there any more.
    Gone,
    /// It is at another time.
    Moved,
    /// It comes again at other times; events of ours never do.
    Repeats,
    /// What bears on its time and is not understood is written in another way; likewise.
    Unclear,
    /// It has another title.
    Retitled,
    /// It is elsewhere.
    Relocated,
    /// It has become sure or unsure.
    Status,
    /// Something else about it has changed: its text or its page.
    Text,
}

impl What {
    /// Its key in `changes.json`.
    pub fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Cancelled => "cancelled",
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
        (None, Some(_)) => return vec![What::New],
        (Some(_), None) => return vec![What::Gone],
        (Some(before), Some(after)) => (before, after),
    };
    let was_live = before.state != State::Cancelled;
    let is_live = after.state != State::Cancelled;
    // The word that it is cancelled is no new title.
    let retitled = before.summary != after.summary && was_live == is_live;
    let found = [
        (What::Cancelled, was_live && !is_live),
        (What::Revived, !was_live && is_live),
        (What::Moved, before.when != after.when || before.beyond.floating != after.beyond.floating),
        (What::Repeats, before.beyond.repeats != after.beyond.repeats),
        (What::Unclear, before.beyond.unclear != after.beyond.unclear),
        (What::Retitled, retitled),
        (What::Relocated, before.location != after.location),
        (What::Status, before.state != after.state && was_live && is_live),
    ];
    let mut found: Vec<What> =
        found.into_iter().filter(|(_, holds)| *holds).map(|(what, _)| what).collect();
    if found.is_empty() && before != after {
        found.push(What::Text);
    }
    found
}

/// How many events there were of a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// That took place, as far as was known.
    pub(super) live: usize,
    /// That did not.
    pub(super) cancelled: usize,
}

/// The change that stands for all, if a meeting is new, cancelled, revived or gone as a whole: that
/// of its banner. `changes` are all that there are of it, each before and after.
pub(super) fn whole(changes: &[(Option<&Seen>, Option<&Seen>)], were: Count) -> Option<usize> {
    let live = |seen: Option<&Seen>| seen.map(Seen::is_live);
    let all = |from: Option<bool>, to: Option<bool>| {
        changes.iter().all(|(before, after)| (live(*before), live(*after)) == (from, to))
    };
    let count = changes.len();
    let is_whole = match were {
        Count { live: 0, cancelled: 0 } => true,
        Count { live, .. } if count == live && all(Some(true), Some(false)) => true,
        Count { live: 0, cancelled } if count == cancelled && all(Some(false), Some(true)) => true,
        Count { live, cancelled } => {
            count == live + cancelled && changes.iter().all(|(_, after)| after.is_none())
        }
    };
    let is_banner = |(before, after): &(Option<&Seen>, Option<&Seen>)| {
        let kind = after.or(*before).and_then(|seen| seen.categories.first());
        kind.is_some_and(|kind| kind == Kind::Meeting.key())
    };
    (is_whole && count > 1).then(|| changes.iter().position(is_banner).unwrap_or(0))
}
