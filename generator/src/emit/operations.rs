//! `src/operations/`: one file for each tag. An operation is a table, the reading of its answers, and a call.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::tokens::{self, Modules, Types, ident, number, text};
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
    let content: TokenStream = all.map(|one| operation(one, types)).collect();
    let types_used = tokens::import_of_types(&content);
    quote! {
        #docs
        use crate::prelude::*;
        #types_used
        #content
    }
}

fn operation(operation: &OperationPlan, types: Types<'_>) -> TokenStream {
    let marker = ident(&operation.marker);
    let doc = format!(" The operation behind [`Client::{}`].", operation.function);
    let output = output_type(&operation.output, types);
    let error = match &operation.error {
        Some(error) => {
            let name = ident(&error.name);
            quote!(#name)
        }
        None => quote!(Undocumented),
    };
    let spec = spec(operation, types.plan);
    let arms = operation.responses.iter().enumerate().map(|(index, response)| read(index, response, operation));
    let arms: Vec<TokenStream> = arms.collect();
    let reads = operation.responses.iter().any(|response| !matches!(response.content, ResponseContent::Empty));
    let looks = reads || operation.responses.iter().any(|response| response.status == StatusPattern::Default);
    let answer = if looks { quote!(answer) } else { quote!(_) };
    let case = if arms.is_empty() { quote!(_) } else { quote!(case) };
    let body = if arms.is_empty() {
        quote!(Err(BodyFault::undocumented()))
    } else {
        quote!(match case { #(#arms)* _ => Err(BodyFault::undocumented()), })
    };
    let enums = answer_enums(operation, types);
    let headers = headers(operation, types);
    let callbacks = callbacks(operation, types);
    let call = calls::emit(operation, types);
    quote! {
        #[doc = #doc]
        #[derive(Debug)]
        pub enum #marker {}

        impl Operation for #marker {
            type Output = #output;
            type Error = #error;
            const SPEC: &'static OperationSpec = &#spec;

            fn read(#case: usize, #answer: &Answer) -> Result<Result<Self::Output, Self::Error>, BodyFault> { #body }
        }

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

fn spec(operation: &OperationPlan, plan: &Plan) -> TokenStream {
    let (id, path, accept) = (text(&operation.id), text(&operation.path), text(&operation.accept));
    let method = text(&operation.method);
    let security = operation.security.iter().map(|all| {
        let all = all.iter().map(|index| number(*index));
        quote!(&[#(#all),*])
    });
    let servers = servers::table(&operation.servers, plan);
    let idempotency = match &operation.idempotency_header {
        Some(header) => {
            let header = text(header);
            quote!(Some(#header))
        }
        None => quote!(None),
    };
    let responses = operation.responses.iter().map(|response| {
        let streamed = matches!(response.content, ResponseContent::Items(..)).then(|| quote!(.streamed()));
        let status = status(response.status);
        quote!(#status #streamed)
    });
    quote! {
        OperationSpec {
            api: &crate::api::API,
            id: #id,
            method: #method,
            path: #path,
            security: &[#(#security),*],
            servers: #servers,
            accept: #accept,
            idempotency_header: #idempotency,
            responses: &[#(#responses),*],
        }
    }
}

fn status(pattern: StatusPattern) -> TokenStream {
    match pattern {
        StatusPattern::Code(code) => {
            let code = number(code.into());
            quote!(ResponseSpec::code(#code))
        }
        StatusPattern::Range(first) => {
            let first = number(first.into());
            quote!(ResponseSpec::range(#first))
        }
        StatusPattern::Default => quote!(ResponseSpec::DEFAULT),
    }
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
        ResponseContent::Json(used) => types.used(used),
        ResponseContent::Text => quote!(String),
        ResponseContent::Bytes => quote!(Bytes),
        ResponseContent::Items(item, _) => {
            let item = types.used(item);
            quote!(Items<#item>)
        }
    }
}

/// The arm that reads one documented answer.
fn read(index: usize, response: &Response, operation: &OperationPlan) -> TokenStream {
    let index = number(index);
    let content = match response.content {
        ResponseContent::Empty => None,
        ResponseContent::Json(_) => Some(quote!(answer.json())),
        ResponseContent::Text => Some(quote!(answer.text())),
        ResponseContent::Bytes => Some(quote!(answer.bytes())),
        ResponseContent::Items(_, kind) => {
            let kind = framing(kind);
            Some(quote!(answer.items(Framing::#kind)))
        }
    };
    let output_name = match &operation.output {
        Output::Enum { name, .. } => Some(name),
        Output::One(_) => None,
    };
    let error_name = operation.error.as_ref().map(|error| &error.name);
    let variant = |holder: Option<&Name>, variant: &Name| {
        let (holder, variant) = (holder.map(ident), ident(variant));
        quote!(#holder::#variant)
    };
    let as_output = || match &content {
        Some(content) => quote!(#content.map(Ok)),
        None => quote!(Ok(Ok(()))),
    };
    let wrapped = |variant: TokenStream, result: TokenStream| match &content {
        Some(content) => quote!(#content.map(#variant).map(#result)),
        None => quote!(Ok(#result(#variant))),
    };
    match &response.gives {
        Gives::Output => {
            let read = as_output();
            quote!(#index => #read,)
        }
        Gives::OutputVariant(name) => {
            let read = wrapped(variant(output_name, name), quote!(Ok));
            quote!(#index => #read,)
        }
        Gives::ErrorVariant(name) => {
            let read = wrapped(variant(error_name, name), quote!(Err));
            if response.status == StatusPattern::Default {
                // An undocumented success is no error, and nothing is known about its body.
                quote!(#index if !answer.status().is_success() => #read,)
            } else {
                quote!(#index => #read,)
            }
        }
        Gives::Either(name) => {
            let success = as_output();
            let failure = wrapped(variant(error_name, name), quote!(Err));
            quote! {
                #index if answer.status().is_success() => #success,
                #index => #failure,
            }
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
