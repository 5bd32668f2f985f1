//! What a build would take away from those who rely on what is published: more than half of a meeting
//! at once is probably a slip.

use super::memory::{Memory, Past};
use crate::expand::{Rule, Timetable, generic};
use crate::model::{Group, Kind, Language, Status, compact};
use crate::words::Words;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// How many of the events to come would be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// What would be lost.
    pub what: Lost,
    /// How many were to come.
    pub coming: usize,
    /// How many of them would not.
    pub lost: usize,
}

/// What a meeting loses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Events: they would vanish or be cancelled.
    Events,
    /// Sessions of the plan, where sessions of which only the slot is known would come instead: half
    /// a file is a valid one, and days for which it says nothing have such sessions.
    Plan,
}

impl Loss {
    /// A loss of more than half.
    fn of(what: Lost, coming: usize, lost: usize) -> Option<Self> {
        (lost * 2 > coming).then_some(Self { what, coming, lost })
    }

    /// How much of its plan a meeting loses. `pairs` are those of the timetable's events.
    pub(super) fn of_plan(
        timetable: &Timetable,
        pairs: &[(String, Option<usize>)],
        memory: &Memory,
        now: DateTime<Utc>,
    ) -> Option<Self> {
        let is_called_off = matches!(timetable.status, Status::Postponed | Status::Cancelled);
        let is_planned = |past: &Past| {
            let is_coming = past.shown.is_live() && past.shown.is_over() > now;
            is_coming && is_planned(past, &timetable.languages)
        };
        let paired: BTreeMap<usize, Rule> = (timetable.entries.iter().zip(pairs))
            .filter_map(|(entry, (_, pair))| Some(((*pair)?, entry.rule)))
            .collect();
        let (mut coming, mut lost) = (0, 0);
        for (at, _) in memory.events.iter().enumerate().filter(|(_, past)| is_planned(past)) {
            coming += 1;
            lost += usize::from(paired.get(&at).is_none_or(|rule| is_silent(*rule)));
        }
        let is_instead =
            |pair: Option<usize>| pair.and_then(|at| memory.events.get(at)).is_none_or(is_planned);
        let comes_instead = (timetable.entries.iter().zip(pairs))
            .any(|(entry, (_, pair))| is_silent(entry.rule) && is_instead(*pair));
        Self::of(Lost::Plan, coming, lost).filter(|_| comes_instead && !is_called_off)
    }
}

impl Memory {
    /// What is lost if some events are not there any more: if that is more than half of what was to
    /// come, and the meeting is not called off.
    pub(super) fn loss<'a>(
        &self,
        lost: impl Iterator<Item = &'a Past>,
        status: Status,
        now: DateTime<Utc>,
    ) -> Option<Loss> {
        let is_coming = |past: &&Past| past.shown.is_live() && past.shown.is_over() > now;
        let coming = self.events.iter().chain(&self.kin.given).filter(is_coming).count();
        let lost = lost.filter(is_coming).count();
        let is_called_off = matches!(status, Status::Postponed | Status::Cancelled);
        Loss::of(Lost::Events, coming, lost).filter(|_| !is_called_off)
    }
}

/// Whether an event is there because the plan is silent.
fn is_silent(rule: Rule) -> bool {
    matches!(rule, Rule::SilentDay | Rule::SilentDayOfRange)
}

/// Whether a published event is a session in a slot of which more is known than that.
fn is_planned(past: &Past, languages: &[Language]) -> bool {
    let kind = past.identity.kind;
    if past.slot.is_none() || kind == Kind::Lunch {
        return false;
    }
    let groups = past.shown.categories.iter().skip(1);
    let groups: Vec<Group> = groups.filter_map(|group| group.parse().ok()).collect();
    let published = past.seen.iter().position(Option::is_some);
    let language = published.and_then(|at| languages.get(at)).copied().unwrap_or(Language::En);
    let bare = generic(Words::of(language), kind, &compact(&groups), past.slot);
    // Words before or behind it say how sure it is.
    !past.shown.summary.contains(&bare)
}
