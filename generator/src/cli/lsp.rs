//! `specwright lsp`: the door for editors.

use std::io::{Error, Result};

use super::Status;

/// Serve editors: findings as you type, hover, definitions, completion and quick fixes
///
/// Speaks the Language Server Protocol 3.17 on standard input and output, until the editor ends it.
#[derive(Debug, clap::Args)]
pub(super) struct Lsp {
    /// Standard input and output, which is the only way; editors that name it may
    #[arg(long)]
    stdio: bool,
}

impl Lsp {
    pub(super) fn run(&self) -> Result<Status> {
        let Self { stdio: _ } = self;
        crate::lsp::run().map_err(Error::other)?;
        Ok(Status::Clean)
    }
}
