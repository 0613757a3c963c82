//! A transport without a network, for tests: it plays a script, and keeps what it was sent.
//!
//! ```
//! use specwright_runtime::runtime::transport::mock::{Fault, Mock};
//! use specwright_runtime::runtime::Method;
//!
//! let mock = Mock::new()
//!     .expect(Method::POST, "/v1/credits/purchase").reply(200, r#"{"success":true}"#)
//!     .expect(Method::POST, "/v1/credits/purchase").fail(Fault::LostAfterSending);
//! // … Client::builder().transport(mock.clone()) … calls …
//! assert!(mock.requests().is_empty());
//! assert!(mock.verify().is_err(), "two requests were expected");
//! ```

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use http_body::{Body, Frame};

use super::super::clock::BoxFuture;
use super::{BoxError, RequestBody, ResponseBody, Transport, TransportFailure, TransportKind};

/// A transport that plays a script. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Mock(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    script: VecDeque<Step>,
    requests: Vec<Recorded>,
    mismatches: Vec<String>,
}

#[derive(Debug)]
struct Step {
    method: Method,
    path: String,
    play: Play,
}

#[derive(Debug)]
enum Play {
    Reply(Box<Response<Bytes>>),
    Fail(Fault),
}

/// Ways in which a request can get lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// No connection can be made.
    Unreachable,
    /// The connection is never ready. Ended by the time-out for connecting.
    NeverConnects,
    /// There is a connection, and it breaks before the body was taken.
    LostBeforeSending,
    /// It breaks when the first piece of the body was taken.
    LostWhileSending,
    /// It breaks when the request was taken, without an answer.
    LostAfterSending,
    /// The request was taken, and no answer ever comes. Ended by a time-out.
    NeverAnswers,
    /// The head of an answer of this status comes, and nothing after it.
    LostWhileReceiving(u16),
    /// The request was taken, and the server says that it did not work on it, as HTTP/2 has it (RFC 9113 §8.7).
    Unprocessed,
}

/// A request that a [`Mock`] was sent.
#[derive(Clone)]
#[non_exhaustive]
pub struct Recorded {
    /// Its method.
    pub method: Method,
    /// Its path, with the query.
    pub path: String,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, as far as it was taken.
    pub body: Bytes,
}

impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.split('?').next().unwrap_or_default();
        write!(f, "Recorded({} {path}, {} bytes)", self.method, self.body.len())
    }
}

impl Mock {
    /// An empty script.
    #[must_use]
    pub fn new() -> Self {
        Mock::default()
    }

    /// The next request is this one; `path` with its query.
    #[must_use = "an expectation does nothing until it has an end: `reply`, `respond`, `fail`"]
    pub fn expect(self, method: Method, path: impl Into<String>) -> Expectation {
        Expectation { mock: self, method, path: path.into() }
    }

    /// All requests, in the order in which they came.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.state().requests.clone()
    }

    /// Did all expected requests come, and no others?
    ///
    /// # Errors
    ///
    /// The first difference, in words.
    pub fn verify(&self) -> Result<(), Mismatch> {
        let state = self.state();
        if let Some(mismatch) = state.mismatches.first() {
            return Err(Mismatch(mismatch.clone()));
        }
        match state.script.front() {
            Some(step) => Err(Mismatch(format!("{} {} was expected and never came", step.method, step.path))),
            None => Ok(()),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(self, step: Step) -> Self {
        self.state().script.push_back(step);
        self
    }

    /// The play for a request; none if another one was expected, which stays so.
    fn next(&self, method: &Method, path: &str) -> Option<Play> {
        let mut state = self.state();
        match state.script.front() {
            Some(step) if step.method == *method && step.path == path => state.script.pop_front().map(|step| step.play),
            other => {
                let wanted =
                    other.map_or_else(|| "nothing".to_owned(), |step| format!("{} {}", step.method, step.path));
                // What follows the path may hold a key.
                let path = path.split_once('?').map_or_else(|| path.to_owned(), |(path, _)| format!("{path}?…"));
                state.mismatches.push(format!("{method} {path} came, and {wanted} was expected"));
                None
            }
        }
    }

    fn record(&self, head: &http::request::Parts, body: Bytes) {
        let path = path_and_query(&head.uri);
        self.state().requests.push(Recorded { method: head.method.clone(), path, headers: head.headers.clone(), body });
    }

    async fn play(self, request: Request<RequestBody>) -> Result<Response<ResponseBody>, TransportFailure> {
        let (head, mut body) = request.into_parts();
        let broken = || Err(TransportFailure::new(TransportKind::Interrupted));
        let path = path_and_query(&head.uri);
        let Some(play) = self.next(&head.method, &path) else {
            let refused = TransportFailure::new(TransportKind::Refused);
            return Err(refused.with_source("the script of the mock has another request here"));
        };
        match play {
            Play::Fail(Fault::Unreachable) => return Err(TransportFailure::new(TransportKind::Connect)),
            Play::Fail(Fault::NeverConnects) => return std::future::pending().await,
            Play::Fail(Fault::LostBeforeSending) => return broken(),
            Play::Fail(Fault::LostWhileSending) => {
                let piece = next_piece(&mut body).await?.unwrap_or_default();
                self.record(&head, piece);
                return broken();
            }
            Play::Fail(_) | Play::Reply(_) => {}
        }
        let mut whole = BytesMut::new();
        while let Some(piece) = next_piece(&mut body).await? {
            whole.extend_from_slice(&piece);
        }
        self.record(&head, whole.freeze());
        match play {
            Play::Reply(response) => Ok(response.map(ResponseBody::full)),
            Play::Fail(Fault::NeverAnswers) => std::future::pending().await,
            Play::Fail(Fault::LostWhileReceiving(status)) => Ok(answer(status, ResponseBody::new(Broken))),
            Play::Fail(Fault::Unprocessed) => Err(TransportFailure::new(TransportKind::Unprocessed)),
            Play::Fail(_) => broken(),
        }
    }
}

impl Transport for Mock {
    fn send(&self, request: Request<RequestBody>) -> BoxFuture<Result<Response<ResponseBody>, TransportFailure>> {
        Box::pin(self.clone().play(request))
    }
}

/// A request that a [`Mock`] waits for, and needs to be told what to do with.
#[derive(Debug)]
pub struct Expectation {
    mock: Mock,
    method: Method,
    path: String,
}

impl Expectation {
    /// Answers with a status and a body of JSON.
    #[must_use]
    pub fn reply(self, status: u16, json: impl Into<Bytes>) -> Mock {
        let mut response = answer(status, json.into());
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        self.respond(response)
    }

    /// Answers with this.
    #[must_use]
    pub fn respond(self, response: Response<Bytes>) -> Mock {
        self.end(Play::Reply(Box::new(response)))
    }

    /// Does not answer.
    #[must_use]
    pub fn fail(self, fault: Fault) -> Mock {
        self.end(Play::Fail(fault))
    }

    fn end(self, play: Play) -> Mock {
        self.mock.push(Step { method: self.method, path: self.path, play })
    }
}

/// What came was not what a [`Mock`] waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch(String);

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Mismatch {}

async fn next_piece(body: &mut RequestBody) -> Result<Option<Bytes>, TransportFailure> {
    match poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
        Some(Ok(frame)) => Ok(Some(frame.into_data().unwrap_or_default())),
        Some(Err(withdrawn)) => Err(TransportFailure::new(TransportKind::Interrupted).with_source(withdrawn)),
        None => Ok(None),
    }
}

fn path_and_query(uri: &http::Uri) -> String {
    uri.path_and_query().map_or_else(String::new, |path| path.as_str().to_owned())
}

fn answer<B>(status: u16, body: B) -> Response<B> {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
}

/// A body that breaks at once.
struct Broken;

impl Body for Broken {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Ready(Some(Err("the connection broke".into())))
    }
}
