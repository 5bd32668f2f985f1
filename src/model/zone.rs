//! Civil time to instants.

use super::TimeOfDay;
use crate::zone::Zone;
use chrono::{DateTime, Days, MappedLocalTime, NaiveDate, TimeZone, Utc};

/// The instants of a civil time in its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CivilInstants {
    /// One instant.
    One(DateTime<Utc>),
    /// No instant: the clocks skip it.
    Never,
    /// Two instants: the clocks are set back.
    Twice,
}

/// The instant of a civil time in a zone.
pub fn instant(zone: Zone, day: NaiveDate, time: TimeOfDay) -> CivilInstants {
    let (time, days) = time.naive();
    let Some(day) = day.checked_add_days(Days::new(days)) else { return CivilInstants::Never };
    match zone.from_local_datetime(&day.and_time(time)) {
        MappedLocalTime::Single(instant) => CivilInstants::One(instant.with_timezone(&Utc)),
        MappedLocalTime::None => CivilInstants::Never,
        MappedLocalTime::Ambiguous(..) => CivilInstants::Twice,
    }
}

#[cfg(test)]
mod tests {
    use super::{CivilInstants, instant};
    use crate::model::{TimeOfDay, ZURICH, parse_date};

    #[test]
    fn the_two_nights_of_the_clock_change() {
        let at = |day: &str, time: &str| {
            instant(ZURICH, parse_date(day).unwrap(), time.parse::<TimeOfDay>().unwrap())
        };
        assert_eq!(at("2026-03-29", "02:30"), CivilInstants::Never);
        assert_eq!(at("2026-10-25", "02:30"), CivilInstants::Twice);
        let CivilInstants::One(end) = at("2026-03-28", "24:00") else { panic!("midnight exists") };
        assert_eq!(end.to_rfc3339(), "2026-03-28T23:00:00+00:00");
    }
}
