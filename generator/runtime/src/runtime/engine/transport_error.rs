//! A request that got lost on its way there or back: what happened, how far it was, what is known.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use http::HeaderValue;

use super::error::{At, advise};
use super::outcome::Reading;
use super::transport::{TransportFailure, TransportKind};
use super::{Answer, OperationSpec, Outcome};

/// The way to the server or back failed.
#[derive(Clone)]
pub struct TransportError {
    pub(crate) operation: &'static OperationSpec,
    pub(crate) kind: TransportKind,
    pub(crate) phase: Phase,
    pub(crate) outcome: Outcome,
    pub(crate) attempts: u32,
    pub(crate) key: Option<HeaderValue>,
    pub(crate) answer: Option<Box<Answer>>,
    pub(crate) source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// How far a request had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Phase {
    /// Nothing of it was handed over.
    Connecting,
    /// Part of its body was handed over.
    Sending,
    /// All of it was handed over.
    Waiting,
    /// The head of the answer had come.
    Receiving,
}

impl TransportError {
    /// Of a request that has no answer, not even in part.
    pub(crate) fn new(
        operation: &'static OperationSpec,
        failure: TransportFailure,
        phase: Phase,
        outcome: Outcome,
    ) -> Self {
        let source = failure.source.map(Arc::from);
        TransportError { operation, kind: failure.kind, phase, outcome, attempts: 0, key: None, answer: None, source }
    }

    /// Of a request whose answer came in part: its status line says what it says.
    pub(crate) fn cut_off(answer: Answer, failure: TransportFailure) -> Self {
        let outcome = answer.outcome(Reading::Unreadable);
        TransportError {
            attempts: answer.attempts,
            key: answer.key.clone(),
            answer: Some(Box::new(answer.clone())),
            ..TransportError::new(answer.operation, failure, Phase::Receiving, outcome)
        }
    }

    /// What happened.
    #[must_use]
    pub fn kind(&self) -> TransportKind {
        self.kind
    }

    /// How far the request had come, in the last attempt.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// What is known about its effect, after all attempts.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// How often it was tried.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The key that the request carried, if the operation has one. `Call::idempotency_key` takes it
    /// for sending the same again.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        self.key.as_ref()?.to_str().ok()
    }

    /// The answer as far as it came, if its head did.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        self.answer.as_deref()
    }

    /// May it be otherwise next time? An answer that is too large will be as large again.
    pub(crate) fn is_passing(&self) -> bool {
        !matches!(self.kind, TransportKind::TooLarge | TransportKind::Refused)
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("operation", &self.operation.id)
            .field("kind", &self.kind)
            .field("phase", &self.phase)
            .field("outcome", &self.outcome)
            .field("attempts", &self.attempts)
            .field("answer", &self.answer)
            .field("source", &self.source)
            .finish()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let phase = match self.phase {
            Phase::Connecting => "before anything was sent",
            Phase::Sending => "while the request was being sent",
            Phase::Waiting => "after the request was sent, before an answer came",
            Phase::Receiving => "while the answer was coming",
        };
        write!(f, "{}: {} {phase}", At(self.operation), self.kind)?;
        if let Some(answer) = &self.answer {
            write!(f, " ({})", answer.status)?;
        }
        if self.attempts > 1 {
            write!(f, ", in attempt {}", self.attempts)?;
        }
        advise(self.outcome, self.operation, f)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
