//! From the target of a request to a path of the tree.
//!
//! A path is only ever looked up among those of the tree, so none leads anywhere else.

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

#[cfg(test)]
mod tests {
    use super::path;

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
