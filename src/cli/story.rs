//! `talkover` without a command: tells the story.

use std::env;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use super::cannot_run;
use crate::story::{self, Broken};

pub(super) async fn run() -> ExitCode {
    // Cargo says where the package is; who runs the command by hand stands in the repository.
    let root = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from);
    match story::tell(&root, &mut io::stdout()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Broken::Chapter) => ExitCode::FAILURE,
        Err(Broken::Io(fault)) => cannot_run(fault),
    }
}
