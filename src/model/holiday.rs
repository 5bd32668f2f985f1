//! The public holidays of Geneva, on which ITU is closed.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The English name of the public holiday of Geneva on a day.
pub fn public_holiday(day: NaiveDate) -> Option<&'static str> {
    let from_easter = (day - easter(day.year())?).num_days();
    match (day.month(), day.day(), from_easter) {
        (1, 1, _) => Some("New Year's Day"),
        (8, 1, _) => Some("the National Day"),
        (12, 25, _) => Some("Christmas Day"),
        (12, 31, _) => Some("Restoration Day"),
        (_, _, -2) => Some("Good Friday"),
        (_, _, 1) => Some("Easter Monday"),
        (_, _, 39) => Some("Ascension Day"),
        (_, _, 50) => Some("Whit Monday"),
        // The Thursday after the first Sunday of September.
        (9, 5..=11, _) if day.weekday() == Weekday::Thu => Some("the Geneva Fast"),
        _ => None,
    }
}

/// Easter Sunday of a year (the Gregorian computus of Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let days = h + l - 7 * m;
    // Days after 22 March.
    let first = NaiveDate::from_ymd_opt(year, 3, 22)?;
    first.checked_add_days(Days::new(u64::try_from(days).ok()?))
}

#[cfg(test)]
mod tests {
    use super::public_holiday;
    use crate::model::parse_date;

    #[test]
    fn public_holidays_of_geneva() {
        let holidays = |year: i32| {
            let days = (1..=366).filter_map(|day| chrono::NaiveDate::from_yo_opt(year, day));
            let of_year = days.filter(|day| public_holiday(*day).is_some());
            of_year.map(|day| day.format("%m-%d").to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(holidays(2024), "01-01 03-29 04-01 05-09 05-20 08-01 09-05 12-25 12-31");
        assert_eq!(holidays(2025), "01-01 04-18 04-21 05-29 06-09 08-01 09-11 12-25 12-31");
        assert_eq!(public_holiday(parse_date("2026-04-03").unwrap()), Some("Good Friday"));
    }
}
