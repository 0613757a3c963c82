//! What is sent again, when, and how often; on a mock transport, in the time of tokio, which does not pass.

use std::time::Duration;

use http::{HeaderValue, Response};
use specwright_runtime::runtime::transport::mock::{Fault, Mock};
use specwright_runtime::runtime::{
    Answer, BodyFault, Bytes, Call, Client, Method, Operation, OperationSpec, Outcome, Paging, RetryPolicy, Timeouts,
    Undocumented,
};
use tokio::time::Instant;

use crate::support::clock::Highest;
use crate::support::purchase::{self, PurchaseCredits, UserSessionToken, purchase_credits, show_purchase};
use crate::support::server::{CHARGED, DECLINED};
use crate::support::tell::{TOKEN, hundred, tell};

const POST: &str = "/api/v1/credits/purchase";
const GET: &str = "/api/v1/credits/purchases/p";

fn client(mock: &Mock) -> Client {
    let builder = purchase::builder().transport(mock.clone()).random(Highest);
    purchase::user_session_token(builder, UserSessionToken::new(TOKEN)).build().unwrap()
}

fn busy(status: u16, retry_after: &str) -> Response<Bytes> {
    let builder = Response::builder().status(status).header("retry-after", HeaderValue::from_str(retry_after).unwrap());
    builder.body(Bytes::new()).unwrap()
}

/// A purchase meets each fault in turn, and after them a server that charges: what became of it, and how many times the
/// server was given the whole body.
async fn purchase(faults: &[Fault], expected: &str, given: usize) {
    let mock = faults.iter().fold(Mock::new(), |mock, fault| mock.expect(Method::POST, POST).fail(*fault));
    let mock = mock.expect(Method::POST, POST).reply(200, CHARGED);
    let result = purchase_credits(&client(&mock), hundred()).await;
    assert_eq!(tell(&result), expected, "{faults:?}");
    assert_eq!(mock.requests().len(), given, "{faults:?}");
}

#[tokio::test(start_paused = true)]
async fn a_purchase_is_sent_again_only_if_nothing_of_it_was_sent() {
    purchase(&[Fault::Unreachable], "Ok", 1).await;
    purchase(&[Fault::NeverConnects], "Ok", 1).await;
    purchase(&[Fault::LostBeforeSending], "Ok", 1).await;
    purchase(&[Fault::Unreachable, Fault::LostBeforeSending], "Ok", 1).await;
    purchase(&[Fault::Unreachable; 3], "Connect Connecting NotSent", 0).await;
    purchase(&[Fault::NeverConnects; 3], "Timeout(Connect) Connecting NotSent", 0).await;
    purchase(&[Fault::LostBeforeSending; 3], "Interrupted Connecting NotSent", 0).await;

    // The server has it, and says that it did nothing with it.
    purchase(&[Fault::Unprocessed], "Ok", 2).await;
    purchase(&[Fault::Unprocessed, Fault::LostAfterSending], "Interrupted Waiting Unknown", 2).await;

    purchase(&[Fault::LostWhileSending], "Interrupted Waiting Unknown", 1).await;
    purchase(&[Fault::LostAfterSending], "Interrupted Waiting Unknown", 1).await;
    purchase(&[Fault::NeverAnswers], "Timeout(Attempt) Waiting Unknown", 1).await;
    purchase(&[Fault::LostWhileReceiving(200)], "Interrupted Receiving 200 Unknown", 1).await;
    purchase(&[Fault::LostWhileReceiving(402)], "Interrupted Receiving 402 Answered", 1).await;
    purchase(&[Fault::Unreachable, Fault::LostAfterSending], "Interrupted Waiting Unknown", 1).await;
}

#[tokio::test(start_paused = true)]
async fn a_question_is_asked_again_after_everything_that_may_pass() {
    for fault in [
        Fault::Unreachable,
        Fault::LostBeforeSending,
        Fault::LostAfterSending,
        Fault::NeverAnswers,
        Fault::LostWhileReceiving(200),
    ] {
        let mock = Mock::new().expect(Method::GET, GET).fail(fault).expect(Method::GET, GET).reply(200, CHARGED);
        assert_eq!(tell(&show_purchase(&client(&mock), "p").await), "Ok", "{fault:?}");
        mock.verify().unwrap();
    }
    for status in [408, 425, 429, 500, 502, 503, 504] {
        let mock = Mock::new().expect(Method::GET, GET).reply(status, "").expect(Method::GET, GET).reply(200, CHARGED);
        assert_eq!(tell(&show_purchase(&client(&mock), "p").await), "Ok", "{status}");
    }
    for status in [400, 404, 501, 307] {
        let mock = Mock::new().expect(Method::GET, GET).reply(status, "");
        assert_eq!(tell(&show_purchase(&client(&mock), "p").await), format!("UnexpectedStatus {status} Answered"));
    }
}

#[tokio::test(start_paused = true)]
async fn waits_double_up_to_their_limit() {
    let policy = RetryPolicy::default().attempts(6).backoff(Duration::from_millis(100), Duration::from_millis(500));
    let mock = (0..6).fold(Mock::new(), |mock, _| mock.expect(Method::GET, GET).reply(503, ""));
    let start = Instant::now();
    let error = show_purchase(&client(&mock), "p").retry(policy).await.unwrap_err();
    assert_eq!(error.answer().unwrap().attempts(), 6);
    // tokio rounds each wait up to a millisecond.
    let sum = 100 + 200 + 400 + 500 + 500;
    assert!((sum..=sum + 5).contains(&start.elapsed().as_millis()), "{:?}", start.elapsed());
}

/// How long after a `Retry-After` the question is asked again; none: it is not.
async fn asked_for(status: u16, retry_after: &str) -> Option<u64> {
    let mock = Mock::new().expect(Method::GET, GET).respond(busy(status, retry_after));
    let mock = mock.expect(Method::GET, GET).reply(200, CHARGED);
    let policy = RetryPolicy::default().backoff(Duration::ZERO, Duration::ZERO);
    let start = Instant::now();
    let result = show_purchase(&client(&mock), "p").retry(policy).await;
    assert_eq!(result.is_ok(), mock.requests().len() == 2);
    result.ok().map(|_| start.elapsed().as_secs())
}

#[tokio::test(start_paused = true)]
async fn the_server_says_when() {
    assert_eq!(asked_for(429, "7").await, Some(7));
    assert_eq!(asked_for(503, " 7 ").await, Some(7));
    assert_eq!(asked_for(503, "0").await, Some(0));
    assert_eq!(asked_for(503, "31").await, None, "longer than is waited for");
    assert_eq!(asked_for(503, "99999999999999999999999").await, None);
    for past in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
        assert_eq!(asked_for(503, past).await, Some(0), "{past}");
    }
    assert_eq!(asked_for(503, "Fri, 31 Dec 9999 23:59:59 GMT").await, None);
    assert_eq!(asked_for(503, "Monday, 01-Jan-40 00:00:00 GMT").await, None, "2040");
    for nonsense in ["soon", "-1", "1.5", "Sun, 99 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", ",,,"] {
        assert_eq!(asked_for(503, nonsense).await, Some(0), "{nonsense} is not there");
    }
}

#[tokio::test(start_paused = true)]
async fn the_server_says_when_in_milliseconds() {
    for name in ["retry-after-ms", "x-ms-retry-after-ms"] {
        let mut response = busy(429, "9");
        response.headers_mut().insert(name, "1500".parse().unwrap());
        let mock = Mock::new().expect(Method::GET, GET).respond(response).expect(Method::GET, GET).reply(200, CHARGED);
        let policy = RetryPolicy::default().backoff(Duration::ZERO, Duration::ZERO);
        let start = Instant::now();
        show_purchase(&client(&mock), "p").retry(policy).await.unwrap();
        assert_eq!(start.elapsed(), Duration::from_millis(1500), "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_date_is_read_to_the_second() {
    let clock = crate::support::clock::TestClock::new();
    let mock = Mock::new().expect(Method::GET, GET).respond(busy(503, "Fri, 15 Jan 2027 08:00:05 GMT"));
    let mock = mock.expect(Method::GET, GET).reply(200, CHARGED);
    let builder = purchase::builder().transport(mock.clone()).random(Highest).clock(clock.clone());
    let client = purchase::user_session_token(builder, UserSessionToken::new(TOKEN)).build().unwrap();
    let call = tokio::spawn(show_purchase(&client, "p").send());
    clock.sleepers(1, Duration::from_secs(5)).await;
    clock.advance(Duration::from_secs(5));
    call.await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn no_wait_goes_beyond_the_end_of_the_call() {
    let mock = Mock::new().expect(Method::GET, GET).respond(busy(503, "20"));
    let start = Instant::now();
    let limits = Timeouts::default().total(Duration::from_secs(20));
    let result = show_purchase(&client(&mock), "p").timeouts(limits).await;
    assert_eq!(tell(&result), "UnexpectedStatus 503 Answered", "what is known is not thrown away");
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn attempts_share_the_time_of_the_call() {
    let mock = Mock::new()
        .expect(Method::GET, GET)
        .fail(Fault::NeverAnswers)
        .expect(Method::GET, GET)
        .fail(Fault::NeverAnswers);
    let start = Instant::now();
    let limits = Timeouts::default().attempt(Duration::from_secs(8)).total(Duration::from_secs(10));
    let result = show_purchase(&client(&mock), "p").timeouts(limits).await;
    assert_eq!(tell(&result), "Timeout(Total) Waiting Unknown");
    assert_eq!(start.elapsed().as_secs(), 10);
    assert!(result.unwrap_err().is_retry_safe(), "it was only a question");
}

#[tokio::test(start_paused = true)]
async fn a_limit_beyond_all_time_is_none() {
    let mock = Mock::new().expect(Method::POST, POST).reply(200, CHARGED);
    let limits =
        Timeouts::default().total(Duration::MAX).attempt(Duration::MAX).idle(Duration::MAX).connect(Duration::MAX);
    assert_eq!(tell(&purchase_credits(&client(&mock), hundred()).timeouts(limits).await), "Ok");
}

/// The purchase, as it would be if its specification had a key for it.
#[derive(Debug)]
pub enum Keyed {}

impl Operation for Keyed {
    type Output = <PurchaseCredits as Operation>::Output;
    type Error = <PurchaseCredits as Operation>::Error;
    const SPEC: &'static OperationSpec =
        &OperationSpec { idempotency_header: Some("Idempotency-Key"), api: &purchase::API, method: "POST", ..PLAIN };

    fn read(
        case: usize,
        answer: &specwright_runtime::runtime::Answer,
    ) -> Result<Result<Self::Output, Self::Error>, specwright_runtime::runtime::BodyFault> {
        PurchaseCredits::read(case, answer)
    }
}

const PLAIN: OperationSpec = OperationSpec {
    api: &purchase::API,
    id: "purchaseCredits",
    method: "POST",
    path: "/credits/purchase",
    security: &[&[0]],
    servers: &[],
    accept: "application/json",
    idempotency_header: None,
    paging: Paging::Link,
    responses: PurchaseCredits::SPEC.responses,
};

#[tokio::test(start_paused = true)]
async fn a_key_makes_many_requests_one() {
    let mock = Mock::new()
        .expect(Method::POST, POST)
        .fail(Fault::LostAfterSending)
        .expect(Method::POST, POST)
        .reply(503, "")
        .expect(Method::POST, POST)
        .reply(200, CHARGED);
    let call = || Call::<Keyed>::new(&client(&mock)).json(&hundred()).send();
    assert_eq!(tell(&call().await), "Ok");
    let keys: Vec<_> =
        mock.requests().iter().map(|seen| seen.headers["idempotency-key"].to_str().unwrap().to_owned()).collect();
    assert_eq!(keys, vec![keys[0].clone(); 3], "the same key in all attempts");
    let parts: Vec<usize> = keys[0].split('-').map(str::len).collect();
    assert_eq!(parts, [8, 4, 4, 4, 12]);
    assert_eq!(&keys[0][14..15], "7", "{}", keys[0]);
    assert!("89ab".contains(&keys[0][19..20]), "{}", keys[0]);

    let mock = Mock::new().expect(Method::POST, POST).reply(200, CHARGED);
    Call::<Keyed>::new(&client(&mock)).json(&hundred()).idempotency_key("mine").await.unwrap();
    assert_eq!(mock.requests()[0].headers["idempotency-key"], "mine");
    let mock = Mock::new().expect(Method::POST, POST).reply(200, CHARGED);
    let own = Call::<Keyed>::new(&client(&mock)).json(&hundred()).header("idempotency-key", "own").with_response();
    assert_eq!(own.await.unwrap().answer.idempotency_key(), Some("own"));
    for wrong in ["", "line\nbreak"] {
        let call = Call::<Keyed>::new(&client(&Mock::new())).json(&hundred()).idempotency_key(wrong).send();
        assert_eq!(tell(&call.await), "InvalidRequest(1) NotSent", "{wrong:?}");
    }

    let mock = Mock::new().expect(Method::POST, POST).reply(500, "");
    let error = Call::<Keyed>::new(&client(&mock)).json(&hundred()).retry(RetryPolicy::never()).await.unwrap_err();
    assert_eq!((error.outcome(), error.is_retry_safe()), (Outcome::Unknown, true));
    assert!(error.to_string().ends_with("; it may be sent again without harm if it carries the same idempotency key"));
    let key = error.idempotency_key().unwrap().to_owned();
    assert_eq!(mock.requests()[0].headers["idempotency-key"], key);
    let again = Mock::new().expect(Method::POST, POST).fail(Fault::LostAfterSending);
    let call =
        Call::<Keyed>::new(&client(&again)).json(&hundred()).idempotency_key(&key).retry(RetryPolicy::never()).send();
    let lost = call.await.unwrap_err();
    assert_eq!(lost.idempotency_key(), Some(&*key), "an error without an answer tells it, too");
}

/// What became of a keyed purchase that was lost after it was sent, and then met this.
async fn lost_and_then(next: impl Fn(Mock) -> Mock) -> String {
    let mock = next(Mock::new().expect(Method::POST, POST).fail(Fault::LostAfterSending));
    let call = Call::<Keyed>::new(&client(&mock)).json(&hundred()).retry(RetryPolicy::default().attempts(2)).send();
    tell(&call.await)
}

#[tokio::test(start_paused = true)]
async fn what_an_attempt_may_have_done_stays_true_after_the_next() {
    let unreachable = |mock: Mock| mock.expect(Method::POST, POST).fail(Fault::Unreachable);
    assert_eq!(lost_and_then(unreachable).await, "Connect Connecting Unknown");
    let refused = |mock: Mock| mock.expect(Method::POST, POST).reply(402, DECLINED);
    assert_eq!(lost_and_then(refused).await, "Api 402 Unknown", "the word is about the second");
    let charged = |mock: Mock| mock.expect(Method::POST, POST).reply(200, CHARGED);
    assert_eq!(lost_and_then(charged).await, "Ok");
}

#[tokio::test(start_paused = true)]
async fn a_key_whose_header_cannot_be_sent_is_none() {
    #[derive(Debug)]
    enum Misnamed {}
    impl Operation for Misnamed {
        type Output = ();
        type Error = Undocumented;
        const SPEC: &'static OperationSpec = &OperationSpec { idempotency_header: Some("Idempotency Key"), ..PLAIN };

        fn read(_: usize, answer: &Answer) -> Result<Result<(), Undocumented>, BodyFault> {
            answer.empty().map(Ok)
        }
    }
    let mock = Mock::new().expect(Method::POST, POST).fail(Fault::LostAfterSending);
    let error = Call::<Misnamed>::new(&client(&mock)).json(&hundred()).await.unwrap_err();
    assert_eq!((error.outcome(), error.is_retry_safe(), mock.requests().len()), (Outcome::Unknown, false, 1));
}
