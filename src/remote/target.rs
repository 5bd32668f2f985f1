//! Where a tree is published, as the user writes it.

use super::caldav::Address;
use std::fmt::{self, Display};
use std::str::FromStr;

/// A place to publish to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A part of an object store.
    Objects(Bucket),
    /// A folder of this machine, by its path.
    Folder(String),
    /// A calendar on a CalDAV server.
    Calendar(Address),
}

/// A bucket or container, and our folder in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Its protocol.
    pub provider: Provider,
    /// Its name.
    pub name: String,
    /// The prefix of all our paths: empty, or without a slash at either end.
    pub prefix: String,
}

/// A protocol of object stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    /// Amazon S3 and compatible services.
    S3,
    /// Google Cloud Storage.
    Google,
    /// Azure Blob Storage.
    Azure,
}

impl Provider {
    const ALL: [Self; 3] = [Self::S3, Self::Google, Self::Azure];

    /// The scheme of its addresses.
    pub fn scheme(self) -> &'static str {
        match self {
            Self::S3 => "s3",
            Self::Google => "gs",
            Self::Azure => "az",
        }
    }

    /// The prefix of its environment variables.
    pub fn variables(self) -> &'static str {
        match self {
            Self::S3 => "AWS_",
            Self::Google => "GOOGLE_",
            Self::Azure => "AZURE_",
        }
    }

    /// The usual environment variables for credentials.
    pub(super) fn credentials(self) -> &'static str {
        match self {
            Self::S3 => "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
            Self::Google => "GOOGLE_APPLICATION_CREDENTIALS",
            Self::Azure => "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
        }
    }
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        const FORMS: &str = "write s3://bucket/prefix, gs://bucket/prefix, az://container/prefix, file:///folder or \
             caldav+https://host/path/";
        let (scheme, rest) = text.split_once("://").ok_or(FORMS)?;
        if scheme == "file" {
            return match rest.starts_with('/') && rest.len() > 1 {
                true => Ok(Self::Folder(rest.to_owned())),
                false => Err("write the full path of the folder, for example \
                              file:///srv/calendars"
                    .into()),
            };
        }
        if let Some(address) = Address::read(scheme, rest) {
            return address.map(Self::Calendar);
        }
        let provider = Provider::ALL.into_iter().find(|provider| provider.scheme() == scheme);
        let provider = provider.ok_or(FORMS)?;
        let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        if name.contains('@') {
            return Err(format!(
                "write credentials in {}, never in the target: others can see the arguments",
                provider.credentials()
            ));
        }
        let is_name = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        let is_plain = |c: char| is_name(c) || "/+=~".contains(c);
        if name.is_empty() || !name.chars().all(is_name) {
            return Err(format!("`{name}` is not a valid bucket name; {FORMS}"));
        }
        let prefix = prefix.trim_matches('/');
        let is_step = |part: &str| ["", ".", ".."].contains(&part);
        if !prefix.chars().all(is_plain) || !prefix.is_empty() && prefix.split('/').any(is_step) {
            return Err(format!("`{prefix}` is not a valid prefix: use letters, digits and `-`"));
        }
        Ok(Self::Objects(Bucket { provider, name: name.to_owned(), prefix: prefix.to_owned() }))
    }
}

impl Display for Target {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => write!(to, "file://{path}"),
            Self::Calendar(address) => address.fmt(to),
            Self::Objects(Bucket { provider, name, prefix }) => {
                let slash = if prefix.is_empty() { "" } else { "/" };
                write!(to, "{}://{name}{slash}{prefix}", provider.scheme())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Target;

    #[test]
    fn targets_are_read_and_shown() {
        for (text, shown) in [
            ("s3://feeds", "s3://feeds"),
            ("s3://feeds/", "s3://feeds"),
            ("gs://my.feeds/itu/t/", "gs://my.feeds/itu/t"),
            ("az://feeds/cal", "az://feeds/cal"),
            ("file:///srv/www", "file:///srv/www"),
            (
                "caldav+https://dav.example.org/me@example.org/itu",
                "caldav+https://dav.example.org/me@example.org/itu/",
            ),
            ("caldav+http://[::1]:5232", "caldav+http://[::1]:5232/"),
        ] {
            assert_eq!(text.parse::<Target>().unwrap().to_string(), shown);
        }
    }

    #[test]
    fn what_is_no_target() {
        for text in [
            "feeds",
            "/srv/www",
            "ftp://feeds",
            "s3://",
            "s3:///x",
            "s3://fe eds",
            "s3://feeds/a//b",
            "s3://feeds/../b",
            "s3://feeds/a?b",
            "file://srv",
            "file:///",
            "https://dav.example.org/cal/",
            "caldav://dav.example.org/cal/",
            "caldav+https:///cal/",
            "caldav+https://host:x/cal/",
            "caldav+https://host/my cal/",
            "caldav+https://host/a/../b/",
            "caldav+https://host/cal/?a",
        ] {
            assert!(text.parse::<Target>().is_err(), "{text}");
        }
        let secret = "s3://key:secret@feeds".parse::<Target>().unwrap_err();
        assert!(secret.contains("AWS_ACCESS_KEY_ID") && !secret.contains("secret@"), "{secret}");
        let secret = "caldav+https://me:secret@host/cal/".parse::<Target>().unwrap_err();
        assert!(secret.contains("CALDAV_PASSWORD") && !secret.contains("secret"), "{secret}");
    }
}
