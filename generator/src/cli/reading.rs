//! Arguments of every verb that reads documents.

use crate::source::{Limits, Sources};

/// What bounds the reading.
#[derive(Debug, clap::Args)]
pub(super) struct Reading {
    /// Refuse a file that is larger than this many bytes
    #[arg(long, value_name = "N", default_value_t = Limits::default().bytes)]
    max_bytes: u32,
}

impl Reading {
    pub(super) fn sources(&self) -> Sources {
        Sources::new(Limits { bytes: self.max_bytes, ..Limits::default() })
    }
}
