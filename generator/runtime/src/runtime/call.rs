//! A call: an operation with its inputs, not sent yet.
//!
//! Everything here is a shell of a line or two over the draft of a request, for it is compiled once for every operation
//! that a program uses.

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::sync::Arc;

use super::client::Client;
use super::engine::shell::{Draft, Failure};
use super::json::{Decode, Encode};
use super::{
    Answer, BoxFuture, Check, Detached, Error, FieldSpec, Framing, HeaderMap, Limits, Operation, Pages, ParamSpec,
    Reconnect, RetryBudget, RetryPolicy, Sending, SendingResponse, Server, Streaming, StreamingItems, Timeouts,
    ToParam, Upload, Validate, XmlName, XmlType,
};

/// An operation with its inputs, that is sent when it is awaited.
///
/// Awaiting it gives what the operation returns; [`Call::with_response`] gives status and headers, too. The future does
/// not borrow the client, and can be given to a task of its own.
///
/// Dropping the future after it was first polled gives the request up without saying how far it had come: what became of
/// it is as unknown as after [`Outcome::Unknown`](super::Outcome::Unknown). A future is dropped by a time-out around it,
/// by `select!`, or by a web server whose own caller went away. Where it must be known, [`Call::send_detached`] sends.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<'a, O: Operation> {
    client: &'a Client,
    draft: Draft,
    operation: PhantomData<fn() -> O>,
}

impl<'a, O: Operation> Call<'a, O> {
    /// A call without inputs.
    pub fn new(client: &'a Client) -> Self {
        Call { client, draft: Draft::new(O::SPEC), operation: PhantomData }
    }

    fn with(mut self, change: impl FnOnce(&mut Draft)) -> Self {
        change(&mut self.draft);
        self
    }

    /// Adds a parameter.
    pub fn param<T: ToParam + ?Sized>(self, spec: &'static ParamSpec, value: &T) -> Self {
        let value = value.to_param();
        self.with(|draft| draft.param(spec, &value))
    }

    /// Adds a parameter that is a JSON document (`content: application/json`). Its rules are checked.
    pub fn json_content<T: Encode + Validate>(self, spec: &'static ParamSpec, value: &T) -> Self {
        self.with(|draft| draft.json_param(spec, value))
    }

    /// Adds a parameter that is the whole query, written as a form. Its rules are checked.
    pub fn form_content<T: Encode + Validate>(self, spec: &'static ParamSpec, value: &T) -> Self {
        self.with(|draft| draft.form_param(spec, value))
    }

    /// Checks the rules of a parameter.
    pub fn check_param(self, spec: &'static ParamSpec, mut rules: impl FnMut(&mut Check<'_>)) -> Self {
        self.with(|draft| draft.check_param(spec, &mut rules))
    }

    /// Checks rules of the body that its type does not know, such as `minItems` of a bare list.
    pub fn check_body(self, mut rules: impl FnMut(&mut Check<'_>)) -> Self {
        self.with(|draft| draft.check_body(&mut rules))
    }

    /// Sets the body as `application/json`. Its rules are checked.
    pub fn json<T: Encode + Validate>(self, body: &T) -> Self {
        self.json_as("application/json", body)
    }

    /// Sets the body as JSON of another media type: `application/merge-patch+json`. Its rules are checked.
    pub fn json_as<T: Encode + Validate>(self, media_type: &str, body: &T) -> Self {
        self.with(|draft| draft.json(media_type, body))
    }

    /// Sets the body as a form (`application/x-www-form-urlencoded`). Its rules are checked.
    pub fn form<T: Encode + Validate>(self, body: &T) -> Self {
        self.form_as(&[], body)
    }

    /// Sets the body as a form, with fields that are written in another way than by default.
    pub fn form_as<T: Encode + Validate>(self, fields: &[FieldSpec], body: &T) -> Self {
        self.with(|draft| draft.form(body, fields))
    }

    /// Sets the body as XML in UTF-8, whose root is called so. Its rules are checked.
    pub fn xml<T: Encode + Validate + XmlType>(self, media_type: &str, root: XmlName, body: &T) -> Self {
        self.with(|draft| draft.xml(media_type, root, body, T::xml()))
    }

    /// Sets the body as text in UTF-8: `text/plain; charset=utf-8`.
    pub fn text(self, media_type: &str, body: impl Into<String>) -> Self {
        let body = body.into();
        self.with(|draft| draft.bytes(media_type, body.into()))
    }

    /// Sets the body as the parts of `multipart/form-data`, with those that are written in another way than by default. Its
    /// rules are checked.
    pub fn multipart<T: Encode + Validate>(self, fields: &'static [FieldSpec], body: &T) -> Self {
        self.with(|draft| draft.multipart(body, fields))
    }

    /// Adds a header to the parts of this name in a body of `multipart/form-data`. A header of that name is replaced.
    ///
    /// What describes the part itself (`Content-Disposition`, `Content-Type`) comes from the value and its [`Upload`].
    pub fn part_header(self, part: &str, name: &str, value: &str) -> Self {
        self.with(|draft| draft.part_header(part, name, value))
    }

    /// Sets the body as bytes, whole or as a stream.
    pub fn bytes(self, media_type: &str, body: impl Into<Upload>) -> Self {
        let body = body.into();
        self.with(|draft| draft.upload(media_type, body))
    }

    /// Adds a header, or replaces one of this name.
    pub fn header(self, name: &str, value: &str) -> Self {
        self.with(|draft| draft.header(name, value))
    }

    /// Asks for an answer only if it is another one than that which had these headers: by its `ETag`, or else the time of its
    /// last change (RFC 9110 §13.1.2, §13.1.3). Where it is the same, the call ends in an error of which
    /// [`Error::is_not_modified`] says so. Without either, it is asked for in any case.
    pub fn if_changed(self, earlier: &HeaderMap) -> Self {
        self.with(|draft| draft.if_changed(earlier))
    }

    /// Asks for this to be done only if what it is done to is still what had these headers: by its `ETag`, or else the time of
    /// its last change (RFC 9110 §13.1.1, §13.1.4). Where it is not, servers answer 412. The call is refused before it is
    /// sent if neither is there, or if the `ETag` is a weak one, which no server may compare for this.
    pub fn if_unchanged(self, earlier: &HeaderMap) -> Self {
        self.with(|draft| draft.if_unchanged(earlier))
    }

    /// Sets the key by which the server knows this request when it comes again, if the operation has one. Without it, each
    /// call gets a new one, which the answer and the error tell.
    pub fn idempotency_key(self, key: impl Into<String>) -> Self {
        let key = key.into();
        self.with(|draft| draft.idempotency_key(key))
    }

    /// Sends this call to a server of the document, with values for its variables. A base URL of the client wins.
    pub fn server(self, server: impl Into<Server>) -> Self {
        let server = server.into();
        self.with(|draft| draft.server(server))
    }

    /// Other limits of time than the client's.
    pub fn timeouts(self, timeouts: Timeouts) -> Self {
        self.with(|draft| draft.timeouts(timeouts))
    }

    /// Other limits of size than the client's.
    pub fn limits(self, limits: Limits) -> Self {
        self.with(|draft| draft.limits(limits))
    }

    /// Pays for what is sent again from another budget than the client's: [`RetryBudget::unlimited`] for the one call that
    /// matters, or a budget of its own for work in the background, so that it does not use up what other calls need.
    pub fn retry_budget(self, budget: RetryBudget) -> Self {
        self.with(|draft| draft.retry_budget(budget))
    }

    /// Another policy of retries than the client's.
    pub fn retry(self, policy: RetryPolicy) -> Self {
        self.with(|draft| draft.retry(policy))
    }

    /// Goes on with a stream of events (`text/event-stream`) when it breaks off or ends, by asking for it again from the last
    /// event that came: see [`Reconnect`]. Only for a `GET` without a body; other calls are refused before they are sent.
    pub fn reconnect(self, policy: Reconnect) -> Self {
        self.with(|draft| draft.reconnect(policy))
    }

    /// Sends it. The same as awaiting it.
    pub fn send(self) -> Sending<O> {
        Sending::new(start(self))
    }

    /// Sends it, for what the operation returns together with status and headers.
    #[must_use = "futures do nothing until they are awaited"]
    pub fn with_response(self) -> SendingResponse<O> {
        SendingResponse::new(start(self))
    }

    /// Sends it by a task of its own, at once: it comes to its end even if nobody waits for it any more.
    ///
    /// The handle can be awaited, cloned, kept, and asked for the result later. A request that its caller can lose is lost
    /// with its outcome; this one is not:
    ///
    /// ```
    /// # use specwright_runtime::runtime::{Call, Client, Error, Operation};
    /// # async fn pay<O: Operation>(call: Call<'_, O>) -> Result<(), Error<O::Error>> {
    /// use std::time::Duration;
    /// let sent = call.send_detached();
    /// if tokio::time::timeout(Duration::from_secs(2), &sent).await.is_err() {
    ///     // Too long for this page. The request goes on, and the handle still learns what comes of it.
    ///     let _paid = sent.await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// It needs a tokio runtime to be called in, or the feature `blocking`: without one, nothing is sent, and the error says
    /// so. What is still under way when that runtime is shut down is [`Outcome::Unknown`](super::Outcome::Unknown).
    #[must_use = "only the handle learns what came of the call"]
    pub fn send_detached(self) -> Detached<O> {
        Detached::start(start(self))
    }

    /// The answer page by page, where the pages say where the next one is: in the header `Link`, or as the operation's
    /// [`Paging`](super::Paging) says. Sends nothing before the first page is asked for.
    pub fn pages(self) -> Pages<O> {
        Pages::new(Arc::clone(&self.client.0), self.draft)
    }

    /// Sends it, for the body of a success as bytes that come one after the other, whatever its media type: for a download
    /// that is too long to be held. What is no success is read and told as always.
    pub fn stream(self) -> Streaming<O> {
        streaming(self.with(Draft::refuse_to_reconnect))
    }

    /// Asks for this media type, and sends it, for the body of a success as values that come one after the other.
    pub fn items<T: Decode>(self, media_type: &str, framing: Framing) -> StreamingItems<O, T> {
        StreamingItems::new(streaming(self.header("accept", media_type)), framing)
    }
}

/// Not methods: each would be a name that no parameter can have.
fn start<O: Operation>(call: Call<'_, O>) -> BoxFuture<Result<Answer, Failure>> {
    call.draft.start(Arc::clone(&call.client.0))
}

fn streaming<O: Operation>(call: Call<'_, O>) -> Streaming<O> {
    Streaming::new(start(call.with(Draft::stream)))
}

impl<O: Operation> fmt::Debug for Call<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &O::SPEC.id).finish_non_exhaustive()
    }
}

impl<O: Operation> IntoFuture for Call<'_, O> {
    type Output = Result<O::Output, Error<O::Error>>;
    type IntoFuture = Sending<O>;

    fn into_future(self) -> Sending<O> {
        self.send()
    }
}
