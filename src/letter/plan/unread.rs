//! Tables that stand where a time plan does, name sessions, and could not be read.

use crate::finding::Place;
use crate::letter::lex::normal::Normal;
use crate::letter::plan::beside::{is_annex, is_heading};
use crate::letter::plan::forms::layout::PlanTable;
use crate::letter::plan::gather::PlannedDay;
use crate::letter::plan::grid::{GridCell, PlanGrid, lines};
use crate::letter::plan::label::Label;
use crate::letter::plan::title::TitleReader;
use crate::letter::read::document::{Block, Paragraph, Span};

/// How many lines may stand between a plan's heading, or one of its tables, and the next one.
const NEAR: usize = 6;

/// How many lines more are near the heading of a plan, or one of its tables.
#[derive(Default)]
struct NearLines {
    lines: usize,
    heading: Span,
}

impl NearLines {
    fn pass(&mut self, normal: &Normal, paragraph: &Paragraph) {
        for line in lines(normal, paragraph) {
            if is_heading(normal, &line) {
                *self = Self { lines: NEAR, heading: line };
            } else {
                self.lines = if is_annex(normal, &line) { 0 } else { self.lines.saturating_sub(1) };
            }
        }
    }
}

/// Reports tables behind the heading of a plan, or behind one of its tables, that hold sessions and
/// are none of those that were read.
pub(super) fn tell_unread(reader: &TitleReader<'_>, tables: &[PlanTable]) {
    let normal = reader.normal;
    let mut near = NearLines::default();
    for (number, block) in normal.document.blocks.iter().enumerate() {
        match block {
            Block::Paragraph(paragraph) => near.pass(normal, paragraph),
            Block::Table(_) if tables.iter().any(|table| table.block == number) => {
                near.lines = NEAR;
            }
            Block::Table(table) if near.lines > 0 => {
                let span =
                    PlanGrid::of(normal, table).and_then(|grid| holds_sessions(reader, &grid));
                let Some(span) = span else { continue };
                let said =
                    "this table stands in the time plan and could not be read as a part of it";
                let help = "its sessions are left out; write them by hand";
                reader.doubt("plan-unread", &span, said, help);
            }
            Block::Table(_) | Block::Picture(_) => {}
        }
    }
}

/// Where the sessions stand of which a plan says when they begin and not when they end.
pub(super) fn without_end(days: &[PlannedDay]) -> Vec<Place> {
    let planned = days.iter().flat_map(|day| &day.sessions);
    // What stands in a slot has its end.
    let planned = planned.filter(|planned| planned.slots.is_empty());
    let open = planned
        .flat_map(|planned| &planned.cells)
        .filter(|cell| cell.start.is_some() && cell.end.is_none());
    open.map(|cell| cell.place).collect()
}

/// Reports sessions that have the end of the slot in which they begin, because the plan gives none.
pub(super) fn tell_ends(reader: &TitleReader<'_>, open: &[Place]) {
    let Some((first, rest)) = open.split_first() else { return };
    let said = match rest.len() {
        0 => "no end is given for this session; it ends with its slot here".to_owned(),
        more => format!(
            "no end is given for this session and {more} more; each ends with its slot here"
        ),
    };
    let help = "check the hours, and add the `end` of each session";
    reader.doubt_at("session-without-end", *first, said, help);
}

/// The heading of a plan that is a picture: a picture stands soon behind it, and no table before; or its caption,
/// the first words behind a picture.
pub(super) fn picture(normal: &Normal) -> Option<Span> {
    let mut near = NearLines::default();
    let mut is_behind = false;
    for block in &normal.document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let lines = lines(normal, paragraph);
                let caption = lines.first().filter(|line| is_behind && is_heading(normal, line));
                if let Some(caption) = caption {
                    return Some(caption.clone());
                }
                is_behind &= lines.is_empty();
                near.pass(normal, paragraph);
            }
            Block::Table(_) => (near.lines, is_behind) = (0, false),
            Block::Picture(_) if near.lines > 0 => return Some(near.heading),
            Block::Picture(_) => is_behind = true,
        }
    }
    None
}

/// Where a table stands that has labels of days or hours, and groups in at least two cells.
fn holds_sessions(reader: &TitleReader<'_>, grid: &PlanGrid) -> Option<Span> {
    let spans = grid.cells.iter().filter_map(GridCell::span);
    let groups = spans.filter(|span| reader.begins_with_group(span)).take(2).count();
    let is_label = |cell: &GridCell| !matches!(cell.label, Label::Empty | Label::Other);
    if groups == 2 && grid.cells.iter().any(is_label) { grid.span() } else { None }
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    #[test]
    fn a_table_that_could_not_be_read_is_told() {
        let sample = |heading: &str| {
            SampleLetter::new(Language::Ru, "SG20", "2024-11-13/2024-11-19")
                .line(heading)
                .table(&["Ср–Пт | 15–17.11 | Утро", "В1/20 | В2/20 | В3/20"])
        };
        assert_eq!(sample("Проект расписания").short(), "Doubt(\"plan-unread\")\n");
        assert_eq!(sample("Список участников").short(), "");
    }

    #[test]
    fn a_plan_that_is_a_picture_is_told() {
        let sample = |heading: &str| {
            SampleLetter::new(Language::En, "SG9", "2026-06-15/2026-06-16")
                .line(heading)
                .line("First week")
        };
        let told = "slots \nDoubt(\"plan-picture\")\n";
        assert_eq!(sample("Draft time plan").picture().short(), told);
        assert_eq!(sample("Practical information").picture().short(), "");
        for caption in [
            "Figure 1 – Draft time plan",
            "图1 – 时间计划草案",
            "Рисунок 1 – Проект расписания",
            "Figura 1 – Proyecto de calendario",
        ] {
            let sample = SampleLetter::new(Language::En, "SG9", "2026-06-15/2026-06-16");
            assert_eq!(sample.picture().line("").line(caption).short(), told, "{caption}");
        }
        assert_eq!(sample("Draft time plan").line("ANNEX B").picture().short(), "");
        let table = sample("Draft time plan").table(&["Name | Country", "a | b"]);
        assert_eq!(table.picture().short(), "");
    }

    #[test]
    fn a_second_week_that_could_not_be_read_is_told() {
        let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-20")
            .line("Draft time plan")
            .table(&[" | Mon 09/03 | Tue 10/03", "1 | Q1/12 | Q2/12"])
            .line("Second week")
            .table(&["Morning | Q3/12", "Afternoon | Q4/12"])
            .line("Rapporteur groups")
            .short();
        let expected = "2026-03-09 | 1 Q1/12@en\n2026-03-10 | 1 Q2/12@en\nDoubt(\"plan-unread\")\n";
        assert_eq!(short, expected);
    }
}
