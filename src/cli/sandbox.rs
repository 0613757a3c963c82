//! `talkover sandbox`: serves the purchase endpoint until it is interrupted.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;

use clap::Args;

use super::{cannot_run, say};
use crate::sandbox::{Sandbox, fixture};

/// Serve the purchase endpoint from memory: it behaves as the spec says, and charges nobody
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Address to listen at; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value_t = SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))]
    listen: SocketAddr,
}

pub(super) async fn run(arguments: &Arguments) -> ExitCode {
    let sandbox = match Sandbox::start(fixture::ledger(), arguments.listen).await {
        Ok(sandbox) => sandbox,
        Err(fault) => return cannot_run(format_args!("cannot listen at {}: {fault}", arguments.listen)),
    };
    // Listen for the interruption first: somebody may interrupt as soon as the address is printed.
    let interrupted = tokio::select! {
        biased;
        interrupted = tokio::signal::ctrl_c() => interrupted,
        fault = announce(&sandbox) => Err(fault),
    };
    if let Err(fault) = interrupted {
        return cannot_run(fault);
    }
    // A client that never finishes its request would hold up the end for ever; a second Ctrl-C does not wait for it.
    let stopped = tokio::select! {
        stopped = sandbox.stop() => stopped,
        _ = tokio::signal::ctrl_c() => Ok(()),
    };
    stopped.map_or_else(cannot_run, |()| ExitCode::SUCCESS)
}

/// Prints the address, then waits for ever; ends only when it cannot print.
async fn announce(sandbox: &Sandbox) -> io::Error {
    match say(&welcome(sandbox)) {
        Ok(()) => std::future::pending().await,
        Err(fault) => fault,
    }
}

/// What somebody needs to know to buy something here.
fn welcome(sandbox: &Sandbox) -> String {
    let base_url = sandbox.base_url();
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
  ledger               {ledger_url}

  TALKOVER_TOKEN={token} talkover purchase --amount 100.00 --base-url {base_url}"
    )
}
