//! The marks of status in titles, in any language: cancelled or postponed before the title,
//! tentative after it.

use super::Words;
use crate::model::Language;

/// A title without these marks.
pub fn bare(title: &str) -> &str {
    let all = || Language::ALL.into_iter().map(Words::of);
    let prefix = |words: &Words| {
        [words.cancelled, words.postponed].into_iter().find_map(|prefix| title.strip_prefix(prefix))
    };
    let title = all().find_map(prefix).unwrap_or(title);
    let suffix = |words: &Words| {
        [words.tentative, words.if_necessary]
            .into_iter()
            .find_map(|suffix| title.strip_suffix(suffix))
    };
    all().find_map(suffix).unwrap_or(title)
}

/// Whether a title says that its event is postponed.
pub fn says_postponed(title: &str) -> bool {
    Language::ALL.into_iter().any(|language| title.starts_with(Words::of(language).postponed))
}

/// Whether a title ends with the mark that its event is tentative, in upper or lower case.
pub fn says_unsure(title: &str) -> bool {
    let title = title.trim_end().to_lowercase();
    let marks = |words: &Words| [words.tentative, words.if_necessary];
    let mut marks = Language::ALL.into_iter().map(Words::of).flat_map(marks);
    marks.any(|mark| title.ends_with(&mark.trim().to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::{bare, says_postponed, says_unsure};
    use crate::model::Language;
    use crate::words::Words;

    #[test]
    fn titles_are_told_from_what_they_say_of_a_state() {
        for language in Language::ALL {
            let words = Words::of(language);
            for unsure in [words.tentative, words.if_necessary] {
                let title = format!("SG12 (X){unsure}");
                assert_eq!(bare(&title), "SG12 (X)", "{language}");
                assert!(says_unsure(&title) && says_unsure(&title.to_uppercase()), "{language}");
                let cancelled = format!("{}{title}", words.cancelled);
                assert_eq!((bare(&cancelled), says_postponed(&cancelled)), ("SG12 (X)", false));
                let postponed = format!("{}{title}", words.postponed);
                assert_eq!((bare(&postponed), says_postponed(&postponed)), ("SG12 (X)", true));
            }
        }
        assert_eq!(bare("SG12 (X)"), "SG12 (X)");
        assert!(!says_unsure("CANCELLED: SG12 (X)"));
    }
}
