//! `src/operations/`: one file for each tag. An operation is a table, its errors, and a call.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::tokens::{self, Modules, Types, ident, text};
use super::{Out, calls, servers};
use crate::api::StatusPattern;
use crate::rust::names::Name;
use crate::rust::{AnswerVariant, Framing, Gives, HeaderForm, OperationPlan, Output, Plan, Response, ResponseContent};

pub(super) fn emit(plan: &Plan, out: &mut Out) {
    let types = Types { plan, among_types: false };
    let mut modules = Modules::default();
    for module in &plan.operation_modules {
        let (name, docs) = (&module.name, tokens::inner_docs(module.docs.lines().iter().map(String::as_str)));
        modules.add(name, module.feature.as_ref());
        if module.parts.is_empty() {
            out.rust(&format!("src/operations/{name}.rs"), file(&docs, module.operations.iter(), types));
            continue;
        }
        let mut parts = Modules::default();
        for part in &module.parts {
            parts.add(&part.name, None);
            let operations = part.operations.iter().filter_map(|index| module.operations.get(*index));
            let docs = tokens::inner_docs([format!("A part of the operations of `{name}`.").as_str()]);
            out.rust(&format!("src/operations/{name}/{}.rs", part.name), file(&docs, operations, types));
        }
        let parts = parts.list();
        out.rust(&format!("src/operations/{name}/mod.rs"), quote!(#docs #parts));
    }
    let docs = tokens::inner_docs([
        "The operations: for each one an empty type that stands for it, and its documented errors.",
        "",
        "The calls themselves are methods of [`Client`](crate::Client).",
    ]);
    let modules = modules.list();
    out.rust("src/operations/mod.rs", quote!(#docs #modules));
}

fn file<'p>(docs: &TokenStream, all: impl Iterator<Item = &'p OperationPlan>, types: Types<'_>) -> TokenStream {
    let (mut content, mut said) = (TokenStream::new(), TokenStream::new());
    for one in all {
        content.extend(operation(one, types));
        // Tables are lines already, in which no path is seen.
        said.extend(output_type(&one.output, types));
        said.extend(one.optional.iter().map(|parameter| calls::argument_type(parameter, types)));
    }
    said.extend(content.clone());
    let types_used = tokens::import_of_types(&said);
    quote! {
        #docs
        use crate::prelude::*;
        #types_used
        #content
    }
}

fn operation(operation: &OperationPlan, types: Types<'_>) -> TokenStream {
    let table = table(operation, types);
    let enums = answer_enums(operation, types);
    let headers = headers(operation, types);
    let callbacks = callbacks(operation, types);
    let call = calls::emit(operation, types);
    quote! {
        #table
        #headers
        #callbacks
        #enums
        #call
    }
}

/// A function for each request that the server makes later.
fn callbacks(operation: &OperationPlan, types: Types<'_>) -> Option<TokenStream> {
    let marker = ident(&operation.marker);
    let functions = operation.callbacks.iter().map(|callback| {
        let (docs, name, ty) = (tokens::docs(&callback.docs), ident(&callback.name), types.used(&callback.ty));
        quote! {
            #docs
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " It is not what is documented."]
            pub fn #name(body: &[u8]) -> Result<#ty, json::Fault> { json::from_slice(body) }
        }
    });
    (!operation.callbacks.is_empty()).then(|| quote!(impl #marker { #(#functions)* }))
}

/// What the operation is, as a table of the runtime.
fn table(operation: &OperationPlan, types: Types<'_>) -> TokenStream {
    let (id, method, path) = (text(&operation.id), text(&operation.method), text(&operation.path));
    let output = tokens::in_line(&output_type(&operation.output, types));
    let error = operation.error.as_ref().map_or("Undocumented", |error| error.name.as_str());
    let mut lines = vec![
        "operation! {".to_owned(),
        format!("/// The operation behind [`Client::{}`].", operation.function),
        format!("{}: {id} = {method} {path} {{", operation.marker),
        format!("    gives: {output}, {error};"),
        format!("    accept: {};", text(&operation.accept)),
    ];
    if !operation.security.is_empty() {
        let all = operation.security.iter().map(|all| {
            let all: Vec<String> = all.iter().map(ToString::to_string).collect();
            format!("&[{}]", all.join(", "))
        });
        lines.push(format!("    security: &[{}];", all.collect::<Vec<_>>().join(", ")));
    }
    if !operation.servers.is_empty() {
        lines.push(format!("    servers: {};", tokens::in_line(&servers::table(&operation.servers, types.plan))));
    }
    lines.extend(operation.idempotency_header.as_ref().map(|header| format!("    idempotency: {};", text(header))));
    let rows = operation.responses.iter().enumerate();
    lines.extend(rows.map(|(index, response)| format!("    {index}: {};", row(response, operation))));
    lines.push("} }".to_owned());
    tokens::lines(lines)
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

fn output_type(output: &Output, types: Types<'_>) -> TokenStream {
    match output {
        Output::One(content) => content_type(content, types),
        Output::Enum { name, .. } => {
            let name = ident(name);
            quote!(#name)
        }
    }
}

fn content_type(content: &ResponseContent, types: Types<'_>) -> TokenStream {
    match content {
        ResponseContent::Empty => quote!(()),
        ResponseContent::Json(used) | ResponseContent::Xml(used) => types.used(used),
        ResponseContent::Text => quote!(String),
        ResponseContent::Bytes => quote!(Bytes),
        ResponseContent::Items(item, _) => {
            let item = types.used(item);
            quote!(Items<#item>)
        }
    }
}

/// The headers of the answers, as constants beside the operation.
fn headers(operation: &OperationPlan, types: Types<'_>) -> Option<TokenStream> {
    let marker = ident(&operation.marker);
    let constants = operation.headers.iter().map(|header| {
        let (docs, ty, wire) = (tokens::docs(&header.docs), types.used(&header.ty), text(&header.wire));
        let name = Ident::new(&header.name.as_str().to_uppercase(), Span::call_site());
        let form = match header.form {
            HeaderForm::Text => quote!(text),
            HeaderForm::Bare => quote!(bare),
            HeaderForm::Texts => quote!(texts),
            HeaderForm::Bares => quote!(bares),
            HeaderForm::Json => quote!(json),
        };
        quote!(#docs pub const #name: ResponseHeader<#ty> = ResponseHeader::#form(#wire);)
    });
    (!operation.headers.is_empty()).then(|| quote!(impl #marker { #(#constants)* }))
}

/// The name of a framing.
pub(super) fn framing(framing: Framing) -> Ident {
    let name = match framing {
        Framing::Data => "Data",
        Framing::Text => "Text",
        Framing::Events => "Events",
        Framing::Lines => "Lines",
    };
    Ident::new(name, Span::call_site())
}

fn answer_enums(operation: &OperationPlan, types: Types<'_>) -> TokenStream {
    let mut out = TokenStream::new();
    if let Output::Enum { name, variants } = &operation.output {
        let doc = format!("What [`Client::{}`] gives, by the status of the answer.", operation.function);
        out.extend(answer_enum(name, &doc, variants, types));
    }
    if let Some(error) = &operation.error {
        let doc = format!("The documented errors of [`Client::{}`], by the status of the answer.", operation.function);
        out.extend(answer_enum(&error.name, &doc, &error.variants, types));
    }
    out
}

fn answer_enum(name: &Name, doc: &str, variants: &[AnswerVariant], types: Types<'_>) -> TokenStream {
    let (name, doc) = (ident(name), tokens::doc_lines([doc]));
    let variants = variants.iter().map(|variant| {
        let (docs, name) = (tokens::docs(&variant.docs), ident(&variant.name));
        match &variant.content {
            ResponseContent::Empty => quote!(#docs #name,),
            content => {
                let content = content_type(content, types);
                quote!(#docs #name(#content),)
            }
        }
    });
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    }
}
