//! What every stage says about a document: one model, stable codes, one collector.
//!
//! This is the lowest room of the house. It knows nothing of YAML, OpenAPI or Rust; a stage brings its own
//! [`Code`]s in its own `codes.rs`, and [`crate::codes`] gathers them for `specwright explain`.

mod code;
mod collector;
mod fingerprint;
mod fix;
mod lines;
mod nearest;
mod place;
pub mod render;

pub use code::{Code, Severity, intern};
pub use collector::Diagnostics;
pub use fingerprint::fingerprint;
pub use fix::{Edit, Fix, mend};
pub use lines::{Lines, Position};
pub use nearest::nearest;
pub use place::{FileId, Location, Place, Span, Texts};

/// One finding: what is wrong, where, and what to write instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What kind of finding this is; `specwright explain` prints its text.
    pub code: &'static Code,
    /// How much it matters here: the code's own severity unless a caller changed it.
    pub severity: Severity,
    /// One sentence, without a final full stop, that names the thing found.
    pub message: String,
    /// Where it is; `None` only where there is no document (an output folder, an argument).
    pub location: Option<Location>,
    /// What is said at the place itself, under the marked text (may be empty).
    pub label: String,
    /// Other places that belong to the finding, each with its words ("first declared here").
    pub related: Vec<(Location, String)>,
    /// What to write instead, as a sentence.
    pub help: Option<String>,
    /// What mends it, where that is sure and changes nothing else.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding of `code` at its own severity, with no place yet.
    #[must_use]
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            location: None,
            label: String::new(),
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Says how much it matters here.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Says where it is.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// Says something at the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds another place that belongs to the finding.
    #[must_use]
    pub fn related(mut self, location: Location, words: impl Into<String>) -> Self {
        self.related.push((location, words.into()));
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what mends it, if anything does.
    #[must_use]
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }
}
