//! The context of a trace in the headers of requests (feature `tracing`), for the server to go on with it (W3C Trace Context).
//!
//! Which context is current, is known by the library that makes traces of spans, and not here.

use std::fmt;

use super::layer::{Layer, LayerFuture, Outgoing};
use super::transport_error::TransportError;

/// A [`Layer`] that sends the context of each attempt's span: `traceparent`, `tracestate`, or whatever else its function
/// sets. Each attempt has a span, and so a context, of its own.
///
/// The function is called within the span of the attempt, and is given what sets a header. A header that cannot be sent is
/// left out, for a trace is no reason for a call to fail; requests that are sent on to another origin have none.
///
/// ```
/// # use specwright_runtime::runtime::{ClientBuilder, TraceContext};
/// # fn current() -> String { String::new() }
/// # fn use_it(builder: ClientBuilder) -> ClientBuilder {
/// // With OpenTelemetry: `global::get_text_map_propagator(|known| known.inject_context(&Span::current().context(), ..))`.
/// builder.layer(TraceContext::new(|set| set("traceparent", &current())))
/// # }
/// ```
pub struct TraceContext<F>(F);

impl<F: Fn(&mut dyn FnMut(&str, &str)) + Send + Sync + 'static> TraceContext<F> {
    /// Sends what this function sets.
    pub fn new(inject: F) -> Self {
        TraceContext(inject)
    }
}

impl<F: Fn(&mut dyn FnMut(&str, &str)) + Send + Sync + 'static> Layer for TraceContext<F> {
    fn before<'a>(&'a self, request: &'a mut Outgoing) -> LayerFuture<'a, Result<(), TransportError>> {
        Box::pin(async move {
            (self.0)(&mut |name, value| {
                if let Err(error) = request.set_header(name, value) {
                    tracing::debug!(header = name, error = %error, "the context of the trace is not sent");
                }
            });
            Ok(())
        })
    }
}

impl<F> fmt::Debug for TraceContext<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TraceContext(…)")
    }
}
