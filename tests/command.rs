//! The command, as a process.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

use std::net::{Ipv4Addr, SocketAddr};

use support::http::send;
use support::script::{Scene, Scripted};
use talkover::sandbox::{Sandbox, fixture};

fn talkover(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_talkover"));
    command.args(arguments).env_remove("TALKOVER_TOKEN").stdin(Stdio::null());
    command
}

/// How a command ended: its status and all that it printed.
#[derive(Debug, PartialEq, Eq)]
struct End {
    status: Option<i32>,
    output: String,
    complaint: String,
}

/// Runs to the end, beside the servers of the test.
async fn end(mut command: Command) -> End {
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    End {
        status: output.status.code(),
        output: String::from_utf8(output.stdout).unwrap(),
        complaint: String::from_utf8(output.stderr).unwrap(),
    }
}

fn ended(status: i32, output: &str) -> End {
    End { status: Some(status), output: output.to_owned(), complaint: String::new() }
}

async fn sandbox() -> Sandbox {
    Sandbox::start(fixture::ledger(), SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await.unwrap()
}

/// `talkover purchase` of these arguments with a token in the environment.
async fn purchase(base_url: &str, token: &str, arguments: &[&str]) -> End {
    let mut command = talkover(&["purchase", "--base-url", base_url]);
    command.args(arguments).env("TALKOVER_TOKEN", token);
    end(command).await
}

#[test]
fn a_sandbox_at_an_address_that_is_not_ours_cannot_run() {
    let output = talkover(&["sandbox", "--listen", "192.0.2.1:0"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(complaint.starts_with("error: cannot listen at 192.0.2.1:0: "), "{complaint}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_sandbox_serves_until_it_is_interrupted() {
    let mut child = talkover(&["sandbox"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address").parse();

    let answer = send(address.unwrap(), "GET /sandbox/ledger", &[], "").await;
    assert_eq!(answer.status, 200);

    let interrupted = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("sandbox_session_1"), "{rest}");
}

#[tokio::test]
async fn a_purchase_says_what_was_charged() {
    let sandbox = sandbox().await;
    let arguments = ["--amount", "100.00", "--payment-method", "pm_uuid_1"];
    assert_eq!(
        purchase(&sandbox.base_url(), fixture::SESSION_TOKEN, &arguments).await,
        ended(0, "Charged 100.00 USD.\nNew balance: 250.00 USD.\nTransaction: txn_uuid_1.\n"),
    );
    assert_eq!(
        purchase(&sandbox.base_url(), fixture::SESSION_TOKEN, &["--json", "--amount", "12345678901234567.89"]).await,
        ended(
            0,
            concat!(
                r#"{"outcome":"charged","amount_charged":12345678901234567.89,"currency":"USD","#,
                r#""new_balance":12345678901234817.89,"transaction_id":"txn_uuid_2"}"#,
                "\n"
            ),
        ),
    );
}

#[tokio::test]
async fn a_purchase_that_is_not_made_says_so() {
    let sandbox = sandbox().await;
    let check = async |token: &str, arguments: &[&str], status: i32, text: &str| {
        assert_eq!(purchase(&sandbox.base_url(), token, arguments).await, ended(status, text), "{arguments:?}");
    };
    check(
        fixture::SESSION_TOKEN,
        &["--amount", "1", "--payment-method", "pm_declined"],
        3,
        "Declined: Payment method declined (PAYMENT_FAILED, status 402).\nNothing was charged.\n",
    )
    .await;
    check(
        fixture::SESSION_TOKEN,
        &["--amount", "1", "--payment-method", "pm_declined", "--json"],
        3,
        concat!(
            r#"{"outcome":"refused","status":402,"code":"PAYMENT_FAILED","message":"Payment method declined","#,
            r#""request_id":null}"#,
            "\n"
        ),
    )
    .await;
    check(
        fixture::ENVIRONMENT_TOKEN,
        &["--amount", "1"],
        3,
        concat!(
            "Refused: this is an environment token, and purchases take a user session token ",
            "(WRONG_TOKEN_KIND, status 401).\nNothing was charged.\n"
        ),
    )
    .await;
    check(
        fixture::SESSION_TOKEN,
        &["--amount", "-0.01"],
        4,
        "Not sent: /amount: must be greater than 0, and is -0.01.\nNothing was charged.\n",
    )
    .await;
    assert_eq!(sandbox.ledger(), fixture::ledger());
}

#[tokio::test]
async fn a_purchase_without_an_answer_is_unknown() {
    let server = Scripted::start([Scene::HangUp]).await;
    let end = purchase(&server.base_url(), "token", &["--amount", "1"]).await;
    assert_eq!((end.status, end.complaint.as_str()), (Some(5), ""));
    assert!(end.output.starts_with("Unknown: "), "{}", end.output);
    assert!(end.output.contains("The charge may have been made."), "{}", end.output);
    assert_eq!(server.requests().len(), 1, "a purchase is sent once");
}

#[tokio::test]
async fn a_purchase_without_a_server_is_not_sent() {
    let server = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let base_url = format!("http://{}/api/v1", server.local_addr().unwrap());
    drop(server);
    let end = purchase(&base_url, "token", &["--amount", "1"]).await;
    assert_eq!((end.status, end.complaint.as_str()), (Some(4), ""));
    assert!(end.output.starts_with("Not sent: no connection could be made"), "{}", end.output);
}

#[tokio::test]
async fn the_token_comes_from_the_environment_or_from_standard_input() {
    let sandbox = sandbox().await;
    let base_url = sandbox.base_url();
    let arguments = ["purchase", "--amount", "1", "--base-url", &base_url];
    let mut child = talkover(&arguments).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "{}", fixture::SESSION_TOKEN).unwrap();
    let status = tokio::task::spawn_blocking(move || child.wait().unwrap()).await.unwrap();
    assert_eq!(status.code(), Some(0));

    let without = end(talkover(&arguments)).await;
    assert_eq!(without.status, Some(2));
    assert_eq!(without.complaint, "error: there is no user session token in standard input\n");

    let argument = end(talkover(&["purchase", "--amount", "1", "--token", "secret"])).await;
    assert_eq!(argument.status, Some(2));
    assert!(argument.complaint.starts_with("error: unexpected argument '--token' found"), "{}", argument.complaint);
}

#[tokio::test]
async fn what_cannot_run_sends_nothing() {
    let check = async |arguments: &[&str], complaint: &str| {
        let mut command = talkover(&["purchase"]);
        command.args(arguments).env("TALKOVER_TOKEN", "token");
        let end = end(command).await;
        assert_eq!((end.status, end.output.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(end.complaint.contains(complaint), "{arguments:?}: {}", end.complaint);
    };
    check(&[], "--amount <AMOUNT>").await;
    check(&["--amount", "ten"], "write it in digits, such as 100.00").await;
    check(&["--amount", "1_000"], "write it in digits, such as 100.00").await;
    check(&["--amount", "0.12345678901234567890123456789"], "more digits than can be kept exactly").await;
    check(&["--amount", "1", "--base-url", "http://app.talkover.ai/api/v1"], "Use https").await;
}
