//! The fields that every answer has, whatever came of the request: what a browser may do with it, and
//! who may read it.

use super::Response;
use http::{HeaderValue, StatusCode, header};

/// What a browser may do with what is not a page.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// How long a browser may keep the answer to a preflight, in seconds.
const PREFLIGHT_AGE: &str = "86400";

/// What may be asked of every address.
pub(super) const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, OPTIONS");

/// Sets the fields that protect who looks at an answer.
pub(super) fn guarded(mut response: Response) -> Response {
    let fields = response.headers_mut();
    fields.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // What somebody chose of a feed stands in the address.
    fields.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    let policy = fields.entry(header::CONTENT_SECURITY_POLICY);
    policy.or_insert(HeaderValue::from_static(DATA_POLICY));
    response
}

/// Lets the scripts of every site read an answer: people show calendars in their own pages. Nothing here
/// depends on who asks, so there is nothing to protect from them (Fetch, "CORS protocol").
pub(super) fn shared(mut response: Response) -> Response {
    let fields = response.headers_mut();
    fields.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    fields.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("ETag"));
    response
}

/// Answers OPTIONS, by which a browser asks before it sends a condition for a script of another site.
pub(super) fn options() -> Response {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::NO_CONTENT;
    let fields = response.headers_mut();
    fields.insert(header::ALLOW, METHODS);
    fields.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    fields.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("*"));
    fields.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static(PREFLIGHT_AGE));
    response
}
