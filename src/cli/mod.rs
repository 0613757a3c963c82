//! The command line: arguments in, printing and exit status out. One file a command.
//!
//! Only this room prints; what it prints is decided elsewhere ([`crate::verdict`], [`crate::sandbox`]).

mod sandbox;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The command `talkover`.
#[derive(Debug, Parser)]
#[command(
    name = "talkover",
    version,
    about = "Buy Talkover credits, or try it out in a sandbox",
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Sandbox(sandbox::Arguments),
}

/// Runs the command that the process was called with.
pub async fn run() -> ExitCode {
    match Cli::parse().command {
        Some(Command::Sandbox(arguments)) => sandbox::run(&arguments).await,
        None => ExitCode::SUCCESS,
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
