//! The command: arguments in, output and an exit status out, one file a verb.
//!
//! The only place that prints or exits. Results go to standard output, findings and everything else to standard
//! error. Exit status 0: nothing wrong; 1: the document (or the drift check) has findings; 2: the run itself was not
//! possible.

mod bundle;
mod explain;
mod fix;
mod generate;
#[cfg(feature = "lsp")]
mod lsp;
mod output;
mod reading;
mod validate;
mod watch;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use output::Colour;

/// Turns an OpenAPI document into a typed Rust client crate.
#[derive(Debug, Parser)]
#[command(name = "specwright", version, arg_required_else_help = true)]
struct Arguments {
    /// When to use colour; `auto` means on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    color: Colour,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Generate(generate::Generate),
    Validate(validate::Validate),
    Bundle(bundle::Bundle),
    Explain(explain::Explain),
    #[cfg(feature = "lsp")]
    Lsp(lsp::Lsp),
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Clean,
    Findings,
    CouldNotRun,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(match status {
            Status::Clean => 0,
            Status::Findings => 1,
            Status::CouldNotRun => 2,
        })
    }
}

/// Runs the command with the arguments of this process.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too. Nothing is left to do if they cannot be printed.
            let _ = error.print();
            return if error.use_stderr() { Status::CouldNotRun.into() } else { Status::Clean.into() };
        }
    };
    let done = match &arguments.verb {
        Verb::Generate(generate) => generate.run(arguments.color),
        Verb::Validate(validate) => validate.run(arguments.color),
        Verb::Bundle(bundle) => bundle.run(arguments.color),
        Verb::Explain(explain) => explain.run(),
        #[cfg(feature = "lsp")]
        Verb::Lsp(lsp) => lsp.run(),
    };
    match done {
        Ok(status) => status.into(),
        Err(error) => {
            let _ = output::say(&format!("error: cannot write the output: {error}"));
            Status::CouldNotRun.into()
        }
    }
}
