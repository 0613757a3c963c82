//! Streams of values: server-sent events (HTML standard §9.2) and lines of JSON (RFC 7464 as well).

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::frames::{Event, Frames};
use super::json::{self, Decode, Writer};
use super::transport::{TransportFailure, TransportKind};
use super::{Answer, BodyFault, Streamed, TransportError};

/// What the values of a stream stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// `text/event-stream`: the data of an event is the JSON of a value. Data of `[DONE]` ends the stream.
    Data,
    /// `text/event-stream`: the data of an event is a text.
    Text,
    /// `text/event-stream`: an event is an object with the members `event`, `data`, `id` and `retry` (OpenAPI 3.2 §4.14.4).
    Events,
    /// `application/jsonl`, `application/x-ndjson`, `application/json-seq`: a line is the JSON of a value.
    Lines,
}

/// Values as they come. A [`Stream`] of them, and [`Items::next`] for those who have no use for the trait.
///
/// A value that cannot be read is an error, and those after it still come. When the stream breaks off, that is the last
/// error. Clones share the stream.
pub struct Items<T> {
    state: Arc<Mutex<State>>,
    item: PhantomData<fn() -> T>,
}

struct State {
    body: Option<Streamed>,
    framing: Framing,
    frames: Frames,
    last_event_id: String,
}

impl<T: Decode> Items<T> {
    pub(crate) fn new(body: Option<Streamed>, framing: Framing, limit: usize) -> Self {
        let frames = Frames::new(framing == Framing::Lines, limit);
        let state = State { body, framing, frames, last_event_id: String::new() };
        Items { state: Arc::new(Mutex::new(state)), item: PhantomData }
    }

    /// The values of an answer that was asked for as a stream.
    pub(crate) fn of(stream: Streamed, framing: Framing) -> Self {
        let limit = stream.head().limits.body;
        Items::new(Some(stream), framing, limit)
    }

    /// The next value; none at the end.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        poll_fn(|context| self.state().poll_value(context)).await
    }

    /// The `id` of the last event that had one: where to go on after the stream broke off. Empty before that.
    #[must_use]
    pub fn last_event_id(&self) -> String {
        self.state().last_event_id.clone()
    }

    /// The answer without its body; none after the stream's end.
    #[must_use]
    pub fn head(&self) -> Option<Answer> {
        self.state().body.as_ref().map(|body| body.head().clone())
    }

    /// Ends the stream before its end; none if it had ended.
    #[cfg(feature = "blocking")]
    pub(crate) fn fail(&self, failure: TransportFailure) -> Option<StreamError> {
        let body = self.state().body.take();
        body.map(|mut body| StreamError::Transport(body.fail(failure)))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn poll_value<T: Decode>(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, StreamError>>> {
        let json = match ready!(self.poll_json(context)) {
            None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(StreamError::Transport(error)))),
            Some(Ok(json)) => json,
        };
        let value = json::from_slice(&json).map_err(|fault| StreamError::Unreadable(BodyFault::of_item(fault)));
        Poll::Ready(Some(value))
    }

    /// The JSON of the next value. Compiled once for all types.
    fn poll_json(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, TransportError>>> {
        loop {
            if let Some(event) = self.frames.next() {
                match self.json(event) {
                    Some(json) => return Poll::Ready(Some(Ok(json))),
                    None => {
                        self.body = None;
                        return Poll::Ready(None);
                    }
                }
            }
            let Some(body) = &mut self.body else { return Poll::Ready(None) };
            match ready!(body.poll_chunk(context)) {
                Some(Ok(chunk)) if self.frames.push(&chunk) => {}
                Some(Ok(_)) => {
                    let error = body.fail(TransportFailure::new(TransportKind::TooLarge));
                    self.body = None;
                    return Poll::Ready(Some(Err(error)));
                }
                Some(Err(error)) => {
                    self.body = None;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    self.body = None;
                    self.frames.end();
                }
            }
        }
    }

    /// None: the event says that there are no more.
    fn json(&mut self, event: Event) -> Option<Vec<u8>> {
        if let Some(id) = &event.id {
            id.clone_into(&mut self.last_event_id);
        }
        match self.framing {
            Framing::Lines => Some(event.data),
            Framing::Data if event.data == b"[DONE]" => None,
            Framing::Data => Some(event.data),
            Framing::Text | Framing::Events => {
                let mut writer = Writer::new();
                let data = String::from_utf8_lossy(&event.data);
                if self.framing == Framing::Text {
                    writer.string(&data);
                } else {
                    writer.begin_object();
                    writer.optional("event", &event.name);
                    writer.member("data", &*data);
                    writer.optional("id", &event.id);
                    writer.optional("retry", &event.retry);
                    writer.end_object();
                }
                Some(writer.finish().unwrap_or_default().into_bytes())
            }
        }
    }
}

impl<T: Decode> Stream for Items<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.state().poll_value(context)
    }
}

impl<T> Clone for Items<T> {
    fn clone(&self) -> Self {
        Items { state: Arc::clone(&self.state), item: PhantomData }
    }
}

/// A stream is equal only to itself.
impl<T> PartialEq for Items<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.state, &other.state)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items(…)")
    }
}

/// Why a value of a stream could not be had.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError {
    /// The stream broke off.
    Transport(TransportError),
    /// A value is not what is documented. The next may be.
    Unreadable(BodyFault),
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StreamError::Transport(error) => error.fmt(f),
            StreamError::Unreadable(fault) => write!(f, "an item of the stream is not what is documented: {fault}"),
        }
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            StreamError::Transport(error) => error.source(),
            StreamError::Unreadable(fault) => Some(fault),
        }
    }
}
