//! What bounds sending again, over any schedule of faults: the policy, the time of the call, and the budget of the client.

use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use proptest::prelude::*;
use specwright_runtime::runtime::transport::mock::{Fault, Mock};
use specwright_runtime::runtime::transport::{RequestBody, ResponseBody, Transport, TransportFailure};
use specwright_runtime::runtime::{
    BoxFuture, Call, Client, Error, Method, Outcome, Response, RetryBudget, RetryPolicy, SeededRandom, Timeouts,
};
use tokio::time::Instant;

use crate::at_most_once::{Meets, meets, script};
use crate::retries::Keyed;
use crate::support::purchase::{self, UserSessionToken, purchase_credits, show_purchase};
use crate::support::server::{Act, Server, answer, raw};
use crate::support::tell::{TOKEN, build, hundred, tell};

const POST: &str = "/api/v1/credits/purchase";
const GET: &str = "/api/v1/credits/purchases/p";

/// A transport that counts what it is asked to send.
#[derive(Clone)]
struct Counted(Mock, Arc<AtomicU32>);

impl Transport for Counted {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<Result<http::Response<ResponseBody>, TransportFailure>> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.send(request)
    }
}

/// What a call sends.
#[derive(Clone, Copy, Debug)]
enum What {
    Purchase,
    Keyed,
    Question,
}

/// One call: which request it is, what it meets, how much it may.
#[derive(Clone, Debug)]
struct Plan {
    what: What,
    schedule: Vec<Meets>,
    attempts: u32,
    total: Duration,
}

fn plan() -> impl Strategy<Value = Plan> {
    let what = prop_oneof![Just(What::Purchase), Just(What::Keyed), Just(What::Question)];
    let total = (1_u64..200_000).prop_map(Duration::from_millis);
    let schedule = proptest::collection::vec(meets(), 0..8);
    (what, schedule, 0_u32..8, total).prop_map(|(what, schedule, attempts, total)| Plan {
        what,
        schedule,
        attempts,
        total,
    })
}

fn hold<T: Debug, E: Debug>(result: Result<Response<T>, Error<E>>, what: What, reached: usize) {
    tell(&result);
    let Err(error) = result else { return assert!(reached >= 1) };
    match error.outcome() {
        Outcome::NotSent => assert_eq!(reached, 0),
        Outcome::Answered | Outcome::Unknown => assert!(reached >= 1),
    }
    assert_eq!(error.is_retry_safe(), error.outcome() == Outcome::NotSent || !matches!(what, What::Purchase));
}

/// How often a call was sent, after all that must hold for it does.
async fn run(client: &Client, plan: &Plan) -> u32 {
    let (method, path) = if matches!(plan.what, What::Question) { (Method::GET, GET) } else { (Method::POST, POST) };
    let mock = script(&plan.schedule, &method, path);
    let count = Arc::new(AtomicU32::new(0));
    let client = client.with_transport(Counted(mock.clone(), Arc::clone(&count)));
    let (policy, limits) = (RetryPolicy::default().attempts(plan.attempts), Timeouts::default().total(plan.total));
    let start = Instant::now();
    let reached = || mock.requests().len();
    match plan.what {
        What::Purchase => {
            let call = purchase_credits(&client, hundred()).retry(policy).timeouts(limits);
            hold(call.with_response().await, plan.what, reached());
            assert!(reached() <= 1, "sent {} times", reached());
        }
        What::Keyed => {
            let call = Call::<Keyed>::new(&client).json(&hundred()).retry(policy).timeouts(limits);
            hold(call.with_response().await, plan.what, reached());
            let keys: Vec<_> = mock.requests().iter().map(|seen| seen.headers["idempotency-key"].clone()).collect();
            assert!(keys.iter().all(|key| *key == keys[0] && !key.is_empty()), "{keys:?}");
        }
        What::Question => {
            let call = show_purchase(&client, "p").retry(policy).timeouts(limits);
            // A request without a body cannot be watched: the mock may have been asked and have taken nothing.
            let result = call.with_response().await;
            tell(&result);
        }
    }
    assert!(start.elapsed() <= plan.total, "took {:?} of {:?}", start.elapsed(), plan.total);
    let sent = count.load(Ordering::Relaxed);
    assert!(sent <= plan.attempts.max(1), "{sent} of {} attempts", plan.attempts);
    sent
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn over_any_schedule_of_faults(plans in proptest::collection::vec(plan(), 1..6), size in 0_u32..60) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let budget = RetryBudget::new(size);
            let builder = purchase::builder().transport(Mock::new()).retry_budget(budget.clone());
            let client = build(builder.random(SeededRandom::default()));
            let mut left = size;
            for plan in &plans {
                let sent = run(&client, plan).await;
                let now = budget.available().unwrap();
                // Five for each attempt after the first, and at most five back for an answer.
                let price = 5 * sent.saturating_sub(1);
                assert!(price <= left, "{price} of {left}");
                assert!(now <= size && now <= left - price + 5, "{now} after {price} of {left}");
                left = now;
            }
        });
    }
}

fn budgeted(budget: &RetryBudget, mock: &Mock) -> Client {
    let builder = purchase::builder().transport(mock.clone()).retry_budget(budget.clone());
    purchase::user_session_token(builder, UserSessionToken::new(TOKEN)).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn an_answer_brings_one_and_an_answer_at_last_what_it_took() {
    let budget = RetryBudget::new(20);
    let check = async |meets: &[Meets], left: u32| {
        let result = show_purchase(&budgeted(&budget, &script(meets, &Method::GET, GET)), "p").await;
        assert_eq!(budget.available(), Some(left), "{meets:?}");
        tell(&result)
    };
    let busy = Meets::Status(503);
    assert_eq!(check(&[Meets::Charged], 20).await, "Ok", "it is full");
    assert_eq!(check(&[busy, Meets::Charged], 20).await, "Ok");
    assert_eq!(check(&[busy, busy, Meets::Charged], 15).await, "Ok");
    assert_eq!(check(&[Meets::Charged], 16).await, "Ok");
    assert_eq!(check(&[Meets::Status(404)], 17).await, "UnexpectedStatus 404 Answered", "a refusal is an answer");
    assert_eq!(check(&[busy, busy, busy], 7).await, "UnexpectedStatus 503 Answered");
    assert_eq!(check(&[busy, busy, Meets::Charged], 2).await, "UnexpectedStatus 503 Answered", "one was all it had");
    assert_eq!(check(&[Meets::Fault(Fault::Unreachable)], 2).await, "Connect Connecting NotSent");
    assert_eq!(check(&[Meets::Charged], 3).await, "Ok", "a first attempt costs nothing");
}

#[tokio::test]
async fn clones_and_clients_of_one_budget_share_it() {
    let busy = || vec![Act::Read, raw(503, "connection: close\r\n", "")];
    let server = Server::start((0..12).map(|_| busy()).collect()).await;
    let budget = RetryBudget::new(20);
    let client = || build(purchase::builder().base_url(server.url()).retry_budget(budget.clone()));
    let (one, other) = (client(), client());
    for client in [&one, &one.clone(), &other, &other.with_transport(Mock::new())] {
        tell(&show_purchase(client, "p").await);
    }
    assert_eq!(budget.available(), Some(0), "{one:?}");
    assert_eq!(server.seen().len(), 3 + 3 + 1, "twice two further attempts, and then none");
    let healthy = Server::start(vec![vec![Act::Read, answer(200, crate::support::server::CHARGED)]]).await;
    let other = build(purchase::builder().base_url(healthy.url()).retry_budget(budget.clone()));
    assert_eq!(tell(&show_purchase(&other, "p").await), "Ok");
    assert_eq!(budget.available(), Some(1));
}

#[tokio::test(start_paused = true)]
async fn without_a_limit_only_the_policy_counts() {
    let budget = RetryBudget::unlimited();
    let mock = script(&[Meets::Status(503); 200], &Method::GET, GET);
    for _ in 0..50 {
        tell(&show_purchase(&budgeted(&budget, &mock), "p").retry(RetryPolicy::default().attempts(4)).await);
    }
    assert_eq!(mock.requests().len(), 200);
}

#[tokio::test(start_paused = true)]
async fn a_call_may_have_a_budget_of_its_own() {
    let (common, own) = (RetryBudget::new(5), RetryBudget::new(10));
    let mock = script(&[Meets::Status(503); 9], &Method::GET, GET);
    let client = budgeted(&common, &mock);
    tell(&show_purchase(&client, "p").retry_budget(own.clone()).await);
    assert_eq!((common.available(), own.available(), mock.requests().len()), (Some(5), Some(0), 3));
    tell(&show_purchase(&client, "p").retry_budget(own.clone()).await);
    assert_eq!((common.available(), own.available(), mock.requests().len()), (Some(5), Some(0), 4));
    tell(&show_purchase(&client, "p").retry_budget(RetryBudget::unlimited()).await);
    assert_eq!((common.available(), mock.requests().len()), (Some(5), 7));
    tell(&show_purchase(&client, "p").await);
    assert_eq!((common.available(), mock.requests().len()), (Some(0), 9));
}
