//! What stands once in a letter: its days, hours, contacts.

use crate::finding::Said;
use crate::letter::versions::council::{Council, Entry, Member, Silence, most, part};
use crate::letter::versions::texts::{keys, remote, text};
use crate::model::{Contact, Hours, Letter, Slot, TimeOfDay};
use crate::source::{Draft, DraftAppointment};
use chrono::NaiveDate;

/// A draft without its lists, a row for each field.
pub(super) fn head(council: &mut Council, all: &[Member<&Draft>]) -> Draft {
    use Silence::{Passed, Told};
    // Versions have the same groups and number, and change the same letter.
    let first = all.first().map(|first| first.value.clone()).unwrap_or_default();
    let (start, end) = days(council, all);
    let email = part(all, |draft| draft.contact.email.clone());
    let web = part(all, |draft| draft.contact.web.clone());
    let url = part(all, |draft| draft.url.clone());
    let reference = part(all, |draft| draft.letter.reference.clone());
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
            ("the status", Told),
            all,
            |draft| draft.status.clone(),
            |status| status.key().to_owned(),
        ),
        zone: council.vote(
            ("the time zone", Passed),
            all,
            |draft| draft.zone.clone(),
            |zone| zone.name().to_owned(),
        ),
        opening: appointment(council, "the opening", part(all, |draft| draft.opening.as_ref())),
        registration: appointment(
            council,
            "the registration",
            part(all, |draft| draft.registration.as_ref()),
        ),
        session_times: hours(council, all, |draft| &draft.session_times, ""),
        slots: council.vote(
            ("the slots of a day", Passed),
            all,
            |draft| draft.slots.clone(),
            |slots| keys(slots),
        ),
        letter: Letter {
            date: council.vote_by_key(
                "the date of the letter",
                all,
                (|draft: &&Draft| draft.letter.date, |_| "letter.date".to_owned()),
                NaiveDate::to_string,
            ),
            reference: most(&reference).map(|vote| vote.value.clone()),
            ..first.letter
        },
        contact: Contact {
            tel: number(council, ("telephone", "tel"), all, |draft| &draft.contact.tel),
            fax: number(council, ("fax", "fax"), all, |draft| &draft.contact.fax),
            email: most(&email).map(|vote| vote.value.clone()),
            web: most(&web).map(|vote| vote.value.clone()),
        },
        url: most(&url).map(|vote| vote.value.clone()),
        ..Draft::default()
    }
}

fn days(
    council: &mut Council,
    all: &[Member<&Draft>],
) -> (Option<Said<NaiveDate>>, Option<Said<NaiveDate>>) {
    let first = part(all, |draft| draft.start.clone());
    let last = part(all, |draft| draft.end.clone().or_else(|| draft.start.clone()));
    let date = NaiveDate::to_string;
    let start = council.elect(("the first day", Silence::Told), &first, date);
    let end = council.elect(("the last day", Silence::Told), &last, date);
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
    all: Entry<&DraftAppointment>,
) -> Option<DraftAppointment> {
    let hour = |own: &&DraftAppointment| own.time.clone();
    let time = council.vote((what, Silence::Told), &all, hour, TimeOfDay::to_string);
    let what = format!("the day of {what}");
    let day = |own: &&DraftAppointment| own.date.clone();
    let date = council.vote((&what, Silence::Passed), &all, day, NaiveDate::to_string);
    let place = time.as_ref().map(|time| time.place).or(Some(all.first()?.value.place))?;
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
        let of = |own: &T| Some(of(own).iter().find(|(own, _)| *own == slot)?.1.clone());
        let what = format!("the hours of slot {slot}{when}");
        Some((slot, council.vote((&what, Silence::Passed), all, of, Hours::to_string)?))
    });
    each.collect()
}

/// The number of a telephone or fax, compared by its digits.
fn number(
    council: &mut Council,
    (what, key): (&str, &str),
    all: &[Member<&Draft>],
    of: impl Fn(&Draft) -> &Option<String>,
) -> Option<String> {
    let digits =
        |number: &String| -> String { number.chars().filter(char::is_ascii_digit).collect() };
    let own = |draft: &&Draft| of(draft).as_ref().map(digits);
    let (what, key) = (format!("the {what} number"), |_| format!("contact.{key}"));
    let taken = council.vote_by_key(&what, all, (own, key), String::clone)?;
    all.iter().find_map(|draft| of(draft.value).clone().filter(|own| digits(own) == taken))
}
