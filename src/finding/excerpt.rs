//! Excerpts: the line of an input around a place, with a caret under it.

use super::Place;
use super::screen::visible;
use annotate_snippets::{AnnotationKind, Element, Origin, Snippet};

/// A line longer than this is shown without its text; its place is still named.
const LONGEST_LINE: usize = 2_000;

/// The line around a place, with a few words at the caret. `name` is the input as the user named
/// it, `text` its text; a place outside it has no line.
pub(super) fn excerpt<'a>(
    place: Place,
    label: Option<&str>,
    name: &'a str,
    text: &'a str,
) -> Element<'a> {
    let number = usize::try_from(place.line).unwrap_or(usize::MAX);
    match line_at(text, place.start) {
        Some(line) if line.text.len() <= LONGEST_LINE => {
            let start = line.boundary(place.start.saturating_sub(line.start));
            let end = line.boundary(place.end.saturating_sub(line.start)).max(start);
            let (start, end) = (shown_length(&line, start), shown_length(&line, end));
            let annotation = AnnotationKind::Primary.span(start..end).label(label.map(visible));
            let snippet = Snippet::source(shown(line.text)).line_start(number).path(name);
            snippet.annotation(annotation).into()
        }
        Some(line) => {
            let before = line.text.get(..place.start.saturating_sub(line.start)).unwrap_or("");
            Origin::path(name).line(number).char_column(before.chars().count() + 1).into()
        }
        None => Origin::path(name).into(),
    }
}

/// A line without the characters that `annotate_snippets` leaves in it and a terminal obeys, one for each:
/// columns stay what they are.
fn shown(line: &str) -> String {
    line.replace(
        |c| matches!(c, '\u{80}'..='\u{9F}' | '\u{200B}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}'),
        "\u{FFFD}",
    )
}

/// The displayed length of a line up to a byte.
fn shown_length(line: &SourceLine<'_>, byte: usize) -> usize {
    line.text.get(..byte).map_or(byte, |before| shown(before).len())
}

/// The line of a text around a byte.
struct SourceLine<'a> {
    start: usize,
    text: &'a str,
}

impl SourceLine<'_> {
    /// The next boundary between characters, within the line.
    fn boundary(&self, byte: usize) -> usize {
        let length = self.text.len();
        (byte.min(length)..length).find(|byte| self.text.is_char_boundary(*byte)).unwrap_or(length)
    }
}

fn line_at(text: &str, byte: usize) -> Option<SourceLine<'_>> {
    let byte = (0..=byte.min(text.len())).rev().find(|byte| text.is_char_boundary(*byte))?;
    let start = text.get(..byte)?.rfind('\n').map_or(0, |end| end + 1);
    let rest = text.get(start..)?;
    let line = rest.split('\n').next().unwrap_or("");
    Some(SourceLine { start, text: line.strip_suffix('\r').unwrap_or(line) })
}
