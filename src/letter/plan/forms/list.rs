//! Plans that are lists: under or behind each day its sessions stand one behind the other, each behind
//! its hours, as lines, in one line, or as rows of a table.

use crate::finding::{Place, Said};
use crate::letter::lex::normal::Normal;
use crate::letter::plan::beside::{headings, is_annex};
use crate::letter::plan::cells::PlanCell;
use crate::letter::plan::cells::goes_on_below;
use crate::letter::plan::day::CellSource;
use crate::letter::plan::days::{days_of, each};
use crate::letter::plan::forms::columns::{columns, is_list};
use crate::letter::plan::forms::filled::{tell_open, without_called_off};
use crate::letter::plan::gather::{PlannedDay, add};
use crate::letter::plan::grid::{GridCell, PlanGrid, lines};
use crate::letter::plan::label::DayLabel;
use crate::letter::plan::line::{CellLine, StatedHours};
use crate::letter::plan::several::SeveralDays;
use crate::letter::plan::title::TitleReader;
use crate::letter::plan::words::{cut, pieces};
use crate::letter::read::document::{Block, Span};
use crate::model::{Days, Hours, Slot, is_working_day};
use chrono::NaiveDate;
use std::cell::RefCell;

#[derive(Default)]
pub(crate) struct ListedDays {
    pub(crate) days: Vec<PlannedDay>,
    /// The lunch breaks that it names.
    pub(crate) lunch: Vec<(NaiveDate, Said<Hours>)>,
    /// From its heading to its last session.
    pub(crate) span: Span,
}

/// A list in the making.
pub(super) struct DayList<'a> {
    pub(super) reader: &'a TitleReader<'a>,
    ranges: &'a [Days],
    pub(super) listed: ListedDays,
    /// The days whose sessions follow.
    pub(super) days: Vec<(NaiveDate, Place)>,
    /// A line that may go on in the next one.
    pub(super) open: Option<Span>,
    /// Hours on a line of their own, for the next one.
    pub(super) ahead: Option<StatedHours>,
    /// What may be a session and was not taken, since the last one that was.
    unclear: Vec<Span>,
}

impl<'a> DayList<'a> {
    /// The list behind a heading.
    pub(super) fn behind(reader: &'a TitleReader<'a>, ranges: &'a [Days], heading: &Span) -> Self {
        let listed = ListedDays { span: heading.clone(), ..ListedDays::default() };
        let (days, unclear) = (Vec::new(), Vec::new());
        Self { reader, ranges, listed, days, open: None, ahead: None, unclear }
    }

    /// Keeps what may be a session, to tell it if one follows.
    pub(super) fn unclear(&mut self, span: Span) {
        if !self.days.is_empty() {
            self.unclear.push(span);
        }
    }

    /// Reports a session that is still to be decided, or stands elsewhere.
    pub(super) fn undecided(&self, span: &Span) {
        if !self.days.is_empty() {
            tell_open(self.reader, span, 0);
        }
    }

    pub(super) fn day(&mut self, said: &DayLabel) {
        self.days.clear();
        self.day_too(said);
    }

    /// Begins the days of a label that names several.
    pub(super) fn several(&mut self, said: &SeveralDays, span: &Span) {
        self.days.clear();
        match (said, self.ranges) {
            (SeveralDays::Listed(days), _) => days.iter().for_each(|day| self.day_too(day)),
            (SeveralDays::All, [only]) => {
                let place = self.reader.normal.place(span);
                let days = each(std::slice::from_ref(only)).filter(|day| is_working_day(*day));
                self.days.extend(days.map(|day| (day, place)));
            }
            // Which days are meant is not certain.
            (SeveralDays::All, _) => self.no_day(span),
        }
    }

    fn day_too(&mut self, said: &DayLabel) {
        let normal = self.reader.normal;
        let place = normal.place(&said.span);
        match days_of(said, self.ranges) {
            Ok(days) if said.day.is_some() || !self.ranges.is_empty() => {
                self.days.extend(days.into_iter().map(|day| (day, place)));
            }
            _ => {
                let words = normal.words(&said.span);
                let said =
                    format!("`{words}` is not a day of the meeting, or it is not certain which");
                let help = "its sessions are left out; write them by hand";
                self.reader.doubt_at("day-unclear", place, said, help);
            }
        }
    }

    /// What stands in the place of a day and is none: its sessions are not those of the day before.
    pub(super) fn no_day(&mut self, span: &Span) {
        self.days.clear();
        let said = format!("`{}` is not understood as a day", self.reader.normal.words(span));
        let help = "write a date, as `2025-01-14`; the sessions beside it are left out";
        self.reader.doubt("day-unclear", span, said, help);
    }

    pub(super) fn lunch(&mut self, value: Hours, span: &Span) {
        let place = self.reader.normal.place(span);
        let days = self.days.iter().map(|(date, _)| (*date, Said { value, place }));
        self.listed.lunch.extend(days);
    }

    /// Takes the sessions of an entry on the days that were begun.
    pub(super) fn add(&mut self, mut entry: PlanCell) {
        let start = entry.lines.iter().map(|line| line.start).min();
        let end = entry.lines.iter().map(|line| line.end).max();
        let Some(span) = start.zip(end).map(|(start, end)| start..end) else { return };
        if self.days.is_empty() {
            return;
        }
        // The column of a mark says who meets.
        if entry.groups.is_empty() && entry.lines.iter().all(|line| self.reader.is_yes(line)) {
            return self.unclear(span);
        }
        entry.source = CellSource { block: 0, cell: span.start };
        entry.lines = without_called_off(self.reader, &entry.lines);
        // "22:00-01:00" is over on another day, and behind the last slot no end is known.
        let StatedHours { start, end } = entry.beside.clock;
        let is_over = |start| match end {
            Some(end) => end <= start,
            None => Slot::SESSIONS.iter().all(|slot| slot.standard().end <= start),
        };
        // "until 12:30" does not say when it begins.
        let is_open = start.is_none() && end.is_some();
        if entry.slots.is_empty() && (is_open || start.is_some_and(is_over)) {
            self.unclear.push(span);
            return self.tell();
        }
        // A list has no cells: what does not say when it ends is over with its slot.
        if entry.slots.is_empty() && entry.beside.clock.end.is_some() {
            entry.slots = Slot::SESSIONS.to_vec();
        }
        let planned = self.reader.planned(entry);
        if planned.cells.is_empty() {
            return;
        }
        // Behind the last session the plan is over.
        self.tell();
        self.listed.span.end = self.listed.span.end.max(span.end);
        for (date, place) in &self.days {
            let (date, place, sessions) = (*date, *place, vec![planned.clone()]);
            add(&mut self.listed.days, PlannedDay { date, sessions, place });
        }
    }

    /// Reports what may have been sessions.
    pub(super) fn tell(&mut self) {
        for unclear in self.unclear.drain(..) {
            let said = "at which hours this is, or whether it is a session, is not certain";
            let help = "it is left out; write it by hand if it is one";
            self.reader.doubt("session-unclear", &unclear, said, help);
        }
    }
}

/// A plan is a page or two.
const LONGEST: usize = 400;

/// The list of a workbook: two weeks with fifty sessions in each slot.
const LONGEST_OF_WORKBOOK: usize = 3_000;

/// The list of sessions; without days if there is none.
pub(crate) fn listed(reader: &TitleReader<'_>, ranges: &[Days], needs_heading: bool) -> ListedDays {
    let headings: Vec<Span> = match needs_heading {
        true => headings(reader.normal).map(|(_, heading)| heading.clone()).collect(),
        false => vec![Span::default()],
    };
    for heading in headings {
        // What is doubtful in what is no list is no doubt of the plan.
        let doubts = RefCell::default();
        let own = TitleReader { doubts: &doubts, ..*reader };
        let mut list = DayList::behind(&own, ranges, &heading);
        list.blocks(heading.end);
        let listed = list.listed;
        if !listed.days.is_empty() {
            reader.doubts.borrow_mut().extend(doubts.into_inner());
            return listed;
        }
    }
    ListedDays::default()
}

/// The days of a line that a page or a mail broke: each begins where the line was broken.
fn of_days(reader: &TitleReader<'_>, line: &Span) -> Vec<Span> {
    let is_day = |at: &usize| reader.leading_day(&(*at..line.end)).is_some();
    let days = cut(line, reader.normal.line_breaks(line).filter(is_day)).into_iter();
    days.map(|day| reader.trim(&day)).collect()
}

impl DayList<'_> {
    /// Reads the blocks behind a heading.
    fn blocks(&mut self, from: usize) {
        let normal = self.reader.normal;
        let is_workbook = normal.document.is_workbook();
        let longest = if is_workbook { LONGEST_OF_WORKBOOK } else { LONGEST };
        let mut rows = 0;
        let mut done = 0;
        for (number, block) in normal.document.blocks.iter().enumerate() {
            if number < done || rows >= longest {
                continue;
            }
            match block {
                Block::Paragraph(paragraph) if paragraph.span.start < from => {}
                Block::Paragraph(paragraph) => {
                    if let Some((grid, filled)) = tabbed(self.reader, number) {
                        rows += grid.rows;
                        done = number + filled;
                        self.whole_table(&grid);
                        continue;
                    }
                    let lines = lines(normal, paragraph);
                    rows += lines.len();
                    for line in &lines {
                        if is_annex(normal, line) {
                            return self.whole_line();
                        }
                        of_days(self.reader, line).into_iter().for_each(|day| self.goes_on(day));
                    }
                }
                Block::Table(table) => {
                    self.whole_line();
                    let grid = PlanGrid::of(normal, table);
                    let behind = |grid: &PlanGrid| {
                        grid.span().is_some_and(|span| span.start >= from)
                            && (!is_workbook || is_list(self.reader, grid))
                    };
                    if let Some(grid) = grid.filter(behind) {
                        rows += grid.rows;
                        self.whole_table(&grid);
                    }
                }
                Block::Picture(_) => {}
            }
        }
        self.whole_line();
    }

    /// Reads a table. Behind its rows, what was not clear in them is reported.
    fn whole_table(&mut self, grid: &PlanGrid) {
        self.whole_line();
        self.table(grid);
        self.tell();
    }

    /// Takes a line, which goes on in the one that is open or begins another one.
    fn goes_on(&mut self, line: Span) {
        let reader = self.reader;
        // "(if needed)" on a line of its own.
        let is_aside = reader.brackets(&line).as_slice() == [line.clone()]
            && reader.inside(&line, &mut CellLine::default());
        match &mut self.open {
            Some(open) if is_aside || goes_on_below(reader.normal, open, &line) => {
                open.end = line.end;
            }
            _ => {
                self.whole_line();
                self.open = Some(line);
            }
        }
    }

    fn whole_line(&mut self) {
        if let Some(line) = self.open.take() {
            self.line(&line);
        }
    }
}

/// The list with a row of headings that begins with a block and whose rows are lines with tabs, and how
/// many blocks it fills. A row that begins with a tab, because its day stands above, begins a table in a
/// text file; its heading and its first rows are lines before.
fn tabbed(reader: &TitleReader<'_>, block: usize) -> Option<(PlanGrid, usize)> {
    let normal = reader.normal;
    let mut rows: Vec<Vec<GridCell>> = Vec::new();
    let mut width = 0;
    let mut filled = 0;
    for block in normal.document.blocks.get(block..)? {
        let more = match block {
            Block::Paragraph(paragraph) => {
                let lines = lines(normal, paragraph);
                lines.iter().map(|line| cells(normal, line)).collect()
            }
            Block::Table(table) if table.is_ragged => PlanGrid::of(normal, table)?.by_row(),
            Block::Table(_) | Block::Picture(_) => break,
        };
        if width == 0 {
            width = more.first()?.len();
        }
        if width < 3 || more.is_empty() || more.iter().any(|row| row.len() != width) {
            break;
        }
        rows.extend(more);
        filled += 1;
    }
    let grid = PlanGrid::from_rows(rows)?;
    let is_headed = filled >= 2 && columns(reader, &grid)?.first == 1;
    is_headed.then_some((grid, filled))
}

/// The cells of a line, those before its first and behind its last words too: a last row whose day
/// stands above begins with a tab, and is no table.
fn cells(normal: &Normal, line: &Span) -> Vec<GridCell> {
    let before = normal.slice(&(0..line.start)).trim_end_matches('\t').len();
    let behind = normal.slice(&(line.end..normal.text().len()));
    let line = before..line.end + behind.len() - behind.trim_start_matches('\t').len();
    let of = |cell: Span| if cell.is_empty() { Vec::new() } else { vec![cell] };
    pieces(normal, &line, &['\t']).into_iter().map(|cell| GridCell::of(normal, of(cell))).collect()
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::letter::{LetterFormat, read};
    use crate::model::Language;

    fn sample(language: Language, heading: &str) -> SampleLetter {
        SampleLetter::new(language, "SG12", "2026-03-09/2026-03-11").line(heading)
    }

    #[test]
    fn a_session_without_an_end_is_over_with_its_slot_and_told() {
        let short = sample(Language::En, "Draft time plan")
            .line("Monday, 9 March 2026")
            .line("09:30 Opening plenary")
            .line("11:15 Q1/12")
            .line("14:30 Q2/12")
            .line("1 Visit of the museum, 0900-1000")
            .line("ANNEX D - Practical information for delegates")
            .line("0730-1900 Cafeteria")
            .short();
        let expected = "2026-03-09 | 1 Opening plenary@en plenary from 09:30 | 2 Q1/12@en from 11:15 | 3 Q2/12@en from 14:30\nDoubt(\"session-without-end\")\n";
        assert_eq!(short, expected);
    }

    #[test]
    fn hours_that_are_not_understood_are_told() {
        let short = sample(Language::En, "Draft time plan")
            .line("Monday, 9 March 2026")
            .line("10.00 Opening plenary")
            .line("9 30-12 30 Q1/12")
            .line("14:30-15:45 Q2/12")
            .line("22:00-01:00 Q3/12")
            .line("Tuesday, 10 March 2026")
            .line("09:30-10:45 Q4/12")
            .short();
        let expected = "\
2026-03-09 | 3 Q2/12@en from 14:30 to 15:45
2026-03-10 | 1 Q4/12@en from 09:30 to 10:45
Doubt(\"session-unclear\")
Doubt(\"session-unclear\")
Doubt(\"session-unclear\")
";
        assert_eq!(short, expected);
    }

    #[test]
    fn the_sessions_of_a_day_may_stand_on_broken_lines() {
        let short = sample(Language::Ru, "Проект расписания")
            .line("9 марта: 9h30-10h45 Пленарное заседание; 11h15-12h30 Вопрос")
            .line("4/2; 14h30-15h45")
            .line("Вопрос 5/12; 16h15")
            .line("- 17h30 Вопрос 6/12")
            .line("(при необходимости)")
            .short();
        let expected = "2026-03-09 | 1 Пленарное заседание@ru plenary from 09:30 to 10:45 | 2 Вопрос 4/2@ru [Q4/2] from 11:15 to 12:30 | 3 Вопрос 5/12@ru [Q5/12] from 14:30 to 15:45 | 4 Вопрос 6/12@ru [Q6/12] from 16:15 to 17:30 ?\n";
        assert_eq!(short, expected);
    }

    #[test]
    fn a_day_behind_a_chinese_question_is_a_day() {
        let short = sample(Language::Zh, "时间计划草案")
            .line("3月9日（星期一）")
            .line("16:00 - 17:15 第3/12号课题")
            .line("3月10日（星期二）")
            .line("11:30 - 12:30 第9/12号课题")
            .short();
        let expected = "\
2026-03-09 | 4 第3/12号课题@zh [Q3/12] from 16:00 to 17:15
2026-03-10 | 2 第9/12号课题@zh [Q9/12] from 11:30 to 12:30
";
        assert!(short.starts_with(expected), "{short}");
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
2026-03-10 | 1 WP1/12@en from 09:30 to 10:00 | 2 WP2/12@en from 10:00 to 12:30
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
    fn a_last_row_may_begin_with_a_tab_because_its_day_stands_above() {
        let head = "Geneva, 2 November 2026\nRef: TSB Collective letter 3/12\nSubject: Meeting of Study Group 12; Geneva, \
                    18 January 2027\n\nDear Sir/Madam,\nI invite you to this meeting in Geneva.\n\nAnnex C\nTime plan\n\n";
        for rows in [
            "Date\tSession\tHours\n18 January 2027\tQ1/12\t0930-1045\n\tQ2/12\t1600-1730\n",
            "Date\tHours\tSession\tRoom\n18 January 2027\t0930-1045\tQ1/12\t\n\t1600-1730\tQ2/12\tPopov\n",
        ] {
            let letter = read(format!("{head}{rows}").as_bytes(), LetterFormat::Text).unwrap();
            let plan = letter.draft.time_plan.iter().flat_map(|entry| &entry.day.cells);
            let cells = plan.flat_map(|(slots, cells)| {
                cells.iter().map(|cell| (slots.value.to_string(), cell))
            });
            let read = cells
                .map(|(slots, cell)| format!("{slots} {} {}", cell.groups[0], cell.room.is_some()));
            let expected =
                ["1 Q1/12 false".to_owned(), format!("4 Q2/12 {}", rows.contains("Popov"))];
            assert_eq!(read.collect::<Vec<_>>(), expected, "{rows}");
        }
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
    fn rooms_and_marks_beside_a_session_are_no_sessions() {
        let expected = "\
2026-03-09 | am SG12 plenary@en plenary from 09:30 to 12:30 R in Popov | pm Q1/12@en from 14:30 to 17:30 in K2
2026-03-10 | am Q2/12@en from 09:30 to 12:30 R in C2 + Q3/12@en from 09:30 to 12:30
";
        for (heading, head, yes, no) in [
            ("Draft time plan", "No. | Date | Time | Session | Room | Remote", "x", ""),
            (
                "Projet de calendrier",
                "N° | Date | Horaire | Séance | Salle | À distance",
                "oui",
                "non",
            ),
            (
                "Proyecto de calendario",
                "N.° | Fecha | Hora | Sesión | Sala | A distancia",
                "sí",
                "no",
            ),
            ("Проект расписания", "№ | Дата | Время | Заседание | Зал | Дистанционно", "да", "нет"),
            ("时间表草案", "序号 | 日期 | 时间 | 会议 | 会议室 | 远程", "是", "否"),
            (
                "مشروع الجدول الزمني",
                "الرقم | التاريخ | الوقت | الجلسة | القاعة | عن بُعد",
                "نعم",
                "لا",
            ),
        ] {
            let rows = [
                head.to_owned(),
                format!("1 | h2:9/3/2026 | 0930-1230 | SG12 plenary | Popov | {yes}"),
                format!("2 | 1430-1730 | Q1/12 | K2 | {no}"),
                format!("3 | h2:10/3/2026 | h2:0930-1230 | Q2/12 | C2 | {yes}"),
                format!("4 | Q3/12 | | {no}"),
            ];
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            assert_eq!(sample(Language::En, heading).table(&rows).short(), expected, "{head}");
        }
    }

    #[test]
    fn a_column_of_groups_says_whose_the_sessions_are() {
        let expected = "\
2026-03-09 | 1 Q6/12: drafting@LL in K1 | 2 Drafting of Q6/12@LL in K1 | 3 Q6/12 drafting@LL [Q6/12,Q8/12] in K1 | 4 SG12 plenary@en plenary in K1
2026-03-10 | 1 Q8/12@LL in K2 | 2 Q8/12@LL in K2
";
        for (heading, head) in [
            ("Draft time plan", "Date | Time | Title | Groups | Room"),
            ("Draft time plan", "Date | Time | Session | Groups concerned | Room"),
            ("Draft time plan", "Date | Time | Meeting | Question | Room"),
            ("Projet de calendrier", "Date | Horaire | Intitulé | Groupes | Salle"),
            ("Proyecto de calendario", "Fecha | Hora | Título | Grupos | Sala"),
            ("Проект расписания", "Дата | Время | Название | Группы | Зал"),
            ("时间表草案", "日期 | 时间 | 名称 | 组别 | 会议室"),
            ("مشروع الجدول الزمني", "التاريخ | الوقت | العنوان | الأفرقة | القاعة"),
        ] {
            for order in [[0, 1, 2, 3, 4], [3, 0, 1, 2, 4], [0, 1, 3, 4, 2]] {
                let rows = [
                    head,
                    "9/3/2026 | 0930-1045 | Q6/12: drafting | Q6/12 | K1",
                    "9/3/2026 | 1115-1230 | Drafting of Q6/12 | Q6/12 | K1",
                    "9/3/2026 | 1430-1545 | Q6/12 drafting | Q6/12, Q8/12 | K1",
                    "9/3/2026 | 1615-1730 | SG12 plenary | SG12 | K1",
                    "10/3/2026 | 0930-1045 | Q8/12 | Q8/12 | K2",
                    "10/3/2026 | 1115-1230 | | Q8/12 | K2",
                ];
                let turned = rows.map(|row| {
                    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
                    order.map(|at| cells[at]).join(" | ")
                });
                let turned: Vec<&str> = turned.iter().map(String::as_str).collect();
                let short = sample(Language::En, heading).table(&turned).short();
                let expected = expected.replace("LL", "en");
                let hours = |text: &str| {
                    let mut words = text.split(' ').peekable();
                    let mut kept = Vec::new();
                    while let Some(word) = words.next() {
                        match word {
                            "from" | "to" => drop(words.next()),
                            _ => kept.push(word),
                        }
                    }
                    kept.join(" ")
                };
                assert_eq!(hours(&short), expected, "{head} {order:?}");
            }
        }
    }

    #[test]
    fn groups_that_a_title_does_not_name_are_added() {
        let short = sample(Language::En, "Draft time plan")
            .table(&[
                "Date | Time | Title | Groups",
                "9/3/2026 | 0930-1045 | Drafting | Q6/12",
                "9/3/2026 | 1115-1230 | Drafting | Q6/12; Q8/12",
                "9/3/2026 | 1430-1545 | Q6/12 | Q8/12",
                "9/3/2026 | 1615-1730 | Q6/12; Q8/12 | Q6/12, Q8/12",
                "10/3/2026 | 0930-1045 | Opening plenary | All",
            ])
            .short();
        let expected = "\
2026-03-09 | 1 Q6/12 Drafting@en from 09:30 to 10:45 | 2 Drafting@en [Q6/12,Q8/12] from 11:15 to 12:30 | 3 Q6/12@en [Q6/12,Q8/12] from 14:30 to 15:45 | 4 Q6/12@en from 16:15 to 17:30 + Q8/12@en from 16:15 to 17:30
2026-03-10 | 1 Opening plenary@en plenary from 09:30 to 10:45
Doubt(\"session-unclear\")
";
        assert_eq!(short, expected);
        // A working party and its Questions, and what is joint, are no contradiction.
        for (group, title) in [("WP1/12", "Q6/12 Drafting"), ("Q6/12", "Joint session with Q8/12")]
        {
            let short = sample(Language::En, "Draft time plan")
                .table(&[
                    "Date | Time | Title | Groups",
                    &format!("9 March 2026 | 09:30-10:45 | {title} | {group}"),
                    "9 March 2026 | 11:15-12:30 | Plenary | SG12",
                ])
                .short();
            assert!(short.contains("1 ") && !short.contains("session-unclear"), "{short}");
        }
    }

    #[test]
    fn a_column_without_a_known_heading_may_say_that_sessions_are_remote() {
        for (head, virtually, in_person) in [
            ("Date | Time | Session | Format", "virtual", "in person"),
            ("Date | Time | Session | Mode", "on-line only", "physical"),
            ("Date | Horaire | Séance | Forme", "virtuelle", "présentiel"),
        ] {
            let rows = [
                head.to_owned(),
                format!("9/3/2026 | 09:30-10:45 | Q1/12 | {virtually}"),
                format!("9/3/2026 | 11:15-12:30 | Q2/12 | {in_person}"),
                "10/3/2026 | 09:30-10:45 | Q3/12 | ".to_owned(),
                "11/3/2026 | 09:30-10:45 | Q4/12 | ".to_owned(),
            ];
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            let short = sample(Language::En, "Draft time plan").table(&rows).short();
            let first = short.lines().next().unwrap_or_default();
            let expected =
                "2026-03-09 | 1 Q1/12@en from 09:30 to 10:45 R | 2 Q2/12@en from 11:15 to 12:30";
            assert_eq!(first, expected, "{head}");
        }
    }

    #[test]
    fn ends_without_beginnings_are_told() {
        let short = sample(Language::En, "Draft time plan")
            .table(&[
                "Date | Until | Session",
                "9/3/2026 | 10:45 | Q1/12",
                "10/3/2026 | 12:30 | Q2/12",
                "11/3/2026 | 12:30 | Q3/12",
            ])
            .short();
        assert!(!short.contains("from") && short.contains("Doubt"), "{short}");
    }

    #[test]
    fn sessions_end_when_their_duration_is_over() {
        for (heading, head, lasts) in [
            (
                "Draft time plan",
                "Date | Start | Duration | Session",
                ["45 min", "1 h 30", "2 hours", "1:15"],
            ),
            (
                "Projet de calendrier",
                "Date | Début | Durée | Séance",
                ["45 min", "1 h 30", "2 heures", "1 h 15 min"],
            ),
            (
                "Proyecto de calendario",
                "Fecha | Inicio | Duración | Sesión",
                ["45 min", "1 h 30", "2 horas", "1:15"],
            ),
            (
                "Проект расписания",
                "Дата | Начало | Продолжительность | Заседание",
                ["45 мин.", "1 ч 30 мин", "2 часа", "1:15"],
            ),
            ("时间表草案", "日期 | 开始 | 时长 | 会议", ["45分", "1时30分", "2小时", "1:15"]),
            (
                "مشروع الجدول الزمني",
                "التاريخ | البداية | المدة | الجلسة",
                ["45 دقيقة", "1:30", "2 ساعة", "1:15"],
            ),
        ] {
            let rows = [
                head.to_owned(),
                format!("9/3/2026 | 09:30 | {} | Q1/12", lasts[0]),
                format!("9/3/2026 | 11:15 | {} | Q2/12", lasts[1]),
                format!("10/3/2026 | 14:30 | {} | Q3/12", lasts[2]),
                format!("11/3/2026 | 10:00 | {} | Q4/12", lasts[3]),
            ];
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            let expected = "\
2026-03-09 | 1 Q1/12@en from 09:30 to 10:15 | 2 Q2/12@en from 11:15 to 12:45
2026-03-10 | 3 Q3/12@en from 14:30 to 16:30
2026-03-11 | 1 Q4/12@en from 10:00 to 11:15
";
            assert_eq!(sample(Language::En, heading).table(&rows).short(), expected, "{heading}");
        }
    }

    #[test]
    fn what_takes_place_over_lunch_is_a_session() {
        let short = sample(Language::En, "Draft time plan")
            .table(&[
                "Date | Session | Title",
                "9/3/2026 | 1 | Q6/12",
                "9/3/2026 | Lunch | Lunch seminar",
                "9/3/2026 | 3 | Lunch seminar: results",
                "10/3/2026 | 1 | Q6/12",
                "10/3/2026 | Lunch (1245-1415) | Lunch seminar",
                "11/3/2026 | 1 | Q6/12",
                "11/3/2026 | Lunch | Lunch break (1245-1415)",
                "11/3/2026 | 3 | Q6/12",
            ])
            .short();
        let expected = "\
2026-03-09 | 1 Q6/12@en | lunch Lunch seminar@en workshop | 3 Lunch seminar: results@en workshop
2026-03-10 | 1 Q6/12@en | lunch Lunch seminar@en workshop | lunch=12:45-14:15
2026-03-11 | 1 Q6/12@en | 3 Q6/12@en | lunch=12:45-14:15
";
        assert_eq!(short, expected);
    }

    #[test]
    fn the_sessions_of_a_day_may_stand_in_one_line() {
        let short = sample(Language::En, "Draft time plan")
            .line("Monday, 9 March: 0930-1045 SG12 opening plenary (R) / 1115-1230 WP1/12 / 1430-1730 Q1/12; Q5/12 (R)")
            .line("Tuesday, 10 March: 0930-1230 Q6/12 (if needed) (room C1); 1400-1700 IMT-2020 to 2030")
            .short();
        let expected = "\
2026-03-09 | 1 SG12 opening plenary@en plenary from 09:30 to 10:45 R | 2 WP1/12@en from 11:15 to 12:30 | pm Q1/12@en from 14:30 to 17:30 + Q5/12@en from 14:30 to 17:30 R
2026-03-10 | am Q6/12@en from 09:30 to 12:30 ? in room C1 | 3 IMT-2020 to 2030@en from 14:00 to 17:00
";
        assert_eq!(short, expected);
        let short = sample(Language::Zh, "时间计划草案")
            .line("3月9日（星期一）：0930-1230 开幕全体会议（远程）；1430-1730 第1/12号课题")
            .short();
        let expected = "2026-03-09 | am 开幕全体会议@zh plenary from 09:30 to 12:30 R | pm 第1/12号课题@zh [Q1/12] from 14:30 to 17:30\n";
        assert_eq!(short, expected);
    }

    #[test]
    fn the_day_of_a_list_in_lines_may_be_its_last_cell() {
        let short = sample(Language::En, "Draft time plan")
            .line("Hours\tMeeting\tRemote\tDay")
            .line("0930-1045\tOpening plenary\tno\t9 March 2026")
            .line("1115-1230\tQ1/12\tyes\t")
            .line("0930-1045\tQ2/12 (if needed)\tyes\t10 March 2026")
            .line("1115-1230\tQ3/12\tno\t")
            .short();
        let expected = "\
2026-03-09 | 1 Opening plenary@en plenary from 09:30 to 10:45 | 2 Q1/12@en from 11:15 to 12:30 R
2026-03-10 | 1 Q2/12@en from 09:30 to 10:45 R ? | 2 Q3/12@en from 11:15 to 12:30
";
        assert_eq!(short, expected);
    }

    #[test]
    fn a_day_begins_a_line_that_a_mail_broke() {
        let short = sample(Language::Es, "Proyecto de plan de trabajo")
            .line("lunes 9 de marzo de 2026: 0930-1045 C1/12;\u{b}1115-1230 C2/12 (si es\u{b}necesario)\u{b}martes 10 de marzo de 2026: 0930-1045 C3/12")
            .short();
        let expected = "\
2026-03-09 | 1 C1/12@es [Q1/12] from 09:30 to 10:45 | 2 C2/12@es [Q2/12] from 11:15 to 12:30 ?
2026-03-10 | 1 C3/12@es [Q3/12] from 09:30 to 10:45
";
        assert_eq!(short, expected);
    }

    #[test]
    fn what_stands_beside_a_session_behind_tabs_is_none() {
        let short = sample(Language::En, "Draft time plan")
            .line("Monday, 9 March 2026")
            .line("0930-1045\tOpening plenary\tRoom Popov\tremote")
            .line("1115-1230\tQ1/12 (if")
            .line("needed)")
            .line("1430-1545\tQ2/12\tMs Martin")
            .short();
        let expected = "\
2026-03-09 | 1 Opening plenary@en plenary from 09:30 to 10:45 R in Room Popov | 2 Q1/12@en from 11:15 to 12:30 ? | 3 Q2/12@en from 14:30 to 15:45
Doubt(\"session-unclear\")
";
        assert_eq!(short, expected);
    }

    #[test]
    fn a_session_at_an_hour_begins_then() {
        for (language, words) in [
            (Language::En, "Closing plenary at 15:00"),
            (Language::Fr, "Plénière de clôture à 15 h 00"),
            (Language::Es, "Sesión plenaria de clausura a las 15:00"),
            (Language::Ru, "Заключительное пленарное заседание в 15:00"),
        ] {
            let row = format!("pm | Q1/12 | {words}");
            let short = sample(language, "Draft time plan")
                .table(&[" | Mon 9/03 | Tue 10/03", &row])
                .short();
            assert!(short.contains("plenary from 15:00"), "{words}: {short}");
        }
    }

    #[test]
    fn an_odd_hour_or_date_is_told_and_the_other_rows_are_read() {
        for (odd, doubt) in
            [("9 March 2026 | 9.30", "session-unclear"), ("32 March 2026 | 09:30-10:45", "")]
        {
            let odd = format!("{odd} | Q2/12 | K1");
            let rows =
                ["Date | Time | Session | Room", "9 March 2026 | 09:30-12:30 | Q1/12 | K1", &odd];
            let short = sample(Language::En, "Draft time plan").table(&rows).short();
            let expected = "2026-03-09 | am Q1/12@en from 09:30 to 12:30 in K1";
            assert!(short.starts_with(expected) && short.contains(doubt), "{odd}: {short}");
        }
    }

    #[test]
    fn an_end_that_is_not_known_yet_is_told() {
        let rows = [
            "Date | Start | End | Session",
            "9 March 2026 | 09:30 | tbc | Q1/12",
            "9 March 2026 | 14:30 | 15:45 | Q2/12",
        ];
        let short = sample(Language::En, "Draft time plan").table(&rows).short();
        assert!(short.contains("session-unclear"), "{short}");
    }

    #[test]
    fn a_session_that_ends_before_it_begins_is_told() {
        let rows = |head: &str| {
            let rows = [
                head,
                "9 March 2026 | 14:30 | 13:30 | Q1/12",
                "9 March 2026 | 16:15 | 17:30 | Q2/12",
            ];
            sample(Language::En, "Draft time plan").table(&rows).short()
        };
        let expected = "2026-03-09 | 4 Q2/12@en from 16:15 to 17:30\nDoubt(\"session-unclear\")\n";
        assert_eq!(rows("Date | Start | End | Session"), expected);
        let turned = rows("Date | End | Start | Session");
        assert!(turned.contains("Q1/12@en from 13:30 to 14:30"), "{turned}");
    }

    #[test]
    fn sessions_in_parallel_may_stand_below_their_rooms() {
        let short = sample(Language::En, "Draft time plan")
            .line("Monday, 9 March 2026")
            .table(&[
                "Time | Room K1 | K2 | Popov",
                "0930-1045 | Q1/12 | Q2/12 | Opening plenary",
                "1115-1230 | Q3/12 | |",
            ])
            .short();
        let expected = "2026-03-09 | 1 Q1/12@en from 09:30 to 10:45 in Room K1 + Q2/12@en from 09:30 to 10:45 in K2 + Opening plenary@en plenary from 09:30 to 10:45 | 2 Q3/12@en from 11:15 to 12:30 in Room K1\n";
        assert_eq!(short, expected);
    }

    #[test]
    fn a_topic_beside_a_group_is_no_session_of_its_own() {
        let short = sample(Language::En, "Draft time plan")
            .table(&[
                "Date | Slot | Group | Topic | Room",
                "9 March | 1 | SG12 | Opening plenary | Popov",
                "9 March | 1-2 | Q1/12 | Terms | K1",
                "10 March | 3 | Q2/12 | |",
            ])
            .short();
        let expected = "\
2026-03-09 | 1 SG12 Opening plenary@en plenary in Popov + Q1/12 Terms@en in K1 | 2 Q1/12 Terms@en in K1
2026-03-10 | 3 Q2/12@en
";
        assert_eq!(short, expected);
        let short = sample(Language::En, "Draft time plan")
            .table(&[
                "Date | Time | Working parties and questions concerned | Session",
                "9 March | 09:30-10:45 | Q1/12 | Start of work",
                "9 March | 11:15-12:30 | Q2/12 | Terms",
            ])
            .short();
        let expected = "2026-03-09 | 1 Q1/12 Start of work@en from 09:30 to 10:45 | 2 Q2/12 Terms@en from 11:15 to 12:30\n";
        assert_eq!(short, expected);
    }

    #[test]
    fn sessions_are_parted_by_the_signs_of_their_script() {
        let short = sample(Language::Ar, "مشروع الخطة الزمنية")
            .line("الإثنين 9 مارس: 0930-1045 المسألة 1/12؛ 1115-1230 المسألة 2/12")
            .short();
        let expected = "2026-03-09 | 1 المسألة 1/12@ar [Q1/12] from 09:30 to 10:45 | 2 المسألة 2/12@ar [Q2/12] from 11:15 to 12:30\n";
        assert_eq!(short, expected);
    }

    #[test]
    fn what_may_be_a_session_is_told() {
        let short = sample(Language::En, "Draft time plan")
            .line("Monday, 9 March 2026")
            .line("0930-1045 Opening plenary")
            .line("Q1/12 after the plenary")
            .line("Coffee is served on the ground floor.")
            .line("1115-1230 Q2/12")
            .line("1 Opening of the plenary")
            .line("3 Report of Q1/12")
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
