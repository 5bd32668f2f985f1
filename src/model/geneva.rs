//! Geneva times, as written in all texts.

use super::{ZURICH, Zone};
use chrono::{DateTime, LocalResult, Offset, TimeZone, Timelike, Utc};

/// "14:30"; in the hour that occurs twice, with the abbreviation: "02:30 CEST".
pub fn geneva_hour(at: DateTime<Utc>) -> String {
    let at = at.with_timezone(&ZURICH);
    let is_unclear = is_one_of_two(&at);
    clock(&at, is_unclear)
}

/// "14:30–15:45"; with the abbreviation where the times alone are ambiguous: "02:00–02:45 CEST",
/// "02:30 CEST–02:30 CET".
pub fn geneva_hours(start: DateTime<Utc>, end: DateTime<Utc>) -> String {
    let [from, to] = [start, end].map(|at| at.with_timezone(&ZURICH));
    // Across a clock change, the times do not even determine the duration.
    let changes = from.offset().fix() != to.offset().fix();
    let is_unclear = changes || is_one_of_two(&from) || is_one_of_two(&to);
    format!("{}–{}", clock(&from, changes), clock(&to, is_unclear))
}

/// An hour, perhaps with the abbreviation.
fn clock(at: &DateTime<Zone>, is_named: bool) -> String {
    let (hour, minute) = (at.hour(), at.minute());
    if is_named { at.format("%H:%M %Z").to_string() } else { format!("{hour:02}:{minute:02}") }
}

/// Whether another instant has the same local time in Geneva.
pub fn occurs_twice(at: DateTime<Utc>) -> bool {
    is_one_of_two(&at.with_timezone(&ZURICH))
}

fn is_one_of_two(at: &DateTime<Zone>) -> bool {
    matches!(ZURICH.from_local_datetime(&at.naive_local()), LocalResult::Ambiguous(..))
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
