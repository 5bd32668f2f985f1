//! Pairing the entries of lists: what is one and the same thing in several versions.

/// An entry of the merged list: the versions that have it, each with the number of its entry there.
/// No version has it twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair<K> {
    /// Version, number in the version's list, and what the entry is paired by.
    pub(super) members: Vec<(usize, usize, K)>,
}

impl<K> Pair<K> {
    pub(super) fn has(&self, version: usize) -> bool {
        self.members.iter().any(|(own, ..)| *own == version)
    }
}

/// Whether two entries are the same.
pub(super) type Rule<'a, K> = &'a dyn Fn(&K, &K) -> bool;

/// Pairs the entries of all versions. An entry goes to the first pair that has a member which the first
/// rule says is the same, else by the second rule, and so on; what fits none is an entry of its own.
/// One rule is gone through for all entries of a version before the next, so that what is alike is not
/// taken by what is only similar.
pub(super) fn pairs<K: Clone>(versions: &[Vec<(usize, K)>], rules: &[Rule<'_, K>]) -> Vec<Pair<K>> {
    let mut pairs: Vec<Pair<K>> = Vec::new();
    for (version, entries) in versions.iter().enumerate() {
        let mut open: Vec<&(usize, K)> = entries.iter().collect();
        for rule in rules {
            open.retain(|(index, key)| {
                let same = pairs.iter_mut().find(|pair| {
                    !pair.has(version) && pair.members.iter().any(|(_, _, other)| rule(other, key))
                });
                let is_open = same.is_none();
                if let Some(pair) = same {
                    pair.members.push((version, *index, key.clone()));
                }
                is_open
            });
        }
        let alone = open.into_iter();
        pairs.extend(
            alone.map(|(index, key)| Pair { members: vec![(version, *index, key.clone())] }),
        );
    }
    pairs
}

#[cfg(test)]
mod tests {
    use crate::letter::versions::pairs::pairs;

    #[test]
    fn what_is_alike_is_not_taken_by_what_is_similar() {
        let of = |list: &[&'static str]| list.iter().copied().enumerate().collect::<Vec<_>>();
        let versions = [of(&["a1", "a2", "b1"]), of(&["a3", "a1", "c1"]), of(&["a3"])];
        let same = |one: &&str, other: &&str| one == other;
        let similar = |one: &&str, other: &&str| one[..1] == other[..1];
        let found = pairs(&versions, &[&same, &similar]);
        let found: Vec<String> = found
            .iter()
            .map(|pair| {
                let members =
                    pair.members.iter().map(|(version, _, key)| format!("{version}{key}"));
                members.collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!(found, ["0a1 1a1", "0a2 1a3 2a3", "0b1", "1c1"]);
    }
}
