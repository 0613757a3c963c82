//! The sandbox, seen from outside: bytes on a real socket.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::net::{Ipv4Addr, SocketAddr};

use support::http::{Answer, send};
use talkover::sandbox::{Sandbox, fixture};

const JSON: &str = "Content-Type: application/json";
const SESSION: &str = "Authorization: Bearer sandbox_session_1";

async fn sandbox() -> Sandbox {
    let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    Sandbox::start(fixture::ledger(), free).await.unwrap()
}

async fn post(sandbox: &Sandbox, headers: &[&str], body: &str) -> Answer {
    send(sandbox.address(), "POST /api/v1/credits/purchase", headers, body).await
}

/// Posts to a new sandbox; nothing but a `200` may change its ledger.
async fn check(headers: &[&str], body: &str, status: u16, expect: &str) {
    let sandbox = sandbox().await;
    let answer = post(&sandbox, headers, body).await;
    assert_eq!((answer.status, answer.body.as_str()), (status, expect), "{headers:?} {body}");
    assert!(answer.head.contains("content-type: application/json"), "{}", answer.head);
    if status != 200 {
        assert_eq!(sandbox.ledger(), fixture::ledger(), "a refusal changes nothing");
    }
}

async fn refused(body: &str, status: u16, code: &str, message: &str) {
    let expect = serde_json::json!({ "success": false, "message": message, "code": code });
    let sandbox = sandbox().await;
    let answer = post(&sandbox, &[JSON, SESSION], body).await;
    assert_eq!(answer.status, status, "{body}: {}", answer.body);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&answer.body).unwrap(), expect, "{body}");
    assert_eq!(sandbox.ledger(), fixture::ledger(), "a refusal changes nothing");
}

#[tokio::test]
async fn the_documented_example_comes_out() {
    check(
        &[JSON, SESSION],
        r#"{"amount": 100.00, "payment_method_id": "pm_uuid_1"}"#,
        200,
        r#"{"success":true,"data":{"amount_charged":100.00,"currency":"USD","new_balance":250.00,"transaction_id":"txn_uuid_1"}}"#,
    )
    .await;
}

#[tokio::test]
async fn the_documented_refusal_comes_out() {
    check(
        &[JSON, SESSION],
        r#"{"amount": 100.00, "payment_method_id": "pm_declined"}"#,
        402,
        r#"{"success":false,"message":"Payment method declined","code":"PAYMENT_FAILED"}"#,
    )
    .await;
}

#[tokio::test]
async fn amounts_keep_every_digit() {
    check(
        &["content-type: Application/JSON; charset=utf-8", "authorization: bearer  sandbox_session_1"],
        r#"{"amount": 12345678901234567.89}"#,
        200,
        r#"{"success":true,"data":{"amount_charged":12345678901234567.89,"currency":"USD","new_balance":12345678901234717.89,"transaction_id":"txn_uuid_1"}}"#,
    )
    .await;
}

#[tokio::test]
async fn balances_and_transactions_are_kept() {
    let sandbox = sandbox().await;
    for body in [
        r#"{"amount": 100.00, "payment_method_id": "pm_uuid_1"}"#,
        r#"{"amount": 1, "payment_method_id": "pm_declined"}"#,
        r#"{"amount": 0.5}"#,
        r#"{"amount": 2.25, "payment_method_id": "pm_uuid_2"}"#,
    ] {
        post(&sandbox, &[JSON, SESSION], body).await;
    }
    let answer = send(sandbox.address(), "GET /sandbox/ledger", &[], "").await;
    let expect = concat!(
        r#"{"accounts":[{"id":"acc_uuid_1","currency":"USD","balance":252.75,"#,
        r#""payment_methods":[{"id":"pm_uuid_1","default":true,"declines":false},"#,
        r#"{"id":"pm_uuid_2","default":false,"declines":false},{"id":"pm_declined","default":false,"declines":true}],"#,
        r#""transactions":[{"id":"txn_uuid_1","payment_method_id":"pm_uuid_1","amount":100.00,"balance":250.00},"#,
        r#"{"id":"txn_uuid_2","payment_method_id":"pm_uuid_1","amount":0.5,"balance":250.50},"#,
        r#"{"id":"txn_uuid_3","payment_method_id":"pm_uuid_2","amount":2.25,"balance":252.75}]},"#,
        r#"{"id":"acc_uuid_2","currency":"USD","balance":0.00,"payment_methods":[],"transactions":[]}]}"#,
    );
    assert_eq!((answer.status, answer.body.as_str()), (200, expect));
    assert_eq!(sandbox.ledger().account(fixture::SESSION_TOKEN).unwrap().transactions.len(), 3);
}

#[tokio::test]
async fn a_token_must_be_there_and_of_the_right_kind() {
    let body = r#"{"amount": 100.00}"#;
    let missing = concat!(
        r#"{"success":false,"message":"a user session token is required: Authorization: Bearer <user_session_token>","#,
        r#""code":"UNAUTHORIZED"}"#
    );
    check(&[JSON], body, 401, missing).await;
    check(&[JSON, "Authorization: Bearer "], body, 401, missing).await;
    check(&[JSON, "Authorization: Basic c2FuZGJveF9zZXNzaW9uXzE="], body, 401, missing).await;
    check(
        &[JSON, "Authorization: Bearer somebody"],
        body,
        401,
        r#"{"success":false,"message":"the user session token is unknown or expired","code":"UNAUTHORIZED"}"#,
    )
    .await;
    check(
        &[JSON, "Authorization: Bearer sandbox_environment_1"],
        body,
        401,
        concat!(
            r#"{"success":false,"message":"this is an environment token, and purchases take a user session token","#,
            r#""code":"WRONG_TOKEN_KIND"}"#
        ),
    )
    .await;
}

#[tokio::test]
async fn an_order_that_is_not_one_is_refused() {
    let invalid = "INVALID_REQUEST";
    let too_many = "amount is a number with more digits than can be kept exactly";
    refused(r#"{}"#, 422, invalid, "amount is missing").await;
    refused(r#"[100.00]"#, 422, invalid, "the body must be a JSON object").await;
    refused(r#"{"amount": 0}"#, 422, invalid, "amount must be greater than 0").await;
    refused(r#"{"amount": -0.01}"#, 422, invalid, "amount must be greater than 0").await;
    refused(r#"{"amount": "100.00"}"#, 422, invalid, "amount is not a number").await;
    refused(r#"{"amount": null}"#, 422, invalid, "amount is not a number").await;
    refused(r#"{"amount": 1e400}"#, 422, invalid, too_many).await;
    refused(r#"{"amount": 0.12345678901234567890123456789}"#, 422, invalid, too_many).await;
    refused(
        r#"{"amount": 79228162514264337593543950335}"#,
        422,
        invalid,
        "amount is too large: the new balance could not be kept exactly",
    )
    .await;
    refused(r#"{"amount": 1, "payment_method_id": 1}"#, 422, invalid, "payment_method_id is not a string").await;
    refused(r#"{"amount": 1, "payment_method_id": null}"#, 422, invalid, "payment_method_id is not a string").await;
    let unknown = "the account has no payment method \"pm_9\"";
    refused(r#"{"amount": 1, "payment_method_id": "pm_9"}"#, 422, "UNKNOWN_PAYMENT_METHOD", unknown).await;
}

#[tokio::test]
async fn an_account_without_payment_methods_needs_one() {
    check(
        &[JSON, "Authorization: Bearer sandbox_session_2"],
        r#"{"amount": 1}"#,
        422,
        concat!(
            r#"{"success":false,"message":"the account has no default payment method: name one","#,
            r#""code":"NO_PAYMENT_METHOD"}"#
        ),
    )
    .await;
}

#[tokio::test]
async fn a_body_that_is_not_json_is_refused() {
    let cut = "the body is not JSON: EOF while parsing a value at line 1 column 11";
    refused(r#"{"amount": "#, 400, "INVALID_JSON", cut).await;
    let media_type = concat!(
        r#"{"success":false,"message":"the body must be sent with Content-Type: application/json","#,
        r#""code":"UNSUPPORTED_MEDIA_TYPE"}"#
    );
    check(&[SESSION], r#"{"amount": 1}"#, 415, media_type).await;
    check(&[SESSION, "Content-Type: text/plain"], r#"{"amount": 1}"#, 415, media_type).await;
}

#[tokio::test]
async fn a_body_without_end_is_cut_off() {
    let sandbox = sandbox().await;
    let answer = post(&sandbox, &[JSON, SESSION], &" ".repeat(64 * 1024 + 1)).await;
    assert_eq!(answer.status, 413);
    assert!(answer.body.contains("UNREADABLE_BODY"), "{}", answer.body);
}

#[tokio::test]
async fn other_paths_and_methods_answer_in_the_same_envelope() {
    let sandbox = sandbox().await;
    let answer = send(sandbox.address(), "GET /api/v1/credits/purchase", &[], "").await;
    assert_eq!(answer.status, 405);
    assert!(answer.body.contains("METHOD_NOT_ALLOWED"), "{}", answer.body);
    let answer = send(sandbox.address(), "POST /credits/purchase", &[], "").await;
    assert_eq!(answer.status, 404);
    assert!(answer.body.contains("NOT_FOUND"), "{}", answer.body);
}

#[tokio::test]
async fn it_stops_when_it_is_told_to() {
    let sandbox = sandbox().await;
    let address = sandbox.address();
    post(&sandbox, &[JSON, SESSION], r#"{"amount": 1}"#).await;
    sandbox.stop().await.unwrap();
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}
