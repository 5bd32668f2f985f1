//! The normal form of a plan: what one cell of it says of one day. Each form in `forms/` turns its way
//! of writing a plan into entries; what the words of one mean is read here, for all of them.

use crate::letter::lex::times::times;
use crate::letter::plan::cells::Items;
use crate::letter::plan::day::{CellSource, PlannedSessions};
use crate::letter::plan::line::CellLine;
use crate::letter::plan::title::TitleReader;
use crate::letter::read::document::Span;
use crate::model::{Group, Slot, Text, TimeOfDay};

/// A cell of a plan on a day.
#[derive(Clone, Debug, Default)]
pub(super) struct PlanCell {
    pub(super) slots: Vec<Slot>,
    pub(super) lines: Vec<Span>,
    /// The groups that a column of their own names, beside those in its words.
    pub(super) groups: Vec<Group>,
    /// What stands beside its words: its own hours, a room, marks.
    pub(super) beside: CellLine,
    pub(super) source: CellSource,
}

impl TitleReader<'_> {
    /// The words of a line before the hour at its end, which lies within its slots: "Closing plenary 15:00".
    fn before_its_hour(&self, line: &Span, slots: &[Slot]) -> Option<(Span, TimeOfDay)> {
        let tokens = self.normal.tokens_in(line);
        let [time] = times(tokens)[..] else { return None };
        let (first, last) = (slots.first()?.standard(), slots.last()?.standard());
        let is_end = time.is_sure && time.end == line.end && first.start < time.time;
        let words = self.trim(&(line.start..time.start));
        (is_end && time.time < last.end && !words.is_empty()).then_some((words, time.time))
    }

    /// The sessions of an entry.
    pub(super) fn planned(&self, entry: PlanCell) -> PlannedSessions {
        let is_in_turn = entry.slots.len() > 1 && entry.beside.clock.is_empty();
        let items = if is_in_turn { Items::InTurn } else { Items::Together };
        let mut cells = self.cells(&entry.lines, items);
        if let ([cell], [line]) = (cells.as_mut_slice(), entry.lines.as_slice())
            && entry.beside.clock.is_empty()
            && let Some((words, start)) = self.before_its_hour(line, &entry.slots)
            && cell.start.or(cell.end).is_none()
        {
            let title = self.title(&[words]);
            cell.title = Text::new(self.language_of(&title), title);
            cell.start = Some(start);
        }
        // They are those of the sessions that name none, if there are any.
        let is_without = cells.iter().any(|cell| cell.groups.is_empty());
        for cell in &mut cells {
            if !entry.groups.is_empty() && (cell.groups.is_empty() || !is_without) {
                cell.groups.extend(entry.groups.iter().cloned());
                cell.groups_are_given = true;
            }
            self.give(cell, &entry.beside);
        }
        PlannedSessions { slots: entry.slots, source: entry.source, cells }
    }
}
