//! How a letter is cut: head, subject, body, annexes; sentences and clauses.

pub(crate) mod found;
pub(crate) mod prose;
pub(crate) mod regions;

pub(crate) use found::{LetterReading, LetterText, floor, narrowest, within};
pub(crate) use regions::{Regions, trim};
