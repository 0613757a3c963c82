//! The command `talkover`. Everything is in the library, where it can be tested.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    talkover::cli::run().await
}
