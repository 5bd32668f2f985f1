//! A server's answer about the resources of a collection (RFC 4918 section 13), read within limits.
//!
//! Names are compared without their prefix, which the server chooses.

use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::fmt::Write;

/// The deepest nesting of elements.
const DEEPEST: usize = 64;

/// The most resources of a collection.
const MOST: usize = 200_000;

/// The answer about a resource.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ResourceAnswer {
    /// Its address, as the server writes it.
    pub(super) href: String,
    pub(super) e_tag: String,
    /// Its content, if requested.
    pub(super) data: String,
    /// Whether it is a collection, and one of events.
    pub(super) is_collection: bool,
    pub(super) is_calendar: bool,
}

/// Reads an answer; nothing if it is not one.
pub(super) fn read(body: &[u8]) -> Option<Vec<ResourceAnswer>> {
    let text = std::str::from_utf8(body).ok()?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut said: Vec<ResourceAnswer> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                open.push(local(tag.name().into_inner()).to_owned());
                match open.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
                    ["multistatus", "response"] => said.push(ResourceAnswer::default()),
                    ["multistatus", "response", .., "resourcetype", kind] => {
                        let said = said.last_mut()?;
                        said.is_collection |= *kind == "collection";
                        said.is_calendar |= *kind == "calendar";
                    }
                    _ => {}
                }
                if open.len() > DEEPEST || said.len() > MOST {
                    return None;
                }
            }
            Event::End(_) => drop(open.pop()),
            Event::Text(text) => add(&open, &mut said, &text),
            Event::CData(text) => add(&open, &mut said, &text),
            Event::GeneralRef(name) => {
                let character = character(&name)?;
                add(&open, &mut said, character.encode_utf8(&mut [0; 4]));
            }
            // Custom entities would only serve an XML bomb.
            Event::DocType(_) => return None,
            Event::Eof => break,
            _ => {}
        }
    }
    let is_whole = open.is_empty() && !said.is_empty();
    let trim = |said: &mut ResourceAnswer| {
        said.href = said.href.trim().to_owned();
        said.e_tag = said.e_tag.trim().to_owned();
    };
    said.iter_mut().for_each(trim);
    is_whole.then_some(said)
}

/// The precondition that an answer names (RFC 4918 section 16).
pub(super) fn condition(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    let (_, rest) = text.split_once("error")?;
    let (_, rest) = rest.split_once('>')?;
    let (_, rest) = rest.split_once('<')?;
    let name = local(rest.split(['>', '/', ' ', '\n', '\r', '\t']).next()?);
    let is_word = name.len() <= 64 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (is_word && !name.is_empty()).then(|| name.to_owned())
}

/// Adds a piece of text to what it is the value of.
fn add(open: &[String], said: &mut [ResourceAnswer], text: &str) {
    let Some(last) = said.last_mut() else { return };
    match (open.len(), open.last().map(String::as_str)) {
        (3, Some("href")) => last.href.push_str(text),
        (_, Some("getetag")) => last.e_tag.push_str(text),
        (_, Some("calendar-data")) => last.data.push_str(text),
        _ => {}
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The character of a reference; only those of XML itself.
fn character(name: &str) -> Option<char> {
    let number =
        |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => match name.strip_prefix("#x") {
            Some(digits) => number(digits, 16),
            None => number(name.strip_prefix('#')?, 10),
        },
    }
}

/// Writes a text so that it can stand in an element.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\r' => {
                let _ = write!(escaped, "&#13;");
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{condition, escaped, read};
    use proptest::prelude::{any, prop_assert_eq, proptest};

    const ANSWER: &str = r#"<?xml version="1.0"?>
<d:multistatus xmlns:d="DAV:" xmlns:cal="urn:ietf:params:xml:ns:caldav">
 <d:response><d:href>/me/cal/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/><cal:calendar/></d:resourcetype>
  </d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>
 <d:response><d:href>
   /me/cal/a%20b.ics</d:href><d:propstat><d:prop><d:getetag>&quot;1&#45;2&#x2d;3&quot;</d:getetag>
  <cal:calendar-data><![CDATA[BEGIN:<&]]>&#13;
END</cal:calendar-data></d:prop></d:propstat></d:response>
 <d:response><d:href>/me/cal/gone.ics</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>
</d:multistatus>"#;

    #[test]
    fn an_answer_is_read_whatever_its_prefixes() {
        for text in [
            ANSWER.to_owned(),
            ANSWER.replace("d:", "D:"),
            ANSWER.replace("<d:", "<").replace("</d:", "</"),
        ] {
            let said = read(text.as_bytes()).unwrap();
            assert_eq!(said.len(), 3);
            assert!(said[0].is_calendar && said[0].is_collection && !said[1].is_calendar);
            assert_eq!(
                (said[1].href.as_str(), said[1].e_tag.as_str()),
                ("/me/cal/a%20b.ics", "\"1-2-3\"")
            );
            assert_eq!(said[1].data, "BEGIN:<&\r\nEND");
            assert_eq!((said[2].href.as_str(), said[2].data.as_str()), ("/me/cal/gone.ics", ""));
        }
    }

    #[test]
    fn what_is_no_answer_or_a_bomb_is_refused() {
        for text in [
            "",
            "<html>Welcome</html>",
            "Welcome",
            "<multistatus><response>",
            "<!DOCTYPE a [<!ENTITY b \"c\">]><multistatus><response/></multistatus>",
            "<multistatus><response><href>&b;</href></response></multistatus>",
            "<multistatus><response></href></response></multistatus>",
        ] {
            assert_eq!(read(text.as_bytes()), None, "{text}");
        }
        assert_eq!(read("<a>".repeat(100_000).as_bytes()), None);
        let many = format!("<multistatus>{}</multistatus>", "<response/>".repeat(200_001));
        assert_eq!(read(many.as_bytes()), None);
        assert_eq!(read(b"<multistatus>\xff</multistatus>"), None);
    }

    #[test]
    fn a_refusal_names_its_precondition() {
        let body = b"<?xml version='1.0'?><error xmlns=\"DAV:\" xmlns:C=\"x\"><C:no-uid-conflict /></error>";
        assert_eq!(condition(body).as_deref(), Some("no-uid-conflict"));
        assert_eq!(condition(b"<error><a><script></error>").as_deref(), Some("a"));
        assert_eq!(condition(b"an error"), None);
        assert_eq!(condition(b"<error><\"></error>"), None);
    }

    proptest! {
        #[test]
        fn nothing_that_a_server_sends_is_a_panic(text in "(<|>|/|&|;|multistatus|response|href|[a-z\"]|<!\\[CDATA\\[|\\]\\]>|\\PC)*", bytes in any::<Vec<u8>>()) {
            read(text.as_bytes());
            condition(text.as_bytes());
            read(&bytes);
        }

        #[test]
        fn what_is_escaped_is_read_back(text in "[^\\p{Cc}]*\r?\n?[^\\p{Cc}]*") {
            let body = format!("<multistatus><response><calendar-data>{}</calendar-data></response></multistatus>", escaped(&text));
            prop_assert_eq!(&read(body.as_bytes()).unwrap()[0].data, &text);
        }
    }
}
