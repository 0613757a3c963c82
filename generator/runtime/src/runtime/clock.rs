//! Time and chance, as things that a client is given: so that tests own both.

use std::collections::hash_map::RandomState;
use std::fmt;
use std::future::{Future, poll_fn};
use std::hash::BuildHasher;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;
use std::time::{Duration, Instant, SystemTime};

/// A future on the heap, that can go from thread to thread.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Time: what it is, and waiting for it to pass.
pub trait Clock: fmt::Debug + Send + Sync + 'static {
    /// A clock that never goes back.
    fn now(&self) -> Instant;

    /// The time of day, for dates that a server names.
    fn wall(&self) -> SystemTime;

    /// Is ready when so much time has passed.
    fn sleep(&self, duration: Duration) -> BoxFuture<()>;
}

/// The clock of the tokio runtime.
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioClock;

impl Clock for TokioClock {
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Chance: for waits that should not fall together, and for names that should not collide.
pub trait Random: fmt::Debug + Send + Sync + 'static {
    /// 64 bits.
    fn next(&self) -> u64;
}

/// Numbers from the seeds that the standard library draws for its hash maps. Not for secrets.
#[derive(Debug)]
pub struct SeededRandom {
    state: RandomState,
    count: AtomicU64,
}

impl Default for SeededRandom {
    fn default() -> Self {
        SeededRandom { state: RandomState::new(), count: AtomicU64::new(0) }
    }
}

impl Random for SeededRandom {
    fn next(&self) -> u64 {
        self.state.hash_one(self.count.fetch_add(1, Ordering::Relaxed))
    }
}

/// A point in time that something is to be done by; none where it lies beyond what the clock can tell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline(Option<Instant>);

impl Deadline {
    pub(crate) fn after(clock: &dyn Clock, limit: Duration) -> Self {
        Deadline(clock.now().checked_add(limit))
    }

    pub(crate) fn remaining(self, clock: &dyn Clock) -> Option<Duration> {
        self.0.map(|at| at.saturating_duration_since(clock.now()))
    }

    /// Waits for it, or forever. The clock is asked only when there is something to wait for.
    pub(crate) async fn wait(self, clock: &dyn Clock) {
        match self.remaining(clock) {
            Some(duration) => clock.sleep(duration).await,
            None => std::future::pending().await,
        }
    }
}

/// Which of two futures was ready first; the left one if both are.
pub(crate) enum First<L, R> {
    Left(L),
    Right(R),
}

pub(crate) async fn first<L, R>(left: impl Future<Output = L>, right: impl Future<Output = R>) -> First<L, R> {
    let (mut left, mut right) = (pin!(left), pin!(right));
    poll_fn(|context| {
        if let Poll::Ready(value) = left.as_mut().poll(context) {
            return Poll::Ready(First::Left(value));
        }
        right.as_mut().poll(context).map(First::Right)
    })
    .await
}
