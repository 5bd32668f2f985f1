//! Which pairs of bytes a text has. Most phrases of six languages are not in a given text, and a pair
//! that it lacks tells so without a search.

/// How many bits there are. Several pairs share one: what is not there is never passed over, and a
/// small table is cheap to clear for every sentence.
const BITS: usize = 4096;

/// The pairs of neighbouring bytes of a text.
pub(crate) struct Bigrams([u64; BITS / 64]);

impl Bigrams {
    pub(crate) fn of(text: &str) -> Self {
        let mut pairs = [0; BITS / 64];
        let mut before = None;
        for byte in text.bytes() {
            if let Some(before) = before {
                let (word, bit) = place(before, byte);
                if let Some(word) = pairs.get_mut(word) {
                    *word |= bit;
                }
            }
            before = Some(byte);
        }
        Self(pairs)
    }

    /// Whether a phrase can be in the text: every pair of its bytes is.
    pub(crate) fn may_hold(&self, phrase: &str) -> bool {
        let (first, second) = (phrase.bytes(), phrase.bytes().skip(1));
        first.zip(second).all(|(one, other)| {
            let (word, bit) = place(one, other);
            self.0.get(word).is_some_and(|word| word & bit != 0)
        })
    }
}

/// The bit of a pair: the word and the mask. The highest bits of the product are the most mixed.
fn place(one: u8, other: u8) -> (usize, u64) {
    let pair = u32::from(one) << 8 | u32::from(other);
    let bit = pair.wrapping_mul(0x9E37_79B1) >> (u32::BITS - BITS.ilog2());
    (bit as usize / 64, 1 << (bit % 64))
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::bigrams::Bigrams;

    #[test]
    fn what_is_in_a_text_is_never_passed_over() {
        let text = "第12研究组 opens at 0930";
        let bigrams = Bigrams::of(text);
        for start in 0..text.len() {
            for end in start..=text.len() {
                if let Some(part) = text.get(start..end) {
                    assert!(bigrams.may_hold(part), "{part}");
                }
            }
        }
        assert!(!bigrams.may_hold("closes") && !bigrams.may_hold("工作组"));
    }
}
