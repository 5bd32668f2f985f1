//! Plans whose rows are groups and whose columns are days or half days: a cell holds a mark, a room or
//! hours, or what it means is its colour, and a key below says what the colours mean.

use crate::finding::Findings;
use crate::letter::lex::normal::Normal;
use crate::letter::plan::day::PlannedSessions;
use crate::letter::plan::entry::PlanCell;
use crate::letter::plan::forms::layout::PlanRow;
use crate::letter::plan::forms::layout::{PlanColumn, PlanLayout};
use crate::letter::plan::forms::table::PlanTable;
use crate::letter::plan::grid::{GridCell, PlanGrid};
use crate::letter::plan::label::{DayPart, Label, label, slots_label};
use crate::letter::plan::line::CellLine;
use crate::letter::plan::title::TitleReader;
use crate::letter::plan::words::pieces;
use crate::letter::read::document::{Block, Span};
use crate::letter::words::Sense;
use crate::model::{Cell, Kind, Slot, Text};

type Colour = [u8; 3];

/// What a colour may mean, beside that the group meets.
const MEANINGS: [Sense; 6] = [
    Sense::IfNecessary,
    Sense::Joint,
    Sense::Remote,
    Sense::Plenary,
    Sense::Lunch,
    Sense::NoSession,
];

/// The key of the colours: what each means, and its words.
#[derive(Debug, Default)]
pub(crate) struct ColourKey(Vec<(Colour, Option<Sense>, Span)>);

/// How many blocks behind a plan its key may stand.
const NEAR: usize = 12;

impl ColourKey {
    /// The key behind a table.
    pub(crate) fn behind(normal: &Normal, table: usize) -> Self {
        let mut key = Self::default();
        for block in normal.document.blocks.iter().skip(table + 1).take(NEAR) {
            let Block::Table(table) = block else { continue };
            let Some(grid) = PlanGrid::of(normal, table) else { continue };
            // The next week's plan does not belong to the key.
            if grid.cells.iter().any(|cell| matches!(cell.label, Label::Day(_))) {
                continue;
            }
            for cell in &grid.cells {
                let Some(colour) = cell.fill else { continue };
                let beside = || {
                    let next = grid.cell(cell.row, cell.column.checked_add(cell.width)?)?;
                    next.fill.is_none().then(|| next.span()).flatten()
                };
                if let Some(words) = cell.span().or_else(beside)
                    && key.of(colour).is_none()
                {
                    let is_said = |of: &Sense| normal.marks.has(*of, &words);
                    key.0.push((colour, MEANINGS.into_iter().find(is_said), words));
                }
            }
            if !key.0.is_empty() {
                break;
            }
        }
        key
    }

    /// What a colour means, if the key says it.
    pub(crate) fn of(&self, colour: Colour) -> Option<(Option<Sense>, &Span)> {
        let found = self.0.iter().find(|(other, ..)| *other == colour);
        found.map(|(_, meaning, words)| (*meaning, words))
    }
}

/// What the meaning of a colour says beside the words of a session.
pub(crate) fn of_colour(of: Option<Sense>) -> CellLine {
    let mut line = CellLine::default();
    line.says(of);
    line
}

/// The sessions of rows of groups, with the numbers of their days among the layout's.
pub(crate) fn sessions(
    reader: &TitleReader<'_>,
    table: &PlanTable,
    layout: &PlanLayout,
    rows: &[usize],
    key: &ColourKey,
    findings: &mut Findings,
) -> Vec<(usize, PlannedSessions)> {
    let mut found: Vec<(usize, PlannedSessions)> = Vec::new();
    // Joint sessions by day, part of the day and note.
    let mut joint: Vec<((usize, DayPart, String), usize)> = Vec::new();
    // The last row in which a colour is not explained.
    let mut unknown: Option<usize> = None;
    let mut doubt = |name, span: &Span, said: &str| {
        let place = Some(reader.normal.place(span));
        findings.doubt(name, place, said).help("write the sessions by hand");
    };
    for row in rows {
        let Some(label) = layout.labels(&table.grid, *row).next() else { continue };
        for (at, day, part) in layout.day_columns() {
            let (Some(part), Some(cell)) = (part, table.grid.cell(*row, at)) else { continue };
            let said = cell.fill.and_then(|colour| key.of(colour));
            let of = said.and_then(|(of, _)| of);
            let (slots, line) = match (said, mark(reader, cell, part == DayPart::Day), cell.span())
            {
                (Some(_), ..) if matches!(of, Some(Sense::Lunch | Sense::NoSession)) => continue,
                (Some(_), ..) => (part.slots(), of_colour(of)),
                (None, Some(Some(line)), Some(span))
                    if let Some(slots) = slots_of(reader, &span, part) =>
                {
                    (slots, line)
                }
                (None, None, _) | (None, _, None) if cell.fill.is_some() => {
                    let last = unknown.replace(*row);
                    if key.0.is_empty() && last.is_none() {
                        let said = "no key says what the colours of this time plan mean";
                        doubt("colours-unexplained", &table.span, said);
                    } else if !key.0.is_empty() && last != Some(*row) {
                        let said = "the key does not say what a colour in this row means";
                        doubt("colours-unexplained", &label, said);
                    }
                    continue;
                }
                (None, None | Some(Some(_)), Some(span)) => {
                    let said = "what this says of the group of its row is not certain";
                    doubt("session-unclear", &span, said);
                    continue;
                }
                _ => continue,
            };
            let room = line.room.clone().or_else(|| layout.room(reader, &table.grid, cell));
            let mut planned = reader.planned(PlanCell {
                slots,
                lines: vec![label.clone()],
                beside: CellLine { room, ..line },
                source: (table.block, table.grid.cells.len() + found.len()),
                ..PlanCell::default()
            });
            let (Some((_, words)), Some(session)) = (said, planned.cells.first_mut()) else {
                found.push((day, planned));
                continue;
            };
            if of == Some(Sense::Plenary) {
                let title = reader.title(std::slice::from_ref(&label));
                let title = format!("{title}: {}", reader.title(std::slice::from_ref(words)));
                session.title = Text::new(reader.language_of(&title), title);
                session.kind = Kind::Plenary;
            }
            let note = cell.span().map(|span| reader.normal.folded(&span)).unwrap_or_default();
            session.note = note_of(reader, note);
            let id = (day, part, note.to_owned());
            if of == Some(Sense::Joint) {
                let together = joint.iter().find(|(other, _)| *other == id).map(|(_, at)| *at);
                let first = together.and_then(|at| found.get_mut(at));
                if let Some(first) = first.and_then(|(_, planned)| planned.cells.first_mut()) {
                    join(first, session);
                    continue;
                }
                joint.push((id, found.len()));
            }
            found.push((day, planned));
        }
    }
    found
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

fn has_digits(reader: &TitleReader<'_>, span: &Span) -> bool {
    reader.normal.slice(span).contains(|c: char| c.is_ascii_digit())
}

/// The slots of a mark: those that it names for a whole day, else those of the part of the day. Numbers
/// that are no slots may be anything.
fn slots_of(reader: &TitleReader<'_>, span: &Span, part: DayPart) -> Option<Vec<Slot>> {
    let words = reader.normal.slice(span);
    if part == DayPart::Day
        && let Some(slots) = parts_of(reader, span)
    {
        return Some(slots);
    }
    if part != DayPart::Day
        || !words.chars().all(|c| !c.is_alphabetic())
        || reader.clock(span).is_some()
    {
        return Some(part.slots());
    }
    match slots_label(reader.normal, span, &[]) {
        Some(slots) => Some(slots.slots().collect()),
        None if has_digits(reader, span) => None,
        None => Some(part.slots()),
    }
}

/// What the mark of a cell says: nothing if the cell holds none, `Some(None)` if it says that there is no session.
pub(crate) fn mark(
    reader: &TitleReader<'_>,
    cell: &GridCell,
    is_of_day: bool,
) -> Option<Option<CellLine>> {
    let mut line = CellLine::default();
    let Some(span) = cell.span() else { return Some(None) };
    if matches!(cell.label, Label::Free | Label::Undecided)
        || reader.normal.marks.is(Sense::No, &span)
        || matches!(reader.normal.folded(&span), "-" | "/" | "...")
    {
        return Some(None);
    }
    line.is_unsure = reader.normal.slice(&span).ends_with('?');
    // In a column of a whole day the slots may stand in the cell.
    let names_slots = || slots_label(reader.normal, &span, &[]).is_some();
    if is_of_day && (names_slots() || parts_of(reader, &span).is_some()) {
        return Some(Some(line));
    }
    // What is a label elsewhere is no room.
    if !matches!(cell.label, Label::Other | Label::Hours(_)) {
        return None;
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
            let names =
                !reader.groups(&part).is_empty() || reader.normal.marks.has(Sense::Plenary, &part);
            let is_long = reader.normal.tokens_in(&part).all.len() > 1;
            if !is_word || names || is_long || line.room.is_some() {
                return None;
            }
            line.room = Some(part);
        }
    }
    Some(Some(line))
}

/// A layout whose rows are groups, and whose cells are marks of the days.
pub(crate) fn of_marks(
    reader: &TitleReader<'_>,
    grid: &PlanGrid,
    mut layout: PlanLayout,
) -> Option<PlanLayout> {
    let (mut marks, mut others) = (0, 0);
    let is_group = |row: usize| {
        layout.labels(grid, row).next().is_some_and(|label| reader.begins_with_group(&label))
    };
    let days: Vec<usize> = layout.day_columns().map(|(at, ..)| at).collect();
    let is_of_day = layout.day_columns().all(|(.., part)| part.is_none());
    // Among rows of groups one of a plenary has marks too.
    let is_plenary = |row: usize| {
        let label = layout.labels(grid, row).next();
        let mut cells = days.iter().filter_map(|at| grid.cell(row, *at));
        label.is_some_and(|label| reader.normal.marks.has(Sense::Plenary, &label))
            && cells.all(|cell| mark(reader, cell, is_of_day).is_some())
    };
    let has_groups = layout.rows.iter().any(|(row, _)| is_group(*row));
    let of_groups = layout.rows.iter();
    let of_groups: Vec<bool> =
        of_groups.map(|(row, _)| is_group(*row) || has_groups && is_plenary(*row)).collect();
    for ((row, kind), _) in layout.rows.iter_mut().zip(of_groups).filter(|(_, is_group)| *is_group)
    {
        for cell in days.iter().filter_map(|at| grid.cell(*row, *at)) {
            // Beside hours stand the marks of a key that is read later.
            let has_hours = cell.span().is_some_and(|span| reader.behind_hours(&span).is_some());
            match mark(reader, cell, is_of_day) {
                Some(None) if !has_hours => {}
                None if !has_hours => others += 1,
                _ => marks += 1,
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
    for group in &other.groups {
        if !first.groups.contains(group) {
            first.groups.push(group.clone());
        }
    }
}

/// The words of the note that a cell names by its number.
fn note_of(reader: &TitleReader<'_>, number: &str) -> Option<Text> {
    let number = number.trim_matches(|c: char| !c.is_alphanumeric());
    let number = number.rsplit(' ').next().filter(|number| !number.is_empty())?;
    let line = reader.normal.lines.iter().find(|line| {
        let note = reader.normal.marks.at(Sense::Note, line.span.start);
        let behind = note.map(|note| reader.normal.folded(&(note.end..line.span.end)));
        let behind = behind.and_then(|behind| behind.trim_start().strip_prefix(number));
        behind.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })?;
    let words = reader.normal.words(&line.span);
    let cut =
        words.find(['–', '-', ':', '—', '：']).and_then(|at| words.get(at..)).unwrap_or(&words);
    let words = cut.trim_start_matches(|c: char| !c.is_alphanumeric());
    Text::new(reader.language_of(words), words)
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
2026-03-10 | am Q1/3@en from 09:30 to 11:30 | pm Q1/3@en in C1
Doubt(\"session-unclear\")
";
        assert_eq!(short, expected);
    }
}
