//! The words and signs that mark numbers as groups, and the bodies that stand behind numbers.

use super::words::{ALL, Choice, Family};
use super::written::{Written, is_dash, is_ideograph};
use super::{Group, leading_group};

/// What was read up to a place.
pub(super) struct Read {
    pub(super) groups: Vec<Group>,
    /// The same as the groups where there is one reading.
    pub(super) meant: Vec<Group>,
    pub(super) end: usize,
    /// How many groups stand before those of the last study group that is written.
    pub(super) before_last: usize,
}

impl Read {
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
    pub(super) form: Form,
    pub(super) is_capital: bool,
    /// Whether several study groups stand behind it.
    pub(super) is_plural: bool,
    /// The place of the number.
    pub(super) end: usize,
}

/// How a marker is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Word,
    /// `Q`, `WP`, `SG`.
    Sign,
    /// Two letters of one language, only as capitals: `CE`, `РГ`; one letter before a number, `В`.
    SignOfOne,
    /// `C7/12` is a Question in Spanish only.
    Doubtful,
}

/// Words and signs between a marker and a number.
const NUMBER_SIGNS: [&str; 8] = ["№", "no.", "no", "n°", "nº", "number", "رقم", "第"];
/// The words for several study groups.
const STUDY_GROUPS: [&str; 10] = [
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

/// Reads groups at the places of a text.
pub(super) struct Reader<'a> {
    pub(super) text: Written,
    pub(super) studies: &'a [u8],
}

impl Reader<'_> {
    pub(super) fn of_all(&self, at: usize, choice: Choice) -> Option<usize> {
        self.text.one_of(at, ALL.into_iter().flat_map(choice).copied())
    }

    /// The place behind a word that ends at a place, and the space behind it: words stand between
    /// spaces, but for ideographs and the conjunction of Arabic.
    pub(super) fn apart(&self, at: usize, end: Option<usize>) -> Option<usize> {
        let (text, end) = (&self.text, end?);
        let is_apart = at > 0 && text.folded(at - 1) == ' ';
        let is_joined = text.folded(at) == 'و' || text.folded(end) == ' ';
        let fits = is_ideograph(text.folded(at)) || is_apart && is_joined;
        fits.then(|| text.spaces(end))
    }

    /// Whether a name may begin at a place.
    pub(super) fn is_border(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|at| self.text.plain(at)) else { return true };
        if before.is_ascii_alphanumeric() || matches!(before, '-' | '/') {
            return false;
        }
        let is_free = !before.is_alphanumeric() || is_ideograph(before);
        // What Arabic writes to the word behind it.
        is_free && before != '@'
            || self.text.plain(at).is_ascii_uppercase()
            || matches!(before, 'و' | 'ل' | 'ب')
    }

    /// A body without a number, or a regional group: `TSAG`, `SG12RG-AFR`.
    pub(super) fn name(&self, at: usize) -> Option<Read> {
        let rest = self.text.rest(at);
        if self.text.plain(at).is_ascii_uppercase()
            && let Some((groups, after)) = leading_group(rest)
            && matches!(groups.as_slice(), [Group::Named(_) | Group::Regional(..)])
        {
            let name = rest.get(..rest.len() - after.len())?;
            return Some(Read::sure(groups, at + name.chars().count()));
        }
        let end = self.of_all(at, |words| words.tsag)?;
        let is_name = end - at > 4 || self.text.is_capital(at..end);
        let next = self.text.plain(end);
        let is_inside = next.is_alphanumeric() && !is_ideograph(next)
            || matches!(next, '/' | '@')
            || is_dash(next) && self.text.plain(end + 1).is_alphanumeric();
        let tsag = vec![Group::Named("TSAG".to_owned())];
        (is_name && !is_inside).then(|| Read::sure(tsag, end))
    }

    /// A marker with a number behind it.
    pub(super) fn marker(&self, at: usize) -> Option<Marker> {
        let text = &self.text;
        let of = |family: Family| Some((self.of_all(at, family.choice())?, family));
        let (end, family) = Family::ALL.into_iter().filter_map(of).max_by_key(|(end, _)| *end)?;
        let written: String = (at..end).map(|at| text.folded(at)).collect();
        let form = match written.as_str() {
            "q" | "wp" | "sg" => Form::Sign,
            "c" => Form::Doubtful,
            "qs" => Form::Word,
            _ if end - at <= 2 && !is_ideograph(text.folded(at)) => Form::SignOfOne,
            _ => Form::Word,
        };
        let is_capital = text.is_capital(at..end);
        // "CE 17" and "В7/12", but not "ce 17" and "В 7 часов".
        let is_other = !is_capital || end - at == 1 && !text.has_digit(end);
        if matches!(form, Form::SignOfOne | Form::Doubtful) && is_other {
            return None;
        }
        let is_plural = text.one_of(at, STUDY_GROUPS) == Some(end);
        let mut behind = text.spaces(if text.folded(end) == '.' { end + 1 } else { end });
        if is_dash(text.folded(behind)) && text.has_digit(behind + 1) {
            behind += 1;
        }
        if let Some(sign) = text.one_of(behind, NUMBER_SIGNS) {
            behind = text.spaces(sign);
        }
        let marker = Marker { family, form, is_capital, is_plural, end: behind };
        text.has_digit(behind).then_some(marker)
    }

    /// The body behind a number: `/12`, `/SG12`, `/TSAG`, ` of Study Group 12`.
    pub(super) fn whole(&self, at: usize) -> Option<(Group, usize)> {
        let next = self.text.spaces(at);
        if self.text.folded(next) == '/' {
            let behind = self.text.spaces(next + 1);
            let number = self.text.number(behind).map(|(n, end)| (Group::Study(n), end));
            return number.or_else(|| self.body(behind));
        }
        if let Some(of) = self.apart(next, self.of_all(next, |words| words.of)) {
            return self.body(of);
        }
        // In Russian there is no word between.
        let is_russian = next > at && self.text.folded(next) == 'и';
        if is_russian { self.body(next) } else { None }
    }

    /// A study group or another body that working parties are of.
    pub(super) fn body(&self, at: usize) -> Option<(Group, usize)> {
        let named = || {
            let Read { groups, end, .. } = self.name(at)?;
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
