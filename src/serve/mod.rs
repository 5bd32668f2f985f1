//! The tree over HTTP, from memory.
//!
//! ```text
//! Tree ─▶ Site: every file with its entity tag, dates and packed form ─▶ router ─▶ listen
//! ```
//! A [`Site`] never changes. Whoever holds one answers every request from one and the same build, and
//! nothing of it is read from a disk: a path is looked up among those of the tree, so there is no way
//! to any other file. [`Served`] is the one that is served now, with what is to be told of it.
//!
//! A feed with a query is a view of one's own, `/all.ics?show=q7-12,plenary&hide=lunch`: the terms are
//! those of `timeplan show`, and the events are the bytes of the tree itself. It is made once and kept
//! for those who ask again, up to a number of bytes. `/view.html` is a page to put one together by
//! clicking, the only one that is made when somebody asks for it.
//!
//! HTTP is that of RFC 9110 and 9111. Feeds are sent as they are, since Outlook reads no packed ones;
//! everything else is packed once, when the tree is made.

mod accept;
mod address;
mod builder;
mod cache;
mod catalogue;
mod clashes;
mod condition;
mod counts;
mod date;
mod listen;
mod patient;
mod resource;
mod served;
mod site;
mod state;
mod views;
mod wish;

pub use listen::listen;
pub use served::{Served, Told};
pub use site::Site;

use axum::Router;
use axum::body::HttpBody;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use builder::Question;
use resource::Resource;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use views::{Found, Order};

/// Answers requests from what is served, and tells how that goes.
pub fn router(served: Arc<Served>) -> Router {
    Router::new()
        .route("/healthz", get(state::healthz))
        .route("/status", get(state::status))
        .route("/metrics", get(state::metrics))
        .fallback(counted)
        .with_state(served)
}

/// Answers a request, counts it, and writes it down if somebody reads that.
async fn counted(State(served): State<Arc<Served>>, request: Request) -> Response {
    // No answer depends on a content that comes with a request.
    let (parts, _) = request.into_parts();
    let response = answer(&served, &parts).await;
    served.counts.answer(&response);
    let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    tracing::info!(
        target: "access",
        method = %parts.method,
        uri = %parts.uri,
        status = response.status().as_u16(),
        bytes = response.body().size_hint().lower(),
        agent
    );
    response
}

async fn answer(served: &Served, Parts { method, uri, headers, .. }: &Parts) -> Response {
    if !matches!(*method, Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, HeaderValue::from_static("GET, HEAD"))];
        return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
    }
    // All of an answer is of one tree, whatever takes its place meanwhile.
    let site = served.site();
    let (address, query) = (uri.path(), uri.query());
    if let Some(question) = Question::new(&site, address, query, headers) {
        return question.answer(site, headers).await;
    }
    let found = match query {
        None | Some("") => Ok(Found::Nothing),
        Some(query) => site.view(address, query),
    };
    match found {
        Ok(Found::Nothing) => site.answer(address, headers),
        Ok(Found::Ready(resource)) => resource.answer(headers),
        Ok(Found::New(order)) => {
            served.counts.views.fetch_add(1, Relaxed);
            match made(site, order).await {
                Ok(view) => view.answer(headers),
                Err(refusal) => refusal,
            }
        }
        Err(refused) => refused.into_response(),
    }
}

/// Makes a view beside the other requests, a few at once.
async fn made(site: Arc<Site>, order: Order) -> Result<Arc<Resource>, Response> {
    let maker = Arc::clone(&site);
    let _permit = site.views.making.acquire().await;
    let made = tokio::task::spawn_blocking(move || maker.make(&order)).await;
    made.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())?
        .map_err(IntoResponse::into_response)
}
