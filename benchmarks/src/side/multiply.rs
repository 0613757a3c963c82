//! A document several times over: copies whose paths, components, tags and `operationId`s have names of their own, and which
//! refer to themselves alone.

use crate::value::Json;

/// The document with copies of all that can be copied under another name.
pub(crate) fn multiply(document: &Json, times: usize) -> Json {
    let mut out = document.clone();
    let Json::Object(members) = &mut out else { return out };
    for copy in 1..times {
        for (key, value) in members.iter_mut() {
            let Some(original) = document.get(key) else { continue };
            match (key.as_str(), value) {
                ("paths", Json::Object(paths)) => {
                    paths.extend(
                        original
                            .members()
                            .iter()
                            .map(|(path, item)| (format!("/copy{copy}{path}"), renamed(item, copy))),
                    );
                }
                ("components", Json::Object(sections)) => {
                    for (section, value) in sections.iter_mut().filter(|(section, _)| section != "securitySchemes") {
                        let (Json::Object(all), Some(original)) = (value, original.get(section)) else { continue };
                        all.extend(
                            original
                                .members()
                                .iter()
                                .map(|(name, value)| (format!("{name}Copy{copy}"), renamed(value, copy))),
                        );
                    }
                }
                ("tags", Json::List(tags)) => {
                    let Json::List(original) = original else { continue };
                    tags.extend(original.iter().map(|tag| match tag.get("name") {
                        Some(Json::Text(name)) => {
                            Json::Object(vec![("name".to_owned(), Json::Text(format!("{name} {copy}")))])
                        }
                        _ => tag.clone(),
                    }));
                }
                _ => {}
            }
        }
    }
    out
}

/// A part of the copy: with the names that the copies have.
fn renamed(value: &Json, copy: usize) -> Json {
    match value {
        Json::List(items) => Json::List(items.iter().map(|item| renamed(item, copy)).collect()),
        Json::Object(members) => Json::Object(
            members
                .iter()
                .map(|(key, value)| {
                    let value = match (key.as_str(), value) {
                        ("$ref", Json::Text(target)) => Json::Text(reference(target, copy)),
                        ("mapping", Json::Object(mapping)) => mapped(mapping, copy),
                        ("operationId", Json::Text(id)) => Json::Text(format!("{id}Copy{copy}")),
                        ("tags", Json::List(tags)) => Json::List(tags.iter().map(|tag| tagged(tag, copy)).collect()),
                        _ => renamed(value, copy),
                    };
                    (key.clone(), value)
                })
                .collect(),
        ),
        other => other.clone(),
    }
}

fn tagged(tag: &Json, copy: usize) -> Json {
    if let Json::Text(name) = tag { Json::Text(format!("{name} {copy}")) } else { renamed(tag, copy) }
}

fn mapped(mapping: &[(String, Json)], copy: usize) -> Json {
    let to = |value: &Json| match value {
        Json::Text(target) if target.contains('#') => Json::Text(reference(target, copy)),
        Json::Text(name) => Json::Text(format!("{name}Copy{copy}")),
        other => renamed(other, copy),
    };
    Json::Object(mapping.iter().map(|(key, value)| (key.clone(), to(value))).collect())
}

/// `#/components/schemas/Pet/…` of the copy.
fn reference(target: &str, copy: usize) -> String {
    if let Some(path) = target.strip_prefix("#/paths/") {
        return format!("#/paths/~1copy{copy}{path}");
    }
    let mut parts: Vec<String> = target.split('/').map(str::to_owned).collect();
    if parts.get(1).is_some_and(|part| part == "components")
        && let Some(name) = parts.get_mut(3)
    {
        name.push_str(&format!("Copy{copy}"));
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_refers_to_itself() {
        for (target, expected) in [
            ("#/components/schemas/Pet", "#/components/schemas/PetCopy2"),
            ("#/components/schemas/Pet/properties/a", "#/components/schemas/PetCopy2/properties/a"),
            ("#/paths/~1pets/get", "#/paths/~1copy2~1pets/get"),
            ("other.yaml#/Pet", "other.yaml#/Pet"),
        ] {
            assert_eq!(reference(target, 2), expected);
        }
    }

    #[test]
    fn a_document_is_multiplied() {
        let get = Json::Object(vec![("operationId".to_owned(), Json::text("pets"))]);
        let paths = Json::Object(vec![("/pets".to_owned(), Json::Object(vec![("get".to_owned(), get)]))]);
        let document = Json::Object(vec![("paths".to_owned(), paths)]);
        assert_eq!(
            multiply(&document, 2).to_text(),
            r#"{"paths":{"/pets":{"get":{"operationId":"pets"}},"/copy1/pets":{"get":{"operationId":"petsCopy1"}}}}"#
        );
    }
}
