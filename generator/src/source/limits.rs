//! How much of a document is read before it is refused: what keeps time and memory bounded on hostile input.

/// The limits of one run. Beyond any of them a file is refused with a placed diagnostic that names the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The size of one file, in bytes; at most 4 GiB − 1, since places are 32 bits. (The largest public description
    /// known to us has 61 MB.)
    pub bytes: u32,
    /// How deep lists and objects nest. Later stages may recurse as deep as this, and the YAML scanner itself ends
    /// at 255 for `[` and `{`.
    pub depth: u32,
    /// How many values (scalars, lists and objects) one file has; each costs about 60 bytes. A quarter of it bounds
    /// the `,`, `[` and `{` of a YAML file, since the scanner needs 350 bytes for each item between brackets.
    pub values: u32,
    /// How many values the aliases of one YAML file stand for, beyond those that are written.
    pub aliased: u64,
    /// How many files one document is read from.
    pub files: usize,
}

impl Default for Limits {
    /// 64 MiB, 250 levels, 8 million values, 1 million values by alias, 20 000 files.
    fn default() -> Self {
        Self { bytes: 64 << 20, depth: 250, values: 8_000_000, aliased: 1_000_000, files: 20_000 }
    }
}
