//! Chooses between what several places of a letter say of one fact.

use crate::letter::read::document::Span;

/// A value that a letter may mean.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<T> {
    /// The value.
    pub(crate) value: T,
    /// The words that say it.
    pub(crate) span: Span,
    /// How much they count.
    pub(crate) weight: u32,
}

/// What comes of several candidates.
#[derive(Debug)]
pub(crate) enum Arbitration<T> {
    /// Nothing was said.
    None,
    /// One is the best, and the best of those that differ from it.
    Clear(Candidate<T>, Option<Candidate<T>>),
    /// Two that differ weigh about the same.
    Tie(Candidate<T>, Candidate<T>),
}

/// How much heavier than every other value the best one is.
const CLEAR: u32 = 2;

/// The heaviest value if it is clearly so. A value that is stated twice weighs one more.
pub(crate) fn choose<T: Clone>(
    candidates: &[Candidate<T>],
    is_same: impl Fn(&T, &T) -> bool,
) -> Arbitration<T> {
    let said = |value: &T| candidates.iter().filter(|other| is_same(&other.value, value)).count();
    let mut weighed: Vec<Candidate<T>> = candidates.to_vec();
    for candidate in &mut weighed {
        candidate.weight += u32::from(said(&candidate.value) > 1);
    }
    // Of equal weight the first counts.
    weighed.sort_by_key(|candidate| std::cmp::Reverse(candidate.weight));
    let Some(best) = weighed.first().cloned() else { return Arbitration::None };
    match weighed.into_iter().find(|other| !is_same(&other.value, &best.value)) {
        Some(other) if best.weight < other.weight + CLEAR => Arbitration::Tie(best, other),
        other => Arbitration::Clear(best, other),
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::arbiter::{Arbitration, Candidate, choose};

    #[test]
    fn one_clear_best_is_taken_and_a_near_tie_is_none() {
        let verdict = |said: &[(&'static str, u32)]| {
            let candidates: Vec<_> = said
                .iter()
                .map(|&(value, weight)| Candidate { value, span: 0..0, weight })
                .collect();
            match choose(&candidates, |one, other| one == other) {
                Arbitration::None => "none".to_owned(),
                Arbitration::Clear(best, _) => best.value.to_owned(),
                Arbitration::Tie(best, other) => format!("{}?{}", best.value, other.value),
            }
        };
        assert_eq!(verdict(&[]), "none");
        assert_eq!(verdict(&[("a", 4), ("b", 2)]), "a");
        assert_eq!(verdict(&[("a", 4), ("b", 3)]), "a?b");
        assert_eq!(verdict(&[("a", 4), ("b", 3), ("a", 1)]), "a");
    }
}
