//! Tables: cells on a grid, joined across and down (ISO 29500-1 section 17.4).

use crate::letter::read::document::{Block, Paragraph, Table, TableCell};
use crate::letter::read::docx::cells::find;
use crate::letter::read::docx::grid::ColumnGrid;
use crate::letter::read::docx::shade;
use crate::letter::read::docx::story::StoryReader;
use crate::letter::read::docx::xml::XmlNode;

/// How many columns a table may have.
const MOST_COLUMNS: usize = 1024;
/// How many columns a cell may fill; more would be more than Word allows in a table.
const WIDEST: usize = 63;

/// A cell of a row before it is known whether it goes on from above.
struct RowCell<'t> {
    node: XmlNode<'t>,
    column: usize,
    width: usize,
    joined: Joined,
}

/// How a cell is joined with the one above (section 17.4.84) or before (section 17.4.22).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joined {
    Not,
    Begins,
    GoesOn,
}

/// A cell of the last row that may go on below.
struct CellAbove {
    column: usize,
    width: usize,
    cell: usize,
}

impl<'t> StoryReader<'t> {
    /// Reads a table.
    pub(super) fn table(&mut self, node: XmlNode<'t>) -> Table {
        let mut found = Vec::new();
        find("tr", node, &mut found);
        let seen = found.into_iter().filter_map(|row| {
            let properties = row.child("trPr");
            let is_seen = !properties.is_some_and(is_unseen);
            is_seen.then(|| pieces(row, properties)).filter(|(pieces, _)| !pieces.is_empty())
        });
        let mut rows: Vec<(Vec<RowCell<'t>>, usize)> = seen.collect();
        let mut grid = ColumnGrid::read(node, MOST_COLUMNS);
        let mut pieces = rows.iter().flat_map(|(pieces, _)| pieces);
        if pieces.any(|piece| grid.seen(piece.column) == grid.seen(piece.column + piece.width)) {
            grid = grid.with_slivers();
        }
        let mut table = Table { rows: rows.len(), columns: grid.columns(), ..Table::default() };
        let mut above = Vec::new();
        for (at, (pieces, end)) in rows.iter_mut().enumerate() {
            for piece in pieces.iter_mut() {
                let end = grid.seen(piece.column + piece.width);
                piece.column = grid.seen(piece.column);
                piece.width = end - piece.column;
            }
            above = self.row(at, pieces, &above, &mut table.cells);
            table.columns = table.columns.max(grid.seen(*end));
        }
        table
    }

    /// Reads a row, and gives which of its cells may go on below.
    fn row(
        &mut self,
        row: usize,
        pieces: &[RowCell<'t>],
        above: &[CellAbove],
        cells: &mut Vec<TableCell>,
    ) -> Vec<CellAbove> {
        let mut below = Vec::new();
        for &RowCell { node, column, width, joined } in pieces {
            // A cell goes on only if it is as wide as the one above; others stand for themselves.
            let continued = above
                .binary_search_by_key(&column, |above| above.column)
                .ok()
                .and_then(|at| above.get(at))
                .filter(|above| joined == Joined::GoesOn && above.width == width);
            let continued =
                continued.and_then(|above| Some((above.cell, cells.get_mut(above.cell)?)));
            let cell = match continued {
                // What stands in the rest of a joined cell is not shown.
                Some((at, cell)) => {
                    cell.height += 1;
                    at
                }
                None => {
                    let is_inner = std::mem::replace(&mut self.is_in_cell, true);
                    let blocks = self.blocks(node);
                    self.is_in_cell = is_inner;
                    let has_picture = blocks.iter().any(|it| matches!(it, Block::Picture(_)));
                    cells.push(TableCell {
                        row,
                        column,
                        height: 1,
                        width,
                        paragraphs: flattened(blocks),
                        has_picture,
                        fill: shade::fill(node.child("tcPr")),
                    });
                    cells.len() - 1
                }
            };
            if joined != Joined::Not {
                below.push(CellAbove { column, width, cell });
            }
        }
        below
    }
}

/// Whether a row is deleted (section 17.13.5.13) or hidden (section 17.4.20).
fn is_unseen(properties: XmlNode<'_>) -> bool {
    properties.child("del").is_some() || properties.switch("hidden") == Some(true)
}

/// The cells of a row with their columns, and the column behind the last one. Cells that are joined
/// across in the old way are one.
fn pieces<'t>(row: XmlNode<'t>, properties: Option<XmlNode<'t>>) -> (Vec<RowCell<'t>>, usize) {
    let skipped = |name| {
        let skipped = properties.and_then(|properties| properties.number_of(name));
        usize::try_from(skipped.unwrap_or(0)).unwrap_or(0).min(MOST_COLUMNS)
    };
    let mut column = skipped("gridBefore");
    let mut cells = Vec::new();
    find("tc", row, &mut cells);
    let mut pieces: Vec<RowCell<'t>> = Vec::new();
    for node in cells {
        let properties = node.child("tcPr");
        let span = properties.and_then(|properties| properties.number_of("gridSpan"));
        let width = usize::try_from(span.unwrap_or(1)).unwrap_or(1).clamp(1, WIDEST);
        if column + width > MOST_COLUMNS {
            break;
        }
        match pieces.last_mut() {
            Some(before) if joined(properties, "hMerge") == Joined::GoesOn => before.width += width,
            _ => pieces.push(RowCell { node, column, width, joined: joined(properties, "vMerge") }),
        }
        column += width;
    }
    (pieces, (column + skipped("gridAfter")).min(MOST_COLUMNS))
}

fn joined(properties: Option<XmlNode<'_>>, name: &str) -> Joined {
    match properties.and_then(|properties| properties.child(name)) {
        None => Joined::Not,
        Some(said) if said.value().as_deref() == Some("restart") => Joined::Begins,
        Some(_) => Joined::GoesOn,
    }
}

/// The paragraphs of a cell, and of the tables in it that do not stand alone.
fn flattened(blocks: Vec<Block>) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => paragraphs.push(paragraph),
            Block::Picture(_) => {}
            Block::Table(table) => {
                paragraphs.extend(table.cells.into_iter().flat_map(|cell| cell.paragraphs));
            }
        }
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use crate::letter::read::docx::sample::{lines, of_body};

    fn cell(properties: &str, text: &str) -> String {
        let run = format!("<w:r><w:t>{text}</w:t></w:r>");
        let run = if text.is_empty() { "" } else { &run };
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run}</w:p></w:tc>")
    }

    fn table(columns: usize, rows: &[&str]) -> String {
        let rows: String = rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect();
        format!("<w:tbl><w:tblGrid>{}</w:tblGrid>{rows}</w:tbl>", "<w:gridCol/>".repeat(columns))
    }

    const DOWN: &str = "<w:vMerge w:val='restart'/>";
    const ON: &str = "<w:vMerge/>";

    #[test]
    fn cells_are_joined_across_and_down() {
        let wide = "<w:gridSpan w:val='2'/>";
        let rows = [
            cell(DOWN, "a") + &cell(&format!("{wide}{DOWN}"), "b") + &cell("", "c"),
            cell(ON, "") + &cell(&format!("{wide}{ON}"), "unseen") + &cell("", "d"),
            cell(ON, "") + &cell("", "e") + &cell("", "f") + &cell("<w:shd w:fill='FFC000'/>", "g"),
        ];
        let document = of_body(&table(4, &rows.each_ref().map(String::as_str)));
        let expected = [
            "table 3x4",
            "0,0 3x1: a",
            "0,1 2x2: b",
            "0,3 1x1: c",
            "1,3 1x1: d",
            "2,1 1x1: e",
            "2,2 1x1: f",
            "2,3 1x1 FFC000: g",
        ];
        assert_eq!(lines(&document), expected);
        assert_eq!(document.text, "a\nb\nc\nd\ne\nf\ng");
    }

    #[test]
    fn a_cell_that_goes_on_from_nothing_is_a_cell() {
        let rows = [
            cell(ON, "a") + &cell("", "b"),
            cell("<w:gridSpan w:val='2'/><w:vMerge/>", "c"),
            cell(ON, "") + &cell(ON, "d"),
        ];
        let document = of_body(&table(2, &rows.each_ref().map(String::as_str)));
        let expected =
            ["table 3x2", "0,0 1x1: a", "0,1 1x1: b", "1,0 1x2: c", "2,0 1x1: ", "2,1 1x1: d"];
        assert_eq!(lines(&document), expected);
    }

    #[test]
    fn rows_may_begin_late_and_end_early() {
        let rows = [
            "<w:trPr><w:gridBefore w:val='1'/><w:gridAfter w:val='2'/></w:trPr>".to_owned()
                + &cell("", "a"),
            cell("<w:hMerge w:val='restart'/>", "b")
                + &cell("<w:hMerge w:val='continue'/>", "no")
                + &cell("", "c"),
        ];
        let document = of_body(&table(0, &rows.each_ref().map(String::as_str)));
        assert_eq!(lines(&document), ["table 2x4", "0,1 1x1: a", "1,0 1x2: b", "1,2 1x1: c"]);
    }

    #[test]
    fn rows_that_are_deleted_or_hidden_are_dropped() {
        let gone = format!("<w:trPr><w:del w:id='1'/></w:trPr>{}", cell(DOWN, "gone"));
        let hidden = format!("<w:trPr><w:hidden/></w:trPr>{}", cell("", "hidden"));
        let controlled = format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", cell("", "a"));
        let document =
            of_body(&format!("{}{}", table(1, &[&gone, &hidden, &controlled]), table(1, &[&gone])));
        assert_eq!(lines(&document), ["table 1x1", "0,0 1x1: a"]);
    }

    #[test]
    fn tables_in_cells_come_behind_the_table() {
        let inner = |a: &str, more: &str| {
            let first = format!("<w:tc><w:p><w:r><w:t>{a}</w:t></w:r></w:p>{more}<w:p/></w:tc>");
            table(
                2,
                &[&(first + &cell("", "0900-1015")), &(cell("", "2") + &cell("", "1045-1200"))],
            )
        };
        let outer = |inner: &str| {
            let outer = format!("<w:tc><w:p/>{inner}<w:p/></w:tc>");
            lines(&of_body(&table(2, &[&(cell("", "Hours") + &outer), &cell("", "end")])))
        };
        let host = ["table 2x2", "0,0 1x1: Hours", "0,1 1x1:  / ", "1,0 1x1: end"];
        let rows = ["0,1 1x1: 0900-1015", "1,0 1x1: 2", "1,1 1x1: 1045-1200"];
        let found = outer(&inner("1", ""));
        assert_eq!(found[..4], host);
        assert_eq!(found[4..6], ["table 2x2", "0,0 1x1: 1 / "]);
        assert_eq!(found[6..], rows);
        let found = outer(&inner("1", &inner("x", "")));
        assert_eq!(found.iter().filter(|line| *line == "table 2x2").count(), 3, "{found:?}");
        let bullets = outer(&inner("–", "").replace(">2<", ">–<"));
        assert_eq!(bullets[2], "0,1 1x1:  / – /  / 0900-1015 / – / 1045-1200 / ");
    }

    #[test]
    fn a_table_in_a_cell_is_its_paragraphs() {
        let inner = table(2, &[&(cell("", "b") + &cell("", "c")), &cell("", "d")]);
        let outer = format!("<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p>{inner}<w:p/></w:tc>");
        let document = of_body(&table(2, &[&(outer + &cell("", "e"))]));
        assert_eq!(lines(&document), ["table 1x2", "0,0 1x1: a / b / c / d / ", "0,1 1x1: e"]);
    }

    #[test]
    fn a_border_drawn_twice_makes_no_column() {
        let wide = |width: usize| format!("<w:gridSpan w:val='{width}'/>");
        let grid = "<w:tblGrid><w:gridCol w:w='900'/><w:gridCol w:w='2'/><w:gridCol w:w='900'/></w:tblGrid>";
        let rows = |rows: [String; 2]| {
            let rows = rows.map(|row| format!("<w:tr>{row}</w:tr>")).concat();
            lines(&of_body(&format!("<w:tbl>{grid}{rows}</w:tbl>")))
        };
        let first = cell(&(wide(2) + DOWN), "a") + &cell("", "b");
        let document = rows([first.clone(), cell(ON, "") + &cell(&wide(2), "c")]);
        assert_eq!(document, ["table 2x2", "0,0 2x1: a", "0,1 1x1: b", "1,1 1x1: c"]);
        let document = rows([first, cell("", "c") + &cell("", "d") + &cell("", "e")]);
        assert_eq!(document[..3], ["table 2x3", "0,0 1x2: a", "0,2 1x1: b"]);
    }

    #[test]
    fn absurd_spans_are_bounded() {
        let rows = [
            cell("<w:gridSpan w:val='2147483647'/>", "a") + &cell("", "b"),
            cell("<w:gridSpan w:val='-5'/>", "c")
                + &cell("<w:gridSpan w:val='99999999999999999999'/>", "d"),
        ];
        let document = of_body(&table(1, &rows.each_ref().map(String::as_str)));
        let expected = ["table 2x64", "0,0 1x63: a", "0,63 1x1: b", "1,0 1x1: c", "1,1 1x1: d"];
        assert_eq!(lines(&document), expected);
    }
}
