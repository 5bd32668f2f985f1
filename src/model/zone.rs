//! Civil time to instants, by the tables of `chrono-tz`.

use super::TimeOfDay;
use chrono::{DateTime, Days, LocalResult, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;

/// The zone of every feed: Geneva has no name of its own in the tz database.
pub const ZURICH: Tz = Tz::Europe__Zurich;

/// Zones whose clocks have got new rules since the tables of `chrono-tz` were made (tz database
/// 2025b).
const STALE: [&str; 15] = [
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "America/Edmonton",
    "America/Havana",
    "America/Inuvik",
    "America/Rainy_River",
    "America/Vancouver",
    "America/Winnipeg",
    "America/Yellowknife",
    "Canada/Central",
    "Canada/Mountain",
    "Canada/Pacific",
    "Cuba",
    "Europe/Chisinau",
    "Europe/Tiraspol",
];

/// Whether a zone's tables are older than its clocks.
pub fn is_stale(zone: Tz) -> bool {
    STALE.contains(&zone.name())
}

/// What a civil time is in its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// One instant.
    One(DateTime<Utc>),
    /// No instant: the clocks go forward over it.
    Never,
    /// Two instants: the clocks go back over it.
    Twice,
}

/// The instant of a civil time in a zone.
pub fn instant(zone: Tz, day: NaiveDate, time: TimeOfDay) -> Moment {
    let (time, days) = time.naive();
    let Some(day) = day.checked_add_days(Days::new(days)) else { return Moment::Never };
    match zone.from_local_datetime(&day.and_time(time)) {
        LocalResult::Single(instant) => Moment::One(instant.with_timezone(&Utc)),
        LocalResult::None => Moment::Never,
        LocalResult::Ambiguous(..) => Moment::Twice,
    }
}

#[cfg(test)]
mod tests {
    use super::{Moment, STALE, ZURICH, instant};
    use crate::model::{TimeOfDay, parse_date};

    /// The tz database that comes with `jiff` is kept up to date; where it and ours differ, ours is
    /// stale.
    #[test]
    fn the_list_of_stale_zones_is_true() {
        let current = jiff::tz::TimeZoneDatabase::bundled();
        let differs = |zone: &chrono_tz::Tz| {
            let Ok(other) = current.get(zone.name()) else { return false };
            let ours = |seconds: i64| {
                let at = chrono::DateTime::from_timestamp(seconds, 0).unwrap().with_timezone(zone);
                chrono::Offset::fix(at.offset()).local_minus_utc()
            };
            let theirs = |seconds: i64| {
                other.to_offset(jiff::Timestamp::from_second(seconds).unwrap()).seconds()
            };
            // 2025 to 2029: each day, and each hour of the days on which the clocks change.
            (0..5 * 365_i64).map(|day| 1_735_689_600 + day * 86_400).any(|midnight| {
                let changes = ours(midnight) != ours(midnight + 86_400);
                let mut hours = (0..24).map(|hour| midnight + hour * 3_600);
                theirs(midnight) != ours(midnight)
                    || changes && hours.any(|seconds| theirs(seconds) != ours(seconds))
            })
        };
        let stale: Vec<&str> = chrono_tz::TZ_VARIANTS
            .iter()
            .filter(|zone| differs(zone))
            .map(|zone| zone.name())
            .collect();
        assert_eq!(stale, STALE);
    }

    #[test]
    fn the_two_nights_of_the_clock_change() {
        let at = |day: &str, time: &str| {
            instant(ZURICH, parse_date(day).unwrap(), time.parse::<TimeOfDay>().unwrap())
        };
        assert_eq!(at("2026-03-29", "02:30"), Moment::Never);
        assert_eq!(at("2026-10-25", "02:30"), Moment::Twice);
        let Moment::One(end) = at("2026-03-28", "24:00") else { panic!("midnight exists") };
        assert_eq!(end.to_rfc3339(), "2026-03-28T23:00:00+00:00");
    }
}
