//! What stands at a place of a text: groups, what may be some, or nothing.

use super::lists::{Joint, MOST_MEMBERS, Member, assembled, of};
use super::marks::{Form, Marker, Read, Reader};
use super::words::Family;
use super::written::{is_dash, is_ideograph};
use super::{Group, other_body};

/// Endings of Russian ordinals.
const ORDINALS: [&str; 8] = ["й", "я", "ю", "ей", "ой", "го", "ая", "е"];
/// A meeting of more study groups does not tell which of them a Question is of.
const MOST_BODIES: usize = 3;
/// How words behind a number begin that make it a day or an hour.
const OF_TIME: [&str; 41] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "fev",
    "fév", "avr", "mai", "juin", "juil", "aou", "aoû", "déc", "ene", "abr", "ago", "dic", "de ",
    "янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек", "am", "pm",
    "h",
];
/// The same behind a Chinese number, and what it counts.
const COUNTED: [char; 9] = ['日', '月', '年', '时', '点', '号', '人', '位', '个'];

impl Reader<'_> {
    /// The groups that are named at a place, if a name begins there.
    pub(super) fn mention(&self, at: usize) -> Option<Read> {
        let first = self.text.plain(at);
        if first.is_ascii_digit() || first == '第' {
            let before = at.checked_sub(1).map_or(' ', |at| self.text.plain(at));
            let is_inside = first != '第' && before.is_ascii_alphanumeric()
                || matches!(before, '/' | '.' | ':' | ',' | '-' | '第');
            return if is_inside { None } else { self.behind_numbers(at) };
        }
        if !self.is_border(at) {
            return None;
        }
        let name = self.party_of_body(at).or_else(|| self.name(at)).or_else(|| self.regional(at));
        name.or_else(|| {
            let marker = self.marker(at)?;
            match marker.family {
                Family::StudyGroup => self.study_groups(marker),
                _ => self.parts(marker),
            }
        })
    }

    /// `Question 7/12`, `WP1,2,3/11`, `Q1, Q2 & Q7/20`.
    fn parts(&self, marker: Marker) -> Option<Read> {
        let Marker { family, .. } = marker;
        if let Some((numbers, end)) = self.slashes(marker.end) {
            let (study, parts) = numbers.split_last()?;
            let meant = parts.iter().filter_map(|part| of(family, *part, &Group::Study(*study)));
            return (parts.len() > 1).then(|| Read::doubtful(meant.collect(), end));
        }
        let mut members = self.members(marker.end, Some(family));
        let Some(last) = members.iter().rposition(|member| member.whole.is_some()) else {
            return self.without_whole(marker, &members);
        };
        members.truncate(last + 1);
        // Another study group stands behind a marker of its own: not in "Q7/12, 24/7 support".
        let is_other = |pair: &[Member]| match pair {
            [first, second] => {
                let is_plural = marker.form == Form::Word && marker.is_plural;
                !is_plural
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
            other.first().is_some_and(|first| joints.contains(&first.joint))
        }) {
            let other = assembled(family, &other)?;
            read.meant.extend(other.meant);
            read.end = other.end;
        }
        if marker.form == Form::Doubtful {
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
    fn without_whole(&self, marker: Marker, members: &[Member]) -> Option<Read> {
        let text = self.text;
        let end = members.last()?.end;
        let next = text.plain(end);
        let is_inside = next.is_alphanumeric() && !is_ideograph(next)
            || matches!(next, '/' | '@' | '_')
            || is_dash(next) && text.plain(end + 1).is_alphanumeric();
        if is_inside {
            return None;
        }
        // `q7-12`, as in file names.
        if let [part, Member { number: study, joint: Joint::To, .. }] = members
            && (self.bodies.is_empty() || self.bodies.contains(&Group::Study(*study)))
        {
            let meant = of(marker.family, part.number, &Group::Study(*study))?;
            return Some(Read::doubtful(vec![meant], end));
        }
        let behind = text.spaces(end);
        // "Q4 2026", "Question 5 of the agenda"
        let is_other = text.has_digit(behind)
            || self.apart(behind, self.of_all(behind, |words| words.of)).is_some();
        if is_other || !marker.stands_alone {
            return None;
        }
        let parts_of = |bodies: &[Group]| -> Vec<Group> {
            let part = |body, member: &Member| of(marker.family, member.number, body);
            let parts = |body| members.iter().filter_map(move |member| part(body, member));
            bodies.iter().flat_map(parts).collect()
        };
        // "WP1 TSAG"
        let behind = if behind > end { self.body(behind) } else { None };
        if let Some((body, end)) = behind.filter(|(_, end)| {
            let next = text.plain(*end);
            !next.is_ascii_alphanumeric() && next != '/'
        }) {
            let groups = vec![body];
            let meant = parts_of(&groups);
            let read = Read { groups, meant, end, before_last: 0 };
            return (!read.meant.is_empty()).then_some(read);
        }
        let meant = parts_of(self.bodies);
        let is_told = !meant.is_empty() && self.bodies.len() <= MOST_BODIES;
        is_told.then(|| Read::doubtful(meant, end))
    }

    /// `SG12`, `Study Groups 2 and 13`, `SG12/Q7`.
    fn study_groups(&self, marker: Marker) -> Option<Read> {
        let mut members = self.members(marker.end, Some(marker.family));
        // Not "Study Group 12 and 13 January", but "SG11&13".
        let is_other = |pair: &[Member]| match pair {
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
            if let Some(Read { meant, end, .. }) = all {
                let groups = assembled(marker.family, &members)?.groups;
                return Some(Read { groups, meant, end, before_last: 0 });
            }
        }
        let Read { mut groups, mut meant, end, before_last } = assembled(marker.family, &members)?;
        let next = self.text.plain(end);
        if let [study] = groups.as_slice()
            && let Some(part) = self.marker(end + 1)
            && part.family != Family::StudyGroup
        {
            if next == '/' {
                return self.parts_of(study, part);
            }
            let parts = if is_dash(next) { self.parts_of(study, part) } else { None };
            if let Some(Read { meant, end, .. }) = parts {
                return Some(Read { groups, meant, end, before_last });
            }
        }
        let is_address = next == '@' && !marker.is_capital;
        if !(is_address || next == '/' || next.is_ascii_alphanumeric()) {
            return Some(Read { groups, meant, end, before_last });
        }
        groups.truncate(before_last);
        if let Some((number, end)) = self.text.number(end + 1).filter(|_| next == '/') {
            meant.push(Group::Study(number));
            return Some(Read { groups, meant, end, before_last });
        }
        // `SG12X`, `sg12@itu.int`, `SG12/TD5`
        (!groups.is_empty()).then(|| Read::sure(groups, end))
    }

    /// Whether the numbers behind the first one may be study groups too: "SG12 and 13".
    fn may_be_list(&self, members: &[Member]) -> bool {
        let text = self.text;
        let [first, .., last] = members else { return false };
        let joints = [Joint::And, Joint::Sign, Joint::To];
        let is_joined = members.iter().skip(1).any(|member| joints.contains(&member.joint));
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
    fn party_of_body(&self, at: usize) -> Option<Read> {
        let rest = self.text.rest(at);
        let written = other_body(rest).map(|(body, after)| {
            let length = rest.chars().count() - after.chars().count();
            (body, at + length)
        });
        let (body, end) = written.or_else(|| {
            let end = self.of_all(at, |words| words.tsag)?;
            Some((Group::Named("TSAG".to_owned()), end))
        })?;
        let next = self.text.folded(end);
        let party = self.marker(end + 1).filter(|_| next == '/' || is_dash(next))?;
        self.parts_of(&body, party)
    }

    /// Questions or working parties behind their study group.
    fn parts_of(&self, study: &Group, marker: Marker) -> Option<Read> {
        let members = self.members(marker.end, Some(marker.family));
        let part = |member: &Member| {
            let part = of(marker.family, member.number, study);
            part.filter(|_| member.whole.is_none())
        };
        let parts: Option<Vec<Group>> = members.iter().map(part).collect();
        self.ended(Read::sure(parts?, members.last()?.end))
    }

    /// `第1/11、第2/11和第3/11工作组`, `9-я Исследовательская комиссия`.
    fn behind_numbers(&self, at: usize) -> Option<Read> {
        let first = if self.text.folded(at) == '第' { at + 1 } else { at };
        let (mut members, family, mut end) = self.numbered(first)?;
        let has_whole = members.last()?.whole.is_some();
        // "第7/12号课题和第9/12号课题"
        while members.len() < MOST_MEMBERS
            && let Some((next, joint, _)) = self.next(end, None)
            && let Some((mut more, _, behind)) = self.numbered(next).filter(|(more, of, _)| {
                let is_alike = |last: &Member| last.whole.is_some() == has_whole;
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
                    form: Form::Word,
                    is_capital: false,
                    is_plural: false,
                    stands_alone: true,
                    end,
                };
                self.without_whole(marker, &members)
            }
            _ => None,
        };
        read.map(|read| Read { end: end.max(read.end), ..read })
    }

    /// Numbers, what the word behind them makes of them, and the place behind it.
    fn numbered(&self, first: usize) -> Option<(Vec<Member>, Family, usize)> {
        let text = self.text;
        let mut members = self.members(first, None);
        let mut end = members.last()?.end;
        let is_ordinal = self.ordinal(end).is_some();
        while let Some(ordinal) = self.ordinal(end).filter(|_| members.len() < MOST_MEMBERS) {
            end = ordinal;
            let Some((at, joint, is_marked)) = self.next(end, None) else { break };
            let Some((number, next)) =
                text.number(at).filter(|(_, end)| self.ordinal(*end).is_some())
            else {
                break;
            };
            members.push(Member { number, whole: None, joint, is_marked, end: next });
            end = next;
        }
        end = text.spaces(if text.folded(end) == '号' && !is_ordinal { end + 1 } else { end });
        // The words for Questions begin with 号 too.
        let of = |family: Family| Some((self.of_all(end, family.choice())?, family));
        let (next, family) = Family::ALL.into_iter().filter_map(of).max_by_key(|(end, _)| *end)?;
        let is_word = is_ordinal && !text.plain(next).is_alphanumeric() && next > end + 1;
        (is_word || is_ideograph(text.folded(end))).then_some((members, family, next))
    }

    /// The place behind the ending of an ordinal.
    pub(super) fn ordinal(&self, at: usize) -> Option<usize> {
        let at = if is_dash(self.text.folded(at)) { at + 1 } else { at };
        let end = self.text.one_of(at, ORDINALS)?;
        (!self.text.plain(end).is_alphanumeric()).then_some(end)
    }

    /// What was read, in view of what stands right behind it.
    fn ended(&self, read: Read) -> Option<Read> {
        let is_inside = |at: &usize| {
            let next = self.text.plain(*at);
            next.is_ascii_alphanumeric() || next == '/'
        };
        if !is_inside(&read.end) {
            return Some(read);
        }
        let next = read.end + 1;
        let is_list = self.text.has_digit(next) || self.marker(next).is_some();
        let Read { mut groups, meant, end, before_last } = read;
        groups.truncate(before_last);
        if self.text.plain(end) == '/' && !is_list {
            // `Q7/12/TD5` is a document.
            return (!groups.is_empty()).then(|| Read::sure(groups, end));
        }
        // `Q7/12bis`
        let end = (next..).find(|at| !is_inside(at)).unwrap_or(next);
        Some(Read { groups, meant, end, before_last })
    }
}
