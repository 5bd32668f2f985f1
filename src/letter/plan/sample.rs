//! Letters made by hand for the tests of time plans, and plans in short.

use crate::finding::{Findings, Level};
use crate::letter::lex::normal::Normal;
use crate::letter::plan::{Context, LetterPlan, key, read};
use crate::letter::read::document::{Block, Document, Paragraph, Table, TableCell};
use crate::model::{Cell, Days, Group, Kind, Language, SlotTimes, TimeOfDay};
use crate::zone::{ZURICH, Zone};
use std::fmt::Write;

/// A letter in the making.
#[derive(Clone, Default)]
pub(super) struct SampleLetter {
    document: Document,
    language: Option<Language>,
    days: Option<Days>,
    rgm: Vec<Days>,
    groups: Vec<Group>,
    opening: Option<TimeOfDay>,
    zone: Option<Zone>,
}

impl SampleLetter {
    /// A letter in a language, for a group's meeting on some days.
    pub(super) fn new(language: Language, group: &str, days: &str) -> Self {
        let groups = vec![group.parse().unwrap()];
        let days = days.parse().ok();
        Self { language: Some(language), days, groups, ..Self::default() }
    }

    pub(super) fn opens(mut self, time: &str) -> Self {
        self.opening = Some(time.parse().unwrap());
        self
    }

    pub(super) fn in_zone(mut self, zone: &str) -> Self {
        self.zone = zone.parse().ok();
        self
    }

    pub(super) fn rgm(mut self, days: &str) -> Self {
        self.rgm.push(days.parse().unwrap());
        self
    }

    fn paragraph(&mut self, text: &str) -> Paragraph {
        let start = self.document.text.len();
        self.document.text.push_str(text);
        self.document.text.push('\n');
        Paragraph { span: start..start + text.len(), ..Paragraph::default() }
    }

    pub(super) fn line(mut self, text: &str) -> Self {
        let paragraph = self.paragraph(text);
        self.document.blocks.push(Block::Paragraph(paragraph));
        self
    }

    pub(super) fn picture(mut self) -> Self {
        self.document.blocks.push(Block::Picture(self.document.text.len()));
        self
    }

    /// Puts a picture into the last cell of the last table.
    pub(super) fn picture_in_last_cell(&mut self) {
        let Some(Block::Table(table)) = self.document.blocks.last_mut() else { panic!("no table") };
        table.cells.last_mut().unwrap().has_picture = true;
    }

    /// A table of rows with `|` between cells and `\n` between lines; `w2:` and `h2:` before a cell
    /// join it over columns and rows, `#FFC000:` gives it a colour.
    pub(super) fn table(self, rows: &[&str]) -> Self {
        self.any_table(rows, false)
    }

    /// The same as a text export leaves it.
    pub(super) fn ragged(self, rows: &[&str]) -> Self {
        self.any_table(rows, true)
    }

    fn any_table(mut self, rows: &[&str], is_ragged: bool) -> Self {
        let mut cells: Vec<TableCell> = Vec::new();
        let mut columns = 0;
        for (row, line) in rows.iter().enumerate() {
            let mut column = 0;
            for written in line.split('|') {
                let covers = |cell: &TableCell, column: usize| {
                    (cell.row..cell.row + cell.height).contains(&row)
                        && (cell.column..cell.column + cell.width).contains(&column)
                };
                while cells.iter().any(|cell| covers(cell, column)) {
                    column += 1;
                }
                let mut cell = TableCell { row, column, height: 1, width: 1, ..Default::default() };
                let mut text = written.trim();
                while let Some((mark, rest)) = text.split_once(':') {
                    if let Some(width) = mark.strip_prefix('w').and_then(|n| n.parse().ok()) {
                        cell.width = width;
                    } else if let Some(height) = mark.strip_prefix('h').and_then(|n| n.parse().ok())
                    {
                        cell.height = height;
                    } else if let Some(colour) = mark.strip_prefix('#') {
                        let part = |at: usize| u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
                        cell.fill = Some([part(0), part(2), part(4)]);
                    } else {
                        break;
                    }
                    text = rest;
                }
                cell.paragraphs = vec![self.paragraph(text)];
                column += cell.width;
                columns = columns.max(column);
                cells.push(cell);
            }
        }
        let table = Table { rows: rows.len(), columns, cells, is_ragged };
        self.document.blocks.push(Block::Table(table));
        self
    }

    pub(super) fn whole_table(mut self, table: Table) -> Self {
        self.document.blocks.push(Block::Table(table));
        self
    }

    /// The plan and the findings.
    pub(super) fn read(self) -> (LetterPlan, Findings) {
        let normal = Normal::of(self.document);
        let mut findings = Findings::default();
        let context = Context {
            normal: &normal,
            language: self.language.unwrap(),
            days: self.days,
            rgm: self.rgm,
            needs_heading: true,
            groups: &self.groups,
            zone: self.zone.unwrap_or(ZURICH),
            opening: self.opening,
        };
        let plan = read(&context, &mut findings);
        (plan, findings)
    }

    /// The plan in short: a line a day with its sessions, then hours and the names of findings.
    pub(super) fn short(self) -> String {
        let (plan, findings) = self.read();
        let mut text = String::new();
        for entry in &plan.entries {
            let cells = entry.day.cells.iter().map(|(range, cells)| {
                let cells: Vec<String> = cells.iter().map(short_cell).collect();
                format!(" | {} {}", key(range.value), cells.join(" + "))
            });
            let times =
                entry.day.times.iter().map(|(slot, said)| format!(" | {slot}={}", said.value));
            writeln!(text, "{}{}", entry.days.value, cells.chain(times).collect::<String>())
                .unwrap();
        }
        for (slot, said) in &plan.session_times {
            writeln!(text, "{slot}={}", said.value).unwrap();
        }
        // The samples are parts of plans: what is stated of the other days has a test of its own.
        if let Some(slots) =
            plan.slots.as_ref().filter(|slots| !slots.value.is_empty() || plan.entries.is_empty())
        {
            let slots: Vec<&str> = slots.value.iter().map(|slot| slot.key()).collect();
            writeln!(text, "slots {}", slots.join(",")).unwrap();
        }
        let is_of_days = |level| level == Level::Doubt("plan-days-missing");
        for finding in findings.sorted().into_iter().filter(|finding| !is_of_days(finding.level)) {
            writeln!(text, "{:?}", finding.level).unwrap();
        }
        valid(&plan);
        text
    }
}

/// A title with its groups if they are given by themselves, kind, hours and marks.
fn short_cell(cell: &Cell) -> String {
    let title = cell.title.as_ref().unwrap();
    let (language, words) = title.all().next().unwrap();
    let groups: Vec<String> = cell.groups.iter().map(ToString::to_string).collect();
    let parts = [
        Some(format!("{words}@{language}")),
        cell.groups_are_given.then(|| format!(" [{}]", groups.join(","))),
        (cell.kind != Kind::Session).then(|| format!(" {}", cell.kind)),
        cell.start.map(|start| format!(" from {start}")),
        cell.end.map(|end| format!(" to {end}")),
        cell.remote.as_ref().map(|_| " R".to_owned()),
        cell.tentative.then(|| " ?".to_owned()),
        cell.room.as_ref().map(|room| format!(" in {}", room.in_language(language))),
        cell.note.as_ref().map(|note| format!(" ({})", note.in_language(language))),
    ];
    parts.into_iter().flatten().collect()
}

/// No slot of a day is filled twice, no session ends before it begins.
fn valid(plan: &LetterPlan) {
    let times = SlotTimes::STANDARD.with(&plan.session_times);
    for entry in &plan.entries {
        let times = times.with(&entry.day.times);
        let mut slots = Vec::new();
        for (range, cells) in &entry.day.cells {
            for slot in range.value.slots() {
                assert!(!slots.contains(&slot), "{} {slot} twice", entry.days.value);
                slots.push(slot);
            }
            for cell in cells {
                let first = times.of(range.value.first()).hours;
                let last = times.of(range.value.last()).hours;
                let is_one = range.value.first() == range.value.last();
                let end = if is_one { cell.end.unwrap_or(first.end) } else { first.end };
                assert!(cell.start.unwrap_or(first.start) < end, "{cell:?}");
                assert!(cell.end.is_none_or(|end| end > last.start), "{cell:?}");
            }
        }
    }
}
