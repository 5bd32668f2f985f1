//! Plans whose rows are groups and whose columns are days or half days: a cell holds a mark, a room or
//! hours, or what it means is its colour.

use crate::letter::lex::distinct;
use crate::letter::lex::tokens::Token;
use crate::letter::plan::cells::PlanCell;
use crate::letter::plan::day::{CellSource, PlannedSessions};
use crate::letter::plan::footnotes::{NumberedNote, plain};
use crate::letter::plan::forms::colours::{ColourMeaning, of_colour};
use crate::letter::plan::forms::layout::{DayCell, PlanColumn, PlanLayout, PlanRow};
use crate::letter::plan::forms::part::TablePart;
use crate::letter::plan::grid::{GridCell, PlanGrid};
use crate::letter::plan::label::{DayPart, Label, label, slots_label};
use crate::letter::plan::line::CellLine;
use crate::letter::plan::title::TitleReader;
use crate::letter::plan::words::pieces;
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{Cell, Group, Kind, Slot, Text};
use std::collections::{BTreeMap, BTreeSet};

impl TablePart<'_> {
    /// The sessions of rows of groups, with the numbers of their days among the layout's.
    pub(super) fn of_groups(
        &self,
        rows: impl Iterator<Item = usize>,
    ) -> Vec<(usize, PlannedSessions)> {
        let mut found: Vec<(usize, PlannedSessions)> = Vec::new();
        // Joint sessions by day, slots and note.
        let mut joint: BTreeMap<(usize, Vec<Slot>, &str), usize> = BTreeMap::new();
        // The rows in which a colour is not explained.
        let mut unexplained: Vec<Span> = Vec::new();
        for row in rows {
            let Some(label) = self.layout.labels(self.grid(), row).next() else { continue };
            for DayCell { cell, day, part, .. } in self.cells(row) {
                let Some(part) = part else { continue };
                let meaning = cell.fill.and_then(|colour| self.key.of(colour));
                let (slots, line) = match self.group_cell(cell, part, meaning) {
                    GroupCell::Meets(slots, line) => (slots, line),
                    GroupCell::DoesNotMeet => continue,
                    GroupCell::Unexplained => {
                        unexplained.push(label.clone());
                        continue;
                    }
                };
                let mut planned = self.of_group(cell, &label, slots, line, meaning);
                planned.source.cell += found.len();
                let is_joint = meaning.is_some_and(|it| it.of == Some(Sense::Joint));
                let id = (day, part.slots(), self.note_number(cell));
                let at = is_joint.then(|| *joint.entry(id).or_insert(found.len()));
                let together = at.and_then(|at| found.get_mut(at)?.1.cells.first_mut());
                match together.zip(planned.cells.first()) {
                    Some((first, session)) => join(first, session),
                    None => found.push((day, planned)),
                }
            }
        }
        unexplained.dedup();
        for row in unexplained {
            let help = "write the sessions by hand";
            if self.key.0.is_empty() {
                let said = "no key says what the colours of this time plan mean";
                self.reader.doubt("colours-unexplained", &self.table.span, said, help);
                break;
            }
            let said = "the key does not say what a colour in this row means";
            self.reader.doubt("colours-unexplained", &row, said, help);
        }
        found
    }

    /// The words of a cell that may be the number of a note.
    fn note_number(&self, cell: &GridCell) -> &str {
        cell.span().map(|span| self.reader.normal.folded(&span)).unwrap_or_default()
    }

    /// The Question of a label that has its number alone, below a header that names Questions: "1/9".
    fn numbered(&self, label: &Span) -> Option<Group> {
        let normal = self.reader.normal;
        let words = normal.slice(label);
        let (grid, first) = (self.grid(), self.layout.rows.first()?.0);
        let mut heads = (0..first).filter_map(|row| grid.cell(row, 0)?.span());
        let is_headed = heads.any(|head| normal.marks.at(Sense::Question, head.start).is_some());
        if !is_headed || words.contains(|c: char| !c.is_ascii_digit() && c != '/') {
            return None;
        }
        match self.reader.study_group {
            Some(of) if !words.contains('/') => format!("Q{words}/{of}").parse().ok(),
            _ => format!("Q{words}").parse().ok(),
        }
    }

    /// The session of a group, with what the colour of its cell says of it.
    fn of_group(
        &self,
        cell: &GridCell,
        label: &Span,
        slots: Vec<Slot>,
        line: CellLine,
        meaning: Option<&ColourMeaning>,
    ) -> PlannedSessions {
        let reader = self.reader;
        let room = line.room.clone().or_else(|| self.room(cell));
        let mut planned = reader.planned(PlanCell {
            slots,
            lines: vec![label.clone()],
            groups: self.numbered(label).into_iter().collect(),
            beside: CellLine { room, ..line },
            source: CellSource { block: self.table.block, cell: self.grid().cells.len() },
        });
        if let Some(ColourMeaning { of, words, .. }) = meaning
            && let Some(session) = planned.cells.first_mut()
        {
            if *of == Some(Sense::Plenary) {
                let title = |span: &Span| reader.title(std::slice::from_ref(span));
                let title = [label, words].map(title).join(": ");
                session.title = Text::new(reader.language_of(&title), title);
                session.kind = Kind::Plenary;
            }
            session.note = note_of(reader, self.note_number(cell));
        }
        planned
    }

    /// When the group of a row meets, by a cell; what is not clear is reported.
    fn group_cell(
        &self,
        cell: &GridCell,
        part: DayPart,
        meaning: Option<&ColourMeaning>,
    ) -> GroupCell {
        match meaning.map(|meaning| meaning.of) {
            Some(Some(Sense::Lunch | Sense::NoSession | Sense::CalledOff)) => {
                return GroupCell::DoesNotMeet;
            }
            Some(of) => return GroupCell::Meets(part.slots(), of_colour(of)),
            None => {}
        }
        match (mark(self.reader, cell, part == DayPart::Day), cell.span()) {
            (GroupMark::Unclear, _) | (_, None) if cell.fill.is_some() => GroupCell::Unexplained,
            (GroupMark::DoesNotMeet, _) | (_, None) => GroupCell::DoesNotMeet,
            (mark, Some(span)) => {
                if let GroupMark::Meets(line) = mark
                    && let Some(slots) = slots_of(self.reader, &span, part)
                {
                    return GroupCell::Meets(slots, line);
                }
                let said = "what this says of the group of its row is not certain";
                let help = "write the sessions by hand";
                self.reader.doubt("session-unclear", &span, said, help);
                GroupCell::DoesNotMeet
            }
        }
    }
}

/// The parts of a day that a mark names: "am", "am/pm", "Morning, evening".
fn parts_of(reader: &TitleReader<'_>, span: &Span) -> Option<Vec<Slot>> {
    let named = pieces(reader.normal, span, &['/', ',', '+', '&', '،', '、']).into_iter();
    let named = named.map(|piece| match label(reader.normal, &piece) {
        Label::Part(part @ DayPart::Half(_), None) => Some(part.slots()),
        Label::Part(part, None) if !has_digits(reader, &piece) => Some(part.slots()),
        _ => None,
    });
    let slots: Option<Vec<Vec<Slot>>> = named.collect();
    slots.map(|slots| slots.concat())
}

/// The slots that a mark names: `1-2`, `S1`, "Sessions 1 and 2".
fn named_slots(reader: &TitleReader<'_>, span: &Span) -> Option<Vec<Slot>> {
    let tokens = reader.normal.tokens_in(span);
    let is_short = |at: &usize| tokens.text(*at) == "s" && tokens.touches(*at);
    let short = (0..tokens.all.len()).filter(is_short).filter_map(|at| tokens.all.get(at));
    let short: Vec<Span> = short.map(Token::span).collect();
    Some(slots_label(reader.normal, span, &short)?.slots().collect())
}

fn has_digits(reader: &TitleReader<'_>, span: &Span) -> bool {
    reader.normal.slice(span).contains(|c: char| c.is_ascii_digit())
}

/// The slots of a mark: those that it names for a whole day, else those of the part of the day. Numbers
/// that are no slots may be anything.
fn slots_of(reader: &TitleReader<'_>, span: &Span, part: DayPart) -> Option<Vec<Slot>> {
    let words = reader.normal.slice(span);
    if part == DayPart::Day
        && let Some(slots) = parts_of(reader, span).or_else(|| named_slots(reader, span))
    {
        return Some(slots);
    }
    if part != DayPart::Day
        || !words.chars().all(|c| !c.is_alphabetic())
        || reader.clock(span).is_some()
    {
        return Some(part.slots());
    }
    if has_digits(reader, span) { None } else { Some(part.slots()) }
}

/// When the group of a row meets, by a cell.
enum GroupCell {
    Meets(Vec<Slot>, CellLine),
    DoesNotMeet,
    /// No key says what its colour means.
    Unexplained,
}

/// What a cell says of the group of its row.
pub(crate) enum GroupMark {
    Meets(CellLine),
    DoesNotMeet,
    /// The cell holds no mark.
    Unclear,
}

/// Reads the mark of a cell.
pub(crate) fn mark(reader: &TitleReader<'_>, cell: &GridCell, is_of_day: bool) -> GroupMark {
    let mut line = CellLine::default();
    let Some(span) = cell.span() else { return GroupMark::DoesNotMeet };
    if matches!(cell.label, Label::Free | Label::Undecided)
        || reader.normal.marks.is(Sense::No, &span)
        || matches!(reader.normal.folded(&span), "-" | "/" | "..." | "☐" | "□")
    {
        return GroupMark::DoesNotMeet;
    }
    line.is_unsure = reader.normal.slice(&span).ends_with('?');
    // In a column of a whole day the slots may stand in the cell.
    if is_of_day && (named_slots(reader, &span).is_some() || parts_of(reader, &span).is_some()) {
        return GroupMark::Meets(line);
    }
    // What is a label elsewhere is no room.
    if !matches!(cell.label, Label::Other | Label::Hours(_)) {
        return GroupMark::Unclear;
    }
    for words in reader.whole(&cell.lines) {
        let own = reader.line(&words);
        line.is_remote |= own.is_remote;
        line.is_unsure |= own.is_unsure;
        line.clock = if own.clock.is_empty() { line.clock } else { own.clock };
        line.room = line.room.or(own.room);
        for part in own.words.iter().flat_map(|piece| reader.parts(piece)) {
            if reader.aside(&part, &mut line) || reader.is_yes(&part) {
                continue;
            }
            // The name of a room is a word.
            let is_word = reader.normal.slice(&part).starts_with(char::is_alphabetic);
            let is_long = reader.normal.tokens_in(&part).all.len() > 1;
            if !is_word || is_long || line.room.is_some() || reader.names_session(&part) {
                return GroupMark::Unclear;
            }
            line.room = Some(part);
        }
    }
    GroupMark::Meets(line)
}

/// A layout whose rows are groups, and whose cells are marks of the days.
pub(crate) fn of_marks(
    reader: &TitleReader<'_>,
    grid: &PlanGrid,
    mut layout: PlanLayout,
) -> Option<PlanLayout> {
    // Which slots hours are that divide the days is not certain.
    let are_hours = layout.rows.iter().any(|(_, kind)| matches!(kind, PlanRow::Hours(_)));
    if are_hours && layout.parts.is_none() && layout.day_columns().count() > layout.days.len() {
        return None;
    }
    let (mut marks, mut others) = (0, 0);
    let is_group = |row: usize| {
        layout.labels(grid, row).next().is_some_and(|label| reader.begins_with_group(&label))
    };
    let days: Vec<usize> = layout.day_columns().map(|column| column.at).collect();
    let is_of_day = !layout.is_by_group();
    // Among rows of groups one of a plenary has marks too.
    let is_plenary = |row: usize| {
        let label = layout.labels(grid, row).next();
        let mut cells = days.iter().filter_map(|at| grid.cell(row, *at));
        label.is_some_and(|label| reader.normal.marks.has(Sense::Plenary, &label))
            && !cells.any(|cell| matches!(mark(reader, cell, is_of_day), GroupMark::Unclear))
    };
    let has_groups = layout.rows.iter().any(|(row, _)| is_group(*row));
    let rows = layout.rows.iter().filter(|(_, kind)| *kind != PlanRow::Nothing);
    let rows = rows.map(|(row, _)| *row);
    let of_groups: BTreeSet<usize> =
        rows.filter(|row| is_group(*row) || has_groups && is_plenary(*row)).collect();
    for (row, kind) in layout.rows.iter_mut().filter(|(row, _)| of_groups.contains(row)) {
        for cell in days.iter().filter_map(|at| grid.cell(*row, *at)) {
            // Beside hours stand the marks of a key that is read later.
            let has_hours = cell.span().is_some_and(|span| reader.behind_hours(&span).is_some());
            match mark(reader, cell, is_of_day) {
                _ if has_hours => marks += 1,
                GroupMark::Meets(_) => marks += 1,
                GroupMark::DoesNotMeet => {}
                GroupMark::Unclear => others += 1,
            }
        }
        *kind = PlanRow::Group;
    }
    for column in &mut layout.columns {
        if let PlanColumn::Day(day, None) = column {
            *column = PlanColumn::Day(*day, Some(DayPart::Day));
        }
    }
    // One cell that is no mark is reported; where most are none, it is a table of another kind.
    (marks > others).then_some(layout)
}

/// Another group of a joint session: one session of both.
fn join(first: &mut Cell, other: &Cell) {
    let pair = first.title.as_ref().zip(other.title.as_ref());
    let joined = pair.and_then(|(first, other)| {
        let (language, title) = first.all().next()?;
        Text::new(language, format!("{title}, {}", other.in_language(language)))
    });
    first.title = joined.or(first.title.take());
    first.groups_are_given |= other.groups_are_given;
    first.groups = distinct(first.groups.iter().chain(&other.groups).cloned());
}

/// The words of the note that a cell names by its number.
fn note_of(reader: &TitleReader<'_>, number: &str) -> Option<Text> {
    let number = Some(plain(number)).filter(|number| !number.is_empty())?;
    let lines = reader.normal.lines.iter().map(|line| &line.span);
    let mut notes = lines
        .filter(|line| reader.normal.marks.at(Sense::Note, line.start).is_some())
        .filter_map(|line| NumberedNote::of(reader.normal, line));
    reader.text(&notes.find(|note| note.number == number)?.words)
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    const GRID: [&str; 6] = [
        "h2: | w2:Mon 9/03 | w2:Fri 13/03",
        "am | pm | am | pm",
        "SG3 | #FFC000: | | | #FFC000:",
        "Q1/3 | | #9DC3E6:2 | #FF99CC:1 |",
        "Q2/3 | | #9DC3E6: | #FF99CC:1 | #D9D9D9:",
        "JCA-COP | | | #123456: |",
    ];

    fn sample() -> SampleLetter {
        SampleLetter::new(Language::En, "SG3", "2026-03-09/2026-03-13")
            .line("Draft timetable")
            .table(&GRID)
    }

    #[test]
    fn slots_may_be_named_and_rows_divided() {
        for (first, both) in [("S1", "S3, S4"), ("Session 1", "Sessions 3 and 4"), ("1", "3-4")] {
            let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
                .table(&[
                    "Question | Mon 9/03 | Tue 10/03",
                    "w3:WP1/12 – Video and transport",
                    &format!("Q1/12 | {first} | {both}"),
                    "w3:Working Party 2/12",
                    &format!("Q2/12 | {both} | {first}"),
                ])
                .short();
            let expected =
                "2026-03-09 | 1 Q1/12@en | pm Q2/12@en\n2026-03-10 | 1 Q2/12@en | pm Q1/12@en\n";
            assert_eq!(short, expected, "{first}");
        }
    }

    #[test]
    fn questions_may_have_their_numbers_alone_below_their_header() {
        for (number, group) in [("1/12", "Q1/12"), ("7", "Q7/12")] {
            let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
                .line("Draft time plan")
                .table(&[
                    "Question | w2:Mon 9/03 | w2:Tue 10/03",
                    " | am | pm | am | pm",
                    &format!("{number} | X | | | X"),
                    "2/12 | | X | X | ",
                ])
                .short();
            assert!(short.contains(&format!("am {number}@en [{group}]")), "{short}");
        }
    }

    #[test]
    fn hours_may_divide_the_days() {
        for heads in [
            " | 0930-1045 | 1115-1230 | 1430-1545 | 0930-1045 | 1115-1230 | 1430-1545",
            " | 9.30-10.45 | 11.15-12.30 | 14.30-15.45 | 9.30-10.45 | 11.15-12.30 | 14.30-15.45",
            " | 1 | 2 | 3 | 1 | 2 | 3",
        ] {
            let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
                .table(&[
                    " | w3:Mon 9/03 | w3:Tue 10/03",
                    heads,
                    "Q1/12 | X | | | | | X",
                    "Q2/12 | | X | | X | | ",
                ])
                .short();
            let expected =
                "2026-03-09 | 1 Q1/12@en | 2 Q2/12@en\n2026-03-10 | 1 Q2/12@en | 3 Q1/12@en\n";
            assert_eq!(short, expected, "{heads}");
        }
        let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
            .table(&[
                " | w3:Mon 9/03 | w3:Tue 10/03",
                " | AM | Lunch | PM | AM | Lunch | PM",
                "Q1/12 | X | | | | | X",
                "Q2/12 | | | X | X | | ",
            ])
            .short();
        let expected =
            "2026-03-09 | am Q1/12@en | pm Q2/12@en\n2026-03-10 | am Q2/12@en | pm Q1/12@en\n";
        assert_eq!(short, expected);
        let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
            .table(&[
                " | w2:Mon 9/03 | w2:Tue 10/03",
                " | 0900-1015 | 1030-1145 | 0900-1015 | 1030-1145",
                "Q1/12 | X | | | X",
            ])
            .short();
        let expected =
            "2026-03-09 | 0 Q1/12@en\n2026-03-10 | 2 Q1/12@en\n0=09:00-10:15\n2=10:30-11:45\n";
        assert_eq!(short, expected);
    }

    #[test]
    fn marks_may_name_half_days_and_be_unsure() {
        for (language, marks) in [
            (Language::En, ["am", "pm", "am/pm", "evening"]),
            (Language::Fr, ["matin", "après-midi", "matin, après-midi", "soir"]),
            (Language::Es, ["mañana", "tarde", "mañana, tarde", "noche"]),
            (Language::Ru, ["утро", "после обеда", "утро / после обеда", "вечер"]),
            (Language::Zh, ["上午", "下午", "上午、下午", "晚上"]),
            (Language::Ar, ["صباحا", "بعد الظهر", "صباحا، بعد الظهر", "5"]),
        ] {
            let [am, pm, both, late] = marks;
            let short = SampleLetter::new(language, "SG3", "2026-03-09/2026-03-13")
                .table(&[
                    " | Mon 9/03 | Tue 10/03 | Fri 13/03",
                    &format!("Q1/3 | {am} | {pm} | x"),
                    &format!("Q2/3 | {pm}? | ? | {both}"),
                    &format!("Q3/3 | x? | K2 | {late} ?"),
                ])
                .short();
            let expected = "\
2026-03-09 | am Q1/3@LL + Q3/3@LL ? | pm Q2/3@LL ? + Q3/3@LL ?
2026-03-10 | am Q2/3@LL ? + Q3/3@LL in K2 | pm Q1/3@LL + Q2/3@LL ? + Q3/3@LL in K2
2026-03-13 | am Q1/3@LL + Q2/3@LL | pm Q1/3@LL + Q2/3@LL | 5 Q3/3@LL ?
";
            assert_eq!(short, expected.replace("LL", &language.to_string()), "{marks:?}");
        }
        let short = SampleLetter::new(Language::En, "SG3", "2026-03-09/2026-03-10")
            .table(&[
                "Group | Room | Mon 9/03 | Tue 10/03",
                "Q1/3 | K1 | am | ",
                "Q2/3 | Popov | K2 | pm",
            ])
            .short();
        assert_eq!(
            short,
            "2026-03-09 | am Q1/3@en in K1 + Q2/3@en in K2 | pm Q2/3@en in K2\n2026-03-10 | pm Q2/3@en in Popov\n"
        );
        let short = SampleLetter::new(Language::En, "SG3", "2026-03-09/2026-03-13")
            .table(&["h2: | w2:Mon 9/03", "am | pm", "Q1/3 | x | am", "Q2/3 | lunch | Popov"])
            .short();
        assert_eq!(
            short,
            "2026-03-09 | am Q1/3@en | pm Q2/3@en in Popov\nDoubt(\"session-unclear\")\nDoubt(\"session-unclear\")\n"
        );
    }

    #[test]
    fn a_cell_that_is_no_mark_is_reported_and_the_others_are_read() {
        for odd in ["Newcomers and reception", "lunch"] {
            let short = SampleLetter::new(Language::En, "SG3", "2026-03-09/2026-03-10")
                .table(&[
                    " | Mon 9/03 | Tue 10/03",
                    "Q1/3 | am | pm",
                    &format!("Q2/3 | {odd} | am"),
                ])
                .short();
            assert_eq!(
                short,
                "2026-03-09 | am Q1/3@en\n2026-03-10 | am Q2/3@en | pm Q1/3@en\nDoubt(\"session-unclear\")\n",
                "{odd}"
            );
        }
    }

    #[test]
    fn a_colour_means_what_the_key_says() {
        let short = sample()
            .line("Key:")
            .table(&[
                "#FFC000: | plenary",
                "#9DC3E6: | Question",
                "#FF99CC: | joint session",
                "#D9D9D9: | if necessary",
            ])
            .line("Note 1: Joint session on roaming.")
            .line("Note 2 - Session devoted to the report.")
            .line("Working hours: 0930-1230 and 1430-1730, except on Friday: 0900-1200.")
            .short();
        assert_eq!(
            short,
            "\
2026-03-09 | am SG3: plenary@en plenary | pm Q1/3@en (Session devoted to the report.) + Q2/3@en
2026-03-13 | am Q1/3, Q2/3@en from 09:00 to 12:00 (Joint session on roaming.) | pm SG3: plenary@en plenary + Q2/3@en ? | lunch=12:00-14:30
Doubt(\"colours-unexplained\")
"
        );
    }

    #[test]
    fn a_colour_adds_to_the_words_of_a_cell() {
        let short = SampleLetter::new(Language::En, "SG3", "2026-03-09/2026-03-13")
            .table(&[
                " | Mon 9/03 | Fri 13/03",
                "1 | #FFC000:Q1/3 | #D9D9D9:Q2/3\nQ4/3",
                "2 | Q1/3 | #9DC3E6:Q2/3",
            ])
            .line("Key:")
            .table(&[
                "#FFC000: | with remote participation",
                "#D9D9D9: | if needed",
                "#9DC3E6: | Question",
            ])
            .short();
        assert_eq!(
            short,
            "\
2026-03-09 | 1 Q1/3@en R | 2 Q1/3@en
2026-03-13 | 1 Q2/3@en ? + Q4/3@en ? | 2 Q2/3@en
"
        );
    }

    #[test]
    fn a_colour_may_call_sessions_off() {
        let plan = SampleLetter::new(Language::En, "SG3", "2026-03-09/2026-03-13")
            .line("Draft time plan")
            .table(&[" | Mon 9/03 | Fri 13/03", "1 | Q1/3 | #BFBFBF:Q2/3", "2 | Q1/3 | Q2/3"]);
        let in_table = plan.clone().table(&["#BFBFBF: | Cancelled session"]).short();
        assert_eq!(in_table, "2026-03-09 | 1 Q1/3@en | 2 Q1/3@en\n2026-03-13 | 2 Q2/3@en\n");
        for line in ["Grey = cancelled", "= remote participation"] {
            let told = plan.clone().line(line).short();
            assert!(told.ends_with("Doubt(\"plan-note\")\n"), "{line}: {told}");
        }
    }

    #[test]
    fn colours_without_a_key_and_a_key_without_colours_give_nothing() {
        assert_eq!(sample().short(), "slots \nDoubt(\"colours-unexplained\")\n");
        let plain = ["h2: | w2:Mon 9/03 | w2:Fri 13/03", "am | pm | am | pm", "Q1/3 | | 1 | |"];
        let short =
            SampleLetter::new(Language::En, "SG3", "2026-03-09/2026-03-13").table(&plain).short();
        assert_eq!(short, "slots \nDoubt(\"session-unclear\")\n");
    }

    #[test]
    fn a_row_of_a_group_holds_marks_rooms_and_hours() {
        let day = |title: &str| format!("am {title} | pm {title}");
        for (language, head, yes, no) in [
            (Language::En, "Question | Mon 9/03 | Tue 10/03 | Wed 11/03", "x", "no"),
            (Language::Fr, "Question | lun. 9/03 | mar. 10/03 | mer. 11/03", "oui", "non"),
            (Language::Es, "Cuestión | lun. 9/03 | mar. 10/03 | mié. 11/03", "sí", "-"),
            (Language::Ru, "Вопрос | пн 9/03 | вт 10/03 | ср 11/03", "да", "нет"),
            (Language::Zh, "课题 | 3月9日 | 3月10日 | 3月11日", "是", "否"),
            (Language::Ar, "المسألة | 9 مارس | 10 مارس | 11 مارس", "●", "لا"),
        ] {
            let first = format!("Q1/3 | {yes} | {no} | K2");
            let short = SampleLetter::new(language, "SG3", "2026-03-09/2026-03-11")
                .table(&[head, &first, "Q2/3 | | Popov | (R)"])
                .short();
            let expected = [
                format!("2026-03-09 | {}\n", day(&format!("Q1/3@{language}"))),
                format!("2026-03-10 | {}\n", day(&format!("Q2/3@{language} in Popov"))),
                format!(
                    "2026-03-11 | {}\n",
                    day(&format!("Q1/3@{language} in K2 + Q2/3@{language} R"))
                ),
            ];
            assert_eq!(short, expected.concat(), "{head}");
        }
        let plenary =
            ["Group | Mon 9/03 | Tue 10/03", "Plenary | 0930-1230 |", "Q1/3 | | 0930-1230"];
        let short =
            SampleLetter::new(Language::En, "SG3", "2026-03-09/2026-03-10").table(&plenary).short();
        let expected = "\
2026-03-09 | am Plenary@en plenary from 09:30 to 12:30
2026-03-10 | am Q1/3@en from 09:30 to 12:30
";
        assert_eq!(short, expected);
        let halves = [
            "h2:Question | w2:Mon 9/03 | w2:Tue 10/03",
            "am | pm | am | pm",
            "Q1/3 | x | | 0930-1130 | C1",
            "Q2/3 | | x (if needed) | see the note below |",
        ];
        let short =
            SampleLetter::new(Language::En, "SG3", "2026-03-09/2026-03-10").table(&halves).short();
        let expected = "\
2026-03-09 | am Q1/3@en | pm Q2/3@en ?
2026-03-10 | 1 Q1/3@en from 09:30 to 11:30 | pm Q1/3@en in C1
Doubt(\"session-unclear\")
";
        assert_eq!(short, expected);
    }
}
