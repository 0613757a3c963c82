//! Where requests are sent on to, on real sockets, and what goes along.

use std::sync::{Arc, Mutex};

use specwright_runtime::runtime::transport::mock::Mock;
use specwright_runtime::runtime::{
    Answer, BodyFault, Bytes, Call, Client, Credential, Layer, LayerFuture, Limits, Method, Operation, OperationSpec,
    Outgoing, ResponseSpec, Secret, TransportError, Undocumented,
};

use crate::support::probe::{Asking, SPEC, builder};
use crate::support::purchase::{self, cancel_purchase, purchase_credits, show_purchase};
use crate::support::server::{Act, CHARGED, Server, answer, raw};
use crate::support::tell::{TOKEN, build, hundred, tell};

/// An answer that sends on.
fn to(status: u16, location: &str) -> Act {
    raw(status, &format!("location: {location}\r\n"), "")
}

/// A client with all that it can show of its caller.
fn client(server: &Server) -> Client {
    let builder = purchase::builder().base_url(server.url()).header("x-own", "0wn");
    let keys = [(3, "s3ss10n"), (4, "h34der"), (1, "k3y")];
    build(keys.into_iter().fold(builder, |builder, (scheme, key)| builder.credential(scheme, Secret::new(key))))
}

#[tokio::test]
async fn a_question_is_sent_on_within_its_origin() {
    for status in [301, 302, 303, 307, 308] {
        let script = vec![Act::Read, to(status, "/api/v2/p?full=1#part"), Act::Read, answer(200, CHARGED), Act::Hold];
        let server = Server::start(vec![script]).await;
        let response = show_purchase(&client(&server), "p").header("x-mine", "m1ne").with_response().await.unwrap();
        assert_eq!(response.answer.attempts(), 2, "{status}");
        let seen = server.seen();
        assert_eq!(seen[1].line(), "GET /api/v2/p?full=1 HTTP/1.1");
        for (name, value) in [("authorization", "Bearer t0p-secret"), ("x-own", "0wn"), ("x-mine", "m1ne")] {
            assert_eq!(seen[1].header(name), Some(value), "{name}");
        }
    }
}

#[tokio::test]
async fn addresses_are_read_from_where_the_answer_came() {
    let check = async |location: &str, line: &str| {
        let script = vec![Act::Read, to(302, location), Act::Read, answer(200, CHARGED), Act::Hold];
        let server = Server::start(vec![script]).await;
        let location = server.address;
        tell(&show_purchase(&client(&server), "p").await);
        assert_eq!(server.seen()[1].line(), format!("GET {line} HTTP/1.1"), "{location}");
    };
    check("q", "/api/v1/credits/purchases/q").await;
    check("?page=2", "/api/v1/credits/purchases/p?page=2").await;
    check("q?at=1:2", "/api/v1/credits/purchases/q?at=1:2").await;
}

#[tokio::test]
async fn to_another_origin_goes_nothing_that_says_who_calls() {
    let elsewhere = Server::start(vec![vec![Act::Read, answer(200, CHARGED), Act::Hold]]).await;
    let server = Server::start(vec![vec![Act::Read, to(302, &format!("{}/file", elsewhere.url())), Act::Hold]]).await;
    let client = client(&server);
    let call = show_purchase(&client, "p").header("x-mine", "m1ne").header("accept-language", "en");
    assert_eq!(tell(&call.await), "Ok");
    assert_eq!((server.seen().len(), elsewhere.seen().len()), (1, 1));
    let head = elsewhere.seen()[0].head.to_lowercase();
    let names: Vec<&str> = head.lines().skip(1).filter_map(|line| Some(line.split_once(": ")?.0)).collect();
    for name in &names {
        assert!(["accept", "accept-language", "user-agent", "host"].contains(name), "{name}");
    }
    assert!(names.contains(&"accept-language"));
    for secret in [TOKEN, "s3ss10n", "h34der", "k3y", "0wn", "m1ne"] {
        assert!(!head.contains(secret), "{secret} went along");
    }
}

/// And not when it comes back, either: whoever sent it there wrote the address.
#[tokio::test]
async fn what_was_left_behind_does_not_come_back() {
    let elsewhere = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let away = format!("http://{}/away", elsewhere.local_addr().unwrap());
    let script = vec![Act::Read, to(302, &away), Act::Read, answer(200, CHARGED), Act::Hold];
    let server = Server::start(vec![script]).await;
    let elsewhere =
        Server::on(elsewhere, vec![vec![Act::Read, to(302, &format!("http://{}/back", server.address)), Act::Hold]]);
    assert_eq!(tell(&show_purchase(&client(&server), "p").await), "Ok");
    assert_eq!(elsewhere.seen().len(), 1);
    let back = server.seen()[1].clone();
    assert_eq!((back.line(), back.header("authorization"), back.header("cookie")), ("GET /back HTTP/1.1", None, None));
}

#[tokio::test]
async fn what_has_an_effect_is_not_sent_on() {
    for status in [301, 302, 303, 307, 308] {
        let away = || to(status, "/elsewhere");
        let server = Server::start(vec![vec![Act::Read, away(), Act::Read, away(), Act::Hold]]).await;
        let client = client(&server);
        assert!(tell(&purchase_credits(&client, hundred()).await).starts_with(&format!("UnexpectedStatus {status}")));
        assert!(tell(&cancel_purchase(&client, "p").await).starts_with(&format!("UnexpectedStatus {status}")));
        assert_eq!(server.seen().len(), 2, "{status}");
    }
}

/// How many requests a server sees that sends on to this, and what is told.
async fn refused(location: &str, limits: Limits) -> (usize, String) {
    let script = (0..20).flat_map(|_| [Act::Read, to(302, location)]).chain([Act::Hold]).collect();
    let server = Server::start(vec![script]).await;
    let client = build(purchase::builder().base_url(server.url()).limits(limits));
    let told = tell(&show_purchase(&client, "p").await);
    (server.seen().len(), told)
}

#[tokio::test]
async fn where_requests_do_not_go_none_is_sent_on_to() {
    let once = (1, "UnexpectedStatus 302 Answered".to_owned());
    for location in [
        "",
        "http://example.com/",
        "ftp://localhost/",
        "mailto:a@b",
        "http://user:pw@localhost/",
        "../q",
        "\u{e9}",
        "//",
    ] {
        assert_eq!(refused(location, Limits::default()).await, once, "{location:?}");
    }
    assert_eq!(refused("/again", Limits::default().redirects(0)).await, once);
    let (times, told) = refused("/again", Limits::default()).await;
    assert_eq!((times, told.as_str()), (6, "UnexpectedStatus 302 Answered"), "five were followed");
}

/// Says by itself what it means by 302.
#[derive(Debug)]
enum Tells {}

impl Operation for Tells {
    type Output = String;
    type Error = Undocumented;
    const SPEC: &'static OperationSpec =
        &OperationSpec { method: "GET", responses: &[ResponseSpec::code(302), ResponseSpec::DEFAULT], ..SPEC };

    fn read(_: usize, answer: &Answer) -> Result<Result<String, Undocumented>, BodyFault> {
        Ok(Ok(answer.headers()["location"].to_str().unwrap().to_owned()))
    }
}

#[tokio::test]
async fn a_redirect_that_is_documented_is_an_answer() {
    let server = Server::start(vec![vec![Act::Read, to(302, "/elsewhere"), Act::Hold]]).await;
    let client = builder().base_url(server.url()).build().unwrap();
    assert_eq!(Call::<Tells>::new(&client).await.unwrap(), "/elsewhere");
}

/// Signs, and says what.
#[derive(Clone, Default)]
struct Signing(Arc<Mutex<Vec<String>>>);

impl Layer for Signing {
    fn before<'a>(&'a self, request: &'a mut Outgoing) -> LayerFuture<'a, Result<(), TransportError>> {
        self.0.lock().unwrap().push(request.uri().path().to_owned());
        Box::pin(async move { request.set_header("x-signature", "s1gned") })
    }
}

#[tokio::test]
async fn layers_do_not_sign_for_others() {
    let elsewhere = Server::start(vec![vec![Act::Read, answer(200, "{}"), Act::Hold]]).await;
    let away = to(307, &format!("http://{}/away", elsewhere.address));
    let server = Server::start(vec![vec![Act::Read, to(302, "/here"), Act::Read, away, Act::Hold]]).await;
    let signing = Signing::default();
    let client = builder().base_url(server.url()).layer(signing.clone()).build().unwrap();
    Call::<Asking>::new(&client).await.unwrap();
    assert_eq!(*signing.0.lock().unwrap(), ["/api/v1/probe", "/here"]);
    assert_eq!(server.seen()[1].header("x-signature"), Some("s1gned"));
    assert_eq!(elsewhere.seen()[0].header("x-signature"), None);
}

/// What is answered by sending on from `https://app.talkover.ai`, on a mock, is sent on to the path `/x` or not.
async fn is_sent_on<O: Operation<Output = ()>>(location: &str) -> bool {
    let away = http::Response::builder().status(302).header("location", location).body(Bytes::new()).unwrap();
    let mock = Mock::new().expect(Method::GET, "/api/v1/probe").respond(away).expect(Method::GET, "/x").reply(204, "");
    let client = build(purchase::builder().transport(mock.clone()).credential(6, Credential::by_transport()));
    let result = Call::<O>::new(&client).await;
    assert_eq!(result.is_ok(), mock.requests().len() == 2);
    result.is_ok()
}

macro_rules! shown {
    ($($name:ident $security:expr;)*) => { $(
        #[derive(Debug)]
        enum $name {}

        impl Operation for $name {
            type Output = ();
            type Error = Undocumented;
            const SPEC: &'static OperationSpec =
                &OperationSpec { api: &purchase::API, method: "GET", security: &[&$security], ..SPEC };

            fn read(_: usize, answer: &Answer) -> Result<Result<(), Undocumented>, BodyFault> {
                answer.empty().map(Ok)
            }
        }
    )* };
}
shown! {
    ByToken [0];
    ByCertificate [6];
}

#[tokio::test]
async fn what_was_secure_stays_so() {
    assert!(is_sent_on::<ByToken>("https://files.example.com/x").await);
    assert!(!is_sent_on::<ByToken>("http://127.0.0.1/x").await);
    assert!(!is_sent_on::<ByToken>("http://app.talkover.ai/x").await);
    // A certificate is shown by the transport, to whoever asks.
    assert!(is_sent_on::<ByCertificate>("https://APP.talkover.ai:443/x").await);
    assert!(!is_sent_on::<ByCertificate>("https://files.example.com/x").await);
}
