//! Why an event is there, and why at its hours: for those who ask.

use crate::model::{Before, Hours, SlotHours, Zone};
use chrono::NaiveDate;

/// What gives an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A cell of the time plan.
    Cell,
    /// A working day of the meeting for which the plan is silent.
    SilentDay,
    /// A working day of rapporteur group meetings for which the plan is silent.
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
    /// A deadline, at a distance from the first day if the source says so.
    Deadline(Option<Before>),
    /// Nothing any more: it was published, and no source says it now.
    Withdrawn,
}

/// The hours of an event as its source has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// The zone of the source's times.
    pub zone: Zone,
    /// The day there.
    pub day: NaiveDate,
    /// The hours there.
    pub hours: Hours,
    /// The hours of its slot, if it stands in one; it may begin or end at others.
    pub slot: Option<SlotHours>,
}
