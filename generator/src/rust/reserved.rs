//! Names that the runtime and the emitted code have taken, scope by scope.
//!
//! A test reads the runtime's text and fails when one of its methods is missing here.

/// Features of every generated crate.
pub(crate) const FEATURES: &[&str] = &[
    "blocking",
    "default",
    "gzip",
    "http2",
    "mock",
    "pattern",
    "record",
    "reqwest",
    "serde",
    "signatures",
    "tracing",
    "xml",
];

/// Types in `types/`: what emitted code there says without a path.
pub(crate) const TYPES: &[&str] = &[
    "BTreeMap",
    "Box",
    "Check",
    "Clone",
    "Copy",
    "CountRules",
    "Debug",
    "Decimal",
    "Decode",
    "Default",
    "Display",
    "Encode",
    "Eq",
    "Err",
    "Failed",
    "FieldSpec",
    "FieldStyle",
    "Fn",
    "FnMut",
    "FnOnce",
    "Framing",
    "From",
    "Hash",
    "Into",
    "Items",
    "Members",
    "None",
    "Nullable",
    "NumberRules",
    "Object",
    "Ok",
    "Option",
    "Ord",
    "ParamValue",
    "PartialEq",
    "PartialOrd",
    "Pattern",
    "Quoted",
    "Reader",
    "ResponseHeader",
    "Result",
    "SchemaRules",
    "Secret",
    "Self",
    "Send",
    "Sized",
    "Some",
    "StreamingItems",
    "String",
    "Sync",
    "ToParam",
    "ToString",
    "ToText",
    "Upload",
    "Validate",
    "Value",
    "Vec",
    "Writer",
    "XmlName",
];

/// Types and markers in `operations/`, and types in `servers`.
pub(crate) const OPERATIONS: &[&str] = &[
    "Answer",
    "ApiSpec",
    "BTreeMap",
    "BodyFault",
    "Box",
    "Bytes",
    "Call",
    "Check",
    "Client",
    "ClientBuilder",
    "Clone",
    "Copy",
    "CountRules",
    "Debug",
    "Decimal",
    "Decode",
    "Default",
    "Display",
    "Encode",
    "Eq",
    "Err",
    "Failed",
    "FieldSpec",
    "FieldStyle",
    "Fn",
    "FnMut",
    "FnOnce",
    "Framing",
    "From",
    "Hash",
    "Into",
    "Items",
    "Members",
    "Method",
    "None",
    "Nullable",
    "NumberRules",
    "Object",
    "Ok",
    "Operation",
    "OperationSpec",
    "Option",
    "Ord",
    "Paging",
    "ParamSpec",
    "ParamValue",
    "PartialEq",
    "PartialOrd",
    "Pattern",
    "Quoted",
    "Reader",
    "ResponseHeader",
    "ResponseSpec",
    "Result",
    "SchemaRules",
    "SchemeKind",
    "SchemeSpec",
    "Secret",
    "Self",
    "Send",
    "Server",
    "ServerSpec",
    "ServerVariable",
    "Sized",
    "Some",
    "StreamingItems",
    "String",
    "Style",
    "Sync",
    "ToParam",
    "ToString",
    "ToText",
    "Undocumented",
    "Upload",
    "Validate",
    "Value",
    "Vec",
    "Writer",
    "XmlName",
];

/// Types of secrets, which stand at the root of the crate beside the runtime's types.
pub(crate) const SECRETS: &[&str] = &[
    "Answer",
    "ApiSpec",
    "BTreeMap",
    "BadCredential",
    "BadSecret",
    "BodyFault",
    "Box",
    "BuildError",
    "Bytes",
    "Call",
    "Check",
    "Client",
    "ClientBuilder",
    "ClientCredentials",
    "Clone",
    "Copy",
    "CountRules",
    "Credential",
    "Debug",
    "Decimal",
    "Decode",
    "Default",
    "Detached",
    "Display",
    "Encode",
    "Eq",
    "Err",
    "Error",
    "Failed",
    "FieldSpec",
    "FieldStyle",
    "Fn",
    "FnMut",
    "FnOnce",
    "Framing",
    "From",
    "Hash",
    "HeaderFault",
    "Into",
    "InvalidRequest",
    "Items",
    "Json",
    "Layer",
    "LayerFuture",
    "Limits",
    "Members",
    "Method",
    "MissingCredentials",
    "Next",
    "None",
    "Nullable",
    "NumberRules",
    "Object",
    "Ok",
    "Operation",
    "OperationSpec",
    "Option",
    "Ord",
    "Outcome",
    "Outgoing",
    "PageItems",
    "Paged",
    "Pages",
    "Paging",
    "ParamSpec",
    "ParamValue",
    "PartialEq",
    "PartialOrd",
    "Pattern",
    "Quoted",
    "Reader",
    "Reconnect",
    "Response",
    "ResponseHeader",
    "ResponseSpec",
    "Result",
    "RetryBudget",
    "RetryPolicy",
    "SchemaRules",
    "SchemeKind",
    "SchemeSpec",
    "Secret",
    "Self",
    "Send",
    "ServerSpec",
    "ServerVariable",
    "SignatureError",
    "SignatureForm",
    "Sized",
    "Some",
    "StatusCode",
    "StreamError",
    "Streamed",
    "StreamingItems",
    "String",
    "Style",
    "Sync",
    "Timeouts",
    "ToParam",
    "ToString",
    "ToText",
    "TokenError",
    "TokenProvider",
    "TraceContext",
    "Transport",
    "TransportError",
    "Undocumented",
    "Upload",
    "Validate",
    "Value",
    "Vec",
    "Violations",
    "WebhookSignature",
    "Writer",
    "XmlName",
];

/// Methods of `Client`, and one that users expect to do what it does everywhere.
pub(crate) const CLIENT: &[&str] = &["builder", "clone", "new", "with_credential", "with_transport"];

/// Methods of `ClientBuilder`.
pub(crate) const BUILDER: &[&str] = &[
    "base_url",
    "build",
    "caller",
    "clock",
    "credential",
    "document_url",
    "gzip",
    "header",
    "layer",
    "limits",
    "new",
    "random",
    "retry",
    "retry_budget",
    "server",
    "timeouts",
    "transport",
];

/// Methods of `Call`, and the arguments beside parameters.
pub(crate) const CALL: &[&str] = &[
    "as_events",
    "as_lines",
    "body",
    "bytes",
    "check_body",
    "check_param",
    "content_type",
    "form",
    "form_as",
    "form_content",
    "header",
    "idempotency_key",
    "if_changed",
    "if_unchanged",
    "items",
    "json",
    "json_as",
    "json_content",
    "limits",
    "multipart",
    "new",
    "pages",
    "param",
    "part_header",
    "reconnect",
    "retry",
    "retry_budget",
    "send",
    "send_detached",
    "server",
    "stream",
    "text",
    "timeouts",
    "with",
    "with_response",
    "xml",
];

/// Functions of a struct beside its setters.
pub(crate) const STRUCT: &[&str] = &["clone", "new"];

#[cfg(test)]
mod tests {
    use super::*;

    /// The functions of every `impl` of a type in the runtime.
    fn functions(of: &str) -> Vec<String> {
        let mut found = Vec::new();
        for (path, text) in specwright_runtime::source::FILES {
            let Ok(file) = syn::parse_file(text) else { continue };
            for item in file.items {
                let syn::Item::Impl(block) = item else { continue };
                let syn::Type::Path(ty) = &*block.self_ty else { continue };
                let named = ty.path.segments.last().is_some_and(|segment| segment.ident == of);
                if !named || block.trait_.is_some() {
                    continue;
                }
                found.extend(block.items.iter().filter_map(|item| match item {
                    syn::ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
                    _ => None,
                }));
            }
            assert!(!path.is_empty());
        }
        found
    }

    #[test]
    fn no_method_of_the_runtime_can_be_defined_again() {
        for (ty, reserved) in [("Client", CLIENT), ("ClientBuilder", BUILDER), ("Call", CALL)] {
            let functions = functions(ty);
            assert!(functions.len() > 1, "{ty}: {functions:?}");
            for function in functions {
                assert!(reserved.contains(&function.as_str()), "{ty}::{function} is not reserved");
            }
        }
    }

    /// The names of a list in the text of the stage that prints them.
    fn listed(list: &str) -> Vec<&'static str> {
        let root = include_str!("../emit/crate_root.rs");
        let list = root.split_once(&format!("const {list}:")).map_or("", |(_, rest)| rest);
        let list = list.split_once("];").map_or("", |(list, _)| list);
        list.split('"').skip(1).step_by(2).collect()
    }

    #[test]
    fn what_the_prelude_has_is_no_name_of_an_operation_or_secret() {
        let names = [listed("JSON_PRELUDE"), listed("PRELUDE")].concat();
        assert!(names.len() > 20, "{names:?}");
        for name in names.into_iter().filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase())) {
            assert!(OPERATIONS.contains(&name) && SECRETS.contains(&name), "{name} is not reserved");
        }
    }

    #[test]
    fn what_the_crate_root_exports_is_no_name_of_a_secret() {
        let names = listed("EXPORTS");
        assert!(names.len() > 10, "{names:?}");
        for name in names {
            assert!(SECRETS.contains(&name), "{name} is not reserved");
        }
    }
}
