//! A thousand calls that go wrong in every way, against servers that say back what they were told: nothing that can be
//! printed holds a secret.

use std::collections::BTreeSet;
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use specwright_runtime::runtime::json::{Encode, Writer};
use specwright_runtime::runtime::transport::mock::{Fault, Mock};
use specwright_runtime::runtime::{
    Answer, BodyFault, Call, Check, Client, CountRules, Error, Layer, LayerFuture, Method, Next, Operation,
    OperationSpec, Outgoing, Paging, ResponseSpec, RetryBudget, RetryPolicy, Secret, TransportError, Upload, Validate,
};

use crate::support::probe::SPEC;
use crate::support::purchase::{API, ErrorEnvelope, builder};
use crate::support::server::{Act, Server};
use crate::support::tell::printed;
use crate::traced::Book;

/// In whatever form it is sent, a secret has this in it.
const MARK: &str = "m4rk";
/// The start of `m4rk` in base 64, after `user:`.
const MARK_IN_BASIC: &str = "dXNlcjptNHJr";

/// A call that shows who calls in every way that there is.
macro_rules! operations {
    ($($name:ident $security:expr;)*) => { $(
        #[derive(Debug)]
        enum $name {}
        impl Operation for $name {
            type Output = ErrorEnvelope;
            type Error = ErrorEnvelope;
            const SPEC: &'static OperationSpec = &OperationSpec {
                api: &API,
                method: "POST",
                security: &[&$security],
                idempotency_header: Some("Idempotency-Key"),
                paging: Paging::Link,
                responses: &[ResponseSpec::code(200), ResponseSpec::code(402)],
                ..SPEC
            };
            fn read(case: usize, answer: &Answer) -> Result<Result<ErrorEnvelope, ErrorEnvelope>, BodyFault> {
                if case == 0 { answer.json().map(Ok) } else { answer.json().map(Err) }
            }
        }
    )* };
}
operations! {
    WithToken [0, 1, 3, 4];
    WithPassword [2, 1, 3, 4];
}

/// A body with a secret in it: `format: password`.
struct Login {
    password: Secret,
}

impl Encode for Login {
    fn encode(&self, w: &mut Writer) {
        w.begin_object();
        w.member("password", &self.password);
        w.end_object();
    }
}

impl Validate for Login {
    fn check(&self, check: &mut Check<'_>) {
        const LONG: CountRules = CountRules { minimum: Some(6), maximum: None };
        check.member("password").length(self.password.expose(), &LONG);
    }
}

/// Numbers that look like chance, from a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// A layer that prints what it sees.
#[derive(Clone, Default)]
struct Printer(Arc<Mutex<String>>);

impl Printer {
    fn print(&self, thing: &dyn Debug) {
        write!(self.0.lock().unwrap(), "{thing:?}\n{thing:#?}\n").unwrap();
    }
}

impl Layer for Printer {
    fn call<'a>(&'a self, request: Outgoing, next: Next<'a>) -> LayerFuture<'a, Result<Answer, TransportError>> {
        Box::pin(async move {
            self.print(&(&request, &next, request.headers()));
            let result = next.run(request).await;
            self.print(&result);
            result
        })
    }
}

/// Everything that a server was told, said back where it does not belong. Not as the name of a member, which a pointer shows.
fn echo(dice: &mut Dice) -> String {
    let all = "Bearer m4rk-token m4rk-query m4rk-cookie m4rk-header m4rk-password";
    let bodies = [
        format!("<html>{all}</html>"),
        format!(r#"{{"message":["{all}"]}}"#),
        format!(r#"{{"success":"{all}","message":7}}"#),
        format!(r#"{{"more":"{all}"#),
        all.to_owned(),
        format!(r#"{{"success":false,"message":"no","more":"{all}"}}"#),
    ];
    bodies[dice.roll(bodies.len())].clone()
}

fn response(dice: &mut Dice) -> String {
    let status = [200, 201, 204, 302, 307, 400, 401, 402, 403, 408, 409, 418, 429, 500, 503][dice.roll(15)];
    let body = echo(dice);
    let announced = body.len() + [0, 0, 0, 99][dice.roll(4)];
    let coding = ["", "", "", "content-encoding: gzip\r\n"][dice.roll(4)];
    format!(
        "HTTP/1.1 {status} m4rk\r\nset-cookie: session=m4rk-cookie\r\nx-echo: m4rk-token\r\nlocation: /?k=m4rk-query\r\n\
         connection: close\r\n{coding}content-length: {announced}\r\n\r\n{body}"
    )
}

/// A server on a socket that fails in some way, at first or always.
fn script(dice: &mut Dice) -> Vec<Vec<Act>> {
    let one = |dice: &mut Dice| match dice.roll(6) {
        0 => vec![Act::Read, Act::Reset],
        1 => vec![Act::Read],
        2 => vec![Act::Reset],
        3 => vec![Act::Read, Act::Write(b"m4rk-token is not HTTP\r\n\r\n".to_vec())],
        _ => vec![Act::Read, Act::Write(response(dice).into_bytes())],
    };
    (0..3).map(|_| one(dice)).collect()
}

fn mock(dice: &mut Dice) -> Mock {
    use Fault::{LostAfterSending, LostBeforeSending, LostWhileReceiving, LostWhileSending, Unreachable};
    (0..3).fold(Mock::new(), |mock, _| {
        let path = ["/api/v1/probe?api_key=m4rk-query", "/api/v1/probe"][usize::from(dice.roll(8) == 0)];
        let next = mock.expect(Method::POST, path);
        match dice.roll(6) {
            0 => next.fail(Unreachable),
            1 => next.fail(LostBeforeSending),
            2 => next.fail([LostWhileSending, LostAfterSending][dice.roll(2)]),
            3 => next.fail(LostWhileReceiving([200, 402, 503][dice.roll(3)])),
            _ => next.reply([200, 402, 500][dice.roll(3)], echo(dice)),
        }
    })
}

/// The client of a call: over a socket or over a mock, with every kind of credential.
async fn client(dice: &mut Dice, printer: &Printer) -> (Client, Option<Server>) {
    let now = RetryPolicy::default().backoff(Duration::ZERO, Duration::ZERO);
    let mut builder = builder().retry(now).retry_budget(RetryBudget::unlimited()).header("x-own-token", "m4rk-own");
    for (scheme, secret) in [
        (0, Secret::new("m4rk-token")),
        (1, Secret::new("m4rk-query")),
        (2, Secret::basic("user", "m4rk-password")),
        (3, Secret::new("m4rk-cookie")),
        (4, Secret::new("m4rk-header")),
    ] {
        builder = builder.credential(scheme, secret);
    }
    if dice.roll(2) == 0 {
        builder = builder.layer(printer.clone());
    }
    printer.print(&builder);
    if dice.roll(3) == 0 {
        let server = Server::start(script(dice)).await;
        (builder.base_url(server.url()).build().unwrap(), Some(server))
    } else {
        (builder.transport(mock(dice)).build().unwrap(), None)
    }
}

/// One call, of which everything is printed that can be.
async fn call<O: Operation<Output = ErrorEnvelope>>(client: &Client, dice: &mut Dice, printer: &Printer) -> bool {
    let call = Call::<O>::new(client).header("x-api-token", "m4rk-own").header("cookie", "mine=m4rk-own");
    let login = |password: &str| Login { password: Secret::new(password) };
    let call = match dice.roll(8) {
        0 => call.json(&login("m4rk")),
        1 => call.bytes("text/plain", Upload::new("m4rk-upload").file_name("m4rk.txt")),
        2 => call.header("x-api-token", "m4rk\nown").json(&login("m4rk-password")),
        _ => call.json(&login("m4rk-password")),
    };
    printer.print(&call);
    let (result, handle) = match dice.roll(3) {
        0 => {
            let handle = call.send_detached();
            (handle.with_response().await, Some(handle))
        }
        1 => match call.stream().await {
            Ok(stream) => {
                printer.print(&stream);
                return false;
            }
            Err(error) => (Err(error), None),
        },
        _ => (call.with_response().await, None),
    };
    printer.print(&(&result, &handle, client));
    let Err(error) = result else { return false };
    let mut text = printed(&error);
    if let (Error::InvalidRequest(invalid), Some(answer)) = (&error, error.answer()) {
        write!(text, "{invalid}{answer:?}").unwrap();
    }
    printer.print(&text);
    true
}

#[tokio::test]
async fn a_thousand_calls_that_fail_tell_no_secret() {
    Book::open();
    Book::read();
    let (mut dice, printer, mut failed, mut kinds) = (Dice(2026), Printer::default(), 0, BTreeSet::new());
    while failed < 1_000 {
        let (client, server) = client(&mut dice, &printer).await;
        let failure = match dice.roll(2) {
            0 => call::<WithToken>(&client, &mut dice, &printer).await,
            _ => call::<WithPassword>(&client, &mut dice, &printer).await,
        };
        failed += u32::from(failure);
        drop(server);
        let mut shown = std::mem::take(&mut *printer.0.lock().unwrap());
        shown.extend(Book::read());
        for kind in ["Invalid", "Transport", "Unexpected", "Unreadable", "Api"] {
            if shown.contains(&format!("Err({kind}")) {
                kinds.insert(kind);
            }
        }
        for secret in [MARK, MARK_IN_BASIC] {
            let before = shown.split_once(secret).map(|(before, _)| before.lines().last());
            assert_eq!(before, None, "{secret} is shown after this");
        }
    }
    assert_eq!(kinds.len(), 5, "every kind of failure was among them: {kinds:?}");
}
