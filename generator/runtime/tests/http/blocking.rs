//! Calls that are waited for without `async`, also where there is a runtime already.

use std::io::Read;

use specwright_runtime::runtime::json::{self, Value};
use specwright_runtime::runtime::transport::{RequestBody, ResponseBody, Transport, TransportFailure};
use specwright_runtime::runtime::{
    BoxFuture, Bytes, Call, Error, Framing, Outcome, StreamError, TransportKind, Undocumented,
};

use crate::support::probe::{Asking, ByNumber, Probe, builder};
use crate::support::purchase::{PurchaseCreditsError, purchase_credits};
use crate::support::server::{Act, CHARGED, DECLINED, Server, answer, raw};
use crate::support::tell::{client, hundred};

/// A server in a runtime that the test itself is no part of.
fn apart(script: Vec<Vec<Act>>) -> (tokio::runtime::Runtime, Server) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = runtime.block_on(Server::start(script));
    (runtime, server)
}

#[test]
fn a_program_without_a_runtime_buys_and_reuses_its_connection() {
    let (_runtime, server) =
        apart(vec![vec![Act::Read, answer(200, CHARGED), Act::Read, answer(402, DECLINED), Act::Read, Act::Reset]]);
    let client = client(&server);
    let response = purchase_credits(&client, hundred()).with_response().wait().unwrap();
    assert_eq!((response.request_id(), &*response.body.data.currency), (Some("req_1"), "USD"));

    let error = purchase_credits(&client, hundred()).send().wait().unwrap_err();
    assert!(matches!(error, Error::Api { error: PurchaseCreditsError::PaymentRequired(_), .. }));
    assert_eq!(server.connections(), 1);

    let error = purchase_credits(&client, hundred()).send().wait().unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown);
    assert_eq!(server.seen().len(), 3, "a purchase was sent twice");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn inside_a_runtime_it_does_no_harm() {
    let server = Server::start(vec![vec![Act::Read, answer(200, CHARGED), Act::Read, answer(200, CHARGED)]]).await;
    let client = client(&server);
    // One connection serves both ways of asking.
    assert_eq!(purchase_credits(&client, hundred()).send().wait().unwrap().data.currency, "USD");
    assert_eq!(purchase_credits(&client, hundred()).await.unwrap().data.currency, "USD");
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_download_is_read_and_a_stream_is_an_iterator() {
    let events = "data: {\"a\":1}\n\ndata: {\ndata: \"b\"\n\ndata: {\"a\":2}\n\n";
    let (_runtime, server) = apart(vec![
        vec![Act::Read, raw(200, "", "hello world")],
        vec![Act::Read, raw(200, "content-type: text/event-stream\r\n", events)],
        vec![Act::Read, Act::Write(b"HTTP/1.1 200 -\r\ncontent-length: 12\r\n\r\nhello".to_vec())],
    ]);
    let client = builder().base_url(format!("http://{}", server.address)).build().unwrap();
    let mut text = String::new();
    Call::<Asking>::new(&client).stream().wait().unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, "hello world");

    let items = Call::<Probe>::new(&client).items::<Value>("text/event-stream", Framing::Data).wait().unwrap();
    let told: Vec<_> = items
        .map(|item| match item {
            Ok(value) => json::to_string(&value).unwrap(),
            Err(StreamError::Unreadable(_)) => "?".to_owned(),
            Err(error) => error.to_string(),
        })
        .collect();
    assert_eq!(told, ["{\"a\":1}", "?", "{\"a\":2}"]);

    let pieces: Vec<_> = Call::<Probe>::new(&client).stream().wait().unwrap().collect();
    assert_eq!(pieces[0].as_ref().unwrap(), "hello");
    assert_eq!(pieces[1].as_ref().unwrap_err().kind(), TransportKind::Interrupted);
    assert_eq!(pieces.len(), 2, "nothing follows the end of a stream");
}

/// A transport that waits for a call of its own before it sends.
struct Waiting;

impl Transport for Waiting {
    fn send(&self, _: http::Request<RequestBody>) -> BoxFuture<Result<http::Response<ResponseBody>, TransportFailure>> {
        Box::pin(async {
            let client = builder().transport(Waiting).build().unwrap();
            let inner: Result<Bytes, Error<Undocumented>> = Call::<Probe>::new(&client).send().wait();
            let mut response = http::Response::new(ResponseBody::full(inner.unwrap_err().to_string()));
            *response.status_mut() = http::StatusCode::OK;
            Ok(response)
        })
    }
}

#[test]
fn the_thread_that_sends_does_not_wait_for_itself() {
    let client = builder().transport(Waiting).build().unwrap();
    let told = Call::<Probe>::new(&client).send().wait().unwrap();
    let told = String::from_utf8(told.to_vec()).unwrap();
    assert!(told.contains("the request could not be taken before anything was sent"), "{told}");
}

/// A transport with a fault of its own.
struct Broken;

impl Transport for Broken {
    fn send(&self, _: http::Request<RequestBody>) -> BoxFuture<Result<http::Response<ResponseBody>, TransportFailure>> {
        Box::pin(async { panic!("the transport is broken") })
    }
}

#[test]
fn a_panic_of_a_transport_goes_on_where_it_is_waited_for() {
    let client = builder().transport(Broken).build().unwrap();
    let call = Call::<Probe>::new(&client).send();
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| call.wait())).unwrap_err();
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"the transport is broken"));
    // Other calls are not touched by it.
    let client = builder().transport(crate::support::probe::Ear::default()).build().unwrap();
    assert!(Call::<Probe>::new(&client).send().wait().is_ok());
}

#[test]
fn pages_are_an_iterator() {
    let page = |body: &str| vec![Act::Read, raw(200, "connection: close\r\n", body)];
    let gone = vec![Act::Read, raw(404, "connection: close\r\n", "")];
    let (_runtime, server) = apart(vec![page("[1]"), page("[2]"), gone]);
    let client = builder().base_url(format!("http://{}", server.address)).build().unwrap();
    let mut pages = Call::<ByNumber>::new(&client).pages().blocking();
    let two: Vec<Bytes> = pages.by_ref().take(2).map(|page| page.unwrap().into_body()).collect();
    assert_eq!(two, [&b"[1]"[..], b"[2]"]);
    assert!(matches!(pages.next(), Some(Err(Error::UnexpectedStatus(_)))));
    assert!(pages.next().is_none());
    assert_eq!(server.seen().len(), 3);
}
