//! What a call can end in besides success, and what each end says about the server.
//!
//! Errors show methods, templates of paths, statuses and reasons; never an address, a header or a body.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::header::{HeaderFault, ResponseHeader};
use super::json::Decode;
use super::outcome::Reading;
use super::{
    Answer, BodyFault, InvalidRequest, MissingCredentials, OperationSpec, Outcome, TokenError, TransportError,
};

/// Why a call did not succeed. `E` are the documented errors of the operation.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// The server answered with an error that is documented; which one is told by the status alone.
    #[non_exhaustive]
    Api {
        /// The error.
        error: E,
        /// The answer it was read from.
        answer: Box<Answer>,
    },
    /// The request breaks a rule of the specification. Nothing was sent.
    InvalidRequest(InvalidRequest),
    /// The client was not given the credentials that the operation takes. Nothing was sent.
    MissingCredentials(MissingCredentials),
    /// A token that the operation takes could not be had. Nothing was sent.
    Token(TokenError),
    /// The way to the server or back failed.
    Transport(TransportError),
    /// The server answered with a status that is not documented.
    UnexpectedStatus(Box<Answer>),
    /// The status is documented, and the body is not what it says.
    #[non_exhaustive]
    UnreadableBody {
        /// What is wrong with the body.
        fault: BodyFault,
        /// The answer.
        answer: Box<Answer>,
    },
}

/// The documented errors of an operation that documents none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undocumented {}

impl<E> Error<E> {
    /// What is known about the effect of the request.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.common().outcome()
    }

    /// Can the same request be sent again without the risk that it takes effect twice?
    ///
    /// It can if nothing was sent, or if the method or a key makes many requests one. A key does so only for requests that
    /// carry the same: [`Error::idempotency_key`] is the one to give to
    /// `Call::idempotency_key`, since a new call without it gets a new one.
    #[must_use]
    pub fn is_retry_safe(&self) -> bool {
        self.outcome() == Outcome::NotSent || self.common().operation().is_some_and(OperationSpec::is_repeatable)
    }

    /// The key that the request carried, if the operation has one and it was sent.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        match self.common() {
            Common::Transport(error) => error.idempotency_key(),
            common => common.answer().and_then(Answer::idempotency_key),
        }
    }

    /// The answer, where there is one: whole, or as far as it came.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        self.common().answer()
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.answer().map(Answer::status)
    }

    /// Is it that nothing has changed since an earlier answer (304), as `Call::if_changed` asks?
    #[must_use]
    pub fn is_not_modified(&self) -> bool {
        self.status() == Some(StatusCode::NOT_MODIFIED)
    }

    /// The headers of the answer.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.answer().map(Answer::headers)
    }

    /// A documented header of the answer; none if it is not there.
    ///
    /// # Errors
    ///
    /// Its text is not what is documented.
    pub fn header<T: Decode>(&self, header: ResponseHeader<T>) -> Result<Option<T>, HeaderFault> {
        self.headers().map_or(Ok(None), |headers| header.read(headers))
    }

    /// What the server calls the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.answer().and_then(Answer::request_id)
    }

    /// The body of the answer as far as it came, at most as long as the client's limit.
    #[must_use]
    pub fn raw_body(&self) -> Option<&Bytes> {
        self.answer().map(Answer::body)
    }

    fn common(&self) -> Common<'_> {
        match self {
            Error::Api { answer, .. } => Common::Api(answer),
            Error::InvalidRequest(error) => Common::Invalid(error),
            Error::MissingCredentials(error) => Common::Missing(error),
            Error::Token(error) => Common::Token(error),
            Error::Transport(error) => Common::Transport(error),
            Error::UnexpectedStatus(answer) => Common::Unexpected(answer),
            Error::UnreadableBody { fault, answer } => Common::Unreadable(fault, answer),
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.common().fmt(f)
    }
}

impl<E: fmt::Debug> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.common().source()
    }
}

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::InvalidRequest(error) => Error::InvalidRequest(error),
            Failure::MissingCredentials(error) => Error::MissingCredentials(error),
            Failure::Token(error) => Error::Token(error),
            Failure::Transport(error) => Error::Transport(error),
        }
    }
}

/// Why there is no answer to read: the part of [`Error`] that has no types.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "what they hold says what they are")]
pub enum Failure {
    InvalidRequest(InvalidRequest),
    MissingCredentials(MissingCredentials),
    Token(TokenError),
    Transport(TransportError),
}

/// [`Error`] without its type, so that what it says is compiled once.
#[derive(Clone, Copy)]
enum Common<'e> {
    Api(&'e Answer),
    Invalid(&'e InvalidRequest),
    Missing(&'e MissingCredentials),
    Token(&'e TokenError),
    Transport(&'e TransportError),
    Unexpected(&'e Answer),
    Unreadable(&'e BodyFault, &'e Answer),
}

impl<'e> Common<'e> {
    fn outcome(self) -> Outcome {
        match self {
            Common::Invalid(_) | Common::Missing(_) | Common::Token(_) => Outcome::NotSent,
            Common::Transport(error) => error.outcome(),
            Common::Api(answer) | Common::Unexpected(answer) => answer.outcome(Reading::Fits),
            Common::Unreadable(fault, answer) if fault.is_contradiction() => answer.outcome(Reading::Contradicts),
            Common::Unreadable(_, answer) => answer.outcome(Reading::Unreadable),
        }
    }

    fn operation(self) -> Option<&'static OperationSpec> {
        match self {
            Common::Invalid(_) | Common::Missing(_) | Common::Token(_) => None,
            Common::Transport(error) => Some(error.operation),
            Common::Api(answer) | Common::Unexpected(answer) | Common::Unreadable(_, answer) => Some(answer.operation),
        }
    }

    fn answer(self) -> Option<&'e Answer> {
        match self {
            Common::Invalid(_) | Common::Missing(_) | Common::Token(_) => None,
            Common::Transport(error) => error.answer(),
            Common::Api(answer) | Common::Unexpected(answer) | Common::Unreadable(_, answer) => Some(answer),
        }
    }

    fn source(self) -> Option<&'e (dyn StdError + 'static)> {
        match self {
            Common::Token(error) => error.source(),
            Common::Transport(error) => error.source(),
            Common::Unreadable(fault, _) => Some(fault),
            _ => None,
        }
    }
}

impl fmt::Display for Common<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Common::Invalid(error) => return error.fmt(f),
            Common::Missing(error) => return error.fmt(f),
            Common::Token(error) => return fmt::Display::fmt(error, f),
            Common::Transport(error) => return error.fmt(f),
            Common::Api(answer) => write!(f, "{} was answered {}", At(answer.operation), answer.status)?,
            Common::Unexpected(answer) => {
                write!(f, "{} was answered {}, which is not documented", At(answer.operation), answer.status)?;
            }
            Common::Unreadable(fault, answer) => {
                let (at, status) = (At(answer.operation), answer.status);
                write!(f, "{at} was answered {status} with a body that does not go with it: {fault}")?;
            }
        }
        if let Some(id) = self.answer().and_then(Answer::request_id) {
            write!(f, " (request id {id})")?;
        }
        match self.operation() {
            Some(operation) => advise(self.outcome(), operation, f),
            None => Ok(()),
        }
    }
}

/// An operation in words: its method and the template of its path.
pub(crate) struct At(pub(crate) &'static OperationSpec);

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0.method, self.0.path)
    }
}

/// What to do when it is not known what the server did.
pub(crate) fn advise(outcome: Outcome, operation: &OperationSpec, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match outcome {
        Outcome::Unknown if operation.is_idempotent() => f.write_str("; it may be sent again without harm"),
        Outcome::Unknown if operation.is_repeatable() => {
            f.write_str("; it may be sent again without harm if it carries the same idempotency key")
        }
        Outcome::Unknown => f.write_str(
            "; the server may or may not have done it: look at what it shows of this (its list, balance or state, or \
             the request id at its support) before sending it again",
        ),
        Outcome::NotSent | Outcome::Answered => Ok(()),
    }
}
