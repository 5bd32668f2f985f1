//! What stands at a place of a text: groups, what may be some, or nothing.

use super::lists::{GroupNumber, Joint, MOST_MEMBERS, WITH, assembled, last_of, of};
use super::marks::{GroupsRead, MarkReader, Marker, MarkerForm};
use super::words::{Family, WordMeaning};
use super::written::{is_dash, is_ideograph};
use super::{Group, other_body};

/// If several study groups meet, it is unknown which of them a Question belongs to.
const MOST_BODIES: usize = 3;
/// Beginnings of words after a number that make it a day or a time.
const OF_TIME: [&str; 41] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "fev",
    "fév", "avr", "mai", "juin", "juil", "aou", "aoû", "déc", "ene", "abr", "ago", "dic", "de ",
    "янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек", "am", "pm",
    "h",
];
/// The same behind a Chinese number, and what it counts.
const COUNTED: [char; 9] = ['日', '月', '年', '时', '点', '号', '人', '位', '个'];

/// Beginnings of words that make a number a duration.
const UNITS: [&str; 13] = [
    "minute", "min ", "hour", "day", "week", "heure", "jour", "semaine", "minuto", "hora", "dia",
    "мин", "час",
];

impl MarkReader<'_> {
    /// The groups named at a place, if a name begins there; otherwise the place to continue.
    pub(super) fn mention(&self, at: usize) -> Result<GroupsRead, usize> {
        let first = self.text.plain(at);
        if first.is_ascii_digit() || first == '第' {
            let before = at.checked_sub(1).map_or(' ', |at| self.text.plain(at));
            let is_inside = first != '第' && before.is_ascii_alphanumeric()
                || matches!(before, '/' | '.' | ':' | ',' | '-' | '第');
            return if is_inside { Err(at + 1) } else { self.behind_numbers(at) };
        }
        if !self.is_border(at) {
            return Err(at + 1);
        }
        let name = self.party_of_body(at).or_else(|| self.name(at));
        let name = name.or_else(|| self.regional(at)).or_else(|| self.spaced_name(at));
        if let Some(name) = name {
            return Ok(name);
        }
        let marker = self.marker(at).ok_or(at + 1)?;
        // "CE 5 minutes"
        let is_count = |(_, end): (u8, usize)| self.is_before(end, &UNITS);
        if marker.form == MarkerForm::SignOfOne
            && self.text.number(marker.end).is_some_and(is_count)
        {
            return Err(marker.end);
        }
        let read = match marker.family {
            Family::StudyGroup => self.study_groups(marker),
            _ => self.parts(marker),
        };
        read.ok_or_else(|| {
            // The parts of a short list may be named one by one: "q7, Q9".
            let members = self.members(marker.end, Some(marker.family));
            last_of(&members).filter(|_| members.len() == MOST_MEMBERS).unwrap_or(at + 1)
        })
    }

    /// `Question 7/12`, `WP1,2,3/11`, `Q1, Q2 & Q7/20`.
    fn parts(&self, marker: Marker) -> Option<GroupsRead> {
        let Marker { family, .. } = marker;
        if let Some((numbers, end)) = self.slashes(marker.end) {
            let (study, parts) = numbers.split_last()?;
            let meant = parts.iter().filter_map(|part| of(family, *part, &Group::Study(*study)));
            return (parts.len() > 1).then(|| GroupsRead::doubtful(meant.collect(), end));
        }
        let mut members = self.members(marker.end, Some(family));
        let Some(last) = members.iter().rposition(|member| member.whole.is_some()) else {
            return self.without_whole(marker, &members);
        };
        members.truncate(last + 1);
        // Another study group stands behind a marker of its own: not in "Q7/12, 24/7 support".
        let is_plural = marker.form == MarkerForm::Word && marker.is_plural;
        let is_other = |pair: &[GroupNumber]| match pair {
            [first, second] => {
                // "Questions 3/12, 1/2"
                let may_be_other = second.joint == Joint::Comma && second.may_be_fraction();
                (!is_plural || may_be_other)
                    && !second.is_marked
                    && second.whole.is_some()
                    && first.whole.is_some()
                    && first.whole != second.whole
            }
            _ => false,
        };
        let other = members.windows(2).position(is_other).map(|first| members.split_off(first + 1));
        let mut read = assembled(family, &members)?;
        if let Some(other) = other.filter(|other| {
            let joints = [Joint::And, Joint::Sign, Joint::With];
            other.first().is_some_and(|first| is_plural || joints.contains(&first.joint))
        }) {
            let other = assembled(family, &other)?;
            read.meant.extend(other.meant);
            read.end = other.end;
        }
        if marker.form == MarkerForm::Doubtful {
            read.groups.clear();
        }
        self.ended(read)
    }

    /// More numbers with slashes than those of a part and its study group: `7/9/12`. Of a date there is
    /// one only.
    fn slashes(&self, at: usize) -> Option<(Vec<u8>, usize)> {
        let (number, mut end) = self.text.number(at)?;
        let mut numbers = vec![number];
        while self.text.folded(end) == '/' && self.text.has_digit(end + 1) {
            let Some((number, next)) = self.text.number(end + 1) else {
                return Some((vec![1], end));
            };
            numbers.push(number);
            end = next;
        }
        (numbers.len() > 2).then_some((numbers, end))
    }

    /// Numbers of Questions or working parties without their study group: `WP1`, `Questions 7 and 9`.
    pub(super) fn without_whole(
        &self,
        marker: Marker,
        members: &[GroupNumber],
    ) -> Option<GroupsRead> {
        let text = self.text;
        let end = members.last()?.end;
        if let Some(read) = self.with_others(marker.family, members) {
            return Some(read);
        }
        let party = self.bare_party(end).filter(|_| marker.family == Family::Question);
        let end = party.unwrap_or(end);
        let next = text.plain(end);
        let is_inside = next.is_alphanumeric() && !is_ideograph(next)
            || matches!(next, '/' | '@' | '_')
            || is_dash(next) && text.plain(end + 1).is_alphanumeric();
        if is_inside {
            return None;
        }
        // `q7-12`, as in file names.
        if let [part, GroupNumber { number: study, joint: Joint::To, .. }] = members
            && (self.bodies.is_empty() || self.bodies.contains(&Group::Study(*study)))
        {
            let meant = of(marker.family, part.number, &Group::Study(*study))?;
            return Some(GroupsRead::doubtful(vec![meant], end));
        }
        let behind = text.spaces(end);
        // "Q4 2026", "Question 5 of the agenda"
        let is_other = text.has_digit(behind)
            || self.apart(behind, self.word(behind, WordMeaning::Of)).is_some();
        if is_other || !(marker.stands_alone || party.is_some()) {
            return None;
        }
        let parts_of = |bodies: &[Group]| -> Vec<Group> {
            let part = |body, member: &GroupNumber| of(marker.family, member.number, body);
            let parts = |body| members.iter().filter_map(move |member| part(body, member));
            bodies.iter().flat_map(parts).collect()
        };
        // "WP1 TSAG", "WP1 (TSAG)", "WP1 – TSAG"
        let is_sign = behind > end && (text.folded(behind) == '(' || is_dash(text.folded(behind)));
        let name = if is_sign { text.spaces(behind + 1) } else { behind };
        let behind = if behind > end { self.body(name) } else { None };
        if let Some((body, end)) = behind.filter(|(_, end)| {
            let next = text.plain(*end);
            !next.is_ascii_alphanumeric() && next != '/'
        }) {
            let groups = vec![body];
            let meant = parts_of(&groups);
            let read = GroupsRead { groups, meant, end, before_last: 0 };
            return (!read.meant.is_empty()).then_some(read);
        }
        let meant = parts_of(self.bodies);
        let is_told = !meant.is_empty() && self.bodies.len() <= MOST_BODIES;
        is_told.then(|| GroupsRead::doubtful(meant, end))
    }

    /// Parts of one kind before parts of the other, which name the study group of all: `Q7 and
    /// WP1/12`, `WP1/Q7/12`.
    fn with_others(&self, family: Family, members: &[GroupNumber]) -> Option<GroupsRead> {
        let text = self.text;
        let end = members.last()?.end;
        let sign = text.spaces(end);
        let is_part = family == Family::WorkingParty && text.folded(end) == '/';
        let is_sign = is_part || matches!(text.folded(sign), ',' | ';' | '、' | '،' | '&' | '+');
        let and = if is_sign { text.spaces(sign + 1) } else { sign };
        let word = self.word(and, WordMeaning::And).max(text.one_of(and, WITH));
        let word = self.apart(and, word);
        let marker = self.marker(word.unwrap_or(and)).filter(|marker| {
            (is_sign || word.is_some())
                && !matches!(marker.family, of if of == family || of == Family::StudyGroup)
        })?;
        let mut others = self.members(marker.end, Some(marker.family));
        others.truncate(others.iter().rposition(|member| member.whole.is_some())? + 1);
        let read = self.ended(assembled(marker.family, &others)?)?;
        let whole = read.groups.first().filter(|_| read.groups == read.meant)?.parent()?;
        if is_part {
            return Some(read);
        }
        let own = members.iter().map(|member| of(family, member.number, &whole));
        let own: Option<Vec<Group>> = own.collect();
        Some(GroupsRead::sure([own?, read.groups].concat(), read.end))
    }

    /// The place behind a working party that a Question is of, without its study group: `Q7 of WP1`,
    /// `Q7/WP1`, `Q7 (WP1)`.
    fn bare_party(&self, at: usize) -> Option<usize> {
        let text = self.text;
        let next = text.spaces(at);
        let bracket = text.folded(next) == '(';
        let behind = if bracket || text.folded(next) == '/' {
            text.spaces(next + 1)
        } else {
            self.apart(next, self.word(next, WordMeaning::Of))?
        };
        let party = self.marker(behind).filter(|party| party.family == Family::WorkingParty)?;
        let (_, end) = text.number(party.end)?;
        Some(if bracket && text.folded(end) == ')' { end + 1 } else { end })
    }

    /// `SG12`, `Study Groups 2 and 13`, `SG12/Q7`.
    fn study_groups(&self, marker: Marker) -> Option<GroupsRead> {
        let mut members = self.members(marker.end, Some(marker.family));
        // Not "Study Group 12 and 13 January", but "SG11&13".
        let is_other = |pair: &[GroupNumber]| match pair {
            [first, second] => {
                let is_close = matches!(self.text.plain(first.end), '&' | '+');
                !marker.is_plural && !second.is_marked && !is_close
            }
            _ => false,
        };
        if let Some(first) = members.windows(2).position(is_other) {
            let all = self.may_be_list(members.get(first..)?);
            let all = if all { assembled(marker.family, &members) } else { None };
            members.truncate(first + 1);
            if let Some(GroupsRead { meant, end, .. }) = all {
                let groups = assembled(marker.family, &members)?.groups;
                return Some(GroupsRead { groups, meant, end, before_last: 0 });
            }
        }
        let GroupsRead { mut groups, mut meant, end, before_last } =
            assembled(marker.family, &members)?;
        let next = self.text.plain(end);
        if let [study] = groups.as_slice()
            && let Some(part) = self.marker(end + 1)
            && part.family != Family::StudyGroup
        {
            if next == '/' {
                return self.parts_of(study, part);
            }
            let parts = if is_dash(next) { self.parts_of(study, part) } else { None };
            if let Some(GroupsRead { meant, end, .. }) = parts {
                return Some(GroupsRead { groups, meant, end, before_last });
            }
        }
        let is_address = next == '@' && !marker.is_capital;
        if !(is_address || next == '/' || next.is_ascii_alphanumeric()) {
            return Some(GroupsRead { groups, meant, end, before_last });
        }
        groups.truncate(before_last);
        if let Some((number, end)) = self.text.number(end + 1)
            && next == '/'
        {
            meant.push(Group::Study(number));
            return Some(GroupsRead { groups, meant, end, before_last });
        }
        // `SG12X`, `sg12@itu.int`, `SG12/TD5`
        (!groups.is_empty()).then(|| GroupsRead::sure(groups, end))
    }

    /// Whether the numbers behind the first one may be study groups too: "SG12 and 13".
    fn may_be_list(&self, members: &[GroupNumber]) -> bool {
        let text = self.text;
        let [first, .., last] = members else { return false };
        let joints = [Joint::And, Joint::Sign, Joint::To];
        // Commas alone join numbers with which the words end: not in "SG12, 13 documents".
        let is_end = matches!(text.plain(text.spaces(last.end)), '\0' | ':' | ')');
        let is_joined =
            is_end || members.iter().skip(1).any(|member| joints.contains(&member.joint));
        // "SG12和第1工作组"
        let is_other = (first.end..last.end).any(|at| text.folded(at) == '第');
        let next = text.plain(last.end);
        let is_inside = next.is_alphanumeric() && !is_ideograph(next)
            || matches!(next, '/' | '@' | '%' | '_')
            || COUNTED.contains(&next)
            || is_dash(next) && text.plain(last.end + 1).is_alphanumeric()
            || text.goes_on(last.end);
        let behind = text.spaces(last.end);
        let is_time =
            behind > last.end && (text.has_digit(behind) || text.one_of(behind, OF_TIME).is_some());
        is_joined && !is_other && !is_inside && !is_time
    }

    /// `TSAG/WP1`, `TSAG-WP1`
    fn party_of_body(&self, at: usize) -> Option<GroupsRead> {
        let rest = self.text.rest(at);
        let written = other_body(rest).map(|(body, after)| {
            let length = rest.chars().count() - after.chars().count();
            (body, at + length)
        });
        let (body, end) = written.or_else(|| {
            let end = self.word(at, WordMeaning::Tsag)?;
            Some((Group::Named("TSAG".to_owned()), end))
        })?;
        let next = self.text.folded(end);
        let party = self.marker(end + 1).filter(|_| next == '/' || is_dash(next))?;
        self.parts_of(&body, party)
    }

    /// Questions or working parties behind their study group.
    fn parts_of(&self, study: &Group, marker: Marker) -> Option<GroupsRead> {
        let members = self.members(marker.end, Some(marker.family));
        let part = |member: &GroupNumber| {
            let part = of(marker.family, member.number, study);
            part.filter(|_| member.whole.is_none())
        };
        let parts: Option<Vec<Group>> = members.iter().map(part).collect();
        self.ended(GroupsRead::sure(parts?, members.last()?.end))
    }

    /// The reading, corrected by what follows directly.
    fn ended(&self, read: GroupsRead) -> Option<GroupsRead> {
        let is_inside = |at: &usize| {
            let next = self.text.plain(*at);
            next.is_ascii_alphanumeric() || next == '/'
        };
        if !is_inside(&read.end) {
            return Some(read);
        }
        let next = read.end + 1;
        let is_list = self.text.has_digit(next) || self.marker(next).is_some();
        let GroupsRead { mut groups, meant, end, before_last } = read;
        groups.truncate(before_last);
        if self.text.plain(end) == '/' && !is_list {
            // `Q7/12/TD5` is a document.
            return (!groups.is_empty()).then(|| GroupsRead::sure(groups, end));
        }
        // `Q7/12bis`
        let end = (next..).find(|at| !is_inside(at)).unwrap_or(next);
        Some(GroupsRead { groups, meant, end, before_last })
    }
}
