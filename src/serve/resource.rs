//! One file of the tree, ready to be sent: its bytes, packed or not, and the fields that go with
//! them.
//!
//! Everything that does not depend on the request is made once, when the tree is: an answer copies
//! no content and formats no date.

use super::Response;
use super::accept;
use super::condition::{ConditionOutcome, weigh};
use super::date;
use crate::render::{CACHE_CONTROL, content_type, disposition, policy};
use chrono::{DateTime, Utc};
use flate2::{Compression, GzBuilder};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use hyper::body::Bytes;
use sha2::{Digest, Sha256};
use std::io::Write;

/// A file of the tree.
#[derive(Debug)]
pub(super) struct Resource {
    plain: Representation,
    /// Packed by gzip, if that is worth it.
    packed: Option<Representation>,
    /// When its content last changed.
    pub(super) modified: DateTime<Utc>,
    last_modified: HeaderValue,
    content_type: HeaderValue,
    disposition: Option<HeaderValue>,
    /// What a browser may do on a page.
    policy: Option<&'static str>,
}

/// A form of a content, with the entity tag of its own that RFC 9110 section 8.8.3.3 asks for.
#[derive(Debug)]
struct Representation {
    bytes: Bytes,
    etag: HeaderValue,
}

impl Resource {
    /// A file by its path; of a feed, which calendar programs are to save by another name than its
    /// own, with that name.
    pub(super) fn new(
        path: &str,
        name: Option<&str>,
        bytes: Vec<u8>,
        modified: DateTime<Utc>,
    ) -> Self {
        let digest: String =
            Sha256::digest(&bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        // Outlook does not read packed feeds.
        let packed = (!path.ends_with(".ics")).then(|| packed(&bytes)).flatten();
        let packed = packed.map(|packed| Representation {
            bytes: packed.into(),
            etag: value(&format!("\"{digest}-gzip\"")),
        });
        Self {
            plain: Representation { bytes: bytes.into(), etag: value(&format!("\"{digest}\"")) },
            packed,
            modified,
            last_modified: value(&date::written(modified)),
            content_type: HeaderValue::from_static(content_type(path)),
            policy: path
                .ends_with(".html")
                .then(|| policy(if path == "view.html" { "view" } else { "page" })),
            disposition: name.map(|name| value(&disposition(name))),
        }
    }

    /// The same file with another content.
    pub(super) fn revised(&self, path: &str, bytes: Vec<u8>, modified: DateTime<Utc>) -> Self {
        Self { disposition: self.disposition.clone(), ..Self::new(path, None, bytes, modified) }
    }

    /// Its content.
    pub(super) fn bytes(&self) -> &Bytes {
        &self.plain.bytes
    }

    /// Answers a GET; of one for HEAD the content is left out later.
    pub(super) fn answer(&self, headers: &HeaderMap) -> Response {
        let form = match &self.packed {
            Some(packed) if accept::gzip(headers) => packed,
            _ => &self.plain,
        };
        let outcome = weigh(headers, &form.etag, self.modified);
        let mut response = Response::default();
        let fields = response.headers_mut();
        // For all of them at once.
        fields.reserve(16);
        let mut set = |name: HeaderName, value: &HeaderValue| fields.insert(name, value.clone());
        // What a 304 has too (RFC 9110 section 15.4.5).
        set(header::ETAG, &form.etag);
        set(header::CACHE_CONTROL, &HeaderValue::from_static(CACHE_CONTROL));
        if self.packed.is_some() {
            set(header::VARY, &HeaderValue::from_static("accept-encoding"));
        }
        set(header::LAST_MODIFIED, &self.last_modified);
        if let Some(policy) = self.policy {
            // Also of a 304: its fields take the place of those that a cache has (RFC 9111 section 3.2).
            set(header::CONTENT_SECURITY_POLICY, &HeaderValue::from_static(policy));
        }
        match outcome {
            ConditionOutcome::Same => *response.status_mut() = StatusCode::NOT_MODIFIED,
            ConditionOutcome::Failed => *response.status_mut() = StatusCode::PRECONDITION_FAILED,
            ConditionOutcome::Send => {
                set(header::CONTENT_TYPE, &self.content_type);
                if let Some(disposition) = &self.disposition {
                    set(header::CONTENT_DISPOSITION, disposition);
                }
                if !std::ptr::eq(form, &self.plain) {
                    set(header::CONTENT_ENCODING, &HeaderValue::from_static("gzip"));
                }
                *response.body_mut() = form.bytes.clone().into();
            }
        }
        response
    }
}

/// A field's value of ours; all of them are printable ASCII.
fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

/// Some bytes packed, if that makes them shorter by a tenth. The same bytes are always packed the
/// same.
fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut writer = GzBuilder::new().write(Vec::new(), Compression::new(6));
    writer.write_all(bytes).ok()?;
    let packed = writer.finish().ok()?;
    (packed.len() < bytes.len() / 10 * 9).then_some(packed)
}
