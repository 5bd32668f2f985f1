//! Lists of numbers: `7, 9 and 12/12`, `3-5/11`, `1/11、第2/11`.

use super::Group;
use super::marks::{GroupsRead, MarkReader};
use super::words::{Family, WordMeaning};
use super::written::is_dash;

/// How a number is joined to the previous one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    Comma,
    /// A word.
    And,
    /// `&` or `+`.
    Sign,
    /// A word for a joint meeting.
    With,
    /// As the end of a range.
    To,
}

/// A number of a list.
pub(super) struct GroupNumber {
    pub(super) number: u8,
    /// The body that follows it.
    pub(super) whole: Option<Group>,
    pub(super) joint: Joint,
    /// Whether it has a marker of its own.
    pub(super) is_marked: bool,
    pub(super) end: usize,
}

/// Words between the ends of a range.
const TO: [&str; 10] = ["to", "through", "thru", "until", "a", "по", "до", "至", "到", "إلى"];

/// Words between those who meet jointly.
pub(super) const WITH: [&str; 6] =
    ["with", "jointly with", "together with", "avec", "con", "совместно с"];

/// Word beginnings that make a number in a list a count: "SG12 & 2 others".
const OTHERS: [&str; 17] = [
    "other",
    "more",
    "further",
    "additional",
    "guest",
    "invited",
    "people",
    "persons",
    "autre",
    "invite",
    "otr",
    "más",
    "друг",
    "гост",
    "أخرى",
    "آخر",
    "ضيوف",
];

/// The most numbers of a list; a study group has some twenty Questions.
pub(super) const MOST_MEMBERS: usize = 100;

impl MarkReader<'_> {
    /// The place of the next number of a list, how it is joined, and whether it has a marker.
    pub(super) fn next(&self, at: usize, family: Option<Family>) -> Option<(usize, Joint, bool)> {
        let text = self.text;
        let joined = |at: usize, joint: Joint| self.joined(at, joint, family);
        if is_dash(text.folded(at)) {
            return joined(at + 1, Joint::To);
        }
        let next = text.spaces(at);
        if let Some(to) = self.apart(next, text.one_of(next, TO)) {
            return joined(to, Joint::To);
        }
        if let Some(with) = self.apart(next, text.one_of(next, WITH)) {
            return joined(with, Joint::With);
        }
        let sign = match text.folded(next) {
            ',' | ';' | '、' | '،' => Some(Joint::Comma),
            '&' | '+' => Some(Joint::Sign),
            '/' => Some(Joint::And),
            _ => None,
        };
        let behind = sign.map_or(next, |_| text.spaces(next + 1));
        let and = self.apart(behind, self.word(behind, WordMeaning::And));
        match (and, sign) {
            (Some(and), _) => joined(and, Joint::And),
            // "Q7/Q9/12"; "Q7/9/12" is looked at elsewhere.
            (None, Some(Joint::And)) => joined(behind, Joint::And).filter(|(.., again)| *again),
            (None, Some(joint)) => joined(behind, joint),
            (None, None) => None,
        }
    }

    /// The place of a number that is joined to the previous one, and whether it has a marker.
    fn joined(
        &self,
        at: usize,
        joint: Joint,
        family: Option<Family>,
    ) -> Option<(usize, Joint, bool)> {
        let text = self.text;
        // SG12RG-AFR is a group of its own.
        let marker = if self.name(at).is_some() { None } else { self.marker(at) };
        let again = marker.filter(|marker| Some(marker.family) == family);
        let number = again.map_or(at, |marker| marker.end);
        let is_ordinal = text.folded(number) == '第';
        let number = if is_ordinal { number + 1 } else { number };
        let is_numeral = (is_ordinal || family.is_none()) && text.number(number).is_some();
        let is_number = text.has_digit(number) || is_numeral;
        is_number.then_some((number, joint, again.is_some()))
    }

    /// The number behind a dash between spaces. Only behind a whole group is it the end of a range:
    /// "Q7/12 – Q9/12", but "Q7 – 9 documents".
    fn behind_dash(&self, at: usize, family: Option<Family>) -> Option<(usize, Joint, bool)> {
        let dash = self.text.spaces(at);
        let is_spaced = dash > at && is_dash(self.text.folded(dash));
        if !is_spaced {
            return None;
        }
        self.joined(self.text.spaces(dash + 1), Joint::To, family)
    }

    /// The numbers of a list.
    pub(super) fn members(&self, at: usize, family: Option<Family>) -> Vec<GroupNumber> {
        let mut members: Vec<GroupNumber> = Vec::new();
        let mut next = Some((at, Joint::Comma, true));
        while members.len() < MOST_MEMBERS
            && let Some((at, joint, is_marked)) = next
            && let Some((number, end)) = self.text.number(at)
            && (members.is_empty()
                || !self.text.goes_on(end) && (is_marked || !self.is_before(end, &OTHERS)))
        {
            let whole = match family {
                Some(Family::StudyGroup) => None,
                _ => self.whole(end, family.unwrap_or(Family::WorkingParty)),
            };
            let end = whole.as_ref().map_or(end, |(_, end)| *end);
            let whole = whole.map(|(whole, _)| whole);
            let is_whole = whole.is_some();
            members.push(GroupNumber { number, whole, joint, is_marked, end });
            // "第7/12号和第9/12号课题"
            let is_closed = self.text.folded(end) == '号';
            let end = if is_closed { end + 1 } else { end };
            next = self.next(end, family);
            if next.is_none() && is_whole {
                next = self.behind_dash(end, family);
            }
        }
        members
    }
}

impl GroupNumber {
    /// Whether it may be a part of some: `1/2`, or `24/7`.
    pub(super) fn may_be_fraction(&self) -> bool {
        let Some(Group::Study(whole)) = self.whole else { return false };
        self.number <= whole && whole <= 4 || (self.number, whole) == (24, 7)
    }
}

/// The place where the last number of a list begins, or the text before it: a decision about the
/// whole list also applies to the rest after its first numbers, so they are not read again.
pub(super) fn last_of(members: &[GroupNumber]) -> Option<usize> {
    let [.., before, _] = members else { return None };
    Some(before.end)
}

/// A group of one body.
pub(super) fn of(family: Family, number: u8, whole: &Group) -> Option<Group> {
    match (family, whole) {
        (Family::StudyGroup, _) => Some(Group::Study(number)),
        (Family::WorkingParty, Group::Study(study)) => Some(Group::WorkingParty(number, *study)),
        (Family::WorkingParty, Group::Named(body)) => Some(Group::PartyOf(number, body.clone())),
        (Family::Question, Group::Study(study)) => Some(Group::Question(number, *study)),
        _ => None,
    }
}

/// The groups of a list. A number without a body belongs to the body of the next one.
pub(super) fn assembled(family: Family, members: &[GroupNumber]) -> Option<GroupsRead> {
    let end = members.last()?.end;
    let mut read = GroupsRead::sure(Vec::new(), end);
    let whole_of = |at: usize| {
        let own = members.get(at..)?.iter().find_map(|member| member.whole.as_ref());
        own.or((family == Family::StudyGroup).then_some(&Group::Study(0)))
    };
    let mut is_sure = true;
    for (at, member) in members.iter().enumerate() {
        let whole = whole_of(at)?;
        let before = at.checked_sub(1).and_then(|at| Some((members.get(at)?, whole_of(at)?)));
        if let Some((from, _)) =
            before.filter(|(_, of_from)| member.joint == Joint::To && *of_from == whole)
        {
            // `Q3-5/11` is a range; `Q3/11-Q5/11` may be two Questions.
            let is_range = from.whole.is_none() && !member.is_marked;
            let numbers = from.number.saturating_add(1)..member.number;
            is_sure &= !is_range || from.number < member.number;
            for number in numbers {
                let between = of(family, number, whole)?;
                read.meant.push(between.clone());
                read.groups.extend(is_range.then_some(between));
            }
        }
        let is_own =
            family == Family::StudyGroup || before.is_some_and(|(from, _)| from.whole.is_some());
        if is_own {
            read.before_last = read.groups.len();
        }
        let group = of(family, member.number, whole)?;
        read.groups.push(group.clone());
        read.meant.push(group);
    }
    if !is_sure {
        read.groups.clear();
    }
    Some(read)
}
