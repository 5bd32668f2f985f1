//! HTTP to a service: encrypted, with time limits, and repeated after a wait when the service is
//! busy.
//!
//! All requests to a place go through one [`Client`], so only this module decides what is tried
//! again, how often and after how long.

use super::failure::{Failure, NoAnswer, ServiceCode};
use async_trait::async_trait;
use http::header::{HeaderMap, HeaderValue, RETRY_AFTER, USER_AGENT};
use http::{Request, Response};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy;
use hyper_util::rt::TokioExecutor;
use object_store::ClientOptions;
use object_store::client::{
    self, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpService,
};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// The longest wait between two tries, even if the service asks for more.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The longest time to connect; a reachable host needs less.
const CONNECTING: Duration = Duration::from_secs(10);

/// The bytes per second of a slow connection: a large file gets more time.
const SLOW: u64 = 64 * 1024;

/// The largest valid answer, in bytes.
const LARGEST_ANSWER: usize = 128 * 1024 * 1024;

/// Limits on time and tries for a service.
#[derive(Clone, Copy, Debug)]
pub struct RetryLimits {
    /// The number of tries.
    pub tries: u32,
    /// The first wait between two tries; each further wait is twice as long.
    pub wait: Duration,
    /// The time limit for an answer to a short request.
    pub answer: Duration,
}

impl Default for RetryLimits {
    /// A service restarts within 15 seconds.
    fn default() -> Self {
        let (wait, answer) = (Duration::from_millis(500), Duration::from_secs(30));
        Self { tries: 6, wait, answer }
    }
}

/// A client with its connections.
#[derive(Clone, Debug)]
pub struct Client {
    pool: legacy::Client<HttpsConnector<legacy::connect::HttpConnector>, Full<Bytes>>,
    patience: RetryLimits,
}

impl Client {
    /// A client that trusts the public certificate authorities and those of some PEM files.
    pub fn new(authorities: &[Vec<u8>], patience: RetryLimits) -> Result<Self, Failure> {
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        for pem in authorities {
            let own: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
            roots.add_parsable_certificates(own.unwrap_or_default());
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| Failure::Settings("encryption is not available".to_owned()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let mut tcp = legacy::connect::HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_connect_timeout(Some(patience.answer.min(CONNECTING)));
        let tls = HttpsConnectorBuilder::new()
            .with_tls_config(config)
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        let pool = legacy::Client::builder(TokioExecutor::new()).build(tls);
        Ok(Self { pool, patience })
    }

    /// Sends a request until it is answered or the tries are used up. Answers with a general
    /// meaning for object stores are failures; the caller handles all others.
    pub async fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Failure> {
        judged(self.ask(request).await?)
    }

    /// Sends a request until it is answered or the tries are used up. The caller interprets the
    /// answer, except requests to wait.
    pub(super) async fn ask(
        &self,
        mut request: Request<Bytes>,
    ) -> Result<Response<Bytes>, Failure> {
        let agent = HeaderValue::from_static(concat!("timeplan/", env!("CARGO_PKG_VERSION")));
        request.headers_mut().insert(USER_AGENT, agent);
        let mut wait = self.patience.wait;
        let mut tries = 1;
        loop {
            let (failure, asked) = match self.once(&request).await {
                Ok(response) => {
                    let status = response.status().as_u16();
                    let failure = Failure::Answer(status, code(response.body()));
                    if !failure.may_pass() {
                        return Ok(response);
                    }
                    (failure, retry_after(response.headers()))
                }
                Err(failure) => (failure, None),
            };
            if tries >= self.patience.tries || !failure.may_pass() {
                return Err(failure);
            }
            sleep(asked.unwrap_or(wait).min(LONGEST_WAIT)).await;
            tries += 1;
            wait *= 2;
        }
    }

    /// Sends a request once, and reads the whole answer.
    async fn once(&self, request: &Request<Bytes>) -> Result<Response<Bytes>, Failure> {
        let host = request.uri().authority().map(ToString::to_string).unwrap_or_default();
        let bytes = u64::try_from(request.body().len()).unwrap_or(u64::MAX);
        let exchange = async {
            let response = self.pool.request(request.clone().map(Full::new)).await;
            let response = response.map_err(|error| Failure::Silent(silence(&error, host)))?;
            let (head, body) = response.into_parts();
            let body = Limited::new(body, LARGEST_ANSWER).collect().await;
            let body = body.map_err(|error| match error.is::<LengthLimitError>() {
                true => Failure::TooLarge,
                false => Failure::Silent(NoAnswer::Cut),
            })?;
            Ok(Response::from_parts(head, body.to_bytes()))
        };
        let longest = self.patience.answer + Duration::from_secs(bytes / SLOW);
        timeout(longest, exchange).await.unwrap_or(Err(Failure::Silent(NoAnswer::TimeOut)))
    }
}

/// Why there was no answer from a host.
fn silence(error: &legacy::Error, host: String) -> NoAnswer {
    match error.is_connect() {
        true if is_untrusted(error) => NoAnswer::Untrusted(host),
        true => NoAnswer::Unreachable(host),
        false => NoAnswer::Cut,
    }
}

/// Whether an error, or one that it holds, is that of a certificate.
fn is_untrusted(error: &(dyn Error + 'static)) -> bool {
    if let Some(error) = error.downcast_ref() {
        return matches!(error, rustls::Error::InvalidCertificate(_));
    }
    // The source of such an error is that of the one within.
    let within = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    within.is_some_and(|within| is_untrusted(within)) || error.source().is_some_and(is_untrusted)
}

/// An answer, unless it means the same for every request.
fn judged(response: Response<Bytes>) -> Result<Response<Bytes>, Failure> {
    let status = response.status();
    let code = code(response.body());
    let said = code.as_deref().unwrap_or_default();
    Err(match status.as_u16() {
        200..=299 | 304 | 409 | 412 | 416 => return Ok(response),
        404 if ["NoSuchBucket", "ContainerNotFound"].contains(&said) => Failure::Missing,
        404 => return Ok(response),
        301 | 302 | 307 | 308 => Failure::Elsewhere(region(&response)),
        400 if said == "AuthorizationHeaderMalformed" => Failure::Elsewhere(region(&response)),
        // Expired or malformed credentials, and a refused exchange of a key for a token.
        400 if said.contains("Token")
            || said.contains("AccessKey")
            || said.starts_with("invalid_") =>
        {
            Failure::Denied(code)
        }
        401 | 403 => Failure::Denied(code),
        other => Failure::Answer(other, code),
    })
}

/// The region that S3 names in its answer to a request in the wrong region.
fn region(response: &Response<Bytes>) -> Option<String> {
    let field =
        response.headers().get("x-amz-bucket-region").and_then(|region| region.to_str().ok());
    let region = field.map(str::to_owned).or_else(|| between(response.body(), "<Region>"));
    region.filter(|region| is_word(region))
}

/// The name of an error in an answer: in XML of storage, in JSON of the services that give out tokens.
fn code(body: &[u8]) -> ServiceCode {
    let json = || {
        let said: serde_json::Value = serde_json::from_slice(body).ok()?;
        Some(said.get("error")?.as_str()?.to_owned())
    };
    between(body, "<Code>").or_else(json).filter(|code| is_word(code))
}

/// The text behind a tag.
fn between(body: &[u8], tag: &str) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    let (_, rest) = text.split_once(tag)?;
    Some(rest.split('<').next()?.trim().to_owned())
}

/// Whether a word from a service is safe to show.
fn is_word(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    (1..=64).contains(&text.len()) && text.chars().all(is_plain)
}

/// The wait that a service asks for (RFC 9110 section 10.2.3), in seconds; dates are not supported.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

#[async_trait]
impl HttpService for Client {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let (head, body) = request.into_parts();
        let body = body.collect().await?.to_bytes();
        match self.exchange(Request::from_parts(head, body)).await {
            Ok(response) => Ok(response.map(Into::into)),
            // Of no kind that the library would try again.
            Err(failure) => Err(HttpError::new(HttpErrorKind::Unknown, failure)),
        }
    }
}

impl client::HttpConnector for Client {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<client::HttpClient> {
        Ok(client::HttpClient::new(self.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::{code, judged, retry_after};
    use crate::remote::failure::Failure;
    use http::{HeaderMap, Response};
    use hyper::body::Bytes;
    use std::time::Duration;

    fn answer(status: u16, body: &'static str) -> Result<u16, Failure> {
        let response = Response::builder().status(status).body(Bytes::from_static(body.as_bytes()));
        judged(response.unwrap()).map(|response| response.status().as_u16())
    }

    #[test]
    fn answers_that_mean_the_same_for_every_request() {
        let named = |code: &str| Some(code.to_owned());
        for passed in [200, 204, 304, 404, 409, 412] {
            assert_eq!(answer(passed, ""), Ok(passed));
        }
        assert_eq!(answer(404, "<Error><Code>NoSuchKey</Code></Error>"), Ok(404));
        assert_eq!(answer(404, "<Error><Code>NoSuchBucket</Code></Error>"), Err(Failure::Missing));
        assert_eq!(answer(403, ""), Err(Failure::Denied(None)));
        let expired = "<Error><Code>ExpiredToken</Code></Error>";
        assert_eq!(answer(400, expired), Err(Failure::Denied(named("ExpiredToken"))));
        let refused = r#"{"error": "invalid_grant", "error_description": "Bad key"}"#;
        assert_eq!(answer(400, refused), Err(Failure::Denied(named("invalid_grant"))));
        let elsewhere =
            "<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-west-1</Region></Error>";
        assert_eq!(answer(400, elsewhere), Err(Failure::Elsewhere(named("eu-west-1"))));
        assert_eq!(answer(301, ""), Err(Failure::Elsewhere(None)));
        assert_eq!(answer(501, ""), Err(Failure::Answer(501, None)));
        assert!(answer(503, "").unwrap_err().may_pass() && answer(429, "").unwrap_err().may_pass());
        assert!(
            !answer(400, "").unwrap_err().may_pass() && !answer(403, "").unwrap_err().may_pass()
        );
    }

    #[test]
    fn only_plain_words_of_a_service_are_shown() {
        assert_eq!(code(b"<Code>\x1b[31mred</Code>"), None);
        assert_eq!(code(b"<Code> SlowDown </Code>").as_deref(), Some("SlowDown"));
        assert_eq!(code(&[0xff]), None);
    }

    #[test]
    fn a_service_says_how_long_it_wants_to_be_left_alone() {
        let asked = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("retry-after", value.parse().unwrap());
            retry_after(&headers)
        };
        assert_eq!(asked("7"), Some(Duration::from_secs(7)));
        assert_eq!(asked("Sun, 29 Nov 2026 17:00:00 GMT"), None);
    }
}
