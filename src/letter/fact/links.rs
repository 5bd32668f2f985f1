//! The web addresses of a letter's body, each once, with what they are.

use crate::letter::Evidence;
use crate::letter::fact::agenda::of_script;
use crate::letter::lex::language;
use crate::letter::lex::normal::{Line, Normal};
use crate::letter::read::document::{Hyperlink, Span};
use crate::letter::shape::prose;
use crate::letter::words::Sense;
use crate::model::{Language, Link, Text, WebAddress};

/// The most links of a letter.
const MOST: usize = 200;

/// What addresses have that only traces who follows them.
const TRACES: [&str; 5] = ["utm_", "fbclid=", "gclid=", "mc_cid=", "mc_eid="];

/// The longest words that are a title, in characters.
const LONGEST_TITLE: usize = 60;

/// The longest words before a link that are its title, in characters.
const LONGEST_LEAD: usize = 32;

/// Reads the links below the salutation. `known` are addresses that stand elsewhere in the meeting:
/// the group's page.
pub(crate) fn links(
    normal: &Normal,
    of_letter: Language,
    known: &[&WebAddress],
) -> (Vec<Link>, Vec<Evidence>) {
    let body = prose::letter(normal).start;
    let mut seen: Vec<String> = known.iter().map(|known| bare(known.as_str())).collect();
    let mut links: Vec<Link> = Vec::new();
    let mut evidence = Vec::new();
    for link in normal.document.links.iter().filter(|link| link.span.start >= body) {
        if links.len() >= MOST {
            break;
        }
        let Some(url) = address(&link.target) else { continue };
        let same = bare(url.as_str());
        if seen.contains(&same) {
            continue;
        }
        seen.push(same);
        evidence.push(Evidence {
            field: format!("links[{}]", links.len()),
            value: url.to_string(),
            place: normal.place(&link.span),
        });
        links.push(Link { title: title(normal, of_letter, link), url });
    }
    (links, evidence)
}

/// The address of a page, without what only traces who follows it. Footers name the start page of
/// the site, which says nothing.
fn address(target: &str) -> Option<WebAddress> {
    let target = target.trim();
    let small = target.to_ascii_lowercase();
    let is_web = small.starts_with("http://") || small.starts_with("https://");
    let is_traced = ["safelinks.protection.", "urldefense.", "/track/click"];
    if !is_web || is_traced.iter().any(|part| small.contains(part)) {
        return None;
    }
    let (scheme, rest) = target.split_once("://")?;
    let target = format!("{}://{rest}", scheme.to_ascii_lowercase());
    let start = bare(&target);
    if matches!(start.as_str(), "itu.int" | "itu.ch") {
        return None;
    }
    let (page, fragment) = target.split_once('#').unwrap_or((&target, ""));
    let (page, query) = page.split_once('?').unwrap_or((page, ""));
    let is_trace = |part: &&str| {
        let part = part.to_ascii_lowercase();
        TRACES.iter().any(|trace| part.starts_with(trace))
    };
    let kept: Vec<&str> =
        query.split('&').filter(|part| !part.is_empty() && !is_trace(part)).collect();
    let mark = if kept.is_empty() { "" } else { "?" };
    let hash = if fragment.is_empty() { "" } else { "#" };
    format!("{page}{mark}{}{hash}{fragment}", kept.join("&")).parse().ok()
}

/// An address as it is compared: without scheme, `www.` and the stroke at its end.
fn bare(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (host, path) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    format!("{}{}", host.to_ascii_lowercase(), path.trim_end_matches('/'))
}

/// What a link is: its own words, else the label of its paragraph, else a few words before it.
fn title(normal: &Normal, of_letter: Language, link: &Hyperlink) -> Option<Text> {
    let line = normal.lines.iter().rev().find(|line| line.span.start <= link.span.start);
    let own = Some(link.span.clone()).filter(|span| is_telling(normal, span));
    let span = own.or_else(|| {
        let line = line.filter(|line| link.span.start < line.span.end)?;
        let label = prose::label(normal, line).filter(|label| label.end <= link.span.start);
        label.or_else(|| before(normal, line, link)).filter(|span| is_telling(normal, span))
    })?;
    let words = normal.words(&span);
    let of_line = line.and_then(|line| language::of(normal.slice(&line.span)));
    Text::new(of_script(&words, of_line.unwrap_or(of_letter)), words)
}

/// The words between the beginning of its sentence and a link, without the mark between them.
fn before(normal: &Normal, line: &Line, link: &Hyperlink) -> Option<Span> {
    let sentences = prose::sentences(normal, &line.span);
    let sentence = sentences.into_iter().find(|sentence| sentence.end > link.span.start)?;
    let begin = sentence.start.min(link.span.start);
    let text = normal.slice(&(begin..link.span.start));
    let words = text.trim_end_matches([' ', '\t', ':', '(', '-', '<', ',']);
    // A whole clause says more than what the link is.
    if words.chars().count() > LONGEST_LEAD || words.contains([',', ';', '،', '、']) {
        return None;
    }
    let start = begin + (words.len() - words.trim_start_matches([' ', '\t', '-', '•']).len());
    Some(start..begin + words.len())
}

/// Whether words say what a link is: short, no address, and not only "here" or "see".
fn is_telling(normal: &Normal, span: &Span) -> bool {
    let text = normal.folded(span).trim();
    let length = text.chars().count();
    let is_address = text.contains("://") || text.contains('@') || text.starts_with("www.");
    let says_nothing = [Sense::Here, Sense::See].into_iter().any(|of| normal.marks.is(of, span));
    let is_path = !text.contains(' ') && text.contains('/');
    (2..=LONGEST_TITLE).contains(&length)
        && text.chars().any(char::is_alphabetic)
        && !is_address
        && !is_path
        && !says_nothing
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::links::{address, links};
    use crate::letter::lex::normal::Normal;
    use crate::letter::read::document::{Block, Document, Hyperlink, Paragraph};
    use crate::letter::shape::prose::tests::normal;
    use crate::model::Language;

    fn read(normal: &Normal) -> Vec<String> {
        let known = "https://www.itu.int/go/tsg9".parse().unwrap();
        let (links, evidence) = links(normal, Language::En, &[&known]);
        assert_eq!(links.len(), evidence.len());
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
