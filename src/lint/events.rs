//! Rules for events (RFC 5545 section 3.6.1): identity, start and end, status.

use super::property::Property;
use super::rule::{Found, Rule, doubt, fault, quoted};
use super::times::{Timed, Zones, times};
use super::value::{Moment, duration, moment};
use super::walk::Component;

/// An event, with its start and end.
pub(super) struct Event<'e> {
    pub(super) component: &'e Component<'e>,
    start: Option<Timed<'e>>,
    end: Option<Timed<'e>>,
}

impl<'e> Event<'e> {
    pub(super) fn new(component: &'e Component<'e>, zones: &'e Zones) -> Self {
        let time = |name| component.get(name).and_then(|property| times(property, zones).next());
        Self { component, start: time("DTSTART"), end: time("DTEND") }
    }

    /// A property that has a value.
    fn said(&self, name: &str) -> Option<&Property<'e>> {
        self.component.get(name).filter(|property| !property.value().is_empty())
    }

    fn is(&self, name: &str, word: &str) -> bool {
        self.component.get(name).is_some_and(|property| property.value().eq_ignore_ascii_case(word))
    }
}

/// A check of an event.
pub(super) type OfEvent = fn(&Event<'_>, &mut Found<'_>);

pub(super) const EVENT: &[(Rule, OfEvent)] = &[
    (
        fault(
            "uid",
            "RFC 5545, 3.8.4.7",
            "Thunderbird invents a new UID at each reading",
            "give every event a UID that stays the same when it moves",
        ),
        uid,
    ),
    (
        fault(
            "uid-length",
            "RFC 5545, 3.8.4.7",
            "programs need to keep 255 octets only",
            "write a shorter UID",
        ),
        uid_length,
    ),
    (
        doubt(
            "uid-characters",
            "RFC 7986, 5.3",
            "the RFC recommends a UUID, which has letters, digits and `-` alone",
            "use ASCII letters, digits and `-` `.` `_` `@`",
        ),
        uid_characters,
    ),
    (
        doubt(
            "uid-from-time",
            "RFC 5545, 3.8.4.7",
            "when the event moves, subscribers see two",
            "make the UID of what stays: a name and a number",
        ),
        uid_from_time,
    ),
    (
        fault(
            "dtstamp-missing",
            "RFC 5545, 3.8.7.2",
            "the RFC demands it: it says when the event was last changed",
            "write the last change of the event in UTC, as DTSTAMP:20270118T083000Z",
        ),
        dtstamp,
    ),
    (
        fault(
            "start",
            "RFC 5545, 3.8.2.4",
            "the RFC demands it: nothing says when the event is",
            "write DTSTART",
        ),
        start,
    ),
    (
        fault(
            "end",
            "RFC 5545, 3.8.2.2",
            "an all-day event that ends on its first day vanishes in some programs; the RFC wants every end after the start",
            "write an end after the start; that of all-day events is the day after the last",
        ),
        end,
    ),
    (
        fault(
            "end-type",
            "RFC 5545, 3.8.2.2",
            "the RFC wants one type in both, so nothing says how long the event is",
            "write both as dates or both as times",
        ),
        end_type,
    ),
    (
        doubt(
            "end-zone",
            "RFC 5545, 3.2.19",
            "it is read in another zone than the start",
            "write both in one zone",
        ),
        end_zone,
    ),
    (
        fault(
            "end-and-duration",
            "RFC 5545, 3.6.1",
            "the RFC forbids it; Outlook goes by DTEND",
            "leave DURATION out",
        ),
        end_and_duration,
    ),
    (
        fault(
            "length",
            "RFC 5545, 3.8.2.5",
            "the RFC wants a length above zero; none is drawn differently everywhere",
            "write a DTEND after the start",
        ),
        length,
    ),
    (
        doubt(
            "no-end",
            "MS-STANOICAL 2.2.70",
            "an event without length is drawn differently everywhere; Outlook reads DURATION only where DTSTART or DTEND is missing",
            "write a DTEND",
        ),
        no_end,
    ),
    (doubt("no-title", "RFC 5545, 3.8.1.12", "there is nothing to show", "write a SUMMARY"), title),
    (
        doubt(
            "busy",
            "MS-OXCICAL 2.1.3.1.1.20",
            "Outlook goes by X-MICROSOFT-CDO-BUSYSTATUS before TRANSP",
            "leave X-MICROSOFT-CDO-BUSYSTATUS out",
        ),
        busy,
    ),
    (
        doubt(
            "cancelled-busy",
            "reported of Outlook",
            "Outlook shows it as live, and the hour as busy",
            "write TRANSP:TRANSPARENT",
        ),
        cancelled_busy,
    ),
    (
        doubt(
            "cancelled-title",
            "reported of Outlook",
            "Outlook shows it as live",
            "begin the title with a word such as `CANCELLED: `",
        ),
        cancelled_title,
    ),
];

fn uid(event: &Event<'_>, found: &mut Found<'_>) {
    if event.said("UID").is_none() {
        found.at(event.component.begin, "the event has no UID");
    }
}

fn uid_length(event: &Event<'_>, found: &mut Found<'_>) {
    if let Some(uid) = event.said("UID").filter(|uid| uid.value().len() > 255) {
        found.at(uid.place(), format!("the UID has {} octets, more than 255", uid.value().len()));
    }
}

fn uid_characters(event: &Event<'_>, found: &mut Found<'_>) {
    let Some(uid) = event.said("UID") else { return };
    let odd = |c: char| {
        !c.is_ascii_graphic() || matches!(c, '"' | '<' | '>' | '\\' | '%' | '?' | '#' | '*')
    };
    if let Some((at, c)) = uid.value().char_indices().find(|(_, c)| odd(*c)) {
        found.at(uid.part(at, at + c.len_utf8()), format!("the UID has the character `{c}`"));
    }
}

fn uid_from_time(event: &Event<'_>, found: &mut Found<'_>) {
    let Some(uid) = event.said("UID") else { return };
    let digits = |name: &str, length: usize| {
        let value = event.component.get(name)?.value().get(..length)?;
        moment(value).map(|_| value)
    };
    let sources = [("DTSTART", 15), ("DTSTART", 8), ("DTSTAMP", 15)];
    for (name, length) in sources {
        let Some(time) = digits(name, length) else { continue };
        if let Some(at) = uid.value().find(time) {
            let message = format!("the UID is made of {name}");
            found.at(uid.part(at, at + time.len()), message);
            return;
        }
    }
}

fn dtstamp(event: &Event<'_>, found: &mut Found<'_>) {
    if event.said("DTSTAMP").is_none() {
        found.at(event.component.begin, "the event has no DTSTAMP");
    }
}

fn start(event: &Event<'_>, found: &mut Found<'_>) {
    if event.said("DTSTART").is_none() {
        found.at(event.component.begin, "the event has no DTSTART");
    }
}

fn end(event: &Event<'_>, found: &mut Found<'_>) {
    let (Some(start), Some(end)) = (&event.start, &event.end) else { return };
    let place = end.property.place();
    match (start.moment, end.moment) {
        (Some(Moment::Date(first)), Some(Moment::Date(behind))) if behind == first => {
            let mend = match first.succ_opt() {
                Some(day) => format!(
                    "write DTEND;VALUE=DATE:{}, the day after the last",
                    day.format("%Y%m%d")
                ),
                None => "write the day after the last".to_owned(),
            };
            found.mend(
                place,
                "the event ends on the day on which it starts, and DTEND is exclusive",
                mend,
            );
        }
        (Some(Moment::Date(first)), Some(Moment::Date(behind))) if behind < first => {
            found.at(place, "the event ends before it starts");
        }
        (Some(Moment::Date(_)), _) | (_, Some(Moment::Date(_))) => {}
        (Some(Moment::Local(from)), Some(Moment::Local(to)))
            if start.zone_id == end.zone_id && to <= from =>
        {
            // On the night of a change to winter time an end may be behind by the clock.
            let really = start.utc().zip(end.utc()).is_some_and(|(from, to)| to > from);
            if !really {
                ends_early(from == to, event, found);
            }
        }
        _ => {
            if let Some((from, to)) = start.utc().zip(end.utc()).filter(|(from, to)| to <= from) {
                ends_early(from == to, event, found);
            }
        }
    }
}

fn ends_early(same: bool, event: &Event<'_>, found: &mut Found<'_>) {
    let Some(end) = &event.end else { return };
    let message =
        if same { "the event ends when it starts" } else { "the event ends before it starts" };
    found.at(end.property.place(), message);
}

fn end_type(event: &Event<'_>, found: &mut Found<'_>) {
    let (Some(start), Some(end)) = (&event.start, &event.end) else { return };
    let (Some(from), Some(to)) = (start.moment, end.moment) else { return };
    let is_date = |moment: Moment| matches!(moment, Moment::Date(_));
    if is_date(from) != is_date(to) {
        let [from, to] = [from, to].map(|moment| if is_date(moment) { "a date" } else { "a time" });
        found.at(end.property.place(), format!("DTSTART is {from} and DTEND is {to}"));
    }
}

fn end_zone(event: &Event<'_>, found: &mut Found<'_>) {
    let (Some(start), Some(end)) = (&event.start, &event.end) else { return };
    let local = |time: &Timed<'_>| matches!(time.moment, Some(Moment::Local(_)));
    if local(start) && local(end) && start.zone_id != end.zone_id {
        found.at(end.property.place(), "DTSTART and DTEND are in different zones");
    }
}

fn end_and_duration(event: &Event<'_>, found: &mut Found<'_>) {
    if let (Some(_), Some(duration)) =
        (event.component.get("DTEND"), event.component.get("DURATION"))
    {
        found.at(duration.name_place(), "the event has both DTEND and DURATION");
    }
}

fn length(event: &Event<'_>, found: &mut Found<'_>) {
    let Some(property) = event.component.get("DURATION") else { return };
    if let Some(seconds) = duration(property.value()).filter(|seconds| *seconds <= 0) {
        let what = if seconds == 0 { "no length" } else { "a negative length" };
        found.at(property.place(), format!("the event has {what}"));
    }
}

fn no_end(event: &Event<'_>, found: &mut Found<'_>) {
    let timed = event
        .start
        .as_ref()
        .is_some_and(|start| matches!(start.moment, Some(Moment::Local(_) | Moment::Utc(_))));
    if timed && event.component.get("DTEND").is_none() {
        match event.component.get("DURATION") {
            Some(duration) => {
                found.at(duration.name_place(), "the event has a DURATION in place of DTEND")
            }
            None => found.at(event.component.begin, "the event has no end"),
        }
    }
}

fn title(event: &Event<'_>, found: &mut Found<'_>) {
    if event.said("SUMMARY").is_none() {
        found.at(event.component.begin, "the event has no title");
    }
}

fn busy(event: &Event<'_>, found: &mut Found<'_>) {
    let Some(status) = event.component.get("X-MICROSOFT-CDO-BUSYSTATUS") else { return };
    let free = status.value().eq_ignore_ascii_case("FREE");
    if free != event.is("TRANSP", "TRANSPARENT") {
        let transp = if free { "not TRANSPARENT" } else { "TRANSPARENT" };
        found.at(
            status.place(),
            format!(
                "X-MICROSOFT-CDO-BUSYSTATUS is {}, and TRANSP is {transp}",
                quoted(status.value())
            ),
        );
    }
}

fn cancelled_busy(event: &Event<'_>, found: &mut Found<'_>) {
    if event.is("STATUS", "CANCELLED") && !event.is("TRANSP", "TRANSPARENT") {
        found.at(event.component.begin, "the event is cancelled and not TRANSPARENT");
    }
}

fn cancelled_title(event: &Event<'_>, found: &mut Found<'_>) {
    // Beginnings of the words for cancelled, postponed and moved in the six languages of ITU.
    const WORDS: [&str; 17] = [
        "cancel",
        "canc.",
        "annul",
        "abgesagt",
        "отмен",
        "取消",
        "ملغ",
        "ألغ",
        "postpon",
        "moved",
        "report",
        "aplaz",
        "отлож",
        "перенес",
        "推迟",
        "延期",
        "مؤجل",
    ];
    let Some(title) = event.said("SUMMARY").filter(|_| event.is("STATUS", "CANCELLED")) else {
        return;
    };
    let lower = title.value().chars().take(300).collect::<String>().to_lowercase();
    if !WORDS.iter().any(|word| lower.contains(word)) {
        found.at(title.place(), "the event is cancelled, and its title does not say so");
    }
}
