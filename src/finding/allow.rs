//! Comments that allow a doubt: `# timeplan: allow NAME`.

use super::Place;

const MARK: &str = "# timeplan: allow ";

/// What one comment allows.
pub(super) struct Allowed<'a> {
    check: &'a str,
    /// The line that it applies to; none for the whole input.
    line: Option<u32>,
}

impl Allowed<'_> {
    /// Whether it allows a doubt of this check at this place.
    pub(super) fn covers(&self, check: &str, place: Option<Place>) -> bool {
        self.check == check
            && self.line.is_none_or(|line| place.is_some_and(|place| place.line == line))
    }
}

/// Everything that the comments of a text allow.
pub(super) fn allowed(text: &str) -> Vec<Allowed<'_>> {
    let mut all = Vec::new();
    for (line, number) in text.lines().zip(1_u32..) {
        let Some((before, names)) = line.split_once(MARK) else { continue };
        let line = (!before.trim().is_empty()).then_some(number);
        let names = names.split([',', ' ']).filter(|name| !name.is_empty());
        all.extend(names.map(|check| Allowed { check, line }));
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::finding::{Findings, Place};

    #[test]
    fn a_comment_allows_a_doubt_on_its_line_or_in_the_whole_file() {
        let text = "a: 1  # timeplan: allow one, two\nb: 2\n# timeplan: allow three\n";
        let at = |line| Some(Place { start: 0, end: 1, line });
        let mut findings = Findings::default();
        findings.doubt("one", at(1), "on its line");
        findings.doubt("two", at(2), "on another line");
        findings.doubt("two", None, "of the whole file");
        findings.doubt("three", at(2), "allowed everywhere");
        findings.fault(Place::default(), "a fault stays");
        assert_eq!(findings.silence(text), 2);
        assert_eq!((findings.doubts(), findings.faults()), (2, 1));
    }
}
