//! iCalendar (RFC 5545 and 7986): components as a tree, the bytes of a feed, and feeds read back.
//!
//! The tree is the `icalendar` crate's; the bytes are our own, because subscribers depend on each
//! of them: lines end in CRLF, have at most 75 octets and are folded between characters; values are
//! escaped when a property is made and can hold no line break, so that nothing in a meeting file
//! becomes a property; the order is ours. This module knows no meeting.

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
pub use read::{Foreign, Published, PublishedEvent, Time, each_event, event, read};
pub use resource::{Held, held, resource};
pub use text::{clean, unescape};
pub use write::{Component, Property, begin_calendar, end_calendar, write};
pub use zone::{timezone, vtimezone};

/// A property of our own: the session slot of an event. It is for the next build, which pairs
/// events by it; calendar programs pass over it (RFC 5545 section 3.8.8.2).
pub const SLOT: &str = "X-TIMEPLAN-SLOT";

/// A property of our own in the head of a meeting's feed: who meets, with commas between. It is for
/// builds that have only the feed, and tells whose feeds hold the events.
pub const GROUPS: &str = "X-TIMEPLAN-GROUPS";

/// A property of our own in the head of a meeting's feed: the ids of other meetings whose events it
/// took over and whose UIDs they keep, with commas between.
pub const FORMERLY: &str = "X-TIMEPLAN-FORMERLY";

/// A property of our own in an event whose UID was dealt for another meeting: the meeting that it is an
/// event of, and the one that it was dealt for, with a comma between. Every feed that holds the event says
/// so, since the meeting's own may be damaged.
pub const HOLDER: &str = "X-TIMEPLAN-MEETING";

/// A property of our own in an event of which only what was published is known: the language of its words,
/// where it was never published in the language of the feed.
pub const WORDS: &str = "X-TIMEPLAN-WORDS";

/// A property of our own in the head of a meeting's feed: the last UID, without its domain, of each line
/// of events that go on in other meetings' feeds, so that its number is never given again.
pub const NUMBERS: &str = "X-TIMEPLAN-NUMBERS";
