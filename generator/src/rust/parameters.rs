//! Parameters: which are arguments, which are setters, and how their values become text.

use super::names::{Case, Name};
use super::plan::{Parameter, ParameterEncoding};
use super::plan_types::{Repr, TypeBody, TypePlan, Use};
use super::represent::Representation;
use super::scope::{Scope, Wish};
use super::{Planner, Words, codes, docs};
use crate::api::{self, Operation, ParameterIn, Style};

/// The parameters of an operation.
pub(super) struct Parameters {
    pub required: Vec<Parameter>,
    pub optional: Vec<Parameter>,
    pub idempotency_header: Option<String>,
}

/// Headers that make a repetition harmless, where a server knows them.
const IDEMPOTENCY: &[&str] = &["idempotency-key", "x-idempotency-key"];

impl Planner<'_> {
    pub(super) fn parameters(
        &mut self,
        operation: &Operation,
        representation: &Representation<'_>,
        types: &mut [TypePlan],
    ) -> Parameters {
        let mut all = Parameters { required: Vec::new(), optional: Vec::new(), idempotency_header: None };
        let names = self.parameter_names(operation);
        for (parameter, name) in operation.parameters.iter().zip(names) {
            let idempotency = parameter.location == ParameterIn::Header
                && IDEMPOTENCY.contains(&parameter.name.to_ascii_lowercase().as_str());
            let planned = self.parameter(parameter, name, representation, types);
            match (idempotency, parameter.required) {
                // The client fills in a key of its own, and every call can be given another.
                (true, _) => all.idempotency_header = Some(parameter.name.clone()),
                (false, true) => all.required.push(planned),
                (false, false) => all.optional.push(planned),
            }
        }
        let place_in_path = |parameter: &Parameter| {
            let piece =
                |piece: &api::PathPiece| matches!(piece, api::PathPiece::Parameter(name) if *name == parameter.wire);
            let in_path = parameter.place == ParameterIn::Path;
            operation.path.pieces.iter().position(piece).filter(|_| in_path).unwrap_or(usize::MAX)
        };
        // Those of the path in the order of the path, then the others in the order of the document.
        all.required.sort_by_key(place_in_path);
        all
    }

    fn parameter_names(&mut self, operation: &Operation) -> Vec<Name> {
        let wishes: Vec<Wish> = operation
            .parameters
            .iter()
            .map(|parameter| {
                let (rank, place) = match parameter.location {
                    ParameterIn::Path => (0, "path"),
                    ParameterIn::Query => (1, "query"),
                    ParameterIn::Header => (2, "header"),
                    ParameterIn::Cookie => (3, "cookie"),
                    ParameterIn::QueryString => (1, "querystring"),
                };
                let identity = format!("{place} {}", parameter.name);
                Wish { identity, rank, ..Wish::new(parameter.name.as_str()) }
            })
            .collect();
        Scope { case: Case::Snake, kind: "parameter", reserved: super::reserved::CALL }.assign(&wishes).names
    }

    fn parameter(
        &mut self,
        parameter: &api::Parameter,
        name: Name,
        representation: &Representation<'_>,
        types: &mut [TypePlan],
    ) -> Parameter {
        let mut ty = unquoted(representation.kept(&parameter.ty));
        // A parameter has no null: it is left out.
        ty.nullable = false;
        let encoding = self.parameter_encoding(parameter, &mut ty, types);
        let mut words = Words::of_unless_told(&parameter.docs, &parameter.name, &name);
        if let Some(value) = &parameter.default {
            words.paragraph(vec![docs::default(value)]);
        }
        Parameter {
            wire: parameter.name.clone(),
            name,
            docs: words,
            deprecated: parameter.docs.deprecated,
            ty,
            encoding,
            place: parameter.location,
        }
    }

    fn parameter_encoding(
        &mut self,
        parameter: &api::Parameter,
        ty: &mut Use,
        types: &mut [TypePlan],
    ) -> ParameterEncoding {
        let text = Use { repr: Repr::Text, nullable: false, boxed: false, checks: None };
        match &parameter.encoding {
            api::ParameterEncoding::Style { style, explode, allow_reserved } => {
                if ty.repr == Repr::Value {
                    *ty = text;
                } else if !has_text(ty, types) {
                    let message = format!(
                        "values of the parameter {} are nested too deep to be written as one",
                        docs::code(&parameter.name)
                    );
                    self.tell(&codes::PARAMETER_TEXT, &parameter.at, message);
                    *ty = text;
                }
                ParameterEncoding::Style { style: *style, explode: *explode, allow_reserved: *allow_reserved }
            }
            api::ParameterEncoding::Content(media_type) if is_json(media_type) => ParameterEncoding::Json,
            api::ParameterEncoding::Content(media_type)
                if parameter.location == ParameterIn::QueryString && is_form(media_type) =>
            {
                ParameterEncoding::Form
            }
            api::ParameterEncoding::Content(media_type) => {
                let message = format!(
                    "the parameter {} is written as {}, which is not typed",
                    docs::code(&parameter.name),
                    docs::code(media_type)
                );
                self.tell(&codes::PARAMETER_TEXT, &parameter.at, message);
                *ty = text;
                let style = match parameter.location {
                    ParameterIn::Query | ParameterIn::QueryString | ParameterIn::Cookie => Style::Form,
                    ParameterIn::Path | ParameterIn::Header => Style::Simple,
                };
                ParameterEncoding::Style { style, explode: false, allow_reserved: false }
            }
        }
    }
}

fn is_form(media_type: &str) -> bool {
    essence(media_type) == "application/x-www-form-urlencoded"
}

fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// Can the value be written by a style: as one text, or as a list or an object of texts? The types it is made of are
/// marked, so that they get what it takes.
fn has_text(ty: &Use, types: &mut [TypePlan]) -> bool {
    let index = match &ty.repr {
        Repr::List(inner) | Repr::Map(inner) => {
            return !inner.nullable && is_text(inner, types, DEEPEST) && mark(inner, types);
        }
        Repr::Type(index) => index.0,
        _ => return is_text(ty, types, DEEPEST),
    };
    let members = match types.get(index).map(|ty| &ty.body) {
        Some(TypeBody::Struct(body)) if body.rest.is_none() => body.members.clone(),
        _ => return is_text(ty, types, DEEPEST) && mark(ty, types),
    };
    let plain = members.iter().all(|member| match member {
        super::Member::Field(field) => is_text(&field.ty, types, DEEPEST),
        super::Member::Constant { .. } => true,
    });
    if plain {
        for member in &members {
            if let super::Member::Field(field) = member {
                mark(&field.ty, types);
            }
        }
        types.get_mut(index).into_iter().for_each(|ty| ty.as_parameter = true);
    }
    plain
}

/// Outside of JSON a number is its digits in any case.
fn unquoted(ty: Use) -> Use {
    match ty.repr {
        Repr::Quoted(number) if ty.checks.is_none() => Use { repr: number.repr, ..ty },
        Repr::List(items) => Use { repr: Repr::List(Box::new(unquoted(*items))), ..ty },
        _ => ty,
    }
}

/// Unions of unions beyond this have no text.
const DEEPEST: usize = 8;

/// Is the value one text?
fn is_text(ty: &Use, types: &[TypePlan], depth: usize) -> bool {
    match &ty.repr {
        Repr::Bool | Repr::I32 | Repr::I64 | Repr::U32 | Repr::U64 | Repr::F32 | Repr::F64 | Repr::Decimal => true,
        Repr::Text | Repr::Secret | Repr::Quoted(_) => true,
        Repr::Value | Repr::Upload | Repr::Constant(_) | Repr::List(_) | Repr::Map(_) => false,
        Repr::Type(index) => match types.get(index.0).map(|ty| &ty.body) {
            Some(TypeBody::StringEnum(_) | TypeBody::IntegerEnum(_)) => true,
            Some(TypeBody::Union(union)) if depth > 0 => {
                union.variants.iter().all(|variant| !variant.ty.nullable && is_text(&variant.ty, types, depth - 1))
            }
            _ => false,
        },
    }
}

/// Marks the types that a text is made of.
fn mark(ty: &Use, types: &mut [TypePlan]) -> bool {
    let mut waiting = vec![ty.clone()];
    while let Some(ty) = waiting.pop() {
        let Repr::Type(index) = ty.repr else { continue };
        let Some(plan) = types.get_mut(index.0).filter(|plan| !plan.as_parameter) else { continue };
        plan.as_parameter = true;
        if let TypeBody::Union(union) = &plan.body {
            waiting.extend(union.variants.iter().map(|variant| variant.ty.clone()));
        }
    }
    true
}
