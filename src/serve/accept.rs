//! Which form of a content a client takes (RFC 9110 section 12.5.3).

use http::{HeaderMap, header};

/// Whether a client would rather have a content packed by gzip than as it is. One that says nothing
/// of packing gets no packed content.
pub(super) fn gzip(headers: &HeaderMap) -> bool {
    let (mut gzip, mut identity, mut any) = (None, None, None);
    let values = headers.get_all(header::ACCEPT_ENCODING).iter();
    for coding in values.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','))
    {
        let mut parts = coding.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let quality = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
        // An unreadable weight counts as absent.
        let quality = quality.map_or(1.0, |quality| quality.parse::<f32>().unwrap_or(0.0));
        match name.as_str() {
            "gzip" | "x-gzip" => gzip = Some(quality),
            "identity" => identity = Some(quality),
            "*" => any = Some(quality),
            _ => {}
        }
    }
    let gzip = gzip.or(any).unwrap_or(0.0);
    gzip > 0.0 && gzip >= identity.unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header};

    #[test]
    fn what_clients_say() {
        let cases = [
            ("gzip", true),
            ("gzip, deflate, br, zstd", true),
            ("GZIP", true),
            ("x-gzip", true),
            ("br, gzip;q=0.5", true),
            ("*", true),
            ("gzip; q=0.001", true),
            ("", false),
            ("br", false),
            ("gzip;q=0", false),
            ("gzip;q=0, *", false),
            ("*;q=0", false),
            ("gzip;q=x", false),
            ("gzip;q=0.5, identity", false),
            ("gzip, identity", true),
            ("identity;q=0.5, *;q=0", false),
        ];
        for (said, wanted) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(said));
            assert_eq!(super::gzip(&headers), wanted, "{said}");
        }
        assert!(!super::gzip(&HeaderMap::new()));
    }
}
