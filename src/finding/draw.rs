//! Drawing: a finding for a person, with the line and a caret.

use super::alike::{Alike, Gather, alike};
use super::excerpt::excerpt;
use super::screen::visible;
use super::{Finding, Findings, Level, PageStarts, Place, Screen};
use annotate_snippets::{Level as Title, Origin, Renderer};

/// The most findings of one input that are drawn; nobody reads more at once.
const MOST_DRAWN: usize = 200;

/// Draws the findings of one input by place, each followed by an empty line. If one kind has very
/// many, its first finding is drawn with a list of the others. If there are very many kinds, the
/// first ones are drawn with the number of the rest.
///
/// `name` is the input as the user named it, `text` its text (empty where it has none).
pub fn draw(findings: &Findings, name: &str, text: &str, screen: Screen) -> String {
    draw_in_pages(findings, name, text, &PageStarts::default(), screen)
}

/// The same with one finding for each kind, and a list of the lines of the others.
pub fn draw_kinds(findings: &Findings, name: &str, text: &str, screen: Screen) -> String {
    drawn(findings, name, text, &PageStarts::default(), screen, Gather::All)
}

/// The same for a document with pages or cells, each of which begins at a byte of its text: a
/// person can find these, but not a line of the extracted text.
pub fn draw_in_pages(
    findings: &Findings,
    name: &str,
    text: &str,
    pages: &PageStarts,
    screen: Screen,
) -> String {
    drawn(findings, name, text, pages, screen, Gather::Many)
}

fn drawn(
    findings: &Findings,
    name: &str,
    text: &str,
    pages: &PageStarts,
    screen: Screen,
    gather: Gather,
) -> String {
    let renderer = screen.renderer();
    let mut drawn = String::new();
    let all = alike(&findings.sorted(), gather);
    for alike in all.iter().take(MOST_DRAWN) {
        drawn.push_str(&one(alike, name, text, pages, &renderer));
        drawn.push_str("\n\n");
    }
    let more: usize = all.iter().skip(MOST_DRAWN).map(|alike| 1 + alike.others.len()).sum();
    if more > 0 {
        drawn.push_str(&format!("{}: {more} more findings\n\n", visible(name)));
    }
    drawn
}

fn one(
    alike: &Alike<'_>,
    name: &str,
    text: &str,
    pages: &PageStarts,
    renderer: &Renderer,
) -> String {
    let finding = alike.first;
    let title = match finding.level {
        Level::Fault => Title::ERROR.with_name("fault"),
        Level::Doubt(_) => Title::WARNING.with_name("doubt"),
    };
    let on_page: Option<(Place, String)> =
        finding.place.and_then(|place| Some((place, pages.name(place)?)));
    let message = match &on_page {
        Some((_, page)) => format!("{} ({page})", finding.message),
        None => finding.message.clone(),
    };
    let mut title = title.primary_title(visible(&message));
    let rule = match finding.level {
        Level::Fault => finding.rule,
        Level::Doubt(check) => Some(check),
    };
    if let Some(rule) = rule {
        title = title.id(rule);
    }
    let mut group = title.elements(None::<Origin<'_>>);
    let name = visible(name);
    group = match finding.place.filter(|_| on_page.is_none()) {
        Some(place) => group.element(excerpt(place, finding.label.as_deref(), &name, text)),
        None => group.element(Origin::path(&*name)),
    };
    if let Some((place, _)) = &on_page {
        let words = text.get(place.start..place.end).unwrap_or("").split_whitespace();
        let words: Vec<&str> = words.collect();
        if !words.is_empty() {
            let said = format!("the text reads “{}”", words.join(" "));
            group = group.element(Title::NOTE.message(visible(&said)));
        }
    }
    let what = if pages.names.is_empty() { "page" } else { "cell" };
    let number =
        |other: &Finding| other.place.and_then(|place| pages.number(place)).unwrap_or_default();
    let line = |other: &Finding| {
        other.place.map_or(0, |place| usize::try_from(place.line).unwrap_or(usize::MAX))
    };
    let list = match on_page {
        Some(_) => alike.list(what, number, |number| pages.label(number)),
        None => alike.list("line", line, |line| line.to_string()),
    };
    if let Some(list) = list {
        group = group.element(Title::NOTE.message(visible(&list)));
    }
    if let Some(help) = &finding.help {
        group = group.element(Title::HELP.message(visible(help)));
    }
    renderer.render(&[group])
}

#[cfg(test)]
mod tests {
    use super::{draw, draw_in_pages};
    use crate::finding::{Findings, PageStarts, Place, Screen};
    use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

    #[test]
    fn a_fault_shows_its_line_with_a_caret_under_wide_characters() {
        let text = "a: 1\ntitle: 会议 \"x\"\n";
        let mut findings = Findings::default();
        findings
            .fault(Place { start: 19, end: 22, line: 2 }, "`x` is no title")
            .label("here")
            .help("write a title");
        assert_eq!(
            draw(&findings, "m.yaml", text, Screen::default()),
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
        let drawn = draw(&findings, "m.yaml", "a: 1 会", Screen::default());
        assert!(drawn.contains("1 | a: 1 会\n  |      ^^\n"), "{drawn}");
        assert!(drawn.starts_with("fault: nothing here\n--> m.yaml\n\n"), "{drawn}");
        assert!(drawn.contains("fault: bell \u{FFFD}\n"), "{drawn}");
    }

    /// The column in which the caret stands, and that of the word below which it should.
    fn columns_of(drawn: &str) -> (usize, usize) {
        let width = |text: &str| text.chars().filter_map(UnicodeWidthChar::width).sum::<usize>();
        let line = drawn.lines().find(|line| line.starts_with("1 |")).unwrap_or_default();
        let caret = drawn.lines().find(|line| line.contains('^')).unwrap_or_default();
        let before = |line: &str, what: &str| line.find(what).map(|at| width(&line[..at]));
        (before(caret, "^").unwrap_or(999), before(line, "WRONG").unwrap_or(998))
    }

    #[test]
    fn a_caret_stands_below_its_word_at_any_width() {
        for filling in ["x", "会议", "لا", "e\u{301}", "의", "👍🏽", "a\u{200F}"] {
            for (before, after) in [(0, 0), (1, 90), (7, 7), (45, 0), (61, 90), (100, 100)] {
                let text = format!("{}WRONG{}", filling.repeat(before), filling.repeat(after));
                let start = text.find("WRONG").unwrap();
                let mut findings = Findings::default();
                findings.fault(Place { start, end: start + 5, line: 1 }, "wrong").label("here");
                for columns in [None, Some(60), Some(80), Some(120)] {
                    let screen = Screen { colour: false, columns };
                    let drawn = draw(&findings, "m.yaml", &text, screen);
                    let (caret, word) = columns_of(&drawn);
                    assert_eq!(caret, word, "{filling} {before} {after} {columns:?}\n{drawn}");
                    let most = usize::from(columns.unwrap_or(145));
                    let widest = drawn.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
                    // A cut line with marks that take no column may be longer by their number.
                    let has_marks = filling.chars().any(|c| c.width() == Some(0));
                    assert!(
                        has_marks || widest <= most,
                        "{filling} {before} {after} {columns:?}\n{drawn}"
                    );
                }
            }
        }
    }

    #[test]
    fn in_a_document_with_pages_a_finding_names_the_page() {
        let mut findings = Findings::default();
        findings.doubt("x", Some(Place { start: 8, end: 18, line: 2 }), "this is odd").help("look");
        findings.fault_of_all("nothing here");
        assert_eq!(
            draw_in_pages(
                &findings,
                "a.pdf",
                "page 1\n\n4 to\n5 May",
                &PageStarts { starts: vec![0, 7], names: Vec::new() },
                Screen::default()
            ),
            "fault: nothing here\n--> a.pdf\n\ndoubt[x]: this is odd (page 2)\n--> a.pdf\n = note: the text reads “4 to \
             5 May”\n = help: look\n\n"
        );
    }
}
