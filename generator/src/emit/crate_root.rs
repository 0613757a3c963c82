//! `src/lib.rs` and `src/prelude.rs`: the front page, and what generated code says without a path.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{self, Types, ident, text};
use super::{Out, calls};
use crate::rust::names::Name;
use crate::rust::{OperationModule, OperationPlan, Plan, SchemeKind, fenced};

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    let docs = tokens::inner_docs(front_page(plan).iter().map(String::as_str));
    let security = (!plan.schemes.is_empty()).then(|| {
        let secrets = plan.schemes.iter().filter(|scheme| scheme.kind.has_secret());
        let mut names: Vec<_> = secrets.map(|scheme| &scheme.ty).collect();
        names.sort();
        let exported = !names.is_empty();
        let types = names.into_iter().map(ident);
        let types = exported.then(|| quote!(pub use self::security::{#(#types),*};));
        (
            quote!(
                mod security;
            ),
            types,
        )
    });
    let webhooks = (!plan.webhooks.is_empty()).then(|| {
        quote!(
            pub mod webhooks;
        )
    });
    let signatures = webhooks.is_some().then(|| {
        quote!(
            #[cfg(feature = "signatures")]
            pub use crate::runtime::BadSecret;
            #[cfg(feature = "signatures")]
            pub use crate::runtime::SignatureError;
            #[cfg(feature = "signatures")]
            pub use crate::runtime::SignatureForm;
            #[cfg(feature = "signatures")]
            pub use crate::runtime::WebhookSignature;
        )
    });
    let servers = plan.names_servers.then(|| {
        quote!(
            pub mod servers;
        )
    });
    let (security_module, security_export) = security.unwrap_or_default();
    let readme = match quick_start(plan).and_then(|example| example.feature) {
        Some(feature) => {
            let feature = text(feature.as_str());
            quote!(#[cfg(all(doctest, feature = #feature))])
        }
        None => quote!(#[cfg(doctest)]),
    };
    let file = quote! {
        #docs
        #![forbid(unsafe_code)]
        #![allow(deprecated, reason = "the crate must name what its users should no longer use")]
        #![allow(missing_docs, reason = "the description does not speak of everything, and names mostly tell")]

        mod api;
        pub mod operations;
        mod prelude;
        pub mod runtime;
        #security_module
        #servers
        pub mod types;
        #webhooks

        pub use crate::runtime::json;
        pub use crate::runtime::json::{Nullable, Value};
        pub use crate::runtime::{
            Answer, BadCredential, BodyFault, BuildError, Bytes, Call, Client, ClientBuilder, ClientCredentials, Credential,
            Decimal, Detached, Error, HeaderFault, InvalidRequest, Items, Layer, LayerFuture, Limits, Method, MissingCredentials, Next, Outcome, Outgoing, Quoted, Reconnect, Response,
            ResponseHeader, RetryBudget, RetryPolicy, Secret, StatusCode, StreamError, Streamed, Timeouts, TokenError,
            TokenProvider, Transport, TransportError, Undocumented, Upload, Validate, Violations,
        };
        #[cfg(feature = "mock")]
        pub use crate::runtime::transport::mock;
        #[cfg(feature = "record")]
        pub use crate::runtime::transport::record;
        #signatures
        #security_export

        #readme
        #[doc = include_str!("../README.md")]
        struct Readme;

        impl Client {
            #[doc = " Starts to put a client together."]
            pub fn builder() -> ClientBuilder { ClientBuilder::new(&api::API) }
        }
    };
    out.rust("src/lib.rs", file);
    out.rust("src/prelude.rs", prelude());
}

/// Which names of the runtime generated code says. One list for all files, so that none of them depends on what the
/// others say.
fn prelude() -> TokenStream {
    let docs = tokens::inner_docs(["What generated code says without a path."]);
    quote! {
        #docs
        #![allow(unused_imports, reason = "which of these are said depends on the API")]

        pub(crate) use std::collections::BTreeMap;

        pub(crate) use crate::runtime::json::{
            self, Decode, Encode, Failed, Members, Nullable, Object, Reader, Value, Writer,
        };
        pub(crate) use crate::runtime::{operation, parameters, pattern, schema, xml};
        pub(crate) use crate::runtime::{
            Answer, ApiSpec, BodyFault, Bytes, Call, Check, Client, ClientBuilder, CountRules, Decimal, FieldSpec,
            FieldStyle, Framing, Items, NumberRules, Operation, OperationSpec, ParamSpec, ParamValue, Pattern, Quoted,
            ResponseHeader, ResponseSpec, SchemeKind, SchemeSpec, Secret, ServerSpec, ServerVariable,
            StreamingItems, Style, ToParam, ToText, Undocumented, Upload, Validate, XmlName,
        };
    }
}

/// The documentation of the crate: what the API is, how to call it, how the crate is laid out.
fn front_page(plan: &Plan) -> Vec<String> {
    let mut lines = vec![format!("A typed client of {}.", plan.package.title.trim_end_matches('.')), String::new()];
    if !plan.package.docs.is_empty() {
        lines.extend(plan.package.docs.lines().iter().cloned());
        lines.push(String::new());
    }
    if let Some(example) = quick_start(plan) {
        lines.extend(["# Quick start".to_owned(), String::new()]);
        let mut code = vec![format!("# {}", example.head)];
        code.extend(example.body);
        code.extend(["# Ok(())".to_owned(), "# }".to_owned()]);
        lines.extend(fenced("no_run", &code));
        lines.push(String::new());
    }
    lines.extend(
        [
            "# Where to look",
            "",
            "- [`Client`]: every operation is one of its methods. What must be given is an argument, what may be given is",
            "  a method of the [`Call`] that it returns, and the call is sent when it is awaited.",
            "- [`operations`]: the documented errors of each operation, by status.",
            "- [`types`]: what is sent and received.",
        ]
        .map(str::to_owned),
    );
    if !plan.webhooks.is_empty() {
        lines.push("- [`webhooks`]: what the server sends by itself, read.".to_owned());
    }
    if plan.names_servers {
        lines.push("- [`servers`]: where the API is served, to be chosen by [`ClientBuilder::server`].".to_owned());
    }
    lines.extend(
        [
            "- [`Error`]: all that can go wrong. [`Error::outcome`] says what is known about the effect of the request:",
            "  nothing was sent, the server answered, or it is unknown, and must be looked up before it is sent again.",
            "- [`Call::send_detached`]: a call that goes on when whoever waits for it is dropped.",
            "- [`ClientBuilder`]: limits of time ([`Timeouts`]) and size ([`Limits`]), sending again ([`RetryPolicy`],",
            "  [`RetryBudget`]), and work of your own around calls: signing, metrics, caching ([`Layer`]).",
            "",
            "# Features",
            "",
            "- `reqwest` (default): the transport that is used unless another is given.",
            "- `serde` (default): `Serialize` and `Deserialize` for all types.",
            "- `gzip`: `ClientBuilder::gzip`, for answers that come compressed.",
            "- `http2`: HTTP/2 where the server speaks it, and HTTP/1.1 elsewhere.",
            "- `mock`: `mock::Mock`, a transport that answers without a network, for tests.",
            "- `record`: `record::Recorder`, a transport that writes what goes by into a file, without secrets, and `record::Replay`,",
            "  which plays it, for tests.",
        ]
        .map(str::to_owned),
    );
    if let Some(tag) = plan.operation_modules.iter().find_map(|module| module.feature.as_ref()) {
        lines.extend([
            format!("- one for each tag, `{tag}` and so on (default): without it, its operations are not there, nor the types that"),
            "  they alone use.".to_owned(),
        ]);
    }
    lines
}

/// A function that builds a client and makes a call.
pub(super) struct QuickStart<'p> {
    /// Its signature and opening brace.
    pub(super) head: String,
    /// What it does before it ends well.
    pub(super) body: Vec<String>,
    /// The feature without which there is no such call.
    pub(super) feature: Option<&'p Name>,
}

/// A function that builds a client and makes a call.
pub(super) fn quick_start(plan: &Plan) -> Option<QuickStart<'_>> {
    let types = Types { plan, among_types: false };
    let (module, operation) = show_piece(plan)?;
    let lib = &plan.package.lib;
    let schemes = operation.security.first().into_iter().flatten().filter_map(|index| plan.schemes.get(*index));
    // Who brings a transport has more to write than a front page can show.
    let schemes: Vec<_> = schemes.filter(|scheme| scheme.kind.has_secret()).collect();
    let call = calls::example_call(operation, types);
    let mut imports = vec!["Client".to_owned()];
    imports.extend(schemes.iter().map(|scheme| scheme.ty.to_string()));
    if call.text.contains("types::") {
        imports.push("types".to_owned());
    }
    let head = format!("async fn run({}) -> Result<(), Box<dyn std::error::Error>> {{", call.given.join(", "));
    let imports = if imports.len() == 1 { "Client".to_owned() } else { format!("{{{}}}", imports.join(", ")) };
    let mut build = "let client = Client::builder()".to_owned();
    for scheme in schemes {
        let secret = match scheme.kind {
            SchemeKind::Basic => "\"user\", std::env::var(\"PASSWORD\")?".to_owned(),
            _ => format!("std::env::var(\"{}\")?", scheme.setter.as_str().trim_end_matches('_').to_uppercase()),
        };
        build.push_str(&format!(".{}({}::new({secret}))", scheme.setter, scheme.ty));
    }
    let first = operation.servers.first().or(plan.main_servers.first()).and_then(|index| plan.servers.get(*index));
    if first.is_none_or(|server| !server.server.url.starts_with("https://")) {
        build.push_str(".base_url(\"https://api.example.com\")");
    }
    let build = format!("{build}.build()?;");
    let body =
        vec![format!("use {lib}::{imports};"), String::new(), build, call.text, "println!(\"{answer:?}\");".to_owned()];
    Some(QuickStart { head, body, feature: module.feature.as_ref() })
}

/// The operation to show: one with a sample of its body, else one that needs no body, else any.
fn show_piece(plan: &Plan) -> Option<(&OperationModule, &OperationPlan)> {
    let modules = plan.operation_modules.iter();
    let all = || modules.clone().flat_map(|module| module.operations.iter().map(move |one| (module, one)));
    let all = || all().filter(|(_, one)| !one.deprecated);
    let sampled = |one: &OperationPlan| one.body.as_ref().is_some_and(|body| body.sample.is_some());
    all().find(|(_, one)| sampled(one)).or_else(|| all().find(|(_, one)| one.body.is_none())).or_else(|| all().next())
}
