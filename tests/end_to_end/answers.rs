//! What comes back: every answer is told by its status, and nothing of it is lost.

use talkover_client::operations::PurchaseCreditsError as Documented;
use talkover_client::types::{ErrorEnvelope, PurchaseCreditsRequest};
use talkover_client::{Client, Error, Limits, Outcome, UserSessionToken};

use crate::support::script::{Scene, Scripted, answer, answer_with_length, json};
use crate::{TOKEN, buy, decimal};

const ENVELOPE: &str =
    r#"{"success": false, "message": "no", "code": "SOMETHING_NEW", "hint": "unknown members are skipped"}"#;
const CHARGED: &str = concat!(
    r#"{"success": true, "data": {"amount_charged": 1.00, "currency": "USD", "new_balance": 2.00, "#,
    r#""transaction_id": "txn_uuid_1"}}"#
);

/// Plays one answer to one purchase, and checks what every error must keep: status, headers, request id and body.
async fn failure(scene: Scene, status: u16, body: &str) -> Error<Documented> {
    let server = Scripted::start([scene]).await;
    let error = buy(&server.base_url(), "1.00").await.expect_err("a failure");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{error:?}");
    assert_eq!(error.request_id(), Some("req_7"), "{error:?}");
    assert!(error.headers().is_some_and(|headers| headers.contains_key("content-length")), "{error:?}");
    assert_eq!(error.raw_body().map(|body| &body[..]), Some(body.as_bytes()), "{error:?}");
    assert_eq!(server.requests().len(), 1, "a purchase is sent once");
    error
}

async fn documented(status_line: &str, status: u16, outcome: Outcome) -> Documented {
    let error = failure(json(status_line, ENVELOPE), status, ENVELOPE).await;
    assert_eq!(error.outcome(), outcome, "{error:?}");
    match error {
        Error::Api { error, .. } => error,
        other => panic!("{other:?}"),
    }
}

/// An error whose body does not go with its status, and what is known all the same.
async fn unreadable(scene: Scene, status: u16, body: &str, outcome: Outcome, pointer: &str) {
    let error = failure(scene, status, body).await;
    assert_eq!(error.outcome(), outcome, "{error:?}");
    match &error {
        Error::UnreadableBody { fault, .. } => assert_eq!(fault.pointer(), pointer, "{fault}"),
        other => panic!("{other:?}"),
    }
}

fn assert_envelope(said: &ErrorEnvelope) {
    assert_eq!(said.message, "no");
    assert_eq!(said.code.as_str(), "SOMETHING_NEW", "an unknown code is kept");
}

#[tokio::test]
async fn each_documented_status_is_its_own_variant() {
    use Outcome::{Answered, Unknown};
    macro_rules! check {
        ($line:literal, $status:literal, $outcome:expr, $variant:ident) => {
            match documented($line, $status, $outcome).await {
                Documented::$variant(said) => assert_envelope(&said),
                other => panic!("{}: {other:?}", $line),
            }
        };
    }
    check!("401 Unauthorized", 401, Answered, Unauthorized);
    check!("402 Payment Required", 402, Answered, PaymentRequired);
    check!("422 Unprocessable Entity", 422, Answered, UnprocessableEntity);
    check!("429 Too Many Requests", 429, Answered, TooManyRequests);
    check!("403 Forbidden", 403, Answered, ClientError);
    check!("408 Request Timeout", 408, Unknown, ClientError);
    check!("500 Internal Server Error", 500, Unknown, ServerError);
    check!("503 Service Unavailable", 503, Unknown, ServerError);
}

#[tokio::test]
async fn a_server_error_in_the_words_of_a_declined_payment_is_no_declined_payment() {
    let body = r#"{"success": false, "message": "Payment method declined", "code": "PAYMENT_FAILED"}"#;
    let error = failure(json("500 Internal Server Error", body), 500, body).await;
    assert!(matches!(&error, Error::Api { error: Documented::ServerError(_), .. }), "{error:?}");
    assert_eq!(error.outcome(), Outcome::Unknown);
}

#[tokio::test]
async fn an_undocumented_success_is_no_purchase_and_no_refusal() {
    for (line, status) in [("201 Created", 201), ("202 Accepted", 202)] {
        let error = failure(json(line, CHARGED), status, CHARGED).await;
        assert!(matches!(error, Error::UnexpectedStatus(_)), "{error:?}");
        assert_eq!(error.outcome(), Outcome::Unknown);
    }
}

#[tokio::test]
async fn a_page_of_a_proxy_is_kept() {
    let page = "<html><body>Bad Gateway</body></html>";
    let html = |line| answer(line, &["Content-Type: text/html", "X-Request-Id: req_7"], page);
    unreadable(html("502 Bad Gateway"), 502, page, Outcome::Unknown, "").await;
    unreadable(html("200 OK"), 200, page, Outcome::Unknown, "").await;
    unreadable(html("402 Payment Required"), 402, page, Outcome::Answered, "").await;
    unreadable(html("403 Forbidden"), 403, page, Outcome::Answered, "").await;
}

#[tokio::test]
async fn an_empty_body_is_no_purchase() {
    unreadable(json("200 OK", ""), 200, "", Outcome::Unknown, "").await;
    unreadable(json("402 Payment Required", ""), 402, "", Outcome::Answered, "").await;
    unreadable(json("500 Internal Server Error", ""), 500, "", Outcome::Unknown, "").await;
}

#[tokio::test]
async fn half_of_a_json_text_is_no_purchase() {
    let half = r#"{"success": true, "data": {"amount_charged": 1.0"#;
    unreadable(json("200 OK", half), 200, half, Outcome::Unknown, "/data/amount_charged").await;
}

#[tokio::test]
async fn a_body_that_contradicts_its_status_leaves_it_open() {
    unreadable(json("200 OK", ENVELOPE), 200, ENVELOPE, Outcome::Unknown, "/success").await;
    unreadable(json("402 Payment Required", CHARGED), 402, CHARGED, Outcome::Unknown, "/success").await;
}

#[tokio::test]
async fn a_success_that_does_not_say_what_was_charged_is_unreadable() {
    for (body, pointer) in [
        (r#"{"success": true}"#, "/data"),
        (r#"{"success": true, "data": null}"#, "/data"),
        (
            r#"{"success": true, "data": {"currency": "USD", "new_balance": 1, "transaction_id": "t"}}"#,
            "/data/amount_charged",
        ),
        (
            r#"{"success": true, "data": {"amount_charged": "1.00", "currency": "USD", "new_balance": 1, "transaction_id": "t"}}"#,
            "/data/amount_charged",
        ),
        (
            r#"{"success": true, "data": {"amount_charged": 1, "currency": "USD", "new_balance": 0.12345678901234567890123456789, "transaction_id": "t"}}"#,
            "/data/new_balance",
        ),
    ] {
        unreadable(json("200 OK", body), 200, body, Outcome::Unknown, pointer).await;
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_keeps_what_came() {
    let headers = ["Content-Type: application/json", "X-Request-Id: req_7"];
    let half = r#"{"success": true, "data""#;
    let error = failure(answer_with_length("200 OK", &headers, half, 200), 200, half).await;
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(error.outcome(), Outcome::Unknown);
}

#[tokio::test]
async fn an_answer_above_the_limit_is_cut_off_and_leaves_it_open() {
    let server = Scripted::start([json("200 OK", CHARGED)]).await;
    let token = UserSessionToken::new(TOKEN);
    let client = Client::builder()
        .user_session_token(token)
        .base_url(server.base_url())
        .limits(Limits::default().body(16))
        .build()
        .unwrap();
    let error = client.purchase_credits(PurchaseCreditsRequest::new(decimal("1.00"))).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(error.outcome(), Outcome::Unknown);
    assert_eq!(error.request_id(), Some("req_7"));
    assert!(error.raw_body().is_some_and(|body| body.len() <= 16), "{error:?}");
}
