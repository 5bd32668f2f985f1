//! The web addresses of a letter's body, each once, with what they are.

use crate::letter::fact::agenda::of_script;
use crate::letter::lex::{Normal, language};
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, prose};
use crate::letter::words::Sense;
use crate::model::{Language, Link, Text, WebAddress};

/// The most links of a letter.
const MOST: usize = 200;

/// What addresses have that only traces who follows them.
const TRACES: [&str; 5] = ["utm_", "fbclid=", "gclid=", "mc_cid=", "mc_eid="];

/// What addresses have that lead to another one by way of a guard.
const GUARDS: [&str; 3] = ["safelinks.protection.", "urldefense.", "/track/click"];

/// The start pages of the site, which footers name.
const START_PAGES: [&str; 2] = ["itu.int", "itu.ch"];

/// The longest words that are a title, in characters.
const LONGEST_TITLE: usize = 60;

/// The longest words before a link that are its title, in characters.
const LONGEST_LEAD: usize = 32;

/// Reads the links below the salutation, but for the group's page, which is known.
pub(crate) fn links(
    found: &LetterText<'_>,
    of_letter: Language,
    known: Option<&WebAddress>,
) -> Vec<Link> {
    let normal = found.normal;
    let body = prose::letter(normal).start;
    let mut seen: Vec<String> = known.map(bare).into_iter().collect();
    let mut links: Vec<Link> = Vec::new();
    for link in normal.document.links.iter().filter(|link| link.span.start >= body) {
        let Some(url) = address(&link.target) else { continue };
        let same = bare(&url);
        if !seen.contains(&same) && links.len() < MOST {
            seen.push(same);
            found.note(format!("links[{}]", links.len()), &url, &link.span);
            links.push(Link { title: title(found, of_letter, &link.span), url });
        }
    }
    links
}

/// The address of a page, without what only traces who follows it.
fn address(target: &str) -> Option<WebAddress> {
    let target: WebAddress = target.trim().parse().ok()?;
    let is_guarded = GUARDS.iter().any(|guard| target.as_str().contains(guard));
    if is_guarded || START_PAGES.contains(&bare(&target).as_str()) {
        return None;
    }
    let (page, fragment) = target.as_str().split_once('#').unwrap_or((target.as_str(), ""));
    let (page, query) = page.split_once('?').unwrap_or((page, ""));
    let is_trace = |part: &&str| TRACES.iter().any(|trace| part.starts_with(trace));
    let kept: Vec<&str> = query.split('&').filter(|part| !is_trace(part)).collect();
    let with = |sign: &str, part: &str| {
        if part.is_empty() { String::new() } else { format!("{sign}{part}") }
    };
    format!("{page}{}{}", with("?", &kept.join("&")), with("#", fragment)).parse().ok()
}

/// An address as it is compared: without scheme, `www.` and the stroke at its end.
fn bare(address: &WebAddress) -> String {
    let address = address.as_str().to_ascii_lowercase();
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/').to_owned()
}

/// What a link is: its own words, else the label of its paragraph, else a few words before it.
fn title(found: &LetterText<'_>, of_letter: Language, link: &Span) -> Option<Text> {
    let normal = found.normal;
    let line = normal.line_of(link.start).filter(|line| link.start < line.span.end);
    let label = line.and_then(|line| prose::label(normal, line));
    let label = label.filter(|label| label.end <= link.start);
    let lead = line.and_then(|line| {
        let sentence = found.sentence(link.start, &line.span);
        let text = normal.slice(&(sentence.start..link.start));
        let words = text.trim_end_matches([' ', '\t', ':', '(', '-', '<', ',']);
        let start = words.len() - words.trim_start_matches([' ', '\t', '-', '•']).len();
        // A whole clause says more than what the link is.
        let is_short =
            words.chars().count() <= LONGEST_LEAD && !words.contains([',', ';', '،', '、']);
        is_short.then_some(sentence.start + start..sentence.start + words.len())
    });
    let mut titles = [Some(link.clone()), label, lead].into_iter().flatten();
    let words = normal.words(&titles.find(|span| is_telling(normal, span))?);
    let of_line = line.and_then(|line| language::of(normal.slice(&line.span)));
    Text::new(of_script(&words, of_line.unwrap_or(of_letter)), words)
}

/// Whether words say what a link is: short, no address, and not only "here" or "see".
fn is_telling(normal: &Normal, span: &Span) -> bool {
    let text = normal.slice(span).trim();
    let is_address = text.contains("://") || !text.contains(' ') && text.contains(['/', '@', '.']);
    let says_nothing = [Sense::Here, Sense::See].into_iter().any(|of| normal.marks.is(of, span));
    let is_title = (2..=LONGEST_TITLE).contains(&text.chars().count());
    is_title && text.contains(char::is_alphabetic) && !is_address && !says_nothing
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::links::{address, links};
    use crate::letter::lex::normal::Normal;
    use crate::letter::read::document::{Block, Document, Hyperlink, Paragraph};
    use crate::letter::shape::found::LetterText;
    use crate::letter::shape::prose::tests::normal;
    use crate::model::Language;

    fn read(normal: &Normal) -> Vec<String> {
        let known = "https://www.itu.int/go/tsg9".parse().unwrap();
        let found = LetterText::new(normal);
        let links = links(&found, Language::En, Some(&known));
        assert_eq!(links.len(), found.reading.borrow().evidence.len());
        let title = |link: &crate::model::Link| {
            let title = link.title.as_ref()?;
            let (language, words) = title.all().next()?;
            Some(format!("{words} [{language}] "))
        };
        links.iter().map(|l| format!("{}{}", title(l).unwrap_or_default(), l.url)).collect()
    }

    #[test]
    fn addresses_in_the_text() {
        for (text, expected) in [
            (
                "Web: https://itu.int/web\nDear colleague,\nPRINTERS: see https://itu.int/go/ink.",
                "PRINTERS [en] https://itu.int/go/ink",
            ),
            (
                "Rooms: https://itu.int/rooms/, http://www.itu.int/rooms",
                "Rooms [en] https://itu.int/rooms/",
            ),
            ("打印机：详情见https://itu.int/go/ink。", "打印机 [zh] https://itu.int/go/ink"),
            ("Imprimantes : https://itu.int/go/ink.", "Imprimantes [en] https://itu.int/go/ink"),
            ("Гостиницы: http://itu.int/hotel/;", "Гостиницы [ru] http://itu.int/hotel/"),
            ("الفنادق: http://itu.int/hotel/", "الفنادق [ar] http://itu.int/hotel/"),
            ("Ver http://itu.int/hotel/", "http://itu.int/hotel/"),
            ("Who wants to know more, and soon, goes to http://itu.int/x", "http://itu.int/x"),
        ] {
            assert_eq!(read(&normal(text)), [expected], "{text}");
        }
        let none = "https://itu.int/go/tsg9/ and www.itu.int and https://www.itu.int/ too";
        assert_eq!(read(&normal(none)), Vec::<String>::new());
    }

    #[test]
    fn hyperlinks_with_and_without_telling_words() {
        let text = "Rooms are shown here or in the list of rooms. Write to us.";
        let link = |words: &str, target: &str| {
            let at = text.find(words).unwrap();
            Hyperlink { span: at..at + words.len(), target: target.to_owned() }
        };
        let document = Document {
            text: text.to_owned(),
            blocks: vec![Block::Paragraph(Paragraph {
                span: 0..text.len(),
                ..Paragraph::default()
            })],
            links: vec![
                link("here", "https://itu.int/a?utm_source=mail&x=1#top"),
                link("list of rooms", "https://itu.int/b"),
                link("Write", "mailto:x@itu.int"),
            ],
            ..Document::default()
        };
        assert_eq!(
            read(&Normal::of(document)),
            [
                "Rooms are shown [en] https://itu.int/a?x=1#top",
                "list of rooms [en] https://itu.int/b"
            ]
        );
    }

    #[test]
    fn what_traces_is_left_out() {
        let read = |target: &str| address(target).map(|address| address.to_string());
        assert_eq!(read("https://x.ch/?utm_a=1&gclid=2"), Some("https://x.ch/".to_owned()));
        assert_eq!(read("https://eur03.safelinks.protection.outlook.com/?url=x"), None);
        assert_eq!((read("javascript:alert(1)"), read("mailto:a@b.c")), (None, None));
    }

    #[test]
    fn hostile_texts_end_soon() {
        let many = (0..20_000).map(|n| format!("see http://a.ch/{n} or\n")).collect::<String>();
        assert_eq!(read(&normal(&many)).len(), crate::letter::fact::links::MOST);
        read(&normal(&"x http://a.ch ".repeat(70_000)));
    }
}
