//! Terms of `show` and `hide`.

use crate::finding::{list, nearest};
use crate::model::{Action, Group, Kind, MeetingId, Misread, Term};
use std::collections::BTreeSet;

/// What a term can fit, beside the feeds of groups.
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

/// A filter over events that are known by their places in a list.
#[derive(Clone, Debug)]
pub struct Filter<'a> {
    show: &'a [Term],
    hide: &'a [Term],
    /// The places that the feeds of the groups in `show` hold, in their order.
    held: Vec<&'a [usize]>,
}

impl<'a> Filter<'a> {
    /// A filter by its terms. `feeds` gives the places that the feeds of a group hold, which is named as
    /// in file names.
    pub fn new<I: IntoIterator<Item = &'a [usize]>>(
        show: &'a [Term],
        hide: &'a [Term],
        feeds: impl Fn(&str) -> I,
    ) -> Self {
        let of_group = |term: &Term| match term {
            Term::Name(name) => Some(feeds(name)),
            Term::Kind(_) | Term::Action(_) => None,
        };
        Self { show, hide, held: show.iter().filter_map(of_group).flatten().collect() }
    }

    /// Whether it shows the event at a place: no term of `hide` fits, and one of `show` does, if
    /// there are any. A group in `show` means what its feed holds, in `hide` its own events.
    pub fn shows(&self, at: usize, event: &Facts<'_>) -> bool {
        if self.hide.iter().any(|term| fits(term, event) || is_of(term, event)) {
            return false;
        }
        self.show.is_empty() || self.show.iter().any(|term| fits(term, event)) || self.holds(at)
    }

    /// Whether the feed of a group that is shown holds the event at a place.
    pub fn holds(&self, at: usize) -> bool {
        self.held.iter().any(|held| held.binary_search(&at).is_ok())
    }

    /// The places that the feeds of the groups that are shown hold.
    pub fn held(&self) -> impl Iterator<Item = usize> {
        self.held.iter().flat_map(|held| held.iter().copied())
    }
}

/// Whether a term fits an event, whatever groups there are.
fn fits(term: &Term, event: &Facts<'_>) -> bool {
    match term {
        Term::Kind(kind) => event.kind == *kind,
        Term::Action(action) => event.action == Some(*action),
        Term::Name(name) => event.meeting.as_str() == name,
    }
}

/// Whether a term is the name of one of the event's groups, or of what that is a part of.
fn is_of(term: &Term, event: &Facts<'_>) -> bool {
    let Term::Name(name) = term else { return false };
    let is_named = |group: &Group| group.slug() == *name;
    event
        .groups
        .iter()
        .any(|group| is_named(group) || group.parent().is_some_and(|of| is_named(&of)))
}

/// How many names a message lists.
const MOST_LISTED: usize = 30;

/// Reads a term. The error says what to write instead.
pub fn read_term(text: &str) -> Result<Term, String> {
    let term = text.parse::<Term>().map_err(|misread: Misread| misread.write)?;
    let Term::Name(name) = &term else { return Ok(term) };
    // "FG-interpretation" is the name of a group, however near an action it is.
    if name.to_ascii_uppercase().parse::<Group>().is_ok() {
        return Ok(term);
    }
    // Any other word that is nearly a kind or an action is probably a slip.
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
    Err(format!("no group or meeting is called `{name}` here{help}"))
}

#[cfg(test)]
mod tests {
    use super::read_term;

    #[test]
    fn a_word_that_is_nearly_an_action_is_a_slip_unless_it_names_a_group() {
        assert_eq!(read_term("interpretatoin"), Err("did you mean `interpretation`?".to_owned()));
        for group in ["rpm-rpretationo", "fg-interpretation", "sg12"] {
            assert_eq!(read_term(group).map(|term| term.key().to_owned()), Ok(group.to_owned()));
        }
    }
}
