//! Offsets written where a zone is wanted: `GMT+2`, `+05:30`.

use super::GENERAL;
use crate::finding::list;

/// Offsets that are not whole hours, in minutes, and the zones that have them all year or for a
/// part of it.
const PARTS: [(i32, &[&str]); 13] = [
    (-570, &["Pacific/Marquesas"]),
    (-210, &["America/St_Johns"]),
    (-150, &["America/St_Johns"]),
    (210, &["Asia/Tehran"]),
    (270, &["Asia/Kabul"]),
    (330, &["Asia/Kolkata", "Asia/Colombo"]),
    (345, &["Asia/Kathmandu"]),
    (390, &["Asia/Yangon", "Indian/Cocos"]),
    (525, &["Australia/Eucla"]),
    (570, &["Australia/Adelaide", "Australia/Darwin"]),
    (630, &["Australia/Adelaide", "Australia/Lord_Howe"]),
    (765, &["Pacific/Chatham"]),
    (825, &["Pacific/Chatham"]),
];

/// What to write instead of an offset; nothing for other words.
pub(super) fn advice(name: &str) -> Option<String> {
    if name.get(..4).is_some_and(|area| area.eq_ignore_ascii_case("Etc/")) {
        let help = "write the zone of the city, or one from `Etc/GMT+12` (12 hours behind UTC) \
                    to `Etc/GMT-14` (14 hours ahead)";
        return Some(help.to_owned());
    }
    let minutes = minutes(name)?;
    let hours = minutes / 60;
    let parts = PARTS.iter().find(|(offset, _)| *offset == minutes);
    Some(match (minutes % 60, parts) {
        (0, _) if hours == 0 => "write `UTC`".to_owned(),
        // The signs of `Etc` are those of POSIX: what is to be added to get to UTC.
        (0, _) if (-12..=14).contains(&hours) => {
            let sign = if hours < 0 { '+' } else { '-' };
            let side = if hours < 0 { "behind" } else { "ahead of" };
            let (hours, s) = (hours.abs(), if hours.abs() == 1 { "" } else { "s" });
            format!(
                "write the zone of the city, or `Etc/GMT{sign}{hours}`, which is {hours} hour{s} \
                 {side} UTC all year: the sign is reversed"
            )
        }
        (_, Some((_, [only]))) => format!("write `{only}` if that is the place"),
        (_, Some((_, zones))) => {
            format!("write the zone of the place: {}", list(zones.iter().copied(), "or"))
        }
        _ => format!("no place has this offset; {GENERAL}"),
    })
}

/// The minutes of an offset: `UTC+2`, `GMT -03:30`, `+0530`.
fn minutes(name: &str) -> Option<i32> {
    let plain: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.to_ascii_uppercase();
    let offset = plain.strip_prefix("UTC").or(plain.strip_prefix("GMT")).unwrap_or(&plain);
    let (sign, digits) = match offset.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, offset.strip_prefix(['-', '\u{2013}', '\u{2212}'])?),
    };
    let digits = digits.strip_suffix('H').unwrap_or(digits);
    let (hours, minutes) = match digits.split_once([':', '.']) {
        Some(parts) => parts,
        None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "00"),
    };
    let number = |digits: &str| {
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse::<i32>().ok()).flatten()
    };
    let is_offset = (1..=2).contains(&hours.len()) && minutes.len() == 2;
    let minutes = number(hours)?.checked_mul(60)?.checked_add(number(minutes)?)?;
    is_offset.then_some(sign * minutes)
}

#[cfg(test)]
mod tests {
    use super::{PARTS, advice, minutes};
    use crate::model::Zone;
    use chrono::{DateTime, Offset, TimeZone};
    use std::collections::BTreeSet;

    #[test]
    fn offsets_are_read_in_every_writing() {
        for (name, expected) in [
            ("GMT+2", 120),
            ("UTC+2", 120),
            ("utc +2", 120),
            ("+02:00", 120),
            ("+0200", 120),
            ("UTC+02", 120),
            ("+2h", 120),
            ("UTC+5:30", 330),
            ("+530", 330),
            ("UTC-3", -180),
            ("UTC\u{2212}3:30", -210),
            ("GMT+00:00", 0),
        ] {
            assert_eq!(minutes(name), Some(expected), "{name}");
        }
        for name in ["UTC", "2", "+", "UTC+", "+x", "+123456", "+1:2:3", "+1:3", "é", "+1é5"] {
            assert_eq!(minutes(name), None, "{name}");
        }
    }

    #[test]
    fn the_sign_of_etc_is_reversed() {
        let at = DateTime::UNIX_EPOCH.naive_utc();
        for hours in -12..=14 {
            let help = advice(&format!("UTC{hours:+}")).unwrap();
            let name = help.split('`').nth(1).unwrap();
            let offset = name.parse::<Zone>().unwrap().offset_from_utc_datetime(&at).fix();
            assert_eq!(offset.local_minus_utc(), hours * 3600, "{help}");
        }
        assert_eq!(
            advice("GMT+2").unwrap(),
            "write the zone of the city, or `Etc/GMT-2`, which is 2 hours ahead of UTC all year: \
             the sign is reversed"
        );
        assert!(advice("+15").unwrap().starts_with("no place has this offset"));
    }

    #[test]
    fn zones_of_parts_of_hours_have_them_and_no_other_is_missing() {
        let mut found: BTreeSet<i32> = BTreeSet::new();
        let offsets = |zone: Zone| {
            // January and July of 2026.
            [1_767_225_600, 1_782_864_000].map(|at| {
                let at = DateTime::from_timestamp(at, 0).unwrap().naive_utc();
                zone.offset_from_utc_datetime(&at).fix().local_minus_utc() / 60
            })
        };
        for zone in Zone::all() {
            found.extend(offsets(zone).iter().filter(|minutes| *minutes % 60 != 0));
        }
        assert_eq!(found, PARTS.iter().map(|(minutes, _)| *minutes).collect());
        for (minutes, zones) in PARTS {
            for zone in zones {
                assert!(offsets(zone.parse().unwrap()).contains(&minutes), "{zone}");
            }
        }
    }
}
