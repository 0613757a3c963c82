//! Findings become output: the same model, one file a format.

mod excerpt;
mod github;
mod human;
mod json;
mod junit;
mod markdown;
mod sarif;
mod string;

pub use github::github;
pub use human::Human;
pub use json::json;
pub use junit::junit;
pub use markdown::markdown;
pub use sarif::sarif;
pub(crate) use string::quoted;

#[cfg(test)]
mod tests;
