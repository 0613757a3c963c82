//! The command: one file a verb; the only room that prints or exits.
