//! The text of the runtime, as the generator copies it.

/// Path below `runtime/` and text of every file, in order of path.
pub const FILES: &[(&str, &str)] = &[("mod.rs", include_str!("runtime/mod.rs"))];
