//! Codes of baselines.

use crate::diagnostic::{Code, Severity};

/// It cannot be read as a baseline.
pub static NO_BASELINE: Code = Code {
    id: "SW1101",
    name: "no-baseline",
    severity: Severity::Error,
    what: "The file given as `--baseline`, or an entry of it, is no baseline.",
    why: "Findings that it was meant to accept count, and nobody would know why.",
    example: "{\"findings\": {}}",
    instead: "Write it with `specwright validate FILE --write-baseline baseline.json`.",
    section: "",
};

/// An entry that matches nothing.
pub static STALE: Code = Code {
    id: "SW1102",
    name: "stale-baseline-entry",
    severity: Severity::Info,
    what: "A finding that the baseline accepts is not found any more.",
    why: "It was mended; left there, the entry would accept it again when it comes back.",
    example: "",
    instead: "Remove the entry, or write the baseline again.",
    section: "",
};

/// All codes of this room.
pub static ALL: &[&Code] = &[&NO_BASELINE, &STALE];
