//! Chance that is the same each time: one number gives a whole letter.

use serde_json::{Map, Value};

/// A source of choices, and what was chosen of each axis.
pub(crate) struct Dice {
    state: u64,
    pub(crate) chosen: Map<String, Value>,
}

impl Dice {
    /// The choices of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Self { state: seed, chosen: Map::new() };
        dice.next();
        dice
    }

    /// The generator `SplitMix64`.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below another.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// A number of a range.
    pub(crate) fn within(&mut self, first: i64, last: i64) -> i64 {
        first + self.below((last - first + 1) as usize) as i64
    }

    /// Whether something happens that happens so many times in a hundred.
    pub(crate) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of several.
    pub(crate) fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    /// The value of an axis, which the counts of the test name.
    pub(crate) fn axis(&mut self, name: &str, values: &[&'static str]) -> &'static str {
        let value = self.one(values);
        self.note(name, value);
        value
    }

    /// Notes a choice that was made otherwise.
    pub(crate) fn note(&mut self, name: &str, value: &str) {
        self.chosen.insert(name.to_owned(), value.into());
    }

    /// The same things in another order.
    pub(crate) fn shuffled<T: Clone>(&mut self, of: &[T]) -> Vec<T> {
        let mut left = of.to_vec();
        let mut all = Vec::new();
        while !left.is_empty() {
            all.push(left.remove(self.below(left.len())));
        }
        all
    }
}
