//! What became of a call, in one line, and all that can be printed about it.

use std::error::Error as StdError;
use std::fmt::Debug;

use specwright_runtime::runtime::{Client, Error};

use super::purchase::{self, PurchaseCreditsRequest, UserSessionToken, user_session_token};
use super::server::Server;

/// The token of all tests; nothing that is printed may hold it.
pub const TOKEN: &str = "t0p-secret";

/// A client for a server, with the token and without waits between attempts.
pub fn client(server: &Server) -> Client {
    build(purchase::builder().base_url(server.url()))
}

/// Builds a client with the token and without waits between attempts.
pub fn build(builder: specwright_runtime::runtime::ClientBuilder) -> Client {
    use specwright_runtime::runtime::RetryPolicy;
    use std::time::Duration;
    let now = RetryPolicy::default().backoff(Duration::ZERO, Duration::ZERO);
    user_session_token(builder.retry(now), UserSessionToken::new(TOKEN)).build().unwrap()
}

/// The purchase of the documentation.
pub fn hundred() -> PurchaseCreditsRequest {
    PurchaseCreditsRequest::new("100.00".parse().unwrap()).payment_method_id("pm_uuid_1")
}

/// `Transport(Interrupted, Waiting) Unknown`, `Api 402 Answered`, …
pub fn tell<T: Debug, E: Debug>(result: &Result<T, Error<E>>) -> String {
    let error = match result {
        Ok(_) => return "Ok".to_owned(),
        Err(error) => error,
    };
    assert_silent(error);
    let kind = match error {
        Error::Api { .. } => "Api".to_owned(),
        Error::InvalidRequest(invalid) => format!("InvalidRequest({})", invalid.violations().len()),
        Error::MissingCredentials(_) => "MissingCredentials".to_owned(),
        Error::Transport(error) => format!("{:?} {:?}", error.kind(), error.phase()),
        Error::UnexpectedStatus(_) => "UnexpectedStatus".to_owned(),
        Error::UnreadableBody { fault, .. } => format!("UnreadableBody({})", fault.pointer()),
        other => panic!("{other:?}"),
    };
    let status = error.status().map_or_else(String::new, |status| format!(" {}", status.as_u16()));
    format!("{kind}{status} {:?}", error.outcome())
}

/// Everything printable about an error, its sources included.
pub fn printed<E: Debug>(error: &Error<E>) -> String {
    let mut all = format!("{error}\n{error:?}\n{error:#?}");
    let mut source = error.source();
    while let Some(next) = source {
        all.push_str(&format!("\n{next}\n{next:?}"));
        source = next.source();
    }
    all
}

fn assert_silent<E: Debug>(error: &Error<E>) {
    let printed = printed(error);
    for secret in [TOKEN, "Bearer", "dDBw", "s3ss10n", "k3y"] {
        assert!(!printed.contains(secret), "{secret:?} is printed by {printed}");
    }
}
