//! The words and signs that mark numbers as groups, and the bodies that follow numbers.

use super::words::{BY_FIRST, Family, WordMeaning};
use super::written::{PlainText, is_dash, is_ideograph};
use super::{BEGINNINGS, Group, leading_group, name_length};

/// What was read up to a place.
pub(super) struct GroupsRead {
    pub(super) groups: Vec<Group>,
    /// The same as the groups if there is only one reading.
    pub(super) meant: Vec<Group>,
    pub(super) end: usize,
    /// How many groups stand before those of the last study group that is written.
    pub(super) before_last: usize,
}

impl GroupsRead {
    pub(super) fn sure(groups: Vec<Group>, end: usize) -> Self {
        Self { meant: groups.clone(), groups, end, before_last: 0 }
    }

    pub(super) fn doubtful(meant: Vec<Group>, end: usize) -> Self {
        Self { groups: Vec::new(), meant, end, before_last: 0 }
    }
}

/// The words before numbers.
#[derive(Clone, Copy)]
pub(super) struct Marker {
    pub(super) family: Family,
    pub(super) form: MarkerForm,
    pub(super) is_capital: bool,
    /// Whether several groups follow it, possibly of several study groups.
    pub(super) is_plural: bool,
    /// Whether it marks numbers whose study group is not named: not in `Q.50`, a Recommendation.
    pub(super) stands_alone: bool,
    /// The place of the number.
    pub(super) end: usize,
}

/// How a marker is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkerForm {
    Word,
    /// `Q`, `WP`, `SG`.
    Sign,
    /// Two letters of one language, only as capitals: `CE`, `РГ`; one letter before a number, `В`.
    SignOfOne,
    /// `C7/12` is a Question in Spanish only.
    Doubtful,
}

/// Words and signs between a marker and a number.
const NUMBER_SIGNS: [&str; 16] = [
    "№", "no.", "no", "nos.", "nos", "n°", "nº", "n.°", "n.º", "n.o", "núm.", "number", "numbers",
    "#", "رقم", "第",
];
/// Words before the first number of a range.
const FROM: [&str; 4] = ["from", "с", "с №", "من"];
/// The words for several study groups.
const STUDY_GROUPS: [&str; 11] = [
    "commissions d'étude",
    "sgs",
    "study groups",
    "commissions d'études",
    "comisiones de estudio",
    "исследовательских комиссий",
    "исследовательские комиссии",
    "لجان الدراسات",
    "لجنتي الدراسات",
    "لجنتا الدراسات",
    "للجنتي الدراسات",
];

/// Words for several working parties or Questions; Chinese has no plural.
const PARTS: [&str; 16] = [
    "questions",
    "working parties",
    "groupes de travail",
    "cuestiones",
    "grupos de trabajo",
    "вопросы",
    "вопросов",
    "рабочие группы",
    "рабочих групп",
    "المسائل",
    "المسألتان",
    "المسألتين",
    "بالمسألتين",
    "بالمسائل",
    "والمسألتين",
    "والمسائل",
];

/// Reads groups at the places of a text.
pub(super) struct MarkReader<'a> {
    pub(super) text: &'a PlainText,
    /// The study groups and other bodies that a part without a body may belong to.
    pub(super) bodies: &'a [Group],
}

impl MarkReader<'_> {
    /// What the words of all languages say that stand at a place, and the places behind them.
    fn words_at(&self, at: usize) -> impl Iterator<Item = (WordMeaning, usize)> {
        let words = BY_FIRST.get(&self.text.folded(at)).into_iter().flatten();
        words.filter_map(move |(meaning, word)| Some((*meaning, self.text.behind(at, word)?)))
    }

    /// The place behind the longest word of a meaning.
    pub(super) fn word(&self, at: usize, meaning: WordMeaning) -> Option<usize> {
        self.words_at(at).filter(|(said, _)| *said == meaning).map(|(_, end)| end).max()
    }

    /// The family that the longest word before or behind numbers says, and the place behind it.
    pub(super) fn family(&self, at: usize) -> Option<(Family, usize)> {
        let families = self.words_at(at).filter_map(|(meaning, end)| match meaning {
            WordMeaning::Numbered(family) => Some((family, end)),
            WordMeaning::Tsag | WordMeaning::And | WordMeaning::Of => None,
        });
        families.max_by_key(|(_, end)| *end)
    }

    /// The place after a word that ends at a place, and after the space behind it: words are
    /// separated by spaces, except ideographs and the Arabic conjunction.
    pub(super) fn apart(&self, at: usize, end: Option<usize>) -> Option<usize> {
        let (text, end) = (self.text, end?);
        let is_apart = at > 0 && text.folded(at - 1) == ' ';
        let is_joined = text.folded(at) == 'و' || text.folded(end) == ' ';
        let fits = is_ideograph(text.folded(at)) || is_apart && is_joined;
        fits.then(|| text.spaces(end))
    }

    /// Whether one of some words, or of their beginnings, stands behind a place and a space.
    pub(super) fn is_before(&self, at: usize, words: &[&str]) -> bool {
        let behind = self.text.spaces(at);
        behind > at && self.text.one_of(behind, words.iter().copied()).is_some()
    }

    /// Whether a name may begin at a place.
    pub(super) fn is_border(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|at| self.text.plain(at)) else { return true };
        if before.is_ascii_alphanumeric() || matches!(before, '-' | '/') {
            return false;
        }
        let is_free = !before.is_alphanumeric() || is_ideograph(before);
        // What Arabic joins to the following word.
        is_free && before != '@'
            || self.text.plain(at).is_ascii_uppercase()
            || matches!(before, 'و' | 'ل' | 'ب')
    }

    /// A body without a number, or a regional group: `TSAG`, `SG12RG-AFR`.
    pub(super) fn name(&self, at: usize) -> Option<GroupsRead> {
        let rest = self.text.rest(at);
        if self.text.plain(at).is_ascii_uppercase()
            && let Some((groups, after)) = leading_group(rest)
            && matches!(groups.as_slice(), [Group::Named(_) | Group::Regional(..)])
        {
            let name = rest.get(..rest.len() - after.len())?;
            return Some(GroupsRead::sure(groups, at + name.chars().count()));
        }
        let end = self.word(at, WordMeaning::Tsag)?;
        let is_name = end - at > 4 || self.text.is_capital(at..end);
        let next = self.text.plain(end);
        let is_inside = next.is_alphanumeric() && !is_ideograph(next)
            || matches!(next, '/' | '@')
            || is_dash(next) && self.text.plain(end + 1).is_alphanumeric();
        let tsag = vec![Group::Named("TSAG".to_owned())];
        (is_name && !is_inside).then(|| GroupsRead::sure(tsag, end))
    }

    /// A regional group in another spelling: `SG12 RG-AFR`, `SG12RG AFR`, `sg12rg-afr`.
    pub(super) fn regional(&self, at: usize) -> Option<GroupsRead> {
        let text = self.text;
        let (Group::Study(study), end) = self.study_group(at)? else { return None };
        let is_part = matches!(text.plain(end), ' ' | '-' | '/');
        let sign = if is_part { text.spaces(end + 1) } else { end };
        let behind = text.one_of(sign, ["rg"])?;
        let is_joined = is_dash(text.folded(behind));
        let from = if is_joined { behind + 1 } else { text.spaces(behind) };
        let to = (from..).find(|at| !text.plain(*at).is_ascii_alphabetic())?;
        // "SG12 RG meeting"
        let is_name = (2..=8).contains(&(to - from)) && !text.plain(to).is_alphanumeric();
        let is_close = end == sign;
        let fits = is_joined || (is_close || from > behind) && text.is_capital(from..to);
        let region = (from..to).map(|at| text.plain(at).to_ascii_uppercase()).collect();
        let sure = if text.plain(end) == ' ' { vec![Group::Study(study)] } else { Vec::new() };
        let meant = vec![Group::Regional(study, region)];
        (is_name && fits).then_some(GroupsRead { groups: sure, meant, end: to, before_last: 0 })
    }

    /// A body whose name has a space for its hyphen: `JCA IoT`, but not "JCA meeting".
    pub(super) fn spaced_name(&self, at: usize) -> Option<GroupsRead> {
        let rest = self.text.rest(at);
        let beginnings = BEGINNINGS.iter().filter_map(|beginning| beginning.strip_suffix('-'));
        let (beginning, own) = beginnings.into_iter().find_map(|beginning| {
            Some((beginning, rest.strip_prefix(beginning)?.strip_prefix(' ')?))
        })?;
        let own = own.get(..name_length(own))?;
        let capitals = own.bytes().filter(u8::is_ascii_uppercase).count();
        let is_mixed = capitals < own.len() && own.bytes().any(|b| b.is_ascii_alphabetic());
        let is_short = own.len() <= 3;
        let is_name = capitals >= 2 && (is_mixed || is_short);
        let end = at + beginning.len() + 1 + own.len();
        let body = Group::Named(format!("{beginning}-{own}"));
        is_name.then(|| GroupsRead::doubtful(vec![body], end))
    }

    /// A marker with a number behind it.
    pub(super) fn marker(&self, at: usize) -> Option<Marker> {
        let text = self.text;
        let (family, end) = self.family(at)?;
        let written: String = (at..end).map(|at| text.folded(at)).collect();
        let form = match written.as_str() {
            "q" | "wp" | "sg" => MarkerForm::Sign,
            "c" => MarkerForm::Doubtful,
            "qs" | "qu" | "qn" => MarkerForm::Word,
            _ if end - at <= 2 && !is_ideograph(text.folded(at)) => MarkerForm::SignOfOne,
            _ => MarkerForm::Word,
        };
        let is_capital = text.is_capital(at..end);
        let is_short = text.folded(end) == '.';
        // "CE 17", "В7/12" and "В. 7/12", but not "ce 17" and "В 7 часов".
        let is_other = !is_capital || end - at == 1 && !text.has_digit(end) && !is_short;
        if matches!(form, MarkerForm::SignOfOne | MarkerForm::Doubtful) && is_other {
            return None;
        }
        let is_plural = [&STUDY_GROUPS[..], &PARTS[..]]
            .iter()
            .any(|plurals| text.one_of(at, plurals.iter().copied()) == Some(end))
            || family != Family::StudyGroup && ('\u{4E00}'..='\u{9FFF}').contains(&text.folded(at));
        let mut behind = text.spaces(if is_short { end + 1 } else { end });
        let is_label =
            form == MarkerForm::Word && family != Family::StudyGroup && text.folded(behind) == ':';
        if is_label {
            behind = text.spaces(behind + 1);
        }
        if is_dash(text.folded(behind)) && text.has_digit(behind + 1) {
            behind += 1;
        }
        if let Some(sign) = text.one_of(behind, NUMBER_SIGNS) {
            behind = text.spaces(sign);
        }
        let from = text.one_of(behind, FROM).filter(|from| text.folded(*from) == ' ');
        let stands_alone = match form {
            MarkerForm::Word => !is_label && from.is_none(),
            MarkerForm::Sign => is_capital && !(is_short && text.has_digit(end + 1)),
            // "РГ1", but not "В7"
            MarkerForm::SignOfOne => end - at > 1,
            MarkerForm::Doubtful => false,
        };
        behind = from.map_or(behind, |from| text.spaces(from));
        let marker = Marker { family, form, is_capital, is_plural, stands_alone, end: behind };
        text.has_digit(behind).then_some(marker)
    }

    /// The body behind a number: `/12`, `/SG12`, `/TSAG`, ` of Study Group 12`; of a Question also
    /// that of its working party, ` of WP1/12`.
    pub(super) fn whole(&self, at: usize, family: Family) -> Option<(Group, usize)> {
        let of_party = |at: usize| {
            let party = self.marker(at).filter(|party| party.family == Family::WorkingParty)?;
            let (_, end) = self.text.number(party.end).filter(|_| family == Family::Question)?;
            self.whole(end, party.family)
        };
        let next = self.text.spaces(at);
        if self.text.folded(next) == '/' {
            let behind = self.text.spaces(next + 1);
            let number = self.text.number(behind).map(|(n, end)| (Group::Study(n), end));
            return number.or_else(|| self.body(behind)).or_else(|| of_party(behind));
        }
        // "WP1-TSAG"
        if is_dash(self.text.folded(at)) {
            return self.body(at + 1);
        }
        if let Some(of) = self.apart(next, self.word(next, WordMeaning::Of)) {
            return self.body(of).or_else(|| of_party(of));
        }
        // In Russian there is no word between.
        let is_russian = next > at && self.text.folded(next) == 'и';
        let ordinal = || self.ordinal_study_group(next).filter(|_| next > at);
        if is_russian { self.body(next) } else { ordinal() }
    }

    /// "12-й ИК"
    fn ordinal_study_group(&self, at: usize) -> Option<(Group, usize)> {
        let (number, end) = self.text.number(at).filter(|_| self.text.has_digit(at))?;
        let word = self.text.spaces(self.ordinal(end)?);
        let end = self.word(word, WordMeaning::Numbered(Family::StudyGroup))?;
        (!self.text.plain(end).is_alphanumeric()).then_some((Group::Study(number), end))
    }

    /// A study group or another body that working parties are of.
    pub(super) fn body(&self, at: usize) -> Option<(Group, usize)> {
        let named = || {
            let GroupsRead { groups, end, .. } = self.name(at)?;
            let body = groups.into_iter().next()?;
            matches!(body, Group::Named(_)).then_some((body, end))
        };
        self.study_group(at).or_else(named)
    }

    pub(super) fn study_group(&self, at: usize) -> Option<(Group, usize)> {
        let marker = self.marker(at).filter(|marker| marker.family == Family::StudyGroup)?;
        let (number, end) = self.text.number(marker.end)?;
        Some((Group::Study(number), end))
    }
}
