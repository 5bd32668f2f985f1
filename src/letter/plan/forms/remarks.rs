//! What stands beside the sessions of a plan in columns that are not understood.

use crate::letter::plan::changes::changes_session;
use crate::letter::plan::forms::columns::says_no;
use crate::letter::plan::forms::layout::{PlanColumn, PlanRow};
use crate::letter::plan::forms::part::TablePart;
use crate::letter::plan::grid::GridCell;
use crate::letter::plan::label::Label;
use crate::letter::plan::several::speaks_of_days;
use crate::letter::plan::title::TitleReader;
use crate::letter::read::document::Span;

const HELP: &str = "check the sessions that it is about, and change them by hand";

/// Reports each remark of a column that changes a session, "cancelled", "if needed", "starts at 10:00", and once the
/// column itself, at its head, if other words or answers stand in it. Without a head its words have a known name.
pub(super) fn tell_column(reader: &TitleReader<'_>, head: Option<Span>, below: &[Span]) {
    let normal = reader.normal;
    let is_answer = |span: &Span| reader.is_yes(span) || says_no(normal, span);
    let has_letters = |span: &Span| normal.slice(span).contains(char::is_alphabetic);
    let are_answers = below.iter().any(|span| reader.is_yes(span))
        && below.iter().all(|span| is_answer(span) && !is_number(reader, span));
    let (changes, others): (Vec<&Span>, Vec<&Span>) =
        below.iter().partition(|span| !are_answers && changes_session(normal, span));
    if let Some(head) = head
        && (are_answers || others.into_iter().any(has_letters))
    {
        let said = "this column of the time plan was not understood";
        reader.doubt("plan-note", &head, said, HELP);
    }
    for remark in changes {
        let said = "this note on a session of the time plan was not applied to it";
        reader.doubt("plan-note", remark, said, HELP);
    }
}

fn is_number(reader: &TitleReader<'_>, span: &Span) -> bool {
    reader.normal.slice(span).contains(|c: char| c.is_ascii_digit())
}

/// Reports what stands behind the days of a grid and is not read, "Remarks", or below a day that is not understood.
pub(super) fn tell_beside_days(part: &TablePart<'_>) {
    let (layout, grid) = (part.layout, part.grid());
    let is_edge = |at: &usize| layout.columns.get(*at) == Some(&PlanColumn::Edge);
    let rows = layout.rows.iter().filter(|(_, kind)| *kind != PlanRow::Nothing);
    let rows: Vec<usize> = rows.map(|(row, _)| *row).collect();
    let Some(first) = rows.first() else { return };
    let is_day = |column: usize| {
        let mut heads = (0..*first).filter_map(|row| grid.cell(row, column)?.span());
        heads.any(|head| speaks_of_days(part.reader.normal, &head))
    };
    let is_unread = |column: &usize| *column >= layout.edge() || is_day(*column);
    for column in (0..layout.columns.len()).filter(is_edge).filter(is_unread) {
        let words = |cell: &GridCell| cell.span().filter(|_| cell.label == Label::Other);
        let below = rows.iter().filter_map(|row| grid.beginning(*row, column).and_then(words));
        let below: Vec<Span> = below.collect();
        let above = (0..*first).rev().find_map(|row| grid.cell(row, column)?.span());
        let head = above.or_else(|| below.first().cloned());
        tell_column(part.reader, head, &below);
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    #[test]
    fn remarks_behind_the_days_of_a_grid_are_told() {
        let grid = |rows: &[&str]| {
            let sample = SampleLetter::new(Language::En, "SG9", "2026-06-15/2026-06-16");
            sample.line("Draft time plan").table(rows).short()
        };
        let sessions = "2026-06-15 | 1 Q1/9@en\n2026-06-16 | 1 Q2/9@en\n";
        for (remark, expected) in [
            ("Tuesday: starts at 10:00", "Doubt(\"plan-note\")\n"),
            ("if needed", "Doubt(\"plan-note\")\n"),
            ("Interpretation in French", "Doubt(\"plan-note\")\n"),
            ("", ""),
            ("1", ""),
        ] {
            let head = " | Mon 15 June | Tue 16 June | Remarks";
            let short = grid(&[head, &format!("1 | Q1/9 | Q2/9 | {remark}")]);
            assert_eq!(short, format!("{sessions}{expected}"), "{remark}");
        }
    }
}
