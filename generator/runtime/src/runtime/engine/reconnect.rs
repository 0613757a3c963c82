//! Going on with a stream of events that broke off (HTML standard §9.2.2, §9.2.3): it is asked for again, and the request says
//! in `Last-Event-ID` how far it came.
//!
//! This room decides whether and when to ask, and what to make of the answer. It does not know what an event is.

use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use http::header::ACCEPT;
use http::{HeaderName, HeaderValue, Method, StatusCode};

use super::check::{RequestPart, Violation};
use super::client_core::Core;
use super::clock::{BoxFuture, Deadline};
use super::draft::Draft;
use super::error::Failure;
use super::items::StreamError;
use super::retry::backoff;
use super::streamed::Streamed;
use super::{Answer, TransportError, exchange};

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

const EVENTS: &str = "text/event-stream";

/// How a stream of events (`text/event-stream`) goes on when it breaks off or ends.
///
/// It is asked for again by the same call, after a wait, with the `id` of the last event in the header `Last-Event-ID`, so that
/// nothing is lost and nothing comes twice, as far as the server does its part (HTML standard §9.2). Credentials are
/// asked for anew, and the call's own time-outs and retries hold for each request. It ends when the server answers 204, which
/// is how it says that there is no more; when it answers anything else that is not a stream of events, with
/// [`StreamError::Refused`]; or when one of these limits is reached.
///
/// ```
/// use std::time::Duration;
///
/// use specwright_runtime::runtime::{Call, Error, Framing, Operation, Reconnect, json::Value};
///
/// # async fn watch<O: Operation>(call: Call<'_, O>) -> Result<(), Error<O::Error>> {
/// let policy = Reconnect::default().within(Duration::from_secs(24 * 60 * 60));
/// let mut events = call.reconnect(policy).items::<Value>("text/event-stream", Framing::Data).await?;
/// while let Some(event) = events.next().await {
///     println!("{event:?}");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reconnect {
    /// How often it is asked for in a row, without an event that came in between. 10.
    pub attempts: u32,
    /// How often it is asked for in all. No limit.
    pub in_all: u32,
    /// How long after the first answer it may still be asked for again. A stream that flows is not cut off. No limit.
    pub within: Duration,
    /// The longest wait before it is asked for again; it doubles with every time in a row. 1 second.
    pub base: Duration,
    /// The longest wait of all. 30 seconds.
    pub cap: Duration,
    /// The server's `retry` is the shortest wait, but is taken for no more than this. 60 seconds.
    pub longest_asked: Duration,
}

impl Default for Reconnect {
    #[inline]
    fn default() -> Self {
        Reconnect {
            attempts: 10,
            in_all: u32::MAX,
            within: Duration::MAX,
            base: Duration::from_secs(1),
            cap: Duration::from_secs(30),
            longest_asked: Duration::from_secs(60),
        }
    }
}

impl Reconnect {
    /// Sets [`Reconnect::attempts`].
    #[must_use]
    #[inline]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Sets [`Reconnect::in_all`].
    #[must_use]
    #[inline]
    pub fn in_all(mut self, times: u32) -> Self {
        self.in_all = times;
        self
    }

    /// Sets [`Reconnect::within`].
    #[must_use]
    #[inline]
    pub fn within(mut self, limit: Duration) -> Self {
        self.within = limit;
        self
    }

    /// Sets [`Reconnect::base`] and [`Reconnect::cap`].
    #[must_use]
    #[inline]
    pub fn backoff(mut self, base: Duration, cap: Duration) -> Self {
        self.base = base;
        self.cap = cap;
        self
    }

    /// Sets [`Reconnect::longest_asked`].
    #[must_use]
    #[inline]
    pub fn longest_asked(mut self, longest: Duration) -> Self {
        self.longest_asked = longest;
        self
    }
}

/// From a draft to an answer whose stream goes on by itself.
#[inline]
pub(crate) fn run(core: Arc<Core>, mut draft: Draft) -> BoxFuture<Result<Answer, Failure>> {
    let again = draft.reconnect.take().and_then(|policy| Some((policy, draft.asked_again()?)));
    Box::pin(async move {
        let answer = exchange::run(Arc::clone(&core), draft).await?;
        if let Some((policy, draft)) = again {
            answer.unread.resume(Resume::new(core, draft, *policy));
        }
        Ok(answer)
    })
}

impl Draft {
    /// A call for bytes cannot go on: nobody could say where one of them stands.
    #[inline]
    #[doc(hidden)]
    pub fn refuse_to_reconnect(&mut self) {
        if self.reconnect.take().is_some() {
            self.reject_reconnect("is for events, and these are asked for as bytes");
        }
    }

    /// The same question, for when its answer broke off. None: it is refused, and the draft says why.
    #[inline]
    fn asked_again(&mut self) -> Option<Draft> {
        let accept = self.parts.headers.get(&ACCEPT).map_or(Ok(self.operation.accept), HeaderValue::to_str);
        if !accept.is_ok_and(|accept| accept.contains(EVENTS)) {
            self.reject_reconnect("is for streams of `text/event-stream`, and no such is asked for");
            return None;
        }
        if self.operation.http_method() != Some(Method::GET) || self.body.is_some() {
            self.reject_reconnect("is for a `GET` without a body, and this may not be sent again by itself");
            return None;
        }
        Some(self.question())
    }

    /// All of it but its body.
    #[inline]
    fn question(&self) -> Draft {
        Draft {
            path: self.path.clone(),
            parts: self.parts.clone(),
            settings: self.settings.clone(),
            stream: self.stream,
            ..Draft::new(self.operation)
        }
    }

    /// The same question once more, from an event on.
    #[inline]
    fn behind(&self, id: &str) -> Draft {
        let mut again = self.question();
        again.parts.headers.remove(&LAST_EVENT_ID);
        match HeaderValue::from_bytes(id.as_bytes()) {
            Ok(_) if id.is_empty() => {}
            Ok(value) => again.parts.headers.insert(LAST_EVENT_ID, value),
            Err(_) => again.reject_reconnect("would name an event whose id cannot stand in a header"),
        }
        again
    }

    #[inline]
    fn reject_reconnect(&mut self, why: &str) {
        let part = RequestPart::Header(LAST_EVENT_ID.as_str().to_owned());
        self.violations.push(Violation::new(part, why));
    }
}

/// What is needed to go on with a stream, and how often it was done.
pub(crate) struct Resume {
    core: Arc<Core>,
    draft: Draft,
    policy: Reconnect,
    until: Deadline,
    /// Since the last event.
    in_row: u32,
    count: u32,
    /// The next answer, after the wait before it.
    next: Option<BoxFuture<Result<Answer, Failure>>>,
}

impl Resume {
    #[inline]
    fn new(core: Arc<Core>, draft: Draft, policy: Reconnect) -> Self {
        let until = Deadline::after(&*core.clock, policy.within);
        Resume { core, draft, policy, until, in_row: 0, count: 0, next: None }
    }

    /// The event that the caller began behind, in a header of its own.
    #[inline]
    pub(crate) fn first_id(&self) -> String {
        let own = self.draft.parts.headers.get(&LAST_EVENT_ID);
        own.map(|id| String::from_utf8_lossy(id.as_bytes()).into_owned()).unwrap_or_default()
    }

    /// How often the stream was asked for again.
    #[inline]
    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    /// An event came.
    #[inline]
    pub(crate) fn progressed(&mut self) {
        self.in_row = 0;
    }

    /// Nothing more is to come.
    #[inline]
    pub(crate) fn end(&mut self) {
        self.next = None;
    }

    /// The stream ended, or broke off by this error: asks for it again, from an event on, and not before the milliseconds that
    /// the server `asked` for. An error if it may not be.
    #[inline]
    pub(crate) fn begin(
        &mut self,
        broken: Option<TransportError>,
        id: &str,
        asked: Option<u64>,
    ) -> Result<(), StreamError> {
        let passing = broken.as_ref().is_none_or(TransportError::is_passing);
        let Some(wait) = self.wait(asked).filter(|_| passing) else {
            return Err(broken.map_or(StreamError::GivenUp, StreamError::Transport));
        };
        (self.in_row, self.count) = (self.in_row.saturating_add(1), self.count.saturating_add(1));
        let (core, draft) = (Arc::clone(&self.core), self.draft.behind(id));
        self.next = Some(Box::pin(async move {
            core.clock.wait(wait).await;
            exchange::run(core, draft).await
        }));
        Ok(())
    }

    /// None: no further time.
    #[inline]
    fn wait(&self, asked: Option<u64>) -> Option<Duration> {
        let Reconnect { attempts, in_all, base, cap, longest_asked, .. } = self.policy;
        if self.in_row >= attempts || self.count >= in_all {
            return None;
        }
        let asked = asked.map(Duration::from_millis).unwrap_or_default().min(longest_asked);
        let wait = asked.max(backoff(base, cap, self.in_row.saturating_add(1), &*self.core.random));
        self.until.remaining(&*self.core.clock).is_none_or(|remaining| wait < remaining).then_some(wait)
    }

    /// The stream that goes on; none if there is no more.
    #[inline]
    pub(crate) fn poll(
        &mut self,
        context: &mut Context<'_>,
        id: &str,
        asked: Option<u64>,
    ) -> Poll<Result<Option<Streamed>, StreamError>> {
        while let Some(next) = &mut self.next {
            let result = ready!(next.as_mut().poll(context));
            self.next = None;
            match result {
                Ok(answer) => return Poll::Ready(going_on(answer)),
                Err(Failure::Transport(error)) => self.begin(Some(error), id, asked)?,
                Err(failure) => return Poll::Ready(Err(StreamError::NotSent(Box::new(failure.into())))),
            }
        }
        Poll::Ready(Ok(None))
    }
}

/// What the answer makes of the stream (HTML standard §9.2.3): 204 says that there is no more, and only events go on.
#[inline]
fn going_on(answer: Answer) -> Result<Option<Streamed>, StreamError> {
    if answer.status() == StatusCode::NO_CONTENT {
        return Ok(None);
    }
    let media_type = answer.content_type().and_then(|media_type| media_type.split(';').next()).unwrap_or_default();
    let events = media_type.trim().eq_ignore_ascii_case(EVENTS) && answer.encoded().is_ok();
    let stream = answer.take_stream().filter(|_| events && answer.status() == StatusCode::OK);
    stream.map_or_else(|| Err(StreamError::Refused(Box::new(answer))), |stream| Ok(Some(stream)))
}
