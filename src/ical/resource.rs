//! A single event in a calendar on a server: a calendar object resource (RFC 4791 section 4.1),
//! written with our mark and read back.
//!
//! Servers and calendar programs change the order and folding of properties, so nothing is compared
//! byte by byte.

use super::any::{AnyEvent, read_any};
use super::fold::push_line;
use super::lines::{ComponentLines, components};
use super::text::unescape;
use super::write::{begin_calendar, end_calendar};
use super::{kept, text, vtimezone};

/// A property of our own in an event on a server: its published edition.
const PUBLISHED: &str = "X-TIMEPLAN-PUBLISHED";

const BEGIN: &[u8] = b"BEGIN:VEVENT\r\n";

/// The properties of our events and their alarms, in our order.
const ORDER: [&str; 16] = [
    "ACTION",
    "UID",
    "DTSTAMP",
    "LAST-MODIFIED",
    "SEQUENCE",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "LOCATION",
    "DESCRIPTION",
    "URL",
    "CATEGORIES",
    "STATUS",
    "TRANSP",
    super::SLOT,
    super::HOLDER,
];

/// An event on a server.
#[derive(Debug)]
pub struct ServerEvent {
    /// Its UID.
    pub uid: String,
    /// Our mark.
    pub mark: Option<String>,
    /// What it shows; nothing if it cannot be read or is more than one event.
    pub event: Option<AnyEvent>,
    /// The event in the form of our feeds, without the mark.
    pub bytes: Vec<u8>,
}

/// Writes an event of ours with a mark.
pub fn resource(prodid: &str, event: &[u8], mark: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(event.len() + 1024);
    let head = [kept("VERSION", "2.0"), text("PRODID", prodid), kept("CALSCALE", "GREGORIAN")];
    begin_calendar(&head, &mut out);
    if event.windows(6).any(|bytes| bytes == b";TZID=") {
        out.extend_from_slice(&vtimezone());
    }
    out.extend_from_slice(BEGIN);
    push_line(&format!("{PUBLISHED}:{mark}"), &mut out);
    out.extend_from_slice(event.strip_prefix(BEGIN).unwrap_or(event));
    end_calendar(&mut out);
    out
}

/// Reads a resource of a server, if it is an event.
pub fn held(resource: &[u8]) -> Option<ServerEvent> {
    let (outermost, _) = components(resource);
    let calendar = outermost.iter().find(|part| part.name == "VCALENDAR")?;
    let event = calendar.parts.iter().find(|part| part.name == "VEVENT")?;
    let mut read = read_any(resource);
    let is_single = read.events.len() == 1 && read.unread.is_empty();
    Some(ServerEvent {
        uid: unescape(event.get("UID")?.value.trim()),
        mark: event.get(PUBLISHED).map(|line| line.value.trim().to_owned()),
        event: if is_single { read.events.pop() } else { None },
        bytes: in_our_form(event),
    })
}

/// A component with its lines in the order and with the folds of our feeds.
fn in_our_form(part: &ComponentLines) -> Vec<u8> {
    let mut out = Vec::new();
    push_line(&format!("BEGIN:{}", part.name), &mut out);
    let mut lines: Vec<_> = part.lines.iter().filter(|line| line.name != PUBLISHED).collect();
    lines.sort_by_key(|line| {
        ORDER.iter().position(|name| *name == line.name).unwrap_or(ORDER.len())
    });
    lines.iter().for_each(|line| push_line(&line.written(), &mut out));
    part.parts.iter().for_each(|inner| out.extend(in_our_form(inner)));
    push_line(&format!("END:{}", part.name), &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::{held, resource};

    const EVENT: &str = "BEGIN:VEVENT\r\nUID:a-1@x\r\nDTSTAMP:20250101T000000Z\r\nLAST-MODIFIED:20250101T000000Z\r\n\
        SEQUENCE:2\r\nDTSTART;TZID=Europe/Zurich:20250114T093000\r\nDTEND;TZID=Europe/Zurich:20250114T104500\r\n\
        SUMMARY:a\\, b and more and more and more and more and more and more and mor\r\n e\r\n\
        CATEGORIES:session,Q7/12\r\nSTATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nX-TIMEPLAN-SLOT:1\r\n\
        BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:a\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT\r\n";

    #[test]
    fn an_event_comes_back_as_it_was_whatever_the_server_does_to_its_lines() {
        let there = String::from_utf8(resource("-//x//EN", EVENT.as_bytes(), "1-2-3")).unwrap();
        assert!(there.contains("\r\nBEGIN:VTIMEZONE\r\n") && !there.contains("METHOD"));
        let moved = there
            .replace("UID:a-1@x\r\n", "")
            .replace("SEQUENCE:2\r\n", "SEQUENCE:2\r\nUID:a-1\r\n @x\r\n");
        for there in [there.clone(), moved.clone(), moved.replace("\r\n", "\n")] {
            let held = held(there.as_bytes()).unwrap();
            assert_eq!((held.uid.as_str(), held.mark.as_deref()), ("a-1@x", Some("1-2-3")));
            assert_eq!(String::from_utf8(held.bytes).unwrap(), EVENT);
            assert!(held.event.is_some());
        }
    }

    #[test]
    fn what_is_no_single_event() {
        assert!(
            held(b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:x\r\nEND:VTODO\r\nEND:VCALENDAR\r\n")
                .is_none()
        );
        assert!(held(b"\xff").is_none());
        let there = String::from_utf8(resource("-//x//EN", EVENT.as_bytes(), "1-2-3")).unwrap();
        let twice = there.replace("END:VCALENDAR", &format!("{EVENT}END:VCALENDAR"));
        assert!(held(twice.as_bytes()).unwrap().event.is_none());
    }
}
