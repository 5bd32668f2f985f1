//! Checks: a valid [`Draft`] becomes a [`Meeting`].
//!
//! Every check runs, so one run reports all faults. A meeting is only made from a draft without
//! faults; a missing value that it needs is a fault.

mod changes;
mod deadlines;
mod doubts;
mod languages;
mod plan;
mod rgm;
mod titles;

pub use doubts::doubts;
use plan::SessionDays;

use super::{Draft, DraftAppointment};
use crate::finding::{Findings, Place, Said};
use crate::model::{
    Days, Meeting, MeetingId, Opening, Registration, Slot, SlotTimes, Text, TimeOfDay, TimePlan,
    ZURICH, canonical,
};
use chrono::NaiveDate;

/// The longest meeting or range of rapporteur group meetings, in days. Anything longer is a mistake
/// in the year.
const LONGEST: i64 = 366;

/// Makes a meeting from a draft. `id` is its id if the draft has none.
///
/// Returns nothing if there is any fault, found here or before.
pub fn check(mut draft: Draft, id: &MeetingId, findings: &mut Findings) -> Option<Meeting> {
    if draft.groups.is_empty() && !draft.unread.contains(&"group") {
        findings.fault_of_all("`group` is missing").help("add the group that meets: `group: SG12`");
    }
    let id = draft.id.take().map_or_else(|| id.clone(), |said| said.value);
    let formerly = formerly(std::mem::take(&mut draft.formerly), &id, findings);
    let days = meeting_days(&draft, findings);
    season(&draft, findings);
    let first_day = draft.start.as_ref().map(|start| start.value);
    let session_times = SlotTimes::STANDARD.with(&draft.session_times);
    let groups: Vec<_> = draft.groups.into_iter().map(|said| said.value).collect();
    let slots_at = draft.slots.as_ref().map(|said| said.place);
    let slots = draft.slots.map_or_else(|| Slot::SESSIONS.to_vec(), |said| said.value);
    let zone = draft.zone.map_or(ZURICH, |said| said.value);
    let rgm = rgm::check(draft.rgm, &slots, zone, session_times, findings);
    let own = days.map(|days| {
        let groups = groups.clone();
        SessionDays { days, zone, times: session_times, is_meeting: true, groups }
    });
    let ranges = rgm.iter().filter_map(SessionDays::of_range);
    let mut homes: Vec<SessionDays> = own.into_iter().chain(ranges).collect();
    if ["start", "end"].iter().any(|key| draft.unread.contains(key)) {
        // Nothing is outside unknown days.
        homes.clear();
    }
    let entries = plan::check(draft.time_plan, &homes, session_times, findings);
    let deadlines = deadlines::check(draft.deadlines, first_day, &groups, zone, findings);
    let opening = draft.opening.and_then(|said| opening(&said, first_day, findings));
    let default_date = opening.map(|opening| opening.date).or(first_day);
    let registration =
        draft.registration.and_then(|said| registration(said, default_date, findings));
    if findings.faults() > 0 || groups.is_empty() {
        return None;
    }
    Some(Meeting {
        id,
        formerly,
        groups,
        title: draft.title,
        days,
        days_at: draft.start.map(|start| start.place),
        zone,
        place: draft.place,
        url: draft.url,
        links: draft.links,
        status: draft.status.map(|said| said.value).unwrap_or_default(),
        letter: draft.letter,
        contact: draft.contact,
        chair: draft.chair,
        remote: draft.remote,
        note: draft.note,
        registration,
        opening,
        session_times,
        slots,
        slots_at,
        rooms: draft.rooms,
        deadlines,
        time_plan: TimePlan { entries },
        rgm,
        agenda: draft.agenda,
        recommendations: draft.recommendations,
    })
}

/// The title of a session, with the group at its beginning as ITU-T writes it in every language.
fn canonical_title(title: &Text) -> Option<Text> {
    Text::from_pairs(title.all().map(|(language, words)| {
        let canonical = canonical(words).unwrap_or_else(|| words.to_owned());
        (language, canonical)
    }))
}

/// The ids of the meetings whose events it takes over, each once.
fn formerly(
    said: Vec<Said<MeetingId>>,
    own: &MeetingId,
    findings: &mut Findings,
) -> Vec<MeetingId> {
    let mut formerly: Vec<MeetingId> = Vec::new();
    for Said { value: id, place } in said {
        let slip = if id == *own {
            Some((format!("`{id}` is the id of this meeting itself"), "name another meeting"))
        } else {
            formerly
                .contains(&id)
                .then(|| (format!("`{id}` is listed twice"), "keep one of the two"))
        };
        if let Some((message, help)) = slip {
            findings.fault(place, message).help(help);
        } else {
            formerly.push(id);
        }
    }
    formerly
}

/// First and last day; none for a season.
fn meeting_days(draft: &Draft, findings: &mut Findings) -> Option<Days> {
    let start = match (&draft.start, &draft.end) {
        (Some(start), _) => start,
        (None, _) if draft.unread.contains(&"start") => return None,
        (None, Some(end)) => {
            findings
                .fault(end.place, "there is an `end` but no `start`")
                .help("add the first day: `start: …`");
            return None;
        }
        (None, None) => return None,
    };
    let days =
        Days { first: start.value, last: draft.end.as_ref().map_or(start.value, |end| end.value) };
    let end_place = draft.end.as_ref().map_or(start.place, |end| end.place);
    checked_range(days, end_place, "meeting", LONGEST, findings)
}

/// A range whose end is not before its start, and not a wrong year after it.
fn checked_range(
    days: Days,
    end: Place,
    what: &str,
    longest: i64,
    findings: &mut Findings,
) -> Option<Days> {
    if days.last < days.first {
        findings
            .fault(
                end,
                format!("the {what} ends on {}, before it starts on {}", days.last, days.first),
            )
            .help("correct the day, month or year of one of them");
        return None;
    }
    if days.count() > longest {
        findings
            .fault(end, format!("the {what} would last {} days", days.count()))
            .help(format!("the limit is {longest} days; correct the year"));
        return None;
    }
    Some(days)
}

/// What a file without `start` may contain: only `rgm` entries produce events.
fn season(draft: &Draft, findings: &mut Findings) {
    let said = draft.unread.contains(&"start") || draft.unread.contains(&"end");
    if draft.start.is_some() || draft.end.is_some() || said {
        return;
    }
    if draft.rgm.is_empty() {
        findings
            .fault_of_all("there is nothing to announce: neither `start` nor `rgm`")
            .help("add the first day: `start: 2025-01-14`");
        return;
    }
    let silent = [
        ("opening", draft.opening.as_ref().map(|said| said.place)),
        ("registration", draft.registration.as_ref().map(|said| said.place)),
        ("deadlines", draft.deadlines.first().map(|said| said.place)),
    ];
    for (key, place) in silent {
        if let Some(place) = place {
            findings
                .fault(place, format!("`{key}` has no effect without `start`"))
                .help("add the first day of the meeting, or remove this: a season uses only `rgm`");
        }
    }
}

fn opening(
    said: &DraftAppointment,
    default: Option<NaiveDate>,
    findings: &mut Findings,
) -> Option<Opening> {
    let (date, time) = appointment("opening", said, default, findings)?;
    Some(Opening { date, time, at: said.place })
}

fn registration(
    said: DraftAppointment,
    default: Option<NaiveDate>,
    findings: &mut Findings,
) -> Option<Registration> {
    let (date, time) = appointment("registration", &said, default, findings)?;
    Some(Registration { date, time, place: said.location, at: said.place })
}

fn appointment(
    what: &str,
    said: &DraftAppointment,
    default: Option<NaiveDate>,
    findings: &mut Findings,
) -> Option<(NaiveDate, TimeOfDay)> {
    let date = said.date.as_ref().map(|date| date.value).or(default)?;
    let time = said.time.as_ref()?;
    if time.value == TimeOfDay::MIDNIGHT_AT_END {
        findings
            .fault(time.place, format!("the {what} cannot begin at 24:00"))
            .help("write `00:00` of the next day");
        return None;
    }
    Some((date, time.value))
}
