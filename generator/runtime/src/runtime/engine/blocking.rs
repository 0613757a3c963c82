//! Waiting for a call without `async` (feature `blocking`): one thread of this crate, with a runtime of its own, sends what
//! is waited for.
//!
//! A call is the same, and so is its outcome: `client.purchase(request).send().wait()`. Since nothing is run by the thread
//! that waits, this is safe inside an `async` program as well, where it keeps a thread from its work.

use std::fmt;
use std::future::{Future, poll_fn};
use std::io::{self, Read};
use std::panic::resume_unwind;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, ThreadId};

use bytes::{Buf as _, Bytes};
use futures_core::Stream;
use tokio::runtime::{Builder, Handle};

use super::error::Failure;
use super::json::Decode;
use super::sending::{self, Sending, SendingResponse, Streaming, StreamingItems};
use super::transport::{TransportFailure, TransportKind};
use super::{
    Answer, Error, Items, Operation, OperationSpec, Outcome, PageItems, Paged, Pages, Phase, Response, StreamError,
};
use super::{Streamed, TransportError, clock::BoxFuture};

/// The thread that sends, once it was needed.
static WORKER: Mutex<Option<Worker>> = Mutex::new(None);

#[derive(Clone)]
struct Worker {
    runtime: Handle,
    thread: ThreadId,
}

impl<O: Operation> Sending<O> {
    /// Sends it, and keeps this thread waiting for what the operation returns.
    ///
    /// # Errors
    ///
    /// As when it is awaited; and nothing was sent if the thread that sends cannot be had, with [`NotRun`] as source.
    pub fn wait(self) -> Result<O::Output, Error<O::Error>> {
        self.0.wait().map(Response::into_body)
    }
}

impl<O: Operation> SendingResponse<O> {
    /// Sends it, and keeps this thread waiting for what the operation returns together with status and headers.
    ///
    /// # Errors
    ///
    /// As [`Sending::wait`].
    pub fn wait(self) -> Result<Response<O::Output>, Error<O::Error>> {
        answer(self.answer, O::SPEC).map_err(Error::from).and_then(sending::read::<O>)
    }
}

impl<O: Operation> Streaming<O> {
    /// Sends it, and keeps this thread waiting for the head of the answer. Its body is read as it comes.
    ///
    /// # Errors
    ///
    /// As [`Sending::wait`].
    pub fn wait(self) -> Result<Blocking<Streamed>, Error<O::Error>> {
        let answer = answer(self.answer, O::SPEC).map_err(Error::from)?;
        sending::stream_of::<O>(answer).map(Streamed::blocking)
    }
}

impl<O: Operation, T: Decode> StreamingItems<O, T> {
    /// Sends it, and keeps this thread waiting for the head of the answer. Its values are an iterator.
    ///
    /// # Errors
    ///
    /// As [`Sending::wait`].
    pub fn wait(self) -> Result<Blocking<Items<T>>, Error<O::Error>> {
        let framing = self.framing;
        let answer = answer(self.streaming.answer, O::SPEC).map_err(Error::from)?;
        sending::stream_of::<O>(answer).map(|stream| Items::of(stream, framing).blocking())
    }
}

impl Streamed {
    /// The body for a program without `async`: an iterator of its pieces, and a [`Read`].
    #[must_use]
    pub fn blocking(self) -> Blocking<Streamed> {
        Blocking::of(self)
    }
}

impl<T> Items<T> {
    /// The values for a program without `async`: an iterator.
    #[must_use]
    pub fn blocking(self) -> Blocking<Items<T>> {
        Blocking::of(self)
    }
}

impl<O: Operation> Pages<O> {
    /// The pages for a program without `async`: an iterator.
    #[must_use]
    pub fn blocking(self) -> Blocking<Pages<O>> {
        Blocking::of(self)
    }
}

impl<O: Paged> PageItems<O> {
    /// The items for a program without `async`: an iterator.
    #[must_use]
    pub fn blocking(self) -> Blocking<PageItems<O>> {
        Blocking::of(self)
    }
}

/// A stream that keeps the thread waiting which asks for more.
pub struct Blocking<S> {
    /// None at its end. Shared with the thread that sends while that asks for more.
    stream: Option<Arc<Mutex<S>>>,
    /// What of a piece was not read yet.
    rest: Bytes,
}

fn locked<S>(stream: &Mutex<S>) -> MutexGuard<'_, S> {
    stream.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<S> Blocking<S> {
    fn of(stream: S) -> Self {
        Blocking { stream: Some(Arc::new(Mutex::new(stream))), rest: Bytes::new() }
    }
}

impl<S: Stream + Unpin + Send + 'static> Blocking<S>
where
    S::Item: Send + 'static,
{
    /// The next item; `told` makes an error of a stream that cannot be gone on with.
    fn step(&mut self, told: impl FnOnce(&mut S, TransportFailure) -> Option<S::Item>) -> Option<S::Item> {
        let stream = self.stream.take()?;
        let shared = Arc::clone(&stream);
        let next = poll_fn(move |context| Pin::new(&mut *locked(&shared)).poll_next(context));
        match worker().and_then(|worker| worker.run(next)) {
            Ok(item) => {
                self.stream = Some(stream).filter(|_| item.is_some());
                item
            }
            Err(why) => told(&mut locked(&stream), refused(why)),
        }
    }
}

impl Iterator for Blocking<Streamed> {
    type Item = Result<Bytes, TransportError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.step(|stream, failure| Some(Err(stream.fail(failure))))
    }
}

impl<T: Decode + Send + 'static> Iterator for Blocking<Items<T>> {
    type Item = Result<T, StreamError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.step(|items, failure| items.fail(failure).map(Err))
    }
}

impl<O: Operation> Iterator for Blocking<Pages<O>> {
    type Item = Result<Response<O::Output>, Error<O::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.step(|_, failure| Some(Err(unasked::<O>(failure))))
    }
}

impl<O: Paged> Iterator for Blocking<PageItems<O>> {
    type Item = Result<O::Item, Error<O::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.step(|_, failure| Some(Err(unasked::<O>(failure))))
    }
}

/// A page that the thread that sends cannot be asked for. It may have been sent: a question does no harm.
fn unasked<O: Operation>(failure: TransportFailure) -> Error<O::Error> {
    Failure::Transport(TransportError::new(O::SPEC, failure, Phase::Waiting, Outcome::Unknown)).into()
}

impl Read for Blocking<Streamed> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() && !buffer.is_empty() {
            match self.next() {
                Some(Ok(piece)) => self.rest = piece,
                Some(Err(error)) => return Err(io::Error::other(error)),
                None => return Ok(0),
            }
        }
        (&mut self.rest).reader().read(buffer)
    }
}

impl<S> fmt::Debug for Blocking<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Blocking(…)")
    }
}

/// Why the thread that sends could not be had.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotRun {
    /// It cannot be started.
    Start(io::Error),
    /// It is this thread itself, which cannot wait for what it has to do: a part of the client, such as a transport, waited
    /// for a call.
    Itself,
    /// It ended.
    Ended,
}

impl fmt::Display for NotRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotRun::Start(error) => write!(f, "the thread that sends cannot be started: {error}"),
            NotRun::Itself => f.write_str("the thread that sends would wait for itself; await the call instead"),
            NotRun::Ended => f.write_str("the thread that sends has ended"),
        }
    }
}

impl std::error::Error for NotRun {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            NotRun::Start(error) => Some(error),
            NotRun::Itself | NotRun::Ended => None,
        }
    }
}

fn refused(why: NotRun) -> TransportFailure {
    TransportFailure::new(TransportKind::Refused).with_source(why)
}

/// Waits for an answer. Compiled once for all operations.
fn answer(sending: BoxFuture<Result<Answer, Failure>>, operation: &'static OperationSpec) -> Result<Answer, Failure> {
    let lost =
        |phase, outcome, why: NotRun| Failure::Transport(TransportError::new(operation, refused(why), phase, outcome));
    let worker = worker().map_err(|why| lost(Phase::Connecting, Outcome::NotSent, why))?;
    worker.run(sending).map_err(|why| lost(Phase::Waiting, Outcome::Unknown, why))?
}

/// The thread that sends; it is started when it is needed first, and lives as long as the program.
fn worker() -> Result<Worker, NotRun> {
    let mut known = WORKER.lock().unwrap_or_else(PoisonError::into_inner);
    let worker = match &*known {
        Some(worker) => worker.clone(),
        None => known.insert(start().map_err(NotRun::Start)?).clone(),
    };
    if worker.thread == thread::current().id() {
        return Err(NotRun::Itself);
    }
    Ok(worker)
}

/// Its runtime, for what nobody waits for yet.
pub(super) fn runtime() -> Result<Handle, NotRun> {
    worker().map(|worker| worker.runtime)
}

fn start() -> io::Result<Worker> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    let name = concat!(env!("CARGO_PKG_NAME"), " sends").to_owned();
    let thread = thread::Builder::new().name(name).spawn(move || runtime.block_on(std::future::pending::<()>()))?;
    Ok(Worker { runtime: handle, thread: thread.thread().id() })
}

impl Worker {
    /// Runs a future there, and waits for it here. Its panic goes on here.
    fn run<T: Send + 'static>(&self, future: impl Future<Output = T> + Send + 'static) -> Result<T, NotRun> {
        let (sender, receiver) = mpsc::sync_channel(1);
        let task = self.runtime.spawn(future);
        self.runtime.spawn(async move { sender.send(task.await) });
        match receiver.recv() {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(failed)) => match failed.try_into_panic() {
                Ok(panic) => resume_unwind(panic),
                Err(_cancelled) => Err(NotRun::Ended),
            },
            Err(_) => Err(NotRun::Ended),
        }
    }
}
