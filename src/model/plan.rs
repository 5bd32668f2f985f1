//! The time plan: working days × session slots.

use super::{Days, Group, Hours, Misread, Slot, SlotRange, Text, TimeOfDay, WebAddress};
use crate::finding::{Place, Said};
use std::{fmt, str::FromStr};

/// The kind of an event, used in filters, categories and UIDs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The meeting as a whole: its banner.
    Meeting,
    /// Registration of participants.
    Registration,
    /// A plenary.
    Plenary,
    /// A session.
    #[default]
    Session,
    /// A session of a rapporteur group meeting, or the banner of such meetings.
    Rgm,
    /// A workshop.
    Workshop,
    /// A social event.
    Social,
    /// A lunch break.
    Lunch,
    /// A deadline.
    Deadline,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Meeting,
        Self::Registration,
        Self::Plenary,
        Self::Session,
        Self::Rgm,
        Self::Workshop,
        Self::Social,
        Self::Lunch,
        Self::Deadline,
    ];
    /// The kinds that a cell of the plan can have.
    pub const CELLS: [Self; 5] =
        [Self::Session, Self::Plenary, Self::Rgm, Self::Workshop, Self::Social];

    /// Its key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Registration => "registration",
            Self::Plenary => "plenary",
            Self::Session => "session",
            Self::Rgm => "rgm",
            Self::Workshop => "workshop",
            Self::Social => "social",
            Self::Lunch => "lunch",
            Self::Deadline => "deadline",
        }
    }

    /// The kind of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for Kind {
    type Err = Misread;

    /// Reads the kind of a cell.
    fn from_str(text: &str) -> Result<Self, Misread> {
        Self::CELLS.into_iter().find(|kind| kind.key() == text).ok_or_else(|| {
            Misread::new(
                "a kind of session",
                "write one of `session`, `plenary`, `rgm`, `workshop` and `social`",
            )
        })
    }
}

/// Remote participation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remote {
    /// There is none.
    No,
    /// There is.
    Yes,
    /// There is, described by this text or at this address.
    By(Text),
}

/// One cell of the plan: what happens in a slot, or in several one after another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its title; a cell without a title is a generic session.
    pub title: Option<Text>,
    /// What it is.
    pub kind: Kind,
    /// Its groups, given in `groups` or in the title. Empty means the meeting's groups.
    pub groups: Vec<Group>,
    /// Whether the groups were given in `groups`, not in the title.
    pub groups_are_given: bool,
    /// Its start, if different from its first slot's.
    pub start: Option<TimeOfDay>,
    /// Its end, if different from its last slot's.
    pub end: Option<TimeOfDay>,
    /// Its room.
    pub room: Option<Text>,
    /// Remote participation.
    pub remote: Option<Remote>,
    /// Whether it takes place only if necessary.
    pub tentative: bool,
    /// Free text.
    pub note: Option<Text>,
    /// Its page.
    pub url: Option<WebAddress>,
    /// Its place in the source.
    pub place: Place,
}

/// The plan of one day, or of each working day of a range.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayPlan {
    /// The slots in the order of the day, each with its parallel cells.
    pub cells: Vec<(SlotRange, Vec<Cell>)>,
    /// Times of this day that differ from the meeting's.
    pub times: Vec<(Slot, Said<Hours>)>,
    /// Whether the day never has a lunch break.
    pub no_lunch: bool,
    /// Whether only its hours are given: it has the sessions of a day for which the plan is silent.
    pub is_silent: bool,
}

/// An entry of the time plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanEntry {
    /// The day, or the range to whose working days it applies.
    pub days: Days,
    /// What it says.
    pub plan: DayPlan,
    /// Its place in the source.
    pub place: Place,
}

/// The time plan of a meeting: at most one range covers a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimePlan {
    /// Its entries, by their days.
    pub entries: Vec<PlanEntry>,
}

impl TimePlan {
    /// The plan of a day: its own entry, or else, on a working day, the entry of the range that
    /// covers it.
    pub fn of(&self, day: chrono::NaiveDate) -> Option<&PlanEntry> {
        let own =
            self.entries.iter().find(|entry| entry.days.is_single() && entry.days.first == day);
        own.or_else(|| {
            let over = |entry: &&PlanEntry| !entry.days.is_single() && entry.days.contains(day);
            if super::is_working_day(day) { self.entries.iter().find(over) } else { None }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn only_kinds_of_cells_are_read_in_cells() {
        for kind in Kind::CELLS {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        assert!("lunch".parse::<Kind>().is_err());
        assert_eq!(Kind::from_key("lunch"), Some(Kind::Lunch));
    }
}
