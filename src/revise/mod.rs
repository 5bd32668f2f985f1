//! Revision: a timetable becomes an [`Edition`], in which every event has its UID and its stamps.
//!
//! A UID is `<id>-<kind>-<group or action>-<n>@<domain>`: never from hour, room, title or language,
//! so a moved or retitled session keeps it. `n` counts the events of one kind and group.

use crate::expand::{Entry, State, Timetable};
use crate::model::{Cancelled, Group, Kind, Language, MeetingId, Settings, WebAddress};
use chrono::{DateTime, NaiveTime, Utc};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The longest name of groups in a UID, in octets; a longer list is cut and told apart by a digest.
const LONGEST_NAME: usize = 80;

/// A timetable whose events have their identity and their stamps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The meeting's id.
    pub id: MeetingId,
    /// Who meets.
    pub groups: Vec<Group>,
    /// The languages of all texts.
    pub languages: Vec<Language>,
    /// The name of the meeting's feed in each language.
    pub names: Vec<String>,
    /// The meeting's page.
    pub url: Option<WebAddress>,
    /// Its events in the order of their starts.
    pub events: Vec<Revised>,
}

/// An event with its identity and its stamps (RFC 5545 sections 3.8.4.7, 3.8.7.2 to 3.8.7.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revised {
    /// The event.
    pub entry: Entry,
    /// The same in all languages and feeds.
    pub uid: String,
    /// How often it was changed.
    pub sequence: u32,
    /// When it was last changed.
    pub stamp: DateTime<Utc>,
}

/// Gives a timetable's events their identity. The first stamp is the letter's date at 00:00 UTC,
/// else `now`.
pub fn revise(timetable: Timetable, settings: &Settings, now: DateTime<Utc>) -> Edition {
    let stamp = timetable.letter_date.map_or(now, |date| date.and_time(NaiveTime::MIN).and_utc());
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut events = Vec::with_capacity(timetable.entries.len());
    for entry in timetable.entries {
        let name = format!("{}-{}-{}", timetable.id, entry.kind, subject(&entry));
        let count = counts.entry(name.clone()).or_default();
        *count += 1;
        let uid = format!("{name}-{count}@{}", settings.uid_domain);
        if entry.state == State::Cancelled && settings.cancelled == Cancelled::Drop {
            continue;
        }
        events.push(Revised { entry, uid, sequence: 0, stamp });
    }
    Edition {
        id: timetable.id,
        groups: timetable.groups,
        languages: timetable.languages,
        names: timetable.names,
        url: timetable.url,
        events,
    }
}

/// What an event is told apart by within its kind: a deadline's action, else its groups.
fn subject(entry: &Entry) -> String {
    if let Some(action) = entry.action {
        return action.to_string();
    }
    // The order in which a cell names its groups is no part of its identity.
    let mut groups = entry.groups.clone();
    groups.sort();
    let name = groups.iter().map(Group::slug).collect::<Vec<_>>().join(".");
    if name.len() <= LONGEST_NAME {
        return name;
    }
    let digest = Sha256::digest(name.as_bytes());
    let digest: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let first = groups.first().map(Group::slug).unwrap_or_default();
    format!("{first}.{digest}")
}

/// The kind of a published event, read from its UID; the part behind it, for a deadline its action.
pub fn kind_of_uid<'a>(uid: &'a str, id: &MeetingId) -> Option<(Kind, &'a str)> {
    let rest = uid.strip_prefix(id.as_str())?.strip_prefix('-')?;
    let (name, _) = rest.rsplit_once('@')?;
    let (name, _) = name.rsplit_once('-')?;
    let (kind, subject) = name.split_once('-')?;
    Some((Kind::from_key(kind)?, subject))
}

#[cfg(test)]
mod tests {
    use super::kind_of_uid;
    use crate::model::Kind;

    #[test]
    fn a_uid_says_its_kind() {
        let id = "sg12-2025-01".parse().unwrap();
        let uid = "sg12-2025-01-deadline-sign-language-1@timeplan.invalid";
        assert_eq!(kind_of_uid(uid, &id), Some((Kind::Deadline, "sign-language")));
        assert_eq!(
            kind_of_uid("sg12-2025-01-session-q7-12-12@x", &id),
            Some((Kind::Session, "q7-12"))
        );
        assert_eq!(kind_of_uid("sg12-2025-02-session-q7-12-12@x", &id), None);
    }
}
