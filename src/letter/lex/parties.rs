//! The working parties of a group that stands beside them with its own name: "TSAG Working Party 1",
//! "Working Parties 1 and 2 of Study Group 9".

use crate::letter::lex::groups::{GroupReader, ListedNumber};
use crate::letter::lex::tokens::TokenKind;
use crate::letter::words::Sense;
use crate::model::Group;
use crate::model::group_words::Family;

/// The only group without a number that has working parties.
const ADVISORY: &str = "TSAG";

impl GroupReader<'_> {
    /// The parties of a group behind it, and the token after them: "TSAG Working Party 1", TSAG第1工作组.
    pub(super) fn parties(self, whole: &[Group], at: usize) -> Option<(Vec<Group>, usize)> {
        let [whole] = whole else { return None };
        let at = if self.tokens.text(at) == "," { at + 1 } else { at };
        let (members, after) = match self.after_marker(at, Family::WorkingParty) {
            Some(marker) => self.members(marker, Some(Family::WorkingParty))?,
            None if self.tokens.text(at) == "第" => {
                let (members, marker) = self.members(at, None)?;
                (members, self.after_marker(marker, Family::WorkingParty)?)
            }
            None => return None,
        };
        Some((parts(whole, &members)?, after))
    }

    /// The parties of a group without a number that stands behind them: "Working Party 1 of TSAG".
    pub(super) fn parties_behind(
        self,
        members: &[ListedNumber],
        at: usize,
    ) -> Option<(Vec<Group>, usize)> {
        let of = self.after_words(at, Sense::OfGroup).unwrap_or(at);
        let whole = Group::Named(ADVISORY.to_owned());
        let is_whole = |(groups, _): &(Vec<Group>, usize)| *groups == [whole.clone()];
        let named = || self.name(of).filter(is_whole).map(|(_, next)| next);
        let after = self.after_words(of, Sense::Tsag).or_else(named)?;
        Some((parts(&whole, members)?, after))
    }

    /// "of Study Group 12".
    pub(super) fn of_study_group(self, at: usize) -> Option<(u8, usize)> {
        let of = self.after_words(at, Sense::OfGroup).unwrap_or(at);
        let marker = self.after_words(of, Sense::StudyGroup)?;
        Some((self.small_number(marker)?, marker + 1))
    }

    /// The number of a group: one or two digits, no nought before them.
    pub(super) fn small_number(self, at: usize) -> Option<u8> {
        let digits = self.tokens.text(at);
        let fits = self.tokens.kind(at) == Some(TokenKind::Number)
            && digits.len() <= 2
            && !digits.starts_with('0');
        fits.then(|| digits.parse().ok()).flatten()
    }
}

/// The working parties of a group by their numbers, none of which has a group or a letter of its own.
fn parts(whole: &Group, members: &[ListedNumber]) -> Option<Vec<Group>> {
    let part = |member: &ListedNumber| match whole {
        _ if member.study_group.is_some() || member.letter.is_some() => None,
        Group::Study(study_group) => Some(Group::WorkingParty(member.number, *study_group)),
        Group::Named(name) if name == ADVISORY => Some(Group::PartyOf(member.number, name.clone())),
        _ => None,
    };
    members.iter().map(part).collect()
}
