//! The lines of a list: a day, hours with what takes place, or both with several sessions in one line.

use crate::letter::plan::entry::Entry;
use crate::letter::plan::forms::listing::List;
use crate::letter::plan::label::{DayLabel, Label, day_label, label};
use crate::letter::plan::line::{Clock, Line};
use crate::letter::plan::title::Reader;
use crate::letter::plan::words::hours;
use crate::letter::read::document::Span;
use crate::model::Hours;

impl Reader<'_> {
    /// The day at the beginning of a line or cell, and what stands behind it: `Monday, 15 June: 0930-…`.
    pub(in crate::letter::plan) fn leading_day(&self, span: &Span) -> Option<(DayLabel, Span)> {
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
            Label::Other => {}
            _ => return,
        }
        if let Some((day, rest)) = self.reader.leading_day(span) {
            self.day(&day);
            return self.line(&rest);
        }
        let mut pieces = self.pieces(span).into_iter();
        // Before the hours nothing stands; a sentence with an hour in it is no session.
        let first = pieces.next().unwrap_or_else(|| span.clone());
        match (self.reader.behind_hours(&first), ahead) {
            (Some((words, clock)), _) => self.session(clock, &words),
            (None, Some(clock)) => self.session(clock, &first),
            (None, None) if self.reader.begins_with_group(&first) => self.unclear(first),
            (None, None) => {}
        }
        for piece in pieces {
            if let Some((words, clock)) = self.reader.behind_hours(&piece) {
                self.session(clock, &words);
            }
        }
    }

    /// The pieces of a line, each behind its own hours.
    fn pieces(&self, span: &Span) -> Vec<Span> {
        let mut begins = vec![span.start];
        for said in hours(self.reader.normal, span) {
            let before = self.reader.normal.slice(&(span.start..said.span.start)).trim_end();
            if before.ends_with(BETWEEN) {
                begins.push(said.span.start);
            }
        }
        let ends = begins.iter().skip(1).copied().chain([span.end]);
        begins.iter().zip(ends).map(|(begin, end)| *begin..end).collect()
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
        match (label(normal, &words), clock.start.zip(clock.end)) {
            (Label::Lunch(_), Some((start, end))) => {
                if let Some(hours) = Hours::new(start, end) {
                    self.lunch(hours, &words);
                }
            }
            (Label::Other, _) => self.beside_tabs(clock, &words),
            _ => {}
        }
    }

    /// A session with what stands beside it, behind tabs.
    fn beside_tabs(&mut self, clock: Clock, words: &Span) {
        let mut at = words.start;
        let cell = |cell: &str| {
            let span = at..at + cell.len();
            at = span.end + 1;
            self.reader.trim(&span)
        };
        let cells: Vec<Span> = self.reader.normal.slice(words).split('\t').map(cell).collect();
        let mut cells = cells.into_iter().filter(|cell| !cell.is_empty());
        let lines: Vec<Span> = cells.next().into_iter().collect();
        let mut line = Line::default();
        let unclear: Vec<Span> = cells.filter(|cell| !self.reader.aside(cell, &mut line)).collect();
        let Line { room, is_remote, is_unsure, .. } = line;
        let entry = Entry { clock, lines, room, is_remote, is_unsure, ..Entry::default() };
        unclear.into_iter().for_each(|cell| self.unclear(cell));
        self.add(entry);
    }
}
