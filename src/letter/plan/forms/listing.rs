//! A list while it is read: the day whose sessions follow, its sessions, and what is reported of it.

use crate::finding::{Findings, Place, Said};
use crate::letter::plan::day::CellSource;
use crate::letter::plan::days::{days_of, each};
use crate::letter::plan::entry::PlanCell;
use crate::letter::plan::forms::filled::{tell_open, without_called_off};
use crate::letter::plan::gather::{PlannedDay, add};
use crate::letter::plan::label::DayLabel;
use crate::letter::plan::line::StatedHours;
use crate::letter::plan::several::SeveralDays;
use crate::letter::plan::title::TitleReader;
use crate::letter::read::document::Span;
use crate::model::{Days, Hours, Slot, is_working_day};
use chrono::NaiveDate;

#[derive(Default)]
pub(crate) struct ListedDays {
    pub(crate) days: Vec<PlannedDay>,
    /// The lunch breaks that it names.
    pub(crate) lunch: Vec<(NaiveDate, Said<Hours>)>,
    /// From its heading to its last session.
    pub(crate) span: Span,
    /// What it leaves open.
    pub(crate) doubts: Findings,
}

/// A list in the making.
pub(super) struct DayList<'a> {
    pub(super) reader: &'a TitleReader<'a>,
    ranges: &'a [Days],
    pub(super) listed: ListedDays,
    /// The days whose sessions follow.
    pub(super) days: Vec<(NaiveDate, Place)>,
    /// A line that may go on in the next one.
    pub(super) open: Option<Span>,
    /// Hours on a line of their own, for the next one.
    pub(super) ahead: Option<StatedHours>,
    /// What may be a session and was not taken, since the last one that was.
    unclear: Vec<Span>,
}

impl<'a> DayList<'a> {
    /// The list behind a heading.
    pub(super) fn behind(reader: &'a TitleReader<'a>, ranges: &'a [Days], heading: &Span) -> Self {
        let listed = ListedDays { span: heading.clone(), ..ListedDays::default() };
        let (days, unclear) = (Vec::new(), Vec::new());
        Self { reader, ranges, listed, days, open: None, ahead: None, unclear }
    }

    /// Keeps what may be a session, to tell it if one follows.
    pub(super) fn unclear(&mut self, span: Span) {
        if !self.days.is_empty() {
            self.unclear.push(span);
        }
    }

    /// Reports a session that is still to be decided, or stands elsewhere.
    pub(super) fn undecided(&self, span: &Span) {
        if !self.days.is_empty() {
            tell_open(self.reader, span, 0);
        }
    }

    pub(super) fn day(&mut self, said: &DayLabel) {
        self.days.clear();
        self.day_too(said);
    }

    /// Begins the days of a label that names several.
    pub(super) fn several(&mut self, said: &SeveralDays, span: &Span) {
        self.days.clear();
        match (said, self.ranges) {
            (SeveralDays::Listed(days), _) => days.iter().for_each(|day| self.day_too(day)),
            (SeveralDays::All, [only]) => {
                let place = self.reader.normal.place(span);
                let days = each(std::slice::from_ref(only)).filter(|day| is_working_day(*day));
                self.days.extend(days.map(|day| (day, place)));
            }
            // Which days are meant is not certain.
            (SeveralDays::All, _) => self.no_day(span),
        }
    }

    fn day_too(&mut self, said: &DayLabel) {
        let normal = self.reader.normal;
        let place = normal.place(&said.span);
        match days_of(said, self.ranges) {
            Ok(days) if said.day.is_some() || !self.ranges.is_empty() => {
                self.days.extend(days.into_iter().map(|day| (day, place)));
            }
            _ => {
                let words = normal.words(&said.span);
                let said =
                    format!("`{words}` is not a day of the meeting, or it is not certain which");
                let help = "its sessions are left out; write them by hand";
                self.reader.doubt_at("day-unclear", place, said, help);
            }
        }
    }

    /// What stands in the place of a day and is none: its sessions are not those of the day before.
    pub(super) fn no_day(&mut self, span: &Span) {
        self.days.clear();
        let said = format!("`{}` is not understood as a day", self.reader.normal.words(span));
        let help = "write a date, as `2025-01-14`; the sessions beside it are left out";
        self.reader.doubt("day-unclear", span, said, help);
    }

    pub(super) fn lunch(&mut self, value: Hours, span: &Span) {
        let place = self.reader.normal.place(span);
        let days = self.days.iter().map(|(date, _)| (*date, Said { value, place }));
        self.listed.lunch.extend(days);
    }

    /// Takes the sessions of an entry on the days that were begun.
    pub(super) fn add(&mut self, mut entry: PlanCell) {
        let start = entry.lines.iter().map(|line| line.start).min();
        let end = entry.lines.iter().map(|line| line.end).max();
        let Some(span) = start.zip(end).map(|(start, end)| start..end) else { return };
        if self.days.is_empty() {
            return;
        }
        entry.source = CellSource { block: 0, cell: span.start };
        entry.lines = without_called_off(self.reader, &entry.lines);
        // "22:00-01:00" is over on another day, and behind the last slot no end is known.
        let StatedHours { start, end } = entry.beside.clock;
        let is_over = |start| match end {
            Some(end) => end <= start,
            None => Slot::SESSIONS.iter().all(|slot| slot.standard().end <= start),
        };
        // "until 12:30" does not say when it begins.
        let is_open = start.is_none() && end.is_some();
        if entry.slots.is_empty() && (is_open || start.is_some_and(is_over)) {
            self.unclear.push(span);
            return self.tell();
        }
        // A list has no cells: what does not say when it ends is over with its slot.
        if entry.slots.is_empty() && entry.beside.clock.end.is_some() {
            entry.slots = Slot::SESSIONS.to_vec();
        }
        let planned = self.reader.planned(entry);
        if planned.cells.is_empty() {
            return;
        }
        // Behind the last session the plan is over.
        self.tell();
        self.listed.span.end = self.listed.span.end.max(span.end);
        for (date, place) in &self.days {
            let (date, place, sessions) = (*date, *place, vec![planned.clone()]);
            add(&mut self.listed.days, PlannedDay { date, sessions, place });
        }
    }

    /// Reports what may have been sessions.
    pub(super) fn tell(&mut self) {
        for unclear in self.unclear.drain(..) {
            let said = "at which hours this is, or whether it is a session, is not certain";
            let help = "it is left out; write it by hand if it is one";
            self.reader.doubt("session-unclear", &unclear, said, help);
        }
    }
}
