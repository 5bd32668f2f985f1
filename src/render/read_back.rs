//! The table of `show --format csv`, read again: its events become the meeting that has them.
//!
//! What an event does not tell (letter, contact, notes) is absent. Every session becomes a cell of its own.

mod day;
mod event;

use crate::finding::{Findings, Place, Said};
use crate::letter::{DocumentKind, Evidence, Format, Letter, Unreadable, sheets};
use crate::model::{
    Action, Days, Group, Kind, Language, MeetingId, Remote, SeriesDay, Status, Step, Text,
    TimeOfDay, ZURICH, compact,
};
use crate::source::{Draft, DraftAppointment, DraftDeadline, DraftPlanEntry, DraftRgm};
use crate::words::Words;
use chrono::NaiveDate;
use day::day;
use event::{Event, event, language};
use std::collections::BTreeMap;

/// The columns without which a table is another one.
const NEEDED: [&str; 4] = ["kind", "groups", "summary", "start"];

/// The letter that a table of events is, if it is one.
pub fn of_events(bytes: &[u8], format: Format) -> Option<Result<Letter, Unreadable>> {
    let table = sheets::table(bytes, format, &NEEDED)?;
    Some(read(&table))
}

/// What the rows have in common.
struct Reader<'a> {
    table: &'a sheets::Table,
    findings: Findings,
}

fn read(table: &sheets::Table) -> Result<Letter, Unreadable> {
    let mut ids: Vec<&str> =
        table.rows.iter().filter_map(|row| Some(row.get("meeting")?.text())).collect();
    ids.dedup();
    if ids.len() > 1 {
        let message = format!("the table has the events of {} meetings", ids.len());
        let help = "write one of each: `timeplan show ID --format csv`";
        return Err(Unreadable::new(message, help));
    }
    let mut reader = Reader { table, findings: Findings::default() };
    let rows = reader.rows();
    let language = language(&rows);
    let words = Words::of(language);
    let is_cancelled = |row: &(Event, bool)| row.1;
    let all = !rows.is_empty() && rows.iter().all(is_cancelled);
    let is_postponed = |row: &(Event, bool)| row.0.summary.starts_with(words.postponed);
    let cancelled = rows.iter().filter(|row| is_cancelled(row)).count();
    let status = match all {
        true if rows.iter().all(is_postponed) => Some(Status::Postponed),
        true => Some(Status::Cancelled),
        false if !rows.is_empty() && rows.iter().all(|(event, _)| event.is_tentative) => {
            Some(Status::Tentative)
        }
        false => None,
    };
    if cancelled > 0 && !all {
        let message = format!("{cancelled} cancelled events of this table were left out");
        let help = "an event that is not in a meeting file is cancelled by the next build";
        reader.findings.doubt("cancelled-left-out", None, message).help(help);
    }
    let mut events: Vec<Event> =
        rows.into_iter().filter(|row| all || !is_cancelled(row)).map(|(event, _)| event).collect();
    for event in &mut events {
        event.bare(words, status);
    }
    let first = events.first().map_or_else(Place::default, |event| event.place);
    let mut draft = Draft {
        id: ids
            .first()
            .and_then(|id| Some(Said { value: id.parse::<MeetingId>().ok()?, place: first })),
        status: status.map(|value| Said { value, place: first }),
        ..Draft::default()
    };
    let evidence = fill(&mut draft, events, language, words);
    Ok(Letter {
        language,
        kind: DocumentKind::Timetable,
        is_invitation: !draft.groups.is_empty(),
        invites: true,
        names_days: None,
        draft,
        evidence,
        passed: Vec::new(),
        findings: reader.findings,
        text: table.text.clone(),
        pages: table.pages.clone(),
    })
}

impl Reader<'_> {
    /// The events, and which of them are cancelled.
    fn rows(&mut self) -> Vec<(Event, bool)> {
        let mut events = Vec::new();
        for row in &self.table.rows {
            let text = |key: &str| row.get(key).map_or("", |cell| cell.text());
            let place = row.get("summary").or(row.get("kind")).map(|cell| cell.place);
            let Some(place) = place else { continue };
            match event(&text, place) {
                Ok(event) => {
                    let is_cancelled = text("status").eq_ignore_ascii_case("CANCELLED");
                    events.push((event, is_cancelled));
                }
                Err((key, wanted)) => {
                    let place = row.get(key).map_or(place, |cell| cell.place);
                    let message = format!("`{}` is not {wanted}", text(key));
                    let help = "correct this cell; the event was left out";
                    self.findings.fault(place, message).help(help);
                }
            }
        }
        events
    }
}

/// Puts the events into a draft. Gives where each value stands.
fn fill(draft: &mut Draft, events: Vec<Event>, language: Language, words: &Words) -> Vec<Evidence> {
    let text = |text: &str| Text::new(language, text.to_owned());
    let mut evidence: Vec<Evidence> = Vec::new();
    let mut note =
        |field: String, value: String, place| evidence.push(Evidence { field, value, place });
    let is_range = |event: &&Event| event.kind == Kind::Rgm && event.hours.is_none();
    let meeting = events.iter().find(|event| event.kind == Kind::Meeting);
    let groups = match meeting {
        Some(meeting) => meeting.groups.clone(),
        None => whole(events.iter().flat_map(|event| &event.groups)),
    };
    let first = meeting.or(events.first()).map_or_else(Place::default, |event| event.place);
    draft.groups = groups.into_iter().map(|value| Said { value, place: first }).collect();
    let own = draft.groups.iter().map(|said| said.value.to_string()).collect::<Vec<_>>();
    note("group".to_owned(), own.join(", "), first);
    if let Some(meeting) = meeting {
        let Event { days, place, .. } = *meeting;
        draft.start = Some(Said { value: days.first, place });
        draft.end = Some(Said { value: days.last, place });
        draft.place = meeting.location.as_deref().and_then(text);
        // Every session of it has a row.
        draft.slots = Some(Said { value: Vec::new(), place });
        note("start".to_owned(), days.first.to_string(), place);
        note("end".to_owned(), days.last.to_string(), place);
    }
    let is_hosted = |event: &&Event| meeting.is_some_and(|meeting| meeting.is_at(event.days.first));
    let mut timed = events.iter().filter(|event| event.hours.is_some());
    let zone = timed.find(is_hosted).map_or(ZURICH, |event| event.zone);
    draft.zone = (zone != ZURICH).then_some(Said { value: zone, place: first });
    let place_of_meeting = meeting.and_then(|meeting| meeting.location.as_deref());
    for event in events.iter().filter(is_range) {
        let Event { days, place, .. } = *event;
        let inside = |other: &&Event| {
            other.hours.is_some() && other.kind != Kind::Lunch && other.is_within(days)
        };
        let own = events.iter().find(inside).map_or(zone, |inside| inside.zone);
        let is_virtual = event.location.as_deref() == Some(words.virtual_meeting);
        let location =
            event.location.as_deref().filter(|own| !is_virtual && place_of_meeting != Some(*own));
        note(format!("rgm[{}]", draft.rgm.len()), days.to_string(), place);
        draft.rgm.push(DraftRgm {
            groups: said(&event.groups, place),
            start: Some(Said { value: days.first, place }),
            end: Some(Said { value: days.last, place }),
            slots: Some(Said { value: Vec::new(), place }),
            zone: (own != zone).then_some(Said { value: own, place }),
            location: location.and_then(text),
            remote: is_virtual.then_some(Remote::Yes),
            place,
            ..DraftRgm::default()
        });
    }
    let ranges: Vec<&Event> = events.iter().filter(is_range).collect();
    let in_range = |event: &Event| ranges.iter().find(|range| range.is_at(event.days.first));
    // A meeting of a series beside the plan takes place elsewhere, or has no slot in its title.
    let is_alone = |event: &Event| {
        let there = match meeting.filter(|_| is_hosted(&event)) {
            Some(_) => place_of_meeting,
            None => in_range(event).and_then(|range| range.location.as_deref()),
        };
        let own = event.location.as_deref().unwrap_or_default();
        event.kind == Kind::Rgm
            && (event.summary == (words.rgm_alone)(&compact(&event.groups))
                || !own.ends_with(there.unwrap_or_default()))
    };
    let mut days: BTreeMap<NaiveDate, Vec<&Event>> = BTreeMap::new();
    let mut series: Vec<Vec<&Event>> = Vec::new();
    for event in &events {
        let place = event.place;
        match (event.kind, event.hours) {
            (Kind::Deadline, _) => {
                let deadline = deadline(event, language, words);
                let actions: Vec<&str> =
                    deadline.actions.iter().map(|action| action.value.key()).collect();
                let value = format!("{} {}", event.days.first, actions.join(", "));
                note(format!("deadlines[{}]", draft.deadlines.len()), value, place);
                draft.deadlines.push(deadline);
            }
            (Kind::Registration, Some(hours)) => {
                let groups = compact(&event.groups);
                let at = event.inside(|at| (words.registration)(&groups, Some(at)));
                draft.registration = Some(DraftAppointment {
                    date: Some(Said { value: event.days.first, place }),
                    time: Some(Said { value: hours.start, place }),
                    location: at.as_deref().and_then(text),
                    place,
                });
                note(
                    "registration".to_owned(),
                    format!("{} {}", event.days.first, hours.start),
                    place,
                );
                // Without an opening it lasts an hour.
                draft.opening =
                    (hours.end != hours.start.plus_one_hour()).then_some(DraftAppointment {
                        date: Some(Said { value: event.days.first, place }),
                        time: Some(Said { value: hours.end, place }),
                        location: None,
                        place,
                    });
            }
            (_, None) => {}
            _ if !is_alone(event) && (is_hosted(&event) || in_range(event).is_some()) => {
                days.entry(event.days.first).or_default().push(event);
            }
            _ => {
                let alike = |other: &&mut Vec<&Event>| {
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
    let all: Vec<Group> = draft.groups.iter().map(|said| said.value.clone()).collect();
    let all = compact(&all);
    for (date, events) in days {
        let there = events.first().and_then(|event| in_range(event)?.location.as_deref());
        let there = if meeting.is_some_and(|meeting| meeting.is_at(date)) {
            place_of_meeting
        } else {
            there
        };
        let day = day(&events, (&all, there), language, words);
        for (slots, cells) in &day.cells {
            let titles = cells.iter().filter_map(|cell| cell.title.as_ref());
            let titles: Vec<&str> = titles.map(|title| title.in_language(language)).collect();
            note(format!("time_plan.{date}.{}", slots.value.key()), titles.join("; "), slots.place);
        }
        let place = events.first().map_or(first, |event| event.place);
        let days = Said { value: Days::one(date), place };
        draft.time_plan.push(DraftPlanEntry { days, day });
    }
    for events in series {
        let Some((event, others)) = events.split_first() else { continue };
        let place = event.place;
        let is_virtual = event.location.as_deref() == Some(words.virtual_meeting);
        let is_untitled = event.summary == (words.rgm_alone)(&compact(&event.groups));
        note(format!("rgm[{}]", draft.rgm.len()), event.days.first.to_string(), place);
        draft.rgm.push(DraftRgm {
            groups: said(&event.groups, place),
            title: text(&event.summary).filter(|_| !is_untitled),
            start: Some(Said { value: event.days.first, place }),
            end: Some(Said { value: event.days.first, place }),
            every: Some(Said { value: Step::Weeks(1), place }),
            time: event.hours.map(|value| Said { value, place }),
            also: others
                .iter()
                .map(|other| Said {
                    value: SeriesDay {
                        date: other.days.first,
                        room: None,
                        hours: other.hours.filter(|hours| Some(*hours) != event.hours),
                    },
                    place: other.place,
                })
                .collect(),
            zone: (event.zone != zone).then_some(Said { value: event.zone, place }),
            location: event.location.as_deref().filter(|_| !is_virtual).and_then(text),
            remote: is_virtual.then_some(Remote::Yes),
            place,
            ..DraftRgm::default()
        });
    }
    evidence
}

fn said(groups: &[Group], place: Place) -> Vec<Said<Group>> {
    groups.iter().map(|value| Said { value: value.clone(), place }).collect()
}

/// The study groups that cover some groups.
fn whole<'a>(groups: impl Iterator<Item = &'a Group>) -> Vec<Group> {
    let mut all: Vec<Group> = Vec::new();
    for group in groups {
        let whole = group.parent().unwrap_or_else(|| group.clone());
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

fn deadline(event: &Event, language: Language, words: &Words) -> DraftDeadline {
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
