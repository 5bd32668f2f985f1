//! The outline of a meeting file or a letter, for a comparison with all others before any of them is
//! laid out.

use super::{Draft, check, yaml};
use crate::finding::{Findings, allows};
use crate::model::{MeetingId, Outline};

/// The name by which a file says that it is not the same meeting as another one.
pub const SAME_MEETING: &str = "same-meeting";

/// The outline of a meeting file; nothing if the file does not say who meets when. What is wrong with
/// it is reported when it is its turn.
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
