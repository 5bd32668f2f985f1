//! The brackets in a line of a plan: `(K1)`, `(remote, if needed)`.

use crate::letter::plan::line::CellLine;
use crate::letter::plan::title::TitleReader;
use crate::letter::plan::words::pieces;
use crate::letter::read::document::Span;

/// A bracket that names rooms: `(K1)`, `(remote, K1, K2)`.
pub(super) struct RoomBracket {
    pub(super) bracket: Span,
    /// From the first room to the last one.
    pub(super) room: Span,
}

impl TitleReader<'_> {
    /// The brackets of a stretch that name rooms.
    pub(super) fn rooms(&self, span: &Span) -> Vec<RoomBracket> {
        let named = |bracket: Span| {
            let mut said = CellLine::default();
            if !self.inside(&bracket, &mut said) || said.room.is_none() {
                return None;
            }
            let parts = self.parts(&(bracket.start + 1..bracket.end - 1));
            let mut rooms = parts.into_iter().filter(|part| self.is_room(part));
            let first = rooms.next()?;
            let end = rooms.next_back().map_or(first.end, |last| last.end);
            Some(RoomBracket { bracket, room: first.start..end })
        };
        self.brackets(span).into_iter().filter_map(named).collect()
    }

    /// The brackets of a stretch that are about the session before them alone: its room, its hours, whether
    /// remote. Which sessions are held if necessary is another question.
    pub(super) fn of_one(&self, span: &Span) -> Vec<Span> {
        let is_own = |bracket: &Span| {
            let mut said = CellLine::default();
            let has_room = |said: &CellLine| said.room.is_some() || said.is_remote;
            self.inside(bracket, &mut said) && (has_room(&said) || !said.clock.is_empty())
        };
        self.brackets(span).into_iter().filter(is_own).collect()
    }

    /// The outermost brackets of a stretch.
    pub(super) fn brackets(&self, span: &Span) -> Vec<Span> {
        let mut open: Vec<usize> = Vec::new();
        let mut found = Vec::new();
        for (at, c) in self.normal.slice(span).char_indices() {
            match c {
                '(' | '[' => open.push(span.start + at),
                ')' | ']' => {
                    if let Some(start) = open.pop()
                        && open.is_empty()
                    {
                        found.push(start..span.start + at + 1);
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// The parts of what stands in brackets: `remote, if needed`.
    pub(super) fn parts(&self, span: &Span) -> Vec<Span> {
        pieces(self.normal, span, &[',', ';'])
    }

    /// Whether all that stands in a bracket says something of a session; adds what it says.
    pub(super) fn inside(&self, bracket: &Span, line: &mut CellLine) -> bool {
        let parts = self.parts(&(bracket.start + 1..bracket.end - 1));
        parts.iter().all(|part| self.aside(part, line))
    }
}
