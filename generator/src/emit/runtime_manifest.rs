//! The features and dependencies of generated crates: those of the runtime, read from its own manifest, so that there is
//! one list of them.

use std::fmt::Write as _;

use toml::de::{DeTable, DeValue};

use super::manifest::quoted;
use crate::rust::RuntimeCrate;

/// What a crate has beside what its runtime has.
pub(super) struct Wants<'w> {
    /// Features for tags.
    pub(super) tags: &'w [&'w str],
    /// Features of the runtime that its API needs.
    pub(super) needs: &'w [&'w str],
}

/// Two sections of a manifest.
#[derive(Default)]
pub(super) struct Sections {
    pub(super) features: String,
    pub(super) dependencies: String,
}

/// The feature under which the runtime is compiled in its own crate.
const RUNTIME: &str = "client";

/// Features that the runtime has by default, and a generated crate only if its API needs them.
const BY_NEED: [&str; 2] = ["pattern", "xml"];

/// Crates that a client names itself, whoever holds the runtime: what macros make says `::serde`.
const NAMED: [&str; 1] = ["serde"];

/// What the examples of a client name beside it.
const SHOWN: [&str; 1] = ["tokio"];

/// Of a crate that holds its runtime.
pub(super) fn whole(wants: &Wants<'_>) -> Option<Sections> {
    let runtime = parse(specwright_runtime::source::MANIFEST)?;
    Some(Sections { features: features(&runtime, wants, own)?, dependencies: dependencies(&runtime, |_| true)? })
}

/// Of a crate whose runtime is a crate of its own, which has every feature of the client but those for tags.
pub(super) fn beside(wants: &Wants<'_>, crate_: &RuntimeCrate) -> Option<Sections> {
    let runtime = parse(specwright_runtime::source::MANIFEST)?;
    let handed_on = |name: &str, items: Vec<&str>| {
        let is_own = |item: &&str| {
            // Another feature, or a crate that the client names, too.
            !item.contains([':', '/']) || NAMED.iter().any(|named| *item == format!("dep:{named}"))
        };
        let own = items.into_iter().filter(is_own);
        own.map(str::to_owned).chain([format!("{}/{name}", crate_.name)]).collect()
    };
    let named = dependencies(&runtime, |name| NAMED.contains(&name))?;
    let shown = dependencies(&runtime, |name| SHOWN.contains(&name))?;
    let dependencies = format!("{} = {{ path = \"runtime\" }}\n{named}\n[dev-dependencies]\n{shown}", crate_.name);
    Some(Sections { features: features(&runtime, wants, handed_on)?, dependencies })
}

/// Of the runtime's crate: nothing is on by itself, its client says what is.
pub(super) fn runtime() -> Option<Sections> {
    let runtime = parse(specwright_runtime::source::MANIFEST)?;
    let features = features_but(&["default"], &runtime, &Wants { tags: &[], needs: &[] }, own)?;
    Some(Sections { features, dependencies: dependencies(&runtime, |_| true)? })
}

fn parse(manifest: &str) -> Option<DeTable<'_>> {
    DeTable::parse(manifest).ok().map(|manifest| manifest.into_inner())
}

fn section<'t>(manifest: &'t DeTable<'_>, name: &str) -> Option<&'t DeTable<'t>> {
    manifest.get(name)?.get_ref().as_table()
}

fn list<'t>(features: &'t DeTable<'_>, name: &str) -> Vec<&'t str> {
    let items = features.get(name).and_then(|value| value.get_ref().as_array());
    items.into_iter().flatten().filter_map(|item| item.get_ref().as_str()).collect()
}

fn own(_: &str, items: Vec<&str>) -> Vec<String> {
    items.into_iter().map(str::to_owned).collect()
}

/// The features, each switching on what is `said` of it and what it has in the runtime.
fn features(
    manifest: &DeTable<'_>,
    wants: &Wants<'_>,
    said: impl Fn(&str, Vec<&str>) -> Vec<String>,
) -> Option<String> {
    features_but(&[], manifest, wants, said)
}

/// The same without some.
fn features_but(
    without: &[&str],
    manifest: &DeTable<'_>,
    wants: &Wants<'_>,
    said: impl Fn(&str, Vec<&str>) -> Vec<String>,
) -> Option<String> {
    let features = section(manifest, "features")?;
    let is_had = |name: &str| !matches!(name, RUNTIME | "source") && !without.contains(&name);
    let mut out = String::new();
    for (name, _) in features.iter().filter(|(name, _)| is_had(name.get_ref())) {
        let unused = |item: &str| item == RUNTIME || (BY_NEED.contains(&item) && !wants.needs.contains(&item));
        let items = list(features, name.get_ref()).into_iter().filter(|item| !unused(item));
        let items = if name.get_ref() == "default" {
            let more = wants.needs.iter().filter(|need| !BY_NEED.contains(need)).chain(wants.tags);
            items.chain(more.copied()).map(str::to_owned).collect()
        } else {
            said(name.get_ref(), items.collect())
        };
        let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
        let _ = writeln!(out, "{} = [{}]", name.get_ref(), items.join(", "));
    }
    wants.tags.iter().for_each(|tag| {
        let _ = writeln!(out, "{tag} = []");
    });
    Some(out)
}

/// The dependencies that are `wanted`.
fn dependencies(manifest: &DeTable<'_>, wanted: impl Fn(&str) -> bool) -> Option<String> {
    // What the runtime itself needs is not optional where the runtime always is.
    let needed = list(section(manifest, "features")?, RUNTIME);
    let mut out = String::new();
    for (name, value) in section(manifest, "dependencies")?.iter().filter(|(name, _)| wanted(name.get_ref())) {
        let feature = format!("dep:{}", name.get_ref());
        let always = needed.contains(&feature.as_str());
        let fields = value.get_ref().as_table()?;
        let fields = fields.iter().filter(|(key, _)| !(always && key.get_ref() == "optional"));
        let mut fields: Vec<_> = fields.collect();
        fields.sort_by_key(|(key, _)| (key.get_ref() != "version", key.get_ref().clone()));
        let fields = fields.iter().map(|(key, value)| format!("{} = {}", key.get_ref(), inline(value.get_ref())));
        let _ = writeln!(out, "{} = {{ {} }}", name.get_ref(), fields.collect::<Vec<_>>().join(", "));
    }
    Some(out)
}

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
        let manifest = parse(text).unwrap();
        let wants = Wants { tags: &["pets"], needs: &[] };
        let expect = "default = [\"net\", \"pets\"]\nnet = [\"dep:wire\"]\npets = []\n";
        assert_eq!(features(&manifest, &wants, own).unwrap(), expect);
        let expect =
            "bytes = { version = \"1\", features = [\"std\"] }\nwire = { version = \"0.2\", optional = true }\n";
        assert_eq!(dependencies(&manifest, |_| true).unwrap(), expect);
    }

    #[test]
    fn the_real_runtime_can_be_read() {
        let Sections { features, dependencies } =
            whole(&Wants { tags: &[], needs: &["pattern", "xml", "signatures"] }).unwrap();
        assert!(features.lines().any(|line| line.starts_with("default = [")), "{features}");
        assert!(!features.contains("client"), "{features}");
        assert!(dependencies.lines().count() > 3, "{dependencies}");
        let Sections { features, dependencies: all } = runtime().unwrap();
        assert!(!features.contains("default"), "{features}");
        assert_eq!(all, dependencies);
    }
}
