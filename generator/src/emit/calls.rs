//! Calls: for each operation a method of the client, and setters for what may be left out.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::tokens::{self, Types, ident, text};
use super::{bodies, checks};
use crate::api::{ParameterIn, Style};
use crate::rust::names::Name;
use crate::rust::{Body, BodyForm, OperationPlan, Parameter, ParameterEncoding, Plan, Repr, Words, fenced};

pub(super) fn emit(operation: &OperationPlan, types: Types<'_>) -> TokenStream {
    let required_body = operation.body.as_ref().filter(|body| body.required);
    let method = method(&operation.function, operation, required_body, types);
    let docs = method_docs(operation, types);
    let deprecated = tokens::deprecated(operation.deprecated);
    let alternatives = operation.alternatives.iter().map(|other| bodies::alternative(operation, other, types));
    let setters = setters(operation, types);
    quote! {
        impl Client {
            #docs
            #deprecated
            #method
            #(#alternatives)*
        }

        #setters
    }
}

/// A method of the client that begins a call with all that is required, and with this body.
pub(super) fn method(function: &Name, operation: &OperationPlan, body: Option<&Body>, types: Types<'_>) -> TokenStream {
    let (marker, function) = (ident(&operation.marker), ident(function));
    let mut arguments = TokenStream::new();
    let mut declared = TokenStream::new();
    let mut steps = TokenStream::new();
    for parameter in &operation.parameters {
        let (name, ty) = (ident(&parameter.name), argument_type(parameter, types));
        arguments.extend(quote!(, #name: #ty));
        let set = set(parameter, &name, types.plan);
        declared.extend(set.declared);
        steps.extend(set.step);
    }
    if let Some(body) = body {
        let given = bodies::arguments(body, types);
        arguments.extend(quote!(, #given));
        steps.extend(bodies::set(body, types.plan));
    }
    quote!(pub fn #function(&self #arguments) -> Call<'_, #marker> { #declared Call::new(self) #steps })
}

/// What may be left out: a table, and functions for what a table cannot say.
fn setters(operation: &OperationPlan, types: Types<'_>) -> TokenStream {
    let marker = ident(&operation.marker);
    let mut rows = Vec::new();
    let mut setters = TokenStream::new();
    for parameter in &operation.optional {
        let (docs, name) = (tokens::docs(&parameter.docs), ident(&parameter.name));
        let deprecated = tokens::deprecated(parameter.deprecated);
        let ty = argument_type(parameter, types);
        let value = Ident::new("value", Span::call_site());
        let Set { declared, step } = set(parameter, &value, types.plan);
        if declared.is_empty() {
            rows.extend(tokens::doc_comment(&parameter.docs, "    "));
            rows.extend(parameter.deprecated.then(|| "    #[deprecated]".to_owned()));
            rows.push(format!("    {}", row(parameter, &ty, &value)));
            continue;
        }
        setters.extend(quote! {
            #docs
            #deprecated
            pub fn #name(self, value: #ty) -> Self { #declared self #step }
        });
    }
    let table = (!rows.is_empty()).then(|| {
        rows.insert(0, format!("parameters! {{ {} {{", operation.marker));
        rows.push("} }".to_owned());
        tokens::lines(rows)
    });
    if let Some(body) = operation.body.as_ref().filter(|body| !body.required) {
        let (docs, name) = (tokens::docs(&body.docs), ident(&body.name));
        let (given, step) = (bodies::arguments(body, types), bodies::set(body, types.plan));
        setters.extend(quote! {
            #docs
            pub fn #name(self, #given) -> Self { self #step }
        });
    }
    for stream in &operation.streams {
        let (name, media_type, item) = (ident(&stream.name), text(&stream.media_type), types.used(&stream.ty));
        let framing = super::operations::framing(stream.framing);
        let doc = format!(" Sends it, for a success as {}, item by item.", crate::rust::code(&stream.media_type));
        setters.extend(quote! {
            #[doc = #doc]
            pub fn #name(self) -> StreamingItems<#marker, #item> { self.items(#media_type, Framing::#framing) }
        });
    }
    let others = (!setters.is_empty()).then(|| quote!(impl Call<'_, #marker> { #setters }));
    quote!(#table #others)
}

/// The words of the method: those of the document, what comes back, and an example that compiles.
fn method_docs(operation: &OperationPlan, types: Types<'_>) -> TokenStream {
    let mut lines: Vec<String> = operation.docs.lines().to_vec();
    let described = operation.parameters.iter().map(|parameter| (&parameter.name, &parameter.docs));
    let body = operation.body.iter().filter(|body| body.required).map(|body| (&body.name, &body.docs));
    let mut arguments: Vec<String> =
        described.chain(body).filter_map(|(name, docs)| argument_docs(name, docs)).collect();
    if !arguments.is_empty() {
        lines.push(String::new());
        lines.append(&mut arguments);
    }
    lines.push(String::new());
    lines.extend(fenced("no_run", &example(operation, types)));
    tokens::doc_lines(lines.iter().map(String::as_str))
}

fn argument_docs(name: &Name, docs: &Words) -> Option<String> {
    (!docs.is_empty()).then(|| format!("- `{name}`: {}", docs.first_paragraph()))
}

/// A call that compiles: what has no obvious value is an argument of the example.
fn example(operation: &OperationPlan, types: Types<'_>) -> Vec<String> {
    let lib = &types.plan.package.lib;
    let call = example_call(operation, types);
    let client = format!("client: &{lib}::Client");
    let given: Vec<&str> = std::iter::once(client.as_str()).chain(call.given.iter().map(String::as_str)).collect();
    let mut code = vec![format!("# async fn run({}) -> Result<(), Box<dyn std::error::Error>> {{", given.join(", "))];
    if call.text.contains("types::") {
        code.push(format!("use {lib}::types;"));
        code.push(String::new());
    }
    code.push(call.text);
    code.push("# Ok(())".to_owned());
    code.push("# }".to_owned());
    code
}

/// A call in an example.
pub(super) struct ExampleCall {
    /// Arguments that the example itself must be given.
    pub(super) given: Vec<String>,
    /// The call.
    pub(super) text: String,
}

/// The call of an operation with whatever values are at hand.
pub(super) fn example_call(operation: &OperationPlan, types: Types<'_>) -> ExampleCall {
    let lib = types.plan.package.lib.as_str();
    let (mut given, mut values) = (Vec::new(), Vec::new());
    for parameter in &operation.parameters {
        values.push(match (&parameter.ty.repr, &parameter.encoding) {
            (Repr::Text, _) => format!("\"{}\"", parameter.name.as_str().trim_end_matches('_')),
            (Repr::Bool, _) => "true".to_owned(),
            (Repr::I32 | Repr::I64 | Repr::U32 | Repr::U64, _) => "1".to_owned(),
            _ => {
                given.push(format!("{}: {}", parameter.name, in_crate(&argument_type(parameter, types), lib)));
                parameter.name.to_string()
            }
        });
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        if body.form == BodyForm::Bytes(None) {
            values.push("\"application/octet-stream\"".to_owned());
        }
        values.push(match &body.sample {
            Some(sample) => super::samples::expression(sample, types),
            None => {
                given.push(format!("{}: {}", body.name, in_crate(&bodies::value_type(body, types), lib)));
                body.name.to_string()
            }
        });
    }
    let text = format!("let answer = client.{}({}).await?;", operation.function, values.join(", "));
    ExampleCall { given, text }
}

/// A type as a user of the crate writes it, with all paths.
fn in_crate(ty: &TokenStream, lib: &str) -> String {
    tokens::in_line_with(ty, &|name, after_path| match name {
        "types" => Some(format!("{lib}::types")),
        "Decimal" | "Quoted" | "Upload" | "Value" | "Secret" if !after_path => Some(format!("{lib}::{name}")),
        "BTreeMap" if !after_path => Some("std::collections::BTreeMap".to_owned()),
        _ => None,
    })
}

/// The type of an argument for a parameter.
pub(super) fn argument_type(parameter: &Parameter, types: Types<'_>) -> TokenStream {
    match &parameter.ty.repr {
        Repr::Text => quote!(&str),
        Repr::List(items) if items.repr == Repr::Text && !items.nullable => quote!(&[&str]),
        Repr::List(items) => {
            let items = types.used(items);
            quote!(&[#items])
        }
        Repr::Map(_) | Repr::Value => {
            let ty = types.used(&parameter.ty);
            quote!(&#ty)
        }
        _ => types.used(&parameter.ty),
    }
}

/// A parameter of a call: what must stand before the expression, and the step that adds it.
struct Set {
    declared: TokenStream,
    step: TokenStream,
}

/// The table's line for a parameter that may be left out: `page(value: i64) = param ParamSpec::query("page"), &value;`.
fn row(parameter: &Parameter, ty: &TokenStream, value: &Ident) -> String {
    let (spec, reference, add) = (spec(parameter), by_reference(parameter, value), add(parameter));
    let [ty, spec, reference] = [ty, &spec, &reference].map(tokens::in_line);
    format!("{}({value}: {ty}) = {add} {spec}, {reference};", parameter.name)
}

fn set(parameter: &Parameter, value: &Ident, plan: &Plan) -> Set {
    let spec = spec(parameter);
    let (by_reference, add) = (by_reference(parameter, value), add(parameter));
    let checked = checks::Value::named(value, &own_reference(parameter, value));
    // What is written as a document checks the rules of its own type.
    let is_document = !matches!(parameter.encoding, ParameterEncoding::Style { .. });
    let by_itself = is_document && matches!(parameter.ty.repr, Repr::Type(_));
    match checks::steps_of(&parameter.ty, &quote!(check), &checked, plan).filter(|_| !by_itself) {
        None => Set { declared: TokenStream::new(), step: quote!(.#add(const { &#spec }, #by_reference)) },
        Some(steps) => {
            let name = Ident::new(&parameter.name.as_str().to_uppercase(), Span::call_site());
            Set {
                declared: quote!(static #name: ParamSpec = #spec;),
                step: quote!(.#add(&#name, #by_reference).check_param(&#name, |check| { #steps })),
            }
        }
    }
}

/// What writes a document takes a reference to whatever it is.
fn by_reference(parameter: &Parameter, value: &Ident) -> TokenStream {
    match &parameter.encoding {
        ParameterEncoding::Json | ParameterEncoding::Form => quote!(&#value),
        ParameterEncoding::Style { .. } => own_reference(parameter, value),
    }
}

/// Texts, lists and maps are references already.
fn own_reference(parameter: &Parameter, value: &Ident) -> TokenStream {
    match &parameter.ty.repr {
        Repr::Text | Repr::List(_) | Repr::Map(_) | Repr::Value => quote!(#value),
        _ => quote!(&#value),
    }
}

/// The method of a call that adds a parameter.
fn add(parameter: &Parameter) -> TokenStream {
    match parameter.encoding {
        ParameterEncoding::Style { .. } => quote!(param),
        ParameterEncoding::Json => quote!(json_content),
        ParameterEncoding::Form => quote!(form_content),
    }
}

fn spec(parameter: &Parameter) -> TokenStream {
    let name = text(&parameter.wire);
    let (place, usual, explodes) = match parameter.place {
        ParameterIn::Path => (quote!(path), Style::Simple, false),
        ParameterIn::Query => (quote!(query), Style::Form, true),
        ParameterIn::Header => (quote!(header), Style::Simple, false),
        ParameterIn::Cookie => (quote!(cookie), Style::Form, true),
        ParameterIn::QueryString => (quote!(query_string), Style::Form, true),
    };
    let (style, explode, allow_reserved) = match parameter.encoding {
        ParameterEncoding::Style { style, explode, allow_reserved } => (style, explode, allow_reserved),
        ParameterEncoding::Json | ParameterEncoding::Form => (usual, explodes, false),
    };
    // One text is written the same way whether or not its parts would be.
    let one_text = !matches!(parameter.ty.repr, Repr::List(_) | Repr::Map(_) | Repr::Type(_));
    let as_usual = style == usual && (explode == explodes || one_text);
    let styled = (!as_usual).then(|| {
        let style = style_name(style);
        quote!(.style(Style::#style, #explode))
    });
    let reserved = allow_reserved.then(|| quote!(.reserved()));
    quote!(ParamSpec::#place(#name) #styled #reserved)
}

fn style_name(style: Style) -> TokenStream {
    match style {
        Style::Matrix => quote!(Matrix),
        Style::Label => quote!(Label),
        Style::Form => quote!(Form),
        Style::Simple => quote!(Simple),
        Style::SpaceDelimited => quote!(SpaceDelimited),
        Style::PipeDelimited => quote!(PipeDelimited),
        Style::DeepObject => quote!(DeepObject),
        Style::Cookie => quote!(Cookie),
    }
}
