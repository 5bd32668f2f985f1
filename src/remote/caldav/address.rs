//! The address of a calendar, as the user writes it.

use std::fmt::{self, Display};

/// The address of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    is_encrypted: bool,
    /// The host, and its port if it is not the default.
    authority: String,
    /// The path of the collection, with a slash at both ends.
    path: String,
}

/// The schemes of calendar addresses, and the scheme of requests for each.
const SCHEMES: [(&str, &str, bool); 2] =
    [("caldav+https", "https", true), ("caldav+http", "http", false)];

impl Address {
    /// Reads the part after `://` if the scheme is one of ours.
    pub(in crate::remote) fn read(scheme: &str, rest: &str) -> Option<Result<Self, String>> {
        let (_, _, is_encrypted) = SCHEMES.into_iter().find(|(own, ..)| *own == scheme)?;
        Some(Self::within(is_encrypted, rest))
    }

    fn within(is_encrypted: bool, rest: &str) -> Result<Self, String> {
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        if authority.contains('@') {
            return Err(
                "write the user name and the password in CALDAV_USER and CALDAV_PASSWORD or in ~/.netrc, never in \
                 the target: others can see the arguments"
                    .to_owned(),
            );
        }
        let is_host = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
        let is_written = !authority.is_empty() && authority.chars().all(is_host);
        let port = |authority: &http::uri::Authority| match authority
            .as_str()
            .strip_prefix(authority.host())
        {
            Some("") => true,
            _ => authority.port_u16().is_some(),
        };
        if !is_written || !authority.parse().is_ok_and(|authority| port(&authority)) {
            return Err(format!(
                "`{authority}` is not a valid host; write caldav+https://host/path/ of the calendar"
            ));
        }
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "/-._~!$&'()*+,;=:@%".contains(c);
        let is_step = |part: &str| [".", ".."].contains(&part);
        if !path.chars().all(is_plain) || path.split('/').any(is_step) {
            return Err(format!(
                "`/{path}` is not a valid calendar path; write it as the server shows it, with \
                 `%20` for a space"
            ));
        }
        let path = match path.trim_end_matches('/') {
            "" => "/".to_owned(),
            path => format!("/{path}/"),
        };
        Ok(Self { is_encrypted, authority: authority.to_owned(), path })
    }

    /// The address of a resource in the collection, or with an empty name, of the collection
    /// itself.
    pub(super) fn url(&self, name: &str) -> String {
        let scheme = SCHEMES.iter().find(|(_, _, encrypted)| *encrypted == self.is_encrypted);
        let scheme = scheme.map_or("https", |(_, scheme, _)| scheme);
        format!("{scheme}://{}{}{name}", self.authority, self.path)
    }

    /// The host without its port.
    pub fn host(&self) -> &str {
        let authority = self.authority.parse::<http::uri::Authority>();
        let length = authority.map_or(self.authority.len(), |authority| authority.host().len());
        self.authority.get(..length).unwrap_or(&self.authority)
    }

    /// Whether a password would cross a network unencrypted.
    pub fn is_open(&self) -> bool {
        let host = self.host().trim_matches(['[', ']']);
        let is_loopback = host.parse::<core::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
        !self.is_encrypted && !is_loopback && host != "localhost"
    }
}

impl Display for Address {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "caldav+{}", self.url(""))
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn a_password_is_open_where_others_can_listen() {
        for (scheme, rest, host, is_open) in [
            ("caldav+https", "dav.example.org/cal/", "dav.example.org", false),
            ("caldav+http", "dav.example.org:5232/cal/", "dav.example.org", true),
            ("caldav+http", "192.168.1.2/cal/", "192.168.1.2", true),
            ("caldav+http", "127.0.0.1:5232/cal/", "127.0.0.1", false),
            ("caldav+http", "localhost/cal/", "localhost", false),
            ("caldav+http", "[::1]:5232/cal/", "[::1]", false),
        ] {
            let address = Address::read(scheme, rest).unwrap().unwrap();
            assert_eq!((address.host(), address.is_open()), (host, is_open));
            assert_eq!(address.to_string(), format!("{scheme}://{rest}"));
        }
        assert_eq!(Address::read("https", "dav.example.org/cal/"), None);
    }
}
