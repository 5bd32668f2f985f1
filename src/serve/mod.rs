//! The tree over HTTP, from memory.
//!
//! ```text
//! Tree ─▶ Site: every file with its entity tag, dates and packed form ─▶ router ─▶ listen
//! ```
//! A [`Site`] never changes. Whoever holds one answers every request from one and the same build, and
//! nothing of it is read from a disk: a path is looked up among those of the tree, so there is no way
//! to any other file.
//!
//! HTTP is that of RFC 9110 and 9111. Feeds are sent as they are, since Outlook reads no packed ones;
//! everything else is packed once, when the tree is made.

mod accept;
mod address;
mod condition;
mod date;
mod listen;
mod resource;
mod site;

pub use listen::listen;
pub use site::Site;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::Arc;

/// Answers requests from a site; `/healthz` says that it does.
pub fn router(site: Arc<Site>) -> Router {
    Router::new().route("/healthz", get(healthz)).fallback(answer).with_state(site)
}

async fn healthz() -> Response {
    ([(header::CACHE_CONTROL, "no-store")], "ok\n").into_response()
}

async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, HeaderValue::from_static("GET, HEAD"))];
        return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
    }
    site.answer(request.uri().path(), request.headers())
}
