//! Calls that go on without their caller, on real sockets.

use std::time::Duration;

use specwright_runtime::runtime::transport::mock::{Fault, Mock};
use specwright_runtime::runtime::{Detached, Method, Outcome};
use tokio::sync::oneshot;

use crate::support::purchase::{self, PurchaseCredits, cancel_purchase, purchase_credits};
use crate::support::server::{Act, CHARGED, DECLINED, Server, answer};
use crate::support::tell::{build, client, hundred, tell};

const POST: &str = "/api/v1/credits/purchase";

/// A server that answers when it is told to.
async fn held(reply: Act) -> (Server, oneshot::Sender<()>) {
    let (go, told) = oneshot::channel();
    let server = Server::start(vec![vec![Act::Read, Act::Wait(told.into()), reply, Act::Hold]]).await;
    (server, go)
}

/// A caller that is dropped when the server has its request, and what another part of the program then learns.
async fn abandoned(reply: Act) -> (Server, Detached<PurchaseCredits>) {
    let (server, go) = held(reply).await;
    let call = purchase_credits(&client(&server), hundred()).send_detached();
    let handle = call.clone();
    let caller = tokio::spawn(async move { call.await });
    server.acts(1).await;
    caller.abort();
    assert!(caller.await.unwrap_err().is_cancelled());
    assert!(!handle.is_finished() && handle.result().is_none(), "{handle:?}");
    go.send(()).unwrap();
    (server, handle)
}

#[tokio::test]
async fn a_caller_that_is_gone_can_still_learn_that_it_was_charged() {
    let (server, handle) = abandoned(answer(200, CHARGED)).await;
    let paid = handle.with_response().await.unwrap();
    assert_eq!(paid.body.data.transaction_id, "txn_uuid_1");
    assert_eq!(paid.request_id(), Some("req_1"));
    assert_eq!(server.seen().len(), 1);
    // As often as it is asked, and by every handle.
    assert!(handle.is_finished());
    assert_eq!(handle.result().unwrap().unwrap(), paid.body);
    assert_eq!((&handle).await.unwrap(), paid.body);
    assert_eq!(handle.clone().await.unwrap(), paid.body);
}

#[tokio::test]
async fn a_caller_that_is_gone_can_still_learn_that_it_was_declined() {
    let (server, handle) = abandoned(answer(402, DECLINED)).await;
    assert_eq!(tell(&handle.clone().await), "Api 402 Answered");
    assert_eq!(tell(&handle.result().unwrap()), "Api 402 Answered");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn without_anybody_who_waits_it_is_sent_all_the_same() {
    let server = Server::start(vec![vec![Act::Read, answer(200, CHARGED), Act::Hold]]).await;
    drop(purchase_credits(&client(&server), hundred()).send_detached());
    server.acts(3).await;
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn every_handle_is_told_the_failure() {
    let mock = Mock::new().expect(Method::POST, POST).fail(Fault::LostAfterSending);
    let client = build(purchase::builder().transport(mock));
    let call = purchase_credits(&client, hundred()).send_detached();
    let other = call.clone();
    assert_eq!(tell(&call.await), "Interrupted Waiting Unknown");
    assert_eq!(tell(&other.await), "Interrupted Waiting Unknown");
}

#[test]
fn what_its_runtime_did_not_live_to_see_is_unknown() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (server, handle) = runtime.block_on(async {
        let server = Server::start(vec![vec![Act::Read, Act::Hold]]).await;
        let handle = purchase_credits(&client(&server), hundred()).send_detached();
        server.acts(1).await;
        (server, handle)
    });
    runtime.shutdown_timeout(Duration::from_secs(5));
    assert_eq!(server.seen().len(), 1);
    assert!(handle.is_finished());
    let told = handle.result().unwrap();
    assert_eq!(tell(&told), "Interrupted Waiting Unknown");
    assert_eq!(told.unwrap_err().outcome(), Outcome::Unknown);
}

#[test]
fn a_program_without_a_runtime_of_its_own_has_that_of_blocking_calls() {
    let mock = Mock::new().expect(Method::POST, "/api/v1/credits/purchases/p/cancel").reply(204, "");
    let client = build(purchase::builder().transport(mock.clone()));
    let handle = cancel_purchase(&client, "p").send_detached();
    handle.with_response().wait().unwrap();
    mock.verify().unwrap();
}
