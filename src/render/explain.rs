//! Why an event is there, and why at its hours.

use super::changes::{sentence, when};
use super::{Selected, event};
use crate::expand::{Civil, EventSpan, EventStatus, Origin, TimetableEvent, utc_offset};
use crate::finding::Exhibit;
use crate::model::{Before, Hours, Language, Slot, ZURICH, Zone, occurs_twice};
use crate::revise::Edition;
use crate::words::Words;
use chrono::{DateTime, Days, FixedOffset, NaiveDate, Offset, SecondsFormat, Utc};

/// How many days around an event a clock change is reported.
const NEAR: u64 = 7;

/// Explains an event of an edition.
pub fn explain(edition: &Edition, selected: &Selected<'_>) -> Exhibit {
    let entry = &selected.event.entry;
    let words = Words::of(Language::En);
    let mut exhibit = Exhibit {
        title: super::one_line(&selected.wording.summary),
        marks: entry.place.map(|place| (0, place, String::new())).into_iter().collect(),
        notes: Vec::new(),
    };
    let mut note = |heading, text: String| exhibit.notes.push((heading, text));
    note("when", all_of_when(selected, words));
    note("why", why(entry.rule));
    if let Some(civil) = entry.civil {
        if let Some(hours) = hours(entry, civil) {
            note("hours", hours);
        }
        if let (EventSpan::Hours { start, .. }, true) = (entry.when, civil.zone != ZURICH) {
            let Civil { zone, day, hours, .. } = civil;
            let offset = utc_offset(offset(zone, start));
            let (day, hours) = (words.day(day), said(hours));
            note("zone", format!("the file has the times of {zone} ({offset}): {day}, {hours}"));
        }
    }
    for text in clocks(entry, words) {
        note("clocks", text);
    }
    if entry.state != EventStatus::Confirmed {
        note("status", event::status(entry.state).to_owned());
    }
    if entry.rule == Origin::Withdrawn {
        let leaves = selected.event.leaves().with_timezone(&ZURICH).date_naive();
        note("leaves", format!("the feeds on {}", words.date(leaves)));
    }
    note("uid", selected.event.uid.clone());
    let stamp = selected.revision.stamp.to_rfc3339_opts(SecondsFormat::Secs, true);
    note("revision", format!("SEQUENCE {}, stamped {stamp}", selected.revision.sequence));
    let mut changes = edition.changes.iter();
    if let Some(change) = changes.find(|change| change.uid == selected.event.uid) {
        let season = change.season.as_deref();
        let text = sentence(change.transition(), change.events, season, words);
        note("next build", text);
    }
    let set = entry.civil.and_then(|civil| civil.slot?.place);
    exhibit.marks.extend(set.map(|place| (0, place, "the hours of the slot".to_owned())));
    exhibit
}

/// When an event is, in Geneva.
fn all_of_when(selected: &Selected<'_>, words: &Words) -> String {
    let span = selected.event.entry.when;
    let text = when(span, words);
    match span {
        EventSpan::Days(_) => {
            // The title of a deadline elsewhere has its own hour.
            let geneva = selected.aside().map(|aside| format!(", until {aside}"));
            format!("{text}, all day{}", geneva.unwrap_or_default())
        }
        EventSpan::Hours { start, end } => {
            let [from, to] = [start, end].map(|at| utc_offset(offset(ZURICH, at)));
            let offset = if from == to { from } else { format!("{from}, then {to}") };
            format!("{text} in Geneva ({offset})")
        }
    }
}

/// What clock changes mean for an event with hours.
fn clocks(entry: &TimetableEvent, words: &Words) -> Vec<String> {
    let EventSpan::Hours { start, end } = entry.when else { return Vec::new() };
    let twice = [start, end].into_iter().find(|at| occurs_twice(*at)).map(|at| {
        let (local, utc) = (at.with_timezone(&ZURICH).format("%H:%M"), at.format("%H:%M"));
        format!("{local} comes twice in Geneva that night; the feeds say {utc} UTC")
    });
    let other = entry.civil.map(|civil| civil.zone).filter(|zone| *zone != ZURICH);
    let zones = std::iter::once(ZURICH).chain(other);
    let day = entry.when.days().first;
    twice.into_iter().chain(zones.flat_map(|zone| changes_of_clocks(zone, day, words))).collect()
}

/// What gives an event.
fn why(rule: Origin) -> String {
    let text = match rule {
        Origin::Cell => "a cell of the time plan",
        Origin::SilentDay => {
            "the time plan says nothing of this working day, so it has a session in each of `slots`"
        }
        Origin::SilentDayOfRange => {
            "the time plan says nothing of this working day, so it has a session in each slot of the range"
        }
        Origin::Lunch => "a lunch break, since there are sessions before and after it",
        Origin::Series => "a day of this series",
        Origin::Moved(from) => {
            let from = Words::of(Language::En).day(from);
            return format!("a day of this series, moved from {from}");
        }
        Origin::Days => "a banner over all days of the meeting",
        Origin::Range => "a banner over all days of the range",
        Origin::RegistrationUntilOpening => "registration, from its hour until the opening",
        Origin::RegistrationForAnHour => {
            "registration, for an hour, since no opening follows it on the same day"
        }
        Origin::Deadline(None) => "a deadline of this date, which is the same everywhere",
        Origin::Deadline(Some(Before { amount, unit })) => {
            let unit = unit.key();
            return format!(
                "a deadline, {amount} {unit} before 00:00 of the meeting's first day; its date is the same everywhere"
            );
        }
        Origin::Withdrawn => {
            "it was published, and no meeting file says it any more: it is marked as cancelled so that people learn of it"
        }
    };
    text.to_owned()
}

/// Why an event is at its hours; nothing if what gives it says so.
fn hours(entry: &TimetableEvent, civil: Civil) -> Option<String> {
    let (own, zone) = (civil.hours, in_zone(civil.zone));
    let Some((slot, of_slot)) = entry.slot.zip(civil.slot) else {
        let is_series = matches!(entry.rule, Origin::Series | Origin::Moved(_));
        return is_series.then(|| format!("{}{zone}, as the file says", said(own)));
    };
    let name = match slot {
        Slot::Lunch => "the lunch break".to_owned(),
        slot => format!("slot {slot}"),
    };
    let by = match of_slot.place {
        Some(_) => "as the file sets it",
        None => "by ITU-T's standard times",
    };
    let of_slot = of_slot.hours;
    let own = match (own.start == of_slot.start, own.end == of_slot.end) {
        (true, true) => String::new(),
        (false, true) => format!("; the cell itself begins at {}", own.start),
        (true, false) => format!("; the cell itself ends at {}", own.end),
        (false, false) => format!("; the cell itself is {}", said(own)),
    };
    Some(format!("{name} is {}{zone}, {by}{own}", said(of_slot)))
}

/// What stands behind hours that are not Geneva's.
fn in_zone(zone: Zone) -> String {
    if zone == ZURICH { String::new() } else { format!(" in {}", zone.name()) }
}

fn said(hours: Hours) -> String {
    format!("{}–{}", hours.start, hours.end)
}

fn offset(zone: Zone, at: DateTime<Utc>) -> FixedOffset {
    at.with_timezone(&zone).offset().fix()
}

/// How the clocks of a zone change around a day.
fn changes_of_clocks(zone: Zone, day: NaiveDate, words: &Words) -> Vec<String> {
    let noon = |day: NaiveDate| Some(offset(zone, day.and_hms_opt(12, 0, 0)?.and_utc()));
    let first = day.checked_sub_days(Days::new(NEAR)).unwrap_or(day);
    let days = first.iter_days().take(2 * usize::try_from(NEAR).unwrap_or(0) + 1);
    let change = |day: NaiveDate| {
        let (before, after) = (noon(day.pred_opt()?)?, noon(day)?);
        let way =
            if after.local_minus_utc() > before.local_minus_utc() { "forward" } else { "back" };
        let place = if zone == ZURICH { "Geneva" } else { zone.name() };
        let date = words.day(day);
        (before != after).then(|| {
            let (before, after) = (utc_offset(before), utc_offset(after));
            format!("the clocks of {place} go {way} on {date}, from {before} to {after}")
        })
    };
    days.filter_map(change).collect()
}
