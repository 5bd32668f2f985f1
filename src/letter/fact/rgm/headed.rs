//! Lines with a date each, below one that says who meets: "Q1/9 will hold the following e-meetings:".

use crate::letter::fact::rgm::RgmReader;
use crate::letter::fact::rgm::list::RgmRow;
use crate::letter::lex::DateMention;
use crate::letter::lex::dates::dates;
use crate::letter::lex::{NormalLine, Number};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{Action, Group};

/// A line that begins with a date.
struct DatedLine {
    span: Span,
    /// Its dates, from the first to the end of the last one.
    when: Span,
}

impl RgmReader<'_> {
    /// Reads a list of dates of which the first of some lines is the head. Gives where it ends. One date alone
    /// is that of a notice.
    pub(super) fn headed(&mut self, lines: &[NormalLine]) -> Option<usize> {
        let (head, rows) = lines.split_first()?;
        let who = self.heads(&head.span)?;
        let rows = rows.iter().filter(|line| !self.normal.slice(&line.span).trim().is_empty());
        let rows: Vec<DatedLine> = rows.map_while(|line| self.dated_line(line)).collect();
        let end = rows.last().filter(|_| rows.len() > 1)?.span.end;
        for DatedLine { span, when } in rows {
            let place = self.place_in(&(when.end..span.end));
            self.row(RgmRow {
                who: who.clone(),
                when: vec![when],
                hours: vec![span.clone()],
                place,
                whole: span,
                ..RgmRow::default()
            });
        }
        Some(end)
    }

    /// The Questions that meet as the head of a list says, or those of a notice.
    fn heads(&self, line: &Span) -> Option<Vec<Group>> {
        let marks = &self.normal.marks;
        let meets =
            [Sense::RapporteurMeetings, Sense::EMeeting, Sense::TakesPlace, Sense::NamesMeeting];
        let others = [
            Sense::Limit,
            Sense::LimitNoun,
            Sense::DeadlineHeading,
            Sense::PastMeeting,
            Sense::AgendaHeading,
            Sense::PlanHeading,
            Sense::CalledOff,
            Sense::Workshop,
        ];
        let is_head = self.normal.slice(line).trim_end().ends_with([':', '：'])
            && meets.into_iter().any(|of| marks.has(of, line))
            && !others.into_iter().any(|of| marks.has(of, line));
        let named: Vec<Group> = self.letter.named_in(line).cloned().collect();
        let all = if named.is_empty() { self.known.groups.to_vec() } else { named };
        let are_questions = all.iter().all(Group::is_question);
        (is_head && are_questions && !all.is_empty()).then_some(all)
    }

    /// A line that begins with a date on which a meeting of its own may be.
    fn dated_line(&self, line: &NormalLine) -> Option<DatedLine> {
        let span = &line.span;
        let all = dates(self.normal.tokens_in(span));
        let (first, last) = (all.first()?, all.last()?);
        let before = self.normal.slice(&(span.start..first.span.start)).trim();
        let is_item = before.ends_with(['.', ')']) && Number::alone(before).is_some();
        let is_first = is_item || !before.contains(char::is_alphanumeric);
        let asks = Sense::Asks(Action::Other);
        let is_due = [Sense::Limit, Sense::LimitNoun].into_iter();
        let is_due = is_due.chain([asks]).any(|of| self.normal.marks.has(of, span));
        // The days of one meeting are headings of what it does then.
        let is_in_meeting = |date: &DateMention| {
            let meeting = self.known.days.filter(|days| !days.is_single());
            meeting.zip(date.days()).is_some_and(|(meeting, days)| meeting.covers(days))
        };
        let is_own = line.cell.is_none() && is_first && !is_due;
        (is_own && self.letter.groups_in(span).is_empty() && !all.iter().any(is_in_meeting))
            .then(|| DatedLine { span: span.clone(), when: first.span.start..last.span.end })
    }
}
