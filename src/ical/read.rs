//! Feeds read back: cut into their events, byte for byte, with the facts of each.

use super::fold::unfold;
use super::text::unescape;
use super::{FORMERLY, GROUPS, HOLDER, NUMBERS};
use crate::zone::Zone;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use std::io::{self, BufRead};

const BEGIN: &[u8] = b"BEGIN:VEVENT\r\n";
const END: &[u8] = b"END:VEVENT\r\n";
const LAST: &[u8] = b"END:VCALENDAR\r\n";

/// A published feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedFeed<'a> {
    /// Its name.
    pub name: String,
    /// The groups in its head, if any.
    pub groups: Vec<String>,
    /// The meetings in its head whose events it took over.
    pub formerly: Vec<String>,
    /// The last UIDs of its lines in other meetings' feeds, from its head.
    pub numbers: Vec<String>,
    /// Its events in order; in a damaged feed, those that can be read.
    pub events: Vec<PublishedEvent<'a>>,
    /// The first line that this program did not write.
    pub damage: Option<usize>,
}

/// A feed that was not written by this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForeignFeed;

/// A published event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedEvent<'a> {
    /// Its bytes, from BEGIN to END with the last CRLF.
    pub bytes: &'a [u8],
    /// The number of its first line in a feed of ours.
    pub line: usize,
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
    /// A local time, and its zone if the tz database has it.
    Local(NaiveDateTime, Option<Zone>),
    /// An instant.
    Utc(DateTime<Utc>),
}

/// Cuts a feed with a given PRODID into its events. A damaged event is left out; those around it
/// are read.
pub fn read<'a>(feed: &'a [u8], prodid: &str) -> Result<PublishedFeed<'a>, ForeignFeed> {
    let CutFeed { head, events: found, mut damage } = cut(feed);
    let is_text = str::from_utf8(head).is_ok();
    let head = String::from_utf8_lossy(head);
    let product = product(prodid);
    if !head.split_inclusive('\n').any(|line| line == product) {
        return Err(ForeignFeed);
    }
    // An editor adds a byte order mark or a blank line: the feed is ours all the same.
    if !is_text || !head.starts_with("BEGIN:VCALENDAR\r\n") {
        damage = Some(1);
    }
    let mut events = Vec::with_capacity(found.len());
    for (line, bytes) in found {
        match event(bytes) {
            Some(event) => events.push(PublishedEvent { line, ..event }),
            None => damage = Some(damage.map_or(line, |other| other.min(line))),
        }
    }
    let head = unfold(&head);
    let name = head.lines().find_map(|line| line.strip_prefix("NAME:")).map(unescape);
    let list = |property: &str| {
        let value = head.lines().find_map(|line| line.strip_prefix(property)?.strip_prefix(':'));
        let values = value.unwrap_or_default().split(',').filter(|value| !value.is_empty());
        values.map(str::to_owned).collect()
    };
    Ok(PublishedFeed {
        name: name.unwrap_or_default(),
        groups: list(GROUPS),
        formerly: list(FORMERLY),
        numbers: list(NUMBERS),
        events,
        damage,
    })
}

/// Reads a feed of any length with a given PRODID event by event, even if parts are damaged.
/// Returns LAST-MODIFIED of its head (RFC 7986 section 5.4); nothing is read from a feed with
/// another PRODID.
pub fn each_event(
    mut feed: impl BufRead,
    prodid: &str,
    mut take: impl FnMut(&PublishedEvent<'_>),
) -> io::Result<Option<DateTime<Utc>>> {
    let product = product(prodid);
    let (mut line, mut bytes) = (Vec::new(), Vec::new());
    let (mut last_modified, mut is_ours, mut is_head) = (None, false, true);
    while feed.read_until(b'\n', &mut line)? > 0 {
        // Some programs rewrite the ends of lines.
        if line.ends_with(b"\n") && !line.ends_with(b"\r\n") {
            line.pop();
            line.extend_from_slice(b"\r\n");
        }
        if line == BEGIN {
            is_head = false;
            bytes.clear();
            if !is_ours {
                return Ok(None);
            }
        }
        if is_head {
            is_ours |= line == product.as_bytes();
            let date =
                str::from_utf8(&line).ok().and_then(|line| line.strip_prefix("LAST-MODIFIED:"));
            last_modified = date.and_then(|date| instant(date.trim_end())).or(last_modified);
        } else {
            bytes.extend_from_slice(&line);
        }
        if line == END {
            event(&bytes).iter().for_each(&mut take);
            bytes.clear();
        }
        line.clear();
    }
    Ok(last_modified)
}

/// The line of a head that says which program wrote the feed.
fn product(prodid: &str) -> String {
    format!("PRODID:{prodid}\r\n")
}

/// Reads an event of ours from its bytes, if it is whole.
pub fn event(bytes: &[u8]) -> Option<PublishedEvent<'_>> {
    if bytes.starts_with(BEGIN) { facts(str::from_utf8(bytes).ok()?) } else { None }
}

/// A feed in its parts.
struct CutFeed<'a> {
    /// The part before the first event.
    head: &'a [u8],
    /// Each event with the number of its first line.
    events: Vec<(usize, &'a [u8])>,
    /// The first line that this program did not write.
    damage: Option<usize>,
}

/// Cuts a feed by its lines. A text `BEGIN:VEVENT` never begins a line: it follows the name of its
/// property, or the blank of a fold.
fn cut(feed: &[u8]) -> CutFeed<'_> {
    let (mut head, mut events, mut damage) = (None, Vec::new(), None);
    // The line and place at which the open event began.
    let mut open = None::<(usize, usize)>;
    let (mut at, mut is_whole) = (0, false);
    for (number, line) in (1..).zip(feed.split_inclusive(|byte| *byte == b'\n')) {
        let start = at;
        at += line.len();
        if [BEGIN, END, LAST].contains(&line) {
            head.get_or_insert(start);
        }
        if line == BEGIN {
            if let Some((begin, _)) = open.replace((number, start)) {
                damage.get_or_insert(begin);
            }
        } else if line == END {
            match open.take().and_then(|(begin, start)| Some((begin, feed.get(start..at)?))) {
                Some(event) => events.push(event),
                None => drop(damage.get_or_insert(number)),
            }
        } else if open.is_none() && head.is_some() {
            is_whole = line == LAST && at == feed.len();
            if !is_whole {
                damage.get_or_insert(number);
            }
        }
    }
    if !is_whole {
        let last = feed.split_inclusive(|byte| *byte == b'\n').count().max(1);
        damage.get_or_insert(open.map_or(last, |(begin, _)| begin));
    }
    let head = head.and_then(|head| feed.get(..head)).unwrap_or(feed);
    CutFeed { head, events, damage }
}

/// What every event of ours has.
fn facts(event: &str) -> Option<PublishedEvent<'_>> {
    let read = PublishedEvent {
        bytes: event.as_bytes(),
        line: 0,
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

impl PublishedEvent<'static> {
    /// An event of any program from its unfolded lines, which have no parameters.
    pub(super) fn of_lines(lines: String, start: Time, end: Time) -> Self {
        let mut event = Self {
            bytes: b"",
            line: 0,
            uid: String::new(),
            sequence: 0,
            start,
            end,
            last_modified: DateTime::UNIX_EPOCH,
            lines,
        };
        let stamp = event.value("LAST-MODIFIED").or_else(|| event.value("DTSTAMP"));
        event.last_modified = stamp.and_then(instant).unwrap_or_default();
        event.sequence = event.value("SEQUENCE").and_then(|text| text.parse().ok()).unwrap_or(0);
        event.uid = event.text("UID").unwrap_or_default();
        event
    }
}

impl PublishedEvent<'_> {
    /// A property's parameters and its value as written.
    fn property(&self, name: &str) -> Option<(&str, &str)> {
        // An alarm has a description of its own.
        let own = self.lines.split("\nBEGIN:VALARM").next().unwrap_or_default();
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

    /// A property's value as written.
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

    /// The event's meeting and the one that its UID was assigned for, if they differ.
    pub fn holder(&self) -> Option<(&str, &str)> {
        self.value(HOLDER)?.split_once(',')
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
    use super::{ForeignFeed, Time, read};

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
    fn a_text_that_names_an_alarm_ends_no_event() {
        let text = "DESCRIPTION:the line BEGIN:VALARM of old\r\nCATEGORIES:session";
        let feed = feed(&EVENT.replace("CATEGORIES:session", text));
        let published = read(feed.as_bytes(), "-//x//EN").unwrap();
        assert_eq!((published.events.len(), published.damage), (1, None));
    }

    #[test]
    fn foreign_and_damaged_feeds_are_told_apart_and_what_can_be_read_is() {
        let whole = feed(EVENT);
        assert_eq!(read(whole.as_bytes(), "-//y//EN"), Err(ForeignFeed));
        assert_eq!(read(b"\xff", "-//x//EN"), Err(ForeignFeed));
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
        // An octet that is no text costs the event that it stands in, and no other.
        let three = feed(&EVENT.repeat(3)).replacen("more", "m\x00re", 12);
        let octets = three.into_bytes().into_iter().map(|byte| if byte == 0 { 0xff } else { byte });
        let last = feed(&EVENT.repeat(3)).into_bytes().len() - 30;
        let mut end = feed(&EVENT.repeat(3)).into_bytes();
        end[last] = 0xff;
        assert_eq!(damage(&end), (2, Some(24)));
        assert_eq!(damage(&octets.collect::<Vec<_>>()).0, 1);
        // What stands before the first line costs nothing.
        for before in ["\u{FEFF}", "\r\n", "\n", " \r\n\r\n", "<!-- saved -->\r\n"] {
            assert_eq!(damage(format!("{before}{whole}").as_bytes()), (1, Some(1)), "{before:?}");
        }
        // An event without an end does not take in the next one.
        let open = feed(&format!("{}{EVENT}", EVENT.replace("END:VEVENT\r\n", "")));
        assert_eq!(damage(open.as_bytes()), (1, Some(4)));
    }
}
