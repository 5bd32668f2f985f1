//! What there is at the path of an address: a file of the tree, the way to one, or the page that says
//! that there is none.

use super::Response;
use super::address::{self, NearAddress};
use super::builder;
use super::site::Site;
use crate::model::Language;
use crate::render::{missing, policy};
use http::{HeaderMap, HeaderValue, StatusCode, header};

impl Site {
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
        let near = NearAddress::of(address).and_then(|near| {
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
            let folder = self.settings.folder(*language);
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
        let policy = HeaderValue::from_static(policy("missing"));
        fields.insert(header::CONTENT_SECURITY_POLICY, policy);
        response
    }
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
