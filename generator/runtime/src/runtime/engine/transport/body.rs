//! Bodies on their way: the one of a request, which knows whether it was taken, and the one of an answer.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::super::payload::{BoxBody, Payload, Piece};
use super::BoxError;

/// How much of a body is handed over at once: so that a long one is not all sent when its first byte is.
const PIECE: usize = 64 * 1024;

const UNTOUCHED: u8 = 0;
const BEGUN: u8 = 1;
const FINISHED: u8 = 2;
const SEALED: u8 = 3;

/// What is known about a body that was given away.
///
/// The one truth about *not sent*: either a byte of it was handed over, or it is sealed and never will be. Both are one
/// atomic step, so that a request which is given up while another thread is about to write it cannot be both.
#[derive(Debug)]
pub(crate) struct Watch {
    state: AtomicU8,
    /// A body without a byte is never asked for one: nothing can be seen of it.
    visible: bool,
}

impl Watch {
    /// Has it been handed over in part, or as a whole?
    pub(crate) fn has_begun(&self) -> bool {
        matches!(self.state.load(Ordering::Acquire), BEGUN | FINISHED)
    }

    pub(crate) fn has_finished(&self) -> bool {
        self.state.load(Ordering::Acquire) == FINISHED
    }

    /// Can it be seen at all?
    pub(crate) fn is_visible(&self) -> bool {
        self.visible
    }

    /// Makes sure that nothing of the body will ever be handed over. `false`: too late, or nobody can tell.
    pub(crate) fn seal(&self) -> bool {
        let sealed = self.state.compare_exchange(UNTOUCHED, SEALED, Ordering::AcqRel, Ordering::Acquire);
        self.visible && matches!(sealed, Ok(_) | Err(SEALED))
    }

    /// The first piece is asked for. `false`: it was sealed.
    fn begin(&self) -> bool {
        let begun = self.state.compare_exchange(UNTOUCHED, BEGUN, Ordering::AcqRel, Ordering::Acquire);
        !matches!(begun, Err(SEALED))
    }

    fn finish(&self) {
        self.state.store(FINISHED, Ordering::Release);
    }

    /// The end of a body that was begun was seen: one of a stream is known only then.
    fn finish_if_begun(&self) {
        let _ = self.state.compare_exchange(BEGUN, FINISHED, Ordering::AcqRel, Ordering::Acquire);
    }
}

/// The body of a request.
pub struct RequestBody {
    piece: Option<Piece>,
    /// Those behind it.
    rest: std::vec::IntoIter<Piece>,
    /// The stream that is being read, with what it may still give if its length is known. The lock is never waited for: it
    /// is what makes a body `Sync`, as reqwest asks for.
    stream: Option<(Mutex<BoxBody>, Option<u64>)>,
    /// What is still to come, if that is known.
    left: Option<u64>,
    watch: Arc<Watch>,
}

impl RequestBody {
    pub(crate) fn watched(payload: Payload) -> (Self, Arc<Watch>) {
        let watch = Arc::new(Watch { state: AtomicU8::new(UNTOUCHED), visible: !payload.is_empty() });
        let left = payload.length();
        let (piece, rest) = payload.into_pieces();
        (RequestBody { piece, rest, stream: None, left, watch: Arc::clone(&watch) }, watch)
    }

    /// What is known about it once it is given away.
    #[cfg(feature = "http2")]
    pub(crate) fn watch(&self) -> Arc<Watch> {
        Arc::clone(&self.watch)
    }

    /// All of it, if nobody has begun to read it and it has no stream.
    #[cfg(feature = "record")]
    pub(crate) fn whole(&self) -> Option<Bytes> {
        let mut all = Vec::new();
        for piece in self.piece.iter().chain(self.rest.as_slice()) {
            match piece {
                Piece::Bytes(bytes) => all.push(bytes.as_ref()),
                Piece::Stream(_) => return None,
            }
        }
        self.stream.is_none().then(|| all.concat().into())
    }

    /// Takes all of it, as a connection would.
    #[cfg(feature = "record")]
    pub(crate) async fn drain(mut self) -> Result<(), super::TransportFailure> {
        while let Some(frame) = std::future::poll_fn(|context| Pin::new(&mut self).poll_frame(context)).await {
            frame
                .map_err(|error| super::TransportFailure::new(super::TransportKind::Interrupted).with_source(error))?;
        }
        Ok(())
    }

    /// The next bytes of the stream that is being read; none at its end.
    fn poll_stream(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BodyError>>> {
        while let Some((stream, left)) = &mut self.stream {
            let stream = stream.get_mut().unwrap_or_else(PoisonError::into_inner);
            match ready!(stream.as_mut().poll_frame(context)) {
                Some(Ok(frame)) => {
                    let Ok(data) = frame.into_data() else { continue };
                    let length = u64::try_from(data.len()).unwrap_or(u64::MAX);
                    match left.map(|left| left.checked_sub(length)) {
                        Some(None) => return Poll::Ready(Some(Err(BodyError::Length))),
                        Some(rest) => *left = rest,
                        None => {}
                    }
                    return Poll::Ready(Some(Ok(data)));
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(BodyError::Source(error)))),
                None if left.is_some_and(|left| left > 0) => return Poll::Ready(Some(Err(BodyError::Length))),
                None => self.stream = None,
            }
        }
        Poll::Ready(None)
    }

    fn is_at_end(&self) -> bool {
        self.piece.is_none() && self.stream.is_none()
    }

    /// The next bytes, of whatever piece they are.
    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BodyError>>> {
        loop {
            if let Some(piece) = ready!(self.poll_stream(context)) {
                return Poll::Ready(Some(piece));
            }
            match &mut self.piece {
                None => return Poll::Ready(None),
                Some(Piece::Bytes(rest)) => {
                    let piece = rest.split_to(rest.len().min(PIECE));
                    if rest.is_empty() {
                        self.piece = self.rest.next();
                    }
                    return Poll::Ready(Some(Ok(piece)));
                }
                Some(Piece::Stream(stream)) => {
                    self.stream = stream.take().map(|body| (Mutex::new(body), stream.length));
                    self.piece = self.rest.next();
                    if self.stream.is_none() {
                        return Poll::Ready(Some(Err(BodyError::Spent)));
                    }
                }
            }
        }
    }
}

impl fmt::Debug for RequestBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.left {
            Some(left) => write!(f, "RequestBody({left} bytes)"),
            None => f.write_str("RequestBody(a stream)"),
        }
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        if self.is_at_end() {
            self.watch.finish_if_begun();
            return Poll::Ready(None);
        }
        if !self.watch.begin() {
            return Poll::Ready(Some(Err(BodyError::Withdrawn)));
        }
        let piece = ready!(self.poll_piece(context));
        if let Some(Ok(data)) = &piece {
            let length = u64::try_from(data.len()).unwrap_or(u64::MAX);
            self.left = self.left.map(|left| left.saturating_sub(length));
        }
        if self.is_at_end() {
            self.watch.finish();
        }
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.is_at_end()
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// Why the body of a request ends before its end.
#[derive(Debug)]
#[non_exhaustive]
pub enum BodyError {
    /// The request was given up before its body was asked for.
    Withdrawn,
    /// A stream in it was read before, by another request.
    Spent,
    /// A stream in it is longer or shorter than it was said to be.
    Length,
    /// A stream in it failed.
    Source(BoxError),
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BodyError::Withdrawn => f.write_str("the request was given up"),
            BodyError::Spent => f.write_str("the stream that was to be sent has been read before"),
            BodyError::Length => f.write_str("the stream that was sent has another length than it was said to have"),
            BodyError::Source(error) => write!(f, "the stream that was sent failed: {error}"),
        }
    }
}

impl std::error::Error for BodyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            BodyError::Source(error) => Some(&**error),
            _ => None,
        }
    }
}

/// The body of an answer, as it comes.
pub struct ResponseBody(Coming);

/// Whose body it is. What the default transport gives needs no box.
enum Coming {
    #[cfg(feature = "reqwest")]
    Reqwest(reqwest::Response),
    Full(Full),
    Other(BoxBody),
}

impl ResponseBody {
    /// A body of any kind; one that is not `Unpin` within `Box::pin`.
    pub fn new<B>(body: B) -> Self
    where
        B: Body<Data = Bytes> + Send + Unpin + 'static,
        B::Error: Into<BoxError>,
    {
        ResponseBody(Coming::Other(Box::pin(Boxed(body))))
    }

    #[cfg(feature = "reqwest")]
    pub(super) fn of_reqwest(response: reqwest::Response) -> Self {
        ResponseBody(Coming::Reqwest(response))
    }

    pub(crate) fn into_inner(self) -> BoxBody {
        match self.0 {
            Coming::Other(body) => body,
            of_known => Box::pin(ResponseBody(of_known)),
        }
    }

    /// A body that is there already.
    #[must_use]
    pub fn full(bytes: impl Into<Bytes>) -> Self {
        ResponseBody(Coming::Full(Full(bytes.into())))
    }
}

impl fmt::Debug for ResponseBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseBody(…)")
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.0 {
            // It keeps nothing between polls but what the response keeps.
            #[cfg(feature = "reqwest")]
            Coming::Reqwest(response) => {
                let chunk = ready!(std::pin::pin!(response.chunk()).poll(cx));
                Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)).map_err(BoxError::from).transpose())
            }
            Coming::Full(full) => Pin::new(full).poll_frame(cx).map_err(|never| match never {}),
            Coming::Other(body) => body.as_mut().poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            #[cfg(feature = "reqwest")]
            Coming::Reqwest(response) => response.content_length() == Some(0),
            Coming::Full(full) => full.is_end_stream(),
            Coming::Other(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            #[cfg(feature = "reqwest")]
            Coming::Reqwest(response) => response.content_length().map_or_else(SizeHint::default, SizeHint::with_exact),
            Coming::Full(full) => full.size_hint(),
            Coming::Other(body) => body.size_hint(),
        }
    }
}

/// A body with its error made a common one.
struct Boxed<B>(B);

impl<B> Body for Boxed<B>
where
    B: Body<Data = Bytes> + Unpin,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Pin::new(&mut self.0).poll_frame(cx).map_err(Into::into)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

/// Bytes as a body of one piece.
struct Full(Bytes);

impl Body for Full {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.0.is_empty() {
            return Poll::Ready(None);
        }
        Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.0)))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(u64::try_from(self.0.len()).unwrap_or(u64::MAX))
    }
}
