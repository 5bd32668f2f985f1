//! The parts of a document by which a person finds a place in it: its pages, or the cells of its sheets.

use super::Place;

/// Where each page or cell of a document begins, in a format that has some.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// The byte of its text at which each begins.
    pub starts: Vec<usize>,
    /// What each of them is called, as the cell `Sheet1!C7`; pages are counted and have no names.
    pub names: Vec<String>,
}

impl Pages {
    /// The number of the page or cell that a place is on; none if there are none.
    pub(super) fn number(&self, place: Place) -> Option<usize> {
        Some(self.starts.partition_point(|start| *start <= place.start)).filter(|at| *at > 0)
    }

    /// What the page or cell of a number is called in a list.
    pub(super) fn label(&self, number: usize) -> String {
        let name = number.checked_sub(1).and_then(|at| self.names.get(at));
        name.cloned().unwrap_or_else(|| number.to_string())
    }

    /// What the page or cell that a place is on is called: `page 3`, `Sheet1!C7`.
    pub fn name(&self, place: Place) -> Option<String> {
        let label = self.label(self.number(place)?);
        Some(if self.names.is_empty() { format!("page {label}") } else { label })
    }
}
