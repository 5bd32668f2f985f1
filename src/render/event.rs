//! One event as a VEVENT.

use crate::expand::{EventSpan, EventStatus, Origin, Wording};
use crate::ical::{self, Component, date, date_time, kept, text, texts, uri, utc};
use crate::model::{FeedDuration, WebAddress, ZURICH};
use crate::revise::{Revised, Revision};
use chrono::{DateTime, Days, TimeDelta, TimeZone, Utc};

/// Writes an event in one language.
pub(super) fn write(
    event: &Revised,
    wording: &Wording,
    revision: Revision,
    alarm: Option<FeedDuration>,
    out: &mut Vec<u8>,
) {
    ical::write(&component(event, wording, revision, alarm), out);
}

/// An event in one language as a component.
pub(super) fn component(
    event: &Revised,
    wording: &Wording,
    revision: Revision,
    alarm: Option<FeedDuration>,
) -> Component {
    let entry = &event.entry;
    let mut properties = vec![
        text("UID", &event.uid),
        utc("DTSTAMP", revision.stamp),
        utc("LAST-MODIFIED", revision.stamp),
        kept("SEQUENCE", revision.sequence),
    ];
    properties.extend(times(entry.when));
    properties.push(text("SUMMARY", &wording.summary));
    properties.extend(wording.location.as_ref().map(|location| text("LOCATION", location)));
    if !wording.description.is_empty() {
        properties.push(text("DESCRIPTION", &wording.description));
    }
    let page = wording.page.as_deref().or(entry.url.as_ref().map(WebAddress::as_str));
    properties.extend(page.map(|page| uri("URL", page, false)));
    let groups: Vec<String> = entry.groups.iter().map(ToString::to_string).collect();
    let categories = std::iter::once(entry.kind.key()).chain(groups.iter().map(String::as_str));
    properties.push(texts("CATEGORIES", categories));
    properties.push(kept("STATUS", status(entry.state)));
    properties.push(kept("TRANSP", if entry.busy { "OPAQUE" } else { "TRANSPARENT" }));
    properties.extend(entry.slot.map(|slot| kept(ical::SLOT, slot)));
    let holder = event.holder.as_ref().map(|(holder, former)| format!("{holder},{former}"));
    properties.extend(holder.map(|holder| kept(ical::HOLDER, holder)));
    if entry.rule == Origin::Withdrawn
        && let Some(words) = &wording.borrowed
    {
        properties.push(kept(ical::WORDS, words.language));
    }
    let mut components = Vec::new();
    if let Some(before) = alarm
        && entry.busy
        && matches!(entry.when, EventSpan::Hours { .. })
    {
        components.push(valarm(text("DESCRIPTION", &wording.summary), before));
    }
    Component { name: "VEVENT".into(), properties, components }
}

/// An alarm so long before the start.
fn valarm(description: ical::Property, before: FeedDuration) -> Component {
    Component {
        name: "VALARM".into(),
        properties: vec![
            kept("ACTION", "DISPLAY"),
            description,
            kept("TRIGGER", format!("-{before}")),
        ],
        components: Vec::new(),
    }
}

/// Adds an event that was written before with another alarm: byte for byte what [`write`] gives. It
/// rings if it takes hours of a delegate's time.
pub fn with_alarm(event: &[u8], before: FeedDuration, out: &mut Vec<u8>) {
    let (mut summary, mut is_summary) = (Vec::new(), false);
    let (mut is_busy, mut has_hours) = (false, false);
    let mut end = 0;
    for line in event.split_inclusive(|byte| *byte == b'\n') {
        let text = line.strip_suffix(b"\r\n").unwrap_or(line);
        // Nothing else of an event begins so: texts have no line breaks, and their continuations
        // begin with a space.
        if matches!(text, b"BEGIN:VALARM" | b"END:VEVENT") {
            break;
        }
        end += line.len();
        let continued = text.strip_prefix(b" ").filter(|_| is_summary);
        let begun = text.strip_prefix(b"SUMMARY:");
        is_summary = continued.or(begun).is_some();
        summary.extend(continued.or(begun).into_iter().flatten().copied());
        is_busy |= text == b"TRANSP:OPAQUE";
        has_hours |= text.starts_with(b"DTSTART:") || text.starts_with(b"DTSTART;TZID=");
    }
    out.extend_from_slice(event.get(..end).unwrap_or(event));
    if is_busy && has_hours {
        // It is escaped already.
        let description = kept("DESCRIPTION", String::from_utf8_lossy(&summary));
        ical::write(&valarm(description, before), out);
    }
    out.extend_from_slice(b"END:VEVENT\r\n");
}

/// STATUS (RFC 5545 section 3.8.1.11).
pub(super) fn status(state: EventStatus) -> &'static str {
    match state {
        EventStatus::Confirmed => "CONFIRMED",
        EventStatus::Tentative => "TENTATIVE",
        EventStatus::Cancelled => "CANCELLED",
    }
}

fn times(when: EventSpan) -> [ical::Property; 2] {
    match when {
        EventSpan::Days(days) => {
            // DTEND is exclusive (RFC 5545 section 3.6.1).
            let end = days.last.checked_add_days(Days::new(1)).unwrap_or(days.last);
            [date("DTSTART", days.first), date("DTEND", end)]
        }
        EventSpan::Hours { start, end } if is_plain(start) && is_plain(end) => {
            let local = |at: DateTime<Utc>| at.with_timezone(&ZURICH).naive_local();
            [
                date_time("DTSTART", local(start), ZURICH.name()),
                date_time("DTEND", local(end), ZURICH.name()),
            ]
        }
        // Both ends in the same form (RFC 5545 section 3.8.2.2).
        EventSpan::Hours { start, end } => [utc("DTSTART", start), utc("DTEND", end)],
    }
}

/// Whether every program reads the local time in Geneva as this instant. The hour that occurs twice
/// says nothing by itself, and of the moment right behind it some programs think that it is an hour
/// earlier.
fn is_plain(at: DateTime<Utc>) -> bool {
    let local = at.with_timezone(&ZURICH).naive_local();
    let is_single = |local| ZURICH.from_local_datetime(&local).single().is_some();
    is_single(local) && is_single(local - TimeDelta::seconds(1))
}
