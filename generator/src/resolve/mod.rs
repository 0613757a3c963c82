//! Stage 3, resolve: a reference becomes the identity of what it names; cycles.
