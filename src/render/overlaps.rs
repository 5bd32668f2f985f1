//! What a choice of events does to a delegate's time: the sessions that are at the same time, and the
//! session slots in which there are none.

use super::Selected;
use super::clashes::clashes;
use super::list::{ListRow, lines, when};
use crate::expand::there;
use crate::model::{CivilInstants, Hours, Language, Slot, ZURICH, Zone, geneva_hours, instant};
use crate::words::{Coming, PageWords, Words};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// How many pairs of sessions are listed; nobody reads more.
const MOST_CLASHES: usize = 1000;

/// The slots that every working day has, whether anybody meets in them or not.
const USUAL: [Slot; 4] = [Slot::S1, Slot::S2, Slot::S3, Slot::S4];

/// A line a pair of sessions at the same time: the hours that both take, and their titles.
pub fn clash_list(events: &[Selected<'_>], language: Language) -> String {
    let (said, words) = (PageWords::of(language), Words::of(language));
    let busy = events.iter().enumerate().filter_map(|(at, event)| Some((at, event.busy()?)));
    let clashes = clashes(busy, MOST_CLASHES);
    let row = |(first, second): &(usize, usize)| {
        let pair = [events.get(*first)?, events.get(*second)?];
        let [Some(one), Some(other)] = pair.map(Selected::instants) else { return None };
        let hours = (one.0.max(other.0), one.1.min(other.1));
        let name = |event: &Selected<'_>| {
            let title = event.summary_aside(words);
            let is_whole = event.instants() == Some(hours);
            if is_whole { title } else { format!("{} {title}", event.hours_in_words()) }
        };
        let what = pair.map(name).join(" · ");
        Some(ListRow { left: None, when: geneva_when(hours, words), what })
    };
    let rows: Vec<ListRow> = clashes.first.iter().filter_map(row).collect();
    if rows.is_empty() {
        return format!("{}\n", said.no_clashes);
    }
    let left = clashes.all.saturating_sub(rows.len());
    let more = (left > 0).then(|| format!("{}{}{left}\n", said.more_clashes, words.colon));
    lines(true, &rows, language) + &more.unwrap_or_default()
}

/// A line a session slot in which nothing of the choice meets, on each day on which anybody does.
pub fn free_list(all: &[Selected<'_>], chosen: &[Selected<'_>], language: Language) -> String {
    let (said, words) = (PageWords::of(language), Words::of(language));
    let taken: Vec<_> = chosen.iter().filter(|event| event.busy().is_some()).collect();
    let is_free = |(start, end): (DateTime<Utc>, DateTime<Utc>)| {
        let mut hours = taken.iter().filter_map(|event| event.instants());
        !hours.any(|(from, to)| from < end && start < to)
    };
    let mut free: BTreeMap<(DateTime<Utc>, DateTime<Utc>), String> = BTreeMap::new();
    for clock in clocks(all) {
        for (day, slot, hours) in clock.slots() {
            let at = |time| match instant(clock.zone, day, time) {
                CivilInstants::One(at) => Some(at),
                CivilInstants::Never | CivilInstants::Twice => None,
            };
            let (Some(start), Some(end)) = (at(hours.start), at(hours.end)) else { continue };
            if is_free((start, end)) {
                let name = (said.session)(slot.key());
                let local = format!("{}–{}", hours.start, hours.end);
                let local = there(words, clock.zone, &local, start);
                let name = local.map(|local| (words.aside)(&name, &local)).unwrap_or(name);
                free.entry((start, end)).or_insert(name);
            }
        }
    }
    let row = |(hours, what)| ListRow { left: None, when: geneva_when(hours, words), what };
    let rows: Vec<ListRow> = free.into_iter().map(row).collect();
    if rows.is_empty() {
        return format!("{}\n", Coming::of(language).none_free);
    }
    lines(true, &rows, language)
}

/// The days and slots of a meeting by the clock of one place.
struct LocalClock {
    zone: Zone,
    days: BTreeSet<NaiveDate>,
    /// The hours of the slots in which anybody meets.
    hours: BTreeMap<(NaiveDate, Slot), Hours>,
}

/// The clocks by which sessions meet.
fn clocks(events: &[Selected<'_>]) -> Vec<LocalClock> {
    let mut clocks: BTreeMap<_, LocalClock> = BTreeMap::new();
    for event in events.iter().filter(|event| event.busy().is_some()) {
        // What is only known from its feed says nothing of its own place.
        let Some(civil) = event.event.entry.civil else { continue };
        let clock = clocks.entry((event.meeting, civil.zone.name())).or_insert_with(|| {
            LocalClock { zone: civil.zone, days: BTreeSet::new(), hours: BTreeMap::new() }
        });
        clock.days.insert(civil.day);
        if let Some((slot, hours)) = event.event.entry.slot.zip(civil.slot) {
            clock.hours.insert((civil.day, slot), hours.hours);
        }
    }
    clocks.into_values().collect()
}

impl LocalClock {
    /// The slots of each day with their hours: those of the day, else those of another day, else the
    /// standard ones, unless the day has other slots at that time.
    fn slots(&self) -> impl Iterator<Item = (NaiveDate, Slot, Hours)> {
        let slots: BTreeSet<Slot> =
            USUAL.into_iter().chain(self.hours.keys().map(|(_, slot)| *slot)).collect();
        let of_any_day = |slot: Slot| {
            let mut all = self.hours.iter();
            all.find(|((_, other), _)| *other == slot).map_or(slot.standard(), |(_, hours)| *hours)
        };
        let of_day = move |day: NaiveDate, slot: Slot| {
            if let Some(hours) = self.hours.get(&(day, slot)) {
                return Some((day, slot, *hours));
            }
            let hours = of_any_day(slot);
            let meets = |other: &Hours| other.start < hours.end && hours.start < other.end;
            let mut own = self.hours.range((day, Slot::S0)..=(day, Slot::S5));
            (!own.any(|(_, other)| meets(other))).then_some((day, slot, hours))
        };
        let is_session = |slot: &Slot| *slot != Slot::Lunch;
        let slots: Vec<Slot> = slots.into_iter().filter(is_session).collect();
        self.days
            .iter()
            .flat_map(move |day| slots.clone().into_iter().map(move |slot| (*day, slot)))
            .filter_map(move |(day, slot)| of_day(day, slot))
    }
}

/// The day and the hours in Geneva.
fn geneva_when((start, end): (DateTime<Utc>, DateTime<Utc>), words: &Words) -> String {
    when(start.with_timezone(&ZURICH).date_naive(), &geneva_hours(start, end), words)
}
