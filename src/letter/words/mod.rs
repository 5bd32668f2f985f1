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
mod ru;
mod sense;
mod zh;

pub(crate) use sense::{Channel, Sector, Sense};

use crate::model::Language;
use crate::model::group_words;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What letters of one language say.
#[derive(Debug)]
pub(crate) struct Words {
    /// ITU's headquarters with their city, as a place is written.
    pub headquarters: &'static str,
    /// What is looked for.
    pub rows: &'static [Row],
}

/// Phrases that mean the same.
pub(crate) type Row = (Sense, &'static [&'static str]);

/// The languages that letters are written in.
static ALL: [&Words; 6] = [&ar::AR, &zh::ZH, &en::EN, &fr::FR, &ru::RU, &es::ES];

impl Words {
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

/// The rows of all languages.
pub(crate) fn rows() -> impl Iterator<Item = Row> {
    let groups = group_words::ALL.into_iter().flat_map(|words| {
        [
            (Sense::StudyGroup, words.study_group),
            (Sense::WorkingParty, words.working_party),
            (Sense::Question, words.question),
            (Sense::RegionalGroup, words.regional_group),
            (Sense::Tsag, words.tsag),
            (Sense::AndGroup, words.and),
            (Sense::OfGroup, words.of),
        ]
    });
    ALL.into_iter().flat_map(|words| words.rows).copied().chain(groups)
}

/// The phrases of a sense in all languages.
pub(crate) fn all(sense: Sense) -> impl Iterator<Item = &'static str> {
    static ALL: LazyLock<HashMap<Sense, Vec<&'static str>>> = LazyLock::new(|| {
        let mut all: HashMap<Sense, Vec<&'static str>> = HashMap::new();
        for (sense, phrases) in rows() {
            let phrases = phrases.iter().map(|phrase| phrase.trim_end_matches('*'));
            all.entry(sense).or_default().extend(phrases);
        }
        all
    });
    ALL.get(&sense).into_iter().flatten().copied()
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
