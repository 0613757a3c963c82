//! Findings become output: the same model, one file a format.

mod excerpt;
mod human;
mod json;

pub use human::Human;
pub use json::json;

#[cfg(test)]
mod tests;
