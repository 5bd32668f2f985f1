//! Texts of a page: escaped, marked with their language where it is another than the page's, and
//! the one place where an address becomes a link.

use crate::expand::{Remotely, TextInLanguage};
use crate::ical;
use crate::model::{Language, WebAddress};
use crate::words::Words;
use askama::Template;
use askama::filters::HtmlSafe;
use std::borrow::Cow;

/// The direction of a language's script.
pub(super) fn direction(language: Language) -> &'static str {
    if language == Language::Ar { "rtl" } else { "ltr" }
}

/// A text as feeds have it, and without the characters that turn the order of what stands around it
/// (Unicode Standard Annex 9 sections 2.1 to 2.5). The marks of a direction turn nothing and stay.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let clean = ical::clean(text);
    // Each of them begins with this byte.
    if clean.as_bytes().contains(&0xE2) && clean.contains(turns) {
        return Cow::Owned(clean.replace(turns, ""));
    }
    clean
}

/// A text on one line; a part of it may be in another language than the page.
#[derive(Clone, Debug, Template)]
#[template(
    ext = "html",
    config = "src/render/pages/askama.toml",
    source = r#"{{ before }}{% if let Some(language) = language %}<span lang="{{ language.code() }}" dir="{{ self.dir() }}">{{ borrowed }}</span>{{ after }}{% endif %}"#
)]
pub(super) struct PageText {
    /// What is in the page's language, before the rest or all of it.
    before: String,
    borrowed: String,
    after: String,
    language: Option<Language>,
}

impl HtmlSafe for PageText {}

impl PageText {
    /// A text in the language of the page.
    pub(super) fn own(text: &str) -> Self {
        let (borrowed, after) = (String::new(), String::new());
        Self { before: clean(text).into_owned(), borrowed, after, language: None }
    }

    /// A text in a language, if that is known to be another than the page's.
    pub(super) fn all_borrowed(text: &str, language: Option<Language>) -> Self {
        let text = clean(text).into_owned();
        let (other, empty) = (String::new(), String::new());
        match language {
            None => Self { before: text, borrowed: other, after: empty, language },
            Some(_) => Self { before: other, borrowed: text, after: empty, language },
        }
    }

    /// A text of which a part is borrowed from another language.
    pub(super) fn borrowing(text: &str, part: Option<&TextInLanguage>) -> Self {
        let Some(TextInLanguage { text: part, language }) = part else { return Self::own(text) };
        match text.split_once(part.as_str()) {
            Some((before, after)) => Self {
                before: clean(before).into_owned(),
                borrowed: clean(part).into_owned(),
                after: clean(after).into_owned(),
                language: Some(*language),
            },
            None => Self::all_borrowed(text, Some(*language)),
        }
    }

    /// A text on a page in a language.
    pub(super) fn on(page: Language, phrase: &TextInLanguage) -> Self {
        let other = Some(phrase.language).filter(|language| *language != page);
        Self::all_borrowed(&phrase.text, other)
    }

    /// Its parts: what stands before the one that is borrowed, that one, and what stands behind it;
    /// and the language of that one.
    pub(super) fn parts(&self) -> ([&str; 3], Option<Language>) {
        ([&self.before, &self.borrowed, &self.after], self.language)
    }

    fn dir(&self) -> &'static str {
        self.language.map_or("", direction)
    }

    /// A text by its parts.
    pub(super) fn of_parts(
        [before, borrowed, after]: [&str; 3],
        language: Option<Language>,
    ) -> Self {
        let [before, borrowed, after] = [before, borrowed, after].map(str::to_owned);
        Self { before, borrowed, after, language }
    }
}

/// A text in which addresses are links; its lines are kept.
#[derive(Clone, Debug, Template)]
#[template(
    ext = "html",
    config = "src/render/pages/askama.toml",
    source = r#"<span class="text"{% if let Some(language) = language %} lang="{{ language.code() }}" dir="{{ self.dir() }}"{% endif %}>{% for part in parts %}{% match part.href %}{% when Some with (href) %}<a href="{{ href }}">{{ part.text }}</a>{% when None %}{{ part.text }}{% endmatch %}{% endfor %}</span>"#
)]
pub(super) struct Prose {
    parts: Vec<ProsePart>,
    language: Option<Language>,
}

impl HtmlSafe for Prose {}

#[derive(Clone, Debug)]
struct ProsePart {
    text: String,
    href: Option<String>,
}

impl Prose {
    /// A free text on a page in a language.
    pub(super) fn on(page: Language, phrase: &TextInLanguage) -> Self {
        let language = Some(phrase.language).filter(|language| *language != page);
        Self { parts: parts(&clean(&phrase.text)), language }
    }

    /// A text on a page in a language that is one link if its address may be one, else plain.
    pub(super) fn link(page: Language, text: &TextInLanguage, address: &str) -> Self {
        let language = Some(text.language).filter(|language| *language != page);
        Self { language, ..Self::own_link(&text.text, address) }
    }

    /// The same in the page's language.
    pub(super) fn own_link(text: &str, address: &str) -> Self {
        let part = ProsePart { text: clean(text).into_owned(), href: href(address) };
        Self { parts: vec![part], language: None }
    }

    /// A text in the page's language.
    pub(super) fn own(text: &str) -> Self {
        Self { parts: parts(&clean(text)), language: None }
    }

    fn dir(&self) -> &'static str {
        self.language.map_or("", direction)
    }
}

/// Remote participation: whether there is any, and how.
#[derive(Clone, Debug, Template)]
#[template(
    ext = "html",
    config = "src/render/pages/askama.toml",
    source = r#"<span class="remote">{{ label }}{% if let Some(how) = how %}{{ colon }}{{ how }}{% endif %}</span>"#
)]
pub(super) struct RemoteText {
    label: &'static str,
    colon: &'static str,
    how: Option<Prose>,
}

impl HtmlSafe for RemoteText {}

impl RemoteText {
    /// Remote participation on a page in a language.
    pub(super) fn on(page: Language, remote: &Remotely) -> Self {
        let words = Words::of(page);
        let (label, how) = match remote {
            Remotely::No => (words.no_remote, None),
            Remotely::Yes => (words.remote, None),
            Remotely::By(how) => (words.remote, Some(Prose::on(page, how))),
        };
        Self { label, colon: words.colon, how }
    }
}

/// What may be followed: web addresses, mail addresses and telephone numbers, whatever else a
/// source says. Nothing else becomes a link.
pub(super) fn href(address: &str) -> Option<String> {
    if let Some(mail) = address.strip_prefix("mailto:") {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || ".@_-+".contains(c);
        let is_one = mail.split_once('@').is_some_and(|(who, host)| {
            !who.is_empty() && host.contains('.') && !host.contains('@')
        });
        return (is_one && mail.chars().all(is_plain)).then(|| address.to_owned());
    }
    if let Some(number) = address.strip_prefix("tel:") {
        let digits: String = number.chars().filter(|c| !" -./()".contains(*c)).collect();
        let plain = digits.strip_prefix('+').unwrap_or(&digits);
        let is_one = plain.len() > 2 && plain.chars().all(|c| c.is_ascii_digit());
        return is_one.then(|| format!("tel:{digits}"));
    }
    address.parse::<WebAddress>().ok().map(|address| address.to_string())
}

/// The first address in a text.
pub(super) fn first_link(text: &str) -> Option<String> {
    parts(&clean(text)).into_iter().find_map(|part| part.href)
}

/// A text cut where addresses begin and end. It is gone through once: where a stretch without white
/// space ends is looked for once, however many addresses begin in it, and what is no link is refused
/// by its first letters.
fn parts(text: &str) -> Vec<ProsePart> {
    let mut parts = Vec::new();
    let plain = |text: &str| ProsePart { text: text.to_owned(), href: None };
    // What comes before `done` stands in `parts`; `run` ends what an address may reach to.
    let (mut done, mut run, mut from) = (0, 0, 0);
    while let Some(at) = next_address(text, from) {
        from = at + 1;
        if at >= run {
            run = end_of_run(text, at);
        }
        let address = text.get(at..run).unwrap_or_default();
        if let Some(href) = href(address) {
            parts.push(plain(text.get(done..at).unwrap_or_default()));
            parts.push(ProsePart { text: address.to_owned(), href: Some(href) });
            (done, from) = (run, run);
        }
    }
    parts.push(plain(text.get(done..).unwrap_or_default()));
    parts.retain(|part| !part.text.is_empty());
    parts
}

/// Where an address from a place on ends at the latest. What ends a sentence does not belong to it.
fn end_of_run(text: &str, at: usize) -> usize {
    let beyond = text.get(at..).unwrap_or_default();
    let is_end = |c: char| c.is_whitespace() || !c.is_ascii() || "<>\"'|\\^`{}".contains(c);
    let run = beyond.split(is_end).next().unwrap_or_default();
    at + run.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']']).len()
}

/// Where the next address begins.
fn next_address(text: &str, from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let at = from + text.get(from..)?.find("http")?;
        let rest = text.get(at..)?;
        if rest.starts_with("http://") || rest.starts_with("https://") {
            return Some(at);
        }
        from = at + "http".len();
    }
}

#[cfg(test)]
mod tests {
    use super::{PageText, Prose, href};
    use crate::expand::TextInLanguage;
    use crate::model::Language;

    #[test]
    fn only_addresses_become_links() {
        for (address, link) in [
            ("https://itu.int/a?b=1&c", Some("https://itu.int/a?b=1&c")),
            ("mailto:tsbsg12@itu.int", Some("mailto:tsbsg12@itu.int")),
            ("tel:+41 22 730 (68) 28", Some("tel:+41227306828")),
            ("javascript:alert(1)", None),
            ("JavaScript:alert(1)", None),
            ("data:text/html,x", None),
            ("//evil.example", None),
            ("https://a\" onclick=\"x", None),
            ("mailto:a@b.c?bcc=d", None),
            ("mailto:@b.c", None),
            ("tel:x", None),
            ("", None),
        ] {
            assert_eq!(href(address).as_deref(), link, "{address}");
        }
    }

    #[test]
    fn addresses_in_a_text_are_links() {
        let prose = |text: &str| Prose::own(text).to_string();
        assert_eq!(
            prose("See (https://itu.int/go/tsg12), or http:// and\nhttps://x.example/<b>."),
            "<span class=\"text\">See (<a href=\"https://itu.int/go/tsg12\">https://itu.int/go/tsg12</a>), \
             or http:// and\n<a href=\"https://x.example/\">https://x.example/</a>&#60;b&#62;.</span>"
        );
        assert_eq!(prose("javascript:alert(1)"), "<span class=\"text\">javascript:alert(1)</span>");
    }

    #[test]
    fn a_text_is_gone_through_once() {
        // Gone through once for each of its addresses, these texts take minutes.
        for text in
            ["http://", "https://", "http://, ", "http http:/ ", "http://).., ", "https:///! "]
        {
            let text = text.repeat(60_000);
            let shown = Prose::own(&format!("{text} https://itu.int")).to_string();
            assert!(shown.ends_with("<a href=\"https://itu.int\">https://itu.int</a></span>"));
        }
    }

    #[test]
    fn a_part_that_is_borrowed_is_marked_alone() {
        let phrase = TextInLanguage { text: "drafts".to_owned(), language: Language::En };
        let said = |text: &str| PageText::borrowing(text, Some(&phrase)).to_string();
        let marked = "<span lang=\"en\" dir=\"ltr\">drafts</span>";
        assert_eq!(
            said("Q7/12 : drafts (si nécessaire)"),
            format!("Q7/12 : {marked} (si nécessaire)")
        );
        assert_eq!(said("autre"), "<span lang=\"en\" dir=\"ltr\">autre</span>");
        assert_eq!(PageText::borrowing("autre", None).to_string(), "autre");
    }

    #[test]
    fn what_is_borrowed_says_its_language() {
        let phrase = TextInLanguage { text: "a < b".to_owned(), language: Language::En };
        assert_eq!(PageText::on(Language::En, &phrase).to_string(), "a &#60; b");
        assert_eq!(
            PageText::on(Language::Ar, &phrase).to_string(),
            "<span lang=\"en\" dir=\"ltr\">a &#60; b</span>"
        );
    }
}
