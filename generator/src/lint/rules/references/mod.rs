//! Rules about references, and what they lead to.

pub mod unused_component;
