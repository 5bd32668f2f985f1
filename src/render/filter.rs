//! Terms of `show` and `hide`.

use super::{Listed, Section};
use crate::model::Term;

/// Whether a filter shows an event: no term of `hide` fits, and one of `show` does, if there are
/// any.
pub fn shows(show: &[Term], hide: &[Term], section: &Section, event: &Listed) -> bool {
    let fits = |term: &Term| fits(term, section, event);
    !hide.iter().any(fits) && (show.is_empty() || show.iter().any(fits))
}

fn fits(term: &Term, section: &Section, event: &Listed) -> bool {
    match term {
        Term::Kind(kind) => event.kind == *kind,
        Term::Action(action) => event.action == Some(*action),
        Term::Name(name) => {
            let of_group = |group: &crate::model::Group| {
                group.slug() == *name
                    || group.study_group().is_some_and(|study| study.slug() == *name)
            };
            section.id.as_str() == name || event.groups.iter().any(of_group)
        }
    }
}
