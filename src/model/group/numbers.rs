//! Numbers that stand before their word: `第7/12号课题`, `9-я исследовательская комиссия`.

use super::lists::{GroupNumber, MOST_MEMBERS, assembled, last_of};
use super::marks::{GroupsRead, MarkReader, Marker, MarkerForm};
use super::words::Family;
use super::written::{is_dash, is_ideograph};

/// Endings of Russian ordinals.
const ORDINALS: [&str; 8] = ["й", "я", "ю", "ей", "ой", "го", "ая", "е"];

impl MarkReader<'_> {
    /// `第1/11、第2/11和第3/11工作组`, `9-я Исследовательская комиссия`.
    pub(super) fn behind_numbers(&self, at: usize) -> Result<GroupsRead, usize> {
        let first = if self.text.folded(at) == '第' { at + 1 } else { at };
        let Some(numbered) = self.numbered(first) else {
            return Err(last_of(&self.members(first, None)).unwrap_or(at + 1));
        };
        self.of_numbers(numbered).ok_or(at + 1)
    }

    fn of_numbers(&self, numbered: (Vec<GroupNumber>, Family, usize)) -> Option<GroupsRead> {
        let (mut members, family, mut end) = numbered;
        let has_whole = members.last()?.whole.is_some();
        // "第7/12号课题和第9/12号课题"
        while members.len() < MOST_MEMBERS
            && let Some((next, joint, _)) = self.next(end, None)
            && let Some((mut more, _, behind)) = self.numbered(next).filter(|(more, of, _)| {
                let is_alike = |last: &GroupNumber| last.whole.is_some() == has_whole;
                *of == family && more.last().is_some_and(is_alike)
            })
        {
            if let Some(first) = more.first_mut() {
                first.joint = joint;
                first.is_marked = true;
            }
            members.extend(more);
            end = behind;
        }
        let is_bare = members.iter().all(|member| member.whole.is_none());
        let read = match family {
            Family::StudyGroup if is_bare => assembled(family, &members),
            Family::WorkingParty | Family::Question if has_whole => assembled(family, &members),
            Family::WorkingParty | Family::Question if is_bare => {
                let marker = Marker {
                    family,
                    form: MarkerForm::Word,
                    is_capital: false,
                    is_plural: false,
                    stands_alone: true,
                    end,
                };
                self.without_whole(marker, &members)
            }
            _ => None,
        };
        read.map(|read| GroupsRead { end: end.max(read.end), ..read })
    }

    /// Numbers, what the word behind them makes of them, and the place behind it.
    fn numbered(&self, first: usize) -> Option<(Vec<GroupNumber>, Family, usize)> {
        let text = self.text;
        let mut members = self.members(first, None);
        let mut end = members.last()?.end;
        let is_ordinal = self.ordinal(end).is_some();
        while let Some(ordinal) = self.ordinal(end)
            && members.len() < MOST_MEMBERS
        {
            end = ordinal;
            let Some((at, joint, is_marked)) = self.next(end, None) else { break };
            let Some((number, next)) =
                text.number(at).filter(|(_, end)| self.ordinal(*end).is_some())
            else {
                break;
            };
            members.push(GroupNumber { number, whole: None, joint, is_marked, end: next });
            end = next;
        }
        end = text.spaces(if text.folded(end) == '号' && !is_ordinal { end + 1 } else { end });
        // The words for Questions begin with 号 too.
        let (family, next) = self.family(end)?;
        let is_word = is_ordinal && !text.plain(next).is_alphanumeric() && next > end + 1;
        (is_word || is_ideograph(text.folded(end))).then_some((members, family, next))
    }

    /// The place behind the ending of an ordinal.
    pub(super) fn ordinal(&self, at: usize) -> Option<usize> {
        let at = if is_dash(self.text.folded(at)) { at + 1 } else { at };
        let end = self.text.one_of(at, ORDINALS)?;
        (!self.text.plain(end).is_alphanumeric()).then_some(end)
    }
}
