//! Stage 5, plan: the model gets Rust names, modules and representations. Decides, never prints.
//!
//! [`plan`] makes a [`Plan`], in which nothing is left to decide: [`names`] and `scope` choose identifiers, `represent`
//! the types of values, `docs` and `markdown` the words. Must not know tokens, files or how the runtime does its work;
//! must know the names that the runtime has taken.

mod bodies;
pub mod codes;
mod directions;
mod docs;
mod example;
mod incoming;
mod large;
mod layout;
mod markdown;
pub mod names;
mod operations;
mod package;
mod paging;
mod parameters;
mod parts;
mod plan;
mod plan_files;
mod plan_reach;
mod plan_types;
mod recursion;
mod represent;
mod reserved;
mod responses;
mod same;
mod samples;
mod scope;
mod security;
mod servers;
mod sizes;
mod statuses;
mod type_names;
mod types;
mod xml;

pub use docs::Words;
pub(crate) use docs::code;
pub(crate) use example::compact;
pub(crate) use markdown::fenced;
pub use paging::{PageItems, Paging, PagingKind};
pub use plan::{
    Alternative, AnswerVariant, Body, BodyForm, ErrorEnum, FieldForm, FieldStyle, Framing, Gives, Header, HeaderForm,
    OperationModule, OperationPlan, Output, Package, Parameter, ParameterEncoding, Plan, Response, ResponseContent,
    RuntimeCrate, SameError, Sample, StreamForm,
};
pub use plan_files::{OperationPart, TypeFolder, TypeModule};
pub use plan_reach::{
    Callback, Scheme, SchemeKind, ServerPlan, ServerValue, ServerVariable, TokenEndpoint, Webhook, WebhookContent,
};
pub use plan_types::{
    Checks, Constant, Field, Member, Presence, Repr, Rest, Struct, TypeBody, TypeIx, TypePlan, Union, Use, Variant,
};

pub use crate::config::{Provider, Signature, SignatureForm, Signed};

use crate::api::{Api, At};
use crate::config::{Chosen, Config, Table};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use names::Name;
use servers::Servers;

/// Decides everything about the crate of an API.
#[must_use]
pub fn plan(api: &Api, config: &Config, diagnostics: &mut Diagnostics) -> Plan {
    let mut planner = Planner { api, config, diagnostics };
    let package = planner.package();
    let schemes = planner.schemes();
    let operation_names = planner.operation_names();
    let type_names = planner.type_names(&operation_names);
    let representation = represent::Representation::of(api);
    let mut types = planner.types(&representation, &type_names);
    let servers = planner.servers();
    let mut operation_modules = planner.operation_modules(&operation_names, &representation, &servers, &mut types);
    recursion::box_cycles(&mut types);
    large::box_large(&mut types);
    types::mark_checked(&mut types);
    example::add(api, &mut types);
    samples::add(api, &types, &mut operation_modules);
    let webhooks = planner.webhooks(&representation);
    let signature = planner.signature();
    let xml = xml::mark(&mut types, &operation_modules);
    same::merge_types(api, &mut types);
    let files = planner.layout(&operation_names, &types, &webhooks, &mut operation_modules);
    same::merge_errors(&mut operation_modules);
    let patterns = types::have_patterns(&types, &operation_modules);
    let Servers { all, main, named } = servers;
    Plan {
        package,
        servers: all,
        main_servers: main,
        names_servers: named,
        schemes,
        operation_modules,
        webhooks,
        signature,
        types,
        type_modules: files.modules,
        type_folders: files.folders,
        patterns,
        xml,
    }
}

/// The state of one run.
struct Planner<'a> {
    api: &'a Api,
    config: &'a Config,
    diagnostics: &'a mut Diagnostics,
}

impl Planner<'_> {
    fn tell(&mut self, code: &'static Code, at: &At, message: impl Into<String>) {
        let found = Diagnostic::new(code, message);
        self.diagnostics.push(Diagnostic { location: at.0.clone(), ..found });
    }

    /// The name that a user chose for this, if it is one.
    fn chosen(&mut self, table: &Table, key: &str) -> Option<Name> {
        let Chosen { name, location } = table.get(key)?;
        let written = names::written(name);
        if written.is_none() {
            let message = format!("`{}` is not a name that Rust code can have", name.escape_debug());
            let help = "write letters, digits and underscores, a letter first, and no keyword";
            self.diagnostics.push(Diagnostic::new(&codes::CHOSEN_NAME, message).at(location.clone()).help(help));
        }
        written
    }

    /// Reports the choices for things that are not there.
    fn report_unmatched(&mut self, table: &Table, kind: &str, mut is_there: impl FnMut(&str) -> bool) {
        for (key, chosen) in table.iter().filter(|(key, _)| !is_there(key)) {
            let message = format!("the document has no {kind} `{}` to name", key.escape_debug());
            self.diagnostics.push(Diagnostic::new(&codes::NAME_UNMATCHED, message).at(chosen.location.clone()));
        }
    }

    /// Reports that two things wanted the same name.
    fn report_met(&mut self, kind: &str, kept: (&str, &Name), other: (&str, &Name), at: &At, section: &str) {
        let (kept_text, name) = kept;
        let (other_text, other_name) = other;
        let message = format!(
            "{kind} {} and {} are both `{name}` in Rust; the second is called `{other_name}`",
            docs::code(kept_text),
            docs::code(other_text),
        );
        let help = format!("choose another name for one of them under `[names.{section}]`");
        let found = Diagnostic { location: at.0.clone(), ..Diagnostic::new(&codes::NAMES_MEET, message) };
        self.diagnostics.push(found.help(help));
    }
}
