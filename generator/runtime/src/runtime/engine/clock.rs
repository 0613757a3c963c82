//! Time and chance, as things that a client is given: so that tests own both.

use std::collections::hash_map::RandomState;
use std::fmt;
use std::future::{Future, poll_fn};
use std::hash::BuildHasher;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::Arc;
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

/// The clock of a client. That of tokio is told apart, since to wait by it needs no memory of its own.
#[derive(Clone, Debug)]
pub(crate) enum Time {
    Tokio,
    Other(Arc<dyn Clock>),
}

impl Time {
    pub(crate) async fn wait(&self, duration: Duration) {
        match self {
            Time::Tokio => tokio::time::sleep(duration).await,
            Time::Other(clock) => clock.sleep(duration).await,
        }
    }
}

impl Deref for Time {
    type Target = dyn Clock;

    fn deref(&self) -> &Self::Target {
        match self {
            Time::Tokio => &TokioClock,
            Time::Other(clock) => &**clock,
        }
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

    /// The point after so much time, if it comes before this one.
    pub(crate) fn earlier(self, clock: &dyn Clock, limit: Duration) -> Option<Self> {
        let earlier = clock.now().checked_add(limit)?;
        self.0.is_none_or(|at| earlier < at).then_some(Deadline(Some(earlier)))
    }

    pub(crate) fn remaining(self, clock: &dyn Clock) -> Option<Duration> {
        self.0.map(|at| at.saturating_duration_since(clock.now()))
    }

    /// Waits for it, or forever. The clock is asked only when there is something to wait for.
    pub(crate) async fn wait(self, clock: &Time) {
        match (self.0, clock) {
            (None, _) => std::future::pending().await,
            (Some(at), Time::Tokio) => tokio::time::sleep_until(at.into()).await,
            (Some(at), Time::Other(clock)) => clock.sleep(at.saturating_duration_since(clock.now())).await,
        }
    }
}

/// What was ready first.
pub(crate) enum First<L, R> {
    Left(L),
    Right(R),
}

/// Which of two futures is ready first; the left one if both are. They are pinned by the caller, since they would take
/// their room twice if they were moved in here.
pub(crate) fn first<L, R>(
    mut left: impl Future<Output = L> + Unpin,
    mut right: impl Future<Output = R> + Unpin,
) -> impl Future<Output = First<L, R>> {
    poll_fn(move |context| {
        if let Poll::Ready(value) = Pin::new(&mut left).poll(context) {
            return Poll::Ready(First::Left(value));
        }
        Pin::new(&mut right).poll(context).map(First::Right)
    })
}
