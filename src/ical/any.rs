//! Feeds of any program, read as a calendar program reads them: for comparison, not for
//! publication.
//!
//! Times become instants with the VTIMEZONE of the feed, or else with the name of the zone.
//! Properties that affect the time of an event and cannot be read are kept as written, so that two
//! events are never taken for the same because of them.

use super::clock::{CalendarHead, read_moment};
use super::lines::{ComponentLines, Flaw, PropertyLine, components};
use super::read::PublishedEvent;
use super::repeats::SeriesTimes;
use super::text::unescape;
use super::value::{DateOrTime, length};
use chrono::{NaiveDateTime, TimeDelta};
use std::collections::BTreeSet;

pub use super::clock::EventTime;
pub use super::repeats::Repeats;

/// A feed of any program.
#[derive(Debug, Default)]
pub struct AnyFeed {
    /// The number of calendars in it.
    pub calendars: usize,
    /// Its events.
    pub events: Vec<AnyEvent>,
    /// The UIDs of events that cannot be read, as far as they have one.
    pub unread: Vec<Option<String>>,
    /// The first thing in it that is damaged.
    pub flaw: Option<Flaw>,
    /// Whether its end is missing.
    pub is_cut_off: bool,
}

/// An event of any program.
#[derive(Debug)]
pub struct AnyEvent {
    /// Its facts. Times are instants unless they are in no known zone.
    pub published: PublishedEvent<'static>,
    /// RECURRENCE-ID: the time of the recurring event that it replaces.
    pub instance: Option<EventTime>,
    /// Properties that our own events do not have.
    pub beyond: ForeignFacts,
}

/// What events of other programs have and ours do not.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ForeignFacts {
    /// For an event with times in no known zone: its local times.
    pub floating: Option<Floating>,
    /// When it recurs.
    pub repeats: Option<Repeats>,
    /// Links to join it.
    pub conferences: BTreeSet<String>,
    /// Properties that affect its time and cannot be read, as written.
    pub unclear: BTreeSet<String>,
}

/// Local times in no known zone: not all of them have an instant in Geneva.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Floating {
    /// When the event begins.
    pub start: NaiveDateTime,
    /// When it ends.
    pub end: NaiveDateTime,
    /// Why there is no zone.
    pub why: ZoneProblem,
}

/// Why times are in no known zone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ZoneProblem {
    /// Neither they nor the calendar name a zone.
    Unnamed,
    /// They name no zone, and some programs use X-WR-TIMEZONE of the calendar.
    OfCalendar(String),
    /// They name a zone that neither the feed nor any table defines.
    Unknown(String),
}

impl Floating {
    /// The same with another start.
    pub fn from(&self, start: NaiveDateTime) -> Self {
        Self { start, end: start + (self.end - self.start), why: self.why.clone() }
    }
}

/// Reads a feed.
pub fn read_any(feed: &[u8]) -> AnyFeed {
    let (outermost, flaw) = components(feed);
    let mut read = AnyFeed { flaw, ..AnyFeed::default() };
    for part in &outermost {
        if part.name == "VCALENDAR" {
            read.calendars += 1;
            read.is_cut_off |= part.is_cut_off;
            let head = CalendarHead::of(part);
            part.parts.iter().for_each(|part| read.event(part, &head));
        } else {
            read.event(part, &CalendarHead::default());
        }
    }
    read
}

impl AnyFeed {
    /// Reads a component, if it is an event.
    fn event(&mut self, part: &ComponentLines, head: &CalendarHead) {
        // A task or a journal entry without a time is in no calendar.
        let is_shown = match part.name.as_str() {
            "VEVENT" => true,
            "VTODO" | "VJOURNAL" => start_line(part).is_some(),
            _ => false,
        };
        if !is_shown {
            return;
        }
        match Some(part).filter(|part| !part.is_cut_off).and_then(|part| event(part, head)) {
            Some(event) => self.events.push(event),
            None => self.unread.push(part.get("UID").map(|uid| unescape(&uid.value))),
        }
    }
}

/// Reads an event; nothing if it has no time.
fn event(part: &ComponentLines, head: &CalendarHead) -> Option<AnyEvent> {
    let line = start_line(part)?;
    let first = read_moment(line)?;
    let zone = line.parameter("TZID");
    let mut unclear: BTreeSet<String> = BTreeSet::new();
    for name in ["DTSTART", "DTEND", "DUE", "DURATION", "RECURRENCE-ID"] {
        unclear.extend(part.all(name).skip(1).map(PropertyLine::written));
    }
    let start = head.time(first, zone);
    let end = end(part, head, first, start, &mut unclear);
    for id in part.lines.iter().filter_map(|line| line.parameter("TZID")) {
        if let Some((own, text)) = head.own(id)
            && own.parts().is_empty()
        {
            unclear.insert(format!("VTIMEZONE:{id} {text}"));
        }
    }
    let floating = match (start, end) {
        (EventTime::Floating(start), EventTime::Floating(end)) => {
            let why = match (zone, &head.zone) {
                (Some(id), _) => ZoneProblem::Unknown(id.to_owned()),
                (None, Some(id)) => ZoneProblem::OfCalendar(id.clone()),
                (None, None) => ZoneProblem::Unnamed,
            };
            Some(Floating { start, end, why })
        }
        _ => None,
    };
    let instance = part.get("RECURRENCE-ID");
    if let Some(range) = instance.and_then(|line| line.parameter("RANGE")) {
        unclear.insert(format!("RECURRENCE-ID with RANGE={}", range.to_ascii_uppercase()));
    }
    let instance = instance.map(|line| match read_moment(line) {
        Some(moment) => head.time(moment, line.parameter("TZID")),
        None => {
            unclear.insert(line.written());
            start
        }
    });
    let conferences = part.all("CONFERENCE").map(|line| line.value.clone()).collect();
    let repeats = SeriesTimes { head, zone, first, start }.repeats(part, &mut unclear);
    let beyond = ForeignFacts { floating, repeats, conferences, unclear };
    Some(AnyEvent { published: facts(part, start, end), instance, beyond })
}

/// When an event begins; a task may only be due.
fn start_line(part: &ComponentLines) -> Option<&PropertyLine> {
    part.get("DTSTART").or_else(|| part.get("DUE").filter(|_| part.name == "VTODO"))
}

/// When an event ends: from DTEND, or else from DURATION; otherwise a date lasts one day and a time
/// has no duration (RFC 5545 section 3.6.1).
fn end(
    part: &ComponentLines,
    head: &CalendarHead,
    first: DateOrTime,
    start: EventTime,
    unclear: &mut BTreeSet<String>,
) -> EventTime {
    let (by_end, by_length) = (part.get("DTEND").or_else(|| part.get("DUE")), part.get("DURATION"));
    if by_end.is_some() {
        unclear.extend(by_length.map(PropertyLine::written));
    }
    let Some(line) = by_end.or(by_length) else { return start };
    let end = match line.name.as_str() {
        "DTEND" | "DUE" => read_moment(line).map(|end| head.time(end, line.parameter("TZID"))),
        _ => length(&line.value.trim().to_ascii_uppercase()).and_then(|(days, seconds)| {
            // Days follow the clock of the zone, hours do not (section 3.3.6).
            let later = |at: NaiveDateTime| at.checked_add_signed(TimeDelta::try_days(days)?);
            let seconds = TimeDelta::try_seconds(seconds)?;
            let zone = start_line(part).and_then(|line| line.parameter("TZID"));
            let end = match first {
                DateOrTime::Date(day) if seconds.is_zero() => {
                    DateOrTime::Date(later(day.and_hms_opt(0, 0, 0)?)?.date())
                }
                DateOrTime::Date(_) => return None,
                DateOrTime::Local(at) => DateOrTime::Local(later(at)?),
                DateOrTime::Utc(at) => DateOrTime::Utc(later(at)?),
            };
            Some(match head.time(end, zone) {
                EventTime::Instant(at) => EventTime::Instant(at.checked_add_signed(seconds)?),
                EventTime::Floating(at) => EventTime::Floating(at.checked_add_signed(seconds)?),
                date => date,
            })
        }),
    };
    let fits = end.filter(|end| match (start, end) {
        (EventTime::Date(start), EventTime::Date(end)) => start <= *end,
        (EventTime::Floating(start), EventTime::Floating(end)) => start <= *end,
        (EventTime::Instant(start), EventTime::Instant(end)) => start <= *end,
        _ => false,
    });
    fits.unwrap_or_else(|| {
        unclear.insert(line.written());
        start
    })
}

/// The facts that all events have, with the lines that other properties are read from.
fn facts(part: &ComponentLines, start: EventTime, end: EventTime) -> PublishedEvent<'static> {
    let mut lines = String::new();
    for line in part.lines.iter().filter(|line| line.name != "CATEGORIES") {
        let value = match line.name.as_str() {
            "STATUS" | "TRANSP" => line.value.trim().to_ascii_uppercase(),
            _ => line.value.clone(),
        };
        lines.extend([line.name.as_str(), ":", &value, "\n"]);
    }
    let mut categories: Vec<&str> =
        part.all("CATEGORIES").map(|line| line.value.as_str()).collect();
    if !categories.is_empty() {
        categories.sort_unstable();
        lines.extend(["CATEGORIES:", &categories.join(","), "\n"]);
    }
    PublishedEvent::of_lines(lines, start.into(), end.into())
}
