//! Pairing the entries of lists: what is one and the same thing in several versions.

use crate::letter::versions::council::{Entry, Member};

/// Brings together what is the same; of one version it may be several.
pub(super) fn grouped<T>(all: Entry<T>, same: impl Fn(&T, &T) -> bool) -> Vec<Entry<T>> {
    let mut groups: Vec<Entry<T>> = Vec::new();
    for own in all {
        let is_same = |first: &Member<T>| same(&first.value, &own.value);
        match groups.iter_mut().find(|group| group.first().is_some_and(is_same)) {
            Some(group) => group.push(own),
            None => groups.push(vec![own]),
        }
    }
    groups
}

/// Whether two entries are the same.
pub(super) type Rule<'a, T> = &'a dyn Fn(&T, &T) -> bool;

/// Pairs entries that may differ, no two of one version. An entry goes to the first pair that has a
/// member which the first rule says is the same, else by the second rule, and so on; what fits none is
/// an entry of its own. One rule is gone through for all entries of a version before the next, so that
/// what is alike is not taken by what is only similar.
pub(super) fn pairs<T: Clone>(all: &Entry<T>, rules: &[Rule<'_, T>]) -> Vec<Entry<T>> {
    let mut pairs: Vec<Entry<T>> = Vec::new();
    for of_version in all.chunk_by(|one, next| one.version == next.version) {
        let mut open: Vec<&Member<T>> = of_version.iter().collect();
        for rule in rules {
            open.retain(|own| {
                let fits = |other: &Member<T>| rule(&other.value, &own.value);
                let is_same = |pair: &&mut Entry<T>| {
                    pair.iter().all(|other| other.version != own.version) && pair.iter().any(fits)
                };
                let same = pairs.iter_mut().find(is_same);
                let is_open = same.is_none();
                same.into_iter().for_each(|pair| pair.push((*own).clone()));
                is_open
            });
        }
        pairs.extend(open.into_iter().map(|own| vec![own.clone()]));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use crate::letter::versions::council::{Entry, Member};
    use crate::letter::versions::pairs::pairs;

    #[test]
    fn what_is_alike_is_not_taken_by_what_is_similar() {
        let versions = [&["a1", "a2", "b1"][..], &["a3", "a1", "c1"], &["a3"]];
        let of = |(version, list): (usize, &[&'static str])| {
            let all = list.iter().copied().enumerate();
            all.map(|(index, value)| Member { version, index, value }).collect::<Vec<_>>()
        };
        let all: Entry<&str> = versions.into_iter().enumerate().flat_map(of).collect();
        let found =
            pairs(&all, &[&|one, other| one == other, &|one, other| one[..1] == other[..1]]);
        let shown = |own: &Member<&str>| format!("{}{}", own.version, own.value);
        let found: Vec<String> =
            found.iter().map(|pair| pair.iter().map(shown).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(found, ["0a1 1a1", "0a2 1a3 2a3", "0b1", "1c1"]);
    }
}
