//! When two values are the same.

use chrono::{NaiveDate, NaiveTime, TimeZone as _, Utc};
use serde_json::Value;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;

/// Whether a value of the answer is the expected one, which comes first.
pub(crate) type Same = fn(&Value, &Value) -> bool;

/// The letters and digits of a text, in small letters and without what Arabic may leave out.
pub(crate) fn squash(text: &str) -> String {
    text.nfkc()
        .filter(|c| c.is_alphanumeric() && !matches!(c, '\u{640}' | '\u{64B}'..='\u{652}'))
        .map(|c| match c {
            '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
            other => other,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// The letters and digits of a value that is a text; nothing of another one.
pub(crate) fn plain(value: &Value) -> String {
    squash(value.as_str().unwrap_or(""))
}

/// The elements of a list, or a single value as the only one.
pub(crate) fn each(value: &Value) -> &[Value] {
    match value {
        Value::Null => &[],
        Value::Array(values) => values,
        one => std::slice::from_ref(one),
    }
}

/// The texts of a list, without what is written in several ways.
pub(crate) fn set(value: &Value) -> BTreeSet<String> {
    each(value).iter().map(plain).collect()
}

/// Whether there is nothing.
pub(crate) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(values) => values.is_empty(),
        _ => false,
    }
}

/// A value as a deviation shows it.
pub(crate) fn shown(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("`{}…`", &text[..end]),
        None => format!("`{text}`"),
    }
}

/// Byte for byte.
pub(crate) fn exact(wanted: &Value, got: &Value) -> bool {
    wanted == got
}

/// The same but for spaces and capitals.
pub(crate) fn code(wanted: &Value, got: &Value) -> bool {
    let code = |value: &Value| {
        value.as_str().map(|text| text.to_lowercase().replace(char::is_whitespace, ""))
    };
    code(wanted) == code(got)
}

/// The same letters and digits.
pub(crate) fn words(wanted: &Value, got: &Value) -> bool {
    plain(wanted) == plain(got)
}

/// One is a part of the other.
pub(crate) fn part(wanted: &Value, got: &Value) -> bool {
    let (wanted, got) = (plain(wanted), plain(got));
    !wanted.is_empty() && !got.is_empty() && (wanted.contains(&got) || got.contains(&wanted))
}

/// Of a long title its first forty letters count.
pub(crate) fn title(wanted: &Value, got: &Value) -> bool {
    let first = |value: &Value| plain(value).chars().take(40).collect::<String>();
    first(wanted) == first(got)
}

/// Geneva in six languages.
const GENEVA: [&str; 6] = ["geneva", "genève", "ginebra", "женев", "日内瓦", "جنيف"];

/// Both name the same town.
pub(crate) fn town(wanted: &Value, got: &Value) -> bool {
    let name = |value: &Value| {
        let text = value.as_str().unwrap_or("");
        squash(text.split([',', '،', '(', '（', ';']).next().unwrap_or(""))
    };
    if [wanted, got].iter().all(|text| GENEVA.iter().any(|name| plain(text).contains(name))) {
        return true;
    }
    let (wanted_town, got_town) = (name(wanted), name(got));
    !wanted_town.is_empty()
        && !got_town.is_empty()
        && (plain(got).contains(&wanted_town) || plain(wanted).contains(&got_town))
}

/// The digits of a telephone number, with or without the zeros before the country.
pub(crate) fn telephone(wanted: &Value, got: &Value) -> bool {
    let digits =
        |value: &Value| plain(value).chars().filter(char::is_ascii_digit).collect::<String>();
    let (wanted, got) = (digits(wanted), digits(got));
    wanted.trim_start_matches("00") == got.trim_start_matches("00")
}

/// A web address, with or without `https://www.`.
pub(crate) fn web(wanted: &Value, got: &Value) -> bool {
    web_name(wanted) == web_name(got)
}

/// What counts of a web address.
pub(crate) fn web_name(value: &Value) -> String {
    let text = value.as_str().unwrap_or("").trim().to_lowercase();
    let text = text.trim_start_matches("https://").trim_start_matches("http://");
    text.trim_start_matches("www.").trim_end_matches(['/', '.']).to_owned()
}

/// The minute of an hour of the clock.
pub(crate) fn minute(value: &Value) -> Option<u32> {
    let (hour, minute) = value.as_str()?.split_once(':')?;
    Some(hour.parse::<u32>().ok()? * 60 + minute.parse::<u32>().ok()?)
}

/// The instant of a day and hour in a zone.
pub(crate) fn instant(day: &Value, hour: &Value, zone: &str) -> Option<chrono::DateTime<Utc>> {
    let day: NaiveDate = day.as_str()?.parse().ok()?;
    let hour = NaiveTime::parse_from_str(hour.as_str()?, "%H:%M").ok()?;
    let zone: chrono_tz::Tz = zone.parse().ok()?;
    Some(zone.from_local_datetime(&day.and_time(hour)).earliest()?.to_utc())
}

/// Whether two zones have the same hours at noon of some days.
pub(crate) fn same_zone(wanted: &str, got: &str, days: [&Value; 2]) -> bool {
    let noon = |zone: &str| days.map(|day| instant(day, &"12:00".into(), zone));
    wanted == got || noon(wanted)[0].is_some() && noon(wanted) == noon(got)
}
