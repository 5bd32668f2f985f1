//! Times of day and ranges of them, in civil time.

use super::Misread;
use chrono::NaiveTime;
use std::{fmt, str::FromStr};

const WRITE_TIME: &str = "write hours and minutes, for example `09:30`";

/// A time of day to the minute; `24:00` is the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    minutes: u16,
}

impl TimeOfDay {
    /// The end of the day.
    pub const MIDNIGHT_AT_END: Self = Self { minutes: 24 * 60 };

    /// A time from hours and minutes; for the tables of this crate, and for readers that have
    /// checked both.
    pub const fn at(hours: u16, minutes: u16) -> Self {
        Self { minutes: hours * 60 + minutes }
    }

    /// Minutes since the beginning of the day, at most 1440.
    pub fn minutes(self) -> u16 {
        self.minutes
    }

    /// The time an hour later, at most the end of the day.
    pub fn plus_one_hour(self) -> Self {
        Self { minutes: (self.minutes + 60).min(24 * 60) }
    }

    /// The same as a chrono time, with the number of days to add to the date (1 for `24:00`).
    pub fn naive(self) -> (NaiveTime, u64) {
        let seconds = u32::from(self.minutes % (24 * 60)) * 60;
        let time =
            NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or(NaiveTime::MIN);
        (time, u64::from(self.minutes / (24 * 60)))
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

impl FromStr for TimeOfDay {
    type Err = Misread;

    /// Reads `9:30`, `09:30`, `0930` and `9h30`.
    fn from_str(text: &str) -> Result<Self, Misread> {
        let wrong = || Misread::new("a time of day", WRITE_TIME);
        let (hours, minutes) = match text.split_once([':', 'h']) {
            Some((hours, minutes)) => (hours, minutes),
            None if text.len() == 4 && text.is_char_boundary(2) => text.split_at(2),
            None => return Err(wrong()),
        };
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if !(1..=2).contains(&hours.len())
            || minutes.len() != 2
            || !digits(hours)
            || !digits(minutes)
        {
            return Err(wrong());
        }
        match (hours.parse::<u16>(), minutes.parse::<u16>()) {
            (Ok(h), Ok(m)) if h < 24 && m < 60 || (h, m) == (24, 0) => Ok(Self::at(h, m)),
            _ => Err(Misread::new("a time of day", "write a time from `00:00` to `24:00`")),
        }
    }
}

/// A time range within one day: `09:30-10:45`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hours {
    /// When it begins.
    pub start: TimeOfDay,
    /// When it ends; always after the start.
    pub end: TimeOfDay,
}

impl Hours {
    /// From a start to a later end.
    pub fn new(start: TimeOfDay, end: TimeOfDay) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// Whether a range over midnight was meant.
    pub fn are_over_midnight(start: TimeOfDay, end: TimeOfDay) -> bool {
        let noon = TimeOfDay::at(12, 0);
        start >= noon && end < noon
    }

    /// What to write where an end does not follow its start.
    fn advice(start: TimeOfDay, end: TimeOfDay) -> String {
        if Self::are_over_midnight(start, end) {
            let midnight = TimeOfDay::MIDNIGHT_AT_END;
            format!(
                "a session must end on the same day: write `{start}-{midnight}`, or two sessions"
            )
        } else if end < start {
            format!("write the earlier time first: `{end}-{start}`")
        } else {
            "write an end after the start".to_owned()
        }
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}

impl FromStr for Hours {
    type Err = Misread;

    /// Reads a range with any dash between the times.
    fn from_str(text: &str) -> Result<Self, Misread> {
        let wrong =
            || Misread::new("a time range", "write start and end, for example `09:30-10:45`");
        let dash = |c: char| {
            matches!(
                c,
                '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '~' | '\u{FF5E}' | '\u{FF0D}' | '/'
            )
        };
        let (start, end) = text.split_once(dash).ok_or_else(wrong)?;
        let (start, end) = (start.trim().parse::<TimeOfDay>(), end.trim().parse::<TimeOfDay>());
        let (Ok(start), Ok(end)) = (start, end) else { return Err(wrong()) };
        Self::new(start, end).ok_or_else(|| Misread::new("a time range", Self::advice(start, end)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Hours, TimeOfDay};

    #[test]
    fn times_are_read_as_people_write_them() {
        for text in ["9:30", "09:30", "0930", "9h30", "09h30"] {
            assert_eq!(text.parse::<TimeOfDay>().unwrap().to_string(), "09:30", "{text}");
        }
        assert_eq!("24:00".parse(), Ok(TimeOfDay::MIDNIGHT_AT_END));
        for bad in [
            "", "930", "9", "14.10", "25:00", "24:01", "09:60", "9:3", "-9:30", "09:30:00", "0é3",
            "09:30 am",
        ] {
            assert!(bad.parse::<TimeOfDay>().is_err(), "{bad}");
        }
    }

    #[test]
    fn any_dash_parts_a_range() {
        for text in ["09:30-10:45", "0930–1045", "9h30 — 10h45", "09:30~10:45"] {
            assert_eq!(text.parse::<Hours>().unwrap().to_string(), "09:30-10:45", "{text}");
        }
        for bad in ["10:45-09:30", "09:30-09:30", "22:00-02:00", "09:30", "09:30-", "a-b"] {
            assert!(bad.parse::<Hours>().is_err(), "{bad}");
        }
    }
}
