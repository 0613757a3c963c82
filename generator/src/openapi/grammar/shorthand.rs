//! Short words for the tables. They are macros because tables refer to each other in circles, which only literals can.

/// A list.
macro_rules! list {
    ($of:expr) => {
        $crate::openapi::grammar::Value::List { of: &$of, at_least: 0, unique: false }
    };
}

/// A list of at least one.
macro_rules! some {
    ($of:expr) => {
        $crate::openapi::grammar::Value::List { of: &$of, at_least: 1, unique: false }
    };
}

/// A list of strings, none of them twice.
macro_rules! set {
    ($of:expr) => {
        $crate::openapi::grammar::Value::List { of: &$of, at_least: 0, unique: true }
    };
}

/// A map.
macro_rules! map {
    ($key:expr, $of:expr) => {
        $crate::openapi::grammar::Value::Map { key: $key, of: &$of, at_least: 0, at_most: usize::MAX }
    };
}

/// A map with exactly one entry.
macro_rules! one {
    ($key:expr, $of:expr) => {
        $crate::openapi::grammar::Value::Map { key: $key, of: &$of, at_least: 1, at_most: 1 }
    };
}
