//! Plans without a table of days: under the heading of each day its sessions stand one behind the
//! other, each behind its hours, as lines or as rows of a small table.

use crate::finding::{Findings, Place, Said};
use crate::letter::plan::beside::{headings, is_annex};
use crate::letter::plan::day::Planned;
use crate::letter::plan::days::days_of;
use crate::letter::plan::gather::{Dated, add};
use crate::letter::plan::grid::{Grid, GridCell, lines};
use crate::letter::plan::label::{Label, label};
use crate::letter::plan::title::Reader;
use crate::letter::plan::words::{hours, times};
use crate::letter::read::document::{Block, Span};
use crate::model::{Cell, Days, Hours, Slot};
use chrono::NaiveDate;

/// What a list of days says.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) days: Dated,
    /// The lunch breaks that it names.
    pub(super) lunch: Vec<(NaiveDate, Said<Hours>)>,
    /// From its heading to its last session.
    pub(super) span: Span,
}

/// A plan is a page or two.
const LONGEST: usize = 400;

/// The list behind the heading of a plan, if there is one.
pub(super) fn listed(
    reader: &Reader<'_>,
    ranges: &[Days],
    findings: &mut Findings,
) -> Option<Listed> {
    let normal = reader.normal;
    headings(normal).find_map(|(_, heading)| {
        let mut list = List {
            reader,
            ranges,
            listed: Listed::default(),
            day: None,
            ahead: None,
            unclear: Vec::new(),
        };
        let mut doubts = Findings::default();
        list.listed.span = heading.clone();
        list.blocks(heading.end, &mut doubts);
        let sessions: usize = list.listed.days.iter().map(|(_, planned, _)| planned.len()).sum();
        if sessions < 2 {
            return None;
        }
        findings.extend(doubts);
        Some(list.listed)
    })
}

struct List<'a> {
    reader: &'a Reader<'a>,
    ranges: &'a [Days],
    listed: Listed,
    /// The day whose sessions follow.
    day: Option<(NaiveDate, Place)>,
    /// Hours on a line of their own, for the next one.
    ahead: Option<Span>,
    /// What may be a session and was not taken, since the last one that was.
    unclear: Vec<Span>,
}

impl List<'_> {
    fn blocks(&mut self, from: usize, findings: &mut Findings) {
        let normal = self.reader.normal;
        let mut budget = LONGEST;
        for block in &normal.document.blocks {
            match block {
                Block::Paragraph(paragraph) if paragraph.span.start >= from => {
                    for line in lines(normal, std::slice::from_ref(paragraph)) {
                        budget = budget.saturating_sub(1);
                        if budget == 0 || is_annex(normal, &line) {
                            return;
                        }
                        let cell = GridCell { lines: vec![line], ..GridCell::default() };
                        self.line(&cell, findings);
                    }
                }
                Block::Table(table) => {
                    let Some(grid) = Grid::of(normal, table) else { continue };
                    if grid.span().is_none_or(|span| span.start < from) {
                        continue;
                    }
                    budget = budget.saturating_sub(grid.rows);
                    for row in 0..grid.rows {
                        self.row(&grid, row, findings);
                    }
                }
                Block::Paragraph(_) | Block::Picture(_) => {}
            }
            if budget == 0 {
                return;
            }
        }
    }

    /// A line: a day, hours with a session, or something else.
    fn line(&mut self, cell: &GridCell, findings: &mut Findings) {
        let Some(span) = cell.span() else { return };
        let ahead = self.ahead.take();
        match label(self.reader.normal, cell) {
            Label::Day(_) | Label::Weekend => self.day(cell, findings),
            Label::Hours(_) => self.ahead = Some(span),
            Label::Lunch(Some(hours)) => self.lunch(hours, &span),
            Label::Other => {
                let mut lines: Vec<Span> = ahead.into_iter().collect();
                let has_hours = !lines.is_empty();
                lines.push(span.clone());
                let cells = self.reader.cells(&lines);
                // The hours stand before the session; a sentence with an hour in it is none.
                let normal = self.reader.normal;
                let begins =
                    times(normal, &span).first().is_some_and(|time| time.start == span.start)
                        || hours(normal, &span)
                            .first()
                            .is_some_and(|hours| hours.span.start == span.start);
                let is_session = |cell: &Cell| cell.start.is_some();
                if cells.iter().all(is_session) && (begins || cell.lines.len() > 1) {
                    self.add(cells, &span, findings);
                } else if has_hours || begins || self.reader.begins_with_group(&span) {
                    self.unclear(span);
                }
            }
            _ => {}
        }
    }

    fn unclear(&mut self, span: Span) {
        if self.day.is_some() {
            self.unclear.push(span);
        }
    }

    /// A row of a table: a day over its whole width, or hours and what takes place then, perhaps
    /// behind their day.
    fn row(&mut self, grid: &Grid, row: usize, findings: &mut Findings) {
        let normal = self.reader.normal;
        let mut cells: Vec<&GridCell> = Vec::new();
        for cell in (0..grid.columns).filter_map(|column| grid.cell(row, column)) {
            let is_new = cells.last().is_none_or(|last| !std::ptr::eq(*last, cell));
            if cell.row == row && is_new && cell.span().is_some() {
                cells.push(cell);
            }
        }
        if let [day, ..] = cells.as_slice()
            && matches!(label(normal, day), Label::Day(_))
        {
            self.day(day, findings);
            cells.remove(0);
        }
        let [hours, rest @ ..] = cells.as_slice() else { return };
        let Label::Hours(value) = label(normal, hours) else {
            let mut words = cells.iter().filter_map(|cell| cell.span());
            if let Some(span) = words.find(|span| self.reader.begins_with_group(span)) {
                self.unclear(span);
            }
            return;
        };
        for cell in rest {
            let Some(span) = cell.span() else { continue };
            match label(normal, cell) {
                Label::Lunch(_) => self.lunch(value, &span),
                Label::Other => {
                    let mut sessions = self.reader.cells(&cell.lines);
                    for session in sessions.iter_mut().filter(|cell| cell.start.is_none()) {
                        session.end = session.end.or(Some(value.end));
                        session.start = Some(value.start);
                    }
                    self.add(sessions, &span, findings);
                }
                _ => {}
            }
        }
    }

    fn day(&mut self, cell: &GridCell, findings: &mut Findings) {
        self.day = None;
        let normal = self.reader.normal;
        let Label::Day(said) = label(normal, cell) else { return };
        let place = normal.place(&said.span);
        match days_of(&said, self.ranges).as_deref() {
            Ok([date]) if said.day.is_some() || !self.ranges.is_empty() => {
                self.day = Some((*date, place));
            }
            _ => {
                let words = normal.words(&said.span);
                let message =
                    format!("`{words}` is no day of the meeting, or it is not certain which");
                findings
                    .doubt("day-unclear", Some(place), message)
                    .help("its sessions are left out; write them by hand");
            }
        }
    }

    fn lunch(&mut self, value: Hours, span: &Span) {
        let Some((date, _)) = self.day else { return };
        let place = self.reader.normal.place(span);
        self.listed.lunch.push((date, Said { value, place }));
    }

    fn add(&mut self, cells: Vec<Cell>, span: &Span, findings: &mut Findings) {
        let Some((date, place)) = self.day else { return };
        if cells.is_empty() {
            return;
        }
        // Behind the last session the plan is over.
        for unclear in self.unclear.drain(..) {
            findings
                .doubt(
                    "session-unclear",
                    Some(self.reader.normal.place(&unclear)),
                    "at which hours this is, or whether it is a session, is not certain",
                )
                .help("it is left out; write it by hand if it is one");
        }
        self.listed.span.end = self.listed.span.end.max(span.end);
        let source = (0, span.start);
        // A list has no cells: what does not say when it ends is over with its slot.
        let has_ends = cells.iter().all(|cell| cell.end.is_some());
        let slots = if has_ends { Slot::SESSIONS.to_vec() } else { Vec::new() };
        let planned = Planned { slots, source, cells };
        add(&mut self.listed.days, date, vec![planned], place);
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::Sample;
    use crate::model::Language;

    fn sample(language: Language, heading: &str) -> Sample {
        Sample::new(language, "SG12", "2026-03-09/2026-03-11").line(heading)
    }

    #[test]
    fn a_session_without_an_end_is_over_with_its_slot() {
        let short = sample(Language::En, "Draft time plan")
            .line("Monday, 9 March 2026")
            .line("09:30 Opening plenary")
            .line("11:15 Q1/12")
            .line("14:30 Q2/12")
            .line("1 Visit of the museum, 0900-1000")
            .line("ANNEX D - Practical information for delegates")
            .line("0730-1900 Cafeteria")
            .short();
        let expected = "2026-03-09 | 1 Opening plenary@en plenary from 09:30 | 2 Q1/12@en from 11:15 | 3 Q2/12@en from 14:30\n";
        assert_eq!(short, expected);
    }

    #[test]
    fn sessions_stand_behind_their_hours_under_each_day() {
        let short = sample(Language::En, "Draft time plan")
            .line("Monday, 9 March 2026")
            .line("0930-1045\tOpening plenary")
            .line("1115-1230\tQ1/12 and Q2/12 in parallel")
            .line("1230-1400\tLunch")
            .line("1400-1730\tQ7/12 (if needed)")
            .line("Tuesday, 10 March 2026")
            .line("0930-1000: WP1/12")
            .line("1000-1230: WP2/12")
            .line("Documents are posted by 1800.")
            .short();
        assert_eq!(
            short,
            "\
2026-03-09 | 1 Opening plenary@en plenary from 09:30 to 10:45 | 2 Q1/12 and Q2/12 in parallel@en from 11:15 to 12:30 | pm Q7/12@en from 14:00 to 17:30 ? | lunch=12:30-14:00
2026-03-10 | 1 WP1/12@en from 09:30 to 10:00 + WP2/12@en from 10:00 | 2 WP2/12@en to 12:30
"
        );
    }

    #[test]
    fn a_small_table_may_stand_under_each_day() {
        let short = sample(Language::Zh, "时间计划草案")
            .line("3月9日（星期一）")
            .table(&[
                "时间 | 会议",
                "10:00-11:15 | 开幕全体会议",
                "14:30-17:30 | 第2/12号课题\n第3/12号课题",
            ])
            .line("3月20日（星期五）")
            .table(&["时间 | 会议", "09:30-12:30 | 第1工作组"])
            .table(&["w2:3月11日（星期三）", "09:30-12:30 | 闭幕全体会议"])
            .short();
        assert_eq!(
            short,
            "\
2026-03-09 | 1 开幕全体会议@zh plenary from 10:00 to 11:15 | pm 第2/12号课题@zh [Q2/12] from 14:30 to 17:30 + 第3/12号课题@zh [Q3/12] from 14:30 to 17:30
2026-03-11 | am 闭幕全体会议@zh plenary from 09:30 to 12:30
Doubt(\"day-unclear\")
"
        );
    }

    #[test]
    fn days_may_stand_before_their_hours_in_one_table() {
        let short = sample(Language::En, "Draft time plan")
            .table(&[
                "Date | Time | Session",
                "h2:Monday 9 March 2026 | 0930-1045 | Opening plenary",
                "1115-1230 | Q1/12",
                "Tuesday 10 March 2026 | 0930-1230 | Q2/12",
                "afternoon | Q3/12",
                "Wednesday 11 March 2026 | 1430-1545 | Closing plenary",
            ])
            .short();
        assert_eq!(
            short,
            "\
2026-03-09 | 1 Opening plenary@en plenary from 09:30 to 10:45 | 2 Q1/12@en from 11:15 to 12:30
2026-03-10 | am Q2/12@en from 09:30 to 12:30
2026-03-11 | 3 Closing plenary@en plenary from 14:30 to 15:45
Doubt(\"session-unclear\")
"
        );
    }

    #[test]
    fn what_may_be_a_session_is_told() {
        let short = sample(Language::En, "Draft time plan")
            .line("Monday, 9 March 2026")
            .line("0930-1045 Opening plenary")
            .line("Q1/12 after the plenary")
            .line("Coffee is served on the ground floor.")
            .line("1115-1230 Q2/12")
            .line("Q3/12 asks for contributions.")
            .short();
        assert_eq!(
            short,
            "\
2026-03-09 | 1 Opening plenary@en plenary from 09:30 to 10:45 | 2 Q2/12@en from 11:15 to 12:30
Doubt(\"session-unclear\")
"
        );
    }

    #[test]
    fn what_is_said_in_sentences_is_told_and_not_guessed() {
        for (language, heading, lines) in [
            (
                Language::En,
                "Draft time plan",
                ["The plenary opens on Monday, 9 March, at 1100.", "It closes on 11 March 2026."],
            ),
            (
                Language::Fr,
                "Projet de calendrier",
                ["La plénière s'ouvre le lundi 9 mars 2026.", "La clôture a lieu le 11 mars 2026."],
            ),
        ] {
            let short =
                lines.iter().fold(sample(language, heading), |sample, line| sample.line(line));
            assert_eq!(short.short(), "slots \nDoubt(\"plan-in-words\")\n", "{heading}");
        }
    }
}
