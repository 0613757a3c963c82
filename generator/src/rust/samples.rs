//! Samples: documented examples of bodies as values that a caller could write, for the examples of calls.

use super::plan::{BodyForm, OperationModule, OperationPlan, Sample};
use super::plan_types::{Member, Presence, Repr, TypeBody, TypeIx, TypePlan, Use};
use crate::api::{Api, Json};

/// Gives the body of each operation a sample, where an example of it can be written down.
pub(super) fn add(api: &Api, types: &[TypePlan], modules: &mut [OperationModule]) {
    for operation in modules.iter_mut().flat_map(|module| &mut module.operations) {
        let examples = examples(api, operation);
        let Some(body) = &mut operation.body else { continue };
        let (BodyForm::Json { ty, .. } | BodyForm::Form { ty, .. } | BodyForm::Multipart { ty, .. }) = &body.form
        else {
            continue;
        };
        let of_type = match ty.repr {
            Repr::Type(index) => api.types.get(crate::api::TypeId(index.0 as u32)).map(|ty| ty.examples.as_slice()),
            _ => None,
        };
        let all = examples.iter().copied().chain(of_type.into_iter().flatten().map(|example| &example.value));
        body.sample = all.take(MOST).find_map(|example| sample(ty, example, types, DEEPEST));
    }
}

/// Deeper samples are not for documentation.
const DEEPEST: usize = 6;

/// So many examples are tried.
const MOST: usize = 8;

fn examples<'a>(api: &'a Api, operation: &OperationPlan) -> Vec<&'a Json> {
    let is = |known: &&crate::api::Operation| known.method == operation.method && known.path.text == operation.path;
    let body = api.operations.iter().find(is).and_then(|known| known.body.as_ref());
    let contents = body.into_iter().flat_map(|body| &body.contents);
    contents.flat_map(|content| &content.examples).map(|example| &example.value).collect()
}

fn sample(used: &Use, value: &Json, types: &[TypePlan], depth: usize) -> Option<Sample> {
    let depth = depth.checked_sub(1)?;
    if used.nullable {
        return None;
    }
    match (&used.repr, value) {
        (Repr::Text | Repr::Upload, Json::String(text)) => Some(Sample::Text(text.clone())),
        (Repr::Bool, Json::Bool(flag)) => Some(Sample::Plain(flag.to_string())),
        (Repr::I32, Json::Number(text)) => text.parse::<i32>().ok().map(|number| Sample::Plain(number.to_string())),
        (Repr::I64, Json::Number(text)) => text.parse::<i64>().ok().map(|number| Sample::Plain(number.to_string())),
        (Repr::U32, Json::Number(text)) => text.parse::<u32>().ok().map(|number| Sample::Plain(number.to_string())),
        (Repr::U64, Json::Number(text)) => text.parse::<u64>().ok().map(|number| Sample::Plain(number.to_string())),
        (Repr::F64, Json::Number(text)) => {
            let number = text.parse::<f64>().ok().filter(|number| number.is_finite())?;
            Some(Sample::Plain(format!("{number:?}")))
        }
        (Repr::Decimal, Json::Number(text)) => {
            super::example::is_plain_decimal(text).then(|| Sample::Decimal(text.clone()))
        }
        (Repr::Quoted(number), Json::String(text)) => match number.repr {
            Repr::Decimal => super::example::is_plain_decimal(text).then(|| Sample::Decimal(text.clone())),
            _ => text.parse::<u32>().ok().map(|_| Sample::Decimal(text.clone())),
        },
        (Repr::List(inner), Json::Array(items)) if inner.repr != Repr::Upload => {
            let items: Option<Vec<Sample>> = items.iter().map(|item| sample(inner, item, types, depth)).collect();
            items.map(Sample::List)
        }
        (Repr::Type(index), value) => of_type(*index, value, types, depth),
        _ => None,
    }
}

fn of_type(index: TypeIx, value: &Json, types: &[TypePlan], depth: usize) -> Option<Sample> {
    match (&types.get(index.0)?.body, value) {
        (TypeBody::StringEnum(constants), Json::String(text)) => {
            let constant = constants.iter().find(|constant| constant.wire == *text)?;
            Some(Sample::Variant(index, constant.name.clone()))
        }
        (TypeBody::Struct(body), Json::Object(members)) => {
            let (mut required, mut optional) = (Vec::new(), Vec::new());
            for member in &body.members {
                let Member::Field(field) = member else { continue };
                let given = members.iter().find(|(name, _)| *name == field.wire).map(|(_, value)| value);
                match (field.presence, given) {
                    (Presence::Required, Some(value)) => required.push(sample(&field.ty, value, types, depth)?),
                    (Presence::Optional, None | Some(Json::Null)) | (Presence::OptionalNullable, None) => {}
                    (Presence::Optional, Some(value)) => {
                        optional.push((field.name.clone(), sample(&field.ty, value, types, depth)?));
                    }
                    _ => return None,
                }
            }
            let known = |name: &String| body.members.iter().any(|member| member.wire() == name);
            members.iter().all(|(name, _)| known(name)).then_some(Sample::Struct { ty: index, required, optional })
        }
        _ => None,
    }
}
