//! What is one and the same thing in several versions, with its texts by language.

use crate::model::{Group, Language, Slot, Text};
use crate::source::Draft;

/// One thing, be it a meeting, a deadline or a day, in each version that has it.
pub(super) type Counterparts<T> = Vec<Counterpart<T>>;

/// What one version says of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counterpart<T> {
    /// Which version, counted from zero.
    pub(super) version: usize,
    /// Which entry of that version's list.
    pub(super) index: usize,
    pub(super) value: T,
}

impl<T> Counterpart<T> {
    pub(super) fn with<V>(&self, value: V) -> Counterpart<V> {
        Counterpart { version: self.version, index: self.index, value }
    }
}

/// The entries of a list in all versions.
pub(super) fn each<'a, T>(
    drafts: &[Counterpart<&'a Draft>],
    list: impl Fn(&'a Draft) -> &'a Vec<T>,
) -> Counterparts<&'a T> {
    drafts.iter().flat_map(|own| entries(own.version, list(own.value))).collect()
}

/// The entries of a list of one version.
pub(super) fn entries<T>(version: usize, list: &[T]) -> impl Iterator<Item = Counterpart<&T>> {
    list.iter().enumerate().map(move |(index, value)| Counterpart { version, index, value })
}

/// Brings together what is the same; of one version it may be several.
pub(super) fn grouped<T>(all: Vec<T>, same: impl Fn(&T, &T) -> bool) -> Vec<Vec<T>> {
    let mut groups: Vec<Vec<T>> = Vec::new();
    for own in all {
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| same(first, &own))) {
            Some(group) => group.push(own),
            None => groups.push(vec![own]),
        }
    }
    groups
}

/// Pairs entries that may differ, no two of one version. `alike` answers in which respects two are
/// the same, the closest first. An entry goes to the first pair that has a member which is the same in
/// the closest respect, else in the next one, and so on; what fits none is an entry of its own. One
/// respect is gone through for all entries of a version before the next, so that what is alike is not
/// taken by what is only similar.
pub(super) fn pairs<T: Copy, const N: usize>(
    all: &Counterparts<T>,
    alike: impl Fn(&T, &T) -> [bool; N],
) -> Vec<Counterparts<T>> {
    let mut pairs: Vec<Counterparts<T>> = Vec::new();
    for of_version in all.chunk_by(|one, next| one.version == next.version) {
        let mut open = of_version.to_vec();
        for respect in 0..N {
            open.retain(|own| {
                let fits = |other: &Counterpart<T>| {
                    alike(&other.value, &own.value).get(respect).is_some_and(|is_same| *is_same)
                };
                let is_same = |pair: &&mut Counterparts<T>| {
                    pair.iter().all(|other| other.version != own.version) && pair.iter().any(fits)
                };
                let same = pairs.iter_mut().find(is_same);
                let is_open = same.is_none();
                same.into_iter().for_each(|pair| pair.push(*own));
                is_open
            });
        }
        pairs.extend(open.into_iter().map(|own| vec![own]));
    }
    pairs
}

/// A text of an entry in the languages of all versions; of two in one language the first stays.
pub(super) fn text<T>(entry: &[Counterpart<T>], of: impl Fn(&T) -> Option<&Text>) -> Option<Text> {
    let texts = entry.iter().rev().filter_map(|member| of(&member.value));
    // Of two texts in one language the later pair wins.
    Text::from_pairs(texts.flat_map(|text| {
        text.all().map(|(language, words)| -> (Language, String) { (language, words.to_owned()) })
    }))
}

/// Slots as they stand in messages: "1, 2, lunch".
pub(super) fn keys(slots: &[Slot]) -> String {
    slots.iter().map(|slot| slot.key()).collect::<Vec<_>>().join(", ")
}

/// "Q1/9, Q2/9".
pub(super) fn names(groups: &[Group]) -> String {
    groups.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use crate::letter::versions::entries::{Counterpart, Counterparts, pairs};

    #[test]
    fn what_is_alike_is_not_taken_by_what_is_similar() {
        let versions = [&["a1", "a2", "b1"][..], &["a3", "a1", "c1"], &["a3"]];
        let of = |(version, list): (usize, &[&'static str])| {
            let all = list.iter().copied().enumerate();
            all.map(|(index, value)| Counterpart { version, index, value }).collect::<Vec<_>>()
        };
        let all: Counterparts<&str> = versions.into_iter().enumerate().flat_map(of).collect();
        let found = pairs(&all, |one, other| [one == other, one[..1] == other[..1]]);
        let shown = |own: &Counterpart<&str>| format!("{}{}", own.version, own.value);
        let found: Vec<String> =
            found.iter().map(|pair| pair.iter().map(shown).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(found, ["0a1 1a1", "0a2 1a3 2a3", "0b1", "1c1"]);
    }
}
