//! A meeting, complete and valid.

use super::{
    Contact, Days, Deadline, Group, Letter, MeetingId, Misread, Remote, Series, Slot, SlotTimes,
    Text, TimeOfDay, TimePlan, WebAddress,
};
use crate::finding::{Place, nearest};
use crate::zone::Zone;
use chrono::NaiveDate;
use std::fmt;
use std::str::FromStr;

/// A meeting in the civil time of its zone. Nothing in it is left to parse or to check against
/// another part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Its id; UIDs and addresses hang on it.
    pub id: MeetingId,
    /// The ids of the meetings whose events it takes over.
    pub formerly: Vec<MeetingId>,
    /// Who meets; at least one group.
    pub groups: Vec<Group>,
    /// Its full title.
    pub title: Option<Text>,
    /// First and last day; none for a season, which is only its `rgm` entries.
    pub days: Option<Days>,
    /// Where the source says the first day.
    pub days_at: Option<Place>,
    /// The zone of all its times.
    pub zone: Zone,
    /// Where it meets: the city follows the last comma.
    pub place: Option<Text>,
    /// Its page.
    pub url: Option<WebAddress>,
    /// Further pages and documents.
    pub links: Vec<Link>,
    /// How sure it is.
    pub status: Status,
    /// The letter of invitation.
    pub letter: Letter,
    /// The secretariat.
    pub contact: Contact,
    /// Who chairs it.
    pub chair: Option<Text>,
    /// How to take part remotely.
    pub remote: Option<Remote>,
    /// Free text.
    pub note: Option<Text>,
    /// Registration of participants.
    pub registration: Option<Registration>,
    /// Its opening.
    pub opening: Option<Opening>,
    /// The hours of its slots.
    pub session_times: SlotTimes,
    /// The slots of a working day for which the plan says nothing.
    pub slots: Vec<Slot>,
    /// Where the source names these slots; nothing if they are all six because it does not.
    pub slots_at: Option<Place>,
    /// Rooms of groups.
    pub rooms: Vec<Room>,
    /// Its deadlines, by date.
    pub deadlines: Vec<Deadline>,
    /// Its time plan.
    pub time_plan: TimePlan,
    /// Rapporteur group meetings before, between or beside it.
    pub rgm: Vec<Rgm>,
    /// Its agenda.
    pub agenda: Vec<AgendaItem>,
    /// Candidate Recommendations.
    pub recommendations: Vec<Recommendation>,
}

impl Meeting {
    /// Whether rapporteur group meetings are where the meeting is, if they do not say so themselves:
    /// a series is not, nor are those in another zone.
    pub fn hosts(&self, rgm: &Rgm) -> bool {
        rgm.range().is_some() && rgm.zone == self.zone
    }

    /// Every zone that hours of the meeting are in, its own first.
    pub fn zones(&self) -> Vec<Zone> {
        let mut zones = vec![self.zone];
        for rgm in &self.rgm {
            if !zones.contains(&rgm.zone) {
                zones.push(rgm.zone);
            }
        }
        zones
    }
}

/// A page or document with its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it is.
    pub title: Option<Text>,
    /// Where it is.
    pub url: WebAddress,
}

/// How sure a meeting is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It takes place.
    #[default]
    Confirmed,
    /// It is not sure.
    Tentative,
    /// It does not take place on these days.
    Postponed,
    /// It does not take place.
    Cancelled,
}

impl Status {
    /// Its key in meeting files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Tentative => "tentative",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for Status {
    type Err = Misread;

    fn from_str(text: &str) -> Result<Self, Misread> {
        let all = [Self::Confirmed, Self::Tentative, Self::Postponed, Self::Cancelled];
        let found = all.into_iter().find(|status| status.key() == text);
        found.ok_or_else(|| Misread::new("a status", help_with_status(text)))
    }
}

/// Other words for a status, by how they begin.
const OTHER_WORDS: [(&str, Status); 14] = [
    ("postpone", Status::Postponed),
    ("delayed", Status::Postponed),
    ("deferred", Status::Postponed),
    ("rescheduled", Status::Postponed),
    ("moved", Status::Postponed),
    ("cancel", Status::Cancelled),
    ("withdrawn", Status::Cancelled),
    ("confirm", Status::Confirmed),
    ("definite", Status::Confirmed),
    ("tent", Status::Tentative),
    ("provisional", Status::Tentative),
    ("unconfirmed", Status::Tentative),
    ("tbc", Status::Tentative),
    ("tbd", Status::Tentative),
];

/// What to write in place of words that are not a status.
fn help_with_status(text: &str) -> String {
    let words = text.to_lowercase();
    let keys = ["confirmed", "tentative", "postponed", "cancelled"];
    let other = OTHER_WORDS.iter().find(|(begin, _)| words.starts_with(begin));
    match other.map(|(_, status)| status.key()).or_else(|| nearest(&words, keys)) {
        Some("cancelled") if words == "canceled" => "write `cancelled`, with a double l".to_owned(),
        Some("postponed") => {
            "write only `postponed` if the new days are not known; otherwise move the file with \
             `timeplan shift`"
                .to_owned()
        }
        Some(key) => format!("write `{key}`"),
        None => "write one of `confirmed`, `tentative`, `postponed` and `cancelled`".to_owned(),
    }
}

/// Registration of participants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Its day.
    pub date: NaiveDate,
    /// The hour it begins.
    pub time: TimeOfDay,
    /// Where.
    pub place: Option<Text>,
    /// Where the source says so.
    pub at: Place,
}

/// The opening of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its day.
    pub date: NaiveDate,
    /// Its hour.
    pub time: TimeOfDay,
    /// Where the source says so.
    pub at: Place,
}

/// The room of a group's sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// The group.
    pub group: Group,
    /// Its room.
    pub room: Text,
}

/// A point of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaItem {
    /// Its number: `5.1`.
    pub number: String,
    /// Its words.
    pub text: Text,
}

/// A draft Recommendation that the meeting may consent to or determine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// Its name: `Q.CPN`.
    pub name: String,
    /// Its title.
    pub title: Option<Text>,
    /// Its Question.
    pub question: Option<Group>,
    /// Its working party or study group.
    pub group: Option<Group>,
}

/// Rapporteur group meetings of some groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rgm {
    /// Who meets; at least one group.
    pub groups: Vec<Group>,
    /// What they are called.
    pub title: Option<Text>,
    /// On which days, at which hours.
    pub dates: RgmDates,
    /// The zone of their times: their own, else the meeting's.
    pub zone: Zone,
    /// The hours of their slots: their own, else the meeting's.
    pub session_times: SlotTimes,
    /// Where, if they say so themselves.
    pub place: Option<Text>,
    /// In which room.
    pub room: Option<Text>,
    /// Remote participation.
    pub remote: Option<Remote>,
    /// Their page.
    pub url: Option<WebAddress>,
    /// Free text.
    pub note: Option<Text>,
    /// Where the source says so.
    pub at: Place,
}

/// The days and hours of rapporteur group meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RgmDates {
    /// Weeks of slots: the working days of a range, each with these slots if the plan says nothing.
    Range(Days, Vec<Slot>),
    /// Single meetings at regular distances.
    Series(Series),
}

impl Rgm {
    /// First and last day, of a series without its additions.
    pub fn days(&self) -> Days {
        match &self.dates {
            RgmDates::Range(days, _) => *days,
            RgmDates::Series(series) => series.days,
        }
    }

    /// Whether they say that one can take part remotely.
    pub fn is_remote(&self) -> bool {
        self.remote.as_ref().is_some_and(|remote| *remote != Remote::No)
    }

    /// The range, if it is one.
    pub fn range(&self) -> Option<Days> {
        match &self.dates {
            RgmDates::Range(days, _) => Some(*days),
            RgmDates::Series(_) => None,
        }
    }
}
