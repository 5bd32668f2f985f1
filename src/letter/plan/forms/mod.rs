//! The forms in which letters write their plans, each turned into days with their entries: tables with
//! days along one edge (`tables`, `layout`, `rows`, `part`, `filled`; `ragged` makes whole what a
//! text export lost; `remarks` tells what stands beside them), rows of groups with marks or colours (`groups`, `colours`), and lists (`list`, `list_lines`, and of
//! tables `columns`, `list_rows`).

pub(super) mod colours;
pub(super) mod columns;
pub(super) mod filled;
pub(super) mod groups;
pub(super) mod layout;
pub(super) mod layouts;
pub(super) mod list;
pub(super) mod list_lines;
pub(super) mod list_rows;
pub(super) mod part;
pub(super) mod ragged;
pub(super) mod remarks;
pub(super) mod rows;
pub(super) mod tables;
