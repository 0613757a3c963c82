//! `talkover sandbox`: serves the purchase endpoint until it is interrupted.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;

use clap::Args;

use super::{cannot_run, say};
use crate::sandbox::chaos::{Chaos, Fault, Schedule};
use crate::sandbox::{Sandbox, fixture};

/// So many of the first faults of a schedule are told.
const TOLD: u64 = 8;

/// Serve the purchase endpoint from memory: it behaves as the spec says, and charges nobody
#[derive(Debug, Args)]
#[command(after_help = faults())]
pub(super) struct Arguments {
    /// Address to listen at; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value_t = SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))]
    listen: SocketAddr,
    /// Spoil some of the exchanges, by a schedule that follows from this number: the request of each number, in the order
    /// in which they come, always meets the same fault
    #[arg(long, value_name = "SEED")]
    chaos: Option<u64>,
}

/// The faults, for the help.
fn faults() -> String {
    let mut text =
        "Faults of --chaos; the ledger stays exact under each of them, and is served without faults:\n".to_owned();
    for fault in Fault::all() {
        text.push_str(&format!("  {:<18} {}\n", fault.name(), fault.what()));
    }
    text
}

pub(super) async fn run(arguments: &Arguments) -> ExitCode {
    let (sandbox, chaos) = match start(arguments).await {
        Ok(both) => both,
        Err(fault) => return cannot_run(format_args!("cannot listen at {}: {fault}", arguments.listen)),
    };
    let text = welcome(&sandbox, chaos.as_ref());
    // Listen for the interruption first: somebody may interrupt as soon as the address is printed.
    let interrupted = tokio::select! {
        biased;
        interrupted = tokio::signal::ctrl_c() => interrupted,
        fault = announce(&text) => Err(fault),
    };
    if let Err(fault) = interrupted {
        return cannot_run(fault);
    }
    // What still comes through the faults is cut off: it would never end.
    drop(chaos);
    // A client that never finishes its request would hold up the end for ever; a second Ctrl-C does not wait for it.
    let stopped = tokio::select! {
        stopped = sandbox.stop() => stopped,
        _ = tokio::signal::ctrl_c() => Ok(()),
    };
    stopped.map_or_else(cannot_run, |()| ExitCode::SUCCESS)
}

/// With chaos, that is what listens at the address that was asked for; the sandbox behind it takes a free one.
async fn start(arguments: &Arguments) -> io::Result<(Sandbox, Option<(Chaos, Schedule)>)> {
    let Some(seed) = arguments.chaos else {
        return Ok((Sandbox::start(fixture::ledger(), arguments.listen).await?, None));
    };
    let sandbox = Sandbox::start(fixture::ledger(), SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
    let schedule = Schedule::new(seed);
    let chaos = Chaos::start(sandbox.address(), arguments.listen, schedule).await?;
    Ok((sandbox, Some((chaos, schedule))))
}

/// Prints the address, then waits for ever; ends only when it cannot print.
async fn announce(text: &str) -> io::Error {
    match say(text) {
        Ok(()) => std::future::pending().await,
        Err(fault) => fault,
    }
}

/// What somebody needs to know to buy something here.
fn welcome(sandbox: &Sandbox, chaos: Option<&(Chaos, Schedule)>) -> String {
    let base_url = chaos.map_or_else(|| sandbox.base_url(), |(chaos, _)| chaos.base_url());
    let first = |schedule: Schedule| (0..TOLD).map(|request| schedule.fault(request).name()).collect::<Vec<_>>();
    let faults = chaos
        .map_or_else(String::new, |(_, schedule)| format!("\n  first faults         {}", first(*schedule).join(", ")));
    let ledger_url = sandbox.ledger_url();
    let (token, environment_token) = (fixture::SESSION_TOKEN, fixture::ENVIRONMENT_TOKEN);
    let (method, other, declining) =
        (fixture::PAYMENT_METHOD, fixture::OTHER_PAYMENT_METHOD, fixture::DECLINING_PAYMENT_METHOD);
    format!(
        "\
The sandbox listens at {base_url} and charges nobody. Stop it with Ctrl-C.

  user session token   {token}
  payment methods      {method} (the default), {other}, {declining} (declines)
  refused by name      {environment_token} (an environment token)
  ledger               {ledger_url}{faults}

  TALKOVER_TOKEN={token} talkover purchase --amount 100.00 --base-url {base_url}"
    )
}
