//! Conditional requests (RFC 9110 section 13).

use super::date;
use chrono::{DateTime, SubsecRound, Utc};
use http::{HeaderMap, HeaderName, HeaderValue, header};

/// What the conditions of a request come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ConditionOutcome {
    /// The content is sent.
    Send,
    /// The client has it already.
    Same,
    /// The request was for another version.
    Failed,
}

/// Weighs the conditions of a GET or HEAD in the order of section 13.2.2: entity tags go before
/// dates, and an unreadable date counts as absent.
pub(super) fn weigh(
    headers: &HeaderMap,
    etag: &HeaderValue,
    modified: DateTime<Utc>,
) -> ConditionOutcome {
    // Dates of HTTP have whole seconds.
    let modified = modified.trunc_subsecs(0);
    if headers.contains_key(header::IF_MATCH) {
        if !names(headers, header::IF_MATCH, etag, false) {
            return ConditionOutcome::Failed;
        }
    } else if date_of(headers, header::IF_UNMODIFIED_SINCE).is_some_and(|since| modified > since) {
        return ConditionOutcome::Failed;
    }
    if headers.contains_key(header::IF_NONE_MATCH) {
        let is_same = names(headers, header::IF_NONE_MATCH, etag, true);
        return if is_same { ConditionOutcome::Same } else { ConditionOutcome::Send };
    }
    match date_of(headers, header::IF_MODIFIED_SINCE) {
        Some(since) if modified <= since => ConditionOutcome::Same,
        _ => ConditionOutcome::Send,
    }
}

/// The date of a field that stands there once.
fn date_of(headers: &HeaderMap, name: HeaderName) -> Option<DateTime<Utc>> {
    let mut values = headers.get_all(name).iter();
    let only = values.next().filter(|_| values.next().is_none())?;
    date::read(only.to_str().ok()?.trim())
}

/// Whether a field names an entity tag, or any by `*`. Weak tags count only where a weak comparison
/// is asked for (section 8.8.3.2); ours are strong.
fn names(headers: &HeaderMap, name: HeaderName, etag: &HeaderValue, is_weak: bool) -> bool {
    headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).any(|value| {
        let fits =
            |(weak, tag): (bool, &str)| tag.as_bytes() == etag.as_bytes() && (is_weak || !weak);
        value.trim() == "*" || tags(value).any(fits)
    })
}

/// The entity tags of a list, and whether each is weak. What follows anything that is none is left
/// out; a tag may have commas in it.
fn tags(mut list: &str) -> impl Iterator<Item = (bool, &str)> {
    std::iter::from_fn(move || {
        list = list.trim_start_matches([' ', '\t', ',']);
        let (weak, tag) = match list.strip_prefix("W/") {
            Some(tag) => (true, tag),
            None => (false, list),
        };
        let end = tag.strip_prefix('"')?.find('"')? + 2;
        let (tag, rest) = tag.split_at_checked(end)?;
        list = rest;
        Some((weak, tag))
    })
}

#[cfg(test)]
mod tests {
    use super::{ConditionOutcome, tags, weigh};
    use http::{HeaderMap, HeaderName, HeaderValue};

    #[test]
    fn tags_of_a_list() {
        let list: Vec<_> = tags(" W/\"a,b\",\t\"c\" , ,\"\"").collect();
        assert_eq!(list, [(true, "\"a,b\""), (false, "\"c\""), (false, "\"\"")]);
        for none in ["", "a", "\"a", "w/\"a\"", "W/ \"a\""] {
            assert_eq!(tags(none).count(), 0, "{none}");
        }
    }

    #[test]
    fn conditions() {
        use ConditionOutcome::{Failed, Same, Send};
        let before = "Sat, 31 May 2025 23:59:59 GMT";
        let then = "Sun, 01 Jun 2025 00:00:00 GMT";
        let after = "Sun, 01 Jun 2025 00:00:01 GMT";
        let cases: &[(&[(&'static str, &str)], ConditionOutcome)] = &[
            (&[], Send),
            (&[("if-none-match", "\"x\"")], Same),
            (&[("if-none-match", "W/\"x\"")], Same),
            (&[("if-none-match", "*")], Same),
            (&[("if-none-match", "\"a\", W/\"x\"")], Same),
            (&[("if-none-match", "\"a\""), ("if-none-match", "\"x\"")], Same),
            (&[("if-none-match", "\"a\"")], Send),
            (&[("if-none-match", "x")], Send),
            (&[("if-none-match", "")], Send),
            (&[("if-modified-since", before)], Send),
            (&[("if-modified-since", then)], Same),
            (&[("if-modified-since", after)], Same),
            (&[("if-modified-since", "Sunday, 01-Jun-25 00:00:00 GMT")], Same),
            (&[("if-modified-since", "yesterday")], Send),
            (&[("if-modified-since", then), ("if-modified-since", then)], Send),
            (&[("if-none-match", "\"a\""), ("if-modified-since", after)], Send),
            (&[("if-none-match", "\"x\""), ("if-modified-since", before)], Same),
            (&[("if-match", "\"x\"")], Send),
            (&[("if-match", "*")], Send),
            (&[("if-match", "W/\"x\"")], Failed),
            (&[("if-match", "\"a\"")], Failed),
            (&[("if-match", "\"x\""), ("if-none-match", "\"x\"")], Same),
            (&[("if-unmodified-since", before)], Failed),
            (&[("if-unmodified-since", then)], Send),
            (&[("if-match", "\"x\""), ("if-unmodified-since", before)], Send),
        ];
        let at = super::date::read(then).unwrap();
        for (fields, outcome) in cases {
            let mut headers = HeaderMap::new();
            for (name, value) in *fields {
                headers
                    .append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
            }
            let etag = HeaderValue::from_static("\"x\"");
            // A modification within a second is not after it.
            let modified = at + chrono::TimeDelta::milliseconds(500);
            assert_eq!(weigh(&headers, &etag, modified), *outcome, "{fields:?}");
        }
    }
}
