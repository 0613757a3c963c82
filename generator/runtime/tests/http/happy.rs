//! What is sent when all goes well, byte for byte, and what comes back.

use crate::support::purchase::{PurchaseCreditsError, PurchaseCreditsRequest, purchase_credits, show_purchase};
use crate::support::server::{Act, CHARGED, DECLINED, Server, answer};
use crate::support::tell::{client, hundred};
use specwright_runtime::runtime::{BodyFault, Error, Outcome, StatusCode, Undocumented};

#[tokio::test]
async fn a_purchase_goes_out_as_documented_and_comes_back_typed() {
    let server = Server::start(vec![vec![Act::Read, answer(200, CHARGED)]]).await;
    let response = purchase_credits(&client(&server), hundred()).with_response().await.unwrap();

    assert_eq!(response.body.data.amount_charged.to_string(), "100.00");
    assert_eq!(response.body.data.transaction_id, "txn_uuid_1");
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.request_id(), Some("req_1"));

    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].line(), "POST /api/v1/credits/purchase HTTP/1.1");
    assert_eq!(seen[0].body, r#"{"amount":100.00,"payment_method_id":"pm_uuid_1"}"#);
    let mut headers: Vec<_> = seen[0].head.lines().skip(1).map(str::to_owned).collect();
    headers.sort();
    assert_eq!(
        headers,
        [
            "accept: application/json".to_owned(),
            "authorization: Bearer t0p-secret".to_owned(),
            "content-length: 49".to_owned(),
            "content-type: application/json".to_owned(),
            format!("host: {}", server.address),
            "user-agent: talkover-client/0.1.0".to_owned(),
        ]
    );
}

#[tokio::test]
async fn a_call_is_awaited_directly_and_its_future_leaves_the_client_behind() {
    let server = Server::start(vec![vec![Act::Read, answer(200, CHARGED), Act::Read, answer(200, CHARGED)]]).await;
    let client = client(&server);
    assert_eq!(purchase_credits(&client, hundred()).await.unwrap().data.currency, "USD");
    // `tokio::spawn` takes only what is `Send` and borrows nothing.
    let task = tokio::spawn(purchase_credits(&client, hundred()).send());
    drop(client);
    assert_eq!(task.await.unwrap().unwrap().data.currency, "USD");
    assert_eq!(server.connections(), 1, "the connection is used again");
}

#[tokio::test]
async fn a_declined_purchase_is_its_own_error() {
    let server = Server::start(vec![vec![Act::Read, answer(402, DECLINED)]]).await;
    let error = purchase_credits(&client(&server), hundred()).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Answered);
    assert_eq!(error.request_id(), Some("req_1"));
    let Error::Api { error: PurchaseCreditsError::PaymentRequired(envelope), answer, .. } = error else { panic!() };
    assert_eq!(envelope.message, "Payment method declined");
    assert_eq!(envelope.code.as_deref(), Some("PAYMENT_FAILED"));
    assert_eq!(answer.body(), DECLINED);
}

#[tokio::test]
async fn an_amount_of_nothing_is_refused_before_a_byte_is_sent() {
    let server = Server::start(vec![]).await;
    let error =
        purchase_credits(&client(&server), PurchaseCreditsRequest::new("0.00".parse().unwrap())).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent);
    let Error::InvalidRequest(invalid) = error else { panic!() };
    assert_eq!(invalid.violations()[0].pointer(), "/amount");
    assert_eq!(
        invalid.to_string(),
        "invalid request to purchaseCredits, nothing was sent: /amount: must be greater than 0, and is 0.00"
    );
    assert_eq!(server.connections(), 0);
}

/// Between the client and the wire stands another parser of addresses: it must leave them as they are.
#[tokio::test]
async fn an_address_reaches_the_wire_as_it_was_written() {
    let server = Server::start(vec![vec![Act::Read, answer(200, CHARGED)]]).await;
    show_purchase(&client(&server), "a/b?c#d&e=f+g h%20;ü,\"<>|[]{}'()*!$@:~-._\\").await.unwrap();
    assert_eq!(
        server.seen()[0].line(),
        "GET /api/v1/credits/purchases/a%2Fb%3Fc%23d%26e%3Df%2Bg%20h%2520%3B%C3%BC%2C%22%3C%3E%7C%5B%5D%7B%7D%27%28%29%2A\
         %21%24%40%3A~-._%5C HTTP/1.1"
    );
}

/// clippy warns the callers of functions whose errors are of 128 bytes or more.
#[test]
fn errors_are_small_enough_to_be_returned() {
    assert!(size_of::<Error<Undocumented>>() < 128, "{}", size_of::<Error<Undocumented>>());
    assert!(size_of::<BodyFault>() < 128, "{}", size_of::<BodyFault>());
}
