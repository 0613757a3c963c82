//! Which credentials are sent, where, and that nothing that can be printed shows them.

use specwright_runtime::runtime::transport::mock::Mock;
use specwright_runtime::runtime::{
    Answer, BodyFault, Call, Client, ClientBuilder, Credential, Error, Method, Operation, OperationSpec, Paging,
    Secret, Undocumented,
};

use crate::support::probe::{self, Heard, sent};
use crate::support::purchase::{self, PurchaseCredits, PurchaseCreditsRequest, UserSessionToken, user_session_token};
use crate::support::server::CHARGED;
use crate::support::tell::{hundred, printed, tell};

macro_rules! secured {
    ($($name:ident: $security:expr;)*) => { $(
        #[derive(Debug)]
        enum $name {}

        impl Operation for $name {
            type Output = ();
            type Error = Undocumented;
            const SPEC: &'static OperationSpec = &OperationSpec {
                api: &purchase::API, method: "GET", security: $security, ..PLAIN
            };

            fn read(_: usize, answer: &Answer) -> Result<Result<(), Undocumented>, BodyFault> {
                answer.empty().map(Ok)
            }
        }
    )* };
}

const PLAIN: OperationSpec = OperationSpec {
    api: &purchase::API,
    id: "look",
    method: "GET",
    path: "/look",
    security: &[],
    servers: &[],
    accept: "",
    idempotency_header: None,
    paging: Paging::Link,
    responses: probe::Probe::SPEC.responses,
};

secured! {
    Open: &[];
    Bearer: &[&[0]];
    Query: &[&[1]];
    Basic: &[&[2]];
    Cookie: &[&[3]];
    Header: &[&[4]];
    KeyAndCookieOrBearer: &[&[1, 3], &[0]];
    Optional: &[&[], &[0]];
    Digest: &[&[5]];
    Certificate: &[&[6]];
}

const KEYS: [&str; 5] = ["t0p-secret", "k3y&x", "", "s3ss10n", "h34der"];

fn with(schemes: &[usize]) -> ClientBuilder {
    schemes.iter().fold(purchase::builder(), |builder, scheme| match scheme {
        2 => builder.credential(2, Secret::basic("Aladdin", "open sesame")),
        other => builder.credential(*other, Secret::new(KEYS[*other])),
    })
}

async fn look<O: Operation>(schemes: &[usize]) -> Result<Heard, String> {
    sent::<O>(with(schemes), |call| call).await
}

#[tokio::test]
async fn each_kind_has_its_place() {
    let bearer = look::<Bearer>(&[0]).await.unwrap();
    assert_eq!(bearer.header("authorization"), Some("Bearer t0p-secret"));
    // The example of RFC 7617 §2.
    let basic = look::<Basic>(&[2]).await.unwrap();
    assert_eq!(basic.header("authorization"), Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
    assert_eq!(look::<Query>(&[1]).await.unwrap().uri, "https://app.talkover.ai/api/v1/look?api_key=k3y%26x");
    assert_eq!(look::<Cookie>(&[3]).await.unwrap().header("cookie"), Some("session=s3ss10n"));
    assert_eq!(look::<Header>(&[4]).await.unwrap().header("x-key"), Some("h34der"));
    for heard in [bearer, basic, look::<Cookie>(&[3]).await.unwrap(), look::<Header>(&[4]).await.unwrap()] {
        let shown = format!("{:?}", heard.headers);
        assert!(!KEYS.iter().filter(|key| !key.is_empty()).any(|key| shown.contains(key)), "{shown}");
        assert!(!shown.contains("QWxh"), "{shown}");
    }
}

#[tokio::test]
async fn all_of_an_alternative_or_the_next() {
    let both = look::<KeyAndCookieOrBearer>(&[0, 1, 3]).await.unwrap();
    assert!(both.uri.contains("api_key") && both.header("cookie").is_some());
    assert_eq!(both.header("authorization"), None, "no more is sent than is asked for");
    let one = look::<KeyAndCookieOrBearer>(&[0, 1]).await.unwrap();
    assert!(!one.uri.contains("api_key") && one.header("authorization").is_some());
    assert_eq!(
        look::<KeyAndCookieOrBearer>(&[1, 2]).await.unwrap_err(),
        "look takes credentials that the client was not given: key and cookie, or userSessionToken"
    );
}

#[tokio::test]
async fn what_is_not_asked_for_is_not_sent() {
    let open = look::<Open>(&[0, 1, 3, 4]).await.unwrap();
    assert!(open.headers.keys().eq(["user-agent"]), "{:?}", open.headers);
    assert!(!open.uri.contains("api_key"));
    assert!(look::<Optional>(&[]).await.unwrap().header("authorization").is_none());
    assert!(look::<Optional>(&[0]).await.unwrap().header("authorization").is_some());
}

#[tokio::test]
async fn what_a_call_brings_itself_is_sent() {
    let own = |call: Call<'static, Digest>| call.header("authorization", "Digest username=\"a\"");
    let client = Box::leak(Box::new(purchase::builder().transport(probe::Ear::default()).build().unwrap()));
    assert!(Call::<Digest>::new(client).await.unwrap_err().to_string().contains("digest"));
    assert!(own(Call::new(client)).await.is_ok(), "for a scheme that nobody but the caller knows");
    let heard = sent::<Bearer>(with(&[0]), |call| call.header("authorization", "Bearer 0wn")).await.unwrap();
    assert_eq!(heard.header("authorization"), Some("Bearer 0wn"));
    let refused = sent::<Query>(with(&[]), |call| call.header("authorization", "Bearer 0wn")).await;
    assert!(refused.is_err(), "it is no key");
    let digest = sent::<Digest>(with(&[]).credential(5, Secret::new("Hawk id=\"1\"")), |call| call).await.unwrap();
    assert_eq!(digest.header("authorization"), Some("Hawk id=\"1\""));
}

#[tokio::test]
async fn a_certificate_is_a_matter_of_the_transport() {
    let shown = purchase::builder().credential(6, Credential::by_transport());
    let heard = sent::<Certificate>(shown, |call| call).await.unwrap();
    assert!(heard.headers.keys().eq(["user-agent"]), "{:?}", heard.headers);
    assert!(look::<Certificate>(&[0]).await.unwrap_err().contains("certificate"));
    assert!(purchase::builder().credential(0, Credential::by_transport()).build().is_err(), "a token is not");
}

#[tokio::test]
async fn cookies_go_together() {
    let heard = sent::<Cookie>(with(&[3]).header("cookie", "mine=1"), |call| call).await.unwrap();
    assert_eq!(heard.header("cookie"), Some("session=s3ss10n; mine=1"));
}

#[tokio::test]
async fn a_credential_that_cannot_be_sent_is_refused_when_it_is_given() {
    for token in ["t0p-secret\n", "", "töken", "t0p-secret\r\nx-evil: 1"] {
        let error = user_session_token(purchase::builder(), UserSessionToken::new(token)).build().unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(shown.contains("userSessionToken") && !shown.contains("t0p"), "{shown}");
    }
    assert!(purchase::builder().credential(9, Secret::new("x")).build().is_err());
    let error = purchase::builder().credential(7, Secret::new("x")).build().unwrap_err().to_string();
    assert!(error.contains("\"odd\"") && error.contains("names a header"), "{error}");
}

#[tokio::test]
async fn one_client_for_each_user_over_the_same_connections() {
    let ear = probe::Ear::default();
    let first = with(&[0]).transport(ear.clone()).build().unwrap();
    let second = first.with_credential(0, Secret::new("0ther")).unwrap();
    for client in [&first, &second] {
        Call::<Bearer>::new(client).await.unwrap();
    }
    let sent: Vec<_> = ear.heard().iter().map(|heard| heard.header("authorization").unwrap().to_owned()).collect();
    assert_eq!(sent, ["Bearer t0p-secret", "Bearer 0ther"]);
    assert!(first.with_credential(0, Secret::new("")).is_err());
}

#[test]
fn secrets_are_equal_or_not_and_are_not_shown() {
    let secret = Secret::new("t0p-secret");
    assert!(secret == Secret::new("t0p-secret"));
    assert!(secret != Secret::new("t0p-secreT") && secret != Secret::new("t0p") && secret != Secret::new(""));
    assert_eq!(format!("{secret:?} {secret:#?}"), "Secret(…) Secret(…)");
    assert_eq!(format!("{:?}", UserSessionToken::new("t0p-secret")), "UserSessionToken(Secret(…))");
}

/// Everything printable that has touched a secret.
#[tokio::test]
async fn nothing_that_can_be_printed_shows_a_secret() {
    let mock = Mock::new().expect(Method::POST, "/api/v1/credits/purchase").reply(200, CHARGED);
    let builder = with(&[0, 1, 2, 3, 4]).header("authorization", "0wn-header").transport(mock.clone());
    let mut shown = format!("{builder:?} {builder:#?}");
    let client: Client = builder.build().unwrap();
    shown += &format!("{client:?} {client:#?}");
    let call = Call::<PurchaseCredits>::new(&client).json(&hundred()).header("cookie", "0wn-cookie");
    shown += &format!("{call:?}");
    let sending = call.with_response();
    shown += &format!("{sending:?}");
    let response = sending.await.unwrap();
    shown += &format!("{:?} {:?} {:?}", response.answer, mock.requests(), mock);
    for request in mock.requests() {
        shown += &format!("{:?}", request.headers);
    }
    // A sealed body, a wrong address, a bad token: what is refused is not shown either.
    let error = purchase::builder().base_url("https://user:pa55word@example.com").build().unwrap_err();
    shown += &format!("{error} {error:?} {:?}", purchase::builder().base_url("https://user:pa55word@example.com"));
    let bad = PurchaseCreditsRequest::new("1".parse().unwrap()).payment_method_id("");
    let error = Call::<PurchaseCredits>::new(&client).json(&bad).await.unwrap_err();
    shown += &printed(&error);
    for secret in KEYS.iter().filter(|key| !key.is_empty()).chain(&["open sesame", "QWxh", "0wn-", "pa55word"]) {
        assert!(!shown.contains(secret), "{secret:?} is shown by {shown}");
    }
}

/// The key is in the address, and the address is in many an error of a transport.
#[tokio::test]
async fn an_error_does_not_show_the_address() {
    let client = with(&[1]).base_url("http://127.0.0.1:1").build().unwrap();
    let error = Call::<Query>::new(&client).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)));
    let shown = printed(&error);
    assert!(!shown.contains("k3y") && !shown.contains("api_key"), "{shown}");
    assert_eq!(tell::<(), _>(&Err(error)), "Connect Connecting NotSent");
}
