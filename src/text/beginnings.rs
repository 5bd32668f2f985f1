//! Things by how their texts begin. A map is slower to build, and an automaton slower yet, than a
//! letter is to read.

/// How many of the first letters of a text tell it apart.
const LETTERS: usize = 3;

/// How many hashes of beginnings there are.
const HASHES: usize = 4096;

/// Things, each with the text by which it is found.
pub struct Beginnings<T> {
    /// Each with the one before it that begins in the same way.
    all: Vec<(T, Option<usize>)>,
    /// For each hash the last one that begins so.
    last: Vec<Option<usize>>,
}

impl<T> Default for Beginnings<T> {
    fn default() -> Self {
        Self { all: Vec::with_capacity(LETTERS * HASHES), last: vec![None; LETTERS * HASHES] }
    }
}

impl<T> Beginnings<T> {
    /// Adds one that is found by a text.
    pub fn add(&mut self, text: &str, one: T) {
        let last = hashes(text).last().and_then(|hash| self.last.get_mut(hash));
        let before = last.and_then(|last| last.replace(self.all.len()));
        self.all.push((one, before));
    }

    /// Those with whose text another one may begin; and some more, which share a hash with them.
    pub fn of(&self, text: &str) -> impl Iterator<Item = &T> {
        let last = hashes(text).filter_map(|hash| *self.last.get(hash)?);
        let chain = move |last| {
            let one = |number: usize| self.all.get(number);
            std::iter::successors(one(last), move |(_, before)| before.and_then(one))
        };
        last.flat_map(chain).map(|(one, _)| one)
    }
}

/// The hashes of the first letter of a text, of the first two and of the first three.
fn hashes(text: &str) -> impl Iterator<Item = usize> {
    let add = |hash: &mut u32, (count, c): (usize, char)| {
        *hash = (*hash ^ u32::from(c)).wrapping_mul(0x9E37_79B1);
        Some(count * HASHES + (*hash >> (u32::BITS - HASHES.ilog2())) as usize)
    };
    text.chars().take(LETTERS).enumerate().scan(0, add)
}

#[cfg(test)]
mod tests {
    use crate::text::beginnings::Beginnings;

    #[test]
    fn all_with_which_a_text_may_begin_are_found() {
        let mut beginnings = Beginnings::default();
        for text in ["", "i", "in", "inv", "invitation", "из", "会议", "other"] {
            beginnings.add(text, text);
        }
        let mut found: Vec<&str> = beginnings.of("invited").copied().collect();
        found.sort_unstable();
        assert_eq!(found, ["i", "in", "inv", "invitation"]);
        assert_eq!(beginnings.of("会议室").copied().collect::<Vec<_>>(), ["会议"]);
    }
}
