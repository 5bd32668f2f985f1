//! What was found in a letter so far, and how to look for phrases in it.

use crate::finding::{Findings, Place};
use crate::letter::lex::dates::DateMention;
use crate::letter::lex::distinct;
use crate::letter::lex::groups::{self, GroupMention};
use crate::letter::lex::marks::phrases;
use crate::letter::lex::normal::Normal;
use crate::letter::lex::times::{self, TimeMention};
use crate::letter::lex::zones::names_zone;
use crate::letter::read::document::Span;
use crate::letter::shape::prose;
use crate::letter::words::Sense;
use crate::letter::{Evidence, Passed, Reason};
use crate::model::Group;
use crate::zone::{ZURICH, Zone};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// A letter while it is read: its normal text with what stands in it, and what was read so far.
pub(crate) struct LetterText<'a> {
    /// The text.
    pub(crate) normal: &'a Normal,
    /// All dates in it.
    pub(crate) dates: &'a [DateMention],
    /// All times of day in it.
    pub(crate) times: Vec<TimeMention>,
    /// The words of hours in it that were not understood.
    unread: Vec<Span>,
    /// All groups in it.
    pub(crate) groups: Vec<GroupMention>,
    /// The zone of the meeting's place, as far as it is known.
    pub(crate) zone: Cell<Zone>,
    /// Where sentences end in it.
    ends: Vec<usize>,
    /// What was read of it so far.
    pub(crate) reading: RefCell<LetterReading>,
}

/// What was read of a letter so far. All who read it add to this; the text itself stays as it is.
#[derive(Debug, Default)]
pub(crate) struct LetterReading {
    /// The values with the words they were read from.
    pub(crate) evidence: Vec<Evidence>,
    /// The words that were understood as none.
    pub(crate) passed: Vec<Passed>,
    /// Where those stand.
    passed_at: BTreeSet<Place>,
    /// What is doubtful or missing.
    pub(crate) findings: Findings,
}

impl LetterReading {
    /// Adds what was read in another part of the letter.
    pub(crate) fn extend(&mut self, other: Self) {
        self.evidence.extend(other.evidence);
        self.passed.extend(other.passed);
        self.findings.extend(other.findings);
    }
}

impl<'a> LetterText<'a> {
    /// Looks at a text for the first time.
    pub(crate) fn new(normal: &'a Normal) -> Self {
        let dates = &normal.dates;
        let mut ends = prose::ends(normal, &(0..normal.text().len()));
        // "с 30 мая по 1 июня 2029 г. (пятница)", "30.07.2027\n– 02.08.2027"
        ends.retain(|end| {
            let next = dates.partition_point(|date| date.span.end <= *end);
            dates.get(next).is_none_or(|date| *end <= date.span.start)
        });
        let (times, unread) = times::read(normal.tokens());
        Self {
            normal,
            dates,
            times,
            unread,
            groups: groups::groups(normal.text(), normal.tokens(), None),
            zone: Cell::new(ZURICH),
            ends,
            reading: RefCell::default(),
        }
    }

    /// Notes where a value stands.
    pub(crate) fn note(&self, field: impl Into<String>, value: impl ToString, span: &Span) {
        let place = self.normal.place(span);
        let evidence = Evidence { field: field.into(), value: value.to_string(), place };
        self.reading.borrow_mut().evidence.push(evidence);
    }

    /// Notes why words are no value.
    pub(crate) fn none(&self, span: &Span, reason: Reason) {
        let place = self.normal.place(span);
        let mut reading = self.reading.borrow_mut();
        if reading.passed_at.insert(place) {
            reading.passed.push(Passed { place, reason });
        }
    }

    /// Reports that some words are doubtful or were not understood, and what to do about them.
    pub(crate) fn doubt(
        &self,
        check: &'static str,
        span: &Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.doubt_at(check, Some(self.normal.place(span)), message, help);
    }

    /// The same of a place that is known, or of the whole letter.
    pub(crate) fn doubt_at(
        &self,
        check: &'static str,
        place: Option<Place>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.reading.borrow_mut().findings.doubt(check, place, message).help(help);
    }

    /// The checks that doubt something, by place.
    #[cfg(test)]
    pub(crate) fn checks(&self) -> Vec<String> {
        let reading = self.reading.borrow();
        let findings = reading.findings.sorted();
        findings.iter().map(|finding| format!("{:?}", finding.level)).collect()
    }

    /// The dates in a stretch.
    pub(crate) fn dates_in(&self, span: &Span) -> impl Iterator<Item = &DateMention> {
        let first = self.dates.partition_point(|date| date.span.start < span.start);
        let end = span.end;
        let inside = self.dates.get(first..).unwrap_or_default().iter();
        inside
            .take_while(move |date| date.span.start < end)
            .filter(move |date| date.span.end <= end)
    }

    /// The times in a stretch that can be nothing else.
    pub(crate) fn times_in(&self, span: &Span) -> impl Iterator<Item = &TimeMention> {
        let first = self.times.partition_point(|time| time.start < span.start);
        let end = span.end;
        let inside = self.times.get(first..).unwrap_or_default().iter();
        inside.take_while(move |time| time.end <= end).filter(|time| time.is_sure)
    }

    /// Whether the name of a city says whose hours those beside it are, and so is not a place: "14:00 (Geneva)",
    /// "hora de Ginebra".
    pub(crate) fn is_zone(&self, city: &Span) -> bool {
        let earlier = self.times.partition_point(|time| time.start < city.start).checked_sub(1);
        let earlier = earlier.and_then(|at| self.times.get(at));
        // "at 14:00 in Geneva" names the place too.
        let is_beside = |time: &TimeMention| {
            (time.end..time.zone_end).contains(&city.start)
                && !self.normal.slice(&(time.end..city.start)).contains(char::is_alphanumeric)
        };
        earlier.is_some_and(is_beside) || names_zone(self.normal.tokens(), city)
    }

    /// The words of hours in a stretch that were not understood.
    pub(crate) fn unread_in(&self, span: &Span) -> impl Iterator<Item = &Span> {
        self.unread.iter().filter(|unread| within(unread, span))
    }

    /// Where groups are named in a stretch.
    pub(crate) fn groups_in(&self, span: &Span) -> &[GroupMention] {
        let first = self.groups.partition_point(|groups| groups.span.start < span.start);
        let behind = self.groups.get(first..).unwrap_or_default();
        let inside = behind.iter().take_while(|groups| groups.span.end <= span.end).count();
        behind.get(..inside).unwrap_or_default()
    }

    /// All groups that a stretch names.
    pub(crate) fn named_in(&self, span: &Span) -> impl Iterator<Item = &Group> {
        self.groups_in(span).iter().flat_map(|mention| &mention.groups)
    }

    /// Whether a byte is of a date. This is asked of every word, so the dates are not gone through.
    pub(crate) fn is_of_date(&self, at: usize) -> bool {
        let next = self.dates.partition_point(|date| date.span.start <= at);
        let last = next.checked_sub(1).and_then(|last| self.dates.get(last));
        last.is_some_and(|date| date.span.contains(&at))
    }

    /// Whether a byte is of the name of a group.
    pub(crate) fn is_of_group(&self, at: usize) -> bool {
        let next = self.groups.partition_point(|groups| groups.span.start <= at);
        let last = next.checked_sub(1).and_then(|last| self.groups.get(last));
        last.is_some_and(|groups| groups.span.contains(&at))
    }

    /// Where phrases of all languages stand in a stretch, in their order.
    pub(crate) fn all(&self, span: &Span, of: Sense) -> Vec<Span> {
        self.normal.marks.all(of, span).collect()
    }

    /// Where the first of some phrases stands in a stretch.
    pub(crate) fn first(&self, span: &Span, of: Sense) -> Option<Span> {
        self.normal.marks.first(of, span)
    }

    /// Where the last of some phrases stands in a stretch.
    pub(crate) fn last(&self, span: &Span, of: Sense) -> Option<Span> {
        self.normal.marks.all(of, span).last()
    }

    /// Whether a stretch has one of some phrases.
    pub(crate) fn has(&self, span: &Span, of: Sense) -> bool {
        self.normal.marks.has(of, span)
    }

    /// Whether a stretch has one of the phrases of several senses.
    pub(crate) fn has_any(&self, span: &Span, of: &[Sense]) -> bool {
        self.normal.marks.has_any(of, span)
    }

    /// Whether one of some phrases begins at a byte.
    pub(crate) fn begins(&self, at: usize, of: Sense) -> bool {
        self.normal.marks.begins(of, at)
    }

    /// The sentence around a place, inside a stretch.
    pub(crate) fn sentence(&self, at: usize, inside: &Span) -> Span {
        let next = self.ends.partition_point(|end| *end <= at);
        let start = next.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or(0);
        let end = self.ends.get(next).copied().unwrap_or(self.normal.text().len());
        start.max(inside.start).min(at)..end.min(inside.end).max(at)
    }
}

/// A stretch moved to the borders of characters, and into the text.
pub(crate) fn floor(found: &LetterText<'_>, span: Span) -> Span {
    let text = found.normal.text();
    let start = text.floor_char_boundary(span.start);
    start..text.ceil_char_boundary(span.end).max(start)
}

/// Whether a stretch lies in another.
pub(crate) fn within(inner: &Span, outer: &Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The groups of several mentions, each once; of a study group and its parts only the parts.
pub(crate) fn narrowest(mentions: &[GroupMention]) -> Vec<Group> {
    let all = distinct(mentions.iter().flat_map(|mention| mention.groups.iter().cloned()));
    let is_whole = |group: &Group| all.iter().any(|part| part != group && group.covers(part));
    all.iter().filter(|group| !is_whole(group)).cloned().collect()
}

/// Those who meet: the narrowest groups; of "Study Group 16 and Working Party 3/16" both.
pub(crate) fn meeting(found: &LetterText<'_>, mentions: &[GroupMention]) -> Vec<Group> {
    let mut all = narrowest(mentions);
    for (at, (whole, part)) in mentions.iter().zip(mentions.iter().skip(1)).enumerate() {
        let between = whole.span.end..part.span.start;
        let tokens = found.normal.tokens_in(&between);
        let [group] = whole.groups.as_slice() else { continue };
        let is_part = |part: &Group| part != group && group.covers(part);
        let is_whole = part.groups.iter().all(is_part);
        // "Question 3/9 of Study Group 9 and Question 4/9"
        let is_said_before = mentions.iter().take(at).flat_map(|said| &said.groups).any(is_part);
        // "Study Group 9 (3-7 May) and Working Party 1/9", "وفرقة العمل"
        let is_and = |at: usize| tokens.is_one_of(at, Sense::AndGroup);
        let begins = |and: &str| found.normal.slice(&part.span).starts_with(and);
        let is_glued = tokens.all.is_empty() && phrases(Sense::AndGroup).any(begins);
        let joins = is_glued || is_and(0) || tokens.all.len().checked_sub(1).is_some_and(is_and);
        if is_whole && joins && !is_said_before && !all.contains(group) {
            all.insert(0, group.clone());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::normal::Normal;
    use crate::letter::read::document::Document;
    use crate::letter::shape::found::{LetterText, meeting, narrowest};
    use crate::letter::words::Sense;
    use crate::model::compact;

    fn normal(text: &str) -> Normal {
        Normal::of(Document { text: text.to_owned(), ..Document::default() })
    }

    #[test]
    fn of_a_study_group_and_its_part_the_part_is_meant() {
        let normal = normal("Study Group 5 Regional Group (SG5RG-ARB)");
        assert_eq!(compact(&narrowest(&LetterText::new(&normal).groups)), "SG5RG-ARB");
    }

    #[test]
    fn a_study_group_meets_beside_its_part() {
        for text in [
            "Study Group 9 and Working Party 1/9",
            "Commission d'études 9 et Groupe de travail 1/9",
            "Comisión de Estudio 9 y Grupo de Trabajo 1/9",
            "9-я Исследовательская комиссия и Рабочая группа 1/9",
            "第9研究组和第1/9工作组",
            "لجنة الدراسات 9 وفرقة العمل 1/9",
        ] {
            let normal = normal(text);
            let found = LetterText::new(&normal);
            assert_eq!(compact(&meeting(&found, &found.groups)), "SG9, WP1/9", "{text}");
        }
    }

    #[test]
    fn phrases_are_words() {
        let normal = normal("The chair of the workshop; chairman, in am amber");
        let found = LetterText::new(&normal);
        let whole = 0..normal.text().len();
        let words = |spans: Vec<std::ops::Range<usize>>| {
            spans.iter().map(|span| normal.slice(span).to_owned()).collect::<Vec<_>>().join("|")
        };
        assert_eq!(words(found.all(&whole, Sense::Chair)), "chair|chairman");
        assert_eq!(words(found.all(&whole, Sense::Morning)), "am");
        assert_eq!(words(found.all(&whole, Sense::Workshop)), "workshop");
    }
}
