//! The client runtime.
