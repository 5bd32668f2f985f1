//! UIDs: `<id>-<kind>-<group or action>-<n>@<domain>`.
//!
//! A UID never contains time, room, title or language, so a moved or retitled session keeps its
//! UID, in all languages and feeds. Everything except the number is the *line*, which events must
//! share to be paired.

use crate::expand::TimetableEvent;
use crate::model::{Action, Group, Kind, MeetingId};
use sha2::{Digest, Sha256};

/// The longest name of groups in a UID, in octets; a longer list is cut and gets a digest.
const LONGEST_NAME: usize = 80;

/// A UID in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Everything before the number: `sg12-2025-01-session-q7-12`.
    pub line: String,
    /// The meeting that it was first assigned for.
    pub meeting: MeetingId,
    /// The kind of event.
    pub kind: Kind,
    /// The action, if it is a deadline.
    pub action: Option<Action>,
    /// The number within the line.
    pub number: u32,
}

impl Identity {
    /// Reads a UID of a meeting's event; nothing for one of another meeting or origin.
    pub fn of_uid(uid: &str, id: &MeetingId) -> Option<Self> {
        let (name, _) = uid.rsplit_once('@')?;
        let (line, number) = name.rsplit_once('-')?;
        let rest = line.strip_prefix(id.as_str())?.strip_prefix('-')?;
        let (kind, subject) = rest.split_once('-')?;
        let kind = Kind::from_key(kind)?;
        let action = if kind == Kind::Deadline { subject.parse().ok() } else { None };
        // `sg12-2027-rgm-rgm-q9-12-1` is an event of `sg12-2027-rgm`, not of `sg12-2027`.
        let parts: Vec<&str> = subject.split('-').collect();
        let before_last = parts.iter().rev().skip(1);
        if action.is_none() && before_last.copied().any(|part| Kind::from_key(part).is_some()) {
            return None;
        }
        let (line, meeting) = (line.to_owned(), id.clone());
        Some(Self { line, meeting, kind, action, number: number.parse().ok()? })
    }

    /// Reads a UID of an event of a meeting that took over events of others.
    pub fn of_heir(uid: &str, id: &MeetingId, formerly: &[String]) -> Option<Self> {
        Self::of_uid(uid, id).or_else(|| {
            let former = formerly.iter().filter_map(|id| Self::of_uid(uid, &id.parse().ok()?));
            former.max_by_key(|own| own.meeting.as_str().len())
        })
    }

    /// The line without the meeting.
    pub(super) fn subject(&self) -> &str {
        self.line.get(self.meeting.as_str().len()..).unwrap_or_default()
    }
}

/// The meeting of a UID: the part before the first kind of event.
pub(super) fn meeting(uid: &str) -> Option<&str> {
    let before = |kind: Kind| uid.split_once(&format!("-{kind}-")).map(|(before, _)| before);
    Kind::ALL.into_iter().filter_map(before).min_by_key(|id| id.len())
}

/// The number of a UID within its line.
pub(super) fn number(uid: &str) -> u32 {
    let number = uid.rsplit_once('@').and_then(|(name, _)| name.rsplit_once('-'));
    number.and_then(|(_, number)| number.parse().ok()).unwrap_or(0)
}

/// The name of an event within the page of its meeting. Like the UID it hangs on no hour and no order, so
/// that a link to a session that was moved still leads to it.
pub fn anchor(uid: &str) -> &str {
    uid.split_once('@').map_or(uid, |(own, _)| own)
}

/// Whether an address leads to an event's place on the page of its meeting.
pub(super) fn is_page(url: &str, uid: &str) -> bool {
    url.rsplit_once('#').is_some_and(|(_, place)| place == anchor(uid))
}

/// The line of an event: its meeting, its kind, and its action or groups.
pub(super) fn line(id: &MeetingId, entry: &TimetableEvent) -> String {
    format!("{id}-{}-{}", entry.kind, subject(entry))
}

/// What distinguishes an event within its kind: a deadline's action, or else its groups.
fn subject(entry: &TimetableEvent) -> String {
    if let Some(action) = entry.action {
        return action.to_string();
    }
    // The order of a cell's groups is not part of its identity.
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

#[cfg(test)]
mod tests {
    use super::{Identity, anchor, is_page, meeting};
    use crate::model::{Action, Kind};

    #[test]
    fn a_uid_says_its_kind() {
        let id = "sg12-2025-01".parse().unwrap();
        let of = |uid: &str| Identity::of_uid(uid, &id);
        let deadline = of("sg12-2025-01-deadline-sign-language-1@timeplan.invalid").unwrap();
        assert_eq!(
            (deadline.kind, deadline.action, deadline.number),
            (Kind::Deadline, Some(Action::SignLanguage), 1)
        );
        let session = of("sg12-2025-01-session-q7-12-12@x").unwrap();
        assert_eq!((session.line.as_str(), session.number), ("sg12-2025-01-session-q7-12", 12));
        assert_eq!(of("sg12-2025-02-session-q7-12-12@x"), None);
        assert_eq!(of("sg12-2025-01-session-q7-12-x@x"), None);
        assert_eq!(meeting("sg12-2025-01-deadline-other-2@x"), Some("sg12-2025-01"));
        // A longer id may go on with a kind.
        assert_eq!(of("sg12-2025-01-rgm-rgm-q7-12-1@x"), None);
        assert_eq!(of("sg12-2025-01-rgm-weeks-session-q7-12-1@x"), None);
        assert!(of("sg12-2025-01-deadline-pre-registration-1@x").is_some());
        assert_eq!(meeting("040000008200E00074C5B7101A82E008"), None);
    }

    #[test]
    fn a_place_on_a_page_is_known_by_the_uid() {
        let uid = "sg12-2025-01-session-q7-12-12@x";
        assert_eq!(anchor(uid), "sg12-2025-01-session-q7-12-12");
        assert!(is_page("https://a.org/zh/meetings/b.html#sg12-2025-01-session-q7-12-12", uid));
        for url in ["https://a.org/#sg12-2025-01-session-q7-12-1", "https://a.org/", ""] {
            assert!(!is_page(url, uid), "{url}");
        }
    }
}
