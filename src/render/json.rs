//! Events as JSON.

use super::{PRODID, Selected, event};
use crate::expand::EventSpan;
use crate::ical::{self, kept, text};
use crate::model::ZURICH;
use chrono::{DateTime, Utc};
use serde::Serialize;

/// An event; `start` and `end` are those of RFC 3339, of an all-day event dates, the end being the
/// day after the last one, as in RFC 5545.
#[derive(Serialize)]
pub(super) struct JsonEvent<'a> {
    uid: &'a str,
    kind: &'static str,
    groups: Vec<String>,
    start: String,
    end: String,
    all_day: bool,
    summary: &'a str,
    location: Option<&'a str>,
    status: &'static str,
    sequence: u32,
    meeting: &'a str,
}

impl<'a> JsonEvent<'a> {
    pub(super) fn of(selected: &Selected<'a>) -> Self {
        let entry = &selected.event.entry;
        let (start, end) = ends(entry.when);
        Self {
            uid: &selected.event.uid,
            kind: entry.kind.key(),
            groups: entry.groups.iter().map(ToString::to_string).collect(),
            start,
            end,
            all_day: selected.hours().is_none(),
            summary: &selected.wording.summary,
            location: selected.wording.location.as_deref(),
            status: event::status(entry.state),
            sequence: selected.revision.sequence,
            meeting: selected.meeting.as_str(),
        }
    }

    /// The values in the order of the keys, for a table.
    pub(super) fn values(&self) -> [String; 11] {
        let text = str::to_owned;
        [
            text(self.uid),
            text(self.kind),
            self.groups.join(" "),
            self.start.clone(),
            self.end.clone(),
            self.all_day.to_string(),
            text(self.summary),
            text(self.location.unwrap_or_default()),
            text(self.status),
            self.sequence.to_string(),
            text(self.meeting),
        ]
    }
}

/// Start and end: of hours in Geneva with their offset, of days the first and the one after the
/// last.
pub(super) fn ends(when: EventSpan) -> (String, String) {
    match when {
        EventSpan::Hours { start, end } => {
            let local = |at: DateTime<Utc>| at.with_timezone(&ZURICH).to_rfc3339();
            (local(start), local(end))
        }
        EventSpan::Days(days) => {
            (days.first.to_string(), days.last.succ_opt().unwrap_or(days.last).to_string())
        }
    }
}

/// The events as jCal (RFC 7265): a calendar with its zone, as in a feed.
pub fn jcal(name: &str, events: &[Selected<'_>]) -> String {
    let head = [
        kept("VERSION", "2.0"),
        text("PRODID", PRODID),
        kept("CALSCALE", "GREGORIAN"),
        text("NAME", name),
    ];
    let mut components = vec![ical::jcal_of(&ical::timezone())];
    let event =
        |event: &Selected<'_>| event::component(event.event, event.wording, event.revision, None);
    components.extend(events.iter().map(|selected| ical::jcal_of(&event(selected))));
    ical::jcal("VCALENDAR", &head, components).to_string()
}

/// An array of events.
pub fn json(events: &[Selected<'_>]) -> serde_json::Result<String> {
    let rows: Vec<JsonEvent<'_>> = events.iter().map(JsonEvent::of).collect();
    serde_json::to_string_pretty(&rows)
}
