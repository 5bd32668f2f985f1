//! The sessions of all tables by their days, and what the tables leave open.

use crate::finding::{Findings, Place, Said, list};
use crate::letter::lex::normal::Normal;
use crate::letter::plan::day::Planned;
use crate::letter::plan::days::{Trouble, days_of};
use crate::letter::plan::forms::filled::{self, ByDay};
use crate::letter::plan::forms::layout::{Layout, Part};
use crate::letter::plan::forms::rows::Row;
use crate::letter::plan::forms::tables::PlanTable;
use crate::letter::plan::grid::GridCell;
use crate::letter::plan::label::{Half, Label};
use crate::letter::plan::title::Reader;
use crate::letter::read::document::Span;
use crate::model::{Days, Hours};
use chrono::NaiveDate;

/// What the tables of a plan give.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) days: Dated,
    /// The hours of half days that stand above their cells.
    pub(super) hours: Vec<(NaiveDate, Half, Said<Hours>)>,
    /// A table whose cells were lost.
    pub(super) lost: Option<Place>,
    /// How many sessions were taken.
    pub(super) sessions: usize,
}

/// Each day's sessions in the order of the days, and where the day stands.
pub(super) type Dated = Vec<(NaiveDate, Vec<Planned>, Place)>;

/// Adds sessions to a day.
pub(super) fn add(days: &mut Dated, date: NaiveDate, sessions: Vec<Planned>, place: Place) {
    match days.binary_search_by_key(&date, |(date, ..)| *date) {
        Ok(at) => {
            if let Some((_, before, _)) = days.get_mut(at) {
                before.extend(sessions);
            }
        }
        Err(at) => days.insert(at, (date, sessions, place)),
    }
}

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
        (table, number): (&PlanTable, usize),
        ranges: &[Vec<Days>],
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
        let is_picture = |cell: &&GridCell| cell.has_picture && cell.lines.is_empty();
        let pictures = table.grid.cells.iter().filter(is_picture).count();
        if pictures > 0 {
            let place = reader.normal.place(&table.span);
            let cells = if pictures == 1 { "a cell" } else { "some cells" };
            let said = format!("{cells} of this time plan only hold a picture, which is not read");
            findings
                .doubt("plan-picture", Some(place), said)
                .help("what the picture shows is left out; write its sessions by hand");
        }
        for (layout, ranges) in table.layouts.iter().zip(ranges) {
            let known = findings.doubts();
            let mut found =
                filled::sessions(reader, (table, number), layout, &mut self.sessions, findings);
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
                    add(&mut self.days, *date, sessions.clone(), *place);
                }
            }
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
                .help("the plan's sessions of these days are left out; correct the dates, or add an `rgm` range");
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
                    for (at, day, _) in layout.day_columns() {
                        let said = above.and_then(|above| {
                            let index = table.grid.index(above, at)?;
                            let Label::Hours(hours) = table.labels.get(index)? else { return None };
                            Some((*hours, table.grid.cells.get(index)?.span()?))
                        });
                        let beside = own.and_then(|hours| Some((hours, table.span.clone())));
                        let Some((value, span)) = said.or(beside) else { continue };
                        for (date, _) in dates.get(day).into_iter().flatten() {
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

    /// The hours of the half days that are columns, if they stand above all rows of sessions.
    fn hours_of_columns(
        &mut self,
        normal: &Normal,
        table: &PlanTable,
        layout: &Layout,
        dates: &[Vec<(NaiveDate, Place)>],
    ) {
        let Some((row, Row::Hours(_))) = layout.rows.first() else { return };
        for (at, day, part) in layout.day_columns() {
            let Some(Part::Half(half)) = part else { continue };
            let Some(index) = table.grid.index(*row, at) else { continue };
            let Some(Label::Hours(value)) = table.labels.get(index) else { continue };
            let Some(span) = table.grid.cells.get(index).and_then(GridCell::span) else { continue };
            for (date, _) in dates.get(day).into_iter().flatten() {
                let said = Said { value: *value, place: normal.place(&span) };
                self.hours.push((*date, half, said));
            }
        }
    }
}
