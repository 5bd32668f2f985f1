//! The hours of a plan that are not the standard ones.

use crate::finding::Said;
use crate::letter::plan::forms::layout::PlanTable;
use crate::letter::plan::hours::PlanHours;
use crate::letter::plan::title::TitleReader;
use crate::letter::read::document::Span;
use crate::model::{Hours, Slot, SlotTimes};

/// The hours that are stated of slots.
pub(super) type LegendHours = Vec<(Slot, Said<Hours>)>;

/// For each table, by its number among the blocks, the hours that its own legend gives and that are not those of
/// the first one.
pub(super) fn own_hours(
    reader: &TitleReader<'_>,
    tables: &[PlanTable],
    lines: &[Span],
    times: SlotTimes,
) -> Vec<(usize, LegendHours)> {
    let normal = reader.normal;
    let between = |from: usize, to: usize| -> Vec<Span> {
        lines.iter().filter(|line| from <= line.start && line.end <= to).cloned().collect()
    };
    let begin = |at: usize| tables.get(at).map_or(usize::MAX, |table| table.span.start);
    let end = |at: usize| tables.get(at).map_or(0, |table| table.span.end);
    // Legends stand before their tables or behind them, in one letter always alike.
    let before_first = PlanHours::of(normal, &between(0, begin(0)));
    let is_before = !before_first.slots.is_empty();
    let of_table = |(at, table): (usize, &PlanTable)| {
        let lines = if is_before {
            between(at.checked_sub(1).map_or(0, end), begin(at))
        } else {
            between(end(at), begin(at + 1))
        };
        let mut legend = PlanHours::of(normal, &lines);
        legend.tell(reader);
        legend.add(normal, table.hours());
        legend.slots.retain(|(slot, said)| said.value != times.of(*slot).hours);
        (table.block, legend.slots)
    };
    tables.iter().enumerate().map(of_table).collect()
}

/// The hours that are not the standard ones.
pub(super) fn differing(slots: &[(Slot, Said<Hours>)]) -> LegendHours {
    let mut slots: Vec<_> =
        slots.iter().filter(|(slot, said)| said.value != slot.standard()).cloned().collect();
    slots.sort_by_key(|(slot, _)| *slot);
    slots
}

/// The slots of a legend, if it does not name all of them.
pub(super) fn slots_used(hours: &[(Slot, Said<Hours>)]) -> Option<Said<Vec<Slot>>> {
    let is_used = |slot: &Slot| hours.iter().any(|(other, _)| other == slot);
    let used: Vec<Slot> = Slot::SESSIONS.into_iter().filter(is_used).collect();
    let is_part = !used.is_empty() && used.len() < Slot::SESSIONS.len();
    let place = hours.first()?.1.place;
    is_part.then_some(Said { value: used, place })
}
