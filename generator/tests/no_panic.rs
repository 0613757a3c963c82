//! Whatever stands in a document, reading it ends, with findings and not with a panic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use proptest::prelude::*;
use specwright::diagnostic::Diagnostics;
use specwright::lower::LowerOptions;
use specwright::resolve::Resolver;
use specwright::source::{Limits, Sources};
use specwright::{lower, openapi, resolve};

/// Words that mean something, so that the stages have something to do.
const WORDS: [&str; 64] = [
    "type",
    "object",
    "array",
    "string",
    "integer",
    "null",
    "properties",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "enum",
    "$ref",
    "required",
    "additionalProperties",
    "discriminator",
    "propertyName",
    "mapping",
    "nullable",
    "const",
    "not",
    "a",
    "b",
    "x-y",
    "schema",
    "content",
    "application/json",
    "multipart/form-data",
    "parameters",
    "name",
    "in",
    "query",
    "path",
    "header",
    "responses",
    "200",
    "default",
    "4XX",
    "description",
    "headers",
    "examples",
    "value",
    "get",
    "post",
    "requestBody",
    "security",
    "key",
    "servers",
    "url",
    "https://{a}.example.com",
    "variables",
    "style",
    "form",
    "explode",
    "callbacks",
    "links",
    "minimum",
    "maxLength",
    "format",
    "int32",
    "date-time",
    "readOnly",
    "/p/{id}",
    "",
];

/// References into the document below.
const REFERENCES: [&str; 10] = [
    "#/components/schemas/A",
    "#/components/schemas/B",
    "#/components/schemas/A/properties/a",
    "#/components/responses/R",
    "#/components/parameters/P",
    "#/paths/~1p~1{id}",
    "#/paths/~1p~1{id}/get/responses/200",
    "#",
    "#/nowhere/~01%zz",
    "other.yaml#/A",
];

fn word() -> impl Strategy<Value = String> {
    proptest::sample::select(&WORDS[..]).prop_map(str::to_owned)
}

/// A JSON text.
fn json() -> impl Strategy<Value = String> {
    let reference = proptest::sample::select(&REFERENCES[..]).prop_map(|target| format!(r#"{{"$ref":"{target}"}}"#));
    let leaf = prop_oneof![
        2 => Just("null".to_owned()),
        2 => any::<bool>().prop_map(|flag| flag.to_string()),
        2 => (-3i32..20).prop_map(|number| number.to_string()),
        8 => word().prop_map(|word| format!("{word:?}")),
        8 => reference,
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        let members = prop::collection::btree_map(word(), inner.clone(), 0..6);
        let object = members.prop_map(|members| {
            let members = members.iter().map(|(key, value)| format!("{key:?}:{value}"));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        });
        let list = prop::collection::vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(",")));
        prop_oneof![3 => object, 1 => list]
    })
}

fn read(document: &str) {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new(Limits::default());
    let file = sources.add_text("openapi.json", document, &mut diagnostics).expect("JSON");
    if let Some(document) = openapi::read(sources.tree(file).unwrap(), &mut diagnostics) {
        let resolver = Resolver::new(document);
        openapi::check(&document, &mut diagnostics);
        resolve::check(&document, &resolver, &mut diagnostics);
        for all_types in [false, true] {
            let options = LowerOptions { all_types, ..LowerOptions::default() };
            let api = lower::lower(&document, &resolver, &options, &mut diagnostics);
            assert!(api.types.iter().all(|(id, _)| api.types.get(id).is_some()));
        }
    }
    for found in &diagnostics {
        assert!(!found.message.is_empty());
        let place = found.location.as_ref().expect("a finding about a document has a place").place;
        assert!(place.span.start <= place.span.end && place.span.end as usize <= document.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_root_holds(root in json()) {
        read(&root);
    }

    #[test]
    fn whatever_the_schemas_hold(version in "3\\.[012]\\.0", a in json(), b in json(), c in json()) {
        read(&format!(
            r##"{{"openapi":"{version}","info":{{"title":"t","version":"1"}},"paths":{{"/p/{{id}}":{{"get":{{
                "requestBody":{{"content":{{"application/json":{{"schema":{c}}}}}}},
                "responses":{{"200":{{"description":"","content":{{"application/json":{{"schema":
                {{"$ref":"#/components/schemas/A"}}}}}}}}}}}}}}}},"components":{{"schemas":{{"A":{a},"B":{b}}}}}}}"##
        ));
    }

    #[test]
    fn whatever_the_operations_hold(
        version in "3\\.[012]\\.0", item in json(), parameters in json(), response in json(), body in json(), rest in json(),
    ) {
        read(&format!(
            r##"{{"openapi":"{version}","info":{rest},"servers":{rest},"security":[{rest}],"tags":{rest},
                "paths":{{"/p/{{id}}":{{"parameters":{parameters},"get":{{"parameters":[{parameters}],
                "requestBody":{body},"responses":{{"200":{response}}}}},"post":{rest}}},"/x":{item}}},
                "components":{{"responses":{{"R":{response}}},"parameters":{{"P":{parameters}}},
                "securitySchemes":{{"key":{rest}}}}}}}"##
        ));
    }
}
