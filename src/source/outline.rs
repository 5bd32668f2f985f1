//! The outline of a meeting file or a letter, for a comparison with all others before any of them
//! is expanded.

use super::{Draft, check, yaml};
use crate::finding::{Findings, allows};
use crate::model::{MeetingId, Outline};

/// The check that a file allows to state that it is not the same meeting as another one.
pub const SAME_MEETING: &str = "same-meeting";

/// The outline of a meeting file; nothing if the file lacks groups or days. Its faults are reported
/// when it is read completely.
pub fn outline(text: &str, id: &MeetingId) -> Option<Outline> {
    let read = |text: &str| {
        let mut findings = Findings::default();
        let draft = yaml::read_meeting(text, &mut findings)?;
        // Without a date that cannot be read, a meeting would be a season.
        outline_of(draft, id).filter(|_| findings.faults() == 0)
    };
    let outline = yaml::outlined(text).and_then(|head| read(&head)).or_else(|| read(text))?;
    Some(Outline { is_apart: allows(text, SAME_MEETING), ..outline })
}

/// The outline of a draft.
pub fn outline_of(draft: Draft, id: &MeetingId) -> Option<Outline> {
    check(draft, id, &mut Findings::default()).map(|meeting| Outline::of(&meeting))
}
