//! The arguments of `timeplan serve`.

use clap::Args;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

/// The arguments of `timeplan serve`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct ServeArguments {
    /// Folders of meeting files, or meeting files
    #[arg(value_name = "INPUT", default_value = "meetings")]
    pub(in crate::cli) inputs: Vec<PathBuf>,
    /// Where to listen: an address or name of this machine and a port; port 0 takes any free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub(in crate::cli) listen: ListenAddress,
    /// Answer /status and /metrics at this address instead of with the feeds
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(in crate::cli) status_listen: Option<ListenAddress>,
    /// Also write to this folder what `timeplan build` would, and continue from the feeds published there
    #[arg(short, long, value_name = "FOLDER")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Build even if the clock is behind the last change
    #[arg(long)]
    pub(in crate::cli) allow_clock: bool,
    /// Log each request to standard error
    #[arg(long)]
    pub(in crate::cli) access_log: bool,
}

/// Where to listen: an address or a name, and a port, as the system resolves them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct ListenAddress(String);

impl ListenAddress {
    /// The place as written.
    pub(in crate::cli) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ListenAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ListenAddress {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.parse::<SocketAddr>().is_ok() || is_name_with_port(text) {
            return Ok(Self(text.to_owned()));
        }
        Err("write an address or a name with a port, such as 127.0.0.1:8080, [::1]:8080 or \
             localhost:8080")
    }
}

fn is_name_with_port(text: &str) -> bool {
    let Some((name, port)) = text.rsplit_once(':') else { return false };
    let is_letter = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    // A name that ends in a number is an address (RFC 3696 section 2), here a misspelt one.
    let last = name.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    let is_number = last.chars().all(|c| c.is_ascii_digit());
    !is_number && name.chars().all(is_letter) && port.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::ListenAddress;

    #[test]
    fn places() {
        for place in ["127.0.0.1:8080", "[::1]:0", "localhost:8080", "a-b.example.org:80", "x1:1"] {
            assert_eq!(place.parse::<ListenAddress>().unwrap().as_str(), place);
        }
        for wrong in [
            "",
            "8080",
            ":8080",
            "localhost",
            "localhost:",
            "localhost:http",
            "localhost:99999",
            "::1:8080",
            "[::1]",
            "127.0.0.300:80",
            "127.0.0.1",
            "a b:80",
            "a/b:80",
            "1.:80",
            "http://a:80",
        ] {
            assert!(wrong.parse::<ListenAddress>().is_err(), "{wrong}");
        }
    }
}
