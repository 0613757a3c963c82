//! Layers around calls and attempts: what they see, what they may change, and what they cannot.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use specwright_runtime::runtime::transport::mock::{Fault, Mock};
use specwright_runtime::runtime::{
    Answer, Call, Client, HeaderMap, Layer, LayerFuture, Method, Next, Outgoing, RetryPolicy, StatusCode, Timeouts,
    TransportError,
};

use crate::retries::Keyed;
use crate::support::purchase::{self, purchase_credits, show_purchase};
use crate::support::server::{Act, CHARGED, DECLINED, Server, answer, raw};
use crate::support::tell::{TOKEN, build, hundred, tell};

const POST: &str = "/api/v1/credits/purchase";
const GET: &str = "/api/v1/credits/purchases/p";

type Told<'a> = LayerFuture<'a, Result<Answer, TransportError>>;

/// A layer that writes down what it sees, under its name.
#[derive(Clone, Default)]
struct Diary(&'static str, Arc<Mutex<Vec<String>>>);

impl Diary {
    fn note(&self, what: &str) {
        self.1.lock().unwrap().push(format!("{} {what}", self.0));
    }

    fn read(&self) -> Vec<String> {
        std::mem::take(&mut self.1.lock().unwrap())
    }
}

impl Layer for Diary {
    fn before<'a>(&'a self, request: &'a mut Outgoing) -> LayerFuture<'a, Result<(), TransportError>> {
        Box::pin(async move {
            let printed = format!("{request:?}{request:#?}");
            assert!(!printed.contains(TOKEN) && !printed.contains("pm_uuid_1"), "{printed}");
            assert!(!format!("{:?}", request.headers()).contains(TOKEN));
            self.note(&format!("before {}", request.attempt()));
            Ok(())
        })
    }

    fn after<'a>(&'a self, result: &'a Result<Answer, TransportError>) -> LayerFuture<'a, ()> {
        self.note(&match result {
            Ok(answer) => format!("after {}", answer.status().as_u16()),
            Err(error) => format!("after {:?}", error.outcome()),
        });
        Box::pin(async {})
    }

    fn call<'a>(&'a self, request: Outgoing, next: Next<'a>) -> Told<'a> {
        Box::pin(async move {
            self.note(&format!("call {}", request.operation().id));
            let result = next.run(request).await;
            self.note("called");
            result
        })
    }
}

fn over(mock: &Mock, layer: impl Layer) -> Client {
    build(purchase::builder().transport(mock.clone()).layer(layer))
}

#[tokio::test]
async fn layers_stand_around_the_call_and_around_each_attempt_in_order() {
    let script =
        vec![vec![Act::Read, raw(503, "connection: close\r\n", "")], vec![Act::Read, answer(200, CHARGED), Act::Hold]];
    let server = Server::start(script).await;
    let pages = Arc::default();
    let (outer, inner) = (Diary("outer", Arc::clone(&pages)), Diary("inner", pages));
    let client = build(purchase::builder().base_url(server.url()).layer(outer.clone()).layer(inner));
    show_purchase(&client, "p").await.unwrap();
    assert_eq!(
        outer.read(),
        [
            "outer call showPurchase",
            "inner call showPurchase",
            "outer before 1",
            "inner before 1",
            "inner after 503",
            "outer after 503",
            "outer before 2",
            "inner before 2",
            "inner after 200",
            "outer after 200",
            "inner called",
            "outer called"
        ]
    );
}

/// Signs with the number of the attempt.
struct Signing;

impl Layer for Signing {
    fn before<'a>(&'a self, request: &'a mut Outgoing) -> LayerFuture<'a, Result<(), TransportError>> {
        Box::pin(async move {
            let body = request.body().ok_or_else(|| request.refuse("a stream"))?;
            let signature =
                format!("{}:{}:{}:{}", request.method(), request.uri().path(), body.len(), request.attempt());
            request.set_header("x-signature", &signature)
        })
    }
}

#[tokio::test(start_paused = true)]
async fn each_attempt_is_signed_anew() {
    let mock = Mock::new().expect(Method::POST, POST).fail(Fault::LostBeforeSending);
    let mock = mock.expect(Method::POST, POST).reply(200, CHARGED);
    assert_eq!(tell(&purchase_credits(&over(&mock, Signing), hundred()).await), "Ok");
    let seen = mock.requests();
    let length = seen[0].body.len();
    assert_eq!(seen[0].headers["x-signature"], format!("POST {POST}:{length}:2").replacen(' ', ":", 1));
    assert!(seen[0].headers["x-signature"].is_sensitive());
}

/// Does one thing with every request.
struct Meddler(fn(&mut Outgoing) -> Result<(), TransportError>);

impl Layer for Meddler {
    fn before<'a>(&'a self, request: &'a mut Outgoing) -> LayerFuture<'a, Result<(), TransportError>> {
        Box::pin(async move { (self.0)(request) })
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_client_answers_for_is_not_for_a_layer_to_change() {
    let check = async |meddle: fn(&mut Outgoing) -> Result<(), TransportError>| {
        let mock = Mock::new();
        let call = Call::<Keyed>::new(&over(&mock, Meddler(meddle))).json(&hundred()).send();
        let result = call.await;
        assert_eq!(tell(&result), "Refused Connecting NotSent");
        assert!(mock.requests().is_empty());
        std::error::Error::source(&result.unwrap_err()).unwrap().to_string()
    };
    let said = check(|request| request.set_header("Idempotency-Key", "another")).await;
    assert_eq!(said, "the header \"Idempotency-Key\" is the key of the request, which stays the same");
    let said = check(|request| request.set_header("content-length", "0")).await;
    assert_eq!(said, "the header \"content-length\" is set by the client itself, from the address and the body");
    let said = check(|request| request.set_header("x-signature", "line\nbreak")).await;
    assert!(said.ends_with("holds a character that cannot stand in a header"), "{said}");
    assert_eq!(check(|request| Err(request.refuse("the circuit is open"))).await, "the circuit is open");
}

/// Keeps answers to questions by their addresses.
#[derive(Default)]
struct Cache(Mutex<HashMap<String, Answer>>);

impl Layer for Cache {
    fn call<'a>(&'a self, request: Outgoing, next: Next<'a>) -> Told<'a> {
        Box::pin(async move {
            let address = request.uri().to_string();
            let known = self.0.lock().unwrap().get(&address).cloned();
            if let (true, Some(known)) = (request.method() == Method::GET, known) {
                return Ok(known);
            }
            let answer = next.run(request).await?;
            self.0.lock().unwrap().insert(address, answer.clone());
            Ok(answer)
        })
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_kept_needs_no_request() {
    let mock = Mock::new().expect(Method::GET, GET).reply(200, CHARGED);
    let client = over(&mock, Cache::default());
    let first = show_purchase(&client, "p").await.unwrap();
    assert_eq!(show_purchase(&client, "p").await.unwrap(), first);
    assert_eq!(mock.requests().len(), 1);
}

/// Answers by itself.
struct Stub;

impl Layer for Stub {
    fn call<'a>(&'a self, request: Outgoing, _: Next<'a>) -> Told<'a> {
        Box::pin(async move { Ok(request.answer(StatusCode::OK, HeaderMap::new(), CHARGED)) })
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_can_be_made() {
    let response = purchase_credits(&over(&Mock::new(), Stub), hundred()).with_response().await.unwrap();
    assert_eq!((response.body.data.currency.as_str(), response.answer.attempts()), ("USD", 0));
}

/// Gives an error of its own in the place of every answer, as one that was never sent.
struct Liar;

impl Layer for Liar {
    fn attempt<'a>(&'a self, request: Outgoing, next: Next<'a>) -> Told<'a> {
        Box::pin(async move {
            let error = request.refuse("no");
            let _ = next.run(request).await;
            Err(error)
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_layer_does_not_make_a_purchase_be_sent_twice() {
    for (first, told) in [(200, "Unknown"), (500, "Unknown"), (402, "Answered")] {
        let mock =
            Mock::new().expect(Method::POST, POST).reply(first, DECLINED).expect(Method::POST, POST).reply(200, "");
        let result = purchase_credits(&over(&mock, Liar), hundred()).await;
        assert_eq!(tell(&result), format!("Refused Connecting {told}"), "{first}");
        assert_eq!(mock.requests().len(), 1);
    }
    let mock = Mock::new().expect(Method::POST, POST).fail(Fault::LostAfterSending);
    assert_eq!(tell(&purchase_credits(&over(&mock, Liar), hundred()).await), "Refused Connecting Unknown");
}

/// Never comes to an end, before or after.
struct Stuck(bool);

impl Layer for Stuck {
    fn before<'a>(&'a self, _: &'a mut Outgoing) -> LayerFuture<'a, Result<(), TransportError>> {
        if self.0 { Box::pin(std::future::pending()) } else { Box::pin(async { Ok(()) }) }
    }

    fn after<'a>(&'a self, _: &'a Result<Answer, TransportError>) -> LayerFuture<'a, ()> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn a_layer_that_is_stuck_is_given_up_with_the_call() {
    let limits = Timeouts::default().total(Duration::from_secs(7));
    let check = async |first: bool, fault: Fault| {
        let start = tokio::time::Instant::now();
        let mock = Mock::new().expect(Method::POST, POST).fail(fault);
        let call =
            purchase_credits(&over(&mock, Stuck(first)), hundred()).timeouts(limits).retry(RetryPolicy::never()).send();
        let told = tell(&call.await);
        assert_eq!(start.elapsed().as_secs(), 7);
        told
    };
    assert_eq!(check(true, Fault::Unreachable).await, "Timeout(Total) Connecting NotSent");
    assert_eq!(check(false, Fault::Unreachable).await, "Timeout(Total) Connecting NotSent");
    assert_eq!(check(false, Fault::LostAfterSending).await, "Timeout(Total) Waiting Unknown");
}
