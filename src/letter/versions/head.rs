//! What stands once in a letter: its days, hours, contacts.

use crate::finding::Said;
use crate::letter::versions::council::Silence::{Passed, Told};
use crate::letter::versions::council::{Council, Entry, Member, common, part};
use crate::letter::versions::texts::{keys, remote, text};
use crate::model::{Contact, Hours, Letter, Slot, TimeOfDay};
use crate::source::{Draft, DraftAppointment};
use chrono::NaiveDate;

type Drafts<'a> = [Member<&'a Draft>];

/// A draft without its lists: a row for each field.
pub(super) fn head(council: &mut Council, all: &Drafts<'_>) -> Draft {
    // Versions have the same groups and number, and change the same letter.
    let first = all.first().map(|first| first.value.clone()).unwrap_or_default();
    let (start, end) = days(council, all);
    Draft {
        groups: first.groups,
        start,
        end,
        title: text(all, |draft| &draft.title),
        place: text(all, |draft| &draft.place),
        chair: text(all, |draft| &draft.chair),
        note: text(all, |draft| &draft.note),
        remote: remote(all, |draft| &draft.remote),
        status: council.vote(
            "the status",
            Told,
            all,
            |own| own.status.clone(),
            |own| own.key().into(),
        ),
        zone: council.vote(
            "the time zone",
            Passed,
            all,
            |own| own.zone.clone(),
            |own| own.name().into(),
        ),
        slots: council.vote(
            "the slots of a day",
            Passed,
            all,
            |own| own.slots.clone(),
            |own| keys(own),
        ),
        opening: appointment(council, "the opening", all, |draft| &draft.opening),
        registration: appointment(council, "the registration", all, |draft| &draft.registration),
        session_times: hours(council, all, |draft| &draft.session_times, ""),
        letter: Letter {
            date: council.vote_by_key(
                "the date of the letter",
                all,
                |_| "letter.date".to_owned(),
                |draft| draft.letter.date,
                NaiveDate::to_string,
            ),
            reference: common(all, |draft| draft.letter.reference.clone()),
            ..first.letter
        },
        contact: Contact {
            tel: number(council, "the telephone number", "contact.tel", all, |own| {
                &own.contact.tel
            }),
            fax: number(council, "the fax number", "contact.fax", all, |own| &own.contact.fax),
            email: common(all, |draft| draft.contact.email.clone()),
            web: common(all, |draft| draft.contact.web.clone()),
        },
        url: common(all, |draft| draft.url.clone()),
        ..Draft::default()
    }
}

fn days(
    council: &mut Council,
    all: &Drafts<'_>,
) -> (Option<Said<NaiveDate>>, Option<Said<NaiveDate>>) {
    let first = part(all, |draft| draft.start.clone());
    let last = part(all, |draft| draft.end.clone().or_else(|| draft.start.clone()));
    let start = council.elect("the first day", Told, &first, NaiveDate::to_string);
    let end = council.elect("the last day", Told, &last, NaiveDate::to_string);
    let [mut start, mut end] = [start, end].map(|day| day.map(|day| day.value));
    if start.as_ref().map(|day| day.value) > end.as_ref().map(|day| day.value) {
        // Voted on one by one they do not fit: both are those of one letter.
        [start, end] = [first, last].map(|days| days.into_iter().next().map(|day| day.value));
    }
    (start, end.filter(|_| all.iter().any(|draft| draft.value.end.is_some())))
}

/// Day and hour are voted on, each by itself.
fn appointment(
    council: &mut Council,
    what: &str,
    all: &Drafts<'_>,
    of: impl Fn(&Draft) -> &Option<DraftAppointment>,
) -> Option<DraftAppointment> {
    let all: Entry<&DraftAppointment> =
        all.iter().filter_map(|own| Some(own.with(of(own.value).as_ref()?))).collect();
    let time = council.vote(what, Told, &all, |own| own.time.clone(), TimeOfDay::to_string);
    let day = format!("the day of {what}");
    let date = council.vote(&day, Passed, &all, |own| own.date.clone(), NaiveDate::to_string);
    let place = time.as_ref().map_or(all.first()?.value.place, |time| time.place);
    Some(DraftAppointment { date, time, location: text(&all, |own| &own.location), place })
}

/// The hours of slots; `when` goes on behind them in messages.
pub(super) fn hours<T>(
    council: &mut Council,
    all: &[Member<T>],
    of: impl Fn(&T) -> &Vec<(Slot, Said<Hours>)>,
    when: &str,
) -> Vec<(Slot, Said<Hours>)> {
    let each = Slot::ALL.into_iter().filter_map(|slot| {
        let own = |own: &T| Some(of(own).iter().find(|(own, _)| *own == slot)?.1.clone());
        let what = format!("the hours of slot {slot}{when}");
        Some((slot, council.vote(&what, Passed, all, own, Hours::to_string)?))
    });
    each.collect()
}

/// A number of a telephone or fax, compared by its digits.
fn number(
    council: &mut Council,
    what: &str,
    key: &str,
    all: &Drafts<'_>,
    of: impl Fn(&Draft) -> &Option<String>,
) -> Option<String> {
    let digits = |own: &String| own.chars().filter(char::is_ascii_digit).collect::<String>();
    let own = |draft: &&Draft| of(draft).as_ref().map(digits);
    let taken = council.vote_by_key(what, all, |_| key.to_owned(), own, String::clone)?;
    all.iter().find_map(|draft| of(draft.value).clone().filter(|own| digits(own) == taken))
}
