//! The line of a request in the access log. What a client sent is shortened, and none of it reaches a
//! terminal as it came.

use super::Response;
use http::request::Parts;
use http::{HeaderMap, header};
use hyper::body::Body;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// The most characters of the name of a calendar program; browsers have some two hundred.
const LONGEST_AGENT: usize = 256;

/// The most characters of an address; the longest of ours is that of a view.
const LONGEST_ADDRESS: usize = 2048;

/// What is percent-encoded: everything but visible ASCII.
const UNSEEN: AsciiSet = CONTROLS.add(b' ');

/// Writes the line, if somebody reads it.
pub(super) fn log(Parts { method, uri, headers, .. }: &Parts, response: &Response) {
    if !tracing::enabled!(target: "access", tracing::Level::INFO) {
        return;
    }
    let method = encoded(method.as_str(), LONGEST_AGENT);
    let uri = encoded(&uri.to_string(), LONGEST_ADDRESS);
    let (status, bytes) = (response.status().as_u16(), response.body().size_hint().lower());
    tracing::info!(target: "access", %method, %uri, status, bytes, agent = agent(headers));
}

/// The name of a program. It is written with its control characters escaped.
fn agent(headers: &HeaderMap) -> Option<String> {
    let agent = String::from_utf8_lossy(headers.get(header::USER_AGENT)?.as_bytes());
    Some(shortened(agent.chars(), LONGEST_AGENT))
}

/// A text with everything but visible ASCII percent-encoded.
fn encoded(text: &str, most: usize) -> String {
    shortened(utf8_percent_encode(text, &UNSEEN).flat_map(str::chars), most)
}

fn shortened(mut text: impl Iterator<Item = char>, most: usize) -> String {
    let mut short: String = text.by_ref().take(most).collect();
    if text.next().is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::{agent, encoded};
    use http::{HeaderMap, HeaderValue, header};

    #[test]
    fn what_a_client_sends_is_short_and_harmless() {
        assert_eq!(encoded("/all.ics?a=\u{9b}2J\u{7f}", 99), "/all.ics?a=%C2%9B2J%7F");
        assert_eq!(encoded("abcdef", 3), "abc…");
        assert_eq!(encoded("abc", 3), "abc");
        let mut headers = HeaderMap::new();
        assert_eq!(agent(&headers), None);
        let name = HeaderValue::from_bytes("é".repeat(9_000).as_bytes()).unwrap();
        headers.insert(header::USER_AGENT, name);
        assert_eq!(agent(&headers).unwrap().chars().count(), 257);
    }
}
