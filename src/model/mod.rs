//! What a meeting is: groups, days, session slots, plans and deadlines, in ITU-T's own words.
//!
//! Every small value has its own type with a parser (`FromStr`), a printer (`Display`) and its
//! tests; what they print they read again. A [`Meeting`] is total and valid: a civil calendar of
//! one zone, no text left to parse.

mod day;
mod deadline;
mod geneva;
mod group;
mod holiday;
mod id;
mod language;
mod letter;
mod meeting;
mod odd;
mod outline;
mod plan;
mod series;
mod settings;
mod slot;
mod text;
mod time;
mod web;
mod zone;

pub use crate::zone::{ZURICH, Zone};
pub use day::{Days, FIRST_YEAR, LAST_YEAR, is_working_day, parse_date};
pub use deadline::{Action, Before, Deadline, TimeUnit};
pub use geneva::{geneva_hour, geneva_hours, occurs_twice};
pub use group::nearly::nearly_named;
pub use group::spelling::{
    NamedGroups, begins_with_group, canonical, mentions, named_in, written_in,
};
pub use group::value::read_groups;
pub use group::words as group_words;
pub use group::{Group, compact, leading_group};
pub use holiday::public_holiday;
pub use id::MeetingId;
pub use language::Language;
pub use letter::{Contact, Letter, Modification, ModificationKind};
pub use meeting::{
    AgendaItem, Link, Meeting, Opening, Recommendation, Registration, Rgm, RgmDates, Room, Status,
};
pub use odd::{Odd, clean, meant};
pub use outline::{MeetingConflict, Outline, doubles};
pub use plan::{Cell, DayPlan, Kind, PlanEntry, Remote, TimePlan};
pub use series::{Series, SeriesDate, SeriesDay, SeriesHours, SeriesMove, SeriesStep};
pub use settings::{Cancelled, FeedDuration, Settings, Term, View};
pub use slot::{Slot, SlotHours, SlotRange, SlotTimes};
pub use text::{Text, as_written};
pub use time::{Hours, TimeOfDay};
pub use web::{WebAddress, is_host_label};
pub use zone::{CivilInstants, instant};

/// Why a word is not the value it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// What was wanted: "a date".
    pub wanted: &'static str,
    /// What to write: "write year-month-day, as `2025-01-14`".
    pub write: String,
}

impl Misread {
    /// The two parts of the message.
    pub fn new(wanted: &'static str, write: impl Into<String>) -> Self {
        Self { wanted, write: write.into() }
    }
}
