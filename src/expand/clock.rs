//! The meeting's clock: civil hours to instants, and hours in words.

use super::When;
use crate::finding::{Findings, Place};
use crate::model::{Hours, Moment, TimeOfDay, ZURICH, instant};
use crate::words::Words;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

/// The zone of a meeting, and where its impossible hours are reported.
pub(super) struct Clock<'f> {
    pub(super) zone: Tz,
    pub(super) findings: &'f mut Findings,
}

impl Clock<'_> {
    /// The instants of some hours of a day.
    pub(super) fn when(
        &mut self,
        day: NaiveDate,
        hours: Hours,
        place: Option<Place>,
    ) -> Option<When> {
        let start = self.instant(day, hours.start, place);
        let end = self.instant(day, hours.end, place);
        Some(When::Hours { start: start?, end: end? })
    }

    /// The instant of a time of day. A time that does not exist or exists twice is a fault.
    pub(super) fn instant(
        &mut self,
        day: NaiveDate,
        time: TimeOfDay,
        place: Option<Place>,
    ) -> Option<DateTime<Utc>> {
        let zone = self.zone.name();
        let (message, help) = match instant(self.zone, day, time) {
            Moment::One(instant) => return Some(instant),
            Moment::Never => (
                format!("{time} on {day} does not exist in {zone}: the clocks go forward over it"),
                "write a time before or after the change",
            ),
            Moment::Twice => (
                format!("{time} on {day} exists twice in {zone}: the clocks go back over it"),
                "write a time before or after the change",
            ),
        };
        match place {
            Some(place) => self.findings.fault(place, message).help(help),
            None => self.findings.fault_of_all(message).help(help),
        };
        None
    }
}

/// Hours as a meeting in a zone says them: Geneva time, and the local time where it is another.
pub(super) fn in_words(
    words: &Words,
    zone: Tz,
    day: NaiveDate,
    hours: Hours,
    when: When,
) -> String {
    let local = format!("{}–{}", hours.start, hours.end);
    let When::Hours { start, end } = when else { return local };
    let (start, end) = (start.with_timezone(&ZURICH), end.with_timezone(&ZURICH));
    let geneva = (words.geneva_time)(&format!("{}–{}", start.format("%H:%M"), end.format("%H:%M")));
    if zone == ZURICH {
        return (words.geneva_time)(&local);
    }
    format!("{geneva}{}{}", words.comma, there(words, zone, &local, day, start.date_naive()))
}

/// One time of day as a meeting in a zone says it.
pub(super) fn time_in_words(
    words: &Words,
    zone: Tz,
    day: NaiveDate,
    time: TimeOfDay,
    at: DateTime<Utc>,
) -> String {
    let local = time.to_string();
    if zone == ZURICH {
        return (words.geneva_time)(&local);
    }
    let geneva = at.with_timezone(&ZURICH);
    let there = there(words, zone, &local, day, geneva.date_naive());
    format!("{}{}{there}", (words.geneva_time)(&geneva.format("%H:%M").to_string()), words.comma)
}

/// Local hours, with their date where Geneva has another one.
fn there(words: &Words, zone: Tz, hours: &str, day: NaiveDate, in_geneva: NaiveDate) -> String {
    let city = zone.name().rsplit('/').next().unwrap_or(zone.name()).replace('_', " ");
    let local = (words.local_time)(hours, &city);
    if day == in_geneva { local } else { format!("{}{}{local}", words.date(day), words.comma) }
}
