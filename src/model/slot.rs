//! Session slots 0–5 and the lunch break. The only table of their standard times.

use super::{Hours, Misread, TimeOfDay};
use crate::finding::{Place, Said};
use std::{fmt, str::FromStr};

/// A session slot of a working day, or its lunch break. In the order of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Slot 0, early in the morning.
    S0,
    /// Slot 1, first in the morning.
    S1,
    /// Slot 2, second in the morning.
    S2,
    /// The break between morning and afternoon.
    Lunch,
    /// Slot 3, first in the afternoon.
    S3,
    /// Slot 4, second in the afternoon.
    S4,
    /// Slot 5, in the evening.
    S5,
}

impl Slot {
    /// All of them, lunch in its place.
    pub const ALL: [Self; 7] =
        [Self::S0, Self::S1, Self::S2, Self::Lunch, Self::S3, Self::S4, Self::S5];
    /// The six session slots.
    pub const SESSIONS: [Self; 6] = [Self::S0, Self::S1, Self::S2, Self::S3, Self::S4, Self::S5];

    /// Its key in meeting files and letters.
    pub fn key(self) -> &'static str {
        match self {
            Self::S0 => "0",
            Self::S1 => "1",
            Self::S2 => "2",
            Self::Lunch => "lunch",
            Self::S3 => "3",
            Self::S4 => "4",
            Self::S5 => "5",
        }
    }

    /// ITU-T's standard times, in local time.
    pub const fn standard(self) -> Hours {
        const fn hours(h1: u16, m1: u16, h2: u16, m2: u16) -> Hours {
            Hours { start: TimeOfDay::at(h1, m1), end: TimeOfDay::at(h2, m2) }
        }
        match self {
            Self::S0 => hours(8, 30, 9, 30),
            Self::S1 => hours(9, 30, 10, 45),
            Self::S2 => hours(11, 15, 12, 30),
            Self::Lunch => hours(12, 30, 14, 30),
            Self::S3 => hours(14, 30, 15, 45),
            Self::S4 => hours(16, 15, 17, 30),
            Self::S5 => hours(18, 0, 19, 15),
        }
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for Slot {
    type Err = Misread;

    fn from_str(text: &str) -> Result<Self, Misread> {
        Self::ALL
            .into_iter()
            .find(|slot| slot.key() == text)
            .ok_or_else(|| Misread::new("a slot", "write one of `0` to `5`, or `lunch`"))
    }
}

/// The slots that a cell of the plan fills: `0`–`5`, `1-2`, `am`, `pm`, `day` or `lunch`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotRange {
    first: Slot,
    last: Slot,
}

impl SlotRange {
    /// The slots of the range in the order of the day; the lunch break only if it is the whole
    /// range.
    pub fn slots(self) -> impl Iterator<Item = Slot> {
        Slot::ALL.into_iter().filter(move |slot| {
            self.first <= *slot
                && *slot <= self.last
                && (*slot != Slot::Lunch || self.first == Slot::Lunch)
        })
    }

    /// The shortest key: `am`, `pm` and `day` where they fit.
    pub fn key(self) -> String {
        match (self.first, self.last) {
            (Slot::S1, Slot::S2) => "am".to_owned(),
            (Slot::S3, Slot::S4) => "pm".to_owned(),
            (Slot::S1, Slot::S4) => "day".to_owned(),
            _ => self.to_string(),
        }
    }

    /// The first slot.
    pub fn first(self) -> Slot {
        self.first
    }

    /// The last slot.
    pub fn last(self) -> Slot {
        self.last
    }
}

impl From<Slot> for SlotRange {
    fn from(slot: Slot) -> Self {
        Self { first: slot, last: slot }
    }
}

impl fmt::Display for SlotRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.last) {
            (first, last) if first == last => write!(f, "{first}"),
            (first, last) => write!(f, "{first}-{last}"),
        }
    }
}

impl FromStr for SlotRange {
    type Err = Misread;

    fn from_str(text: &str) -> Result<Self, Misread> {
        let wrong = || {
            Misread::new(
                "a slot",
                "write `0` to `5`, a range such as `1-2`, `am` (1-2), `pm` (3-4), `day` (1-4) or \
                 `lunch`",
            )
        };
        let range = |first, last| Ok(Self { first, last });
        match text {
            "am" => return range(Slot::S1, Slot::S2),
            "pm" => return range(Slot::S3, Slot::S4),
            "day" => return range(Slot::S1, Slot::S4),
            _ => {}
        }
        let parts = text.split_once(['-', '\u{2013}']);
        let (first, last) = match parts {
            None => (text, text),
            Some((first, last)) => (first.trim(), last.trim()),
        };
        match (first.parse::<Slot>(), last.parse::<Slot>()) {
            (Ok(Slot::Lunch), Ok(_)) | (Ok(_), Ok(Slot::Lunch)) if parts.is_some() => Err(wrong()),
            (Ok(first), Ok(last)) if first <= last => range(first, last),
            _ => Err(wrong()),
        }
    }
}

/// The times of a slot, in the meeting's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotHours {
    /// The first and last day, or the start and end.
    pub hours: Hours,
    /// Their place in the source; nothing for the standard times.
    pub place: Option<Place>,
}

/// The times of each slot of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotTimes([SlotHours; 7]);

impl SlotTimes {
    /// ITU-T's standard times.
    pub const STANDARD: Self = Self([
        standard(Slot::S0),
        standard(Slot::S1),
        standard(Slot::S2),
        standard(Slot::Lunch),
        standard(Slot::S3),
        standard(Slot::S4),
        standard(Slot::S5),
    ]);

    /// The hours of a slot.
    pub fn of(&self, slot: Slot) -> SlotHours {
        self.0.get(slot as usize).copied().unwrap_or(standard(slot))
    }

    /// Whether each slot has the same times as on another day, wherever the source sets them.
    pub fn agree(&self, other: &Self) -> bool {
        Slot::ALL.into_iter().all(|slot| self.of(slot).hours == other.of(slot).hours)
    }

    /// The same with other times for some slots.
    pub fn with(mut self, others: &[(Slot, Said<Hours>)]) -> Self {
        for (slot, Said { value, place }) in others {
            if let Some(hours) = self.0.get_mut(*slot as usize) {
                *hours = SlotHours { hours: *value, place: Some(*place) };
            }
        }
        self
    }
}

const fn standard(slot: Slot) -> SlotHours {
    SlotHours { hours: slot.standard(), place: None }
}

#[cfg(test)]
mod tests {
    use super::{Slot, SlotRange, SlotTimes};
    use crate::finding::{Place, Said};

    #[test]
    fn ranges_of_slots() {
        let keys = |text: &str| {
            text.parse::<SlotRange>()
                .map(|range| range.slots().map(Slot::key).collect::<Vec<_>>().join(" "))
        };
        for (text, slots) in [
            ("0", "0"),
            ("1-2", "1 2"),
            ("am", "1 2"),
            ("pm", "3 4"),
            ("day", "1 2 3 4"),
            ("0-5", "0 1 2 3 4 5"),
            ("lunch", "lunch"),
            ("2 – 3", "2 3"),
        ] {
            assert_eq!(keys(text).unwrap(), slots, "{text}");
        }
        for bad in ["6", "2-1", "lunch-3", "1-lunch", "", "-", "1-", "a"] {
            assert!(keys(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_standard_times_are_those_of_the_letters() {
        let table: Vec<String> = Slot::ALL
            .into_iter()
            .map(|slot| format!("{slot} {}", SlotTimes::STANDARD.of(slot).hours))
            .collect();
        assert_eq!(
            table.join(", "),
            "0 08:30-09:30, 1 09:30-10:45, 2 11:15-12:30, lunch 12:30-14:30, 3 14:30-15:45, 4 16:15-17:30, 5 18:00-19:15"
        );
    }

    #[test]
    fn own_hours_take_the_place_of_the_standard_ones() {
        let place = Place { start: 7, end: 18, line: 1 };
        let own = Said { value: "12:00-13:30".parse().unwrap(), place };
        let times = SlotTimes::STANDARD.with(&[(Slot::Lunch, own)]);
        let lunch = times.of(Slot::Lunch);
        assert_eq!((lunch.hours.to_string().as_str(), lunch.place), ("12:00-13:30", Some(place)));
        assert_eq!(times.of(Slot::S5), SlotTimes::STANDARD.of(Slot::S5));
    }
}
