//! What the colours of a plan mean: a key below it says so.

use crate::letter::lex::normal::Normal;
use crate::letter::plan::forms::layout::PlanTable;
use crate::letter::plan::grid::PlanGrid;
use crate::letter::plan::label::Label;
use crate::letter::plan::line::CellLine;
use crate::letter::read::document::{Block, Span};
use crate::letter::words::Sense;

type Colour = [u8; 3];

/// What a colour may mean, beside that the group meets.
const MEANINGS: [Sense; 7] = [
    Sense::CalledOff,
    Sense::IfNecessary,
    Sense::Joint,
    Sense::Remote,
    Sense::Plenary,
    Sense::Lunch,
    Sense::NoSession,
];

/// The key of the colours.
#[derive(Debug, Default)]
pub(crate) struct ColourKey(pub(super) Vec<ColourMeaning>);

/// What the key says of a colour.
#[derive(Debug)]
pub(crate) struct ColourMeaning {
    colour: Colour,
    /// What it means; none if only that the group meets.
    pub(crate) of: Option<Sense>,
    pub(crate) words: Span,
}

/// How many blocks behind a plan its key may stand.
const NEAR: usize = 12;

impl ColourKey {
    /// The key behind a table, if that has colours.
    pub(crate) fn behind(normal: &Normal, table: &PlanTable) -> Self {
        let mut key = Self::default();
        if table.grid.cells.iter().all(|cell| cell.fill.is_none()) {
            return key;
        }
        for block in normal.document.blocks.iter().skip(table.block + 1).take(NEAR) {
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
                    let of = MEANINGS.into_iter().find(|of| normal.marks.has(*of, &words));
                    key.0.push(ColourMeaning { colour, of, words });
                }
            }
            if !key.0.is_empty() {
                break;
            }
        }
        key
    }

    /// What a colour means, if the key says it.
    pub(crate) fn of(&self, colour: Colour) -> Option<&ColourMeaning> {
        self.0.iter().find(|meaning| meaning.colour == colour)
    }
}

/// What the meaning of a colour says beside the words of a session.
pub(crate) fn of_colour(of: Option<Sense>) -> CellLine {
    let mut line = CellLine::default();
    line.says(of);
    line
}
