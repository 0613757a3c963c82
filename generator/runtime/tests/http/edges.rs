//! Answers at the edges of HTTP/1.1, on real sockets: interim answers, headers that come twice, bodies that are no bodies,
//! connections that change under the client. Each is a typed error with a true outcome, and the purchase was sent once.

use std::time::Duration;

use specwright_runtime::runtime::Error;
use tokio::sync::oneshot;

use crate::support::clock::TestClock;
use crate::support::purchase::{self, PurchaseCreditsRequest, purchase_credits};
use crate::support::server::{Act, CHARGED, DECLINED, Server, answer, raw};
use crate::support::tell::{build, client, hundred, tell};

/// What follows the request, as it stands on the wire; then the server closes.
async fn check(wire: impl AsRef<[u8]>, expected: &str) {
    let wire = wire.as_ref();
    let server = Server::start(vec![vec![Act::Read, Act::Write(wire.to_vec())]]).await;
    let result = purchase_credits(&client(&server), hundred()).await;
    assert_eq!(tell(&result), expected, "{}", String::from_utf8_lossy(&wire[..wire.len().min(200)]));
    assert_eq!((server.seen().len(), server.connections()), (1, 1), "a purchase is sent once");
}

/// The documented answer with these headers more.
fn charged(headers: &str) -> String {
    format!("HTTP/1.1 200 OK\r\n{headers}content-length: {}\r\n\r\n{CHARGED}", CHARGED.len())
}

#[tokio::test]
async fn interim_answers_are_passed_over_and_a_change_of_protocol_is_none() {
    for interim in ["100 Continue", "102 Processing", "103 Early Hints\r\nlink: </a>; rel=preload", "199 Whatever"] {
        let one = format!("HTTP/1.1 {interim}\r\n\r\n");
        check(format!("{one}{}", charged("")), "Ok").await;
        check(format!("{one}{one}{one}{}", charged("")), "Ok").await;
        check(one, "Interrupted Waiting Unknown").await;
    }
    check("HTTP/1.1 101 Switching\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n", "UnexpectedStatus 101 Unknown")
        .await;
}

#[tokio::test]
async fn interim_answers_without_an_end_are_given_up_in_time() {
    let endless = Act::WriteForever(b"HTTP/1.1 103 -\r\n\r\n");
    let server = Server::start(vec![vec![Act::Read, endless]]).await;
    let clock = TestClock::new();
    let client = build(purchase::builder().base_url(server.url()).clock(clock.clone()));
    let call = tokio::spawn(purchase_credits(&client, hundred()).send());
    server.acts(1).await;
    clock.advance(Duration::from_secs(60));
    assert_eq!(tell(&call.await.unwrap()), "Timeout(Attempt) Waiting Unknown");
}

#[tokio::test]
async fn headers_that_come_twice() {
    check(charged("content-type: text/html\r\ncontent-type: application/json\r\n"), "Ok").await;
    check(charged("x-request-id: a\r\nx-request-id: b\r\nset-cookie: a\r\nset-cookie: b\r\n"), "Ok").await;
    // The same length twice is one; RFC 9112, section 6.3.
    check(charged(&format!("content-length: {}\r\n", CHARGED.len())), "Ok").await;
    let smuggled =
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 9\r\n\r\n{:x}\r\n", CHARGED.len());
    check(format!("{smuggled}{CHARGED}\r\n0\r\n\r\n"), "Ok").await;
}

#[tokio::test]
async fn heads_that_are_none() {
    for (head, expected) in [
        ("HTTP/1.1 2000 OK", "Interrupted Waiting Unknown"),
        ("HTTP/1.1 099 -", "Interrupted Waiting Unknown"),
        ("HTTP/3.0 200 OK", "Interrupted Waiting Unknown"),
        ("HTTP/1.1 200 OK\r\nno colon", "Interrupted Waiting Unknown"),
        ("HTTP/1.1 200 OK\r\na: \0", "Interrupted Waiting Unknown"),
        ("HTTP/1.1 200 OK\r\ncontent-length: -1", "Interrupted Waiting Unknown"),
        ("HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999", "Interrupted Waiting Unknown"),
        ("HTTP/1.1 999 -\r\ncontent-length: 0", "UnexpectedStatus 999 Unknown"),
    ] {
        check(format!("{head}\r\n\r\n"), expected).await;
    }
    // Bytes that are no text may stand in a header; what is read of it is nothing.
    check(b"HTTP/1.1 402 -\r\nx-request-id: \xff\r\ncontent-length: 0\r\n\r\n", "UnreadableBody() 402 Answered").await;
    // The older protocol has no chunks, and its body ends with the connection.
    check(format!("HTTP/1.0 200 OK\r\n\r\n{CHARGED}"), "Ok").await;
}

#[tokio::test]
async fn chunks_that_break_off() {
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    for (status, outcome) in [(200, "Unknown"), (402, "Answered"), (500, "Unknown")] {
        let chunked = chunked.replace("200", &status.to_string());
        for rest in
            ["", "5", "5\r\n{\"a", "2\r\n{}\r\n", "2\r\n{}\r\n0\r\n", "ffffffffffffffffff\r\n{}", "2\r\n{}}}", "-2\r\n"]
        {
            check(format!("{chunked}{rest}"), &format!("Interrupted Receiving {status} {outcome}")).await;
        }
    }
}

/// A bomb: 24 KB of gzip that are 24 MB of zeros. The client asks for no compression, and opens none.
#[tokio::test]
async fn what_is_compressed_stays_as_it_came() {
    let bomb = include_bytes!("bomb.gz");
    for coding in ["content-encoding: gzip", "content-encoding: gzip\r\ncontent-encoding: gzip"] {
        for (status, expected) in [(200, "UnreadableBody() 200 Unknown"), (402, "UnreadableBody() 402 Answered")] {
            let head = format!("HTTP/1.1 {status} -\r\n{coding}\r\ncontent-length: {}\r\n\r\n", bomb.len());
            let wire = Act::Write([head.as_bytes(), bomb].concat());
            let server = Server::start(vec![vec![Act::Read, wire]]).await;
            let result = purchase_credits(&client(&server), hundred()).await;
            assert_eq!(tell(&result), expected);
            assert_eq!(result.unwrap_err().raw_body().unwrap(), &bomb[..]);
            assert_eq!((server.seen().len(), server.seen()[0].header("accept-encoding")), (1, None));
        }
    }
}

#[tokio::test]
async fn other_statuses_that_promise_nothing() {
    for (status, expected) in [
        (202, "UnexpectedStatus 202 Unknown"),
        (204, "UnexpectedStatus 204 Unknown"),
        (300, "UnexpectedStatus 300 Unknown"),
        (304, "UnexpectedStatus 304 Unknown"),
        (409, "UnexpectedStatus 409 Answered"),
        (425, "UnexpectedStatus 425 Answered"),
        (511, "UnexpectedStatus 511 Unknown"),
    ] {
        check(format!("HTTP/1.1 {status} -\r\nlocation: /api/v1/credits\r\ncontent-length: 0\r\n\r\n"), expected).await;
    }
}

/// A purchase that was refused for the moment is its caller's to make again, whatever the form of the wait.
#[tokio::test]
async fn a_wait_that_is_asked_for_sends_no_purchase_again() {
    for wait in [
        "retry-after: 0",
        "retry-after: 120",
        "retry-after: Sun, 06 Nov 1994 08:49:37 GMT",
        "retry-after: Sunday, 06-Nov-94 08:49:37 GMT",
        "retry-after: Sun Nov  6 08:49:37 1994",
        "retry-after-ms: 0",
        "x-ms-retry-after-ms: 0",
        "retry-after: soon",
        "retry-after: 0\r\nretry-after: 1",
        "x-none: 0",
    ] {
        for (status, outcome) in [(429, "Answered"), (503, "Unknown")] {
            let again = vec![Act::Read, raw(status, &format!("{wait}\r\n"), DECLINED), Act::Read, answer(200, CHARGED)];
            let server = Server::start(vec![again]).await;
            let result = purchase_credits(&client(&server), hundred()).await;
            assert_eq!(tell(&result), format!("UnexpectedStatus {status} {outcome}"), "{wait}");
            assert_eq!(server.seen().len(), 1, "{wait}");
        }
    }
}

#[tokio::test]
async fn a_reset_while_the_answer_comes() {
    for (status, outcome) in [(200, "Unknown"), (402, "Answered")] {
        let (word, wait) = oneshot::channel();
        let head = format!("HTTP/1.1 {status} -\r\ncontent-length: 500\r\n\r\n{{\"success\":");
        let acts = vec![Act::Read, Act::Write(head.into_bytes()), Act::Wait(wait.into()), Act::Reset];
        let server = Server::start(vec![acts]).await;
        let clock = TestClock::new();
        let client = build(purchase::builder().base_url(server.url()).clock(clock.clone()));
        let call = tokio::spawn(purchase_credits(&client, hundred()).send());
        // The head has arrived when the client waits for the next piece.
        clock.sleepers(1, Duration::from_secs(30)).await;
        word.send(()).unwrap();
        assert_eq!(tell(&call.await.unwrap()), format!("Interrupted Receiving {status} {outcome}"));
    }
}

#[tokio::test]
async fn sending_takes_too_long() {
    let (_word, wait) = oneshot::channel();
    let server = Server::start(vec![vec![Act::ReadBytes(1_000), Act::Wait(wait.into())]]).await;
    let clock = TestClock::new();
    let client = build(purchase::builder().base_url(server.url()).clock(clock.clone()));
    let long = PurchaseCreditsRequest::new("1".parse().unwrap()).payment_method_id("x".repeat(32 << 20));
    let call = tokio::spawn(purchase_credits(&client, long).send());
    server.acts(1).await;
    clock.advance(Duration::from_secs(60));
    let result = call.await.unwrap();
    assert_eq!(tell(&result), "Timeout(Attempt) Sending Unknown");
    let Err(Error::Transport(error)) = result else { panic!() };
    assert_eq!((error.attempts(), server.connections()), (1, 1));
}

/// A connection that rests in the pool, and what a server may do to it meanwhile. Which side is faster is a race of the
/// machine; each way of its end must be told as it was, and no purchase may reach a server twice.
#[tokio::test]
async fn a_connection_that_changes_while_it_rests() {
    let close: fn() -> Vec<Act> = Vec::new;
    let reset: fn() -> Vec<Act> = || vec![Act::Reset];
    let half: fn() -> Vec<Act> = || vec![Act::HalfClose, Act::Hold];
    let tired: fn() -> Vec<Act> = || vec![raw(408, "connection: close\r\n", "")];
    for meanwhile in [close, reset, half, tired] {
        for _ in 0..25 {
            let first = [vec![Act::Read, answer(200, CHARGED)], meanwhile()].concat();
            let server = Server::start(vec![first, vec![Act::Read, answer(200, CHARGED)]]).await;
            let client = client(&server);
            assert_eq!(tell(&purchase_credits(&client, hundred()).await), "Ok");
            server.acts(2 + meanwhile().len().min(1)).await;
            let second = tell(&purchase_credits(&client, hundred()).await);
            let seen = server.seen().len();
            match second.as_str() {
                "Ok" => assert_eq!(seen, 2),
                "Interrupted Waiting Unknown" | "UnexpectedStatus 408 Unknown" => assert_eq!(seen, 1),
                other => panic!("{other}, and the server saw {seen}"),
            }
        }
    }
}
