//! Parameters: those of the path item, overridden by those of the operation, with all defaults applied.

use super::operation::Site;
use super::{Lowering, at, body, codes, docs, json, path};
use crate::api::{self, At, Docs, Kind, Origin, ParameterEncoding, ParameterIn, PathTemplate, Style, TypeRef};
use crate::api::{SharedPart, StringFormat};
use crate::diagnostic::{Diagnostic, Severity};
use crate::openapi::{OrReference, Parameter, Schema, Valued, Version, View};
use crate::resolve::Key;

/// Headers that the specification takes out of the parameters (OpenAPI 3.0.3 §4.7.12.1).
const IGNORED: [&str; 3] = ["accept", "content-type", "authorization"];

type Places<'t> = OrReference<'t, Parameter<'t>>;

impl<'t> Lowering<'_, 't> {
    pub(super) fn parameters(
        &mut self,
        general: impl Iterator<Item = Places<'t>>,
        own: impl Iterator<Item = Places<'t>>,
        template: &PathTemplate,
        origin: &Origin,
        site: &Site<'t>,
    ) -> Vec<api::Parameter> {
        let mut parameters = self.parameter_list(general, origin);
        for parameter in self.parameter_list(own, origin) {
            match parameters.iter_mut().find(|other| same(other, &parameter)) {
                Some(general) => *general = parameter,
                None => parameters.push(parameter),
            }
        }
        self.fit_to_path(&mut parameters, template, site);
        self.check_query_string(&parameters, site);
        parameters
    }

    /// Without those that cannot be read: what they are called or where they go is not known.
    fn parameter_list(&mut self, places: impl Iterator<Item = Places<'t>>, origin: &Origin) -> Vec<api::Parameter> {
        let mut list: Vec<api::Parameter> = Vec::new();
        for place in places {
            let Some(parameter) = self.resolver.follow(place, self.diagnostics) else { continue };
            let Some((name, location)) = self.identity(parameter) else { continue };
            if location == ParameterIn::Header && IGNORED.contains(&name.to_ascii_lowercase().as_str()) {
                let message = format!("the header parameter `{name}` is ignored, as the specification asks");
                let help = "say it with `content`, or with a security scheme";
                self.tell_with_help(&codes::HEADER_IGNORED, parameter.node(), message, help);
                continue;
            }
            let lowered = self.shared_parameter(parameter, name, location, origin);
            if let Some(first) = list.iter().find(|other| same(other, &lowered)) {
                let message = format!("the parameter `{name}` stands twice in this list; the first one counts");
                let found = Diagnostic::new(&codes::PARAMETER_TWICE, message).at(place.node().location());
                let first = first.at.0.clone();
                let found = first.into_iter().fold(found, |found, first| found.related(first, "the first one"));
                self.diagnostics.push(found);
                continue;
            }
            list.push(lowered);
        }
        list
    }

    fn identity(&mut self, parameter: Parameter<'t>) -> Option<(&'t str, ParameterIn)> {
        let location = match parameter.location() {
            Some("path") => Some(ParameterIn::Path),
            Some("query") => Some(ParameterIn::Query),
            Some("header") => Some(ParameterIn::Header),
            Some("cookie") => Some(ParameterIn::Cookie),
            Some("querystring") if parameter.version() >= Version::V3_2 => Some(ParameterIn::QueryString),
            _ => None,
        };
        let identity = parameter.name().filter(|name| !name.is_empty()).zip(location);
        if identity.is_none() {
            let name = parameter.name().filter(|name| !name.is_empty());
            let message = match (name, parameter.location()) {
                (Some(name), Some(place)) => format!("the parameter `{name}` is sent in `{place}`, which is no place"),
                (Some(name), None) => format!("the parameter `{name}` does not say where it is sent"),
                (None, _) => "this parameter has no name".to_owned(),
            };
            let help = "write `name`, and `in: path`, `query`, `header` or `cookie`";
            self.tell_with_help(&codes::PARAMETER_UNREADABLE, parameter.node(), message, help);
        }
        identity
    }

    fn shared_parameter(
        &mut self,
        parameter: Parameter<'t>,
        name: &str,
        location: ParameterIn,
        origin: &Origin,
    ) -> api::Parameter {
        let key = Key::of(parameter.node());
        if let Some(known) = self.shared.parameters.get(&key) {
            return known.clone();
        }
        match self.linked.shared(parameter.node(), SharedPart::Parameter) {
            None => self.parameter(parameter, name, location, &origin.step(name)),
            Some(origin) => {
                let lowered = self.parameter(parameter, name, location, &origin);
                self.shared.parameters.insert(key, lowered.clone());
                lowered
            }
        }
    }

    fn parameter(
        &mut self,
        parameter: Parameter<'t>,
        name: &str,
        location: ParameterIn,
        origin: &Origin,
    ) -> api::Parameter {
        let content = parameter.content().filter(|_| parameter.schema().is_none());
        let content = content.and_then(|(entry, media)| Some((entry, self.media_type(media)?)));
        let schema = parameter.schema().or_else(|| content.and_then(|(_, media)| media.schema()));
        if schema.is_none() && content.is_none() {
            let message = format!("the parameter `{name}` has no `schema`; it is taken as a string");
            self.tell(&codes::PARAMETER_UNTYPED, parameter.node(), message);
        }
        let encoding = match content {
            Some((media_type, _)) => ParameterEncoding::Content(media_type.key.to_owned()),
            None => self.style(parameter, name, location),
        };
        let ty = match schema {
            Some(schema) => self.use_of(schema, origin),
            None if content.is_some() => TypeRef::new(Kind::Any),
            None => TypeRef::new(Kind::String(StringFormat::Text)),
        };
        api::Parameter {
            name: name.to_owned(),
            location,
            required: parameter.required() || location == ParameterIn::Path,
            docs: Docs {
                summary: None,
                description: docs::text(parameter.description())
                    .or_else(|| schema.and_then(|schema| docs::text(schema.description()))),
                external: None,
                deprecated: parameter.deprecated() || schema.is_some_and(|schema| schema.deprecated()),
            },
            encoding,
            ty,
            default: schema.and_then(|schema| self.default_of(schema)).map(json::value),
            examples: self.parameter_examples(parameter, schema),
            at: at(parameter),
        }
    }

    /// Those of the parameter, else those of its schema.
    fn parameter_examples(&mut self, parameter: Parameter<'t>, schema: Option<Schema<'t>>) -> Vec<api::Example> {
        let examples = self.examples(parameter.example(), parameter.examples());
        match schema {
            Some(schema) if examples.is_empty() => schema.examples().map(body::unnamed).collect(),
            _ => examples,
        }
    }

    fn style(&mut self, parameter: Parameter<'t>, name: &str, location: ParameterIn) -> ParameterEncoding {
        let (default, allowed): (_, &[_]) = match location {
            ParameterIn::Path => (Style::Simple, &[Style::Simple, Style::Label, Style::Matrix]),
            ParameterIn::Query | ParameterIn::QueryString => {
                (Style::Form, &[Style::Form, Style::SpaceDelimited, Style::PipeDelimited, Style::DeepObject])
            }
            ParameterIn::Header => (Style::Simple, &[Style::Simple]),
            ParameterIn::Cookie if parameter.version() >= Version::V3_2 => (Style::Form, &[Style::Form, Style::Cookie]),
            ParameterIn::Cookie => (Style::Form, &[Style::Form]),
        };
        let written = parameter.style().and_then(style_of);
        let style = written.filter(|style| allowed.contains(style));
        if let (Some(word), None) = (parameter.style(), style) {
            let message =
                format!("the style `{word}` does not exist here; the default of the place is used for `{name}`");
            self.tell(&codes::STYLE, parameter.node(), message);
        }
        let style = style.unwrap_or(default);
        ParameterEncoding::Style {
            style,
            explode: parameter.explode().unwrap_or(matches!(style, Style::Form | Style::Cookie)),
            allow_reserved: parameter.allow_reserved()
                && match location {
                    ParameterIn::Query => true,
                    ParameterIn::Path | ParameterIn::Cookie => parameter.version() >= Version::V3_2,
                    ParameterIn::Header | ParameterIn::QueryString => false,
                },
        }
    }

    /// A whole query stands alone (OpenAPI 3.2.0 §4.12.1).
    fn check_query_string(&mut self, parameters: &[api::Parameter], site: &Site<'t>) {
        let mut whole = parameters.iter().filter(|parameter| parameter.location == ParameterIn::QueryString);
        let Some(first) = whole.next() else { return };
        let single = |parameter: &&api::Parameter| parameter.location == ParameterIn::Query;
        if let Some(other) = whole.next().or_else(|| parameters.iter().find(single)) {
            let (first, other) = (&first.name, &other.name);
            let message = format!("`{first}` is the whole query, and `{other}` is in it as well; both are sent");
            let help = "describe all of the query by one `in: querystring`, or all by `in: query`";
            self.tell_with_help(&codes::QUERY_STRING, site.operation_node(), message, help);
        }
    }

    /// Each name of the path has its parameter, and the other way round.
    fn fit_to_path(&mut self, parameters: &mut Vec<api::Parameter>, template: &PathTemplate, site: &Site<'t>) {
        let in_path = |parameter: &api::Parameter| parameter.location == ParameterIn::Path;
        parameters.retain(|parameter| {
            let keep = !in_path(parameter) || path::names(template).any(|name| name == parameter.name);
            if !keep {
                let message = format!("the path `{}` has no `{{{}}}`", template.text, parameter.name);
                let mut found = Diagnostic::new(&codes::PATH_UNUSED, message);
                // Behind a `?` or `#` it is in the template, and is sent in another way or not at all.
                if site.path_text().contains(&format!("{{{}}}", parameter.name)) {
                    found.severity = Severity::Warning;
                }
                let found = Diagnostic { location: parameter.at.0.clone(), ..found };
                self.diagnostics.push(found.help("put the name into the path, or correct the parameter's name"));
            }
            keep
        });
        for name in path::names(template) {
            if parameters.iter().any(|parameter| in_path(parameter) && parameter.name == name) {
                continue;
            }
            let message = format!("{} has no parameter for `{{{name}}}`; it is taken as a string", site.name());
            let help = format!("declare it: `name: {name}`, `in: path`, `required: true`, with a `schema`");
            self.tell_with_help(&codes::PATH_UNDECLARED, site.operation_node(), message, &help);
            parameters.push(undeclared(name, At(Some(site.operation_node().location()))));
        }
    }
}

/// A style by its word.
pub(super) fn style_of(word: &str) -> Option<Style> {
    Some(match word {
        "matrix" => Style::Matrix,
        "label" => Style::Label,
        "form" => Style::Form,
        "simple" => Style::Simple,
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "deepObject" => Style::DeepObject,
        "cookie" => Style::Cookie,
        _ => return None,
    })
}

/// What stands behind the `?` of a path: a constant, or a value that the caller gives.
pub(super) fn add_query_of_path(parameters: &mut Vec<api::Parameter>, query: &str, at: At) {
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let declared = |parameter: &api::Parameter| parameter.location == ParameterIn::Query && parameter.name == name;
        if parameters.iter().any(declared) {
            continue;
        }
        let mut parameter = undeclared(name, at.clone());
        parameter.location = ParameterIn::Query;
        parameter.encoding = ParameterEncoding::Style { style: Style::Form, explode: true, allow_reserved: false };
        if !value.starts_with('{') {
            parameter.ty = TypeRef::new(Kind::Constant(api::Json::String(value.to_owned())));
        }
        parameters.push(parameter);
    }
}

fn undeclared(name: &str, at: At) -> api::Parameter {
    api::Parameter {
        name: name.to_owned(),
        location: ParameterIn::Path,
        required: true,
        docs: Docs::default(),
        encoding: ParameterEncoding::Style { style: Style::Simple, explode: false, allow_reserved: false },
        ty: TypeRef::new(Kind::String(StringFormat::Text)),
        default: None,
        examples: Vec::new(),
        at,
    }
}

/// Names of headers are equal whatever their letter case.
fn same(one: &api::Parameter, other: &api::Parameter) -> bool {
    let named = match one.location {
        ParameterIn::Header => one.name.eq_ignore_ascii_case(&other.name),
        _ => one.name == other.name,
    };
    named && one.location == other.location
}
