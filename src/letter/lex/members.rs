//! The numbers of several groups in a list, and what stands between them: `1, 2 and 3/17`, `3-5/11`,
//! "1/9 to 3/9".

use crate::letter::lex::dates::{begins_date, month_at};
use crate::letter::lex::groups::{GroupReader, ListedNumber, MOST_ORDINALS, PARTY_LETTERS};
use crate::letter::lex::tokens::TokenKind;
use crate::letter::words::Sense;
use crate::model::group_words::Family;

/// What parts a number of a list from the next one.
struct NumberSeparator {
    end: usize,
    is_range: bool,
}

/// The most numbers of one list; a study group has some twenty Questions.
const MOST_MEMBERS: usize = 100;

impl GroupReader<'_> {
    /// The numbers of a list: `1, 2 and 3/17`, `3-5/11`, `1/11、第2/11和第3/11`.
    pub(super) fn members(
        self,
        at: usize,
        family: Option<Family>,
    ) -> Option<(Vec<ListedNumber>, usize)> {
        // Numbers alone are looked at again from each of them on.
        let is_marked = family.is_some() || self.tokens.text(at) == "第";
        let most = if is_marked { MOST_MEMBERS } else { MOST_ORDINALS };
        let mut members: Vec<ListedNumber> = Vec::new();
        let mut at = at;
        let mut is_range = false;
        loop {
            let begin = if self.tokens.text(at) == "第" { at + 1 } else { at };
            let Some((member, next)) = self.member(begin) else { break };
            // "Questions 1/9 to 3/9"
            let from = members.last().filter(|last| {
                is_range && (last.study_group.is_none() || last.study_group == member.study_group)
            });
            for number in from.map_or(member.number, |from| from.number + 1)..member.number {
                members.push(ListedNumber { number, study_group: None, letter: None });
            }
            members.push(member);
            at = next;
            if members.len() >= most {
                break;
            }
            let Some(separator) = self.separator(next, family, members.last()) else { break };
            is_range = separator.is_range;
            let mut parted = separator.end;
            // The marker may stand again: "Q1, Q2 & Q7/20".
            if let Some(family) = family
                && let Some(after) = self.after_marker(parted, family)
            {
                parted = after;
            }
            let again = if self.tokens.text(parted) == "第" { parted + 1 } else { parted };
            // "Study Group 16, 15, 16 and 17 August", "Q1/9, 1-3 March": what follows are days.
            let is_closed = family == Some(Family::StudyGroup)
                || members.last().is_some_and(|last| last.study_group.is_some());
            let Some((next, _)) = self.member(again) else { break };
            let is_alone = next.study_group.is_none();
            if is_alone
                && (is_closed && self.are_days(again)
                    || begins_date(self.tokens, again)
                    || self.is_hour(again))
            {
                break;
            }
            at = parted;
        }
        // A separator that nothing follows is not a part of the list.
        (!members.is_empty()).then_some((members, at))
    }

    /// What stands behind a number and parts it from the next one of its list.
    fn separator(
        self,
        at: usize,
        family: Option<Family>,
        last: Option<&ListedNumber>,
    ) -> Option<NumberSeparator> {
        let is_line_end = |at: usize| self.tokens.kind(at) == Some(TokenKind::LineEnd);
        // "Study Groups 5⏎and 20"
        let is_cut = is_line_end(at) && self.after_words(at + 1, Sense::AndGroup).is_some();
        let at = at + usize::from(is_cut);
        let to = || {
            let family = family.filter(|it| *it != Family::StudyGroup)?;
            self.to(at, family, last)
        };
        let (end, is_range) = match self.tokens.text(at) {
            "," | "、" | "،" => (at + 1, false),
            "-" if self.tokens.is_tight(at) => (at + 1, true),
            _ => to().map_or((at, false), |after| (after, true)),
        };
        let and = self.after_words(end, Sense::AndGroup);
        let end = and.unwrap_or(end);
        // "Working Parties 1/9 and⏎2/9"; behind a comma another line may begin with a number of its own.
        let goes_on = |at: usize| {
            self.member(at).is_some_and(|(it, _)| and.is_some() || it.study_group.is_some())
        };
        let is_broken = end > at && is_line_end(end) && goes_on(end + 1);
        (end > at).then_some(NumberSeparator { end: end + usize::from(is_broken), is_range })
    }

    /// Whether the numbers from here on are days before their month.
    fn are_days(self, at: usize) -> bool {
        let is_between = |at: &usize| {
            self.tokens.kind(*at) == Some(TokenKind::Number)
                || matches!(self.tokens.text(*at), "," | "-" | "、" | "،")
                || self.tokens.is_any(*at, [Sense::AndGroup, Sense::ToDay])
        };
        let month = (at..at + 2 * MOST_MEMBERS).find(|at| !is_between(at));
        month.is_some_and(|month| month_at(self.tokens, month).is_some())
    }

    /// Whether a number is that of an hour: `14:00`, `14.00`.
    pub(super) fn is_hour(self, at: usize) -> bool {
        matches!(self.tokens.text(at + 1), ":" | ".")
            && self.tokens.is_tight(at + 1)
            && self.tokens.digits(at + 2).len() == 2
    }

    /// What stands behind "to" between two numbers: "Questions 1 to 10". Days and hours may stand
    /// there too: "Question 1 to 10 March", "Q1 until 10.30".
    fn to(self, at: usize, family: Family, first: Option<&ListedNumber>) -> Option<usize> {
        let next = self.after_words(at, Sense::ToDay)?;
        // "WP1/9 to WP3/9"
        let number = self.after_marker(next, family).unwrap_or(next);
        let (last, after) = self.member(number)?;
        if last.study_group.is_some() {
            return Some(next);
        }
        // Most words for the halves of a day are several: "p.m.", "in the afternoon".
        let of_hours = [Sense::Hours, Sense::BeforeNoon, Sense::AfterNoon, Sense::AtNight];
        let is_time = matches!(self.tokens.text(after), ":" | "." | "-")
            && self.tokens.kind(after + 1) == Some(TokenKind::Number)
            || of_hours.into_iter().any(|of| self.tokens.begins(after, of));
        let is_day = month_at(self.tokens, after).is_some();
        let is_bare = first.is_some_and(|first| first.study_group.is_none());
        (is_bare && !is_time && !is_day).then_some(next)
    }

    pub(super) fn member(self, at: usize) -> Option<(ListedNumber, usize)> {
        let number = self.small_number(at)?;
        if self.tokens.text(at + 1) == "/"
            && self.tokens.touches(at)
            && let Some(study_group) =
                self.small_number(at + 2).filter(|_| self.tokens.touches(at + 1))
        {
            // 1/12/2024 is a date.
            let goes_on = self.tokens.text(at + 3) == "/"
                && self.tokens.touches(at + 2)
                && self.tokens.kind(at + 4) == Some(TokenKind::Number);
            let member = ListedNumber { number, study_group: Some(study_group), letter: None };
            return (!goes_on).then_some((member, at + 3));
        }
        let letter = self.tokens.all.get(at + 1).and_then(|token| self.text.get(token.span()));
        let letter =
            letter.filter(|letter| self.tokens.touches(at) && PARTY_LETTERS.contains(letter));
        let next = if letter.is_some() { at + 2 } else { at + 1 };
        Some((ListedNumber { number, study_group: None, letter: letter.map(str::to_owned) }, next))
    }
}
