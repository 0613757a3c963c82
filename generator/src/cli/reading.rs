//! Arguments of every verb that reads documents.

use std::path::{Path, PathBuf};

use crate::source::{Limits, Sources};

/// What bounds the reading.
#[derive(Debug, clap::Args)]
pub(super) struct Reading {
    /// Refuse a file that is larger than this many bytes
    #[arg(long, value_name = "N", default_value_t = Limits::default().bytes)]
    max_bytes: u32,
    /// The folder that holds every file a document may refer to [default: the folder of the document]
    #[arg(long, value_name = "FOLDER")]
    root: Option<PathBuf>,
    /// An OpenAPI Overlay that changes the document before it is read; may be given again, and counts in order
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
}

impl Reading {
    pub(super) fn sources(&self) -> Sources {
        Sources::new(Limits { bytes: self.max_bytes, ..Limits::default() })
    }

    pub(super) fn overlays(&self) -> &[PathBuf] {
        &self.overlay
    }

    pub(super) fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }
}
