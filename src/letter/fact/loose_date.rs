//! Dates that no fact took, and why they are none of the meeting's.

use crate::letter::Reason;
use crate::letter::fact::ledger::LetterBooks;
use crate::letter::fact::rules;
use crate::letter::lex::DateMention;
use crate::letter::read::document::{Block, Span};
use crate::letter::shape::{LetterText, Regions};
use crate::letter::words::Sense;
use crate::model::{Days, Group};
use crate::source::DraftRgm;
use chrono::{Datelike, Weekday};

/// How long the words of a limit are at most that touch a date, in bytes.
const TOUCHING: usize = 80;

/// What else may have other days than it did.
const OTHERS: [Sense; 5] = [
    Sense::LimitNoun,
    Sense::RapporteurMeetings,
    Sense::OtherEvent,
    Sense::Workshop,
    Sense::Social,
];

/// A date that no fact took, with what stands around it.
pub(super) struct LooseDate<'a> {
    found: &'a LetterText<'a>,
    ledger: &'a LetterBooks<'a>,
    date: &'a DateMention,
    days: Days,
    sentence: Span,
}

type DateReason = (Reason, fn(&LooseDate<'_>) -> bool);

/// Why a date may be none of the meeting's; the first reason that holds counts.
const REASONS: [DateReason; 9] = [
    (Reason::LetterDate, |it| it.ledger.draft.letter.date.map(Days::one) == Some(it.days)),
    (Reason::Repeated, |it| it.is_repeated()),
    (Reason::Former, |it| it.is_former()),
    (Reason::Document, |it| rules::is_of_document(it.found, it.date, &it.sentence)),
    (Reason::Head, |it| {
        let (Regions { head, body, .. }, span) = (it.ledger.regions, &it.date.span);
        span.end <= head.end && span.start < body.start
    }),
    (Reason::Past, |it| match it.ledger.draft.letter.date {
        Some(written) => it.days.last < written,
        None => it.has(Sense::WasHeld) || it.has(Sense::PastMeeting),
    }),
    (Reason::Later, |it| it.is_later()),
    (Reason::OtherEvent, |it| {
        it.has(Sense::RapporteurMeetings) || it.ledger.is_of_other_event(&it.sentence)
    }),
    (Reason::Advice, |it| it.has(Sense::Advice)),
];

impl<'a> LooseDate<'a> {
    /// A date whose days are known.
    pub(super) fn of(ledger: &'a LetterBooks<'_>, date: &'a DateMention) -> Option<Self> {
        // "until Friday, 6 March" has the year of the meeting, or of its end.
        let year = ledger.meeting.map(|days| days.first.year());
        let days = ledger.in_meeting(date).or_else(|| date.days_in(year))?;
        let found = ledger.found;
        let sentence = found.sentence(date.span.start, &(0..ledger.regions.body.end));
        let mut loose = Self { found, ledger, date, days, sentence };
        // "7 December (six weeks before)" is none after a meeting in January.
        let last_year = date.days_in(year.map(|year| year - 1)).filter(|_| loose.is_behind());
        if let Some((written, before)) = ledger.draft.letter.date.zip(last_year)
            && written < before.first
        {
            loose.days = before;
        }
        Some(loose)
    }

    /// Why it is none of the meeting's.
    pub(super) fn why(&self) -> Option<Reason> {
        let rule = REASONS.into_iter().find(|(_, holds)| holds(self));
        rule.map(|(reason, _)| reason).filter(|reason| {
            let is_other = match reason {
                Reason::Repeated => self.is_in_meeting(),
                reason => *reason == Reason::Later,
            };
            !(self.is_of_group_alone() || self.is_new() || is_other && self.is_changed())
        })
    }

    fn has(&self, of: Sense) -> bool {
        self.has_any(&[of])
    }

    fn has_any(&self, of: &[Sense]) -> bool {
        self.found.has_any(&self.sentence, of)
    }

    fn is_in_meeting(&self) -> bool {
        self.ledger.meeting.is_some_and(|meeting| meeting.covers(self.days))
    }

    /// Whether it gives days of the meeting that a group has to itself, and that stand nowhere else.
    fn is_of_group_alone(&self) -> bool {
        let row = self.row_of_groups();
        let mut named = self.found.named_in(row.as_ref().unwrap_or(&self.sentence)).peekable();
        let names_group = named.peek().is_some();
        // A single day may be one on which the whole meeting does something.
        let own = &self.ledger.draft.groups;
        let is_part =
            |part: &Group| own.iter().any(|own| own.value != *part && own.value.covers(part));
        self.is_in_meeting()
            && self.ledger.meeting != Some(self.days)
            && (named.any(is_part)
                || !self.days.is_single() && (names_group || self.has(Sense::WorkingParty)))
            && (row.is_some() || self.has(Sense::TakesPlace))
            && !self.has_any(&[Sense::OtherEvent, Sense::Workshop, Sense::Social, Sense::Closing])
            && !self.ledger.known_days.contains(&self.days)
    }

    /// The row of its table, if one of the other cells has groups and nothing else.
    fn row_of_groups(&self) -> Option<Span> {
        let normal = self.found.normal;
        let (block, row, own) = normal.line_of(self.date.span.start)?.cell?;
        let Block::Table(table) = normal.document.blocks.get(block)? else { return None };
        let cells = || table.row(row).iter().filter(|cell| cell.column != own);
        let spans = || cells().filter_map(|cell| Some(cell.paragraphs.first()?.span.clone()));
        let has_groups_alone = |span: &Span| {
            let named = self.found.groups_in(span);
            let ends = named.first().zip(named.last());
            ends.is_some_and(|(first, last)| {
                let edges = [span.start..first.span.start, last.span.end..span.end];
                edges.iter().all(|edge| !normal.slice(edge).contains(char::is_alphanumeric))
            })
        };
        let whole = spans().chain([self.date.span.clone()]);
        let whole = whole.reduce(|one, next| one.start.min(next.start)..one.end.max(next.end));
        whole.filter(|_| spans().any(|span| has_groups_alone(&span)))
    }

    fn is_former(&self) -> bool {
        let all = rules::dates_beside(self.found, &self.date.span, &self.sentence);
        rules::is_former(self.found, &self.date.span, &all, &self.sentence)
    }

    /// Whether it takes the place of another day: "… will end on 16 March instead of 18 March".
    fn is_new(&self) -> bool {
        let is_first = self.ledger.meeting.is_some_and(|it| it.first == self.days.first);
        self.is_in_meeting()
            && !is_first
            && self.found.dates_in(&self.sentence).nth(1).is_some()
            && self.has(Sense::Formerly)
            && !self.is_former()
    }

    /// Whether its sentence may give the meeting other days than the letter did: "… has been extended and will
    /// close on 23 January", "the new dates are".
    fn is_changed(&self) -> bool {
        let start = self.date.span.start;
        let near = self.found.normal.text().floor_char_boundary(start.saturating_sub(TOUCHING));
        let before = near.max(self.sentence.start)..start;
        // "extended by one day and will close on"
        let is_limit = self.found.last(&before, Sense::Limit).is_some_and(|limit| {
            self.found.normal.is_blank(&(limit.end..before.end))
                && !self.found.has(&limit, Sense::EndsOn)
        });
        self.ledger.meeting.is_some_and(|meeting| meeting != self.days)
            && self.has_any(&[Sense::Changes, Sense::ChangedTo])
            && !self.has_any(&OTHERS)
            && !self.ledger.is_in_plan(&self.date.span)
            && !is_limit
    }

    fn is_repeated(&self) -> bool {
        let named: Vec<&Group> = self.found.named_in(&self.sentence).collect();
        let is_on = |rgm: &DraftRgm| {
            let ends = rgm.start.as_ref().zip(rgm.end.as_ref());
            ends.map(|(start, end)| Days { first: start.value, last: end.value }) == Some(self.days)
        };
        // The days of one group stand elsewhere only if they are those of that group.
        let has_group = |rgm: &DraftRgm| {
            let mut own = rgm.groups.iter().map(|own| &own.value);
            own.any(|own| named.iter().any(|group| own.covers(group) || group.covers(own)))
        };
        let draft = self.ledger.draft;
        let mut due = draft.deadlines.iter().filter_map(|deadline| deadline.date.as_ref());
        self.is_in_meeting()
            || due.any(|due| Days::one(due.value) == self.days)
            || draft.rgm.iter().any(|rgm| is_on(rgm) && (named.is_empty() || has_group(rgm)))
    }

    /// Whether only "and", a comma and a weekday part it from the day before it: "on 18 January 2027 and
    /// 20 January 2027".
    fn is_joined(&self) -> bool {
        let before = self.sentence.start..self.date.span.start;
        let Some(earlier) = self.found.dates_in(&before).last() else { return false };
        let between = self.found.normal.tokens_in(&(earlier.span.end..before.end));
        let small = [Sense::AndDay, Sense::OnDay, Sense::FromDay, Sense::Day(Weekday::Mon)];
        (0..between.all.len()).all(|at| {
            matches!(between.text(at), "," | "،" | "、")
                || small.iter().any(|of| between.begins(at, *of))
        })
    }

    /// Whether it gives days beside a Question, whose experts may meet then: "KDDI offers to host Question 4/9".
    fn is_of_question(&self) -> bool {
        !self.days.is_single() && self.found.named_in(&self.sentence).any(Group::is_question)
    }

    /// Whether it comes after the meeting.
    fn is_behind(&self) -> bool {
        self.ledger.meeting.is_some_and(|meeting| meeting.last < self.days.first)
    }

    /// Whether it is that of a later meeting. Where a meeting does not take place, such a one may be in
    /// its place. Nor is another one in the same sentence: "… on 12-13 April and Study Group 5 will meet
    /// from 10 May", "… on 12-13 April, has been extended and will end on 14 April".
    fn is_later(&self) -> bool {
        let before = self.sentence.start..self.date.span.start;
        let to = self.found.last(&before, Sense::ToDay);
        let is_end = to.is_some_and(|to| self.found.normal.is_blank(&(to.end..before.end)));
        let mut beside = self.found.dates_in(&self.sentence).filter_map(DateMention::days);
        let is_second = (is_end || !self.days.is_single() || self.is_joined())
            && self.has(Sense::TakesPlace)
            && !self.has(Sense::Limit)
            && beside.any(|beside| Some(beside) == self.ledger.meeting);
        self.is_behind()
            && self.ledger.draft.status.is_none()
            && !is_second
            && !self.is_of_question()
            && !self.has(Sense::MeetingPart)
    }
}
