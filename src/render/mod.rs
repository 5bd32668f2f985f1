//! Rendering: editions become the output tree.
//!
//! A VEVENT is written once a language; its bytes go into every feed that holds it. Meetings come
//! one at a time, in the order of their ids, and are forgotten again: the [`Tree`] takes what each
//! adds to each feed, so a build over a thousand meetings needs no more memory than one over ten.

mod event;
mod feeds;
mod filter;
mod index;
mod section;
mod tree;

pub use feeds::{Feeds, Finished, meeting_path};
pub use filter::shows;
pub use section::{Listed, Section};
pub use tree::{MemoryTree, Sha, Tree};

/// Who wrote a feed. It carries no version: a new one must not change every feed.
pub const PRODID: &str = "-//timeplan//meeting calendars//EN";
