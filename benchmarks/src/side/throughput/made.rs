//! Values made of a schema, for a document that has no examples: one for each schema, and always the same.
//!
//! It knows the few words of JSON Schema that say what a value looks like.

use crate::value::Json;

/// The schema behind references, and behind an `anyOf` of one.
pub(super) fn resolved<'d>(document: &'d Json, schema: &'d Json) -> &'d Json {
    let mut schema = schema;
    // As deep as references lead in a document that is not out to harm.
    for _ in 0..8 {
        let next = match (schema.get("$ref"), alternatives(schema)) {
            (Some(Json::Text(reference)), _) => {
                reference.trim_start_matches("#/").split('/').try_fold(document, |value, name| value.get(name))
            }
            (_, [only]) => Some(only),
            _ => None,
        };
        match next {
            Some(next) => schema = next,
            None => return schema,
        }
    }
    schema
}

/// May it be null?
pub(super) fn is_nullable(document: &Json, schema: &Json) -> bool {
    [schema, resolved(document, schema)].iter().any(|schema| schema.get("nullable") == Some(&Json::Bool(true)))
}

fn alternatives(schema: &Json) -> &[Json] {
    match schema.get("anyOf").or_else(|| schema.get("oneOf")) {
        Some(Json::List(all)) => all,
        _ => &[],
    }
}

/// A value of the schema, of at most so many levels of objects; what would be deeper is null or left out.
pub(super) fn made(document: &Json, schema: &Json, name: &str, levels: usize) -> Json {
    let schema = resolved(document, schema);
    if let Some(Json::List(values)) = schema.get("enum") {
        return values.first().cloned().unwrap_or(Json::Null);
    }
    if let [first, ..] = alternatives(schema) {
        // What can be expanded is its id, as it is where nobody asks for more.
        return made(document, first, name, levels);
    }
    match schema.get("type") {
        Some(Json::Text(kind)) if kind == "integer" => {
            Json::Number(if name.starts_with("exp_") { "12" } else { "1700000000" }.to_owned())
        }
        Some(Json::Text(kind)) if kind == "number" => Json::Number("12.5".to_owned()),
        Some(Json::Text(kind)) if kind == "boolean" => Json::Bool(name != "refunded"),
        Some(Json::Text(kind)) if kind == "array" => Json::List(Vec::new()),
        Some(Json::Text(kind)) if kind == "object" => object(document, schema, levels),
        _ => Json::Text(text(name)),
    }
}

fn object(document: &Json, schema: &Json, levels: usize) -> Json {
    if schema.get("additionalProperties").is_some_and(|values| !values.members().is_empty()) {
        return Json::Object(vec![
            ("order_id".to_owned(), Json::text("6735")),
            ("seat".to_owned(), Json::text("12 A")),
        ]);
    }
    let required =
        |name: &str| matches!(schema.get("required"), Some(Json::List(all)) if all.contains(&Json::text(name)));
    // Of the ways to pay, of which a charge has one, a card.
    let is_way = |name: &str| {
        let properties = schema.get("properties").map_or(&[][..], Json::members);
        properties.len() > 20 && properties.iter().any(|(name, _)| name == "card") && !matches!(name, "card" | "type")
    };
    let properties = schema.get("properties").map_or(&[][..], Json::members);
    let members = properties.iter().filter(|(name, _)| !is_way(name)).filter_map(|(name, schema)| {
        let nullable = is_nullable(document, schema);
        let deep = resolved(document, schema).get("properties").is_some();
        match levels {
            0 | 1 if deep && nullable => Some((name.clone(), Json::Null)),
            0 | 1 if deep && !required(name) => None,
            _ => Some((name.clone(), made(document, schema, name, levels.saturating_sub(1)))),
        }
    });
    Json::Object(members.collect())
}

/// A text that looks like one of its name.
fn text(name: &str) -> String {
    match name {
        "currency" => "usd".to_owned(),
        "country" => "US".to_owned(),
        "last4" => "4242".to_owned(),
        "type" => "card".to_owned(),
        name if name.ends_with("url") => {
            format!("https://pay.stripe.com/receipts/payment/{name}/CAcaFwoVYWNjdF8xTTJKVGtMa2RJd0h1N2l4")
        }
        name if name.ends_with("email") => "jenny.rosen@example.com".to_owned(),
        name if name.contains("check") => "pass".to_owned(),
        name => format!("{name}_3MmlLrLkdIwHu7ix0snN0B15"),
    }
}
