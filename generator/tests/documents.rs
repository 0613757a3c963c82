//! Documents made by chance, most of them valid: schemas of all kinds, references and cycles among them, parameters of
//! every style, bodies, answers. Each becomes a crate that parses, the same one twice, with every operation in it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use proptest::prelude::*;
use specwright::config::Config;
use specwright::diagnostic::render::Human;
use specwright::diagnostic::{Diagnostics, Texts};
use specwright::files::Files;
use specwright::source::{Limits, Sources};
use specwright::{Options, generate};

/// Components are called `S0` to `S5`, and refer to each other as they like.
const COMPONENTS: usize = 6;

fn pick(words: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    proptest::sample::select(words)
}

/// Names that stand beside each other: some meet in Rust, some mean something to it.
fn name() -> impl Strategy<Value = &'static str> {
    pick(&["id", "name", "Name", "type", "self", "fooBar", "foo_bar", "größe", "1st", "x-y", "value", "kind"])
}

fn reference() -> impl Strategy<Value = String> {
    (0..COMPONENTS).prop_map(|index| format!(r##"{{"$ref":"#/components/schemas/S{index}"}}"##))
}

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        pick(&["string", "integer", "number", "boolean"]).prop_map(|ty| format!(r#"{{"type":"{ty}"}}"#)),
        pick(&["date", "date-time", "uuid", "byte", "password", "decimal", "own"])
            .prop_map(|format| format!(r#"{{"type":"string","format":"{format}","maxLength":9}}"#)),
        pick(&["int32", "int64", "uint32"])
            .prop_map(|format| format!(r#"{{"type":"integer","format":"{format}","minimum":1,"default":2}}"#)),
        Just(r#"{"type":"number","format":"decimal","exclusiveMinimum":0,"multipleOf":0.01}"#.to_owned()),
        Just(r#"{"type":"string","enum":["asc","ASC","","1","self","Other"]}"#.to_owned()),
        Just(r#"{"type":"integer","enum":[1,-1,3]}"#.to_owned()),
        Just(r#"{"const":"fixed"}"#.to_owned()),
        Just(r#"{"type":["string","null"],"pattern":"^a+$"}"#.to_owned()),
        Just(r#"{"enum":[1,"a",true,null]}"#.to_owned()),
        Just("{}".to_owned()),
        Just("true".to_owned()),
    ]
}

fn schema() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![3 => scalar(), 3 => reference()];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let several = prop::collection::vec(inner.clone(), 1..4).prop_map(|all| all.join(","));
        let members = prop::collection::btree_map(name(), (inner.clone(), 0..4_usize), 0..4);
        prop_oneof![
            4 => (members, prop::option::of(inner.clone()), any::<bool>()).prop_map(|(members, rest, is_map)| {
                object(&members, rest.filter(|_| is_map).as_deref())
            }),
            2 => (inner.clone(), any::<bool>()).prop_map(|(items, set)| {
                format!(r#"{{"type":"array","items":{items},"uniqueItems":{set},"maxItems":3}}"#)
            }),
            1 => inner.clone().prop_map(|values| format!(r#"{{"type":"object","additionalProperties":{values}}}"#)),
            1 => several.clone().prop_map(|items| format!(r#"{{"type":"array","prefixItems":[{items}]}}"#)),
            2 => several.clone().prop_map(|all| format!(r#"{{"allOf":[{all}]}}"#)),
            2 => several.clone().prop_map(|all| format!(r#"{{"oneOf":[{all}]}}"#)),
            1 => several.prop_map(|all| format!(r#"{{"anyOf":[{all},{{"type":"null"}}]}}"#)),
            1 => (reference(), reference()).prop_map(|(one, other)| {
                format!(r#"{{"oneOf":[{one},{other}],"discriminator":{{"propertyName":"kind"}}}}"#)
            }),
            1 => inner.prop_map(|not| format!(r#"{{"not":{not}}}"#)),
        ]
    })
}

/// Each property is required, `readOnly`, `writeOnly`, or nothing of these.
fn object(members: &std::collections::BTreeMap<&'static str, (String, usize)>, rest: Option<&str>) -> String {
    let required: Vec<String> =
        members.iter().filter(|(_, (_, kind))| *kind == 1).map(|(name, _)| format!("{name:?}")).collect();
    let property = |(name, (schema, kind)): (&&str, &(String, usize))| match kind {
        2 => format!(r#"{name:?}:{{"allOf":[{schema}],"readOnly":true}}"#),
        3 => format!(r#"{name:?}:{{"allOf":[{schema}],"writeOnly":true}}"#),
        _ => format!("{name:?}:{schema}"),
    };
    let properties: Vec<String> = members.iter().map(property).collect();
    let rest = rest.map_or(String::new(), |rest| format!(r#","additionalProperties":{rest}"#));
    format!(
        r#"{{"type":"object","required":[{}],"properties":{{{}}}{rest}}}"#,
        required.join(","),
        properties.join(",")
    )
}

fn parameters() -> impl Strategy<Value = String> {
    let style = pick(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]);
    let query = (name(), style, any::<bool>(), any::<bool>(), schema()).prop_map(|(name, style, explode, required, ty)| {
        format!(r#"{{"name":"{name}","in":"query","style":"{style}","explode":{explode},"required":{required},"schema":{ty}}}"#)
    });
    let other = (pick(&["header", "cookie"]), any::<bool>(), schema()).prop_map(|(place, required, ty)| {
        format!(r#"{{"name":"X-A","in":"{place}","required":{required},"schema":{ty}}}"#)
    });
    let content = (name(), schema()).prop_map(|(name, ty)| {
        format!(r#"{{"name":"{name}","in":"query","content":{{"application/json":{{"schema":{ty}}}}}}}"#)
    });
    let path = (pick(&["simple", "label", "matrix"]), any::<bool>(), schema()).prop_map(|(style, explode, ty)| {
        format!(r#"{{"name":"id","in":"path","required":true,"style":"{style}","explode":{explode},"schema":{ty}}}"#)
    });
    (path, prop::collection::vec(prop_oneof![3 => query, 1 => other, 1 => content], 0..3))
        .prop_map(|(path, others)| std::iter::once(path).chain(others).collect::<Vec<_>>().join(","))
}

fn media_type() -> impl Strategy<Value = &'static str> {
    pick(&[
        "application/json",
        "application/problem+json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "text/plain",
        "text/event-stream",
        "application/octet-stream",
        "application/xml",
        "*/*",
    ])
}

/// The operations of a document: as many as this.
const OPERATIONS: usize = 3;

fn operation() -> impl Strategy<Value = String> {
    let content = || {
        prop::collection::btree_map(media_type(), schema(), 0..3).prop_map(|content| {
            let content = content.iter().map(|(media, schema)| format!(r#""{media}":{{"schema":{schema}}}"#));
            content.collect::<Vec<_>>().join(",")
        })
    };
    let status = pick(&["200", "201", "204", "2XX", "404", "4XX", "default"]);
    let responses = prop::collection::btree_map(status, content(), 1..4).prop_map(|responses| {
        let one =
            |(status, content): (&&str, &String)| format!(r#""{status}":{{"description":"","content":{{{content}}}}}"#);
        responses.iter().map(one).collect::<Vec<_>>().join(",")
    });
    let body = prop::option::of((content(), any::<bool>())).prop_map(|body| {
        body.map_or(String::new(), |(content, required)| {
            format!(r#""requestBody":{{"required":{required},"content":{{{content}}}}},"#)
        })
    });
    (parameters(), body, responses).prop_map(|(parameters, body, responses)| {
        format!(r#"{{"parameters":[{parameters}],{body}"responses":{{{responses}}}}}"#)
    })
}

fn document() -> impl Strategy<Value = String> {
    let operations = prop::collection::vec(operation(), OPERATIONS..=OPERATIONS);
    let schemas = prop::collection::vec(schema(), COMPONENTS..=COMPONENTS);
    (pick(&["3.0.3", "3.1.0", "3.2.0"]), operations, schemas).prop_map(|(version, operations, schemas)| {
        let paths = operations.iter().enumerate().map(|(index, operation)| {
            format!(r#""/p{index}/{{id}}":{{"post":{operation}}}"#)
        });
        let schemas = schemas.iter().enumerate().map(|(index, schema)| format!(r#""S{index}":{schema}"#));
        format!(
            r#"{{"openapi":"{version}","info":{{"title":"t","version":"1"}},"paths":{{{}}},"components":{{"schemas":{{{}}}}}}}"#,
            paths.collect::<Vec<_>>().join(","),
            schemas.collect::<Vec<_>>().join(",")
        )
    })
}

/// What is generated, and what is said.
fn once(document: &str) -> (Files, String) {
    let (mut sources, mut diagnostics) = (Sources::new(Limits::default()), Diagnostics::new());
    let spec = sources.add_text("chance.json", document, &mut diagnostics).expect("the document is JSON");
    let options = Options { command: "specwright generate".to_owned(), all_types: true, strict: false };
    let files = generate(&sources, spec, &Config::default(), &options, &mut diagnostics);
    diagnostics.sort();
    for found in &diagnostics {
        let location = found.location.as_ref().unwrap_or_else(|| panic!("{} has no place", found.code.id));
        let (span, text) = (location.place.span, sources.text(location.place.file));
        assert!(!found.message.is_empty() && span.start <= span.end && span.end as usize <= text.len());
    }
    let told = Human::new(&sources, false).all(&diagnostics);
    (files.unwrap_or_else(|| panic!("nothing was generated:\n{told}\n{document}")), told)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_document_becomes_a_crate(document in document()) {
        let (files, told) = once(&document);
        assert!(once(&document) == (files.clone(), told), "a second run gives something else");
        let mut operations = 0;
        for (path, text) in files.iter().filter(|(path, _)| !path.starts_with("src/runtime/") && path.ends_with(".rs")) {
            syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{document}"));
            if path.starts_with("src/operations/") {
                operations += (0..OPERATIONS).filter(|index| text.contains(&format!("= \"POST\" \"/p{index}/{{id}}\" {{"))).count();
            }
        }
        assert_eq!(operations, OPERATIONS, "{document}");
    }
}
