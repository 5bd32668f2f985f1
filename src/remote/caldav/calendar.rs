//! A calendar on a server: the requests to it.

use super::address::Address;
use super::fault::CalendarFault;
use super::mark::PublishedMark;
use super::multistatus::{self, ResourceAnswer, escaped};
use crate::ical::{ServerEvent, held, vtimezone};
use crate::remote::http::Client;
use crate::remote::netrc::Login;
use http::header::{AUTHORIZATION, CONTENT_TYPE, ETAG, IF_MATCH, IF_NONE_MATCH};
use http::request::Builder;
use http::{HeaderValue, Request, Response};
use hyper::body::Bytes;
use std::collections::BTreeMap;

/// The number of events in one request, which keeps answers small.
const AT_ONCE: usize = 100;

/// A calendar on a server.
#[derive(Debug)]
pub struct Calendar {
    address: Address,
    login: Option<(Login, &'static str)>,
    client: Client,
}

/// A resource of the calendar.
#[derive(Debug)]
pub struct CalendarResource {
    /// Its name in the collection, as the server writes it.
    pub(super) name: String,
    pub(super) e_tag: String,
    /// What it is, if it is an event.
    pub(super) held: Option<ServerEvent>,
}

impl CalendarResource {
    /// The mark, if the event is ours.
    pub(super) fn mark(&self) -> Option<PublishedMark> {
        let held = self.held.as_ref()?;
        let mark: PublishedMark = held.mark.as_ref()?.parse().ok()?;
        mark.fits(&held.uid).then_some(mark)
    }

    /// An event of ours as it was published.
    pub fn published(&self) -> Option<&[u8]> {
        self.mark()?;
        Some(&self.held.as_ref()?.bytes)
    }
}

/// How a request to change something ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChangeReply {
    Done,
    /// The resource is not the expected version.
    Otherwise,
    /// The UID is elsewhere on the server.
    Elsewhere,
}

impl Calendar {
    /// A calendar, with the user and the source of the password.
    pub fn new(address: Address, login: Option<(Login, &'static str)>, client: Client) -> Self {
        Self { address, login, client }
    }

    /// What went wrong, and what to do about it.
    pub fn why(&self, fault: &CalendarFault) -> String {
        let who = self.login.as_ref().map(|(login, from)| (login.user.as_str(), *from));
        fault.why(who, self.address.host())
    }

    /// Everything in the calendar; nothing if there is no calendar.
    pub async fn contents(&self) -> Result<Option<Vec<CalendarResource>>, CalendarFault> {
        let request = self.request("PROPFIND", "").header("Depth", "1");
        let body = r#"<d:propfind xmlns:d="DAV:"><d:prop><d:resourcetype/><d:getetag/></d:prop></d:propfind>"#;
        let answer = self.ask(request.header(CONTENT_TYPE, XML), body.into()).await?;
        let said = match answer.status().as_u16() {
            207 => multistatus::read(answer.body()).ok_or(CalendarFault::Unreadable)?,
            200..=299 => return Err(CalendarFault::Unreadable),
            404 | 410 => return Ok(None),
            _ => return Err(CalendarFault::of(&answer)),
        };
        // The collection itself, whose address all others begin with.
        let own = said.iter().min_by_key(|said| said.href.len());
        if !own.is_some_and(|own| own.is_calendar) {
            return Err(CalendarFault::NotACalendar);
        }
        let members: Vec<&ResourceAnswer> =
            said.iter().filter(|said| !said.is_collection).collect();
        let mut contents = BTreeMap::new();
        for chunk in members.chunks(AT_ONCE) {
            for there in self.fetch(chunk).await? {
                contents.insert(there.name.clone(), there);
            }
        }
        // A resource that the server lists but does not return exists nevertheless.
        for name in members.iter().filter_map(|said| name_of(&said.href)) {
            let unread =
                || CalendarResource { name: name.to_owned(), e_tag: String::new(), held: None };
            contents.entry(name.to_owned()).or_insert_with(unread);
        }
        Ok(Some(contents.into_values().collect()))
    }

    async fn fetch(
        &self,
        members: &[&ResourceAnswer],
    ) -> Result<Vec<CalendarResource>, CalendarFault> {
        let hrefs: String = members
            .iter()
            .map(|said| format!("<d:href>{}</d:href>", escaped(&said.href)))
            .collect();
        let body = format!(
            "<c:calendar-multiget xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><d:prop><d:getetag/>\
             <c:calendar-data/></d:prop>{hrefs}</c:calendar-multiget>"
        );
        let request = self.request("REPORT", "").header("Depth", "1").header(CONTENT_TYPE, XML);
        let answer = self.ask(request, body.into()).await?;
        if answer.status().as_u16() != 207 {
            return Err(CalendarFault::of(&answer));
        }
        let said = multistatus::read(answer.body()).ok_or(CalendarFault::Unreadable)?;
        let there = said.into_iter().filter_map(|said| {
            let (name, held) = (name_of(&said.href)?.to_owned(), held(said.data.as_bytes()));
            Some(CalendarResource { name, e_tag: said.e_tag, held })
        });
        let there: Vec<CalendarResource> = there.collect();
        match there.iter().any(|there| there.held.is_some() && there.e_tag.is_empty()) {
            true => Err(CalendarFault::NoTags),
            false => Ok(there),
        }
    }

    /// A single resource as it is now.
    pub(super) async fn look(&self, name: &str) -> Result<Option<CalendarResource>, CalendarFault> {
        let answer = self.ask(self.request("GET", name), Bytes::new()).await?;
        match answer.status().as_u16() {
            200 => {
                let e_tag = answer.headers().get(ETAG).and_then(|tag| tag.to_str().ok());
                let e_tag = e_tag.ok_or(CalendarFault::NoTags)?.to_owned();
                Ok(Some(CalendarResource {
                    name: name.to_owned(),
                    e_tag,
                    held: held(answer.body()),
                }))
            }
            404 | 410 => Ok(None),
            _ => Err(CalendarFault::of(&answer)),
        }
    }

    /// Writes an event: a new one, or over the version that a tag names.
    pub(super) async fn put(
        &self,
        name: &str,
        over: Option<&str>,
        bytes: Bytes,
    ) -> Result<ChangeReply, CalendarFault> {
        let request =
            self.request("PUT", name).header(CONTENT_TYPE, "text/calendar; charset=utf-8");
        let request = match over {
            Some(tag) => request.header(IF_MATCH, tag),
            None => request.header(IF_NONE_MATCH, "*"),
        };
        let answer = self.ask(request, bytes).await?;
        match (answer.status().as_u16(), CalendarFault::of(&answer)) {
            (200..=299, _) => Ok(ChangeReply::Done),
            (412, _) => Ok(ChangeReply::Otherwise),
            (_, CalendarFault::Refused(_, Some(code))) if code == "no-uid-conflict" => {
                Ok(ChangeReply::Elsewhere)
            }
            // Some servers answer this for a resource that was removed in the meantime.
            (404 | 410, _) if over.is_some() => Ok(ChangeReply::Otherwise),
            (_, fault) => Err(fault),
        }
    }

    /// Removes the version of an event that a tag names.
    pub(super) async fn remove(&self, name: &str, tag: &str) -> Result<ChangeReply, CalendarFault> {
        let request = self.request("DELETE", name).header(IF_MATCH, tag);
        let answer = self.ask(request, Bytes::new()).await?;
        match answer.status().as_u16() {
            200..=299 | 404 | 410 => Ok(ChangeReply::Done),
            412 => Ok(ChangeReply::Otherwise),
            _ => Err(CalendarFault::of(&answer)),
        }
    }

    /// Creates the calendar (RFC 4791 section 5.3.1) with a title.
    pub async fn create(&self, title: &str) -> Result<(), CalendarFault> {
        let zone = [
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:".as_slice(),
            crate::render::PRODID.as_bytes(),
            b"\r\n",
        ];
        let zone = [&zone.concat(), vtimezone().as_slice(), b"END:VCALENDAR\r\n"].concat();
        let body = format!(
            "<c:mkcalendar xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><d:set><d:prop>\
             <d:displayname>{}</d:displayname>\
             <c:calendar-description>Published by timeplan. Changes of its events are replaced.</c:calendar-description>\
             <c:supported-calendar-component-set><c:comp name=\"VEVENT\"/></c:supported-calendar-component-set>\
             <c:calendar-timezone>{}</c:calendar-timezone></d:prop></d:set></c:mkcalendar>",
            escaped(title),
            escaped(&String::from_utf8_lossy(&zone))
        );
        let request = self.request("MKCALENDAR", "").header(CONTENT_TYPE, XML);
        let answer = self.ask(request, body.into()).await?;
        match (answer.status().as_u16(), CalendarFault::of(&answer)) {
            (200..=299, _) => Ok(()),
            // A first try may have arrived although its answer did not.
            (_, CalendarFault::Refused(405, _)) if self.contents().await?.is_some() => Ok(()),
            (_, CalendarFault::Refused(_, Some(code)))
                if code == "resource-must-be-null" && self.contents().await?.is_some() =>
            {
                Ok(())
            }
            (_, CalendarFault::Refused(status @ (400 | 404..=409), code)) => {
                Err(CalendarFault::NotCreated(status, code))
            }
            (_, fault) => Err(fault),
        }
    }

    fn request(&self, method: &str, name: &str) -> Builder {
        let request = Request::builder().method(method).uri(self.address.url(name));
        let Some((login, _)) = &self.login else { return request };
        let basic =
            format!("Basic {}", base64(format!("{}:{}", login.user, login.password).as_bytes()));
        match HeaderValue::from_str(&basic) {
            Ok(mut value) => {
                value.set_sensitive(true);
                request.header(AUTHORIZATION, value)
            }
            Err(_) => request,
        }
    }

    async fn ask(&self, request: Builder, body: Bytes) -> Result<Response<Bytes>, CalendarFault> {
        let request = request.body(body).map_err(|_| CalendarFault::Unreadable)?;
        Ok(self.client.ask(request).await?)
    }
}

const XML: &str = "application/xml; charset=utf-8";

/// The last segment of a resource's address. The segments before it are ours: behind a proxy, a
/// server may use different ones.
fn name_of(href: &str) -> Option<&str> {
    let name = href.rsplit('/').next()?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@%".contains(c);
    let is_step = name.replace("%2e", ".").replace("%2E", ".").trim_matches('.').is_empty();
    (!is_step && name.chars().all(is_plain)).then_some(name)
}

/// Base64 (RFC 4648 section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - chunk.len()));
        for digit in 0..4 {
            let at = usize::try_from(bits >> (18 - 6 * digit) & 63).unwrap_or_default();
            match digit <= chunk.len() {
                true => text.extend(DIGITS.get(at).map(|digit| char::from(*digit))),
                false => text.push('='),
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{base64, name_of};

    #[test]
    fn base64_of_the_rfc() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
            ("é~?", "w6l+Pw=="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn a_resource_is_asked_for_within_the_collection_alone() {
        assert_eq!(name_of("https://other/x/a%20b.ics"), Some("a%20b.ics"));
        for href in [
            "",
            "/cal/",
            "/cal/..",
            "/cal/%2e%2E",
            "/cal/a b",
            "/cal/a?b",
            "/cal/a#b",
            "/cal/a\r\nb",
        ] {
            assert_eq!(name_of(href), None, "{href}");
        }
    }
}
