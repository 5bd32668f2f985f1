//! How a letter is cut: head, subject, body, annexes; sentences and clauses.

pub(crate) mod found;
pub(crate) mod prose;
pub(crate) mod regions;
