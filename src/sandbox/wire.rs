//! Between bytes and the ledger: what a request says, and what an answer looks like.
//!
//! The shapes are those of `spec/openapi.yaml`. Only `200` and `402` are documented by Talkover; the other statuses and
//! codes are the sandbox's own, in the envelope that the spec assumes. It holds no state and opens no socket.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde::Serialize;
use serde_json::value::RawValue;

use super::ledger::{Account, Ledger, Order, PaymentMethod, Receipt, Refusal, Transaction};
use crate::exact::{self, Exact};

/// An answer: its status and its JSON body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    /// The status.
    pub(super) status: StatusCode,
    /// The body, `application/json`.
    pub(super) body: Vec<u8>,
}

#[derive(Serialize)]
struct Charged<'a> {
    success: bool,
    data: Purchase<'a>,
}

#[derive(Serialize)]
struct Purchase<'a> {
    amount_charged: Exact,
    currency: &'a str,
    new_balance: Exact,
    transaction_id: &'a str,
}

#[derive(Serialize)]
struct Failed<'a> {
    success: bool,
    message: &'a str,
    code: &'a str,
}

#[derive(Serialize)]
struct AccountView<'a> {
    id: &'a str,
    currency: &'a str,
    balance: Exact,
    payment_methods: Vec<PaymentMethodView<'a>>,
    transactions: Vec<TransactionView<'a>>,
}

#[derive(Serialize)]
struct PaymentMethodView<'a> {
    id: &'a str,
    default: bool,
    declines: bool,
}

#[derive(Serialize)]
struct TransactionView<'a> {
    id: &'a str,
    payment_method_id: &'a str,
    amount: Exact,
    balance: Exact,
}

/// The bearer token in the value of an `Authorization` header (RFC 6750, section 2.1).
pub(super) fn bearer(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.split_once(' ')?;
    let token = token.trim_matches(' ');
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

/// What a request asks for.
///
/// # Errors
/// The answer that refuses it: `415` for another media type, `400` for a body that is not JSON, `422` for JSON that is
/// not an order.
pub(super) fn order(content_type: Option<&str>, body: &[u8]) -> Result<Order, Reply> {
    if !content_type.is_some_and(is_json) {
        return Err(refuse(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "UNSUPPORTED_MEDIA_TYPE",
            "the body must be sent with Content-Type: application/json",
        ));
    }
    let json: &RawValue = serde_json::from_slice(body)
        .map_err(|fault| refuse(StatusCode::BAD_REQUEST, "INVALID_JSON", &format!("the body is not JSON: {fault}")))?;
    let members: BTreeMap<String, &RawValue> =
        serde_json::from_str(json.get()).map_err(|_| invalid("the body must be a JSON object"))?;
    let amount = members.get("amount").ok_or_else(|| invalid("amount is missing"))?;
    let amount = exact::parse(amount.get()).map_err(|why| invalid(&format!("amount is {why}")))?;
    let payment_method_id = members
        .get("payment_method_id")
        .map(|id| serde_json::from_str::<String>(id.get()).map_err(|_| invalid("payment_method_id is not a string")));
    Ok(Order { amount, payment_method_id: payment_method_id.transpose()? })
}

/// Is this the media type of JSON, with or without parameters?
fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

/// The answer to a purchase that was made.
pub(super) fn charged(receipt: &Receipt) -> Reply {
    let transaction = &receipt.transaction;
    reply(
        StatusCode::OK,
        &Charged {
            success: true,
            data: Purchase {
                amount_charged: Exact(transaction.amount),
                currency: &receipt.currency,
                new_balance: Exact(transaction.balance),
                transaction_id: &transaction.id,
            },
        },
    )
}

/// The answer to a purchase that was not made.
pub(super) fn refused(refusal: &Refusal) -> Reply {
    let unauthorized = |code, message| refuse(StatusCode::UNAUTHORIZED, code, message);
    match refusal {
        Refusal::NoToken => {
            unauthorized("UNAUTHORIZED", "a user session token is required: Authorization: Bearer <user_session_token>")
        }
        Refusal::UnknownToken => unauthorized("UNAUTHORIZED", "the user session token is unknown or expired"),
        Refusal::EnvironmentToken => {
            unauthorized("WRONG_TOKEN_KIND", "this is an environment token, and purchases take a user session token")
        }
        Refusal::AmountNotPositive => invalid("amount must be greater than 0"),
        Refusal::BalanceTooLarge => invalid("amount is too large: the new balance could not be kept exactly"),
        Refusal::UnknownPaymentMethod(id) => {
            unprocessable("UNKNOWN_PAYMENT_METHOD", &format!("the account has no payment method {id:?}"))
        }
        Refusal::NoDefaultPaymentMethod => {
            unprocessable("NO_PAYMENT_METHOD", "the account has no default payment method: name one")
        }
        Refusal::Declined => refuse(StatusCode::PAYMENT_REQUIRED, "PAYMENT_FAILED", "Payment method declined"),
    }
}

/// The whole ledger, without its tokens: what a person or a test wants to look at.
pub(super) fn ledger(ledger: &Ledger) -> Reply {
    let accounts: Vec<AccountView<'_>> = ledger.accounts().iter().map(AccountView::of).collect();
    reply(StatusCode::OK, &BTreeMap::from([("accounts", accounts)]))
}

impl<'a> AccountView<'a> {
    fn of(account: &'a Account) -> Self {
        let method = |(at, method): (usize, &'a PaymentMethod)| PaymentMethodView {
            id: &method.id,
            default: at == 0,
            declines: method.declines,
        };
        let transaction = |transaction: &'a Transaction| TransactionView {
            id: &transaction.id,
            payment_method_id: &transaction.payment_method_id,
            amount: Exact(transaction.amount),
            balance: Exact(transaction.balance),
        };
        Self {
            id: &account.id,
            currency: &account.currency,
            balance: Exact(account.balance),
            payment_methods: account.payment_methods.iter().enumerate().map(method).collect(),
            transactions: account.transactions.iter().map(transaction).collect(),
        }
    }
}

/// A failure in the documented envelope.
pub(super) fn refuse(status: StatusCode, code: &str, message: &str) -> Reply {
    reply(status, &Failed { success: false, message, code })
}

fn unprocessable(code: &str, message: &str) -> Reply {
    refuse(StatusCode::UNPROCESSABLE_ENTITY, code, message)
}

fn invalid(message: &str) -> Reply {
    unprocessable("INVALID_REQUEST", message)
}

fn reply(status: StatusCode, body: &impl Serialize) -> Reply {
    match serde_json::to_vec(body) {
        Ok(body) => Reply { status, body },
        Err(_) => Reply {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            body: br#"{"success":false,"message":"the answer could not be written","code":"INTERNAL"}"#.to_vec(),
        },
    }
}
