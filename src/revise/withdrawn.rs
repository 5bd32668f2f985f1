//! Withdrawn events: published, and no longer said by any source. They stay for a while, marked as
//! cancelled, so that people learn of it.

use super::memory::Past;
use super::seen;
use crate::expand::{Entry, Rule, State, When, Wording};
use crate::model::Language;
use crate::words::Words;
use chrono::{DateTime, TimeDelta, Utc};

/// How long a withdrawn event stays at least.
const SHORTEST_STAY: TimeDelta = TimeDelta::days(30);

/// A published event as a cancelled one, in some languages. A language in which it
/// was not published shows the words of another.
pub(super) fn entry(past: &Past, languages: &[Language]) -> Entry {
    let wording = |(at, language)| {
        let seen = past.seen.get(at).and_then(Option::as_ref).map_or(&past.shown, |(seen, _)| seen);
        let mut summary = seen.summary.clone();
        if seen.is_live() {
            summary.insert_str(0, Words::of(language).cancelled);
        }
        let location = Some(seen.location.clone()).filter(|location| !location.is_empty());
        let description = seen.description.clone();
        Wording { summary, location, description, ..Wording::default() }
    };
    let seen = &past.shown;
    Entry {
        kind: past.identity.kind,
        // Behind the kind stand the groups.
        groups: seen.categories.iter().skip(1).filter_map(|group| group.parse().ok()).collect(),
        action: past.identity.action,
        slot: past.slot,
        when: seen.when,
        state: State::Cancelled,
        busy: false,
        wordings: languages.iter().copied().enumerate().map(wording).collect(),
        url: seen.url.as_ref().and_then(|url| url.parse().ok()),
        rule: Rule::Withdrawn,
        place: None,
        civil: None,
    }
}

/// When a withdrawn event leaves the feeds: after its day, and not before people could see that it
/// is cancelled.
pub(super) fn leaves(when: When, cancelled: DateTime<Utc>) -> DateTime<Utc> {
    seen::day_is_over(when).max(cancelled + SHORTEST_STAY)
}
