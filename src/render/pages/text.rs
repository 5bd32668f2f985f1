//! Texts of a page: escaped, marked with their language where it is another than the page's, and
//! the one place where an address becomes a link.

use crate::expand::Phrase;
use crate::model::{Language, WebAddress};
use askama::Template;
use askama::filters::HtmlSafe;

/// The direction of a language's script.
pub(super) fn direction(language: Language) -> &'static str {
    if language == Language::Ar { "rtl" } else { "ltr" }
}

/// A text on one line.
#[derive(Clone, Debug, Template)]
#[template(
    ext = "html",
    config = "src/render/pages/askama.toml",
    source = r#"{% if lang.is_empty() %}{{ text }}{% else %}<span lang="{{ lang }}" dir="{{ dir }}">{{ text }}</span>{% endif %}"#
)]
pub(super) struct Said {
    text: String,
    lang: &'static str,
    dir: &'static str,
}

impl HtmlSafe for Said {}

impl Said {
    /// A text in the language of the page.
    pub(super) fn own(text: impl Into<String>) -> Self {
        Self { text: text.into(), lang: "", dir: "" }
    }

    /// A text in a language, if that is known to be another than the page's.
    pub(super) fn borrowed(text: impl Into<String>, language: Option<Language>) -> Self {
        let lang = language.map_or("", Language::code);
        Self { text: text.into(), lang, dir: language.map_or("", direction) }
    }

    /// A text on a page in a language.
    pub(super) fn on(page: Language, phrase: &Phrase) -> Self {
        let other = Some(phrase.language).filter(|language| *language != page);
        Self::borrowed(phrase.text.clone(), other)
    }
}

/// A text in which addresses are links; its lines are kept.
#[derive(Clone, Debug, Template)]
#[template(
    ext = "html",
    config = "src/render/pages/askama.toml",
    source = r#"<span class="text"{% if !lang.is_empty() %} lang="{{ lang }}" dir="{{ dir }}"{% endif %}>{% for part in parts %}{% match part.href %}{% when Some with (href) %}<a href="{{ href }}">{{ part.text }}</a>{% when None %}{{ part.text }}{% endmatch %}{% endfor %}</span>"#
)]
pub(super) struct Prose {
    parts: Vec<Part>,
    lang: &'static str,
    dir: &'static str,
}

impl HtmlSafe for Prose {}

#[derive(Clone, Debug)]
struct Part {
    text: String,
    href: Option<String>,
}

impl Prose {
    /// A free text on a page in a language.
    pub(super) fn on(page: Language, phrase: &Phrase) -> Self {
        let other = Some(phrase.language).filter(|language| *language != page);
        let (lang, dir) = (other.map_or("", Language::code), other.map_or("", direction));
        Self { parts: parts(&phrase.text), lang, dir }
    }

    /// A text that is one link if its address may be one, else plain.
    pub(super) fn link(said: &Said, address: &str) -> Self {
        let part = Part { text: said.text.clone(), href: href(address) };
        Self { parts: vec![part], lang: said.lang, dir: said.dir }
    }

    /// A text in the page's language.
    pub(super) fn own(text: &str) -> Self {
        Self { parts: parts(text), lang: "", dir: "" }
    }
}

/// What may be followed: web addresses, mail addresses and telephone numbers, whatever else a
/// source says. Nothing else becomes a link.
pub(super) fn href(address: &str) -> Option<String> {
    if let Some(mail) = address.strip_prefix("mailto:") {
        let is_mark = |c: char| ".@_-+".contains(c);
        let is_plain = |c: char| c.is_ascii_alphanumeric() || is_mark(c);
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

/// A text cut where addresses begin and end.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let plain = |text: &str| Part { text: text.to_owned(), href: None };
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = next_address(rest, from) {
        let (before, address) = rest.split_at(at);
        let is_end = |c: char| c.is_whitespace() || !c.is_ascii() || "<>\"'|\\^`{}".contains(c);
        let long = address.find(is_end).unwrap_or(address.len());
        let (address, _) = address.split_at(long);
        // What ends a sentence does not belong to an address.
        let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']']);
        match href(address) {
            Some(href) => {
                parts.push(plain(before));
                parts.push(Part { text: address.to_owned(), href: Some(href) });
                rest = rest.get(at + address.len()..).unwrap_or("");
                from = 0;
            }
            None => from = at + 1,
        }
    }
    parts.push(plain(rest));
    parts.retain(|part| !part.text.is_empty());
    parts
}

fn next_address(text: &str, from: usize) -> Option<usize> {
    let beyond = text.get(from..)?;
    let found = ["https://", "http://"].iter().filter_map(|scheme| beyond.find(scheme)).min()?;
    Some(from + found)
}

#[cfg(test)]
mod tests {
    use super::{Prose, Said, href};
    use crate::expand::Phrase;
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
    fn what_is_borrowed_says_its_language() {
        let phrase = Phrase { text: "a < b".to_owned(), language: Language::En };
        assert_eq!(Said::on(Language::En, &phrase).to_string(), "a &#60; b");
        assert_eq!(
            Said::on(Language::Ar, &phrase).to_string(),
            "<span lang=\"en\" dir=\"ltr\">a &#60; b</span>"
        );
    }
}
