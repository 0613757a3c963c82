//! What OpenAPI 3.2 adds to a request: any method, a query that is one value, cookies and paths that are not escaped.

use std::collections::BTreeMap;

use specwright_runtime::runtime::{Call, ClientBuilder, Outcome, ParamSpec, Style, transport};

use crate::support::probe::{API, Asking, Below, Copying, Probe, Querying, builder, sent};
use crate::support::server::{Act, Server, answer};

static WHOLE: ParamSpec = ParamSpec::query_string("filter");

#[tokio::test]
async fn a_whole_query_as_a_form_as_json_and_as_text() {
    let fields: BTreeMap<String, String> = [("q", "a b&c"), ("page", "2")].map(|(k, v)| (k.into(), v.into())).into();
    let form = sent::<Probe>(builder(), |call| call.form_content(&WHOLE, &fields)).await.unwrap();
    assert_eq!(form.path(), "/probe?page=2&q=a+b%26c");
    let json = sent::<Probe>(builder(), |call| call.json_content(&WHOLE, &fields)).await.unwrap();
    assert_eq!(json.path(), "/probe?%7B%22page%22%3A%222%22%2C%22q%22%3A%22a%20b%26c%22%7D");
    // The example of OpenAPI 3.2.0 §4.12.4.
    let text = sent::<Probe>(builder(), |call| call.param(&WHOLE, "$.a.b[1:1]")).await.unwrap();
    assert_eq!(text.path(), "/probe?%24.a.b%5B1%3A1%5D");
    for nothing in ["", "  "] {
        let heard = sent::<Probe>(builder(), |call| call.param(&WHOLE, nothing.trim())).await.unwrap();
        assert_eq!(heard.path(), "/probe");
    }
    let not_a_form = sent::<Probe>(builder(), |call| call.form_content(&WHOLE, &vec!["a".to_owned()])).await;
    assert_eq!(not_a_form.unwrap_err(), "querystring parameter \"filter\": a form can only be made from an object");
}

#[tokio::test]
async fn a_cookie_as_it_is() {
    static RAW: ParamSpec = ParamSpec::cookie("theme").style(Style::Cookie, true);
    let heard = sent::<Probe>(builder(), |call| call.param(&RAW, "a%20b=c")).await.unwrap();
    assert_eq!(heard.header("cookie"), Some("theme=a%20b=c"));
    let both = sent::<Probe>(builder(), |call| call.param(&RAW, &["a", "b"][..])).await.unwrap();
    assert_eq!(both.header("cookie"), Some("theme=a; theme=b"));
    let error = sent::<Probe>(builder(), |call| call.param(&RAW, "a; admin=1")).await.unwrap_err();
    assert!(error.contains("would end the cookie"), "{error}");
}

#[tokio::test]
async fn reserved_characters_in_a_path_never_end_it() {
    static RESERVED: ParamSpec = ParamSpec::path("p").reserved();
    for (value, expected) in [("a:b@c;v=1", "a:b@c;v=1"), ("a/b?c#d%[e]", "a%2Fb%3Fc%23d%25%5Be%5D")] {
        let heard = sent::<Below>(builder(), |call| call.param(&RESERVED, value)).await.unwrap();
        assert_eq!(heard.path(), format!("/probe/{expected}/below"));
    }
}

async fn client(server: &Server) -> specwright_runtime::runtime::Client {
    ClientBuilder::new(&API).base_url(format!("http://{}", server.address)).build().unwrap()
}

#[tokio::test]
async fn any_method_on_the_wire() {
    let script = || vec![vec![Act::Read, answer(200, "{}"), Act::Read, answer(200, "{}")]];
    let server = Server::start(script()).await;
    let client = client(&server).await;
    Call::<Copying>::new(&client).await.unwrap();
    Call::<Querying>::new(&client).text("text/plain", "cats").await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].line(), "COPY /probe HTTP/1.1");
    assert_eq!((seen[1].line(), seen[1].body.as_str()), ("QUERY /probe HTTP/1.1", "cats"));
}

/// Nothing is assumed of a method that nobody knows: its effect is unknown after a fault, that of a query is none.
#[tokio::test]
async fn what_a_fault_means_depends_on_the_method() {
    use transport::mock::Mock;
    let copy = || http::Method::from_bytes(b"COPY").unwrap();
    let mock = Mock::new().expect(copy(), "/probe").reply(500, "");
    let client = builder().transport(mock.clone()).build().unwrap();
    assert_eq!(Call::<Copying>::new(&client).await.unwrap_err().outcome(), Outcome::Unknown);
    assert_eq!(mock.requests().len(), 1, "not sent again");
    let mock = Mock::new().expect(http::Method::GET, "/probe").reply(404, "");
    let client = builder().transport(mock).build().unwrap();
    assert_eq!(Call::<Asking>::new(&client).await.unwrap_err().outcome(), Outcome::Answered);
}
