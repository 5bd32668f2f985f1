//! Feeds read back: cut into their events, byte for byte, with the facts of each.

use super::GROUPS;
use super::fold::unfold;
use super::text::unescape;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;

const BEGIN: &str = "BEGIN:VEVENT\r\n";
const END: &str = "\r\nEND:VEVENT\r\n";

/// A published feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published<'a> {
    /// Its name.
    pub name: String,
    /// The groups that its head names; none in a feed that names none.
    pub groups: Vec<String>,
    /// Its events in their order; of a damaged feed those that can be read.
    pub events: Vec<PublishedEvent<'a>>,
    /// The first line that is not as we write it.
    pub damage: Option<usize>,
}

/// A feed that was not written by this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign;

/// A published event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedEvent<'a> {
    /// Its bytes, from BEGIN to END with the last CRLF.
    pub bytes: &'a [u8],
    /// Its UID.
    pub uid: String,
    /// Its SEQUENCE.
    pub sequence: u32,
    /// When it begins.
    pub start: Time,
    /// When it ends, exclusive.
    pub end: Time,
    /// When it was last changed.
    pub last_modified: DateTime<Utc>,
    lines: String,
}

/// A value of DTSTART or DTEND.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// A date.
    Date(NaiveDate),
    /// A local time, and its zone if it has one that the tz database knows.
    Local(NaiveDateTime, Option<Tz>),
    /// An instant.
    Utc(DateTime<Utc>),
}

/// Cuts a feed with a given PRODID into its events.
pub fn read<'a>(feed: &'a [u8], prodid: &str) -> Result<Published<'a>, Foreign> {
    let (text, is_text) = match std::str::from_utf8(feed) {
        Ok(text) => (text, true),
        Err(error) => {
            let good = feed.get(..error.valid_up_to()).unwrap_or_default();
            (std::str::from_utf8(good).unwrap_or_default(), false)
        }
    };
    let product = format!("PRODID:{prodid}\r\n");
    let head = text.split(BEGIN).next().unwrap_or("");
    if !text.starts_with("BEGIN:VCALENDAR\r\n") || !head.contains(&product) {
        return Err(Foreign);
    }
    let line = |at: usize| text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
    let mut events = Vec::new();
    let mut damage = None;
    let mut at = head.len();
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let event = rest.starts_with(BEGIN).then(|| rest.find(END)).flatten();
        let event = event.and_then(|end| rest.get(..end + END.len()));
        match event.and_then(|event| facts(event).map(|facts| (event.len(), facts))) {
            Some((length, facts)) => {
                events.push(facts);
                at += length;
            }
            None if rest == "END:VCALENDAR\r\n" => break,
            None => {
                damage.get_or_insert_with(|| line(at));
                // On to the next event: what can be read is worth keeping.
                at +=
                    rest.get(1..).and_then(|rest| rest.find(BEGIN)).map_or(rest.len(), |at| at + 1);
            }
        }
    }
    if !is_text || !text.ends_with("END:VCALENDAR\r\n") {
        damage.get_or_insert_with(|| line(text.len()));
    }
    let head = unfold(head);
    let name = head.lines().find_map(|line| line.strip_prefix("NAME:")).map(unescape);
    let prefix = format!("{GROUPS}:");
    let groups = head.lines().find_map(|line| line.strip_prefix(&*prefix)).unwrap_or_default();
    let groups = groups.split(',').filter(|group| !group.is_empty()).map(str::to_owned);
    Ok(Published { name: name.unwrap_or_default(), groups: groups.collect(), events, damage })
}

/// The events of any feed, whoever wrote it, for reports, not to be published again; and how many
/// others cannot be read.
pub fn read_any(feed: &str) -> (Vec<PublishedEvent<'_>>, usize) {
    let read = feed.split("BEGIN:VEVENT").skip(1).map(|after| {
        let body = after.get(..after.find("END:VEVENT")?)?;
        facts_of_any(body)
    });
    let all: Vec<Option<PublishedEvent<'_>>> = read.collect();
    let unreadable = all.iter().filter(|event| event.is_none()).count();
    (all.into_iter().flatten().collect(), unreadable)
}

/// What every event of ours has.
fn facts(event: &str) -> Option<PublishedEvent<'_>> {
    let read = PublishedEvent {
        bytes: event.as_bytes(),
        uid: String::new(),
        sequence: 0,
        start: Time::Utc(DateTime::UNIX_EPOCH),
        end: Time::Utc(DateTime::UNIX_EPOCH),
        last_modified: DateTime::UNIX_EPOCH,
        lines: unfold(event),
    };
    read.value("CATEGORIES")?;
    Some(PublishedEvent {
        uid: read.text("UID")?,
        sequence: read.value("SEQUENCE").map_or(Some(0), |number| number.parse().ok())?,
        start: read.time("DTSTART")?,
        end: read.time("DTEND")?,
        last_modified: read.value("LAST-MODIFIED").and_then(instant)?,
        ..read
    })
}

/// What can be made out of anybody's event.
fn facts_of_any(body: &str) -> Option<PublishedEvent<'_>> {
    let read = PublishedEvent {
        bytes: body.as_bytes(),
        uid: String::new(),
        sequence: 0,
        start: Time::Utc(DateTime::UNIX_EPOCH),
        end: Time::Utc(DateTime::UNIX_EPOCH),
        last_modified: DateTime::UNIX_EPOCH,
        lines: unfold(body),
    };
    let start = read.time("DTSTART")?;
    let stamp = read.value("LAST-MODIFIED").or_else(|| read.value("DTSTAMP")).and_then(instant);
    let recurrence = read.value("RECURRENCE-ID").map(|id| format!(" {id}")).unwrap_or_default();
    Some(PublishedEvent {
        uid: read.text("UID").unwrap_or_default() + &recurrence,
        sequence: read.value("SEQUENCE").and_then(|number| number.parse().ok()).unwrap_or(0),
        start,
        end: read.time("DTEND").unwrap_or(start),
        last_modified: stamp.unwrap_or_default(),
        ..read
    })
}

impl PublishedEvent<'_> {
    /// A property's parameters and its value as it is written.
    fn property(&self, name: &str) -> Option<(&str, &str)> {
        // An alarm has a description of its own.
        let own = self.lines.split("BEGIN:VALARM").next().unwrap_or_default();
        let rest = own.lines().find_map(|line| {
            let rest = line.strip_prefix(name)?;
            rest.starts_with([':', ';']).then_some(rest)
        })?;
        // A colon between quotes belongs to a parameter.
        let mut quoted = false;
        let colon = rest.find(|c| {
            quoted ^= c == '"';
            c == ':' && !quoted
        })?;
        let (parameters, value) = rest.split_at(colon);
        Some((parameters, value.get(1..)?))
    }

    /// A property's value as it is written.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.property(name).map(|(_, value)| value)
    }

    /// A property of type TEXT.
    pub fn text(&self, name: &str) -> Option<String> {
        self.value(name).map(unescape)
    }

    /// A property with several TEXTs.
    pub fn texts(&self, name: &str) -> Vec<String> {
        let Some(value) = self.value(name) else { return Vec::new() };
        let mut texts = Vec::new();
        let (mut from, mut escaped) = (0, false);
        for (at, c) in value.char_indices() {
            if c == ',' && !escaped {
                texts.extend(value.get(from..at).map(unescape));
                from = at + 1;
            }
            escaped = c == '\\' && !escaped;
        }
        texts.extend(value.get(from..).map(unescape));
        texts
    }

    fn time(&self, name: &str) -> Option<Time> {
        let (parameters, value) = self.property(name)?;
        if value.len() == 8 {
            return NaiveDate::parse_from_str(value, "%Y%m%d").ok().map(Time::Date);
        }
        if value.ends_with('Z') {
            return instant(value).map(Time::Utc);
        }
        let zone = parameters.split(';').find_map(|parameter| parameter.strip_prefix("TZID="));
        let zone = zone.and_then(|zone| zone.trim_matches(['"', '/']).parse().ok());
        let local = NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%S").ok()?;
        Some(Time::Local(local, zone))
    }
}

fn instant(value: &str) -> Option<DateTime<Utc>> {
    NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%SZ").ok().map(|instant| instant.and_utc())
}

#[cfg(test)]
mod tests {
    use super::{Foreign, Time, read, read_any};

    const EVENT: &str = "BEGIN:VEVENT\r\nUID:a-1@x\r\nLAST-MODIFIED:20250101T000000Z\r\nSEQUENCE:2\r\n\
        DTSTART;TZID=Europe/Zurich:20250114T093000\r\nDTEND;TZID=Europe/Zurich:20250114T104500\r\n\
        SUMMARY:a\\, b and more and more and more and more and more and more and\r\n  more\r\n\
        CATEGORIES:session,Q7/12,a\\,b\r\nEND:VEVENT\r\n";

    fn feed(events: &str) -> String {
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{events}END:VCALENDAR\r\n")
    }

    #[test]
    fn a_feed_is_cut_into_its_events() {
        let feed = feed(&EVENT.repeat(2));
        let published = read(feed.as_bytes(), "-//x//EN").unwrap();
        let events = published.events;
        assert_eq!((events.len(), published.damage), (2, None));
        assert_eq!(events[1].bytes, EVENT.as_bytes());
        assert_eq!((events[0].uid.as_str(), events[0].sequence), ("a-1@x", 2));
        assert_eq!(events[0].texts("CATEGORIES"), ["session", "Q7/12", "a,b"]);
        assert_eq!(
            events[0].text("SUMMARY").unwrap(),
            "a, b and more and more and more and more and more and more and more"
        );
        assert!(
            matches!(events[0].start, Time::Local(start, Some(_)) if start.to_string() == "2025-01-14 09:30:00")
        );
    }

    #[test]
    fn foreign_and_damaged_feeds_are_told_apart_and_what_can_be_read_is() {
        let whole = feed(EVENT);
        assert_eq!(read(whole.as_bytes(), "-//y//EN"), Err(Foreign));
        assert_eq!(read(b"\xff", "-//x//EN"), Err(Foreign));
        let damage = |feed: &[u8]| {
            let published = read(feed, "-//x//EN").unwrap();
            (published.events.len(), published.damage)
        };
        assert_eq!(damage(&whole.as_bytes()[..whole.len() - 3]), (1, Some(14)));
        assert_eq!(damage(&whole.as_bytes()[..whole.len() - 30]), (0, Some(4)));
        assert_eq!(damage(whole.replace("UID:", "UIX:").as_bytes()), (0, Some(4)));
        assert_eq!(damage(whole.replace("END:VEVENT", "").as_bytes()), (0, Some(4)));
        let broken = feed(&format!("{EVENT}BEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT\r\n{EVENT}"));
        assert_eq!(damage(broken.as_bytes()), (2, Some(14)));
        let cut = [broken.as_bytes(), b"\xff"].concat();
        assert_eq!(damage(&cut), (2, Some(14)));
    }

    #[test]
    fn anybodys_events_are_read_for_reports() {
        let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;X=\"a:b\";TZID=\"America/New_York\":20250114T093000\n\
                    SUMMARY:one\n and a half\nBEGIN:VALARM\nDESCRIPTION:ring\nEND:VALARM\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\n";
        let (events, unreadable) = read_any(text);
        assert_eq!((events.len(), unreadable), (1, 1));
        assert_eq!(events[0].text("SUMMARY").unwrap(), "oneand a half");
        assert_eq!(events[0].text("DESCRIPTION"), None);
        assert!(
            matches!(events[0].start, Time::Local(_, Some(zone)) if zone.name() == "America/New_York")
        );
    }
}
