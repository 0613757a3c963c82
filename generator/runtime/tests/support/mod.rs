//! What the tests of the runtime share: an operation as the generator writes it, a server that plays a script, a clock.

pub mod clock;
pub mod http2;
pub mod probe;
pub mod purchase;
pub mod server;
pub mod tell;
