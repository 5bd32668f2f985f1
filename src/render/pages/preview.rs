//! What others show of a meeting's page: messengers a line below its name, search engines the event that
//! they read from its data (schema.org/Event as JSON-LD).

use super::super::Selected;
use super::super::clashes::SESSIONS;
use super::card::json;
use super::frame::Frame;
use super::shown::{ShownMeeting, state_name};
use super::text::{clean, first_link};
use crate::expand::{EventStatus, Remotely};
use crate::model::{Days, Zone};
use crate::words::{PageWords, Words};
use chrono::DateTime;
use serde::Serialize;

/// What stands between the parts of a line, in every language.
const BETWEEN: &str = " · ";

/// A meeting in the words of schema.org.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SchemaEvent {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    start_date: String,
    end_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_attendance_mode: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<OneOrMore<Location>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organizer: Option<OneOrMore<Organization>>,
}

/// One value, or a list of several: readers of schema.org take both, and most write one without a list.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum OneOrMore<T> {
    One(T),
    Several(Vec<T>),
}

impl<T> OneOrMore<T> {
    fn of(values: impl Iterator<Item = T>) -> Option<Self> {
        let mut values: Vec<T> = values.collect();
        if values.len() > 1 { Some(Self::Several(values)) } else { values.pop().map(Self::One) }
    }
}

#[derive(Debug, Serialize)]
#[serde(tag = "@type")]
enum Location {
    Place { name: String, address: String },
    VirtualLocation { url: String },
}

#[derive(Debug, Serialize)]
#[serde(tag = "@type")]
struct Organization {
    name: String,
}

impl Frame<'_> {
    /// Describes the meeting that the page is of.
    pub(super) fn describe(&mut self, meeting: &ShownMeeting<'_>) {
        let Some(days) = meeting.days() else { return };
        let (edition, language, about) = (meeting.edition, meeting.language, meeting.about);
        let name = clean(&meeting.title().text).into_owned();
        // Where there is no other title, the name of the feed stands above the line.
        let full = about.and_then(|about| about.title.as_ref()).map(|_| name.clone());
        let place = meeting.place().map(|place| place.parts().0.concat());
        let state = meeting.status();
        let parts = [
            Some(state_name(PageWords::of(language), state).to_owned())
                .filter(|state| !state.is_empty()),
            full,
            Some(Words::of(language).days(days)),
            place.clone(),
        ];
        self.description = parts.into_iter().flatten().collect::<Vec<_>>().join(BETWEEN);
        let mut addresses = [self.canonical.clone(), edition.url.as_ref().map(ToString::to_string)]
            .into_iter()
            .flatten();
        let (url, same_as) = (addresses.next(), addresses.next());
        let remote = about.and_then(|about| about.remote.as_ref());
        let there = place.map(|place| Location::Place { name: place.clone(), address: place });
        let [start_date, end_date] = ends(days, &meeting.events);
        let groups = edition.groups.iter().map(|group| Organization { name: group.to_string() });
        let event = SchemaEvent {
            context: "https://schema.org",
            kind: "Event",
            name,
            start_date,
            end_date,
            event_status: status_of(state),
            event_attendance_mode: mode(there.is_some(), remote),
            location: OneOrMore::of(
                there.into_iter().chain(online(remote, same_as.as_ref().or(url.as_ref()))),
            ),
            url,
            same_as,
            organizer: OneOrMore::of(groups),
        };
        self.event = json(&event).ok();
    }
}

/// The status of a meeting. For one that may not take place there is no word.
fn status_of(state: &str) -> Option<&'static str> {
    match state {
        "" => Some("https://schema.org/EventScheduled"),
        "postponed" => Some("https://schema.org/EventPostponed"),
        "cancelled" => Some("https://schema.org/EventCancelled"),
        _ => None,
    }
}

/// How to attend, if known.
fn mode(has_place: bool, remote: Option<&Remotely>) -> Option<&'static str> {
    match (has_place, remote) {
        (true, Some(Remotely::No)) => Some("https://schema.org/OfflineEventAttendanceMode"),
        (true, Some(_)) => Some("https://schema.org/MixedEventAttendanceMode"),
        (false, Some(Remotely::Yes | Remotely::By(_))) => {
            Some("https://schema.org/OnlineEventAttendanceMode")
        }
        (_, None) | (false, Some(Remotely::No)) => None,
    }
}

/// Where one takes part remotely: at the address that the meeting names, else where it is described.
fn online(remote: Option<&Remotely>, described: Option<&String>) -> Option<Location> {
    let named = match remote? {
        Remotely::No => return None,
        Remotely::Yes => None,
        Remotely::By(how) => first_link(&how.text),
    };
    let url = named.or_else(|| described.cloned())?;
    Some(Location::VirtualLocation { url })
}

/// When a meeting begins and ends: with its first session and its last one, in Geneva's hours with their
/// offset. Of a first or a last day without a session only the date is known.
fn ends(of_meeting: Days, events: &[Selected<'_>]) -> [String; 2] {
    let is_cancelled = |event: &&Selected<'_>| event.event.entry.state == EventStatus::Cancelled;
    // Of a meeting that is cancelled the sessions say when it would have been.
    let is_over = events.iter().all(|event| is_cancelled(&event));
    let sessions = || {
        let is_session = |event: &&Selected<'_>| SESSIONS.contains(&event.event.entry.kind);
        let takes_place = events.iter().filter(|event| is_over || !is_cancelled(event));
        takes_place.filter(is_session).filter_map(|event| Some((event, event.hours()?)))
    };
    // A meeting elsewhere may have another date than Geneva.
    let there = |event: &Selected<'_>, at: DateTime<Zone>| {
        let civil = event.event.entry.civil;
        civil.map_or(at, |civil| at.with_timezone(&civil.zone)).date_naive()
    };
    let begin = sessions().filter(|(event, (start, _))| there(event, *start) == of_meeting.first);
    let begin = begin.map(|(_, (start, _))| start).min();
    let end = sessions().filter(|(event, (_, end))| there(event, *end) == of_meeting.last);
    let end = end.map(|(_, (_, end))| end).max();
    let written = |at: Option<DateTime<Zone>>, day: chrono::NaiveDate| {
        at.map_or_else(|| day.to_string(), |at| at.to_rfc3339())
    };
    [written(begin, of_meeting.first), written(end, of_meeting.last)]
}
