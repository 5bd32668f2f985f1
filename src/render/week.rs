//! The weeks of a time plan: days × rows, for the terminal and for pages alike.

use super::Selected;
use crate::model::{Days, Slot};
use chrono::{NaiveDate, NaiveTime, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// A week with events at hours.
#[derive(Debug)]
pub(super) struct Week<'a> {
    /// From its first to its last day with events.
    pub(super) span: Days,
    /// The days that are shown: those between two others too, weekends only if somebody meets.
    pub(super) days: Vec<NaiveDate>,
    /// The rows with events, those of the slots first, last what stands in no slot.
    pub(super) rows: Vec<WeekRow<'a>>,
}

/// A row of a week.
#[derive(Debug)]
pub(super) struct WeekRow<'a> {
    pub(super) slot: Option<Slot>,
    /// The first of its events that have the hours which most of them have.
    pub(super) usual: &'a Selected<'a>,
    /// Its events in the order of their starts.
    pub(super) events: Vec<&'a Selected<'a>>,
}

impl<'a> WeekRow<'a> {
    fn new(slot: Option<Slot>, events: Vec<&'a Selected<'a>>) -> Option<Self> {
        let mut counts: BTreeMap<_, (usize, &Selected<'_>)> = BTreeMap::new();
        for event in &events {
            counts.entry(hours(event)).or_insert((0, event)).0 += 1;
        }
        let (_, usual) = counts.into_values().max_by_key(|(count, _)| *count)?;
        Some(Self { slot, usual, events })
    }

    /// The events of a day.
    pub(super) fn on(&self, day: NaiveDate) -> impl Iterator<Item = &'a Selected<'a>> {
        self.events.iter().copied().filter(move |event| event.day() == day)
    }

    /// Whether the hours of the row, on both clocks, say when an event of it is.
    pub(super) fn is_usual(&self, event: &Selected<'_>) -> bool {
        event.hours_in_words() == self.usual.hours_in_words() && event.aside() == self.usual.aside()
    }

    /// The same events with a row for each of their hours.
    pub(super) fn by_hours(self) -> impl Iterator<Item = Self> {
        let mut rows: BTreeMap<_, Vec<&'a Selected<'a>>> = BTreeMap::new();
        for event in self.events {
            rows.entry(hours(event)).or_default().push(event);
        }
        let slot = self.slot;
        rows.into_values()
            .filter_map(move |events| Some(Self { slot, usual: events.first()?, events }))
    }
}

/// Start and end of an event's hours in Geneva.
fn hours(event: &Selected<'_>) -> Option<(NaiveTime, NaiveTime)> {
    event.hours().map(|(start, end)| (start.time(), end.time()))
}

/// The weeks of some events that have hours.
pub(super) fn weeks<'a>(events: &[&'a Selected<'a>]) -> Vec<Week<'a>> {
    let mut weeks: BTreeMap<NaiveDate, Vec<&Selected<'_>>> = BTreeMap::new();
    for event in events {
        weeks.entry(event.day().week(Weekday::Mon).first_day()).or_default().push(event);
    }
    weeks.into_values().filter_map(|events| week(&events)).collect()
}

fn week<'a>(events: &[&'a Selected<'a>]) -> Option<Week<'a>> {
    let with_events: BTreeSet<NaiveDate> = events.iter().map(|event| event.day()).collect();
    let span = Days { first: *with_events.first()?, last: *with_events.last()? };
    let is_shown =
        |day: &NaiveDate| crate::model::is_working_day(*day) || with_events.contains(day);
    let slots = Slot::ALL.into_iter().map(Some).chain([None]);
    let row = |slot: Option<Slot>| {
        let of_slot = events.iter().copied().filter(|event| event.event.entry.slot == slot);
        WeekRow::new(slot, of_slot.collect())
    };
    Some(Week {
        span,
        days: span.each().filter(is_shown).collect(),
        rows: slots.filter_map(row).collect(),
    })
}
