//! Rules for any feed, ours or foreign: what RFC 5545 and RFC 7986 ask for, and what Outlook,
//! Google, Apple and Thunderbird need beyond them.
//!
//! Each rule has a name, a level, its reason, what breaks and what to write instead; the tables
//! stand in a file a subject, each with its checks below it. Any bytes are judged in time and memory
//! that grow with their number: the feed is walked through twice, first for its zones, and of its
//! components only the one that is open is kept.
#![doc = ""]
#![doc = include_str!("RULES.md")]

mod bytes;
mod calendar;
mod colours;
mod days;
mod events;
mod feed;
mod forms;
mod identity;
mod known;
mod parameters;
mod parts;
mod properties;
mod property;
mod recurring;
mod rule;
mod series;
mod slips;
mod source;
mod status;
mod stream;
mod texts;
mod times;
mod uids;
mod walk;
mod zone;
mod zones;

pub use rule::Rule;

use crate::finding::{Findings, Place};
use events::FeedEvent;
use feed::{CalendarContents, FeedCalendar, LintedFeed};
use property::FeedProperty;
use rule::{Breaches, LintReport, fault, run};
use source::FeedSource;
use std::borrow::Cow;
use std::mem;
use std::rc::Rc;
use times::times;
use walk::{FeedComponent, Visitor, walk};
use zone::Zones;

const NO_CALENDAR: Rule = fault(
    "no-calendar",
    "RFC 5545, 3.4",
    "a calendar is what stands between BEGIN:VCALENDAR and END:VCALENDAR",
    "write a file that begins with BEGIN:VCALENDAR",
);

/// What was found in a feed.
#[derive(Debug)]
pub struct LintResult<'a> {
    /// The feed as a text in which the places of the findings count.
    pub text: Cow<'a, str>,
    /// What was found.
    pub findings: Findings,
    /// How many faults there are, those that are not among the findings too.
    pub faults: usize,
    /// How many doubts there are, likewise.
    pub doubts: usize,
    /// The rules that were broken too often for all of it to be among the findings, and how often
    /// more.
    pub surplus: Vec<(&'static str, usize)>,
    /// How many events the feed has.
    pub events: usize,
}

/// Judges a feed.
pub fn lint(bytes: &[u8]) -> LintResult<'_> {
    let source = FeedSource::new(bytes);
    let mut report = LintReport::default();
    let mut events = 0;
    let start = Place { start: 0, end: 0, line: 1 };
    if let Some(message) = not_a_calendar(&source) {
        report.add(&NO_CALENDAR, start, message);
    } else if let Some((place, message)) = bytes::other_line_ends(&source) {
        report.add(&bytes::LINE_ENDS, place, message);
    } else {
        run(bytes::FILE, &mut report, |check, found| check(&source, found));
        for line in source.lines() {
            run(bytes::LINE, &mut report, |check, found| check(&source, line, found));
        }
        let feed = of_components(&source, &mut report);
        events = feed.events;
        if feed.calendars == 0 {
            report.add(
                &NO_CALENDAR,
                start,
                "this is no calendar: BEGIN:VCALENDAR goes on behind a fold",
            );
        }
    }
    let (faults, doubts) = (report.faults(), report.doubts());
    let surplus = report.surplus();
    LintResult { text: source.text, findings: report.findings, faults, doubts, surplus, events }
}

/// All rules, by subject.
pub fn rules() -> Vec<Rule> {
    fn of<L>(table: &'static [(Rule, L)]) -> impl Iterator<Item = Rule> {
        table.iter().map(|(rule, _)| *rule)
    }
    std::iter::once(NO_CALENDAR)
        .chain(of(bytes::FILE))
        .chain(of(bytes::LINE))
        .chain(walk::RULES)
        .chain(of(properties::PROPERTY))
        .chain(of(forms::PROPERTY))
        .chain(of(slips::PROPERTY))
        .chain(of(parameters::PARAMETERS))
        .chain(of(texts::TEXT))
        .chain(of(stream::FEED))
        .chain(of(calendar::CALENDAR))
        .chain(of(identity::CALENDAR))
        .chain(of(zones::ZONE))
        .chain(of(times::TIME))
        .chain(of(events::EVENT))
        .chain(of(recurring::EVENT))
        .chain(of(days::EVENT))
        .chain(of(status::EVENT))
        .chain(of(parts::COMPONENT))
        .collect()
}

/// Why there is nothing to judge.
fn not_a_calendar(source: &FeedSource<'_>) -> Option<&'static str> {
    const BEGIN: &[u8] = b"BEGIN:VCALENDAR";
    let begins = source.lines().any(|line| {
        // Old programs end lines with CR alone.
        let mut parts = line.octets.split(|byte| *byte == b'\r');
        parts.any(|part| {
            let part = part.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(part).trim_ascii_end();
            let at = part.len().saturating_sub(BEGIN.len());
            let ends = part.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(BEGIN));
            ends && (at == 0 || walk::glued_at(&String::from_utf8_lossy(part)).is_some())
        })
    });
    if begins {
        return None;
    }
    let start = source.bytes.trim_ascii_start();
    Some(match start {
        [] => "the file is empty",
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "the file is UTF-16; a feed is UTF-8",
        [0x1F, 0x8B, ..] => "the file is packed with gzip; unpack it first",
        [b'<', ..] => {
            "this is a page and no calendar: the server may want a login, or the address is another"
        }
        start if is_component(start) => {
            "there is no calendar around this component: write BEGIN:VCALENDAR before it"
        }
        _ => "this is no calendar: there is no BEGIN:VCALENDAR",
    })
}

/// Whether a file begins with a component of a calendar.
fn is_component(start: &[u8]) -> bool {
    let line = start.split(u8::is_ascii_control).next().unwrap_or_default();
    let names = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"];
    names.iter().any(|name| line.eq_ignore_ascii_case(format!("BEGIN:{name}").as_bytes()))
}

/// Judges what the lines say.
fn of_components(source: &FeedSource<'_>, report: &mut LintReport) -> LintedFeed {
    // Events may come before the zones that they name.
    let mut zones = ZonesOnly { ended: Vec::new(), open: Zones::default() };
    walk(source, &mut zones, &mut LintReport::default());
    let mut ended = zones.ended.into_iter();
    let mut judge = Judge {
        zones: Rc::new(ended.next().unwrap_or(zones.open)),
        behind: ended,
        is_sent: false,
        contents: CalendarContents::default(),
        feed: LintedFeed::default(),
    };
    walk(source, &mut judge, report);
    let feed = judge.feed;
    run(stream::FEED, report, |check, found| check(&feed, found));
    feed
}

/// The first walk.
struct ZonesOnly {
    /// The zones of each calendar.
    ended: Vec<Zones>,
    /// Those of the calendar that is open.
    open: Zones,
}

impl<'a> Visitor<'a> for ZonesOnly {
    fn property(&mut self, _: &FeedProperty<'a>, _: &str, _: &mut LintReport) {}

    fn component(&mut self, component: FeedComponent<'a>, _: &mut LintReport) {
        match component.name.as_str() {
            "VCALENDAR" => {
                self.ended.push(mem::take(&mut self.open));
            }
            "VTIMEZONE" => self.open.add(&component),
            _ => {}
        }
    }
}

/// The second walk.
struct Judge {
    /// The zones of the calendar that is open.
    zones: Rc<Zones>,
    /// Those of the calendars behind it.
    behind: std::vec::IntoIter<Zones>,
    /// Whether the calendar that is open has a METHOD, which stands before its components.
    is_sent: bool,
    contents: CalendarContents,
    feed: LintedFeed,
}

impl<'a> Visitor<'a> for Judge {
    fn property(&mut self, property: &FeedProperty<'a>, component: &str, report: &mut LintReport) {
        run(properties::PROPERTY, report, |check, found| check(property, component, found));
        run(forms::PROPERTY, report, |check, found| check(property, component, found));
        run(slips::PROPERTY, report, |check, found| check(property, component, found));
        if !property.parameters.is_empty() {
            run(parameters::PARAMETERS, report, |check, found| check(property, found));
        }
        if texts::is_text(&property.name).is_some() {
            run(texts::TEXT, report, |check, found| check(property, found));
        }
        self.is_sent |= component == "VCALENDAR" && property.name == "METHOD";
        if component == "VEVENT" {
            for time in times(property, &self.zones) {
                run(times::TIME, report, |check, found| check(&time, found));
            }
        }
    }

    fn component(&mut self, component: FeedComponent<'a>, report: &mut LintReport) {
        of_component(&component, report);
        match component.name.as_str() {
            "VCALENDAR" => {
                let contents = mem::take(&mut self.contents);
                let calendar = FeedCalendar { head: component, contents };
                run(calendar::CALENDAR, report, |check, found| check(&calendar, found));
                run(identity::CALENDAR, report, |check, found| check(&calendar, found));
                self.feed.calendar(&calendar);
                self.is_sent = false;
                self.zones = Rc::new(self.behind.next().unwrap_or_default());
            }
            "VTIMEZONE" => {
                let zone = zone::read(&component);
                let check = |check: zones::ZoneCheck, found: &mut Breaches<'_>| {
                    check(&component, &zone, found);
                };
                run(zones::ZONE, report, check);
                self.contents.zone(&component);
            }
            "VEVENT" => {
                let event = FeedEvent::new(&component, &self.zones, self.is_sent);
                run(events::EVENT, report, |check, found| check(&event, found));
                run(recurring::EVENT, report, |check, found| check(&event, found));
                run(days::EVENT, report, |check, found| check(&event, found));
                run(status::EVENT, report, |check, found| check(&event, found));
                self.contents.event(event);
                self.feed.events += 1;
            }
            // What stands outside of its component is named for that already.
            "STANDARD" | "DAYLIGHT" | "VALARM" => {}
            _ => {
                self.contents.others += 1;
                self.feed.other(&component);
            }
        }
    }
}

fn of_component(component: &FeedComponent<'_>, report: &mut LintReport) {
    run(parts::COMPONENT, report, |check, found| check(component, found));
    for inner in &component.components {
        of_component(inner, report);
    }
}
