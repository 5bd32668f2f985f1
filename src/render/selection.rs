//! The events that somebody at a terminal asked for.

use super::clashes::{Minute, busy};
use super::holding::{Concern, by_group};
use super::section::held;
use super::{Facts, Filter};
use crate::expand::{EventSpan, EventStatus, Wording};
use crate::model::{MeetingId, Term, ZURICH, Zone, geneva_hours};
use crate::revise::{Edition, Revised, Revision};
use crate::words::Words;
use chrono::{DateTime, NaiveDate, Utc};

/// An event of an edition in one language.
#[derive(Clone, Copy, Debug)]
pub struct Selected<'a> {
    /// Its meeting.
    pub meeting: &'a MeetingId,
    /// The event.
    pub event: &'a Revised,
    /// Its texts.
    pub wording: &'a Wording,
    /// Its revision.
    pub revision: Revision,
    /// Its place among those that were selected.
    pub number: usize,
    /// Start and end in Geneva, unless it takes whole days.
    hours: Option<(DateTime<Zone>, DateTime<Zone>)>,
}

/// The events of an edition that a filter shows, those that were withdrawn among them, in the language at a place of its list.
pub fn select<'a>(
    edition: &'a Edition,
    language: usize,
    show: &[Term],
    hide: &[Term],
) -> Vec<Selected<'a>> {
    let events = edition.all().into_iter().filter_map(|event| {
        let wording = event.entry.wordings.get(language)?;
        let revision = *event.revisions.get(language)?;
        let hours = match event.entry.when {
            EventSpan::Days(_) => None,
            EventSpan::Hours { start, end } => {
                Some((start.with_timezone(&ZURICH), end.with_timezone(&ZURICH)))
            }
        };
        Some(Selected { meeting: &edition.id, event, wording, revision, number: 0, hours })
    });
    let events: Vec<Selected<'_>> = events.collect();
    let concern = |event: &Selected<'a>| {
        let entry = &event.event.entry;
        let all_day = matches!(entry.when, EventSpan::Days(_));
        Concern { kind: entry.kind, groups: &entry.groups, all_day }
    };
    let by_group = by_group(&edition.groups, &events.iter().map(concern).collect::<Vec<_>>());
    let filter = Filter::new(show, hide, |group| held(&by_group, group));
    let shown = |(at, event): &(usize, Selected<'_>)| {
        let (meeting, entry) = (event.meeting, &event.event.entry);
        let (kind, groups, action) = (entry.kind, entry.groups.as_slice(), entry.action);
        filter.shows(*at, &Facts { meeting, kind, groups, action })
    };
    let shown = events.into_iter().enumerate().filter(shown).map(|(_, event)| event);
    shown.enumerate().map(|(number, event)| Selected { number, ..event }).collect()
}

impl Selected<'_> {
    /// Whether the event is on a day, in Geneva time.
    pub fn is_on(&self, day: NaiveDate) -> bool {
        self.event.entry.when.days().contains(day)
    }

    /// The first day in Geneva.
    pub(super) fn day(&self) -> NaiveDate {
        self.hours
            .map_or_else(|| self.event.entry.when.days().first, |(start, _)| start.date_naive())
    }

    /// Start and end in Geneva, of an event that does not take whole days.
    pub(super) fn hours(&self) -> Option<(DateTime<Zone>, DateTime<Zone>)> {
        self.hours
    }

    /// Its start and end, unless it takes whole days.
    pub(super) fn instants(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        match self.event.entry.when {
            EventSpan::Hours { start, end } => Some((start, end)),
            EventSpan::Days(_) => None,
        }
    }

    /// From when to when it takes a delegate's time, if it is a session that takes place.
    pub(super) fn busy(&self) -> Option<(Minute, Minute)> {
        let entry = &self.event.entry;
        let is_cancelled = entry.state == EventStatus::Cancelled;
        busy(entry.kind, if is_cancelled { None } else { self.instants() })
    }

    /// "09:30–10:45" in Geneva, or nothing for whole days.
    pub(super) fn hours_in_words(&self) -> String {
        match self.event.entry.when {
            EventSpan::Days(_) => String::new(),
            EventSpan::Hours { start, end } => geneva_hours(start, end),
        }
    }

    /// Its hours on the other clock, if the meeting is elsewhere than in Geneva.
    pub(super) fn aside(&self) -> Option<&str> {
        self.wording.aside.as_deref()
    }

    /// Its title, with its hours on the other clock behind it.
    pub(super) fn summary_aside(&self, words: &Words) -> String {
        let summary = super::one_line(&self.wording.summary);
        match self.aside() {
            Some(aside) => (words.aside)(&summary, aside),
            None => summary,
        }
    }
}
