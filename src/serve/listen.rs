//! The connections: accepted, limited, and closed without an error.

use super::patient::MinimumRateStream;
use super::{Scope, Served, answer};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::{HttpService, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::task::Poll;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};

/// How long a client may take to send the head of a request; an idle connection is closed after it.
const HEAD: Duration = Duration::from_secs(30);

/// The longest head of a request, in bytes.
const LONGEST_HEAD: usize = 16 * 1024;

/// How long requests that are being answered may go on when it is time to end.
const GRACE: Duration = Duration::from_secs(10);

/// What a connection gets that is one too many, with the fields of `fields.rs`.
const BUSY: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 60\r\n\
    X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
    Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n\
    Connection: close\r\nContent-Length: 0\r\n\r\n";

/// How long to wait when no connection can be accepted, since there are too many open files.
const PAUSE: Duration = Duration::from_millis(100);

/// How many connections more than others those have who only watch: they are answered also when all
/// others are taken.
const WATCHERS: usize = 16;

/// Where connections come in, and what is answered there.
#[derive(Debug)]
pub struct Listener {
    /// Where.
    pub listener: TcpListener,
    /// What.
    pub scope: Scope,
}

/// The next connection at some doors, and its scope. Of those that came the first door's goes first.
async fn next(doors: &[Listener]) -> io::Result<(TcpStream, Scope)> {
    poll_fn(|cx| {
        for Listener { listener, scope } in doors {
            if let Poll::Ready(accepted) = listener.poll_accept(cx) {
                return Poll::Ready(accepted.map(|(stream, _)| (stream, *scope)));
            }
        }
        Poll::Pending
    })
    .await
}

/// HTTP as it is spoken here, with its limits.
fn protocol() -> http1::Builder {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(LONGEST_HEAD);
    // A client that closes its side after the request still waits for the answer.
    http.half_close(true);
    http
}

/// What answers the requests of a connection.
fn answers(
    served: Arc<Served>,
    scope: Scope,
) -> impl HttpService<Incoming, ResBody = Full<Bytes>, Error = Infallible, Future: Send> {
    service_fn(move |request| {
        let served = Arc::clone(&served);
        async move { Ok::<_, Infallible>(answer(&served, scope, request).await) }
    })
}

/// Answers the requests of one connection that came in some other way than through a [`Listener`]:
/// `fuzz/` has no sockets.
#[doc(hidden)]
pub async fn converse(stream: impl AsyncRead + AsyncWrite + Unpin, served: Arc<Served>) {
    let service = answers(served, Scope::All);
    let stream = TokioIo::new(MinimumRateStream::new(stream));
    // A client that sends no HTTP ends its own connection and nothing else.
    let _ = protocol().serve_connection(stream, service).await;
}

/// Answers requests until `end`, and then those that had begun. Beyond `most` connections at once
/// further ones are turned away.
pub async fn listen(
    doors: Vec<Listener>,
    served: Arc<Served>,
    most: usize,
    end: impl Future<Output = ()>,
) {
    let http = protocol();
    let connections = GracefulShutdown::new();
    let mut end = std::pin::pin!(end);
    loop {
        let accepted = tokio::select! {
            () = &mut end => break,
            accepted = next(&doors) => accepted,
        };
        let Ok((stream, scope)) = accepted else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let reserved = if scope == Scope::Status { WATCHERS } else { 0 };
        if connections.count() >= most + reserved {
            served.counts.refused.fetch_add(1, Relaxed);
            // Whether it arrives or not, the connection ends.
            let _ = stream.try_write(BUSY);
            continue;
        }
        // An answer of a few hundred bytes waits for nothing.
        let _ = stream.set_nodelay(true);
        let service = answers(Arc::clone(&served), scope);
        let connection =
            http.serve_connection(TokioIo::new(MinimumRateStream::new(stream)), service);
        let connection = connections.watch(connection);
        let served = Arc::clone(&served);
        served.counts.open.fetch_add(1, Relaxed);
        // A client that goes away or sends no HTTP ends its own connection and nothing else.
        tokio::spawn(async move {
            let _ = connection.await;
            served.counts.open.fetch_sub(1, Relaxed);
        });
    }
    drop(doors);
    let _ = tokio::time::timeout(GRACE, connections.shutdown()).await;
}

#[cfg(test)]
mod tests {
    use super::{HEAD, Listener, listen};
    use crate::model::Settings;
    use crate::render::FeedIndex;
    use crate::serve::{BuildMessages, Scope, Served, Site, SiteFile};
    use chrono::DateTime;
    use std::convert::Infallible;
    use std::sync::Arc;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};
    use tokio::time::{Instant, sleep};

    /// What comes back until the connection is closed, and when that is. The clock goes on as soon as
    /// all wait for it, so a pause is over before anybody notices.
    fn closed(request: &[u8]) -> (String, std::time::Duration) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .start_paused(true)
            .build()
            .unwrap();
        runtime.block_on(async {
            let (now, settings) = (DateTime::UNIX_EPOCH, Settings::default());
            let file =
                SiteFile { path: "index.html".to_owned(), bytes: b"x".to_vec(), since: None };
            let file = Ok::<_, Infallible>(file);
            let Ok(site) = Site::new([file].into_iter(), FeedIndex::new(), &settings, None, now);
            let served = Arc::new(Served::new(site, BuildMessages::default(), now));
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let doors = vec![Listener { listener, scope: Scope::All }];
            tokio::spawn(listen(doors, served, 10, std::future::pending()));
            let begin = Instant::now();
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(request).await.unwrap();
            // What is sent takes a moment of real time, in which the clock must not go on.
            tokio::task::spawn_blocking(std::thread::yield_now).await.unwrap();
            sleep(HEAD / 2).await;
            let mut answer = String::new();
            let _ = stream.read_to_string(&mut answer).await;
            (answer, begin.elapsed())
        })
    }

    #[test]
    fn a_head_that_does_not_come_and_an_idle_connection_are_waited_for_in_vain() {
        let (answer, passed) = closed(b"");
        assert!(answer.is_empty() && passed >= HEAD && passed < HEAD * 2, "{answer} {passed:?}");
        let (answer, passed) = closed(b"GET / HTTP/1.1\r\nHost: x\r\nX: ");
        assert!(passed >= HEAD && passed < HEAD * 2, "{answer} {passed:?}");
        assert!(!answer.contains("200 OK"), "{answer}");
        // After an answer it begins anew.
        let (answer, passed) = closed(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assert!(answer.contains("200 OK"), "{answer}");
        assert!(passed >= HEAD && passed < HEAD * 2, "{passed:?}");
    }
}
