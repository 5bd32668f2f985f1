//! From the target of a request to a path of the tree.
//!
//! A path is only ever looked up among those of the tree, so none leads anywhere else.

use std::borrow::Cow;

/// Takes the percent-encoding out of a path or a part of a query, once. Nothing of what is malformed
/// or no UTF-8.
pub(super) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let (high, low) = (digit()?, digit()?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

/// The path of the tree that a path of an address stands for; a folder is its `index.html`.
pub(super) fn path(address: &str) -> Option<String> {
    let mut path = decoded(address.strip_prefix('/')?)?;
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    Some(path)
}

/// A query as it was meant: one that was copied out of a page has `&amp;` for `&`, and some programs
/// take it for a part of a path and encode all of it.
pub(super) fn query(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    if !text.contains('=')
        && let Some(plain) = decoded(&text).filter(|plain| plain.contains('='))
    {
        text = Cow::Owned(plain);
    }
    while text.contains("&amp;") {
        text = Cow::Owned(text.replace("&amp;", "&"));
    }
    text
}

/// An address that is nearly one of the tree: with slashes too many, in capitals, with the full stop of
/// the sentence that it was copied from, without its extension, or with its question mark encoded.
#[derive(Debug)]
pub(super) struct NearAddress<'a> {
    path: String,
    /// The query behind an encoded question mark.
    pub(super) query: Option<&'a str>,
}

impl<'a> NearAddress<'a> {
    pub(super) fn of(address: &'a str) -> Option<Self> {
        let encoded = ["%3F", "%3f"].into_iter().filter_map(|mark| address.split_once(mark)).next();
        let (path, query) = encoded.map_or((address, None), |(path, query)| (path, Some(query)));
        let path = decoded(path)?.to_lowercase();
        let is_around = |c: char| c.is_whitespace() || "/.,;:)]>\"'’”»".contains(c);
        let segments = path.trim_end_matches(is_around).split('/');
        let segments: Vec<&str> = segments.filter(|segment| !segment.is_empty()).collect();
        Some(Self { path: segments.join("/"), query })
    }

    /// The paths that it may stand for, the likeliest first. People without an extension want a page.
    pub(super) fn paths(&self) -> impl Iterator<Item = String> {
        // `groups/Q7/12.ics`: a group as ITU-T writes it.
        let group = self.path.split_once("groups/").map(|(folder, group)| {
            format!("{folder}groups/{}", group.replace(['/', ' ', '_'], "-"))
        });
        let folder = if self.path.is_empty() { "index.html" } else { "/index.html" };
        [Some(self.path.clone()), group]
            .into_iter()
            .flatten()
            .flat_map(move |path| ["", ".html", ".ics", folder].map(|end| format!("{path}{end}")))
    }
}

#[cfg(test)]
mod tests {
    use super::{NearAddress, path, query};

    #[test]
    fn queries_as_they_were_meant() {
        for (text, wanted) in [
            ("show=a&hide=b", "show=a&hide=b"),
            ("show=a&amp;hide=b", "show=a&hide=b"),
            ("show=a&amp;amp;hide=b&amp;lang=zh", "show=a&hide=b&lang=zh"),
            ("show%3Da%26hide%3Db", "show=a&hide=b"),
            ("show%3Da%26amp%3Bhide%3Db", "show=a&hide=b"),
            ("show=a%26hide", "show=a%26hide"),
            ("%zz", "%zz"),
            ("", ""),
        ] {
            assert_eq!(query(text), wanted, "{text}");
        }
    }

    #[test]
    fn addresses_that_are_nearly_right() {
        for (address, wanted, behind) in [
            ("//all.ics", "all.ics", None),
            ("/all.ics/", "all.ics", None),
            ("/ALL.ICS.", "all.ics", None),
            ("/all.ics%22%3E", "all.ics", None),
            ("/Groups//Q7-12", "groups/q7-12.html", None),
            ("/groups/q7-12", "groups/q7-12.ics", None),
            ("/zh/groups/Q7%2F12.ics", "zh/groups/q7-12.ics", None),
            ("/groups/Q7/12", "groups/q7-12.html", None),
            ("/all.ics%3Fshow%3Dplenary", "all.ics", Some("show%3Dplenary")),
            ("/all.ics%3fshow=a&hide=b", "all.ics", Some("show=a&hide=b")),
            ("//", "index.html", None),
            ("//ZH//", "zh/index.html", None),
        ] {
            let near = NearAddress::of(address).unwrap();
            assert!(near.paths().any(|path| path == wanted), "{address}: {near:?}");
            assert_eq!(near.query, behind, "{address}");
        }
        for other in ["/../all.ics", "/./all.ics", "/x/all.ics"] {
            assert!(
                NearAddress::of(other).unwrap().paths().all(|path| path != "all.ics"),
                "{other}"
            );
        }
        assert!(NearAddress::of("/%ff").is_none());
    }

    #[test]
    fn paths() {
        let cases = [
            ("/", Some("index.html")),
            ("/zh/", Some("zh/index.html")),
            ("/all.ics", Some("all.ics")),
            ("/groups/q7%2D12.ics", Some("groups/q7-12.ics")),
            ("/%61ll%2eics", Some("all.ics")),
            // Once, and never more.
            ("/%2561ll.ics", Some("%61ll.ics")),
            ("/%2e%2e/%2e%2e/etc/passwd", Some("../../etc/passwd")),
            ("//all.ics", Some("/all.ics")),
            ("/%E4%BC%9A", Some("会")),
            ("/%", None),
            ("/%4", None),
            ("/%zz", None),
            ("/%+1", None),
            ("/%FF", None),
            ("*", None),
            ("", None),
        ];
        for (address, wanted) in cases {
            assert_eq!(path(address).as_deref(), wanted, "{address}");
        }
    }
}
