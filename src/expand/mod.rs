//! Expansion: a [`Meeting`] becomes a [`Timetable`], every event with its instants and finished
//! texts.
//!
//! Sessions come from the plan, from working days without a plan entry, and from series; then lunch
//! breaks, banners, registration and deadlines. Every writer starts here, so feeds and pages cannot
//! disagree about lunch.

mod about;
mod banners;
mod check;
mod clock;
mod deadlines;
mod origin;
mod series;
mod session;
mod sessions;
mod texts;
mod titles;

use crate::finding::{Findings, Place};
use crate::model::{
    Action, Days, Group, Kind, Language, Meeting, MeetingId, Rgm, Slot, Status, WebAddress, ZURICH,
    compact,
};
use crate::words::{Words, says_unsure};
pub use about::{
    About, AgendaText, LinkText, RecommendationText, Remotely, RgmText, TextInLanguage,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use clock::CivilClock;
pub use clock::{there, utc_offset};
pub use origin::{Civil, Origin};
use std::collections::BTreeSet;
pub use titles::generic;

/// The most events that one meeting may have; more is a mistake in the file.
pub const MOST_ENTRIES: usize = 20_000;
/// The most bytes that the texts and groups of one meeting's events may use; a real meeting uses a
/// thousandth of that.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;
/// The most groups that the events of one meeting may name; each gets its own feed.
pub const MOST_GROUPS: usize = 500;

/// An expanded meeting: its events sorted by start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timetable {
    /// The meeting's id.
    pub id: MeetingId,
    /// Who meets.
    pub groups: Vec<Group>,
    /// The languages of all texts, in the order of each event's wordings.
    pub languages: Vec<Language>,
    /// The name of the meeting's feed in each language: "SG12, 14–23 January 2025".
    pub names: Vec<String>,
    /// The meeting's page.
    pub url: Option<WebAddress>,
    /// Its status.
    pub status: Status,
    /// The date of its letter.
    pub letter_date: Option<NaiveDate>,
    /// The facts about the meeting as a whole, in each language; empty for a meeting without a
    /// source.
    pub about: Vec<About>,
    /// Its events.
    pub entries: Vec<TimetableEvent>,
}

impl Timetable {
    /// The date of the letter at 00:00 UTC, unless it is after the meeting: an invitation is never
    /// written afterwards, so that date is a mistake.
    pub fn stamp(&self) -> Option<DateTime<Utc>> {
        let date = self.letter_date?;
        let last = self.entries.iter().map(|entry| entry.when.days().last).max();
        last.is_none_or(|last| date <= last).then(|| date.and_time(NaiveTime::MIN).and_utc())
    }
}

/// An event of a timetable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimetableEvent {
    /// What kind of event it is.
    pub kind: Kind,
    /// Whose event it is.
    pub groups: Vec<Group>,
    /// What is due, if it is a deadline.
    pub action: Option<Action>,
    /// Its slot, if it is in one.
    pub slot: Option<Slot>,
    /// When it is.
    pub when: EventSpan,
    /// Its status.
    pub state: EventStatus,
    /// Whether it makes a delegate busy.
    pub busy: bool,
    /// Its texts in each language of the timetable.
    pub wordings: Vec<Wording>,
    /// Its page.
    pub url: Option<WebAddress>,
    /// What produced it.
    pub rule: Origin,
    /// Its place in the source; nothing for an event that is no longer there.
    pub place: Option<Place>,
    /// Its times as in the source, if it has any.
    pub civil: Option<Civil>,
}

impl TimetableEvent {
    /// A confirmed event that makes nobody busy, without a slot or a page.
    fn new(
        kind: Kind,
        rule: Origin,
        groups: &[Group],
        when: EventSpan,
        wordings: Vec<Wording>,
    ) -> Self {
        Self {
            kind,
            groups: groups.to_vec(),
            action: None,
            slot: None,
            when,
            state: EventStatus::Confirmed,
            busy: false,
            wordings,
            url: None,
            rule,
            place: None,
            civil: None,
        }
    }

    /// The order of events: by day, all-day events first, then by start, end, kind and group.
    pub fn order(&self) -> impl Ord + use<> {
        let (timed, start, end) = match self.when {
            EventSpan::Days(days) => (false, None, Some(days.last)),
            EventSpan::Hours { start, end } => (true, Some((start, end)), None),
        };
        (self.when.days().first, timed, start, end, self.kind, self.action, self.groups.clone())
    }
}

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventSpan {
    /// Whole days, in no zone.
    Days(Days),
    /// From an instant to a later one.
    Hours {
        /// When it begins.
        start: DateTime<Utc>,
        /// When it ends.
        end: DateTime<Utc>,
    },
}

impl From<(DateTime<Utc>, DateTime<Utc>)> for EventSpan {
    fn from((start, end): (DateTime<Utc>, DateTime<Utc>)) -> Self {
        Self::Hours { start, end }
    }
}

impl EventSpan {
    /// The days it covers in Geneva.
    pub fn days(&self) -> Days {
        match self {
            Self::Days(days) => *days,
            Self::Hours { start, end } => {
                let first = start.with_timezone(&ZURICH).date_naive();
                // An event that ends at midnight does not extend into the next day.
                let last =
                    (*end - chrono::TimeDelta::seconds(1)).with_timezone(&ZURICH).date_naive();
                Days { first, last: last.max(first) }
            }
        }
    }
}

/// The status of an event (RFC 5545 section 3.8.1.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventStatus {
    /// It takes place.
    Confirmed,
    /// It may not take place.
    Tentative,
    /// It does not take place.
    Cancelled,
}

/// The texts of an event in one language, complete except for escaping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// The title, on one line.
    pub summary: String,
    /// Where, on one line.
    pub location: Option<String>,
    /// The description, on several lines.
    pub description: String,
    /// The part of the title that is in another language because the wanted one is missing.
    pub borrowed: Option<TextInLanguage>,
    /// Its times in the other zone, for a meeting outside the Geneva zone: local times next to
    /// Geneva's, or Geneva time next to a deadline's own. They are in the description too.
    pub aside: Option<String>,
    /// The room, which is in the location too.
    pub room: Option<TextInLanguage>,
    /// How to take part remotely in this session, if given; it is in the description too.
    pub remote: Option<Remotely>,
    /// Its note, which is in the description too.
    pub note: Option<TextInLanguage>,
    /// Its place on the page of the meeting, where the address of that page is known and the source
    /// names no page of the event's own.
    pub page: Option<String>,
}

/// Expands a meeting in the given languages.
///
/// Faults are local times that do not exist or exist twice, and more events than a meeting can
/// have.
pub fn expand(meeting: &Meeting, languages: &[Language], findings: &mut Findings) -> Timetable {
    let mut layout = Expansion {
        meeting,
        words: languages.iter().map(|language| (*language, Words::of(*language))).collect(),
        clock: CivilClock { findings },
        entries: Vec::new(),
        bytes: 0,
    };
    layout.sessions();
    layout.series();
    layout.banners();
    layout.registration();
    layout.deadlines();
    let (mut entries, bytes) = (layout.entries, layout.bytes);
    let groups = entries.iter().flat_map(|entry| &entry.groups).collect::<BTreeSet<_>>().len();
    let too_much = [
        (entries.len() > MOST_ENTRIES, format!("would have more than {MOST_ENTRIES} events")),
        (groups > MOST_GROUPS, format!("names {groups} groups; the limit is {MOST_GROUPS}")),
        (bytes > MOST_BYTES, "has texts that are too long for this number of events".to_owned()),
    ];
    if let Some((_, what)) = too_much.into_iter().find(|(is_too_much, _)| *is_too_much) {
        findings.fault_of_all(format!("this meeting {what}")).help(
            "look for ranges and series that are too long or overlap, and for very long texts",
        );
        entries.clear();
    }
    entries.sort_by_cached_key(TimetableEvent::order);
    let names = languages.iter().map(|language| name(meeting, Words::of(*language))).collect();
    let timetable = Timetable {
        id: meeting.id.clone(),
        groups: meeting.groups.clone(),
        languages: languages.to_vec(),
        names,
        url: meeting.url.clone(),
        status: meeting.status,
        letter_date: meeting.letter.date,
        about: about::of(meeting, languages),
        entries,
    };
    if findings.faults() == 0 {
        check::check(meeting, &timetable, findings);
    }
    timetable
}

/// An expansion in progress.
struct Expansion<'a, 'f> {
    meeting: &'a Meeting,
    words: Vec<(Language, &'static Words)>,
    clock: CivilClock<'f>,
    entries: Vec<TimetableEvent>,
    /// The size of the entries' texts and groups, in bytes.
    bytes: usize,
}

/// Marks a title as tentative, unless it already says so, as "if necessary" does.
fn add_mark(title: &mut String, mark: &str) {
    if !says_unsure(title) {
        title.push_str(mark);
    }
}

impl Expansion<'_, '_> {
    /// Adds an event with the status of the whole meeting, and with that status in its title: few
    /// calendar programs show STATUS.
    fn add(&mut self, mut entry: TimetableEvent) {
        // One too many is enough to report.
        if self.is_full() {
            return;
        }
        let of_wording = |wording: &Wording| wording.summary.len() + wording.description.len();
        self.bytes += entry.wordings.iter().map(of_wording).sum::<usize>();
        self.bytes += entry.groups.len() * size_of::<Group>();
        match self.meeting.status {
            Status::Confirmed => {}
            Status::Tentative => {
                for (wording, (_, words)) in entry.wordings.iter_mut().zip(&self.words) {
                    add_mark(&mut wording.summary, words.tentative);
                }
                entry.state = EventStatus::Tentative;
            }
            Status::Postponed | Status::Cancelled => {
                entry.state = EventStatus::Cancelled;
                entry.busy = false;
                for (wording, (_, words)) in entry.wordings.iter_mut().zip(&self.words) {
                    let cancelled = self.meeting.status == Status::Cancelled;
                    let prefix = if cancelled { words.cancelled } else { words.postponed };
                    wording.summary.insert_str(0, prefix);
                }
            }
        }
        self.entries.push(entry);
    }

    /// A wording for each language.
    fn in_each_language(&self, wording: impl Fn(Language, &Words) -> Wording) -> Vec<Wording> {
        self.words.iter().map(|(language, words)| wording(*language, words)).collect()
    }

    fn is_full(&self) -> bool {
        self.entries.len() > MOST_ENTRIES || self.bytes > MOST_BYTES
    }
}

/// The days of a meeting; for a season, the days of its rapporteur group meetings.
fn days(meeting: &Meeting) -> Option<Days> {
    let season = || {
        let days = || meeting.rgm.iter().map(Rgm::days);
        Some(Days {
            first: days().map(|days| days.first).min()?,
            last: days().map(|days| days.last).max()?,
        })
    };
    meeting.days.or_else(season)
}

/// The name of a meeting's feed: its groups and days.
fn name(meeting: &Meeting, words: &Words) -> String {
    let groups = compact(&meeting.groups);
    match days(meeting) {
        Some(days) => (words.feed_of_meeting)(&groups, &words.days(days)),
        None => groups,
    }
}

#[cfg(test)]
mod tests {
    use super::EventSpan;

    #[test]
    fn an_event_that_ends_at_midnight_does_not_reach_into_the_next_day() {
        let days = |start: &str, end: &str| {
            let at = |text: &str| format!("2025-01-{text}:00Z").parse().unwrap();
            let days = EventSpan::Hours { start: at(start), end: at(end) }.days();
            (days.first.to_string(), days.last.to_string())
        };
        let day = |day: u32| format!("2025-01-{day}");
        assert_eq!(days("14T21:00", "14T23:00"), (day(14), day(14)));
        assert_eq!(days("14T21:00", "14T23:30"), (day(14), day(15)));
        assert_eq!(days("14T23:00", "14T23:00"), (day(15), day(15)));
    }
}
