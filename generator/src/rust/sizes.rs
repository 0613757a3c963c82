//! How long the text of a thing will be, in lines: enough to choose its file by, never less than what is printed by much.

use super::plan::{AnswerVariant, Body, OperationPlan, Output, Parameter};
use super::plan_types::{Constant, Member, Presence, Struct, TypeBody, TypePlan};

/// Lines of an operation: its table, its reading, its errors, its method and setters.
pub(super) fn of_operation(operation: &OperationPlan) -> usize {
    let required: usize = operation.parameters.iter().map(|one| 5 + checks(one)).sum();
    let optional: usize = operation.optional.iter().map(|one| 7 + one.docs.lines().len() + checks(one)).sum();
    let body = |body: &Body| if body.required { 4 } else { 6 + body.docs.lines().len() };
    let variants =
        |variants: &[AnswerVariant]| 6 + variants.iter().map(|variant| 1 + variant.docs.lines().len()).sum::<usize>();
    let output = match &operation.output {
        Output::One(_) => 0,
        Output::Enum { variants: all, .. } => variants(all),
    };
    let servers = if operation.servers.is_empty() { 0 } else { 2 + operation.servers.len() };
    let headers: usize = operation.headers.iter().map(|header| 4 + header.docs.lines().len()).sum();
    let callbacks: usize = operation.callbacks.iter().map(|one| 8 + one.docs.lines().len()).sum();
    48 + operation.docs.lines().len()
        + required
        + optional
        + operation.body.as_ref().map_or(0, body)
        + operation.alternatives.iter().map(|other| 14 + body(&other.body)).sum::<usize>()
        + operation.alternatives.len() * operation.parameters.len() * 4
        + operation.responses.len() * 3
        + operation.security.len() * 2
        + servers
        + output
        + operation.error.as_ref().map_or(0, |error| variants(&error.variants))
        + operation.streams.len() * 6
        + headers
        + callbacks
}

fn checks(parameter: &Parameter) -> usize {
    if parameter.ty.checks.is_some() { 10 } else { 0 }
}

/// Lines of a type.
pub(super) fn of_type(ty: &TypePlan) -> usize {
    let constants = |all: &[Constant]| all.iter().map(|one| 1 + one.docs.lines().len()).sum::<usize>();
    let example = if ty.example.is_some() { 10 } else { 0 };
    let body = match &ty.body {
        TypeBody::Struct(body) => of_struct(body),
        TypeBody::StringEnum(all) | TypeBody::IntegerEnum(all) => 6 + constants(all),
        TypeBody::Union(union) => 18 + union.variants.len() * 6,
        TypeBody::Alias(_) => 3,
        TypeBody::Newtype(_) => 14,
    };
    2 + ty.docs.lines().len() + example + body
}

fn of_struct(body: &Struct) -> usize {
    let member = |member: &Member| match member {
        Member::Constant { .. } => 1,
        Member::Field(field) => {
            let given = matches!(field.presence, Presence::Required | Presence::RequiredNullable);
            let checks = if field.ty.checks.is_some() { 8 } else { 2 };
            3 + field.docs.lines().len() + if given { 2 } else { 1 } + checks
        }
    };
    28 + body.members.iter().map(member).sum::<usize>()
}
