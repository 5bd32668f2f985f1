//! Terms of `show` and `hide`.

use crate::model::{Action, Group, Kind, MeetingId, Term};

/// What a term can fit.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The event's meeting.
    pub meeting: &'a MeetingId,
    /// Its kind.
    pub kind: Kind,
    /// Its groups.
    pub groups: &'a [Group],
    /// Its action, if it is a deadline.
    pub action: Option<Action>,
}

/// Whether a filter shows an event: no term of `hide` fits, and one of `show` does, if there are
/// any.
pub fn shows(show: &[Term], hide: &[Term], event: &Facts<'_>) -> bool {
    let fits = |term: &Term| fits(term, event);
    !hide.iter().any(fits) && (show.is_empty() || show.iter().any(fits))
}

fn fits(term: &Term, event: &Facts<'_>) -> bool {
    match term {
        Term::Kind(kind) => event.kind == *kind,
        Term::Action(action) => event.action == Some(*action),
        Term::Name(name) => {
            let of_group = |group: &Group| {
                group.slug() == *name
                    || group.study_group().is_some_and(|study| study.slug() == *name)
            };
            event.meeting.as_str() == name || event.groups.iter().any(of_group)
        }
    }
}
