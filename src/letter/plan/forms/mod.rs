//! The forms in which letters write their plans, each turned into the normal form.

pub(super) mod columns;
pub(super) mod groups;
pub(super) mod list;
