//! Study groups, their working parties and their Questions.

use crate::source::letter::phrases::{GroupWords, Words};

/// What a marker before or behind numbers makes of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    StudyGroup,
    WorkingParty,
    Question,
}

impl Family {
    pub(super) const ALL: [Self; 3] = [Self::WorkingParty, Self::StudyGroup, Self::Question];

    /// The words of a language for it.
    pub(super) fn words(self, words: &'static GroupWords) -> Words {
        match self {
            Self::StudyGroup => words.study_group,
            Self::WorkingParty => words.working_party,
            Self::Question => words.question,
        }
    }
}
