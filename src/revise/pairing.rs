//! Pairing: which published event is which event of the timetable.
//!
//! Events are only paired within one line (the same kind, and the same groups or action): first
//! exactly equal ones, then those at the same time with the same title, then those that the file
//! moved from there, then those on the same day of the meeting in the same slot, then those with
//! the same title, then the rest in order. At each step, events that take place come before
//! cancelled ones.

use super::identity::line;
use super::memory::{Memory, OldEvent};
use super::seen::VisibleEvent;
use crate::expand::{EventSpan, EventStatus, Origin, Timetable, TimetableEvent};
use crate::ical;
use crate::model::{Kind, MeetingId, Slot};
use crate::words::bare;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// How much paired events may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Only events at the same time with the same title.
    Same,
    /// All events of the same line.
    All,
}

/// An event of the timetable.
pub(super) struct PairedEvent {
    pub(super) line: String,
    /// The index of its pair in the memory.
    pub(super) past: Option<usize>,
}

/// The pair of each event of the timetable. Events taken over from other meetings are paired like the
/// meeting's own.
pub(super) fn pair(timetable: &Timetable, memory: &Memory, reach: Reach) -> Vec<PairedEvent> {
    let steps = match reach {
        Reach::Same => STEPS.get(..SAME).unwrap_or(&STEPS),
        Reach::All => &STEPS,
    };
    let lines: Vec<String> =
        timetable.entries.iter().map(|entry| line(&timetable.id, entry)).collect();
    let mut pairs = vec![None; lines.len()];
    let measure = Measure::of(timetable, memory);
    // A banner is never paired with a session of the same groups.
    let mut pools: BTreeMap<(&str, bool), Pool> = BTreeMap::new();
    for (at, past) in memory.events.iter().enumerate() {
        let key = (past.identity.subject(), is_all_day(past.shown.when));
        pools.entry(key).or_default().past.push((at, measure.past(past)));
    }
    for (at, (entry, line)) in timetable.entries.iter().zip(&lines).enumerate() {
        let subject = line.get(timetable.id.as_str().len()..).unwrap_or_default();
        if let Some(pool) = pools.get_mut(&(subject, is_all_day(entry.when))) {
            pool.entries.push((at, measure.entry(entry)));
        }
    }
    for pool in pools.into_values().filter(|pool| !pool.entries.is_empty()) {
        pool.pair(steps, &mut pairs);
    }
    lines.into_iter().zip(pairs).map(|(line, past)| PairedEvent { line, past }).collect()
}

/// The events of one line without a pair, with their indexes.
#[derive(Default)]
struct Pool {
    past: Vec<(usize, PairingTraits)>,
    entries: Vec<(usize, PairingTraits)>,
}

impl Pool {
    fn pair(mut self, steps: &[PairingStep], pairs: &mut [Option<usize>]) {
        self.past.sort_by_key(|(_, marks)| (marks.is_taken, marks.when, marks.number));
        let (live, cancelled): (Vec<_>, Vec<_>) =
            self.past.into_iter().partition(|(_, marks)| marks.is_live);
        let mut past = [live, cancelled];
        for step in steps {
            for past in &mut past {
                let mut waiting: BTreeMap<PairingKey<'_>, VecDeque<usize>> = BTreeMap::new();
                for (at, marks) in past.iter() {
                    waiting.entry(step(marks)).or_default().push_back(*at);
                }
                let mut found = BTreeMap::new();
                for (at, marks) in &self.entries {
                    let pair = waiting.get_mut(&step(marks)).and_then(VecDeque::pop_front);
                    found.extend(pair.map(|pair| (*at, pair)));
                }
                for (at, pair) in &found {
                    if let Some(place) = pairs.get_mut(*at) {
                        *place = Some(*pair);
                    }
                }
                let taken: BTreeSet<usize> = found.values().copied().collect();
                past.retain(|(at, _)| !taken.contains(at));
                self.entries.retain(|(at, _)| !found.contains_key(at));
                if self.entries.is_empty() {
                    return;
                }
            }
        }
    }
}

/// The properties that events are paired by.
struct PairingTraits {
    /// All that they show in the languages that were published.
    shown: Vec<Option<VisibleEvent>>,
    when: EventSpan,
    /// The day, counted from the first one of the meeting, and the slot.
    spot: (i64, Option<Slot>),
    /// The same for its day before the source moved it.
    origin: (i64, Option<Slot>),
    /// The title without marks of its status.
    title: String,
    location: String,
    is_live: bool,
    /// Whether it belonged to another meeting before.
    is_taken: bool,
    number: u32,
}

/// What two events must share at a step of the pairing.
type PairingKey<'a> = (
    &'a [Option<VisibleEvent>],
    Option<EventSpan>,
    Option<(i64, Option<Slot>)>,
    Option<&'a str>,
    Option<&'a str>,
);

/// What is compared at a step.
type PairingStep = fn(&PairingTraits) -> PairingKey<'_>;

/// The number of first steps that find only events at the same time with the same title.
const SAME: usize = 3;

/// The steps in order. Among equally good candidates, the one that shares more comes first.
const STEPS: [PairingStep; 8] = [
    |marks| (&marks.shown, None, None, None, None),
    |marks| (&[], Some(marks.when), None, Some(&marks.title), Some(&marks.location)),
    |marks| (&[], Some(marks.when), None, Some(&marks.title), None),
    |marks| (&[], None, Some(marks.origin), Some(&marks.title), None),
    |marks| (&[], None, Some(marks.spot), Some(&marks.title), None),
    |marks| (&[], None, Some(marks.spot), None, None),
    |marks| (&[], None, None, Some(&marks.title), None),
    |_| (&[], None, None, None, None),
];

/// The day from which days are counted on either side.
struct Measure<'a> {
    id: &'a MeetingId,
    then: NaiveDate,
    now: NaiveDate,
    /// The places of the languages that were published.
    published: Vec<usize>,
}

impl<'a> Measure<'a> {
    fn of(timetable: &'a Timetable, memory: &Memory) -> Self {
        let banner = timetable.entries.iter().find(|entry| entry.kind == Kind::Meeting);
        let first = banner.map(|banner| banner.when.days().first);
        // A season has no first day: there, days are those of the calendar.
        let (then, now) = memory.first_day().zip(first).unwrap_or_default();
        let published = (0..timetable.languages.len()).filter(|at| !memory.is_blank(*at)).collect();
        Self { id: &timetable.id, then, now, published }
    }

    fn past(&self, past: &OldEvent) -> PairingTraits {
        let seen = &past.shown;
        let spot = ((seen.when.days().first - self.then).num_days(), past.slot);
        let shown = |at: &usize| Some(without_page(past.seen.get(*at)?.as_ref()?.0.clone()));
        PairingTraits {
            shown: match self.published.as_slice() {
                // An event that was only published in another language is never exactly equal.
                [] => vec![Some(without_page(seen.clone()))],
                published => published.iter().map(shown).collect(),
            },
            when: seen.when,
            spot,
            origin: spot,
            title: bare(&seen.summary).to_owned(),
            location: seen.location.clone(),
            is_live: seen.state != EventStatus::Cancelled,
            is_taken: past.identity.meeting != *self.id,
            number: past.identity.number,
        }
    }

    fn entry(&self, entry: &TimetableEvent) -> PairingTraits {
        let wording = entry.wordings.first();
        let text = |text: &str| ical::clean(text).into_owned();
        let location = wording.and_then(|wording| wording.location.as_deref());
        let day = entry.when.days().first;
        let spot = |day: NaiveDate| ((day - self.now).num_days(), entry.slot);
        let origin = match entry.rule {
            Origin::Moved(from) => from,
            _ => day,
        };
        PairingTraits {
            shown: self
                .published
                .iter()
                .map(|at| VisibleEvent::of_entry(entry, *at).map(without_page))
                .collect(),
            when: entry.when,
            spot: spot(day),
            origin: spot(origin),
            title: wording
                .map(|wording| bare(&text(&wording.summary)).to_owned())
                .unwrap_or_default(),
            location: location.map(text).unwrap_or_default(),
            is_live: true,
            is_taken: false,
            number: 0,
        }
    }
}

/// What an event shows but for its page, whose address has the UID in it that is only looked for.
fn without_page(seen: VisibleEvent) -> VisibleEvent {
    VisibleEvent { url: None, ..seen }
}

fn is_all_day(when: EventSpan) -> bool {
    matches!(when, EventSpan::Days(_))
}
