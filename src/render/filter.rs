//! Terms of `show` and `hide`.

use crate::finding::{list, nearest};
use crate::model::{Action, Group, Kind, MeetingId, Misread, Term};
use std::collections::BTreeSet;

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
                    || group.parent().is_some_and(|study| study.slug() == *name)
            };
            event.meeting.as_str() == name || event.groups.iter().any(of_group)
        }
    }
}

/// How many names a message lists.
const MOST_LISTED: usize = 30;

/// Reads a term. What goes wrong is told with what to write instead.
pub fn read_term(text: &str) -> Result<Term, String> {
    let term = text.parse::<Term>().map_err(|misread: Misread| misread.write)?;
    let Term::Name(name) = &term else { return Ok(term) };
    // A word that is nearly a kind or an action is probably a slip: no group and no meeting is
    // called so.
    let kinds = Kind::ALL.map(Kind::key);
    let actions = Action::ALL.map(Action::key);
    match nearest(name, kinds.into_iter().chain(actions)) {
        Some(near) => Err(format!("did you mean `{near}`?")),
        None => Ok(term),
    }
}

/// Refuses a term that is the name of no group and no meeting among those that are known.
pub fn known_term(term: &Term, names: &BTreeSet<String>) -> Result<(), String> {
    let Term::Name(name) = term else { return Ok(()) };
    if names.is_empty() || names.contains(name) {
        return Ok(());
    }
    let known = || names.iter().map(String::as_str);
    let help = match nearest(name, known()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if names.len() > MOST_LISTED => String::new(),
        None => format!("; there are {}", list(known(), "and")),
    };
    Err(format!("there is no group and no meeting `{name}` here{help}"))
}
