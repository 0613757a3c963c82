//! What goes out: the bytes of the request, and the requests that never become bytes.

use talkover_client::types::PurchaseCreditsRequest;
use talkover_client::{Client, Error, Outcome};

use crate::support::script::{Scene, Scripted, json};
use crate::{TOKEN, client, decimal};

fn charged() -> Scene {
    json(
        "200 OK",
        concat!(
            r#"{"success": true, "data": {"amount_charged": 1.00, "currency": "USD", "new_balance": 2.00, "#,
            r#""transaction_id": "txn_uuid_1"}}"#
        ),
    )
}

/// Sends a request and gives its head, in small letters, and its body.
async fn sent(request: PurchaseCreditsRequest) -> (String, String) {
    let server = Scripted::start([charged()]).await;
    client(&server.base_url(), TOKEN).purchase_credits(request).await.unwrap();
    let requests = server.requests();
    let [request] = requests.as_slice() else { panic!("{requests:?}") };
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    (head.to_ascii_lowercase(), body.to_owned())
}

#[tokio::test]
async fn the_head_says_who_asks_for_what() {
    let (head, _) = sent(PurchaseCreditsRequest::new(decimal("100.00"))).await;
    assert!(head.starts_with("post /api/v1/credits/purchase http/1.1\r\n"), "{head}");
    for line in
        ["authorization: bearer sandbox_session_1", "content-type: application/json", "accept: application/json"]
    {
        assert_eq!(head.lines().filter(|found| *found == line).count(), 1, "{line} in {head}");
    }
}

#[tokio::test]
async fn the_body_holds_the_digits_that_were_written() {
    for amount in ["100.00", "0.01", "12345678901234567.89", "1234567890123456789.012345678", "7"] {
        let (_, body) = sent(PurchaseCreditsRequest::new(decimal(amount))).await;
        assert_eq!(body, format!(r#"{{"amount":{amount}}}"#));
    }
    let (_, body) = sent(PurchaseCreditsRequest::new(decimal("100.00")).payment_method_id("pm_\"1\"")).await;
    assert_eq!(body, r#"{"amount":100.00,"payment_method_id":"pm_\"1\""}"#);
}

#[tokio::test]
async fn what_breaks_the_spec_is_refused_before_a_byte_is_sent() {
    let server = Scripted::start([charged()]).await;
    let client = client(&server.base_url(), TOKEN);
    let check = async |request: PurchaseCreditsRequest, pointer: &str| {
        let error = client.purchase_credits(request).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::NotSent);
        let Error::InvalidRequest(invalid) = &error else { panic!("{error:?}") };
        let pointers: Vec<&str> = invalid.violations().iter().map(|violation| violation.pointer()).collect();
        assert_eq!(pointers, [pointer]);
        assert!(error.to_string().contains(pointer), "{error}");
    };
    check(PurchaseCreditsRequest::new(decimal("0")), "/amount").await;
    check(PurchaseCreditsRequest::new(decimal("0.00")), "/amount").await;
    check(PurchaseCreditsRequest::new(decimal("-100.00")), "/amount").await;
    check(PurchaseCreditsRequest::new(decimal("1")).payment_method_id(""), "/payment_method_id").await;
    assert_eq!(server.requests(), Vec::<String>::new());
}

#[tokio::test]
async fn without_a_token_nothing_is_sent() {
    let server = Scripted::start([charged()]).await;
    let client = Client::builder().base_url(server.base_url()).build().unwrap();
    let error = client.purchase_credits(PurchaseCreditsRequest::new(decimal("1"))).await.unwrap_err();
    assert!(matches!(error, Error::MissingCredentials(_)), "{error:?}");
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert!(error.to_string().contains("userSessionToken"), "{error}");
    assert_eq!(server.requests(), Vec::<String>::new());
}

#[tokio::test]
async fn an_address_without_encryption_is_refused_but_for_loopback() {
    for base_url in ["http://app.talkover.ai/api/v1", "ftp://app.talkover.ai/api/v1", "app.talkover.ai"] {
        assert!(Client::builder().base_url(base_url).build().is_err(), "{base_url}");
    }
    for base_url in ["https://app.talkover.ai/api/v1", "http://127.0.0.1:1/api/v1", "http://localhost:1/api/v1"] {
        assert!(Client::builder().base_url(base_url).build().is_ok(), "{base_url}");
    }
}
