//! The parts of a document that help a person find a place: its pages, or the cells of its sheets.

use super::Place;

/// Where each page or cell of a document begins, if the format has any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageStarts {
    /// The byte of its text at which each begins.
    pub starts: Vec<usize>,
    /// Their names, such as `Sheet1!C7` for a cell; pages are numbered and have no names.
    pub names: Vec<String>,
}

impl PageStarts {
    /// The number of the page or cell that a place is on; none if there are none.
    pub(super) fn number(&self, place: Place) -> Option<usize> {
        Some(self.starts.partition_point(|start| *start <= place.start)).filter(|at| *at > 0)
    }

    /// The name of the page or cell with a number, for a list.
    pub(super) fn label(&self, number: usize) -> String {
        let name = number.checked_sub(1).and_then(|at| self.names.get(at));
        name.cloned().unwrap_or_else(|| number.to_string())
    }

    /// The name of the page or cell of a place: `page 3`, `Sheet1!C7`.
    pub fn name(&self, place: Place) -> Option<String> {
        let label = self.label(self.number(place)?);
        Some(if self.names.is_empty() { format!("page {label}") } else { label })
    }
}
