//! Answers that are compressed on their way, on real sockets.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};
use specwright_runtime::runtime::transport::ReqwestTransport;
use specwright_runtime::runtime::transport::record::Recorder;
use specwright_runtime::runtime::{Limits, RetryPolicy, Timeouts};

use crate::support::purchase::{self, purchase_credits, show_purchase};
use crate::support::server::{Act, CHARGED, DECLINED, Server};
use crate::support::tell::{build, hundred, tell};

fn packed(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn coded(status: u16, coding: &str, body: &[u8]) -> Act {
    let head = format!("HTTP/1.1 {status} -\r\ncontent-encoding: {coding}\r\ncontent-length: {}\r\n\r\n", body.len());
    Act::Write([head.as_bytes(), body].concat())
}

/// One purchase with these limits that is answered by this.
async fn check(limits: Limits, reply: Act, expected: &str) {
    let server = Server::start(vec![vec![Act::Read, reply, Act::Hold]]).await;
    let client = build(purchase::builder().base_url(server.url()).limits(limits).gzip());
    assert_eq!(tell(&purchase_credits(&client, hundred()).await), expected);
    assert_eq!(server.seen().len(), 1);
    assert_eq!(server.seen()[0].header("accept-encoding"), Some("gzip"));
}

#[tokio::test]
async fn an_answer_is_opened() {
    let any = Limits::default();
    check(any, coded(200, "gzip", &packed(CHARGED.as_bytes())), "Ok").await;
    check(any, coded(200, "X-GZIP", &packed(CHARGED.as_bytes())), "Ok").await;
    check(any, coded(402, "gzip", &packed(DECLINED.as_bytes())), "Api 402 Answered").await;
    let (head, tail) = CHARGED.as_bytes().split_at(20);
    check(any, coded(200, "gzip", &[packed(head), packed(tail)].concat()), "Ok").await;
    check(any, coded(200, "br", &packed(b"x")), "UnreadableBody() 200 Unknown").await;
    check(any, coded(200, "gzip, gzip", &packed(&packed(b"x"))), "UnreadableBody() 200 Unknown").await;
}

#[tokio::test]
async fn what_is_broken_is_told_as_what_came_in_part() {
    let any = Limits::default();
    let whole = packed(CHARGED.as_bytes());
    check(any, coded(200, "gzip", &whole[..whole.len() - 9]), "Interrupted Receiving 200 Unknown").await;
    check(any, coded(402, "gzip", b"not gzip"), "Interrupted Receiving 402 Answered").await;
    let mut wrong = whole;
    let place = wrong.len() - 6;
    wrong[place] ^= 1;
    check(any, coded(200, "gzip", &wrong), "Interrupted Receiving 200 Unknown").await;
}

#[tokio::test]
async fn a_small_answer_does_not_become_a_large_one() {
    let bomb = packed(&vec![b' '; 64 << 20]);
    assert!(bomb.len() < 100_000);
    check(Limits::default(), coded(200, "gzip", &bomb), "TooLarge Receiving 200 Unknown").await;
    let server = Server::start(vec![vec![Act::Read, coded(500, "gzip", &bomb), Act::Hold]]).await;
    let client = build(purchase::builder().base_url(server.url()).limits(Limits::default().body(200_000)).gzip());
    let error = purchase_credits(&client, hundred()).await.unwrap_err();
    assert_eq!(error.raw_body().unwrap().len(), 200_000);
    let long = format!("{CHARGED}{}", " ".repeat(1000));
    let exact = |less| Limits::default().body(long.len() - less);
    check(exact(0), coded(200, "gzip", &packed(long.as_bytes())), "Ok").await;
    check(exact(1), coded(200, "gzip", &packed(long.as_bytes())), "TooLarge Receiving 200 Unknown").await;
}

#[tokio::test]
async fn it_is_asked_for_where_it_can_be_opened() {
    let plain = || Act::Write(format!("HTTP/1.1 200 -\r\ncontent-length: {}\r\n\r\n{CHARGED}", CHARGED.len()).into());
    let script = vec![Act::Read, plain(), Act::Read, plain(), Act::Read, plain(), Act::Hold];
    let server = Server::start(vec![script]).await;
    let client = build(purchase::builder().base_url(server.url()).gzip());
    let mut stream = show_purchase(&client, "p").stream().await.unwrap();
    while stream.chunk().await.is_some() {}
    show_purchase(&client, "p").header("accept-encoding", "identity").await.unwrap();
    show_purchase(&client, "p").header("range", "bytes=0-").await.unwrap();
    let asked: Vec<_> = server.seen().iter().map(|seen| seen.header("accept-encoding").map(str::to_owned)).collect();
    assert_eq!(asked, [None, Some("identity".to_owned()), None]);
}

#[tokio::test]
async fn a_recording_does_not_ask_for_it() {
    let server = Server::start(vec![vec![Act::Read, coded(402, "identity", DECLINED.as_bytes()), Act::Hold]]).await;
    let recorder = Recorder::new(ReqwestTransport::new(Timeouts::default().connect).unwrap());
    let client = build(purchase::builder().base_url(server.url()).transport(recorder).gzip());
    let call = purchase_credits(&client, hundred()).retry(RetryPolicy::never());
    assert_eq!(tell(&call.await), "Api 402 Answered");
    assert_eq!(server.seen()[0].header("accept-encoding"), None);
}
