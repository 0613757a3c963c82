//! The command on a way on which things go wrong: whatever happens, its exit status and its JSON agree with the ledger.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use talkover::sandbox::chaos::{Chaos, Fault, Schedule};
use talkover::sandbox::{Sandbox, fixture};

use crate::TOKEN;

const LOOPBACK: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// The exit status of one purchase of 100.00, what it printed as JSON, and the charges that the ledger then holds. The
/// first requests meet this fault: more than one where the client may send a purchase again.
async fn purchase(fault: Fault, requests: u64, method: &str) -> (Option<i32>, Value, usize) {
    let meets = |seed: &u64| (0..requests).all(|request| Schedule::new(*seed).fault(request) == fault);
    let schedule = Schedule::new((0..).find(meets).unwrap());
    let sandbox = Sandbox::start(fixture::ledger(), LOOPBACK).await.unwrap();
    let chaos = Chaos::start(sandbox.address(), LOOPBACK, schedule).await.unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_talkover"));
    command.args(["purchase", "--json", "--amount", "100.00", "--payment-method", method]);
    command.args(["--base-url", &chaos.base_url()]).env("TALKOVER_TOKEN", TOKEN).stdin(Stdio::null());
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    let (printed, complaint) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(complaint, "", "{fault:?}");
    assert!(!printed.contains(TOKEN), "{fault:?}: {printed}");
    assert_eq!(printed.lines().count(), 1, "{fault:?}: {printed}");
    let charges = sandbox.ledger().account(TOKEN).unwrap().transactions.len();
    (output.status.code(), serde_json::from_str(&printed).unwrap(), charges)
}

fn members(said: &Value) -> Vec<&str> {
    said.as_object().unwrap().keys().map(String::as_str).collect()
}

async fn check(fault: Fault, status: i32, charges: usize) {
    let (code, said, charged) = purchase(fault, 1, fixture::PAYMENT_METHOD).await;
    assert_eq!((code, charged), (Some(status), charges), "{fault:?}: {said}");
    let (outcome, shape): (_, &[&str]) = match status {
        0 => ("charged", &["amount_charged", "currency", "new_balance", "outcome", "transaction_id"]),
        3 => ("refused", &["code", "message", "outcome", "request_id", "status"]),
        _ => ("unknown", &["body", "outcome", "reason", "request_id", "status"]),
    };
    assert_eq!((&said["outcome"], members(&said).as_slice()), (&json!(outcome), shape), "{fault:?}: {said}");
}

#[tokio::test]
async fn what_does_no_harm_is_a_charge() {
    let harmless = [Fault::None, Fault::DuplicateHeaders, Fault::Interim, Fault::OtherMediaType, Fault::ClosedAtRest];
    for fault in harmless {
        check(fault, 0, 1).await;
    }
}

#[tokio::test]
async fn what_may_have_been_done_is_unknown() {
    let not_done =
        [Fault::ResetInRequest, Fault::RequestLost, Fault::Unavailable, Fault::ServerError, Fault::Redirected];
    for fault in not_done {
        check(fault, 5, 0).await;
    }
    for fault in [
        Fault::AnswerLost,
        Fault::AnswerReset,
        Fault::HalfClosed,
        Fault::BadGateway,
        Fault::Html,
        Fault::CutHead,
        Fault::CutBody,
        Fault::ResetInAnswer,
        Fault::WrongLength,
        Fault::BrokenChunk,
        Fault::Endless,
        Fault::NotUtf8,
        Fault::Compressed,
        Fault::NotHttp,
        Fault::GoAway,
    ] {
        check(fault, 5, 1).await;
    }
}

#[tokio::test]
async fn what_is_refused_on_the_way_is_refused() {
    check(Fault::TooManyRequests, 3, 0).await;
}

/// The status of a refusal says all, whatever becomes of its body.
#[tokio::test]
async fn a_declined_payment_is_declined_with_half_of_its_answer() {
    for fault in [Fault::CutBody, Fault::ResetInAnswer, Fault::WrongLength, Fault::BrokenChunk, Fault::Compressed] {
        let (code, said, charges) = purchase(fault, 1, fixture::DECLINING_PAYMENT_METHOD).await;
        assert_eq!((code, &said["status"], charges), (Some(3), &json!(402), 0), "{fault:?}: {said}");
    }
}

/// Whether a byte was handed over before the reset came is a race; what is said must be true either way.
#[tokio::test]
async fn what_nobody_reads_is_not_sent_or_unknown_and_never_charged() {
    let (code, said, charges) = purchase(Fault::ResetUnread, 3, fixture::PAYMENT_METHOD).await;
    let outcome = said["outcome"].as_str().unwrap();
    assert!(matches!((code, outcome), (Some(4), "not_sent") | (Some(5), "unknown")), "{code:?} {said}");
    assert_eq!(charges, 0);
}

#[test]
fn the_help_names_every_fault_and_every_exit_status() {
    let help = |command: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_talkover")).args([command, "--help"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let sandbox = help("sandbox");
    assert!(sandbox.contains("--chaos <SEED>"), "{sandbox}");
    for fault in Fault::all() {
        assert!(sandbox.contains(fault.name()) && sandbox.contains(fault.what()), "{fault:?}");
    }
    let purchase = help("purchase");
    for part in [
        "  0  charged",
        "  2  the command",
        "  3  declined",
        "  4  not sent",
        "  5  unknown",
        "\"charged\"",
        "\"refused\"",
        "\"not_sent\"",
        "\"unknown\"",
    ] {
        assert!(purchase.contains(part), "{part}: {purchase}");
    }
}
