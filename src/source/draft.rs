//! A draft: the values of a source, every field optional, each with its place.

mod places;

use crate::finding::{Place, Said};
use crate::model::{
    Action, AgendaItem, Before, Cell, Contact, Days, Group, Hours, Letter, Link, MeetingId,
    Recommendation, Remote, Room, SeriesDay, SeriesMove, SeriesStep, Slot, SlotRange, Status, Text,
    TimeOfDay, WebAddress, Zone,
};
use chrono::{NaiveDate, Weekday};

/// The values of one meeting in a source. Each value has the right type, but they are not yet
/// checked against each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The id in the source.
    pub id: Option<Said<MeetingId>>,
    /// The ids of the meetings whose events it takes over.
    pub formerly: Vec<Said<MeetingId>>,
    /// Who meets.
    pub groups: Vec<Said<Group>>,
    /// The full title.
    pub title: Option<Text>,
    /// The first day.
    pub start: Option<Said<NaiveDate>>,
    /// The last day.
    pub end: Option<Said<NaiveDate>>,
    /// The zone of all times.
    pub zone: Option<Said<Zone>>,
    /// Where.
    pub place: Option<Text>,
    /// The page.
    pub url: Option<WebAddress>,
    /// Further pages.
    pub links: Vec<Link>,
    /// Its status.
    pub status: Option<Said<Status>>,
    /// The letter of invitation.
    pub letter: Letter,
    /// The secretariat.
    pub contact: Contact,
    /// Who chairs.
    pub chair: Option<Text>,
    /// How to take part remotely.
    pub remote: Option<Remote>,
    /// Free text.
    pub note: Option<Text>,
    /// Registration.
    pub registration: Option<DraftAppointment>,
    /// The opening.
    pub opening: Option<DraftAppointment>,
    /// Hours of slots that differ from the standard ones.
    pub session_times: Vec<(Slot, Said<Hours>)>,
    /// The slots of days without a plan entry.
    pub slots: Option<Said<Vec<Slot>>>,
    /// Rooms of groups.
    pub rooms: Vec<Room>,
    /// Deadlines.
    pub deadlines: Vec<DraftDeadline>,
    /// The time plan.
    pub time_plan: Vec<DraftPlanEntry>,
    /// Rapporteur group meetings.
    pub rgm: Vec<DraftRgm>,
    /// The agenda.
    pub agenda: Vec<AgendaItem>,
    /// Candidate Recommendations.
    pub recommendations: Vec<Recommendation>,
    /// Which of `group`, `start` and `end` were given but could not be read; each has a fault.
    pub unread: Vec<&'static str>,
}

/// The date, time and place of registration or opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftAppointment {
    /// The date.
    pub date: Option<Said<NaiveDate>>,
    /// The hour.
    pub time: Option<Said<TimeOfDay>>,
    /// Where.
    pub location: Option<Text>,
    /// Its place in the source.
    pub place: Place,
}

/// A deadline as given: a date, a distance, or both; one or more actions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftDeadline {
    /// The date.
    pub date: Option<Said<NaiveDate>>,
    /// The distance to the first day.
    pub before: Option<Said<Before>>,
    /// The hour.
    pub time: Option<TimeOfDay>,
    /// The zone of the hour.
    pub zone: Option<Said<Zone>>,
    /// What is due.
    pub actions: Vec<Said<Action>>,
    /// The source's words.
    pub text: Option<Text>,
    /// Where or how.
    pub url: Option<WebAddress>,
    /// Whom it concerns.
    pub groups: Vec<Group>,
    /// Free text.
    pub note: Option<Text>,
    /// Its place in the source.
    pub place: Place,
}

/// An entry of the time plan as given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftPlanEntry {
    /// The day or range.
    pub days: Said<Days>,
    /// What it says.
    pub day: DraftDay,
}

/// What the plan says of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftDay {
    /// Slots with their parallel cells.
    pub cells: Vec<(Said<SlotRange>, Vec<Cell>)>,
    /// Hours of this day.
    pub times: Vec<(Slot, Said<Hours>)>,
    /// Whether there is no lunch break in any case.
    pub no_lunch: bool,
    /// What it changes in the day as planned without this entry, possibly its hours alone; without
    /// changes it replaces the entry of its range.
    pub changes: Option<DraftChanges>,
}

/// How a day differs from the entry of its range.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftChanges {
    /// The groups whose cells are left out.
    pub except: Vec<Said<Group>>,
    /// Slots with additional cells.
    pub also: Vec<(Said<SlotRange>, Vec<Cell>)>,
    /// Rooms of groups on this day.
    pub rooms: Vec<DraftRoom>,
}

/// The room of a group on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRoom {
    /// Only in these slots.
    pub slots: Option<SlotRange>,
    /// The group and its room.
    pub room: Said<Room>,
}

/// Rapporteur group meetings as given: a range of days, or with `every` a series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftRgm {
    /// Who meets.
    pub groups: Vec<Said<Group>>,
    /// Their title.
    pub title: Option<Text>,
    /// The first day.
    pub start: Option<Said<NaiveDate>>,
    /// The last day.
    pub end: Option<Said<NaiveDate>>,
    /// The slots.
    pub slots: Option<Said<Vec<Slot>>>,
    /// The distance from one meeting to the next.
    pub every: Option<Said<SeriesStep>>,
    /// The days of the week.
    pub on: Vec<Said<Weekday>>,
    /// The hours of each meeting.
    pub time: Option<Said<Hours>>,
    /// Days left out.
    pub except: Vec<Said<Days>>,
    /// Additional days.
    pub also: Vec<Said<SeriesDay>>,
    /// Moved days.
    pub moved: Vec<SeriesMove>,
    /// The zone of their times.
    pub zone: Option<Said<Zone>>,
    /// Hours of slots that differ from the meeting's.
    pub session_times: Vec<(Slot, Said<Hours>)>,
    /// Where.
    pub location: Option<Text>,
    /// The room.
    pub room: Option<Text>,
    /// Remote participation.
    pub remote: Option<Remote>,
    /// Their page.
    pub url: Option<WebAddress>,
    /// Free text.
    pub note: Option<Text>,
    /// Which of `every`, `time`, `slots` and `end` were given but could not be read; each has a
    /// fault.
    pub unread: Vec<&'static str>,
    /// Its place in the source.
    pub place: Place,
}
