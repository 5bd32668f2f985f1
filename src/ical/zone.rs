//! The time zone of every feed.

use super::write::{Component, Property, write};
use super::{kept, text};

/// The VTIMEZONE of Europe/Zurich as bytes.
pub fn vtimezone() -> Vec<u8> {
    let mut bytes = Vec::new();
    write(&timezone(), &mut bytes);
    bytes
}

/// The VTIMEZONE of Europe/Zurich: two yearly rules, because Outlook supports no other form; exact
/// for Switzerland since 1996.
pub fn timezone() -> Component {
    let part = |name: &'static str, properties: Vec<Property>| Component {
        name: name.into(),
        properties,
        components: Vec::new(),
    };
    let rule = |abbreviation: &str, from: &str, to: &str, first: &str, month: u8| {
        vec![
            text("TZNAME", abbreviation),
            kept("TZOFFSETFROM", from),
            kept("TZOFFSETTO", to),
            kept("DTSTART", first),
            kept("RRULE", format!("FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU")),
        ]
    };
    Component {
        name: "VTIMEZONE".into(),
        properties: vec![text("TZID", "Europe/Zurich")],
        components: vec![
            part("DAYLIGHT", rule("CEST", "+0100", "+0200", "19960331T020000", 3)),
            part("STANDARD", rule("CET", "+0200", "+0100", "19961027T030000", 10)),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::vtimezone;
    use crate::zone::ZURICH;
    use chrono::{Datelike, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Weekday};

    /// The rules read back from the bytes: month and hour (local, before the change) of each.
    fn rules() -> Vec<(u32, u32, i32)> {
        let text = String::from_utf8(vtimezone()).unwrap();
        let value = |part: &str, name: &str| {
            let line = part.lines().find(|line| line.starts_with(name)).unwrap();
            line[name.len() + 1..].trim_end().to_owned()
        };
        text.split("BEGIN:")
            .filter(|part| part.starts_with("DAYLIGHT") || part.starts_with("STANDARD"))
            .map(|part| {
                let rule = value(part, "RRULE");
                let month = rule
                    .strip_prefix("FREQ=YEARLY;BYMONTH=")
                    .unwrap()
                    .strip_suffix(";BYDAY=-1SU")
                    .unwrap();
                let first = NaiveDateTime::parse_from_str(&value(part, "DTSTART"), "%Y%m%dT%H%M%S")
                    .unwrap();
                assert_eq!(
                    first.date(),
                    last_sunday(1996, month.parse().unwrap()),
                    "the first onset is one of the rule's"
                );
                let offset = value(part, "TZOFFSETTO")[..3].parse::<i32>().unwrap();
                (month.parse().unwrap(), first.format("%H").to_string().parse().unwrap(), offset)
            })
            .collect()
    }

    fn last_sunday(year: i32, month: u32) -> NaiveDate {
        let mut days = (1..=31).filter_map(|day| NaiveDate::from_ymd_opt(year, month, day));
        days.rfind(|day| day.weekday() == Weekday::Sun).unwrap()
    }

    #[test]
    fn the_rules_agree_with_the_tz_database_on_every_hour_of_every_day() {
        let rules = rules();
        let [(spring, spring_hour, summer), (autumn, autumn_hour, winter)] = rules[..] else {
            panic!("two rules")
        };
        for year in 1996..=crate::model::LAST_YEAR {
            let begins = last_sunday(year, spring).and_hms_opt(spring_hour, 0, 0).unwrap();
            let ends = last_sunday(year, autumn).and_hms_opt(autumn_hour, 0, 0).unwrap();
            let mut hour =
                NaiveDate::from_ymd_opt(year, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
            if year == 1996 {
                hour = begins;
            }
            while hour.year() == year {
                let offset = if hour >= begins && hour < ends { summer } else { winter };
                // Local hours that do not exist, or exist twice, are not asked for.
                if let Some(there) = ZURICH.from_local_datetime(&hour).single() {
                    assert_eq!(there.offset().fix().local_minus_utc(), offset * 3600, "{hour}");
                } else {
                    assert!(hour.date() == begins.date() || hour.date() == ends.date(), "{hour}");
                }
                hour += TimeDelta::hours(1);
            }
        }
    }

    #[test]
    fn the_bytes_are_those_that_all_programs_read() {
        let lines = [
            "BEGIN:VTIMEZONE",
            "TZID:Europe/Zurich",
            "BEGIN:DAYLIGHT",
            "TZNAME:CEST",
            "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0200",
            "DTSTART:19960331T020000",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "END:DAYLIGHT",
            "BEGIN:STANDARD",
            "TZNAME:CET",
            "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0100",
            "DTSTART:19961027T030000",
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
            "END:STANDARD",
            "END:VTIMEZONE",
        ];
        let wanted: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
        assert_eq!(String::from_utf8(vtimezone()).unwrap(), wanted);
    }
}
