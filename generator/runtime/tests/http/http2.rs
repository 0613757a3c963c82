//! HTTP/2 (feature `http2`): what a server says of a stream decides what is known of its request (RFC 9113 §6.8, §8.7).

use rustls::ServerConfig;
use specwright_runtime::runtime::transport::ReqwestTransport;
use specwright_runtime::runtime::{Bytes, Call, Client, Error, RetryPolicy, Upload};
use std::sync::Arc;

use super::mutual_tls::{CONNECT, SERVER, identity, trusting};
use crate::support::http2::Step::{Body, Close, End, GoAway, Head, Reset};
use crate::support::http2::{self, CANCEL, Http2Server, INTERNAL_ERROR, NO_ERROR, REFUSED_STREAM, Step, answer};
use crate::support::probe::{self, Asking, Probe};
use crate::support::purchase::{self, purchase_credits};
use crate::support::server::{CHARGED, DECLINED};
use crate::support::tell::{build, hundred, tell};

fn client(server: &Http2Server) -> Client {
    let transport = ReqwestTransport::http2_prior_knowledge(CONNECT).unwrap();
    build(purchase::builder().base_url(server.url()).transport(transport))
}

/// What becomes of one attempt at a purchase, and how many the server sees.
async fn once(steps: Vec<Step>) -> (String, usize) {
    let server = Http2Server::start(vec![steps]).await;
    let result = purchase_credits(&client(&server), hundred()).retry(RetryPolicy::never()).await;
    (tell(&result), server.seen().len())
}

#[tokio::test]
async fn purchases_share_a_connection() {
    let script = vec![answer(200, CHARGED), answer(402, DECLINED), answer(200, CHARGED)];
    let server = Http2Server::start(script).await;
    let client = client(&server);
    for expected in ["Ok", "Api 402 Answered", "Ok"] {
        assert_eq!(tell(&purchase_credits(&client, hundred()).await), expected);
    }
    assert_eq!(server.seen(), [0, 0, 0]);
}

#[tokio::test]
async fn what_the_server_did_not_work_on_is_not_sent() {
    for steps in [
        vec![End, Reset(REFUSED_STREAM)],
        vec![Reset(REFUSED_STREAM)],
        vec![End, GoAway(-1, NO_ERROR)],
        vec![End, GoAway(-1, NO_ERROR), Close],
        vec![GoAway(-1, NO_ERROR), Close],
        // For whatever reason it goes: this one is behind the last.
        vec![End, GoAway(-1, INTERNAL_ERROR), Close],
    ] {
        let what = format!("{steps:?}");
        let (told, seen) = once(steps).await;
        assert!(told.starts_with("Unprocessed ") && told.ends_with(" NotSent"), "{what}: {told}");
        assert_eq!(seen, 1, "{what}");
    }
}

#[tokio::test]
async fn what_the_server_did_not_work_on_is_sent_again() {
    for (first, connections) in [
        (vec![End, Reset(REFUSED_STREAM)], [0, 0]),
        (vec![End, GoAway(-1, NO_ERROR), Close], [0, 1]),
        (vec![End, GoAway(-1, INTERNAL_ERROR), Close], [0, 1]),
    ] {
        let server = Http2Server::start(vec![first, answer(200, CHARGED)]).await;
        assert_eq!(tell(&purchase_credits(&client(&server), hundred()).await), "Ok");
        assert_eq!(server.seen(), connections);
    }
}

#[tokio::test]
async fn what_the_server_may_have_worked_on_is_unknown_and_sent_once() {
    for steps in [
        // The last stream that it worked on is this one, or one behind it.
        vec![End, GoAway(0, NO_ERROR), Close],
        vec![End, GoAway(2, NO_ERROR), Close],
        vec![End, GoAway(0, INTERNAL_ERROR), Close],
        vec![End, GoAway(0, REFUSED_STREAM), Close],
        vec![End, Reset(INTERNAL_ERROR)],
        vec![End, Reset(CANCEL)],
        vec![End, Reset(NO_ERROR)],
        vec![End, Close],
    ] {
        let server = Http2Server::start(vec![steps.clone(), answer(200, CHARGED)]).await;
        let told = tell(&purchase_credits(&client(&server), hundred()).await);
        assert_eq!(told, "Interrupted Waiting Unknown", "{steps:?}");
        assert_eq!(server.seen().len(), 1, "{steps:?}");
    }
}

#[tokio::test]
async fn what_goes_away_answers_what_it_has_begun() {
    let (told, seen) = once(vec![End, GoAway(0, NO_ERROR), Head(200), Body(CHARGED, true), Close]).await;
    assert_eq!((&*told, seen), ("Ok", 1));
}

#[tokio::test]
async fn an_answer_that_is_reset_is_known_by_its_status() {
    for (status, outcome) in [(200, "Unknown"), (402, "Answered"), (500, "Unknown")] {
        for end in [Reset(CANCEL), Reset(REFUSED_STREAM), GoAway(-1, NO_ERROR), Close] {
            // A head that has its end right behind it may be overtaken by it, and then nothing is known of it.
            let steps = vec![End, Head(status), Body("{", false), end.clone(), Close];
            let (told, seen) = once(steps).await;
            let expected = format!("Interrupted Receiving {status} {outcome}");
            let overtaken = matches!(end, Reset(CANCEL) | Close) && told == "Interrupted Waiting Unknown";
            assert!(told == expected || overtaken, "{status} {end:?}: {told}");
            assert_eq!(seen, 1, "{status} {end:?}");
        }
    }
}

/// What is read to its end came to its end.
#[tokio::test]
async fn a_download_that_is_reset_does_not_look_whole() {
    for (end, expected) in [
        (vec![Body("", true)], "Ok(2)"),
        (vec![Reset(CANCEL)], "Interrupted"),
        (vec![Reset(NO_ERROR)], "Interrupted"),
        (vec![GoAway(-1, NO_ERROR)], "Interrupted"),
        (vec![Close], "Interrupted"),
    ] {
        let steps = [vec![End, Head(200), Body("ab", false)], end.clone()].concat();
        let server = Http2Server::start(vec![steps]).await;
        let transport = ReqwestTransport::http2_prior_knowledge(CONNECT).unwrap();
        let client = probe::builder().base_url(server.url()).transport(transport).build().unwrap();
        let told = match Call::<Asking>::new(&client).retry(RetryPolicy::never()).await {
            Ok(body) => format!("Ok({})", body.len()),
            Err(Error::Transport(error)) => format!("{:?}", error.kind()),
            Err(other) => panic!("{other:?}"),
        };
        assert_eq!(told, expected, "{end:?}");
    }
}

/// A server may answer before it has all of the request, and then reset the rest of it (RFC 9113 §8.1).
#[tokio::test]
async fn an_answer_before_the_end_of_the_request_is_one() {
    let server = Http2Server::start(vec![vec![Head(413), Body("\"too long\"", true), Reset(NO_ERROR)]]).await;
    let transport = ReqwestTransport::http2_prior_knowledge(CONNECT).unwrap();
    let client = probe::builder().base_url(server.url()).transport(transport).build().unwrap();
    let body = Upload::from(Bytes::from(vec![b'x'; 1_000_000]));
    let error = Call::<Probe>::new(&client).bytes("text/plain", body).await.unwrap_err();
    assert_eq!(tell(&Err::<(), _>(error)), "UnexpectedStatus 413 Answered");
}

#[tokio::test]
async fn a_long_body_that_is_refused_on_its_way_is_not_sent() {
    let server = Http2Server::start(vec![vec![Reset(REFUSED_STREAM)]]).await;
    let transport = ReqwestTransport::http2_prior_knowledge(CONNECT).unwrap();
    let client = probe::builder().base_url(server.url()).transport(transport).build().unwrap();
    // More than what may be sent before the server makes room.
    let body = Upload::from(Bytes::from(vec![b'x'; 1_000_000]));
    let call = Call::<Probe>::new(&client).bytes("text/plain", body).retry(RetryPolicy::never());
    assert_eq!(tell(&call.await), "Unprocessed Sending NotSent");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_question_without_a_body_that_is_refused_is_not_sent() {
    for (steps, expected) in [
        (vec![End, Reset(REFUSED_STREAM)], "Unprocessed Waiting NotSent"),
        (vec![End, GoAway(-1, NO_ERROR), Close], "Unprocessed Waiting NotSent"),
        (vec![End, GoAway(0, NO_ERROR), Close], "Interrupted Waiting Unknown"),
    ] {
        let server = Http2Server::start(vec![steps]).await;
        let transport = ReqwestTransport::http2_prior_knowledge(CONNECT).unwrap();
        let client = probe::builder().base_url(server.url()).transport(transport).build().unwrap();
        assert_eq!(tell(&Call::<Asking>::new(&client).retry(RetryPolicy::never()).await), expected);
    }
}

/// Over TLS it is the server that chooses.
#[tokio::test]
async fn http_2_is_offered_first() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let served = tokio::spawn(async move {
        let (chain, key) = identity(SERVER);
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let mut config = builder.with_no_client_auth().with_single_cert(chain, key).unwrap();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let (socket, _) = listener.accept().await.unwrap();
        let stream = tokio_rustls::TlsAcceptor::from(Arc::new(config)).accept(socket).await.unwrap();
        let protocol = stream.get_ref().1.alpn_protocol().map(<[u8]>::to_vec);
        http2::serve(stream, || answer(200, CHARGED)).await;
        protocol
    });
    let transport = ReqwestTransport::with_tls(CONNECT, trusting(None)).unwrap();
    let client = build(purchase::builder().base_url(format!("https://{address}")).transport(transport));
    assert_eq!(tell(&purchase_credits(&client, hundred()).await), "Ok");
    drop(client);
    assert_eq!(served.await.unwrap().as_deref(), Some(&b"h2"[..]));
}
