//! Addresses of web pages.

use super::{Misread, Odd};
use percent_encoding::{AsciiSet, utf8_percent_encode};
use std::{fmt, str::FromStr};

/// An `http` or `https` address in the form of RFC 3986: ASCII, without white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress(String);

impl WebAddress {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for WebAddress {
    type Err = Misread;

    /// Letters beyond ASCII are percent-encoded (RFC 3987 section 3.1).
    fn from_str(text: &str) -> Result<Self, Misread> {
        let wrong = || {
            Misread::new(
                "a web address",
                "write it in full, for example `https://itu.int/go/tsg12`",
            )
        };
        let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
        // The case of a scheme does not matter (RFC 3986 section 3.1).
        let scheme = scheme.to_ascii_lowercase();
        let inner = rest.to_ascii_lowercase();
        if let Some(twice) = ["http:", "https:"].into_iter().find(|twice| inner.starts_with(twice))
        {
            let host = rest.get(twice.len()..).unwrap_or("").trim_start_matches('/');
            return Err(Misread::new(
                "a web address",
                format!("the address begins twice: write `{twice}//{host}`"),
            ));
        }
        let unseen = |c: char| Odd::of(c).is_some_and(|odd| odd.is_blank() || odd.plain.is_none());
        let unfit =
            |c: char| c.is_whitespace() || c.is_control() || unseen(c) || "\"<>\\^`{|}".contains(c);
        if let Some(blank) = rest.trim().chars().find(|c| c.is_whitespace() || unseen(*c)) {
            let sign = Odd::of(blank).map_or_else(|| "a space".to_owned(), Odd::in_words);
            return Err(Misread::new(
                "a web address",
                format!("it contains {sign}: delete it, or write `%20` in its place"),
            ));
        }
        let host = rest.split(['/', '?', '#']).next().unwrap_or("");
        if !["http", "https"].contains(&&*scheme) || host.is_empty() || rest.contains(unfit) {
            return Err(wrong());
        }
        if let Some(at) = host.rfind('@') {
            let host = rest.get(at + 1..).unwrap_or("");
            return Err(Misread::new(
                "a web address without a name and a password",
                format!("write `{scheme}://{host}`: the part before `@` would be published"),
            ));
        }
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port),
            _ => (host, ""),
        };
        let is_gap = name.starts_with('.') || name.contains("..") || name.is_empty();
        // RFC 1123 section 2.1.
        let is_edged = name.split('.').any(|part| part.starts_with('-') || part.ends_with('-'));
        if is_gap || is_edged || !port.is_empty() && port.parse::<u16>().is_err() {
            return Err(wrong());
        }
        let rest = utf8_percent_encode(rest, &AsciiSet::EMPTY);
        Ok(Self(format!("{scheme}://{rest}")))
    }
}

/// A label of a host name (RFC 1123 section 2.1), including letters beyond ASCII.
pub fn is_host_label(label: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || c == '-';
    let is_edged = label.starts_with('-') || label.ends_with('-');
    (1..=63).contains(&label.len()) && label.chars().all(fits) && !is_edged
}

#[cfg(test)]
mod tests {
    use super::WebAddress;

    #[test]
    fn only_web_addresses_pass() {
        assert_eq!(
            "https://itu.int/é".parse::<WebAddress>().unwrap().as_str(),
            "https://itu.int/%C3%A9"
        );
        for good in ["http://[::1]:8080/", "http://[::1]/", "https://x.org:443", "https://x.org:/"]
        {
            assert!(good.parse::<WebAddress>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "itu.int",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "https://a b",
            "http://a\nb",
            "ftp://x",
            "https://x:99999/",
            "https://:80/",
            "https://.org/",
            "https://x..org/",
            "https://-itu.int/",
            "https://itu-.int:80/",
        ] {
            assert!(bad.parse::<WebAddress>().is_err(), "{bad}");
        }
        for (bad, help) in [
            ("https://https://x.org/a", "the address begins twice: write `https://x.org/a`"),
            ("http://HTTPS://x.org", "the address begins twice: write `https://x.org`"),
            ("https://http:/x.org", "the address begins twice: write `http://x.org`"),
            ("https://x.org/a b", "it contains a space: delete it, or write `%20` in its place"),
            (
                "https://x.org/a\u{A0}b",
                "it contains a no-break space, U+00A0: delete it, or write `%20` in its place",
            ),
        ] {
            assert_eq!(bad.parse::<WebAddress>().unwrap_err().write, help, "{bad}");
        }
    }
}
