//! The generated client over real sockets: what goes out, what comes back, and what it then says about the money.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "../support/mod.rs"]
mod support;

mod answers;
mod chaos;
mod lost;
mod sandbox;
mod secrets;
mod wire;

use talkover_client::operations::PurchaseCreditsError;
use talkover_client::types::{PurchaseCreditsRequest, PurchaseCreditsResponse};
use talkover_client::{Client, Decimal, Error, UserSessionToken};

type Purchased = Result<PurchaseCreditsResponse, Error<PurchaseCreditsError>>;

const TOKEN: &str = "sandbox_session_1";

fn client(base_url: &str, token: &str) -> Client {
    Client::builder().user_session_token(UserSessionToken::new(token)).base_url(base_url).build().unwrap()
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

/// A purchase of `amount` with the default payment method.
async fn buy(base_url: &str, amount: &str) -> Purchased {
    client(base_url, TOKEN).purchase_credits(PurchaseCreditsRequest::new(decimal(amount))).await
}
