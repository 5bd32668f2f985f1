//! The lines of a list: a day, hours with what takes place, or both with several sessions in one line.

use crate::letter::plan::entry::Entry;
use crate::letter::plan::forms::listing::List;
use crate::letter::plan::label::{DayLabel, Label, day_label, label};
use crate::letter::plan::line::{Clock, Line};
use crate::letter::plan::title::Reader;
use crate::letter::plan::words::{cut, hours, pieces};
use crate::letter::read::document::Span;

impl Reader<'_> {
    /// The day at the beginning of a line or cell, and what stands behind it: `Monday, 15 June: 0930-…`.
    pub(crate) fn leading_day(&self, span: &Span) -> Option<(DayLabel, Span)> {
        let hours = hours(self.normal, span).first().map(|said| said.span.start);
        let colon = || self.normal.slice(span).find(": ").map(|at| span.start + at);
        let end = hours.or_else(colon).filter(|end| *end > span.start)?;
        let head = self.normal.slice(&(span.start..end));
        let head = head.trim_end_matches([' ', '\t', '\n', ':', '-', ',', ';', '.', '/']);
        let label = day_label(self.normal, &(span.start..span.start + head.len()))?;
        let rest = self.normal.slice(&(end..span.end));
        Some((label, span.end - rest.trim_start_matches([' ', ':']).len()..span.end))
    }
}

/// What stands between the sessions of a line.
const BETWEEN: [char; 7] = [';', '/', '|', ',', '؛', '،', '、'];

impl List<'_> {
    /// A line: a day, hours with sessions, or something else.
    pub(super) fn line(&mut self, span: &Span) {
        let normal = self.reader.normal;
        let ahead = self.ahead.take();
        match label(normal, span) {
            Label::Day(day) => return self.day(&day),
            Label::Weekend => return self.clear(),
            Label::Hours(hours) => return self.ahead = Some(hours.into()),
            Label::Lunch(Some(hours)) => return self.lunch(hours, span),
            Label::Undecided => return self.undecided(span),
            Label::Other => {}
            _ => return,
        }
        if let Some((day, rest)) = self.reader.leading_day(span) {
            self.day(&day);
            return self.line(&rest);
        }
        for (at, piece) in self.behind_hours(span).into_iter().enumerate() {
            match (self.reader.behind_hours(&piece), ahead.filter(|_| at == 0)) {
                (Some((words, clock)), _) => self.session(clock, &words),
                (None, Some(clock)) => self.session(clock, &piece),
                // Before the hours nothing stands; a sentence with an hour in it is no session.
                (None, None) if at == 0 && self.reader.begins_with_group(&piece) => {
                    self.unclear(piece);
                }
                (None, None) => {}
            }
        }
    }

    /// The pieces of a line, each behind its own hours.
    fn behind_hours(&self, span: &Span) -> Vec<Span> {
        let normal = self.reader.normal;
        let is_parted = |at: &usize| normal.slice(&(span.start..*at)).trim_end().ends_with(BETWEEN);
        let begins = hours(normal, span).into_iter().map(|said| said.span.start);
        cut(span, begins.filter(is_parted))
    }

    /// What takes place at some hours.
    fn session(&mut self, clock: Clock, words: &Span) {
        let normal = self.reader.normal;
        let text = normal.slice(words);
        let text = text.trim_end_matches(|c: char| c.is_whitespace() || BETWEEN.contains(&c));
        let words = words.start..words.start + text.len();
        // "1430-1545" at the end of a line: the session stands on the next one.
        if words.is_empty() {
            self.ahead = Some(clock);
            return;
        }
        match (label(normal, &words), clock.hours()) {
            (Label::Lunch(_), Some(hours)) => self.lunch(hours, &words),
            (Label::Undecided, _) => self.undecided(&words),
            (Label::Other, _) => self.beside_tabs(clock, &words),
            _ => {}
        }
    }

    /// A session with what stands beside it, behind tabs.
    fn beside_tabs(&mut self, clock: Clock, words: &Span) {
        let cells = pieces(self.reader.normal, words, &['\t']);
        let mut cells = cells.into_iter().filter(|cell| !cell.is_empty());
        let lines: Vec<Span> = cells.next().into_iter().collect();
        let mut beside = Line::default();
        for cell in cells {
            if !self.reader.aside(&cell, &mut beside) {
                self.unclear(cell);
            }
        }
        self.add(Entry { lines, beside: Line { clock, ..beside }, ..Entry::default() });
    }
}
