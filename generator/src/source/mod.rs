//! Stage 1, parse: bytes become text, text becomes a tree of values with places.
//!
//! Must not know what an OpenAPI document is. The only room, beside `files/`, that touches the disk.

mod assemble;
pub mod codes;
mod json;
mod limits;
mod links;
mod loader;
mod number;
mod sources;
mod text;
mod tree;
pub mod write;
mod yaml;

#[cfg(test)]
mod tests;

pub use limits::Limits;
pub use links::Unlinked;
#[cfg(feature = "lsp")]
pub(crate) use links::without_escapes;
pub use sources::Sources;
pub use tree::{Derivation, Entry, Kind, Mark, Member, Node, NodeId, Step, Text, Tree, TreeBuilder};
