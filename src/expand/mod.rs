//! Expansion: a [`Meeting`] becomes a [`Timetable`], every event with its instants and finished
//! texts.
//!
//! Sessions come from the plan, from working days for which the plan is silent, and from series;
//! then lunch breaks, banners, registration and deadlines. Every writer starts here, so feeds and
//! pages cannot disagree about lunch.

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
pub use about::{About, Candidate, Phrase, Remotely, Weeks};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use clock::Clock;
pub use clock::{there, utc_offset};
pub use origin::{Civil, Rule};
use std::collections::BTreeSet;
pub use titles::generic;

/// The most events that one meeting may have; more than that is a slip in the file.
pub const MOST_ENTRIES: usize = 20_000;
/// The most bytes that the texts and groups of one meeting's events may fill; a real one fills a
/// thousandth.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;
/// The most groups that the events of one meeting may name; each has a feed of its own.
pub const MOST_GROUPS: usize = 500;

/// A meeting laid out: its events in the order of their starts.
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
    /// How sure it is.
    pub status: Status,
    /// The date of its letter.
    pub letter_date: Option<NaiveDate>,
    /// What is said of it as a whole, in each language; of a meeting that no source describes any
    /// more nothing is.
    pub about: Vec<About>,
    /// Its events.
    pub entries: Vec<Entry>,
}

impl Timetable {
    /// The date of the letter at 00:00 UTC, unless the meeting is over by then: no invitation is
    /// written after the meeting, so that date is a slip.
    pub fn stamp(&self) -> Option<DateTime<Utc>> {
        let date = self.letter_date?;
        let last = self.entries.iter().map(|entry| entry.when.days().last).max();
        last.is_none_or(|last| date <= last).then(|| date.and_time(NaiveTime::MIN).and_utc())
    }
}

/// An event of a timetable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What kind of event it is.
    pub kind: Kind,
    /// Whose event it is.
    pub groups: Vec<Group>,
    /// What is due, if it is a deadline.
    pub action: Option<Action>,
    /// Its slot, if it stands in one.
    pub slot: Option<Slot>,
    /// When it is.
    pub when: When,
    /// How sure it is.
    pub state: State,
    /// Whether it fills a delegate's time.
    pub busy: bool,
    /// Its texts in each language of the timetable.
    pub wordings: Vec<Wording>,
    /// Its page.
    pub url: Option<WebAddress>,
    /// What gives it.
    pub rule: Rule,
    /// Where the source says so; nothing for what it does not say any more.
    pub place: Option<Place>,
    /// Its hours as the source has them, if it has hours.
    pub civil: Option<Civil>,
}

impl Entry {
    /// A confirmed event that fills nobody's time, in no slot and without a page.
    fn new(kind: Kind, rule: Rule, groups: &[Group], when: When, wordings: Vec<Wording>) -> Self {
        Self {
            kind,
            groups: groups.to_vec(),
            action: None,
            slot: None,
            when,
            state: State::Confirmed,
            busy: false,
            wordings,
            url: None,
            rule,
            place: None,
            civil: None,
        }
    }

    /// The order of events: by day, whole days first, then by start, end, kind and group.
    pub fn order(&self) -> impl Ord + use<> {
        let (timed, start, end) = match self.when {
            When::Days(days) => (false, None, Some(days.last)),
            When::Hours { start, end } => (true, Some((start, end)), None),
        };
        (self.when.days().first, timed, start, end, self.kind, self.action, self.groups.clone())
    }
}

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
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

impl From<(DateTime<Utc>, DateTime<Utc>)> for When {
    fn from((start, end): (DateTime<Utc>, DateTime<Utc>)) -> Self {
        Self::Hours { start, end }
    }
}

impl When {
    /// The days it covers in Geneva.
    pub fn days(&self) -> Days {
        match self {
            Self::Days(days) => *days,
            Self::Hours { start, end } => {
                let first = start.with_timezone(&ZURICH).date_naive();
                // What ends at midnight does not reach into the next day.
                let last =
                    (*end - chrono::TimeDelta::seconds(1)).with_timezone(&ZURICH).date_naive();
                Days { first, last: last.max(first) }
            }
        }
    }
}

/// How sure an event is (RFC 5545 section 3.8.1.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It takes place.
    Confirmed,
    /// It is not sure.
    Tentative,
    /// It does not take place.
    Cancelled,
}

/// The texts of an event in one language, finished but for escaping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// The title, on one line.
    pub summary: String,
    /// Where, on one line.
    pub location: Option<String>,
    /// Everything else, on several lines.
    pub description: String,
    /// What of the title is in another language than the wanted one, which the meeting does not have.
    pub borrowed: Option<Phrase>,
    /// Its hours on the other clock, if the meeting is elsewhere than in Geneva: those where it is,
    /// beside Geneva's, and Geneva's beside a deadline's own. They stand in the description too.
    pub aside: Option<String>,
    /// The room, which stands in the location too.
    pub room: Option<Phrase>,
    /// How to take part remotely, if that is said of this session; it stands in the description too.
    pub remote: Option<Remotely>,
    /// What is noted about it, which stands in the description too.
    pub note: Option<Phrase>,
    /// Its place on the page of the meeting, where the address of that page is known and the source
    /// names no page of the event's own.
    pub page: Option<String>,
}

/// Lays a meeting out in the given languages.
///
/// Faults are local times that do not exist or exist twice, and more events than a meeting can
/// have.
pub fn expand(meeting: &Meeting, languages: &[Language], findings: &mut Findings) -> Timetable {
    let mut layout = Layout {
        meeting,
        words: languages.iter().map(|language| (*language, Words::of(*language))).collect(),
        clock: Clock { findings },
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
    entries.sort_by_cached_key(Entry::order);
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

/// A layout being made.
struct Layout<'a, 'f> {
    meeting: &'a Meeting,
    words: Vec<(Language, &'static Words)>,
    clock: Clock<'f>,
    entries: Vec<Entry>,
    /// What the entries' texts and groups fill.
    bytes: usize,
}

/// Adds words to a title that say that it is not sure, unless it says so already: what is held only if
/// necessary does, and a title may.
fn add_mark(title: &mut String, mark: &str) {
    if !says_unsure(title) {
        title.push_str(mark);
    }
}

impl Layout<'_, '_> {
    /// Adds an event in the state that the whole meeting is in, and with the words in its title that
    /// this calls for: few calendar programs show a state.
    fn add(&mut self, mut entry: Entry) {
        // One too many is enough to know.
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
                entry.state = State::Tentative;
            }
            Status::Postponed | Status::Cancelled => {
                entry.state = State::Cancelled;
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

/// The days of a meeting; of a season those of its rapporteur group meetings.
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
