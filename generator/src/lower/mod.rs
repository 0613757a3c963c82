//! Stage 4, lower: OpenAPI becomes the model of [`crate::api`], one file an OpenAPI concept.
