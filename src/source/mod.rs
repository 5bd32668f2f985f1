//! Sources: what people write becomes a [`Draft`], and a valid draft becomes a [`Meeting`].
//!
//! ```text
//! meeting file ─▶ yaml ─▶ Draft ─▶ check ─▶ Meeting
//! ```
//! A reader returns the draft *and* its findings: half a file is still useful to the person who
//! fixes it. `docs/meeting-file.md` describes every key.
//!
//! [`Meeting`]: crate::model::Meeting

mod check;
mod draft;
mod outline;
mod schema;
pub mod yaml;

pub use check::{check, doubts};
pub use outline::{SAME_MEETING, outline, outline_of};
pub use schema::{meeting_schema, settings_schema};

pub use draft::{
    Draft, DraftAppointment, DraftChanges, DraftDay, DraftDeadline, DraftPlanEntry, DraftRgm,
    DraftRoom,
};
