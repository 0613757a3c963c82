//! The parameters of a file as the runtime's tables: one static for all operations that have the same.
//!
//! Most operations of an API have the same parameters, and the compiler goes through each table that stands in a function
//! as through a function of its own. Knows the plan of parameters, and nothing of what is done with their values.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::code::{Code, line};
use super::literal::text;
use crate::api::{ParameterIn, Style};
use crate::rust::names::{self, Case};
use crate::rust::{OperationPlan, Parameter, ParameterEncoding, Repr};

/// The statics of a file, by what they are.
pub(super) struct Specs(BTreeMap<String, String>);

impl Specs {
    pub(super) fn of<'p>(operations: impl Iterator<Item = &'p OperationPlan>) -> Self {
        let mut wanted = BTreeMap::new();
        for parameter in operations.flat_map(|one| one.parameters.iter().chain(&one.optional)) {
            wanted.entry(spec(parameter)).or_insert_with(|| parameter.wire.as_str());
        }
        let (mut taken, mut counts) = (BTreeSet::new(), BTreeMap::new());
        let mut name = |wire: &str| {
            // A file's names are of ASCII, so that each is in capitals, and two stay two.
            let plain = names::name(wire, Case::Module, "parameter").as_str().to_ascii_uppercase();
            let mut name = plain.clone();
            // Kept for each name, so that a thousand that are alike are not counted anew for each.
            let count = counts.entry(plain.clone()).or_insert(1_usize);
            while !taken.insert(name.clone()) {
                *count += 1;
                name = format!("{plain}_{count}");
            }
            name
        };
        Self(wanted.into_iter().map(|(spec, wire)| (spec, name(wire))).collect())
    }

    /// The static of a parameter.
    pub(super) fn name(&self, parameter: &Parameter) -> &str {
        self.0.get(&spec(parameter)).map_or("", String::as_str)
    }

    pub(super) fn declare(&self, code: &mut Code) {
        code.gap();
        for (spec, name) in &self.0 {
            line!(code, "static {name}: ParamSpec = {spec};");
        }
    }
}

/// `ParamSpec::query("page")`
fn spec(parameter: &Parameter) -> String {
    let name = text(&parameter.wire);
    let (place, usual, explodes) = match parameter.place {
        ParameterIn::Path => ("path", Style::Simple, false),
        ParameterIn::Query => ("query", Style::Form, true),
        ParameterIn::Header => ("header", Style::Simple, false),
        ParameterIn::Cookie => ("cookie", Style::Form, true),
        ParameterIn::QueryString => ("query_string", Style::Form, true),
    };
    let (style, explode, allow_reserved) = match parameter.encoding {
        ParameterEncoding::Style { style, explode, allow_reserved } => (style, explode, allow_reserved),
        ParameterEncoding::Json | ParameterEncoding::Form => (usual, explodes, false),
    };
    // One text is written the same way whether or not its parts would be.
    let one_text = !matches!(parameter.ty.repr, Repr::List(_) | Repr::Map(_) | Repr::Type(_));
    let as_usual = style == usual && (explode == explodes || one_text);
    let mut spec = String::with_capacity(parameter.wire.len() + 64);
    // Writing to a string does not fail.
    let _ = write!(spec, "ParamSpec::{place}({name})");
    if !as_usual {
        let _ = write!(spec, ".style(Style::{}, {explode})", style_name(style));
    }
    if allow_reserved {
        spec.push_str(".reserved()");
    }
    spec
}

fn style_name(style: Style) -> &'static str {
    match style {
        Style::Matrix => "Matrix",
        Style::Label => "Label",
        Style::Form => "Form",
        Style::Simple => "Simple",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
        Style::Cookie => "Cookie",
    }
}
