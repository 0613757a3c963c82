//! Keys by which a server knows a request that it has seen: UUIDs of version 7 (RFC 9562 §5.7).
//!
//! They begin with the time, so that a server's index of them stays in order.

use std::time::{SystemTime, UNIX_EPOCH};

use super::clock::{Clock, Random};

/// A new key.
pub(crate) fn key(clock: &dyn Clock, random: &dyn Random) -> String {
    uuid_v7(clock.wall(), random.next(), random.next())
}

fn uuid_v7(now: SystemTime, high: u64, low: u64) -> String {
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let millis = u64::try_from(since).unwrap_or(u64::MAX) & 0xffff_ffff_ffff;
    format!(
        "{:08x}-{:04x}-7{:03x}-{:x}{:03x}-{:012x}",
        millis >> 16,
        millis & 0xffff,
        high & 0xfff,
        8 | ((high >> 12) & 3),
        (high >> 14) & 0xfff,
        low & 0xffff_ffff_ffff,
    )
}
