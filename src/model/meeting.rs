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

/// A meeting in the civil time of its zone. Everything in it is parsed and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Its id, which UIDs and addresses depend on.
    pub id: MeetingId,
    /// The ids of the meetings whose events it takes over.
    pub formerly: Vec<MeetingId>,
    /// Who meets; at least one group.
    pub groups: Vec<Group>,
    /// Its full title.
    pub title: Option<Text>,
    /// First and last day, inclusive; none for a season, which has only `rgm` entries.
    pub days: Option<Days>,
    /// The place of the first day in the source.
    pub days_at: Option<Place>,
    /// The zone of all its times.
    pub zone: Zone,
    /// Where it meets: the city follows the last comma.
    pub place: Option<Text>,
    /// Its page.
    pub url: Option<WebAddress>,
    /// Further pages and documents.
    pub links: Vec<Link>,
    /// Its status.
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
    /// The times of its slots.
    pub session_times: SlotTimes,
    /// The slots of a working day without a plan entry.
    pub slots: Vec<Slot>,
    /// The place of these slots in the source; nothing if they are the default, all six.
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
    /// Whether rapporteur group meetings without a place are at the place of the meeting: a series
    /// is not, nor are meetings in another zone.
    pub fn hosts(&self, rgm: &Rgm) -> bool {
        rgm.range().is_some() && rgm.zone == self.zone
    }

    /// Every zone in which the meeting has times, its own first.
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

/// The status of a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It takes place.
    #[default]
    Confirmed,
    /// It may not take place.
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

/// Other words for a status, by their beginnings.
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
    /// Its place in the source.
    pub at: Place,
}

/// The opening of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its day.
    pub date: NaiveDate,
    /// Its hour.
    pub time: TimeOfDay,
    /// Its place in the source.
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

/// An agenda item.
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
    /// Their title.
    pub title: Option<Text>,
    /// Their days and times.
    pub dates: RgmDates,
    /// The zone of their times: their own, or else the meeting's.
    pub zone: Zone,
    /// The times of their slots: their own, or else the meeting's.
    pub session_times: SlotTimes,
    /// Their own place, if given.
    pub place: Option<Text>,
    /// Their room.
    pub room: Option<Text>,
    /// Remote participation.
    pub remote: Option<Remote>,
    /// Their page.
    pub url: Option<WebAddress>,
    /// Free text.
    pub note: Option<Text>,
    /// Its place in the source.
    pub at: Place,
}

/// The days and times of rapporteur group meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RgmDates {
    /// Weeks of slots: the working days of a range, each with these slots unless the plan has an
    /// entry.
    Range(Days, Vec<Slot>),
    /// Single meetings at regular intervals.
    Series(Series),
}

impl Rgm {
    /// First and last day; for a series, without its additional days.
    pub fn days(&self) -> Days {
        match &self.dates {
            RgmDates::Range(days, _) => *days,
            RgmDates::Series(series) => series.days,
        }
    }

    /// Whether remote participation is given and possible.
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
