//! Stage 5, plan: the model gets Rust names, modules and representations. Decides, never prints.
