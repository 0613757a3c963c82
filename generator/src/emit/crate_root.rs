//! `src/lib.rs` and `src/prelude.rs`: the front page, and what generated code says without a path.

use std::cell::Cell;

use super::code::{Code, line, open};
use super::literal::text;
use super::ty::{Seat, Types};
use super::{Out, calls};
use crate::rust::names::Name;
use crate::rust::{OperationModule, OperationPlan, Plan, SchemeKind, fenced};

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    let mut code = Code::default();
    code.inner_docs(front_page(plan));
    code.gap();
    line!(code, "#![forbid(unsafe_code)]");
    line!(code, "#![allow(deprecated, reason = \"the crate must name what its users should no longer use\")]");
    let reason = "the description does not speak of everything, and names mostly tell";
    line!(code, "#![allow(missing_docs, reason = {reason:?})]");
    modules(plan, &mut code);
    exports(plan, &mut code);
    code.gap();
    match quick_start(plan).and_then(|example| example.feature) {
        Some(feature) => line!(code, "#[cfg(all(doctest, feature = {}))]", text(feature.as_str())),
        None => line!(code, "#[cfg(doctest)]"),
    }
    line!(code, "#[doc = include_str!(\"../README.md\")]");
    line!(code, "struct Readme;");
    code.gap();
    open!(code, "impl Client");
    code.docs(["Starts to put a client together."]);
    code.block(format_args!("pub fn builder() -> ClientBuilder"), format_args!("ClientBuilder::new(&api::API)"));
    code.close();
    out.rust("src/lib.rs", code);
    out.rust("src/prelude.rs", prelude());
}

fn modules(plan: &Plan, code: &mut Code) {
    let modules = [
        ("mod api;", true),
        ("pub mod operations;", true),
        ("mod prelude;", true),
        ("pub mod runtime;", true),
        ("mod security;", !plan.schemes.is_empty()),
        ("pub mod servers;", plan.names_servers),
        ("pub mod types;", true),
        ("pub mod webhooks;", !plan.webhooks.is_empty()),
    ];
    code.gap();
    modules.iter().filter(|(_, is_there)| *is_there).for_each(|(row, _)| line!(code, "{row}"));
}

fn exports(plan: &Plan, code: &mut Code) {
    code.gap();
    line!(code, "pub use crate::runtime::json;");
    line!(code, "pub use crate::runtime::json::{{Nullable, Value}};");
    code.names("pub use crate::runtime::{", &EXPORTS, "};");
    line!(code, "#[cfg(feature = \"mock\")]");
    line!(code, "pub use crate::runtime::transport::mock;");
    line!(code, "#[cfg(feature = \"record\")]");
    line!(code, "pub use crate::runtime::transport::record;");
    line!(code, "#[cfg(feature = \"tracing\")]");
    line!(code, "pub use crate::runtime::TraceContext;");
    if !plan.webhooks.is_empty() {
        line!(code, "#[cfg(feature = \"signatures\")]");
        code.names(
            "pub use crate::runtime::{",
            &["BadSecret", "SignatureError", "SignatureForm", "WebhookSignature"],
            "};",
        );
    }
    let secrets = plan.schemes.iter().filter(|scheme| scheme.kind.has_secret());
    let mut secrets: Vec<&str> = secrets.map(|scheme| scheme.ty.as_str()).collect();
    secrets.sort_unstable();
    match secrets.as_slice() {
        [] => {}
        [one] => line!(code, "pub use self::security::{one};"),
        several => code.names("pub use self::security::{", several, "};"),
    }
}

/// What of the runtime a user of the crate says.
const EXPORTS: [&str; 46] = [
    "Answer",
    "BadCredential",
    "BodyFault",
    "BuildError",
    "Bytes",
    "Call",
    "Client",
    "ClientBuilder",
    "ClientCredentials",
    "Credential",
    "Decimal",
    "Detached",
    "Error",
    "HeaderFault",
    "InvalidRequest",
    "Items",
    "Layer",
    "LayerFuture",
    "Limits",
    "Method",
    "MissingCredentials",
    "Next",
    "Outcome",
    "Outgoing",
    "PageItems",
    "Paged",
    "Pages",
    "Quoted",
    "Reconnect",
    "Response",
    "ResponseHeader",
    "RetryBudget",
    "RetryPolicy",
    "Secret",
    "StatusCode",
    "StreamError",
    "Streamed",
    "Timeouts",
    "TokenError",
    "TokenProvider",
    "Transport",
    "TransportError",
    "Undocumented",
    "Upload",
    "Validate",
    "Violations",
];

/// Which names of the runtime generated code says. One list for all files, so that none of them depends on what the
/// others say.
const PRELUDE: [&str; 37] = [
    "Answer",
    "ApiSpec",
    "BodyFault",
    "Bytes",
    "Call",
    "Check",
    "Client",
    "ClientBuilder",
    "CountRules",
    "Decimal",
    "FieldSpec",
    "FieldStyle",
    "Framing",
    "Items",
    "NumberRules",
    "Operation",
    "OperationSpec",
    "Paging",
    "ParamSpec",
    "ParamValue",
    "Pattern",
    "Quoted",
    "ResponseHeader",
    "ResponseSpec",
    "SchemeKind",
    "SchemeSpec",
    "Secret",
    "ServerSpec",
    "ServerVariable",
    "StreamingItems",
    "Style",
    "ToParam",
    "ToText",
    "Undocumented",
    "Upload",
    "Validate",
    "XmlName",
];

/// Which names of the runtime's `json` generated code says.
const JSON_PRELUDE: [&str; 10] =
    ["self", "Decode", "Encode", "Failed", "Members", "Nullable", "Object", "Reader", "Value", "Writer"];

fn prelude() -> Code {
    let mut code = Code::default();
    code.inner_docs(["What generated code says without a path."]);
    code.gap();
    line!(code, "#![allow(unused_imports, reason = \"which of these are said depends on the API\")]");
    code.gap();
    line!(code, "pub(crate) use std::collections::BTreeMap;");
    code.gap();
    code.names("pub(crate) use crate::runtime::json::{", &JSON_PRELUDE, "};");
    code.names("pub(crate) use crate::runtime::{", &PRELUDE, "};");
    line!(code, "pub(crate) use crate::runtime::{{operation, paged, parameters, pattern, schema, xml}};");
    code
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
    let said = Cell::new(false);
    let types = Types::new(plan, Seat::Crate, &said);
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
