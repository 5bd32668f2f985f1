//! A draft: what a source said, every field optional, each with its place.

mod places;

use crate::finding::{Place, Said};
use crate::model::{
    Action, AgendaItem, Before, Cell, Contact, Days, Group, Hours, Letter, Link, MeetingId,
    Recommendation, Remote, Room, SeriesDay, SeriesMove, Slot, SlotRange, Status, Step, Text,
    TimeOfDay, WebAddress, Zone,
};
use chrono::{NaiveDate, Weekday};

/// What a source said of one meeting. Values are of the right type each, and not yet checked
/// against each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The id that the source gives itself.
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
    /// How sure it is.
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
    /// The slots of days for which the plan says nothing.
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
    /// Which of `group`, `start` and `end` were said and could not be read; a fault of each was
    /// found.
    pub unread: Vec<&'static str>,
}

/// A date, an hour and a place, as said for registration and opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftAppointment {
    /// The date.
    pub date: Option<Said<NaiveDate>>,
    /// The hour.
    pub time: Option<Said<TimeOfDay>>,
    /// Where.
    pub location: Option<Text>,
    /// Where the source says so.
    pub place: Place,
}

/// A deadline as said: a date, a distance, or both; one action or more.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Where the source says so.
    pub place: Place,
}

/// An entry of the time plan as said.
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
    /// What it changes of the day as it is without this entry, perhaps its hours alone; else it replaces
    /// what a range says.
    pub changes: Option<DraftChanges>,
}

/// How a day differs from the entry of the range that has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftChanges {
    /// The groups whose cells are left out.
    pub except: Vec<Said<Group>>,
    /// Slots with cells in addition.
    pub also: Vec<(Said<SlotRange>, Vec<Cell>)>,
    /// Rooms of groups on this day.
    pub rooms: Vec<DraftRoom>,
}

/// The room of a group on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRoom {
    /// In these slots alone.
    pub slots: Option<SlotRange>,
    /// The group and its room.
    pub room: Said<Room>,
}

/// Rapporteur group meetings as said: a range of days, or with `every` a series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftRgm {
    /// Who meets.
    pub groups: Vec<Said<Group>>,
    /// What they are called.
    pub title: Option<Text>,
    /// The first day.
    pub start: Option<Said<NaiveDate>>,
    /// The last day.
    pub end: Option<Said<NaiveDate>>,
    /// The slots.
    pub slots: Option<Said<Vec<Slot>>>,
    /// The distance from one meeting to the next.
    pub every: Option<Said<Step>>,
    /// The days of the week.
    pub on: Vec<Said<Weekday>>,
    /// The hours of each meeting.
    pub time: Option<Said<Hours>>,
    /// Days left out.
    pub except: Vec<Said<Days>>,
    /// Days in addition.
    pub also: Vec<Said<SeriesDay>>,
    /// Days that are held otherwise.
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
    /// Which of `every`, `time`, `slots` and `end` were said and could not be read; a fault of each
    /// was found.
    pub unread: Vec<&'static str>,
    /// Where the source says so.
    pub place: Place,
}
