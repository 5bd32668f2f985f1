//! Values of dates, times, durations and offsets (RFC 5545 section 3.3), read strictly.

use chrono::{NaiveDate, NaiveDateTime};

/// A DATE or a DATE-TIME.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrTime {
    /// A date.
    Date(NaiveDate),
    /// A time without a zone of its own.
    Local(NaiveDateTime),
    /// An instant.
    Utc(NaiveDateTime),
}

impl DateOrTime {
    /// Its day, as written.
    pub fn date(self) -> NaiveDate {
        match self {
            Self::Date(day) => day,
            Self::Local(at) | Self::Utc(at) => at.date(),
        }
    }
}

/// Reads a DATE or a DATE-TIME.
pub fn moment(text: &str) -> Option<DateOrTime> {
    let (day, clock) = match text.split_once('T') {
        Some((day, clock)) => (day, Some(clock)),
        None => (text, None),
    };
    let day = (day.len() == 8).then(|| digits(day)).flatten()?;
    let date =
        NaiveDate::from_ymd_opt(i32::try_from(day / 10_000).ok()?, day / 100 % 100, day % 100)?;
    let Some(clock) = clock else { return Some(DateOrTime::Date(date)) };
    let (clock, utc) = clock.strip_suffix('Z').map_or((clock, false), |clock| (clock, true));
    let clock = (clock.len() == 6).then(|| digits(clock)).flatten()?;
    // A leap second is valid (section 3.3.12) but useless in a calendar.
    let second = if clock % 100 == 60 { 59 } else { clock % 100 };
    let at = date.and_hms_opt(clock / 10_000, clock / 100 % 100, second)?;
    Some(if utc { DateOrTime::Utc(at) } else { DateOrTime::Local(at) })
}

fn digits(text: &str) -> Option<u32> {
    let all = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

/// Reads a DURATION, in seconds.
pub fn duration(text: &str) -> Option<i64> {
    length(text).map(|(days, seconds)| days * 86_400 + seconds)
}

/// Reads a DURATION: its days, which follow the clock of the zone, and its remaining seconds, which
/// do not.
pub fn length(text: &str) -> Option<(i64, i64)> {
    let (text, sign) = match text.as_bytes().first()? {
        b'-' => (text.get(1..)?, -1),
        b'+' => (text.get(1..)?, 1),
        _ => (text, 1),
    };
    let rest = text.strip_prefix('P')?;
    let (days, clock) = match rest.split_once('T') {
        Some((days, clock)) => (days, Some(clock)),
        None => (rest, None),
    };
    if let Some(weeks) = rest.strip_suffix('W') {
        return Some((sign * i64::from(digits(weeks)?) * 7, 0));
    }
    let days = match days.strip_suffix('D') {
        Some(days) => i64::from(digits(days)?),
        None if days.is_empty() && clock.is_some() => 0,
        None => return None,
    };
    let mut seconds = 0;
    if let Some(clock) = clock {
        let mut rest = clock;
        let mut any = false;
        for (unit, length) in [('H', 3_600), ('M', 60), ('S', 1)] {
            if let Some((number, after)) = rest.split_once(unit) {
                seconds += i64::from(digits(number)?) * length;
                rest = after;
                any = true;
            }
        }
        if !any || !rest.is_empty() {
            return None;
        }
    }
    Some((sign * days, sign * seconds))
}

/// Reads a UTC-OFFSET, in seconds.
pub fn offset(text: &str) -> Option<i32> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let number = text.get(1..)?;
    let hms = i32::try_from(digits(number)?).ok()?;
    let hms = match number.len() {
        4 => hms * 100,
        6 => hms,
        _ => return None,
    };
    let valid = hms / 10_000 < 24 && hms / 100 % 100 < 60 && hms % 100 < 60;
    let seconds = hms / 10_000 * 3_600 + hms / 100 % 100 * 60 + hms % 100;
    // `-0000` is forbidden by section 3.3.14.
    (valid && !(sign < 0 && seconds == 0)).then_some(sign * seconds)
}

#[cfg(test)]
mod tests {
    use super::{duration, moment, offset};

    #[test]
    fn only_the_forms_of_the_rfc_are_read() {
        for good in ["20270118", "20270118T093000", "20270118T093000Z", "20161231T235960Z"] {
            assert!(moment(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "2027-01-18",
            "20270230",
            "20270118T",
            "20270118T0930",
            "20270118T250000",
            "+2027011",
            "20270118T093000z",
        ] {
            assert!(moment(bad).is_none(), "{bad}");
        }
        assert_eq!(duration("-PT15M"), Some(-900));
        assert_eq!(duration("P1DT2H3M4S"), Some(93_784));
        assert_eq!(duration("+P2W"), Some(1_209_600));
        for bad in
            ["", "P", "PT", "P1", "15M", "PT1M1H", "P1DT", "PT1H1", "P1W1D", "PT999999999999S"]
        {
            assert_eq!(duration(bad), None, "{bad}");
        }
        assert_eq!(offset("+0100"), Some(3_600));
        assert_eq!(offset("-033000"), Some(-12_600));
        for bad in ["0100", "+1", "-0000", "+2460", "+01:00", "+9900"] {
            assert_eq!(offset(bad), None, "{bad}");
        }
    }
}
