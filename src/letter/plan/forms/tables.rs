//! Which tables of a letter are its time plan, and which way they lie.

use crate::letter::plan::forms::columns::is_list;
use crate::letter::plan::forms::groups::of_marks;
use crate::letter::plan::forms::layout::{PlanLayout, PlanTable};
use crate::letter::plan::forms::layouts::layouts;
use crate::letter::plan::forms::ragged::repair;
use crate::letter::plan::grid::{MOST_CELLS, PlanGrid};
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
    let LaidOut { grid, layouts } = laid_out(reader, grid, !left_out.is_empty())?;
    Some(PlanTable { block, grid, layouts, span, left_out })
}

/// A table that lies in a way.
struct LaidOut {
    grid: PlanGrid,
    layouts: Vec<PlanLayout>,
}

impl LaidOut {
    fn of(grid: PlanGrid) -> Self {
        let layouts = layouts(&grid);
        Self { grid, layouts }
    }

    /// Whether it is a plan by its slots.
    fn is_plan(&self) -> bool {
        self.layouts.iter().any(|layout| layout.has_slots() || layout.is_by_group())
    }

    /// The plan that it is by marks in rows of groups.
    fn by_marks(&self, reader: &TitleReader<'_>) -> Option<Self> {
        let of_marks = |layout: &PlanLayout| of_marks(reader, &self.grid, layout.clone());
        let layouts: Vec<PlanLayout> = self.layouts.iter().filter_map(of_marks).collect();
        (!layouts.is_empty()).then(|| Self { grid: self.grid.clone(), layouts })
    }

    /// Whether only the row of days is left of a plan.
    fn is_bare(&self, has_lost_rows: bool) -> bool {
        let [layout] = self.layouts.as_slice() else { return false };
        layout.days.iter().filter(|day| day.weekday.is_some()).count() >= 2
            && self.grid.cells.iter().all(|cell| {
                has_lost_rows || matches!(cell.label, Label::Empty | Label::Day(_) | Label::Weekend)
            })
    }
}

/// The way in which a table is a plan: with its days in a row, or in a column; by its slots, or else by
/// marks in rows of groups. A table of deadlines has days in a column too, but no slots.
fn laid_out(reader: &TitleReader<'_>, grid: PlanGrid, has_lost_rows: bool) -> Option<LaidOut> {
    let [sideways, straight] = [grid.turned()?, grid].map(LaidOut::of);
    if straight.is_plan() {
        return Some(straight);
    }
    // The slots in the cells below several days are marks of the groups.
    let has_days = straight.layouts.iter().any(|layout| layout.days.len() >= 2);
    let marked = straight.by_marks(reader);
    if sideways.is_plan() && (marked.is_none() || !has_days) {
        return Some(sideways);
    }
    let marked = marked.or_else(|| sideways.by_marks(reader));
    marked.or_else(|| straight.is_bare(has_lost_rows).then_some(straight))
}
