//! The sessions of all tables by their days, and what the tables leave open.

use super::super::document::Span;
use super::super::normal::Normal;
use super::day::Planned;
use super::days::{Trouble, days_of};
use super::grid::GridCell;
use super::label::{Half, Label};
use super::layout::{Column, Layout, Part, Row};
use super::shading::{Key, sessions};
use super::tables::PlanTable;
use super::title::Reader;
use super::words::has;
use crate::finding::{Findings, Place, Said, list};
use crate::model::{Days, Hours, Remote, Slot};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What the tables of a plan give.
#[derive(Default)]
pub(super) struct Gathered {
    /// Each day's sessions, and where the day stands.
    pub(super) days: Vec<(NaiveDate, Vec<Planned>, Place)>,
    /// The hours of half days that stand above their cells.
    pub(super) hours: Vec<(NaiveDate, Half, Said<Hours>)>,
    /// A table whose cells were lost.
    pub(super) lost: Option<Place>,
    /// How many sessions were taken.
    pub(super) sessions: usize,
}

/// How many sessions a plan has at most: four weeks of thirty Questions in parallel are 2,400.
const MOST_SESSIONS: usize = 4_000;

/// Says that the sessions of a plan are not in the text.
pub(super) fn cells_lost(normal: &Normal, span: &Span, findings: &mut Findings) -> Place {
    let place = normal.place(span);
    findings
        .doubt("cells-lost", Some(place), "the cells of this time plan are not in the text")
        .help("its days and hours are read; write the sessions by hand, or import the letter in another format");
    place
}

impl Gathered {
    /// Takes the sessions of a table.
    pub(super) fn table(
        &mut self,
        reader: &Reader<'_>,
        table: &PlanTable,
        number: usize,
        ranges: &[Days],
        findings: &mut Findings,
    ) {
        for left in &table.left_out {
            findings
                .doubt(
                    "joins-lost",
                    Some(reader.normal.place(left)),
                    "which slots the cells of this row fill is not in the text",
                )
                .help("write the sessions of this row by hand");
        }
        for layout in &table.layouts {
            let known = findings.doubts();
            let shades = layout.is_by_group() && is_shaded(table, layout);
            let mut found = if shades {
                shaded(reader, table, layout, number, findings)
            } else {
                plain(reader, table, layout, number, &mut self.sessions, findings)
            };
            let is_lost = found.is_empty();
            if is_lost {
                // One finding is enough for the weeks of one plan, or for what is missing in it.
                let is_told = findings.doubts() > known || !table.left_out.is_empty();
                if self.lost.is_none() && !is_told {
                    self.lost = Some(cells_lost(reader.normal, &table.span, findings));
                }
                continue;
            }
            let dates = self.dates(reader.normal, layout, ranges, &found, findings);
            if layout.is_by_group() {
                self.hours_of_columns(reader.normal, table, layout, &dates);
            } else {
                self.hours_above(reader.normal, table, layout, &dates);
            }
            for (day, dates) in dates.iter().enumerate() {
                let sessions = found.remove(&day).unwrap_or_default();
                // A day whose sessions may stand in a row that was left out is not known to be free.
                if sessions.is_empty() && !table.left_out.is_empty() {
                    continue;
                }
                for (date, place) in dates {
                    self.add(*date, sessions.clone(), *place);
                }
            }
        }
    }

    fn add(&mut self, date: NaiveDate, sessions: Vec<Planned>, place: Place) {
        match self.days.binary_search_by_key(&date, |(date, ..)| *date) {
            Ok(at) => {
                if let Some((_, before, _)) = self.days.get_mut(at) {
                    before.extend(sessions);
                }
            }
            Err(at) => self.days.insert(at, (date, sessions, place)),
        }
    }

    /// The dates of each day of a layout; none where the label is in doubt.
    fn dates(
        &self,
        normal: &Normal,
        layout: &Layout,
        ranges: &[Days],
        found: &ByDay,
        findings: &mut Findings,
    ) -> Vec<Vec<(NaiveDate, Place)>> {
        let mut outside: Vec<(NaiveDate, Place)> = Vec::new();
        let mut all: Vec<Vec<(NaiveDate, Place)>> = Vec::new();
        for (number, label) in layout.days.iter().enumerate() {
            let place = normal.place(&label.span);
            let mut doubt = |name, message: String| {
                findings
                    .doubt(name, Some(place), message)
                    .help("its sessions are left out; write them by hand");
            };
            let dates = match days_of(label, ranges) {
                Ok(dates) => dates,
                Err(Trouble::Outside(date)) => {
                    outside.push((date, place));
                    Vec::new()
                }
                Err(Trouble::WrongWeekday) => {
                    let words = normal.words(&label.span);
                    doubt(
                        "weekday-differs",
                        format!("`{words}`: the weekday is not that of the date"),
                    );
                    Vec::new()
                }
                // Nothing is lost: the days of the last week behind the meeting's end.
                Err(Trouble::Unclear) if !found.contains_key(&number) => Vec::new(),
                Err(Trouble::Unclear) => {
                    let words = normal.words(&label.span);
                    doubt("day-unclear", format!("which day `{words}` is, is not certain"));
                    Vec::new()
                }
            };
            all.push(dates.into_iter().map(|date| (date, place)).collect());
        }
        if let Some((_, place)) = outside.first() {
            let days: Vec<String> = outside.iter().map(|(date, _)| date.to_string()).collect();
            let are = if days.len() == 1 { "is no day" } else { "are no days" };
            let message = format!(
                "{} {are} of the meeting or of its rapporteur group meetings",
                list(days.iter().map(String::as_str), "and")
            );
            findings
                .doubt("plan-outside-meeting", Some(*place), message)
                .help("the plan's sessions of these days are left out; mend the dates, or add an `rgm` range");
        }
        all
    }

    /// The hours that stand in rows above the cells of half days, or beside their labels.
    fn hours_above(
        &mut self,
        normal: &Normal,
        table: &PlanTable,
        layout: &Layout,
        dates: &[Vec<(NaiveDate, Place)>],
    ) {
        let mut above: Option<usize> = None;
        for (row, kind) in &layout.rows {
            match kind {
                Row::Hours(_) => above = Some(*row),
                Row::Slots(_, Some(half), own) => {
                    for (at, column) in layout.columns.iter().enumerate() {
                        let Column::Day(day, _) = column else { continue };
                        let said = above.and_then(|above| {
                            let index = table.grid.index(above, at)?;
                            let Label::Hours(hours) = table.labels.get(index)? else { return None };
                            Some((*hours, table.grid.cells.get(index)?.span()?))
                        });
                        let beside = own.and_then(|hours| Some((hours, table.span.clone())));
                        let Some((value, span)) = said.or(beside) else { continue };
                        for (date, _) in dates.get(*day).into_iter().flatten() {
                            let said = Said { value, place: normal.place(&span) };
                            self.hours.push((*date, *half, said));
                        }
                    }
                    above = None;
                }
                _ => {}
            }
        }
    }
}

/// The hours of the half days that are columns, if they stand above all rows of sessions.
impl Gathered {
    fn hours_of_columns(
        &mut self,
        normal: &Normal,
        table: &PlanTable,
        layout: &Layout,
        dates: &[Vec<(NaiveDate, Place)>],
    ) {
        let Some((row, Row::Hours(_))) = layout.rows.first() else { return };
        for (at, column) in layout.columns.iter().enumerate() {
            let Column::Day(day, Some(Part::Half(half))) = column else { continue };
            let Some(index) = table.grid.index(*row, at) else { continue };
            let Some(Label::Hours(value)) = table.labels.get(index) else { continue };
            let Some(span) = table.grid.cells.get(index).and_then(GridCell::span) else { continue };
            for (date, _) in dates.get(*day).into_iter().flatten() {
                let said = Said { value: *value, place: normal.place(&span) };
                self.hours.push((*date, *half, said));
            }
        }
    }
}

/// The longest cell: some forty Questions in parallel, each with a few words.
const LONGEST_CELL: usize = 4_000;

type ByDay = BTreeMap<usize, Vec<Planned>>;

/// The sessions of cells with words. A joined cell counts in all its days and slots.
fn plain(
    reader: &Reader<'_>,
    table: &PlanTable,
    layout: &Layout,
    number: usize,
    taken: &mut usize,
    findings: &mut Findings,
) -> ByDay {
    let mut covered: BTreeMap<(usize, usize), Vec<Slot>> = BTreeMap::new();
    for (row, kind) in &layout.rows {
        let body = || {
            let columns = layout.columns.iter().enumerate();
            columns.filter_map(|(at, column)| {
                let Column::Day(day, part) = column else { return None };
                let index = table.grid.index(*row, at)?;
                let is_session = matches!(table.labels.get(index)?, Label::Other);
                is_session.then_some((index, *day, *part))
            })
        };
        match kind {
            Row::Slots(slots, ..) => {
                for (index, day, _) in body() {
                    let filled = covered.entry((index, day)).or_default();
                    filled.extend(
                        slots
                            .iter()
                            .filter(|slot| !filled.contains(slot))
                            .copied()
                            .collect::<Vec<_>>(),
                    );
                }
            }
            Row::Unlabelled | Row::Group if is_of_words(reader, table, layout, *row) => {
                for (index, day, part) in body() {
                    let slots = part.map_or_else(Vec::new, Part::slots);
                    let filled = covered.entry((index, day)).or_default();
                    filled.extend(slots);
                }
            }
            Row::Unknown | Row::Unlabelled => {
                let first = body().find_map(|(index, ..)| table.grid.cells.get(index)?.span());
                // A caption over all columns is no row of sessions.
                let width = |index: usize| table.grid.cells.get(index).map(|cell| cell.width);
                let is_day = |column: &&Column| matches!(column, Column::Day(..));
                let days = layout.columns.iter().filter(is_day).count();
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
    let mut found = ByDay::new();
    let mut read: BTreeMap<usize, Vec<crate::model::Cell>> = BTreeMap::new();
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
            let mut sessions = reader.cells(cell);
            for session in &mut sessions {
                session.tentative |= is_unsure;
                if is_remote && session.remote.is_none() {
                    session.remote = Some(Remote::Yes);
                }
            }
            sessions
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

/// The sessions of cells that are only shaded.
fn shaded(
    reader: &Reader<'_>,
    table: &PlanTable,
    layout: &Layout,
    number: usize,
    findings: &mut Findings,
) -> ByDay {
    let key = Key::behind(reader.normal, table.block);
    if key.is_empty() {
        findings
            .doubt(
                "colours-unexplained",
                Some(reader.normal.place(&table.span)),
                "no key says what the colours of this time plan mean",
            )
            .help("write the sessions by hand");
    }
    let plan = sessions(reader, &table.grid, layout, &key);
    for group in plan.unknown.iter().filter(|_| !key.is_empty()) {
        findings
            .doubt(
                "colours-unexplained",
                Some(reader.normal.place(group)),
                "the key does not say what a colour in this row means",
            )
            .help("write the session by hand");
    }
    let mut found = ByDay::new();
    for (at, session) in plan.sessions.into_iter().enumerate() {
        let planned = Planned {
            slots: session.slots,
            source: (number, table.grid.cells.len() + at),
            cells: vec![session.cell],
        };
        found.entry(session.day).or_default().push(planned);
    }
    found
}

/// Whether cells of groups have colours.
fn is_shaded(table: &PlanTable, layout: &Layout) -> bool {
    layout.rows.iter().any(|(row, kind)| {
        let days = layout.columns.iter().enumerate();
        let mut days = days.filter(|(_, column)| matches!(column, Column::Day(..)));
        let fill = |at: usize| table.grid.cell(*row, at).and_then(|cell| cell.fill);
        *kind == Row::Group && days.any(|(at, _)| fill(at).is_some())
    })
}

/// Whether a row below half days holds sessions in words: its label is no group, whose cells would
/// hold marks.
fn is_of_words(reader: &Reader<'_>, table: &PlanTable, layout: &Layout, row: usize) -> bool {
    let edge = |at: &usize| matches!(layout.columns.get(*at), Some(Column::Edge));
    let labels = (0..layout.columns.len()).take_while(edge);
    let mut labels = labels.filter_map(|at| table.grid.cell(row, at)?.span());
    if !layout.is_by_group() {
        return false;
    }
    // A cell that names a group or a plenary is no mark.
    let says = |at: usize| {
        let span = table.grid.cell(row, at).and_then(GridCell::span);
        span.is_some_and(|span| {
            !reader.groups(&span).is_empty() || has(reader.normal, &span, |plan| plan.plenary)
        })
    };
    let days = layout.columns.iter().enumerate();
    let mut days = days.filter(|(_, column)| matches!(column, Column::Day(..)));
    labels.all(|label| reader.groups(&label).is_empty()) || days.any(|(at, _)| says(at))
}
