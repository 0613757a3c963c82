//! Streams of values: server-sent events (HTML standard §9.2) and lines of JSON (RFC 7464 as well).

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::error::At;
use super::frames::{Event, Frames};
use super::json::{self, Decode, Members, Writer};
use super::reconnect::Resume;
use super::transport::{TransportFailure, TransportKind};
use super::{Answer, BodyFault, Error, Streamed, TransportError, Undocumented};

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

/// The members of an event that is a value (OpenAPI 3.2 §4.14.4).
static EVENT: Members =
    Members::new(&[json::optional("event"), json::required("data"), json::optional("id"), json::optional("retry")]);

/// Values as they come. A [`Stream`] of them, and [`Items::next`] for those who have no use for the trait.
///
/// A value that cannot be read is an error, and those after it still come. When the stream breaks off, that is the last
/// error, unless `Call::reconnect` has it go on. Clones share the stream.
pub struct Items<T> {
    state: Arc<Mutex<State>>,
    item: PhantomData<fn() -> T>,
}

struct State {
    body: Option<Streamed>,
    framing: Framing,
    frames: Frames,
    last_event_id: String,
    /// What goes on with the stream when its body ends.
    resume: Option<Box<Resume>>,
}

/// What an event is to the one who reads the stream.
enum Told {
    /// The JSON of a value.
    Value(Vec<u8>),
    Nothing,
    /// The stream is over.
    End,
}

impl<T: Decode> Items<T> {
    #[inline]
    pub(crate) fn new(mut body: Option<Streamed>, framing: Framing, limit: usize) -> Self {
        let frames = Frames::new(framing == Framing::Lines, limit);
        let resume = body.as_mut().and_then(|body| body.resume.take());
        let last_event_id = resume.as_ref().map(|resume| resume.first_id()).unwrap_or_default();
        let state = State { body, framing, frames, last_event_id, resume };
        Items { state: Arc::new(Mutex::new(state)), item: PhantomData }
    }

    /// The values of an answer that was asked for as a stream.
    #[inline]
    pub(crate) fn of(stream: Streamed, framing: Framing) -> Self {
        let limit = stream.head().limits.body;
        Items::new(Some(stream), framing, limit)
    }

    /// The next value; none at the end.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        poll_fn(|context| self.state().poll_value(context)).await
    }

    /// The `id` of the last event that had one: where to go on after the stream broke off. Empty before that.
    #[must_use]
    #[inline]
    pub fn last_event_id(&self) -> String {
        self.state().last_event_id.clone()
    }

    /// How often the stream was asked for again: see [`Reconnect`](super::Reconnect).
    #[must_use]
    #[inline]
    pub fn reconnects(&self) -> u32 {
        self.state().resume.as_ref().map_or(0, |resume| resume.count())
    }

    /// The answer without its body; none after the stream's end, and while it is asked for again.
    #[must_use]
    #[inline]
    pub fn head(&self) -> Option<Answer> {
        self.state().body.as_ref().map(|body| body.head().clone())
    }

    /// Ends the stream before its end; none if it had ended.
    #[cfg(feature = "blocking")]
    #[inline]
    pub(crate) fn fail(&self, failure: TransportFailure) -> Option<StreamError> {
        let mut state = self.state();
        state.resume = None;
        let body = state.body.take();
        body.map(|mut body| StreamError::Transport(body.fail(failure)))
    }

    #[inline]
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    #[inline]
    fn poll_value<T: Decode>(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, StreamError>>> {
        let json = match ready!(self.poll_json(context)) {
            None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            Some(Ok(json)) => json,
        };
        let value = json::from_slice(&json).map_err(|fault| StreamError::Unreadable(BodyFault::of_item(fault)));
        Poll::Ready(Some(value))
    }

    /// The JSON of the next value. Compiled once for all types.
    #[inline]
    fn poll_json(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, StreamError>>> {
        loop {
            if let Some(event) = self.frames.next() {
                match self.tell(event) {
                    Told::Value(json) => return Poll::Ready(Some(Ok(json))),
                    Told::Nothing => continue,
                    Told::End => return Poll::Ready(self.end(None)),
                }
            }
            let Some(body) = &mut self.body else {
                match ready!(self.poll_resume(context)) {
                    Ok(true) => continue,
                    Ok(false) => return Poll::Ready(self.end(None)),
                    Err(error) => return Poll::Ready(self.end(Some(error))),
                }
            };
            let broken = match ready!(body.poll_chunk(context)) {
                Some(Ok(chunk)) if self.frames.push(&chunk) => continue,
                Some(Ok(_)) => Some(body.fail(TransportFailure::new(TransportKind::TooLarge))),
                Some(Err(error)) => Some(error),
                None => None,
            };
            self.body = None;
            let asked = self.frames.retry();
            match (&mut self.resume, broken) {
                (Some(resume), broken) => {
                    if let Err(error) = resume.begin(broken, &self.last_event_id, asked) {
                        return Poll::Ready(self.end(Some(error)));
                    }
                }
                (None, Some(error)) => return Poll::Ready(self.end(Some(StreamError::Transport(error)))),
                (None, None) => self.frames.end(),
            }
        }
    }

    /// Is there a body again?
    #[inline]
    fn poll_resume(&mut self, context: &mut Context<'_>) -> Poll<Result<bool, StreamError>> {
        let Some(resume) = &mut self.resume else { return Poll::Ready(Ok(false)) };
        self.body = ready!(resume.poll(context, &self.last_event_id, self.frames.retry()))?;
        self.frames.restart();
        Poll::Ready(Ok(self.body.is_some()))
    }

    /// There is nothing more to come.
    #[inline]
    fn end<V>(&mut self, error: Option<StreamError>) -> Option<Result<V, StreamError>> {
        self.body = None;
        self.frames.restart();
        if let Some(resume) = &mut self.resume {
            resume.end();
        }
        error.map(Err)
    }

    #[inline]
    fn tell(&mut self, event: Event) -> Told {
        if let Some(id) = &event.id {
            id.clone_into(&mut self.last_event_id);
        }
        let Some(data) = event.data else { return Told::Nothing };
        if let Some(resume) = &mut self.resume {
            resume.progressed();
        }
        match self.framing {
            Framing::Lines => Told::Value(data),
            Framing::Data if data == b"[DONE]" => Told::End,
            Framing::Data => Told::Value(data),
            Framing::Text | Framing::Events => {
                let mut writer = Writer::new();
                let data = String::from_utf8_lossy(&data);
                if self.framing == Framing::Text {
                    writer.string(&data);
                } else {
                    writer.begin_object();
                    writer.optional(&EVENT, 0, &event.name);
                    writer.required(&EVENT, 1, &*data);
                    writer.optional(&EVENT, 2, &event.id);
                    writer.optional(&EVENT, 3, &event.retry);
                    writer.end_object();
                }
                Told::Value(writer.finish().unwrap_or_default())
            }
        }
    }
}

impl<T: Decode> Stream for Items<T> {
    type Item = Result<T, StreamError>;

    #[inline]
    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.state().poll_value(context)
    }
}

impl<T> Clone for Items<T> {
    #[inline]
    fn clone(&self) -> Self {
        Items { state: Arc::clone(&self.state), item: PhantomData }
    }
}

/// A stream is equal only to itself.
impl<T> PartialEq for Items<T> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.state, &other.state)
    }
}

impl<T> fmt::Debug for Items<T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items(…)")
    }
}

/// Why a value of a stream could not be had.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError {
    /// The stream broke off; or it could not be had again, as often as its [`Reconnect`](super::Reconnect) allows.
    Transport(TransportError),
    /// A value is not what is documented. The next may be.
    Unreadable(BodyFault),
    /// The stream ended, and its [`Reconnect`](super::Reconnect) does not allow to ask for it again.
    GivenUp,
    /// The stream broke off, and this is what the server answered when it was asked for again.
    Refused(Box<Answer>),
    /// The stream broke off, and could not be asked for again: there was no token, or what the server called its last event
    /// cannot stand in a header. Nothing was sent.
    NotSent(Box<Error<Undocumented>>),
}

impl fmt::Display for StreamError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StreamError::Transport(error) => error.fmt(f),
            StreamError::Unreadable(fault) => write!(f, "an item of the stream is not what is documented: {fault}"),
            StreamError::GivenUp => f.write_str("the stream ended, and may not be asked for once more"),
            StreamError::Refused(answer) => {
                let (at, status) = (At(answer.operation), answer.status());
                write!(f, "the stream broke off, and does not go on: {at} was answered {status}")?;
                match answer.request_id() {
                    Some(id) => write!(f, " (request id {id})"),
                    None => Ok(()),
                }
            }
            StreamError::NotSent(error) => write!(f, "the stream broke off, and could not be asked for again: {error}"),
        }
    }
}

impl std::error::Error for StreamError {
    #[inline]
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            StreamError::Transport(error) => error.source(),
            StreamError::Unreadable(fault) => Some(fault),
            StreamError::NotSent(error) => error.source(),
            StreamError::GivenUp | StreamError::Refused(_) => None,
        }
    }
}
