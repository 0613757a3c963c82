//! What came back, before anybody has made sense of it.
//!
//! An [`Answer`] is kept by every error that has one. It knows bytes and headers; it does not know which types an
//! operation makes of them.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};

use super::header::{HeaderFault, ResponseHeader};
use super::items::{Framing, Items};
use super::json::{self, Decode};
use super::outcome::{self, Outcome, Reading};
use super::request_id;
use super::streamed::{Streamed, Unread};
use super::xml::{self, XmlType};
use super::{BodyFault, Limits, OperationSpec};

/// An answer of the server: status, headers and body, whole or as far as it came.
///
/// `Debug` shows neither the body nor the values of headers, for both may hold secrets.
#[derive(Clone)]
pub struct Answer {
    pub(crate) operation: &'static OperationSpec,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) attempts: u32,
    /// What was known after the attempts before.
    pub(crate) earlier: Outcome,
    pub(crate) key: Option<HeaderValue>,
    pub(crate) limits: Limits,
    pub(crate) unread: Unread,
}

impl Answer {
    /// The operation that was called.
    #[must_use]
    pub fn operation(&self) -> &'static OperationSpec {
        self.operation
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// A documented header; none if it is not there.
    ///
    /// # Errors
    ///
    /// Its text is not what is documented.
    pub fn header<T: Decode>(&self, header: ResponseHeader<T>) -> Result<Option<T>, HeaderFault> {
        header.read(&self.headers)
    }

    /// The body as it came; where reading it failed, what had come until then. Never more than the client's limit.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// What the server calls this request, for its support desk.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id::find(&self.headers)
    }

    /// How often the request was tried, this time included.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The key by which the server knows the request when it comes again, if the operation has one: the caller's, or the one
    /// that the client drew.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        self.key.as_ref()?.to_str().ok()
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    ///
    /// It is not JSON, or not the JSON of a `T`.
    pub fn json<T: Decode>(&self) -> Result<T, BodyFault> {
        json::from_slice_within(&self.body, self.limits.json_depth).map_err(|fault| BodyFault::of_json(fault, self))
    }

    /// Reads the body as XML, in UTF-8.
    ///
    /// # Errors
    ///
    /// It is not XML, or not the XML of a `T`; or the feature `xml` is off.
    pub fn xml<T: Decode + XmlType>(&self) -> Result<T, BodyFault> {
        xml::decode(&self.body).map_err(|fault| BodyFault::of_xml(fault, self))
    }

    /// Reads the body as text in UTF-8.
    ///
    /// # Errors
    ///
    /// It is not UTF-8.
    pub fn text(&self) -> Result<String, BodyFault> {
        match std::str::from_utf8(&self.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(BodyFault::not_text(error.valid_up_to())),
        }
    }

    /// The body as bytes.
    ///
    /// # Errors
    ///
    /// None: the type is that of its sisters, for generated code.
    pub fn bytes(&self) -> Result<Bytes, BodyFault> {
        Ok(self.body.clone())
    }

    /// The body as a stream of values, for the one who asks first; for others it is at its end.
    ///
    /// # Errors
    ///
    /// None: the type is that of its sisters, for generated code.
    pub fn items<T: Decode>(&self, framing: Framing) -> Result<Items<T>, BodyFault> {
        Ok(Items::new(self.unread.take(), framing, self.limits.body))
    }

    /// The body as a stream, for the one who asks first.
    pub(crate) fn take_stream(&self) -> Option<Streamed> {
        self.unread.take()
    }

    /// An answer for which no body is documented. A body that is there all the same is let be.
    ///
    /// # Errors
    ///
    /// None: the type is that of its sisters, for generated code.
    pub fn empty(&self) -> Result<(), BodyFault> {
        Ok(())
    }

    /// What is known about the effect of the call, unless the answer is the wished-for one. The server's word counts for the
    /// attempt that it answers: a refused `DELETE` may be one that was carried out before.
    pub(crate) fn outcome(&self, reading: Reading) -> Outcome {
        let safe = self.operation.is_safe();
        let earlier = if safe { Outcome::NotSent } else { self.earlier };
        outcome::of_answer(safe, self.status, reading).and(earlier)
    }

    /// That the body is in a coding that was not asked for (RFC 9110 §8.4), so that nothing can be made of it.
    pub(crate) fn encoded(&self) -> Result<(), BodyFault> {
        let Some(coding) = self.headers.get(http::header::CONTENT_ENCODING) else { return Ok(()) };
        let coding = coding.to_str().unwrap_or("?").trim();
        let none = coding.is_empty() || coding.eq_ignore_ascii_case("identity");
        let nothing = self.body.is_empty() && self.unread.is_none();
        if none || nothing { Ok(()) } else { Err(BodyFault::encoded(coding)) }
    }

    pub(crate) fn content_type(&self) -> Option<&str> {
        self.headers.get(http::header::CONTENT_TYPE)?.to_str().ok()
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("operation", &self.operation.id)
            .field("status", &self.status)
            .field("content_type", &self.content_type())
            .field("request_id", &self.request_id())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

/// A successful answer, read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<T> {
    /// What the operation returns.
    pub body: T,
    /// The answer it was read from.
    pub answer: Answer,
}

impl<T> Response<T> {
    pub(crate) fn new(body: T, answer: Answer) -> Self {
        Response { body, answer }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.answer.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// A documented header; none if it is not there.
    ///
    /// # Errors
    ///
    /// Its text is not what is documented.
    pub fn header<H: Decode>(&self, header: ResponseHeader<H>) -> Result<Option<H>, HeaderFault> {
        self.answer.header(header)
    }

    /// What the server calls this request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.answer.request_id()
    }

    /// Only what the operation returns.
    #[must_use]
    pub fn into_body(self) -> T {
        self.body
    }
}
