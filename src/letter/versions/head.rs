//! What stands once in a letter: its days, hours, contacts.

use crate::finding::Said;
use crate::letter::versions::council::{Council, Silence, Vote, said, taken};
use crate::letter::versions::texts::{join_remote, keys};
use crate::model::{Hours, Slot};
use crate::source::{Draft, DraftAppointment};
use chrono::NaiveDate;

/// Fills in all of a draft but its lists.
pub(super) fn head(council: &mut Council, draft: &mut Draft) {
    days(council, draft);
    draft.title = council.text(|draft| &draft.title);
    draft.place = council.text(|draft| &draft.place);
    draft.chair = council.text(|draft| &draft.chair);
    draft.note = council.text(|draft| &draft.note);
    for other in &council.drafts {
        join_remote(&mut draft.remote, &other.remote);
    }
    let votes = council.votes(|draft| said(&draft.status));
    let status =
        council.elect("the status", &votes, Silence::Told, |status| status.key().to_owned());
    draft.status = status.map(Vote::into_said);
    let votes = council.votes(|draft| said(&draft.zone));
    let zone =
        council.elect("the time zone", &votes, Silence::Passed, |zone| zone.name().to_owned());
    draft.zone = zone.map(Vote::into_said);
    draft.opening = appointment(council, "the opening", |draft| &draft.opening);
    draft.registration = appointment(council, "the registration", |draft| &draft.registration);
    draft.session_times = session_times(council);
    let votes = council.votes(|draft| said(&draft.slots));
    let slots = council.elect("the slots of a day", &votes, Silence::Passed, |slots| keys(slots));
    draft.slots = slots.map(Vote::into_said);
    letter(council, draft);
    contact(council, draft);
}

fn days(council: &mut Council, draft: &mut Draft) {
    let date = NaiveDate::to_string;
    let first = council.votes(|draft| said(&draft.start));
    let last =
        council.votes(|draft| said(if draft.end.is_some() { &draft.end } else { &draft.start }));
    let start = council.elect("the first day", &first, Silence::Told, date);
    let end = council.elect("the last day", &last, Silence::Told, date);
    draft.start = start.map(Vote::into_said);
    draft.end = end.map(Vote::into_said);
    let is_reversed =
        draft.start.as_ref().map(|day| day.value) > draft.end.as_ref().map(|day| day.value);
    if is_reversed {
        // Voted on one by one they do not fit: both are those of one letter.
        draft.start = first.into_iter().next().map(Vote::into_said);
        draft.end = last.into_iter().next().map(Vote::into_said);
    }
    if council.drafts.iter().all(|draft| draft.end.is_none()) {
        draft.end = None;
    }
}

/// Day and hour are voted on, each by itself.
fn appointment(
    council: &mut Council,
    what: &str,
    of: impl Fn(&Draft) -> &Option<DraftAppointment>,
) -> Option<DraftAppointment> {
    let votes = council.votes(|draft| said(&of(draft).as_ref()?.time));
    let time = council.elect(what, &votes, Silence::Told, ToString::to_string);
    let votes = council.votes(|draft| said(&of(draft).as_ref()?.date));
    let date =
        council.elect(&format!("the day of {what}"), &votes, Silence::Passed, NaiveDate::to_string);
    let mut location = None;
    for own in council.drafts.iter().filter_map(|draft| of(draft).as_ref()) {
        crate::letter::versions::texts::join(&mut location, &own.location);
    }
    let any = council.drafts.iter().find_map(|draft| of(draft).as_ref())?;
    let place = time.as_ref().and_then(|time| time.place).unwrap_or(any.place);
    Some(DraftAppointment {
        date: date.map(Vote::into_said),
        time: time.map(Vote::into_said),
        location,
        place,
    })
}

fn session_times(council: &mut Council) -> Vec<(Slot, Said<Hours>)> {
    let mut times = Vec::new();
    for slot in Slot::ALL {
        let votes = council.votes(|draft| {
            let own = draft.session_times.iter().find(|(own, _)| *own == slot);
            own.map(|(_, hours)| (hours.value, Some(hours.place)))
        });
        let what = format!("the hours of slot {slot}");
        let hours = council.elect(&what, &votes, Silence::Passed, Hours::to_string);
        times.extend(hours.map(|hours| (slot, hours.into_said())));
    }
    times
}

fn letter(council: &mut Council, draft: &mut Draft) {
    let votes = council.votes_of("letter.date", |draft| draft.letter.date);
    let date =
        council.elect("the date of the letter", &votes, Silence::Passed, NaiveDate::to_string);
    draft.letter.date = date.map(|date| date.value);
    let votes = council.votes_of("letter.reference", |draft| draft.letter.reference.clone());
    draft.letter.reference = taken(&votes).map(|vote| vote.value.clone());
    // Versions have the same number, and change the same letter.
    let first = council.drafts.first().map(|draft| draft.letter.clone()).unwrap_or_default();
    draft.letter.number = first.number;
    draft.letter.modifies = first.modifies;
}

/// Numbers are compared by their digits.
fn contact(council: &mut Council, draft: &mut Draft) {
    let digits = |number: &Option<String>| -> Option<String> {
        let number = number.as_ref()?;
        Some(number.chars().filter(char::is_ascii_digit).collect())
    };
    let drafts = council.drafts.clone();
    let mut number = |what: &str, field: &str, of: fn(&Draft) -> &Option<String>| {
        let votes = council.votes_of(field, |draft| digits(of(draft)));
        let taken = council.elect(what, &votes, Silence::Passed, Clone::clone)?;
        drafts.get(taken.version).and_then(|draft| of(draft).clone())
    };
    draft.contact.tel = number("the telephone number", "contact.tel", |draft| &draft.contact.tel);
    draft.contact.fax = number("the fax number", "contact.fax", |draft| &draft.contact.fax);
    let votes = council.votes_of("contact.email", |draft| draft.contact.email.clone());
    draft.contact.email = taken(&votes).map(|vote| vote.value.clone());
    let votes = council.votes_of("contact.web", |draft| draft.contact.web.clone());
    draft.contact.web = taken(&votes).map(|vote| vote.value.clone());
    let votes = council.votes_of("url", |draft| draft.url.clone());
    draft.url = taken(&votes).map(|vote| vote.value.clone());
}
