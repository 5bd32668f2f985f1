//! A text by language.

use super::{Language, clean};
use std::collections::BTreeMap;

/// A text in one or more languages. No text is empty and all are clean, which this type alone
/// ensures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    by_language: BTreeMap<Language, String>,
}

impl Text {
    /// A text in one language. Returns nothing for white space.
    pub fn new(language: Language, text: impl Into<String>) -> Option<Self> {
        Self::from_pairs([(language, text.into())])
    }

    /// A text from its languages. Returns nothing if all are empty.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (Language, String)>) -> Option<Self> {
        let by_language: BTreeMap<_, _> = pairs
            .into_iter()
            .map(|(language, text)| (language, clean(&text).trim().to_owned()))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        (!by_language.is_empty()).then_some(Self { by_language })
    }

    /// The text in a language, or else in English, or else in the first language.
    pub fn in_language(&self, language: Language) -> &str {
        self.found_in(language).1
    }

    /// The same with the language that they are in.
    pub fn found_in(&self, language: Language) -> (Language, &str) {
        let found = [language, Language::En]
            .iter()
            .find_map(|language| self.by_language.get_key_value(language))
            .or_else(|| self.by_language.iter().next());
        found.map_or((language, ""), |(language, words)| (*language, words.as_str()))
    }

    /// The words of each language.
    pub fn all(&self) -> impl Iterator<Item = (Language, &str)> {
        self.by_language.iter().map(|(language, text)| (*language, text.as_str()))
    }
}

/// A word of a list in lower case, in the spelling of the text that contains it.
pub fn as_written<'t>(text: &'t str, word: &'t str) -> &'t str {
    let length = word.chars().count();
    let mut before = ' ';
    let found = text.char_indices().find_map(|(start, c)| {
        let begins = !std::mem::replace(&mut before, c).is_alphanumeric();
        let rest = text.get(start..).filter(|_| begins)?;
        let end = rest.char_indices().nth(length).map_or(rest.len(), |(end, _)| end);
        rest.get(..end).filter(|own| own.to_lowercase() == word)
    });
    // Chinese has no upper case.
    found.unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::{Text, as_written};
    use crate::model::Language;

    #[test]
    fn a_missing_language_falls_back_to_english_then_to_any() {
        let both = Text::from_pairs([
            (Language::Zh, "会议".to_owned()),
            (Language::En, " Meeting\n".to_owned()),
        ])
        .unwrap();
        assert_eq!(both.in_language(Language::Zh), "会议");
        assert_eq!(both.in_language(Language::Fr), "Meeting");
        assert_eq!(
            Text::new(Language::Ru, "Собрание").unwrap().in_language(Language::Fr),
            "Собрание"
        );
        assert_eq!(Text::new(Language::En, " \n"), None);
    }

    #[test]
    fn a_word_is_found_as_it_is_written() {
        assert_eq!(as_written("İ: Pre-Plenary PLENARY", "plenary"), "Plenary");
        assert_eq!(as_written("第12研究组全体会议", "全体会议"), "全体会议");
        assert_eq!(as_written("Séance PLÉNIÈRE", "plénière"), "PLÉNIÈRE");
    }
}
