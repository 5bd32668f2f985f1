//! Feeds read back: cut into their events, byte for byte, with the facts of each.

use super::fold::unfold;
use super::text::unescape;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// A published feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published<'a> {
    /// Its name.
    pub name: String,
    /// Its events in their order.
    pub events: Vec<PublishedEvent<'a>>,
}

/// A published event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedEvent<'a> {
    /// Its bytes, from BEGIN to END with the last CRLF.
    pub bytes: &'a [u8],
    /// Its UID.
    pub uid: String,
    /// Its categories.
    pub categories: Vec<String>,
    /// When it begins.
    pub start: Time,
    /// When it ends, exclusive.
    pub end: Time,
    /// When it was last changed.
    pub last_modified: DateTime<Utc>,
}

/// A value of DTSTART or DTEND.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// A date.
    Date(NaiveDate),
    /// A local time of the feed's zone.
    Local(NaiveDateTime),
    /// An instant.
    Utc(DateTime<Utc>),
}

/// Why a feed cannot be read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It was not written by this program.
    Foreign,
    /// It breaks off, or an event lacks what every event of ours has; with the number of the line.
    Broken(usize),
}

/// Cuts a feed with a given PRODID into its events.
pub fn read<'a>(feed: &'a [u8], prodid: &str) -> Result<Published<'a>, Damage> {
    let text = std::str::from_utf8(feed).map_err(|_| Damage::Foreign)?;
    let product = format!("PRODID:{prodid}\r\n");
    let head = text.split("BEGIN:VEVENT\r\n").next().unwrap_or("");
    if !text.starts_with("BEGIN:VCALENDAR\r\n") || !head.contains(&product) {
        return Err(Damage::Foreign);
    }
    let line = |at: usize| text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
    if !text.ends_with("END:VCALENDAR\r\n") {
        return Err(Damage::Broken(line(text.len())));
    }
    let mut events = Vec::new();
    let mut at = head.len();
    while let Some(rest) = text.get(at..).filter(|rest| rest.starts_with("BEGIN:VEVENT\r\n")) {
        const END: &str = "\r\nEND:VEVENT\r\n";
        let length = rest.find(END).ok_or(Damage::Broken(line(at)))? + END.len();
        let (event, _) = rest.split_at(length);
        events.push(facts(event).ok_or(Damage::Broken(line(at)))?);
        at += length;
    }
    if text.get(at..) != Some("END:VCALENDAR\r\n") {
        return Err(Damage::Broken(line(at)));
    }
    let head = unfold(head);
    let name = head.lines().find_map(|line| line.strip_prefix("NAME:")).map(unescape);
    Ok(Published { name: name.unwrap_or_default(), events })
}

fn facts(event: &str) -> Option<PublishedEvent<'_>> {
    // The parser recurses into components; an event of ours holds one alarm at the most.
    if event.matches("\nBEGIN:").count() > 1 {
        return None;
    }
    let unfolded = unfold(event);
    let components = icalendar::parser::read_components(&unfolded).ok()?;
    let component = components.first()?;
    let raw = |name: &str| {
        // Values are looked up in the text itself: the parser unescapes some of them.
        unfolded.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
    };
    let time = |name: &str| -> Option<Time> {
        let value = component.find_prop(name)?.val.as_str();
        match value.len() {
            8 => NaiveDate::parse_from_str(value, "%Y%m%d").ok().map(Time::Date),
            _ if value.ends_with('Z') => instant(value).map(Time::Utc),
            _ => NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%S").ok().map(Time::Local),
        }
    };
    Some(PublishedEvent {
        bytes: event.as_bytes(),
        uid: raw("UID").map(unescape)?,
        categories: raw("CATEGORIES")?.split(',').map(unescape).collect(),
        start: time("DTSTART")?,
        end: time("DTEND")?,
        last_modified: instant(raw("LAST-MODIFIED")?)?,
    })
}

fn instant(value: &str) -> Option<DateTime<Utc>> {
    NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%SZ").ok().map(|instant| instant.and_utc())
}

#[cfg(test)]
mod tests {
    use super::{Damage, Time, read};

    const EVENT: &str = "BEGIN:VEVENT\r\nUID:a-1@x\r\nLAST-MODIFIED:20250101T000000Z\r\n\
        DTSTART;TZID=Europe/Zurich:20250114T093000\r\nDTEND;TZID=Europe/Zurich:20250114T104500\r\n\
        SUMMARY:a\\, b and more and more and more and more and more and more and\r\n  more\r\n\
        CATEGORIES:session,Q7/12\r\nEND:VEVENT\r\n";

    fn feed(events: &str) -> String {
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{events}END:VCALENDAR\r\n")
    }

    #[test]
    fn a_feed_is_cut_into_its_events() {
        let feed = feed(&EVENT.repeat(2));
        let events = read(feed.as_bytes(), "-//x//EN").unwrap().events;
        assert_eq!(events.len(), 2);
        assert_eq!(events[1].bytes, EVENT.as_bytes());
        assert_eq!(
            (events[0].uid.as_str(), events[0].categories.join(" ")),
            ("a-1@x", "session Q7/12".to_owned())
        );
        assert!(
            matches!(events[0].start, Time::Local(start) if start.to_string() == "2025-01-14 09:30:00")
        );
    }

    #[test]
    fn foreign_and_damaged_feeds_are_told_apart() {
        let whole = feed(EVENT);
        assert_eq!(read(whole.as_bytes(), "-//y//EN"), Err(Damage::Foreign));
        assert_eq!(read(b"\xff", "-//x//EN"), Err(Damage::Foreign));
        assert_eq!(read(&whole.as_bytes()[..whole.len() - 3], "-//x//EN"), Err(Damage::Broken(13)));
        assert_eq!(
            read(whole.replace("UID:", "UIX:").as_bytes(), "-//x//EN"),
            Err(Damage::Broken(4))
        );
        assert_eq!(
            read(whole.replace("END:VEVENT", "").as_bytes(), "-//x//EN"),
            Err(Damage::Broken(4))
        );
        let nested = whole.replace("UID:", &format!("{}UID:", "BEGIN:X\r\n".repeat(20_000)));
        assert_eq!(read(nested.as_bytes(), "-//x//EN"), Err(Damage::Broken(4)));
    }
}
