//! How much sending again a client may do in all: what keeps clients from holding down a server that is already down.
//!
//! Backoff spreads attempts over time, and a budget bounds their number. While most calls succeed, it is always full; when
//! most fail, it runs out, and each call is one request until some succeed again. This room counts, and knows no request.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// What sending again takes.
const COST: u32 = 5;

/// What a call that was answered at once brings in.
const INCOME: u32 = 1;

/// A bucket of tokens that pays for attempts after the first. Clones share it, and so do the clones of a client.
///
/// It begins full, with 500 tokens by default. Each further attempt takes 5, whatever it is made for, and is not made if they
/// are not there; the call then ends in what is known. A call that is answered at once brings 1, and one that is answered
/// after it was sent again brings back the 5 of its last attempt, never to more than the bucket holds. *Answered* is by any
/// status that is not of those which are sent again.
///
/// ```
/// # use specwright_runtime::runtime::RetryBudget;
/// let budget = RetryBudget::new(50);
/// assert_eq!(budget.available(), Some(50));
/// assert_eq!(RetryBudget::unlimited().available(), None);
/// ```
#[derive(Clone)]
pub struct RetryBudget(Option<Arc<Bucket>>);

struct Bucket {
    size: u32,
    tokens: AtomicU32,
}

impl Default for RetryBudget {
    fn default() -> Self {
        RetryBudget::new(500)
    }
}

impl RetryBudget {
    /// A budget of so many tokens.
    #[must_use]
    pub fn new(tokens: u32) -> Self {
        RetryBudget(Some(Arc::new(Bucket { size: tokens, tokens: AtomicU32::new(tokens) })))
    }

    /// No limit but those of each call.
    #[must_use]
    pub fn unlimited() -> Self {
        RetryBudget(None)
    }

    /// How many tokens are there; none without a limit.
    #[must_use]
    pub fn available(&self) -> Option<u32> {
        self.0.as_ref().map(|bucket| bucket.tokens.load(Ordering::Relaxed))
    }

    /// Pays for another attempt. `false`: it cannot be paid for.
    pub(crate) fn pay(&self) -> bool {
        let Some(bucket) = &self.0 else { return true };
        let less = |tokens: u32| tokens.checked_sub(COST);
        bucket.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }

    /// A call was answered, after so many attempts.
    pub(crate) fn earn(&self, attempts: u32) {
        let Some(bucket) = &self.0 else { return };
        let income = if attempts > 1 { COST } else { INCOME };
        let more = |tokens: u32| Some(tokens.saturating_add(income).min(bucket.size));
        let _ = bucket.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }
}

impl fmt::Debug for RetryBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(bucket) => write!(f, "RetryBudget({} of {})", bucket.tokens.load(Ordering::Relaxed), bucket.size),
            None => f.write_str("RetryBudget(unlimited)"),
        }
    }
}
