//! The text of the runtime, as the generator copies it.

/// Path below `runtime/` and text of every file, in order of path.
pub const FILES: &[(&str, &str)] = &[
    ("json/decode.rs", include_str!("runtime/json/decode.rs")),
    ("json/encode.rs", include_str!("runtime/json/encode.rs")),
    ("json/fault.rs", include_str!("runtime/json/fault.rs")),
    ("json/locate.rs", include_str!("runtime/json/locate.rs")),
    ("json/members.rs", include_str!("runtime/json/members.rs")),
    ("json/mod.rs", include_str!("runtime/json/mod.rs")),
    ("json/number.rs", include_str!("runtime/json/number.rs")),
    ("json/reader.rs", include_str!("runtime/json/reader.rs")),
    ("json/shim.rs", include_str!("runtime/json/shim.rs")),
    ("json/skip.rs", include_str!("runtime/json/skip.rs")),
    ("json/text.rs", include_str!("runtime/json/text.rs")),
    ("json/value.rs", include_str!("runtime/json/value.rs")),
    ("json/writer.rs", include_str!("runtime/json/writer.rs")),
    ("mod.rs", include_str!("runtime/mod.rs")),
];
