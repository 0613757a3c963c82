//! What the sandbox starts with: chosen so that the documented example comes out.
//!
//! A first purchase of 100.00 with `pm_uuid_1` answers: charged 100.00 USD, new balance 250.00, `txn_uuid_1`.

use rust_decimal::Decimal;

use super::ledger::{Account, Ledger, PaymentMethod};

/// The session token of the account with a balance of 150.00 USD.
pub const SESSION_TOKEN: &str = "sandbox_session_1";
/// A token that is good elsewhere, and refused by the purchase endpoint.
pub const ENVIRONMENT_TOKEN: &str = "sandbox_environment_1";
/// The session token of an empty account that has no payment method yet.
pub const EMPTY_SESSION_TOKEN: &str = "sandbox_session_2";
/// A payment method that works, and the default of the first account.
pub const PAYMENT_METHOD: &str = "pm_uuid_1";
/// Another one that works.
pub const OTHER_PAYMENT_METHOD: &str = "pm_uuid_2";
/// A payment method of the first account that declines every charge.
pub const DECLINING_PAYMENT_METHOD: &str = "pm_declined";

/// The ledger that the sandbox starts with.
#[must_use]
pub fn ledger() -> Ledger {
    let works = |id: &str| PaymentMethod { id: id.to_owned(), declines: false };
    let declines = |id: &str| PaymentMethod { id: id.to_owned(), declines: true };
    let account = |id: &str, balance: Decimal, payment_methods: Vec<PaymentMethod>| Account {
        id: id.to_owned(),
        currency: "USD".to_owned(),
        balance,
        payment_methods,
        transactions: Vec::new(),
    };
    let methods = vec![works(PAYMENT_METHOD), works(OTHER_PAYMENT_METHOD), declines(DECLINING_PAYMENT_METHOD)];
    Ledger::new()
        .with_account(SESSION_TOKEN, account("acc_uuid_1", Decimal::new(15_000, 2), methods))
        .with_account(EMPTY_SESSION_TOKEN, account("acc_uuid_2", Decimal::new(0, 2), Vec::new()))
        .with_environment_token(ENVIRONMENT_TOKEN)
}
