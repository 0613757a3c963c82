//! Examples: which of the documented ones a type can read, as one line of JSON.
//!
//! An example goes into a doctest of the generated crate, so it is taken only if it is certain that the type reads it
//! and writes the same text again.

use std::fmt::Write as _;

use super::plan_types::{Member, Presence, Repr, TypeBody, TypePlan, Use};
use crate::api::{Api, Json};

/// Gives each type its first example that fits.
pub(super) fn add(api: &Api, types: &mut [TypePlan]) {
    for (index, (_, ty)) in api.types.iter().enumerate() {
        let found = ty.examples.iter().find_map(|example| {
            let plan = types.get(index)?;
            if !matches!(plan.body, TypeBody::Struct(_)) {
                return None;
            }
            let value = canonical_body(&plan.body, &example.value, types, DEEPEST)?;
            Some(compact(&value)).filter(|text| text.len() <= LONGEST)
        });
        if let Some(plan) = types.get_mut(index) {
            plan.example = found;
        }
    }
}

/// Deeper examples are not for documentation.
const DEEPEST: usize = 32;

/// Longer examples are not for documentation, in bytes.
const LONGEST: usize = 2000;

/// The value as the type would write it after it has read it; `None` if that is not certain.
fn canonical(used: &Use, value: &Json, types: &[TypePlan], depth: usize) -> Option<Json> {
    if *value == Json::Null {
        return (used.nullable || used.repr == Repr::Value).then_some(Json::Null);
    }
    let fits = match (&used.repr, value) {
        (Repr::Value, _) => true,
        (Repr::Bool, Json::Bool(_)) | (Repr::Text | Repr::Quoted(_), Json::String(_)) => true,
        (Repr::I32, Json::Number(text)) => text.parse::<i32>().is_ok_and(|number| number.to_string() == *text),
        (Repr::I64, Json::Number(text)) => text.parse::<i64>().is_ok_and(|number| number.to_string() == *text),
        (Repr::U32, Json::Number(text)) => text.parse::<u32>().is_ok_and(|number| number.to_string() == *text),
        (Repr::U64, Json::Number(text)) => text.parse::<u64>().is_ok_and(|number| number.to_string() == *text),
        (Repr::F32, Json::Number(text)) => text.parse::<f32>().is_ok_and(|number| format!("{number:?}") == *text),
        (Repr::F64, Json::Number(text)) => text.parse::<f64>().is_ok_and(|number| format!("{number:?}") == *text),
        (Repr::Decimal, Json::Number(text)) => is_plain_decimal(text),
        (Repr::List(inner), Json::Array(items)) if depth > 0 => {
            let items: Option<Vec<Json>> = items.iter().map(|item| canonical(inner, item, types, depth - 1)).collect();
            return items.map(Json::Array);
        }
        (Repr::Map(inner), Json::Object(members)) if depth > 0 => return canonical_map(inner, members, types, depth),
        (Repr::Type(index), _) if depth > 0 => {
            return canonical_body(&types.get(index.0)?.body, value, types, depth - 1);
        }
        _ => false,
    };
    fits.then(|| value.clone())
}

fn canonical_map(inner: &Use, members: &[(String, Json)], types: &[TypePlan], depth: usize) -> Option<Json> {
    let mut out: Vec<(String, Json)> = Vec::with_capacity(members.len());
    for (name, value) in members {
        out.push((name.clone(), canonical(inner, value, types, depth - 1)?));
    }
    out.sort_by(|(a, _), (b, _)| a.cmp(b));
    let distinct = out.windows(2).all(|pair| !matches!(pair, [(a, _), (b, _)] if a == b));
    distinct.then_some(Json::Object(out))
}

fn canonical_body(body: &TypeBody, value: &Json, types: &[TypePlan], depth: usize) -> Option<Json> {
    match (body, value) {
        (TypeBody::Struct(body), Json::Object(members)) => {
            let given = |wire: &str| members.iter().find(|(name, _)| name == wire).map(|(_, value)| value);
            let known = |name: &str| body.members.iter().any(|member| member.wire() == name);
            let all_known = members.iter().all(|(name, _)| known(name));
            if (body.rest.is_some() && !all_known) || repeats(members) {
                return None;
            }
            let mut out = Vec::new();
            for member in &body.members {
                match member {
                    Member::Constant { wire, value } => {
                        out.push((wire.clone(), given(wire).filter(|given| *given == value)?.clone()));
                    }
                    Member::Field(field) => {
                        let nullable =
                            matches!(field.presence, Presence::RequiredNullable | Presence::OptionalNullable);
                        match given(&field.wire) {
                            None if matches!(field.presence, Presence::Optional | Presence::OptionalNullable) => {}
                            // Read as left out, and then left out.
                            Some(Json::Null) if field.presence == Presence::Optional => {}
                            Some(_) if !field.written => return None,
                            Some(Json::Null) if nullable => out.push((field.wire.clone(), Json::Null)),
                            Some(value) => out.push((field.wire.clone(), canonical(&field.ty, value, types, depth)?)),
                            None => return None,
                        }
                    }
                }
            }
            Some(Json::Object(out))
        }
        (TypeBody::StringEnum(_), Json::String(_)) => Some(value.clone()),
        (TypeBody::IntegerEnum(_), Json::Number(text)) => {
            text.parse::<i64>().is_ok_and(|number| number.to_string() == *text).then(|| value.clone())
        }
        (TypeBody::Newtype(used), _) if depth > 0 => canonical(used, value, types, depth - 1),
        _ => None,
    }
}

fn repeats(members: &[(String, Json)]) -> bool {
    members.iter().enumerate().any(|(index, (name, _))| members.iter().take(index).any(|(earlier, _)| earlier == name))
}

/// A number that a decimal of 28 digits keeps as it is written.
pub(super) fn is_plain_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let negative_zero = text.starts_with('-') && !text.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    plain(whole) && plain(fraction) && (whole == "0" || !whole.starts_with('0')) && text.len() <= 28 && !negative_zero
}

/// The value as JSON without white space, numbers as they are written.
#[must_use]
pub(crate) fn compact(value: &Json) -> String {
    enum Step<'j> {
        Value(&'j Json),
        Text(&'static str),
        Name(&'j str),
    }
    let mut out = String::new();
    let mut steps = vec![Step::Value(value)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Text(text) => out.push_str(text),
            Step::Name(name) => {
                string(name, &mut out);
                out.push(':');
            }
            Step::Value(Json::Null) => out.push_str("null"),
            Step::Value(Json::Bool(flag)) => out.push_str(if *flag { "true" } else { "false" }),
            Step::Value(Json::Number(text)) => out.push_str(text),
            Step::Value(Json::String(text)) => string(text, &mut out),
            Step::Value(Json::Array(items)) => {
                out.push('[');
                steps.push(Step::Text("]"));
                for (index, item) in items.iter().enumerate().rev() {
                    steps.push(Step::Value(item));
                    steps.extend((index > 0).then_some(Step::Text(",")));
                }
            }
            Step::Value(Json::Object(members)) => {
                out.push('{');
                steps.push(Step::Text("}"));
                for (index, (name, value)) in members.iter().enumerate().rev() {
                    steps.push(Step::Value(value));
                    steps.push(Step::Name(name));
                    steps.extend((index > 0).then_some(Step::Text(",")));
                }
            }
        }
    }
    out
}

/// A JSON string (RFC 8259 §7) with the escapes that are needed and no more.
fn string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if u32::from(c) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
