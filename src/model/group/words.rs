//! The words for groups in the six languages of ITU-T, of titles and of letters.
//!
//! They are in lower case, without vowel signs and with `е` for `ё`; if several match, the longest
//! counts.

use super::written::folded;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words that mean the same.
pub type Synonyms = &'static [&'static str];

/// The words for groups in one language.
#[derive(Debug)]
pub struct GroupWords {
    /// A study group, with its number behind or before: "study group", "исследовательской комиссии".
    pub study_group: Synonyms,
    /// A working party.
    pub working_party: Synonyms,
    /// A Question.
    pub question: Synonyms,
    /// The regional group of a study group.
    pub regional_group: Synonyms,
    /// The advisory group: TSAG.
    pub tsag: Synonyms,
    /// Between numbers: "and".
    pub and: Synonyms,
    /// Between a party and its study group: "of".
    pub of: Synonyms,
}

/// Study groups, their working parties and their Questions: what a marker before or behind numbers
/// makes of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// `SG12`.
    StudyGroup,
    /// `WP1/12`.
    WorkingParty,
    /// `Q7/12`.
    Question,
}

impl Family {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::WorkingParty, Self::StudyGroup, Self::Question];

    /// The words for it in a language.
    pub fn words(self, words: &'static GroupWords) -> Synonyms {
        match self {
            Self::StudyGroup => words.study_group,
            Self::WorkingParty => words.working_party,
            Self::Question => words.question,
        }
    }
}

/// What a word says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum WordMeaning {
    Numbered(Family),
    Tsag,
    And,
    Of,
}

type ByFirst = BTreeMap<char, Vec<(WordMeaning, &'static str)>>;

/// The words of all languages by the character that they begin with: most places of a text begin none.
pub(super) static BY_FIRST: LazyLock<ByFirst> = LazyLock::new(|| {
    let mut by_first = ByFirst::new();
    for words in ALL {
        let numbered =
            Family::ALL.map(|family| (WordMeaning::Numbered(family), family.words(words)));
        let others = [
            (WordMeaning::Tsag, words.tsag),
            (WordMeaning::And, words.and),
            (WordMeaning::Of, words.of),
        ];
        for (meaning, words) in numbered.into_iter().chain(others) {
            for word in words {
                if let Some(first) = word.chars().next().map(folded) {
                    by_first.entry(first).or_default().push((meaning, word));
                }
            }
        }
    }
    by_first
});

/// The words of all languages.
pub static ALL: [&GroupWords; 6] = [&AR, &ZH, &EN, &FR, &RU, &ES];

/// Arabic.
#[rustfmt::skip]
pub const AR: GroupWords = GroupWords {
    study_group: &["لجان الدراسات", "لجنة الدراسات", "للجنة الدراسات", "لجنتي الدراسات", "لجنتا الدراسات", "للجنتي الدراسات", "بلجنة الدراسات", "ولجنة الدراسات"],
    working_party: &[
        "أفرقة العمل", "فرق العمل", "فرقة العمل", "لفرقة العمل", "فرقتي العمل", "لفرق العمل", "لفرقتي العمل", "فرقتا العمل", "وفرقة العمل", "بفرقة العمل",
        "فريق العمل",
    ],
    question: &["المسألتين", "المسألتان", "المسائل", "المسألة", "للمسألة", "والمسألة", "للمسألتين", "للمسائل", "بالمسألة", "بالمسألتين", "بالمسائل", "والمسألتين", "والمسائل"],
    regional_group: &["الفريق الإقليمي", "المجموعة الإقليمية", "للمجموعة الإقليمية", "للفريق الإقليمي"],
    tsag: &["الفريق الاستشاري لتقييس الاتصالات", "للفريق الاستشاري لتقييس الاتصالات"],
    and: &["و", "،"],
    of: &["التابعة", "التابع", "من"],
};

/// Chinese.
#[rustfmt::skip]
pub const ZH: GroupWords = GroupWords {
    study_group: &["研究组"],
    working_party: &["工作组"],
    question: &["号课题", "课题", "号问题", "问题"],
    regional_group: &["区域组"],
    tsag: &["电信标准化顾问组", "tsag"],
    and: &["和", "及", "与", "、"],
    of: &["的"],
};

/// English.
#[rustfmt::skip]
pub const EN: GroupWords = GroupWords {
    study_group: &["study groups", "study group", "itu-t sg", "sgs", "sg"],
    working_party: &["working parties", "working party", "wps", "wp"],
    question: &["questions", "question", "question(s)", "quest", "qns", "qn", "qu", "qs", "q's", "q"],
    regional_group: &["regional group"],
    tsag: &["telecommunication standardization advisory group", "tsag"],
    and: &["and", "&"],
    of: &["of", "of the"],
};

/// French.
#[rustfmt::skip]
pub const FR: GroupWords = GroupWords {
    study_group: &["commissions d'études", "commission d'études", "commission d’études", "commissions d'étude", "commission d'étude", "ce"],
    working_party: &["groupes de travail", "groupe de travail", "gt"],
    question: &["questions", "question", "q"],
    regional_group: &["groupe régional"],
    tsag: &["groupe consultatif de la normalisation des télécommunications", "gcnt"],
    and: &["et"],
    of: &["de la", "de l'", "de", "des", "du"],
};

/// Russian.
#[rustfmt::skip]
pub const RU: GroupWords = GroupWords {
    study_group: &[
        "исследовательской комиссии", "исследовательских комиссий", "исследовательская комиссия",
        "исследовательскую комиссию", "исследовательские комиссии", "ик",
    ],
    working_party: &[
        "рабочих групп", "рабочей группы", "рабочая группа", "рабочие группы", "рабочей группе",
        "рабочую группу", "рг",
    ],
    question: &["вопросам", "вопросов", "вопросы", "вопроса", "вопросу", "вопрос", "вопр", "в"],
    regional_group: &["региональной группы", "региональная группа", "региональную группу", "региональной группе", "региональной группой"],
    tsag: &[
        "консультативной группы по стандартизации электросвязи",
        "консультативная группа по стандартизации электросвязи", "кгсэ",
    ],
    and: &["и"],
    of: &[],
};

/// Spanish.
#[rustfmt::skip]
pub const ES: GroupWords = GroupWords {
    study_group: &["comisiones de estudio", "comisión de estudio", "comision de estudio", "ce"],
    working_party: &["grupos de trabajo", "grupo de trabajo", "gt"],
    question: &["cuestiones", "cuestión", "cuestion", "c", "q"],
    regional_group: &["grupo regional"],
    tsag: &["grupo asesor de normalización de las telecomunicaciones", "gant"],
    and: &["y", "e"],
    of: &["de la", "del", "de"],
};
