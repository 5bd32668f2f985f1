//! What a build would take away from subscribers: more than half of a meeting at once is probably a
//! mistake.

use super::memory::{Memory, OldEvent};
use super::pairing::PairedEvent;
use crate::expand::{Origin, Timetable, generic};
use crate::model::{Group, Kind, Language, Status, compact};
use crate::words::Words;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// The number of upcoming events that would be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// What would be lost.
    pub what: LossKind,
    /// The number of upcoming events.
    pub coming: usize,
    /// The number of these that would be lost.
    pub lost: usize,
}

/// The kind of loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LossKind {
    /// Events: they would vanish or be cancelled.
    Events,
    /// Planned sessions that would be replaced by generic ones: half a file is valid, and its days
    /// without a plan entry have generic sessions.
    Plan,
}

impl Loss {
    /// A loss of more than half.
    fn of(what: LossKind, coming: usize, lost: usize) -> Option<Self> {
        (lost * 2 > coming).then_some(Self { what, coming, lost })
    }

    /// How much of its plan a meeting loses. `pairs` are those of the timetable's events.
    pub(super) fn of_plan(
        timetable: &Timetable,
        pairs: &[PairedEvent],
        memory: &Memory,
        now: DateTime<Utc>,
    ) -> Option<Self> {
        let is_planned =
            |past: &OldEvent| past.is_coming(now) && is_planned(past, &timetable.languages);
        let paired: BTreeMap<usize, Origin> = (timetable.entries.iter().zip(pairs))
            .filter_map(|(entry, pair)| Some((pair.past?, entry.rule)))
            .collect();
        let (mut coming, mut lost) = (0, 0);
        for (at, _) in memory.events.iter().enumerate().filter(|(_, past)| is_planned(past)) {
            coming += 1;
            lost += usize::from(paired.get(&at).is_none_or(|rule| is_silent(*rule)));
        }
        let past = |pair: &PairedEvent| memory.events.get(pair.past?);
        let comes_instead = (timetable.entries.iter().zip(pairs))
            .any(|(entry, pair)| is_silent(entry.rule) && past(pair).is_none_or(is_planned));
        if is_called_off(timetable.status) || !comes_instead {
            return None;
        }
        Self::of(LossKind::Plan, coming, lost)
    }
}

impl Memory {
    /// The loss if some events are removed: more than half of the upcoming ones, unless the meeting
    /// is cancelled.
    pub(super) fn loss<'a>(
        &self,
        lost: impl Iterator<Item = &'a OldEvent>,
        status: Status,
        now: DateTime<Utc>,
    ) -> Option<Loss> {
        if is_called_off(status) {
            return None;
        }
        let is_coming = |past: &&OldEvent| past.is_coming(now);
        let coming = self.events.iter().chain(&self.kin.given).filter(is_coming).count();
        Loss::of(LossKind::Events, coming, lost.filter(is_coming).count())
    }
}

impl OldEvent {
    /// Whether it takes place and is not over.
    fn is_coming(&self, now: DateTime<Utc>) -> bool {
        self.shown.is_live() && self.shown.is_over() > now
    }
}

fn is_called_off(status: Status) -> bool {
    matches!(status, Status::Postponed | Status::Cancelled)
}

/// Whether an event comes from a day without a plan entry.
fn is_silent(rule: Origin) -> bool {
    matches!(rule, Origin::SilentDay | Origin::SilentDayOfRange)
}

/// Whether a published event is a session with more details than its slot.
fn is_planned(past: &OldEvent, languages: &[Language]) -> bool {
    let kind = past.identity.kind;
    if past.slot.is_none() || kind == Kind::Lunch {
        return false;
    }
    let groups = past.shown.categories.iter().skip(1);
    let groups: Vec<Group> = groups.filter_map(|group| group.parse().ok()).collect();
    let published = past.seen.iter().position(Option::is_some);
    let language = published.and_then(|at| languages.get(at)).copied().unwrap_or(Language::En);
    let bare = generic(Words::of(language), kind, &compact(&groups), past.slot);
    // Marks before or after the title show its status.
    !past.shown.summary.contains(&bare)
}
