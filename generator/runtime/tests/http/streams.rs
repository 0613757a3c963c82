//! Answers that come piece by piece, and headers that have types.

use std::time::Duration;

use proptest::prelude::*;
use specwright_runtime::runtime::json::{self, Value};
use specwright_runtime::runtime::transport::{RequestBody, ResponseBody, Transport, TransportFailure};
use specwright_runtime::runtime::{
    Answer, BodyFault, BoxFuture, Bytes, Call, Client, DownloadFault, Error, Framing, Items, Limits, Operation,
    OperationSpec, Outcome, ResponseHeader, ResponseSpec, StreamError, TimeoutKind, Timeouts, TransportKind,
};

use crate::support::probe::{Probe, SPEC, builder};
use crate::support::server::{Act, Server, raw};

/// An operation that answers with events, and says what went wrong in JSON.
#[derive(Debug)]
enum Events {}

impl Operation for Events {
    type Output = Items<Value>;
    type Error = String;
    const SPEC: &'static OperationSpec = &OperationSpec {
        method: "POST",
        accept: "text/event-stream",
        responses: &[ResponseSpec::code(200).streamed(), ResponseSpec::code(400)],
        ..SPEC
    };

    fn read(case: usize, answer: &Answer) -> Result<Result<Items<Value>, String>, BodyFault> {
        match case {
            0 => answer.items(Framing::Data).map(Ok),
            _ => answer.json().map(Err),
        }
    }
}

fn client(server: &Server) -> Client {
    builder().base_url(format!("http://{}", server.address)).build().unwrap()
}

fn head(media_type: &str) -> Act {
    Act::Write(format!("HTTP/1.1 200 -\r\ncontent-type: {media_type}\r\nx-request-id: req_1\r\n\r\n").into_bytes())
}

fn write(text: &str) -> Act {
    Act::Write(text.as_bytes().to_vec())
}

/// What the items of a stream are, in one line.
async fn told(mut items: Items<Value>) -> String {
    let mut told = Vec::new();
    while let Some(item) = items.next().await {
        told.push(match item {
            Ok(value) => json::to_string(&value).unwrap(),
            Err(StreamError::Transport(error)) => format!("{:?} {:?}", error.kind(), error.outcome()),
            Err(error) => error.to_string(),
        });
    }
    told.join(" | ")
}

#[tokio::test]
async fn events_come_one_by_one() {
    let script = vec![
        Act::Read,
        head("text/event-stream"),
        write("\u{feff}: hello\r\ndata: {\"a\":"),
        write("1}\r\n\r"),
        write("\nid: 7\nevent: more\ndata:{\"a\":\ndata: 2}\n\n"),
        write("retry: 5\n\ndata: {\"a\":3\n\ndata: 4\r\rdata: [DONE]\n\ndata: 5\n\n"),
    ];
    let server = Server::start(vec![script]).await;
    let response = Call::<Events>::new(&client(&server)).with_response().await.unwrap();
    assert_eq!(response.request_id(), Some("req_1"));
    let mut items = response.into_body();
    assert_eq!(json::to_string(&items.next().await.unwrap().unwrap()).unwrap(), "{\"a\":1}");
    assert_eq!(items.last_event_id(), "");
    assert_eq!(json::to_string(&items.next().await.unwrap().unwrap()).unwrap(), "{\"a\":2}");
    assert_eq!(items.last_event_id(), "7");
    assert_eq!(
        told(items).await,
        "an item of the stream is not what is documented: at `/a` (byte 6): not JSON: the text ends too early | 4"
    );
    assert_eq!(server.seen()[0].header("accept"), Some("text/event-stream"));
}

#[tokio::test]
async fn a_stream_that_breaks_off_or_stalls_says_so() {
    for (end, expected) in
        [(Act::Reset, "1 | Interrupted Unknown"), (Act::Hold, "1 | Timeout(Idle) Unknown"), (write("data: x"), "1")]
    {
        let server = Server::start(vec![vec![Act::Read, head("text/event-stream"), write("data: 1\n\n"), end]]).await;
        let mut timeouts = Timeouts::default();
        timeouts.idle = Duration::from_millis(80);
        let items = Call::<Events>::new(&client(&server)).timeouts(timeouts).await.unwrap();
        let told = told(items).await;
        // A reset may overtake what was sent before it.
        assert!(told == expected || expected.ends_with(&told) && told.starts_with("Interrupted"), "{told}");
    }
}

#[tokio::test]
async fn an_error_is_told_as_ever() {
    let server =
        Server::start(vec![vec![Act::Read, raw(400, "", "\"no\"")], vec![Act::Read, raw(418, "", "tea")]]).await;
    let client = client(&server);
    match Call::<Events>::new(&client).await {
        Err(Error::Api { error, .. }) => assert_eq!(error, "no"),
        other => panic!("{other:?}"),
    }
    let error = Call::<Events>::new(&client).stream().await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedStatus(_)), "{error}");
    assert_eq!((&**error.raw_body().unwrap(), error.outcome()), (&b"tea"[..], Outcome::Answered));
}

#[tokio::test]
async fn items_in_every_framing() {
    for (framing, body, expected) in [
        (Framing::Data, "data: 1\n\ndata: [DONE]\n\n", "1"),
        (Framing::Text, "data: [DONE]\n\ndata: a\ndata: \"b\"\n\n", r#""[DONE]" | "a\n\"b\"""#),
        (
            Framing::Events,
            "event: x\nid: 1\nretry: 10\ndata: {}\n\ndata\n\nevent: y\n\n: c\ndata:  z\n\n",
            r#"{"event":"x","data":"{}","id":"1","retry":10} | {"data":""} | {"data":" z"}"#,
        ),
        (Framing::Lines, "{\"a\":1}\r\n\n  \n[2]\n\u{1e}3\n\u{1e}4", r#"{"a":1} | [2] | 3 | 4"#),
    ] {
        let server = Server::start(vec![vec![Act::Read, raw(200, "", body)]]).await;
        let items = Call::<Probe>::new(&client(&server)).items("application/x", framing).await.unwrap();
        assert_eq!(told(items).await, expected, "{framing:?}");
        assert_eq!(server.seen()[0].header("accept"), Some("application/x"));
    }
}

#[tokio::test]
async fn an_item_is_never_longer_than_a_body_may_be() {
    let server =
        Server::start(vec![vec![Act::Read, head("text/event-stream"), Act::WriteForever(b"data: xxxxxxxx\n")]]).await;
    let client = builder()
        .base_url(format!("http://{}", server.address))
        .limits(Limits::default().body(10_000))
        .build()
        .unwrap();
    let items = Call::<Events>::new(&client).await.unwrap();
    assert_eq!(told(items).await, "TooLarge Unknown");
}

#[tokio::test]
async fn a_download_goes_into_a_writer() {
    let long = "x".repeat(300_000);
    let server = Server::start(vec![vec![Act::Read, raw(200, "", &long)], vec![Act::Read, raw(200, "", &long)]]).await;
    // Longer than what is held of a body.
    let client =
        builder().base_url(format!("http://{}", server.address)).limits(Limits::default().body(1000)).build().unwrap();
    let stream = Call::<Probe>::new(&client).stream().await.unwrap();
    let mut file = Vec::new();
    assert_eq!(stream.write_to(&mut file).await.unwrap(), 300_000);
    assert_eq!(file, long.as_bytes());
    let error = Call::<Probe>::new(&client).await.unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.kind() == TransportKind::TooLarge), "{error}");
}

/// A writer that takes so many bytes, three at a time.
struct Full(usize);

impl tokio::io::AsyncWrite for Full {
    fn poll_write(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
        bytes: &[u8],
    ) -> std::task::Poll<std::io::Result<usize>> {
        let count = bytes.len().min(3).min(self.0);
        self.0 -= count;
        std::task::Poll::Ready(Ok(count))
    }

    fn poll_flush(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn poll_shutdown(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        std::task::Poll::Ready(Ok(()))
    }
}

#[tokio::test]
async fn a_download_that_fails_says_how_much_of_it_there_is() {
    let chunked = |pieces: &[&str]| {
        let pieces: String = pieces.iter().map(|piece| format!("{:x}\r\n{piece}\r\n", piece.len())).collect();
        write(&format!("HTTP/1.1 200 -\r\ntransfer-encoding: chunked\r\n\r\n{pieces}"))
    };
    let cut = write("HTTP/1.1 200 -\r\ncontent-length: 10\r\n\r\nabcd");
    let (all, none) = (u64::MAX, usize::MAX);
    for (reply, most, room, expected) in [
        (raw(200, "", "abcdefg"), 7, none, "Ok(7)"),
        (raw(200, "", ""), 0, none, "Ok(0)"),
        // What is announced as too long is not begun.
        (raw(200, "", "abcdefg"), 6, none, "0 Transport(TooLarge)"),
        (chunked(&["abc", "def", ""]), 6, none, "Ok(6)"),
        (chunked(&["abcdef"]), 5, none, "0 Transport(TooLarge)"),
        (cut.clone(), all, none, "4 Transport(Interrupted)"),
        (cut, 9, none, "0 Transport(TooLarge)"),
        (raw(200, "", "abcdefg"), all, 5, "5 Write(WriteZero)"),
    ] {
        let server = Server::start(vec![vec![Act::Read, reply]]).await;
        let stream = Call::<Probe>::new(&client(&server)).stream().await.unwrap();
        let told = match stream.at_most(most).write_to(&mut Full(room)).await {
            Ok(written) => format!("Ok({written})"),
            Err(error) => match &error.cause {
                DownloadFault::Transport(cause) => format!("{} Transport({:?})", error.written, cause.kind()),
                DownloadFault::Write(cause) => format!("{} Write({:?})", error.written, cause.kind()),
                other => panic!("{other:?}"),
            },
        };
        assert_eq!(told, expected);
    }
}

/// A transport whose answers have a head and never a body.
#[derive(Debug)]
struct Silent;

impl Transport for Silent {
    fn send(&self, _: http::Request<RequestBody>) -> BoxFuture<Result<http::Response<ResponseBody>, TransportFailure>> {
        struct Never;
        impl http_body::Body for Never {
            type Data = Bytes;
            type Error = std::convert::Infallible;
            fn poll_frame(
                self: std::pin::Pin<&mut Self>,
                _: &mut std::task::Context<'_>,
            ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
                std::task::Poll::Pending
            }
        }
        Box::pin(async { Ok(http::Response::new(ResponseBody::new(Never))) })
    }
}

#[tokio::test(start_paused = true)]
async fn a_pause_is_measured_in_the_time_of_the_clock() {
    let client = builder().transport(Silent).build().unwrap();
    let before = tokio::time::Instant::now();
    let mut stream = Call::<Probe>::new(&client).stream().await.unwrap();
    let error = stream.chunk().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), TransportKind::Timeout(TimeoutKind::Idle));
    assert_eq!(before.elapsed().as_secs(), Timeouts::default().idle.as_secs());
    assert!(stream.chunk().await.is_none());
}

#[tokio::test]
async fn headers_have_types() {
    const LIMIT: ResponseHeader<i64> = ResponseHeader::bare("X-Limit");
    const NEXT: ResponseHeader<String> = ResponseHeader::text("x-next");
    const TAGS: ResponseHeader<Vec<String>> = ResponseHeader::texts("x-tags");
    const SIZES: ResponseHeader<Vec<i64>> = ResponseHeader::bares("x-sizes");
    const META: ResponseHeader<Value> = ResponseHeader::json("x-meta");
    let headers =
        "x-limit: 5\r\nx-next: \"a\", b\r\nx-tags: a, b\r\nx-tags: c\r\nx-sizes: 1,2\r\nx-meta: {\"a\":1}\r\n";
    let server = Server::start(vec![
        vec![Act::Read, raw(200, headers, "")],
        vec![Act::Read, raw(404, "x-limit: s3cret\r\n", "")],
    ])
    .await;
    let client = client(&server);
    let response = Call::<Probe>::new(&client).with_response().await.unwrap();
    assert_eq!(response.header(LIMIT), Ok(Some(5)));
    assert_eq!(response.header(NEXT), Ok(Some("\"a\", b".to_owned())));
    assert_eq!(response.header(TAGS), Ok(Some(vec!["a".to_owned(), "b".to_owned(), "c".to_owned()])));
    assert_eq!(response.header(SIZES), Ok(Some(vec![1, 2])));
    assert_eq!(json::to_string(&response.header(META).unwrap()).unwrap(), "{\"a\":1}");
    let error = Call::<Probe>::new(&client).await.unwrap_err();
    let fault = error.header(LIMIT).unwrap_err();
    assert!(fault.to_string().starts_with("the header X-Limit of the answer is not what is documented"), "{fault}");
    assert!(!fault.to_string().contains("s3cret"));
    assert_eq!(error.header(NEXT), Ok(None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// However the network cuts a stream, its items are the same.
    #[test]
    fn cuts_change_nothing(
        text in "(data: ?[a-z]{0,3}(\r\n|\r|\n)|:c\n|id: [0-9]\n|\n|\r\n|event: e\n){0,20}",
        cuts in proptest::collection::vec(1_usize..6, 0..60),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let whole = runtime.block_on(items_of(vec![text.clone()]));
        let mut pieces = Vec::new();
        let mut rest = text.as_str();
        for cut in cuts {
            let (piece, more) = rest.split_at(cut.min(rest.len()));
            pieces.push(piece.to_owned());
            rest = more;
        }
        pieces.push(rest.to_owned());
        prop_assert_eq!(runtime.block_on(items_of(pieces)), whole);
    }
}

/// The items of a body that comes in these pieces.
async fn items_of(pieces: Vec<String>) -> String {
    struct Pieces(std::collections::VecDeque<String>);
    impl http_body::Body for Pieces {
        type Data = Bytes;
        type Error = std::convert::Infallible;
        fn poll_frame(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
            std::task::Poll::Ready(self.0.pop_front().map(|piece| Ok(http_body::Frame::data(piece.into()))))
        }
    }
    struct Cut(std::sync::Mutex<Option<Pieces>>);
    impl Transport for Cut {
        fn send(
            &self,
            _: http::Request<RequestBody>,
        ) -> BoxFuture<Result<http::Response<ResponseBody>, TransportFailure>> {
            let body = self.0.lock().unwrap().take().unwrap();
            Box::pin(async { Ok(http::Response::new(ResponseBody::new(body))) })
        }
    }
    let client = builder().transport(Cut(std::sync::Mutex::new(Some(Pieces(pieces.into()))))).build().unwrap();
    told(Call::<Probe>::new(&client).items("text/event-stream", Framing::Events).await.unwrap()).await
}
