//! Values on the command line.

use crate::model::{Language, Misread, parse_date};
use chrono::NaiveDate;

pub(super) fn language(words: &str) -> Result<Language, String> {
    words.parse().map_err(|misread: Misread| misread.write)
}

pub(super) fn days(words: &str) -> Result<u32, String> {
    words.parse().map_err(|_| "write a number of days, for example 30".to_owned())
}

pub(super) fn date(words: &str) -> Result<NaiveDate, String> {
    parse_date(words)
        .map_err(|misread| format!("this is not {}: {}", misread.wanted, misread.write))
}

/// A distance in days: `14 days`, `2 weeks`, `-1 week`.
pub(super) fn distance(words: &str) -> Result<i64, String> {
    let words = words.trim();
    let is_number = |c: char| c.is_ascii_digit() || "+-".contains(c);
    let unit = words.find(|c: char| !is_number(c)).unwrap_or(words.len());
    let (amount, unit) = words.split_at(unit);
    let days = match unit.trim() {
        "day" | "days" => Some(1),
        "week" | "weeks" => Some(7),
        _ => None,
    };
    // 10,000 days are beyond every meeting.
    let amount = amount.parse().ok().filter(|amount: &i64| amount.abs() <= 10_000);
    amount.zip(days).map(|(amount, days)| amount * days).ok_or_else(|| {
        "this is not a distance: write days or weeks, such as `14 days`, `2 weeks` or `-3 days`"
            .to_owned()
    })
}
