//! The names of the tz database and of Windows for a zone, as TZIDs have them.

use crate::zone::Zone;
use chrono::{DateTime, Duration, NaiveDateTime, Offset, TimeZone, Utc};

/// The form in which a TZID names a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// By its tz database name, with or without a leading slash.
    Database,
    /// By its Windows name.
    Windows,
    /// By a path of an older program before the tz database name.
    Path,
}

/// The zone of a TZID, and the form of its name.
pub fn zone_named(id: &str) -> Option<(Zone, Spelling)> {
    let id = id.trim_start_matches('/');
    if let Ok(zone) = id.parse() {
        return Some((zone, Spelling::Database));
    }
    if let Some(zone) = Zone::of_windows(id) {
        return Some((zone, Spelling::Windows));
    }
    // The longest ending that is a name: `/mozilla.org/20050126_1/America/Argentina/Salta`.
    let mut ends = id.match_indices('/').rev().take(3).collect::<Vec<_>>().into_iter().rev();
    ends.find_map(|(slash, _)| id.get(slash + 1..)?.parse().ok()).map(|zone| (zone, Spelling::Path))
}

/// The instant of a local time in a zone of the tz database: the first of two; in a gap, as if the
/// clock had not been changed (RFC 5545 section 3.3.5).
pub(super) fn instant_in(zone: Zone, local: NaiveDateTime) -> Option<DateTime<Utc>> {
    if let Some(instant) = zone.from_local_datetime(&local).earliest() {
        return Some(instant.with_timezone(&Utc));
    }
    let day_before = local.checked_sub_signed(Duration::days(1))?;
    let offset = zone.offset_from_utc_datetime(&day_before).fix();
    offset.from_local_datetime(&local).earliest().map(|instant| instant.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::{Spelling, instant_in, zone_named};
    use chrono::NaiveDateTime;

    #[test]
    fn a_zone_is_found_by_any_of_its_names() {
        for (id, zone, spelling) in [
            ("Europe/Zurich", "Europe/Zurich", Spelling::Database),
            ("/Europe/Zurich", "Europe/Zurich", Spelling::Database),
            ("tokyo standard time", "Asia/Tokyo", Spelling::Windows),
            ("/mozilla.org/20050126_1/Asia/Tokyo", "Asia/Tokyo", Spelling::Path),
            ("/x/America/Argentina/Salta", "America/Argentina/Salta", Spelling::Path),
        ] {
            assert_eq!(zone_named(id), Some((zone.parse().unwrap(), spelling)), "{id}");
        }
        for id in ["", "/", "Geneva", "(no TZ description)", "Europe/", "x/y"] {
            assert_eq!(zone_named(id), None, "{id}");
        }
    }

    #[test]
    fn an_hour_that_does_not_exist_is_read_by_the_clock_before_the_change() {
        let at = |local: &str| {
            let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
            instant_in(crate::zone::ZURICH, local).unwrap().format("%H:%M").to_string()
        };
        assert_eq!(at("2027-03-28 02:30"), "01:30");
        assert_eq!(at("2027-10-31 02:30"), "00:30");
        assert_eq!(at("2027-01-04 10:00"), "09:00");
    }
}
