//! Findings become output: the same model, one file a format.

mod excerpt;
mod human;

pub use human::Human;

#[cfg(test)]
mod tests;
