//! Plans whose rows are groups and whose columns are half days: what a cell means is its colour,
//! and a key below says what the colours mean.

use crate::letter::lex::normal::Normal;
use crate::letter::plan::grid::Grid;
use crate::letter::plan::label::{Label, label};
use crate::letter::plan::layout::{Column, Layout, Part};
use crate::letter::plan::rows::Row;
use crate::letter::plan::title::Reader;
use crate::letter::plan::words::has;
use crate::letter::read::document::{Block, Span};
use crate::letter::words::{self, Sense};
use crate::model::{Cell, Kind, Remote, Slot, Text};

type Colour = [u8; 3];

/// What a colour means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// The group meets.
    Session,
    /// The group's plenary.
    Plenary,
    /// Groups meet together.
    Joint,
    /// The group meets if necessary.
    IfNecessary,
    /// With remote participation.
    Remote,
    /// No session: lunch, a holiday.
    Free,
}

/// The key of the colours.
#[derive(Debug, Default)]
pub(super) struct Key {
    colours: Vec<(Colour, Meaning, Span)>,
}

/// How many blocks behind a plan its key may stand.
const NEAR: usize = 12;

impl Key {
    /// The key behind a table.
    pub(super) fn behind(normal: &Normal, table: usize) -> Self {
        let mut key = Self::default();
        for block in normal.document.blocks.iter().skip(table + 1).take(NEAR) {
            let Block::Table(table) = block else { continue };
            let Some(grid) = Grid::of(normal, table) else { continue };
            // The next week's plan is no key.
            if grid.cells.iter().any(|cell| matches!(label(normal, cell), Label::Day(_))) {
                continue;
            }
            for cell in &grid.cells {
                let Some(colour) = cell.fill else { continue };
                let beside = || {
                    let next = grid.cell(cell.row, cell.column.checked_add(cell.width)?)?;
                    next.fill.is_none().then(|| next.span()).flatten()
                };
                if let Some(words) = cell.span().or_else(beside)
                    && !key.colours.iter().any(|(other, ..)| *other == colour)
                {
                    key.colours.push((colour, meaning(normal, &words), words));
                }
            }
            if !key.colours.is_empty() {
                break;
            }
        }
        key
    }

    /// Whether nothing is known of any colour.
    pub(super) fn is_empty(&self) -> bool {
        self.colours.is_empty()
    }

    /// What the colour of a cell says beside its words: whether that its sessions are unsure, and
    /// whether one may take part from afar.
    pub(super) fn marks(&self, colour: Option<Colour>) -> (bool, bool) {
        let meaning = colour.and_then(|colour| self.of(colour)).map(|(meaning, _)| meaning);
        (meaning == Some(Meaning::IfNecessary), meaning == Some(Meaning::Remote))
    }

    fn of(&self, colour: Colour) -> Option<(Meaning, &Span)> {
        let found = self.colours.iter().find(|(other, ..)| *other == colour);
        found.map(|(_, meaning, words)| (*meaning, words))
    }
}

fn meaning(normal: &Normal, words: &Span) -> Meaning {
    if has(normal, words, Sense::IfNecessary) {
        Meaning::IfNecessary
    } else if has(normal, words, Sense::Joint) {
        Meaning::Joint
    } else if has(normal, words, Sense::Remote) {
        Meaning::Remote
    } else if has(normal, words, Sense::Plenary) {
        Meaning::Plenary
    } else if has(normal, words, Sense::Lunch) || has(normal, words, Sense::NoSession) {
        Meaning::Free
    } else {
        Meaning::Session
    }
}

/// A session of a shaded plan.
pub(super) struct Shaded {
    /// The number of its day among the layout's.
    pub(super) day: usize,
    pub(super) slots: Vec<Slot>,
    pub(super) cell: Cell,
}

/// What a shaded plan gives.
#[derive(Default)]
pub(super) struct ShadedPlan {
    pub(super) sessions: Vec<Shaded>,
    /// The groups whose cells have a colour that the key does not explain.
    pub(super) unknown: Vec<Span>,
}

/// Reads the shaded cells of a layout.
pub(super) fn sessions(reader: &Reader<'_>, grid: &Grid, layout: &Layout, key: &Key) -> ShadedPlan {
    let mut plan = ShadedPlan::default();
    // Joint sessions by day, part of the day and note.
    let mut joint: Vec<((usize, Part, String), usize)> = Vec::new();
    let edge =
        layout.columns.iter().position(|column| !matches!(column, Column::Edge)).unwrap_or(0);
    for (row, _) in layout.rows.iter().filter(|(_, kind)| *kind == Row::Group) {
        let label =
            (0..edge).filter_map(|column| grid.cell(*row, column)).find_map(|cell| cell.span());
        let Some(label) = label else { continue };
        for (at, column) in layout.columns.iter().enumerate() {
            let Column::Day(day, Some(part)) = column else { continue };
            let Some(cell) = grid.cell(*row, at) else { continue };
            let Some(colour) = cell.fill else { continue };
            let Some((meaning, words)) = key.of(colour) else {
                if plan.unknown.last() != Some(&label) {
                    plan.unknown.push(label.clone());
                }
                continue;
            };
            if meaning == Meaning::Free {
                continue;
            }
            let note = cell.span().map(|span| reader.normal.folded(&span).to_owned());
            let note = note.unwrap_or_default();
            let Some(session) = session(reader, &label, meaning, words, &note) else { continue };
            let id = (*day, *part, note);
            if meaning == Meaning::Joint {
                let together = joint.iter().find(|(other, _)| *other == id).map(|(_, at)| *at);
                if let Some(first) = together.and_then(|at| plan.sessions.get_mut(at)) {
                    join(&mut first.cell, session);
                    continue;
                }
                joint.push((id, plan.sessions.len()));
            }
            plan.sessions.push(Shaded { day: *day, slots: part.slots(), cell: session });
        }
    }
    plan
}

fn session(
    reader: &Reader<'_>,
    label: &Span,
    meaning: Meaning,
    words: &Span,
    note: &str,
) -> Option<Cell> {
    let mut cell = reader.session(std::slice::from_ref(label))?;
    cell.tentative = meaning == Meaning::IfNecessary;
    cell.remote = (meaning == Meaning::Remote).then_some(Remote::Yes);
    if meaning == Meaning::Plenary {
        let title = reader.title(std::slice::from_ref(label));
        let title = format!("{title}: {}", reader.title(std::slice::from_ref(words)));
        cell.title = Text::new(reader.language_of(&title), title);
        cell.kind = Kind::Plenary;
    }
    cell.note = note_of(reader, note);
    Some(cell)
}

/// Another group of a joint session: one session of both.
fn join(first: &mut Cell, other: Cell) {
    let pair = first.title.as_ref().zip(other.title.as_ref());
    let joined = pair.and_then(|(first, other)| {
        let (language, title) = first.all().next()?;
        Text::new(language, format!("{title}, {}", other.in_language(language)))
    });
    first.title = joined.or(first.title.take());
    first.groups_are_given |= other.groups_are_given;
    for group in other.groups {
        if !first.groups.contains(&group) {
            first.groups.push(group);
        }
    }
}

/// The words of the note that a cell names by its number.
fn note_of(reader: &Reader<'_>, number: &str) -> Option<Text> {
    let number = number.trim_matches(|c: char| !c.is_alphanumeric());
    let number = number.rsplit(' ').next().filter(|number| !number.is_empty())?;
    let line = reader.normal.lines.iter().find(|line| {
        let text = reader.normal.folded(&line.span);
        let behind = words::all(Sense::Note).find_map(|note| text.strip_prefix(note));
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
    use crate::letter::plan::sample::Sample;
    use crate::model::Language;

    const GRID: [&str; 6] = [
        "h2: | w2:Mon 9/03 | w2:Fri 13/03",
        "am | pm | am | pm",
        "SG3 | #FFC000: | | | #FFC000:",
        "Q1/3 | | #9DC3E6:2 | #FF99CC:1 |",
        "Q2/3 | | #9DC3E6: | #FF99CC:1 | #D9D9D9:",
        "JCA-COP | | | #123456: |",
    ];

    fn sample() -> Sample {
        Sample::new(Language::En, "SG3", "2026-03-09/2026-03-13")
            .line("Draft timetable")
            .table(&GRID)
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
        let short = Sample::new(Language::En, "SG3", "2026-03-09/2026-03-13")
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
        let short = Sample::new(Language::En, "SG3", "2026-03-09/2026-03-13").table(&plain).short();
        assert_eq!(short, "slots \nDoubt(\"cells-lost\")\n");
    }
}
