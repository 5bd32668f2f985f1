//! Tables of a page: their rows in the order of reading, and the places of their cells.

use crate::letter::read::document::Table;
use crate::letter::read::grid::{self, CellSize};
use crate::letter::read::html::style::StyleRules;
use scraper::ElementRef;

/// How many columns a cell may span; browsers allow 1,000.
const WIDEST: usize = 200;

/// A cell before it has its place.
pub(super) struct HtmlCell<'a> {
    pub(super) element: ElementRef<'a>,
    width: usize,
    /// How many rows it fills; no more than its part of the table has left.
    height: usize,
    fill: Option<[u8; 3]>,
}

/// The parts of a table: head, bodies and foot are in their places on the screen, wherever they
/// stand in the page.
#[derive(Default)]
pub(super) struct HtmlTableParts<'a> {
    pub(super) captions: Vec<ElementRef<'a>>,
    groups: Vec<(ElementRef<'a>, Vec<ElementRef<'a>>)>,
}

impl<'a> HtmlTableParts<'a> {
    /// The parts of a table.
    pub(super) fn of(table: ElementRef<'a>) -> Self {
        let mut parts = Self::default();
        let (mut bodies, mut feet) = (Vec::new(), Vec::new());
        for child in table.child_elements() {
            let rows = || {
                let is_row = |row: &ElementRef<'_>| row.value().name() == "tr";
                (child, child.child_elements().filter(is_row).collect())
            };
            match child.value().name() {
                "caption" => parts.captions.push(child),
                "thead" => parts.groups.push(rows()),
                "tbody" => bodies.push(rows()),
                "tfoot" => feet.push(rows()),
                "tr" => bodies.push((table, vec![child])),
                _ => {}
            }
        }
        parts.groups.append(&mut bodies);
        parts.groups.append(&mut feet);
        parts
    }

    /// The rows with their cells, without what is hidden.
    pub(super) fn rows(&self, rules: &StyleRules) -> Vec<Vec<HtmlCell<'a>>> {
        let mut table = Vec::new();
        for (group, rows) in &self.groups {
            let shown: Vec<_> = rows.iter().filter(|row| !rules.hides(**row)).collect();
            if rules.hides(*group) {
                continue;
            }
            for (at, row) in shown.iter().enumerate() {
                let behind = rules.fill(**row).or_else(|| rules.fill(*group)).flatten();
                let is_cell = |cell: &ElementRef<'_>| {
                    matches!(cell.value().name(), "td" | "th") && !rules.hides(*cell)
                };
                let cell = |element: ElementRef<'a>| {
                    let span = |name| element.attr(name).and_then(|span| span.trim().parse().ok());
                    let left = shown.len() - at;
                    let height = match span("rowspan") {
                        Some(0) => left,
                        span => span.unwrap_or(1).min(left),
                    };
                    let width = span("colspan").unwrap_or(1).clamp(1, WIDEST);
                    let fill = rules.fill(element).map_or(behind, |own| own);
                    HtmlCell { element, width, height, fill }
                };
                table.push(row.child_elements().filter(is_cell).map(cell).collect());
            }
        }
        table
    }
}

/// Whether a table only arranges the page: it says so, has a single cell, or holds other tables
/// and no words of its own, or a table with more cells than it has itself.
pub(super) fn is_layout(table: ElementRef<'_>, rows: &[Vec<HtmlCell<'_>>]) -> bool {
    let count = rows.iter().map(Vec::len).sum::<usize>();
    if count <= 1 || matches!(table.attr("role"), Some("presentation" | "none")) {
        return true;
    }
    // Cells and words are each counted for the table that they stand in directly.
    let (mut has_words, mut has_tables, mut inner_cells) = (false, false, 0);
    for node in table.descendants() {
        let mut tables =
            node.ancestors().filter_map(ElementRef::wrap).take_while(|it| *it != table);
        let is_own = !tables.any(|it| it.value().name() == "table");
        let element = ElementRef::wrap(node).filter(|element| *element != table);
        let name = element.map_or("", |element| element.value().name());
        has_tables |= name == "table";
        inner_cells += usize::from(!is_own && matches!(name, "td" | "th"));
        has_words |= is_own && node.value().as_text().is_some_and(|text| !text.trim().is_empty());
    }
    has_tables && (!has_words || inner_cells > 2 * count)
}

/// Whether a table in a cell is one of its own: it has rows and columns, and its first column is not
/// only bullets.
pub(super) fn stands_alone(rows: &[Vec<HtmlCell<'_>>]) -> bool {
    let rows = || rows.iter().filter(|cells| cells.len() >= 2);
    let first = |cells: &Vec<HtmlCell<'_>>| {
        let text = cells.first().map(|cell| cell.element.text());
        text.into_iter().flatten().any(|text| text.contains(char::is_alphanumeric))
    };
    rows().count() >= 2 && rows().any(first)
}

/// The table with a place for each cell, in the order of the rows; the cells are empty yet.
pub(super) fn grid(rows: &[Vec<HtmlCell<'_>>]) -> Table {
    let size = |cell: &HtmlCell<'_>| CellSize { height: cell.height, width: cell.width };
    let sizes: Vec<Vec<CellSize>> = rows.iter().map(|row| row.iter().map(size).collect()).collect();
    let mut table = grid::place(&sizes);
    for (cell, source) in table.cells.iter_mut().zip(rows.iter().flatten()) {
        cell.fill = source.fill;
    }
    table
}

#[cfg(test)]
mod tests {
    use crate::letter::read::document::TableCell;
    use crate::letter::read::html::table::*;
    use scraper::{Html, Selector};

    /// Row, column, height and width of each cell, and the number of columns.
    fn places(table: &str) -> (Vec<[usize; 4]>, usize) {
        let page = Html::parse_document(table);
        let table = page.select(&Selector::parse("table").unwrap()).next().unwrap();
        let grid = grid(&HtmlTableParts::of(table).rows(&StyleRules::default()));
        let place = |cell: &TableCell| [cell.row, cell.column, cell.height, cell.width];
        (grid.cells.iter().map(place).collect(), grid.columns)
    }

    #[test]
    fn joined_cells_push_the_others_aside() {
        let table = "<table><tr><th rowspan=2>a<th colspan=2>b<tr><td>c<td>d</table>";
        assert_eq!(
            places(table),
            (vec![[0, 0, 2, 1], [0, 1, 1, 2], [1, 1, 1, 1], [1, 2, 1, 1]], 3)
        );
    }

    #[test]
    fn a_cell_ends_before_one_that_reaches_down() {
        let table = "<table><tr><td>a<td rowspan=2>b<tr><td colspan=3>c</table>";
        assert_eq!(places(table), (vec![[0, 0, 1, 1], [0, 1, 2, 1], [1, 0, 1, 1]], 2));
    }

    #[test]
    fn spans_end_with_the_table() {
        let table = "<table><thead><tr><td rowspan=0>a<td rowspan=9>b</thead>\
                     <tr><td colspan=99999>c<tr><td rowspan=0 colspan=0>d<td rowspan=-1>e</table>";
        let expected = vec![[0, 0, 1, 1], [0, 1, 1, 1], [1, 0, 1, 2], [2, 0, 1, 1], [2, 1, 1, 1]];
        assert_eq!(places(table), (expected, 2));
    }

    #[test]
    fn a_span_of_no_rows_goes_to_the_end_of_its_part() {
        let table = "<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c<tbody><tr><td>d<td>e</table>";
        let expected = vec![[0, 0, 2, 1], [0, 1, 1, 1], [1, 1, 1, 1], [2, 0, 1, 1], [2, 1, 1, 1]];
        assert_eq!(places(table), (expected, 2));
    }

    #[test]
    fn large_spans_cost_little() {
        let row = format!("<tr>{}", "<td rowspan=60000 colspan=1000>x".repeat(20));
        let (cells, columns) = places(&format!("<table>{}</table>", row.repeat(200)));
        assert_eq!((cells.len(), columns > 200), (4000, true));
    }
}
