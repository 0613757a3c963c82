//! Stage 6, emit: the plan becomes files of Rust. Prints, never decides.
