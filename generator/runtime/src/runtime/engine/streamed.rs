//! An answer whose body is read piece by piece, for what is too long to be held or never ends.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;
use tokio::io::AsyncWrite;

use super::clock::{BoxFuture, Time};
use super::reconnect::Resume;
use super::transport::{ResponseBody, TimeoutKind, TransportFailure, TransportKind};
use super::{Answer, TransportError};

/// The head of an answer, and its body as it comes.
///
/// Time and length of the whole are not limited, since a stream may go on for ever: [`Streamed::at_most`] limits the length.
/// A pause longer than [`Timeouts::idle`](super::Timeouts) ends it. Dropping it closes the connection.
pub struct Streamed {
    head: Answer,
    body: Option<ResponseBody>,
    clock: Time,
    idle: Duration,
    /// Runs while a piece is waited for.
    timer: Option<BoxFuture<()>>,
    /// How many bytes may still come; none: more were announced than may come.
    room: Option<u64>,
    /// What goes on with its events when it ends.
    pub(crate) resume: Option<Box<Resume>>,
}

impl Streamed {
    #[inline]
    pub(crate) fn new(head: Answer, body: ResponseBody, clock: Time, idle: Duration) -> Self {
        Streamed { head, body: Some(body), clock, idle, timer: None, room: Some(u64::MAX), resume: None }
    }

    /// The answer without its body.
    #[must_use]
    #[inline]
    pub fn head(&self) -> &Answer {
        &self.head
    }

    /// The status.
    #[must_use]
    #[inline]
    pub fn status(&self) -> StatusCode {
        self.head.status()
    }

    /// The headers.
    #[must_use]
    #[inline]
    pub fn headers(&self) -> &HeaderMap {
        self.head.headers()
    }

    /// Takes so many bytes and no more. A longer body is an error of the kind
    /// [`TooLarge`](super::TransportKind::TooLarge): at once if its length is announced, else before the piece that is too much.
    #[must_use]
    #[inline]
    pub fn at_most(mut self, bytes: u64) -> Self {
        let announced = self.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        // The answer to HEAD announces a body that does not come.
        let announced = announced.filter(|_| self.head.operation.method != "HEAD");
        self.room = Some(bytes).filter(|bytes| announced.is_none_or(|announced| announced <= *bytes));
        self
    }

    /// The next bytes; none at the end, and after an error.
    #[inline]
    pub async fn chunk(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|context| self.poll_chunk(context)).await
    }

    /// Writes the rest into a writer, such as `tokio::fs::File`, and says how many bytes that was. The writer is flushed.
    ///
    /// ```
    /// # use specwright_runtime::runtime::Streamed;
    /// # async fn save(stream: Streamed) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut file = Vec::new();
    /// match stream.at_most(100_000_000).write_to(&mut file).await {
    ///     Ok(length) => println!("{length} bytes"),
    ///     // A request with `Range: bytes=…-` can go on from there.
    ///     Err(error) => println!("{} bytes, and then {error}", error.written),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The stream broke off or is too long, or the writer failed. The error says how many bytes the writer took until then.
    #[inline]
    pub async fn write_to(mut self, writer: &mut (impl AsyncWrite + Unpin)) -> Result<u64, DownloadError> {
        let mut written = 0;
        match self.write_all(writer, &mut written).await {
            Ok(()) => Ok(written),
            Err(cause) => Err(DownloadError { written, cause }),
        }
    }

    #[inline]
    async fn write_all(
        &mut self,
        writer: &mut (impl AsyncWrite + Unpin),
        written: &mut u64,
    ) -> Result<(), DownloadFault> {
        while let Some(chunk) = self.chunk().await {
            let mut rest = chunk.map_err(DownloadFault::Transport)?;
            while !rest.is_empty() {
                let count = poll_fn(|context| Pin::new(&mut *writer).poll_write(context, &rest)).await;
                let count = count.map_err(DownloadFault::Write)?;
                if count == 0 {
                    return Err(DownloadFault::Write(std::io::ErrorKind::WriteZero.into()));
                }
                *written += u64::try_from(count).unwrap_or(u64::MAX);
                rest = rest.split_off(count.min(rest.len()));
            }
        }
        poll_fn(|context| Pin::new(&mut *writer).poll_flush(context)).await.map_err(DownloadFault::Write)
    }

    #[inline]
    pub(crate) fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        loop {
            let Some(body) = &mut self.body else { return Poll::Ready(None) };
            let Some(room) = self.room else { return Poll::Ready(Some(Err(self.fail(too_large())))) };
            if let Poll::Ready(frame) = Pin::new(body).poll_frame(context) {
                self.timer = None;
                match frame.map(|frame| frame.map(http_body::Frame::into_data)) {
                    Some(Ok(Ok(data))) if data.is_empty() => continue,
                    Some(Ok(Ok(data))) => {
                        let length = u64::try_from(data.len()).unwrap_or(u64::MAX);
                        self.room = room.checked_sub(length);
                        let data = self.room.map(|_| data).ok_or_else(|| self.fail(too_large()));
                        return Poll::Ready(Some(data));
                    }
                    // Trailers.
                    Some(Ok(Err(_))) => continue,
                    Some(Err(error)) => {
                        let failure = TransportFailure::new(TransportKind::Interrupted).with_source(error);
                        return Poll::Ready(Some(Err(self.fail(failure))));
                    }
                    None => {
                        self.body = None;
                        return Poll::Ready(None);
                    }
                }
            }
            let timer = self.timer.get_or_insert_with(|| self.clock.sleep(self.idle));
            ready!(timer.as_mut().poll(context));
            let failure = TransportFailure::new(TransportKind::Timeout(TimeoutKind::Idle));
            return Poll::Ready(Some(Err(self.fail(failure))));
        }
    }

    /// Ends the stream.
    #[inline]
    pub(crate) fn fail(&mut self, failure: TransportFailure) -> TransportError {
        self.body = None;
        self.timer = None;
        TransportError::cut_off(self.head.clone(), failure)
    }
}

#[inline]
fn too_large() -> TransportFailure {
    TransportFailure::new(TransportKind::TooLarge)
}

impl Stream for Streamed {
    type Item = Result<Bytes, TransportError>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_chunk(context)
    }
}

impl fmt::Debug for Streamed {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streamed").field("head", &self.head).finish_non_exhaustive()
    }
}

/// A download that did not come to its end.
#[derive(Debug)]
#[non_exhaustive]
pub struct DownloadError {
    /// How many bytes were written.
    pub written: u64,
    /// Why it were not more.
    pub cause: DownloadFault,
}

/// Why a download did not come to its end.
#[derive(Debug)]
#[non_exhaustive]
pub enum DownloadFault {
    /// The stream broke off, or is longer than [`Streamed::at_most`] allows.
    Transport(TransportError),
    /// What it was written into failed.
    Write(std::io::Error),
}

impl fmt::Display for DownloadError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            DownloadFault::Transport(error) => write!(f, "after {} bytes were written: {error}", self.written),
            DownloadFault::Write(error) => {
                write!(f, "what was received could not be written, but for {} bytes: {error}", self.written)
            }
        }
    }
}

impl std::error::Error for DownloadError {
    #[inline]
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            DownloadFault::Transport(error) => error.source(),
            DownloadFault::Write(error) => Some(error),
        }
    }
}

/// The body of an answer that nobody has begun to read: for the one who takes it. Clones share it.
#[derive(Clone, Default)]
pub(crate) struct Unread(Option<Arc<Mutex<Option<Streamed>>>>);

impl Unread {
    #[inline]
    pub(crate) fn new(streamed: Streamed) -> Self {
        Unread(Some(Arc::new(Mutex::new(Some(streamed)))))
    }

    #[inline]
    pub(crate) fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// Lets the stream go on by itself.
    #[inline]
    pub(crate) fn resume(&self, resume: Resume) {
        let mut unread = self.0.as_ref().map(|unread| unread.lock().unwrap_or_else(PoisonError::into_inner));
        if let Some(stream) = unread.as_mut().and_then(|unread| unread.as_mut()) {
            stream.resume = Some(Box::new(resume));
        }
    }

    #[inline]
    pub(crate) fn take(&self) -> Option<Streamed> {
        self.0.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
