//! Why a place does not do what was requested, as our messages.

use super::target::Provider;
use std::error::Error;
use std::fmt::{self, Display};

/// An unexpected answer of a place, or the reason for no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The file changed since it was read: somebody else writes there.
    Changed,
    /// The credentials are unknown or not sufficient.
    Denied(ServiceCode),
    /// The bucket or container does not exist.
    Missing,
    /// The bucket is in another region, which may be named.
    Elsewhere(Option<String>),
    /// Another unexpected answer.
    Answer(u16, ServiceCode),
    /// There was no answer.
    Silent(NoAnswer),
    /// The answer is larger than any valid one.
    TooLarge,
    /// A missing or wrong setting.
    Settings(String),
    /// A file of this machine, and why it cannot be read or written.
    Disk(String),
}

/// The short name that a service gives to an error: `NoSuchBucket`.
pub type ServiceCode = Option<String>;

/// Why there was no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// The host of this name cannot be reached.
    Unreachable(String),
    /// The certificate of this host is not signed by anybody who is trusted.
    Untrusted(String),
    /// It took too long.
    TimeOut,
    /// The connection was closed too early.
    Cut,
}

impl Failure {
    /// Whether the same request may succeed a little later.
    pub(super) fn may_pass(&self) -> bool {
        match self {
            Self::Answer(status, _) => [408, 425, 429, 500, 502, 503, 504].contains(status),
            Self::Silent(silence) => !matches!(silence, NoAnswer::Untrusted(_)),
            _ => false,
        }
    }

    /// What went wrong, and what to do about it, at a place of this kind.
    pub fn why(&self, provider: Option<Provider>) -> String {
        let credentials = provider.map_or("the credentials", Provider::credentials);
        let code = |code: &ServiceCode| {
            code.as_ref().map(|code| format!(" (`{code}`)")).unwrap_or_default()
        };
        match self {
            Self::Changed => "somebody else changed it in the meantime".to_owned(),
            Self::Denied(Some(code)) if code == "RequestTimeTooSkewed" => {
                "access is denied because the clock of this machine is wrong".to_owned()
            }
            Self::Denied(said) => format!(
                "access is denied{}; check {credentials}, and that they allow listing, reading, \
                 writing and deleting files there",
                code(said)
            ),
            Self::Missing => {
                "the bucket or container does not exist; create it first, or correct its name"
                    .to_owned()
            }
            Self::Elsewhere(Some(region)) => {
                format!("it is in the region `{region}`; set AWS_REGION to `{region}`")
            }
            Self::Elsewhere(None) => {
                "it is in another region; set AWS_REGION to that region".to_owned()
            }
            Self::Answer(501, _) => {
                "the service does not support conditional writes (`If-Match`), which keep two \
                 publishers apart; use another service"
                    .to_owned()
            }
            Self::Answer(status, said) if self.may_pass() => {
                format!(
                    "the service is overloaded or unavailable: it keeps answering {status}{}",
                    code(said)
                )
            }
            Self::Answer(status, said) => {
                format!("the service refuses the request: it answers {status}{}", code(said))
            }
            Self::Silent(NoAnswer::Unreachable(host)) => {
                format!("{host} cannot be reached; check its name and the network")
            }
            Self::Silent(NoAnswer::Untrusted(host)) => format!(
                "the certificate of {host} is not trusted; if it is signed by a private \
                 authority, set SSL_CERT_FILE to the certificates of that authority"
            ),
            Self::Silent(NoAnswer::TimeOut) => "the service did not answer in time".to_owned(),
            Self::Silent(NoAnswer::Cut) => {
                "the service closed the connection before answering".to_owned()
            }
            Self::TooLarge => {
                "the answer of the service is too large; check the address".to_owned()
            }
            Self::Settings(why) | Self::Disk(why) => why.clone(),
        }
    }
}

impl Display for Failure {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.why(None))
    }
}

impl Error for Failure {}
