//! A tree as it is served: every file with its fields, all of one build.

use super::Response;
use super::address::{self, Near};
use super::builder;
use super::resource::Resource;
use super::views::Views;
use crate::model::{Language, Settings};
use crate::render::{Index, VIEW_SCRIPT, folder, missing, policy};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How long the address of a feed that is no more stays one.
const RETIRED: TimeDelta = TimeDelta::days(365);

/// A file of a tree that is to be served.
#[derive(Debug)]
pub struct File {
    /// Its path.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// When it may have become what it is, if its feeds do not say so.
    pub since: Option<DateTime<Utc>>,
}

/// The files of a tree by their paths.
#[derive(Debug)]
pub struct Site {
    pub(super) settings: Settings,
    pub(super) resources: BTreeMap<String, Arc<Resource>>,
    /// The feeds that an earlier tree had, as they were last, and when they were first missing: a
    /// calendar program that gets no answer any more shows an error, and asks on.
    retired: BTreeMap<String, (Arc<Resource>, DateTime<Utc>)>,
    pub(super) views: Views,
}

impl Site {
    /// Makes a finished tree ready to be served: its files, each with the time before which it is not
    /// known to be as it is, and its feeds by `feeds.json`. Every file says when its content last
    /// changed: a feed when an event of it did, everything else when the newest of the feeds did, but
    /// nothing before the time that it comes with, so that no version of it is older than one that an
    /// earlier server sent. What differs from the tree `before` and would not be newer changed `now`.
    pub fn new<E>(
        files: impl Iterator<Item = Result<File, E>>,
        index: Index,
        settings: &Settings,
        before: Option<&Self>,
        now: DateTime<Utc>,
    ) -> Result<Self, E> {
        let now = now.trunc_subsecs(0);
        let changed = |stamp: &str| {
            DateTime::parse_from_rfc3339(stamp).map_or(now, |at| at.with_timezone(&Utc))
        };
        let newest = index.values().map(|feed| changed(&feed.last_modified)).max().unwrap_or(now);
        let script = VIEW_SCRIPT.as_bytes().to_vec();
        let script = File { path: "view.js".to_owned(), bytes: script, since: Some(now) };
        let resources = files.chain([Ok(script)]).map(|file| {
            let File { path, bytes, since } = file?;
            let old = before.and_then(|before| before.last(&path));
            if let Some(old) = old.filter(|old| *old.bytes() == bytes) {
                return Ok((path, Arc::clone(old)));
            }
            let feed = index.get(&path);
            let stamp = feed.map_or(newest, |feed| changed(&feed.last_modified));
            // RFC 9110 section 8.8.2.1 wants no time later than the answer's own. One that `feeds.json`
            // says is later only after the clock was set back: then it must not fall.
            let stamp = since.map_or(stamp, |since| stamp.max(since.trunc_subsecs(0).min(now)));
            let modified = match old {
                // Of two versions the second is later, also within a second.
                Some(old) if old.modified >= stamp => now.max(old.modified + TimeDelta::seconds(1)),
                _ => stamp,
            };
            let name = feed.and_then(|feed| file_name(&path, &feed.language));
            let resource = Resource::new(&path, name.as_deref(), bytes, modified);
            Ok((path, Arc::new(resource)))
        });
        let resources: BTreeMap<String, Arc<Resource>> = resources.collect::<Result<_, E>>()?;
        let retired = before.map(|before| before.retired(&resources, now)).unwrap_or_default();
        let bytes = resources.values().map(|resource| resource.bytes().len()).sum();
        let feed = |path: &str| Some(resources.get(path)?.bytes().clone());
        let mut views = Views::new(settings, index, bytes, feed);
        views.remember(retired.keys().filter_map(|path| stem(path)));
        Ok(Self { settings: settings.clone(), resources, retired, views })
    }

    /// The feeds of this tree, and those that retired before, that a newer one does not have.
    fn retired(
        &self,
        newer: &BTreeMap<String, Arc<Resource>>,
        now: DateTime<Utc>,
    ) -> BTreeMap<String, (Arc<Resource>, DateTime<Utc>)> {
        let own = self.resources.iter().filter(|(path, _)| path.ends_with(".ics"));
        let own = own.map(|(path, feed)| (path, (feed, now)));
        let earlier = self.retired.iter().map(|(path, (feed, since))| (path, (feed, *since)));
        own.chain(earlier)
            .filter(|(path, (_, since))| !newer.contains_key(*path) && now - *since <= RETIRED)
            .map(|(path, (feed, since))| (path.clone(), (Arc::clone(feed), since)))
            .collect()
    }

    /// The file at a path, or the retired feed.
    pub(super) fn last(&self, path: &str) -> Option<&Arc<Resource>> {
        let retired = || self.retired.get(path).map(|(feed, _)| feed);
        self.resources.get(path).or_else(retired)
    }

    /// The files, for a build that goes on from them.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.resources.iter().map(|(path, resource)| (path.as_str(), &resource.bytes()[..]))
    }

    /// How many meetings are served, and how many events.
    pub fn counts(&self) -> (usize, usize) {
        self.views.counts()
    }

    /// How many files there are, and how many bytes they have.
    pub(super) fn size(&self) -> (usize, usize) {
        let bytes = self.resources.values().map(|resource| resource.bytes().len()).sum();
        (self.resources.len(), bytes)
    }

    /// Answers a GET for the path of an address. Another spelling of a path leads there, with the query.
    pub(super) fn answer(
        &self,
        address: &str,
        query: Option<&str>,
        headers: &HeaderMap,
    ) -> Response {
        let Some(path) = address::path(address) else { return self.missing(address) };
        if let Some(resource) = self.last(&path) {
            return resource.answer(headers);
        }
        if let Some(name) = path.rsplit('/').next()
            && self.resources.contains_key(&format!("{path}/index.html"))
        {
            return to(&format!("{name}/"), query).unwrap_or_else(|| self.missing(address));
        }
        let is_there = |path: &str| self.last(path).is_some() || builder::is_page(self, path);
        let near = Near::of(address).and_then(|near| {
            let path = near.paths().find(|path| is_there(path))?;
            let up = "../".repeat(address.matches('/').count().saturating_sub(1));
            let folder = path.strip_suffix("index.html").unwrap_or(&path);
            let place = if up.is_empty() && folder.is_empty() { "./" } else { folder };
            to(&format!("{up}{place}"), near.query.or(query))
        });
        near.unwrap_or_else(|| self.missing(address))
    }

    /// Says that there is nothing at an address, in the language of the folder that it is in.
    fn missing(&self, address: &str) -> Response {
        let path = address.strip_prefix('/').unwrap_or(address);
        let languages = self.settings.languages.iter().copied();
        let of_folder = |language: &Language| {
            let folder = folder(&self.settings, *language);
            !folder.is_empty() && path.starts_with(&folder)
        };
        let language = languages.clone().find(of_folder);
        let first = languages.clone().next().unwrap_or(Language::En);
        let own = match language {
            Some(_) => path.split_once('/').map_or(path, |(_, own)| own),
            None => path,
        };
        let page = missing(&self.settings, language.unwrap_or(first), own).unwrap_or_default();
        let mut response = Response::new(page.into());
        *response.status_mut() = StatusCode::NOT_FOUND;
        let fields = response.headers_mut();
        fields.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        fields.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
        fields.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        let policy = HeaderValue::from_static(policy("missing"));
        fields.insert(header::CONTENT_SECURITY_POLICY, policy);
        response
    }
}

/// The name of a feed in its address: `q7-12`.
pub(super) fn stem(path: &str) -> Option<&str> {
    path.rsplit('/').next()?.strip_suffix(".ics")
}

/// The name under which a feed is saved: `q7-12-en.ics`.
pub(super) fn file_name(path: &str, language: &str) -> Option<String> {
    Some(format!("{}-{language}.ics", stem(path)?))
}

/// Leads to another address, as from `/zh` to `/zh/`: links of a page begin behind the last slash. The
/// way is relative to the address itself, which may stand below another one at a proxy. There is none
/// to what cannot be written in a field.
fn to(place: &str, query: Option<&str>) -> Option<Response> {
    let query = query.filter(|query| !query.is_empty());
    let place = query.map_or(place.to_owned(), |query| format!("{place}?{query}"));
    let mut response = Response::default();
    *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_str(&place).ok()?);
    Some(response)
}
