//! What changed, in words and as the list `changes.json`.

use super::repeats;
use crate::expand::{EventSpan, EventStatus};
use crate::model::{Language, ZURICH, geneva_hour, geneva_hours};
use crate::revise::{Change, ChangeKind, Difference, Transition, VisibleEvent};
use crate::words::{Words, bare};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::HashMap;

/// How many changes the list keeps.
pub const MOST_CHANGES: usize = 100;

/// A change in the list. Instants are those of RFC 3339, dates those of ISO 8601.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedChange {
    /// When it changed.
    pub time: String,
    /// The language of the titles and the sentence.
    pub language: String,
    /// The meeting's id.
    pub meeting: String,
    /// The event; of a meeting that changed as a whole its banner, of a season its first event.
    pub uid: String,
    /// The event's SEQUENCE.
    pub sequence: u32,
    /// The event's kind.
    pub kind: String,
    /// The event's groups.
    pub groups: Vec<String>,
    /// What changed: `new`, `moved` and so on.
    pub what: Vec<String>,
    /// How many events it stands for.
    pub events: usize,
    /// The change as a sentence.
    pub text: String,
    /// The event before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<EventSnapshot>,
    /// The event after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<EventSnapshot>,
}

impl ListedChange {
    /// Where it stands among changes of the same time: by meeting and hour.
    fn place(&self) -> (&str, Option<&str>, &str) {
        let shown = self.after.as_ref().or(self.before.as_ref());
        (&self.meeting, shown.map(|shown| shown.start.as_str()), &self.uid)
    }

    /// The day in Geneva on which it changed.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        let time = DateTime::parse_from_rfc3339(&self.time).ok()?;
        Some(time.with_timezone(&ZURICH).date_naive())
    }
}

/// An event before or after a change. `start` and `end` are as in `show --format json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventSnapshot {
    /// When it begins.
    pub start: String,
    /// When it ends, exclusive.
    pub end: String,
    /// Its title.
    pub summary: String,
    /// Where it is.
    pub location: String,
    /// STATUS.
    pub status: String,
}

impl EventSnapshot {
    fn of(seen: &VisibleEvent) -> Self {
        let (start, end) = super::json::ends(seen.when);
        Self {
            start,
            end,
            summary: seen.summary.clone(),
            location: seen.location.clone(),
            status: super::event::status(seen.state).to_owned(),
        }
    }
}

/// The list with new changes before the old ones. The changes of the first build of a tree bear the
/// stamps of their events, later ones the time of the build that brought them.
pub fn listed(
    old: Option<Vec<ListedChange>>,
    changes: &[&Change],
    now: DateTime<Utc>,
) -> Vec<ListedChange> {
    let is_first = old.is_none();
    let time = |change: &Change| if is_first { change.stamp } else { now };
    let mut newest = changes.to_vec();
    newest.sort_by_cached_key(|change| (Reverse(time(change)), place(change)));
    newest.truncate(MOST_CHANGES);
    let mut list: Vec<ListedChange> =
        newest.into_iter().map(|change| listing(change, time(change))).collect();
    // A build that was broken off may have listed what this one finds again.
    let is_again = |old: &ListedChange| {
        list.iter().any(|new| (&new.uid, new.sequence) == (&old.uid, old.sequence))
    };
    let old = old.into_iter().flatten().filter(|old| !is_again(old));
    // And what it has listed alone stands among the rest of its time.
    let now = now.to_rfc3339_opts(SecondsFormat::Secs, true);
    let (beside, old): (Vec<ListedChange>, Vec<ListedChange>) =
        old.partition(|old| old.time == now);
    list.extend(beside);
    // The same order comes out whichever of the two builds listed what.
    list.sort_by(|a, b| b.time.cmp(&a.time).then_with(|| a.place().cmp(&b.place())));
    list.extend(old);
    list.truncate(MOST_CHANGES);
    list
}

/// Where a change stands among those of the same time, as [`ListedChange::place`] says of its object.
fn place(change: &Change) -> (String, Option<String>, &str) {
    let start = change.transition().shown().map(|shown| super::json::ends(shown.when).0);
    (change.meeting.to_string(), start, &change.uid)
}

fn listing(change: &Change, time: DateTime<Utc>) -> ListedChange {
    let of = change.transition();
    let what = told(of, change.season.is_some());
    let mut categories = of.shown().into_iter().flat_map(|seen| seen.categories.iter().cloned());
    ListedChange {
        time: time.to_rfc3339_opts(SecondsFormat::Secs, true),
        language: change.language.code().to_owned(),
        meeting: change.meeting.to_string(),
        uid: change.uid.clone(),
        sequence: change.sequence,
        kind: categories.next().unwrap_or_default(),
        groups: categories.collect(),
        what: what.into_iter().map(|what| what.key().to_owned()).collect(),
        events: change.events,
        text: sentence(of, change.events, change.season.as_deref(), Words::of(change.language)),
        before: of.before.map(EventSnapshot::of),
        after: of.after.map(EventSnapshot::of),
    }
}

/// A change as an object of the list, whose time is its stamp.
pub fn change_row(change: &Change) -> serde_json::Value {
    serde_json::to_value(listing(change, change.stamp)).unwrap_or_default()
}

/// A difference between two feeds as an object: what changed, a sentence, the event before and after.
pub fn difference_row(language: &str, difference: &Difference, words: &Words) -> serde_json::Value {
    let Difference { uid, events, season, .. } = difference;
    let of = difference.transition();
    let what = told(of, season.is_some()).into_iter().map(ChangeKind::key);
    serde_json::json!({
        "folder": language,
        "uid": uid,
        "what": what.collect::<Vec<_>>(),
        "events": events,
        "text": sentence(of, *events, season.as_deref(), words),
        "before": of.before.map(EventSnapshot::of),
        "after": of.after.map(EventSnapshot::of),
    })
}

/// What changed. Of a whole season that is what changed about its first event, and how sure it is: what
/// else is new about that event is not so of the others.
fn told(of: Transition<'_>, is_season: bool) -> Vec<ChangeKind> {
    let mut what = of.differences();
    if is_season {
        let first = what.first().copied();
        what.retain(|what| Some(*what) == first || *what == ChangeKind::Status);
    }
    what
}

/// The list as the bytes of `changes.json`.
pub fn changes_json(list: &[ListedChange]) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(list)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Reads `changes.json` back.
pub fn read_changes(bytes: &[u8]) -> Option<Vec<ListedChange>> {
    serde_json::from_slice(bytes).ok()
}

/// A change in a line: "SG12 session 3 (Wed 15 January 2025, 14:30–15:45) – new title, before: …";
/// of a season as a whole "SG12, 4 February – 25 March 2025 – new, 8 events".
pub fn sentence(of: Transition<'_>, events: usize, season: Option<&str>, words: &Words) -> String {
    let Some(shown) = of.shown() else { return String::new() };
    let what = told(of, season.is_some());
    let old = of.before.unwrap_or(shown);
    let mut parts: Vec<String> = what.iter().map(|what| phrase(*what, old, shown, words)).collect();
    if events > 1 {
        parts.push((words.changes.events)(events));
    }
    let parts = parts.join(words.comma);
    if let Some(season) = season {
        return format!("{season} – {parts}");
    }
    let has = |kind: ChangeKind| what.contains(&kind);
    // What has a phrase of its own says so twice otherwise.
    let title = if has(ChangeKind::Cancelled) || has(ChangeKind::Postponed) {
        bare(&old.summary)
    } else if has(ChangeKind::Status) {
        bare(&shown.summary)
    } else {
        &shown.summary
    };
    let title = super::one_line(title);
    // The phrase of a move tells both times.
    if has(ChangeKind::Moved) {
        format!("{title} – {parts}")
    } else {
        format!("{} – {parts}", (words.aside)(&title, &time_of(shown, words)))
    }
}

fn phrase(what: ChangeKind, before: &VisibleEvent, after: &VisibleEvent, words: &Words) -> String {
    let said = &words.changes;
    match what {
        ChangeKind::New => said.new.to_owned(),
        ChangeKind::Cancelled => said.cancelled.to_owned(),
        ChangeKind::Postponed => said.postponed.to_owned(),
        ChangeKind::Revived => said.revived.to_owned(),
        ChangeKind::Gone => said.gone.to_owned(),
        ChangeKind::Moved => (said.moved)(&time_of(before, words), &time_of(after, words)),
        ChangeKind::Repeats => repeats::repeats(before, after, words),
        ChangeKind::Unclear => repeats::unclear(before, after),
        ChangeKind::Retitled if before.state == after.state => {
            (said.retitled)(&super::one_line(&before.summary))
        }
        ChangeKind::Retitled => (said.retitled)(&super::one_line(bare(&before.summary))),
        ChangeKind::Relocated => match (before.location.as_str(), after.location.as_str()) {
            ("", to) => (said.located)(to),
            (from, "") => (said.unlocated)(from),
            (from, to) => (said.relocated)(from, to),
        },
        ChangeKind::Status if after.state == EventStatus::Tentative => said.unsure.to_owned(),
        ChangeKind::Status => said.sure.to_owned(),
        ChangeKind::Text => said.text.to_owned(),
    }
}

/// When an event is; hours in no known zone as they are written, and why.
fn time_of(seen: &VisibleEvent, words: &Words) -> String {
    match &seen.beyond.floating {
        Some(floating) => repeats::floating(floating, words),
        None => when(seen.when, words),
    }
}

/// "Wed 15 January 2025, 14:30–15:45", in Geneva.
pub(super) fn when(when: EventSpan, words: &Words) -> String {
    match when {
        EventSpan::Days(days) if days.is_single() => words.day(days.first),
        EventSpan::Days(days) => words.days(days),
        EventSpan::Hours { start, end } => {
            let [first, last] =
                [start, end].map(|at| words.day(at.with_timezone(&ZURICH).date_naive()));
            let comma = words.comma;
            // Of a session over midnight the hours say enough.
            match (end - start).num_days() {
                0 => format!("{first}{comma}{}", geneva_hours(start, end)),
                _ => format!(
                    "{first}{comma}{} – {last}{comma}{}",
                    geneva_hour(start),
                    geneva_hour(end)
                ),
            }
        }
    }
}

/// The languages of some changes that say what no change of an earlier language says.
pub fn told_once(changes: &[Change]) -> Vec<&Change> {
    let mut told: HashMap<&str, Language> = HashMap::new();
    let mut once = Vec::new();
    for change in changes {
        if *told.entry(&change.uid).or_insert(change.language) == change.language {
            once.push(change);
        }
    }
    once
}
