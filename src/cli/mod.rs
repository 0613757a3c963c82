//! The command line: arguments in, printing and exit status out. One file a command.
//!
//! Only this room prints; what it prints is decided elsewhere ([`crate::verdict`], [`crate::sandbox`]).

mod purchase;
mod sandbox;
mod story;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Buy Talkover credits, or try it out in a sandbox
///
/// Without a command it tells the whole story on loopback: it reads the spec, holds the generated client against it,
/// starts the sandbox and buys from it. Nobody is charged.
#[derive(Debug, Parser)]
#[command(name = "talkover", version)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Purchase(purchase::Arguments),
    Sandbox(sandbox::Arguments),
}

/// Runs the command that the process was called with.
pub async fn run() -> ExitCode {
    match Cli::parse().command {
        Some(Command::Purchase(arguments)) => purchase::run(arguments).await,
        Some(Command::Sandbox(arguments)) => sandbox::run(&arguments).await,
        None => story::run().await,
    }
}

/// Says on standard error why the command could not run. Clap ends the same way (exit status 2) when it cannot read the
/// arguments.
fn cannot_run(why: impl std::fmt::Display) -> ExitCode {
    eprintln!("error: {why}");
    ExitCode::from(2)
}

/// Prints to standard output, which may have been closed by whoever reads it.
fn say(text: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    writeln!(output, "{text}")?;
    output.flush()
}
