//! Exchanges with a real server, kept in a file and played again without one (feature `record`), for tests.
//!
//! ```no_run
//! # use specwright_runtime::runtime::{ClientBuilder, transport::{ReqwestTransport, record::{Recorder, Replay}}};
//! # fn run(builder: ClientBuilder, again: ClientBuilder) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
//! // Once, with credentials:
//! let recorder = Recorder::new(ReqwestTransport::new(std::time::Duration::from_secs(10))?).hide("pin");
//! let client = builder.transport(recorder.clone()).build()?;
//! // … calls …
//! recorder.save("tests/purchase.jsonl")?;
//!
//! // In every test, without:
//! let replay = Replay::open("tests/purchase.jsonl")?.hide("pin");
//! let client = again.transport(replay.clone()).build()?;
//! // … the same calls …
//! replay.verify()?;
//! # Ok(())
//! # }
//! ```
//!
//! Hidden are the values of headers that the client marks as sensitive, and of headers, query and form parameters and
//! members of JSON whose names tell of a secret, such as `access_token`, or were given to `hide`. A body of another kind is not
//! kept of requests, and kept as it is of answers, unless it is compressed, or JSON that breaks off. Look at a file before
//! it is given away.

use std::collections::VecDeque;
use std::fmt;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use http::header::ACCEPT_ENCODING;
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use http_body::{Body, Frame, SizeHint};

use super::super::clock::BoxFuture;
use super::tape::{Asked, End, Line, Secrets};
use super::{BoxError, RequestBody, ResponseBody, Transport, TransportFailure, TransportKind};

/// A transport that lets another one do the work, and writes down what it sees. Clones share it.
#[derive(Clone)]
pub struct Recorder {
    inner: Arc<dyn Transport>,
    secrets: Secrets,
    lines: Lines,
}

type Lines = Arc<Mutex<Vec<String>>>;

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a request is known by, here and in a file.
fn asked(secrets: &Secrets, request: &Request<RequestBody>) -> Asked {
    let whole = request.body().whole();
    let body = whole.as_ref().and_then(|body| secrets.body(request.headers(), body));
    let length = whole.filter(|_| body.is_none()).and_then(|body| u64::try_from(body.len()).ok());
    Asked { method: request.method().to_string(), path: secrets.path(request.uri()), body, length }
}

impl Recorder {
    /// Writes down what this transport carries.
    pub fn new(transport: impl Transport) -> Self {
        Recorder { inner: Arc::new(transport), secrets: Secrets::default(), lines: Lines::default() }
    }

    /// Hides the values of headers, parameters and members of this name, too.
    #[must_use]
    pub fn hide(mut self, name: impl Into<String>) -> Self {
        self.secrets.hide.push(name.into());
        self
    }

    /// Does not hide the values of this name, though it looks like that of a secret.
    #[must_use]
    pub fn keep(mut self, name: impl Into<String>) -> Self {
        self.secrets.keep.push(name.into());
        self
    }

    /// Writes all exchanges that came to their end into a file, in the order of their ends. The file is there as a whole or
    /// not at all: what was there before stays until then.
    ///
    /// # Errors
    ///
    /// The folder is not there, or cannot be written to.
    pub fn save(&self, path: impl AsRef<Path>) -> io::Result<()> {
        let path = path.as_ref();
        let mut part = PathBuf::from(path).into_os_string();
        part.push(".part");
        let mut file = std::fs::File::create(&part)?;
        for line in &*locked(&self.lines) {
            file.write_all(line.as_bytes())?;
            file.write_all(b"\n")?;
        }
        file.sync_all()?;
        std::fs::rename(part, path)
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recorder({} exchanges)", locked(&self.lines).len())
    }
}

impl Transport for Recorder {
    fn send(&self, mut request: Request<RequestBody>) -> BoxFuture<Result<Response<ResponseBody>, TransportFailure>> {
        // So that what comes can be looked into.
        request.headers_mut().remove(ACCEPT_ENCODING);
        let (secrets, lines) = (self.secrets.clone(), Arc::clone(&self.lines));
        let (asked, headers) = (asked(&secrets, &request), secrets.headers(request.headers()));
        let sending = self.inner.send(request);
        Box::pin(async move {
            match sending.await {
                Err(failure) => {
                    let line = Line { request: asked, headers, end: End::Failed(failure.kind) };
                    locked(&lines).push(line.write());
                    Err(failure)
                }
                Ok(response) => {
                    let (head, inner) = response.into_parts();
                    let (status, answered) = (head.status, head.headers.clone());
                    let write = move |body: Bytes, cut: bool| {
                        let body = secrets.answer(&answered, &body);
                        let end = End::Answer { status, headers: secrets.headers(&answered), body, cut };
                        locked(&lines).push(Line { request: asked, headers, end }.write());
                    };
                    let body = Heard { inner, kept: BytesMut::new(), write: Some(Box::new(write)) };
                    Ok(Response::from_parts(head, ResponseBody::new(body)))
                }
            }
        })
    }
}

/// The body of an answer, which is written down when it ends, or when nobody wants the rest.
struct Heard {
    inner: ResponseBody,
    kept: BytesMut,
    write: Option<Write>,
}

type Write = Box<dyn FnOnce(Bytes, bool) + Send>;

impl Heard {
    fn end(&mut self, cut: bool) {
        if let Some(write) = self.write.take() {
            write(std::mem::take(&mut self.kept).freeze(), cut);
        }
    }
}

impl Drop for Heard {
    fn drop(&mut self) {
        let cut = !self.inner.is_end_stream();
        self.end(cut);
    }
}

impl Body for Heard {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = ready!(Pin::new(&mut self.inner).poll_frame(context));
        match &frame {
            Some(Ok(frame)) => self.kept.extend_from_slice(frame.data_ref().map_or(&[], |data| data)),
            Some(Err(_)) => self.end(true),
            None => self.end(false),
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// A transport that plays a file of a [`Recorder`]. Clones share it.
///
/// A request is answered by the first exchange of the same method, path and body that was not played yet. One that is not
/// there is refused, and nothing is sent.
#[derive(Clone)]
pub struct Replay {
    secrets: Secrets,
    tape: Arc<Mutex<Tape>>,
}

#[derive(Default)]
struct Tape {
    lines: VecDeque<Line>,
    missed: Vec<String>,
}

impl Replay {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// It cannot be read, or holds a line that no [`Recorder`] wrote: [`io::ErrorKind::InvalidData`].
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let text = std::fs::read_to_string(path)?;
        let read = |(index, line): (usize, &str)| {
            let wrong = || io::Error::new(io::ErrorKind::InvalidData, format!("line {} is no exchange", index + 1));
            Line::read(line).ok_or_else(wrong)
        };
        let lines = text.lines().enumerate().map(read).collect::<io::Result<VecDeque<Line>>>()?;
        let tape = Tape { lines, missed: Vec::new() };
        Ok(Replay { secrets: Secrets::default(), tape: Arc::new(Mutex::new(tape)) })
    }

    /// As [`Recorder::hide`], with the same names.
    #[must_use]
    pub fn hide(mut self, name: impl Into<String>) -> Self {
        self.secrets.hide.push(name.into());
        self
    }

    /// As [`Recorder::keep`], with the same names.
    #[must_use]
    pub fn keep(mut self, name: impl Into<String>) -> Self {
        self.secrets.keep.push(name.into());
        self
    }

    /// Was all of it played, and nothing else asked for?
    ///
    /// # Errors
    ///
    /// The first difference, in words.
    pub fn verify(&self) -> Result<(), Unplayed> {
        let tape = locked(&self.tape);
        let left = tape.lines.front().map(|line| format!("{} was not asked for", words(&line.request)));
        match tape.missed.first().cloned().or(left) {
            Some(difference) => Err(Unplayed(difference)),
            None => Ok(()),
        }
    }

    fn next(&self, asked: &Asked) -> Option<End> {
        let mut tape = locked(&self.tape);
        let place = tape.lines.iter().position(|line| line.request == *asked);
        let line = place.and_then(|place| tape.lines.remove(place));
        if line.is_none() {
            tape.missed.push(format!("{} was asked for, and is not there, or not as often", words(asked)));
        }
        line.map(|line| line.end)
    }
}

fn words(asked: &Asked) -> String {
    format!("{} {}", asked.method, asked.path)
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Replay({} exchanges left)", locked(&self.tape).lines.len())
    }
}

impl Transport for Replay {
    fn send(&self, request: Request<RequestBody>) -> BoxFuture<Result<Response<ResponseBody>, TransportFailure>> {
        let end = self.next(&asked(&self.secrets, &request));
        Box::pin(async move {
            let refused = TransportFailure::new(TransportKind::Refused);
            let end = end.ok_or_else(|| refused.with_source("the recording has no such request"))?;
            if let End::Failed(kind) = end
                && kind.is_before_connection()
            {
                return Err(TransportFailure::new(kind));
            }
            request.into_body().drain().await?;
            match end {
                End::Failed(kind) => Err(TransportFailure::new(kind)),
                End::Answer { status, headers, body, cut } => Ok(response(status, &headers, body, cut)),
            }
        })
    }
}

fn response(status: StatusCode, headers: &[(String, String)], body: Vec<u8>, cut: bool) -> Response<ResponseBody> {
    let mut response = Response::new(ResponseBody::new(Played { rest: body.into(), cut }));
    *response.status_mut() = status;
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            // What was hidden may have changed the length.
            if name != http::header::CONTENT_LENGTH {
                response.headers_mut().append(name, value);
            }
        }
    }
    response
}

/// A body that is there, up to where it broke off.
struct Played {
    rest: Bytes,
    cut: bool,
}

impl Body for Played {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let rest = std::mem::take(&mut self.rest);
        Poll::Ready(match (rest.is_empty(), std::mem::take(&mut self.cut)) {
            (true, true) => Some(Err("the recording breaks off here".into())),
            (true, false) => None,
            (false, cut) => {
                self.cut = cut;
                Some(Ok(Frame::data(rest)))
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && !self.cut
    }
}

/// What was played was not what was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplayed(String);

impl fmt::Display for Unplayed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unplayed {}
