//! Rendering: editions become the output tree.
//!
//! A VEVENT is written once a language; its bytes go into every feed that holds it. Meetings come
//! one at a time, in the order of their ids, and are forgotten again: the [`Tree`] takes what each
//! adds to each feed, so a build over a thousand meetings needs no more memory than one over ten.

mod csv;
mod event;
mod feeds;
mod filter;
mod grid;
mod index;
mod json;
mod list;
mod section;
mod selection;
mod tree;

pub use csv::csv;
pub use feeds::{Feeds, Finished, meeting_path};
pub use filter::{Facts, shows};
pub use grid::grid;
pub use json::{jcal, json};
pub use list::{coming, list};
pub use section::{Listed, Section};
pub use selection::{Selected, select};
pub use tree::{MemoryTree, Sha, Tree};

/// Who wrote a feed. It carries no version: a new one must not change every feed.
pub const PRODID: &str = "-//timeplan//meeting calendars//EN";
