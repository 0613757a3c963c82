//! How long things may take.

use std::time::Duration;

/// Limits of time. [`Timeouts::default`] states the defaults.
///
/// `Duration::MAX` is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// From the start of an attempt until the transport takes the body: name service, connecting, TLS. What is given up
    /// by this limit was not sent. 10 seconds. For requests without a body it is the client's that counts, not the call's.
    pub connect: Duration,
    /// From the start of an attempt until the last byte of its answer. 60 seconds: a bank takes its time, and giving up
    /// early leaves the caller not knowing.
    pub attempt: Duration,
    /// Between two pieces of an answer's body. 30 seconds.
    pub idle: Duration,
    /// For a call as a whole: all attempts, and the waits between them. 120 seconds.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Timeouts {
            connect: Duration::from_secs(10),
            attempt: Duration::from_secs(60),
            idle: Duration::from_secs(30),
            total: Duration::from_secs(120),
        }
    }
}

impl Timeouts {
    /// Sets [`Timeouts::connect`].
    #[must_use]
    pub fn connect(mut self, limit: Duration) -> Self {
        self.connect = limit;
        self
    }

    /// Sets [`Timeouts::attempt`].
    #[must_use]
    pub fn attempt(mut self, limit: Duration) -> Self {
        self.attempt = limit;
        self
    }

    /// Sets [`Timeouts::idle`].
    #[must_use]
    pub fn idle(mut self, limit: Duration) -> Self {
        self.idle = limit;
        self
    }

    /// Sets [`Timeouts::total`].
    #[must_use]
    pub fn total(mut self, limit: Duration) -> Self {
        self.total = limit;
        self
    }
}
