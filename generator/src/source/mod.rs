//! Stage 1, parse: bytes become text, text becomes a tree of values with places.
//!
//! Must not know what an OpenAPI document is. The only room, beside `files/`, that touches the disk.

mod tree;

pub use tree::{Entry, Kind, Node, NodeId, Step, Text, Tree, TreeBuilder};
