//! Rendering: editions become the output tree.
//!
//! A VEVENT is written once a language; its bytes go into every feed that holds it. Meetings come
//! one at a time, in the order of their ids, and are forgotten again: the [`Tree`] takes what each
//! adds to each feed, so a build over a thousand meetings needs no more memory than one over ten.

mod atom;
mod changes;
mod clashes;
mod csv;
mod event;
mod evidence;
mod explain;
mod feeds;
mod fields;
mod filter;
mod folders;
mod grid;
mod head;
mod holding;
mod index;
mod json;
pub mod layout;
mod letter;
mod list;
mod mark;
mod overlaps;
mod pages;
mod read_back;
mod repeats;
mod robots;
mod section;
mod selection;
mod shares;
mod tree;
mod week;

pub use atom::atom;
pub use changes::{
    EventSnapshot, ListedChange, MOST_CHANGES, change_row, changes_json, difference_row, listed,
    read_changes, sentence, told_once,
};
pub use clashes::{Clashes, Minute, busy, clashes};
pub use csv::csv;
pub use event::with_alarm;
pub use evidence::explained;
pub use explain::explain;
pub use feeds::{FeedStamps, Feeds, meeting_path};
pub use fields::{CACHE_CONTROL, content_type, disposition, saved_as, stem};
pub use filter::{Facts, Filter, known_term, read_term};
pub use folders::{behind_folder, folder_of};
pub use grid::{grid, most_beside};
pub use head::FeedHead;
pub use index::{FeedEntry, FeedIndex, IndexedFeed, Ledger, TreeCounts, read_index};
pub use json::{jcal, json};
pub use letter::{letter_json, quote};
pub use list::{coming, coming_list, list};
pub use overlaps::{clash_list, free_list};
pub use pages::{
    Choice, ChosenView, GENERATOR, MADE_BY, Pages, Sitting, VIEW_SCRIPT, ViewChoices, ViewOutcome,
    missing, of_everyone, policy, view_page,
};
pub use read_back::of_events;
pub use robots::{ROBOTS, ROBOTS_MARK};
pub use section::{Damage, Section, SectionEvent, Summary};
pub use selection::{Selected, select};
pub use shares::Shares;
pub use tree::{MemoryTree, Sha, Tree};

use mark::LegendMark;

/// Who wrote a feed. It carries no version: a new one must not change every feed.
pub const PRODID: &str = "-//timeplan//meeting calendars//EN";

/// A text on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
