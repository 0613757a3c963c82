//! Tokens that are fetched: when, how often, and what is said when there are none. Token endpoints on real sockets.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use specwright_runtime::runtime::{
    Answer, ApiSpec, BodyFault, BoxFuture, Call, Client, ClientBuilder, ClientCredentials, Credential, Error,
    Operation, OperationSpec, Outcome, Paging, ResponseSpec, RetryPolicy, SchemeKind, SchemeSpec, Secret, TokenContext,
    TokenError, TokenProvider, Undocumented,
};

use crate::support::clock::{Highest, TestClock};
use crate::support::server::{Act, Server, answer};
use crate::support::tell::printed;

static API: ApiSpec = ApiSpec {
    name: "orders",
    version: "1.0",
    servers: &[],
    schemes: &[SchemeSpec { name: "oauth", kind: SchemeKind::Bearer }],
};

#[derive(Debug)]
enum List {}

impl Operation for List {
    type Output = ();
    type Error = Undocumented;
    const SPEC: &'static OperationSpec = &OperationSpec {
        api: &API,
        id: "list",
        method: "GET",
        path: "/orders",
        security: &[&[0]],
        servers: &[],
        accept: "",
        idempotency_header: None,
        paging: Paging::Link,
        responses: &[ResponseSpec::code(200)],
    };

    fn read(_: usize, answer: &Answer) -> Result<Result<(), Undocumented>, BodyFault> {
        answer.empty().map(Ok)
    }
}

const SECRET: &str = "s3cr:et/";

fn token(text: &str, seconds: &str) -> Act {
    answer(200, &format!(r#"{{"access_token":"{text}","token_type":"Bearer"{seconds}}}"#))
}

/// A server that answers so many requests on one connection.
async fn serving(answers: &[Act]) -> Server {
    Server::start(vec![answers.iter().flat_map(|answer| [Act::Read, answer.clone()]).collect()]).await
}

fn credentials(auth: &Server) -> ClientCredentials {
    ClientCredentials::new(format!("http://{}/token", auth.address), "shop & co", SECRET)
}

fn builder(api: &Server, provider: impl TokenProvider) -> ClientBuilder {
    let builder = ClientBuilder::new(&API).base_url(format!("http://{}", api.address)).random(Highest);
    builder.retry(RetryPolicy::never()).credential(0, Credential::provided(provider))
}

fn client(api: &Server, provider: impl TokenProvider, clock: &TestClock) -> Client {
    builder(api, provider).clock(clock.clone()).build().unwrap()
}

/// The tokens that the API was shown.
fn shown(api: &Server) -> Vec<String> {
    api.seen().iter().map(|seen| seen.header("authorization").unwrap_or("-").to_owned()).collect()
}

#[tokio::test]
async fn a_token_is_fetched_once_and_kept() {
    let auth = serving(&[token("t0", r#","expires_in":3600"#)]).await;
    let api = serving(&[answer(200, ""), answer(200, "")]).await;
    let client = builder(&api, credentials(&auth).scope("read").scope("write")).build().unwrap();
    for _ in 0..2 {
        Call::<List>::new(&client).await.unwrap();
    }
    assert_eq!(shown(&api), ["Bearer t0", "Bearer t0"]);
    let seen = auth.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].line(), "POST /token HTTP/1.1");
    assert_eq!(seen[0].header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(seen[0].header("accept"), Some("application/json"));
    // `shop+%26+co:s3cr%3Aet%2F`, as RFC 6749 §2.3.1 wants id and secret encoded.
    assert_eq!(seen[0].header("authorization"), Some("Basic c2hvcCslMjYrY286czNjciUzQWV0JTJG"));
    assert_eq!(seen[0].body, "grant_type=client_credentials&scope=read+write");
}

#[tokio::test]
async fn secret_in_the_body_and_further_parameters() {
    let auth = serving(&[token("t0", "")]).await;
    let api = serving(&[answer(200, "")]).await;
    let provider = credentials(&auth).secret_in_body().parameter("audience", "https://api.example.com");
    Call::<List>::new(&builder(&api, provider).header("x-own", "for-the-api").build().unwrap()).await.unwrap();
    let seen = auth.seen().remove(0);
    assert_eq!((seen.header("authorization"), seen.header("x-own")), (None, None));
    let fields = "audience=https%3A%2F%2Fapi.example.com&client_id=shop+%26+co&client_secret=s3cr%3Aet%2F";
    assert_eq!(seen.body, format!("grant_type=client_credentials&{fields}"));
}

#[tokio::test]
async fn many_calls_fetch_one_token() {
    let auth = serving(&[token("t0", "")]).await;
    let api = Server::start(vec![vec![Act::Read, answer(200, "")]; 4]).await;
    let client = builder(&api, credentials(&auth)).build().unwrap();
    let call = || Call::<List>::new(&client).send();
    let (a, b, c, d) = tokio::join!(call(), call(), call(), call());
    assert!(a.is_ok() && b.is_ok() && c.is_ok() && d.is_ok());
    assert_eq!((auth.seen().len(), shown(&api)), (1, vec!["Bearer t0".to_owned(); 4]));
}

#[tokio::test]
async fn a_token_is_renewed_before_it_ends() {
    let lasting = [token("t0", r#","expires_in":3600"#), token("t1", r#","expires_in":"20""#), token("t2", "")];
    let auth = serving(&lasting).await;
    let api = serving(&vec![answer(200, ""); 6]).await;
    let clock = TestClock::new();
    let client = client(&api, credentials(&auth), &clock);
    // A minute before the end of an hour; two seconds before the end of twenty; never, where nothing is said.
    for (seconds, expected) in [(0, "t0"), (3539, "t0"), (1, "t1"), (17, "t1"), (1, "t2"), (1_000_000, "t2")] {
        clock.advance(Duration::from_secs(seconds));
        Call::<List>::new(&client).await.unwrap();
        assert_eq!(shown(&api).last().unwrap(), &format!("Bearer {expected}"), "after {seconds} seconds more");
    }
}

#[tokio::test]
async fn a_stale_token_is_better_than_none() {
    let auth = serving(&[token("t0", r#","expires_in":100"#), answer(503, ""), answer(503, "")]).await;
    let api = serving(&vec![answer(200, ""); 3]).await;
    let clock = TestClock::new();
    let client = client(&api, credentials(&auth), &clock);
    for (seconds, asked) in [(0, 1), (91, 2), (2, 2)] {
        clock.advance(Duration::from_secs(seconds));
        Call::<List>::new(&client).await.unwrap();
        assert_eq!(auth.seen().len(), asked);
    }
    clock.advance(Duration::from_secs(7));
    let error = Call::<List>::new(&client).await.unwrap_err();
    assert!(matches!(&error, Error::Token(refused) if refused.status().unwrap() == 503), "{error}");
    assert_eq!(api.seen().len(), 3);
}

#[tokio::test]
async fn a_refusal_is_told_and_nothing_is_sent() {
    let refusal = r#"{"error":"invalid_client","error_description":"no such client"}"#;
    let auth = serving(&[answer(401, refusal)]).await;
    let api = Server::start(Vec::new()).await;
    let client = builder(&api, credentials(&auth)).build().unwrap();
    let call = || Call::<List>::new(&client).send();
    let (first, second) = tokio::join!(call(), call());
    for error in [first.unwrap_err(), second.unwrap_err()] {
        assert_eq!(error.outcome(), Outcome::NotSent);
        assert!(error.is_retry_safe());
        let Error::Token(token) = &error else { panic!("{error}") };
        assert_eq!((token.code(), token.status().unwrap().as_u16()), (Some("invalid_client"), 401));
        assert_eq!(
            error.to_string(),
            "nothing was sent, since no token could be had: the token endpoint answered 401 invalid_client (no such \
             client)"
        );
    }
    assert_eq!((auth.seen().len(), api.connections()), (1, 0), "who waited is not made to ask again");
}

#[tokio::test]
async fn answers_that_are_no_tokens() {
    for (status, body, said) in [
        (200, "", "has no `access_token`"),
        (200, r#"{"access_token":""}"#, "has no `access_token`"),
        (200, r#"{"access_token":"t","token_type":"mac"}"#, "has a token that is no bearer token"),
        (200, "{\"access_token\":\"t\\n\"}", "the token cannot be sent: it holds a character"),
        (307, "", "answered 307"),
        (400, "<html>", "answered 400"),
        (400, r#"{"error":"bad","error_description":"you sent s3cr:et/"}"#, "answered 400 bad"),
    ] {
        let auth = serving(&[answer(status, body)]).await;
        let api = Server::start(Vec::new()).await;
        let error = Call::<List>::new(&builder(&api, credentials(&auth)).build().unwrap()).await.unwrap_err();
        let shown = printed(&error);
        assert!(shown.contains(said) && !shown.contains(SECRET), "{shown}");
        assert_eq!((auth.connections(), api.connections()), (1, 0));
    }
}

#[tokio::test]
async fn a_token_endpoint_that_is_busy_is_asked_again() {
    let auth = serving(&[answer(503, ""), token("t0", "")]).await;
    let api = serving(&[answer(200, "")]).await;
    let clock = TestClock::new();
    let client = builder(&api, credentials(&auth)).clock(clock.clone()).retry(RetryPolicy::default()).build().unwrap();
    let call = tokio::spawn(Call::<List>::new(&client).send());
    clock.sleepers(1, Duration::from_millis(200)).await;
    clock.advance(Duration::from_millis(200));
    call.await.unwrap().unwrap();
    assert_eq!(shown(&api), ["Bearer t0"]);
}

#[tokio::test]
async fn a_token_endpoint_that_says_nothing_does_not_hold_a_call_forever() {
    let auth = Server::start(vec![vec![Act::Read, Act::Hold]]).await;
    let api = Server::start(Vec::new()).await;
    let clock = TestClock::new();
    let client = client(&api, credentials(&auth), &clock);
    let call = tokio::spawn(Call::<List>::new(&client).send());
    auth.acts(1).await;
    clock.advance(Duration::from_secs(120));
    let error = call.await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Token(_)), "{error}");
    assert_eq!((error.outcome(), api.connections()), (Outcome::NotSent, 0));
}

#[tokio::test]
async fn a_secret_goes_only_where_it_is_safe() {
    for (endpoint, why) in [
        ("http://auth.example.com/token", "http is for the loopback only"),
        ("https://user:pass@auth.example.com/token", "it holds a user or password"),
        ("/token", "it is not absolute"),
        ("https://auth.example.com/token#a", "it holds a fragment"),
    ] {
        let provider = Credential::provided(ClientCredentials::new(endpoint, "shop", SECRET));
        let builder = ClientBuilder::new(&API).base_url("https://example.com").credential(0, provider);
        let error = builder.build().unwrap_err().to_string();
        assert!(error.contains(why) && error.contains("oauth"), "{error}");
    }
    let query = ClientCredentials::new("https://auth.example.com/token?tenant=1", "shop", SECRET);
    assert_eq!(query.check(), Ok(()));
    let shown = format!("{query:?} {:?}", ClientBuilder::new(&API).credential(0, Credential::provided(query.clone())));
    assert!(!shown.contains("s3cr") && !shown.contains("tenant"), "{shown}");
}

/// A provider of a user's own, which gives its tokens in turn and hears which are refused.
#[derive(Clone, Default)]
struct InTurn(Arc<Mutex<(u32, Vec<String>)>>);

impl TokenProvider for InTurn {
    fn token(&self, _: &TokenContext) -> BoxFuture<Result<Secret, TokenError>> {
        let mut state = self.0.lock().unwrap();
        state.0 += 1;
        let given = match state.0 {
            3.. => Err(TokenError::new("nobody is logged in")),
            count => Ok(Secret::new(format!("turn-{count}"))),
        };
        Box::pin(async move { given })
    }

    fn rejected(&self, token: &Secret) {
        self.0.lock().unwrap().1.push(token.expose().to_owned());
    }
}

#[tokio::test]
async fn a_provider_of_ones_own() {
    let api = serving(&[answer(401, ""), answer(200, "")]).await;
    let provider = InTurn::default();
    let client = builder(&api, provider.clone()).build().unwrap();
    let refused = Call::<List>::new(&client).await.unwrap_err();
    assert_eq!(refused.status().unwrap(), 401, "it is not sent again: that is for the caller to say");
    Call::<List>::new(&client).await.unwrap();
    let error = Call::<List>::new(&client).await.unwrap_err();
    assert_eq!(error.to_string(), "nothing was sent, since no token could be had: nobody is logged in");
    assert_eq!(shown(&api), ["Bearer turn-1", "Bearer turn-2"]);
    assert_eq!(provider.0.lock().unwrap().1, ["turn-1"]);
}

#[tokio::test]
async fn a_token_that_was_refused_is_not_given_again() {
    let auth = serving(&[token("t0", ""), token("t1", "")]).await;
    let api = serving(&[answer(401, ""), answer(200, "")]).await;
    let client = builder(&api, credentials(&auth)).build().unwrap();
    assert!(Call::<List>::new(&client).await.is_err());
    Call::<List>::new(&client).await.unwrap();
    assert_eq!(shown(&api), ["Bearer t0", "Bearer t1"]);
}

/// A provider for another grant, over the client's own transport.
struct Refreshing(String);

impl TokenProvider for Refreshing {
    fn token(&self, context: &TokenContext) -> BoxFuture<Result<Secret, TokenError>> {
        let (context, endpoint) = (context.clone(), self.0.clone());
        Box::pin(async move {
            let fields = [("grant_type", "refresh_token"), ("refresh_token", "r&r")];
            let answer = context.post_form(&endpoint, &fields, Some(&Secret::basic("shop", SECRET))).await?;
            Ok(Secret::new(answer.text().map_err(TokenError::new)?))
        })
    }
}

#[tokio::test]
async fn another_grant_by_a_provider() {
    let auth = serving(&[answer(200, "t9")]).await;
    let api = serving(&[answer(200, "")]).await;
    let client = builder(&api, Refreshing(format!("http://{}/token", auth.address))).build().unwrap();
    Call::<List>::new(&client).await.unwrap();
    assert_eq!(shown(&api), ["Bearer t9"]);
    assert_eq!(auth.seen()[0].body, "grant_type=refresh_token&refresh_token=r%26r");
    assert!(auth.seen()[0].header("authorization").unwrap().starts_with("Basic "));
    let api = Server::start(Vec::new()).await;
    let elsewhere = builder(&api, Refreshing("http://auth.example.com/token".to_owned())).build().unwrap();
    let error = Call::<List>::new(&elsewhere).await.unwrap_err();
    assert!(error.to_string().contains("loopback"), "{error}");
    assert_eq!(api.connections(), 0);
}
