//! A table of meetings: Questions in one column, dates in another, perhaps a place.

use crate::finding::{Findings, Said};
use crate::letter::fact::agenda::of_script;
use crate::letter::fact::rgm::Reader;
use crate::letter::lex::dates::dates;
use crate::letter::lex::groups::groups;
use crate::letter::lex::normal::Normal;
use crate::letter::lex::times::hours;
use crate::letter::read::document::{Block, Span, Table, TableCell};
use crate::letter::shape::prose;
use crate::letter::words::Sense;
use crate::model::{Days, Group, Hours, Step, Text, is_working_day};
use crate::source::DraftRgm;

/// Where a table has what.
struct Columns {
    questions: usize,
    dates: usize,
    place: Option<usize>,
}

impl Reader<'_> {
    /// Reads the tables of meetings.
    pub(super) fn tables(&mut self, skip: &[Span], findings: &mut Findings) {
        let normal = self.normal;
        for block in &normal.document.blocks {
            let Block::Table(table) = block else { continue };
            let is_others = table.cells.first().and_then(|cell| cell.paragraphs.first());
            let is_others = is_others.is_some_and(|first| prose::is_in(&first.span, skip));
            let Some(columns) = columns(normal, table).filter(|_| !is_others) else { continue };
            for row in rows(table) {
                if self.found.len() >= crate::letter::fact::rgm::MOST {
                    return;
                }
                self.row(&row, &columns, findings);
            }
        }
    }

    /// A row: one entry for each of its dates.
    fn row(&mut self, row: &[&TableCell], columns: &Columns, findings: &mut Findings) {
        let normal = self.normal;
        let cell = |column: usize| {
            row.iter().find(|cell| cell.column == column).and_then(|cell| span(cell))
        };
        let (Some(questions), Some(when)) = (cell(columns.questions), cell(columns.dates)) else {
            return;
        };
        let named = groups(normal.text(), normal.tokens_in(&questions), self.study_group());
        let named: Vec<Group> = named.into_iter().flat_map(|mention| mention.groups).collect();
        if named.is_empty() {
            return;
        }
        let place = normal.place(&when);
        let mentions = dates(normal.tokens_in(&when));
        let days: Vec<Days> = mentions
            .iter()
            .filter(|mention| !mention.is_guess && !mention.is_pair)
            .filter_map(|mention| mention.days())
            .collect();
        if days.is_empty() || days.len() < mentions.len() {
            let names = crate::model::compact(&named);
            let is_open = prose::has(normal.folded(&when), Sense::ToBeDecided);
            let message = if is_open {
                format!("the dates of the meeting of {names} are not known yet")
            } else {
                format!("the dates of the meeting of {names} cannot be read")
            };
            findings
                .doubt("rgm-without-dates", Some(place), message)
                .help("add it as `rgm`, once they are known");
            return;
        }
        let whole: Vec<Span> = row.iter().filter_map(|cell| span(cell)).collect();
        let all = whole.first().map_or(0, |first| first.start)..whole.last().map_or(0, |l| l.end);
        let text = normal.folded(&all);
        let hours = self.hours(&all, text, findings);
        let location = columns.place.and_then(cell);
        let location = location.filter(|span| self.remote(normal.folded(span)).is_none());
        for days in days {
            if !self.is_ahead(days) {
                continue;
            }
            let draft = DraftRgm {
                groups: named.iter().cloned().map(|value| Said { value, place }).collect(),
                start: Some(Said { value: days.first, place }),
                end: Some(Said { value: days.last, place }),
                location: location.as_ref().and_then(|span| self.location(span)),
                remote: self.remote(text),
                place,
                ..DraftRgm::default()
            };
            self.add(with_hours(draft, days, hours), days.to_string());
        }
    }

    /// The hours of a row, if they are those of the meeting's zone.
    fn hours(&self, row: &Span, text: &str, findings: &mut Findings) -> Option<Hours> {
        let found = hours(self.normal.tokens_in(row));
        let [only] = found.as_slice() else { return None };
        if prose::has_other_zone(text) {
            findings
                .doubt(
                    "rgm-hours",
                    Some(self.normal.place(&only.span)),
                    "these hours are not those of the meeting's zone, and were not read",
                )
                .help("add them as `time` in the zone of the meeting");
            return None;
        }
        Some(only.hours)
    }

    /// The place of a row, if it is not the meeting's.
    fn location(&self, span: &Span) -> Option<Text> {
        let folded = self.normal.folded(span);
        let is_known = self.known.place.is_some_and(|place| {
            let place = place.to_lowercase();
            place.contains(folded) || folded.contains(place.as_str())
        });
        let is_word = folded.chars().any(char::is_alphabetic);
        let is_open = prose::has(folded, Sense::ToBeDecided);
        if is_known || !is_word || is_open {
            return None;
        }
        let words = self.normal.words(span);
        Text::new(of_script(&words, self.of_letter), words)
    }
}

/// With hours an entry is a series of its days; without them nothing is said of its sessions.
fn with_hours(draft: DraftRgm, days: Days, hours: Option<Hours>) -> DraftRgm {
    let place = draft.place;
    match hours {
        Some(hours) if days.each().all(is_working_day) => DraftRgm {
            every: Some(Said { value: Step::Day, place }),
            time: Some(Said { value: hours, place }),
            ..draft
        },
        _ => DraftRgm { slots: Some(Said { value: Vec::new(), place }), ..draft },
    }
}

/// The columns of a table of meetings, by its first row.
fn columns(normal: &Normal, table: &Table) -> Option<Columns> {
    let head: Vec<&TableCell> = table.cells.iter().filter(|cell| cell.row == 0).collect();
    let titled = |of: Sense| {
        let cell = head.iter().find(|cell| {
            let Some(span) = span(cell) else { return false };
            let text = normal.folded(&span);
            text.chars().count() <= 40 && prose::after(text, of).is_some()
        });
        cell.map(|cell| cell.column)
    };
    let questions = titled(Sense::Question)?;
    let dates = titled(Sense::DateColumn)?;
    let place = titled(Sense::PlaceColumn);
    (questions != dates).then_some(Columns { questions, dates, place })
}

/// The rows below the first one.
fn rows(table: &Table) -> Vec<Vec<&TableCell>> {
    let mut rows: Vec<Vec<&TableCell>> = Vec::new();
    let mut last = 0;
    for cell in table.cells.iter().filter(|cell| cell.row > 0) {
        if cell.row != last {
            rows.push(Vec::new());
            last = cell.row;
        }
        if let Some(row) = rows.last_mut() {
            row.push(cell);
        }
    }
    rows
}

/// Where the words of a cell stand.
fn span(cell: &TableCell) -> Option<Span> {
    let (first, last) = (cell.paragraphs.first()?, cell.paragraphs.last()?);
    Some(first.span.start..last.span.end)
}
