//! Several pieces of work at once on the cores of the machine; results come in the order of the work.
//!
//! Nothing here decides how much work is worth a thread: a caller says so, since it alone knows what its work costs. Where
//! no thread can be started, the work is done without. Must not know what is done.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder, ScopedJoinHandle};

/// What comes of each item. Less than `many` are worth no thread.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], many: usize, each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if items.len() < many {
        return items.iter().map(each).collect();
    }
    let next = AtomicUsize::new(0);
    // Whoever is free takes a few, so that one large item holds up nobody.
    let step = (items.len() / 64).max(1);
    let work = || {
        let mut done = Vec::new();
        loop {
            let start = next.fetch_add(step, Ordering::Relaxed);
            let Some(rest) = items.get(start..).filter(|rest| !rest.is_empty()) else { return done };
            done.push((start, rest.iter().take(step).map(&each).collect::<Vec<R>>()));
        }
    };
    let mut done = thread::scope(|scope| {
        let others = thread::available_parallelism().map_or(1, NonZero::get) - 1;
        let started: Vec<_> = (0..others).map_while(|_| Builder::new().spawn_scoped(scope, work).ok()).collect();
        let mut done = work();
        started.into_iter().for_each(|other| done.extend(joined(other)));
        done
    });
    done.sort_unstable_by_key(|&(start, _)| start);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

/// A panic there is one here.
fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_work() {
        let items: Vec<usize> = (0..1_000).collect();
        let doubled: Vec<usize> = items.iter().map(|item| item * 2).collect();
        assert_eq!(map(&items, 1, |item| item * 2), doubled);
        assert_eq!(map(&items, 1_001, |item| item * 2), doubled);
        assert_eq!(map(&[], 0, |item: &usize| *item), [0; 0]);
    }
}
