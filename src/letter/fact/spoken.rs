//! An hour as it is spoken of, and what it is at the meeting's place.

use crate::finding::{Findings, Said};
use crate::letter::lex::times::TimeMention;
use crate::letter::lex::zones::ZoneSaid;
use crate::letter::read::document::Span;
use crate::letter::shape::found::Found;
use crate::model::{Moment, TimeOfDay, instant};
use crate::zone::{ZURICH, Zone};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Timelike};

/// An hour with the zone that is said beside it.
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
    pub(crate) fn on(
        self,
        date: Option<NaiveDate>,
        found: &Found<'_>,
        findings: &mut Findings,
    ) -> Option<TimeOfDay> {
        let is_own = match self.zone {
            ZoneSaid::Unsaid | ZoneSaid::Local => true,
            ZoneSaid::Geneva => found.zone == ZURICH,
            ZoneSaid::Of(zone) => found.zone == zone,
            ZoneSaid::Offset(_) | ZoneSaid::Unknown => false,
        };
        let there = date.and_then(|date| self.converted(date, found.zone));
        let here = match there {
            _ if is_own => Some(self.time),
            Some((day, time)) if Some(day) == date => Some(time),
            _ => None,
        };
        if here != Some(self.time) {
            let (words, zone) = (found.normal.words(&self.words), found.zone);
            let left = "write it by hand, with its own day: it was left out";
            let (message, help) = match (here, there) {
                (Some(here), _) => (
                    format!("`{words}` is {here} in {zone}"),
                    "see whether that is right: it was taken",
                ),
                (None, Some((day, time))) => {
                    let which = if Some(day) > date { "next" } else { "previous" };
                    (format!("`{words}` is {time} on the {which} day in {zone}"), left)
                }
                (None, None) => (
                    format!("it is not known which hour `{words}` is in {zone}"),
                    "write it by hand: it was left out",
                ),
            };
            let place = found.normal.place(&self.words);
            findings.doubt("hour-of-other-zone", Some(place), message).help(help);
        }
        here
    }

    /// The zone of the hour, if it is another one than that of the meeting's place and the hour of the
    /// day is another one there.
    pub(crate) fn elsewhere(&self, date: NaiveDate, found: &Found<'_>) -> Option<Said<Zone>> {
        let zone = match self.zone {
            ZoneSaid::Geneva => ZURICH,
            ZoneSaid::Of(zone) => zone,
            ZoneSaid::Offset(east) => Zone::of_offset(east)?,
            ZoneSaid::Unsaid | ZoneSaid::Local | ZoneSaid::Unknown => return None,
        };
        let is_once = matches!(instant(zone, date, self.time), Moment::One(_));
        let is_own = self.converted(date, found.zone) == Some((date, self.time));
        let place = found.normal.place(&self.words);
        (is_once && !is_own).then_some(Said { value: zone, place })
    }

    /// The hour in a zone, and on which day it is there.
    fn converted(&self, date: NaiveDate, zone: Zone) -> Option<(NaiveDate, TimeOfDay)> {
        let minutes = u32::from(self.time.minutes());
        let said = date.and_hms_opt(minutes / 60, minutes % 60, 0)?;
        let here = match self.zone {
            ZoneSaid::Geneva => in_zone(ZURICH, &said, zone),
            ZoneSaid::Of(other) => in_zone(other, &said, zone),
            ZoneSaid::Offset(east) => {
                in_zone(FixedOffset::east_opt(i32::from(east) * 60)?, &said, zone)
            }
            ZoneSaid::Unsaid | ZoneSaid::Local | ZoneSaid::Unknown => None,
        }?;
        let (hour, minute) = (u16::try_from(here.hour()).ok()?, u16::try_from(here.minute()).ok()?);
        Some((here.date_naive(), TimeOfDay::at(hour, minute)))
    }
}

/// An hour of one zone in another, if it comes once.
fn in_zone(of: impl TimeZone, said: &NaiveDateTime, zone: Zone) -> Option<DateTime<Zone>> {
    Some(of.from_local_datetime(said).single()?.with_timezone(&zone))
}
