//! Why an event exists, and why at its times: for `timeplan explain`.

use crate::model::{Before, Hours, SlotHours, Zone};
use chrono::NaiveDate;

/// What produces an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A cell of the time plan.
    Cell,
    /// A working day of the meeting without a plan entry.
    SilentDay,
    /// A working day of rapporteur group meetings without a plan entry.
    SilentDayOfRange,
    /// Sessions before and after a lunch break.
    Lunch,
    /// A series of rapporteur group meetings.
    Series,
    /// A day of a series that was on this day before it was moved.
    Moved(NaiveDate),
    /// The days of the meeting.
    Days,
    /// The days of a range of rapporteur group meetings.
    Range,
    /// Registration, until the opening.
    RegistrationUntilOpening,
    /// Registration, for an hour.
    RegistrationForAnHour,
    /// A deadline, with its distance from the first day if the source gives one.
    Deadline(Option<Before>),
    /// Nothing: it was published, but it is no longer in any source.
    Withdrawn,
}

/// The times of an event as in its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// The zone of the source's times.
    pub zone: Zone,
    /// The day there.
    pub day: NaiveDate,
    /// The times there.
    pub hours: Hours,
    /// The times of its slot, if it is in one; the event may begin or end at other times.
    pub slot: Option<SlotHours>,
}
