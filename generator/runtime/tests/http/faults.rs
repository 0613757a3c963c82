//! What can go wrong on the way, on real sockets: how far the request was, what is known, how often it was sent.

use std::time::Duration;

use tokio::net::TcpListener;

use crate::support::clock::TestClock;
use crate::support::purchase::{self, PurchaseCreditsRequest, cancel_purchase, purchase_credits, show_purchase};
use crate::support::server::{Act, CHARGED, DECLINED, Server, answer, raw};
use crate::support::tell::{build, client, hundred, tell};
use specwright_runtime::runtime::{Error, Limits, Outcome, RetryPolicy, Timeouts};

/// One purchase against this script: what became of it, and how many whole requests the server saw.
async fn check(script: Vec<Vec<Act>>, expected: &str, seen: usize) {
    let server = Server::start(script).await;
    let result = purchase_credits(&client(&server), hundred()).await;
    assert_eq!(tell(&result), expected);
    assert_eq!(server.seen().len(), seen);
}

/// The address of a port on which nobody listens.
async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

fn text(text: &str) -> Act {
    Act::Write(text.as_bytes().to_vec())
}

// Before anything was sent.

#[tokio::test]
async fn refused() {
    let client = build(purchase::builder().base_url(nobody().await));
    let result = purchase_credits(&client, hundred()).await;
    assert_eq!(tell(&result), "Connect Connecting NotSent");
    let Err(Error::Transport(error)) = result else { panic!() };
    assert_eq!(error.attempts(), 3, "what was not sent may be tried again");
    assert!(
        error.to_string().starts_with("POST /credits/purchase: no connection could be made before anything was sent")
    );
}

#[tokio::test]
async fn refused_without_a_body() {
    let client = build(purchase::builder().base_url(nobody().await));
    assert_eq!(tell(&cancel_purchase(&client, "p").await), "Connect Connecting NotSent");
}

#[tokio::test]
async fn refused_at_first_is_sent_once() {
    let address = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap()
    };
    let clock = TestClock::new();
    let wait = RetryPolicy::default().backoff(Duration::from_secs(1), Duration::from_secs(1));
    let builder = purchase::builder().base_url(format!("http://{address}")).clock(clock.clone());
    let client = build(builder.random(crate::support::clock::Highest));
    let call = tokio::spawn(purchase_credits(&client, hundred()).retry(wait).send());
    clock.sleepers(1, Duration::from_secs(1)).await;
    let server = Server::on(
        TcpListener::bind(address).await.unwrap(),
        vec![vec![Act::Read, answer(200, CHARGED), Act::Read, answer(200, CHARGED)]],
    );
    clock.advance(Duration::from_secs(1));
    assert_eq!(tell(&call.await.unwrap()), "Ok");
    assert_eq!((server.connections(), server.seen().len()), (1, 1));
}

#[tokio::test]
async fn a_name_that_does_not_resolve() {
    let client = build(purchase::builder().base_url("https://nowhere.invalid/api"));
    assert_eq!(tell(&purchase_credits(&client, hundred()).await), "Resolve Connecting NotSent");
}

#[tokio::test]
async fn no_tls_on_the_other_side() {
    let plain = || vec![Act::ReadBytes(1), text("HTTP/1.1 400 Bad Request\r\n\r\n"), Act::Hold];
    let server = Server::start(vec![plain(), plain(), plain()]).await;
    let client = build(purchase::builder().base_url(server.url().replace("http", "https")));
    assert_eq!(tell(&purchase_credits(&client, hundred()).await), "Tls Connecting NotSent");
    assert_eq!(server.connections(), 3);
}

#[tokio::test]
async fn connecting_takes_too_long() {
    // The connection is there, and the handshake of TLS is never answered.
    let server = Server::start(vec![vec![Act::Hold]]).await;
    let clock = TestClock::new();
    let base = server.url().replace("http", "https");
    let client = build(purchase::builder().base_url(base).clock(clock.clone()));
    let call = tokio::spawn(purchase_credits(&client, hundred()).retry(RetryPolicy::never()).send());
    server.connected(1).await;
    clock.sleepers(1, Duration::from_secs(10)).await;
    clock.advance(Duration::from_secs(10));
    assert_eq!(tell(&call.await.unwrap()), "Timeout(Connect) Connecting NotSent");
}

// After something was sent, or may have been.

#[tokio::test]
async fn no_answer_in_time() {
    let server = Server::start(vec![vec![Act::Read, Act::Hold]]).await;
    let clock = TestClock::new();
    let client = build(purchase::builder().base_url(server.url()).clock(clock.clone()));
    let call = tokio::spawn(purchase_credits(&client, hundred()).send());
    server.acts(1).await;
    clock.advance(Duration::from_secs(60));
    let result = call.await.unwrap();
    assert_eq!(tell(&result), "Timeout(Attempt) Waiting Unknown");
    assert_eq!(server.seen().len(), 1);
    assert_eq!(
        result.unwrap_err().to_string(),
        "POST /credits/purchase: the answer took too long after the request was sent, before an answer came; the server \
         may or may not have done it: look at what it shows of this (its list, balance or state, or the request id at its \
         support) before sending it again"
    );
}

#[tokio::test]
async fn no_answer_in_time_without_a_body() {
    let server = Server::start(vec![vec![Act::Read, Act::Hold]]).await;
    let clock = TestClock::new();
    let client = build(purchase::builder().base_url(server.url()).clock(clock.clone()));
    let call = tokio::spawn(cancel_purchase(&client, "p").send());
    server.acts(1).await;
    clock.advance(Duration::from_secs(60));
    assert_eq!(tell(&call.await.unwrap()), "Timeout(Attempt) Waiting Unknown");
    assert_eq!(server.seen()[0].header("content-length"), Some("0"));
}

#[tokio::test]
async fn the_call_as_a_whole_takes_too_long() {
    let server = Server::start(vec![vec![Act::Read, Act::Hold]]).await;
    let clock = TestClock::new();
    let client = build(purchase::builder().base_url(server.url()).clock(clock.clone()));
    let limits = Timeouts::default().total(Duration::from_secs(5));
    let call = tokio::spawn(purchase_credits(&client, hundred()).timeouts(limits).send());
    server.acts(1).await;
    clock.advance(Duration::from_secs(5));
    assert_eq!(tell(&call.await.unwrap()), "Timeout(Total) Waiting Unknown");
}

#[tokio::test]
async fn the_answer_stalls() {
    let head = "HTTP/1.1 200 OK\r\nx-request-id: req_7\r\ncontent-length: 500\r\n\r\n{\"success\":true";
    let server = Server::start(vec![vec![Act::Read, text(head), Act::Hold]]).await;
    let clock = TestClock::new();
    let client = build(purchase::builder().base_url(server.url()).clock(clock.clone()));
    let call = tokio::spawn(purchase_credits(&client, hundred()).send());
    // For the piece that does not come.
    clock.sleepers(1, Duration::from_secs(30)).await;
    clock.advance(Duration::from_secs(30));
    let result = call.await.unwrap();
    assert_eq!(tell(&result), "Timeout(Idle) Receiving 200 Unknown");
    let error = result.unwrap_err();
    assert_eq!(error.raw_body().unwrap(), "{\"success\":true");
    assert_eq!(error.request_id(), Some("req_7"));
}

#[tokio::test]
async fn closed_without_an_answer() {
    check(vec![vec![Act::Read]], "Interrupted Waiting Unknown", 1).await;
}

#[tokio::test]
async fn half_closed_without_an_answer() {
    check(vec![vec![Act::Read, Act::HalfClose, Act::Hold]], "Interrupted Waiting Unknown", 1).await;
}

#[tokio::test]
async fn reset_without_an_answer() {
    check(vec![vec![Act::Read, Act::Reset]], "Interrupted Waiting Unknown", 1).await;
}

#[tokio::test]
async fn reset_in_the_middle_of_the_body() {
    let server = Server::start(vec![vec![Act::ReadBytes(1_000), Act::Reset]]).await;
    let long = PurchaseCreditsRequest::new("1".parse().unwrap()).payment_method_id("x".repeat(32 << 20));
    let result = purchase_credits(&client(&server), long).await;
    assert_eq!(tell(&result), "Interrupted Sending Unknown");
    assert_eq!((server.seen().len(), server.connections()), (0, 1));
}

/// Whether the body was handed over before the reset came is a race; what is said about it must be right either way.
#[tokio::test]
async fn reset_at_once() {
    for _ in 0..50 {
        let server = Server::start(vec![vec![Act::Reset], vec![Act::Reset], vec![Act::Reset]]).await;
        let result = purchase_credits(&client(&server), hundred()).await;
        let outcome = result.as_ref().unwrap_err().outcome();
        tell(&result);
        assert!(server.seen().is_empty());
        match outcome {
            Outcome::NotSent => assert_eq!(server.connections(), 3),
            Outcome::Unknown => {}
            Outcome::Answered => panic!("nobody answered"),
        }
    }
}

#[tokio::test]
async fn an_answer_that_is_not_http() {
    check(vec![vec![Act::Read, text("220 smtp.example.com\r\n"), Act::Hold]], "Interrupted Waiting Unknown", 1).await;
}

#[tokio::test]
async fn an_answer_with_endless_headers() {
    let endless = Act::WriteForever(b"x-more: and more and more and more and more and more\r\n");
    check(vec![vec![Act::Read, text("HTTP/1.1 200 OK\r\n"), endless]], "Interrupted Waiting Unknown", 1).await;
}

#[tokio::test]
async fn two_lengths_that_differ() {
    let both = text("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}}");
    check(vec![vec![Act::Read, both, Act::Hold]], "Interrupted Waiting Unknown", 1).await;
}

#[tokio::test]
async fn a_body_that_ends_too_early() {
    let cut = |status: u16| text(&format!("HTTP/1.1 {status} -\r\ncontent-length: 500\r\n\r\n{DECLINED}"));
    check(vec![vec![Act::Read, cut(200)]], "Interrupted Receiving 200 Unknown", 1).await;
    check(vec![vec![Act::Read, cut(500)]], "Interrupted Receiving 500 Unknown", 1).await;
    // The status line is there, and it is a refusal.
    check(vec![vec![Act::Read, cut(402)]], "Interrupted Receiving 402 Answered", 1).await;
}

#[tokio::test]
async fn a_body_that_is_longer_than_announced() {
    let cut = text(&format!("HTTP/1.1 200 OK\r\ncontent-length: 60\r\n\r\n{CHARGED}"));
    check(vec![vec![Act::Read, cut]], "UnreadableBody(/data/currency) 200 Unknown", 1).await;
}

#[tokio::test]
async fn a_chunk_that_is_none() {
    let chunks = text("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\nzz\r\n");
    check(vec![vec![Act::Read, chunks, Act::Hold]], "Interrupted Receiving 200 Unknown", 1).await;
}

#[tokio::test]
async fn a_body_without_an_end() {
    let head = text("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{\"success\":true,\"data\":\"");
    let server = Server::start(vec![vec![Act::Read, head, Act::WriteForever(&[b'x'; 1 << 12])]]).await;
    let client = build(purchase::builder().base_url(server.url()).limits(Limits::default().body(100_000)));
    let result = purchase_credits(&client, hundred()).await;
    assert_eq!(tell(&result), "TooLarge Receiving 200 Unknown");
    assert_eq!(result.unwrap_err().raw_body().unwrap().len(), 100_000);
}

#[tokio::test]
async fn a_body_that_is_announced_to_be_too_large_is_not_read() {
    let server =
        Server::start(vec![vec![Act::Read, text("HTTP/1.1 200 OK\r\ncontent-length: 17000000\r\n\r\n"), Act::Hold]])
            .await;
    let result = purchase_credits(&client(&server), hundred()).await;
    assert_eq!(tell(&result), "TooLarge Receiving 200 Unknown");
}

// Connections that are used again.

#[tokio::test]
async fn a_connection_that_the_server_closed_is_not_used_again() {
    let once = || vec![Act::Read, answer(200, CHARGED)];
    let server = Server::start(vec![once(), once()]).await;
    let client = client(&server);
    assert_eq!(tell(&purchase_credits(&client, hundred()).await), "Ok");
    // The close is there to be seen when the next request is made; should it come later, nobody knows, and says so.
    let second = tell(&purchase_credits(&client, hundred()).await);
    let seen = server.seen().len();
    assert!(
        (second == "Ok" && seen == 2) || (second == "Interrupted Waiting Unknown" && seen == 1),
        "{second}, and the server saw {seen}"
    );
}

#[tokio::test]
async fn a_connection_that_the_server_asked_to_close_is_not_used_again() {
    let last = || vec![Act::Read, raw(200, "connection: close\r\n", CHARGED), Act::Hold];
    let server = Server::start(vec![last(), last()]).await;
    let client = client(&server);
    for _ in 0..2 {
        assert_eq!(tell(&purchase_credits(&client, hundred()).await), "Ok");
    }
    assert_eq!((server.seen().len(), server.connections()), (2, 2));
}

// What may be sent again.

#[tokio::test]
async fn a_question_is_asked_again() {
    let server =
        Server::start(vec![vec![Act::Read], vec![Act::Read, raw(503, "", "")], vec![Act::Read, answer(200, CHARGED)]])
            .await;
    let response = show_purchase(&client(&server), "p").with_response().await.unwrap();
    assert_eq!(response.answer.attempts(), 3);
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn a_question_is_asked_no_more_often_than_it_may_be() {
    let script = (0..5).map(|_| vec![Act::Read, raw(503, "connection: close\r\n", "")]).collect();
    let server = Server::start(script).await;
    assert_eq!(tell(&show_purchase(&client(&server), "p").await), "UnexpectedStatus 503 Answered");
    assert_eq!(server.seen().len(), 3);
}
