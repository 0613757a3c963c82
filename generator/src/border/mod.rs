//! The border: a document goes out again, to people and to other tools.
//!
//! It comes as the tree that the stages before made of it, whatever files and version it was written in, and every value
//! of what goes out still knows its place in what the user wrote. Must not know what an API means, nor Rust.

pub mod bundle;
pub mod codes;
