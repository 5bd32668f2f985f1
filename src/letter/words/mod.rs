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
use std::ops::Range;

/// What letters of one language say. The lists are there only while the program is compiled: a reader looks
/// into the index that is made of them, and to load them beside it takes longer than to read a page.
#[derive(Debug)]
struct LetterWords {
    /// ITU's headquarters with their city, as a place is written.
    headquarters: &'static str,
    /// What is looked for.
    rows: &'static [PhraseRow],
}

/// Phrases that mean the same.
pub(crate) type PhraseRow = (Sense, &'static [&'static str]);

/// The languages that letters are written in.
static ALL: [&LetterWords; 6] = [&ar::AR, &zh::ZH, &en::EN, &fr::FR, &ru::RU, &es::ES];

/// What is asked of one language.
pub(crate) struct LanguageWords {
    /// ITU's headquarters with their city, as a place is written.
    pub headquarters: &'static str,
    /// The numbers of its rows.
    pub rows: Range<usize>,
}

/// What is asked of each language, in the order of [`ALL`].
static LANGUAGES: [LanguageWords; 6] = {
    let [a, b, c, d, e, f] = ALL;
    let first = LanguageWords::behind(0, a);
    let second = LanguageWords::behind(first.rows.end, b);
    let third = LanguageWords::behind(second.rows.end, c);
    let fourth = LanguageWords::behind(third.rows.end, d);
    let fifth = LanguageWords::behind(fourth.rows.end, e);
    let last = LanguageWords::behind(fifth.rows.end, f);
    [first, second, third, fourth, fifth, last]
};

impl LanguageWords {
    /// Those whose rows stand behind so many others.
    const fn behind(rows: usize, of: &LetterWords) -> Self {
        Self { headquarters: of.headquarters, rows: rows..rows + of.rows.len() }
    }

    /// Those of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        let [ar, zh, en, fr, ru, es] = &LANGUAGES;
        match language {
            Language::Ar => ar,
            Language::Zh => zh,
            Language::En => en,
            Language::Fr => fr,
            Language::Ru => ru,
            Language::Es => es,
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
pub(crate) const PHRASES: usize = SIZE.phrases;

/// The words of all phrases, one behind the other.
pub(crate) static TEXT: &str = {
    static BYTES: [u8; SIZE.bytes] = joined(&LISTS);
    match str::from_utf8(&BYTES) {
        Ok(text) => text,
        Err(_) => "",
    }
};

const SIZE: Size = Size::of(&LISTS);

/// What lists of rows hold.
struct Size {
    phrases: usize,
    /// How long the words of the phrases are.
    bytes: usize,
}

impl Size {
    const fn of(mut lists: &[&[PhraseRow]]) -> Self {
        let mut size = Self { phrases: 0, bytes: 0 };
        while let Some((&(mut rows), others)) = lists.split_first() {
            while let Some((&(_, mut phrases), behind)) = rows.split_first() {
                while let Some((phrase, next)) = phrases.split_first() {
                    size.phrases += 1;
                    size.bytes += PhraseForm::of(phrase).words.len();
                    phrases = next;
                }
                rows = behind;
            }
            lists = others;
        }
        size
    }
}

/// The words of the phrases of some lists, one behind the other.
const fn joined<const N: usize>(mut lists: &[&[PhraseRow]]) -> [u8; N] {
    let mut text = [0; N];
    let mut rest: &mut [u8] = &mut text;
    while let Some((&(mut rows), others)) = lists.split_first() {
        while let Some((&(_, mut phrases), behind)) = rows.split_first() {
            while let Some((phrase, next)) = phrases.split_first() {
                let words = PhraseForm::of(phrase).words.as_bytes();
                let (own, left) = rest.split_at_mut(words.len());
                own.copy_from_slice(words);
                (rest, phrases) = (left, next);
            }
            rows = behind;
        }
        lists = others;
    }
    text
}

/// The same for lists that are not known while the program is compiled.
#[cfg(test)]
pub(crate) fn joined_words(lists: &[&[PhraseRow]]) -> String {
    let phrases = lists.iter().flat_map(|rows| *rows).flat_map(|(_, phrases)| *phrases);
    phrases.map(|phrase| PhraseForm::of(phrase).words).collect()
}

/// A phrase as it is looked for.
pub(crate) struct PhraseForm {
    pub(crate) words: &'static str,
    /// Whether it may go on.
    pub(crate) is_stem: bool,
}

impl PhraseForm {
    /// That of a phrase as it stands in its row.
    pub(crate) const fn of(phrase: &'static str) -> Self {
        let is_stem = matches!(phrase.as_bytes().last(), Some(b'*'));
        let (words, _) = phrase.split_at(phrase.len() - is_stem as usize);
        Self { words, is_stem }
    }
}

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
