//! The sessions of the filled cells of a table: cells with words, or cells that are only shaded.

use crate::finding::Findings;
use crate::letter::plan::day::Planned;
use crate::letter::plan::entry::Entry;
use crate::letter::plan::forms::groups::{self, Key};
use crate::letter::plan::forms::layout::{Layout, Part};
use crate::letter::plan::forms::rows::Row;
use crate::letter::plan::forms::tables::PlanTable;
use crate::letter::plan::grid::GridCell;
use crate::letter::plan::label::Label;
use crate::letter::plan::title::Reader;
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{Cell, Slot};
use std::collections::BTreeMap;

/// How many sessions a plan has at most: four weeks of thirty Questions in parallel are 2,400.
const MOST_SESSIONS: usize = 4_000;

/// The longest cell: some forty Questions in parallel, each with a few words.
const LONGEST_CELL: usize = 4_000;

/// The sessions of each day of a layout.
pub(in crate::letter::plan) type ByDay = BTreeMap<usize, Vec<Planned>>;

/// The sessions of a layout by its days; `taken` counts those of the whole plan.
pub(in crate::letter::plan) fn sessions(
    reader: &Reader<'_>,
    (table, number): (&PlanTable, usize),
    layout: &Layout,
    taken: &mut usize,
    findings: &mut Findings,
) -> ByDay {
    let (of_words, of_groups): (Vec<_>, Vec<_>) = layout
        .rows
        .iter()
        .map(|(row, _)| *row)
        .partition(|row| is_of_words(reader, table, layout, *row));
    let is_shaded = layout.is_by_group() && is_shaded(table, layout);
    let covered = if is_shaded {
        Covered::new()
    } else {
        covered(reader, table, layout, &of_words, findings)
    };
    let mut found = in_words(reader, (table, number), covered, taken, findings);
    if layout.is_by_group() {
        let is_group = |row: &usize| {
            layout.rows.iter().any(|(other, kind)| other == row && *kind == Row::Group)
                && (is_shaded || of_groups.contains(row))
        };
        let rows: Vec<usize> = layout.rows.iter().map(|(row, _)| *row).filter(is_group).collect();
        for (day, planned) in by_group(reader, (table, number), layout, &rows, findings) {
            *taken += planned.cells.len();
            found.entry(day).or_default().push(planned);
        }
    }
    found
}

/// The slots that each cell fills on each day.
type Covered = BTreeMap<(usize, usize), Vec<Slot>>;

/// Which cells hold sessions. A joined cell counts in all its days and slots.
fn covered(
    reader: &Reader<'_>,
    table: &PlanTable,
    layout: &Layout,
    of_words: &[usize],
    findings: &mut Findings,
) -> Covered {
    let mut covered = Covered::new();
    for (row, kind) in &layout.rows {
        let body = || {
            layout.day_columns().filter_map(|(at, day, part)| {
                let index = table.grid.index(*row, at)?;
                let is_session = matches!(table.labels.get(index)?, Label::Other);
                is_session.then_some((index, day, part))
            })
        };
        match kind {
            Row::Slots(slots, ..) => {
                for (index, day, _) in body() {
                    let filled = covered.entry((index, day)).or_default();
                    for slot in slots {
                        if !filled.contains(slot) {
                            filled.push(*slot);
                        }
                    }
                }
            }
            Row::Unlabelled | Row::Group if of_words.contains(row) => {
                for (index, day, part) in body() {
                    let slots = part.map_or_else(Vec::new, Part::slots);
                    let filled = covered.entry((index, day)).or_default();
                    filled.extend(slots);
                }
            }
            // What takes place over lunch on one day; words over all of them are about lunch.
            Row::Lunch(_) => {
                let is_of_one = |index: usize| {
                    let cell = table.grid.cells.get(index);
                    cell.is_some_and(|cell| cell.row == *row && (cell.height, cell.width) == (1, 1))
                };
                for (index, day, _) in body().filter(|(index, ..)| is_of_one(*index)) {
                    covered.entry((index, day)).or_default().push(Slot::Lunch);
                }
            }
            Row::Unknown | Row::Unlabelled => {
                let first = body().find_map(|(index, ..)| table.grid.cells.get(index)?.span());
                // A caption over all columns is no row of sessions.
                let width = |index: usize| table.grid.cells.get(index).map(|cell| cell.width);
                let days = layout.day_columns().count();
                let is_caption = body().any(|(index, ..)| width(index) >= Some(days.max(2)));
                if let Some(span) = first.filter(|_| !is_caption && layout.has_slots()) {
                    findings
                        .doubt(
                            "slot-unclear",
                            Some(reader.normal.place(&span)),
                            "which slot this row of the time plan is for is not certain",
                        )
                        .help("write its sessions by hand");
                }
            }
            _ => {}
        }
    }
    covered
}

/// The sessions of cells with words.
fn in_words(
    reader: &Reader<'_>,
    (table, number): (&PlanTable, usize),
    covered: Covered,
    taken: &mut usize,
    findings: &mut Findings,
) -> ByDay {
    let mut found = ByDay::new();
    let mut read: BTreeMap<usize, Vec<Cell>> = BTreeMap::new();
    let has_colours = table.grid.cells.iter().any(|cell| cell.fill.is_some());
    let key = if has_colours { Key::behind(reader.normal, table.block) } else { Key::default() };
    for ((index, day), slots) in covered {
        let Some(cell) = table.grid.cells.get(index) else { continue };
        if let Some(span) = cell.span().filter(|span| span.len() > LONGEST_CELL) {
            if read.insert(index, Vec::new()).is_none() {
                findings
                    .doubt(
                        "cell-too-long",
                        Some(reader.normal.place(&span)),
                        "this cell of the time plan has more words than sessions have",
                    )
                    .help("write its sessions by hand");
            }
            continue;
        }
        let cells = read.entry(index).or_insert_with(|| {
            let (is_unsure, is_remote) = key.marks(cell.fill);
            let lines = cell.lines.clone();
            let slots = slots.clone();
            let entry = Entry { slots, lines, is_remote, is_unsure, ..Entry::default() };
            reader.planned(entry).cells
        });
        let own = cells.len() * slots.len().max(1);
        if *taken + own > MOST_SESSIONS {
            let place = cell.span().map(|span| reader.normal.place(&span));
            findings
                .doubt("plan-too-long", place, "this time plan has more sessions than are read")
                .help("those from here on are left out; write them by hand");
            break;
        }
        *taken += own;
        let cells = cells.clone();
        if !cells.is_empty() {
            let planned = Planned { slots, source: (number, index), cells };
            found.entry(day).or_default().push(planned);
        }
    }
    found
}

/// The sessions of rows of groups: marks, or colours.
fn by_group(
    reader: &Reader<'_>,
    (table, number): (&PlanTable, usize),
    layout: &Layout,
    rows: &[usize],
    findings: &mut Findings,
) -> Vec<(usize, Planned)> {
    let key = Key::behind(reader.normal, table.block);
    let found = groups::sessions(reader, (table, number), layout, rows, &key);
    let mut doubt = |name, span: &Span, message: &str| {
        let place = reader.normal.place(span);
        findings.doubt(name, Some(place), message).help("write the sessions by hand");
    };
    if key.is_empty() && !found.unknown.is_empty() {
        let message = "no key says what the colours of this time plan mean";
        doubt("colours-unexplained", &table.span, message);
    }
    for group in found.unknown.iter().filter(|_| !key.is_empty()) {
        let message = "the key does not say what a colour in this row means";
        doubt("colours-unexplained", group, message);
    }
    for words in &found.unread {
        let message = "what this says of the group of its row is not certain";
        doubt("session-unclear", words, message);
    }
    found.sessions
}

/// Whether cells of groups have colours.
fn is_shaded(table: &PlanTable, layout: &Layout) -> bool {
    let fill = |row: usize, at: usize| table.grid.cell(row, at).and_then(|cell| cell.fill);
    layout.rows.iter().any(|(row, kind)| {
        *kind == Row::Group && layout.day_columns().any(|(at, ..)| fill(*row, at).is_some())
    })
}

/// Whether a row below half days holds sessions in words: its label is no group, whose cells would
/// hold marks.
fn is_of_words(reader: &Reader<'_>, table: &PlanTable, layout: &Layout, row: usize) -> bool {
    // A cell that names a group or a plenary is no mark.
    let says = |at: usize| {
        let cell =
            table.grid.cell(row, at).filter(|cell| groups::mark(reader, cell, false).is_none());
        cell.and_then(GridCell::span).is_some_and(|span| {
            !reader.groups(&span).is_empty() || reader.normal.marks.has(Sense::Plenary, &span)
        })
    };
    let mut labels = layout.labels(&table.grid, row);
    layout.is_by_group()
        && (labels.all(|label| reader.groups(&label).is_empty())
            || layout.day_columns().any(|(at, ..)| says(at)))
}
