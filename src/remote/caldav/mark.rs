//! The mark that distinguishes our events on a server from all others, and one edition from the
//! next.

use crate::remote::parcel::hex;
use std::fmt::{self, Display};
use std::str::FromStr;

/// The mark of an event that was published: `<owner>-<edition>-<sequence>-<meeting>`.
///
/// It contains a digest of the UID, because programs copy events with all properties: a copy
/// belongs to the person who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PublishedMark {
    /// A digest of the UID.
    owner: String,
    /// A digest of what was published.
    pub(super) edition: String,
    /// The published SEQUENCE; programs raise the SEQUENCE of the event itself.
    pub(super) sequence: u32,
    /// The event's meeting; empty if unknown.
    pub(super) meeting: String,
}

/// The number of hexadecimal digits, of four bits each, that makes a digest unique: among a million events
/// two are alike with a chance of one in 10¹².
const DIGITS: usize = 20;

fn digest(bytes: &[u8]) -> String {
    hex(bytes).chars().take(DIGITS).collect()
}

impl PublishedMark {
    /// The mark of an edition of an event.
    pub(super) fn of(uid: &str, event: &[u8], sequence: u32, meeting: &str) -> Self {
        let (owner, edition) = (digest(uid.as_bytes()), digest(event));
        Self { owner, edition, sequence, meeting: meeting.to_owned() }
    }

    /// Whether it marks just these bytes.
    pub(super) fn is_of(&self, event: &[u8]) -> bool {
        self.edition == digest(event)
    }

    /// Whether it belongs to an event with this UID.
    pub(super) fn fits(&self, uid: &str) -> bool {
        self.owner == digest(uid.as_bytes())
    }
}

impl Display for PublishedMark {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}-{}-{}-{}", self.owner, self.edition, self.sequence, self.meeting)
    }
}

impl FromStr for PublishedMark {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut fields = text.splitn(4, '-');
        let mut field = || fields.next().map(str::to_owned).ok_or(());
        let (owner, edition) = (field()?, field()?);
        let sequence = field()?.parse().map_err(|_| ())?;
        Ok(Self { owner, edition, sequence, meeting: field()? })
    }
}

/// The name of an event's resource: readable, only letters, digits and hyphens, and unique.
pub(super) fn name(uid: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let readable: String =
        uid.split('@').next().unwrap_or_default().chars().map(plain).take(100).collect();
    format!("{readable}-{}.ics", digest(uid.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{PublishedMark, name};

    #[test]
    fn a_mark_fits_its_own_event() {
        let mark = PublishedMark::of("a@x", b"BEGIN", 3, "sg12-2025-01");
        assert_eq!(mark.to_string().parse(), Ok(mark.clone()));
        assert!(mark.fits("a@x") && !mark.fits("b@x"));
        assert_ne!(mark.edition, PublishedMark::of("a@x", b"END", 3, "").edition);
        for text in ["", "1-2-3", "1-2-x-a"] {
            assert_eq!(text.parse::<PublishedMark>(), Err(()), "{text}");
        }
    }

    #[test]
    fn every_uid_has_a_safe_name_of_its_own() {
        let names = ["a@x", "a@y", "A@x", "../a", "a/b", "会", ".", &"a".repeat(500)].map(name);
        for (at, own) in names.iter().enumerate() {
            assert!(
                own.len() < 140
                    && own.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c)),
                "{own}"
            );
            assert!(!own.starts_with('.') && !names[..at].contains(own));
        }
    }
}
