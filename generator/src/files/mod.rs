//! Stage 7, write: files against the disk: write, check, diff.
