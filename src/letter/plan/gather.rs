//! The sessions of all tables by their days, and what the tables leave open.

use crate::finding::{Place, Said, list};
use crate::letter::plan::day::PlannedSessions;
use crate::letter::plan::days::{DayProblem, days_of};
use crate::letter::plan::forms::filled::ByDay;
use crate::letter::plan::forms::layout::{PlanLayout, PlanRow, PlanTable};
use crate::letter::plan::forms::part::TablePart;
use crate::letter::plan::grid::GridCell;
use crate::letter::plan::label::{DayPart, Half};
use crate::letter::plan::title::TitleReader;
use crate::letter::read::document::Span;
use crate::model::{Days, Hours, Slot};
use chrono::NaiveDate;

/// What the tables of a plan give.
#[derive(Default)]
pub(super) struct Gathered {
    /// In their order.
    pub(super) days: Vec<PlannedDay>,
    /// The hours of half days that stand above their cells.
    pub(super) hours: Vec<HalfHours>,
    /// The same of slots.
    pub(super) slots: Vec<SlotOfDay>,
    /// A table whose cells were lost.
    pub(super) lost: Option<Place>,
    /// How many sessions were taken.
    pub(super) sessions: usize,
}

/// A day with its sessions.
pub(super) struct PlannedDay {
    pub(super) date: NaiveDate,
    pub(super) sessions: Vec<PlannedSessions>,
    /// Where the day stands.
    pub(super) place: Place,
}

/// The hours of a half of a day.
pub(super) struct HalfHours {
    pub(super) date: NaiveDate,
    pub(super) half: Half,
    pub(super) said: Said<Hours>,
}

/// The hours of a slot on a day.
pub(super) struct SlotOfDay {
    pub(super) date: NaiveDate,
    pub(super) slot: Slot,
    pub(super) said: Said<Hours>,
}

/// Adds sessions to days that stand in their order.
pub(super) fn add(days: &mut Vec<PlannedDay>, day: PlannedDay) {
    match days.binary_search_by_key(&day.date, |other| other.date) {
        Ok(at) => {
            if let Some(before) = days.get_mut(at) {
                before.sessions.extend(day.sessions);
            }
        }
        Err(at) => days.insert(at, day),
    }
}

/// Says that the sessions of a plan are not in the text.
pub(super) fn cells_lost(reader: &TitleReader<'_>, span: &Span) -> Place {
    let said = "the cells of this time plan are not in the text";
    let help = "its days and hours are read; write the sessions by hand, or import the letter in another format";
    reader.doubt("cells-lost", span, said, help);
    reader.normal.place(span)
}

impl Gathered {
    /// The sessions of some tables, whose parts may have their days in some ranges, beside those of a list.
    pub(super) fn of(
        reader: &TitleReader<'_>,
        tables: &[PlanTable],
        ranges: &[Vec<Vec<Days>>],
        days: Vec<PlannedDay>,
    ) -> Self {
        let mut gathered = Self { days, ..Self::default() };
        for (table, ranges) in tables.iter().zip(ranges) {
            gathered.table(reader, table, ranges);
        }
        gathered
    }

    fn table(&mut self, reader: &TitleReader<'_>, table: &PlanTable, ranges: &[Vec<Days>]) {
        for left in &table.left_out {
            let said = "which slots the cells of this row fill is not in the text";
            let help = "write the sessions of this row by hand";
            reader.doubt("joins-lost", left, said, help);
        }
        let is_picture = |cell: &&GridCell| cell.has_picture && cell.lines.is_empty();
        let pictures = table.grid.cells.iter().filter(is_picture).count();
        if pictures > 0 {
            let cells = if pictures == 1 { "a cell" } else { "some cells" };
            let said = format!("{cells} of this time plan only hold a picture, which is not read");
            let help = "what the picture shows is left out; write its sessions by hand";
            reader.doubt("plan-picture", &table.span, said, help);
        }
        for (layout, ranges) in table.layouts.iter().zip(ranges) {
            let known = reader.doubted();
            let part = TablePart::of(reader, table, layout);
            let mut found = part.sessions(&mut self.sessions);
            if found.is_empty() {
                // One finding is enough for the weeks of one plan, or for what is missing in it.
                let is_told = reader.doubted() > known || !table.left_out.is_empty();
                if self.lost.is_none() && !is_told {
                    self.lost = Some(cells_lost(reader, &table.span));
                }
                continue;
            }
            let dates = dates(reader, layout, ranges, &found);
            self.hours_of_halves(&part, &dates);
            for (day, dates) in dates.iter().enumerate() {
                let sessions = found.remove(&day).unwrap_or_default();
                // A day whose sessions may stand in a row that was left out is not known to be free.
                if sessions.is_empty() && !table.left_out.is_empty() {
                    continue;
                }
                for (date, place) in dates {
                    let (date, place, sessions) = (*date, *place, sessions.clone());
                    add(&mut self.days, PlannedDay { date, sessions, place });
                }
            }
        }
    }

    /// The hours of half days that stand in a row above their cells, or beside the labels of their rows.
    fn hours_of_halves(&mut self, part: &TablePart<'_>, dates: &[Vec<(NaiveDate, Place)>]) {
        let is_by_group = part.layout.is_by_group();
        let mut above: Option<usize> = None;
        for (number, (row, kind)) in part.layout.rows.iter().enumerate() {
            let (of_row, own) = match kind {
                PlanRow::Hours(_) => {
                    above = Some(*row);
                    // Half days that are columns have theirs above all rows of sessions.
                    if number > 0 || !is_by_group {
                        continue;
                    }
                    (None, None)
                }
                PlanRow::Slots(_, Some(half), own) if !is_by_group => (Some(*half), *own),
                PlanRow::Slots(slots, None, None) => {
                    if let (Some(above), [slot]) = (above.take(), slots.as_slice()) {
                        self.hours_of_slot(part, dates, above, *slot);
                    }
                    continue;
                }
                _ => continue,
            };
            for column in part.layout.day_columns() {
                let half = match (of_row, column.part) {
                    (Some(half), _) | (None, Some(DayPart::Half(half))) => half,
                    _ => continue,
                };
                let said = above.and_then(|above| part.grid().cell(above, column.at));
                let said = said.and_then(|cell| Some((cell.label.hours()?, cell.span()?)));
                let beside = || Some((own?, part.table.span.clone()));
                let Some((value, span)) = said.or_else(beside) else { continue };
                let said = Said { value, place: part.reader.normal.place(&span) };
                let dates = dates.get(column.day).into_iter().flatten();
                let of_date = |date: NaiveDate| HalfHours { date, half, said: said.clone() };
                self.hours.extend(dates.map(|(date, _)| of_date(*date)));
            }
            above = None;
        }
    }
}

impl Gathered {
    /// The hours of a slot on each day, which stand in the row above its sessions.
    fn hours_of_slot(
        &mut self,
        part: &TablePart<'_>,
        dates: &[Vec<(NaiveDate, Place)>],
        above: usize,
        slot: Slot,
    ) {
        for column in part.layout.day_columns() {
            let cell = part.grid().cell(above, column.at);
            let said = cell.and_then(|cell| Some((cell.label.hours()?, cell.span()?)));
            let Some((value, span)) = said else { continue };
            let said = Said { value, place: part.reader.normal.place(&span) };
            let dates = dates.get(column.day).into_iter().flatten();
            let of_date = |date: NaiveDate| SlotOfDay { date, slot, said: said.clone() };
            self.slots.extend(dates.map(|(date, _)| of_date(*date)));
        }
    }
}

/// The dates of each day of a layout; none where the label is in doubt.
fn dates(
    reader: &TitleReader<'_>,
    layout: &PlanLayout,
    ranges: &[Days],
    found: &ByDay,
) -> Vec<Vec<(NaiveDate, Place)>> {
    let mut outside: Vec<(NaiveDate, &Span)> = Vec::new();
    let mut all: Vec<Vec<(NaiveDate, Place)>> = Vec::new();
    for (number, label) in layout.days.iter().enumerate() {
        let place = reader.normal.place(&label.span);
        let words = reader.normal.words(&label.span);
        let days = days_of(label, ranges);
        all.push(days.iter().flatten().map(|date| (*date, place)).collect());
        let (name, said) = match days {
            Ok(_) => continue,
            Err(DayProblem::Outside(date)) => {
                outside.push((date, &label.span));
                continue;
            }
            // Nothing is lost: the days of the last week behind the meeting's end.
            Err(DayProblem::Unclear) if !found.contains_key(&number) => continue,
            Err(DayProblem::Unclear) => {
                ("day-unclear", format!("which day `{words}` is, is not certain"))
            }
            Err(DayProblem::WrongWeekday) => {
                ("weekday-differs", format!("`{words}`: the weekday is not that of the date"))
            }
        };
        let help = "its sessions are left out; write them by hand";
        reader.doubt(name, &label.span, said, help);
    }
    if let Some((_, first)) = outside.first() {
        let days: Vec<String> = outside.iter().map(|(date, _)| date.to_string()).collect();
        let are = if days.len() == 1 { "is not a day" } else { "are not days" };
        let days = list(days.iter().map(String::as_str), "and");
        let said = format!("{days} {are} of the meeting or of its rapporteur group meetings");
        let help = "the plan's sessions of these days are left out; correct the dates, or add an `rgm` range";
        reader.doubt("plan-outside-meeting", first, said, help);
    }
    all
}
