//! Bodies on their way: the one of a request, which knows whether it was taken, and the one of an answer.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

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
}

/// The body of a request.
pub struct RequestBody {
    rest: Bytes,
    watch: Arc<Watch>,
}

impl RequestBody {
    pub(crate) fn watched(body: Bytes) -> (Self, Arc<Watch>) {
        let watch = Arc::new(Watch { state: AtomicU8::new(UNTOUCHED), visible: !body.is_empty() });
        (RequestBody { rest: body, watch: Arc::clone(&watch) }, watch)
    }
}

impl fmt::Debug for RequestBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestBody({} bytes)", self.rest.len())
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = Withdrawn;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Withdrawn>>> {
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        if !self.watch.begin() {
            return Poll::Ready(Some(Err(Withdrawn)));
        }
        let length = self.rest.len().min(PIECE);
        let piece = self.rest.split_to(length);
        if self.rest.is_empty() {
            self.watch.finish();
        }
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(u64::try_from(self.rest.len()).unwrap_or(u64::MAX))
    }
}

/// The request was given up before its body was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Withdrawn;

impl fmt::Display for Withdrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request was given up")
    }
}

impl std::error::Error for Withdrawn {}

/// The body of an answer, as it comes.
pub struct ResponseBody(Pin<Box<dyn Body<Data = Bytes, Error = BoxError> + Send>>);

impl ResponseBody {
    /// A body of any kind.
    pub fn new<B>(body: B) -> Self
    where
        B: Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        ResponseBody(Box::pin(Boxed(Box::pin(body))))
    }

    /// A body that is there already.
    #[must_use]
    pub fn full(bytes: impl Into<Bytes>) -> Self {
        ResponseBody::new(Full(bytes.into()))
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
        self.0.as_mut().poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

/// A body with its error made a common one.
struct Boxed<B>(Pin<Box<B>>);

impl<B> Body for Boxed<B>
where
    B: Body<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.0.as_mut().poll_frame(cx).map_err(Into::into)
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
