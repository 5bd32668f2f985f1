//! Changes for subscribers.

use super::seen::VisibleEvent;
use crate::expand::EventStatus;
use crate::model::{Kind, Language, MeetingId};
use crate::words::bare;
use chrono::{DateTime, Utc};

/// A change that subscribers of one language see. A build keeps all of them, and most are new events:
/// these have no room for a state before.
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
    pub before: Option<Box<VisibleEvent>>,
    /// After it; nothing if the event is gone.
    pub after: Option<Box<VisibleEvent>>,
}

impl Change {
    /// The event before and after it.
    pub fn transition(&self) -> Transition<'_> {
        Transition { before: self.before.as_deref(), after: self.after.as_deref() }
    }
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

/// Two states of an event.
#[derive(Clone, Copy, Debug)]
pub struct Transition<'a> {
    /// What it showed; nothing if it is new.
    pub before: Option<&'a VisibleEvent>,
    /// What it shows; nothing if it is gone.
    pub after: Option<&'a VisibleEvent>,
}

impl<'a> Transition<'a> {
    /// What it shows, or else showed.
    pub fn shown(self) -> Option<&'a VisibleEvent> {
        self.after.or(self.before)
    }

    /// What differs; nothing if the two are the same.
    pub fn differences(self) -> Vec<ChangeKind> {
        match (self.before, self.after) {
            (None, None) => Vec::new(),
            (None, Some(after)) if after.is_postponed() => vec![ChangeKind::Postponed],
            (None, Some(after)) if !after.is_live() => vec![ChangeKind::Cancelled],
            (None, Some(_)) => vec![ChangeKind::New],
            (Some(_), None) => vec![ChangeKind::Gone],
            (Some(before), Some(after)) => differences(before, after),
        }
    }

    /// The order of changes: by time, whole days of a day first.
    pub(super) fn order(self, uid: &str) -> impl Ord + use<> {
        self.shown().map(|seen| (seen.when.days().first, seen.when, uid.to_owned()))
    }

    fn was_live(self) -> bool {
        self.before.is_some_and(VisibleEvent::is_live)
    }

    fn is_live(self) -> bool {
        self.after.is_some_and(VisibleEvent::is_live)
    }

    fn state(self) -> Option<EventStatus> {
        self.after.map(|seen| seen.state)
    }

    /// Whether nothing but the address of its page differs.
    fn is_moved_page(self) -> bool {
        self.before.zip(self.after).is_some_and(|(before, after)| {
            before.url != after.url
                && VisibleEvent { url: after.url.clone(), ..before.clone() } == *after
        })
    }
}

/// What differs between an event and a later version of it.
fn differences(before: &VisibleEvent, after: &VisibleEvent) -> Vec<ChangeKind> {
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
/// first event. `changes` are all changes of the meeting.
pub(super) fn whole(changes: &[Transition<'_>], were: EventCount) -> Option<usize> {
    let banner = changes.iter().position(|change| change.shown().is_some_and(is_banner));
    let is_new = were == EventCount::default();
    // An event that takes place represents a new meeting, not one that is cancelled from the
    // beginning.
    let live = || changes.iter().position(|change| is_new && change.is_live());
    let at = banner.or_else(live).unwrap_or(0);
    let change = changes.get(at)?;
    let what = change.differences().into_iter().next()?;
    let is_alike = |change: &&Transition<'_>| change.differences().first() == Some(&what);
    let alike = changes.iter().filter(is_alike).count();
    let were_live = changes.iter().filter(|change| change.was_live()).count();
    let is_all = alike == changes.len() && were_live == were.live;
    // A banner has the status of its meeting; without a banner, all events show it.
    let is_as_sure =
        banner.is_some() || changes.iter().all(|other| other.state() == change.state());
    let is_whole = match what {
        ChangeKind::New => is_new,
        ChangeKind::Cancelled | ChangeKind::Postponed => {
            is_all && (is_new || changes.iter().any(|change| change.before.is_some()))
        }
        // There may be more of it than there was.
        ChangeKind::Revived => {
            were.live == 0 && is_as_sure && changes.iter().all(|change| change.is_live())
        }
        ChangeKind::Gone => alike == were.live + were.cancelled,
        ChangeKind::Status => is_as_sure && alike == changes.len() && (banner.is_some() || is_all),
        // Another address of the tree leads every event elsewhere, and is one thing to tell.
        ChangeKind::Text => changes.iter().all(|change| change.is_moved_page()),
        ChangeKind::Moved
        | ChangeKind::Repeats
        | ChangeKind::Unclear
        | ChangeKind::Retitled
        | ChangeKind::Relocated => false,
    };
    (is_whole && changes.len() > 1).then_some(at)
}

/// Whether an event is the banner of a meeting.
pub(super) fn is_banner(seen: &VisibleEvent) -> bool {
    seen.categories.first().is_some_and(|kind| kind == Kind::Meeting.key())
}
