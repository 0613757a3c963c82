//! The model as compact text, one line a thing, the same on every run.

use std::fmt::Write;

use specwright::api::{
    Additional, Api, ApiKeyIn, Content, Direction, Docs, Enum, Example, Field, Incoming, Json, Kind, Object, Operation,
    Origin, OriginBase, Parameter, ParameterEncoding, Rules, SchemeKind, StatusPattern, Type, TypeBody, TypeRef, Types,
    Union,
};
use specwright::diagnostic::Diagnostics;

/// `code severity line:column pointer: message (help)`, one a line.
pub(crate) fn diagnostics(diagnostics: &Diagnostics, text: &str) -> String {
    let mut out = String::new();
    for found in diagnostics {
        let place = match &found.location {
            Some(location) => {
                let (line, column) = line_column(text, location.place.span.start as usize);
                format!("{line}:{column} {}", location.pointer)
            }
            None => "-".to_owned(),
        };
        let word = super::word(found.severity);
        writeln!(out, "{} {word} {place}: {}", found.code.id, found.message).unwrap();
        for (location, words) in &found.related {
            let (line, column) = line_column(text, location.place.span.start as usize);
            writeln!(out, "  {line}:{column} {}: {words}", location.pointer).unwrap();
        }
        if let Some(help) = &found.help {
            writeln!(out, "  help: {help}").unwrap();
        }
    }
    out
}

fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let before = &text[..byte.min(text.len())];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// The whole model.
pub(crate) fn api(api: &Api) -> String {
    let mut out = String::new();
    writeln!(out, "api {} {}", api.info.title, api.info.version).unwrap();
    for server in &api.servers {
        let name = server.name.as_ref().map_or_else(String::new, |name| format!(" ({name})"));
        writeln!(out, "server {}{name}", server.url).unwrap();
        for variable in &server.variables {
            writeln!(out, "  {} = {} {:?}", variable.name, variable.default, variable.allowed).unwrap();
        }
    }
    for scheme in &api.security_schemes {
        writeln!(out, "scheme {}: {}", scheme.name, scheme_kind(&scheme.kind)).unwrap();
    }
    for tag in &api.tags {
        let above = tag.parent.as_ref().map_or_else(String::new, |parent| format!(" < {parent}"));
        let kind = tag.kind.as_ref().map_or_else(String::new, |kind| format!(" [{kind}]"));
        writeln!(out, "tag {}{above}{kind}{}", tag.name, docs(&tag.docs)).unwrap();
    }
    for each in &api.operations {
        operation(&mut out, each, api);
    }
    for webhook in &api.webhooks {
        incoming(&mut out, "webhook", webhook, &api.types);
    }
    types(&mut out, &api.types);
    out
}

/// Only the types.
pub(crate) fn all_types(api: &Api) -> String {
    let mut out = String::new();
    types(&mut out, &api.types);
    out
}

fn scheme_kind(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::ApiKey { location, parameter } => {
            let place = match location {
                ApiKeyIn::Header => "header",
                ApiKeyIn::Query => "query",
                ApiKeyIn::Cookie => "cookie",
            };
            format!("key in {place} {parameter}")
        }
        other => format!("{other:?}"),
    }
}

fn docs(docs: &Docs) -> String {
    let words = [&docs.summary, &docs.description].into_iter().flatten().map(|text| format!("{text:?}"));
    let deprecated = docs.deprecated.then(|| "deprecated".to_owned());
    let all: Vec<String> = words.chain(deprecated).collect();
    if all.is_empty() { String::new() } else { format!("  # {}", all.join(", ")) }
}

fn operation(out: &mut String, operation: &Operation, api: &Api) {
    let id = operation.id.as_deref().unwrap_or("-");
    writeln!(out, "{} {} {id} {:?}{}", operation.method, operation.path.text, operation.tags, docs(&operation.docs))
        .unwrap();
    for alternative in &operation.security {
        let schemes: Vec<String> = alternative
            .schemes
            .iter()
            .map(|(index, scopes)| match scopes.as_slice() {
                [] => api.security_schemes[*index].name.clone(),
                _ => format!("{} {scopes:?}", api.security_schemes[*index].name),
            })
            .collect();
        writeln!(out, "  security {}", if schemes.is_empty() { "none".to_owned() } else { schemes.join(" + ") })
            .unwrap();
    }
    for server in &operation.servers {
        writeln!(out, "  server {}", server.url).unwrap();
    }
    for each in &operation.parameters {
        parameter(out, each, &api.types);
    }
    if let Some(body) = &operation.body {
        writeln!(out, "  body{}{}", optional(body.required), docs(&body.docs)).unwrap();
        contents(out, &body.contents, &api.types);
    }
    for response in &operation.responses {
        let status = match response.status {
            StatusPattern::Code(code) => code.to_string(),
            StatusPattern::Range(digit) => format!("{digit}XX"),
            StatusPattern::Default => "default".to_owned(),
        };
        writeln!(out, "  {status}{}", docs(&response.docs)).unwrap();
        for header in &response.headers {
            let ty = ty(&header.ty, &api.types);
            writeln!(out, "    header {}{}: {ty}{}", header.name, optional(header.required), docs(&header.docs))
                .unwrap();
        }
        contents(out, &response.contents, &api.types);
    }
    for callback in &operation.callbacks {
        incoming(out, "  callback", callback, &api.types);
    }
}

fn incoming(out: &mut String, kind: &str, request: &Incoming, types: &Types) {
    let to = request.expression.as_ref().map_or_else(String::new, |expression| format!(" to {expression}"));
    writeln!(out, "{kind} {} {}{to}{}", request.name, request.method, docs(&request.docs)).unwrap();
    contents(out, request.body.as_ref().map_or(&[], |body| &body.contents), types);
}

fn parameter(out: &mut String, parameter: &Parameter, types: &Types) {
    let place = format!("{:?}", parameter.location).to_lowercase();
    let encoding = match &parameter.encoding {
        ParameterEncoding::Style { style, explode, allow_reserved } => {
            let explode = if *explode { " exploded" } else { "" };
            let reserved = if *allow_reserved { " reserved" } else { "" };
            format!("{style:?}{explode}{reserved}")
        }
        ParameterEncoding::Content(media_type) => media_type.clone(),
    };
    let default = default(parameter.default.as_ref());
    let required = optional(parameter.required);
    let (ty, docs) = (ty(&parameter.ty, types), docs(&parameter.docs));
    writeln!(out, "  {place} {}{required}: {ty}{default} ({encoding}){docs}", parameter.name).unwrap();
    examples(out, "    ", &parameter.examples);
}

fn optional(required: bool) -> &'static str {
    if required { "" } else { "?" }
}

fn default(default: Option<&Json>) -> String {
    default.map(|value| format!(" = {}", json(value))).unwrap_or_default()
}

fn contents(out: &mut String, contents: &[Content], types: &Types) {
    for content in contents {
        let ty = content.ty.as_ref().map_or("-".to_owned(), |used| ty(used, types));
        writeln!(out, "    {} {:?}: {ty}", content.media_type, content.kind).unwrap();
        for field in &content.fields {
            let (media_type, style) = (field.media_type.as_deref().unwrap_or("-"), &field.style);
            writeln!(out, "      field {}: {media_type} {style:?}", field.property).unwrap();
        }
        examples(out, "      ", &content.examples);
    }
}

fn examples(out: &mut String, indent: &str, examples: &[Example]) {
    for example in examples {
        let name = example.name.as_deref().unwrap_or("-");
        writeln!(out, "{indent}example {name} {}", json(&example.value)).unwrap();
    }
}

fn types(out: &mut String, all: &Types) {
    for (_, each) in all.iter() {
        one_type(out, each, all);
    }
}

fn one_type(out: &mut String, each: &Type, types: &Types) {
    let name = origin(&each.origin);
    let docs = docs(&each.docs);
    match &each.body {
        TypeBody::Object(body) => {
            writeln!(out, "object {name}{}{docs}", rules(&body.rules)).unwrap();
            object(out, body, types);
        }
        TypeBody::Enum(body) => {
            writeln!(out, "enum {name}{docs}").unwrap();
            constants(out, body);
        }
        TypeBody::Union(body) => {
            let by = body.discriminator.as_ref().map(|by| format!(" by {}", by.property)).unwrap_or_default();
            writeln!(out, "union {name}{by}{docs}").unwrap();
            union(out, body, types);
        }
        TypeBody::Alias(target) => writeln!(out, "alias {name} = {}{docs}", ty(target, types)).unwrap(),
    }
    examples(out, "  ", &each.examples);
}

fn object(out: &mut String, body: &Object, types: &Types) {
    for field in &body.fields {
        let Field { name, ty: used, required, direction, .. } = field;
        let direction = match direction {
            Direction::Both => "",
            Direction::Received => " received",
            Direction::Sent => " sent",
        };
        let (used, default) = (ty(used, types), default(field.default.as_ref()));
        writeln!(out, "  {name}{}: {used}{default}{direction}{}", optional(*required), docs(&field.docs)).unwrap();
        examples(out, "    ", &field.examples);
    }
    match &body.additional {
        Additional::Ignored => {}
        Additional::Forbidden => writeln!(out, "  nothing else").unwrap(),
        Additional::Typed(value) => writeln!(out, "  *: {}", ty(value, types)).unwrap(),
    }
}

fn constants(out: &mut String, body: &Enum) {
    for constant in &body.values {
        let name = constant.name.as_ref().map(|name| format!(" as {name}")).unwrap_or_default();
        writeln!(out, "  {}{name}{}", json(&constant.value), docs(&constant.docs)).unwrap();
    }
}

fn union(out: &mut String, body: &Union, types: &Types) {
    for variant in &body.variants {
        let tags = if variant.tags.is_empty() { String::new() } else { format!(" {:?}", variant.tags) };
        writeln!(out, "  {}{tags}", ty(&variant.ty, types)).unwrap();
    }
}

fn origin(origin: &Origin) -> String {
    let base = match &origin.base {
        OriginBase::Component(name) => name.clone(),
        OriginBase::Shared(part, name) => format!("{part:?} {name}"),
        OriginBase::Operation(index) => format!("op{index}"),
    };
    origin.steps.iter().fold(base, |path, step| path + "/" + step)
}

fn ty(used: &TypeRef, types: &Types) -> String {
    let kind = match &used.kind {
        Kind::Any => "any".to_owned(),
        Kind::Boolean => "boolean".to_owned(),
        Kind::Integer(format) => format!("{format:?}").to_lowercase(),
        Kind::Number(format) => format!("{format:?}").to_lowercase(),
        Kind::String(format) => format!("{format:?}").to_lowercase(),
        Kind::Array(item) => format!("[{}]", ty(item, types)),
        Kind::Map(value) => format!("{{*: {}}}", ty(value, types)),
        Kind::Constant(value) => json(value),
        Kind::Named(id) => types.get(*id).map_or("?".to_owned(), |target| origin(&target.origin)),
    };
    format!("{kind}{}{}", rules(&used.rules), if used.nullable { " | null" } else { "" })
}

fn rules(rules: &Rules) -> String {
    let mut all: Vec<String> = Vec::new();
    let mut add = |words: Option<String>| all.extend(words);
    add(rules.minimum.as_ref().map(|bound| format!("{} {}", if bound.exclusive { ">" } else { ">=" }, bound.value)));
    add(rules.maximum.as_ref().map(|bound| format!("{} {}", if bound.exclusive { "<" } else { "<=" }, bound.value)));
    add(rules.multiple_of.as_ref().map(|step| format!("step {step}")));
    add(rules.min_length.map(|length| format!("length >= {length}")));
    add(rules.max_length.map(|length| format!("length <= {length}")));
    add(rules.pattern.as_ref().map(|pattern| format!("/{pattern}/")));
    add(rules.min_items.map(|count| format!("items >= {count}")));
    add(rules.max_items.map(|count| format!("items <= {count}")));
    add(rules.unique_items.then(|| "unique".to_owned()));
    add(rules.min_properties.map(|count| format!("members >= {count}")));
    add(rules.max_properties.map(|count| format!("members <= {count}")));
    add(rules.schema.as_ref().map(|schema| format!("keeps {}", json(schema))));
    if all.is_empty() { String::new() } else { format!("({})", all.join(", ")) }
}

/// The value on one line.
pub(crate) fn json(value: &Json) -> String {
    match value {
        Json::Null => "null".to_owned(),
        Json::Bool(flag) => flag.to_string(),
        Json::Number(text) => text.clone(),
        Json::String(text) => format!("{text:?}"),
        Json::Array(items) => format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(", ")),
        Json::Object(members) => {
            let members = members.iter().map(|(key, value)| format!("{key:?}: {}", json(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
    }
}
