//! Exchanges with a server on a socket, written into a file and played again without one.

use std::path::{Path, PathBuf};

use specwright_runtime::runtime::transport::ReqwestTransport;
use specwright_runtime::runtime::transport::record::{Recorder, Replay};
use specwright_runtime::runtime::{Call, Client, ClientBuilder, RetryPolicy, Secret, Timeouts, Upload};

use crate::support::probe::{self, Probe};
use crate::support::purchase::{self, PurchaseCreditsRequest, cancel_purchase, purchase_credits, show_purchase};
use crate::support::server::{Act, CHARGED, DECLINED, Server, answer, raw};
use crate::support::tell::{TOKEN, build, hundred, tell};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn recorder() -> Recorder {
    Recorder::new(ReqwestTransport::new(Timeouts::default().connect).unwrap())
}

/// Some of everything that can become of a call.
async fn calls(client: &Client) -> Vec<String> {
    let other = PurchaseCreditsRequest::new("1.50".parse().unwrap());
    let limits = Timeouts::default();
    vec![
        tell(&purchase_credits(client, hundred()).await),
        tell(&purchase_credits(client, other).await),
        tell(&show_purchase(client, "p").await),
        tell(&cancel_purchase(client, "p").timeouts(limits).await),
        tell(&purchase_credits(client, hundred()).await),
    ]
}

fn keyed(builder: ClientBuilder) -> Client {
    build(builder.header("x-api-token", "m4rk-own"))
}

#[tokio::test]
async fn what_was_recorded_is_what_is_played() {
    let cut =
        Act::Write(format!("HTTP/1.1 200 OK\r\nset-cookie: a=m4rk\r\ncontent-length: 500\r\n\r\n{CHARGED}").into());
    let script = vec![
        vec![
            Act::Read,
            answer(200, CHARGED),
            Act::Read,
            answer(402, DECLINED),
            Act::Read,
            raw(503, "connection: close\r\n", ""),
        ],
        vec![Act::Read, answer(200, CHARGED), Act::Read, raw(204, "connection: close\r\n", "")],
        vec![Act::Read, cut],
    ];
    let server = Server::start(script).await;
    let recorder = recorder();
    let client = keyed(purchase::builder().base_url(server.url()).transport(recorder.clone()));
    let live = calls(&client).await;
    assert_eq!(live, ["Ok", "Api 402 Answered", "Ok", "Ok", "Interrupted Receiving 200 Unknown"]);
    let path = file("whole.jsonl");
    recorder.save(&path).unwrap();
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(written.lines().count(), 6, "each attempt is one");
    for secret in [TOKEN, "m4rk"] {
        assert!(!written.contains(secret), "{secret} stands in {written}");
    }
    assert!(!file("whole.jsonl.part").exists());

    drop(server);
    let replay = Replay::open(&path).unwrap();
    // Another server, another token: neither is in the file.
    let client = purchase::user_session_token(
        purchase::builder().transport(replay.clone()).base_url("https://elsewhere.example/api/v1"),
        purchase::UserSessionToken::new("another"),
    );
    assert_eq!(calls(&client.build().unwrap()).await, live);
    replay.verify().unwrap();
}

#[tokio::test]
async fn a_line_is_an_exchange() {
    let server = Server::start(vec![vec![
        Act::Read,
        raw(200, "content-type: application/json\r\n", r#"{"access_token":"m4rk","n":1.50}"#),
    ]])
    .await;
    let recorder = recorder().hide("pin").keep("keyword");
    let client = probe::builder().base_url(server.url()).transport(recorder.clone()).build().unwrap();
    let call = Call::<Probe>::new(&client)
        .header("x-pin", "1")
        .header("pin", "m4rk")
        .text("application/x-www-form-urlencoded", "client_secret=m4rk&keyword=free&pin=m4rk");
    call.await.unwrap();
    let path = file("line.jsonl");
    recorder.save(&path).unwrap();
    let written = std::fs::read_to_string(&path).unwrap();
    let read = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
    assert_eq!(
        read(&written),
        read(
            r#"{"method":"PUT","path":"/api/v1/probe","headers":{"x-pin":"1","pin":"[hidden]",
            "content-type":"application/x-www-form-urlencoded","user-agent":"probe/1.0"},
            "body":"client_secret=[hidden]&keyword=free&pin=[hidden]","status":200,
            "answer_headers":{"content-type":"application/json","content-length":"32"},
            "answer":"{\"access_token\":\"[hidden]\",\"n\":1.50}"}"#
        )
    );
}

#[tokio::test]
async fn an_answer_that_cannot_be_cleaned_is_not_kept() {
    for (headers, missing) in [("content-type: application/json\r\n", 9), ("content-encoding: br\r\n", 0)] {
        let body = r#"{"access_token":"m4rk"#;
        let length = body.len() + missing;
        let cut = format!("HTTP/1.1 200 OK\r\n{headers}content-length: {length}\r\n\r\n{body}");
        let server = Server::start(vec![vec![Act::Read, Act::Write(cut.into_bytes())]]).await;
        let recorder = recorder();
        let builder = probe::builder().base_url(server.url()).transport(recorder.clone());
        let call = Call::<Probe>::new(&builder.build().unwrap()).retry(RetryPolicy::never()).send();
        tell(&call.await);
        let path = file("cut.jsonl");
        recorder.save(&path).unwrap();
        let written = std::fs::read_to_string(&path).unwrap();
        assert!(written.contains(r#""answer":"[hidden]""#) && !written.contains("m4rk"), "{written}");
    }
}

#[tokio::test]
async fn bodies_that_cannot_be_looked_into_are_not_kept_of_requests() {
    let binary = Act::Write(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n\xff\x00m".to_vec());
    let again = Act::Write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".to_vec());
    let server = Server::start(vec![vec![Act::Read, binary, Act::Read, again, Act::Hold]]).await;
    let recorder = recorder();
    let send = async |client: &Client| {
        let first = Call::<Probe>::new(client).bytes("image/png", &b"m4rk"[..]).await.unwrap();
        let stream = Upload::reader(&b"m4rk"[..]).with_length(4);
        (first, Call::<Probe>::new(client).bytes("image/png", stream).await.unwrap())
    };
    let live = send(&probe::builder().base_url(server.url()).transport(recorder.clone()).build().unwrap()).await;
    assert_eq!(&live.0[..], b"\xff\x00m");
    let path = file("binary.jsonl");
    recorder.save(&path).unwrap();
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(!written.contains("m4rk") && written.contains(r#""length":4"#), "{written}");
    assert!(written.contains(r#""answer_hex":"ff006d""#), "{written}");
    let replay = Replay::open(&path).unwrap();
    let client = probe::builder().base_url(server.url()).transport(replay.clone()).build().unwrap();
    assert_eq!(send(&client).await, live);
    replay.verify().unwrap();
}

#[tokio::test]
async fn what_was_not_recorded_is_not_played() {
    let path = file("one.jsonl");
    let line = r#"{"method":"GET","path":"/api/v1/credits/purchases/p","headers":{},"body":"","failed":"connect"}"#;
    std::fs::write(&path, format!("{line}\n")).unwrap();
    let replay = Replay::open(&path).unwrap();
    let client = build(purchase::builder().transport(replay.clone()));
    assert_eq!(replay.verify().unwrap_err().to_string(), "GET /api/v1/credits/purchases/p was not asked for");
    let once = RetryPolicy::never();
    assert_eq!(tell(&show_purchase(&client, "p").retry(once.clone()).await), "Connect Connecting NotSent");
    replay.verify().unwrap();
    let client = client.with_credential(1, Secret::new("k3y")).unwrap();
    assert_eq!(tell(&show_purchase(&client, "q").retry(once).await), "Refused Connecting NotSent");
    let missed = "GET /api/v1/credits/purchases/q was asked for, and is not there, or not as often";
    assert_eq!(replay.verify().unwrap_err().to_string(), missed);

    std::fs::write(&path, "{\"method\":\"GET\"}\n").unwrap();
    assert_eq!(Replay::open(&path).unwrap_err().to_string(), "line 1 is no exchange");
    assert_eq!(Replay::open(file("nowhere.jsonl")).unwrap_err().kind(), std::io::ErrorKind::NotFound);
    assert!(recorder().save(file("no/folder/here.jsonl")).is_err());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "{\"method\":\"GET\"}\n");
}
