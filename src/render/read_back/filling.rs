//! The events of a table are put into a draft.

use super::day::day;
use super::event::EventRow;
use crate::finding::{Place, Said};
use crate::letter::Evidence;
use crate::model::{
    Action, Days, Group, Hours, Kind, Language, Remote, SeriesDay, SeriesStep, Text, TimeOfDay,
    ZURICH, Zone, compact,
};
use crate::source::{Draft, DraftAppointment, DraftDeadline, DraftPlanEntry, DraftRgm};
use crate::words::Words;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Puts the events into a draft. Gives where each value stands.
pub(super) fn fill(
    draft: &mut Draft,
    events: &[EventRow],
    language: Language,
    words: &Words,
) -> Vec<Evidence> {
    let is_range = |event: &&EventRow| event.kind == Kind::Rgm && event.hours.is_none();
    let mut filling = Filling {
        draft,
        evidence: Vec::new(),
        events,
        meeting: events.iter().find(|event| event.kind == Kind::Meeting),
        ranges: events.iter().filter(is_range).collect(),
        zone: ZURICH,
        language,
        words,
    };
    filling.meeting();
    filling.ranges();
    let mut days: BTreeMap<NaiveDate, Vec<&EventRow>> = BTreeMap::new();
    let mut series: Vec<Vec<&EventRow>> = Vec::new();
    for event in events {
        match (event.kind, event.hours) {
            (Kind::Deadline, _) => filling.deadline(event),
            (Kind::Registration, Some(hours)) => filling.registration(event, hours),
            (_, None) => {}
            _ if filling.is_of_the_plan(event) => {
                days.entry(event.days.first).or_default().push(event);
            }
            _ => {
                let alike = |other: &&mut Vec<&EventRow>| {
                    other.first().is_some_and(|other| {
                        (&other.groups, &other.summary, &other.location, other.zone)
                            == (&event.groups, &event.summary, &event.location, event.zone)
                    })
                };
                match series.iter_mut().find(alike) {
                    Some(series) => series.push(event),
                    None => series.push(vec![event]),
                }
            }
        }
    }
    days.iter().for_each(|(date, events)| filling.day(*date, events));
    series.iter().for_each(|events| filling.series(events));
    filling.evidence
}

/// A draft while the events of a table are put into it.
struct Filling<'e> {
    draft: &'e mut Draft,
    evidence: Vec<Evidence>,
    events: &'e [EventRow],
    /// The banner of the meeting; a season has none.
    meeting: Option<&'e EventRow>,
    /// The banners of ranges of rapporteur group meetings.
    ranges: Vec<&'e EventRow>,
    /// The zone in which the meeting's sessions are meant.
    zone: Zone,
    language: Language,
    words: &'e Words,
}

impl<'e> Filling<'e> {
    fn note(&mut self, field: impl Into<String>, value: impl Into<String>, place: Place) {
        self.evidence.push(Evidence { field: field.into(), value: value.into(), place });
    }

    fn text(&self, text: &str) -> Option<Text> {
        Text::new(self.language, text.to_owned())
    }

    /// Whether an event is on a day of the meeting itself.
    fn is_hosted(&self, event: &EventRow) -> bool {
        self.meeting.is_some_and(|meeting| meeting.is_at(event.days.first))
    }

    fn range_of(&self, event: &EventRow) -> Option<&'e EventRow> {
        self.ranges.iter().find(|range| range.is_at(event.days.first)).copied()
    }

    /// Where the meeting, or the range, of an event takes place.
    fn place_of(&self, event: &EventRow) -> Option<&'e str> {
        let host = if self.is_hosted(event) { self.meeting } else { self.range_of(event) };
        host?.location.as_deref()
    }

    fn is_virtual(&self, event: &EventRow) -> bool {
        event.location.as_deref() == Some(self.words.virtual_meeting)
    }

    /// Whether a session stands in the time plan. A meeting of a series beside the plan takes place
    /// elsewhere, or has no slot in its title.
    fn is_of_the_plan(&self, event: &EventRow) -> bool {
        if !self.is_hosted(event) && self.range_of(event).is_none() {
            return false;
        }
        let there = self.place_of(event).unwrap_or_default();
        let own = event.location.as_deref().unwrap_or_default();
        let is_untitled = event.summary == (self.words.rgm_alone)(&compact(&event.groups));
        event.kind != Kind::Rgm || !is_untitled && own.ends_with(there)
    }

    /// Who meets, when, where and in which zone.
    fn meeting(&mut self) {
        let groups = match self.meeting {
            Some(meeting) => meeting.groups.clone(),
            None => whole(self.events.iter().flat_map(|event| &event.groups)),
        };
        let first = self.meeting.or(self.events.first());
        let first = first.map_or_else(Place::default, |event| event.place);
        let own = groups.iter().map(Group::to_string).collect::<Vec<_>>();
        self.draft.groups = said(&groups, first);
        self.note("group", own.join(", "), first);
        if let Some(meeting) = self.meeting {
            let EventRow { days, place, .. } = *meeting;
            self.draft.start = Some(Said { value: days.first, place });
            self.draft.end = Some(Said { value: days.last, place });
            self.draft.place = meeting.location.as_deref().and_then(|text| self.text(text));
            // Every session of it has a row.
            self.draft.slots = Some(Said { value: Vec::new(), place });
            self.note("start", days.first.to_string(), place);
            self.note("end", days.last.to_string(), place);
        }
        let mut timed = self.events.iter().filter(|event| event.hours.is_some());
        self.zone = timed.find(|event| self.is_hosted(event)).map_or(ZURICH, |event| event.zone);
        if self.zone != ZURICH {
            self.draft.zone = Some(Said { value: self.zone, place: first });
        }
    }

    fn ranges(&mut self) {
        for event in self.ranges.clone() {
            let EventRow { days, place, .. } = *event;
            let inside = |other: &&EventRow| {
                other.hours.is_some() && other.kind != Kind::Lunch && other.is_within(days)
            };
            let zone = self.events.iter().find(inside).map_or(self.zone, |inside| inside.zone);
            let is_virtual = self.is_virtual(event);
            let of_meeting = self.meeting.and_then(|meeting| meeting.location.as_deref());
            let location = event.location.as_deref();
            let location = location.filter(|own| !is_virtual && of_meeting != Some(*own));
            self.note(format!("rgm[{}]", self.draft.rgm.len()), days.to_string(), place);
            self.draft.rgm.push(DraftRgm {
                groups: said(&event.groups, place),
                start: Some(Said { value: days.first, place }),
                end: Some(Said { value: days.last, place }),
                slots: Some(Said { value: Vec::new(), place }),
                zone: (zone != self.zone).then_some(Said { value: zone, place }),
                location: location.and_then(|text| self.text(text)),
                remote: is_virtual.then_some(Remote::Yes),
                place,
                ..DraftRgm::default()
            });
        }
    }

    fn deadline(&mut self, event: &EventRow) {
        let deadline = deadline(event, self.language, self.words);
        let actions: Vec<&str> = deadline.actions.iter().map(|action| action.value.key()).collect();
        let value = format!("{} {}", event.days.first, actions.join(", "));
        self.note(format!("deadlines[{}]", self.draft.deadlines.len()), value, event.place);
        self.draft.deadlines.push(deadline);
    }

    /// The registration, and the opening at which it ends.
    fn registration(&mut self, event: &EventRow, hours: Hours) {
        let place = event.place;
        let groups = compact(&event.groups);
        let at = event.inside(|at| (self.words.registration)(&groups, Some(at)));
        let appointment = |time: TimeOfDay, location: Option<Text>| DraftAppointment {
            date: Some(Said { value: event.days.first, place }),
            time: Some(Said { value: time, place }),
            location,
            place,
        };
        let location = at.as_deref().and_then(|text| self.text(text));
        self.draft.registration = Some(appointment(hours.start, location));
        self.note("registration", format!("{} {}", event.days.first, hours.start), place);
        // Without an opening it lasts an hour.
        let has_opening = hours.end != hours.start.plus_one_hour();
        self.draft.opening = has_opening.then(|| appointment(hours.end, None));
    }

    /// A day of the time plan.
    fn day(&mut self, date: NaiveDate, events: &[&EventRow]) {
        let Some(first) = events.first() else { return };
        let all: Vec<Group> = self.draft.groups.iter().map(|said| said.value.clone()).collect();
        let day = day(events, (&compact(&all), self.place_of(first)), self.language, self.words);
        for (slots, cells) in &day.cells {
            let titles = cells.iter().filter_map(|cell| cell.title.as_ref());
            let titles: Vec<&str> = titles.map(|title| title.in_language(self.language)).collect();
            let field = format!("time_plan.{date}.{}", slots.value.key());
            self.note(field, titles.join("; "), slots.place);
        }
        let days = Said { value: Days::one(date), place: first.place };
        self.draft.time_plan.push(DraftPlanEntry { days, day });
    }

    /// Meetings of one group that are alike: a series, whose first one gives what they share.
    fn series(&mut self, events: &[&EventRow]) {
        let Some((event, others)) = events.split_first() else { return };
        let place = event.place;
        let is_virtual = self.is_virtual(event);
        let is_untitled = event.summary == (self.words.rgm_alone)(&compact(&event.groups));
        let first = event.days.first;
        self.note(format!("rgm[{}]", self.draft.rgm.len()), first.to_string(), place);
        let also = others.iter().map(|other| Said {
            value: SeriesDay {
                date: other.days.first,
                room: None,
                hours: other.hours.filter(|hours| Some(*hours) != event.hours),
            },
            place: other.place,
        });
        self.draft.rgm.push(DraftRgm {
            groups: said(&event.groups, place),
            title: if is_untitled { None } else { self.text(&event.summary) },
            start: Some(Said { value: first, place }),
            end: Some(Said { value: first, place }),
            every: Some(Said { value: SeriesStep::Weeks(1), place }),
            time: event.hours.map(|value| Said { value, place }),
            also: also.collect(),
            zone: (event.zone != self.zone).then_some(Said { value: event.zone, place }),
            location: match event.location.as_deref() {
                Some(location) if !is_virtual => self.text(location),
                _ => None,
            },
            remote: is_virtual.then_some(Remote::Yes),
            place,
            ..DraftRgm::default()
        });
    }
}

fn said(groups: &[Group], place: Place) -> Vec<Said<Group>> {
    groups.iter().map(|value| Said { value: value.clone(), place }).collect()
}

/// The study groups that cover some groups.
fn whole<'a>(groups: impl Iterator<Item = &'a Group>) -> Vec<Group> {
    let mut all: Vec<Group> = Vec::new();
    for group in groups {
        let whole = group.body();
        if !all.contains(&whole) {
            all.push(whole);
        }
    }
    all
}

/// The hour in a text: "23:59 Tokyo time".
fn hour_in(text: &str) -> Option<TimeOfDay> {
    let at = text.find(':')?.checked_sub(2)?;
    text.get(at..at + 5)?.parse().ok()
}

fn deadline(event: &EventRow, language: Language, words: &Words) -> DraftDeadline {
    let groups = compact(&event.groups);
    let place = event.place;
    let with = |action: &str| event.inside(|time| (words.deadline)(&groups, action, Some(time)));
    // "contributions (23:59)"
    let timed = |action: &str| {
        let is_bare = event.summary == (words.deadline)(&groups, action, None);
        let time = with(action).and_then(|time| hour_in(&time));
        (is_bare || time.is_some()).then_some(time)
    };
    let fixed = |action: Action| Some((action, timed((words.action)(action))?));
    let known = match event.action {
        Some(action) => fixed(action),
        None => Action::ALL.into_iter().filter(|action| *action != Action::Other).find_map(fixed),
    };
    let (action, time, text) = match known.filter(|(action, _)| *action != Action::Other) {
        Some((action, time)) => (action, time, None),
        None => {
            let whole = event.inside(|text| (words.deadline)(&groups, text, None));
            let whole = whole.unwrap_or_else(|| event.summary.clone());
            // An hour at the end, between whatever brackets the language has.
            let open = whole.rfind(['(', '（']);
            let parts = open.and_then(|open| {
                let action = whole.get(..open)?.trim_end();
                Some((action, timed(action)??))
            });
            let (text, time) =
                parts.map_or((whole.as_str(), None), |(text, time)| (text, Some(time)));
            (event.action.unwrap_or(Action::Other), time, Text::new(language, text.to_owned()))
        }
    };
    DraftDeadline {
        date: Some(Said { value: event.days.first, place }),
        before: None,
        time,
        zone: None,
        actions: vec![Said { value: action, place }],
        text,
        url: None,
        groups: event.groups.clone(),
        note: None,
        place,
    }
}
