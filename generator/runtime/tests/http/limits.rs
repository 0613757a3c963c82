//! How much is taken of an answer, on real sockets.

use specwright_runtime::runtime::{Client, Error, Limits, TransportKind};

use crate::support::purchase::{self, purchase_credits, show_purchase};
use crate::support::server::{Act, CHARGED, DECLINED, Server, raw};
use crate::support::tell::{build, hundred, tell};

/// A client with these limits for a server that gives this answer to its one purchase.
async fn limited(limits: Limits, reply: Act) -> (Server, Client) {
    let server = Server::start(vec![vec![Act::Read, reply, Act::Hold]]).await;
    let client = build(purchase::builder().base_url(server.url()).limits(limits));
    (server, client)
}

/// What became of a purchase.
async fn check(limits: Limits, reply: Act, expected: &str) {
    let (server, client) = limited(limits, reply).await;
    assert_eq!(tell(&purchase_credits(&client, hundred()).await), expected);
    assert_eq!(server.seen().len(), 1);
}

/// So many headers, `Content-Length` not among them.
fn headers(count: usize) -> String {
    (0..count).map(|number| format!("x-more-{number}: and more\r\n")).collect()
}

fn long(bytes: usize) -> String {
    format!("x-long: {}\r\n", "x".repeat(bytes))
}

#[tokio::test]
async fn headers_are_counted() {
    let few = Limits::default().headers(10);
    check(few, raw(200, &headers(9), CHARGED), "Ok").await;
    check(few, raw(200, &headers(10), CHARGED), "TooLarge Receiving 200 Unknown").await;
    check(few, raw(402, &headers(10), DECLINED), "TooLarge Receiving 402 Answered").await;
    check(Limits::default(), raw(200, &headers(99), CHARGED), "Ok").await;
    // More than the transport reads.
    check(Limits::default(), raw(200, &headers(100), CHARGED), "Interrupted Waiting Unknown").await;
}

#[tokio::test]
async fn bytes_of_headers_are_counted() {
    check(Limits::default(), raw(200, &long(65_000), CHARGED), "Ok").await;
    check(Limits::default(), raw(200, &long(66_000), CHARGED), "TooLarge Receiving 200 Unknown").await;
    check(Limits::default().header_bytes(99), raw(200, &long(99), CHARGED), "TooLarge Receiving 200 Unknown").await;
}

#[tokio::test]
async fn what_is_too_large_stays_with_the_error() {
    let (_server, client) = limited(Limits::default().headers(1), raw(200, "x-request-id: r1\r\n", CHARGED)).await;
    let Err(Error::Transport(error)) = purchase_credits(&client, hundred()).await else { panic!() };
    assert_eq!((error.kind(), error.answer().unwrap().request_id()), (TransportKind::TooLarge, Some("r1")));
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, "it has more headers than the client takes");
}

#[tokio::test]
async fn a_question_whose_answer_is_too_large_is_not_asked_again() {
    let (server, client) = limited(Limits::default().headers(1), raw(200, &headers(1), CHARGED)).await;
    assert_eq!(tell(&show_purchase(&client, "p").await), "TooLarge Receiving 200 Answered");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn bodies_are_measured() {
    let exact = Limits::default().body(CHARGED.len());
    check(exact, raw(200, "", CHARGED), "Ok").await;
    check(exact, raw(200, "", &format!("{CHARGED} ")), "TooLarge Receiving 200 Unknown").await;
}

#[tokio::test]
async fn nesting_is_measured() {
    check(Limits::default().json_depth(2), raw(200, "", CHARGED), "Ok").await;
    check(Limits::default().json_depth(1), raw(200, "", CHARGED), "UnreadableBody(/data) 200 Unknown").await;
    // What nobody asked for takes no stack.
    let nested = format!(r#"{{"more":{}{},"success""#, "[".repeat(9_000), "]".repeat(9_000));
    check(Limits::default(), raw(200, "", &CHARGED.replace("{\"success\"", &nested)), "Ok").await;
}

#[tokio::test]
async fn what_is_compressed_without_being_asked_for_is_told_as_such() {
    let coded = |status, coding: &str, body| raw(status, &format!("content-encoding: {coding}\r\n"), body);
    let any = Limits::default();
    check(any, coded(200, "deflate", "x"), "UnreadableBody() 200 Unknown").await;
    check(any, coded(402, "br", "x"), "UnreadableBody() 402 Answered").await;
    check(any, coded(418, "br", "x"), "UnexpectedStatus 418 Answered").await;
    check(any, coded(200, "identity", CHARGED), "Ok").await;
    let (_server, client) = limited(any, coded(200, "compress", "x")).await;
    let error = purchase_credits(&client, hundred()).await.unwrap_err();
    let text = error.to_string();
    assert!(text.contains("it is compressed, which the client did not ask for (\"compress\")"), "{text}");
    let (_server, client) = limited(any, coded(200, "zstd", "x")).await;
    let Err(Error::UnreadableBody { .. }) = show_purchase(&client, "p").stream().await else { panic!() };
}

#[tokio::test]
async fn a_call_may_have_limits_of_its_own() {
    let (small, large) = (Limits::default().body(CHARGED.len() - 1), Limits::default());
    for (client_has, call_has, expected) in
        [(small, large, "Ok"), (large, small, "TooLarge Receiving 200 Unknown"), (small.headers(0), large, "Ok")]
    {
        let (_server, client) = limited(client_has, raw(200, "", CHARGED)).await;
        assert_eq!(tell(&purchase_credits(&client, hundred()).limits(call_has).await), expected);
    }
    let (_server, client) = limited(large, raw(200, "", CHARGED)).await;
    let shallow = purchase_credits(&client, hundred()).limits(large.json_depth(1));
    assert_eq!(tell(&shallow.await), "UnreadableBody(/data) 200 Unknown");
}
