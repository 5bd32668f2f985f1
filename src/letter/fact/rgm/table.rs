//! A table of meetings: its columns by their headers, else each row as a line.

use crate::letter::fact::rgm::list::RgmRow;
use crate::letter::fact::rgm::{MOST, RgmReader};
use crate::letter::lex::years::is_year;
use crate::letter::lex::{Normal, NormalLine};
use crate::letter::read::document::{Block, Paragraph, Span, Table, TableCell};
use crate::letter::words::Sense;
use crate::model::Group;
use std::collections::BTreeMap;

/// Where a table has what.
struct RgmColumns {
    /// The row of the headers.
    head: usize,
    who: usize,
    when: Vec<usize>,
    hours: Vec<usize>,
    place: Option<usize>,
}

impl RgmReader<'_> {
    /// Reads a table of meetings.
    pub(super) fn table(&mut self, table: &Table, is_about: bool) {
        if self.columns(table, is_about) || !is_about {
            return;
        }
        for whole in (0..table.rows).filter_map(|row| row_span(table, row)) {
            self.line(&whole);
        }
    }

    /// Reads a table by the headers of its columns. Gives whether it has those of meetings.
    pub(super) fn columns(&mut self, table: &Table, is_about: bool) -> bool {
        let normal = self.normal;
        let mut heads = 0..table.rows;
        let Some(columns) = heads.find_map(|row| columns(normal, table, row, is_about)) else {
            return false;
        };
        let mut above = CellsByColumn::new();
        columns.reach(table, columns.head, &mut above);
        let zone = match columns.hours.is_empty() {
            // "UTC time" may be no known header.
            true => table.row(columns.head).iter().filter_map(span).collect(),
            false => spans(&above, &columns.hours),
        };
        let head = above.get(&columns.who).and_then(|cell| span(cell));
        let is_of_questions =
            head.is_some_and(|head| normal.marks.begins(Sense::Question, head.start));
        // "Dates 2026"
        let year = spans(&above, &columns.when).into_iter().find_map(|span| {
            let tokens = normal.tokens_in(&span);
            let at = (0..tokens.all.len()).find(|at| is_year(tokens, *at))?;
            tokens.digits(at).parse().ok()
        });
        for row in columns.head + 1..table.rows {
            if self.found.len() >= MOST {
                break;
            }
            columns.reach(table, row, &mut above);
            let Some(whole) = row_span(table, row) else { continue };
            let cell = spans(&above, &[columns.who]).pop().unwrap_or(0..0);
            let who = self.groups_of_cell(&cell, is_of_questions);
            let mut when = spans(&above, &columns.when);
            let has_number =
                |span: &Span| normal.slice(span).contains(|c: char| c.is_ascii_digit());
            // A heading within the table, or its headers once more.
            if who.is_empty() && !when.iter().any(has_number) {
                continue;
            }
            let mut hours = spans(&above, &columns.hours);
            if when.is_empty() {
                when.push(whole.clone());
            }
            if columns.hours.is_empty() {
                hours.push(whole.clone());
            }
            let place = columns.place.and_then(|place| spans(&above, &[place]).pop());
            let zone = zone.clone();
            self.row(RgmRow { who, when, year, hours, zone, place, whole });
        }
        true
    }

    /// The groups of a cell, or its Questions by their numbers alone.
    fn groups_of_cell(&self, cell: &Span, is_of_questions: bool) -> Vec<Group> {
        let named = self.groups(cell).into_iter().flat_map(|mention| mention.groups);
        let named: Vec<Group> = named.collect();
        if named.is_empty() && is_of_questions { self.numbers(cell) } else { named }
    }
}

impl RgmReader<'_> {
    /// The Questions of a cell below their header that has their numbers alone: "6/13 and 20/13", "6".
    fn numbers(&self, cell: &Span) -> Vec<Group> {
        let words = self.normal.slice(cell);
        // "AHG 2" is no Question 2.
        let study_group = self.study_group().filter(|_| !words.contains(char::is_alphabetic));
        let numbers = words.split(|c: char| !c.is_ascii_digit() && c != '/');
        let read = numbers.filter(|number| !number.is_empty()).map(|number| match study_group {
            Some(of) if !number.contains('/') => format!("Q{number}/{of}").parse().ok(),
            _ => format!("Q{number}").parse().ok(),
        });
        let read: Option<Vec<Group>> = read.collect();
        read.filter(|all| all.iter().all(Group::is_question)).unwrap_or_default()
    }
}

/// The table that lines with tabs between their cells are, up to the first without, and its end.
pub(super) fn tabbed(normal: &Normal, lines: &[NormalLine]) -> Option<(Table, usize)> {
    let has_cells =
        |line: &&NormalLine| line.cell.is_none() && normal.slice(&line.span).contains('\t');
    let mut table = Table::default();
    let mut end = 0;
    for (row, line) in lines.iter().take_while(has_cells).enumerate() {
        let mut start = line.span.start;
        for (column, words) in normal.slice(&line.span).split('\t').enumerate() {
            let span = start..start + words.len();
            start = span.end + 1;
            let paragraphs = Some(Paragraph { span, ..Paragraph::default() });
            let paragraphs = paragraphs.filter(|_| !words.trim().is_empty()).into_iter().collect();
            table.cells.push(TableCell { row, column, paragraphs, ..TableCell::default() });
            table.columns = table.columns.max(column + 1);
        }
        (table.rows, end) = (row + 1, line.span.end);
    }
    (table.rows > 1 && table.columns > 1).then_some((table, end))
}

/// Whether a document has a table of meetings.
pub(crate) fn has_list(normal: &Normal) -> bool {
    let mut blocks = normal.document.blocks.iter();
    blocks.any(|block| matches!(block, Block::Table(table) if is_list(normal, table)))
}

/// Whether a table is one of meetings.
pub(crate) fn is_list(normal: &Normal, table: &Table) -> bool {
    (0..table.rows).any(|row| columns(normal, table, row, false).is_some())
}

/// The columns of a table of meetings, if a row has their headers. A column of groups may be that of
/// another table.
fn columns(normal: &Normal, table: &Table, head: usize, is_about: bool) -> Option<RgmColumns> {
    let cells = table.row(head).iter();
    let cells: Vec<(usize, Span)> =
        cells.filter_map(|cell| Some((cell.column, span(cell)?))).collect();
    let titled = |of: Sense| {
        let of_sense = cells.iter().filter(move |(_, span)| normal.marks.begins(of, span.start));
        of_sense.map(|(column, _)| *column).collect::<Vec<usize>>()
    };
    // "Start date", "date de fin"
    let edge = |of: Sense| {
        cells.iter().find(|(_, span)| normal.marks.has(of, span)).map(|(column, _)| *column)
    };
    let who = titled(Sense::Question).first().copied();
    let who = who.or_else(|| titled(Sense::GroupColumn).first().copied().filter(|_| is_about))?;
    let ends: Vec<usize> =
        [edge(Sense::StartColumn), edge(Sense::EndColumn)].into_iter().flatten().collect();
    let ends = if ends.len() == 2 { ends } else { Vec::new() };
    let is_free = |column: &usize| *column != who && !ends.contains(column);
    let date = titled(Sense::DateColumn).into_iter().find(is_free);
    let hours: Vec<usize> = titled(Sense::HoursColumn)
        .into_iter()
        .filter(|column| is_free(column) && Some(*column) != date)
        .take(1)
        .collect();
    let (when, hours) = match date {
        Some(date) if ends.is_empty() => (vec![date], hours),
        // Beside the date their beginning and end are hours.
        Some(date) => (vec![date], ends),
        None => (ends, hours),
    };
    let place = titled(Sense::PlaceColumn).first().copied();
    (!when.is_empty()).then_some(RgmColumns { head, who, when, hours, place })
}

/// The cell that fills each column of a row, joined ones from above among them.
type CellsByColumn<'a> = BTreeMap<usize, &'a TableCell>;

impl RgmColumns {
    /// Goes on to a row: what ends above it goes, what begins in it comes.
    fn reach<'a>(&self, table: &'a Table, row: usize, above: &mut CellsByColumn<'a>) {
        above.retain(|_, cell| row < cell.row + cell.height.max(1));
        let wanted = self.when.iter().chain(&self.hours).chain(&self.place).chain([&self.who]);
        for column in wanted {
            let fills =
                |cell: &&TableCell| (cell.column..cell.column + cell.width.max(1)).contains(column);
            above.extend(table.row(row).iter().find(fills).map(|cell| (*column, cell)));
        }
    }
}

/// Where the words of some columns stand.
fn spans(cells: &CellsByColumn<'_>, columns: &[usize]) -> Vec<Span> {
    columns.iter().filter_map(|column| span(cells.get(column)?)).collect()
}

/// Where the words of a row stand.
fn row_span(table: &Table, row: usize) -> Option<Span> {
    let cells = table.row(row).iter().filter_map(span);
    cells.reduce(|first, last| first.start..last.end)
}

/// Where the words of a cell stand.
fn span(cell: &TableCell) -> Option<Span> {
    let (first, last) = (cell.paragraphs.first()?, cell.paragraphs.last()?);
    Some(first.span.start..last.span.end)
}
