//! `Cargo.toml`, `rustfmt.toml` and `README.md`.
//!
//! Dependencies and features are those of the runtime, read from its own manifest, so that there is one list of them.

use std::fmt::Write as _;

use toml::de::{DeTable, DeValue};

use super::Out;
use super::crate_root::quick_start;
use crate::rust::{Plan, fenced};

/// Lints of rustc and clippy that speak of what the document decides: names, sizes, the number of arguments.
const LINTS: &str = r#"[lints.rust]
confusable_idents = "allow"
mixed_script_confusables = "allow"
uncommon_codepoints = "allow"

[lints.clippy]
# What the document names and how much it asks for is not for the generator to change.
doc_lazy_continuation = "allow"
doc_overindented_list_items = "allow"
enum_variant_names = "allow"
large_enum_variant = "allow"
module_inception = "allow"
result_large_err = "allow"
should_implement_trait = "allow"
too_many_arguments = "allow"
upper_case_acronyms = "allow"
wrong_self_convention = "allow"
"#;

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    let head = format!("#{}", out.head.trim_start_matches("//"));
    let package = &plan.package;
    let mut manifest = format!(
        "{head}\n[package]\nname = {}\nversion = {}\nedition = \"2024\"\nrust-version = \"1.95\"\ndescription = {}\npublish = false\n",
        quoted(&package.name),
        quoted(&package.version),
        quoted(&package.description),
    );
    if package.name.replace('-', "_") != package.lib.as_str() {
        let _ = write!(manifest, "\n[lib]\nname = {}\n", quoted(package.lib.as_str()));
    }
    let tags: Vec<&str> =
        plan.operation_modules.iter().filter_map(|module| Some(module.feature.as_ref()?.as_str())).collect();
    let needs = [("pattern", plan.patterns), ("xml", plan.xml), ("signatures", plan.signature.is_some())];
    let needs: Vec<&str> = needs.into_iter().filter(|(_, is_needed)| *is_needed).map(|(name, _)| name).collect();
    let (features, dependencies) = of_runtime(specwright_runtime::source::MANIFEST, &tags, &needs).unwrap_or_default();
    let _ = write!(manifest, "\n[features]\n{features}\n[dependencies]\n{dependencies}\n{LINTS}");
    out.add("Cargo.toml", manifest);
    // What is printed is already laid out, and the runtime is laid out in its own way.
    out.add("rustfmt.toml", format!("{head}\ndisable_all_formatting = true\n"));
    out.add("README.md", readme(plan, &out.head));
}

/// What is optional in a generated crate, and what its last words are.
const FEATURES: &str = "
| feature | |
|---|---|
| `blocking` | calls without `async`: `client.operation(..).send().wait()` |
| `tracing` | spans of calls and attempts, in the words of OpenTelemetry; `TraceContext`, which sends their context |
| `signatures` | `WebhookSignature`: does a webhook come from the server? |
| `gzip` | `Client::builder().gzip()`: answers that come compressed, opened up to the limit of the client |
| `http2` | HTTP/2 where the server speaks it |
| `mock` | `mock::Mock`, a transport for tests, that answers as it is told |
| `record` | `record::Recorder`, which writes exchanges into a file, without secrets, and `record::Replay`, which plays them in tests |

This crate is generated from an OpenAPI document. Change the document, not the crate.
";

fn readme(plan: &Plan, head: &str) -> String {
    let package = &plan.package;
    let made_by = head.trim_start_matches("// ").trim_end();
    let mut lines =
        vec![format!("<!-- {} -->", made_by.replace("-->", "->")), format!("# {}", package.name), String::new()];
    lines.extend([format!("A typed Rust client of {}.", package.title.trim_end_matches('.')), String::new()]);
    if let Some(example) = quick_start(plan) {
        let mut code = vec![example.head];
        code.extend(
            example.body.iter().map(|line| if line.is_empty() { String::new() } else { format!("    {line}") }),
        );
        code.extend(["    Ok(())".to_owned(), "}".to_owned()]);
        lines.extend(fenced("rust,no_run", &code));
        lines.push(String::new());
    }
    lines.push("Every operation is a method of `Client`; `cargo doc --open` shows them all. An error says by `outcome()` what is".to_owned());
    lines.push(
        "known about the effect of the request: nothing was sent, the server answered, or it is unknown.".to_owned(),
    );
    lines.push(String::new());
    lines.join("\n") + FEATURES
}

/// Features that the runtime has by default, and a generated crate only if its API needs them.
const BY_NEED: [&str; 2] = ["pattern", "xml"];

/// The features and dependencies of the runtime, as a generated crate has them, with those features by default that its API
/// `needs`.
fn of_runtime(manifest: &str, tags: &[&str], needs: &[&str]) -> Option<(String, String)> {
    let manifest = DeTable::parse(manifest).ok()?;
    let section = |name: &str| manifest.get_ref().get(name)?.get_ref().as_table();
    let features = section("features")?;
    let list = |name: &str| -> Vec<&str> {
        let items = features.get(name).and_then(|value| value.get_ref().as_array());
        items.into_iter().flatten().filter_map(|item| item.get_ref().as_str()).collect()
    };
    // What the runtime itself needs is not optional where the runtime always is.
    let needed = list(RUNTIME);
    let mut out_features = String::new();
    for (name, _) in features.iter().filter(|(name, _)| !matches!(name.get_ref().as_ref(), RUNTIME | "source")) {
        let unused = |item: &str| item == RUNTIME || (BY_NEED.contains(&item) && !needs.contains(&item));
        let (more, tags) = if name.get_ref() == "default" { (needs, tags) } else { (&[][..], &[][..]) };
        let more = more.iter().copied().filter(|need| !BY_NEED.contains(need));
        let items = list(name.get_ref()).into_iter().filter(|item| !unused(item));
        let items = items.chain(more).chain(tags.iter().copied()).map(quoted);
        let _ = writeln!(out_features, "{} = [{}]", name.get_ref(), items.collect::<Vec<_>>().join(", "));
    }
    for tag in tags {
        let _ = writeln!(out_features, "{tag} = []");
    }
    let mut out_dependencies = String::new();
    for (name, value) in section("dependencies")? {
        let feature = format!("dep:{}", name.get_ref());
        let always = needed.contains(&feature.as_str());
        let fields = value.get_ref().as_table()?;
        let fields = fields.iter().filter(|(key, _)| !(always && key.get_ref() == "optional"));
        let mut fields: Vec<_> = fields.collect();
        fields.sort_by_key(|(key, _)| (key.get_ref() != "version", key.get_ref().clone()));
        let fields = fields.iter().map(|(key, value)| format!("{} = {}", key.get_ref(), inline(value.get_ref())));
        let _ = writeln!(out_dependencies, "{} = {{ {} }}", name.get_ref(), fields.collect::<Vec<_>>().join(", "));
    }
    Some((out_features, out_dependencies))
}

/// The feature under which the runtime is compiled in its own crate.
const RUNTIME: &str = "client";

fn inline(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => quoted(text),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| inline(item.get_ref())).collect();
            format!("[{}]", items.join(", "))
        }
        _ => "\"\"".to_owned(),
    }
}

/// A basic string (TOML 1.0.0, "String").
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_runtime_says_what_a_crate_depends_on() {
        let text = r#"
            [features]
            default = ["client", "net"]
            client = ["dep:bytes"]
            source = []
            net = ["dep:wire"]
            [dependencies]
            bytes = { version = "1", features = ["std"], optional = true }
            wire = { version = "0.2", optional = true }
        "#;
        let (features, dependencies) = of_runtime(text, &[], &[]).unwrap();
        assert_eq!(features, "default = [\"net\"]\nnet = [\"dep:wire\"]\n");
        assert_eq!(
            dependencies,
            "bytes = { version = \"1\", features = [\"std\"] }\nwire = { version = \"0.2\", optional = true }\n"
        );
    }

    #[test]
    fn the_real_runtime_can_be_read() {
        let (features, dependencies) =
            of_runtime(specwright_runtime::source::MANIFEST, &[], &["pattern", "xml", "signatures"]).unwrap();
        assert!(features.lines().any(|line| line.starts_with("default = [")), "{features}");
        assert!(!features.contains("client"), "{features}");
        assert!(dependencies.lines().count() > 3, "{dependencies}");
    }
}
