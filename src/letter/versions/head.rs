//! What stands once in a letter: its days, hours, contacts.

use crate::finding::Said;
use crate::letter::versions::Merged;
use crate::letter::versions::entries::{Counterpart, Counterparts, keys, text};
use crate::letter::versions::vote::{SilentVersion::*, common};
use crate::model::{Contact, Hours, Letter, Slot};
use crate::source::{Draft, DraftAppointment};
use chrono::NaiveDate;

type Drafts<'a> = [Counterpart<&'a Draft>];

/// A draft without its lists: a row for each field.
pub(super) fn head(merged: &mut Merged, all: &Drafts<'_>) -> Draft {
    // Versions have the same groups and number, and change the same letter.
    let first = all.first().map(|first| first.value.clone()).unwrap_or_default();
    let (start, end) = days(merged, all);
    let slots = merged.elect("the slots of a day", Passed, all, |_, own| {
        Some(own.value.slots.clone()?.map(|slots| keys(&slots)))
    });
    let written = merged.elect("the date of the letter", Passed, all, |merged, own| {
        merged.by_key(own.version, "letter.date", own.value.letter.date?)
    });
    Draft {
        groups: first.groups,
        start,
        end,
        title: text(all, |draft| draft.title.as_ref()),
        place: text(all, |draft| draft.place.as_ref()),
        chair: text(all, |draft| draft.chair.as_ref()),
        status: merged.vote("the status", Told, all, |own| own.status.clone()),
        zone: merged.vote("the time zone", Passed, all, |own| own.zone.clone()),
        slots: slots.and_then(|own| own.value.slots.clone()),
        opening: appointment(merged, "the opening", all, |own| own.opening.as_ref()),
        registration: appointment(merged, "the registration", all, |own| own.registration.as_ref()),
        session_times: hours(merged, all, |draft| &draft.session_times, ""),
        letter: Letter {
            date: written.and_then(|own| own.value.letter.date),
            reference: common(all, |draft| draft.letter.reference.clone()),
            ..first.letter
        },
        contact: Contact {
            tel: number(merged, "the telephone number", "contact.tel", all, |own| &own.contact.tel),
            fax: number(merged, "the fax number", "contact.fax", all, |own| &own.contact.fax),
            email: common(all, |draft| draft.contact.email.clone()),
            web: common(all, |draft| draft.contact.web.clone()),
        },
        ..Draft::default()
    }
}

fn days(
    merged: &mut Merged,
    all: &Drafts<'_>,
) -> (Option<Said<NaiveDate>>, Option<Said<NaiveDate>>) {
    let of = |draft: &&Draft| draft.end.clone().or_else(|| draft.start.clone());
    let mut start = merged.vote("the first day", Told, all, |draft| draft.start.clone());
    let mut end = merged.vote("the last day", Told, all, of);
    if start.as_ref().map(|day| day.value) > end.as_ref().map(|day| day.value) {
        // Voted on one by one they do not fit: both are those of one letter.
        let first = all.iter().find(|draft| draft.value.start.is_some());
        start = first.and_then(|first| first.value.start.clone());
        end = first.and_then(|first| of(&first.value));
    }
    let is_known = all.iter().any(|draft| draft.value.end.is_some());
    (start, if is_known { end } else { None })
}

/// Day and hour are voted on, each by itself.
fn appointment<'a>(
    merged: &mut Merged,
    what: &str,
    all: &Drafts<'a>,
    of: impl Fn(&'a Draft) -> Option<&'a DraftAppointment>,
) -> Option<DraftAppointment> {
    let said: Counterparts<&DraftAppointment> =
        all.iter().filter_map(|own| Some(own.with(of(own.value)?))).collect();
    let time = merged.vote(what, Told, &said, |own| own.time.clone());
    let date = merged.vote(&format!("the day of {what}"), Passed, &said, |own| own.date.clone());
    let place = time.as_ref().map_or(said.first()?.value.place, |time| time.place);
    Some(DraftAppointment { date, time, location: text(&said, |own| own.location.as_ref()), place })
}

/// The hours of slots; `when` goes on behind them in messages.
pub(super) fn hours<T: Copy>(
    merged: &mut Merged,
    all: &[Counterpart<T>],
    of: impl Fn(&T) -> &[(Slot, Said<Hours>)],
    when: &str,
) -> Vec<(Slot, Said<Hours>)> {
    let each = Slot::ALL.into_iter().filter_map(|slot| {
        let own = |own: &T| Some(of(own).iter().find(|(own, _)| *own == slot)?.1.clone());
        Some((slot, merged.vote(&format!("the hours of slot {slot}{when}"), Passed, all, own)?))
    });
    each.collect()
}

/// A number of a telephone or fax, compared by its digits.
fn number(
    merged: &mut Merged,
    what: &str,
    key: &str,
    all: &Drafts<'_>,
    of: impl Fn(&Draft) -> &Option<String>,
) -> Option<String> {
    let winner = merged.elect(what, Passed, all, |merged, own| {
        let digits = of(own.value).as_ref()?.chars().filter(char::is_ascii_digit);
        merged.by_key(own.version, key, digits.collect::<String>())
    })?;
    of(winner.value).clone()
}
