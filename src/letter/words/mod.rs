//! What letters say, in each language: rows of a [`Sense`] and the phrases that have it, a file a
//! language, and nothing of a language anywhere else in the reader.
//!
//! Phrases stand here in normal form (see [`crate::text`]) and in lower case. A phrase is whole
//! words; one with `*` behind it may go on with an ending: `invit*`. A reader looks for the phrases
//! of all languages: annexes stay in English inside a Chinese letter.

mod ar;
mod en;
mod es;
mod fr;
mod kinds;
mod ru;
mod sense;
mod zh;

pub(crate) use kinds::{Channel, Sector};
pub(crate) use sense::Sense;

use crate::model::Language;
use crate::model::group_words::{self, GroupWords};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What letters of one language say.
#[derive(Debug)]
pub(crate) struct LetterWords {
    /// ITU's headquarters with their city, as a place is written.
    pub headquarters: &'static str,
    /// What is looked for.
    pub rows: &'static [PhraseRow],
}

/// Phrases that mean the same.
pub(crate) type PhraseRow = (Sense, &'static [&'static str]);

/// The languages that letters are written in.
static ALL: [&LetterWords; 6] = [&ar::AR, &zh::ZH, &en::EN, &fr::FR, &ru::RU, &es::ES];

impl LetterWords {
    /// The numbers of the rows of a language, as [`rows`] counts them.
    pub(crate) fn rows_of(language: Language) -> std::ops::Range<usize> {
        let own = Self::of(language);
        let before = ALL.into_iter().take_while(|words| !std::ptr::eq(*words, own));
        let first = before.map(|words| words.rows.len()).sum();
        first..first + own.rows.len()
    }

    /// Those of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::Ar => &ar::AR,
            Language::Zh => &zh::ZH,
            Language::En => &en::EN,
            Language::Fr => &fr::FR,
            Language::Ru => &ru::RU,
            Language::Es => &es::ES,
        }
    }
}

/// The rows for groups in one language.
const fn of_groups(words: &GroupWords) -> [PhraseRow; 7] {
    [
        (Sense::StudyGroup, words.study_group),
        (Sense::WorkingParty, words.working_party),
        (Sense::Question, words.question),
        (Sense::RegionalGroup, words.regional_group),
        (Sense::Tsag, words.tsag),
        (Sense::AndGroup, words.and),
        (Sense::OfGroup, words.of),
    ]
}

static GROUPS: [[PhraseRow; 7]; 6] = {
    let [a, b, c, d, e, f] = group_words::ALL;
    [of_groups(a), of_groups(b), of_groups(c), of_groups(d), of_groups(e), of_groups(f)]
};

/// The rows of all languages, those for groups behind the others.
pub(crate) static LISTS: [&[PhraseRow]; 12] = {
    let ([a, b, c, d, e, f], [u, v, w, x, y, z]) = (ALL, &GROUPS);
    [a.rows, b.rows, c.rows, d.rows, e.rows, f.rows, u, v, w, x, y, z]
};

/// How many phrases they have.
pub(crate) const PHRASES: usize = {
    let (mut lists, mut count): (&[&[PhraseRow]], _) = (&LISTS, 0);
    while let Some((&(mut rows), others)) = lists.split_first() {
        while let Some(((_, phrases), behind)) = rows.split_first() {
            count += phrases.len();
            rows = behind;
        }
        lists = others;
    }
    count
};

/// Lists for senses, or for their kinds.
pub(crate) type BySense<K, V> = HashMap<K, Vec<V>, BuildHasherDefault<SenseHasher>>;

/// A hash of senses, of which there are few: a safe one takes longer than to read a letter.
#[derive(Default)]
pub(crate) struct SenseHasher(u64);

impl Hasher for SenseHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write_isize(&mut self, number: isize) {
        self.write_usize(number.unsigned_abs());
    }

    fn write_usize(&mut self, number: usize) {
        self.0 = (self.0 ^ number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
    }
}

/// The phrases of a sense in all languages.
pub(crate) fn all(sense: Sense) -> impl Iterator<Item = &'static str> {
    let rows = LISTS.into_iter().flatten().filter(move |(other, _)| *other == sense);
    let phrases = rows.flat_map(|(_, phrases)| *phrases);
    phrases.map(|phrase| phrase.strip_suffix('*').unwrap_or(phrase))
}

#[cfg(test)]
mod tests {
    use crate::letter::words::ALL;
    use crate::text::{fold, normalise};

    /// A phrase that is not in the form of the folded text is never found.
    #[test]
    fn every_phrase_is_in_normal_form() {
        for phrase in ALL.into_iter().flat_map(|words| words.rows).flat_map(|(_, phrases)| *phrases)
        {
            assert_eq!(fold(&normalise(phrase).0), *phrase);
        }
    }
}
