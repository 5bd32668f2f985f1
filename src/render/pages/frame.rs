//! What stands around every page: its head, the way home and to the other languages; and the links
//! by which one subscribes to a feed.

use super::card::DataText;
use super::text::{clean, direction};
use crate::model::{Language, Settings};
use crate::words::{PageWords, Words};
use askama::Template;
use askama::filters::HtmlSafe;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;

/// The part of a policy that counts only in the field of an answer (CSP Level 3 section 3.3).
const FRAMED: &str = "; frame-ancestors 'none'";

/// The policy by which a browser runs and loads nothing on a kind of page but what belongs to it, and
/// shows the page in no other one.
pub fn policy(kind: &str) -> &'static str {
    match kind {
        "view" => {
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; \
             form-action 'self'; connect-src 'self'; frame-ancestors 'none'"
        }
        _ => {
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; \
             form-action 'none'; connect-src 'self'; frame-ancestors 'none'"
        }
    }
}

/// The frame of a page.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) lang: &'static str,
    pub(super) dir: &'static str,
    /// The kind of page.
    pub(super) kind: &'static str,
    pub(super) title: String,
    /// The title without the name of the site, and a line on what the page holds: what others show of it.
    pub(super) heading: String,
    pub(super) description: String,
    /// The address of the page, if that of the tree is known.
    pub(super) canonical: Option<String>,
    /// The meeting that it is of, as data.
    pub(super) event: Option<DataText>,
    /// The name of the site.
    pub(super) site: Cow<'a, str>,
    /// From the page to the top of the tree.
    pub(super) up: String,
    /// From the page to the top of its language's part of the tree.
    pub(super) home: String,
    /// The feed that the page shows; empty without one.
    pub(super) feed: String,
    pub(super) languages: Vec<LanguageLink>,
    pub(super) said: &'static PageWords,
}

/// The same page in a language of the site.
#[derive(Debug)]
pub(super) struct LanguageLink {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    /// From the page, and as a whole if the address of the tree is known.
    pub(super) href: String,
    whole: Option<String>,
}

impl LanguageLink {
    /// The address for programs, which want a whole one.
    pub(super) fn address(&self) -> &str {
        self.whole.as_deref().unwrap_or(&self.href)
    }
}

impl<'a> Frame<'a> {
    /// The policy that stands in the page itself, for servers that set none.
    pub(super) fn policy(&self) -> &'static str {
        let policy = policy(self.kind);
        policy.strip_suffix(FRAMED).unwrap_or(policy)
    }

    /// The frame of the page at a path, which begins behind the language's folder.
    pub(super) fn new(
        settings: &'a Settings,
        language: Language,
        kind: &'static str,
        path: &str,
        title: &str,
    ) -> Self {
        let home = "../".repeat(path.matches('/').count());
        let is_first = settings.languages.first() == Some(&language);
        let up = if is_first { home.clone() } else { format!("../{home}") };
        let site = clean(settings.title_in(language).unwrap_or(Words::of(language).calendar));
        let whole = |language: Language| {
            let base = settings.base_url.as_ref()?;
            Some(format!("{base}/{}{path}", settings.folder(language)))
        };
        let other = |other: &Language| LanguageLink {
            code: other.code(),
            name: PageWords::of(*other).own_name,
            href: format!("{up}{}{path}", settings.folder(*other)),
            whole: whole(*other),
        };
        let languages = settings.languages.iter().map(other).collect();
        let said = PageWords::of(language);
        let heading = if title.is_empty() { site.to_string() } else { clean(title).into_owned() };
        Self {
            lang: language.code(),
            dir: direction(language),
            kind,
            title: if title.is_empty() { site.to_string() } else { format!("{title} – {site}") },
            description: format!("{} · {}", (said.subscribe_to)(&heading), said.subscribe_lead),
            heading,
            canonical: whole(language),
            event: None,
            site,
            languages,
            up,
            home,
            feed: String::new(),
            said,
        }
    }
}

/// The box by which one subscribes to a feed.
#[derive(Debug, Template)]
#[template(path = "subscribe.html", config = "src/render/pages/askama.toml")]
pub(super) struct Subscription {
    label: String,
    /// The feed, from the page.
    file: String,
    home: String,
    links: Option<Links>,
    said: &'static PageWords,
}

impl HtmlSafe for Subscription {}

/// A feed in a list.
#[derive(Debug, Template)]
#[template(path = "feed.html", config = "src/render/pages/askama.toml")]
pub(super) struct FeedLink {
    name: String,
    label: String,
    page: String,
    file: String,
    webcal: Option<String>,
    /// The address to copy; the page's own place goes before a relative one.
    address: String,
    said: &'static PageWords,
}

impl HtmlSafe for FeedLink {}

/// The links that programs subscribe by.
#[derive(Debug)]
pub(super) struct Links {
    pub(super) address: String,
    pub(super) webcal: String,
    pub(super) google: String,
    pub(super) google_form: &'static str,
    pub(super) outlook: String,
    pub(super) office: String,
    /// Whether others than the one who asks reach the address, as the programs of Google and
    /// Microsoft have to.
    pub(super) is_public: bool,
}

impl Links {
    /// The links of a feed at a path of the tree, if the address of the tree is known.
    fn new(settings: &Settings, path: &str, name: &str) -> Option<Self> {
        let base = settings.base_url.as_ref()?;
        Some(Self::to(format!("{base}/{path}"), name, true))
    }

    /// The links of a feed at an address.
    pub(super) fn to(address: String, name: &str, is_public: bool) -> Self {
        let encoded = |text| utf8_percent_encode(text, &RESERVED).to_string();
        let (encoded, name) = (encoded(&address), encoded(name));
        let beyond = address.split_once("://").map_or(address.as_str(), |(_, beyond)| beyond);
        Self {
            webcal: format!("webcal://{beyond}"),
            google: format!("https://calendar.google.com/calendar/r?cid={encoded}"),
            google_form: "https://calendar.google.com/calendar/u/0/r/settings/addbyurl",
            outlook: format!(
                "https://outlook.live.com/calendar/0/addfromweb?url={encoded}&name={name}"
            ),
            office: format!(
                "https://outlook.office.com/calendar/0/addfromweb?url={encoded}&name={name}"
            ),
            address,
            is_public,
        }
    }
}

/// Where a feed is.
#[derive(Clone, Copy, Debug)]
pub(super) struct FeedAt<'a> {
    pub(super) settings: &'a Settings,
    pub(super) language: Language,
    /// Its path behind the language's folder.
    pub(super) path: &'a str,
    pub(super) name: &'a str,
    /// From the page to the language's folder.
    pub(super) home: &'a str,
}

impl FeedAt<'_> {
    fn links(&self) -> Option<Links> {
        let path = format!("{}{}", self.settings.folder(self.language), self.path);
        Links::new(self.settings, &path, self.name)
    }

    /// The box by which one subscribes to it.
    pub(super) fn subscription(&self) -> Subscription {
        let said = PageWords::of(self.language);
        Subscription {
            label: (said.subscribe_to)(&clean(self.name)),
            file: format!("{}{}", self.home, self.path),
            home: self.home.to_owned(),
            links: self.links(),
            said,
        }
    }

    /// The feed in a list, with its page if it has one.
    pub(super) fn listed(&self, page: Option<String>) -> FeedLink {
        let said = PageWords::of(self.language);
        let file = format!("{}{}", self.home, self.path);
        let (links, name) = (self.links(), clean(self.name).into_owned());
        FeedLink {
            label: (said.subscribe_to)(&name),
            name,
            page: page.unwrap_or_default(),
            address: links.as_ref().map_or_else(|| file.clone(), |links| links.address.clone()),
            webcal: links.map(|links| links.webcal),
            file,
            said,
        }
    }
}

/// All but the unreserved characters (RFC 3986 section 2.3).
const RESERVED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[cfg(test)]
mod tests {
    use super::Links;
    use crate::model::Settings;

    #[test]
    fn links_are_those_that_programs_take() {
        let base_url = Some("https://cal.example.org/itu".parse().unwrap());
        let settings = Settings { base_url, ..Settings::default() };
        let links = Links::new(&settings, "zh/groups/q7-12.ics", "Q7/12 & 会").unwrap();
        let encoded = "https%3A%2F%2Fcal.example.org%2Fitu%2Fzh%2Fgroups%2Fq7-12.ics";
        assert_eq!(links.address, "https://cal.example.org/itu/zh/groups/q7-12.ics");
        assert_eq!(links.webcal, "webcal://cal.example.org/itu/zh/groups/q7-12.ics");
        assert_eq!(links.google, format!("https://calendar.google.com/calendar/r?cid={encoded}"));
        let name = "Q7%2F12%20%26%20%E4%BC%9A";
        assert_eq!(
            links.outlook,
            format!("https://outlook.live.com/calendar/0/addfromweb?url={encoded}&name={name}")
        );
        assert_eq!(
            links.office,
            format!("https://outlook.office.com/calendar/0/addfromweb?url={encoded}&name={name}")
        );
        assert!(Links::new(&Settings::default(), "all.ics", "all").is_none());
    }
}
