//! Which tables of a letter are its time plan, and which way they lie.

use crate::letter::plan::forms::columns::is_list;
use crate::letter::plan::forms::groups::of_marks;
use crate::letter::plan::forms::layout::{PlanLayout, PlanTable};
use crate::letter::plan::forms::layouts::layouts;
use crate::letter::plan::forms::ragged::repair;
use crate::letter::plan::grid::{GridCell, MOST_CELLS, PlanGrid};
use crate::letter::plan::label::Label;
use crate::letter::plan::title::TitleReader;
use crate::letter::read::document::{Block, Table};
use crate::model::TimeOfDay;

/// All tables that are time plans. The weeks of a plan together are no larger than one table may be.
pub(crate) fn plan_tables(reader: &TitleReader<'_>, opening: Option<TimeOfDay>) -> Vec<PlanTable> {
    let blocks = reader.normal.document.blocks.iter().enumerate();
    let tables = blocks.filter_map(|(block, content)| match content {
        Block::Table(table) => plan_table(reader, block, table, opening),
        Block::Paragraph(_) | Block::Picture(_) => None,
    });
    let mut cells = 0;
    tables
        .take_while(|table| {
            cells += table.grid.cells.len();
            cells <= 2 * MOST_CELLS
        })
        .collect()
}

fn plan_table(
    reader: &TitleReader<'_>,
    block: usize,
    table: &Table,
    opening: Option<TimeOfDay>,
) -> Option<PlanTable> {
    let grid = PlanGrid::of(reader.normal, table)?;
    let span = grid.span()?;
    if is_list(reader, &grid) {
        return None;
    }
    let (grid, left_out) =
        if table.is_ragged { repair(&grid, opening)? } else { (grid, Vec::new()) };
    let (grid, layouts) = laid_out(reader, grid, !left_out.is_empty())?;
    Some(PlanTable { block, grid, layouts, span, left_out })
}

/// The way in which a table is a plan: with its days in a row, or in a column; by its slots, or else by
/// marks in rows of groups. A table of deadlines has days in a column too, but no slots.
fn laid_out(
    reader: &TitleReader<'_>,
    grid: PlanGrid,
    has_lost_rows: bool,
) -> Option<(PlanGrid, Vec<PlanLayout>)> {
    let [sideways, straight] = [grid.turned()?, grid].map(|grid| {
        let layouts = layouts(&grid);
        (grid, layouts)
    });
    let is_plan = |(_, layouts): &(PlanGrid, Vec<PlanLayout>)| {
        layouts.iter().any(|layout| layout.has_slots() || layout.is_by_group())
    };
    let by_marks = |(grid, layouts): &(PlanGrid, Vec<PlanLayout>)| {
        let of_marks = |layout: &PlanLayout| of_marks(reader, grid, layout.clone());
        let found: Vec<PlanLayout> = layouts.iter().filter_map(of_marks).collect();
        (!found.is_empty()).then(|| (grid.clone(), found))
    };
    if is_plan(&straight) {
        return Some(straight);
    }
    // The slots in the cells below several days are marks of the groups.
    let has_days = straight.1.iter().any(|layout| layout.days.len() >= 2);
    let marked = if has_days { by_marks(&straight) } else { None };
    if marked.is_none() && is_plan(&sideways) {
        return Some(sideways);
    }
    let marked = marked.or_else(|| by_marks(&straight)).or_else(|| by_marks(&sideways));
    // Only the row of days is left.
    let is_rest = |cell: &GridCell| {
        has_lost_rows || matches!(cell.label, Label::Empty | Label::Day(_) | Label::Weekend)
    };
    let (grid, layouts) = &straight;
    let days = layouts.iter().flat_map(|layout| &layout.days);
    let is_bare = days.filter(|day| day.weekday.is_some()).count() >= 2
        && layouts.len() == 1
        && grid.cells.iter().all(is_rest);
    marked.or_else(|| is_bare.then_some(straight))
}
