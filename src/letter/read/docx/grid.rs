//! The grid of a table: where its columns begin (ISO 29500-1 section 17.4.48).

use crate::letter::read::docx::xml::XmlNode;

/// A column that is narrower is no column, but a border that was drawn twice: 1 mm in twentieths of a
/// point. Such slivers come where borders were dragged by hand or widths were rounded.
const NARROWEST: i64 = 57;

/// The columns that a reader sees, by the columns of the grid.
#[derive(Debug)]
pub(super) struct ColumnGrid {
    /// For the beginning of each column of the grid, and the end of the last one, how many columns a
    /// reader sees before it.
    seen: Vec<usize>,
}

impl ColumnGrid {
    /// Reads the grid of a table, of which no more columns count than `most`.
    pub(super) fn read(table: XmlNode<'_>, most: usize) -> Self {
        let columns = table.child("tblGrid").into_iter().flat_map(XmlNode::children);
        let mut seen = vec![0];
        let mut count = 0;
        for column in columns.filter(|column| column.name() == "gridCol").take(most) {
            let width: Option<i64> = column.attribute("w").and_then(|width| width.parse().ok());
            // A width of 0 is one that is not known.
            let is_sliver = width.is_some_and(|width| (1..NARROWEST).contains(&width));
            count += usize::from(!is_sliver);
            seen.push(count);
        }
        Self { seen }
    }

    /// How many columns it has.
    pub(super) fn columns(&self) -> usize {
        self.seen.last().copied().unwrap_or(0)
    }

    /// How many columns a reader sees before a column of the grid.
    pub(super) fn seen(&self, column: usize) -> usize {
        let beyond = (column + 1).saturating_sub(self.seen.len());
        self.seen.get(column).copied().unwrap_or_else(|| self.columns() + beyond)
    }

    /// The grid with its slivers as columns, for a table that has a cell in one.
    pub(super) fn with_slivers(self) -> Self {
        Self { seen: (0..self.seen.len()).collect() }
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::read::docx::grid::*;
    use crate::letter::read::docx::xml::XmlTree;

    fn seen(widths: &[&str]) -> (ColumnGrid, Vec<usize>) {
        let columns: String =
            widths.iter().map(|width| format!("<w:gridCol w:w='{width}'/>")).collect();
        let source = format!("<w:tbl><w:tblGrid>{columns}</w:tblGrid></w:tbl>");
        let tree = XmlTree::parse(&source).unwrap();
        let grid = ColumnGrid::read(tree.root().unwrap(), 8);
        let seen = (0..=widths.len() + 2).map(|column| grid.seen(column)).collect();
        (grid, seen)
    }

    #[test]
    fn slivers_are_no_columns() {
        let (grid, columns) = seen(&["658", "1", "658", "x", "0", "56"]);
        assert_eq!(columns, [0, 1, 1, 2, 3, 4, 4, 5, 6]);
        assert_eq!(grid.columns(), 4);
        let grid = grid.with_slivers();
        assert_eq!((grid.seen(2), grid.columns(), grid.seen(8)), (2, 6, 8));
        assert_eq!(seen(&[]).1, [0, 1, 2]);
        assert_eq!(seen(&["57"; 12]).0.columns(), 8);
    }
}
