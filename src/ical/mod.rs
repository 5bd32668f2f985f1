//! iCalendar (RFC 5545 and 7986): components as a tree, the bytes of a feed, and feeds read back.
//!
//! The tree is the `icalendar` crate's; the bytes are our own, because subscribers depend on each
//! of them. Lines end in CRLF, have at most 75 octets and are folded between characters. Values are
//! escaped when a property is made and cannot contain a line break, so that no text in a meeting
//! file becomes a property. The order is ours. This module knows nothing about meetings.

pub mod any;
mod clock;
pub mod described;
mod fold;
mod jcal;
mod lines;
pub mod names;
mod property;
mod read;
pub mod recur;
mod repeats;
mod resource;
mod text;
pub mod value;
mod write;
mod zone;

pub use jcal::{jcal, jcal_of};
pub use lines::Flaw;
pub use property::{date, date_time, duration, kept, text, texts, uri, utc};
pub use read::{ForeignFeed, PublishedEvent, PublishedFeed, Time, each_event, event, read};
pub use resource::{ServerEvent, held, resource};
pub use text::{clean, unescape};
pub use write::{Component, Property, begin_calendar, end_calendar, write};
pub use zone::{timezone, vtimezone};

/// A property of our own: the session slot of an event. The next build pairs events by it; calendar
/// programs ignore it (RFC 5545 section 3.8.8.2).
pub const SLOT: &str = "X-TIMEPLAN-SLOT";

/// A property of our own in the head of a meeting's feed: who meets, separated by commas. It is for
/// builds that have only the feed, and shows which groups' feeds contain the events.
pub const GROUPS: &str = "X-TIMEPLAN-GROUPS";

/// A property of our own in the head of a meeting's feed: the ids of other meetings whose events it
/// took over with their UIDs, separated by commas.
pub const FORMERLY: &str = "X-TIMEPLAN-FORMERLY";

/// A property of our own in an event whose UID was assigned for another meeting: the event's
/// meeting and the original one, separated by a comma. Every feed with the event has it, because
/// the meeting's own feed may be damaged.
pub const HOLDER: &str = "X-TIMEPLAN-MEETING";

/// A property of our own in an event without a source: the language of its texts, if it was never
/// published in the language of the feed.
pub const WORDS: &str = "X-TIMEPLAN-WORDS";

/// A property of our own in the head of a meeting's feed: the last UID, without its domain, of each
/// line of events that continue in other meetings' feeds, so that its number is never used again.
pub const NUMBERS: &str = "X-TIMEPLAN-NUMBERS";
