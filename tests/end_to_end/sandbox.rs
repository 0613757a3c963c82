//! The client against the sandbox: each was made from the spec alone, and they understand each other.

use std::net::{Ipv4Addr, SocketAddr};

use talkover::sandbox::{Sandbox, fixture};
use talkover_client::operations::PurchaseCreditsError;
use talkover_client::types::{ErrorCode, PurchaseCreditsRequest};
use talkover_client::{Error, Outcome};

use crate::{TOKEN, buy, client, decimal};

async fn start() -> Sandbox {
    Sandbox::start(fixture::ledger(), SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await.unwrap()
}

#[tokio::test]
async fn the_documented_purchase() {
    let sandbox = start().await;
    let request = PurchaseCreditsRequest::new(decimal("100.00")).payment_method_id("pm_uuid_1");
    let purchase = client(&sandbox.base_url(), TOKEN).purchase_credits(request).await.unwrap().data;
    assert_eq!(purchase.amount_charged.to_string(), "100.00");
    assert_eq!(purchase.currency, "USD");
    assert_eq!(purchase.new_balance.to_string(), "250.00");
    assert_eq!(purchase.transaction_id, "txn_uuid_1");
}

#[tokio::test]
async fn an_amount_keeps_every_digit_there_and_back() {
    let sandbox = start().await;
    let purchase = buy(&sandbox.base_url(), "12345678901234567.89").await.unwrap().data;
    assert_eq!(purchase.amount_charged.to_string(), "12345678901234567.89");
    assert_eq!(purchase.new_balance.to_string(), "12345678901234717.89");
}

#[tokio::test]
async fn a_declined_payment_is_its_own_variant() {
    let sandbox = start().await;
    let request = PurchaseCreditsRequest::new(decimal("100.00")).payment_method_id(fixture::DECLINING_PAYMENT_METHOD);
    let error = client(&sandbox.base_url(), TOKEN).purchase_credits(request).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Answered);
    let Error::Api { error: PurchaseCreditsError::PaymentRequired(declined), .. } = error else {
        panic!("{error:?}");
    };
    assert_eq!(declined.code, ErrorCode::PaymentFailed);
    assert_eq!(declined.message, "Payment method declined");
    assert_eq!(sandbox.ledger(), fixture::ledger());
}

#[tokio::test]
async fn a_token_that_is_no_user_session_is_unauthorized() {
    let sandbox = start().await;
    for token in ["somebody", fixture::ENVIRONMENT_TOKEN] {
        let request = PurchaseCreditsRequest::new(decimal("100.00"));
        let error = client(&sandbox.base_url(), token).purchase_credits(request).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::Answered);
        assert!(matches!(error, Error::Api { error: PurchaseCreditsError::Unauthorized(_), .. }), "{error:?}");
    }
    assert_eq!(sandbox.ledger(), fixture::ledger());
}

#[tokio::test]
async fn an_unknown_payment_method_is_unprocessable() {
    let sandbox = start().await;
    let request = PurchaseCreditsRequest::new(decimal("100.00")).payment_method_id("pm_9");
    let error = client(&sandbox.base_url(), TOKEN).purchase_credits(request).await.unwrap_err();
    let Error::Api { error: PurchaseCreditsError::UnprocessableEntity(refused), .. } = error else {
        panic!("{error:?}");
    };
    assert_eq!(refused.code.as_str(), "UNKNOWN_PAYMENT_METHOD");
}

#[tokio::test]
async fn one_client_buys_for_many_tasks() {
    let sandbox = start().await;
    let client = client(&sandbox.base_url(), TOKEN);
    let mut purchases = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        purchases.spawn(async move { client.purchase_credits(PurchaseCreditsRequest::new(decimal("1.25"))).await });
    }
    while let Some(purchase) = purchases.join_next().await {
        purchase.unwrap().unwrap();
    }
    let ledger = sandbox.ledger();
    let account = ledger.account(TOKEN).unwrap();
    assert_eq!((account.balance.to_string().as_str(), account.transactions.len()), ("175.00", 20));
}
