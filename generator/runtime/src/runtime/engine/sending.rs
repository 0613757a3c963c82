//! The futures of calls, and what an answer is by its status.
//!
//! All of it is generic by operation, and so a shell of a line or two: it is compiled once for every operation that a
//! program uses.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::clock::BoxFuture;
use super::error::Failure;
use super::items::{Framing, Items};
use super::json::Decode;
use super::streamed::Streamed;
use super::trace;
use super::{Answer, BodyFault, Error, Operation, Response};

/// The future of a call. Dropping it once it was polled leaves the outcome unknown: see `Call`.
#[must_use = "futures do nothing until they are awaited"]
pub struct Sending<O: Operation>(pub(super) SendingResponse<O>);

impl<O: Operation> Sending<O> {
    #[doc(hidden)]
    pub fn new(answer: BoxFuture<Result<Answer, Failure>>) -> Self {
        Sending(SendingResponse::new(answer))
    }
}

impl<O: Operation> Future for Sending<O> {
    type Output = Result<O::Output, Error<O::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map(|result| result.map(Response::into_body))
    }
}

impl<O: Operation> fmt::Debug for Sending<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The future of a call that keeps status and headers.
#[must_use = "futures do nothing until they are awaited"]
pub struct SendingResponse<O: Operation> {
    pub(super) answer: BoxFuture<Result<Answer, Failure>>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> SendingResponse<O> {
    #[doc(hidden)]
    pub fn new(answer: BoxFuture<Result<Answer, Failure>>) -> Self {
        SendingResponse { answer, operation: PhantomData }
    }
}

impl<O: Operation> Future for SendingResponse<O> {
    type Output = Result<Response<O::Output>, Error<O::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.answer.as_mut().poll(context));
        Poll::Ready(answer.map_err(Error::from).and_then(read::<O>))
    }
}

impl<O: Operation> fmt::Debug for SendingResponse<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").field("operation", &O::SPEC.id).finish_non_exhaustive()
    }
}

/// The future of a call whose answer is a stream of bytes.
#[must_use = "futures do nothing until they are awaited"]
pub struct Streaming<O: Operation> {
    pub(super) answer: BoxFuture<Result<Answer, Failure>>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Streaming<O> {
    #[doc(hidden)]
    pub fn new(answer: BoxFuture<Result<Answer, Failure>>) -> Self {
        Streaming { answer, operation: PhantomData }
    }
}

impl<O: Operation> Future for Streaming<O> {
    type Output = Result<Streamed, Error<O::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.answer.as_mut().poll(context));
        Poll::Ready(answer.map_err(Error::from).and_then(stream_of::<O>))
    }
}

impl<O: Operation> fmt::Debug for Streaming<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streaming").field("operation", &O::SPEC.id).finish_non_exhaustive()
    }
}

/// The future of a call whose answer is a stream of values.
#[must_use = "futures do nothing until they are awaited"]
pub struct StreamingItems<O: Operation, T> {
    pub(super) streaming: Streaming<O>,
    pub(super) framing: Framing,
    item: PhantomData<fn() -> T>,
}

impl<O: Operation, T> StreamingItems<O, T> {
    #[doc(hidden)]
    pub fn new(streaming: Streaming<O>, framing: Framing) -> Self {
        StreamingItems { streaming, framing, item: PhantomData }
    }
}

impl<O: Operation, T: Decode> Future for StreamingItems<O, T> {
    type Output = Result<Items<T>, Error<O::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let framing = self.framing;
        let stream = ready!(Pin::new(&mut self.streaming).poll(context))?;
        Poll::Ready(Ok(Items::of(stream, framing)))
    }
}

impl<O: Operation, T> fmt::Debug for StreamingItems<O, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.streaming.fmt(f)
    }
}

/// The stream of an answer. Only a success is one: what is read as an error is not documented.
pub(super) fn stream_of<O: Operation>(answer: Answer) -> Result<Streamed, Error<O::Error>> {
    match (answer.take_stream(), answer.encoded()) {
        (Some(stream), Ok(())) => Ok(stream),
        (Some(_), Err(fault)) => Err(unreadable(fault, answer)),
        (None, _) => read::<O>(answer).and_then(|response| Err(Error::UnexpectedStatus(Box::new(response.answer)))),
    }
}

/// Makes an answer what its status says it is.
pub(super) fn read<O: Operation>(answer: Answer) -> Result<Response<O::Output>, Error<O::Error>> {
    let Some(case) = O::SPEC.case(answer.status()) else {
        return Err(Error::UnexpectedStatus(Box::new(answer)));
    };
    match answer.encoded().and_then(|()| O::read(case, &answer)) {
        Ok(Ok(body)) => Ok(Response::new(body, answer)),
        Ok(Err(error)) => Err(Error::Api { error, answer: Box::new(answer) }),
        Err(fault) => Err(unreadable(fault, answer)),
    }
}

fn unreadable<E>(fault: BodyFault, answer: Answer) -> Error<E> {
    trace::unreadable(&answer);
    Error::UnreadableBody { fault, answer: Box::new(answer) }
}
