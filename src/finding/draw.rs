//! Drawing: a finding as a person reads it, with the line and a caret.

use super::{Finding, Findings, Level};
use annotate_snippets::{AnnotationKind, Level as Title, Origin, Renderer, Snippet};

/// A line longer than this is shown without its text; its place is named all the same.
const LONGEST_LINE: usize = 2_000;

/// The most findings of one input that are drawn; nobody reads more in one go.
const MOST_DRAWN: usize = 200;

/// The findings of one input, by place, each followed by an empty line; of very many the first
/// ones, and how many more there are.
///
/// `name` is the input as the user named it, `text` its text (empty where it has none), `colour` whether escape
/// sequences of a terminal may be used.
pub fn draw(findings: &Findings, name: &str, text: &str, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut drawn = String::new();
    let sorted = findings.sorted();
    for finding in sorted.iter().take(MOST_DRAWN) {
        drawn.push_str(&one(finding, name, text, &renderer));
        drawn.push_str("\n\n");
    }
    if let Some(more) = sorted.len().checked_sub(MOST_DRAWN).filter(|more| *more > 0) {
        drawn.push_str(&format!("{}: {more} more of this kind\n\n", visible(name)));
    }
    drawn
}

fn one(finding: &Finding, name: &str, text: &str, renderer: &Renderer) -> String {
    let title = match finding.level {
        Level::Fault => Title::ERROR.with_name("fault"),
        Level::Doubt(_) => Title::WARNING.with_name("doubt"),
    };
    let mut title = title.primary_title(visible(&finding.message));
    if let Level::Doubt(check) = finding.level {
        title = title.id(check);
    }
    let mut group = title.elements(None::<Origin<'_>>);
    let name = visible(name);
    match finding.place.and_then(|place| Some((place, line_at(text, place.start)?))) {
        Some((place, line)) if line.text.len() <= LONGEST_LINE => {
            let start = line.boundary(place.start.saturating_sub(line.start));
            let end = line.boundary(place.end.saturating_sub(line.start)).max(start);
            let label = finding.label.as_deref().map(visible);
            let annotation = AnnotationKind::Primary.span(start..end).label(label);
            let number = usize::try_from(place.line).unwrap_or(usize::MAX);
            group = group.element(
                Snippet::source(line.text).line_start(number).path(name).annotation(annotation),
            );
        }
        Some((place, line)) => {
            let before = line.text.get(..place.start.saturating_sub(line.start)).unwrap_or("");
            let number = usize::try_from(place.line).unwrap_or(usize::MAX);
            group = group
                .element(Origin::path(name).line(number).char_column(before.chars().count() + 1));
        }
        None => group = group.element(Origin::path(name)),
    }
    if let Some(help) = &finding.help {
        group = group.element(Title::HELP.message(visible(help)));
    }
    renderer.render(&[group])
}

/// The line of a text around a byte.
struct Line<'a> {
    start: usize,
    text: &'a str,
}

impl Line<'_> {
    /// The next boundary between characters, within the line.
    fn boundary(&self, byte: usize) -> usize {
        let length = self.text.len();
        (byte.min(length)..length).find(|byte| self.text.is_char_boundary(*byte)).unwrap_or(length)
    }
}

fn line_at(text: &str, byte: usize) -> Option<Line<'_>> {
    let byte = (0..=byte.min(text.len())).rev().find(|byte| text.is_char_boundary(*byte))?;
    let start = text.get(..byte)?.rfind('\n').map_or(0, |end| end + 1);
    let rest = text.get(start..)?;
    let line = rest.split('\n').next().unwrap_or("");
    Some(Line { start, text: line.strip_suffix('\r').unwrap_or(line) })
}

/// Text of an input must not steer the terminal.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{FFFD}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::draw;
    use crate::finding::{Findings, Place};

    #[test]
    fn a_fault_shows_its_line_with_a_caret_under_wide_characters() {
        let text = "a: 1\ntitle: 会议 \"x\"\n";
        let mut findings = Findings::default();
        findings
            .fault(Place { start: 19, end: 22, line: 2 }, "`x` is no title")
            .label("here")
            .help("write a title");
        assert_eq!(
            draw(&findings, "m.yaml", text, false),
            "fault: `x` is no title\n --> m.yaml:2:11\n  |\n2 | title: 会议 \"x\"\n  |             ^^^ here\n  |\n  \
             = help: write a title\n\n"
        );
    }

    #[test]
    fn a_place_outside_of_the_text_and_a_control_character_do_no_harm() {
        let mut findings = Findings::default();
        findings.fault(Place { start: 900, end: 1000, line: 7 }, "bell \u{7}");
        findings.fault_of_all("nothing here");
        findings.fault(Place { start: 5, end: 6, line: 1 }, "within a character");
        let drawn = draw(&findings, "m.yaml", "a: 1 会", false);
        assert!(drawn.contains("1 | a: 1 会\n  |      ^^\n"), "{drawn}");
        assert!(drawn.starts_with("fault: nothing here\n--> m.yaml\n\n"), "{drawn}");
        assert!(drawn.contains("fault: bell \u{FFFD}\n"), "{drawn}");
    }
}
