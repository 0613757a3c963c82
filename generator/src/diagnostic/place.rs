//! Places: which file, which bytes, which JSON pointer.

/// A file that took part in the run; the number of it in the order of loading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A half-open range of bytes in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A span and the file it is in: small enough to keep on every node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes in it.
    pub span: Span,
}

/// A place with the JSON pointer (RFC 6901) of the value that stands there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// File and bytes.
    pub place: Place,
    /// The pointer; empty for the whole document, and for text that is not a tree yet.
    pub pointer: String,
}

/// The names and texts of files, as a renderer needs them.
pub trait Texts {
    /// The name of a file as the user wrote it.
    fn name(&self, file: FileId) -> &str;
    /// Its whole text.
    fn text(&self, file: FileId) -> &str;
}
