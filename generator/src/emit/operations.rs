//! `src/operations/`: one file for each tag, headed by its parameters. An operation is a table, its errors, and a call.

use std::cell::Cell;

use super::code::{Code, line, open};
use super::literal::text;
use super::modules::Modules;
use super::specs::Specs;
use super::ty::{Seat, Types};
use super::{Out, calls, pages, servers};
use crate::api::StatusPattern;
use crate::rust::names::Name;
use crate::rust::{
    AnswerVariant, Framing, Gives, Header, HeaderForm, OperationModule, OperationPart, OperationPlan, Output, Plan,
    Response, ResponseContent,
};

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    let mut modules = Modules::default();
    let mut files = Vec::new();
    for module in &plan.operation_modules {
        let (name, docs) = (&module.name, module.docs.lines());
        modules.add(name, module.feature.as_ref());
        if module.parts.is_empty() {
            files.push((module, None));
            continue;
        }
        let mut parts = Modules::default();
        for part in &module.parts {
            parts.add(&part.name, None);
            files.push((module, Some(part)));
        }
        out.rust(&format!("src/operations/{name}/mod.rs"), list(docs, parts));
    }
    out.rust_each(&files, |(module, part)| file_of(module, *part, plan));
    let docs = [
        "The operations: for each one an empty type that stands for it, and its documented errors.",
        "",
        "The calls themselves are methods of [`Client`](crate::Client).",
    ];
    out.rust("src/operations/mod.rs", list(&docs.map(str::to_owned), modules));
}

/// The file of a module that has no parts, or of one of its parts.
fn file_of(module: &OperationModule, part: Option<&OperationPart>, plan: &Plan) -> (String, Code) {
    let name = &module.name;
    let Some(part) = part else {
        return (format!("src/operations/{name}.rs"), file(module.docs.lines(), module.operations.iter(), plan));
    };
    let operations = part.operations.iter().filter_map(|index| module.operations.get(*index));
    let docs = [format!("A part of the operations of `{name}`.")];
    (format!("src/operations/{name}/{}.rs", part.name), file(&docs, operations, plan))
}

fn list(docs: &[String], modules: Modules) -> Code {
    let mut code = Code::default();
    code.inner_docs(docs);
    modules.write(&mut code);
    code
}

fn file<'p>(docs: &[String], all: impl Iterator<Item = &'p OperationPlan> + Clone, plan: &'p Plan) -> Code {
    let said = Cell::new(false);
    let types = Types::new(plan, Seat::Crate, &said);
    let specs = Specs::of(all.clone());
    let mut items = Code::default();
    specs.declare(&mut items);
    all.for_each(|one| operation(one, &specs, types, &mut items));
    let mut code = Code::default();
    code.inner_docs(docs);
    code.gap();
    line!(code, "use crate::prelude::*;");
    if said.get() {
        line!(code, "use crate::types;");
    }
    code.append(items);
    code
}

fn operation(operation: &OperationPlan, specs: &Specs, types: Types<'_>, code: &mut Code) {
    table(operation, types, code);
    pages::items(operation, types, code);
    headers(operation, types, code);
    callbacks(operation, types, code);
    answer_enums(operation, types, code);
    calls::emit(operation, specs, types, code);
}

/// A function for each request that the server makes later.
fn callbacks(operation: &OperationPlan, types: Types<'_>, code: &mut Code) {
    if operation.callbacks.is_empty() {
        return;
    }
    code.gap();
    open!(code, "impl {}", operation.marker);
    for callback in &operation.callbacks {
        code.gap();
        code.docs(callback.docs.lines());
        code.docs(["", "# Errors", "", "It is not what is documented."]);
        code.block(
            format_args!("pub fn {}(body: &[u8]) -> Result<{}, json::Fault>", callback.name, types.used(&callback.ty)),
            format_args!("json::from_slice(body)"),
        );
    }
    code.close();
}

/// What the operation is, as a table of the runtime.
fn table(operation: &OperationPlan, types: Types<'_>, code: &mut Code) {
    let (id, method, path) = (text(&operation.id), text(&operation.method), text(&operation.path));
    let error = operation.error.as_ref().map_or("Undocumented", |error| error.name.as_str());
    code.gap();
    line!(code, "operation! {{");
    code.docs([format!("The operation behind [`Client::{}`].", operation.function)]);
    open!(code, "{}: {id} = {method} {path}", operation.marker);
    line!(code, "gives: {}, {error};", output_type(&operation.output, types));
    line!(code, "accept: {};", text(&operation.accept));
    if !operation.security.is_empty() {
        let all = operation.security.iter().map(|all| {
            let all: Vec<String> = all.iter().map(ToString::to_string).collect();
            format!("&[{}]", all.join(", "))
        });
        line!(code, "security: &[{}];", all.collect::<Vec<_>>().join(", "));
    }
    if !operation.servers.is_empty() {
        line!(code, "servers: {};", servers::table(&operation.servers, types.plan));
    }
    if let Some(header) = &operation.idempotency_header {
        line!(code, "idempotency: {};", text(header));
    }
    if let Some(row) = operation.paging.as_ref().and_then(|paging| pages::row(&paging.kind)) {
        line!(code, "pages: {row};");
    }
    for (index, response) in operation.responses.iter().enumerate() {
        line!(code, "{index}: {};", row(response, operation));
    }
    code.close_with("} }");
}

/// What one documented answer becomes.
fn row(response: &Response, operation: &OperationPlan) -> String {
    let status = match response.status {
        StatusPattern::Code(code) => format!("code({code})"),
        StatusPattern::Range(first) => format!("range({first})"),
        StatusPattern::Default => "default".to_owned(),
    };
    let body = match response.content {
        ResponseContent::Empty => "",
        ResponseContent::Json(_) => " as json",
        ResponseContent::Xml(_) => " as xml",
        ResponseContent::Text => " as text",
        ResponseContent::Bytes => " as bytes",
        ResponseContent::Items(_, Framing::Data) => " as data",
        ResponseContent::Items(_, Framing::Text) => " as texts",
        ResponseContent::Items(_, Framing::Events) => " as events",
        ResponseContent::Items(_, Framing::Lines) => " as lines",
    };
    let of = |holder: Option<&Name>, variant: &Name| format!("{}::{variant}", holder.map_or("", Name::as_str));
    let error = |variant: &Name| of(operation.error.as_ref().map(|error| &error.name), variant);
    let gives = match &response.gives {
        Gives::Output => "output".to_owned(),
        Gives::OutputVariant(name) => match &operation.output {
            Output::Enum { name: holder, .. } => format!("outcome {}", of(Some(holder), name)),
            Output::One(_) => "output".to_owned(),
        },
        // An undocumented success is no error, and nothing is known about its body.
        Gives::ErrorVariant(name) if response.status == StatusPattern::Default => format!("failure {}", error(name)),
        Gives::ErrorVariant(name) => format!("error {}", error(name)),
        Gives::Either(name) => format!("either {}", error(name)),
    };
    format!("{status}{body} => {gives}")
}

fn output_type(output: &Output, types: Types<'_>) -> String {
    match output {
        Output::One(content) => content_type(content, types),
        Output::Enum { name, .. } => name.to_string(),
    }
}

fn content_type(content: &ResponseContent, types: Types<'_>) -> String {
    match content {
        ResponseContent::Empty => "()".to_owned(),
        ResponseContent::Json(used) | ResponseContent::Xml(used) => types.used(used).to_string(),
        ResponseContent::Text => "String".to_owned(),
        ResponseContent::Bytes => "Bytes".to_owned(),
        ResponseContent::Items(item, _) => format!("Items<{}>", types.used(item)),
    }
}

/// The headers of the answers, as constants beside the operation.
fn headers(operation: &OperationPlan, types: Types<'_>, code: &mut Code) {
    if operation.headers.is_empty() {
        return;
    }
    code.gap();
    open!(code, "impl {}", operation.marker);
    operation.headers.iter().for_each(|one| header(one, types, code));
    code.close();
}

fn header(header: &Header, types: Types<'_>, code: &mut Code) {
    let form = match header.form {
        HeaderForm::Text => "text",
        HeaderForm::Bare => "bare",
        HeaderForm::Texts => "texts",
        HeaderForm::Bares => "bares",
        HeaderForm::Json => "json",
    };
    let (name, ty) = (header.name.as_str().to_uppercase(), types.used(&header.ty));
    code.docs(header.docs.lines());
    line!(code, "pub const {name}: ResponseHeader<{ty}> = ResponseHeader::{form}({});", text(&header.wire));
}

/// The name of a framing.
pub(super) fn framing(framing: Framing) -> &'static str {
    match framing {
        Framing::Data => "Data",
        Framing::Text => "Text",
        Framing::Events => "Events",
        Framing::Lines => "Lines",
    }
}

fn answer_enums(operation: &OperationPlan, types: Types<'_>, code: &mut Code) {
    if let Output::Enum { name, variants } = &operation.output {
        let doc = format!("What [`Client::{}`] gives, by the status of the answer.", operation.function);
        answer_enum(name, &doc, variants, types, code);
    }
    let Some(error) = &operation.error else { return };
    let function = &operation.function;
    if let Some(same) = &error.same_as {
        code.gap();
        code.docs([format!(
            "The documented errors of [`Client::{function}`]: those of [`Client::{}`].",
            same.function
        )]);
        line!(code, "pub type {} = {};", error.name, same.name);
        return;
    }
    let others = if error.shared { " and others" } else { "" };
    let doc = format!("The documented errors of [`Client::{function}`]{others}, by the status of the answer.");
    answer_enum(&error.name, &doc, &error.variants, types, code);
}

fn answer_enum(name: &Name, doc: &str, variants: &[AnswerVariant], types: Types<'_>, code: &mut Code) {
    code.gap();
    code.docs([doc]);
    line!(code, "#[derive(Clone, Debug, PartialEq)]");
    line!(code, "#[non_exhaustive]");
    open!(code, "pub enum {name}");
    for variant in variants {
        code.docs(variant.docs.lines());
        match &variant.content {
            ResponseContent::Empty => line!(code, "{},", variant.name),
            content => line!(code, "{}({}),", variant.name, content_type(content, types)),
        }
    }
    code.close();
}
