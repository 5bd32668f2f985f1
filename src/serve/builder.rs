//! The page on which one puts a view together: `/view.html?feed=…&show=…&hide=…&lang=…&alarm=…`, in
//! the folder of each language.
//!
//! It says of a choice just what the address that comes of it gives: both are read, checked and chosen
//! by the same code.

use super::address::{self, decoded};
use super::catalogue::Chosen;
use super::order::RefusedView;
use super::resource::Resource;
use super::site::Site;
use super::wish::{LONGEST, ViewQuery};
use super::{Response, failed};
use crate::finding::nearest;
use crate::ical;
use crate::model::Language;
use crate::render::{
    Choice, ChosenView, Sitting, ViewChoices, ViewOutcome, clashes, folder_of, of_everyone,
    view_page,
};
use crate::words::Words;
use chrono::{DateTime, Utc};
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use std::sync::Arc;

/// The page, behind the folder of its language.
const PAGE: &str = "view.html";

/// The longest query, in bytes. A form says its key before each term, so it needs more of them than
/// the view that comes of it.
const LONGEST_FORM: usize = 8 * 1024;

/// The default feed to choose from.
const ALL: &str = "all";

/// How many pairs of sessions are shown.
const MOST_CLASHES: usize = 50;

/// A request for the page.
#[derive(Debug)]
pub(super) struct BuilderRequest {
    language: Language,
    query: String,
    /// Where the client says that it asks.
    host: Option<Authority>,
}

/// What a query of the page asks for.
#[derive(Debug, Default)]
struct PageQuery {
    feed: String,
    wish: ViewQuery,
    /// What is wrong with it; all the rest was read.
    wrong: Option<String>,
}

impl BuilderRequest {
    /// The request for the page that the path of an address is for.
    pub(super) fn new(
        site: &Site,
        address: &str,
        query: Option<&str>,
        headers: &HeaderMap,
    ) -> Option<Self> {
        // Nearly all requests are for something else.
        let path = (address.ends_with(PAGE) || address.contains('%'))
            .then(|| address::path(address))??;
        let language = language_of(site, &path)?;
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let host = host.and_then(host_of);
        Some(Self { language, query: query.unwrap_or_default().to_owned(), host })
    }

    /// Answers it, beside the other requests if there is something to choose.
    pub(super) async fn answer(self, site: Arc<Site>, headers: &HeaderMap) -> Response {
        let maker = Arc::clone(&site);
        let has_choice = !self.query.is_empty();
        let _permit = if has_choice { site.views.making.acquire().await.ok() } else { None };
        let made = tokio::task::spawn_blocking(move || self.page(&maker)).await;
        let Ok(Some((status, page))) = made else {
            return failed();
        };
        let mut response = if status == StatusCode::OK {
            page.answer(headers)
        } else {
            // What is wrong is no version of anything, whatever the client has.
            let mut plain = HeaderMap::new();
            let accepted = headers.get(header::ACCEPT_ENCODING);
            plain.extend(accepted.map(|value| (header::ACCEPT_ENCODING, value.clone())));
            let mut response = page.answer(&plain);
            *response.status_mut() = status;
            response.headers_mut().remove(header::ETAG);
            response.headers_mut().remove(header::LAST_MODIFIED);
            response
        };
        // It is of the moment, and of the host that was asked.
        let cached = if status == StatusCode::OK { "private, no-cache" } else { "no-store" };
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cached));
        response
    }

    /// Makes the page.
    fn page(&self, site: &Site) -> Option<(StatusCode, Resource)> {
        let (status, asked, outcome) = self.outcome(site);
        let PageQuery { feed, wish, .. } = &asked;
        let catalogue = site.views.catalogues.get(&self.language)?;
        let (kinds, actions) = (catalogue.kinds(), catalogue.actions());
        let (settings, language) = (&site.settings, self.language);
        let index = &site.views.index;
        let offer = ViewChoices { settings, language, index, kinds: &kinds, actions: &actions };
        let choice = Choice {
            feed,
            show: &wish.show,
            hide: &wish.hide,
            language: wish.language,
            alarm: wish.alarm,
            query: &asked.query(),
        };
        let page = view_page(&offer, &choice, &outcome).ok()?;
        let index = format!("{}index.html", settings.folder(language));
        let modified = site.resources.get(&index)?.modified.max(site.settled);
        Some((status, Resource::new(PAGE, None, page.into_bytes(), modified)))
    }

    /// What is asked for, and what comes of it.
    fn outcome<'a>(&self, site: &'a Site) -> (StatusCode, PageQuery, ViewOutcome<'a>) {
        let ok = StatusCode::OK;
        if self.query.is_empty() {
            return (
                ok,
                PageQuery { feed: ALL.to_owned(), ..PageQuery::default() },
                ViewOutcome::Open,
            );
        }
        if self.query.len() > LONGEST_FORM {
            let message = format!(
                "this page reads at most {LONGEST_FORM} characters behind its question mark"
            );
            let asked = PageQuery { feed: ALL.to_owned(), ..PageQuery::default() };
            return (StatusCode::URI_TOO_LONG, asked, ViewOutcome::Wrong(message));
        }
        let asked = PageQuery::read(&self.query);
        match self.made(site, &asked) {
            Ok(outcome) => (ok, asked, outcome),
            Err(RefusedView(status, message)) => (status, asked, ViewOutcome::Wrong(message)),
        }
    }

    fn made<'a>(&self, site: &'a Site, asked: &PageQuery) -> Result<ViewOutcome<'a>, RefusedView> {
        if let Some(wrong) = &asked.wrong {
            return Err(RefusedView(StatusCode::BAD_REQUEST, wrong.clone()));
        }
        let path = format!("{}{}.ics", site.settings.folder(self.language), asked.feed);
        let is_there = self.feeds(site).any(|feed| feed == asked.feed);
        let order = is_there.then(|| site.order(&path, asked.wish.clone())).transpose()?;
        let order = order.flatten().ok_or_else(|| self.no_feed(site, &asked.feed))?;
        let address = self.address(site, &order.address());
        if order.query_length() > LONGEST {
            return Ok(ViewOutcome::Endless(address));
        }
        let chosen = site.chosen(&order)?;
        let hours = chosen.iter().enumerate();
        let hours = hours.filter_map(|(at, event)| Some((at, event.hours?)));
        let clashes = clashes(hours, MOST_CLASHES);
        let words = Words::of(order.language());
        let pair = |(first, second): &(usize, usize)| {
            let of = |at: usize| chosen.get(at).and_then(|event| sitting(event, words));
            Some([of(*first)?, of(*second)?])
        };
        Ok(ViewOutcome::Made(ChosenView {
            address,
            name: site.name(&order),
            events: chosen.len(),
            clashes: clashes.first.iter().filter_map(pair).collect(),
            pairs: clashes.all,
        }))
    }

    /// The feeds that one chooses from: those of the page's language, by their paths behind its folder.
    fn feeds<'a>(&self, site: &'a Site) -> impl Iterator<Item = &'a str> {
        let folder = site.settings.folder(self.language);
        let feeds = site.views.index.keys();
        feeds.filter_map(move |path| {
            if folder_of(path) != folder {
                return None;
            }
            path.strip_prefix(&folder)?.strip_suffix(".ics")
        })
    }

    fn no_feed(&self, site: &Site, feed: &str) -> RefusedView {
        let near = nearest(feed, self.feeds(site));
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        RefusedView(StatusCode::BAD_REQUEST, format!("there is no feed `{feed}` here{near}"))
    }

    /// The whole address of something below that of the tree. Without one in the settings it is where
    /// the client asks; if it does not say, that of the page counts.
    fn address(&self, site: &Site, own: &str) -> String {
        match (&site.settings.base_url, &self.host) {
            (Some(base), _) => format!("{base}/{own}"),
            (None, Some(host)) => format!("http://{host}/{own}"),
            (None, None) => {
                let folder = site.settings.folder(self.language);
                format!("{}{own}", "../".repeat(folder.matches('/').count()))
            }
        }
    }
}

impl PageQuery {
    /// Reads a query. If something is wrong with it, what is right is read all the same.
    fn read(query: &str) -> Self {
        let is_feed = |part: &&str| *part == "feed" || part.starts_with("feed=");
        let (feeds, terms): (Vec<&str>, Vec<&str>) = query.split('&').partition(is_feed);
        let is_everyone = |part: &&str| part.starts_with("everyone=");
        let (everyone, terms): (Vec<&str>, Vec<&str>) = terms.into_iter().partition(is_everyone);
        let feed = feeds.last().and_then(|part| part.split_once('=')).map_or("", |(_, feed)| feed);
        let (feed, wrong) = match decoded(&feed.replace('+', " ")) {
            Some(feed) => (feed, None),
            None => (String::new(), ViewQuery::read(feed).err()),
        };
        let feed = if feed.is_empty() { ALL.to_owned() } else { feed };
        let (mut wish, wrong) = match ViewQuery::read(&terms.join("&")) {
            Ok(wish) => (wish, wrong),
            Err(message) => {
                let good: Vec<&str> =
                    terms.into_iter().filter(|part| ViewQuery::read(part).is_ok()).collect();
                (ViewQuery::read(&good.join("&")).unwrap_or_default(), Some(message))
            }
        };
        // A form says nothing of a box without a tick: what it says before the box counts then.
        if everyone.last() == Some(&"everyone=no") {
            let mut whole = of_everyone(&wish.show);
            whole.retain(|term| !wish.hide.contains(term));
            wish.hide.extend(whole);
        }
        Self { feed, wish, wrong }
    }

    /// The query that asks for it again, in one spelling for all; nothing for what is chosen without
    /// one.
    fn query(&self) -> String {
        let feed = (self.feed != ALL).then(|| format!("feed={}", self.feed));
        let terms = Some(self.wish.query()).filter(|terms| !terms.is_empty());
        let language = self.wish.language.map(|language| format!("lang={language}"));
        [feed, terms, language].into_iter().flatten().collect::<Vec<_>>().join("&")
    }
}

/// Whether the page has a path.
pub(super) fn is_page(site: &Site, path: &str) -> bool {
    language_of(site, path).is_some()
}

/// The language of the page at a path.
fn language_of(site: &Site, path: &str) -> Option<Language> {
    let own = path.strip_suffix(PAGE)?;
    let languages = &site.settings.languages;
    languages.iter().copied().find(|language| site.settings.folder(*language) == own)
}

/// The host and the port that a client names, if they are such as stand in an address.
fn host_of(field: &str) -> Option<Authority> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-_:[]".contains(c);
    let is_one = !field.is_empty() && field.len() <= 255 && field.chars().all(is_plain);
    let host: Authority = field.parse().ok().filter(|_| is_one)?;
    let port = host.as_str().strip_prefix(host.host())?;
    let is_port = |port: &str| port.parse::<u16>().is_ok();
    let has_port = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
    (!host.host().is_empty() && has_port).then_some(host)
}

/// A session as its feed has it.
fn sitting<'a>(event: &Chosen<'_>, words: &'a Words) -> Option<Sitting<'a>> {
    let (start, end) = event.hours?;
    let at = |minute: u32| DateTime::<Utc>::from_timestamp(i64::from(minute) * 60, 0);
    let read = ical::any::read_any(event.bytes);
    let read = &read.events.first()?.published;
    let text = |name: &str| read.text(name).unwrap_or_default();
    let (summary, description) = (text("SUMMARY"), text("DESCRIPTION"));
    Some(Sitting { start: at(start)?, end: at(end)?, summary, description, words })
}

#[cfg(test)]
mod tests {
    use super::{PageQuery, host_of};

    #[test]
    fn a_form_is_read_as_its_view_is() {
        for (query, feed, wanted) in [
            ("feed=all&lang=&alarm=", "all", ""),
            ("feed=&x=1", "all", ""),
            ("feed", "all", ""),
            (
                "feed=groups%2Fsg12&show=q7-12&show=plenary&hide=lunch&alarm=PT60M&lang=zh",
                "groups/sg12",
                "feed=groups/sg12&show=q7-12,plenary&hide=lunch&alarm=PT1H&lang=zh",
            ),
            ("show=Q7%2F12", "all", "show=q7-12"),
            ("everyone=no&everyone=yes&show=q7-12", "all", "show=q7-12"),
            (
                "everyone=no&show=q7-12&hide=lunch,plenary",
                "all",
                "show=q7-12&hide=lunch,plenary,meeting,registration,deadline",
            ),
            (
                "show=q7-12,plenary,captioning&everyone=no",
                "all",
                "show=q7-12,plenary,captioning&hide=meeting,registration",
            ),
        ] {
            let asked = PageQuery::read(query);
            assert_eq!((asked.feed.as_str(), asked.query().as_str()), (feed, wanted), "{query}");
            assert_eq!(asked.wrong, None, "{query}");
        }
    }

    #[test]
    fn what_is_right_is_read_beside_what_is_wrong() {
        let asked = PageQuery::read("feed=groups/sg12&show=q7-12&show=plenery&hide=lunch");
        assert_eq!(asked.query(), "feed=groups/sg12&show=q7-12&hide=lunch");
        let wrong = "unknown term `plenery` in `show`; did you mean `plenary`?";
        assert_eq!(asked.wrong.as_deref(), Some(wrong));
        let wrong = PageQuery::read("feed=%zz").wrong.unwrap();
        assert!(wrong.starts_with("`%zz` is no part of an address"), "{wrong}");
    }

    #[test]
    fn hosts() {
        for host in ["localhost", "127.0.0.1:8080", "[::1]:8080", "cal.example.org", "a_b:1"] {
            assert_eq!(host_of(host).unwrap().as_str(), host);
        }
        for wrong in [
            "",
            ":80",
            "a b",
            "a\"b",
            "<x>",
            "user@example.org",
            "example.org/x",
            "a:b",
            "a:",
            "a:b:c",
            "[::1",
            "a?b",
            "a#b",
            "a%41",
        ] {
            assert_eq!(host_of(wrong), None, "{wrong}");
        }
        assert_eq!(host_of(&"a".repeat(256)), None);
    }
}
