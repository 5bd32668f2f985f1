//! The tree over HTTP, from memory.
//!
//! ```text
//! Tree ─▶ Site: every file with its entity tag, dates and packed form ─▶ router ─▶ listen
//! ```
//! A [`Site`] never changes. Whoever holds one answers every request from one and the same build, and
//! nothing of it is read from a disk: a path is looked up among those of the tree, so there is no way
//! to any other file.
//!
//! A feed with a query is a view of one's own, `/all.ics?show=q7-12,plenary&hide=lunch`: the terms are
//! those of `timeplan show`, and the events are the bytes of the tree itself. It is made once and kept
//! for those who ask again, up to a number of bytes.
//!
//! HTTP is that of RFC 9110 and 9111. Feeds are sent as they are, since Outlook reads no packed ones;
//! everything else is packed once, when the tree is made.

mod accept;
mod address;
mod cache;
mod catalogue;
mod condition;
mod date;
mod listen;
mod resource;
mod site;
mod views;
mod wish;

pub use listen::listen;
pub use site::Site;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use resource::Resource;
use std::sync::Arc;
use views::{Found, Order};

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
    let (address, headers) = (request.uri().path(), request.headers());
    let found = match request.uri().query() {
        None | Some("") => Ok(Found::Nothing),
        Some(query) => site.view(address, query),
    };
    match found {
        Ok(Found::Nothing) => site.answer(address, headers),
        Ok(Found::Ready(resource)) => resource.answer(headers),
        Ok(Found::New(order)) => match made(Arc::clone(&site), order).await {
            Ok(view) => view.answer(headers),
            Err(refusal) => refusal,
        },
        Err(refused) => refused.into_response(),
    }
}

/// Makes a view beside the other requests, a few at once.
async fn made(site: Arc<Site>, order: Order) -> Result<Arc<Resource>, Response> {
    let maker = Arc::clone(&site);
    let _permit = site.views.making.acquire().await;
    let made = tokio::task::spawn_blocking(move || maker.make(order)).await;
    made.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())?
        .map_err(IntoResponse::into_response)
}
