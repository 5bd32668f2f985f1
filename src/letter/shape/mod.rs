//! How a letter is cut: head, subject, body, annexes; sentences.

pub(crate) mod found;
pub(crate) mod prose;
pub(crate) mod regions;
