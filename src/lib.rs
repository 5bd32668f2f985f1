//! Descriptions of ITU-T meetings in, calendar feeds out.
//!
//! ```text
//! meeting file ┐
//! letter       ┴▶ source ─▶ Draft ─▶ Meeting ─▶ expand ─▶ Timetable ─▶ revise ─▶ Edition ─▶ render ─▶ Tree
//!                   │         │        │          │                     ▲                           │
//!                   └─────────┴────────┴──────────┴─▶ Findings    published feeds           cli writes out/
//! └───────────────────────────────────────────── publish ──────────────────────────────────────────┘
//! ```
//! Data goes one way and nothing calls back: each arrow is a function from values to values. Disk,
//! clock, environment and streams are touched by [`cli`] alone, so all the rest is tested without
//! them.
//!
//! | module | holds |
//! |---|---|
//! | [`finding`] | what is wrong or doubtful, where, and what to write instead |
//! | [`model`] | groups, days, slots and their times, the time plan, deadlines: a meeting, complete and valid |
//! | [`text`] | one way of writing what texts write in several |
//! | [`zone`] | the IANA tz database: names, offsets, hours that come twice or never, the zones of cities |
//! | [`words`] | the fixed words of the output in six languages |
//! | [`source`] | meeting files become drafts, drafts that hold together become meetings |
//! | [`letter`] | letters of invitation become drafts, each value with its words |
//! | [`expand`] | a meeting laid out: every event with its instants and finished texts |
//! | [`ical`] | RFC 5545 and 7986: trees of components, the bytes of a feed, feeds read back |
//! | [`revise`] | identity and stamps of events |
//! | [`render`] | feeds, views and the index, streamed a meeting at a time |
//! | [`publish`] | the whole way as one function, and what becomes of a meeting that is gone, faulty or doubled |
//! | [`lint`] | rules for any feed, ours or foreign |
//! | [`serve`] | the tree over HTTP |
//! | [`remote`] | the tree on object stores |
//! | [`cli`] | the commands |
//!
//! The whole way, in a program that embeds the crate (`examples/feeds.rs`):
//!
//! ```no_run
#![doc = include_str!("../examples/feeds.rs")]
//! ```
//!
//! What is deliberately absent: recurrence rules in feeds (every session is an event of its own, so
//! that one can move without the others), methods and attendees (a feed is not an invitation), alarms
//! by default, a clock anywhere but in the stamps of events whose letter has no date. `DESIGN.md`
//! gives the reasons.
//!
//! The manual is `docs/`: `docs/meeting-file.md` describes every key of a meeting file.

pub mod cli;
pub mod expand;
pub mod finding;
pub mod ical;
pub mod letter;
pub mod lint;
pub mod model;
pub mod publish;
pub mod remote;
pub mod render;
pub mod revise;
pub mod serve;
pub mod source;
pub mod text;
pub mod words;
pub mod zone;
