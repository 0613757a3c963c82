//! Answers of every kind to a purchase: which error each one is, what is known after it, and that it was sent once.

use crate::support::purchase::purchase_credits;
use crate::support::server::{Act, CHARGED, DECLINED, Server, answer, raw};
use crate::support::tell::{client, hundred, tell};

/// One purchase, answered like this: what became of it, and what is kept of the body.
async fn check(reply: Act, expected: &str, body: &str) {
    let server = Server::start(vec![vec![Act::Read, reply]]).await;
    let result = purchase_credits(&client(&server), hundred()).await;
    assert_eq!(tell(&result), expected);
    if let Err(error) = &result {
        assert_eq!(error.raw_body().unwrap(), body);
        assert!(!body.is_empty() || !error.to_string().contains("byte"), "{error}");
    }
    assert_eq!(server.seen().len(), 1, "a purchase is sent once");
    assert_eq!(server.connections(), 1);
}

macro_rules! rows {
    ($($name:ident: $status:literal $media:literal $body:expr => $expected:literal;)*) => { $(
        #[tokio::test]
        async fn $name() {
            check(raw($status, concat!("content-type: ", $media, "\r\n"), $body), $expected, $body).await;
        }
    )* };
}

const ENVELOPE: &str = r#"{"success":false,"message":"m","code":"PAYMENT_FAILED"}"#;
const UNKNOWN_CODE: &str = r#"{"success":false,"message":"m","code":"CARD_EATEN","new":1}"#;
const HTML: &str = "<html><body>Bad gateway</body></html>";

rows! {
    charged: 200 "application/json" CHARGED => "Ok";
    charged_under_another_media_type: 200 "text/plain" CHARGED => "Ok";
    declined: 402 "application/json" DECLINED => "Api 402 Answered";
    declined_with_an_unknown_code: 402 "application/json" UNKNOWN_CODE => "Api 402 Answered";
    another_documented_error: 401 "application/json" ENVELOPE => "Api 401 Answered";

    html_under_200: 200 "text/html" HTML => "UnreadableBody() 200 Unknown";
    html_under_402: 402 "text/html" HTML => "UnreadableBody() 402 Answered";
    html_under_502: 502 "text/html" HTML => "UnexpectedStatus 502 Unknown";
    empty_under_200: 200 "application/json" "" => "UnreadableBody() 200 Unknown";
    empty_under_402: 402 "application/json" "" => "UnreadableBody() 402 Answered";
    cut_json_under_200: 200 "application/json" r#"{"success":true,"data":{"currency":"US"#
        => "UnreadableBody(/data/currency) 200 Unknown";
    text_after_json: 200 "application/json" concat!(
        r#"{"success":true,"data":{"amount_charged":1,"currency":"USD","new_balance":1,"transaction_id":"t"}}"#, "{}"
    ) => "UnreadableBody() 200 Unknown";
    failure_under_200: 200 "application/json" DECLINED => "UnreadableBody(/success) 200 Unknown";
    success_under_402: 402 "application/json" CHARGED => "UnreadableBody(/success) 402 Unknown";
    missing_data: 200 "application/json" r#"{"success":true}"# => "UnreadableBody(/data) 200 Unknown";
    wrong_type: 200 "application/json" r#"{"success":true,"data":[]}"# => "UnreadableBody(/data) 200 Unknown";
    too_many_digits: 200 "application/json"
        r#"{"success":true,"data":{"amount_charged":0.1234567890123456789012345678901}}"#
        => "UnreadableBody(/data/amount_charged) 200 Unknown";

    undocumented_success: 201 "application/json" CHARGED => "UnexpectedStatus 201 Unknown";
    the_envelope_under_500_is_no_402: 500 "application/json" ENVELOPE => "UnexpectedStatus 500 Unknown";
    overloaded: 503 "application/json" ENVELOPE => "UnexpectedStatus 503 Unknown";
    somebody_grew_tired: 408 "application/json" ENVELOPE => "UnexpectedStatus 408 Unknown";
    too_many_requests: 429 "application/json" ENVELOPE => "UnexpectedStatus 429 Answered";
    gone_elsewhere: 404 "text/html" HTML => "UnexpectedStatus 404 Answered";
}

#[tokio::test]
async fn an_interim_answer_is_passed_over() {
    let both =
        format!("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{CHARGED}", CHARGED.len());
    check(Act::Write(both.into_bytes()), "Ok", "").await;
}

#[tokio::test]
async fn a_body_that_is_not_utf_8_is_unreadable() {
    let bytes = b"HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n{\"success\":\"\xff\"}".to_vec();
    let server = Server::start(vec![vec![Act::Read, Act::Write(bytes)]]).await;
    let result = purchase_credits(&client(&server), hundred()).await;
    assert_eq!(tell(&result), "UnreadableBody(/success) 200 Unknown");
}

/// Every kind of redirection, to another server that must never hear of the purchase, and to the same one.
#[tokio::test]
async fn no_redirection_is_followed() {
    for (status, outcome) in
        [(301, "Unknown"), (302, "Unknown"), (303, "Unknown"), (307, "Answered"), (308, "Answered")]
    {
        let other = Server::start(vec![vec![Act::Read, answer(200, CHARGED)]]).await;
        for location in [format!("{}/credits/purchase", other.url()), "/api/v1/credits/purchase".to_owned()] {
            let redirect = raw(status, &format!("location: {location}\r\n"), "");
            let server = Server::start(vec![vec![Act::Read, redirect, Act::Read, answer(200, CHARGED)]]).await;
            let result = purchase_credits(&client(&server), hundred()).await;
            assert_eq!(tell(&result), format!("UnexpectedStatus {status} {outcome}"));
            assert_eq!((server.seen().len(), server.connections()), (1, 1));
        }
        assert_eq!(other.connections(), 0, "{status} took the token elsewhere");
    }
}
