//! The normal form of a plan: what one cell of it says of one day. Each form in `forms/` turns its way
//! of writing a plan into entries; what the words of one mean is read here, for all of them.

use crate::letter::plan::cells::Items;
use crate::letter::plan::day::Planned;
use crate::letter::plan::line::Clock;
use crate::letter::plan::title::Reader;
use crate::letter::read::document::Span;
use crate::model::{Remote, Slot};

/// A cell of a plan on a day.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// The slots that it fills.
    pub(super) slots: Vec<Slot>,
    /// Its own hours.
    pub(super) clock: Clock,
    /// Its lines.
    pub(super) lines: Vec<Span>,
    /// The room that stands beside it.
    pub(super) room: Option<Span>,
    /// Whether something beside its words says that one may take part from afar.
    pub(super) is_remote: bool,
    /// Whether something beside its words says that it is held if necessary.
    pub(super) is_unsure: bool,
    /// Which cell of which table it is: a session that goes on has the same one.
    pub(super) source: (usize, usize),
}

impl Reader<'_> {
    /// The sessions of an entry.
    pub(super) fn planned(&self, entry: Entry) -> Planned {
        let is_in_turn = entry.slots.len() > 1 && entry.clock.is_empty();
        let items = if is_in_turn { Items::InTurn } else { Items::Together };
        let mut cells = self.cells(&entry.lines, items);
        for cell in &mut cells {
            if cell.start.is_none() && cell.end.is_none() {
                (cell.start, cell.end) = (entry.clock.start, entry.clock.end);
            }
            if let Some(room) = &entry.room {
                cell.room = cell.room.take().or_else(|| self.text(room));
            }
            if entry.is_remote {
                cell.remote = Some(Remote::Yes);
            }
            cell.tentative |= entry.is_unsure;
        }
        Planned { slots: entry.slots, source: entry.source, cells }
    }
}
