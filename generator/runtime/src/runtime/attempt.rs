//! One attempt: a request goes out, an answer comes in, and when either fails it is known how far it was.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use http::StatusCode;
use http::header::{CONTENT_LENGTH, HeaderMap};
use http_body::Body as _;

use super::Outcome;
use super::client::Core;
use super::clock::{Deadline, First, first};
use super::exchange::Prepared;
use super::streamed::{Streamed, Unread};
use super::transport::{BoxError, RequestBody, ResponseBody, TimeoutKind, TransportFailure, TransportKind, Watch};
use super::{Answer, Phase, TransportError, trace};

/// What ends an attempt before its time.
#[derive(Clone, Copy)]
struct Limit {
    at: Deadline,
    kind: TimeoutKind,
}

/// Sends a request once and reads its answer.
pub(crate) async fn run(
    core: &Core,
    prepared: &Prepared,
    total: Deadline,
    count: u32,
) -> Result<Answer, TransportError> {
    let (body, watch) = RequestBody::watched(prepared.body.clone());
    let limit = earlier(core, prepared, total);
    let head = first(await_head(core, prepared, body, &watch), limit.at.wait(&*core.clock)).await;
    let response = match head {
        First::Left(Ok(response)) => response,
        First::Left(Err(failure)) => return Err(lost(prepared, count, &watch, failure)),
        First::Right(()) => {
            let failure = TransportFailure::new(TransportKind::Timeout(limit.kind));
            return Err(lost(prepared, count, &watch, failure));
        }
    };
    let (head, body) = response.into_parts();
    trace::version(head.version);
    if prepared.streams(head.status) {
        let head = answer(core, prepared, head.status, head.headers, Bytes::new(), count);
        let streamed = Streamed::new(head.clone(), body, Arc::clone(&core.clock), prepared.timeouts.idle);
        return Ok(Answer { unread: Unread::new(streamed), ..head });
    }
    let mut kept = BytesMut::new();
    let ended = match first(collect(core, prepared, &head.headers, body, &mut kept), limit.at.wait(&*core.clock)).await
    {
        First::Left(ended) => ended,
        First::Right(()) => Err(TransportFailure::new(TransportKind::Timeout(limit.kind))),
    };
    let answer = answer(core, prepared, head.status, head.headers, kept.freeze(), count);
    match ended {
        Ok(()) => Ok(answer),
        Err(failure) => Err(TransportError::cut_off(answer, failure)),
    }
}

/// The limit that is reached first: that of the attempt, or that of the call.
fn earlier(core: &Core, prepared: &Prepared, total: Deadline) -> Limit {
    match total.remaining(&*core.clock) {
        Some(remaining) if remaining <= prepared.timeouts.attempt => Limit { at: total, kind: TimeoutKind::Total },
        _ => Limit { at: Deadline::after(&*core.clock, prepared.timeouts.attempt), kind: TimeoutKind::Attempt },
    }
}

/// Waits for the head of the answer, and gives up when no connection takes the body in time.
async fn await_head(
    core: &Core,
    prepared: &Prepared,
    body: RequestBody,
    watch: &Arc<Watch>,
) -> Result<http::Response<ResponseBody>, TransportFailure> {
    let mut request = http::Request::new(body);
    *request.method_mut() = prepared.method.clone();
    *request.uri_mut() = prepared.uri.clone();
    *request.headers_mut() = prepared.headers.clone();
    let mut sending = core.transport.send(request);
    if !watch.is_visible() {
        return sending.await;
    }
    let connect = Deadline::after(&*core.clock, prepared.timeouts.connect);
    match first(sending.as_mut(), connect.wait(&*core.clock)).await {
        First::Left(head) => head,
        First::Right(()) if watch.seal() => Err(TransportFailure::new(TransportKind::Timeout(TimeoutKind::Connect))),
        First::Right(()) => sending.await,
    }
}

/// Reads the body to its end, into `kept`, which has what came even when the rest does not.
async fn collect(
    core: &Core,
    prepared: &Prepared,
    headers: &HeaderMap,
    mut body: ResponseBody,
    kept: &mut BytesMut,
) -> Result<(), TransportFailure> {
    let too_large = || TransportFailure::new(TransportKind::TooLarge);
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    // The answer to HEAD announces a body that does not come.
    if announced.is_some_and(|length| length > core.body_limit as u64) && !body.is_end_stream() {
        return Err(too_large());
    }
    loop {
        let idle = Deadline::after(&*core.clock, prepared.timeouts.idle).wait(&*core.clock);
        let piece = match first(next_piece(&mut body), idle).await {
            First::Left(Some(Ok(piece))) => piece,
            First::Left(Some(Err(error))) => {
                return Err(TransportFailure::new(TransportKind::Interrupted).with_source(error));
            }
            First::Left(None) => return Ok(()),
            First::Right(()) => return Err(TransportFailure::new(TransportKind::Timeout(TimeoutKind::Idle))),
        };
        let room = core.body_limit.saturating_sub(kept.len());
        kept.extend_from_slice(&piece.slice(..piece.len().min(room)));
        if piece.len() > room {
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

fn answer(
    core: &Core,
    prepared: &Prepared,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    attempts: u32,
) -> Answer {
    let (operation, key, limit) = (prepared.operation, prepared.key.clone(), core.body_limit);
    let earlier = Outcome::NotSent;
    Answer { operation, status, headers, body, attempts, earlier, key, limit, unread: Unread::default() }
}

/// No answer came. Whether something was sent is what the body says: it is sealed here if it still can be.
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
    let key = prepared.key.clone();
    TransportError { attempts, key, ..TransportError::new(prepared.operation, failure, phase, outcome) }
}
