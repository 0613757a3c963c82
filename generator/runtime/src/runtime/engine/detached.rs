//! Calls that go on without whoever made them: the exchange runs as a task of its own, and handles tell what came of it.
//!
//! This room knows tasks and handles. How a request is sent, and what an answer means, it leaves to `exchange` and `sending`.

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;

use tokio::runtime::Handle;
use tokio::sync::watch;

use super::clock::BoxFuture;
use super::error::Failure;
use super::sending::{self, Sending, SendingResponse};
use super::transport::{TransportFailure, TransportKind};
use super::{Answer, Error, Operation, OperationSpec, Outcome, Phase, Response, TransportError};

/// What a task found out, once it did.
type News = Option<Result<Answer, Failure>>;

/// A call that is being sent by a task of its own, made by `Call::send_detached`.
///
/// Neither dropping this handle nor dropping a future that waits for it stops the call: it comes to its end as long as the
/// runtime lives. Clones are handles of the same call, and each of them is told the result, as often as it asks.
///
/// Awaiting the handle, or a reference to it, gives what awaiting the call would have given.
pub struct Detached<O: Operation> {
    news: watch::Receiver<News>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Detached<O> {
    #[doc(hidden)]
    pub fn start(answer: BoxFuture<Result<Answer, Failure>>) -> Self {
        Detached { news: start(answer, O::SPEC), operation: PhantomData }
    }

    /// Waits for what the operation returns together with status and headers.
    pub fn with_response(&self) -> SendingResponse<O> {
        SendingResponse::new(wait(self.news.clone(), O::SPEC))
    }

    /// What the operation returned, if that is known. Of an answer whose body is read as it comes, the body goes to who asks first.
    #[must_use]
    pub fn result(&self) -> Option<Result<O::Output, Error<O::Error>>> {
        // Asked first: what the task tells last is there when it has ended.
        let ended = self.news.has_changed().is_err();
        let known = self.news.borrow().clone();
        let known = known.or_else(|| ended.then(|| Err(ended_early(O::SPEC))));
        known.map(|answer| answer.map_err(Error::from).and_then(sending::read::<O>).map(Response::into_body))
    }

    /// Did the call come to its end?
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.news.borrow().is_some() || self.news.has_changed().is_err()
    }
}

impl<O: Operation> Clone for Detached<O> {
    fn clone(&self) -> Self {
        Detached { news: self.news.clone(), operation: PhantomData }
    }
}

impl<O: Operation> IntoFuture for Detached<O> {
    type Output = Result<O::Output, Error<O::Error>>;
    type IntoFuture = Sending<O>;

    fn into_future(self) -> Sending<O> {
        Sending(self.with_response())
    }
}

impl<O: Operation> IntoFuture for &Detached<O> {
    type Output = Result<O::Output, Error<O::Error>>;
    type IntoFuture = Sending<O>;

    fn into_future(self) -> Sending<O> {
        Sending(self.with_response())
    }
}

impl<O: Operation> fmt::Debug for Detached<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, finished) = (O::SPEC.id, self.is_finished());
        f.debug_struct("Detached").field("operation", &operation).field("finished", &finished).finish()
    }
}

/// Gives the exchange to a task. Compiled once for all operations.
fn start(answer: BoxFuture<Result<Answer, Failure>>, operation: &'static OperationSpec) -> watch::Receiver<News> {
    let (sender, receiver) = watch::channel(None);
    match runtime() {
        Ok(runtime) => {
            runtime.spawn(async move { sender.send_replace(Some(answer.await)) });
        }
        Err(why) => {
            let failure = TransportFailure::new(TransportKind::Refused).with_source(why);
            let failure = TransportError::new(operation, failure, Phase::Connecting, Outcome::NotSent);
            sender.send_replace(Some(Err(Failure::Transport(failure))));
        }
    }
    receiver
}

/// The runtime that this is called in.
#[cfg(not(feature = "blocking"))]
fn runtime() -> Result<Handle, tokio::runtime::TryCurrentError> {
    Handle::try_current()
}

/// The runtime that this is called in, or else that of the thread that sends for programs without one.
#[cfg(feature = "blocking")]
fn runtime() -> Result<Handle, super::NotRun> {
    Handle::try_current().or_else(|_| super::blocking::runtime())
}

fn wait(mut news: watch::Receiver<News>, operation: &'static OperationSpec) -> BoxFuture<Result<Answer, Failure>> {
    Box::pin(async move {
        match news.wait_for(Option::is_some).await {
            Ok(known) => known.clone().unwrap_or_else(|| Err(ended_early(operation))),
            Err(_) => Err(ended_early(operation)),
        }
    })
}

/// The task was ended before the exchange was: its runtime was shut down, or a part of the client panicked. How far the
/// request was is lost with it.
fn ended_early(operation: &'static OperationSpec) -> Failure {
    let failure = TransportFailure::new(TransportKind::Interrupted).with_source("the task that sent it was ended");
    Failure::Transport(TransportError::new(operation, failure, Phase::Waiting, Outcome::Unknown))
}
