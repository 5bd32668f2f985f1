//! Colons that make a key of a text, or a text of a key.

use crate::finding::Place;
use serde_yaml::granit_parser::ErrorKind;

/// What a colon has to do with a text that is not YAML: the place, the message and the help.
pub(super) fn colon(kind: &ErrorKind, at: Place, text: &str) -> Option<(Place, String, String)> {
    without_space(kind, at, text).or_else(|| in_text(kind, at, text))
}

/// A key with its value right behind the colon, as in `group:SG12`: YAML reads a text. It is in the
/// line at which the parser stops, or in the one before, which that line seems to continue.
fn without_space(kind: &ErrorKind, at: Place, text: &str) -> Option<(Place, String, String)> {
    use ErrorKind as Kind;
    let is_of_kind = matches!(
        kind,
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey | Kind::MappingValueNotAllowed
    );
    if !is_of_kind {
        return None;
    }
    let from = text.get(..at.start)?.rfind('\n').map_or(0, |end| end + 1);
    let before = text.get(..from.saturating_sub(1))?.rfind('\n').map_or(0, |end| end + 1);
    [(from, at.line), (before, at.line.saturating_sub(1).max(1))].into_iter().find_map(
        |(start, line)| {
            let whole = text.get(start..)?.lines().next()?;
            let words = whole.trim_start_matches([' ', '-']);
            let (key, value) = words.split_once(':')?;
            let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            let is_value = !value.is_empty() && !value.starts_with([' ', '/']);
            if !is_key || !is_value {
                return None;
            }
            let start = start + whole.len() - words.len();
            Some((
                Place { start, end: start + key.len() + 1, line },
                format!("a space is missing after the colon of `{key}`"),
                format!("write `{key}: {}`", value.trim_end()),
            ))
        },
    )
}

/// A text with a colon and a space, as in `{title: SG16: opening plenary}`; the parser stops at the
/// second colon.
fn in_text(kind: &ErrorKind, at: Place, text: &str) -> Option<(Place, String, String)> {
    use ErrorKind as Kind;
    let is_in_brackets = match kind {
        Kind::MappingValueNotAllowed => false,
        Kind::InvalidColonPlacement
        | Kind::ExpectedFlowMappingSeparator
        | Kind::ExpectedFlowSequenceSeparator => true,
        _ => return None,
    };
    let rest = text.get(at.start..).filter(|rest| rest.starts_with(": "))?;
    let before = text.get(..at.start)?.rsplit('\n').next()?;
    let entry = if is_in_brackets { before.rsplit(['{', '[', ',']).next()? } else { before };
    let (key, words) = entry.split_once(": ")?;
    let (key, words) = (key.trim_start_matches([' ', '-']), words.trim_start());
    if key.is_empty() || words.is_empty() || words.contains(['"', '\'']) {
        return None;
    }
    let rest = rest.lines().next()?;
    let rest = if is_in_brackets { rest.split([',', '}', ']']).next()? } else { rest };
    let rest = rest.split(" #").next()?.trim_end();
    let comma = if is_in_brackets && words.contains(' ') {
        "; if these are two values, write a comma between them"
    } else {
        ""
    };
    Some((
        Place { start: at.start - words.len(), end: at.start, ..at },
        format!("`{words}` is read as a key because a colon and a space follow it"),
        format!("put the text in quotes: `{key}: \"{words}{rest}\"`{comma}"),
    ))
}

#[cfg(test)]
mod tests {
    use crate::finding::{Findings, Screen, draw};
    use crate::source::yaml::read_meeting;

    #[test]
    fn a_key_without_a_space_behind_its_colon_is_named() {
        for (text, place, written) in [
            ("group:SG12\nstart: 2027-01-12\n", "m.yaml:1:1", "`group: SG12`"),
            ("group: SG12\nstart:2027-01-12\n", "m.yaml:2:1", "`start: 2027-01-12`"),
            (
                "group: SG12\nstart:2027-01-12\nend: 2027-01-13\n",
                "m.yaml:2:1",
                "`start: 2027-01-12`",
            ),
            (
                "group: SG12\nletter:\n  date:2026-10-01\n  number: 1/12\n",
                "m.yaml:3:3",
                "`date: 2026-10-01`",
            ),
            (
                "group: SG12\ndeadlines:\n- date:2026-10-01\n  action: other\n",
                "m.yaml:3:3",
                "`date: 2026-10-01`",
            ),
            (
                "group: SG12\ndeadlines: [{date:2026-10-01, action: other}]\n",
                "m.yaml:2:14",
                "`date: 2026-10-01`",
            ),
            ("group: SG12\ntime_plan: {2027-01-12: {1:Q7/12}}\n", "m.yaml:2:26", "`1: Q7/12`"),
        ] {
            let mut findings = Findings::default();
            read_meeting(text, &mut findings);
            let drawn = draw(&findings, "m.yaml", text, Screen::default());
            assert!(drawn.contains(place) && drawn.contains(written), "{text}{drawn}");
        }
    }
}
