//! A clock that stands still until a test moves it: no test waits in real time.

use std::time::{Duration, Instant, SystemTime};

use specwright_runtime::runtime::{BoxFuture, Clock, Random};
use tokio::sync::watch;

/// A clock that is moved by hand. Clones are the same clock.
#[derive(Clone, Debug)]
pub struct TestClock {
    start: Instant,
    passed: watch::Sender<Duration>,
    /// How long each sleep was to be.
    sleeps: watch::Sender<Vec<Duration>>,
}

impl TestClock {
    pub fn new() -> Self {
        TestClock {
            start: Instant::now(),
            passed: watch::channel(Duration::ZERO).0,
            sleeps: watch::channel(Vec::new()).0,
        }
    }

    pub fn advance(&self, by: Duration) {
        self.passed.send_modify(|passed| *passed += by);
    }

    /// Waits until so many sleeps of this length were begun, since the start.
    pub async fn sleepers(&self, count: usize, length: Duration) {
        let begun = |sleeps: &Vec<Duration>| sleeps.iter().filter(|sleep| **sleep == length).count();
        self.sleeps.subscribe().wait_for(|sleeps| begun(sleeps) >= count).await.unwrap();
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        self.start + *self.passed.borrow()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000) + *self.passed.borrow()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        self.sleeps.send_modify(|sleeps| sleeps.push(duration));
        let end = *self.passed.borrow() + duration;
        let mut passed = self.passed.subscribe();
        Box::pin(async move {
            passed.wait_for(|passed| *passed >= end).await.unwrap();
        })
    }
}

/// Chance that is always the same: the largest number, for the longest wait.
#[derive(Clone, Debug, Default)]
pub struct Highest;

impl Random for Highest {
    fn next(&self) -> u64 {
        u64::MAX
    }
}
