//! What is traced of calls: names and numbers, and no secret.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};
use std::sync::Once;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::Registry;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;

use specwright_runtime::runtime::transport::mock::{Fault, Mock};
use specwright_runtime::runtime::{Method, TraceContext};

use crate::support::purchase::{self, UserSessionToken, purchase_credits};
use crate::support::server::{Act, CHARGED, DECLINED, Server, answer, raw};
use crate::support::tell::{TOKEN, client, hundred};

thread_local! {
    /// What is traced in this thread: each event, and each span when it is closed.
    static LINES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The subscriber of all tests, each of which runs in a thread of its own.
pub struct Book;

#[derive(Default)]
struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl Book {
    pub fn open() {
        static OPEN: Once = Once::new();
        OPEN.call_once(|| tracing::subscriber::set_global_default(Registry::default().with(Book)).unwrap());
    }

    /// What was written in this thread.
    pub fn read() -> Vec<String> {
        LINES.take()
    }

    fn write(name: &str, fields: &Fields) {
        let mut line = name.to_owned();
        for (name, value) in &fields.0 {
            write!(line, " {name}={value}").unwrap();
        }
        LINES.with_borrow_mut(|lines| lines.push(line));
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Book {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        context.span(id).unwrap().extensions_mut().insert(fields);
    }

    fn on_record(&self, id: &Id, record: &Record<'_>, context: Context<'_, S>) {
        let span = context.span(id).unwrap();
        record.record(span.extensions_mut().get_mut::<Fields>().unwrap());
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        // Other libraries trace, too.
        if event.metadata().target().starts_with("specwright_runtime") {
            let mut fields = Fields::default();
            event.record(&mut fields);
            let within = context.event_span(event).map_or("-", |span| span.name());
            Book::write(&format!("event in {within}:"), &fields);
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let span = context.span(&id).unwrap();
        if span.metadata().target().starts_with("specwright_runtime") {
            let within = span.parent().map_or("", |parent| parent.name());
            Book::write(&format!("{within}/{}", span.name()), span.extensions().get::<Fields>().unwrap());
        }
    }
}

/// What is traced of purchases whose server plays this, one connection each.
async fn traced(script: Vec<Vec<Act>>) -> Vec<String> {
    Book::open();
    let server = Server::start(script).await;
    let port = server.address.port().to_string();
    let _ = purchase_credits(&client(&server), hundred()).await;
    let lines = Book::read();
    assert!(!lines.join("\n").contains(TOKEN), "{lines:?}");
    assert!(!lines.join("\n").contains("pm_uuid_1"), "{lines:?}");
    lines.into_iter().map(|line| line.replace(&port, "PORT")).collect()
}

/// What is the same in all spans of a purchase.
fn with_common(words: &str, span: &str) -> String {
    let common = [
        ("OPERATION", "api.operation=purchaseCredits"),
        ("REQUEST", "http.request.method=POST"),
        ("SERVER", "server.address=127.0.0.1 server.port=PORT"),
        ("URL", "url.scheme=http url.template=/credits/purchase"),
        ("NAMES", "otel.kind=client otel.name=POST /credits/purchase"),
    ];
    common.iter().fold(format!("{span} {words}"), |line, (word, whole)| line.replace(word, whole))
}

#[tokio::test]
async fn a_purchase_is_a_call_with_an_attempt() {
    let lines = traced(vec![vec![Act::Read, answer(200, CHARGED)]]).await;
    let attempt = "OPERATION api.request_id=req_1 REQUEST http.response.status_code=200 network.protocol.version=1.1 \
                   NAMES SERVER URL";
    assert_eq!(lines[0], with_common(attempt, "call/attempt"));
    let call = "api.attempts=1 OPERATION api.outcome=ok REQUEST otel.kind=internal otel.name=purchaseCredits \
                url.template=/credits/purchase";
    assert_eq!(lines[1], with_common(call, "/call"));
    assert_eq!(lines.len(), 2, "{lines:?}");
}

#[tokio::test]
async fn errors_have_types_of_few_names_and_the_call_its_outcome() {
    let cases = [
        (vec![Act::Read, answer(402, DECLINED)], "error.type=402", "api.outcome=answered"),
        (vec![Act::Read, answer(500, "{}")], "error.type=500", "api.outcome=unknown"),
        (vec![Act::Read, Act::Reset], "error.type=interrupted", "api.outcome=unknown"),
    ];
    for (script, error, outcome) in cases {
        let lines = traced(vec![script]).await;
        let (attempt, call) = (&lines[0], &lines[1]);
        assert!(attempt.starts_with("call/attempt ") && attempt.contains(error), "{attempt}");
        assert!(attempt.contains("otel.status_code=ERROR"), "{attempt}");
        assert!(call.starts_with("/call ") && call.contains(error) && call.contains(outcome), "{call}");
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_told_after_its_call() {
    let lines = traced(vec![vec![Act::Read, raw(200, "content-type: text/html\r\n", "<p>secret</p>")]]).await;
    let told = "event in -: api.operation=purchaseCredits api.outcome=unknown http.response.status_code=200 \
                message=the body of the answer is not what is documented";
    assert_eq!(lines[2], told, "{lines:?}");
}

#[tokio::test]
async fn each_attempt_is_a_span_of_its_own() {
    // Nobody listens where the first attempts go, so that a purchase may be tried again.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let gone = listener.local_addr().unwrap();
    drop(listener);
    Book::open();
    let builder = crate::support::purchase::builder().base_url(format!("http://{gone}"));
    let _ = purchase_credits(&crate::support::tell::build(builder), hundred()).await;
    let lines = Book::read();
    let told: Vec<_> = lines
        .iter()
        .map(|line| line.split(' ').next().unwrap().to_owned() + if line.contains("resend_count=") { "+" } else { "" })
        .collect();
    assert_eq!(told, ["call/attempt", "event", "call/attempt+", "event", "call/attempt+", "/call"], "{lines:?}");
    assert!(lines[5].contains("api.attempts=3") && lines[5].contains("api.outcome=not_sent"), "{}", lines[5]);
    assert!(lines[1].contains("event in call: api.attempts=1"), "{}", lines[1]);
}

#[tokio::test(start_paused = true)]
async fn the_context_of_each_attempt_goes_with_it() {
    Book::open();
    const POST: &str = "/api/v1/credits/purchase";
    let mock = Mock::new().expect(Method::POST, POST).fail(Fault::Unprocessed);
    let mock = mock.expect(Method::POST, POST).reply(200, CHARGED);
    let context = TraceContext::new(|set| {
        let span = tracing::Span::current();
        let name = span.metadata().map_or("", |span| span.name());
        set("traceparent", &format!("{name} {}", span.id().map_or(0, |id| id.into_u64())));
        set("host", "is the client's own, and left out");
    });
    let builder = purchase::builder().transport(mock.clone()).layer(context);
    let client = purchase::user_session_token(builder, UserSessionToken::new(TOKEN)).build().unwrap();
    purchase_credits(&client, hundred()).await.unwrap();
    let sent: Vec<_> =
        mock.requests().iter().map(|sent| sent.headers["traceparent"].to_str().unwrap().to_owned()).collect();
    assert_eq!(sent.len(), 2);
    assert!(sent.iter().all(|context| context.starts_with("attempt ") && context != "attempt 0"), "{sent:?}");
    assert_ne!(sent[0], sent[1]);
    assert!(mock.requests().iter().all(|sent| !sent.headers.contains_key("host")));
    let lines = Book::read();
    assert_eq!(
        lines.iter().filter(|line| line.starts_with("event in attempt:") && line.contains("header=host")).count(),
        2,
        "{lines:?}"
    );
}
