//! The rows of a table that is a list: a day over the whole width, or sessions with what stands beside them.

use crate::letter::lex::distinct;
use crate::letter::lex::zones::ZoneSaid;
use crate::letter::plan::cells::{Items, PlanCell};
use crate::letter::plan::forms::columns::{
    ListColumn, ListColumns, columns, is_held_remotely, says_no,
};
use crate::letter::plan::forms::list::DayList;
use crate::letter::plan::forms::remarks::tell_column;
use crate::letter::plan::grid::{GridCell, PlanGrid};
use crate::letter::plan::label::Label;
use crate::letter::plan::line::{CellLine, StatedHours};
use crate::letter::plan::several::{several_days, speaks_of_days};
use crate::letter::plan::words::{hours, minutes};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{Group, Hours, Slot, TimeOfDay, compact};

/// A table that is a list.
struct Rows<'t> {
    grid: &'t PlanGrid,
    columns: ListColumns,
}

/// A cell with words, as a row sees it.
struct ListCell<'t> {
    column: usize,
    cell: &'t GridCell,
    span: Span,
}

impl<'t> Rows<'t> {
    /// The cells of a row.
    fn row(&self, row: usize) -> impl Iterator<Item = ListCell<'t>> {
        (0..self.grid.columns).filter_map(move |column| {
            let cell = self.grid.cell(row, column)?;
            Some(ListCell { column, cell, span: cell.span()? })
        })
    }

    /// Whether nothing but days and hours stands in a row: its session may be that of the row above.
    fn is_blank(&self, row: usize) -> bool {
        let when = [ListColumn::Day, ListColumn::Hours];
        let is_label = |it: ListCell<'_>| matches!(it.cell.label, Label::Day(_) | Label::Hours(_));
        self.row(row)
            .all(|it| when.iter().any(|of| self.columns.holds(it.column, *of)) && is_label(it))
    }

    /// Those of a row that hold something.
    fn of(&self, row: usize, wanted: ListColumn) -> impl Iterator<Item = ListCell<'t>> {
        self.row(row).filter(move |here| self.columns.holds(here.column, wanted))
    }
}

/// When the sessions of a row take place.
#[derive(Default)]
struct RowTimes {
    clock: Option<StatedHours>,
    /// More hours in the same cell: "09:30-10:45, 11:15-12:30".
    more: Vec<Hours>,
    slots: Vec<Slot>,
    /// Whether it is stated in the row itself, and not in a cell that is joined over it.
    is_new: bool,
}

/// What the sessions of a row share.
#[derive(Clone)]
struct SharedByRow {
    /// The column in which they stand.
    column: ListColumn,
    topic: Vec<Span>,
    groups: Vec<Span>,
    room: Option<Span>,
    /// The lines of its cell.
    rooms: Vec<Span>,
    is_remote: bool,
    /// What its cell says of remote participation beside yes and no: `MyMeetings`.
    note: Option<Span>,
}

/// The beginning and the end of sessions, if they have a column each.
fn joined(one: StatedHours, other: StatedHours, is_end_first: bool) -> Option<StatedHours> {
    match (one.end, other.end) {
        (None, None) => {}
        // "Time (Geneva)", "Time (Seoul)"
        (Some(_), Some(_)) if one.start.is_some() => return Some(one),
        _ => return Some(other),
    }
    let (start, end) =
        if is_end_first { (other.start, one.start) } else { (one.start, other.start) };
    // What ends before it begins is not clear.
    (start <= end).then_some(StatedHours { start, end: end.filter(|_| start != end) })
}

impl DayList<'_> {
    /// Reads a table, if it is a list.
    pub(super) fn table(&mut self, grid: &PlanGrid) {
        let Some(columns) = columns(self.reader, grid) else { return };
        let rows = Rows { grid, columns };
        for row in rows.columns.first..grid.rows {
            let when = self.when(&rows, row);
            self.sessions(&rows, row, &when);
        }
        if !self.reader.normal.document.is_workbook() {
            self.tell_remarks(&rows);
        }
    }

    /// Reports what stands in columns that were not read.
    fn tell_remarks(&self, rows: &Rows<'_>) {
        let is_other = |at: &usize| rows.columns.holds(*at, ListColumn::Other);
        for column in (0..rows.grid.columns).filter(is_other) {
            let below = (rows.columns.first..rows.grid.rows)
                .filter_map(|row| rows.grid.beginning(row, column).and_then(GridCell::span));
            let below: Vec<Span> = below.collect();
            let is_headed = rows.columns.first > 0;
            let head = rows.columns.unnamed(column);
            let head = head.or_else(|| below.first().filter(|_| !is_headed).cloned());
            tell_column(self.reader, head, &below);
        }
    }

    /// The day and the hours of a row.
    fn when(&mut self, rows: &Rows<'_>, row: usize) -> RowTimes {
        let mut when = RowTimes { clock: self.begin_day(rows, row), ..RowTimes::default() };
        for here in rows.of(row, ListColumn::Hours).chain(rows.of(row, ListColumn::Slots)) {
            when.is_new |= here.cell.row == row;
            let clock = match &here.cell.label {
                Label::Hours(hours) => Some(StatedHours::from(*hours)),
                Label::Part(part, hours) => {
                    when.slots.extend(part.slots());
                    hours.map(StatedHours::from)
                }
                // What stands beside it takes place in the break.
                Label::Lunch(hours) => {
                    when.slots.push(Slot::Lunch);
                    hours.iter().for_each(|hours| self.lunch(*hours, &here.span));
                    continue;
                }
                // An end that is not known yet is not that of the slot.
                Label::Undecided => {
                    self.undecided(&here.span);
                    continue;
                }
                _ => {
                    when.more = self.more_hours(&here.span);
                    self.reader.clock(&here.span).map(|(_, clock)| clock)
                }
            };
            when.clock = match (when.clock, clock) {
                (Some(one), Some(other)) => joined(one, other, rows.columns.is_end_first),
                (one, other) => other.or(one),
            };
        }
        // In a column of ends alone it is not said when they begin.
        let is_end = rows.columns.is_end_first;
        when.clock =
            when.clock.filter(|clock| !is_end || clock.start.is_none() || clock.end.is_some());
        // What lasts so long begins without an end.
        if let Some(here) = rows.of(row, ListColumn::Duration).next()
            && let Some(StatedHours { start: Some(start), end: None }) = when.clock
        {
            let minutes = minutes(self.reader.normal, &here.span);
            let end = minutes.map(|minutes| start.minutes() + minutes).filter(|it| *it < 24 * 60);
            let hours = end.and_then(|end| Hours::new(start, TimeOfDay::at(end / 60, end % 60)));
            when.clock = hours.map(StatedHours::from);
        }
        when
    }

    /// The hours in a cell behind its first ones. Those of other zones, or within others, are none of a
    /// session.
    fn more_hours(&mut self, span: &Span) -> Vec<Hours> {
        let all = hours(self.reader.normal, span);
        let are_plain = all.iter().all(|said| said.zone == ZoneSaid::Unsaid);
        let all: Vec<Hours> = all.into_iter().map(|said| said.hours).collect();
        if !are_plain || all.is_sorted_by(|one, next| one.end <= next.start) {
            return all.into_iter().skip(1).filter(|_| are_plain).collect();
        }
        self.unclear(span.clone());
        Vec::new()
    }

    /// Begins the day that a row names, and gives the hours that stand behind it.
    fn begin_day(&mut self, rows: &Rows<'_>, row: usize) -> Option<StatedHours> {
        let mut clock = None;
        let is_of_days = |column: usize| rows.columns.holds(column, ListColumn::Day);
        let first = rows.row(row).take(1).filter(|here| !is_of_days(here.column));
        let days = first.chain(rows.of(row, ListColumn::Day));
        for ListCell { cell, span, column } in days.filter(|here| here.cell.row == row) {
            if let Label::Day(day) = &cell.label {
                self.day(day);
            } else if let Some((day, rest)) = self.reader.leading_day(&span) {
                self.day(&day);
                clock = self.reader.behind_hours(&rest).map(|(_, clock)| clock);
            } else if is_of_days(column)
                && let Some(days) = several_days(self.reader.normal, &span)
            {
                self.several(&days, &span);
            } else if is_of_days(column) && self.is_no_day(&span) {
                self.no_day(&span);
            }
        }
        clock
    }

    /// Whether a cell among days is none of them; outside of a workbook words may stand there.
    fn is_no_day(&self, span: &Span) -> bool {
        let normal = self.reader.normal;
        normal.document.is_workbook()
            || normal.slice(span).contains(|c: char| c.is_ascii_digit())
            || speaks_of_days(normal, span)
    }

    /// All groups that some lines name.
    fn groups(&self, lines: &[Span]) -> Vec<Group> {
        lines.iter().flat_map(|line| self.reader.groups(line)).collect()
    }

    /// The words of a session with those of its groups, if they name none, and the groups that they leave out.
    fn with_groups(&self, words: Vec<Span>, of_groups: &[Span]) -> (Vec<Span>, Vec<Group>) {
        let (named, mut beside) = (self.groups(&words), distinct(self.groups(of_groups)));
        let marks = &self.reader.normal.marks;
        let is_plenary = words.iter().any(|line| marks.has(Sense::Plenary, line));
        // One line of groups is read as the beginning of the title.
        let is_one =
            of_groups.len() == 1 && self.reader.cells(of_groups, Items::Together).len() == 1;
        if named.is_empty() && is_one && words.len() == 1 && (!beside.is_empty() || !is_plenary) {
            return ([of_groups.to_vec(), words].concat(), Vec::new());
        }
        beside.retain(|group| !named.contains(group));
        (words, beside)
    }

    /// Reports a session that names other groups than the column beside it.
    fn tell_other_groups(&self, words: &[Span], of_groups: &[Span]) {
        let (named, beside) = (self.groups(words), self.groups(of_groups));
        // Which Questions a working party has is not in the letter.
        let is_party = |group: &Group| matches!(group, Group::WorkingParty(..));
        let is_related = |group: &Group| {
            beside.iter().any(|other| {
                let are_of_one = group.parent().is_some() && group.parent() == other.parent();
                other.covers(group)
                    || group.covers(other)
                    || are_of_one && (is_party(group) || is_party(other))
            })
        };
        let marks = &self.reader.normal.marks;
        let is_joint = words.iter().any(|words| marks.has(Sense::Joint, words));
        let Some(first) = words.first().filter(|_| !is_joint) else { return };
        if !named.is_empty() && !beside.is_empty() && !named.iter().any(is_related) {
            let (named, beside) = (compact(&named), compact(&beside));
            let said = format!("this session names {named}, and its column of groups {beside}");
            let help = "both were taken; check whose session it is";
            self.reader.doubt("session-unclear", first, said, help);
        }
    }

    /// The sessions of a row.
    fn sessions(&mut self, rows: &Rows<'_>, row: usize, when: &RowTimes) {
        let shared = self.shared(rows, row);
        let mut sessions = rows.of(row, shared.column).peekable();
        if sessions.peek().is_none()
            && let Some(here) = rows.row(row).find(|it| {
                self.reader.begins_with_group(&it.span) || rows.is_blank(row) && when.is_new
            })
        {
            self.unclear(here.span);
        }
        let mut last = None;
        for here in sessions {
            // A joined cell holds for all of its rows.
            let begin = Some((here.cell.row, here.cell.column));
            let is_said = std::mem::replace(&mut last, begin) == begin;
            if is_said || !when.is_new && here.cell.row < row {
                continue;
            }
            match &here.cell.label {
                Label::Lunch(own) => {
                    let hours = own.or(when.clock.and_then(StatedHours::hours));
                    hours.iter().for_each(|hours| self.lunch(*hours, &here.span));
                }
                Label::Undecided => self.undecided(&here.span),
                // Its hours stand in the cell.
                Label::Other if when.clock.is_none() && when.slots.is_empty() => {
                    here.cell.lines.iter().for_each(|line| self.line(line));
                }
                Label::Other => {
                    let below = rows.columns.rooms.get(here.column).cloned().flatten();
                    match self.by_room(&here.cell.lines, &shared).filter(|_| below.is_none()) {
                        Some(parted) => parted.into_iter().for_each(|(lines, room)| {
                            let shared = SharedByRow { room, ..shared.clone() };
                            self.row_session(&lines, None, when, &shared);
                        }),
                        None => self.row_session(&here.cell.lines, below, when, &shared),
                    }
                }
                _ => {}
            }
        }
    }

    /// The sessions of a cell with their rooms, where several of both stand in a row: as many lines of the one as of the
    /// other belong together, and of others it is reported that it is not certain.
    fn by_room(
        &self,
        lines: &[Span],
        shared: &SharedByRow,
    ) -> Option<Vec<(Vec<Span>, Option<Span>)>> {
        let reader = self.reader;
        let [first, _, ..] = shared.rooms.as_slice() else { return None };
        let sessions = reader.cells(lines, Items::Together).len();
        if sessions < 2 {
            return None;
        }
        let is_word = |room: &Span| reader.normal.marks.is(Sense::Room, room);
        let are_each = [lines.len(), shared.rooms.len()] == [sessions; 2];
        if are_each && !shared.rooms.iter().any(is_word) {
            let rooms = shared.rooms.iter().cloned().map(Some);
            return Some(lines.iter().map(|line| vec![line.clone()]).zip(rooms).collect());
        }
        let said = "which of these rooms is that of which session is not certain";
        reader.doubt("session-unclear", first, said, "they are left out; write them by hand");
        Some(vec![(lines.to_vec(), None)])
    }

    /// What stands in a row beside its sessions.
    fn shared(&self, rows: &Rows<'_>, row: usize) -> SharedByRow {
        let lines = |wanted: ListColumn| -> Vec<Span> {
            rows.of(row, wanted).flat_map(|here| here.cell.lines.clone()).collect()
        };
        // A session without a group has its topic alone, and one without words its groups.
        let kinds = [ListColumn::Session, ListColumn::Topic, ListColumn::Groups];
        let has = |wanted: &ListColumn| rows.of(row, *wanted).next().is_some();
        let column = kinds.into_iter().find(has).unwrap_or(ListColumn::Session);
        // "Online" is no room, and one that is not known yet is none.
        let room = rows.of(row, ListColumn::Room).next();
        let is_online = room.as_ref().is_some_and(|it| is_held_remotely(self.reader, &it.span));
        let room = room.filter(|it| !is_online && it.cell.label != Label::Undecided);
        let remote = rows.of(row, ListColumn::Remote).next().map(|here| here.span);
        let is_remote = remote.as_ref().is_some_and(|span| self.is_remote(span));
        // Below another heading it may be about anything.
        let note = remote.filter(|span| {
            rows.columns.is_headed_remote && !is_remote && !says_no(self.reader.normal, span)
        });
        let topic = Some(ListColumn::Topic).filter(|_| column == ListColumn::Session);
        SharedByRow {
            column,
            topic: topic.map(lines).unwrap_or_default(),
            groups: lines(ListColumn::Groups),
            rooms: room.as_ref().map_or_else(Vec::new, |here| here.cell.lines.clone()),
            room: room.map(|here| here.span),
            is_remote: is_online || is_remote,
            note,
        }
    }

    fn is_remote(&self, span: &Span) -> bool {
        self.reader.is_yes(span) || is_held_remotely(self.reader, span)
    }

    /// The session of a cell below the heading of a room, or of any.
    fn row_session(
        &mut self,
        lines: &[Span],
        below: Option<Span>,
        when: &RowTimes,
        shared: &SharedByRow,
    ) {
        let words = [lines, &shared.topic].concat();
        self.tell_other_groups(&words, &shared.groups);
        let (lines, groups) = match shared.column {
            ListColumn::Groups => (words, Vec::new()),
            _ => self.with_groups(words, &shared.groups),
        };
        let (first, is_remote) = (when.clock.unwrap_or_default(), shared.is_remote);
        let room = below.or_else(|| shared.room.clone());
        for clock in std::iter::once(first).chain(when.more.iter().map(|hours| (*hours).into())) {
            let (room, note) = (room.clone(), shared.note.clone());
            let beside = CellLine { clock, room, is_remote, note, ..CellLine::default() };
            let (slots, lines, groups) = (when.slots.clone(), lines.clone(), groups.clone());
            self.add(PlanCell { slots, lines, groups, beside, ..PlanCell::default() });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    /// The session of a row with a cell in a column of a heading.
    fn beside(heading: &str, cell: &str) -> String {
        let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-09")
            .line("Draft time plan")
            .table(&[
                &format!("Date | Time | Session | {heading}"),
                "9 March 2026 | 09:30-10:45 | Opening plenary | ✓",
                &format!("9 March 2026 | 11:15-12:30 | Q1/12 | {cell}"),
            ])
            .short();
        let session = short.split("Q1/12@en from 11:15 to 12:30").nth(1).unwrap_or(&short);
        session.trim().to_owned()
    }

    #[test]
    fn a_column_of_remote_participation_says_yes_no_or_what_else() {
        for (cell, expected) in [
            ("✓", "R"),
            ("☒", "R"),
            ("yes", "R"),
            ("available", "R"),
            ("virtual", "R"),
            ("✗", ""),
            ("☐", ""),
            ("no", ""),
            ("-", ""),
            ("", ""),
            ("MyMeetings", "(MyMeetings)"),
        ] {
            for heading in ["Remote", "Remote (Y/N)", "Online"] {
                assert_eq!(beside(heading, cell), expected, "{heading} {cell}");
            }
        }
    }

    #[test]
    fn the_mark_of_remote_participation_may_be_the_heading_of_its_column() {
        let headings = ["RP", "R", "Hybrid", "E-meeting", "Distance", "À distance", "Híbrida"];
        for heading in headings {
            for (cell, expected) in [("x", "R"), ("yes", "R"), ("no", ""), ("", "")] {
                assert_eq!(beside(heading, cell), expected, "{heading} {cell}");
            }
        }
    }

    #[test]
    fn of_old_and_new_hours_the_new_ones_hold() {
        for head in [
            "Date | Old time | New time | Session",
            "Date | Ancien horaire | Nouvel horaire | Séance",
            "Fecha | Antigua hora | Nueva hora | Sesión",
            "Дата | Прежнее время | Новое время | Заседание",
            "日期 | 原定时间 | 新时间 | 会议",
        ] {
            let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-09")
                .line("Draft time plan")
                .table(&[head, "9/3/2026 | 0930-1030 | 1000-1100 | Q1/12"])
                .short();
            assert_eq!(short, "2026-03-09 | 1 Q1/12@en from 10:00 to 11:00\n", "{head}");
        }
    }

    #[test]
    fn rooms_beside_several_sessions_of_a_row() {
        let row = |sessions: &str, rooms: &str| {
            let row = format!("9/3/2026 | 0930-1045 | {sessions} | {rooms}");
            SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-09")
                .line("Draft time plan")
                .table(&["Date | Time | Session | Room", &row])
                .short()
        };
        let hours = "from 09:30 to 10:45";
        assert_eq!(
            row("Q1/12\nQ3/12", "K2\nC1"),
            format!("2026-03-09 | 1 Q1/12@en {hours} in K2 + Q3/12@en {hours} in C1\n")
        );
        assert_eq!(
            row("Q1/12\nQ3/12", "K2\nC1\nC2"),
            format!(
                "2026-03-09 | 1 Q1/12@en {hours} + Q3/12@en {hours}\nDoubt(\"session-unclear\")\n"
            )
        );
    }

    #[test]
    fn what_other_columns_say_of_a_session_is_told() {
        let told = |heading: &str, cell: &str| beside(heading, cell).contains("plan-note");
        for (heading, cell) in [
            ("Status", "cancelled"),
            ("Remarks", "if needed"),
            ("Remarks", "joint with Q3/12"),
            ("Remarks", "starts at 10:00"),
            ("Chair", "Ms A. Person"),
            ("Documents", "TD 12"),
        ] {
            assert!(told(heading, cell), "{heading} {cell}");
        }
        for (heading, cell) in [("No.", "2"), ("TD", "12")] {
            assert!(!told(heading, cell), "{heading} {cell}");
        }
    }

    #[test]
    fn a_column_of_rooms_may_say_that_a_session_has_none() {
        for (cell, expected) in
            [("K1", "in K1"), ("Popov", "in Popov"), ("Online", "R"), ("TBD", ""), ("2", "in 2")]
        {
            for heading in ["Room", "Room No.", "Where"] {
                assert_eq!(beside(heading, cell), expected, "{heading} {cell}");
            }
        }
    }

    #[test]
    fn a_row_with_hours_and_no_session_is_told() {
        let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
            .line("Draft time plan")
            .table(&[
                "Session | Date | Time",
                "Q1/12 | 9 March 2026 | 09:30-10:45",
                " | 10 March 2026 | 09:30-10:45",
                "Q2/12 | 10 March 2026 | 11:15-12:30",
            ])
            .short();
        let expected = "\
2026-03-09 | 1 Q1/12@en from 09:30 to 10:45
2026-03-10 | 2 Q2/12@en from 11:15 to 12:30
Doubt(\"session-unclear\")
";
        assert_eq!(short, expected);
    }
}
