//! A table of meetings: its columns by their headers, else each row as a line.

use crate::letter::fact::rgm::list::{RgmRow, RowMonth};
use crate::letter::fact::rgm::{MOST, RgmReader};
use crate::letter::lex::dates::{dates, month_at};
use crate::letter::lex::groups::groups;
use crate::letter::lex::times::times;
use crate::letter::lex::years::is_year;
use crate::letter::lex::{Normal, NormalLine};
use crate::letter::read::document::{Block, Paragraph, Span, Table, TableCell};
use crate::letter::words::Sense;
use crate::model::{Group, TimeUnit};
use std::collections::BTreeMap;

/// Where a table has what.
struct RgmColumns {
    /// The row of the headers.
    head: usize,
    /// The last one of them: "Dates" may stand above "From" and "To".
    last_head: usize,
    who: usize,
    /// The column of the study group of the Questions beside it.
    party: Option<usize>,
    /// The dates, or the first and the last day, or the first day and how long a meeting lasts.
    when: Vec<usize>,
    hours: Vec<usize>,
    place: Option<usize>,
}

impl RgmReader<'_> {
    /// Reads a table of meetings. Without headers that are known it is not certain what dates in several cells of a
    /// row are.
    pub(super) fn table(&mut self, table: &Table, is_about: bool) {
        if self.columns(table, is_about) || !is_about {
            return;
        }
        for row in 0..table.rows {
            let Some(whole) = row_span(table, row) else { continue };
            let cells = table.row(row).iter().filter_map(span);
            let dated = cells.filter(|cell| !dates(self.normal.tokens_in(cell)).is_empty());
            let is_open = dated.take(2).count() == 2;
            if is_open {
                self.open_line(&whole)
            } else {
                self.line(&whole)
            };
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
        let year = spans(&above, &columns.when).into_iter().find_map(|it| year_in(normal, &it));
        columns.reach(table, columns.last_head, &mut above);
        let unit = columns.when.get(1).and_then(|last| span(above.get(last)?));
        let unit = unit.and_then(|head| unit_in(normal, &head));
        let mut below: Option<RowMonth> = None;
        for row in columns.last_head + 1..table.rows {
            if self.found.len() >= MOST {
                break;
            }
            columns.reach(table, row, &mut above);
            let Some(whole) = row_span(table, row) else { continue };
            if let Some(month) = month_alone(normal, &whole, year) {
                below = Some(month);
                continue;
            }
            let cell = spans(&above, &[columns.who]).pop().unwrap_or(0..0);
            let party = columns.party.and_then(|party| spans(&above, &[party]).pop());
            let study_group = match party {
                Some(party) => self.party(&party),
                None => self.study_group(),
            };
            let who = self.groups_of_cell(&cell, is_of_questions, study_group);
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
            let has_hour =
                |span: &Span| times(normal.tokens_in(span)).iter().any(|time| time.is_sure);
            if columns.hours.is_empty() {
                // "2026-04-14 13:00" and "2026-04-14 15:00"
                let are_dated = when.len() == 2 && when.iter().all(has_hour);
                hours = if are_dated { when.clone() } else { vec![whole.clone()] };
            }
            let place = columns.place.and_then(|place| spans(&above, &[place]).pop());
            let zone = zone.clone();
            let year = below.and_then(|month| month.year).or(year);
            let month = below.map(|it| it.month);
            self.row(RgmRow { who, when, year, month, unit, hours, zone, place, whole });
        }
        true
    }

    /// The groups of a cell, or its Questions by their numbers alone.
    fn groups_of_cell(
        &self,
        cell: &Span,
        is_of_questions: bool,
        study_group: Option<u8>,
    ) -> Vec<Group> {
        let named = groups(self.normal.text(), self.normal.tokens_in(cell), study_group);
        let named: Vec<Group> = named.into_iter().flat_map(|mention| mention.groups).collect();
        match named.is_empty() && is_of_questions {
            true => self.numbers(cell, study_group),
            false => named,
        }
    }
}

impl RgmReader<'_> {
    /// The number of the study group that a cell names: "SG12", "12".
    fn party(&self, cell: &Span) -> Option<u8> {
        let named = groups(self.normal.text(), self.normal.tokens_in(cell), None);
        match named.iter().flat_map(|mention| &mention.groups).collect::<Vec<_>>().as_slice() {
            [Group::Study(number)] => Some(*number),
            [] => self.normal.slice(cell).trim().parse().ok(),
            _ => None,
        }
    }

    /// The Questions of a cell below their header that has their numbers alone: "6/13 and 20/13", "6".
    fn numbers(&self, cell: &Span, study_group: Option<u8>) -> Vec<Group> {
        let words = self.normal.slice(cell);
        // "AHG 2" is no Question 2.
        let study_group = study_group.filter(|_| !words.contains(char::is_alphabetic));
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
/// another table, unless it has dates as its ends.
fn columns(normal: &Normal, table: &Table, head: usize, is_about: bool) -> Option<RgmColumns> {
    let heads = RgmHeads::of(normal, table, head);
    let questions = heads.titled(Sense::Question).find(|column| !heads.names_question(*column));
    let is_dated =
        |column: &usize| heads.cell(*column).is_some_and(|it| heads.says(it, Sense::DateColumn));
    let ends = heads.ends();
    let are_dates = !ends.is_empty() && ends.iter().all(is_dated);
    let group = || heads.titled(Sense::GroupColumn).next().filter(|_| is_about || are_dates);
    let who = questions.or_else(group)?;
    let mut parties =
        [Sense::StudyGroup, Sense::GroupColumn].into_iter().flat_map(|of| heads.titled(of));
    let party = parties.find(|party| questions.is_some() && *party != who);
    let is_free = |column: &usize| *column != who && !ends.contains(column);
    // Of 时间 beside the first and the last day are hours.
    let is_hours = |column: &usize| heads.titled(Sense::HoursColumn).any(|hours| hours == *column);
    let date = heads.titled(Sense::DateColumn).find(|column| {
        let is_former = heads.cell(*column).is_some_and(|it| heads.says(it, Sense::FormerColumn));
        is_free(column) && !is_former && (ends.is_empty() || !is_hours(column))
    });
    let hours = heads.titled(Sense::HoursColumn).filter(|it| is_free(it) && Some(*it) != date);
    let hours: Vec<usize> = hours.take(1).collect();
    // "Dates", or "Meeting", above "Start" and "End".
    let mut wide = heads.cells.iter().map(|(column, _)| *column).filter(|it| !hours.contains(it));
    let below = wide.find_map(|column| {
        let below = RgmHeads::below(normal, table, head, column).ends();
        (is_free(&column) && date.is_none_or(|date| date == column) && !below.is_empty())
            .then_some(below)
    });
    let lasts = || heads.titled(Sense::DurationColumn).next();
    let starts = || heads.edge(Sense::StartColumn);
    let last_head = head + usize::from(below.is_some());
    let (when, hours) = match (date, below) {
        (_, Some(below)) => (below, hours),
        (Some(date), None) if ends.is_empty() => match heads.last_alone() {
            // "Date", "Time", "Until"
            Some(last) if !hours.is_empty() && last != date => {
                (vec![date], [hours, vec![last]].concat())
            }
            Some(last) if last != date => (vec![date, last], hours),
            _ => (std::iter::once(date).chain(lasts()).collect(), hours),
        },
        // Beside the date their beginning and end are hours.
        (Some(date), None) => (vec![date], ends),
        (None, None) if ends.is_empty() => (
            starts().zip(lasts()).map(|(start, lasts)| vec![start, lasts]).unwrap_or_default(),
            hours,
        ),
        (None, None) => (ends, hours),
    };
    let place = heads.titled(Sense::PlaceColumn).next();
    (!when.is_empty()).then_some(RgmColumns { head, last_head, who, party, when, hours, place })
}

/// The headers of a table, by their columns.
struct RgmHeads<'a> {
    normal: &'a Normal,
    cells: Vec<(usize, Span)>,
}

impl<'a> RgmHeads<'a> {
    fn of(normal: &'a Normal, table: &Table, row: usize) -> Self {
        let cells = table.row(row).iter();
        let cells = cells.filter_map(|cell| Some((cell.column, span(cell)?))).collect();
        Self { normal, cells }
    }

    /// Those below one that stands above several columns.
    fn below(normal: &'a Normal, table: &Table, row: usize, column: usize) -> Self {
        let above = table.row(row).iter().find(|cell| cell.column == column);
        let reach = column..column + above.map_or(0, |cell| cell.width);
        let mut heads = Self::of(normal, table, row + 1);
        heads.cells.retain(|(column, _)| reach.len() > 1 && reach.contains(column));
        heads
    }

    /// The columns whose header begins with a sense.
    fn titled(&self, of: Sense) -> impl Iterator<Item = usize> {
        let titled =
            move |(_, span): &&(usize, Span)| self.normal.marks.at(of, span.start).is_some();
        self.cells.iter().filter(titled).map(|(column, _)| *column)
    }

    fn cell(&self, column: usize) -> Option<&Span> {
        self.cells.iter().find(|(other, _)| *other == column).map(|(_, span)| span)
    }

    fn says(&self, header: &Span, of: Sense) -> bool {
        self.normal.marks.has(of, header)
    }

    /// The column whose header has a sense somewhere: "Start date", "date de fin".
    fn edge(&self, of: Sense) -> Option<usize> {
        self.cells.iter().find(|(_, span)| self.says(span, of)).map(|(column, _)| *column)
    }

    /// Whether a cell names a Question by its number: it is no header.
    fn names_question(&self, column: usize) -> bool {
        let named = |cell| groups(self.normal.text(), self.normal.tokens_in(cell), None);
        let mut named = self.cell(column).map(named).unwrap_or_default().into_iter();
        named.any(|mention| mention.groups.iter().any(Group::is_question))
    }

    /// The columns of beginnings and ends; none if there are not both. "من", "Opening" count as a whole header, or
    /// at the beginning of one.
    fn ends(&self) -> Vec<usize> {
        let [start, end] = [
            [Sense::StartColumn, Sense::FromDay, Sense::Opening],
            [Sense::EndColumn, Sense::ToDay, Sense::Closing],
        ]
        .map(|[edge, alone, titled]| {
            let named = || self.titled(titled).next();
            self.edge(edge).or_else(|| self.alone(alone)).or_else(named)
        });
        let ends = start.zip(end).filter(|(start, end)| start != end);
        ends.map(|(start, end)| vec![start, end]).unwrap_or_default()
    }

    /// The column whose header is a phrase of a sense and nothing else.
    fn alone(&self, of: Sense) -> Option<usize> {
        let is_alone = |(_, span): &&(usize, Span)| self.normal.marks.is(of, span);
        self.cells.iter().find(is_alone).map(|(column, _)| *column)
    }

    /// The column of ends beside one of dates, if its header says nothing else: "Until", "End date".
    fn last_alone(&self) -> Option<usize> {
        let dated = self.titled(Sense::EndColumn).find(|column| {
            self.cell(*column).is_some_and(|header| self.says(header, Sense::DateColumn))
        });
        self.alone(Sense::EndColumn).or_else(|| self.alone(Sense::ToDay)).or(dated)
    }
}

/// The year that a stretch names.
fn year_in(normal: &Normal, span: &Span) -> Option<i32> {
    let tokens = normal.tokens_in(span);
    let at = (0..tokens.all.len()).find(|at| is_year(tokens, *at))?;
    tokens.digits(at).parse().ok()
}

/// The unit of a length that a stretch names: "Number of days".
pub(super) fn unit_in(normal: &Normal, span: &Span) -> Option<TimeUnit> {
    let tokens = normal.tokens_in(span);
    (0..tokens.all.len()).find_map(|at| match tokens.mark(at, Sense::Unit(TimeUnit::Days))? {
        (Sense::Unit(unit), _) => Some(unit),
        _ => None,
    })
}

/// The month that a row names and nothing else, perhaps with its year: "April 2026".
fn month_alone(normal: &Normal, row: &Span, year: Option<i32>) -> Option<RowMonth> {
    let tokens = normal.tokens_in(row);
    let at = (0..tokens.all.len()).find(|at| month_at(tokens, *at).is_some())?;
    let (month, length) = month_at(tokens, at)?;
    let is_other = |other: &usize| {
        let is_small = tokens.is_any(*other, [Sense::OfMonth, Sense::YearWord]);
        !(at..at + length).contains(other)
            && !is_small
            && !is_year(tokens, *other)
            && normal.slice(&tokens.span(*other, other + 1)).contains(char::is_alphanumeric)
    };
    let year = year_in(normal, row).or(year);
    (!(0..tokens.all.len()).any(|other| is_other(&other))).then_some(RowMonth { month, year })
}

/// The cell that fills each column of a row, joined ones from above among them.
type CellsByColumn<'a> = BTreeMap<usize, &'a TableCell>;

impl RgmColumns {
    /// Goes on to a row: what ends above it goes, what begins in it comes.
    fn reach<'a>(&self, table: &'a Table, row: usize, above: &mut CellsByColumn<'a>) {
        above.retain(|_, cell| row < cell.row + cell.height.max(1));
        let wanted = self.when.iter().chain(&self.hours).chain(&self.place);
        let wanted = wanted.chain(&self.party).chain([&self.who]);
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
