//! Calls: for each operation a method of the client, and setters for what may be left out.

use super::code::{Code, line, nested, open};
use super::literal::text;
use super::specs::Specs;
use super::ty::Types;
use super::{bodies, checks, pages};
use crate::rust::names::Name;
use crate::rust::{Body, BodyForm, OperationPlan, Parameter, ParameterEncoding, Plan, Repr, Words, fenced};

pub(super) fn emit(operation: &OperationPlan, specs: &Specs, types: Types<'_>, code: &mut Code) {
    let required_body = operation.body.as_ref().filter(|body| body.required);
    code.gap();
    open!(code, "impl Client");
    code.docs(method_docs(operation, types));
    code.deprecated(operation.deprecated);
    method(&operation.function, operation, required_body, specs, types, code);
    operation.alternatives.iter().for_each(|other| bodies::alternative(operation, other, specs, types, code));
    code.close();
    table(operation, specs, types, code);
    setters(operation, specs, types, code);
}

/// A method of the client that begins a call with all that is required, and with this body.
pub(super) fn method(
    function: &Name,
    operation: &OperationPlan,
    body: Option<&Body>,
    specs: &Specs,
    types: Types<'_>,
    code: &mut Code,
) {
    let mut arguments = vec!["&self".to_owned()];
    let mut steps = Vec::new();
    for parameter in &operation.parameters {
        arguments.push(format!("{}: {}", parameter.name, argument_type(parameter, types)));
        steps.extend(set(parameter, parameter.name.as_str(), specs, types.plan));
    }
    if let Some(body) = body {
        arguments.extend(bodies::arguments(body, types));
        steps.extend(bodies::set(body, types.plan));
    }
    let tail = format!(") -> Call<'_, {}> {{", operation.marker);
    code.inline();
    code.open_list(format_args!("pub fn {function}("), &arguments, tail);
    code.chain("Call::new(self)", &steps);
    code.close();
}

/// What may be left out and needs no check, as a table.
fn table(operation: &OperationPlan, specs: &Specs, types: Types<'_>, code: &mut Code) {
    let mut rows = operation.optional.iter().filter(|parameter| !is_checked(parameter, types.plan)).peekable();
    if rows.peek().is_none() {
        return;
    }
    code.gap();
    open!(code, "parameters! {{ {}", operation.marker);
    for parameter in rows {
        code.docs(parameter.docs.lines());
        code.deprecated(parameter.deprecated);
        let ty = argument_type(parameter, types);
        let (spec, reference, add) = (specs.name(parameter), by_reference(parameter, "value"), add(parameter));
        line!(code, "{}(value: {ty}) = {add} {spec}, {reference};", parameter.name);
    }
    code.close_with("} }");
}

/// Functions for what a table cannot say.
fn setters(operation: &OperationPlan, specs: &Specs, types: Types<'_>, code: &mut Code) {
    let body = operation.body.as_ref().filter(|body| !body.required);
    let mut checked = operation.optional.iter().filter(|parameter| is_checked(parameter, types.plan)).peekable();
    if checked.peek().is_none() && body.is_none() && operation.streams.is_empty() {
        return;
    }
    code.gap();
    open!(code, "impl Call<'_, {}>", operation.marker);
    for parameter in checked {
        code.gap();
        code.docs(parameter.docs.lines());
        code.deprecated(parameter.deprecated);
        let steps = set(parameter, "value", specs, types.plan);
        code.inline();
        open!(code, "pub fn {}(self, value: {}) -> Self", parameter.name, argument_type(parameter, types));
        code.chain("self", &steps);
        code.close();
    }
    if let Some(body) = body {
        code.gap();
        code.docs(body.docs.lines());
        code.inline();
        open!(code, "pub fn {}(self, {}) -> Self", body.name, bodies::arguments(body, types).join(", "));
        code.chain("self", &bodies::set(body, types.plan));
        code.close();
    }
    for stream in &operation.streams {
        let (name, item, framing) = (&stream.name, types.used(&stream.ty), super::operations::framing(stream.framing));
        code.gap();
        code.docs([format!("Sends it, for a success as {}, item by item.", crate::rust::code(&stream.media_type))]);
        code.block(
            format_args!("pub fn {name}(self) -> StreamingItems<{}, {item}>", operation.marker),
            format_args!("self.items({}, Framing::{framing})", text(&stream.media_type)),
        );
    }
    code.close();
}

/// The words of the method: those of the document, what comes back, and an example that compiles.
fn method_docs(operation: &OperationPlan, types: Types<'_>) -> Vec<String> {
    let mut lines: Vec<String> = operation.docs.lines().to_vec();
    let described = operation.parameters.iter().map(|parameter| (&parameter.name, &parameter.docs));
    let body = operation.body.iter().filter(|body| body.required).map(|body| (&body.name, &body.docs));
    let mut arguments: Vec<String> =
        described.chain(body).filter_map(|(name, docs)| argument_docs(name, docs)).collect();
    if !arguments.is_empty() {
        lines.push(String::new());
        lines.append(&mut arguments);
    }
    lines.extend(pages::docs(operation));
    lines.push(String::new());
    lines.extend(fenced("no_run", &example(operation, types)));
    lines
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
    let (mut given, mut values) = (Vec::new(), Vec::new());
    for parameter in &operation.parameters {
        values.push(match (&parameter.ty.repr, &parameter.encoding) {
            (Repr::Text, _) => format!("\"{}\"", parameter.name.as_str().trim_end_matches('_')),
            (Repr::Bool, _) => "true".to_owned(),
            (Repr::I32 | Repr::I64 | Repr::U32 | Repr::U64, _) => "1".to_owned(),
            _ => {
                given.push(format!("{}: {}", parameter.name, argument_type(parameter, types.outside())));
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
                given.push(format!("{}: {}", body.name, bodies::value_type(body, types.outside())));
                body.name.to_string()
            }
        });
    }
    let text = format!("let answer = client.{}({}).await?;", operation.function, values.join(", "));
    ExampleCall { given, text }
}

/// The type of an argument for a parameter.
pub(super) fn argument_type(parameter: &Parameter, types: Types<'_>) -> String {
    match &parameter.ty.repr {
        Repr::Text => "&str".to_owned(),
        Repr::List(items) if items.repr == Repr::Text && !items.nullable => "&[&str]".to_owned(),
        Repr::List(items) => format!("&[{}]", types.used(items)),
        Repr::Map(_) | Repr::Value => format!("&{}", types.used(&parameter.ty)),
        _ => types.used(&parameter.ty).to_string(),
    }
}

/// The steps that add a parameter to a call.
fn set(parameter: &Parameter, value: &str, specs: &Specs, plan: &Plan) -> Vec<Vec<String>> {
    let (spec, by_reference) = (specs.name(parameter), by_reference(parameter, value));
    let added = vec![format!(".{}(&{spec}, {by_reference})", add(parameter))];
    let checks = checks_of(parameter, value, plan);
    let checked = checks.map(|checks| nested(&format!(".check_param(&{spec}, |check| {{"), checks, "})"));
    [Some(added), checked].into_iter().flatten().collect()
}

fn is_checked(parameter: &Parameter, plan: &Plan) -> bool {
    checks_of(parameter, "value", plan).is_some()
}

fn checks_of(parameter: &Parameter, value: &str, plan: &Plan) -> Option<Vec<String>> {
    // What is written as a document checks the rules of its own type.
    let is_document = !matches!(parameter.encoding, ParameterEncoding::Style { .. });
    if is_document && matches!(parameter.ty.repr, Repr::Type(_)) {
        return None;
    }
    let checked = checks::Value::named(value, own_reference(parameter, value));
    checks::steps_of(&parameter.ty, "check", &checked, plan)
}

/// What writes a document takes a reference to whatever it is.
fn by_reference(parameter: &Parameter, value: &str) -> String {
    match &parameter.encoding {
        ParameterEncoding::Json | ParameterEncoding::Form => format!("&{value}"),
        ParameterEncoding::Style { .. } => own_reference(parameter, value),
    }
}

/// Texts, lists and maps are references already.
fn own_reference(parameter: &Parameter, value: &str) -> String {
    match &parameter.ty.repr {
        Repr::Text | Repr::List(_) | Repr::Map(_) | Repr::Value => value.to_owned(),
        _ => format!("&{value}"),
    }
}

/// The method of a call that adds a parameter.
fn add(parameter: &Parameter) -> &'static str {
    match parameter.encoding {
        ParameterEncoding::Style { .. } => "param",
        ParameterEncoding::Json => "json_content",
        ParameterEncoding::Form => "form_content",
    }
}
