//! Events as CSV, for spreadsheets (RFC 4180).

use super::Selected;
use super::json::JsonEvent;
use crate::finding::visible;

/// What begins a formula in a spreadsheet, also in the wide form of East Asian keyboards.
const FORMULAS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// By this a spreadsheet knows that a file is UTF-8; without it Excel takes letters beyond ASCII for
/// others.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// The keys of an event in JSON; then its day and hours as a spreadsheet reads them: in Geneva, and where
/// the meeting is.
const HEAD: [&str; 18] = [
    "uid",
    "kind",
    "groups",
    "start",
    "end",
    "all_day",
    "summary",
    "location",
    "status",
    "sequence",
    "meeting",
    "geneva_date",
    "geneva_start",
    "geneva_end",
    "local_date",
    "local_start",
    "local_end",
    "local_zone",
];

/// A table with a head line.
pub fn csv(events: &[Selected<'_>]) -> csv::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEAD)?;
    for event in events {
        let values = JsonEvent::of(event).values().into_iter().chain(times(event));
        writer.write_record(values.map(|value| guarded(&value)))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(format!("{BYTE_ORDER_MARK}{}", String::from_utf8_lossy(&bytes).trim_end()))
}

/// The day and the hours in Geneva, and those of the place with its zone.
fn times(event: &Selected<'_>) -> [String; 7] {
    let hour = "%H:%M";
    let Some((start, end)) = event.hours() else {
        let day = event.day().to_string();
        let none = String::new;
        return [day.clone(), none(), none(), day, none(), none(), none()];
    };
    let geneva = [start.format("%Y-%m-%d"), start.format(hour), end.format(hour)];
    let zone = event.event.entry.civil.map_or_else(|| start.timezone(), |civil| civil.zone);
    let (start, end) = (start.with_timezone(&zone), end.with_timezone(&zone));
    let local = [start.format("%Y-%m-%d"), start.format(hour), end.format(hour)];
    let [date, from, to] = geneva.map(|part| part.to_string());
    let [local_date, local_from, local_to] = local.map(|part| part.to_string());
    [date, from, to, local_date, local_from, local_to, zone.name().to_owned()]
}

/// A value that a spreadsheet takes for a text and not for a formula: an apostrophe stands before what
/// would begin one, as OWASP advises ("CSV Injection").
fn guarded(value: &str) -> String {
    let shown = visible(value);
    match value.starts_with(FORMULAS) {
        true => format!("'{shown}"),
        false => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_text_is_no_formula() {
        for text in ["=1+1", "+41 22", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"] {
            assert!(guarded(text).starts_with('\''), "{text}");
        }
        assert_eq!(guarded("SG12 = all"), "SG12 = all");
        assert_eq!(guarded("a\u{1B}[31m"), "a\u{FFFD}[31m");
    }
}
