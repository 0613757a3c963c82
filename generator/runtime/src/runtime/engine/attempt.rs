//! One attempt: a request goes out, an answer comes in, and when either fails it is known how far it was.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_LENGTH, HeaderMap};
use http_body::Body as _;

use super::Outcome;
use super::client_core::Core;
use super::clock::{Deadline, First, first};
use super::exchange::Prepared;
use super::layer::{self, Progress};
use super::streamed::{Streamed, Unread};
use super::transport::{BoxError, RequestBody, ResponseBody, TimeoutKind, TransportFailure, TransportKind, Watch};
use super::{Answer, Phase, TransportError, trace};

/// What ends an attempt before its time.
#[derive(Clone, Copy)]
struct Limit {
    at: Deadline,
    kind: TimeoutKind,
}

/// Sends a request once and reads its answer, within the layers of the client if the request is for them.
pub(crate) async fn run(
    core: &Core,
    prepared: &Prepared,
    total: Deadline,
    count: u32,
    layers: Option<&Progress>,
) -> Result<Answer, TransportError> {
    match layers {
        Some(progress) => Box::pin(layer::attempt(core, prepared, total, count, progress)).await,
        None => once(core, prepared, total, count).await,
    }
}

/// Sends a request once and reads its answer.
pub(crate) async fn once(
    core: &Core,
    prepared: &Prepared,
    total: Deadline,
    count: u32,
) -> Result<Answer, TransportError> {
    let limit = Limit { at: total, kind: TimeoutKind::Total };
    let limit = limit.or_earlier(core, prepared.timeouts.attempt, TimeoutKind::Attempt);
    let (mut sending, watch) = send(core, prepared);
    let response = await_head(core, prepared, &mut sending, &watch, limit).await;
    let (head, body) = response.map_err(|failure| lost(prepared, count, &watch, failure))?.into_parts();
    trace::version(head.version);
    if let Err(why) = prepared.limits.of_head(&head.headers) {
        let answer = answer(prepared, head.status, head.headers, Bytes::new(), count);
        return Err(TransportError::cut_off(answer, TransportFailure::new(TransportKind::TooLarge).with_source(why)));
    }
    if prepared.streams(head.status) {
        let head = answer(prepared, head.status, head.headers, Bytes::new(), count);
        let streamed = Streamed::new(head.clone(), body, core.clock.clone(), prepared.timeouts.idle);
        return Ok(Answer { unread: Unread::new(streamed), ..head });
    }
    let (mut body, mut kept) = (body, Kept::default());
    let ended = collect(core, prepared, &head.headers, &mut body, &mut kept, limit).await;
    drop(body);
    let answer = answer(prepared, head.status, head.headers, kept.into_bytes(), count);
    match ended {
        #[cfg(feature = "gzip")]
        Ok(()) if core.gzip => super::gzip::open(answer),
        Ok(()) => Ok(answer),
        Err(failure) => Err(TransportError::cut_off(answer, failure)),
    }
}

impl Limit {
    /// This limit, or one that is reached before it.
    fn or_earlier(self, core: &Core, after: Duration, kind: TimeoutKind) -> Limit {
        self.at.earlier(&*core.clock, after).map_or(self, |at| Limit { at, kind })
    }

    fn reached(self) -> TransportFailure {
        TransportFailure::new(TransportKind::Timeout(self.kind))
    }
}

/// The bytes of an answer as far as they came. Those that came at once are not copied.
#[derive(Default)]
struct Kept {
    first: Bytes,
    /// All, if there is more.
    all: Vec<u8>,
}

impl Kept {
    fn len(&self) -> usize {
        self.first.len() + self.all.len()
    }

    /// `expected`: how much there will be, if that is known.
    fn push(&mut self, piece: Bytes, expected: usize) {
        if self.len() == 0 {
            self.first = piece;
            return;
        }
        if self.all.is_empty() {
            self.all.reserve_exact(expected.max(self.first.len() + piece.len()));
            self.all.extend_from_slice(&std::mem::take(&mut self.first));
        }
        if piece.len() > self.all.capacity() - self.all.len() {
            // Where nobody said how much there will be, by a quarter: doubling could hold nearly twice the text.
            self.all.reserve_exact(piece.len().max(self.all.len() / 4));
        }
        self.all.extend_from_slice(&piece);
    }

    fn into_bytes(self) -> Bytes {
        if self.all.is_empty() { self.first } else { self.all.into() }
    }
}

type Head = Result<http::Response<ResponseBody>, TransportFailure>;

/// Gives the request away. No part of what waits for the answer, or the request would take room there.
fn send(core: &Core, prepared: &Prepared) -> (impl Future<Output = Head> + Send + Unpin + use<>, Arc<Watch>) {
    let (body, watch) = RequestBody::watched(prepared.body.clone());
    let mut request = http::Request::new(body);
    *request.method_mut() = prepared.method.clone();
    *request.uri_mut() = prepared.uri.clone();
    *request.headers_mut() = prepared.headers.to_map();
    (core.transport.send(request), watch)
}

/// Waits for the head of the answer, and gives up earlier when no connection takes the body in time. One timer runs
/// at a time, for a call that goes well should pay for no other.
async fn await_head(
    core: &Core,
    prepared: &Prepared,
    sending: &mut (impl Future<Output = Head> + Unpin),
    watch: &Watch,
    limit: Limit,
) -> Head {
    if watch.is_visible() {
        let earlier = limit.or_earlier(core, prepared.timeouts.connect, TimeoutKind::Connect);
        match first(&mut *sending, pin!(earlier.at.wait(&core.clock))).await {
            First::Left(head) => return head,
            First::Right(()) if earlier.kind != TimeoutKind::Connect || watch.seal() => return Err(earlier.reached()),
            First::Right(()) => {}
        }
    }
    match first(sending, pin!(limit.at.wait(&core.clock))).await {
        First::Left(head) => head,
        First::Right(()) => Err(limit.reached()),
    }
}

/// Reads the body to its end within a limit, into `kept`, which has what came even when the rest does not.
async fn collect(
    core: &Core,
    prepared: &Prepared,
    headers: &HeaderMap,
    body: &mut ResponseBody,
    kept: &mut Kept,
    limit: Limit,
) -> Result<(), TransportFailure> {
    let too_large = || TransportFailure::new(TransportKind::TooLarge);
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    // The answer to HEAD announces a body that does not come.
    if announced.is_some_and(|length| length > prepared.limits.body as u64) && !body.is_end_stream() {
        return Err(too_large());
    }
    loop {
        let limit = limit.or_earlier(core, prepared.timeouts.idle, TimeoutKind::Idle);
        let piece = match first(pin!(next_piece(body)), pin!(limit.at.wait(&core.clock))).await {
            First::Left(Some(Ok(piece))) => piece,
            First::Left(Some(Err(error))) => {
                return Err(TransportFailure::new(TransportKind::Interrupted).with_source(error));
            }
            First::Left(None) => return Ok(()),
            First::Right(()) => return Err(limit.reached()),
        };
        let room = prepared.limits.body.saturating_sub(kept.len());
        let is_too_large = piece.len() > room;
        let expected = announced.and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
        kept.push(if is_too_large { piece.slice(..room) } else { piece }, expected);
        if is_too_large {
            return Err(too_large());
        }
    }
}

/// The next bytes; trailers are passed over.
async fn next_piece(body: &mut ResponseBody) -> Option<Result<Bytes, BoxError>> {
    loop {
        match poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await? {
            Ok(frame) => match frame.into_data() {
                Ok(data) => return Some(Ok(data)),
                Err(_trailers) => {}
            },
            Err(error) => return Some(Err(error)),
        }
    }
}

pub(crate) fn answer(
    prepared: &Prepared,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    attempts: u32,
) -> Answer {
    let (operation, key, limits) = (prepared.operation, prepared.key.clone(), prepared.limits);
    let earlier = Outcome::NotSent;
    Answer { operation, status, headers, body, attempts, earlier, key, limits, unread: Unread::default() }
}

/// No answer came. Whether something was sent is what the body says: it is sealed here if it still can be. Only the server's
/// word that it did nothing counts for more.
fn lost(prepared: &Prepared, attempts: u32, watch: &Watch, failure: TransportFailure) -> TransportError {
    let sealed = watch.seal();
    let unconnected = failure.kind.is_before_connection() && !watch.has_begun();
    let (phase, outcome) = if sealed || unconnected {
        (Phase::Connecting, Outcome::NotSent)
    } else if watch.is_visible() && !watch.has_finished() {
        (Phase::Sending, Outcome::Unknown)
    } else {
        (Phase::Waiting, Outcome::Unknown)
    };
    let outcome = if failure.kind == TransportKind::Unprocessed { Outcome::NotSent } else { outcome };
    let key = prepared.key.clone();
    TransportError { attempts, key, ..TransportError::new(prepared.operation, failure, phase, outcome) }
}
