//! An hour as it is spoken of, and what it is at the meeting's place.

use crate::finding::Said;
use crate::letter::lex::{TimeMention, ZoneSaid};
use crate::letter::read::document::Span;
use crate::letter::shape::LetterText;
use crate::model::{CivilInstants, TimeOfDay, instant};
use crate::zone::{ZURICH, Zone};
use chrono::{FixedOffset, NaiveDate, TimeZone, Timelike};
use std::cmp::Ordering;

/// An hour with the zone that is stated beside it.
pub(crate) struct Spoken {
    /// The time of day.
    pub(crate) time: TimeOfDay,
    /// Whose it is.
    pub(crate) zone: ZoneSaid,
    /// The words.
    pub(crate) words: Span,
}

impl Spoken {
    /// An hour in a text.
    pub(crate) fn of(time: &TimeMention) -> Self {
        Self { time: time.time, zone: time.zone, words: time.start..time.zone_end }
    }

    /// The hour on a day at the place of the meeting. One of another zone is converted, with a doubt;
    /// where that is not possible or gives another day it is none.
    pub(crate) fn on(self, date: Option<NaiveDate>, found: &LetterText<'_>) -> Option<TimeOfDay> {
        if self.zone(found.zone.get()) == Some(found.zone.get()) {
            return Some(self.time);
        }
        let there = date.and_then(|date| self.converted(date, found.zone.get()));
        let here = there.filter(|(day, _)| Some(*day) == date).map(|(_, time)| time);
        if here != Some(self.time) {
            let (words, zone) = (found.normal.words(&self.words), found.zone.get());
            let day = |day| match Some(day).cmp(&date) {
                Ordering::Less => " on the previous day",
                Ordering::Equal => "",
                Ordering::Greater => " on the next day",
            };
            let message = match there {
                Some((on, time)) => format!("`{words}` is {time}{} in {zone}", day(on)),
                None => format!("it is not known which hour `{words}` is in {zone}"),
            };
            let help = match (here, there) {
                (Some(_), _) => "see whether that is right: it was taken",
                (None, Some(_)) => "write it by hand, with its own day: it was left out",
                (None, None) => "write it by hand: it was left out",
            };
            let place = found.normal.place(&self.words);
            found.doubt_at("hour-of-other-zone", Some(place), message, help);
        }
        here
    }

    /// The zone of the hour, if it is another one than that of the meeting's place and the hour of the
    /// day is another one there.
    pub(crate) fn elsewhere(&self, date: NaiveDate, found: &LetterText<'_>) -> Option<Said<Zone>> {
        let value = self.zone(found.zone.get())?;
        let is_once = matches!(instant(value, date, self.time), CivilInstants::One(_));
        let is_own = self.converted(date, found.zone.get()) == Some((date, self.time));
        let place = found.normal.place(&self.words);
        (is_once && !is_own).then_some(Said { value, place })
    }

    /// The zone of the hour; there is none for parts of an hour.
    fn zone(&self, own: Zone) -> Option<Zone> {
        match self.zone {
            ZoneSaid::Unsaid | ZoneSaid::Local => Some(own),
            ZoneSaid::Geneva => Some(ZURICH),
            ZoneSaid::Of(zone) => Some(zone),
            ZoneSaid::Offset(east) => Zone::of_offset(east),
            ZoneSaid::Unknown => None,
        }
    }

    /// The hour in a zone, and on which day it is there, if it comes once.
    fn converted(&self, date: NaiveDate, own: Zone) -> Option<(NaiveDate, TimeOfDay)> {
        let minutes = u32::from(self.time.minutes());
        let said = date.and_hms_opt(minutes / 60, minutes % 60, 0)?;
        let here = match self.zone {
            ZoneSaid::Offset(east) => {
                let offset = FixedOffset::east_opt(i32::from(east) * 60)?;
                offset.from_local_datetime(&said).single()?.with_timezone(&own)
            }
            _ => self.zone(own)?.from_local_datetime(&said).single()?.with_timezone(&own),
        };
        let (hour, minute) = (u16::try_from(here.hour()).ok()?, u16::try_from(here.minute()).ok()?);
        Some((here.date_naive(), TimeOfDay::at(hour, minute)))
    }
}
