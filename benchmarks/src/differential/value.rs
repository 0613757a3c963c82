//! A value for every type of the model, so that two clients can be asked to send the same.
//!
//! It knows the model alone, and no client.

use specwright::api::{
    Additional, Direction, IntegerFormat, Json, Kind, NumberFormat, Rules, StringFormat, TypeBody, TypeRef, Types,
};

/// Optional members are left out below this depth, so that recursive types end.
const DEEPEST: usize = 3;

/// A value of this type, or nothing if none is found that its rules are sure to accept.
pub(super) fn value(types: &Types, ty: &TypeRef, depth: usize) -> Option<Json> {
    if depth > 4 * DEEPEST || ty.rules.pattern.is_some() {
        return None;
    }
    let value = match &ty.kind {
        Kind::Any => Json::Object(vec![("any".to_owned(), Json::Bool(true))]),
        Kind::Boolean => Json::Bool(true),
        Kind::Integer(format) => Json::Number(integer(*format, &ty.rules)?),
        Kind::Number(format) => Json::Number(number(*format, &ty.rules)?),
        Kind::String(format) => Json::String(text(*format, &ty.rules)?),
        Kind::Array(item) => {
            let count = ty.rules.min_items.unwrap_or(1).max(1).min(ty.rules.max_items.unwrap_or(u64::MAX));
            if ty.rules.unique_items && count > 1 {
                return None;
            }
            let item = value(types, item, depth + 1)?;
            Json::Array(vec![item; usize::try_from(count).ok()?.min(20)])
        }
        Kind::Map(item) => Json::Object(vec![("key".to_owned(), value(types, item, depth + 1)?)]),
        Kind::Constant(constant) => constant.clone(),
        Kind::Named(id) => named(types, &types.get(*id)?.body, depth)?,
    };
    Some(value)
}

fn named(types: &Types, body: &TypeBody, depth: usize) -> Option<Json> {
    match body {
        TypeBody::Alias(ty) => value(types, ty, depth + 1),
        TypeBody::Enum(constants) => constants.values.first().map(|constant| constant.value.clone()),
        TypeBody::Union(union) => {
            let variant = union.variants.first()?;
            let mut chosen = value(types, &variant.ty, depth + 1)?;
            if let (Some(discriminator), Some(tag), Json::Object(members)) =
                (&union.discriminator, variant.tags.first(), &mut chosen)
            {
                members.retain(|(name, _)| *name != discriminator.property);
                members.push((discriminator.property.clone(), Json::String(tag.clone())));
            }
            Some(chosen)
        }
        TypeBody::Object(object) => {
            let mut members = Vec::new();
            for field in object.fields.iter().filter(|field| field.direction != Direction::Received) {
                match value(types, &field.ty, depth + 1) {
                    Some(value) if field.required || depth < DEEPEST => members.push((field.name.clone(), value)),
                    None if field.required => return None,
                    _ => {}
                }
            }
            if let (Additional::Typed(ty), true) = (&object.additional, members.is_empty()) {
                members.push(("key".to_owned(), value(types, ty, depth + 1)?));
            }
            Some(Json::Object(members))
        }
    }
}

fn integer(format: IntegerFormat, rules: &Rules) -> Option<String> {
    let smallest = rules.minimum.as_ref().map(|bound| bound.value.parse::<i64>().map(|least| (least, bound.exclusive)));
    let least = match smallest {
        None => 1,
        Some(Ok((least, exclusive))) => least.checked_add(i64::from(exclusive))?.max(1),
        Some(Err(_)) => return None,
    };
    let step = match &rules.multiple_of {
        None => 1,
        Some(step) => step.parse::<i64>().ok().filter(|step| *step > 0)?,
    };
    let chosen = least.checked_add(step - 1)? / step * step;
    let fits = rules.maximum.as_ref().is_none_or(|most| most.value.parse().is_ok_and(|most: i64| chosen < most));
    let narrow = matches!(format, IntegerFormat::Int32 | IntegerFormat::Uint32);
    (fits && (!narrow || i32::try_from(chosen).is_ok())).then(|| chosen.to_string())
}

fn number(format: NumberFormat, rules: &Rules) -> Option<String> {
    let within = |value: f64| {
        rules.minimum.as_ref().is_none_or(|least| least.value.parse().is_ok_and(|least: f64| value > least))
            && rules.maximum.as_ref().is_none_or(|most| most.value.parse().is_ok_and(|most: f64| value < most))
    };
    let candidates: &[&str] = if format == NumberFormat::Decimal { &["12.50", "0.50"] } else { &["2.5", "0.5"] };
    let free = rules.multiple_of.is_none();
    candidates.iter().find(|text| free && text.parse().is_ok_and(within)).map(|text| (*text).to_owned())
}

/// Text with what has to be escaped in a path, a query and a header where nothing forbids it.
fn text(format: StringFormat, rules: &Rules) -> Option<String> {
    let text = match format {
        StringFormat::Date => "2024-02-29",
        StringFormat::DateTime => "2024-02-29T12:30:15Z",
        StringFormat::Uuid => "67e55044-10b1-426f-9247-bb680e5fe0c8",
        StringFormat::Byte => "AQID",
        StringFormat::Decimal => "12.50",
        StringFormat::Integer(_) => "7",
        StringFormat::Text | StringFormat::Password => "a b/c?d&e=f+g%h",
        _ => return None,
    };
    let shortest = usize::try_from(rules.min_length.unwrap_or(0)).ok()?;
    let longest = rules.max_length.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
    let plain = matches!(format, StringFormat::Text | StringFormat::Password);
    match text.len() {
        length if (shortest..=longest).contains(&length) => Some(text.to_owned()),
        _ if plain && shortest <= 1000 => Some("x".repeat(shortest.max(1).min(longest))),
        _ => None,
    }
}

/// The value as JSON text.
pub(super) fn to_text(value: &Json) -> String {
    match value {
        Json::Null => "null".to_owned(),
        Json::Bool(value) => value.to_string(),
        Json::Number(text) => text.clone(),
        Json::String(text) => serde_json::Value::from(text.as_str()).to_string(),
        Json::Array(items) => format!("[{}]", items.iter().map(to_text).collect::<Vec<_>>().join(",")),
        Json::Object(members) => {
            let member = |(name, value): &(String, Json)| {
                format!("{}:{}", serde_json::Value::from(name.as_str()), to_text(value))
            };
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(","))
        }
    }
}
