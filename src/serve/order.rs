//! Personal views: the events of a feed that a query chooses, in the language and with the alarm that
//! it asks for.

use super::catalogue::Chosen;
use super::resource::Resource;
use super::site::Site;
use super::wish::{LONGEST, ViewQuery};
use super::{Response, address, plain};
use crate::finding::list;
use crate::ical;
use crate::model::{Language, Term, View};
use crate::render::{FeedHead, behind_folder, known_term, saved_as, stem, with_alarm};
use crate::revise::Lineage;
use crate::words::{PageWords, Words};
use http::StatusCode;
use std::sync::Arc;

/// The longest view, in bytes: some ten thousand events.
const LONGEST_VIEW: usize = 8 * 1024 * 1024;

/// How many terms the name of a view has.
const MOST_NAMED: usize = 6;

/// What an address with a query stands for.
#[derive(Debug)]
pub(super) enum ViewLookup {
    /// No feed.
    Nothing,
    /// A feed, or a view that was made before.
    Ready(Arc<Resource>),
    /// A view that has to be made.
    New(ViewRequest),
}

/// What is chosen of a feed. Of a feed that is there, in terms that are known.
#[derive(Debug)]
pub(super) struct ViewRequest {
    /// The path of its feed, and the folder of its language.
    path: String,
    folder: String,
    language: Language,
    wish: ViewQuery,
}

impl ViewRequest {
    /// The address of the view below that of the tree, in one spelling for all.
    pub(super) fn address(&self) -> String {
        let Self { path, wish, .. } = self;
        if wish.is_whole() { path.clone() } else { format!("{path}?{}", wish.query()) }
    }

    /// The language of the feed.
    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// How long its query is, in bytes.
    pub(super) fn query_length(&self) -> usize {
        self.wish.query().len()
    }
}

/// Why there is no view: a sentence for the user.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RefusedView(pub(super) StatusCode, pub(super) String);

impl RefusedView {
    fn bad(message: String) -> Self {
        Self(StatusCode::BAD_REQUEST, message)
    }

    fn too_long() -> Self {
        let message = format!("a view has at most {LONGEST} characters behind its question mark");
        Self(StatusCode::URI_TOO_LONG, message)
    }

    pub(super) fn no_host() -> Self {
        Self::bad("a request has one field `Host` that names the host and the port".to_owned())
    }

    fn no_feed() -> Self {
        Self(StatusCode::NOT_FOUND, "there is no such feed".to_owned())
    }

    /// The sentence as an answer.
    pub(super) fn answer(self) -> Response {
        let mut response = plain("text/plain; charset=utf-8", self.1 + "\n");
        *response.status_mut() = self.0;
        response
    }
}

impl Site {
    /// What an address with a query stands for.
    pub(super) fn view(&self, address: &str, query: &str) -> Result<ViewLookup, RefusedView> {
        let path = address::path(address).filter(|path| path.ends_with(".ics"));
        let Some(path) = path else { return Ok(ViewLookup::Nothing) };
        let Some(last) = self.last(&path) else { return Ok(ViewLookup::Nothing) };
        if query.len() > LONGEST {
            return Err(RefusedView::too_long());
        }
        let wish = ViewQuery::read(query).map_err(RefusedView::bad)?;
        if !self.views.index.contains_key(&path) && !wish.is_whole() {
            return Ok(ViewLookup::Ready(self.empty(&path, last)));
        }
        let Some(order) = self.order(&path, wish)? else { return Ok(ViewLookup::Nothing) };
        if order.wish.is_whole() {
            let feed = self.resources.get(&order.path);
            return Ok(feed.map_or(ViewLookup::Nothing, |feed| ViewLookup::Ready(Arc::clone(feed))));
        }
        let made = self.views.cache.get(&order.address());
        Ok(made.map_or(ViewLookup::New(order), ViewLookup::Ready))
    }

    /// A view of a feed that is no more: of what is over nothing is chosen any more.
    fn empty(&self, path: &str, feed: &Resource) -> Arc<Resource> {
        let name = stem(path).unwrap_or_default();
        let head = FeedHead {
            name,
            stamp: feed.modified,
            groups: &[],
            lineage: &Lineage::default(),
            path,
            page: "index.html",
        };
        let mut view = head.written(&self.settings, &self.views.vtimezone);
        ical::end_calendar(&mut view);
        Arc::new(Resource::new(path, None, view, feed.modified))
    }

    /// What a wish chooses of the feed at a path; nothing if there is no such feed.
    pub(super) fn order(
        &self,
        path: &str,
        wish: ViewQuery,
    ) -> Result<Option<ViewRequest>, RefusedView> {
        let Some(feed) = self.views.index.get(path) else { return Ok(None) };
        let own = feed.language.parse::<Language>().unwrap_or(Language::En);
        let of_view = self.settings_of(path).and_then(|view| view.language);
        let language = of_view.or(wish.language).unwrap_or(own);
        let Some(catalogue) = self.views.catalogues.get(&language) else {
            let languages = self.settings.languages.iter().map(|language| language.code());
            let there = list(languages, "and");
            let message = format!("there are no feeds in `{language}` here; there are {there}");
            return Err(RefusedView::bad(message));
        };
        let mut terms = wish.show.iter().chain(&wish.hide);
        terms.try_for_each(|term| known_term(term, &catalogue.names)).map_err(RefusedView::bad)?;
        let behind = behind_folder(path);
        let folder = self.settings.folder(language);
        let path = format!("{folder}{behind}");
        let is_there = self.resources.contains_key(&path);
        Ok(is_there.then_some(ViewRequest { path, folder, language, wish }))
    }

    /// The events that are chosen, in the order of their feed, if they are not more than a calendar
    /// program takes. A feed as it is has as many as it has.
    pub(super) fn chosen(&self, order: &ViewRequest) -> Result<Vec<Chosen<'_>>, RefusedView> {
        let ViewRequest { path, folder, language, wish } = order;
        let own = path.strip_prefix(folder).unwrap_or(path);
        let filter = (wish.show.as_slice(), wish.hide.as_slice());
        let catalogue = self.views.catalogues.get(language);
        let chosen = catalogue
            .and_then(|catalogue| catalogue.choose(own, &self.settings.views, filter))
            .ok_or_else(RefusedView::no_feed)?;
        let bytes: usize = chosen.iter().map(|event| event.bytes.len()).sum();
        if bytes > LONGEST_VIEW && !wish.is_whole() {
            let message = format!(
                "this view would have {} events, which is more than calendar programs take; choose fewer by `show`",
                chosen.len()
            );
            return Err(RefusedView::bad(message));
        }
        Ok(chosen)
    }

    /// Makes a view, and keeps it for those who ask again.
    pub(super) fn make(&self, order: &ViewRequest) -> Result<Arc<Resource>, RefusedView> {
        let made = self.made(order)?;
        self.views.cache.put(order.address(), Arc::clone(&made));
        Ok(made)
    }

    fn made(&self, order: &ViewRequest) -> Result<Arc<Resource>, RefusedView> {
        let ViewRequest { path, folder, language, wish } = order;
        let feed = self.resources.get(path).ok_or_else(RefusedView::no_feed)?;
        let chosen = self.chosen(order)?;
        // Without an event there is nothing that could have been changed but the feed itself.
        let stamp = chosen.iter().map(|event| event.stamp).max().unwrap_or(feed.modified);
        let (name, page) = (self.name(order), self.page_of(path, folder));
        let address = order.address();
        let head = FeedHead {
            name: &name,
            stamp,
            groups: &[],
            lineage: &Lineage::default(),
            path: &address,
            page: &page,
        };
        let mut view = head.written(&self.settings, &self.views.vtimezone);
        let alarm = wish.alarm.or(self.settings_of(path).and_then(|view| view.alarm));
        view.reserve(chosen.iter().map(|event| event.bytes.len()).sum());
        for event in chosen {
            match alarm {
                Some(before) => with_alarm(event.bytes, before, &mut view),
                None => view.extend_from_slice(event.bytes),
            }
        }
        ical::end_calendar(&mut view);
        // What leaves a view leaves no stamp behind; the feed knows when it did.
        let name = saved_as(path, language.code());
        Ok(Arc::new(Resource::new(path, name.as_deref(), view, feed.modified)))
    }

    /// The view of the settings whose feed is at a path.
    fn settings_of(&self, path: &str) -> Option<&View> {
        let own = behind_folder(path).strip_prefix("views/")?;
        let name = own.strip_suffix(".ics")?;
        self.settings.views.iter().find(|view| view.name.as_str() == name)
    }

    /// The page that shows what a feed holds.
    fn page_of(&self, path: &str, folder: &str) -> String {
        let own = path.strip_suffix(".ics").map(|stem| format!("{stem}.html"));
        let own = own.filter(|page| self.resources.contains_key(page));
        own.unwrap_or_else(|| format!("{folder}index.html"))
    }

    /// The name of a view in calendar programs: that of its feed and what was chosen, in the words of
    /// the feed's language: "ITU-T meetings: Q7/12, Plenaries, −Lunch breaks".
    pub(super) fn name(
        &self,
        ViewRequest { path, folder, language, wish }: &ViewRequest,
    ) -> String {
        let (words, pages) = (Words::of(*language), PageWords::of(*language));
        let title = |path: &str| self.views.index.get(path).map(|feed| feed.title.clone());
        let written = |term: &Term| match term {
            Term::Kind(kind) => (pages.kind)(*kind).to_owned(),
            Term::Action(action) => (words.action)(*action).to_owned(),
            // The feed of a group has the name of the group.
            Term::Name(name) => {
                title(&format!("{folder}groups/{name}.ics")).unwrap_or_else(|| name.clone())
            }
        };
        let show = wish.show.iter().map(written);
        let hide = wish.hide.iter().map(|term| format!("−{}", written(term)));
        let mut terms: Vec<String> = show.chain(hide).collect();
        if terms.len() > MOST_NAMED {
            terms.truncate(MOST_NAMED);
            terms.push("…".to_owned());
        }
        let title = title(path).unwrap_or_default();
        if terms.is_empty() { title } else { words.labelled(&title, &terms.join(words.comma)) }
    }
}
