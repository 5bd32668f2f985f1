//! A connection whose client is waited for, but not for ever.

use std::io::{Error, ErrorKind, IoSlice, Result};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// How long a client is waited for that does not take what is sent.
const WINDOW: Duration = Duration::from_secs(30);

/// How many bytes it has to take in that time: as a modem of 1990 does.
const LEAST: usize = 16 * 1024;

/// A stream that fails when the other side takes less than [`LEAST`] bytes in a [`WINDOW`] although
/// more is there for it. Reading is as of the stream itself.
#[derive(Debug)]
pub(super) struct MinimumRateStream<S> {
    stream: S,
    /// The end of the window, while somebody is waited for.
    end: Option<Pin<Box<Sleep>>>,
    /// What was taken within the window.
    taken: usize,
}

impl<S> MinimumRateStream<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream, end: None, taken: 0 }
    }

    /// Takes note of what came of a try to write.
    fn weigh(&mut self, tried: Poll<Result<usize>>, cx: &mut Context<'_>) -> Poll<Result<usize>> {
        if let Poll::Ready(Ok(bytes)) = tried {
            self.taken = self.taken.saturating_add(bytes);
        }
        if tried.is_ready() {
            return tried;
        }
        let end = self.end.get_or_insert_with(|| {
            self.taken = 0;
            Box::pin(sleep(WINDOW))
        });
        while end.as_mut().poll(cx).is_ready() {
            if self.taken < LEAST {
                let why = "the client takes too little of what is sent";
                return Poll::Ready(Err(Error::new(ErrorKind::TimedOut, why)));
            }
            self.taken = 0;
            end.set(sleep(WINDOW));
        }
        Poll::Pending
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for MinimumRateStream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for MinimumRateStream<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize>> {
        let tried = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.weigh(tried, cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let tried = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.weigh(tried, cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// Everything that was to be sent has been taken when this is ready.
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_flush(cx))?;
        self.end = None;
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::{LEAST, MinimumRateStream, WINDOW};
    use std::io::ErrorKind;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
    use tokio::time::{Instant, sleep, timeout};

    /// Sends to a client that takes so many bytes six times in a window. Time passes as fast as
    /// nothing else goes on.
    fn sent(bytes: usize, taken: usize) -> std::io::Result<std::time::Duration> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .unwrap();
        runtime.block_on(async {
            let (ours, mut theirs) = duplex(1024);
            tokio::spawn(async move {
                let mut all = vec![0; taken];
                loop {
                    sleep(WINDOW / 6).await;
                    if theirs.read_exact(&mut all).await.is_err() {
                        break;
                    }
                }
            });
            let begin = Instant::now();
            let mut ours = MinimumRateStream::new(ours);
            let done = async {
                ours.write_all(&vec![0; bytes]).await?;
                ours.flush().await?;
                // A second answer begins a new window.
                sleep(WINDOW * 3).await;
                ours.write_all(&vec![0; bytes]).await
            };
            timeout(WINDOW * 1000, done).await.unwrap()?;
            Ok(begin.elapsed())
        })
    }

    #[test]
    fn who_takes_nothing_is_cut_off_and_who_takes_little_is_not() {
        assert!(sent(500, 1).is_ok(), "what fits into the buffers waits for nobody");
        assert_eq!(sent(100_000, 0).unwrap_err().kind(), ErrorKind::TimedOut);
        assert_eq!(sent(100_000, LEAST / 6 - 200).unwrap_err().kind(), ErrorKind::TimedOut);
        assert!(sent(100_000, LEAST / 5 + 200).is_ok());
    }
}
