//! The client on real sockets of the loopback, and its parts without them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    unreachable_pub,
    dead_code,
    reason = "a test fails by panicking, and is no interface"
)]
#![cfg(all(feature = "reqwest", feature = "mock", feature = "record", feature = "gzip"))]

#[path = "http/addresses.rs"]
mod addresses;
#[path = "http/answers.rs"]
mod answers;
#[path = "http/at_most_once.rs"]
mod at_most_once;
#[path = "http/blocking.rs"]
mod blocking;
#[path = "http/bodies.rs"]
mod bodies;
#[path = "http/chance.rs"]
mod chance;
#[path = "http/conditional.rs"]
mod conditional;
#[path = "http/detached.rs"]
mod detached;
#[path = "http/edges.rs"]
mod edges;
#[path = "http/faults.rs"]
mod faults;
#[path = "http/gzip.rs"]
mod gzip;
#[path = "http/happy.rs"]
mod happy;
#[path = "http/http2.rs"]
mod http2;
#[path = "http/layers.rs"]
mod layers;
#[path = "http/limits.rs"]
mod limits;
#[path = "http/multipart.rs"]
mod multipart;
#[path = "http/mutual_tls.rs"]
mod mutual_tls;
#[path = "http/pages.rs"]
mod pages;
#[path = "http/protocols.rs"]
mod protocols;
#[path = "http/reconnect.rs"]
mod reconnect;
#[path = "http/recording.rs"]
mod recording;
#[path = "http/redirects.rs"]
mod redirects;
#[path = "http/retries.rs"]
mod retries;
#[path = "http/retry_after.rs"]
mod retry_after;
#[path = "http/retry_budget.rs"]
mod retry_budget;
#[path = "http/rules.rs"]
mod rules;
#[path = "http/schema.rs"]
mod schema;
#[path = "http/security.rs"]
mod security;
#[path = "http/servers.rs"]
mod servers;
#[path = "http/signature.rs"]
mod signature;
#[path = "http/silence.rs"]
mod silence;
#[path = "http/streams.rs"]
mod streams;
#[path = "http/styles.rs"]
mod styles;
mod support;
#[path = "http/tokens.rs"]
mod tokens;
#[path = "http/tracing.rs"]
mod traced;
#[path = "http/uploads.rs"]
mod uploads;
#[path = "http/whole_queries.rs"]
mod whole_queries;
#[path = "http/xml.rs"]
mod xml;
