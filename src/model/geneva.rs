//! Geneva times, as written in all texts.

use super::ZURICH;
use chrono::{DateTime, LocalResult, Offset, TimeZone, Utc};

/// "14:30"; in the hour that occurs twice, with the abbreviation: "02:30 CEST".
pub fn geneva_hour(at: DateTime<Utc>) -> String {
    let form = if occurs_twice(at) { "%H:%M %Z" } else { "%H:%M" };
    at.with_timezone(&ZURICH).format(form).to_string()
}

/// "14:30–15:45"; with the abbreviation where the times alone are ambiguous: "02:00–02:45 CEST",
/// "02:30 CEST–02:30 CET".
pub fn geneva_hours(start: DateTime<Utc>, end: DateTime<Utc>) -> String {
    let is_unclear = occurs_twice(start) || occurs_twice(end);
    let [from, to] = [start, end].map(|at| at.with_timezone(&ZURICH));
    let (form, last) = match (from.offset().fix() == to.offset().fix(), is_unclear) {
        (true, false) => ("%H:%M", "%H:%M"),
        (true, true) => ("%H:%M", "%H:%M %Z"),
        // Across a clock change, the times do not even determine the duration.
        (false, _) => ("%H:%M %Z", "%H:%M %Z"),
    };
    format!("{}–{}", from.format(form), to.format(last))
}

/// Whether another instant has the same local time in Geneva.
pub fn occurs_twice(at: DateTime<Utc>) -> bool {
    let local = at.with_timezone(&ZURICH).naive_local();
    matches!(ZURICH.from_local_datetime(&local), LocalResult::Ambiguous(..))
}

#[cfg(test)]
mod tests {
    use super::{geneva_hour, geneva_hours};
    use chrono::{DateTime, Utc};

    #[test]
    fn hours_that_occur_twice_have_a_name() {
        let at = |text: &str| -> DateTime<Utc> { text.parse().unwrap() };
        let hours = |day: &str, start: &str, end: &str| {
            geneva_hours(at(&format!("{day}T{start}:00Z")), at(&format!("{day}T{end}:00Z")))
        };
        assert_eq!(hours("2026-10-26", "00:00", "01:00"), "01:00–02:00");
        assert_eq!(hours("2026-10-25", "00:00", "00:45"), "02:00–02:45 CEST");
        assert_eq!(hours("2026-10-25", "01:00", "01:45"), "02:00–02:45 CET");
        assert_eq!(hours("2026-10-25", "00:30", "01:30"), "02:30 CEST–02:30 CET");
        assert_eq!(hours("2026-10-25", "01:30", "02:30"), "02:30–03:30 CET");
        // The hour that is left out in spring occurs once or never, but hides how long this is.
        assert_eq!(hours("2026-03-29", "00:30", "01:30"), "01:30 CET–03:30 CEST");
        let hour = |text: &str| geneva_hour(at(text));
        assert_eq!(hour("2026-10-25T00:30:00Z"), "02:30 CEST");
        assert_eq!(hour("2026-10-25T01:30:00Z"), "02:30 CET");
        assert_eq!(hour("2026-10-25T02:00:00Z"), "03:00");
    }
}
