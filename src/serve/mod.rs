//! The tree over HTTP, from memory.
//!
//! ```text
//! Tree ─▶ Site: every file with its entity tag, dates and packed form ─▶ answer ─▶ listen
//! ```
//! A [`Site`] never changes. Whoever holds one answers every request from one and the same build, and
//! nothing of it is read from a disk: a path is looked up among those of the tree, so there is no way
//! to any other file. [`Served`] is the one that is served now, with what is to be told of it.
//!
//! A feed with a query is a personal view, `/all.ics?show=q7-12,plenary&hide=lunch`: the terms are
//! those of `timeplan show`, and the events are the bytes of the tree itself. It is made once and kept
//! for those who ask again, up to a number of bytes. `/view.html` is a page to put one together by
//! clicking, the only one that is made when somebody asks for it.
//!
//! `docs/serving.md` is the manual. HTTP is that of RFC 9110 and 9111. Feeds are sent as they are, since Outlook reads no packed ones;
//! everything else is packed once, when the tree is made.

mod accept;
mod address;
mod builder;
mod cache;
mod catalogue;
mod condition;
mod counts;
mod date;
mod fields;
mod listen;
mod log;
mod lookup;
mod order;
mod patient;
mod resource;
mod served;
mod site;
mod state;
mod views;
mod wish;

pub use listen::{Listener, converse, listen};
pub use served::{BuildMessages, Served};
pub use site::{Site, SiteFile};
pub use state::Scope;

use builder::BuilderRequest;
use http::request::{Parts, Request};
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, Method, StatusCode, Version, header};
use http_body_util::Full;
use hyper::body::Bytes;
use order::{RefusedView, ViewLookup, ViewRequest};
use resource::Resource;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

type Response = http::Response<Full<Bytes>>;

/// Answers a request, counts it, and writes it down if somebody reads that. A content that comes with
/// it is not read: no answer depends on one.
async fn answer<B>(served: &Served, scope: Scope, request: Request<B>) -> Response {
    let (parts, _) = request.into_parts();
    let Parts { method, uri, headers, version, .. } = &parts;
    let response = if !has_host(*version, headers) {
        RefusedView::no_host().answer()
    } else if *method == Method::OPTIONS {
        fields::options()
    } else if !matches!(*method, Method::GET | Method::HEAD) {
        not_allowed()
    } else if let Some(state) = state::answer(served, scope, uri.path()) {
        // Monitoring is not counted, and scripts of other sites cannot read it.
        return fields::guarded(state);
    } else {
        found(served, uri.path(), uri.query(), headers).await
    };
    let response = fields::guarded(fields::shared(response));
    served.counts.answer(&response);
    log::log(&parts, &response);
    response
}

/// Whether a request names the host that it is for, once (RFC 9112 section 3.2). Older versions of HTTP
/// have no such field.
fn has_host(version: Version, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (None, _) => version < Version::HTTP_11,
        // What is not a host is empty.
        (Some(host), None) => host.to_str().is_ok_and(|host| host.is_empty() || is_host(host)),
        (Some(_), Some(_)) => false,
    }
}

/// Whether a text is a host, and the number of a port if there is one (RFC 3986 section 3.2).
fn is_host(text: &str) -> bool {
    let Ok(authority) = text.parse::<Authority>() else { return false };
    let Some(port) = text.strip_prefix(authority.host()) else { return false };
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    !authority.host().is_empty() && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
}

/// What there is at an address: a file, a view, or the page that puts one together.
async fn found(
    served: &Served,
    address: &str,
    query: Option<&str>,
    headers: &HeaderMap,
) -> Response {
    // All of an answer is of one tree, whatever takes its place meanwhile.
    let site = served.site();
    let raw = query;
    let query = raw.map(address::query);
    let query = query.as_deref();
    if let Some(question) = BuilderRequest::new(&site, address, query, headers) {
        return question.answer(site, headers).await;
    }
    let found = match query {
        None | Some("") => Ok(ViewLookup::Nothing),
        Some(query) => site.view(address, query),
    };
    match found {
        Ok(ViewLookup::Nothing) => site.answer(address, raw, headers),
        Ok(ViewLookup::Ready(resource)) => resource.answer(headers),
        Ok(ViewLookup::New(order)) => {
            served.counts.views.fetch_add(1, Relaxed);
            made(site, order).await.map_or_else(|refusal| refusal, |view| view.answer(headers))
        }
        Err(refused) => refused.answer(),
    }
}

/// Text that is true just now, and that no cache keeps.
fn plain(kind: &'static str, text: String) -> Response {
    let mut response = Response::new(text.into());
    let fields = response.headers_mut();
    fields.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    fields.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn not_allowed() -> Response {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    response.headers_mut().insert(header::ALLOW, fields::METHODS);
    response
}

/// The answer to an error in the program itself.
fn failed() -> Response {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

/// Makes a view beside the other requests, a few at once.
async fn made(site: Arc<Site>, order: ViewRequest) -> Result<Arc<Resource>, Response> {
    let maker = Arc::clone(&site);
    let _permit = site.views.making.acquire().await;
    let made = tokio::task::spawn_blocking(move || maker.make(&order)).await;
    made.map_err(|_| failed())?.map_err(RefusedView::answer)
}
