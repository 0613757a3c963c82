//! Names are stable: what is added to a document renames nothing that was there, or says so (SW0501).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use specwright::api::{Api, OriginBase};
use specwright::config::Config;
use specwright::diagnostic::Diagnostics;
use specwright::lower::LowerOptions;
use specwright::resolve::Resolver;
use specwright::rust::{Output, Plan, plan};
use specwright::source::{Limits, Sources};
use specwright::{lower, openapi};

/// What two documents have in common keeps these, by what each stands for in the document.
struct Named {
    names: BTreeMap<String, String>,
    findings: Vec<String>,
}

/// A schema with a type inside of it, or an operation with types of its own.
#[derive(Clone, Debug)]
enum Part {
    Schema(String),
    Operation { path: String, id: Option<String> },
}

impl Part {
    /// What there is once in a document.
    fn key(&self) -> String {
        match self {
            Self::Schema(key) => format!("schema {key}"),
            Self::Operation { path, .. } => path.clone(),
        }
    }
}

fn document(parts: &[&Part]) -> String {
    let (mut paths, mut schemas) = (String::new(), String::new());
    for part in parts {
        match part {
            Part::Schema(key) => writeln!(
                schemas,
                "    '{key}': {{ type: object, properties: {{ owner: {{ type: object, properties: {{ x: {{}} }} }} }} }}"
            ),
            Part::Operation { path, id } => {
                let id = id.as_ref().map_or_else(String::new, |id| format!("operationId: '{id}', "));
                let body = "content: { application/json: { schema: { type: object, properties: { x: {} } } } }";
                writeln!(
                    paths,
                    "  '/{path}':\n    post: {{ {id}requestBody: {{ {body} }}, responses: {{ \
                     '200': {{ description: a, {body} }}, '202': {{ description: b }}, '404': {{ description: c, {body} }} }} }}"
                )
            }
        }
        .unwrap();
    }
    let paths = if paths.is_empty() { " {}\n".to_owned() } else { format!("\n{paths}") };
    let head = "openapi: 3.0.3\ninfo: { title: Names, version: 1.0.0 }\n";
    format!("{head}paths:{paths}components:\n  schemas:\n    Kept: {{}}\n{schemas}")
}

fn named(parts: &[&Part]) -> Named {
    let text = document(parts);
    let (mut sources, mut diagnostics) = (Sources::new(Limits::default()), Diagnostics::new());
    let spec = sources.add_text("api.yaml", &text, &mut diagnostics).expect("it is YAML");
    let tree = sources.shared(spec).unwrap();
    let document = openapi::read(&tree, &mut diagnostics).unwrap();
    let resolver = Resolver::over(document, &sources);
    let options = LowerOptions { all_types: true, ..LowerOptions::default() };
    let api = lower::lower(&document, &resolver, &options, &mut diagnostics);
    let plan = plan(&api, &Config::default(), &mut diagnostics);
    let met = diagnostics.iter().filter(|found| found.code.id == "SW0501").map(|found| found.message.clone());
    Named { names: names(&api, &plan), findings: met.collect() }
}

fn names(api: &Api, plan: &Plan) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for ((_, ty), planned) in api.types.iter().zip(&plan.types) {
        let base = match &ty.origin.base {
            OriginBase::Operation(index) => api.operations.get(*index).unwrap().path.text.clone(),
            other => format!("{other:?}"),
        };
        names.insert(format!("type {base} {:?}", ty.origin.steps), planned.name.to_string());
    }
    for operation in plan.operation_modules.iter().flat_map(|module| &module.operations) {
        let place = &operation.path;
        names.insert(format!("function {place}"), operation.function.to_string());
        names.insert(format!("marker {place}"), operation.marker.to_string());
        if let Some(error) = &operation.error {
            names.insert(format!("error {place}"), error.name.to_string());
        }
        if let Output::Enum { name, .. } = &operation.output {
            names.insert(format!("output {place}"), name.to_string());
        }
    }
    names
}

/// Names of `before` that `after` has not, and says nothing about.
fn renamed(before: &Named, after: &Named) -> Vec<String> {
    let changed = before.names.iter().filter_map(|(key, name)| {
        let now = after.names.get(key)?;
        // A finding about an operation speaks of all that is named by it.
        let place = key.split_once(" /").map_or_else(|| name.clone(), |(_, path)| format!("POST /{path}"));
        let told = after
            .findings
            .iter()
            .chain(&before.findings)
            .any(|finding| [now, name, &place].iter().any(|said| finding.contains(&format!("`{said}`"))));
        (now != name && !told).then(|| format!("{key}: {name} is {now}"))
    });
    changed.collect()
}

/// Words that meet in every way that names can.
const MEETING: &[&str] = &[
    "pet",
    "Pet",
    "PET",
    "pet_owner",
    "PetOwner",
    "petOwner",
    "owner",
    "get",
    "post-pet",
    "PostPet",
    "postPetError",
    "post_pet_output",
    "PostPetRequest",
    "PostPet200Response",
    "v2",
    "V_2",
    "v 2",
    "1",
    "Box",
    "Option",
    "type",
    "self",
    "größe",
    "日本",
    "pet/owner",
];

fn part(word: impl Strategy<Value = String>) -> impl Strategy<Value = Part> {
    (word, proptest::option::of(Just(())), any::<bool>()).prop_map(|(word, id, schema)| {
        if schema { Part::Schema(word) } else { Part::Operation { path: word.replace(' ', ""), id: id.map(|()| word) } }
    })
}

/// Parts of a document, and which of them were there first.
fn grown(word: impl Strategy<Value = String>) -> impl Strategy<Value = Vec<(Part, bool)>> {
    proptest::collection::vec((part(word), any::<bool>()), 1..16).prop_map(|parts| {
        let once: BTreeMap<String, (Part, bool)> = parts.into_iter().map(|part| (part.0.key(), part)).collect();
        once.into_values().collect()
    })
}

fn check(parts: &[(Part, bool)]) -> (Vec<String>, Vec<String>) {
    let first: Vec<&Part> = parts.iter().filter(|(_, first)| *first).map(|(part, _)| part).collect();
    let all: Vec<&Part> = parts.iter().map(|(part, _)| part).collect();
    let (before, after) = (named(&first), named(&all));
    (renamed(&before, &after), after.findings)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Texts that are one name in Rust are the rest that cannot be held, and it is always told.
    #[test]
    fn nothing_is_renamed_in_silence(parts in grown(proptest::sample::select(MEETING).prop_map(str::to_owned))) {
        let (renamed, findings) = check(&parts);
        prop_assert!(renamed.is_empty(), "{renamed:?}\n{findings:?}\n{parts:?}");
    }

    /// Texts that are different names never meet, whatever stands beside them.
    #[test]
    fn texts_with_names_of_their_own_keep_them(parts in grown("[a-z]{4}_[a-z]{4}q")) {
        let (renamed, findings) = check(&parts);
        prop_assert!(renamed.is_empty() && findings.is_empty(), "{renamed:?}\n{findings:?}\n{parts:?}");
    }
}

#[test]
fn the_order_of_a_document_names_nothing() {
    let parts: Vec<Part> = MEETING.iter().map(|word| Part::Schema((*word).to_owned())).collect();
    let forwards = named(&parts.iter().collect::<Vec<_>>());
    let backwards = named(&parts.iter().rev().collect::<Vec<_>>());
    assert_eq!(forwards.names, backwards.names);
}
