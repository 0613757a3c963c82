//! What both clients are asked to send: for each operation a value for every parameter and for the body.
//!
//! Must not know how either client is called.

use specwright::api::{Api, MediaKind, ParameterIn};

use super::value::{to_text, value};

/// One request to be made through both clients.
#[derive(Clone, Debug)]
pub(super) struct Case {
    /// The `operationId`.
    pub(super) operation: String,
    /// `required` or `all`: which parameters are given.
    pub(super) extent: &'static str,
    /// What is given, by name and place.
    pub(super) arguments: Vec<Argument>,
    /// The body, as JSON text of its value.
    pub(super) body: Option<Body>,
}

/// A parameter with its value as JSON text.
#[derive(Clone, Debug)]
pub(super) struct Argument {
    pub(super) name: String,
    pub(super) place: ParameterIn,
    pub(super) json: String,
}

#[derive(Clone, Debug)]
pub(super) struct Body {
    pub(super) json: String,
}

/// Why an operation is not asked for.
pub(super) type Reason = &'static str;

/// The requests of an API, and how many operations are not asked for, by reason.
pub(super) fn cases(api: &Api) -> (Vec<Case>, Vec<(String, Reason)>) {
    let (mut cases, mut left_out) = (Vec::new(), Vec::new());
    for operation in &api.operations {
        let Some(id) = &operation.id else {
            left_out.push((operation.path.text.clone(), "it has no operationId"));
            continue;
        };
        for extent in ["required", "all"] {
            match case(api, operation, id, extent) {
                Ok(case) if extent == "all" && cases.last().is_some_and(|last| same(last, &case)) => {}
                Ok(case) => cases.push(case),
                Err(reason) => left_out.push((id.clone(), reason)),
            }
        }
    }
    (cases, left_out)
}

fn same(one: &Case, other: &Case) -> bool {
    let is_same = one.operation == other.operation && one.body.is_some() == other.body.is_some();
    is_same && one.arguments.len() == other.arguments.len()
}

fn case(api: &Api, operation: &specwright::api::Operation, id: &str, extent: &'static str) -> Result<Case, Reason> {
    let mut arguments = Vec::new();
    for parameter in operation.parameters.iter().filter(|parameter| extent == "all" || parameter.required) {
        match value(&api.types, &parameter.ty, 0) {
            Some(value) => arguments.push(Argument {
                name: parameter.name.clone(),
                place: parameter.location,
                json: to_text(&value),
            }),
            None if parameter.required => return Err("no value was found for a required parameter"),
            None => {}
        }
    }
    let body = match &operation.body {
        Some(body) if body.required || extent == "all" => {
            let [content] = body.contents.as_slice() else { return Err("its body has several media types, or none") };
            if !matches!(content.kind, MediaKind::Json | MediaKind::Form) {
                return Err("its body is no JSON and no form");
            }
            let ty = content.ty.as_ref().ok_or("its body is not described")?;
            let value = value(&api.types, ty, 0).ok_or("no value was found for its body")?;
            Some(Body { json: to_text(&value) })
        }
        _ => None,
    };
    Ok(Case { operation: id.to_owned(), extent, arguments, body })
}
