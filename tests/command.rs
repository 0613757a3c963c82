//! The command, as a process.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use support::http::send;

fn talkover(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_talkover"));
    command.args(arguments).env_remove("TALKOVER_TOKEN").stdin(Stdio::null());
    command
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
