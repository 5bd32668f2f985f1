//! Clocks: local times to instants, and times in words.

use super::Civil;
use crate::finding::{Findings, Place};
use crate::model::{
    CivilInstants, Hours, TimeOfDay, ZURICH, Zone, geneva_hour, geneva_hours, instant,
};
use crate::words::Words;
use chrono::{DateTime, FixedOffset, NaiveDate, Offset, Utc};

/// Where impossible times are reported.
pub(super) struct CivilClock<'f> {
    pub(super) findings: &'f mut Findings,
}

impl CivilClock<'_> {
    /// The instants of a time range on a day, in its zone.
    pub(super) fn instants(
        &mut self,
        Civil { zone, day, hours, .. }: Civil,
        place: Option<Place>,
    ) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let start = self.instant(zone, day, hours.start, place);
        let end = self.instant(zone, day, hours.end, place);
        Some((start?, end?))
    }

    /// The instant of a time of day. A time that does not exist or exists twice is a fault.
    pub(super) fn instant(
        &mut self,
        zone: Zone,
        day: NaiveDate,
        time: TimeOfDay,
        place: Option<Place>,
    ) -> Option<DateTime<Utc>> {
        let name = zone.name();
        let (message, help) = match instant(zone, day, time) {
            CivilInstants::One(instant) => return Some(instant),
            CivilInstants::Never => (
                format!("{time} on {day} does not exist in {name}: the clocks skip it"),
                "write a time before or after the change",
            ),
            CivilInstants::Twice => (
                format!("{time} on {day} occurs twice in {name}: the clocks are set back"),
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

/// The local times of an event with their city, for a meeting outside the Geneva zone; with the
/// date if that differs.
pub(super) fn local(
    words: &Words,
    zone: Zone,
    day: NaiveDate,
    hours: Hours,
    start: DateTime<Utc>,
) -> Option<String> {
    let hours = there(words, zone, &format!("{}–{}", hours.start, hours.end), start)?;
    Some(dated(words, day, start.with_timezone(&ZURICH).date_naive(), hours))
}

/// The times of an event: in Geneva, followed by the local ones for a meeting outside the Geneva
/// zone.
pub(super) fn in_words(
    words: &Words,
    hours: Hours,
    (start, end): (DateTime<Utc>, DateTime<Utc>),
    local: Option<&str>,
) -> String {
    let Some(local) = local else {
        return (words.geneva_time)(&format!("{}–{}", hours.start, hours.end));
    };
    (words.aside)(&(words.geneva_time)(&geneva_hours(start, end)), local)
}

/// A time of day from the source: local, followed by Geneva time for a meeting outside the Geneva
/// zone.
pub(super) fn time_in_words(
    words: &Words,
    zone: Zone,
    day: NaiveDate,
    time: TimeOfDay,
    at: DateTime<Utc>,
) -> String {
    match on_both_clocks(words, zone, day, time, at) {
        None => (words.geneva_time)(&time.to_string()),
        Some((local, geneva)) => (words.aside)(&local, &geneva),
    }
}

/// A time of day from the source, for a meeting outside the Geneva zone: the local one with its
/// city, and Geneva time, with the date if that differs.
pub(super) fn on_both_clocks(
    words: &Words,
    zone: Zone,
    day: NaiveDate,
    time: TimeOfDay,
    at: DateTime<Utc>,
) -> Option<(String, String)> {
    let local = there(words, zone, &time.to_string(), at)?;
    let geneva = (words.geneva_time)(&geneva_hour(at));
    Some((local, dated(words, at.with_timezone(&ZURICH).date_naive(), day, geneva)))
}

/// Times with the city of their zone, or its offset from UTC; nothing for Geneva.
pub fn there(words: &Words, zone: Zone, hours: &str, at: DateTime<Utc>) -> Option<String> {
    (zone != ZURICH).then(|| match city(zone) {
        Some(city) => (words.local_time)(hours, &city),
        None => (words.offset_time)(hours, &name_of_offset(zone, at)),
    })
}

/// Times after their day, if it is not the day that the reader expects.
fn dated(words: &Words, day: NaiveDate, in_mind: NaiveDate, hours: String) -> String {
    if day == in_mind { hours } else { format!("{}{}{hours}", words.date(day), words.comma) }
}

/// The city of a zone, as in the tz database; nothing for a zone that is not named after a place.
fn city(zone: Zone) -> Option<String> {
    /// Zone names that look like places but are not.
    const OF_NO_PLACE: [&str; 4] = ["Factory", "Greenwich", "Universal", "Zulu"];
    let name = zone.name();
    let is_abbreviation = !name.contains(|c: char| c.is_ascii_lowercase());
    let is_place = !is_abbreviation && !name.starts_with("Etc/") && !OF_NO_PLACE.contains(&name);
    is_place.then(|| name.rsplit('/').next().unwrap_or(name).replace('_', " "))
}

/// The offset of a zone from UTC. `Etc/GMT+3` is three hours behind UTC: a reader must not see that
/// sign.
fn name_of_offset(zone: Zone, at: DateTime<Utc>) -> String {
    match utc_offset(at.with_timezone(&zone).offset().fix()) {
        none if none == "UTC+0" => "UTC".to_owned(),
        offset => offset,
    }
}

/// "UTC+1", "UTC-3", "UTC+5:30".
pub fn utc_offset(offset: FixedOffset) -> String {
    let minutes = offset.local_minus_utc() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    match minutes {
        0 => format!("UTC{sign}{hours}"),
        minutes => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{in_words, local, there, time_in_words};
    use crate::model::{CivilInstants, Language, ZURICH, Zone, instant, parse_date};
    use crate::words::Words;

    #[test]
    fn hours_elsewhere_are_said_twice_and_dated_where_the_days_differ() {
        let words = Words::of(Language::En);
        let said = |zone: Zone, day: &str, hours: &str| {
            let day = parse_date(day).unwrap();
            let hours: crate::model::Hours = hours.parse().unwrap();
            let at = |time| match instant(zone, day, time) {
                CivilInstants::One(at) => at,
                other => panic!("{other:?}"),
            };
            let time = time_in_words(words, zone, day, hours.start, at(hours.start));
            let (start, end) = (at(hours.start), at(hours.end));
            let local = local(words, zone, day, hours, start);
            (in_words(words, hours, (start, end), local.as_deref()), time)
        };
        let (hours, time) = said(ZURICH, "2026-03-06", "09:30-10:45");
        assert_eq!((&*hours, &*time), ("09:30–10:45 Geneva time", "09:30 Geneva time"));
        let (hours, time) = said("America/New_York".parse().unwrap(), "2026-03-06", "18:00-19:15");
        assert_eq!(hours, "00:00–01:15 Geneva time (6 March 2026, 18:00–19:15 New York time)");
        assert_eq!(time, "18:00 New York time (7 March 2026, 00:00 Geneva time)");
        let (hours, time) = said("Asia/Tokyo".parse().unwrap(), "2026-10-25", "09:30-10:30");
        assert_eq!(hours, "02:30 CEST–02:30 CET Geneva time (09:30–10:30 Tokyo time)");
        assert_eq!(time, "09:30 Tokyo time (02:30 CEST Geneva time)");
        let (hours, time) = said("Asia/Tokyo".parse().unwrap(), "2026-10-25", "10:00-10:45");
        assert_eq!(hours, "02:00–02:45 CET Geneva time (10:00–10:45 Tokyo time)");
        assert_eq!(time, "10:00 Tokyo time (02:00 CET Geneva time)");
    }

    #[test]
    fn a_zone_without_a_city_is_told_by_its_distance_from_utc() {
        let at = "2026-07-01T12:00:00Z".parse().unwrap();
        let said = |zone: &str, language| {
            there(Words::of(language), zone.parse().unwrap(), "23:59", at).unwrap()
        };
        for (zone, name) in [
            ("Asia/Tokyo", "23:59 Tokyo time"),
            ("America/Argentina/Buenos_Aires", "23:59 Buenos Aires time"),
            ("Japan", "23:59 Japan time"),
            ("UTC", "23:59 UTC"),
            ("Etc/UTC", "23:59 UTC"),
            ("Zulu", "23:59 UTC"),
            ("Etc/GMT+3", "23:59 UTC-3"),
            ("EST", "23:59 UTC-5"),
            ("EST5EDT", "23:59 UTC-4"),
        ] {
            assert_eq!(said(zone, Language::En), name);
        }
        for language in Language::ALL {
            let plain = said("EST", language).replace('\u{200e}', "");
            assert_eq!(plain, "23:59 UTC-5", "{language}");
        }
    }
}
