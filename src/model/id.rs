//! The id of a meeting, which UIDs and addresses depend on.

use super::Misread;
use std::{fmt, str::FromStr};

/// `[a-z0-9-]+`, usually group-year-month: `sg12-2025-01`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeetingId(String);

impl MeetingId {
    /// The longest id, in characters: with it a UID stays below the 255 octets of RFC 7986 section
    /// 5.3.
    pub const LONGEST: usize = 80;

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MeetingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for MeetingId {
    type Err = Misread;

    fn from_str(text: &str) -> Result<Self, Misread> {
        if is_device(text) {
            let write =
                format!("Windows reserves `{text}`; use another name, for example `{text}-1`");
            return Err(Misread::new("a file name on every system", write));
        }
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if text.is_empty()
            || text.len() > Self::LONGEST
            || !text.chars().all(fits)
            || text.starts_with('-')
        {
            return Err(Misread::new(
                "an id",
                "use at most 80 of the characters a-z, 0-9 and -, usually group-year-month, for \
                 example `sg12-2025-01`",
            ));
        }
        Ok(Self(text.to_owned()))
    }
}

/// Whether Windows takes a name for that of a device, whatever its extension. Published files are copied
/// to any system, so the rule holds on all.
fn is_device(name: &str) -> bool {
    let is_port = |port: &str| matches!(port.as_bytes(), [b'0'..=b'9']);
    ["aux", "con", "nul", "prn"].contains(&name)
        || ["com", "lpt"].iter().any(|kind| name.strip_prefix(kind).is_some_and(is_port))
}

#[cfg(test)]
mod tests {
    use super::MeetingId;

    #[test]
    fn ids() {
        assert_eq!("sg12-2025-01".parse::<MeetingId>().unwrap().to_string(), "sg12-2025-01");
        for bad in ["", "SG12", "a b", "a/b", "..", "-x", "é", "a:b", "a.", &"x".repeat(81)] {
            assert!(bad.parse::<MeetingId>().is_err(), "{bad}");
        }
        for device in ["con", "prn", "aux", "nul", "com0", "com1", "lpt9"] {
            let misread = device.parse::<MeetingId>().unwrap_err();
            assert!(misread.write.starts_with("Windows reserves"), "{misread:?}");
        }
        for name in ["con-1", "com", "com10", "lpt-1", "console", "null"] {
            assert!(name.parse::<MeetingId>().is_ok(), "{name}");
        }
    }
}
