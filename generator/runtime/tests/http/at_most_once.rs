//! The promise that everything else serves: a purchase reaches the server at most once, and what is said of it is true.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use proptest::prelude::*;
use specwright_runtime::runtime::transport::mock::{Fault, Mock};
use specwright_runtime::runtime::transport::{RequestBody, ResponseBody, Transport, TransportFailure};
use specwright_runtime::runtime::{BoxFuture, Method, Outcome, RetryPolicy, Timeouts};

use crate::support::clock::TestClock;
use crate::support::purchase::{self, PurchaseCreditsRequest, purchase_credits};
use crate::support::server::{CHARGED, DECLINED};
use crate::support::tell::{build, hundred, tell};

const POST: &str = "/api/v1/credits/purchase";

#[derive(Clone, Copy, Debug)]
pub enum Meets {
    Fault(Fault),
    Charged,
    Declined,
    Status(u16),
}

pub fn meets() -> impl Strategy<Value = Meets> {
    prop_oneof![
        3 => Just(Meets::Fault(Fault::Unreachable)),
        2 => Just(Meets::Fault(Fault::NeverConnects)),
        3 => Just(Meets::Fault(Fault::LostBeforeSending)),
        1 => Just(Meets::Fault(Fault::LostWhileSending)),
        1 => Just(Meets::Fault(Fault::LostAfterSending)),
        1 => Just(Meets::Fault(Fault::NeverAnswers)),
        1 => (200_u16..600).prop_map(|status| Meets::Fault(Fault::LostWhileReceiving(status))),
        1 => Just(Meets::Charged),
        1 => Just(Meets::Declined),
        1 => (200_u16..600).prop_map(Meets::Status),
    ]
}

/// A script in which each request meets the next of these.
pub fn script(schedule: &[Meets], method: &Method, path: &str) -> Mock {
    schedule.iter().fold(Mock::new(), |mock, meets| {
        let next = mock.expect(method.clone(), path);
        match meets {
            Meets::Fault(fault) => next.fail(*fault),
            Meets::Charged => next.reply(200, CHARGED),
            Meets::Declined => next.reply(402, DECLINED),
            Meets::Status(status) => next.reply(*status, "{}"),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn over_any_schedule_of_faults(
        schedule in proptest::collection::vec(meets(), 0..8),
        attempts in 0_u32..8,
        total in 1_u64..200,
        long in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let mock = script(&schedule, &Method::POST, POST);
            let client = build(purchase::builder().transport(mock.clone()));
            let request = if long { hundred().payment_method_id("x".repeat(100_000)) } else { hundred() };
            let result = purchase_credits(&client, request)
                .retry(RetryPolicy::default().attempts(attempts))
                .timeouts(Timeouts::default().total(Duration::from_secs(total)))
                .await;
            tell(&result);
            // The mock keeps each request of which it was given as much as a byte.
            let reached = mock.requests().len();
            assert!(reached <= 1, "sent {reached} times");
            match result {
                Ok(_) => assert_eq!(reached, 1),
                Err(error) => match error.outcome() {
                    Outcome::NotSent => assert_eq!(reached, 0),
                    Outcome::Answered => assert_eq!((reached, error.status().is_some()), (1, true)),
                    Outcome::Unknown => assert_eq!(reached, 1),
                },
            }
        });
    }
}

/// A transport that takes its time: it lays requests aside, for a test to go on with them when the client has given up.
#[derive(Clone, Default)]
struct Slow(Arc<Mutex<Vec<RequestBody>>>);

impl Transport for Slow {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<Result<http::Response<ResponseBody>, TransportFailure>> {
        self.0.lock().unwrap().push(request.into_body());
        Box::pin(std::future::pending())
    }
}

async fn next_piece(body: &mut RequestBody) -> Option<Result<usize, String>> {
    use http_body::Body;
    let frame = std::future::poll_fn(|cx| std::pin::Pin::new(&mut *body).poll_frame(cx)).await?;
    Some(frame.map(|frame| frame.into_data().unwrap().len()).map_err(|error| error.to_string()))
}

#[tokio::test]
async fn what_is_said_not_to_be_sent_can_no_longer_be() {
    let (slow, clock) = (Slow::default(), TestClock::new());
    let client = build(purchase::builder().transport(slow.clone()).clock(clock.clone()));
    let call = tokio::spawn(purchase_credits(&client, hundred()).retry(RetryPolicy::never()).send());
    clock.sleepers(1, Duration::from_secs(10)).await;
    clock.advance(Duration::from_secs(10));
    assert_eq!(tell(&call.await.unwrap()), "Timeout(Connect) Connecting NotSent");
    // Another thread of the transport may still hold the body, and be about to write it.
    let mut body = slow.0.lock().unwrap().remove(0);
    assert_eq!(next_piece(&mut body).await, Some(Err("the request was given up".to_owned())));
}

#[tokio::test]
async fn a_body_that_was_begun_is_not_given_up_for_the_time_of_connecting() {
    let (slow, clock) = (Slow::default(), TestClock::new());
    let client = build(purchase::builder().transport(slow.clone()).clock(clock.clone()));
    let long = PurchaseCreditsRequest::new("1".parse().unwrap()).payment_method_id("x".repeat(100_000));
    let call = tokio::spawn(purchase_credits(&client, long).send());
    clock.sleepers(1, Duration::from_secs(10)).await;
    let mut body = slow.0.lock().unwrap().remove(0);
    assert_eq!(next_piece(&mut body).await, Some(Ok(65_536)));
    clock.advance(Duration::from_secs(10));
    tokio::task::yield_now().await;
    assert!(!call.is_finished());
    clock.advance(Duration::from_secs(50));
    assert_eq!(tell(&call.await.unwrap()), "Timeout(Attempt) Sending Unknown");
    assert!(slow.0.lock().unwrap().is_empty(), "it was tried once");
}
