//! Why a server does not do what was requested, as our messages.

use super::multistatus::condition;
use crate::remote::failure::{Failure, ServiceCode};
use http::Response;
use http::header::LOCATION;
use hyper::body::Bytes;

/// A problem with a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarFault {
    /// There was no answer, or the server asked to wait too often.
    Failure(Failure),
    /// The server refuses, and names a precondition.
    Refused(u16, ServiceCode),
    /// The server rejects an event, and names a precondition.
    NotTaken(String, u16, ServiceCode),
    /// The calendar is at another address, which may be named.
    Moved(Option<String>),
    /// The calendar cannot be created.
    NotCreated(u16, ServiceCode),
    /// The address is not a calendar.
    NotACalendar,
    /// The answer is not CalDAV.
    Unreadable,
    /// The server does not report the version of an event.
    NoTags,
}

impl From<Failure> for CalendarFault {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl CalendarFault {
    /// The meaning of an unexpected answer.
    pub(super) fn of(answer: &Response<Bytes>) -> Self {
        match answer.status().as_u16() {
            301 | 302 | 303 | 307 | 308 => {
                let to = answer.headers().get(LOCATION).and_then(|to| to.to_str().ok());
                let is_shown =
                    |to: &&str| to.len() <= 200 && to.bytes().all(|b| b.is_ascii_graphic());
                let to =
                    to.filter(is_shown).filter(|to| to.starts_with("http") && !to.contains('@'));
                Self::Moved(to.map(str::to_owned))
            }
            status => Self::Refused(status, condition(answer.body())),
        }
    }

    /// The same for an event, if the server rejects the event.
    pub(super) fn about(self, uid: &str) -> Self {
        match self {
            Self::Refused(status @ (400 | 403 | 409 | 413 | 415 | 422), code)
                if status != 403 || code.is_some() =>
            {
                Self::NotTaken(uid.to_owned(), status, code)
            }
            fault => fault,
        }
    }

    /// What is wrong, and what to do about it. `who` is the user whose password was sent and the
    /// source of the password; without it, no password was sent to the host.
    pub(super) fn why(&self, who: Option<(&str, &str)>, host: &str) -> String {
        let said = |code: &ServiceCode| {
            code.as_ref().map(|code| format!(" (`{code}`)")).unwrap_or_default()
        };
        match self {
            Self::Failure(failure) => failure.why(None),
            Self::Refused(401, _) => match who {
                Some((_, from)) => format!("access is denied; check the user name and the password in {from}"),
                None => format!(
                    "the server asks for a user name and a password; set CALDAV_USER and CALDAV_PASSWORD, or write them \
                     into ~/.netrc for the machine `{host}`"
                ),
            },
            Self::Refused(403, code) => match who {
                Some((user, _)) => format!(
                    "access is denied{}; the calendar must belong to `{user}` or be shared with \
                     that user for writing",
                    said(code)
                ),
                None => format!("access is denied{}; set CALDAV_USER and CALDAV_PASSWORD", said(code)),
            },
            Self::Refused(404 | 410, _) => {
                "there is no calendar at this address; correct it, or create the calendar with --create".to_owned()
            }
            Self::Refused(405 | 501, _) | Self::Unreadable => {
                "the server does not offer CalDAV at this address; write the address that it shows for the calendar"
                    .to_owned()
            }
            Self::Refused(423, _) => "the calendar is locked by another program; run it again later".to_owned(),
            Self::Refused(507, _) => "the storage quota of this user on the server is used up".to_owned(),
            Self::Refused(status, code) => {
                format!("the server refuses the request: it answers {status}{}", said(code))
            }
            Self::NotTaken(uid, status, code) => {
                format!("the server refuses {uid}: it answers {status}{}", said(code))
            }
            Self::Moved(Some(to)) => format!("the calendar is at another address; publish to caldav+{to}"),
            Self::Moved(None) => {
                "the server answers with another address; write the address that it shows for the calendar".to_owned()
            }
            Self::NotCreated(status, code) => format!(
                "the calendar cannot be created (the server answers {status}{}); correct the \
                 address, or create the calendar on the server's web pages",
                code.as_ref().map(|code| format!(", `{code}`")).unwrap_or_default()
            ),
            Self::NotACalendar => {
                "this address is a folder, not a calendar; write the address of a calendar in it".to_owned()
            }
            Self::NoTags => {
                "the server does not report the version of an event (ETag); without it, changes \
                 by others could be lost"
                    .to_owned()
            }
        }
    }
}
