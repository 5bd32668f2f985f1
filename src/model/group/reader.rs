//! What stands at a place of a text: groups, what may be some, or nothing.

use super::Group;
use super::lists::{Joint, MOST_MEMBERS, Member, assembled, of};
use super::marks::{Form, Marker, Read, Reader};
use super::words::Family;
use super::written::{is_dash, is_ideograph};

/// Endings of Russian ordinals.
const ORDINALS: [&str; 8] = ["й", "я", "ю", "ей", "ой", "го", "ая", "е"];
/// A meeting of more study groups does not tell which of them a Question is of.
const MOST_STUDIES: usize = 3;

impl Reader<'_> {
    /// The groups that are named at a place, if a name begins there.
    pub(super) fn mention(&self, at: usize) -> Option<Read> {
        let first = self.text.plain(at);
        if first.is_ascii_digit() || first == '第' {
            let before = at.checked_sub(1).map_or(' ', |at| self.text.plain(at));
            let is_inside = before.is_ascii_alphanumeric()
                || matches!(before, '/' | '.' | ':' | ',' | '-' | '第');
            return if is_inside { None } else { self.behind_numbers(at) };
        }
        if !self.is_border(at) {
            return None;
        }
        let name = self.name(at);
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
                marker.form != Form::Word
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
            other.first().is_some_and(|first| matches!(first.joint, Joint::And | Joint::Sign))
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
        let text = &self.text;
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
            && (self.studies.is_empty() || self.studies.contains(study))
        {
            let meant = of(marker.family, part.number, &Group::Study(*study))?;
            return Some(Read::doubtful(vec![meant], end));
        }
        let behind = text.spaces(end);
        // "Q4 2026", "Question 5 of the agenda"
        let is_other = text.has_digit(behind)
            || self.apart(behind, self.of_all(behind, |words| words.of)).is_some();
        let is_marked = match marker.form {
            Form::Word => true,
            Form::Sign => marker.is_capital,
            Form::SignOfOne | Form::Doubtful => false,
        };
        if is_other || !is_marked || self.studies.len() > MOST_STUDIES {
            return None;
        }
        let part =
            |study: u8, member: &Member| of(marker.family, member.number, &Group::Study(study));
        let meant: Vec<Group> = self
            .studies
            .iter()
            .flat_map(|study| members.iter().filter_map(|member| part(*study, member)))
            .collect();
        (!meant.is_empty()).then(|| Read::doubtful(meant, end))
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
            members.truncate(first + 1);
        }
        let Read { mut groups, mut meant, end, before_last } = assembled(marker.family, &members)?;
        let next = self.text.plain(end);
        if let ('/', [study]) = (next, groups.as_slice())
            && let Some(part) = self.marker(end + 1)
            && part.family != Family::StudyGroup
        {
            return self.parts_of(study, part);
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
        let text = &self.text;
        let first = if text.folded(at) == '第' { at + 1 } else { at };
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
        if !is_word && !is_ideograph(text.folded(end)) {
            return None;
        }
        let has_whole = members.last()?.whole.is_some();
        let is_bare = members.iter().all(|member| member.whole.is_none());
        let marker = Marker { family, form: Form::Word, is_capital: false, is_plural: false, end };
        let read = match family {
            Family::StudyGroup if is_bare => assembled(family, &members),
            Family::WorkingParty | Family::Question if has_whole => assembled(family, &members),
            Family::WorkingParty | Family::Question if is_bare => {
                self.without_whole(marker, &members)
            }
            _ => None,
        };
        read.map(|read| Read { end: next, ..read })
    }

    /// The place behind the ending of an ordinal.
    fn ordinal(&self, at: usize) -> Option<usize> {
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
