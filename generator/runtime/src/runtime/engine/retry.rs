//! When a request is sent again, and after how long.
//!
//! The rule that no policy can loosen: only what cannot happen twice is sent again. Either nothing of it was sent, or its
//! method is idempotent, or it carries a key by which the server knows it.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, StatusCode};

use super::clock::Random;
use super::retry_after;
use super::{Answer, Outcome, TransportError};

/// How often, and at which distance, a request that may be sent again is sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// Attempts in all, the first included. 3.
    pub attempts: u32,
    /// The longest wait before the second attempt; it doubles with every attempt. 200 milliseconds.
    pub base: Duration,
    /// The longest wait of all. 5 seconds.
    pub cap: Duration,
    /// The longest wait that a server may ask for by `Retry-After`; who asks for more is not asked again. 30 seconds.
    pub longest_asked: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        RetryPolicy {
            attempts: 3,
            base: Duration::from_millis(200),
            cap: Duration::from_secs(5),
            longest_asked: Duration::from_secs(30),
        }
    }
}

impl RetryPolicy {
    /// Every request is sent once, whatever happens.
    #[must_use]
    pub fn never() -> Self {
        RetryPolicy { attempts: 1, ..RetryPolicy::default() }
    }

    /// Sets [`RetryPolicy::attempts`].
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Sets [`RetryPolicy::base`] and [`RetryPolicy::cap`].
    #[must_use]
    pub fn backoff(mut self, base: Duration, cap: Duration) -> Self {
        self.base = base;
        self.cap = cap;
        self
    }

    /// Sets [`RetryPolicy::longest_asked`].
    #[must_use]
    pub fn longest_asked(mut self, longest: Duration) -> Self {
        self.longest_asked = longest;
        self
    }

    /// How long to wait before the next attempt; `None` to leave it at this one. `repeatable`: by its method or its key.
    pub(crate) fn wait(
        &self,
        result: &Result<Answer, TransportError>,
        repeatable: bool,
        attempts: u32,
        wall: SystemTime,
        random: &dyn Random,
    ) -> Option<Duration> {
        if attempts >= self.attempts {
            return None;
        }
        let asked = match result {
            Err(error) if error.outcome() == Outcome::NotSent || (repeatable && error.is_passing()) => None,
            Ok(answer) if repeatable && is_passing(answer.status()) => self.asked(answer.headers(), wall)?,
            _ => return None,
        };
        Some(asked.unwrap_or_default().max(backoff(self.base, self.cap, attempts, random)))
    }

    /// What the server asks for. Outer `None`: more than is waited for.
    fn asked(&self, headers: &HeaderMap, wall: SystemTime) -> Option<Option<Duration>> {
        match retry_after::read(headers, wall) {
            Some(asked) if asked > self.longest_asked => None,
            other => Some(other),
        }
    }
}

/// Full jitter: anything from nothing to the limit, which doubles with each attempt, so that clients which failed together do
/// not come back together.
pub(crate) fn backoff(base: Duration, cap: Duration, attempts: u32, random: &dyn Random) -> Duration {
    let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
    let limit = base.saturating_mul(doubled).min(cap);
    let nanos = u64::try_from(limit.as_nanos()).unwrap_or(u64::MAX);
    // The high half of the product is a fair share of `nanos`, without the bias of a remainder.
    let share = (u128::from(random.next()) * (u128::from(nanos) + 1)) >> 64;
    Duration::from_nanos(u64::try_from(share).unwrap_or(nanos))
}

/// Is it an answer that may be another one soon?
pub(crate) fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 425 | 429 | 500 | 502 | 503 | 504)
}
