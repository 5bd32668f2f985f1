//! Events known only from published feeds: those that are kept because their source cannot be read,
//! and those without a source. The latter are withdrawn: they stay for a while, marked as
//! cancelled, so that subscribers notice.

use super::identity::is_page;
use super::memory::{Memory, OldEvent};
use super::seen;
use crate::expand::{
    EventSpan, EventStatus, Origin, TextInLanguage, Timetable, TimetableEvent, Wording,
};
use crate::model::{Language, MeetingId, Status};
use crate::words::Words;
use chrono::{DateTime, TimeDelta, Utc};

/// The shortest time for which a withdrawn event stays.
const SHORTEST_STAY: TimeDelta = TimeDelta::days(30);

/// A timetable without events, for a meeting that no source describes any more: all that was
/// published of it is withdrawn.
pub fn retired(id: MeetingId, memory: &Memory, languages: &[Language]) -> Timetable {
    let first = memory.names.iter().flatten().next().cloned().unwrap_or_default();
    let names = memory.names.iter().map(|name| name.clone().unwrap_or_else(|| first.clone()));
    Timetable {
        id,
        groups: memory.groups(),
        languages: languages.to_vec(),
        names: names.collect(),
        url: None,
        status: Status::Confirmed,
        letter_date: None,
        about: Vec::new(),
        entries: Vec::new(),
    }
}

/// A published event as a cancelled one, in some languages.
pub(super) fn entry(past: &OldEvent, languages: &[Language]) -> TimetableEvent {
    let mut entry = kept(past, languages);
    for (at, (wording, language)) in entry.wordings.iter_mut().zip(languages).enumerate() {
        if seen_in(past, at).unwrap_or(&past.shown).is_live() {
            wording.summary.insert_str(0, Words::of(*language).cancelled);
        }
    }
    TimetableEvent { state: EventStatus::Cancelled, busy: false, ..entry }
}

/// What a published event showed in the language at an index of the settings' list.
fn seen_in(past: &OldEvent, at: usize) -> Option<&seen::VisibleEvent> {
    past.seen.get(at).and_then(Option::as_ref).map(|(seen, _)| seen)
}

/// A published event, unchanged, in some languages. A language in which it was not published shows
/// the texts of another.
pub(super) fn kept(past: &OldEvent, languages: &[Language]) -> TimetableEvent {
    let first = languages.iter().enumerate().find(|(at, _)| seen_in(past, *at).is_some());
    // The first language in which it was published may itself show the texts of another.
    let words_of = |at: usize| past.words.get(at).copied().flatten();
    let first = first.map(|(at, language)| words_of(at).unwrap_or(*language));
    let wording = |(at, language): (usize, &Language)| {
        let own = seen_in(past, at);
        let seen = own.unwrap_or(&past.shown);
        let words = if own.is_some() { words_of(at) } else { first };
        // The mark before a cancelled title is in the language of the feed.
        let own_word = Words::of(*language).cancelled;
        let text = seen.summary.strip_prefix(own_word).unwrap_or(&seen.summary);
        let location = Some(seen.location.clone()).filter(|location| !location.is_empty());
        Wording {
            summary: seen.summary.clone(),
            location,
            description: seen.description.clone(),
            borrowed: words
                .filter(|words| words != language)
                .map(|words| TextInLanguage { text: text.to_owned(), language: words }),
            page: own.and_then(|own| own.url.clone()).filter(|url| is_page(url, &past.uid)),
            ..Wording::default()
        }
    };
    let seen = &past.shown;
    let url = seen.url.as_ref().filter(|url| !is_page(url, &past.uid));
    TimetableEvent {
        kind: past.identity.kind,
        // Behind the kind stand the groups.
        groups: seen.categories.iter().skip(1).filter_map(|group| group.parse().ok()).collect(),
        action: past.identity.action,
        slot: past.slot,
        when: seen.when,
        state: seen.state,
        busy: seen.busy,
        wordings: languages.iter().enumerate().map(wording).collect(),
        url: url.and_then(|url| url.parse().ok()),
        rule: Origin::Withdrawn,
        place: None,
        civil: None,
    }
}

/// When a withdrawn event is removed: after its day, and after subscribers had time to notice.
pub(super) fn leaves(when: EventSpan, cancelled: DateTime<Utc>) -> DateTime<Utc> {
    seen::day_is_over(when).max(cancelled + SHORTEST_STAY)
}
