//! What is known about the server after a failure: the question that a caller who moves money asks first.
//!
//! This is the one place where the rules stand. It knows methods, statuses and how far a request went; it knows no
//! body, no type and no transport.

use std::fmt;

use http::StatusCode;

/// What is known about the effect of a request that did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The server did nothing, in any attempt, and the request may be sent again: nothing of its content left this process, or
    /// the server said that it did not work on it ([`Unprocessed`](super::TransportKind::Unprocessed)).
    NotSent,
    /// The server answered, and the answer says that it did not do what was asked.
    Answered,
    /// The server may or may not have done what was asked. Look there before sending it again.
    Unknown,
}

impl Outcome {
    /// What is known after two requests of the same call: one that may have taken effect is not undone by another one that
    /// did not.
    pub(crate) fn and(self, other: Outcome) -> Outcome {
        match (self, other) {
            (Outcome::Unknown, _) | (_, Outcome::Unknown) => Outcome::Unknown,
            (Outcome::Answered, _) | (_, Outcome::Answered) => Outcome::Answered,
            (Outcome::NotSent, Outcome::NotSent) => Outcome::NotSent,
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Outcome::NotSent => "nothing was sent",
            Outcome::Answered => "the server answered that it was not done",
            Outcome::Unknown => "it is unknown whether the server did it",
        })
    }
}

/// How well the body of an answer goes with its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// It is what is documented for the status, or nothing is documented for it.
    Fits,
    /// It could not be read, or not to its end.
    Unreadable,
    /// It says something other than its status: `success: true` under 402.
    Contradicts,
}

/// What an answer that is not the wished-for one says about the effect of its request.
///
/// - `safe`: to a safe method, every answer is just an answer: there is no effect to wonder about.
/// - A body that contradicts its status leaves two stories, and no reason to believe one of them.
/// - 4xx is a refusal, in its status line already, so that an unreadable body changes nothing. 408 is not: it may come
///   from anyone who grew tired of waiting for the server.
/// - 307 and 308 say that the request was not carried out here and should be made elsewhere; 301, 302 and 303 are sent
///   after a `POST` that *was* carried out (RFC 9110 §15.4.4).
/// - 5xx may come after the effect. 2xx that cannot be read, or is not documented, most likely does.
pub(crate) fn of_answer(safe: bool, status: StatusCode, reading: Reading) -> Outcome {
    if safe {
        return Outcome::Answered;
    }
    if reading == Reading::Contradicts {
        return Outcome::Unknown;
    }
    match status.as_u16() {
        307 | 308 => Outcome::Answered,
        408 => Outcome::Unknown,
        400..=499 => Outcome::Answered,
        _ => Outcome::Unknown,
    }
}
