//! What programs that go through a site are asked to leave out (RFC 9309).

/// How the file says, at its beginning, who wrote it.
pub const ROBOTS_MARK: &str = "# timeplan";

/// `robots.txt`. Of the rules that fit an address the longest holds; older programs take the first one.
/// The paths hold wherever the tree stands on its host.
pub const ROBOTS: &str = "\
# timeplan: calendar programs read every feed, also a personal view of one (/all.ics?show=plenary).
# The page that makes personal views has endless addresses; search engines should skip it.
User-agent: *
Allow: /*.ics
Disallow: /*view.html?
Disallow: /*?
";

#[cfg(test)]
mod tests {
    use super::{ROBOTS, ROBOTS_MARK};

    /// Whether a pattern fits the beginning of an address: `*` stands for anything.
    fn fits(pattern: &str, address: &str) -> bool {
        match pattern.split_once('*') {
            None => address.starts_with(pattern),
            Some((begin, rest)) => address.strip_prefix(begin).is_some_and(|after| {
                (0..=after.len()).any(|at| after.is_char_boundary(at) && fits(rest, &after[at..]))
            }),
        }
    }

    /// RFC 9309 section 2.2.2: the longest rule holds, of two as long the one that allows.
    fn is_allowed(address: &str) -> bool {
        let rules = ROBOTS.lines().filter_map(|line| line.split_once(": "));
        let rules = rules.filter(|(key, pattern)| *key != "User-agent" && fits(pattern, address));
        let longest = rules.max_by_key(|(key, pattern)| (pattern.len(), *key == "Allow"));
        longest.is_none_or(|(key, _)| key == "Allow")
    }

    #[test]
    fn feeds_and_their_views_are_for_everybody_and_the_page_of_views_is_not_searched() {
        assert!(ROBOTS.starts_with(ROBOTS_MARK));
        for open in [
            "/",
            "/robots.txt",
            "/all.ics",
            "/all.ics?show=q7-12,plenary&hide=lunch&lang=zh",
            "/calendars/zh/groups/q7-12.ics?alarm=PT15M",
            "/zh/groups/q7-12.html",
            "/view.html",
        ] {
            assert!(is_allowed(open), "{open}");
        }
        for closed in [
            "/view.html?show=plenary",
            "/zh/view.html?feed=all.ics",
            "/calendars/view.html?",
            "/index.html?utm_source=x",
            "/?x",
        ] {
            assert!(!is_allowed(closed), "{closed}");
        }
    }
}
